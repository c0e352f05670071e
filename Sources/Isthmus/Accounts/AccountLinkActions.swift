import Database

extension AccountLink.Purpose: ColumnValue {}

extension Transaction {
    /// The account that a working link is for.
    func linked(
        _ token: Token, for purpose: AccountLink.Purpose, at now: Moment
    ) throws -> (account: Account, holder: Account.Holder) {
        let link = try first(AccountLink.self, "SELECT * FROM account_link WHERE token_hash = \(token.digest)")
        guard let link, link.works(for: purpose, at: now), let account = try Account.find(link.accountID, in: self),
            account.closedAt == nil
        else { throw AccountLink.gone }
        return (account, try holder(of: account.id))
    }
}

extension Work {
    /// A new link in place of those for the same purpose.
    func insertLink(_ purpose: AccountLink.Purpose, for account: ID<Account>, email: String? = nil) throws -> Token {
        let token = Token.random()
        if purpose != .secondFactor {
            try tx.run(
                """
                UPDATE account_link SET used_at = \(now)
                WHERE account_id = \(account) AND purpose = \(purpose.rawValue) AND used_at IS NULL
                """)
        }
        try tx.run(
            """
            INSERT INTO account_link (token_hash, account_id, purpose, email, created_at, expires_at)
            VALUES (\(token.digest), \(account), \(purpose.rawValue), \(email), \(now),
              \(now.adding(minutes: purpose.minutes)))
            """)
        return token
    }

    /// Uses a link up; holding it is the permission.
    func useLink(_ token: Token, for purpose: AccountLink.Purpose) throws -> Account {
        try require(nil)
        let (account, _) = try tx.linked(token, for: purpose, at: now)
        try tx.run("UPDATE account_link SET used_at = \(now) WHERE token_hash = \(token.digest)")
        return account
    }
}

extension Programme {
    /// Whether a mailed link still works, before its page is shown; throws `Problem.refused` with the reason.
    public func checkLink(_ token: String, isFor purpose: LinkPurpose) async throws {
        _ = try await read { [self] tx in try tx.linked(Token(token), for: purpose.kind, at: clock()) }
    }

    /// The links that have a page.
    public enum LinkPurpose: Sendable {
        case confirmation, email, password

        var kind: AccountLink.Purpose {
            switch self {
            case .confirmation: .confirmation
            case .email: .email
            case .password: .password
            }
        }
    }

    /// A page of this site as an absolute address.
    func link(_ path: String) -> String { settings.address + "/" + path }
}
