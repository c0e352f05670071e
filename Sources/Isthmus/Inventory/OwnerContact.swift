/// Somebody whom the office asks about a record of the inventory. Only the office sees them.
public struct OwnerContact: Governed {
    public static let kind = "owner_contact"
    public static let prefix = "oc"

    public let id: ID<OwnerContact>
    /// The record: its kind and id.
    public let thingKind: String
    public let thing: String
    public var name: String
    public var email: String
    /// The address in small letters.
    public var mailbox: String
    /// In which they are written to.
    public var language: String
    /// Since when they want no such letters.
    public var stoppedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public static let mostOfOne = 10

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("inventory.refused.contacts")
    }

    /// The contact after what a form gave; throws every issue.
    func changed(by fields: Fields, languages: [String], at now: Moment) throws(Problem) -> OwnerContact {
        var next = self
        next.name = fields.text("name", name, atLeast: 1, atMost: 200)
        next.email = fields.email("email")
        next.mailbox = next.email.lowercased()
        next.language = fields.code("language", language, isRequired: true, isKnown: languages.contains) ?? language
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// A record with those whom the office asks about it.
struct RecordContacts: Sendable {
    let kind: String
    let thing: String
    let path: String
    let title: Multilingual
    let contacts: [OwnerContact]
}
