/// A line inside the site that tells one account what happened; its sentence is made when it is read, in the reader's
/// language.
public struct Notice: Governed {
    public static let kind = "notice"
    public let id: ID<Notice>
    public let accountID: String
    /// The sentence's key, with the values it names.
    public let key: String
    public let details: [String: String]
    /// Where to go: a path within the site; may be empty.
    public let link: String
    public let createdAt: Moment
    public var readAt: Moment?

    public enum Permission: String, PermissionSet { case view, read }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view, .read: actor.account == accountID ? nil : Problem.Reason("notice.refused")
        }
    }
}
