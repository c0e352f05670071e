import Database
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
