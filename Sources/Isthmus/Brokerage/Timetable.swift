import Scheduling

/// Where a meeting is held.
public enum MeetingPlace: String, Codable, Sendable, CaseIterable { case table, stand, online }

/// Why an accepted request has no meeting.
public enum UnplacedReason: String, Codable, Sendable, CaseIterable {
    /// It was taken back.
    case withdrawn
    /// One of the parties no longer takes part.
    case left
    case noCommonSlot = "no_common_slot"
    /// Somebody has as many meetings as they wanted.
    case limitReached = "limit_reached"
    /// Somebody has as many meetings as the event gives to each.
    case eventLimitReached = "event_limit_reached"
    case slotsTaken = "slots_taken"
    case noTable = "no_table"

    init(_ reason: Scheduling.Unplaced, hasLeft: Bool, isEventLimit: Bool) {
        switch reason {
        case .withdrawn: self = .withdrawn
        case .noCommonSlot: self = hasLeft ? .left : .noCommonSlot
        case .limitReached: self = isEventLimit ? .eventLimitReached : .limitReached
        case .slotsTaken: self = .slotsTaken
        case .noTable: self = .noTable
        }
    }

    /// What the engine calls it.
    var unplaced: Scheduling.Unplaced {
        switch self {
        case .withdrawn: .withdrawn
        case .left, .noCommonSlot: .noCommonSlot
        case .limitReached, .eventLimitReached: .limitReached
        case .slotsTaken: .slotsTaken
        case .noTable: .noTable
        }
    }
}

/// What a timetable says of a request: when and where its meeting is, or why there is none.
public struct MeetingSeat: Codable, Sendable, Hashable {
    public let slotID: ID<MeetingSlot>?
    public let place: MeetingPlace?
    /// Of the table, from 1, or of the stand.
    public let placeNumber: Int?
    public let reason: UnplacedReason?

    static func none(_ reason: UnplacedReason) -> MeetingSeat {
        MeetingSeat(slotID: nil, place: nil, placeNumber: nil, reason: reason)
    }

    init(slotID: ID<MeetingSlot>?, place: MeetingPlace?, placeNumber: Int?, reason: UnplacedReason?) {
        (self.slotID, self.place, self.placeNumber, self.reason) = (slotID, place, placeNumber, reason)
    }

    /// As the engine says it; `slots` in its order.
    init(_ entry: Scheduling.Entry, slots: [MeetingSlot], hasLeft: Bool, isEventLimit: Bool) {
        switch entry {
        case .meeting(let slot, .table(let table)):
            self.init(slotID: slots[slot].id, place: .table, placeNumber: table + 1, reason: nil)
        case .meeting(let slot, .stand(let stand)):
            self.init(slotID: slots[slot].id, place: .stand, placeNumber: stand, reason: nil)
        case .meeting(let slot, .online):
            self.init(slotID: slots[slot].id, place: .online, placeNumber: nil, reason: nil)
        case .unplaced(let reason):
            self.init(
                slotID: nil, place: nil, placeNumber: nil,
                reason: UnplacedReason(reason, hasLeft: hasLeft, isEventLimit: isEventLimit))
        }
    }

    /// As the engine reads it; `places` are the slots' numbers there.
    func entry(_ places: [ID<MeetingSlot>: Int]) -> Scheduling.Entry {
        guard let slotID, let slot = places[slotID], let place else {
            return .unplaced((reason ?? .noCommonSlot).unplaced)
        }
        switch place {
        case .table: return .meeting(slot: slot, place: .table((placeNumber ?? 1) - 1))
        case .stand: return .meeting(slot: slot, place: .stand(placeNumber ?? 0))
        case .online: return .meeting(slot: slot, place: .online)
        }
    }

    /// What this one means for those who knew the earlier one; nil before it there was none.
    func difference(from before: MeetingSeat?) -> TimetableDifference {
        switch (before?.slotID, slotID) {
        case (let old?, let new?) where old != new: .moved
        case (.some, .some): before?.place == place && before?.placeNumber == placeNumber ? .kept : .reseated
        case (.some, nil): .lost
        case (nil, .some): .added
        case (nil, nil): .without
        }
    }
}

/// What a new timetable means for a request, compared with the published one.
public enum TimetableDifference: String, Codable, Sendable, CaseIterable {
    case kept
    /// The same time at another place.
    case reseated
    case moved, lost, added
    /// Had no meeting, and has none.
    case without
}

/// What the published timetable says of a request.
public struct TimetableEntry: Codable, Sendable, Hashable {
    public let requestID: ID<MeetingRequest>
    public let brokerageID: ID<Brokerage>
    public let slotID: ID<MeetingSlot>?
    public let place: MeetingPlace?
    public let placeNumber: Int?
    public let reason: UnplacedReason?
    /// The slot of the meeting that there was before.
    public let lostSlotID: ID<MeetingSlot>?
    /// The edition that said so first.
    public let edition: Int
    public let changedAt: Moment

