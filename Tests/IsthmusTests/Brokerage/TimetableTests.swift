import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// Making timetables from the records, publishing them once, mending them with as little as is needed.
@Suite struct TimetableTests {
    private static let officer = BrokerageOffice.officer

    /// Guests who agreed to meet, each pair once.
    private static func agreed(
        _ pairs: [(Int, Int)], among names: [String], _ office: BrokerageOffice
    ) async throws -> [BrokerageOffice.Guest] {
        var guests: [BrokerageOffice.Guest] = []
        for name in names { guests.append(try await office.guest(name)) }
        for (one, other) in pairs { try await meet(guests[one], guests[other], office) }
        return guests
    }

    @discardableResult
    private static func meet(
        _ one: BrokerageOffice.Guest, _ other: BrokerageOffice.Guest, _ office: BrokerageOffice,
        more: [String: Given] = [:]
    ) async throws -> MeetingRequest {
        let request = try await office.request(one, other, more: more)
        return try await office.programme.answerRequest(
            request.id, ["answer": .text("accepted")], as: other.actor)
    }

    private static func draft(
        _ office: BrokerageOffice, _ given: [String: Given] = [:]
    ) async throws -> TimetableDraft {
        try await office.programme.draftTimetable(
            of: office.brokerage, given.merging(["seconds": .number(1)]) { own, _ in own }, as: officer)
    }

    private static func sheet(_ office: BrokerageOffice) async throws -> TimetableSheet {
        try await office.programme.timetable(of: office.brokerage, as: officer)
    }

    /// The meetings by names and times.
    private static func shown(_ sheet: TimetableSheet) -> [String] {
        sheet.lines.map { line in
            let names = line.parties.map(\.name).sorted().joined(separator: "+")
            let place = line.place.map { "\($0.rawValue) \(line.placeNumber ?? 0)" } ?? line.reason?.rawValue ?? "?"
            return "\(names) \(line.starts?.clock ?? "-") \(place)\(line.isTroubled ? " !" : "")"
        }
    }

    private static func offenders(_ office: BrokerageOffice) async throws -> [String] {
        try await office.programme.read { tx in
            try (TimetableDraft.invariants + MeetingOutcome.invariants).flatMap { invariant in
                try tx.column(String.self, invariant.offenders).map { "\(invariant.name): \($0)" }
            }
        }
    }

