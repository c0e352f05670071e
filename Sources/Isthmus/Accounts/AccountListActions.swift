import Database

/// An account as the office's list shows it.
public struct AccountSummary: Codable, Sendable, Equatable {
    public let id: ID<Account>
    public let name: String
    public let email: String
    public let language: String
    public let state: AccountState
    public let hasSecondFactor: Bool
    public let createdAt: Moment
    /// The strongest role that runs now; nil without any.
    public let role: Role?
}

extension AccountState: ColumnValue {}

extension Account {
    private static let state: SQL = """
        CASE WHEN account.closed_at IS NOT NULL THEN 'closed' WHEN account.confirmed_at IS NULL THEN 'unconfirmed'
        ELSE 'open' END
        """

    /// The accounts with the strongest role that each holds now: they sort by strength as they do by name.
    private static func source(at now: Moment) -> SQL {
        """
        account LEFT JOIN (
          SELECT account_id, MIN(role) AS role FROM role_grant
          WHERE from_at <= \(now) AND (until_at IS NULL OR until_at > \(now)) GROUP BY account_id
        ) AS held ON held.account_id = account.id
        """
    }

    static func listing(at now: Moment) -> Listing<AccountSummary> {
        Listing(
            columns: """
                account.id, account.name, account.email, account.language, \(state) AS state, account.created_at,
                CAST(CASE WHEN account.second_factor_at IS NULL THEN 0 ELSE 1 END AS BIGINT) AS has_second_factor,
                held.role
                """,
            source: source(at: now), id: "account.id",
            facets: [
                Facet("role", column: "held.role"), Facet("state", column: state),
                Facet("language", column: "account.language"),
            ],
            sorts: [
                Sort("name", "account.search_text"), Sort("created", "account.id", isDescending: true),
            ],
            search: { text in
                SQL.all(
                    Holder.folded(text).split(separator: " ").prefix(6).map { word in
                        let pattern = "%" + escapedForLike(String(word)) + "%"
                        return "account.search_text LIKE \(pattern) ESCAPE '\\'"
                    })
            })
    }

    private static func escapedForLike(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    }
}

extension Programme {
    /// Accounts that are not erased, for the office. Throws `Problem.refused` or `.signInNeeded` to others.
    public func accounts(
        _ selection: Selection = Selection(), as actor: Actor, counting: Bool = true
    ) async throws -> Found<AccountSummary> {
        guard actor.isOffice else {
            throw actor.isSignedIn ? Problem.refused(.init("account.refused.list")) : Problem.signInNeeded
        }
        let listing = Account.listing(at: clock())
        return try await read { tx in
            try tx.list(listing, selection, visible: "account.erased_at IS NULL", counting: counting)
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
