/// Flat memory of numbers that are read and written in the hot loops without asking anybody.
struct Row<Element> {
    let base: UnsafeMutablePointer<Element>
    let count: Int

    init(_ elements: [Element]) {
        count = elements.count
        base = .allocate(capacity: Swift.max(1, elements.count))
        elements.withUnsafeBufferPointer { buffer in
            if let source = buffer.baseAddress { base.initialize(from: source, count: buffer.count) }
        }
    }

    init(repeating element: Element, count: Int) {
        self.count = count
        base = .allocate(capacity: Swift.max(1, count))
        base.initialize(repeating: element, count: count)
    }

    subscript(_ index: Int) -> Element {
        @inline(__always) get { base[index] }
        @inline(__always) nonmutating set { base[index] = newValue }
    }

    func copy(from other: Row<Element>) { base.update(from: other.base, count: count) }
    func free() { base.deallocate() }
    var array: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

/// An event in canonical order and flat memory. It is read by several threads and never written after `init`.
final class Problem: @unchecked Sendable {
    let event: BrokerageEvent
    let order: CanonicalOrder
    let participants: Int
    let requests: Int
    let slots: Int
    /// How many words of 64 bits a set of slots takes.
    let words: Int
    /// The parties of request r are `party[partyStart[r]..<partyStart[r + 1]]`.
    let partyStart: Row<Int32>
    let party: Row<Int32>
    /// The requests of participant p are `wish[wishStart[p]..<wishStart[p + 1]]`.
    let wishStart: Row<Int32>
    let wish: Row<Int32>
    /// Worth in points, `scale` for a unit of priority.
    let worth: Row<Int32>
    let needsTable: Row<Bool>
    /// Sets of slots in which the request could be held if nobody met anybody else.
    let allowed: Row<UInt64>
    /// The same as lists.
    let choiceStart: Row<Int32>
    let choice: Row<Int32>
    let capacity: Row<Int32>
    let limit: Row<Int32>
    let tables: Row<Int32>
    /// The slot of the published meeting that may stay there, or -1.
    let home: Row<Int32>
    /// What it brings to leave a published meeting where it is, in points.
    let price: Int32
    /// What it brings to hold the request at all: its worth, and for a published meeting a quarter of the price on
    /// top, so that nobody loses one for something new that is worth hardly more.
    let gain: Row<Int32>

    static let scale: Int32 = 1_000

    init(_ event: BrokerageEvent, published: Publication? = nil) {
        self.event = event
        order = CanonicalOrder(event, labels: published?.slots.map { $0 ?? -1 } ?? [])
        (participants, requests, slots) = (event.participants.count, event.requests.count, event.slots.count)
        words = max(1, (event.slots.count + 63) / 64)
        price = published?.price ?? 0
        var rank = [Int32](repeating: 0, count: participants)
        for (place, index) in order.participants.enumerated() { rank[index] = Int32(place) }
        let people = order.participants.map { event.participants[$0] }
        let wishes = order.requests.map { event.requests[$0] }
        let parties = wishes.map { $0.parties.map { rank[$0] }.sorted() }
        (partyStart, party) = Problem.lists(parties)
        var byParticipant = [[Int32]](repeating: [], count: participants)
        for (index, list) in parties.enumerated() { for one in list { byParticipant[Int(one)].append(Int32(index)) } }
        (wishStart, wish) = Problem.lists(byParticipant)
        worth = Row(wishes.map { Int32($0.priority) * Problem.scale })
        needsTable = Row(wishes.map { event.venue(of: $0) == .table })
        // Nobody needs more room than they have requests.
        capacity = Row(people.indices.map { Int32(min(people[$0].capacity, max(1, byParticipant[$0].count))) })
        limit = Row(people.map { Int32(clamping: $0.limit ?? Int(Int32.max)) })
        let usable = event.slots.map { Int32($0.usableTables.count) }
        tables = Row(usable)
        let choices = Problem.choices(wishes, parties, people, event.slots, usable)
        (choiceStart, choice) = Problem.lists(choices)
        allowed = Row(repeating: 0, count: requests * words)
        for (index, list) in choices.enumerated() {
            for slot in list { allowed[index * words + Int(slot) >> 6] |= 1 << UInt64(slot & 63) }
        }
        home = Row(order.requests.map { index in published?.staying[index].map { Int32($0) } ?? -1 })
        gain = Row(
            order.requests.map { index in
                let isHeld = published?.slots[index] != nil
                return Int32(event.requests[index].priority) * Problem.scale
                    + (isHeld ? (published?.price ?? 0) / 4 : 0)
            })
    }

    deinit {
        for row in [
            partyStart, party, wishStart, wish, worth, choiceStart, choice, capacity, limit, tables, home, gain,
        ] {
            row.free()
        }
        needsTable.free()
        allowed.free()
    }

    /// The slots in which each request could be held, ascending.
    private static func choices(
        _ wishes: [Request], _ parties: [[Int32]], _ people: [Participant], _ slots: [Slot], _ tables: [Int32]
    ) -> [[Int32]] {
        wishes.indices.map { index in
            let wish = wishes[index]
            guard !wish.isWithdrawn else { return [] }
            let seated = !wish.isOnline && parties[index].allSatisfy { people[Int($0)].stand == nil }
            guard parties[index].allSatisfy({ people[Int($0)].limit != 0 }) else { return [] }
            return slots.indices.filter { slot in
                !slots[slot].isCancelled && (!seated || tables[slot] > 0)
                    && parties[index].allSatisfy { people[Int($0)].availability[slot] }
                    && wish.slots?.contains(slot) != false
            }.map { Int32($0) }
        }
    }

    private static func lists(_ lists: [[Int32]]) -> (start: Row<Int32>, elements: Row<Int32>) {
        var start: [Int32] = [0]
        start.reserveCapacity(lists.count + 1)
        for list in lists { start.append(start[start.count - 1] + Int32(list.count)) }
        return (Row(start), Row(Array(lists.joined())))
    }

    @inline(__always) func parties(_ request: Int) -> Range<Int> {
        Int(partyStart[request])..<Int(partyStart[request + 1])
    }
    @inline(__always) func choices(_ request: Int) -> Range<Int> {
        Int(choiceStart[request])..<Int(choiceStart[request + 1])
    }
    @inline(__always) func wishes(_ participant: Int) -> Range<Int> {
        Int(wishStart[participant])..<Int(wishStart[participant + 1])
    }
    @inline(__always) func allows(_ request: Int, _ slot: Int) -> Bool {
        allowed[request * words + slot >> 6] >> UInt64(slot & 63) & 1 != 0
    }
    /// What holding the request in a slot brings, in points.
    @inline(__always) func gain(_ request: Int, _ slot: Int) -> Int {
        Int(gain[request]) + (home[request] == Int32(truncatingIfNeeded: slot) ? Int(price) : 0)
    }
}

/// What was published of an event, request by request in the event's order.
struct Publication {
    /// Where each meeting was; nil for requests without one.
    let slots: [Int?]
    /// Where each meeting may stay; nil for those that cannot.
    let staying: [Int?]
    /// What it costs to move a meeting, in points; to lose one costs a quarter more, beside its worth.
    let price: Int32
}
