import Foundation
import Testing

@testable import Isthmus

/// Sessions: their times, their speakers, what cannot be at once.
@Suite struct EventAgendaTests {
    private static func session(
        _ title: String, _ starts: String, _ ends: String, room: String = "", speakers: [String] = [],
        kind: String = "talk"
    ) -> [String: Given] {
        [
            "title": .record(["en": .text(title)]), "starts": .text("2026-10-14 " + starts),
            "ends": .text("2026-10-14 " + ends), "room": .text(room), "kind": .text(kind),
            "speakers": .list(speakers.map { .record(["name": .text($0)]) }),
        ]
    }

    @Test func `sessions stand in the order of time, and every collision of a room or a speaker is told`() async throws
    {
        try await EventOffice.open { office in
            let (programme, officer) = (office.programme, EventOffice.officer)
            let person = try await programme.createPerson(
                [
                    "names": .list([.record(["given": .text("Anna"), "family": .text("Sarkisyan")])]),
                    "country": .text("AM"),
                ],
                as: officer)
            let id = try await office.event()
            for given in [
                Self.session("B", "10:30", "11:30", room: "hall ", speakers: ["Anna Sarkisyan"]),
                Self.session("A", "10:00", "11:00", room: "Hall", speakers: [person.id.text, "Ivan Ice"]),
                Self.session("C", "11:00", "12:00", room: "Hall", speakers: ["ivan ice"]),
                Self.session("Coffee", "10:00", "12:00", room: "Hall", kind: "break"),
                Self.session("D", "11:15", "11:45", room: "Attic", speakers: ["IVAN ICE"]),
            ] {
                _ = try await programme.addSession(to: id, given, as: officer)
            }
            let agenda = try await programme.agenda(of: id, as: .visitor)
            #expect(agenda.items.map { $0.session.title.reading("en") } == ["A", "Coffee", "B", "C", "D"])
            #expect(agenda.items[0].speakers.map(\.name) == ["Anna Sarkisyan", "Ivan Ice"])
            let titles = Dictionary(
                uniqueKeysWithValues: agenda.items.map { ($0.session.id, $0.session.title.reading("en")) })
            let found = AgendaCollision.all(in: agenda.items).map {
                "\(titles[$0.first] ?? "")\(titles[$0.second] ?? "") \($0.name)"
            }
            #expect(found == ["AB Hall", "AB Anna Sarkisyan", "BC hall", "CD ivan ice"])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a session ends after it begins and stays within its event`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event()
            @Sendable func issues(_ starts: String, _ ends: String) async -> [String] {
                await EventOffice.issues {
                    _ = try await office.programme.addSession(
                        to: id, Self.session("A", starts, ends), as: EventOffice.officer)
                }
            }
            #expect(await issues("11:00", "10:00") == ["ends event_session.ends_before"])
            #expect(await issues("08:59", "10:00") == ["starts event_session.outside"])
            #expect(await issues("16:00", "17:01") == ["ends event_session.outside"])
            #expect(await issues("soon", "10:00") == ["starts event.time.wrong"])
            #expect(await issues("09:00", "17:00") == [])
        }
    }

    @Test func `a session in the night when the clocks go back lasts as long as it lasts`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event(
                "Night",
                [
                    "zone": .text("Europe/Brussels"), "starts": .text("2026-10-24 20:00"),
                    "ends": .text("2026-10-25 08:00"),
                ])
            let session = try await office.programme.addSession(
                to: id,
                [
                    "title": .record(["en": .text("Watch")]), "starts": .text("2026-10-25 01:00"),
                    "ends": .text("2026-10-25 04:00"),
                ], as: EventOffice.officer)
            #expect(session.endsAt.seconds - session.startsAt.seconds == 4 * 3600)
            // The zone was wrong: every session keeps what the clocks show.
            _ = try await office.programme.changeEvent(
                id, ["zone": .text("Asia/Yerevan")], as: EventOffice.officer)
            let moved = try await office.programme.agenda(of: id, as: .visitor).items[0].session
            #expect(moved.starts.description == "2026-10-25 01:00")
            #expect(moved.startsAt.iso == "2026-10-24T21:00:00Z")
        }
    }

    @Test func `only who may edit the event changes its agenda`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event()
            let session = try await office.programme.addSession(
                to: id, Self.session("A", "10:00", "11:00"), as: EventOffice.officer)
            await #expect(throws: Problem.refused(.init("event.refused.edit"))) {
                _ = try await office.programme.changeSession(session.id, [:], as: EventOffice.member)
            }
            await #expect(throws: Problem.signInNeeded) {
                try await office.programme.removeSession(session.id, as: .visitor)
            }
            try await office.programme.removeSession(session.id, as: EventOffice.officer)
            #expect(try await office.programme.agenda(of: id, as: .visitor).items.isEmpty)
            #expect(try await office.journal(of: session.id.text) == ["event_session.added", "event_session.removed"])
        }
    }
}
