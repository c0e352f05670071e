import CSodium
import Database
import Foundation
import Synchronization

/// Argon2id with two passes over 19 MiB, on threads of its own: it would hold up every other request for its 12 ms.
enum PasswordHash {
    private static let passes: UInt64 = 2
    private static let memory = 19 << 20
    /// More than so many waiting is a flood, not a morning.
    private static let mostWaiting = 100
    private static let waiting = Mutex(0)
    private static let queue: OperationQueue = {
        let queue = OperationQueue()
        queue.name = "isthmus.passwords"
        queue.maxConcurrentOperationCount = 2
        return queue
    }()
    private static let isReady = sodium_init() >= 0

    /// The hash with its parameters and salt, as text.
    static func make(of password: String) async throws -> String {
        try await apart {
            var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
            let bytes = Password.normal(password)
            let status = bytes.withCString { crypto_pwhash_str(&text, $0, UInt64(bytes.utf8.count), passes, memory) }
            guard status == 0 else { throw Defect("no memory to hash a password") }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether the password made the hash. Without a hash it takes as long and is false, so that nobody learns from
    /// the time which addresses have accounts.
    static func matches(_ password: String, _ hash: String?) async throws -> Bool {
        guard password.utf8.count <= 4 * Password.longest else { return false }
        let known = if let hash { hash } else { try await stranger.value }
        let isRight = try await apart {
            let bytes = Password.normal(password)
            return bytes.withCString { crypto_pwhash_str_verify(known, $0, UInt64(bytes.utf8.count)) } == 0
        }
        return isRight && hash != nil
    }

    /// The hash of a password that nobody has.
    private static let stranger = Task { try await make(of: Token.random().text) }

    private static func apart<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result
    {
        guard isReady else { throw Defect("libsodium does not start") }
        let isTaken = waiting.withLock { waiting in
            guard waiting < mostWaiting else { return false }
            waiting += 1
            return true
        }
        guard isTaken else { throw Problem.tooMany(RateLimit.reason(waiting: 10)) }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}

extension Programme {
    /// Mails a link for choosing a new password. The answer is the same whether or not the address is known.
    public func requestPasswordReset(email: String, from device: Device) async throws {
        let fields = Fields(["email": .text(email)])
        let address = fields.email("email")
        try fields.finish()
        try await write(as: .visitor) { [self] work in
            try work.require(nil)
            work.recordNothing()
            _ = try work.attempt([.mail(address), .address(device)])
            guard let account = try work.tx.account(email: address), account.closedAt == nil else { return }
            let token = try work.insertLink(.password, for: account.id)
            try work.send(
                self, .password, to: try work.tx.holder(of: account.id).email, language: account.language,
                link: "password/new/" + token.text)
            try work.note("account.password-reset-asked", on: account)
        }
    }

    /// Chooses a new password with a mailed link. Every session ends; the address counts as confirmed. Issues stand at
    /// `password`.
    public func resetPassword(token: String, to password: String, from device: Device) async throws {
        let (account, holder) = try await read { [self] tx in
            try tx.linked(Token(token), for: .password, at: clock())
        }
        try await check(password, of: holder)
        let hash = try await PasswordHash.make(of: password)
        try await write(as: self.holder(of: account)) { work in
            let account = try work.useLink(Token(token), for: .password)
            try work.setPassword(hash, of: account)
            try work.endSessions(of: account.id, except: nil)
            try work.tx.run("DELETE FROM attempt WHERE key = \(Attempt.password(holder.email).key)")
            guard account.confirmedAt == nil else { return }
            try work.save(
                account.changed(at: work.now) { $0.confirmedAt = work.now }, from: account, as: "account.confirmed")
        }
    }

    /// Changes one's own password; all other sessions end. Issues stand at `currentPassword` and `password`.
    public func changePassword(
        from current: String, to password: String, keeping sessionToken: String?, as actor: Actor
    ) async throws {
        let (account, holder) = try await prove(current, as: actor)
        try await check(password, of: holder)
        let hash = try await PasswordHash.make(of: password)
        try await write(as: actor) { work in
            let account = try work.load(account.id, to: .secure)
            try work.setPassword(hash, of: account)
            try work.endSessions(of: account.id, except: sessionToken)
            try work.send(self, .passwordChanged, to: holder.email, language: account.language)
        }
    }

    private func check(_ password: String, of holder: Account.Holder) async throws {
        if let reason = Password.fault(of: password, of: [holder.email, holder.name]) {
            throw Problem.invalid([.init(field: "password", reason: reason)])
        }
    }

    /// Whether somebody signed in knows the account's password too: asked before anything that could take the account
    /// away. Wrong answers count as wrong sign-ins.
    func prove(
        _ password: String, field: String = "currentPassword", as actor: Actor
    ) async throws -> (account: Account, holder: Account.Holder) {
        let opened = try await write(as: actor) { work in
            let account = try work.ownAccount(to: .secure)
            work.recordNothing()
            let holder = try work.tx.holder(of: account.id)
            let attempt = try work.attempt([.password(holder.email)])
            return (account: account, holder: holder, attempt: attempt, hash: try work.tx.passwordHash(of: account.id))
        }
        guard try await PasswordHash.matches(password, opened.hash) else {
            throw Problem.invalid(field, password.isEmpty ? "field.required" : "password.wrong")
        }
        try await store.write { tx in try tx.forget(opened.attempt, .password(opened.holder.email)) }
        return (opened.account, opened.holder)
    }
}

extension Transaction {
    func passwordHash(of account: ID<Account>) throws -> String? {
        try value(String.self, "SELECT password_hash FROM account_secret WHERE account_id = \(account)")
    }
}

extension Work {
    /// Sets the password; links that would set another stop working.
    func setPassword(_ hash: String, of account: Account) throws {
        try tx.run("UPDATE account_secret SET password_hash = \(hash) WHERE account_id = \(account.id)")
        try tx.run(
            """
            UPDATE account_link SET used_at = \(now)
            WHERE account_id = \(account.id) AND purpose IN ('password', 'second-factor') AND used_at IS NULL
            """)
        try note("account.password-changed", on: account)
    }
}
