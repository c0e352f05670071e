/// That an organiser did something of the checklist, or was reminded of it.
public struct EventTask: Governed {
    public static let kind = "event_task"
    public static let prefix = "et"
    /// How long before something is due the organiser is reminded of it, in days.
    static let notice = 7
    /// By this code the reminder of the report is kept.
    static let report = "report"

    public let id: ID<EventTask>
    public let proposalID: ID<EventProposal>
    /// The checklist item's.
    public let code: String
    public var doneAt: Moment?
    public var remindedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view }

    /// Organisers see theirs by their own way.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("event_proposal.refused.view")
    }
}

/// An item of the checklist as it stands for one event.
public struct EventTaskLine: Codable, Sendable, Equatable {
    public let code: String
    public let name: Multilingual
    public let due: Day
    public let doneAt: Moment?
    public let isOverdue: Bool
}