    @Test func `a draft answers every accepted request, and publishing it tells everybody once`() async throws {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1), (0, 2), (1, 2)], among: ["ann", "bob", "cid"], office)
            _ = try await office.mails()
            let draft = try await Self.draft(office)
            #expect(draft.kind == .plan)
            #expect(draft.meetings == 3)
            #expect(draft.unplaced == 0)
            #expect(draft.value == draft.bound)
            #expect(try await Self.sheet(office).meetings.isEmpty)
            #expect(try await office.mails() == [])
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            let sheet = try await Self.sheet(office)
            #expect(sheet.brokerage.edition == 1)
            #expect(sheet.meetings.count == 3)
            #expect(Set(sheet.meetings.map(\.slotID)).count == 3)
            #expect(
                try await office.mails()
                    == ["ann", "bob", "cid"].map { "\($0)@place.example: Your meetings: Ice fair" })
            let own = try await office.programme.ownTimetable(of: office.brokerage, as: guests[0].actor)
            #expect(own.sheet.lines.count == 2)
            #expect(own.sheet.lines.allSatisfy { line in line.parties.contains { $0.name == "ann" } })
            #expect(try await Self.offenders(office) == [])
        }
    }

    @Test func `the same records give the same timetable`() async throws {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1), (2, 3), (0, 3), (1, 2)], among: ["a", "b", "c", "d"], office)
            let first = try await Self.draft(office)
            // Asked for twice, it is made once.
            #expect(try await Self.draft(office).id == first.id)
            try await office.programme.discardTimetableDraft(first.id, as: Self.officer)
            let drafts = [first, try await Self.draft(office)]
            #expect(drafts[1].id != first.id)
            let entries = try await office.programme.read { tx in
                try drafts.map { try tx.draftEntries(of: $0.id).map(\.seat) }
            }
            #expect(entries[0] == entries[1])
            #expect(drafts[0].basis == drafts[1].basis)
        }
    }

    @Test func `who has no meeting is told why in words`() async throws {
        try await BrokerageOffice.open(["meeting_limit": .number(1)]) { office in
            _ = try await Self.agreed([(0, 1), (0, 2)], among: ["ann", "bob", "cid"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let sheet = try await Self.sheet(office)
            #expect(sheet.meetings.count == 1)
            #expect(sheet.unplaced.map(\.reason) == [.eventLimitReached])
            let texts = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT text_part FROM mail WHERE subject LIKE 'Your meetings:%'")
            }
            #expect(texts.count == 3)
            #expect(texts.count { $0.contains("as many meetings as this event gives") } == 2)
        }
    }

    @Test func `who wanted no more meetings is told from whom the event gives no more`() async throws {
        try await BrokerageOffice.open(["meeting_limit": .number(3)]) { office in
            let ann = try await office.guest("ann", ["meeting_limit": .number(1)])
            let (bob, cid) = (try await office.guest("bob"), try await office.guest("cid"))
            try await Self.meet(ann, bob, office)
            try await Self.meet(ann, cid, office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            #expect(try await Self.sheet(office).unplaced.map(\.reason) == [.limitReached])
        }
    }

    @Test func `a slot that was taken away before it had a meeting is not shown, one that an edition cancelled is`()
        async throws
    {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1)], among: ["ann", "bob"], office)
            let slots = try await office.slots()
            try await office.programme.removeMeetingSlot(slots[3].id, as: Self.officer)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let before = try await Self.sheet(office)
            #expect(before.shown.map(\.id) == slots.dropLast().map(\.id))
            let held = try #require(before.meetings.first?.slotID)
            let draft = try await Self.draft(
                office, ["kind": .text("mend"), "cancel_slots": .list([.text(held.text)])])
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            let after = try await Self.sheet(office)
            #expect(after.shown.map(\.id) == slots.dropLast().map(\.id))
            #expect(after.shown.filter { $0.cancelledAt != nil }.map(\.id) == [held])
        }
    }

    @Test func `a draft that was published is not compared with itself`() async throws {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1)], among: ["ann", "bob"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let before = try #require(try await Self.sheet(office).meetings.first?.slotID)
            let draft = try await Self.draft(
                office, ["kind": .text("mend"), "cancel_slots": .list([.text(before.text)])])
            func seats() async throws -> [ID<MeetingSlot>?] {
                try await office.programme.timetableDraft(draft.id, as: Self.officer).lines.map { $0.before?.slotID }
            }
            #expect(try await seats() == [before])
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            #expect(try await seats() == [nil])
        }
    }

    @Test func `absences, the way to sessions and online people are respected`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            let bob = try await office.guest("bob", ["mode": .text("online")])
            // The slots begin at 9:00, 9:25, 9:50 and 10:15; away until 9:50.
            _ = try await office.programme.addAbsence(
                ann.id,
                ["kind": .text("away"), "starts": .text("2026-10-14 08:30"), "ends": .text("2026-10-14 10:00")],
                as: ann.actor)
            try await Self.meet(ann, bob, office, more: ["is_online": .flag(true)])
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            #expect(Self.shown(try await Self.sheet(office)) == ["ann+bob 10:15 online 0"])
        }
    }

    @Test func `two officers publish at once: the second is told, and nothing is lost`() async throws {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1)], among: ["ann", "bob"], office)
            let first = try await Self.draft(office)
            let second = try await Self.draft(office, ["price": .number(5)])
            let results = await withTaskGroup(of: String.self) { group in
                for id in [first.id, second.id] {
                    group.addTask {
                        let fault = await BrokerageOffice.fault {
                            _ = try await office.programme.publishTimetable(id, as: Self.officer)
                        }
                        return fault.first ?? "published"
                    }
                }
                var results: [String] = []
                for await result in group { results.append(result) }
                return results.sorted()
            }
            #expect(results == ["published", "timetable_draft.overtaken"])
            let sheet = try await Self.sheet(office)
            #expect(sheet.brokerage.edition == 1)
            #expect(sheet.meetings.count == 1)
            let drafts = try await office.programme.timetableDrafts(of: office.brokerage, as: Self.officer).drafts
            #expect(Set(drafts.map(\.state)) == [.published, .ready])
        }
    }

    @Test func `a draft whose meetings became impossible is not published, later wishes do not hinder it`() async throws
    {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1)], among: ["ann", "bob", "cid"], office)
            let draft = try await Self.draft(office)
            try await Self.meet(guests[0], guests[2], office)
            let other = try await Self.draft(office)
            _ = try await office.programme.addAbsence(
                guests[2].id,
                ["kind": .text("away"), "starts": .text("2026-10-14 09:00"), "ends": .text("2026-10-14 17:00")],
                as: guests[2].actor)
            let fault = await BrokerageOffice.fault {
                try await office.programme.publishTimetable(other.id, as: Self.officer)
            }
            #expect(fault == ["timetable_draft.outdated.overtaken"])
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            let sheet = try await Self.sheet(office)
            #expect(sheet.meetings.count == 1)
            #expect(sheet.unplaced.map(\.edition) == [nil])
        }
    }

    @Test func `cancelling a slot moves its meetings, and tells only those concerned`() async throws {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1), (2, 3), (0, 2)], among: ["ann", "bob", "cid", "dan"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let before = try await Self.sheet(office)
            _ = try await office.mails()
            let busiest = try #require(before.meetings.last?.slotID)
            let moved = before.meetings.filter { $0.slotID == busiest }
            let draft = try await Self.draft(
                office, ["kind": .text("mend"), "price": .number(5), "cancel_slots": .list([.text(busiest.text)])])
            let profile = try await office.programme.timetableDraft(draft.id, as: Self.officer)
            #expect(profile.count(.moved) == moved.count)
            #expect(profile.count(.kept) + profile.count(.reseated) == before.meetings.count - moved.count)
            #expect(profile.count(.lost) == 0)
            #expect(draft.movedOfNeed == moved.count)
            // As long as nobody confirmed, all is as it was.
            #expect(Self.shown(try await Self.sheet(office)) == Self.shown(before))
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            let after = try await Self.sheet(office)
            #expect(after.meetings.count == before.meetings.count)
            #expect(after.meetings.allSatisfy { $0.slotID != busiest })
            #expect(after.slots.first { $0.id == busiest }?.cancelledAt != nil)
            let told = Set(moved.flatMap { $0.parties.map(\.name) }).sorted()
            #expect(
                try await office.mails() == told.map { "\($0)@place.example: Your meetings changed: Ice fair" })
            #expect(try await Self.offenders(office) == [])
        }
    }

    @Test func `a meeting that cannot be held stays visible until a mend is published`() async throws {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1), (1, 2)], among: ["ann", "bob", "cid"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let before = try await Self.sheet(office)
            let line = try #require(before.meetings.first { line in line.parties.contains { $0.name == "ann" } })
            let (starts, ends) = (try #require(line.starts), try #require(line.ends))
            _ = try await office.programme.addAbsence(
                guests[0].id,
                ["kind": .text("away"), "starts": .text(starts.description), "ends": .text(ends.description)],
                as: guests[0].actor)
            #expect(try await Self.sheet(office).troubled.map(\.requestID) == [line.requestID])
            let (brokerage, now) = (office.brokerage, office.clock.now)
            let items = try await office.programme.read { tx in try TimetableDraft.waiting(tx, Self.officer, now) }
            #expect(items.map(\.path) == ["/brokerages/\(brokerage.text)/timetable"])
            try await office.programme.publishTimetable(
                try await Self.draft(office, ["kind": .text("mend")]).id, as: Self.officer)
            let after = try await Self.sheet(office)
            #expect(after.troubled.isEmpty)
            #expect(after.meetings.count == 2)
            #expect(after.brokerage.edition == 2)
        }
    }

    @Test func `a withdrawn request leaves the timetable with the next edition, and calendars hear of it`() async throws
    {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1), (1, 2)], among: ["ann", "bob", "cid"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let own = try await office.programme.ownTimetable(of: office.brokerage, as: guests[0].actor)
            let request = try #require(own.sheet.lines.first?.requestID)
            func count() async throws -> [Int] {
                let sheet = try await office.programme.slotSheet(of: office.brokerage, as: Self.officer)
                return sheet.meetings.values.sorted()
            }
            #expect(try await count() == [1, 1])
            office.clock.advance(minutes: 5)
            _ = try await office.programme.withdrawRequest(request, as: guests[0].actor)
            // Nobody waits for the next edition to hear of it.
            let meanwhile = try await office.programme.ownTimetable(of: office.brokerage, as: guests[0].actor)
            #expect(meanwhile.sheet.lines.map(\.isWithdrawn) == [true])
            let told = MeetingCalendar(own: meanwhile, address: "https://site.example", words: Words("en")).entries
            #expect(told.map(\.isCancelled) == [true])
            #expect(told.map(\.changedAt) == [office.clock.now])
            #expect(try await count() == [1])
            try await office.programme.publishTimetable(
                try await Self.draft(office, ["kind": .text("mend")]).id, as: Self.officer)
            let after = try await office.programme.ownTimetable(of: office.brokerage, as: guests[0].actor)
            #expect(Self.shown(after.sheet) == ["ann+bob - withdrawn"])
            let text = MeetingCalendar(own: after, address: "https://site.example", words: Words("en")).text
            #expect(text.contains("UID:\(request.text)@site.example\r\n"))
            #expect(text.contains("SEQUENCE:2\r\n"))
            #expect(text.contains("STATUS:CANCELLED\r\n"))
        }
    }

    @Test func `meetings that have begun stay, and nothing new is put beside them`() async throws {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1)], among: ["ann", "bob", "cid"], office)
            try await Self.meet(guests[0], guests[2], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let before = try await Self.sheet(office)
            // Half past nine in Yerevan: two slots have begun.
            office.clock.advance(
                seconds: before.slots[1].startsAt.adding(minutes: 5).seconds - office.clock.now.seconds)
            let begun = before.meetings.filter { line in line.startsAt.map { $0 <= office.clock.now } == true }
            let refused = await BrokerageOffice.fault {
                _ = try await office.programme.withdrawRequest(begun[0].requestID, as: guests[0].actor)
            }
            #expect(refused == ["meeting_request.refused.begun"])
            let draft = try await Self.draft(office, ["kind": .text("mend")])
            try await office.programme.publishTimetable(draft.id, as: Self.officer)
            let after = try await Self.sheet(office)
            #expect(
                after.meetings.filter { line in begun.contains { $0.requestID == line.requestID } }.map(\.slotID)
                    == begun.map(\.slotID))
            let fault = await BrokerageOffice.fault {
                _ = try await Self.draft(
                    office, ["kind": .text("mend"), "cancel_slots": .list([.text(after.slots[0].id.text)])])
            }
            #expect(fault == ["cancel_slots timetable_draft.slot_begun"])
        }
    }

    @Test func `who leaves after a meeting leaves the meeting held`() async throws {
        try await BrokerageOffice.open { office in
            let guests = try await Self.agreed([(0, 1), (0, 2)], among: ["ann", "bob", "cid"], office)
            try await office.programme.publishTimetable(try await Self.draft(office).id, as: Self.officer)
            let meetings = try await Self.sheet(office).meetings
            let first = try #require(meetings[0].startsAt)
            office.clock.advance(seconds: first.seconds - office.clock.now.seconds)
            _ = try await office.programme.leaveBrokerage(guests[0].id, as: guests[0].actor)
            let states = try await office.programme.read { tx in
                try meetings.map { try MeetingRequest.find($0.requestID, in: tx)?.state }
            }
            #expect(states == [.accepted, .withdrawn])
            #expect(try await office.programme.check(Brokerage.invariants) == [])
        }
    }

    @Test func `what cannot be asked of a draft is said at its field`() async throws {
        try await BrokerageOffice.open { office in
            let faults = await BrokerageOffice.fault {
                _ = try await Self.draft(
                    office,
                    [
                        "kind": .text("mend"), "seconds": .number(61), "price": .text("much"),
                        "cancel_slots": .list([.text("sl-none")]),
                        "broken_tables": .list([.record(["slot": .text("sl-none"), "number": .number(1)])]),
                    ])
            }
            #expect(
                faults == [
                    "seconds field.range", "price field.type.number", "cancel_slots timetable_draft.no_slot",
                    "broken_tables.0.slot timetable_draft.no_slot", "kind timetable_draft.nothing_to_mend",
                ])
            let guest = try await office.guest("ann")
            let refused = await BrokerageOffice.fault {
                _ = try await office.programme.draftTimetable(of: office.brokerage, [:], as: guest.actor)
            }
            #expect(refused == ["brokerage.refused.plan"])
        }
    }

    @Test func `a run can be followed, cancelled, and is one at a time`() async throws {
        try await BrokerageOffice.open { office in
            _ = try await Self.agreed([(0, 1)], among: ["ann", "bob"], office)
            let run = try await office.programme.beginTimetable(
                of: office.brokerage, ["seconds": .number(1)], as: Self.officer)
            while run.status.state == .running { try await Task.sleep(for: .milliseconds(5)) }
            #expect(run.status.state == .ready)
            let draft = try #require(run.status.draftID)
            #expect(try await office.programme.timetableDraft(draft, as: Self.officer).draft.meetings == 1)
            let (_, known) = try await office.programme.timetableRun(of: office.brokerage, as: Self.officer)
            #expect(known === run)
        }
    }
}
