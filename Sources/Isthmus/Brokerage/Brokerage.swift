import Foundation

/// The pre-arranged meetings of an event: until when one may ask for them, how many each person has, and how often a
/// timetable of them was published.
public struct Brokerage: Governed {
    public static let kind = "brokerage"
    public static let prefix = "bk"

    public let id: ID<Brokerage>
    public let eventID: ID<Event>
    /// What participants should know.
    public var text: Multilingual
    public var status: Status
    /// Until when meetings can be asked for and answered, by the clocks of the event's zone.
    public var requestsClose: WallTime
    public var requestsCloseAt: Moment
    /// How many meetings a person has at most; nil without a limit.
    public var meetingLimit: Int?
    /// How many requests that nobody answered yet a person may have sent.
    public var requestLimit: Int
    /// Between a session and a meeting.
    public var walkingMinutes: Int
    public var fewGaps: Bool
    public var fewTableChanges: Bool
    public var evenSlots: Bool
    /// How often a timetable was published; 0 before the first time.
    public var edition: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The event; not a column, `find` reads it.
    var event: Event?

    public enum Status: String, Codable, Sendable, CaseIterable { case draft, open, over }

    public enum Permission: String, PermissionSet {
        case view
        /// Settings, slots, tables.
        case edit
        /// See all requests; draft timetables and publish them.
        case plan
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper = event?.allows(.receive, to: actor) == true
        let allowed =
            switch permission {
            case .view: isKeeper || (status != .draft && event?.allows(.view, to: actor) == true)
            case .edit, .plan: isKeeper && event?.status != .cancelled
            }
        return allowed ? nil : .init("brokerage.refused.\(permission)")
    }

    /// The clocks at the place.
    var clock: ZoneClock? { event?.clock }

    // The event has rows of its own.
    private enum CodingKeys: String, CodingKey {
        case id, eventID, text, status, requestsClose, requestsCloseAt, meetingLimit, requestLimit, walkingMinutes
        case fewGaps, fewTableChanges, evenSlots, edition, version, createdAt, changedAt
    }
}

/// A time in which meetings are held, with the number of tables there are.
public struct MeetingSlot: Governed {
    public static let kind = "meeting_slot"
    public static let prefix = "sl"
    /// An event of a week with quarters of an hour has fewer.
    static let most = 400
    static let mostTables = 2_000

    public let id: ID<MeetingSlot>
    public let brokerageID: ID<Brokerage>
    public var starts: WallTime
    public var ends: WallTime
    public var startsAt: Moment
    public var endsAt: Moment
    /// Tables are numbered from 1.
    public var tables: Int
    /// The numbers of those that cannot be used, in ascending order.
    public var brokenTables: [Int]
    public var cancelledAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view }

    /// Whoever sees the brokerage sees its slots; the verbs load the brokerage.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }
}
