/// What one side says came of a meeting.
public struct MeetingOutcome: Governed {
    public static let kind = "meeting_outcome"
    public static let prefix = "mo"
    static let longestRemark = 2_000

    public let id: ID<MeetingOutcome>
    public let requestID: ID<MeetingRequest>
    public let participantID: ID<Participant>
    public var result: Result
    /// For the office and whoever wrote it.
    public var remark: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// Whose account it is, and the request with its brokerage; not columns, `find` reads them.
    var accountID: ID<Account>?
    var request: MeetingRequest?

    public enum Result: String, Codable, Sendable, CaseIterable {
        /// The other side did not come.
        case noShow = "no_show"
        case contact
        case followUp = "follow_up"
        case consortium
    }

    public enum Permission: String, PermissionSet { case view }

    /// Whoever wrote it, and those who plan the meetings; not the other side.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isOwn = accountID != nil && actor.account == accountID?.text
        let allowed = isOwn || request?.brokerage?.allows(.plan, to: actor) == true
        return allowed ? nil : .init("meeting_outcome.refused.view")
    }

    // The rest has rows of its own.
    private enum CodingKeys: String, CodingKey {
        case id, requestID, participantID, result, remark, version, createdAt, changedAt
    }
}

/// A meeting that is over, for saying what came of it.
struct MeetingToReport: Sendable {
    let line: TimetableLine
    let brokerage: Brokerage
    /// As whom whoever asks was there.
    let person: TimetablePerson
    let outcome: MeetingOutcome?
}
