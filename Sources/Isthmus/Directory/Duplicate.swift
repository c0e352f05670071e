/// Two profiles that may be one, with what speaks for it. The office merges them or says that they are not the same.
public struct Duplicate: Governed {
    public static let kind = "duplicate"
    public static let prefix = "du"

    public let id: ID<Duplicate>
    public let kind: ProfileKind
    /// The ids of both, the smaller first.
    public let aID: String
    public let bID: String
    public let country: String
    /// From 0 to 1000.
    public var score: Int
    public var reasons: [DuplicateReason]
    public var foundAt: Moment
    public var dismissedBy: String?
    public var dismissedAt: Moment?
    public var version: Int
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, dismiss }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("duplicate.refused.\(permission)")
    }

    /// Lists of pairs, and looking for them.
    static func refusalOfSearch(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("duplicate.refused.view")
    }

    /// With or without the office's word that both are not the same.
    func dismissed(_ isDismissed: Bool, by actor: Actor, at now: Moment) -> Duplicate {
        var next = self
        next.dismissedBy = isDismissed ? actor.account ?? "" : nil
        next.dismissedAt = isDismissed ? now : nil
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

/// What speaks for or against two profiles being one.
public struct DuplicateReason: Codable, Sendable, Hashable {
    public enum Key: String, Codable, Sendable, CaseIterable {
        case nameSame = "name_same", nameAlike = "name_alike", alias, acronym, host, city, place
        case workplace, project, email
        case otherCity = "other_city", otherRegister = "other_register"
    }
    public let key: Key
    /// What both have; empty where there is nothing to name.
    public let what: String

    init(_ key: Key, _ what: String = "") { (self.key, self.what) = (key, what) }
}

/// A pair that a search found.
struct DuplicatePair: Sendable, Equatable {
    let a: String
    let b: String
    let country: String
    let score: Int
    let reasons: [DuplicateReason]
}
