import Database

extension Invitation: Governed {
    public static func find(_ id: ID<Invitation>, in tx: Transaction) throws -> Invitation? {
        try tx.first(Invitation.self, "SELECT * FROM invitation WHERE id = \(id)")
    }
}

extension Programme {
    /// Mails an address a link that brings an account with a role. Issues stand at `email`, `role`, `scope` and
    /// `language`.
    @discardableResult
    public func invite(
        email: String, _ offer: GrantOffer, language: String, as actor: Actor
    ) async throws -> Invitation {
        let languages = settings.languages
        return try await write(as: actor) { [self] work in
            let role = Role(rawValue: offer.role) ?? .representative
            try work.require(Invitation.refusal(ofInviting: role, to: work.actor))
            let fields = Fields(["email": .text(email), "language": .text(language)])
            let address = fields.email("email")
            let code = fields.code("language", nil, isRequired: true) { languages.contains($0) } ?? "en"
            let grant = try work.collecting(fields) { try offer.checked(at: work.now).grant }
            try work.checkUninvited(address, to: grant)
            let invitation = Invitation(
                id: work.newID("v"), grant: grant, language: code, invitedBy: work.actor.account ?? "", at: work.now)
            let token = Token.random()
            try work.insert(invitation, email: address, token: token)
            try work.send(self, .invitation, to: address, language: code, link: "invitations/" + token.text)
            return invitation
        }
    }

    /// What a link invites to; throws `Problem.refused` when it was used, withdrawn or has ended.
    public func invitation(token: String) async throws -> InvitationSummary {
        try await read { [self] tx in try tx.invitation(Token(token), at: clock()) }
    }

    /// Accepts with the account that is signed in.
    public func acceptInvitation(token: String, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .change)
            try work.accept(Token(token), for: account)
        }
    }

    /// Accepts with a new account for the invited address, which the link confirms. Throws `Problem.signInNeeded` when
    /// that address has one. Issues stand at `name`, `password`, `language`.
    public func acceptInvitation(
        token: String, name: String, password: String, language: String, from device: Device
    ) async throws -> OpenedSession {
        let summary = try await invitation(token: token)
        let given = Registration(email: summary.email, name: name, password: password, language: language)
        let registration = try given.checked(languages: settings.languages)
        let hash = try await PasswordHash.make(of: registration.password)
        return try await write(as: .visitor) { work in
            try work.require(nil)
            guard try work.tx.invitation(Token(token), at: work.now).email == registration.email else {
                throw Problem.stale
            }
            let account: Account
            if let known = try work.tx.account(email: registration.email) {
                guard known.confirmedAt == nil, known.closedAt == nil else { throw Problem.signInNeeded }
                account = try work.replace(known, with: registration, passwordHash: hash, isConfirmed: true)
            } else {
                account = try work.insertAccount(registration, passwordHash: hash, isConfirmed: true)
            }
            try work.accept(Token(token), for: account)
            return try work.insertSession(for: account, from: device)
        }
    }

    /// Takes an invitation back.
    public func withdrawInvitation(_ id: ID<Invitation>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let invitation = try work.load(id, to: .withdraw)
            guard invitation.stage(at: work.now) == .open else { throw Problem.refused(.init("invitation.over")) }
            try work.save(
                invitation.changed(at: work.now) { $0.withdrawnAt = work.now }, from: invitation,
                as: "invitation.withdrawn")
        }
    }

    /// The last hundred invitations, the newest first, for the office.
    public func invitations(as actor: Actor) async throws -> [InvitationSummary] {
        guard actor.isOffice else { throw actor.isSignedIn ? Problem.notFound : Problem.signInNeeded }
        return try await read { tx in
            try tx.rows("SELECT * FROM invitation ORDER BY id DESC LIMIT 100").map { row in
                InvitationSummary(invitation: try row.decode(), email: try row.get("email"))
            }
        }
    }
}

extension Transaction {
    fileprivate func invitation(_ token: Token, at now: Moment) throws -> InvitationSummary {
        guard let row = try row("SELECT * FROM invitation WHERE token_hash = \(token.digest)") else {
            throw AccountLink.gone
        }
        let invitation = try row.decode(Invitation.self)
        guard invitation.stage(at: now) == .open else { throw AccountLink.gone }
        return InvitationSummary(invitation: invitation, email: try row.get("email"))
    }
}

extension Work {
    /// An invitation sent twice is a form sent twice.
    fileprivate func checkUninvited(_ address: String, to grant: Grant) throws {
        let open = try tx.count(
            """
            SELECT COUNT(*) FROM invitation WHERE email = \(address) AND role = \(grant.role) AND scope = \(grant.scope)
              AND expires_at > \(now) AND accepted_at IS NULL AND withdrawn_at IS NULL
            """)
        if open > 0 { throw Problem.invalid("email", "invitation.twice") }
    }

    /// Reads on although fields are wrong already, so that all issues come at once.
    fileprivate func collecting<Result>(_ fields: Fields, _ body: () throws -> Result) throws -> Result {
        do {
            let result = try body()
            try fields.finish()
            return result
        } catch Problem.invalid(let issues) where !fields.issues.isEmpty && issues != fields.issues {
            throw Problem.invalid(fields.issues + issues)
        }
    }

    fileprivate func insert(_ invitation: Invitation, email: String, token: Token) throws {
        try tx.run(
            """
            INSERT INTO invitation (id, email, token_hash, role, scope, language, invited_by, expires_at, version,
              created_at, changed_at)
            VALUES (\(invitation.id), \(email), \(token.digest), \(invitation.role), \(invitation.scope),
              \(invitation.language), \(invitation.invitedBy), \(invitation.expiresAt), \(invitation.version),
              \(invitation.createdAt), \(invitation.changedAt))
            """)
        try record("invitation.created", from: nil, to: invitation)
    }

    fileprivate func save(_ invitation: Invitation, from before: Invitation, as action: String) throws {
        try save(invitation, over: before, in: "invitation", as: action)
    }

    /// The role comes from whoever invited; one that the account has already is no hindrance.
    fileprivate func accept(_ token: Token, for account: Account) throws {
        let invitation = try tx.invitation(token, at: now).invitation
        let accepted = invitation.changed(at: now) { ($0.acceptedAt, $0.acceptedBy) = (now, account.id) }
        try save(accepted, from: invitation, as: "invitation.accepted")
        let hasRole = try tx.grants(of: account.id).contains { grant in
            grant.role == invitation.role && grant.scope == invitation.scope && grant.stage(at: now) == .running
        }
        guard !hasRole else { return }
        try insert(
            RoleGrant(
                id: newID("g"), accountID: account.id, grant: Grant(invitation.role, on: invitation.scope), fromAt: now,
                untilAt: nil, grantedBy: invitation.invitedBy, at: now))
    }
}
