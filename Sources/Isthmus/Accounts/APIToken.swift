/// A key with which a program acts for an account over the API. Its text is known only when it is made.
public struct APIToken: Codable, Sendable, Equatable {
    public let id: ID<APIToken>
    /// What the holder calls it.
    public let name: String
    /// It may change things too; otherwise only look.
    public let canWrite: Bool
    public let createdAt: Moment
    /// Nil without an end.
    public let expiresAt: Moment?
    public let lastUsedAt: Moment?

    /// So many at a time.
    static let most = 20
    static let longestDays = 730
}

/// A token just made: the only time that its text is known.
public struct CreatedToken: Sendable, Equatable {
    public let token: APIToken
    public let text: String
}
