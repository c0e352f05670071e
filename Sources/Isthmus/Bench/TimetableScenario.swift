import Scheduling

/// What may happen to an event after its timetable was published: 3 % of the people cancel, 5 % lose the second half of
/// a day, two slots lose 5 % of their tables, and 3 % new requests are accepted.
struct TimetableScenario {
    let changes: [BrokerageEventChange]

    init(_ event: BrokerageEvent, seed: UInt64) {
        var source = ScenarioSource(state: seed)
        let people = event.participants.indices.shuffled(using: &source)
        let (gone, shortened) = (people.count * 3 / 100, people.count * 5 / 100)
        var changes: [BrokerageEventChange] = people.prefix(gone).map { .participantCancels($0) }
        let days = Set(event.slots.map(\.day)).sorted()
        for person in people.dropFirst(gone).prefix(shortened) {
            guard let day = days.randomElement(using: &source) else { continue }
            let slots = event.slots.indices.filter { event.slots[$0].day == day }
            var availability = event.participants[person].availability
            for slot in slots.suffix(slots.count / 2) { availability[slot] = false }
            changes.append(.availability(participant: person, availability))
        }
        for slot in event.slots.indices.shuffled(using: &source).prefix(2) {
            changes.append(.tables(slot: slot, event.slots[slot].tables * 95 / 100))
        }
        changes += TimetableScenario.requests(event, among: people, &source)
        self.changes = changes
    }

    /// As dear as those there are, between people who do not meet yet.
    private static func requests(
        _ event: BrokerageEvent, among people: [Int], _ source: inout ScenarioSource
    ) -> [BrokerageEventChange] {
        var known = Set(event.requests.map { Set($0.parties) })
        let most = event.participants.count * (event.participants.count - 1) / 2
        var changes: [BrokerageEventChange] = []
        let count = min(event.requests.count * 3 / 100, most - known.count)
        while changes.count < count {
            guard let one = people.randomElement(using: &source), let other = people.randomElement(using: &source),
                one != other, known.insert([one, other]).inserted,
                let alike = event.requests.randomElement(using: &source)
            else { continue }
            changes.append(.requestAccepted(Request(parties: [one, other], priority: alike.priority)))
        }
        return changes
    }
}

/// An event whose people and requests stand in another order, and how to find them again.
struct ShuffledEvent {
    let event: BrokerageEvent
    /// The place of each original request.
    private let place: [Int]

    init(_ original: BrokerageEvent, seed: UInt64) throws {
        var source = ScenarioSource(state: seed)
        let people = original.participants.indices.shuffled(using: &source)
        let requests = original.requests.indices.shuffled(using: &source)
        var rank = Array(repeating: 0, count: people.count)
        for (new, old) in people.enumerated() { rank[old] = new }
        var place = Array(repeating: 0, count: requests.count)
        for (new, old) in requests.enumerated() { place[old] = new }
        self.place = place
        event = try BrokerageEvent(
            participants: people.map { original.participants[$0] },
            requests: requests.map { old in
                var request = original.requests[old]
                request.parties = request.parties.map { rank[$0] }.shuffled(using: &source)
                return request
            }, slots: original.slots)
    }

    /// The timetable in the order of the original.
    func restored(_ timetable: Timetable) -> Timetable { Timetable(entries: place.map { timetable.entries[$0] }) }
}

/// Numbers that look drawn and are the same every time (SplitMix64: Steele, Lea, Flood 2014).
private struct ScenarioSource: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
