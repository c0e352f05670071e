/// Someone who meets others at an event.
public struct Participant: Hashable, Sendable {
    /// Tells people apart and orders them, so that the same people in another order get the same timetable. May be
    /// empty: then what is known of the person and of the requests decides.
    public var name: String
    /// The delegation the person belongs to, any number.
    public var organisation: Int
    /// How many meetings the profile can hold at the same time, at least 1.
    public var capacity: Int
    /// One for each slot of the event: whether the person is free. Absences, lunch, sessions that are attended and
    /// time for walking are `false` here.
    public var availability: [Bool]
    /// How many meetings at most, over the whole event; nil for no limit.
    public var limit: Int?
    /// The number of the person's own stand, where their meetings are held; nil without one.
    public var stand: Int?

    public init(
        name: String = "", organisation: Int, capacity: Int = 1, availability: [Bool], limit: Int? = nil,
        stand: Int? = nil
    ) {
        self.name = name
        self.organisation = organisation
        self.capacity = capacity
        self.availability = availability
        self.limit = limit
        self.stand = stand
    }
}

/// An accepted wish of two or more people to meet once.
public struct Request: Hashable, Sendable {
    /// Indices of two or more different participants.
    public var parties: [Int]
    /// What the meeting is worth, at least 1 and at most `BrokerageEvent.highestPriority`.
    public var priority: Int
    /// Held with a link instead of at a table.
    public var isOnline: Bool
    /// Taken back: it stays in its place in the list, and is not placed.
    public var isWithdrawn: Bool
    /// The slots the parties agreed on; nil for any.
    public var slots: Set<Int>?

    public init(
        parties: [Int], priority: Int, isOnline: Bool = false, isWithdrawn: Bool = false, slots: Set<Int>? = nil
    ) {
        self.parties = parties
        self.priority = priority
        self.isOnline = isOnline
        self.isWithdrawn = isWithdrawn
        self.slots = slots
    }
}

/// A time in which meetings are held. When it begins and in which zone is known to whoever asks; here slots stand in
/// the order of time.
public struct Slot: Hashable, Sendable {
    /// Tables are numbered from 0; so many there are.
    public var tables: Int
    /// Numbers of tables that cannot be used.
    public var brokenTables: Set<Int>
    /// The day, any number that does not decrease from slot to slot. Gaps and table changes are counted within days.
    public var day: Int
    /// Cancelled slots stay in the list and hold no meeting.
    public var isCancelled: Bool

    public init(tables: Int, brokenTables: Set<Int> = [], day: Int = 0, isCancelled: Bool = false) {
        self.tables = tables
        self.brokenTables = brokenTables
        self.day = day
        self.isCancelled = isCancelled
    }

    /// The numbers of the tables that can be used, in ascending order.
    public var usableTables: [Int] { isCancelled ? [] : (0..<tables).filter { !brokenTables.contains($0) } }
}

/// What keeps an event from being planned.
public enum BrokerageEventFault: Error, Hashable, Sendable {
    case tables(slot: Int)
    case days(slot: Int)
    case capacity(participant: Int)
    case limit(participant: Int)
    case availability(participant: Int, given: Int, slots: Int)
    case alone(request: Int)
    case oneself(request: Int, participant: Int)
    case unknownParticipant(request: Int, participant: Int)
    case twice(request: Int, first: Int)
    case priority(request: Int)
    case unknownSlot(request: Int, slot: Int)
    case tooLarge(what: String)
}

/// People, requests and slots, checked: everything that is named is there.
public struct BrokerageEvent: Hashable, Sendable {
    public let participants: [Participant]
    public let requests: [Request]
    public let slots: [Slot]

    public static let highestPriority = 1_000
    public static let highestCapacity = 1_000

    /// Throws the first fault it meets: slots first, then participants, then requests.
    public init(participants: [Participant], requests: [Request], slots: [Slot]) throws(BrokerageEventFault) {
        self.participants = participants
        self.requests = requests
        self.slots = slots
        try checkSlots()
        try checkParticipants()
        try checkRequests()
    }

    private func checkSlots() throws(BrokerageEventFault) {
        guard slots.count <= 4_096 else { throw .tooLarge(what: "slots") }
        for (index, slot) in slots.enumerated() {
            guard (0...1_000_000).contains(slot.tables) else { throw .tables(slot: index) }
            guard index == 0 || slots[index - 1].day <= slot.day else { throw .days(slot: index) }
        }
    }

    private func checkParticipants() throws(BrokerageEventFault) {
        guard participants.count * max(1, slots.count) <= 50_000_000 else { throw .tooLarge(what: "participants") }
        for (index, participant) in participants.enumerated() {
            guard (1...BrokerageEvent.highestCapacity).contains(participant.capacity) else {
                throw .capacity(participant: index)
            }
            if let limit = participant.limit, limit < 0 { throw .limit(participant: index) }
            guard participant.availability.count == slots.count else {
                throw .availability(
                    participant: index, given: participant.availability.count, slots: slots.count)
            }
        }
    }

    private func checkRequests() throws(BrokerageEventFault) {
        guard requests.count <= 5_000_000 else { throw .tooLarge(what: "requests") }
        var first: [[Int]: Int] = [:]
        first.reserveCapacity(requests.count)
        for (index, request) in requests.enumerated() {
            guard request.parties.count > 1 else { throw .alone(request: index) }
            for party in request.parties where !participants.indices.contains(party) {
                throw .unknownParticipant(request: index, participant: party)
            }
            let sorted = request.parties.sorted()
            for (one, next) in zip(sorted, sorted.dropFirst()) where one == next {
                throw .oneself(request: index, participant: one)
            }
            guard (1...BrokerageEvent.highestPriority).contains(request.priority) else {
                throw .priority(request: index)
            }
            for slot in (request.slots ?? []).sorted() where !slots.indices.contains(slot) {
                throw .unknownSlot(request: index, slot: slot)
            }
            guard !request.isWithdrawn else { continue }
            if let earlier = first.updateValue(index, forKey: sorted) {
                throw .twice(request: index, first: earlier)
            }
        }
    }

    /// Where the request's meeting is held when it is held.
    public func venue(of request: Request) -> Venue {
        if request.isOnline { return .online }
        // Of several stands the lowest number counts, whoever asked whom.
        let stand = request.parties.compactMap { participants[$0].stand }.min()
        return stand.map { .stand($0) } ?? .table
    }
}

/// What a meeting needs in the room.
public enum Venue: Hashable, Sendable {
    /// One of the slot's tables.
    case table
    /// The stand of one of the parties; it takes no table.
    case stand(Int)
    case online
}
