import Database

extension Programme {
    /// Prepares the second factor: a secret to be entered in an authenticator. It counts after `enableSecondFactor`.
    public func prepareSecondFactor(as actor: Actor) async throws -> OneTimePassword {
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            work.recordNothing()
            guard account.secondFactorAt == nil else {
                throw Problem.refused(Problem.Reason("second_factor.already"))
            }
            let pending = try work.tx.value(
                String.self, "SELECT otp_pending FROM account_secret WHERE account_id = \(account.id)")
            // A page that is loaded again shows the same secret.
            if let pending, let known = OneTimePassword(base32: pending) { return known }
            let new = OneTimePassword.random()
            try work.tx.run(
                "UPDATE account_secret SET otp_pending = \(new.base32) WHERE account_id = \(account.id)")
            return new
        }
    }

    /// How an authenticator is told about the secret: an `otpauth` address.
    public func address(of secret: OneTimePassword, as actor: Actor) async throws -> String {
        guard let id = actor.account else { throw Problem.signInNeeded }
        let holder = try await read { tx in try tx.holder(of: ID(id)) }
        return secret.address(issuer: settings.name.reading("en"), account: holder.email)
    }

    /// Switches the second factor on, once a code shows that the authenticator works. The recovery codes are known only
    /// now. A wrong code is an issue at `code`.
    public func enableSecondFactor(code: String, as actor: Actor) async throws -> [String] {
        let codes = (0..<RecoveryCode.count).map { _ in RecoveryCode.random() }
        try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            let pending = try work.tx.value(
                String.self, "SELECT otp_pending FROM account_secret WHERE account_id = \(account.id)")
            guard let pending, let secret = OneTimePassword(base32: pending) else { throw Problem.stale }
            guard let step = secret.step(of: code, at: work.now, after: 0) else {
                throw Problem.invalid("code", code.isEmpty ? "field.required" : "sign_in.code.wrong")
            }
            try work.tx.run(
                """
                UPDATE account_secret SET otp_secret = \(pending), otp_pending = NULL, otp_step = \(step)
                WHERE account_id = \(account.id)
                """)
            try work.tx.run("DELETE FROM recovery_code WHERE account_id = \(account.id)")
            for code in codes {
                try work.tx.run(
                    """
                    INSERT INTO recovery_code (account_id, code_hash)
                    VALUES (\(account.id), \(RecoveryCode.digest(of: code)))
                    """)
            }
            try work.save(
                account.changed(at: work.now) { $0.secondFactorAt = work.now }, from: account,
                as: "account.second-factor-enabled")
            try work.send(
                self, .secondFactorEnabled, to: try work.tx.holder(of: account.id).email, language: account.language)
        }
        return codes
    }

    /// Switches one's own second factor off; the password is asked for. Issues stand at `currentPassword`.
    public func disableSecondFactor(password: String, as actor: Actor) async throws {
        let proof = try await prove(password, as: actor)
        try await write(as: actor) { work in
            try self.endSecondFactor(of: try work.load(proof.account.id, to: .secure), work)
        }
    }

    /// Switches it off for somebody who lost the authenticator and the recovery codes, for administrators.
    public func disableSecondFactor(of id: ID<Account>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            try self.endSecondFactor(of: try work.load(id, to: .administer), work)
        }
    }

    /// How many recovery codes are left.
    public func recoveryCodesLeft(as actor: Actor) async throws -> Int {
        guard let id = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.count("SELECT COUNT(*) FROM recovery_code WHERE account_id = \(id) AND used_at IS NULL")
        }
    }

    private func endSecondFactor(of account: Account, _ work: Work) throws {
        guard account.secondFactorAt != nil else { return work.recordNothing() }
        try work.tx.run(
            """
            UPDATE account_secret SET otp_secret = NULL, otp_pending = NULL, otp_step = 0
            WHERE account_id = \(account.id)
            """)
        try work.tx.run("DELETE FROM recovery_code WHERE account_id = \(account.id)")
        let changed = account.changed(at: work.now) { $0.secondFactorAt = nil }
        try work.save(changed, from: account, as: "account.second-factor-disabled")
        try work.send(
            self, .secondFactorDisabled, to: try work.tx.holder(of: account.id).email, language: account.language)
    }
}

extension Work {
    /// Whether a code opens the account now. It never will again.
    func spend(code: String, of account: Account) throws -> Bool {
        let row = try tx.row("SELECT otp_secret, otp_step FROM account_secret WHERE account_id = \(account.id)")
        guard let row, let text = try row.optional("otp_secret", as: String.self),
            let secret = OneTimePassword(base32: text)
        else { return false }
        if let step = secret.step(of: code, at: now, after: try row.get("otp_step")) {
            try tx.run("UPDATE account_secret SET otp_step = \(step) WHERE account_id = \(account.id)")
            return true
        }
        guard let digest = RecoveryCode.digest(of: code) else { return false }
        let used = try tx.run(
            """
            UPDATE recovery_code SET used_at = \(now)
            WHERE account_id = \(account.id) AND code_hash = \(digest) AND used_at IS NULL
            """)
        if used == 1 { try note("account.recovery-code-used", on: account) }
        return used == 1
    }
}
