import Database

extension RoleGrant: Governed {
    public static func find(_ id: ID<RoleGrant>, in tx: Transaction) throws -> RoleGrant? {
        try tx.first(RoleGrant.self, "SELECT * FROM role_grant WHERE id = \(id)")
    }
}

extension Programme {
    /// Gives an account a role, for administrators. Issues stand at `role`, `scope`, `from` and `until`; granting again
    /// what runs already is an issue at `role`.
    @discardableResult
    public func grantRole(_ offer: GrantOffer, to id: ID<Account>, as actor: Actor) async throws -> RoleGrant {
        try await write(as: actor) { work in
            let account = try work.load(id, to: .administer)
            guard account.closedAt == nil else { throw Problem.refused(.init("account.closed")) }
            let (grant, from, until) = try offer.checked(at: work.now)
            return try work.grant(grant, to: account.id, from: from, until: until)
        }
    }

    /// Ends a grant at once, for administrators. The last administrator stays.
    @discardableResult
    public func endGrant(_ id: ID<RoleGrant>, as actor: Actor) async throws -> RoleGrant {
        try await write(as: actor) { work in
            let grant = try work.load(id, to: .end)
            try work.end(grant)
            try work.checkAdministratorIsLeft()
            return grant
        }
    }

    /// Every grant of an account, the newest first, past ones too.
    public func grants(of id: ID<Account>, as actor: Actor) async throws -> [RoleGrant] {
        try await read { tx in
            guard let account = try Account.find(id, in: tx), account.allows(.view, to: actor) else {
                throw Problem.notFound
            }
            return try tx.grants(of: id)
        }
    }
}

extension Transaction {
    func grants(of account: ID<Account>) throws -> [RoleGrant] {
        try all(RoleGrant.self, "SELECT * FROM role_grant WHERE account_id = \(account) ORDER BY id DESC")
    }
}

extension Work {
    func grant(_ grant: Grant, to account: ID<Account>, from: Moment, until: Moment?) throws -> RoleGrant {
        let running = try tx.grants(of: account).contains { known in
            known.role == grant.role && known.scope == grant.scope && known.stage(at: now) != .over
        }
        guard !running else { throw Problem.invalid("role", "grant.twice") }
        let new = RoleGrant(
            id: newID("g"), accountID: account, grant: grant, fromAt: from, untilAt: until,
            grantedBy: actor.account ?? "", at: now)
        try insert(new)
        return new
    }

    func insert(_ grant: RoleGrant) throws {
        try tx.insert(grant, into: "role_grant")
        try record("grant.created", from: nil, to: grant)
    }

    func end(_ grant: RoleGrant) throws {
        try save(try grant.ended(at: now), over: grant, in: "role_grant", as: "grant.ended")
    }

    /// Whoever takes an administrator away asks this afterwards: somebody must be left whose grant has no end.
    func checkAdministratorIsLeft() throws {
        guard try tx.count("SELECT COUNT(*) FROM (\(RoleGrant.administrators(at: now))) AS found") > 0 else {
            throw Problem.refused(.init("grant.refused.last"))
        }
    }
}

extension RoleGrant {
    static func administrators(at now: Moment) -> SQL {
        """
        SELECT g.account_id FROM role_grant g JOIN account a ON a.id = g.account_id
        WHERE g.role = 'administrator' AND g.scope = 'programme' AND g.from_at <= \(now) AND g.until_at IS NULL
          AND a.confirmed_at IS NOT NULL AND a.closed_at IS NULL
        """
    }
}
