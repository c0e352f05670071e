import Database

/// An account as the office's list shows it.
public struct AccountSummary: Codable, Sendable, Equatable {
    public let id: ID<Account>
    public let name: String
    public let email: String
    public let language: String
    public let confirmedAt: Moment?
    public let secondFactorAt: Moment?
    public let closedAt: Moment?
    public let createdAt: Moment
    /// The roles that run now, with commas.
    public var roles: [Role] = []

    private enum CodingKeys: String, CodingKey {
        case id, name, email, language, confirmedAt, secondFactorAt, closedAt, createdAt
    }
}

/// Some accounts, and where the next page begins.
public struct AccountPage: Sendable, Equatable {
    public let accounts: [AccountSummary]
    /// Give it as `after` for the next page; nil on the last.
    public let next: ID<Account>?
}

extension Programme {
    /// The accounts whose name or address contains the text, the newest first, for the office. Erased ones are left out.
    public func accounts(
        matching text: String = "", after: ID<Account>? = nil, limit: Int = 50, as actor: Actor
    ) async throws -> AccountPage {
        guard actor.isOffice else { throw actor.isSignedIn ? Problem.notFound : Problem.signInNeeded }
        let now = clock()
        return try await read { tx in
            var conditions: [SQL] = ["erased_at IS NULL"]
            for word in Account.Holder.folded(text).split(separator: " ").prefix(6) {
                conditions.append("search_text LIKE \("%" + Transaction.escapedForLike(String(word)) + "%") ESCAPE '\\'")
            }
            if let after { conditions.append("id < \(after)") }
            var found = try tx.all(
                AccountSummary.self,
                """
                SELECT id, name, email, language, confirmed_at, second_factor_at, closed_at, created_at FROM account
                WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT \(limit + 1)
                """)
            let next = found.count > limit ? found[limit - 1].id : nil
            found = Array(found.prefix(limit))
            let roles = try tx.roles(of: found.map(\.id), at: now)
            for index in found.indices { found[index].roles = roles[found[index].id] ?? [] }
            return AccountPage(accounts: found, next: next)
        }
    }

    /// One account with its holder, for the holder and the office.
    public func account(_ id: ID<Account>, as actor: Actor) async throws -> (account: Account, holder: Account.Holder) {
        try await read { tx in
            guard let account = try Account.find(id, in: tx), account.allows(.view, to: actor) else {
                throw actor.isSignedIn ? Problem.notFound : Problem.signInNeeded
            }
            return (account, try tx.holder(of: id))
        }
    }
}

extension Transaction {
    fileprivate func roles(of accounts: [ID<Account>], at now: Moment) throws -> [ID<Account>: [Role]] {
        let rows = try rows(
            """
            SELECT DISTINCT account_id, role FROM role_grant WHERE account_id IN (\(accounts)) AND from_at <= \(now)
              AND (until_at IS NULL OR until_at > \(now)) ORDER BY account_id, role
            """)
        var roles: [ID<Account>: [Role]] = [:]
        for row in rows { roles[try row.get("account_id"), default: []].append(try row.get("role")) }
        return roles
    }

    fileprivate static func escapedForLike(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

/// What must always hold among accounts.
public enum AccountInvariants {
    public static let all = [
        Invariant(
            name: "an erased account has no name, address or secret",
            offenders: """
                SELECT a.id FROM account a LEFT JOIN account_secret s ON s.account_id = a.id
                WHERE a.erased_at IS NOT NULL AND (a.name <> '' OR a.email IS NOT NULL OR s.account_id IS NOT NULL)
                """),
        Invariant(
            name: "a closed account has no session, token or running grant",
            offenders: """
                SELECT a.id FROM account a WHERE a.closed_at IS NOT NULL AND (
                  EXISTS (SELECT 1 FROM session s WHERE s.account_id = a.id)
                  OR EXISTS (SELECT 1 FROM api_token t WHERE t.account_id = a.id)
                  OR EXISTS (SELECT 1 FROM role_grant g WHERE g.account_id = a.id AND g.until_at IS NULL))
                """),
        Invariant(
            name: "the second factor has its secret",
            offenders: """
                SELECT a.id FROM account a LEFT JOIN account_secret s ON s.account_id = a.id
                WHERE a.second_factor_at IS NOT NULL AND s.otp_secret IS NULL
                """),
        Invariant(
            name: "a grant does not end before it begins",
            offenders: "SELECT id FROM role_grant WHERE until_at < from_at"),
    ]
}
