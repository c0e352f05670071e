import Scheduling
import Testing

@Suite struct Verifications {
    /// Ann and Bob, Cid with a stand, Dora with a limit; three slots, the last one cancelled.
    private func event() throws -> BrokerageEvent {
        try BrokerageEvent(
            participants: [
                Participant(organisation: 0, availability: [true, true, true]),
                Participant(organisation: 1, availability: [true, false, true]),
                Participant(organisation: 2, capacity: 2, availability: [true, true, true], stand: 4),
                Participant(organisation: 3, availability: [true, true, true], limit: 1),
            ],
            requests: [
                Request(parties: [0, 1], priority: 1), Request(parties: [2, 3], priority: 1),
                Request(parties: [0, 3], priority: 1, slots: [1]),
                Request(parties: [1, 3], priority: 1, isWithdrawn: true),
            ], slots: [Slot(tables: 1), Slot(tables: 3, brokenTables: [1]), Slot(tables: 9, isCancelled: true)])
    }

    private let right: [Entry] = [
        .meeting(slot: 0, place: .table(0)), .meeting(slot: 0, place: .stand(4)), .unplaced(.limitReached),
        .unplaced(.withdrawn),
    ]

    private func faults(_ place: Int, _ entry: Entry) throws -> [TimetableFault] {
        var entries = right
        entries[place] = entry
        return Verification.faults(of: Timetable(entries: entries), in: try event())
    }

    @Test func `a right timetable has no fault`() throws {
        #expect(Verification.faults(of: Timetable(entries: right), in: try event()) == [])
    }

    @Test func `every request has an answer`() throws {
        let short = Timetable(entries: Array(right.dropLast()))
        #expect(Verification.faults(of: short, in: try event()) == [.count(entries: 3, requests: 4)])
    }

    @Test func `a slot is there, is held, is agreed on, and everybody is present`() throws {
        #expect(try faults(0, .meeting(slot: 3, place: .table(0))) == [.unknownSlot(request: 0, slot: 3)])
        #expect(try faults(0, .meeting(slot: 2, place: .table(0))) == [.cancelledSlot(request: 0, slot: 2)])
        #expect(
            try faults(0, .meeting(slot: 1, place: .table(0))) == [.absent(request: 0, participant: 1, slot: 1)])
        #expect(
            try faults(2, .meeting(slot: 0, place: .table(0))) == [
                .notAgreed(request: 2, slot: 0), .tableTaken(request: 2, by: 0, slot: 0, table: 0),
                .crowded(participant: 0, slot: 0, meetings: 2, capacity: 1),
                .crowded(participant: 3, slot: 0, meetings: 2, capacity: 1),
                .overLimit(participant: 3, meetings: 2, limit: 1),
            ])
    }

    @Test func `a table is there, whole and free, and a stand is the right one`() throws {
        #expect(
            try faults(2, .meeting(slot: 1, place: .table(1))) == [
                .unknownTable(request: 2, slot: 1, table: 1), .overLimit(participant: 3, meetings: 2, limit: 1),
            ])
        #expect(try faults(1, .meeting(slot: 0, place: .stand(5))) == [.wrongVenue(request: 1)])
        #expect(try faults(1, .meeting(slot: 1, place: .table(0))) == [.wrongVenue(request: 1)])
        #expect(try faults(0, .meeting(slot: 0, place: .online)) == [.wrongVenue(request: 0)])
    }

    @Test func `what was withdrawn is not held, and what fits is`() throws {
        #expect(
            try faults(3, .meeting(slot: 0, place: .table(0))) == [
                .withdrawn(request: 3), .tableTaken(request: 3, by: 0, slot: 0, table: 0),
                .crowded(participant: 1, slot: 0, meetings: 2, capacity: 1),
                .crowded(participant: 3, slot: 0, meetings: 2, capacity: 1),
                .overLimit(participant: 3, meetings: 2, limit: 1),
            ])
        #expect(try faults(0, .unplaced(.noTable)) == [.fits(request: 0, slot: 0)])
    }

    @Test(arguments: Unplaced.allCases)
    func `a reason is the true one`(reason: Unplaced) throws {
        let expected: [TimetableFault] =
            reason == .limitReached ? [] : [.wrongReason(request: 2, given: reason, right: .limitReached)]
        #expect(try faults(2, .unplaced(reason)) == expected)
    }

    @Test func `each reason is given where it holds`() throws {
        let event = try BrokerageEvent(
            participants: [
                Participant(organisation: 0, availability: [true, false]),
                Participant(organisation: 1, availability: [true, false]),
                Participant(organisation: 2, availability: [false, true]),
                Participant(organisation: 3, availability: [true, false]),
                Participant(organisation: 4, availability: [true, true]),
            ],
            requests: [[0, 1], [0, 2], [0, 3], [3, 4]].map { Request(parties: $0, priority: 1) },
            slots: [Slot(tables: 1), Slot(tables: 1)])
        let timetable = Timetable(entries: [
            .meeting(slot: 0, place: .table(0)), .unplaced(.noCommonSlot), .unplaced(.slotsTaken),
            .unplaced(.noTable),
        ])
        #expect(Verification.faults(of: timetable, in: event) == [])
    }
}
