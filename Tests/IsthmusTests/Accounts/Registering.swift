import Database
import Testing

@testable import Isthmus

@Suite struct Registering {
    private let anna = Registration(
        email: "Anna@example.org", name: "Анна Петрова", password: AccountsSample.password, language: "ru")

    @Test func `an account opens once its address is confirmed with link and password`() async throws {
        try await AccountsSample.open { sample in
            try await sample.programme.register(anna, from: AccountsSample.device)
            let token = try await sample.mailedToken()
            await #expect(throws: Problem.invalid("email", "sign_in.unconfirmed")) {
                try await sample.programme.signIn(
                    email: anna.email, password: AccountsSample.password, from: AccountsSample.device)
            }
            await #expect(throws: Problem.invalid("password", "sign_in.wrong")) {
                try await sample.programme.confirm(
                    token: token, password: "wrong password", from: AccountsSample.device)
            }
            let session = try #require(
                try await sample.programme.confirm(
                    token: token, password: AccountsSample.password, from: AccountsSample.device
                ).session)
            #expect(try await sample.programme.actor(sessionToken: session.token.text)?.name == "Анна Петрова")
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.confirm(
                    token: token, password: AccountsSample.password, from: AccountsSample.device)
            }
        }
    }

    @Test func `a known address is answered like an unknown one, and its holder is told`() async throws {
        try await AccountsSample.open { sample in
            _ = try await sample.holder()
            try await sample.programme.register(anna, from: AccountsSample.device)
            #expect(try await sample.addresses() == ["anna@example.org"])
            #expect(try await sample.mailedToken() == "reset")
            let accounts = try await sample.programme.read { tx in try tx.count("SELECT COUNT(*) FROM account") }
            #expect(accounts == 1)
        }
    }

    @Test func `registering again before confirming replaces name and password, and the first link`() async throws {
        try await AccountsSample.open { sample in
            try await sample.programme.register(anna, from: AccountsSample.device)
            let first = try await sample.mailedToken()
            var again = anna
            again.password = "снег над рекой 8"
            try await sample.programme.register(again, from: AccountsSample.device)
            let second = try await sample.mailedToken()
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.confirm(
                    token: first, password: AccountsSample.password, from: AccountsSample.device)
            }
            await #expect(throws: Problem.invalid("password", "sign_in.wrong")) {
                try await sample.programme.confirm(
                    token: second, password: AccountsSample.password, from: AccountsSample.device)
            }
            #expect(
                try await sample.programme.confirm(token: second, password: again.password, from: AccountsSample.device)
                    .session
                    != nil)
        }
    }

    @Test func `one address gets no flood of mails`() async throws {
        try await AccountsSample.open { sample in
            for _ in 0..<4 {
                try await sample.programme.requestPasswordReset(email: anna.email, from: AccountsSample.device)
            }
            await #expect(throws: Problem.tooMany(.init("account.wait.minutes", ["minutes": "10"]))) {
                try await sample.programme.requestPasswordReset(email: anna.email, from: AccountsSample.device)
            }
            await #expect(throws: Problem.tooMany(.init("account.wait.minutes", ["minutes": "10"]))) {
                try await sample.programme.register(anna, from: AccountsSample.device)
            }
            #expect(try await sample.addresses() == [])
        }
    }

    @Test func `a link ends after three days`() async throws {
        try await AccountsSample.open { sample in
            try await sample.programme.register(anna, from: AccountsSample.device)
            let token = try await sample.mailedToken()
            sample.wait(days: 3)
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.confirm(
                    token: token, password: AccountsSample.password, from: AccountsSample.device)
            }
        }
    }

    @Test func `the first administrator is made once`() async throws {
        try await AccountsSample.open { sample in
            let account = try await sample.programme.createAdministrator(
                email: "chief@example.org", name: "Chief", password: AccountsSample.password)
            #expect(
                try await sample.programme.grants(of: account.id, as: .program("test")).map(\.role) == [.administrator])
            await #expect(throws: Problem.invalid("email", "account.email.taken")) {
                try await sample.programme.createAdministrator(
                    email: "CHIEF@example.org", name: "Chief", password: AccountsSample.password)
            }
            await #expect(throws: Problem.refused(.init("account.refused.administer"))) {
                try await sample.programme.createAccount(
                    anna, grants: [], as: Actor(account: "a-1", person: nil, name: "", grants: []))
            }
        }
    }
}

