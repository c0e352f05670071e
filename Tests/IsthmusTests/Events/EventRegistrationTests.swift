import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// Registering, waiting, moving up, cancelling; who is told what; what others may not know.
@Suite struct EventRegistrationTests {
    private static func seats(_ waiting: [(String, String)], free: Int?) -> [String] {
        EventSeats.movingUp(
            waiting.enumerated().map {
                .init(id: $1.0, group: $1.1, cameAt: TestStore.start.adding(minutes: $0))
            }, free: free)
    }

    @Test func `who came first moves up first, and groups only as a whole`() {
        let waiting = [("a", ""), ("b1", "b"), ("c", ""), ("b2", "b"), ("d", "")]
        #expect(Self.seats(waiting, free: nil) == ["a", "b1", "c", "b2", "d"])
        #expect(Self.seats(waiting, free: 0) == [])
        #expect(Self.seats(waiting, free: 1) == ["a"])
        #expect(Self.seats(waiting, free: 2) == ["a", "c"])
        #expect(Self.seats(waiting, free: 3) == ["a", "b1", "b2"])
        #expect(Self.seats(waiting, free: 4) == ["a", "b1", "b2", "c"])
        #expect(Self.seats(waiting, free: 9) == ["a", "b1", "b2", "c", "d"])
        #expect(Self.seats([("b1", "b"), ("b2", "b")], free: 1) == [])
    }

    /// Somebody with an account.
    private static func member(_ name: String, _ office: EventOffice) async throws -> Actor {
        let account = try await office.programme.createAccount(
            Registration(email: "\(name)@place.example", name: name, password: "ветер над рекой 7", language: "en"),
            grants: [], as: .program("test"))
        return Actor(account: account.id.text, person: nil, name: name, grants: [])
    }

    private static let open: [String: Given] = [
        "registration": .text("automatic"), "visitors_may_register": .flag(true), "capacity": .text("2"),
    ]

    private static func statuses(_ office: EventOffice) async throws -> [String] {
        try await office.programme.read { tx in
            try tx.column(
                String.self,
                """
                SELECT a.mailbox || ' ' || r.status FROM event_registration r
                JOIN event_attendee a ON a.registration_id = r.id ORDER BY a.mailbox, r.id
                """)
        }
    }

    /// To whom which mails went since the last question, in their order.
    private static func mails(_ office: EventOffice) async throws -> [String] {
        try await office.programme.store.write { tx in
            let found = try tx.column(String.self, "SELECT address || ': ' || subject FROM mail ORDER BY id")
            try tx.run("DELETE FROM mail")
            return found
        }
    }

    private static func link(_ office: EventOffice) async throws -> String {
        let text = try await office.programme.read { tx in
            try tx.value(String.self, "SELECT text_part FROM mail ORDER BY id DESC LIMIT 1") ?? ""
        }
        let line = text.split(separator: "\n").first { $0.contains("/registrations/") }
        return line?.split(separator: "/").last.map(String.init) ?? ""
    }

