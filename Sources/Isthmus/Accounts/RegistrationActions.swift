import Database

extension Programme {
    /// Opens an account and mails a link that confirms the address. The answer is the same for an address that has an
    /// account already: its holder gets a mail that says so. Throws every issue at its field.
    public func register(_ given: Registration, from device: Device) async throws {
        let registration = try given.checked(languages: settings.languages)
        let hash = try await PasswordHash.make(of: registration.password)
        try await write(as: .visitor) { [self] work in
            try work.require(nil)
            work.recordNothing()
            _ = try work.attempt([.mail(registration.email), .address(device)])
            let existing = try work.tx.account(email: registration.email)
            if let existing, existing.confirmedAt != nil || existing.closedAt != nil {
                let holder = try work.tx.holder(of: existing.id)
                return try work.send(
                    self,
                    existing.closedAt == nil ? .alreadyRegistered : .alreadyClosed, to: holder.email,
                    language: existing.language, link: existing.closedAt == nil ? "password/reset" : nil)
            }
            let account =
                if let existing { try work.replace(existing, with: registration, passwordHash: hash) } else {
                    try work.insertAccount(registration, passwordHash: hash, isConfirmed: false)
                }
            let token = try work.insertLink(.confirmation, for: account.id)
            try work.send(
                self, .confirmation, to: registration.email, language: account.language,
                link: "confirm/" + token.text)
        }
    }

    /// Confirms the address with the mailed link and the password chosen before: without the password, somebody who
    /// registered a stranger's address could wait until the stranger confirms it for them.
    public func confirm(token: String, password: String, from device: Device) async throws -> SignIn {
        let (_, holder) = try await read { [self] tx in
            try tx.linked(Token(token), for: .confirmation, at: clock())
        }
        let proof = try await examine(email: holder.email, password: password, from: device)
        return try await write(as: self.holder(of: proof.account)) { work in
            let account = try work.useLink(Token(token), for: .confirmation)
            try work.save(
                account.changed(at: work.now) { $0.confirmedAt = work.now }, from: account, as: "account.confirmed")
            try work.tx.forget(proof.attempts, .password(holder.email))
            return .signedIn(try work.insertSession(for: account, from: device))
        }
    }

    /// Asks for another address: it counts once the link mailed there was opened. Issues stand at `email` and
    /// `currentPassword`; an address that somebody else has is not told.
    public func changeEmail(to email: String, password: String, as actor: Actor) async throws {
        let fields = Fields(["email": .text(email)])
        let address = fields.email("email")
        try fields.finish()
        let proof = try await prove(password, as: actor)
        try await write(as: actor) { [self] work in
            let account = try work.load(proof.account.id, to: .secure)
            _ = try work.attempt([.mail(address)])
            try work.note("account.email-asked", on: account)
            if let other = try work.tx.account(email: address), other.id != account.id {
                guard other.closedAt == nil else { return }
                return try work.send(
                    self, .alreadyRegistered, to: address, language: other.language, link: "password/reset")
            }
            let token = try work.insertLink(.email, for: account.id, email: address)
            try work.send(
                self, .email, to: address, language: account.language, link: "account/email/" + token.text)
        }
    }

    /// Takes the new address on; the old one is told. Whoever has the link has read mail at the new address.
    public func confirmEmail(token: String) async throws {
        let account = try await read { [self] tx in try tx.linked(Token(token), for: .email, at: clock()).account }
        try await write(as: holder(of: account)) { work in
            let account = try work.useLink(Token(token), for: .email)
            let digest = Token(token).digest
            let address = try work.tx.value(String.self, "SELECT email FROM account_link WHERE token_hash = \(digest)")
            guard let address else { throw AccountLink.gone }
            let other = try work.tx.account(email: address)
            guard other == nil || other?.id == account.id else { throw AccountLink.gone }
            var holder = try work.tx.holder(of: account.id)
            let old = holder.email
            holder.email = address
            try work.tx.save(holder, of: account.id)
            // Links mailed to the old address must not open the account any more.
            try work.tx.run(
                """
                UPDATE account_link SET used_at = \(work.now)
                WHERE account_id = \(account.id) AND purpose = 'password' AND used_at IS NULL
                """)
            try work.save(account.changed(at: work.now) { _ in }, from: account, as: "account.changed")
            try work.note("account.email-changed", on: account)
            try work.moveStops(from: old, to: address)
            try work.send(self, .emailChanged, to: old, language: account.language)
        }
    }
}

extension Work {
    /// Registering again before the address was confirmed: what was given last counts.
    func replace(
        _ account: Account, with registration: Registration, passwordHash: String, isConfirmed: Bool = false
    ) throws -> Account {
        let holder = Account.Holder(name: registration.name, email: registration.email)
        let changed = account.changed(at: now) { account in
            account.language = registration.language
            if isConfirmed { account.confirmedAt = now }
        }
        try tx.save(holder, of: account.id)
        try save(changed, from: account, as: "account.changed")
        try setPassword(passwordHash, of: changed)
        return changed
    }
}
