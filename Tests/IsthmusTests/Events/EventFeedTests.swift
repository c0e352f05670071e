import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What calendars, feed readers and other people's sites get.
@Suite struct EventFeedTests {
    private static func visit(
        _ body: @escaping @Sendable (EventOffice, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await EventOffice.open { office in
            try await Visiting.visit(office.programme) { client in try await body(office, client) }
        }
    }

    private static func text(_ client: any TestClientProtocol, _ address: String) async throws -> String {
        let answer = try await client.execute(uri: address, method: .get)
        #expect(answer.status == .ok, "\(address)")
        return String(buffer: answer.body)
    }

    /// The content lines, folded ones put together again.
    private static func lines(_ text: String) -> [String] {
        text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
    }

    @Test func `a calendar says when and where, by the clocks of the place, also across their change`() async throws {
        try await Self.visit { office, client in
            let id = try await office.event(
                "Ice; roads, bridges",
                [
                    "zone": .text("Europe/Brussels"), "starts": .text("2026-10-24 10:00"),
                    "ends": .text("2026-10-25 10:00"), "place": .text("Rue de l'Eau 1"), "city": .text("Brussels"),
                    "country": .text("BE"), "latitude": .text("50.85"), "longitude": .text("4.35"),
                ])
            let lines = Self.lines(try await Self.text(client, "/events/\(id.text)/calendar.ics"))
            let wanted = [
                "UID:\(id.text)@127.0.0.1:8080", "DTSTART;TZID=Europe/Brussels:20261024T100000",
                "DTEND;TZID=Europe/Brussels:20261025T100000", "TZID:Europe/Brussels",
                "SUMMARY:Ice\\; roads\\, bridges", "LOCATION:Rue de l'Eau 1\\, Brussels\\, Belgium", "GEO:50.85;4.35",
                "CATEGORIES:Seminar",
            ]
            #expect(wanted.filter { !lines.contains($0) } == [])
            let belgian = Self.lines(try await Self.text(client, "/events.ics?country=BE"))
            #expect(belgian.filter { $0 == wanted[0] }.count == 1)
            #expect(!(try await Self.text(client, "/events.ics?country=AM")).contains("BEGIN:VEVENT"))
            _ = try await office.programme.cancelEvent(
                id, ["cancel_reason": .record(["en": .text("Flood")])], as: EventOffice.officer)
            #expect(try await Self.text(client, "/events.ics").contains("STATUS:CANCELLED"))
        }
    }

    @Test func `the page of a month has an event on each of its days`() async throws {
        try await Self.visit { office, client in
            try await office.event("Long", ["starts": .text("2026-06-29 09:00"), "ends": .text("2026-07-02 10:00")])
            let june = try await Self.text(client, "/events/calendar?month=2026-06")
            #expect(june.matches(of: />Long</).count == 2)
            #expect(try await Self.text(client, "/events/calendar?month=2026-07").matches(of: />Long</).count == 2)
            #expect(try await Self.text(client, "/events/calendar?month=2026-08").matches(of: />Long</).count == 0)
            #expect(try await Self.text(client, "/events/map").contains(">Long, Sevan, 29 June 2026</title>"))
            #expect(try await Self.text(client, "/events.atom").contains("<title>Long</title>"))
        }
    }

    @Test func `only the small page may be framed, and it has nothing but the event`() async throws {
        try await Self.visit { office, client in
            let id = try await office.event("Ice", ["link": .text("https://meet.example/secret")])
            let page = try await client.execute(uri: "/events/\(id.text)", method: .get)
            #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(page.headers[.init("X-Frame-Options")!] == "DENY")
            let small = try await client.execute(uri: "/events/\(id.text)/embed?lang=ru", method: .get)
            #expect(small.headers[.contentSecurityPolicy]?.contains("frame-ancestors *") == true)
            #expect(small.headers[.contentSecurityPolicy]?.contains("form-action 'none'") == true)
            #expect(small.headers[.init("X-Frame-Options")!] == nil)
            let text = String(buffer: small.body)
            #expect(text.contains("14 октября 2026"))
            #expect(!text.contains("meet.example"))
            #expect(!text.contains("<form"))
            let draft = try await office.programme.createEvent(EventOffice.seminar, as: EventOffice.officer)
            #expect(try await client.execute(uri: "/events/\(draft.id.text)/embed", method: .get).status == .notFound)
        }
    }
}
