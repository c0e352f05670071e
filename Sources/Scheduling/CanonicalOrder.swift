/// An order of people and requests that does not depend on the order in which they were given: names first, then what
/// is known of each person, then what is known of those who want to meet them, and so on (colour refinement: Weisfeiler
/// and Leman 1968). People whom nothing tells apart keep the given order; they may trade places.
struct CanonicalOrder {
    /// Given indices in canonical order.
    let participants: [Int]
    let requests: [Int]

    /// - Parameter labels: one for each request, which tells requests apart further (earlier slots, in re-planning).
    init(_ event: BrokerageEvent, labels: [Int] = []) {
        let marks = CanonicalOrder.marks(of: event, labels)
        let people = event.participants.indices.sorted { (marks[$0], $0) < (marks[$1], $1) }
        var rank = [Int](repeating: 0, count: people.count)
        for (place, index) in people.enumerated() { rank[index] = place }
        let keys = event.requests.map { $0.parties.map { rank[$0] }.sorted() }
        let isOnline = event.requests.map { $0.isOnline ? 1 : 0 }
        requests = event.requests.indices.sorted { one, other in
            if keys[one] != keys[other] { return keys[one].lexicographicallyPrecedes(keys[other]) }
            let (a, b) = (event.requests[one], event.requests[other])
            return (a.priority, isOnline[one], one) < (b.priority, isOnline[other], other)
        }
        participants = people
    }

    /// A number for each participant that is the same in whichever order the event is given.
    private static func marks(of event: BrokerageEvent, _ labels: [Int]) -> [UInt64] {
        var marks = ranks(of: event.participants)
        let known = event.requests.enumerated().map { index, request in
            var mark = Mark()
            mark.add(UInt64(request.priority))
            mark.add(request.isOnline ? 1 : 0)
            mark.add(request.isWithdrawn ? 1 : 0)
            for slot in (request.slots ?? []).sorted() { mark.add(UInt64(slot)) }
            if !labels.isEmpty { mark.add(UInt64(bitPattern: Int64(labels[index]))) }
            return mark.value
        }
        var different = Set(marks).count
        while different < marks.count {
            let next = refined(marks, event, known)
            let count = Set(next).count
            guard count > different else { break }
            (marks, different) = (next, count)
        }
        return marks
    }

    /// The places of what is known of each person in an order of it; equal people have equal places.
    private static func ranks(of participants: [Participant]) -> [UInt64] {
        participants.map { person in
            var mark = Mark()
            for byte in person.name.utf8 { mark.add(UInt64(byte)) }
            mark.add(UInt64(bitPattern: Int64(person.organisation)))
            mark.add(UInt64(person.capacity))
            mark.add(UInt64(bitPattern: Int64(person.limit ?? -1)))
            mark.add(UInt64(bitPattern: Int64(person.stand ?? -1)))
            for free in person.availability { mark.add(free ? 1 : 0) }
            return mark.value
        }
    }

    private static func refined(_ marks: [UInt64], _ event: BrokerageEvent, _ known: [UInt64]) -> [UInt64] {
        var next = marks.map { mark in
            var fresh = Mark()
            fresh.add(mark)
            return fresh.value
        }
        for (request, label) in zip(event.requests, known) {
            let sum = request.parties.reduce(UInt64(0)) { $0 &+ Mark.mixed(marks[$1]) }
            for party in request.parties {
                // Sums do not ask in which order requests and parties stand.
                next[party] &+= Mark.mixed(sum &- Mark.mixed(marks[party]) ^ Mark.mixed(label &+ 0x5bd1))
            }
        }
        return next
    }

    /// A number that stands for what was added, in this order.
    private struct Mark {
        var value: UInt64 = 0x9e37_79b9_7f4a_7c15

        mutating func add(_ part: UInt64) { value = Mark.mixed(value ^ Mark.mixed(part &+ 0x2545_f491)) }

        /// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
        static func mixed(_ value: UInt64) -> UInt64 {
            var mixed = value &+ 0x9e37_79b9_7f4a_7c15
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }
}

/// Numbers that look drawn and are the same every time (SplitMix64: Steele, Lea, Flood 2014).
struct Lot {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0xd134_2543_de82_ef95 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, the limit.
    mutating func below(_ limit: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: limit)) >> 32)
    }
}
