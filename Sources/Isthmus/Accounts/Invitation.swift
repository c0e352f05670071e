/// An address that was asked to take a role. The address stands beside it in the row and is erased with it, since the
/// journal keeps this noun for ever.
public struct Invitation: Codable, Sendable, Equatable {
    public static let kind = "invitation"
    /// How long one can accept, in days.
    static let days = 14
    /// How long the address of one that nobody accepted is kept after its end, in days.
    static let daysKept = 30

    public let id: ID<Invitation>
    public let role: Role
    public let scope: Scope
    public let language: String
    /// The account that invited; empty when the program did.
    public let invitedBy: String
    public let expiresAt: Moment
    public var acceptedAt: Moment?
    public var acceptedBy: ID<Account>?
    public var withdrawnAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    init(id: ID<Invitation>, grant: Grant, language: String, invitedBy: String, at now: Moment) {
        (self.id, role, scope, self.language, self.invitedBy) = (id, grant.role, grant.scope, language, invitedBy)
        (expiresAt, version, createdAt, changedAt) = (now.adding(days: Invitation.days), 1, now, now)
    }

    public enum Stage: String, Sendable { case open, accepted, withdrawn, expired }

    public func stage(at now: Moment) -> Stage {
        if acceptedAt != nil { return .accepted }
        if withdrawnAt != nil { return .withdrawn }
        return expiresAt > now ? .open : .expired
    }

    func changed(at now: Moment, _ change: (inout Invitation) -> Void) -> Invitation {
        var changed = self
        change(&changed)
        changed.version += 1
        changed.changedAt = now
        return changed
    }

    public enum Permission: String, PermissionSet { case view, withdraw }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isAllowed =
            switch permission {
            case .view: actor.isOffice
            case .withdraw: Invitation.refusal(ofInviting: role, to: actor) == nil
            }
        return isAllowed ? nil : Problem.Reason("invitation.refused.\(permission.rawValue)")
    }

    /// Administrators invite to every role, officers to speak for something in the directory.
    static func refusal(ofInviting role: Role, to actor: Actor) -> Problem.Reason? {
        let isAllowed = actor.holds(.administrator) || (role == .representative && actor.holds(.officer))
        return isAllowed ? nil : Problem.Reason("invitation.refused.create")
    }
}

/// An invitation with its address, for the office's list and for whoever holds the link.
public struct InvitationSummary: Sendable, Equatable {
    public let invitation: Invitation
    /// Empty once erased.
    public let email: String
}
