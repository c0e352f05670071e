import Database
import Testing

@testable import Isthmus

@Suite struct `Signing in` {
    private static let wrong = Problem.invalid("password", "sign_in.wrong")

    @Test func `the right pair opens a session that stands for the account`() async throws {
        try await AccountsSample.open { sample in
            let (account, actor, session) = try await sample.holder(
                grants: [Grant(.representative, on: Scope(text: "o-1p9k2m4x7qa3c"))])
            var expected = Actor(
                account: account.id.text, person: nil, name: "Анна Петрова",
                grants: [Grant(.representative, on: Scope(text: "o-1p9k2m4x7qa3c"))], language: "ru")
            expected.isReadOnly = false
            #expect(actor == expected)
            #expect(session.expiresAt == sample.now.adding(days: 90))
            #expect(try await sample.programme.actor(sessionToken: "something else") == nil)
            #expect(!(try await sample.dump("session")).contains(session.token.text))
        }
    }

    @Test func `wrong passwords and unknown addresses get the same answer`() async throws {
        try await AccountsSample.open { sample in
            _ = try await sample.holder()
            for email in ["anna@example.org", "nobody@example.org", "not an address"] {
                await #expect(throws: Self.wrong) {
                    try await sample.programme.signIn(
                        email: email, password: "wrong password", from: AccountsSample.device)
                }
            }
        }
    }

    @Test func `an address in another spelling signs in too`() async throws {
        try await AccountsSample.open { sample in
            _ = try await sample.holder()
            let result = try await sample.programme.signIn(
                email: " ANNA@Example.org", password: AccountsSample.password, from: AccountsSample.device)
            #expect(result.session != nil)
        }
    }

    @Test(arguments: ["anna@example.org", "nobody@example.org"])
    func `the sixth try waits, known address or not, and the right password with it`(email: String) async throws {
        try await AccountsSample.open { sample in
            _ = try await sample.holder()
            for _ in 0..<5 {
                await #expect(throws: Self.wrong) {
                    try await sample.programme.signIn(
                        email: email, password: "wrong password", from: AccountsSample.device)
                }
            }
            await #expect(throws: Problem.tooMany(.init("account.wait.seconds", ["seconds": "30"]))) {
                try await sample.programme.signIn(
                    email: email, password: AccountsSample.password, from: Device(address: "198.51.100.1", agent: ""))
            }
            sample.wait(seconds: 30)
            if email == "anna@example.org" {
                let result = try await sample.programme.signIn(
                    email: email, password: AccountsSample.password, from: AccountsSample.device)
                #expect(result.session != nil)
                // The right one clears the slate.
                await #expect(throws: Self.wrong) {
                    try await sample.programme.signIn(
                        email: email, password: "wrong password", from: AccountsSample.device)
                }
            } else {
                await #expect(throws: Self.wrong) {
                    try await sample.programme.signIn(
                        email: email, password: "wrong password", from: AccountsSample.device)
                }
                await #expect(throws: Problem.tooMany(.init("account.wait.seconds", ["seconds": "60"]))) {
                    try await sample.programme.signIn(
                        email: email, password: "wrong password", from: AccountsSample.device)
                }
            }
        }
    }

    @Test func `one network address cannot try many accounts`() async throws {
        try await AccountsSample.open { sample in
            for number in 0..<60 {
                await #expect(throws: Self.wrong) {
                    try await sample.programme.signIn(
                        email: "person\(number)@example.org", password: "wrong password", from: AccountsSample.device)
                }
            }
            await #expect(throws: Problem.tooMany(.init("account.wait.seconds", ["seconds": "30"]))) {
                try await sample.programme.signIn(
                    email: "person60@example.org", password: "wrong password", from: AccountsSample.device)
            }
            await #expect(throws: Self.wrong) {
                try await sample.programme.signIn(
                    email: "person60@example.org", password: "wrong password",
                    from: Device(address: "198.51.100.1", agent: ""))
            }
        }
    }

    @Test func `empty fields are named`() async throws {
        try await AccountsSample.open { sample in
            await #expect(
                throws: Problem.invalid([.init("email", "field.required"), .init("password", "field.required")])
            ) {
                try await sample.programme.signIn(email: "", password: "", from: AccountsSample.device)
            }
        }
    }

    @Test func `a session ends when idle and after ninety days`() async throws {
        try await AccountsSample.open { sample in
            let (_, _, session) = try await sample.holder()
            for _ in 0..<6 {
                sample.wait(seconds: -1, days: 14)
                #expect(try await sample.programme.actor(sessionToken: session.token.text) != nil)
            }
            sample.wait(seconds: 0, days: 7)
            #expect(try await sample.programme.actor(sessionToken: session.token.text) == nil)
            let (_, _, other) = try await sample.holder("boris@example.org")
            sample.wait(days: 14)
            #expect(try await sample.programme.actor(sessionToken: other.token.text) == nil)
        }
    }

    @Test func `the last use is noted at most once a minute`() async throws {
        try await AccountsSample.open { sample in
            let (_, actor, session) = try await sample.holder()
            func lastSeen() async throws -> Moment? {
                try await sample.programme.sessions(current: session.token.text, as: actor).first?.lastSeenAt
            }
            let start = sample.now
            sample.wait(seconds: 59)
            _ = try await sample.programme.actor(sessionToken: session.token.text)
            #expect(try await lastSeen() == start)
            sample.wait(seconds: 1)
            _ = try await sample.programme.actor(sessionToken: session.token.text)
            #expect(try await lastSeen() == sample.now)
        }
    }

    private func open(in sample: AccountsSample) async throws -> OpenedSession {
        sample.wait(seconds: 1)
        let result = try await sample.programme.signIn(
            email: "anna@example.org", password: AccountsSample.password,
            from: Device(address: "198.51.100.2", agent: "Phone"))
        return try #require(result.session)
    }

    @Test func `sessions are listed, ended one by one, all others, and by signing out`() async throws {
        try await AccountsSample.open { sample in
            let (_, actor, first) = try await sample.holder()
            let second = try await open(in: sample)
            let third = try await open(in: sample)
            let sessions = try await sample.programme.sessions(current: first.token.text, as: actor)
            #expect(sessions.map(\.isCurrent) == [false, false, true])
            #expect(sessions.map(\.agent) == ["Phone", "Phone", "Test browser"])
            try await sample.programme.revokeSession(sessions[0].id, as: actor)
            #expect(try await sample.programme.actor(sessionToken: third.token.text) == nil)
            #expect(try await sample.programme.actor(sessionToken: second.token.text) != nil)
            try await sample.programme.revokeOtherSessions(keeping: first.token.text, as: actor)
            #expect(try await sample.programme.actor(sessionToken: second.token.text) == nil)
            #expect(try await sample.programme.actor(sessionToken: first.token.text) != nil)
            try await sample.programme.signOut(sessionToken: first.token.text, as: actor)
            #expect(try await sample.programme.actor(sessionToken: first.token.text) == nil)
        }
    }

    @Test func `nobody ends a stranger's session`() async throws {
        try await AccountsSample.open { sample in
            let (_, anna, session) = try await sample.holder()
            let (_, boris, _) = try await sample.holder("boris@example.org")
            let id = try #require(try await sample.programme.sessions(current: nil, as: anna).first).id
            await #expect(throws: Problem.notFound) { try await sample.programme.revokeSession(id, as: boris) }
            #expect(try await sample.programme.actor(sessionToken: session.token.text) != nil)
        }
    }
}

