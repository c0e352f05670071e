import Database
import Testing

@testable import Isthmus

/// When meetings are held: runs of slots, clocks that change, what may be taken away.
@Suite struct MeetingSlotTests {
    @Test func `a run of slots stands one after another with its pauses`() async throws {
        try await BrokerageOffice.open { office in
            let slots = try await office.slots()
            #expect(
                slots.map { "\($0.starts) \($0.ends.clock) \($0.tables)" } == [
                    "2026-10-14 09:00 09:20 3", "2026-10-14 09:25 09:45 3", "2026-10-14 09:50 10:10 3",
                    "2026-10-14 10:15 10:35 3",
                ])
        }
    }

    private static func fault(_ office: BrokerageOffice, _ more: [String: Given]) async -> [String] {
        await BrokerageOffice.fault {
            _ = try await office.programme.addMeetingSlots(
                office.brokerage, BrokerageOffice.morning.merging(more) { $1 }, as: BrokerageOffice.officer)
        }
    }

    @Test func `slots over others, outside the event, or that end first are refused where it is written`() async throws
    {
        try await BrokerageOffice.open { office in
            #expect(await Self.fault(office, ["first": .text("10:30")]) == ["first meeting_slot.overlaps"])
            #expect(await Self.fault(office, ["first": .text("16:00")]) == ["first meeting_slot.outside"])
            #expect(await Self.fault(office, ["first": .text("half nine")]) == ["first event.time.wrong"])
            #expect(await Self.fault(office, ["minutes": .number(-20)]) == ["minutes field.range"])
            #expect(await Self.fault(office, ["count": .number(9_999)]) == ["count field.range"])
            #expect(await Self.fault(office, ["tables": .nothing]) == ["tables field.required"])
            let ends = await BrokerageOffice.fault {
                _ = try await office.programme.addMeetingSlots(
                    office.brokerage,
                    [
                        "starts": .text("2026-10-14 12:00"), "ends": .text("2026-10-14 11:00"), "tables": .number(1),
                    ], as: BrokerageOffice.officer)
            }
            #expect(ends == ["ends meeting_slot.ends_before"])
            let count = try await office.slots().count
            #expect(count == 4)
        }
    }

    @Test func `slots go on through the hour that the clocks show twice`() async throws {
        try await EventOffice.open { office in
            let event = try await office.event(
                "Night",
                [
                    "zone": .text("Europe/Berlin"), "starts": .text("2026-10-24 22:00"),
                    "ends": .text("2026-10-25 06:00"), "country": .text("DE"), "registration": .text("automatic"),
                ])
            let brokerage = try await office.programme.setUpBrokerage(
                for: event, ["status": .text("open"), "requests_close": .text("2026-10-24 12:00")],
                as: EventOffice.officer)
            let slots = try await office.programme.addMeetingSlots(
                brokerage.id,
                [
                    "day": .text("2026-10-25"), "first": .text("01:30"), "minutes": .number(30), "count": .number(5),
                    "tables": .number(2),
                ], as: EventOffice.officer)
            #expect(
                slots.map(\.starts.description) == [
                    "2026-10-25 01:30", "2026-10-25 02:00 +02:00", "2026-10-25 02:30 +02:00",
                    "2026-10-25 02:00 +01:00", "2026-10-25 02:30 +01:00",
                ])
            #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.endsAt == $1.startsAt })
            #expect(slots.allSatisfy { $0.endsAt.seconds - $0.startsAt.seconds == 1_800 })
            // Reading the times again gives the same moments.
            _ = try await office.programme.changeBrokerage(
                brokerage.id, ["text": .record(["en": .text("Come early")])], as: EventOffice.officer)
            let again = try await office.programme.read { try $0.meetingSlots(of: brokerage.id) }
            #expect(again.map(\.startsAt) == slots.map(\.startsAt))
            #expect(again.map(\.version) == [1, 1, 1, 1, 1])
        }
    }

    @Test func `slots, the deadline and absences follow an event to another zone`() async throws {
        try await BrokerageOffice.open { office in
            let ann = try await office.guest("ann")
            _ = try await office.programme.addAbsence(
                ann.id, ["starts": .text("2026-10-14 13:00"), "ends": .text("2026-10-14 14:00")], as: ann.actor)
            let before = try await office.slots()
            _ = try await office.programme.changeEvent(
                office.event, ["zone": .text("Europe/Berlin")], as: BrokerageOffice.officer)
            let after = try await office.slots()
            // Yerevan is two hours ahead of Berlin in October.
            #expect(after.map(\.startsAt) == before.map { $0.startsAt.adding(hours: 2) })
            #expect(after.map(\.endsAt) == before.map { $0.endsAt.adding(hours: 2) })
            #expect(after.map(\.starts) == before.map(\.starts))
            let brokerage = try await office.programme.brokerage(office.brokerage, as: BrokerageOffice.officer)
                .brokerage
            #expect(brokerage.requestsClose.description == "2026-10-10 18:00")
            #expect(brokerage.requestsCloseAt.iso == "2026-10-10T16:00:00Z")
            let absences = try await office.programme.read { try $0.absences(of: [ann.id]) }
            #expect(absences.map(\.startsAt.iso) == ["2026-10-14T11:00:00Z"])
            let versions = try await office.programme.changeEvent(
                office.event, ["place": .text("Hall 2")], as: BrokerageOffice.officer)
            #expect(versions.place == "Hall 2")
            #expect(try await office.slots().map(\.version) == after.map(\.version))
        }
    }

    @Test func `requests that are open cannot close in the past`() async throws {
        try await BrokerageOffice.open { office in
            @Sendable func fault(_ given: [String: Given]) async -> [String] {
                await BrokerageOffice.fault {
                    _ = try await office.programme.changeBrokerage(
                        office.brokerage, given, as: BrokerageOffice.officer)
                }
            }
            let past = "\(office.clock.now.day.adding(days: -1)) 09:00"
            #expect(
                await fault(["requests_close": .text(past)]) == ["requests_close brokerage.closes_past"])
            // One that passed meanwhile stays.
            office.clock.advance(days: 132)
            #expect(
                await fault(["requests_close": .text("2026-10-10 18:00"), "meeting_limit": .number(3)]) == [])
        }
    }

    @Test func `a slot with published meetings is not taken away, and names them`() async throws {
        try await BrokerageOffice.open { office in
            let (ann, bob) = (try await office.guest("ann"), try await office.guest("bob"))
            let made = try await office.request(ann, bob)
            _ = try await office.programme.answerRequest(made.id, ["answer": .text("accepted")], as: bob.actor)
            let slot = try await office.slots()[0]
            try await office.programme.store.write { tx in
                try tx.run(
                    """
                    INSERT INTO timetable_entry (request_id, brokerage_id, slot_id, place, place_number, edition,
                    changed_at)
                    VALUES (\(made.id), \(office.brokerage), \(slot.id), 'table', 2, 1, 1)
                    """)
            }
            await #expect(
                throws: Problem.refused(
                    .init("meeting_slot.refused.meetings", ["count": "1", "meetings": "ann – bob"]))
            ) { try await office.programme.removeMeetingSlot(slot.id, as: BrokerageOffice.officer) }
            let broken = await BrokerageOffice.fault {
                _ = try await office.programme.changeMeetingSlot(
                    slot.id, ["broken_tables": .list([.text("2")])], as: BrokerageOffice.officer)
            }
            #expect(broken == ["meeting_slot.refused.seated"])
            let changed = try await office.programme.changeMeetingSlot(
                slot.id, ["broken_tables": .text("3, 1"), "tables": .number(4)], as: BrokerageOffice.officer)
            #expect(changed.brokenTables == [1, 3])
            #expect((1...5).map { changed.has(table: $0) } == [false, true, false, true, false])
            let other = try await office.slots()[1]
            try await office.programme.removeMeetingSlot(other.id, as: BrokerageOffice.officer)
            #expect(try await office.slots().map { $0.cancelledAt == nil } == [true, false, true, true])
            // Its time is free for another.
            _ = try await office.programme.addMeetingSlots(
                office.brokerage,
                [
                    "day": .text("2026-10-14"), "first": .text("09:25"), "minutes": .number(20), "tables": .number(1),
                ], as: BrokerageOffice.officer)
            #expect(try await office.programme.check(Brokerage.invariants) == [])
        }
    }
}
