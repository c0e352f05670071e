import Database

extension Programme {
    /// Ends the session of this token. An unknown one has ended already.
    public func signOut(sessionToken: String, as actor: Actor) async throws {
        try await write(as: actor) { work in
            try work.require(nil)
            work.recordNothing()
            let digest = Token(sessionToken).digest
            let owner = try work.tx.value(String.self, "SELECT account_id FROM session WHERE token_hash = \(digest)")
            guard let owner else { return }
            try work.tx.run("DELETE FROM session WHERE token_hash = \(digest)")
            try work.note("account.signed-out", kind: Account.kind, thing: owner)
        }
    }

    /// One's own sessions that still run, the last used first.
    public func sessions(current sessionToken: String?, as actor: Actor) async throws -> [SessionSummary] {
        guard let id = actor.account else { throw Problem.signInNeeded }
        let now = clock()
        return try await read { tx in try tx.sessions(of: ID(id), current: sessionToken, at: now) }
    }

    /// Ends one of one's own sessions.
    public func revokeSession(_ id: String, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            let ended = try work.tx.run("DELETE FROM session WHERE id = \(id) AND account_id = \(account.id)")
            guard ended == 1 else { throw Problem.notFound }
            try work.note("account.session-ended", on: account)
        }
    }

    /// Ends all of one's own sessions but the one of this token.
    public func revokeOtherSessions(keeping sessionToken: String?, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            try work.endSessions(of: account.id, except: sessionToken)
            try work.note("account.sessions-ended", on: account)
        }
    }

    /// Ends all sessions of somebody's account, for administrators.
    public func endSessions(of id: ID<Account>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.load(id, to: .administer)
            try work.endSessions(of: account.id, except: nil)
            try work.note("account.sessions-ended", on: account)
        }
    }
}

extension Transaction {
    func sessions(of account: ID<Account>, current token: String?, at now: Moment) throws -> [SessionSummary] {
        let digest = token.map { Token($0).digest } ?? ""
        let idle = now.adding(days: -Session.idleDays)
        return try all(
            SessionSummary.self,
            """
            SELECT id, address, agent, created_at, last_seen_at, expires_at,
              CAST(CASE WHEN token_hash = \(digest) THEN 1 ELSE 0 END AS BIGINT) AS is_current
            FROM session WHERE account_id = \(account) AND expires_at > \(now) AND last_seen_at > \(idle)
            ORDER BY last_seen_at DESC, id
            """)
    }
}

extension Work {
    /// Opens a session for somebody who has proved who they are.
    func insertSession(for account: Account, from device: Device) throws -> OpenedSession {
        let token = Token.random()
        let expiresAt = now.adding(days: Session.longestDays)
        let id = newID("s", of: SessionSummary.self)
        try tx.run(
            """
            INSERT INTO session (id, token_hash, account_id, address, agent, created_at, last_seen_at, expires_at)
            VALUES (\(id), \(token.digest), \(account.id), \(device.address), \(device.agent), \(now), \(now),
              \(expiresAt))
            """)
        try note("account.signed-in", on: account)
        return OpenedSession(token: token, expiresAt: expiresAt)
    }

    func endSessions(of account: ID<Account>, except sessionToken: String?) throws {
        let kept = sessionToken.map { Token($0).digest } ?? ""
        try tx.run("DELETE FROM session WHERE account_id = \(account) AND token_hash <> \(kept)")
    }
}