@Suite struct `The second factor` {
    private func enabled(
        _ sample: AccountsSample
    ) async throws -> (actor: Actor, secret: OneTimePassword, codes: [String]) {
        let (_, actor, _) = try await sample.holder()
        let secret = try await sample.programme.prepareSecondFactor(as: actor)
        let code = secret.code(of: OneTimePassword.step(at: sample.now))
        let codes = try await sample.programme.enableSecondFactor(code: code, as: actor)
        return (actor, secret, codes)
    }

    private func step(_ sample: AccountsSample) async throws -> String {
        let result = try await sample.programme.signIn(
            email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device)
        guard case .secondFactorNeeded(let token) = result else {
            Issue.record("signed in without the second factor")
            return ""
        }
        return token.text
    }

    @Test func `it counts once a code was shown, and page reloads keep the secret`() async throws {
        try await AccountsSample.open { sample in
            let (_, actor, _) = try await sample.holder()
            let secret = try await sample.programme.prepareSecondFactor(as: actor)
            #expect(try await sample.programme.prepareSecondFactor(as: actor) == secret)
            await #expect(throws: Problem.invalid("code", "sign_in.code.wrong")) {
                try await sample.programme.enableSecondFactor(code: "abc", as: actor)
            }
            let result = try await sample.programme.signIn(
                email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device)
            #expect(result.session != nil)
        }
    }

    @Test func `a code opens a session once`() async throws {
        try await AccountsSample.open { sample in
            let (_, secret, _) = try await enabled(sample)
            let token = try await step(sample)
            let used = secret.code(of: OneTimePassword.step(at: sample.now))
            await #expect(throws: Problem.invalid("code", "sign_in.code.wrong")) {
                try await sample.programme.signIn(secondFactor: token, code: used, from: AccountsSample.device)
            }
            sample.wait(seconds: 30)
            let code = secret.code(of: OneTimePassword.step(at: sample.now))
            let session = try await sample.programme.signIn(
                secondFactor: token, code: code, from: AccountsSample.device)
            #expect(try await sample.programme.actor(sessionToken: session.token.text) != nil)
            let again = try await step(sample)
            await #expect(throws: Problem.invalid("code", "sign_in.code.wrong")) {
                try await sample.programme.signIn(secondFactor: again, code: code, from: AccountsSample.device)
            }
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.signIn(secondFactor: token, code: code, from: AccountsSample.device)
            }
        }
    }

    @Test func `wrong codes make one wait`() async throws {
        try await AccountsSample.open { sample in
            let (_, _, _) = try await enabled(sample)
            let token = try await step(sample)
            for _ in 0..<5 {
                await #expect(throws: Problem.invalid("code", "sign_in.code.wrong")) {
                    try await sample.programme.signIn(secondFactor: token, code: "000 00", from: AccountsSample.device)
                }
            }
            await #expect(throws: Problem.tooMany(.init("account.wait.seconds", ["seconds": "30"]))) {
                try await sample.programme.signIn(secondFactor: token, code: "000 00", from: AccountsSample.device)
            }
        }
    }

    @Test func `the step ends after ten minutes`() async throws {
        try await AccountsSample.open { sample in
            let (_, secret, _) = try await enabled(sample)
            let token = try await step(sample)
            sample.wait(minutes: 10)
            let code = secret.code(of: OneTimePassword.step(at: sample.now))
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.signIn(secondFactor: token, code: code, from: AccountsSample.device)
            }
        }
    }

    @Test func `a recovery code opens a session once, in any spelling`() async throws {
        try await AccountsSample.open { sample in
            let (actor, _, codes) = try await enabled(sample)
            #expect(codes.count == 10)
            let spelt = codes[3].lowercased().replacing("-", with: " ")
            _ = try await sample.programme.signIn(
                secondFactor: try await step(sample), code: spelt, from: AccountsSample.device)
            #expect(try await sample.programme.recoveryCodesLeft(as: actor) == 9)
            let token = try await step(sample)
            await #expect(throws: Problem.invalid("code", "sign_in.code.wrong")) {
                try await sample.programme.signIn(secondFactor: token, code: codes[3], from: AccountsSample.device)
            }
        }
    }

    @Test func `it is switched off with the password, or by an administrator`() async throws {
        try await AccountsSample.open { sample in
            let (actor, _, _) = try await enabled(sample)
            let (_, chief, _) = try await sample.administrator()
            await #expect(throws: Problem.invalid("currentPassword", "password.wrong")) {
                try await sample.programme.disableSecondFactor(password: "wrong password", as: actor)
            }
            let id = ID<Account>(try #require(actor.account))
            await #expect(throws: Problem.notFound) {
                try await sample.programme.disableSecondFactor(
                    of: try #require(chief.account.map { ID($0) }), as: actor)
            }
            try await sample.programme.disableSecondFactor(of: id, as: chief)
            let result = try await sample.programme.signIn(
                email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device)
            #expect(result.session != nil)
            let secret = try await sample.programme.prepareSecondFactor(as: actor)
            let code = secret.code(of: OneTimePassword.step(at: sample.now))
            _ = try await sample.programme.enableSecondFactor(code: code, as: actor)
            try await sample.programme.disableSecondFactor(password: AccountsSample.password, as: actor)
            #expect(try await sample.programme.account(id, as: actor).account.secondFactorAt == nil)
            #expect(try await sample.programme.check(AccountInvariants.all).map(\.invariant) == [])
        }
    }
}
