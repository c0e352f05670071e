/// That somebody is asked whether a partner search deserves the quality label, and what they say.
public struct SearchReview: Governed {
    public static let kind = "search_review"
    public static let prefix = "sr"

    public let id: ID<SearchReview>
    public let searchID: ID<PartnerSearch>
    public let accountID: ID<Account>
    public let personID: ID<Person>
    /// Where the reviewer works, and its country: the label is given by people of different ones.
    public let organisationID: ID<Organisation>
    public let country: String
    public let askedBy: String
    public var verdict: Verdict?
    public var reason: String
    public var decidedAt: Moment?
    /// The search was changed after that: it no longer counts.
    public var voidedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Verdict: String, Codable, Sendable, CaseIterable { case given, declined }

    public enum Permission: String, PermissionSet { case view, decide }

    /// Who reviews is known to the office and to the reviewer alone.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMine = actor.account == accountID.text
        switch permission {
        case .view: return isMine || actor.isOffice ? nil : .init("search_review.refused.view")
        case .decide:
            guard isMine else { return .init("search_review.refused.decide") }
            return verdict == nil && voidedAt == nil ? nil : .init("search_review.refused.decided")
        }
    }

    /// Waits for the reviewer, or was given and still counts.
    var counts: Bool { voidedAt == nil && verdict != .declined }

    /// The review with what the reviewer says: `verdict` and `reason`, which a refusal needs.
    func decided(by fields: Fields, at now: Moment) throws(Problem) -> SearchReview {
        var next = self
        next.verdict = fields.choice("verdict", nil as Verdict?)
        next.reason = fields.text("reason", atLeast: next.verdict == .declined ? 10 : 0, atMost: 2_000, lines: true)
        try fields.finish()
        (next.decidedAt, next.version, next.changedAt) = (now, version + 1, now)
        return next
    }
}

/// What a reviewer is shown: the search, and what to decide.
struct SearchReviewProfile: Sendable {
    let review: SearchReview
    let search: PartnerSearchSeen
    let call: Call
    let organisation: String
    let country: String
}
