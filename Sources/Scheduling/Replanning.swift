/// What a new timetable means for a request, compared with the published one.
public enum Difference: Hashable, Sendable {
    /// Same slot, same place.
    case kept
    /// Same slot, another place.
    case reseated
    /// Another slot.
    case moved
    /// Had a meeting, and now has none.
    case lost(Unplaced)
    /// Had no meeting, and now has one.
    case added
    /// Has no meeting, as before, or was asked since without success.
    case without(Unplaced)
}

/// A new timetable after changes, as it is shown before it is confirmed.
public struct Redraft: Sendable {
    public let draft: Draft
    /// One for each request of the changed event.
    public let differences: [Difference]
    /// How many of the moved meetings could not stay: somebody is absent by now, or too many tables or slots are gone.
    public let movedOfNeed: Int

    /// How many meetings have the slot and the place they had.
    public var kept: Int { differences.count { $0 == .kept } }
    public var reseated: Int { differences.count { $0 == .reseated } }
    public var moved: Int { differences.count { $0 == .moved } }
    public var added: Int { differences.count { $0 == .added } }
    public var lost: Int {
        differences.count { difference in
            guard case .lost = difference else { return false }
            return true
        }
    }
    /// Lost although the parties are still there together at some time and nobody took the request back.
    public var lostWithoutNeed: Int {
        differences.count { $0 == .lost(.slotsTaken) || $0 == .lost(.noTable) || $0 == .lost(.limitReached) }
    }
    /// Meetings that are in both timetables, and the share of them that moved, 0 to 1.
    public var movedShare: Double {
        let both = kept + reseated + moved
        return both == 0 ? 0 : Double(moved) / Double(both)
    }
}

/// Mends a published timetable after something changed, and leaves as much of it as it was as is worth it.
public struct Replanning: Sendable {
    /// How much priority must be gained for one published meeting to be moved, and a quarter more, beside its own, for
    /// one to be lost. With 0 the published timetable counts no more than any other; with 1,000 nothing is moved that
    /// can stay.
    public var price: Double
    /// As of the planner.
    public var rounds: Int
    public var seconds: Double?
    public var comforts: Comforts

    public init(price: Double = 0.75, rounds: Int = 3, seconds: Double? = nil, comforts: Comforts = Comforts()) {
        self.price = price
        self.rounds = rounds
        self.seconds = seconds
        self.comforts = comforts
    }

    /// - Parameters:
    ///   - event: after the changes; the requests of the published timetable come first, in its order.
    ///   - published: may have fewer entries than the event has requests, not more.
    ///   - progress: as of the planner.
    public func replan(
        _ event: BrokerageEvent, from published: Timetable,
        progress: @escaping @Sendable (Planner.Progress) -> Bool = { _ in true }
    ) -> Redraft {
        var before = Array(published.entries.prefix(event.requests.count))
        before += Array(repeating: .unplaced(.noCommonSlot), count: event.requests.count - before.count)
        let points = Int32(clamping: Int((min(max(price, 0), 100_000) * Double(Problem.scale)).rounded()))
        let published = Publication(slots: before.map(\.slot), staying: Standing(event, before).slots, price: points)
        let problem = Problem(event, published: published)
        let planner = Planner(rounds: rounds, seconds: seconds, comforts: comforts)
        let work = PlannerWork(planner, problem, Choice(problem), progress)
        work.resume()
        work.improve(.mending)
        work.tidy()
        let draft = work.draft(keeping: before.map(\.place))
        let differences = zip(before, draft.timetable.entries).map { Replanning.difference($0, $1) }
        let movedOfNeed = differences.indices.count {
            differences[$0] == .moved && published.staying[$0] == nil
        }
        return Redraft(draft: draft, differences: differences, movedOfNeed: movedOfNeed)
    }

    private static func difference(_ before: Entry, _ after: Entry) -> Difference {
        switch (before, after) {
        case (.meeting(let old, let place), .meeting(let new, let other)):
            old != new ? .moved : place == other ? .kept : .reseated
        case (.meeting, .unplaced(let reason)): .lost(reason)
        case (.unplaced, .meeting): .added
        case (.unplaced, .unplaced(let reason)): .without(reason)
        }
    }
}

/// Which published meetings can stay where they are: where not all can, the dearest do.
private struct Standing {
    /// The slots in the event's order; nil for those that cannot stay.
    let slots: [Int?]

    init(_ event: BrokerageEvent, _ entries: [Entry]) {
        let problem = Problem(event)
        let board = Board(problem)
        var slots = [Int?](repeating: nil, count: entries.count)
        let order = (0..<problem.requests).sorted { (problem.worth[$1], $0) < (problem.worth[$0], $1) }
        for request in order {
            let index = problem.order.requests[request]
            guard let slot = entries[index].slot, slot < problem.slots, problem.allows(request, slot),
                !board.isLimited(request), !problem.needsTable[request] || board.isOpen(slot),
                problem.parties(request).allSatisfy({ board.isFree(Int(problem.party[$0]), slot) })
            else { continue }
            board.place(request, slot)
            slots[index] = slot
        }
        self.slots = slots
    }
}
