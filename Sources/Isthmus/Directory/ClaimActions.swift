import Database

extension Claim {
    public static func find(_ id: ID<Claim>, in tx: Transaction) throws -> Claim? {
        try tx.first(Claim.self, "SELECT * FROM claim WHERE id = \(id)")
    }

    static let invariants: [Invariant] = [
        Invariant(
            name: "a decided claim says by whom and when",
            offenders: """
                SELECT id FROM claim WHERE (decision IS NULL) <> (decided_at IS NULL)
                OR (decision IS NULL) <> (decided_by IS NULL)
                """)
    ]

    /// What waits for the office: its inbox of claims. And for whom the office's answer is still to come.
    static let waiting: DeskSource = { tx, actor, _ in
        guard actor.isOffice else { return try own(tx, actor) }
        let open = try tx.count("SELECT COUNT(*) FROM claim WHERE decision IS NULL")
        return open == 0 ? [] : [DeskItem(.init("claims.desk", ["number": String(open)]), path: "/office/claims")]
    }

    private static func own(_ tx: Transaction, _ actor: Actor) throws -> [DeskItem] {
        guard let account = actor.account else { return [] }
        let claims = try tx.all(
            Claim.self, "SELECT * FROM claim WHERE account_id = \(account) AND decision IS NULL ORDER BY id LIMIT 20")
        return try claims.map { claim in
            let name = try tx.nameOfClaimed(claim, in: actor.language)
            let isProposed = try claim.organisationID.flatMap { try Organisation.find($0, in: tx) }?.isProposed == true
            return isProposed
                ? DeskItem(.init("organisation.proposal.waits", ["name": name]), path: "/organisations")
                : DeskItem(.init("claims.own_desk", ["name": name]), path: claim.thing.path)
        }
    }

    static func refusalOfInbox(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("claim.refused.inbox")
    }
}

extension Programme {
    /// Claims an organisation for the actor's account; `message` says why the office may believe it.
    public func claimOrganisation(
        _ id: ID<Organisation>, _ given: [String: Given], as actor: Actor
    ) async throws -> Claim {
        try await write(as: actor) { work in
            try work.require(actor.account == nil ? .init("claim.refused.account") : nil)
            let organisation = try work.load(id, to: .claim)
            return try work.insertClaim(organisation: organisation.id, person: nil, Fields(given))
        }
    }

    /// Claims a person's profile for the actor's account.
    public func claimPerson(_ id: ID<Person>, _ given: [String: Given], as actor: Actor) async throws -> Claim {
        try await write(as: actor) { work in
            try work.require(actor.account == nil ? .init("claim.refused.account") : nil)
            let person = try work.load(id, to: .claim)
            try work.checkUnclaimed(person.id)
            return try work.insertClaim(organisation: nil, person: person.id, Fields(given))
        }
    }

    /// Grants or declines a claim: `decision`, `reason`. Granting makes the claimant a representative, or connects
    /// their account with the person. They are told either way, in their language.
    public func decideClaim(_ id: ID<Claim>, _ given: [String: Given], as actor: Actor) async throws -> Claim {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let claim = try work.load(id, to: .decide)
            let fields = Fields(given)
            try fields.expect(version: claim.version)
            let decided = try claim.decided(by: fields, as: actor, at: work.now)
            if decided.decision == .granted { try work.carryOut(claim) }
            try work.save(decided, over: claim, in: "claim", as: "claim.\(decided.decision?.rawValue ?? "")")
            try work.tell(of: decided, site: site, programme: name)
            return decided
        }
    }

    /// The profile for the form of a claim; throws why it cannot be claimed.
    public func organisationToClaim(_ id: ID<Organisation>, as actor: Actor) async throws -> ClaimedProfile {
        try await read { tx in
            guard actor.account != nil else { throw Problem.signInNeeded }
            let organisation = try tx.see(id, to: .claim, as: actor)
            return ClaimedProfile(
                name: organisation.name(in: actor.language), path: "/organisations/\(id.text)",
                open: try tx.openClaim(organisation: id, person: nil, of: actor.account))
        }
    }

    public func personToClaim(_ id: ID<Person>, as actor: Actor) async throws -> ClaimedProfile {
        try await read { tx in
            guard actor.account != nil else { throw Problem.signInNeeded }
            let person = try tx.see(id, to: .claim, as: actor)
            return ClaimedProfile(
                name: person.name(in: actor.language), path: "/people/\(id.text)",
                open: try tx.openClaim(organisation: nil, person: id, of: actor.account))
        }
    }

    /// The office's inbox: at most a hundred that wait and twenty that were decided.
    public func claimInbox(as actor: Actor) async throws -> ClaimInbox {
        if let refusal = Claim.refusalOfInbox(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await read { tx in
            ClaimInbox(
                open: try tx.claims("decision IS NULL ORDER BY created_at, id LIMIT 100", for: actor.language),
                openCount: try tx.count("SELECT COUNT(*) FROM claim WHERE decision IS NULL"),
                decided: try tx.claims(
                    "decision IS NOT NULL ORDER BY decided_at DESC, id DESC LIMIT 20", for: actor.language))
        }
    }
}

