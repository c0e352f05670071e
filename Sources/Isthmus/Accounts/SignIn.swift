/// How far somebody came with signing in.
public enum SignIn: Sendable, Equatable {
    case signedIn(OpenedSession)
    /// The password was right; the code is missing. The token stands for this step and works for ten minutes.
    case secondFactorNeeded(Token)

    public var session: OpenedSession? { if case .signedIn(let session) = self { session } else { nil } }
}

/// A new session: the only time that its token is known.
public struct OpenedSession: Sendable, Equatable {
    public let token: Token
    /// When it ends at the latest.
    public let expiresAt: Moment
}

/// A session as its holder sees it in the list.
public struct SessionSummary: Codable, Sendable, Equatable {
    public let id: String
    public let address: String
    public let agent: String
    public let createdAt: Moment
    public let lastSeenAt: Moment
    public let expiresAt: Moment
    /// The one that asks.
    public let isCurrent: Bool
}