    @Test func `a full event lets nobody in until somebody cancels, and tells each once`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event("Ice", Self.open)
            var people: [Actor] = []
            for name in ["ann", "bob", "cid"] { people.append(try await Self.member(name, office)) }
            for actor in people { _ = try await office.programme.register(for: id, [:], as: actor) }
            #expect(
                try await Self.statuses(office) == [
                    "ann@place.example confirmed", "bob@place.example confirmed", "cid@place.example waiting",
                ])
            #expect(
                try await Self.mails(office) == [
                    "ann@place.example: You have a place: Ice", "bob@place.example: You have a place: Ice",
                    "cid@place.example: You are on the waiting list: Ice",
                ])
            let ann = try #require(try await office.programme.ownRegistration(for: id, as: people[0]))
            try await office.programme.cancelRegistration(token: ann.text)
            try await office.programme.cancelRegistration(token: ann.text)
            #expect(
                try await Self.mails(office) == [
                    "ann@place.example: Your registration was cancelled: Ice",
                    "cid@place.example: You have a place: Ice",
                ])
            _ = try await office.programme.register(for: id, [:], as: people[0])
            // More places: who waits comes.
            _ = try await office.programme.changeEvent(id, ["capacity": .text("5")], as: EventOffice.officer)
            #expect(
                try await Self.mails(office) == [
                    "ann@place.example: You are on the waiting list: Ice", "ann@place.example: You have a place: Ice",
                ])
            _ = try await office.programme.cancelEvent(
                id, ["cancel_reason": .record(["en": .text("Flood")])], as: EventOffice.officer)
            #expect(
                try await Self.mails(office).sorted()
                    == ["ann", "bob", "cid"].map {
                        "\($0)@place.example: Does not take place: Ice"
                    })
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `what one said of oneself can be taken away, and goes with the account`() async throws {
        try await EventOffice.open { office in
            let programme = office.programme
            let ann = try await Self.member("ann", office)
            // Two events: erased people are still two, not one registered twice.
            for title in ["Ice", "Snow"] {
                let id = try await office.event(title, Self.open)
                _ = try await programme.register(for: id, ["needs": .text("no nuts")], as: ann)
            }
            let own = try JSON(parsing: String(decoding: try await programme.exportOwnData(as: ann), as: UTF8.self))
            let registrations = own["registrations"]?.array ?? []
            #expect(registrations.count == 2)
            #expect(registrations.first?["needs"]?.string == "no nuts")
            #expect(registrations.first?["email"]?.string == "ann@place.example")
            try await programme.closeAccount(password: "ветер над рекой 7", as: ann)
            office.clock.advance(days: 31)
            #expect(try await programme.eraseAccountsDue() == 1)
            let left = try await programme.read { tx in
                try tx.count(
                    """
                    SELECT COUNT(*) FROM event_attendee
                    WHERE name || email || needs || job || sort_name || search_text <> '' OR mailbox LIKE '%@%'
                    """)
            }
            #expect(left == 0)
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `nobody is registered twice, by whatever spelling`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event("Ice", Self.open)
            let ann = try await Self.member("ann", office)
            _ = try await office.programme.register(for: id, [:], as: ann)
            #expect(
                await EventOffice.issues { _ = try await office.programme.register(for: id, [:], as: ann) } == [
                    " event_registration.twice"
                ])
            let bob = try await Self.member("bob", office)
            @Sendable func companion(_ email: String) -> [String: Given] {
                ["companions": .list([.record(["name": .text("Somebody"), "email": .text(email)])])]
            }
            for email in ["ANN@place.example", "Bob@Place.example"] {
                #expect(
                    await EventOffice.issues {
                        _ = try await office.programme.register(for: id, companion(email), as: bob)
                    } == ["companions event_registration.twice_here"])
            }
            #expect(
                await EventOffice.issues {
                    _ = try await office.programme.register(for: id, companion("nobody"), as: bob)
                } == ["companions.0.email field.email"])
            // A visitor who types somebody's address learns nothing; whose it is gets a mail.
            _ = try await Self.mails(office)
            let again = try await office.programme.register(
                for: id, ["name": .text("Ann"), "email": .text("ann@PLACE.example")], as: .visitor)
            #expect(again.registration == nil)
            #expect(again.isMailed)
            #expect(try await Self.mails(office) == ["ann@place.example: You are registered already: Ice"])
        }
    }

    @Test func `a visitor counts once the address is confirmed, and waits with those they bring`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event("Ice", Self.open)
            let result = try await office.programme.register(
                for: id,
                [
                    "name": .text("Vera"), "email": .text("vera@far.example"), "needs": .text("a ramp"),
                    "companions": .list(
                        (1...2).map { .record(["name": .text("C\($0)"), "email": .text("c\($0)@far.example")]) }),
                ], as: .visitor)
            #expect(result.isMailed)
            let token = try await Self.link(office)
            #expect(try await Self.mails(office) == ["vera@far.example: Confirm your registration: Ice"])
            // Somebody who came later and proved earlier is first.
            let ann = try await Self.member("ann", office)
            _ = try await office.programme.register(for: id, [:], as: ann)
            office.clock.advance(minutes: 1)
            try await office.programme.confirmRegistration(token: token)
            try await office.programme.confirmRegistration(token: token)
            let waiting = ["ann@place.example confirmed"] + ["c1", "c2", "vera"].map { "\($0)@far.example waiting" }
            #expect(try await Self.statuses(office) == waiting)
            _ = try await Self.mails(office)
            // One place more is not enough for three; two more are.
            _ = try await office.programme.changeEvent(id, ["capacity": .text("3")], as: EventOffice.officer)
            #expect(try await Self.statuses(office) == waiting)
            _ = try await office.programme.changeEvent(id, ["capacity": .text("4")], as: EventOffice.officer)
            #expect(try await Self.mails(office).count == 3)
            #expect(try await office.programme.registration(token: token).registration.status == .confirmed)
        }
    }

    @Test func `the organisers approve or decline what waits for them`() async throws {
        try await EventOffice.open { office in
            let host = try await office.organisation("Institute of Ice")
            let id = try await office.event(
                "Ice",
                [
                    "registration": .text("approval"),
                    "organisers": .list([.record(["organisation": .text(host.text), "role": .text("host")])]),
                ])
            let keeper = EventOffice.speaker(for: host)
            var ids: [ID<EventRegistration>] = []
            for name in ["ann", "bob"] {
                let result = try await office.programme.register(for: id, [:], as: try await Self.member(name, office))
                ids.append(try #require(result.registration).id)
            }
            await #expect(throws: Problem.notFound) {
                _ = try await office.programme.approveRegistration(ids[0], as: EventOffice.member)
            }
            _ = try await office.programme.approveRegistration(ids[0], as: keeper)
            _ = try await office.programme.declineRegistration(ids[1], as: keeper)
            #expect(
                try await Self.statuses(office) == ["ann@place.example confirmed", "bob@place.example declined"])
            await #expect(throws: Problem.refused(.init("event_registration.refused.decide"))) {
                _ = try await office.programme.approveRegistration(ids[1], as: keeper)
            }
            #expect(try await office.programme.eventRegistrations(Selection(), as: keeper).items.count == 2)
            #expect(try await office.programme.eventRegistrations(Selection(), as: EventOffice.member).items.isEmpty)
        }
    }

    @Test func `registration has its time and its people`() async throws {
        try await EventOffice.open { office in
            let (programme, ann) = (office.programme, try await Self.member("ann", office))
            @Sendable func refusal(_ more: [String: Given], as actor: Actor) async throws -> Problem.Reason? {
                let id = try await office.event("Ice", more)
                let event = try await programme.event(id, as: actor).event
                return event.refusalOfRegistering(to: actor, at: office.clock.now)
            }
            #expect(try await refusal([:], as: ann)?.key == "event_registration.refused.none")
            let automatic: [String: Given] = ["registration": .text("automatic")]
            #expect(try await refusal(automatic, as: ann) == nil)
            #expect(try await refusal(automatic, as: .visitor)?.key == "event_registration.refused.account")
            #expect(
                try await refusal(automatic.merging(["registration_opens": .text("2026-06-02 09:00")]) { $1 }, as: ann)
                    == .init("event_registration.refused.early", ["when": "2026-06-02 09:00"]))
            #expect(
                try await refusal(
                    automatic.merging(["registration_closes": .text("2026-06-01 13:00")]) { $1 }, as: ann)?
                    .key == "event_registration.refused.late")
        }
    }

    @Test func `a badge opens the door to organisers only, and a certificate follows`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event("Ice", Self.open)
            let ann = try await Self.member("ann", office)
            _ = try await office.programme.register(for: id, [:], as: ann)
            let (_, badges) = try await office.programme.badges(of: id, as: EventOffice.officer)
            #expect(badges.map(\.attendee.name) == ["ann"])
            let token = String(try #require(badges[0].address.split(separator: "/").last))
            let own = try #require(try await office.programme.ownRegistration(for: id, as: ann))
            await #expect(throws: Problem.signInNeeded) { _ = try await office.programme.badge(token, as: .visitor) }
            await #expect(throws: Problem.notFound) {
                _ = try await office.programme.badge(own.text, as: EventOffice.officer)
            }
            await #expect(throws: Problem.notFound) { _ = try await office.programme.registration(token: token) }
            let forged = String(token.dropLast()) + (token.last == "0" ? "1" : "0")
            await #expect(throws: Problem.notFound) {
                _ = try await office.programme.badge(forged, as: EventOffice.officer)
            }
            await #expect(throws: Problem.refused(.init("event_registration.refused.check_in"))) {
                _ = try await office.programme.checkIn(badge: token, as: ann)
            }
            #expect(try await office.programme.attendance(of: id, as: EventOffice.officer).people.isEmpty)
            for _ in 1...2 { _ = try await office.programme.checkIn(badge: token, as: EventOffice.officer) }
            #expect(
                try await office.programme.attendance(of: id, as: EventOffice.officer).people.map(\.name) == ["ann"])
            await #expect(throws: Problem.refused(.init("event_feedback.refused.early"))) {
                try await office.programme.giveFeedback(token: own.text, ["rating": .text("5")])
            }
            office.clock.advance(days: 140)
            #expect(
                await EventOffice.issues {
                    try await office.programme.giveFeedback(token: own.text, ["rating": .text("6")])
                } == ["rating field.range"])
            try await office.programme.giveFeedback(token: own.text, ["rating": .text("5"), "text": .text("Fine")])
            await #expect(throws: Problem.refused(.init("event_feedback.refused.twice"))) {
                try await office.programme.giveFeedback(token: own.text, ["rating": .text("1")])
            }
            let feedback = try await office.programme.feedback(of: id, as: EventOffice.officer)
            #expect(feedback.counts == [5: 1])
            #expect(feedback.texts == ["Fine"])
            #expect(feedback.mean == nil)
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `the journal keeps no name, address or need`() async throws {
        try await EventOffice.open { office in
            let id = try await office.event("Ice", Self.open)
            _ = try await office.programme.register(
                for: id,
                ["name": .text("Zinaida"), "email": .text("zinaida@far.example"), "needs": .text("zwieback")],
                as: .visitor)
            let kept = try await office.programme.read { tx in
                try tx.count(
                    "SELECT COUNT(*) FROM journal WHERE LOWER(after) LIKE '%zinaida%' OR after LIKE '%zwieback%'")
            }
            #expect(kept == 0)
        }
    }
}

