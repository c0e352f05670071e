/// That an officer scored a proposal. What they gave stands beside it as a `ProposalMark`: neither the journal nor
/// another officer shows it before enough of them have scored.
public struct ProposalScore: Governed {
    public static let kind = "proposal_score"
    public static let prefix = "pr"

    public let id: ID<ProposalScore>
    public let proposalID: ID<EventProposal>
    public let accountID: ID<Account>
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view }

    /// That somebody scored, the office knows.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("event_proposal.refused.score")
    }
}

/// What an officer gave a proposal.
public struct ProposalMark: Codable, Sendable, Equatable {
    public let scoreID: ID<ProposalScore>
    /// By the codes of the criteria.
    public let points: [String: Int]
    public let note: String
    /// In hundredths of a percent of all that could be given.
    public let total: Int

    /// Reads `points` by criterion and `note`; issues stand at their fields.
    init(_ id: ID<ProposalScore>, _ fields: Fields, criteria: [ProposalCriterion]) throws(Problem) {
        let given = fields.record("points")
        var points: [String: Int] = [:]
        for criterion in criteria {
            let before = given.issues.count
            points[criterion.code] = given.integer(criterion.code, nil, in: 0...criterion.most)
            if points[criterion.code] == nil, given.issues.count == before {
                given.complain(criterion.code, "field.required")
            }
        }
        let codes = Set(criteria.map(\.code))
        for code in given.names where !codes.contains(code) {
            given.complain(code, "field.unknown", ["code": String(code.prefix(40))])
        }
        fields.adopt(given)
        note = fields.text("note", atMost: 4_000, lines: true)
        try fields.finish()
        (scoreID, self.points) = (id, points)
        total = Self.total(points, criteria)
    }

    /// The share of all weighted points, in hundredths of a percent, rounded down.
    static func total(_ points: [String: Int], _ criteria: [ProposalCriterion]) -> Int {
        let most = criteria.reduce(0) { $0 + $1.weight * $1.most }
        let given = criteria.reduce(0) { $0 + $1.weight * (points[$1.code] ?? 0) }
        return most == 0 ? 0 : given * 10_000 / most
    }
}

/// A score with who gave it, as a page shows it.
public struct ProposalScoreLine: Codable, Sendable, Equatable {
    public let accountID: ID<Account>
    public let name: String
    public let points: [String: Int]
    public let note: String
    public let total: Int
}

/// The scores of one proposal as one reader may see them.
public struct ProposalScores: Encodable, Sendable {
    /// How many officers scored.
    public let count: Int
    public let needed: Int
    /// Those the reader may see: their own, and the others' once enough have scored; none of a proposal of their own.
    public let lines: [ProposalScoreLine]
    /// Of all, in hundredths of a percent; nil as long as they are not to be seen.
    public let mean: Int?
    /// Between the highest and the lowest.
    public let spread: Int?

    init(_ all: [ProposalScoreLine], of proposal: EventProposal, needed: Int, for actor: Actor) {
        (count, self.needed) = (all.count, needed)
        let isOpen = actor.isOffice && all.count >= needed && !proposal.isParty(actor)
        lines = isOpen ? all : all.filter { actor.isOffice && $0.accountID.text == actor.account }
        let totals = all.map(\.total)
        mean = isOpen ? totals.reduce(0, +) / max(1, totals.count) : nil
        spread = isOpen ? (totals.max() ?? 0) - (totals.min() ?? 0) : nil
    }
}
