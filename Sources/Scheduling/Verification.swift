/// What is wrong with a timetable.
public enum TimetableFault: Hashable, Sendable {
    case count(entries: Int, requests: Int)
    case unknownSlot(request: Int, slot: Int)
    case cancelledSlot(request: Int, slot: Int)
    case notAgreed(request: Int, slot: Int)
    case withdrawn(request: Int)
    case absent(request: Int, participant: Int, slot: Int)
    case crowded(participant: Int, slot: Int, meetings: Int, capacity: Int)
    case overLimit(participant: Int, meetings: Int, limit: Int)
    case wrongVenue(request: Int)
    case unknownTable(request: Int, slot: Int, table: Int)
    case tableTaken(request: Int, by: Int, slot: Int, table: Int)
    /// The request has no meeting although nothing stands against one in this slot.
    case fits(request: Int, slot: Int)
    case wrongReason(request: Int, given: Unplaced, right: Unplaced)
}

/// Looks at a timetable as somebody with paper and pencil would. Shares nothing with what makes timetables.
public struct Verification {
    private let event: BrokerageEvent
    private let timetable: Timetable
    /// Participant and slot → the requests held there.
    private var diary: [[Int: [Int]]]
    /// Slot and table → the request held there.
    private var room: [[Int: Int]]
    private var faults: [TimetableFault] = []

    /// Everything that is wrong, in the order of the requests, then of the participants; empty when nothing is.
    public static func faults(of timetable: Timetable, in event: BrokerageEvent) -> [TimetableFault] {
        guard timetable.entries.count == event.requests.count else {
            return [.count(entries: timetable.entries.count, requests: event.requests.count)]
        }
        var verification = Verification(event, timetable)
        for (index, entry) in timetable.entries.enumerated() {
            if case .meeting(let slot, let place) = entry { verification.hold(index, slot, place) }
        }
        verification.count()
        for (index, entry) in timetable.entries.enumerated() {
            if case .unplaced(let reason) = entry { verification.ask(index, reason) }
        }
        return verification.faults
    }

    private init(_ event: BrokerageEvent, _ timetable: Timetable) {
        self.event = event
        self.timetable = timetable
        diary = Array(repeating: [:], count: event.participants.count)
        room = Array(repeating: [:], count: event.slots.count)
    }

    private mutating func hold(_ index: Int, _ slot: Int, _ place: Place) {
        let request = event.requests[index]
        guard event.slots.indices.contains(slot) else {
            faults.append(.unknownSlot(request: index, slot: slot))
            return
        }
        if request.isWithdrawn { faults.append(.withdrawn(request: index)) }
        if event.slots[slot].isCancelled { faults.append(.cancelledSlot(request: index, slot: slot)) }
        if let agreed = request.slots, !agreed.contains(slot) { faults.append(.notAgreed(request: index, slot: slot)) }
        for party in request.parties {
            if !event.participants[party].availability[slot] {
                faults.append(.absent(request: index, participant: party, slot: slot))
            }
            diary[party][slot, default: []].append(index)
        }
        switch (event.venue(of: request), place) {
        case (.table, .table(let table)): seat(index, slot, table)
        case (.stand(let stand), .stand(let given)) where stand == given: break
        case (.online, .online): break
        default: faults.append(.wrongVenue(request: index))
        }
    }

    private mutating func seat(_ index: Int, _ slot: Int, _ table: Int) {
        guard (0..<event.slots[slot].tables).contains(table), !event.slots[slot].brokenTables.contains(table) else {
            faults.append(.unknownTable(request: index, slot: slot, table: table))
            return
        }
        if let other = room[slot][table] {
            faults.append(.tableTaken(request: index, by: other, slot: slot, table: table))
        }
        room[slot][table] = index
    }

    private mutating func count() {
        for (index, participant) in event.participants.enumerated() {
            for (slot, held) in diary[index].sorted(by: { $0.key < $1.key }) where held.count > participant.capacity {
                faults.append(
                    .crowded(
                        participant: index, slot: slot, meetings: held.count, capacity: participant.capacity))
            }
            let meetings = diary[index].reduce(0) { $0 + $1.value.count }
            if let limit = participant.limit, meetings > limit {
                faults.append(.overLimit(participant: index, meetings: meetings, limit: limit))
            }
        }
    }

    private mutating func ask(_ index: Int, _ given: Unplaced) {
        let request = event.requests[index]
        let common = event.slots.indices.filter { slot in
            !event.slots[slot].isCancelled && request.slots?.contains(slot) != false
                && request.parties.allSatisfy { event.participants[$0].availability[slot] }
        }
        let free = common.filter { slot in
            request.parties.allSatisfy { diary[$0][slot, default: []].count < event.participants[$0].capacity }
        }
        let needsTable = event.venue(of: request) == .table
        let possible = free.filter { !needsTable || room[$0].count < event.slots[$0].usableTables.count }
        let isFull = request.parties.contains { party in
            event.participants[party].limit.map { diary[party].reduce(0) { $0 + $1.value.count } >= $0 } ?? false
        }
        let right: Unplaced
        if request.isWithdrawn {
            right = .withdrawn
        } else if common.isEmpty {
            right = .noCommonSlot
        } else if isFull {
            right = .limitReached
        } else if free.isEmpty {
            right = .slotsTaken
        } else if let slot = possible.first {
            faults.append(.fits(request: index, slot: slot))
            return
        } else {
            right = .noTable
        }
        if given != right { faults.append(.wrongReason(request: index, given: given, right: right)) }
    }
}
