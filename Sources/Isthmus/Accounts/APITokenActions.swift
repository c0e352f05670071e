import Database

extension Programme {
    /// Makes a token for one's own account. `days` is its life, nil for one without an end. Issues stand at `name` and
    /// `days`.
    public func createAPIToken(
        name: String, canWrite: Bool, days: Int?, as actor: Actor
    ) async throws -> CreatedToken {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            let fields = Fields(["name": .text(name)])
            let name = fields.text("name", atLeast: 1, atMost: 100)
            if let days, !(1...APIToken.longestDays).contains(days) {
                fields.complain("days", "field.range", ["min": "1", "max": String(APIToken.longestDays)])
            }
            try fields.finish()
            let known = try work.tx.apiTokens(of: account.id)
            guard known.count < APIToken.most else {
                throw Problem.invalid("name", "token.many", ["max": String(APIToken.most)])
            }
            guard !known.contains(where: { $0.name == name }) else { throw Problem.invalid("name", "token.twice") }
            let secret = Token.random(prefix: Token.apiPrefix)
            let token = APIToken(
                id: work.newID("k"), name: name, canWrite: canWrite, createdAt: work.now,
                expiresAt: days.map { work.now.adding(days: $0) }, lastUsedAt: nil)
            try work.tx.run(
                """
                INSERT INTO api_token (id, account_id, name, token_hash, can_write, created_at, expires_at)
                VALUES (\(token.id), \(account.id), \(token.name), \(secret.digest), \(token.canWrite),
                  \(token.createdAt), \(token.expiresAt))
                """)
            try work.note("account.token-created", on: account, after: "{\"token\":\"\(token.id)\"}")
            return CreatedToken(token: token, text: secret.text)
        }
    }

    /// One's own tokens, the newest first.
    public func apiTokens(as actor: Actor) async throws -> [APIToken] {
        guard let id = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in try tx.apiTokens(of: ID(id)) }
    }

    /// Makes one of one's own tokens worthless.
    public func revokeAPIToken(_ id: ID<APIToken>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            let gone = try work.tx.run("DELETE FROM api_token WHERE id = \(id) AND account_id = \(account.id)")
            guard gone == 1 else { throw Problem.notFound }
            try work.note("account.token-revoked", on: account, after: "{\"token\":\"\(id)\"}")
        }
    }
}

extension Transaction {
    func apiTokens(of account: ID<Account>) throws -> [APIToken] {
        try all(
            APIToken.self,
            """
            SELECT id, name, can_write, created_at, expires_at, last_used_at FROM api_token
            WHERE account_id = \(account) ORDER BY id DESC
            """)
    }
}
