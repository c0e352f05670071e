import Foundation

/// That somebody says a profile is theirs: of an organisation they speak for, or of the person they are. An officer
/// decides.
public struct Claim: Governed {
    public static let kind = "claim"
    public static let prefix = "cl"

    public let id: ID<Claim>
    public let organisationID: ID<Organisation>?
    public let personID: ID<Person>?
    public let accountID: ID<Account>
    /// Why the office may believe it.
    public let message: String
    public var decision: Decision?
    /// What the office answers.
    public var reason: String
    /// The officer's account; empty when the program decided.
    public var decidedBy: String?
    public var decidedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Decision: String, Codable, Sendable, CaseIterable { case granted, declined }

    public enum Permission: String, PermissionSet { case view, decide }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: actor.isOffice || actor.account == accountID.text ? nil : .init("claim.refused.view")
        case .decide:
            // Nobody grants themselves what the office should look at, unless they are the program.
            !actor.isOffice || actor.account == accountID.text
                ? .init("claim.refused.decide") : decision == nil ? nil : .init("claim.refused.decided")
        }
    }

    /// The path of the profile that is claimed.
    var thing: (kind: String, id: String, path: String) {
        if let organisationID {
            return (Organisation.kind, organisationID.text, "/organisations/\(organisationID.text)")
        }
        let id = personID?.text ?? ""
        return (Person.kind, id, "/people/\(id)")
    }

    /// The claim with the office's answer: `decision` and `reason`, which a refusal needs.
    func decided(by fields: Fields, as actor: Actor, at now: Moment) throws(Problem) -> Claim {
        var next = self
        next.decision = fields.choice("decision", nil as Decision?)
        next.reason = fields.text(
            "reason", atLeast: next.decision == .declined ? 1 : 0, atMost: 2_000, lines: true)
        try fields.finish()
        next.decidedBy = actor.account ?? ""
        next.decidedAt = now
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

/// What a claim is about, before it is made.
public struct ClaimedProfile: Sendable {
    public let name: String
    /// The page of the profile.
    public let path: String
    /// The actor's own claim that still waits.
    public let open: Claim?
}

/// A claim as the office's inbox shows it.
public struct ClaimLine: Sendable {
    public let claim: Claim
    /// Whether the organisation comes into the directory with it.
    public let isProposal: Bool
    /// What the profile is called, and where it is.
    public let thing: String
    public let country: String
    /// Who claims it; empty once the account is erased.
    public let claimant: String
    public let email: String
}

/// The office's inbox: those that wait, the oldest first, and those decided last.
public struct ClaimInbox: Sendable {
    public let open: [ClaimLine]
    public let openCount: Int
    public let decided: [ClaimLine]
}