/// Registering people from a table.
@Suite struct EventImportTests {
    @Test func `doubled people are found, within the table and among those registered`() throws {
        let table = """
            name;email;organisation;country;group
            Ann Ash;ann@place.example;Institute;Armenia;
            Bob Birch;BOB@place.example;Institute;AM;
            Bob Birch;bob@Place.example;Institute;AM;
            Cid Cedar;cid@place.example;;GE;
            ann  ASH;ann.ash@home.example;institute;AM;
            ;nobody@place.example;;;
            Eve;eve;;;
            Fay;fay@place.example;;Atlantis;
            """
        let plan = try EventImport(table, mailboxes: ["cid@place.example"], people: [])
        #expect(
            plan.lines.map(\.outcome) == [.new, .new, .doubled, .registered, .alike, .wrong, .wrong, .wrong])
        #expect(plan.lines.map(\.line) == Array(2...9))
        #expect(plan.coming(withAlike: false).map(\.email) == ["ann@place.example", "BOB@place.example"])
        #expect(plan.coming(withAlike: true).count == 3)
    }

    @Test func `what is no table is refused as a whole`() {
        for (text, key) in [
            ("name,organisation\nA,B", "event_import.column"), ("", "event_import.unreadable"),
            ("name,email\nA,\"b", "event_import.unreadable"), ("name,email\nA,b,c", "event_import.unreadable"),
        ] {
            #expect(throws: Problem.self, "\(key)") { _ = try EventImport(text, mailboxes: [], people: []) }
        }
    }

    @Test func `the organisers register people before, during and after the event`() async throws {
        try await EventOffice.open { office in
            let table: [String: Given] = [
                "table": .text(
                    "name,email,group\nAnn,ann@place.example,\nBob,bob@place.example,Two\nCid,cid@place.example,Two")
            ]
            let id = try await office.event("Ice", ["registration": .text("automatic"), "capacity": .text("2")])
            await #expect(throws: Problem.signInNeeded) {
                try await office.programme.importRegistrations(to: id, table, as: .visitor)
            }
            #expect(try await office.programme.importRegistrations(to: id, table, as: EventOffice.officer) == 3)
            let found = try await office.programme.eventRegistrations(Selection(), as: EventOffice.officer).items
            #expect(
                found.map { "\($0.name) \($0.status.rawValue)" } == ["Ann confirmed", "Bob waiting", "Cid waiting"])
            #expect(
                await EventOffice.issues {
                    try await office.programme.importRegistrations(to: id, table, as: EventOffice.officer)
                } == ["table event_import.nobody"])
            let past = try await office.event(
                "Past", ["starts": .text("2026-05-01 09:00"), "ends": .text("2026-05-01 10:00")])
            let mails: @Sendable () async throws -> Int = {
                try await office.programme.read { try $0.count("SELECT COUNT(*) FROM mail") }
            }
            let before = try await mails()
            try await office.programme.importRegistrations(to: past, table, as: EventOffice.officer)
            #expect(try await mails() == before)
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }
}
