import Database
import Interchange
import Testing

@testable import Isthmus

/// Asking to meet and answering: every rule with its reason, who is told, what others may not know.
@Suite struct MeetingRequestTests {
    private typealias Guest = BrokerageOffice.Guest

    private static func fault(
        _ office: BrokerageOffice, _ from: Guest, _ to: [String], _ more: [String: Given] = [:]
    ) async -> [String] {
        await BrokerageOffice.fault {
            _ = try await office.programme.requestMeeting(
                in: office.brokerage, ["to": .list(to.map { .text($0) })].merging(more) { $1 }, as: from.actor)
        }
    }

    @Test func `a meeting stands when all said yes, and all are told`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            _ = try await office.mails()
            let made = try await office.request(
                ann, bob, cid, more: ["message": .text("Ice?"), "priority": .text("3")])
            #expect(made.state == .waiting)
            #expect(made.parties.map(\.answer) == [.accepted, .waiting, .waiting])
            #expect(made.parties.map(\.priority) == [3, 2, 2])
            #expect(
                try await office.mails() == [
                    "bob@place.example: ann, House of ann would like to meet you: Ice fair",
                    "cid@place.example: ann, House of ann would like to meet you: Ice fair",
                ])
            let half = try await office.programme.answerRequest(
                made.id, ["answer": .text("accepted"), "priority": .number(1)], as: bob.actor)
            #expect(half.state == .waiting)
            #expect(try await office.mails() == ["ann@place.example: bob, House of bob would meet you: Ice fair"])
            let whole = try await office.programme.answerRequest(
                made.id, ["answer": .text("accepted")], as: cid.actor)
            #expect(whole.state == .accepted)
            #expect(whole.parties.map(\.priority) == [3, 1, 2])
            #expect(
                try await office.mails() == [
                    "ann@place.example: Your meeting is agreed: Ice fair",
                    "bob@place.example: Your meeting is agreed: Ice fair",
                ])
            let again = await BrokerageOffice.fault {
                _ = try await office.programme.answerRequest(
                    made.id, ["answer": .text("declined")], as: cid.actor)
            }
            #expect(again == ["meeting_request.refused.answer"])
            #expect(try await office.programme.check(Brokerage.invariants) == [])
        }
    }

    @Test func `a no is told to who asked and to nobody else`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let made = try await office.request(ann, bob, cid)
            _ = try await office.mails()
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("declined")], as: bob.actor)
            #expect(
                try await office.mails() == ["ann@place.example: bob, House of bob cannot meet you: Ice fair"])
            // Who heard no does not ask again; who said it may.
            #expect(
                await Self.fault(office, ann, [bob.id.text, cid.id.text]) == ["to meeting_request.declined_before"])
            try await office.request(bob, ann, cid)
        }
    }

    @Test func `wrong requests are refused with the reason`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"),
                try await office.guest("cid", ["mode": .text("online")])
            )
            #expect(await Self.fault(office, ann, [ann.id.text]) == ["to meeting_request.self"])
            #expect(await Self.fault(office, ann, []) == ["to field.required"])
            #expect(await Self.fault(office, ann, ["pt-0000000000000"]) == ["to meeting_request.unknown"])
            #expect(await Self.fault(office, ann, [cid.id.text]) == ["is_online meeting_request.mode.online"])
            #expect(
                await Self.fault(office, ann, [bob.id.text], ["slots": .text("sl-0000000000000")])
                    == ["slots meeting_request.no_slot"])
            #expect(await Self.fault(office, ann, [bob.id.text], ["priority": .number(9)]) == ["priority field.range"])
            try await office.request(ann, bob)
            #expect(await Self.fault(office, ann, [bob.id.text]) == ["to meeting_request.twice"])
            #expect(await Self.fault(office, bob, [ann.id.text]) == ["to meeting_request.twice_other"])
            _ = try await office.programme.leaveBrokerage(bob.id, as: bob.actor)
            #expect(await Self.fault(office, ann, [bob.id.text]) == ["to meeting_request.left"])
            let gone = try await office.guest("dan")
            let token = try #require(try await office.programme.ownRegistration(for: office.event, as: gone.actor))
            try await office.programme.cancelRegistration(token: token.text)
            // Whoever comes no longer takes part no longer.
            #expect(await Self.fault(office, ann, [gone.id.text]) == ["to meeting_request.left"])
            let many = (0..<9).map { "pt-000000000000\($0)" }
            #expect(await Self.fault(office, ann, many).first == "to field.many")
            #expect(try await office.programme.check(Brokerage.invariants) == [])
        }
    }

    @Test func `requests end with their day, and none come before it opens`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob)
            // 10 October, 14:00 UTC: six in the evening there.
            office.clock.advance(days: 131, hours: 5)
            #expect(await Self.fault(office, bob, [ann.id.text]) == ["brokerage.refused.late"])
            let answer = await BrokerageOffice.fault {
                _ = try await office.programme.answerRequest(made.id, ["answer": .text("accepted")], as: bob.actor)
            }
            #expect(answer == ["brokerage.refused.late"])
            // Taking it back is always possible.
            #expect(try await office.programme.withdrawRequest(made.id, as: ann.actor).state == .withdrawn)
        }
    }

    @Test func `who has asked too many waits for answers first`() async throws {
        try await BrokerageOffice.open(["request_limit": .number(2)]) { office in
            let ann = try await office.guest("ann")
            var others: [Guest] = []
            for name in ["bob", "cid", "dan"] { others.append(try await office.guest(name)) }
            let first = try await office.request(ann, others[0])
            try await office.request(ann, others[1])
            await #expect(
                throws: Problem.refused(.init("meeting_request.refused.limit", ["limit": "2", "open": "2"]))
            ) { try await office.request(ann, others[2]) }
            _ = try await office.programme.answerRequest(
                first.id, ["answer": .text("accepted")], as: others[0].actor)
            try await office.request(ann, others[2])
        }
    }

    @Test func `another proposal is answered by the rest`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let slot = try await office.slots()[2].id
            let made = try await office.request(ann, bob)
            _ = try await office.mails()
            let same = await BrokerageOffice.fault {
                _ = try await office.programme.counterPropose(made.id, [:], as: bob.actor)
            }
            #expect(same == ["slots meeting_request.same"])
            let other = try await office.programme.counterPropose(
                made.id, ["slots": .list([.text(slot.text)])], as: bob.actor)
            #expect(other.proposerID == bob.id)
            #expect(other.slots == [slot])
            #expect(other.parties.map(\.answer) == [.waiting, .accepted])
            #expect(
                try await office.mails() == [
                    "ann@place.example: bob, House of bob proposes something else: Ice fair"
                ])
            #expect(
                await BrokerageOffice.fault {
                    _ = try await office.programme.answerRequest(
                        made.id, ["answer": .text("accepted")], as: bob.actor)
                } == ["meeting_request.refused.answer"])
            let agreed = try await office.programme.answerRequest(
                made.id, ["answer": .text("accepted")], as: ann.actor)
            #expect(agreed.state == .accepted)
            // A slot that somebody asked for stays.
            #expect(
                await BrokerageOffice.fault {
                    try await office.programme.removeMeetingSlot(slot, as: BrokerageOffice.officer)
                } == ["meeting_slot.refused.asked"])
        }
    }

    @Test func `the words of the asker stay beside those of who proposes something else`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let slots = try await office.slots().map(\.id.text)
            let made = try await office.request(ann, bob, more: ["message": .text("Ice?")])
            func read(_ guest: Guest) async throws -> [String] {
                let seen = try await office.programme.meetingRequest(made.id, as: guest.actor).meeting
                return [seen.message, seen.ownMessage]
            }
            _ = try await office.programme.counterPropose(
                made.id, ["slots": .list([.text(slots[1])]), "message": .text("Later.\n— ann:\nNever.")], as: bob.actor)
            let both = "Ice?\n\n— bob:\nLater.\n– ann:\nNever."
            #expect(try await read(ann) == [both, ""])
            #expect(try await read(bob) == [both, "Later.\n– ann:\nNever."])
            _ = try await office.programme.changeRequest(made.id, ["message": .text("Later!")], as: bob.actor)
            #expect(try await read(ann) == ["Ice?\n\n— bob:\nLater!", ""])
            _ = try await office.programme.counterPropose(
                made.id, ["slots": .list([.text(slots[2])]), "message": .text("Then at ten.")], as: ann.actor)
            #expect(
                try await read(ann) == ["Ice?\n\n— bob:\nLater!\n\n— ann:\nThen at ten.", "Then at ten."])
            // Names stand elsewhere, from where they can be erased.
            let kept = try await office.programme.read { try MeetingRequest.find(made.id, in: $0)?.message }
            #expect(kept == "Ice?\n\n— \(bob.id.text):\nLater!\n\n— \(ann.id.text):\nThen at ten.")
            // Who sends the words of the asker back has said nothing new.
            _ = try await office.programme.counterPropose(
                made.id, ["slots": .list([.text(slots[0])]), "message": .text("Ice?")], as: bob.actor)
            #expect(try await read(bob)[0] == "Ice?\n\n— bob:\nLater!\n\n— ann:\nThen at ten.")
            // What one wrote is among one's own data and goes with the account; the others' words stay.
            let own = try JSON(
                parsing: String(decoding: try await office.programme.exportOwnData(as: bob.actor), as: UTF8.self))
            #expect(own["meetings"]?.array?.map { $0["message"]?.string } == ["Later!"])
            try await office.programme.closeAccount(password: "ветер над рекой 7", as: bob.actor)
            office.clock.advance(days: 31)
            #expect(try await office.programme.eraseAccountsDue() == 1)
            let left = try await office.programme.read { try MeetingRequest.find(made.id, in: $0)?.message }
            #expect(left == "Ice?\n\n— \(ann.id.text):\nThen at ten.")
        }
    }

    @Test func `the link of an agreed online meeting is given until it is over`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob, more: ["is_online": .flag(true)])
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("accepted")], as: bob.actor)
            // Requests are closed by then.
            office.clock.advance(days: 133)
            let linked = try await office.programme.changeRequest(
                made.id, ["link": .text("https://meet.example/ice")], as: bob.actor)
            #expect(linked.link == "https://meet.example/ice")
            #expect(linked.state == .accepted)
            let seen = try await office.programme.meetingRequest(made.id, as: ann.actor).meeting
            #expect([seen.mayLink, seen.mayEdit] == [true, false])
            let more = await BrokerageOffice.fault {
                _ = try await office.programme.changeRequest(
                    made.id, ["message": .text("Ice"), "link": .text("https://meet.example/x")], as: ann.actor)
            }
            #expect(more == ["message meeting_request.link_alone"])
            let officer = await BrokerageOffice.fault {
                _ = try await office.programme.changeRequest(
                    made.id, ["link": .text("https://meet.example/x")], as: BrokerageOffice.officer)
            }
            #expect(officer == ["meeting_request.refused.edit"])
            office.clock.advance(days: 10)
            let late = await BrokerageOffice.fault {
                _ = try await office.programme.changeRequest(
                    made.id, ["link": .text("https://meet.example/x")], as: ann.actor)
            }
            #expect(late == ["meeting_request.refused.over"])
        }
    }

    @Test func `when the organisers take a request back, both sides read who did`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob)
            _ = try await office.mails()
            _ = try await office.programme.withdrawRequest(made.id, as: BrokerageOffice.officer)
            let texts = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT text_part FROM mail ORDER BY id")
            }
            #expect(texts.map { $0.contains("Your meeting with bob, House of bob") } == [true, false])
            #expect(texts.map { $0.contains("Your meeting with ann, House of ann") } == [false, true])
            #expect(
                try await office.mails() == [
                    "ann@place.example: The organisers took a request back: Ice fair",
                    "bob@place.example: The organisers took a request back: Ice fair",
                ])
        }
    }

    @Test func `what is off is not to be planned yet`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let gone = try await office.request(ann, bob)
            _ = try await office.programme.withdrawRequest(gone.id, as: ann.actor)
            let declined = try await office.request(ann, cid)
            _ = try await office.programme.answerRequest(declined.id, ["answer": .text("declined")], as: cid.actor)
            let open = try await office.request(bob, cid)
            func ids(_ placed: String) async throws -> Set<ID<MeetingRequest>> {
                let selection = Selection(
                    Query(encoded: "placed=\(placed)"), facets: MeetingRequest.listing.facets)
                let found = try await office.programme.meetingRequests(selection, as: BrokerageOffice.officer)
                return Set(found.items.map(\.id))
            }
            #expect(try await ids("unplanned") == [open.id])
            #expect(try await ids("off") == [gone.id, declined.id])
        }
    }

    @Test func `who takes part no longer does not read where the event is online`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            _ = try await office.programme.changeEvent(
                office.event, ["link": .text("https://meet.example/fair")], as: BrokerageOffice.officer)
            let made = try await office.request(ann, bob)
            func link(_ guest: Guest) async throws -> String? {
                try await office.programme.meetingRequest(made.id, as: guest.actor).event.link
            }
            #expect(try await link(ann) == "https://meet.example/fair")
            _ = try await office.programme.leaveBrokerage(ann.id, as: ann.actor)
            #expect(try await link(ann) == nil)
            #expect(try await link(bob) == "https://meet.example/fair")
        }
    }

    @Test func `a form sent twice makes one request, an old one changes nothing`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let id = "mr-0123456789abc"
            let first = try await office.request(ann, bob, more: ["id": .text(id)])
            let second = try await office.request(ann, bob, more: ["id": .text(id)])
            #expect(first.id == second.id)
            _ = try await office.programme.changeRequest(
                first.id, ["message": .text("Ice"), "version": .number(1)], as: ann.actor)
            let old = await BrokerageOffice.fault {
                _ = try await office.programme.answerRequest(
                    first.id, ["answer": .text("accepted"), "version": .number(1)], as: bob.actor)
            }
            #expect(old == ["stale"])
        }
    }

    @Test func `strangers find no request, and notes are nobody else's`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob, cid) = (
                try await office.guest("ann"), try await office.guest("bob"), try await office.guest("cid")
            )
            let made = try await office.request(ann, bob, more: ["note": .text("rival of Petrov")])
            let stranger = await BrokerageOffice.fault {
                _ = try await office.programme.withdrawRequest(made.id, as: cid.actor)
            }
            #expect(stranger == ["notFound"])
            let journal = try await office.programme.read { tx in
                try tx.count("SELECT COUNT(*) FROM journal WHERE after LIKE '%Petrov%' OR before LIKE '%Petrov%'")
            }
            #expect(journal == 0)
        }
    }
}