extension Work {
    @discardableResult
    func insertClaim(organisation: ID<Organisation>?, person: ID<Person>?, _ fields: Fields) throws -> Claim {
        guard let account = actor.account else { throw Problem.signInNeeded }
        let message = fields.text("message", atLeast: 10, atMost: 2_000, lines: true)
        try fields.finish()
        guard try tx.openClaim(organisation: organisation, person: person, of: account) == nil else {
            throw Problem.invalid("", "claim.twice")
        }
        let claim = Claim(
            id: newID(Claim.prefix), organisationID: organisation, personID: person, accountID: ID(account),
            message: message, decision: nil, reason: "", decidedBy: nil, decidedAt: nil, version: 1, createdAt: now,
            changedAt: now)
        try tx.insert(claim, into: "claim")
        try record("claim.created", from: nil, to: claim)
        return claim
    }

    /// A person's profile belongs to one account.
    fileprivate func checkUnclaimed(_ person: ID<Person>) throws {
        let holders = try tx.count("SELECT COUNT(*) FROM account WHERE person_id = \(person)")
        if holders > 0 { throw Problem.refused(.init("claim.refused.taken")) }
    }

    /// Makes what was claimed true.
    fileprivate func carryOut(_ claim: Claim) throws {
        guard let account = try Account.find(claim.accountID, in: tx), account.isOpen else {
            throw Problem.invalid("decision", "claim.account.closed")
        }
        if let organisation = claim.organisationID {
            if let proposal = try Organisation.find(organisation, in: tx), proposal.isProposed {
                try save(proposal.accepted(at: now), over: proposal)
            }
            let grant = Grant(.representative, on: Scope(organisation))
            let holds = try tx.grants(of: account.id).contains {
                $0.role == grant.role && $0.scope == grant.scope && $0.stage(at: now) == .running
            }
            if !holds { _ = try self.grant(grant, to: account.id, from: now, until: nil) }
        } else if let person = claim.personID {
            guard account.personID == nil else { throw Problem.invalid("decision", "claim.account.connected") }
            try checkUnclaimed(person)
            try connect(account.id, to: person.text)
        }
    }

    /// A notice in the site and a mail, in the claimant's language.
    fileprivate func tell(of claim: Claim, site: String, programme: Multilingual) throws {
        guard let decision = claim.decision, let account = try Account.find(claim.accountID, in: tx) else { return }
        let name = try tx.nameOfClaimed(claim, in: account.language)
        // A proposal that was declined has no page for its claimant.
        let isShown = try claim.organisationID.flatMap { try Organisation.find($0, in: tx) }?.isProposed != true
        let path = isShown ? claim.thing.path : "/desk"
        try notify(
            account: account.id.text, key: "claim.notice.\(decision.rawValue)", values: ["name": name], link: path)
        let holder = try tx.holder(of: account.id)
        guard !holder.email.isEmpty else { return }
        let words = Words(account.language)
        let key = "claim.mail.\(decision.rawValue)"
        let values = ["name": name, "site": programme.reading(account.language), "reason": claim.reason]
        try send(
            MailDraft(
                to: holder.email, name: holder.name, language: account.language,
                subject: words("\(key).subject", values),
                greeting: words("claim.mail.greeting", ["name": holder.name]),
                paragraphs: [words("\(key).text.\(claim.thing.kind)", values), claim.reason],
                link: MailDraft.Link(words("claim.mail.link"), site + path),
                reason: words("claim.mail.reason", values), about: claim.id.text))
    }
}

extension Transaction {
    /// The claim of an account on a profile that still waits: one at most.
    fileprivate func openClaim(
        organisation: ID<Organisation>?, person: ID<Person>?, of account: String?
    ) throws -> Claim? {
        try first(
            Claim.self,
            """
            SELECT * FROM claim WHERE account_id = \(account) AND organisation_id IS NOT DISTINCT FROM \(organisation)
            AND person_id IS NOT DISTINCT FROM \(person) AND decision IS NULL
            """)
    }

    fileprivate func claims(_ condition: SQL, for language: String) throws -> [ClaimLine] {
        try all(Claim.self, "SELECT * FROM claim WHERE \(condition)").map { claim in
            let holder = try holder(of: claim.accountID)
            return ClaimLine(
                claim: claim,
                isProposal: try claim.organisationID.flatMap { try Organisation.find($0, in: self) }?
                    .isProposed == true, thing: try nameOfClaimed(claim, in: language),
                country: try countryOfClaimed(claim), claimant: holder.name, email: holder.email)
        }
    }

    func nameOfClaimed(_ claim: Claim, in language: String) throws -> String {
        if let id = claim.organisationID { return try Organisation.find(id, in: self)?.name(in: language) ?? id.text }
        return try claim.personID.flatMap { try Person.find($0, in: self) }?.name(in: language) ?? ""
    }

    private func countryOfClaimed(_ claim: Claim) throws -> String {
        if let id = claim.organisationID { return try Organisation.find(id, in: self)?.country ?? "" }
        return try claim.personID.flatMap { try Person.find($0, in: self) }?.country ?? ""
    }
}
