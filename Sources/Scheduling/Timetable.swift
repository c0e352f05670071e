/// Where in the room a meeting is held.
public enum Place: Hashable, Sendable {
    case table(Int)
    case stand(Int)
    case online
}

/// Why an accepted request has no meeting.
public enum Unplaced: String, Hashable, Sendable, CaseIterable {
    /// It was taken back.
    case withdrawn
    /// The parties are never all present in a slot that is held.
    case noCommonSlot = "no-common-slot"
    /// One of them has as many meetings as they wanted at most.
    case limitReached = "limit-reached"
    /// In every slot in which all are present, one of them meets somebody else.
    case slotsTaken = "slots-taken"
    /// All would be free at some time, but then no table is.
    case noTable = "no-table"
}

/// What became of a request.
public enum Entry: Hashable, Sendable {
    case meeting(slot: Int, place: Place)
    case unplaced(Unplaced)

    public var slot: Int? {
        guard case .meeting(let slot, _) = self else { return nil }
        return slot
    }
    public var place: Place? {
        guard case .meeting(_, let place) = self else { return nil }
        return place
    }
}

/// Who meets whom, when and where: an answer to every request of an event, in the event's order.
public struct Timetable: Hashable, Sendable {
    public let entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }

    /// The sum of the priorities of the meetings held.
    public func value(in event: BrokerageEvent) -> Int {
        zip(event.requests, entries).reduce(0) { $0 + ($1.1.slot == nil ? 0 : $1.0.priority) }
    }

    /// The number of meetings held.
    public var meetings: Int { entries.reduce(0) { $0 + ($1.slot == nil ? 0 : 1) } }

    /// How pleasant the timetable is for the people in it.
    public func comfort(in event: BrokerageEvent) -> Comfort {
        var days: [[(slot: Int, place: Place)]] = Array(repeating: [], count: event.participants.count)
        for (request, entry) in zip(event.requests, entries) {
            guard case .meeting(let slot, let place) = entry else { continue }
            for party in request.parties { days[party].append((slot, place)) }
        }
        var comfort = Comfort(gaps: 0, tableChanges: 0)
        for (participant, meetings) in zip(event.participants, days) {
            let sorted = meetings.sorted { $0.slot < $1.slot }
            for (one, next) in zip(sorted, sorted.dropFirst())
            where one.slot < next.slot && event.slots[one.slot].day == event.slots[next.slot].day {
                comfort.gaps += (one.slot + 1..<next.slot).count { slot in
                    participant.availability[slot] && !event.slots[slot].isCancelled
                }
                if one.place != next.place, one.place != .online, next.place != .online { comfort.tableChanges += 1 }
            }
        }
        return comfort
    }
}

/// What people feel of a timetable beside its meetings.
public struct Comfort: Hashable, Sendable {
    /// Slots in which somebody is free and waits, between two meetings of one day; summed over people.
    public var gaps: Int
    /// How often somebody's next meeting of the day is at another table; summed over people.
    public var tableChanges: Int

    public init(gaps: Int, tableChanges: Int) {
        self.gaps = gaps
        self.tableChanges = tableChanges
    }
}
