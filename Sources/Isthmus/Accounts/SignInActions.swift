import Database

extension Programme {
    /// Signs in with address and password. A wrong pair is one issue at `password`, the same for unknown addresses; too
    /// many of them are `Problem.tooMany`.
    public func signIn(email: String, password: String, from device: Device) async throws -> SignIn {
        let fields = Fields(["email": .text(email), "password": .text(password)])
        for name in ["email", "password"] where (name == "email" ? email : password).isEmpty {
            fields.complain(name, "field.required")
        }
        try fields.finish()
        let proof = try await examine(email: email, password: password, from: device)
        guard proof.account.confirmedAt != nil else { throw Problem.invalid("email", "sign_in.unconfirmed") }
        return try await write(as: holder(of: proof.account)) { work in
            let account = try work.load(proof.account.id, to: .secure)
            try work.tx.forget(proof.attempts, .password(email))
            guard account.secondFactorAt != nil else {
                return .signedIn(try work.insertSession(for: account, from: device))
            }
            work.recordNothing()
            return .secondFactorNeeded(try work.insertLink(.secondFactor, for: account.id))
        }
    }

    /// The second step: a code of the authenticator or a recovery code. A wrong one is an issue at `code`.
    public func signIn(secondFactor token: String, code: String, from device: Device) async throws -> OpenedSession {
        let account = try await read { [self] tx in
            try tx.linked(Token(token), for: .secondFactor, at: clock()).account
        }
        let actor = holder(of: account)
        let attempts = try await write(as: actor) { work in
            try work.require(nil)
            work.recordNothing()
            return try work.attempt([.code(account.id), .address(device)])
        }
        return try await write(as: actor) { work in
            let account = try work.useLink(Token(token), for: .secondFactor)
            let isRight = try work.spend(code: code, of: account)
            guard isRight else { throw Problem.invalid("code", code.isEmpty ? "field.required" : "sign_in.code.wrong") }
            try work.tx.forget(attempts, .code(account.id))
            return try work.insertSession(for: account, from: device)
        }
    }

    /// What a right password proves.
    struct Proof: Sendable {
        let account: Account
        /// The counted tries, to be forgotten with what follows.
        let attempts: [String]
    }

    /// Looks at an address and a password. The try is counted first and the hash computed in any case, outside the
    /// transaction.
    func examine(email: String, password: String, from device: Device) async throws -> Proof {
        let opened = try await write(as: .visitor) { work in
            try work.require(nil)
            work.recordNothing()
            let attempts = try work.attempt([.password(email), .address(device)])
            let account = try work.tx.account(email: email)
            let hash = try account.flatMap { try work.tx.passwordHash(of: $0.id) }
            return (attempts: attempts, account: account, hash: hash)
        }
        let isRight = try await PasswordHash.matches(password, opened.hash)
        guard isRight, let account = opened.account, account.closedAt == nil else {
            throw Problem.invalid("password", password.isEmpty ? "field.required" : "sign_in.wrong")
        }
        return Proof(account: account, attempts: opened.attempts)
    }
}
