import Database
import Foundation

extension Account: Governed {
    public static func find(_ id: ID<Account>, in tx: Transaction) throws -> Account? {
        try tx.first(Account.self, "SELECT * FROM account WHERE id = \(id)")
    }
}

extension Transaction {
    /// Who holds an account; empty texts once erased.
    func holder(of id: ID<Account>) throws -> Account.Holder {
        guard let row = try row("SELECT name, COALESCE(email, '') AS email FROM account WHERE id = \(id)") else {
            throw Problem.notFound
        }
        return Account.Holder(name: try row.get("name"), email: try row.get("email"))
    }

    /// The account that an address belongs to, in any spelling of it.
    func account(email: String) throws -> Account? {
        try first(Account.self, "SELECT * FROM account WHERE email_folded = \(EmailAddress.folded(email))")
    }

    /// How to name the accounts with these ids, by id; erased and unknown ones are missing. Journal lines keep ids
    /// only: this is how a history says who acted.
    public func accountNames(of ids: some Collection<String>) throws -> [String: String] {
        var names: [String: String] = [:]
        let question: SQL = "SELECT id, name FROM account WHERE id IN (\(Array(ids))) AND erased_at IS NULL"
        for row in try rows(question) { names[try row.get("id")] = try row.get("name", as: String.self) }
        return names
    }

    func insert(_ account: Account, holder: Account.Holder, passwordHash: String?) throws {
        try run(
            """
            INSERT INTO account (id, email, email_folded, name, search_text, language, person_id, confirmed_at, version,
              created_at, changed_at)
            VALUES (\(account.id), \(holder.email), \(holder.emailFolded), \(holder.name), \(holder.searchText),
              \(account.language), \(account.personID), \(account.confirmedAt), \(account.version),
              \(account.createdAt), \(account.changedAt))
            """)
        try run(
            """
            INSERT INTO account_secret (account_id, password_hash, otp_step) VALUES (\(account.id), \(passwordHash), 0)
            """)
    }

    func save(_ holder: Account.Holder, of id: ID<Account>) throws {
        try run(
            """
            UPDATE account SET email = \(holder.email), email_folded = \(holder.emailFolded), name = \(holder.name),
              search_text = \(holder.searchText) WHERE id = \(id)
            """)
    }
}

extension Work {
    /// The actor's own account.
    func ownAccount(to permission: Account.Permission) throws -> Account {
        guard let id = actor.account else {
            try require(Problem.Reason("account.refused.\(permission.rawValue)"))
            throw Problem.signInNeeded
        }
        return try load(ID(id), to: permission)
    }

    /// Saves a changed account and writes its journal line.
    func save(_ account: Account, from before: Account, as action: String) throws {
        try save(account, over: before, in: "account", as: action)
    }

    func note(_ action: String, on account: Account, after: String = "{}") throws {
        try note(action, kind: Account.kind, thing: account.id.text, after: after)
    }

    /// Says that the actor is a person of the directory whose profile they have just made.
    func connectSelf(to person: String) throws {
        let account = try ownAccount(to: .change)
        guard account.personID == nil else { throw Problem.refused(.init("claim.account.connected")) }
        try save(account.changed(at: now) { $0.personID = person }, from: account, as: "account.connected")
    }

    /// Says which person of the directory an account's holder is; nil undoes it.
    public func connect(_ id: ID<Account>, to person: String?) throws {
        let account = try load(id, to: .connect)
        try save(account.changed(at: now) { $0.personID = person }, from: account, as: "account.connected")
    }
}

extension Programme {
    /// The program at a moment when nobody is signed in, acting for an account that has just proved itself.
    func holder(of account: Account) -> Actor {
        Actor(account: account.id.text, person: account.personID, name: "", grants: [], language: account.language)
    }

    /// The first administrator, from the machine's command line. Throws every issue at `email`, `name`, `password`.
    @discardableResult
    public func createAdministrator(
        email: String, name: String, password: String, language: String = "en"
    ) async throws -> Account {
        let registration = Registration(email: email, name: name, password: password, language: language)
        return try await createAccount(
            registration, grants: [Grant(.administrator, on: .programme)], as: .program("command line"))
    }

    /// A confirmed account with grants, without any mail: only for the program itself.
    @discardableResult
    public func createAccount(
        _ given: Registration, person: String? = nil, grants: [Grant], as actor: Actor
    ) async throws -> Account {
        let registration = try given.checked(languages: settings.languages)
        let hash = try await PasswordHash.make(of: registration.password)
        return try await write(as: actor) { work in
            try work.require(
                work.actor.isSignedIn && work.actor.account == nil ? nil : .init("account.refused.administer"))
            guard try work.tx.account(email: registration.email) == nil else {
                throw Problem.invalid("email", "account.email.taken")
            }
            let account = try work.insertAccount(registration, person: person, passwordHash: hash, isConfirmed: true)
            for grant in grants {
                try work.insert(
                    RoleGrant(
                        id: work.newID("g"), accountID: account.id, grant: grant, fromAt: work.now, untilAt: nil,
                        grantedBy: "", at: work.now))
            }
            return account
        }
    }

    /// Changes the name and the language of one's own account. Issues stand at `name` and `language`.
    @discardableResult
    public func changeAccount(name: String, language: String, as actor: Actor) async throws -> Account {
        let languages = settings.languages
        return try await write(as: actor) { work in
            let account = try work.ownAccount(to: .change)
            var holder = try work.tx.holder(of: account.id)
            let fields = Fields(["name": .text(name), "language": .text(language)])
            holder.name = fields.text("name", atLeast: 1, atMost: 200)
            let code = fields.code("language", nil, isRequired: true) { languages.contains($0) }
            try fields.finish()
            let changed = account.changed(at: work.now) { $0.language = code ?? $0.language }
            try work.tx.save(holder, of: account.id)
            try work.save(changed, from: account, as: "account.changed")
            return changed
        }
    }
}

extension Work {
    func insertAccount(
        _ registration: Registration, person: String? = nil, passwordHash: String?, isConfirmed: Bool
    ) throws -> Account {
        let account = Account(
            id: newID("a"), language: registration.language, personID: person, confirmedAt: isConfirmed ? now : nil,
            at: now)
        let holder = Account.Holder(name: registration.name, email: registration.email)
        try tx.insert(account, holder: holder, passwordHash: passwordHash)
        try record("account.created", from: nil, to: account)
        return account
    }
}
