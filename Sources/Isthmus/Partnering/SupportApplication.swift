/// A team's application for personal support: who asks, of which organisation, with which competence; its answers are
/// a sheet of the call's form.
public struct SupportApplication: Governed {
    public static let kind = "support_application"
    public static let prefix = "sa"

    public let id: ID<SupportApplication>
    public let callID: ID<SupportCall>
    public let accountID: ID<Account>
    public var personID: ID<Person>?
    public var organisationID: ID<Organisation>
    public var competenceID: ID<Competence>
    /// Where the organisation was when it applied.
    public var country: String
    public let sheetID: ID<AnswerSheet>
    public var submittedAt: Moment?
    public var withdrawnAt: Moment?
    public var decision: Decision?
    public var decidedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Decision: String, Codable, Sendable, CaseIterable { case selected, declined }

    /// Where it stands; never kept.
    public enum State: String, Codable, Sendable, CaseIterable { case draft, submitted, withdrawn, selected, declined }

    public var state: State {
        if withdrawnAt != nil { return .withdrawn }
        if submittedAt == nil { return .draft }
        switch decision {
        case .selected: return .selected
        case .declined: return .declined
        case nil: return .submitted
        }
    }

    public enum Permission: String, PermissionSet { case view, edit, withdraw, score }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isMine = actor.account == accountID.text
        switch permission {
        case .view:
            return isMine || (actor.isOffice && submittedAt != nil) ? nil : .init("support_application.refused.view")
        case .edit:
            if !isMine { return .init("support_application.refused.edit") }
            return state == .draft ? nil : .init("support_application.refused.submitted")
        case .withdraw:
            if !isMine { return .init("support_application.refused.edit") }
            return [.draft, .submitted].contains(state) ? nil : .init("support_application.refused.over")
        case .score:
            if !actor.isOffice { return .init("support_application.refused.score") }
            // Nobody judges a team that they belong to.
            if isMine || actor.scopes(of: .representative).contains(organisationID.text)
                || (actor.person != nil && actor.person == personID?.text)
            {
                return .init("support_application.refused.conflict")
            }
            return state == .submitted ? nil : .init("support_application.refused.over")
        }
    }

    func withdrawn(at now: Moment) -> SupportApplication {
        var next = self
        (next.withdrawnAt, next.version, next.changedAt) = (now, version + 1, now)
        return next
    }

    func decided(_ decision: Decision, at now: Moment) -> SupportApplication {
        var next = self
        (next.decision, next.decidedAt, next.version, next.changedAt) = (decision, now, version + 1, now)
        return next
    }
}

/// What one officer gives an application, criterion by criterion. Other officers see it once they gave theirs.
public struct SupportScore: Governed {
    public static let kind = "support_score"
    public static let prefix = "ss"
    /// Points for each criterion go from 0 to this.
    public static let most = 5
    /// How many officers have to score an application before it can be decided.
    public static let leastOfficers = 2

    public let id: ID<SupportScore>
    public let applicationID: ID<SupportApplication>
    public let accountID: ID<Account>
    /// By the codes of the criteria.
    public var points: [String: Int]
    public var note: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("support_application.refused.score")
    }

    /// The score after what a form or a body gave: `points` by criterion, `note`.
    func changed(by fields: Fields, criteria: [SupportCriterion], at now: Moment) throws(Problem) -> SupportScore {
        var next = self
        let given = fields.record("points")
        var points: [String: Int] = [:]
        for criterion in criteria {
            points[criterion.code] = given.integer(criterion.code, self.points[criterion.code], in: 0...Self.most)
            if points[criterion.code] == nil, given.issues.isEmpty { given.complain(criterion.code, "field.required") }
        }
        let codes = Set(criteria.map(\.code))
        for code in given.names where !codes.contains(code) {
            given.complain(code, "field.unknown", ["code": String(code.prefix(40))])
        }
        fields.adopt(given)
        next.points = points
        next.note = fields.text("note", note, atMost: 4_000, lines: true)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// Weight times points, summed.
    func total(by criteria: [SupportCriterion]) -> Int {
        criteria.reduce(0) { $0 + $1.weight * (points[$1.code] ?? 0) }
    }
}
