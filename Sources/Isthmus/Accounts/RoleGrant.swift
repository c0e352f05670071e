/// A role that an account has on the programme or on one thing, for a term: what an `Actor` carries as its `Grant`.
public struct RoleGrant: Codable, Sendable, Equatable {
    public static let kind = "grant"

    public let id: ID<RoleGrant>
    public let accountID: ID<Account>
    public let role: Role
    public let scope: Scope
    public let fromAt: Moment
    /// The first moment at which it no longer holds; nil without an end.
    public var untilAt: Moment?
    /// The account that granted it; empty when the program did.
    public let grantedBy: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    init(
        id: ID<RoleGrant>, accountID: ID<Account>, grant: Grant, fromAt: Moment, untilAt: Moment?, grantedBy: String,
        at now: Moment
    ) {
        (self.id, self.accountID, role, scope) = (id, accountID, grant.role, grant.scope)
        (self.fromAt, self.untilAt, self.grantedBy) = (fromAt, untilAt, grantedBy)
        (version, createdAt, changedAt) = (1, now, now)
    }

    /// Where a grant stands in its term.
    public enum Stage: String, Sendable { case coming, running, over }

    public func stage(at now: Moment) -> Stage {
        if let untilAt, untilAt <= now { return .over }
        return fromAt > now ? .coming : .running
    }

    /// The last day on which it holds, wholly or in part; nil without an end.
    var lastDay: Day? { untilAt.map { Moment(seconds: $0.seconds - 1).day } }

    func ended(at now: Moment) throws(Problem) -> RoleGrant {
        guard stage(at: now) != .over else { throw .refused(.init("grant.over")) }
        var ended = self
        // One that has not begun ends where it would have begun, so that no term runs backwards.
        ended.untilAt = max(now, fromAt)
        ended.version += 1
        ended.changedAt = now
        return ended
    }

    public enum Permission: String, PermissionSet { case view, end }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isAllowed =
            switch permission {
            case .view: actor.account == accountID.text || actor.isOffice
            case .end: actor.holds(.administrator)
            }
        return isAllowed ? nil : Problem.Reason("grant.refused.\(permission.rawValue)")
    }
}

/// A role as somebody wants to give it, before anybody knows whether that makes sense.
public struct GrantOffer: Sendable, Equatable {
    public var role: String
    /// Empty for the programme, else the id of a thing.
    public var scope: String
    /// `2026-05-01`, or empty for at once.
    public var from: String
    /// The last day, or empty for no end.
    public var until: String

    public init(role: String, scope: String = "", from: String = "", until: String = "") {
        (self.role, self.scope, self.from, self.until) = (role, scope, from, until)
    }

    /// Issues stand at `role`, `scope`, `from` and `until`.
    func checked(at now: Moment) throws(Problem) -> (grant: Grant, from: Moment, until: Moment?) {
        let fields = Fields([
            "role": .text(role), "scope": .text(scope), "from": .text(from), "until": .text(until),
        ])
        let role = fields.choice("role", nil as Role?)
        let thing = fields.text("scope", atMost: 40)
        let scope = thing.isEmpty || thing == Scope.programme.text ? Scope.programme : Scope(text: thing)
        if scope != .programme, !GrantOffer.isID(thing) { fields.complain("scope", "grant.scope.unknown") }
        if role == .representative, scope == .programme { fields.complain("scope", "grant.scope.thing") }
        if role == .administrator, scope != .programme { fields.complain("scope", "grant.scope.programme") }
        let from = fields.day("from", nil)?.start ?? now
        let until = fields.day("until", nil)?.adding(days: 1).start
        if let until, until <= max(from, now) { fields.complain("until", "grant.until.past") }
        try fields.finish()
        guard let role else { throw .invalid("role", "field.required") }
        return (Grant(role, on: scope), from, until)
    }

    private static func isID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && (1...2).contains(parts[0].utf8.count) && parts[1].utf8.count == 13
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}
