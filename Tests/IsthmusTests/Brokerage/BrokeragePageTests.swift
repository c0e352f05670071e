import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Meetings through pages: who sees what, what is done there, and what it costs.
@Suite struct BrokeragePageTests {
    private typealias Guest = BrokerageOffice.Guest

    private static func text(_ response: TestResponse) -> String { String(buffer: response.body) }

    @Test func `one asks on a profile, the other answers where their meetings are`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let (first, second) = (try await office.person(ann.actor), try await office.person(bob.actor))
            try await office.visit { client in
                let form = try await client.get("/participants/\(bob.id.text)/request", as: first)
                #expect(form.status == .ok)
                let asked = try await client.send(
                    "message=Ice%3F&priority=3&is_online=0", to: "/participants/\(bob.id.text)/requests", as: first)
                #expect(asked.status == .seeOther)
                let mine = "/brokerages/\(office.brokerage.text)/meetings"
                #expect(asked.headers[.location] == mine)
                let page = Self.text(try await client.get(mine, as: second))
                #expect(page.contains("Ice?"))
                let id = try await office.programme.ownMeetings(in: office.brokerage, as: bob.actor).meetings[0].id
                let answered = try await client.send(
                    "answer=accepted&priority=1", to: "/meeting-requests/\(id.text)/answer", as: second)
                #expect(answered.headers[.location] == mine)
                let part = Self.text(try await client.get(mine + "/part", as: first))
                #expect(part.contains("id=\"agreed\""))
                #expect(!part.contains("<html"))
                // Asked twice, the form comes back with what was typed.
                let again = try await client.send(
                    "message=Still%3F", to: "/participants/\(bob.id.text)/requests", as: first)
                #expect(again.status == .unprocessableContent)
                #expect(Self.text(again).contains("Still?"))
            }
        }
    }

    @Test func `programs read of one's meetings nothing that is kept for finding alone`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob)
            let first = try await office.person(ann.actor)
            try await office.visit { client in
                for path in ["/brokerages/\(office.brokerage.text)/meetings", "/meeting-requests/\(made.id.text)"] {
                    let answer = Self.text(try await client.get("/api/v1" + path, as: first))
                    let found = ["\"searchText\"", "\"accountID\"", "\"delegationKey\"", "\"endsAt\""]
                        .filter { answer.contains($0) }
                    #expect(found == ["\"endsAt\""], "\(path)")
                }
            }
        }
    }

    @Test func `strangers and those who left see nobody`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let stranger = try await office.person(try await office.registered("cid"))
            let first = try await office.person(ann.actor)
            try await office.visit { client in
                let list = "/api/v1/participants?brokerage=\(office.brokerage.text)"
                #expect(Self.text(try await client.get(list, as: first)).contains("House of bob"))
                for person in [stranger] {
                    #expect(!Self.text(try await client.get(list, as: person)).contains("House of"))
                    #expect(try await client.get("/participants/\(bob.id.text)", as: person).status == .notFound)
                    #expect(
                        try await client.get("/brokerages/\(office.brokerage.text)/meetings", as: person).status
                            == .forbidden)
                    #expect(
                        try await client.get("/meeting-requests?brokerage=\(office.brokerage.text)", as: person).status
                            == .ok)
                }
                _ = try await office.programme.leaveBrokerage(ann.id, as: ann.actor)
                #expect(!Self.text(try await client.get(list, as: first)).contains("House of bob"))
                // An address is found by nobody who may not know it.
                let byMail = "/api/v1/participants?brokerage=\(office.brokerage.text)&q=place.example"
                #expect(!Self.text(try await client.get(byMail, as: first)).contains("House of"))
            }
        }
    }

    @Test func `in a meeting of three a no stays between two`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let made = try await office.request(
                ann, bob, cid,
                more: [
                    "note": .text("privately"), "is_online": .flag(true), "link": .text("https://room.example/ann"),
                ])
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("declined")], as: bob.actor)
            func seen(_ actor: Actor) async throws -> MeetingSeen {
                try await office.programme.meetingRequest(made.id, as: actor).meeting
            }
            let (asker, decliner, third) = (
                try await seen(ann.actor), try await seen(bob.actor), try await seen(cid.actor)
            )
            #expect(asker.state == .declined)
            #expect(asker.parties.map(\.answer) == [.accepted, .declined, .waiting])
            #expect(decliner.state == .declined)
            #expect(third.state == .withdrawn)
            #expect(third.parties.map(\.answer) == [nil, nil, .waiting])
            #expect([asker.note, decliner.note, third.note] == ["privately", "", ""])
            let organiser = try await seen(BrokerageOffice.officer)
            #expect(organiser.note == "")
            #expect(organiser.link == nil)
            #expect(third.link == "https://room.example/ann")
        }
    }

    @Test func `whoever offers what is sought is suggested, with the reasons`() async throws {
        try await BrokerageOffice.open { office in
            try await office.programme.installVocabulary()
            let ann = try await office.guest(
                "ann",
                [
                    "seeks": .record(["en": .text("Sensors for lake ice thickness")]),
                    "sought_topics": .text("ford-1-5"), "languages": .text("en, hy"),
                ])
            let bob = try await office.guest(
                "bob",
                [
                    "offers": .record(["en": .text("We build sensors that measure ice")]),
                    "offered_topics": .text("ford-1-5"), "languages": .text("en"),
                ])
            _ = try await office.guest("cid", ["offers": .record(["en": .text("Translation of poems")])])
            let found = try await office.programme.counterparts(in: office.brokerage, as: ann.actor).counterparts
            #expect(found.map(\.line.id) == [bob.id])
            #expect(found[0].topicsForMe.map(\.id) == ["ford-1-5"])
            #expect(found[0].words == ["sensors"])
            #expect(found[0].languages == ["en"])
            // Whoever was asked is suggested no more.
            try await office.request(ann, bob)
            #expect(try await office.programme.counterparts(in: office.brokerage, as: ann.actor).counterparts.isEmpty)
        }
    }

    @Test func `many requests are read with as few questions as three`() async throws {
        try await BrokerageOffice.open(["request_limit": .number(500)]) { office in
            let ann = try await office.guest("ann")
            func cost() async throws -> Int {
                let before = office.programme.statements.statements
                _ = try await office.programme.ownMeetings(in: office.brokerage, as: ann.actor)
                return office.programme.statements.statements - before
            }
            for number in 0..<3 { try await office.request(ann, try await office.guest("few\(number)")) }
            let few = try await cost()
            for number in 0..<30 { try await office.request(try await office.guest("many\(number)"), ann) }
            #expect(try await cost() == few)
        }
    }

    @Test func `what waits for an answer stands on the desk until requests close`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            try await office.request(ann, bob)
            func desk(_ guest: Guest) async throws -> [DeskItem] {
                let now = office.clock.now
                return try await office.programme.read { try MeetingRequest.waiting($0, guest.actor, now) }
            }
            let items = try await desk(bob)
            #expect(items.map(\.path) == ["/brokerages/\(office.brokerage.text)/meetings"])
            #expect(items[0].task.values["number"] == "1")
            #expect(items[0].due == Moment(iso: "2026-10-10T14:00:00Z"))
            #expect(try await desk(ann).isEmpty)
            office.clock.advance(days: 132)
            #expect(try await desk(bob).isEmpty)
        }
    }
}