    var seat: MeetingSeat {
        MeetingSeat(slotID: slotID, place: place, placeNumber: placeNumber, reason: reason)
    }

    init(
        _ request: ID<MeetingRequest>, of brokerage: Brokerage, _ seat: MeetingSeat, after before: TimetableEntry?,
        at now: Moment
    ) {
        (requestID, brokerageID) = (request, brokerage.id)
        (slotID, place, placeNumber, reason) = (seat.slotID, seat.place, seat.placeNumber, seat.reason)
        lostSlotID = seat.slotID == nil ? before?.slotID ?? before?.lostSlotID : nil
        (edition, changedAt) = (brokerage.edition, now)
    }
}

/// What is changed by publishing a timetable: slots that are cancelled, tables that cannot be used, their number.
public struct TimetableChanges: Codable, Sendable, Hashable {
    public struct Table: Codable, Sendable, Hashable {
        public let slotID: ID<MeetingSlot>
        public let number: Int
    }
    public struct Count: Codable, Sendable, Hashable {
        public let slotID: ID<MeetingSlot>
        public let tables: Int
    }
    public var cancelledSlots: [ID<MeetingSlot>] = []
    public var brokenTables: [Table] = []
    public var tables: [Count] = []

    public init() {}

    public var isEmpty: Bool { cancelledSlots.isEmpty && brokenTables.isEmpty && tables.isEmpty }

    /// A slot after them.
    func applied(to slot: MeetingSlot, at now: Moment) -> MeetingSlot {
        var next = slot
        if cancelledSlots.contains(slot.id), slot.cancelledAt == nil { next.cancelledAt = now }
        if let count = tables.first(where: { $0.slotID == slot.id }) { next.tables = count.tables }
        let broken = brokenTables.filter { $0.slotID == slot.id }.map(\.number)
        next.brokenTables = Set(slot.brokenTables + broken).sorted()
        return next
    }
}

/// A timetable that was made and waits for the office to publish or discard it.
public struct TimetableDraft: Governed {
    public static let kind = "timetable_draft"
    public static let prefix = "td"
    static let mostSeconds = 60
    /// From there on nothing is moved that can stay.
    static let highestPrice = 1_000.0
    static let usualPrice = 0.75

    public let id: ID<TimetableDraft>
    public let brokerageID: ID<Brokerage>
    public let kind: Kind
    public var state: State
    /// The edition it was made from.
    public let edition: Int
    /// A fingerprint of the records it was made from.
    public let basis: String
    public let changes: TimetableChanges
    /// How much priority must be gained for a published meeting to be moved.
    public let price: Double
    /// The sum of the priorities placed, and what no timetable exceeds.
    public let value: Int
    public let bound: Int
    public let meetings: Int
    public let unplaced: Int
    /// How many of the moved meetings could not stay where they were.
    public let movedOfNeed: Int
    public let gaps: Int
    public let tableChanges: Int
    public let milliseconds: Int
    /// An account; empty for the program itself.
    public let madeBy: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The brokerage; not a column, `find` reads it.
    var brokerage: Brokerage?

    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// All anew.
        case plan
        /// The published one, with as few moved meetings as is worth it.
        case mend
    }

    public enum State: String, Codable, Sendable, CaseIterable { case ready, published, discarded }

    public enum Permission: String, PermissionSet { case view, publish, discard }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard brokerage?.allows(.plan, to: actor) == true else { return .init("timetable_draft.refused.\(permission)") }
        guard permission != .view else { return nil }
        guard state == .ready else { return .init("timetable_draft.refused.state") }
        return permission == .publish && isOvertaken ? .init("timetable_draft.overtaken") : nil
    }

    /// Whether another edition was published since.
    var isOvertaken: Bool { brokerage.map { $0.edition != edition } ?? false }

    // The brokerage has rows of its own.
    private enum CodingKeys: String, CodingKey {
        case id, brokerageID, kind, state, edition, basis, changes, price, value, bound, meetings, unplaced, movedOfNeed
        case gaps, tableChanges, milliseconds, madeBy, version, createdAt, changedAt
    }
}

/// What a draft says of a request.
public struct TimetableDraftEntry: Codable, Sendable, Hashable {
    public let draftID: ID<TimetableDraft>
    public let requestID: ID<MeetingRequest>
    public let slotID: ID<MeetingSlot>?
    public let place: MeetingPlace?
    public let placeNumber: Int?
    public let reason: UnplacedReason?
    public let difference: TimetableDifference

    var seat: MeetingSeat {
        MeetingSeat(slotID: slotID, place: place, placeNumber: placeNumber, reason: reason)
    }

    init(_ draft: ID<TimetableDraft>, _ seated: TimetableProblem.Seated) {
        (draftID, requestID, difference) = (draft, seated.requestID, seated.difference)
        (slotID, place) = (seated.seat.slotID, seated.seat.place)
        (placeNumber, reason) = (seated.seat.placeNumber, seated.seat.reason)
    }
}