@Suite struct `Passwords and addresses` {
    @Test func `a forgotten password is replaced with a link that works once, and every session ends`() async throws {
        try await AccountsSample.open { sample in
            let (_, _, session) = try await sample.holder()
            try await sample.programme.requestPasswordReset(email: "anna@example.org", from: AccountsSample.device)
            let token = try await sample.mailedToken()
            await #expect(throws: Problem.invalid("password", "password.short", ["min": "10"])) {
                try await sample.programme.resetPassword(token: token, to: "short", from: AccountsSample.device)
            }
            try await sample.programme.resetPassword(token: token, to: "снег над рекой 8", from: AccountsSample.device)
            #expect(try await sample.programme.actor(sessionToken: session.token.text) == nil)
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.resetPassword(
                    token: token, to: "дождь над рекой", from: AccountsSample.device)
            }
            await #expect(throws: Problem.invalid("password", "sign_in.wrong")) {
                try await sample.programme.signIn(
                    email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device)
            }
            let result = try await sample.programme.signIn(
                email: "anna@example.org", password: "снег над рекой 8", from: AccountsSample.device)
            #expect(result.session != nil)
        }
    }

    @Test func `an unknown address gets the same answer and no mail`() async throws {
        try await AccountsSample.open { sample in
            try await sample.programme.requestPasswordReset(email: "nobody@example.org", from: AccountsSample.device)
            #expect(try await sample.addresses() == [])
        }
    }

    @Test func `a reset link works for two hours, and a newer one replaces it`() async throws {
        try await AccountsSample.open { sample in
            _ = try await sample.holder()
            try await sample.programme.requestPasswordReset(email: "anna@example.org", from: AccountsSample.device)
            let first = try await sample.mailedToken()
            try await sample.programme.requestPasswordReset(email: "anna@example.org", from: AccountsSample.device)
            let second = try await sample.mailedToken()
            await #expect(throws: AccountLink.gone) { try await sample.programme.checkLink(first, isFor: .password) }
            await #expect(throws: AccountLink.gone) {
                try await sample.programme.checkLink(second, isFor: .confirmation)
            }
            try await sample.programme.checkLink(second, isFor: .password)
            sample.wait(minutes: 120)
            await #expect(throws: AccountLink.gone) { try await sample.programme.checkLink(second, isFor: .password) }
        }
    }

    @Test func `a changed password keeps this session and ends the others`() async throws {
        try await AccountsSample.open { sample in
            let (_, actor, first) = try await sample.holder()
            let second = try #require(
                try await sample.programme.signIn(
                    email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device
                ).session)
            await #expect(throws: Problem.invalid("currentPassword", "password.wrong")) {
                try await sample.programme.changePassword(
                    from: "wrong password", to: "снег над рекой 8", keeping: first.token.text, as: actor)
            }
            try await sample.programme.changePassword(
                from: AccountsSample.password, to: "снег над рекой 8", keeping: first.token.text, as: actor)
            #expect(try await sample.programme.actor(sessionToken: first.token.text) != nil)
            #expect(try await sample.programme.actor(sessionToken: second.token.text) == nil)
            #expect(try await sample.addresses() == ["anna@example.org"])
        }
    }

    @Test func `a new address counts once its link was opened`() async throws {
        try await AccountsSample.open { sample in
            let (account, actor, _) = try await sample.holder()
            try await sample.programme.changeEmail(
                to: "anna@new.example.org", password: AccountsSample.password, as: actor)
            let token = try await sample.mailedToken()
            #expect(try await sample.programme.account(account.id, as: actor).holder.email == "anna@example.org")
            try await sample.programme.confirmEmail(token: token)
            #expect(try await sample.programme.account(account.id, as: actor).holder.email == "anna@new.example.org")
            #expect(try await sample.addresses() == ["anna@new.example.org", "anna@example.org"])
            await #expect(throws: AccountLink.gone) { try await sample.programme.confirmEmail(token: token) }
        }
    }

    @Test func `somebody else's address is not told`() async throws {
        try await AccountsSample.open { sample in
            let (account, actor, _) = try await sample.holder()
            _ = try await sample.holder("boris@example.org")
            try await sample.programme.changeEmail(
                to: "Boris@example.org", password: AccountsSample.password, as: actor)
            #expect(try await sample.mailedToken() == "reset")
            #expect(try await sample.programme.account(account.id, as: actor).holder.email == "anna@example.org")
        }
    }
}
