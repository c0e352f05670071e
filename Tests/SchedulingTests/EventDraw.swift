import Scheduling

/// Numbers that look drawn and are the same every time.
struct Draw: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 77 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
}

/// Events drawn from a number.
enum EventDraw {
    /// What a drawn event may have beside pairs at tables.
    enum Extras { case none, everything }

    /// A tiny event that can be planned by trying everything.
    static func tiny(_ seed: Int, _ extras: Extras = .everything) throws -> BrokerageEvent {
        var draw = Draw(seed)
        return try event(
            &draw, people: draw.number(2...6), slots: draw.number(1...4), requests: draw.number(1...7), free: 75,
            tables: 1...2, extras)
    }

    static func event(
        _ draw: inout Draw, people: Int, slots: Int, requests: Int, free: Int, tables: ClosedRange<Int>,
        _ extras: Extras
    ) throws -> BrokerageEvent {
        let isRich = extras == .everything
        let days = max(1, slots / 3)
        let participants = (0..<people).map { index in
            Participant(
                organisation: draw.number(0...people), capacity: draw.chance(20) ? 2 : 1,
                availability: (0..<slots).map { _ in draw.chance(free) },
                limit: isRich && draw.chance(20) ? draw.number(0...2) : nil,
                stand: isRich && draw.chance(10) ? index : nil)
        }
        var known: Set<Set<Int>> = []
        var wishes: [Request] = []
        for _ in 0..<requests * 4 where wishes.count < requests {
            let size = isRich && people > 2 && draw.chance(15) ? 3 : 2
            let parties = Array((0..<people).shuffled(using: &draw).prefix(size))
            guard known.insert(Set(parties)).inserted else { continue }
            let agreed: Set<Int>? = isRich && draw.chance(15) ? [draw.number(0...slots - 1)] : nil
            wishes.append(
                Request(
                    parties: parties, priority: draw.number(1...5), isOnline: isRich && draw.chance(10),
                    isWithdrawn: isRich && draw.chance(5), slots: agreed))
        }
        return try BrokerageEvent(
            participants: participants, requests: wishes,
            slots: (0..<slots).map { slot in
                Slot(
                    tables: draw.number(tables), brokenTables: isRich && draw.chance(10) ? [0] : [],
                    day: slot * days / slots, isCancelled: isRich && draw.chance(8))
            })
    }

    /// What happens to an event afterwards: a person cancels, a slot loses a table, somebody new asks for meetings.
    static func changes(_ event: BrokerageEvent, _ draw: inout Draw) -> [BrokerageEventChange] {
        var changes: [BrokerageEventChange] = [
            .participantCancels(draw.number(0...event.participants.count - 1)),
            .participantJoins(Participant(organisation: 99, availability: event.slots.map { _ in true })),
            .requestAccepted(Request(parties: [event.participants.count, 0], priority: draw.number(1...5))),
        ]
        let slot = draw.number(0...event.slots.count - 1)
        changes.append(
            draw.chance(50) ? .slotCancelled(slot) : .tables(slot: slot, max(0, event.slots[slot].tables - 1)))
        if !event.requests.isEmpty { changes.append(.requestWithdrawn(draw.number(0...event.requests.count - 1))) }
        return changes
    }
}

/// Tries every timetable there is.
struct EveryTimetable {
    private let event: BrokerageEvent
    private var load: [[Int]]
    private var meetings: [Int]
    private var used: [Int]

    /// The greatest value that can be placed.
    static func bestValue(of event: BrokerageEvent) -> Int {
        var all = EveryTimetable(event: event)
        return all.best(from: 0)
    }

    private init(event: BrokerageEvent) {
        self.event = event
        load = event.participants.map { _ in event.slots.map { _ in 0 } }
        meetings = event.participants.map { _ in 0 }
        used = event.slots.map { _ in 0 }
    }

    private mutating func best(from index: Int) -> Int {
        guard index < event.requests.count else { return 0 }
        let request = event.requests[index]
        var best = best(from: index + 1)
        guard !request.isWithdrawn else { return best }
        let needsTable = event.venue(of: request) == .table
        for slot in event.slots.indices where fits(request, slot, needsTable) {
            count(request, slot, needsTable, 1)
            best = max(best, request.priority + self.best(from: index + 1))
            count(request, slot, needsTable, -1)
        }
        return best
    }

    private func fits(_ request: Request, _ slot: Int, _ needsTable: Bool) -> Bool {
        guard !event.slots[slot].isCancelled, request.slots?.contains(slot) != false else { return false }
        guard !needsTable || used[slot] < event.slots[slot].tables - event.slots[slot].brokenTables.count else {
            return false
        }
        return request.parties.allSatisfy { party in
            let participant = event.participants[party]
            return participant.availability[slot] && load[party][slot] < participant.capacity
                && meetings[party] < participant.limit ?? .max
        }
    }

    private mutating func count(_ request: Request, _ slot: Int, _ needsTable: Bool, _ step: Int) {
        for party in request.parties {
            load[party][slot] += step
            meetings[party] += step
        }
        if needsTable { used[slot] += step }
    }
}
