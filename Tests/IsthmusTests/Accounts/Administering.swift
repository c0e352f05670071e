import Database
import Foundation
import Testing

@testable import Isthmus

@Suite struct Grants {
    @Test func `an administrator grants and ends roles, and the journal keeps it`() async throws {
        try await AccountsSample.open { sample in
            let (chiefAccount, chief, _) = try await sample.administrator()
            let (anna, _, session) = try await sample.holder()
            let grant = try await sample.programme.grantRole(GrantOffer(role: "officer"), to: anna.id, as: chief)
            #expect(
                try await sample.programme.actor(sessionToken: session.token.text)?.grants == [
                    Grant(.officer, on: .programme)
                ])
            await #expect(throws: Problem.invalid("role", "grant.twice")) {
                try await sample.programme.grantRole(GrantOffer(role: "officer"), to: anna.id, as: chief)
            }
            try await sample.programme.endGrant(grant.id, as: chief)
            #expect(try await sample.programme.actor(sessionToken: session.token.text)?.grants == [])
            await #expect(throws: Problem.refused(.init("grant.over"))) {
                try await sample.programme.endGrant(grant.id, as: chief)
            }
            let lines = try await sample.programme.read { tx in
                try tx.all(JournalLine.self, "SELECT * FROM journal WHERE thing = \(grant.id) ORDER BY id")
            }
            #expect(lines.map(\.action) == ["grant.created", "grant.ended"])
            #expect(lines.map(\.actor) == [chiefAccount.id.text, chiefAccount.id.text])
        }
    }

    @Test func `a term begins and ends by itself`() async throws {
        try await AccountsSample.open { sample in
            let (_, chief, _) = try await sample.administrator()
            let (anna, _, session) = try await sample.holder()
            let offer = GrantOffer(
                role: "representative", scope: "o-1p9k2m4x7qa3c", from: "2026-05-05", until: "2026-05-06")
            try await sample.programme.grantRole(offer, to: anna.id, as: chief)
            var seen: [Int] = []
            for _ in 0..<4 {
                seen.append(
                    try #require(try await sample.programme.actor(sessionToken: session.token.text)).grants.count)
                sample.wait(days: 1)
            }
            #expect(seen == [0, 1, 1, 0])
        }
    }

    @Test func `the last administrator stays`() async throws {
        try await AccountsSample.open { sample in
            let (account, chief, _) = try await sample.administrator()
            let (anna, annaActor, _) = try await sample.holder()
            let own = try #require(try await sample.programme.grants(of: account.id, as: chief).first)
            let last = Problem.refused(.init("grant.refused.last"))
            await #expect(throws: last) { try await sample.programme.endGrant(own.id, as: chief) }
            await #expect(throws: last) {
                try await sample.programme.closeAccount(password: AccountsSample.password, as: chief)
            }
            // A term that ends is no successor.
            let deputy = try await sample.programme.grantRole(
                GrantOffer(role: "administrator", until: "2026-06-01"), to: anna.id, as: chief)
            await #expect(throws: last) { try await sample.programme.endGrant(own.id, as: chief) }
            try await sample.programme.endGrant(deputy.id, as: chief)
            try await sample.programme.grantRole(GrantOffer(role: "administrator"), to: anna.id, as: chief)
            try await sample.programme.endGrant(own.id, as: chief)
            #expect(annaActor.grants == [])
            #expect(try await sample.programme.check(AccountInvariants.all).map(\.invariant) == [])
        }
    }

    @Test func `officers look at accounts and do not grant`() async throws {
        try await AccountsSample.open { sample in
            let (_, officer, _) = try await sample.holder("olga@example.org", grants: [Grant(.officer, on: .programme)])
            let (anna, annaActor, _) = try await sample.holder()
            await #expect(throws: Problem.refused(.init("account.refused.administer"))) {
                try await sample.programme.grantRole(GrantOffer(role: "officer"), to: anna.id, as: officer)
            }
            #expect(
                try await sample.programme.accounts(as: officer).items.map(\.email) == [
                    "anna@example.org", "olga@example.org",
                ])
            await #expect(throws: Problem.refused(.init("account.refused.list"))) {
                try await sample.programme.accounts(as: annaActor)
            }
            await #expect(throws: Problem.signInNeeded) { try await sample.programme.accounts(as: .visitor) }
        }
    }

    @Test func `the list finds by name and address and goes on page by page`() async throws {
        try await AccountsSample.open { sample in
            let (_, chief, _) = try await sample.administrator()
            for name in ["anna", "boris", "vera_1"] { _ = try await sample.holder("\(name)@example.org") }
            func found(_ text: String) async throws -> [String] {
                var selection = Selection()
                selection.text = text
                return try await sample.programme.accounts(selection, as: chief).items.map(\.email)
            }
            #expect(try await found("BORIS") == ["boris@example.org"])
            #expect(try await found("петрова vera_") == ["vera_1@example.org"])
            #expect(try await found("a_1") == ["vera_1@example.org"])
            #expect(try await found("%") == [])
            var selection = Selection()
            (selection.sort, selection.limit) = ("created", 3)
            let first = try await sample.programme.accounts(selection, as: chief)
            #expect(first.items.map(\.email) == ["vera_1@example.org", "boris@example.org", "anna@example.org"])
            #expect(first.counts["role"]?.map(\.value) == ["administrator"])
            selection.place = first.next
            let second = try await sample.programme.accounts(selection, as: chief)
            #expect(second.items.map(\.role) == [.administrator])
            #expect(second.next == nil)
        }
    }
}

@Suite struct Invitations {
    @Test func `a new person accepts with a link and has role and account`() async throws {
        try await AccountsSample.open { sample in
            let (_, chief, _) = try await sample.administrator()
            try await sample.programme.invite(
                email: "new@example.org", GrantOffer(role: "officer"), language: "ru", as: chief)
            let token = try await sample.mailedToken()
            #expect(try await sample.programme.invitation(token: token).email == "new@example.org")
            let session = try await sample.programme.acceptInvitation(
                token: token, name: "Вера", password: AccountsSample.password, language: "ru",
                from: AccountsSample.device)
            let actor = try #require(try await sample.programme.actor(sessionToken: session.token.text))
            #expect(actor.grants == [Grant(.officer, on: .programme)])
            await #expect(throws: AccountLink.gone) { try await sample.programme.invitation(token: token) }
        }
    }

    @Test func `somebody with an account signs in and accepts`() async throws {
        try await AccountsSample.open { sample in
            let (_, chief, _) = try await sample.administrator()
            let (_, anna, session) = try await sample.holder()
            try await sample.programme.invite(
                email: "anna@example.org", GrantOffer(role: "representative", scope: "o-1p9k2m4x7qa3c"), language: "en",
                as: chief)
            let token = try await sample.mailedToken()
            await #expect(throws: Problem.signInNeeded) {
                try await sample.programme.acceptInvitation(
                    token: token, name: "Вера", password: AccountsSample.password, language: "ru",
                    from: AccountsSample.device)
            }
            try await sample.programme.acceptInvitation(token: token, as: anna)
            #expect(
                try await sample.programme.actor(sessionToken: session.token.text)?.grants == [
                    Grant(.representative, on: Scope(text: "o-1p9k2m4x7qa3c"))
                ])
        }
    }

    @Test func `one withdrawn or too old is gone`() async throws {
        try await AccountsSample.open { sample in
            let (_, chief, _) = try await sample.administrator()
            let first = try await sample.programme.invite(
                email: "new@example.org", GrantOffer(role: "officer"), language: "ru", as: chief)
            let withdrawn = try await sample.mailedToken()
            try await sample.programme.withdrawInvitation(first.id, as: chief)
            await #expect(throws: AccountLink.gone) { try await sample.programme.invitation(token: withdrawn) }
            try await sample.programme.invite(
                email: "new@example.org", GrantOffer(role: "officer"), language: "ru", as: chief)
            let old = try await sample.mailedToken()
            sample.wait(days: 14)
            await #expect(throws: AccountLink.gone) { try await sample.programme.invitation(token: old) }
            let list = try await sample.programme.invitations(as: chief)
            #expect(list.map { $0.invitation.stage(at: sample.now) } == [.expired, .withdrawn])
        }
    }

    @Test func `officers invite representatives only, and all issues come at once`() async throws {
        try await AccountsSample.open { sample in
            let (_, officer, _) = try await sample.holder("olga@example.org", grants: [Grant(.officer, on: .programme)])
            await #expect(throws: Problem.refused(.init("invitation.refused.create"))) {
                try await sample.programme.invite(
                    email: "new@example.org", GrantOffer(role: "officer"), language: "ru", as: officer)
            }
            await #expect(
                throws: Problem.invalid([.init("email", "field.email"), .init("scope", "grant.scope.thing")])
            ) {
                try await sample.programme.invite(
                    email: "new", GrantOffer(role: "representative"), language: "ru", as: officer)
            }
        }
    }
}

@Suite struct `API tokens` {
    @Test func `a reading token looks and changes nothing`() async throws {
        try await AccountsSample.open { sample in
            let (_, anna, _) = try await sample.holder()
            let created = try await sample.programme.createAPIToken(name: "Report", canWrite: false, days: 30, as: anna)
            let actor = try #require(try await sample.programme.actor(apiToken: created.text))
            #expect(actor.account == anna.account)
            await #expect(throws: Problem.refused(.init("token.refused.read_only"))) {
                try await sample.programme.changeAccount(name: "Other", language: "en", as: actor)
            }
            #expect(!(try await sample.dump("api_token")).contains(created.text))
            sample.wait(days: 30)
            #expect(try await sample.programme.actor(apiToken: created.text) == nil)
        }
    }

    @Test func `a writing token changes until it is revoked`() async throws {
        try await AccountsSample.open { sample in
            let (_, anna, _) = try await sample.holder()
            let created = try await sample.programme.createAPIToken(name: "Sync", canWrite: true, days: nil, as: anna)
            let actor = try #require(try await sample.programme.actor(apiToken: created.text))
            try await sample.programme.changeAccount(name: "Other", language: "en", as: actor)
            #expect(try await sample.programme.actor(apiToken: created.text)?.name == "Other")
            let (_, boris, _) = try await sample.holder("boris@example.org")
            await #expect(throws: Problem.notFound) {
                try await sample.programme.revokeAPIToken(created.token.id, as: boris)
            }
            try await sample.programme.revokeAPIToken(created.token.id, as: anna)
            #expect(try await sample.programme.actor(apiToken: created.text) == nil)
        }
    }

    @Test func `what is wrong with a new token is named`() async throws {
        try await AccountsSample.open { sample in
            let (_, anna, _) = try await sample.holder()
            await #expect(
                throws: Problem.invalid([
                    .init("name", "field.required"), .init("days", "field.range", ["min": "1", "max": "730"]),
                ])
            ) { try await sample.programme.createAPIToken(name: " ", canWrite: true, days: 0, as: anna) }
        }
    }
}

@Suite struct `Own data` {
    @Test func `neither the journal nor the export holds a secret`() async throws {
        try await AccountsSample.open { sample in
            let (_, anna, session) = try await sample.holder()
            let secret = try await sample.programme.prepareSecondFactor(as: anna)
            let codes = try await sample.programme.enableSecondFactor(
                code: secret.code(of: OneTimePassword.step(at: sample.now)), as: anna)
            let token = try await sample.programme.createAPIToken(name: "Sync", canWrite: true, days: nil, as: anna)
            try await sample.programme.requestPasswordReset(email: "anna@example.org", from: AccountsSample.device)
            let link = try await sample.mailedToken()
            let export = String(decoding: try await sample.programme.exportOwnData(as: anna), as: UTF8.self)
            #expect(export.contains("anna@example.org"))
            let journal = try await sample.dump("journal")
            for word in ["anna@example.org", "Анна", "argon2id"] { #expect(!journal.contains(word)) }
            let secrets = [
                "argon2id", AccountsSample.password, secret.base32, session.token.text, session.token.digest,
                token.text,
                Token(token.text).digest, link, Token(link).digest, codes[0],
                try #require(RecoveryCode.digest(of: codes[0])),
            ]
            for text in secrets {
                #expect(!export.contains(text))
                #expect(!journal.contains(text))
            }
        }
    }

    @Test func `a closed account lets nobody in, and is erased after thirty days`() async throws {
        try await AccountsSample.open { sample in
            let (account, anna, session) = try await sample.holder(grants: [Grant(.officer, on: .programme)])
            let (_, chief, _) = try await sample.administrator()
            let token = try await sample.programme.createAPIToken(name: "Sync", canWrite: true, days: nil, as: anna)
            await #expect(throws: Problem.invalid("currentPassword", "password.wrong")) {
                try await sample.programme.closeAccount(password: "wrong password", as: anna)
            }
            try await sample.programme.closeAccount(password: AccountsSample.password, as: anna)
            #expect(try await sample.programme.actor(sessionToken: session.token.text) == nil)
            #expect(try await sample.programme.actor(apiToken: token.text) == nil)
            await #expect(throws: Problem.invalid("password", "sign_in.wrong")) {
                try await sample.programme.signIn(
                    email: "anna@example.org", password: AccountsSample.password, from: AccountsSample.device)
            }
            sample.wait(seconds: -1, days: 30)
            #expect(try await sample.programme.eraseAccountsDue() == 0)
            #expect(try await sample.programme.account(account.id, as: chief).holder.email == "anna@example.org")
            sample.wait(seconds: 1)
            #expect(try await sample.programme.eraseAccountsDue() == 1)
            #expect(
                try await sample.programme.account(account.id, as: chief).holder == Account.Holder(name: "", email: ""))
            #expect(try await sample.programme.check(AccountInvariants.all).map(\.invariant) == [])
            // The address is free again.
            let again = try await sample.holder()
            #expect(again.account.id != account.id)
        }
    }

    @Test func `an administrator opens a closed account again`() async throws {
        try await AccountsSample.open { sample in
            let (account, anna, _) = try await sample.holder()
            let (_, chief, _) = try await sample.administrator()
            try await sample.programme.closeAccount(password: AccountsSample.password, as: anna)
            try await sample.programme.reopenAccount(account.id, as: chief)
            try await sample.programme.requestPasswordReset(email: "anna@example.org", from: AccountsSample.device)
            try await sample.programme.resetPassword(
                token: try await sample.mailedToken(), to: "снег над рекой 8", from: AccountsSample.device)
            let result = try await sample.programme.signIn(
                email: "anna@example.org", password: "снег над рекой 8", from: AccountsSample.device)
            #expect(result.session != nil)
        }
    }

    @Test func `an address that nobody confirms is forgotten after a week`() async throws {
        try await AccountsSample.open { sample in
            try await sample.programme.register(
                Registration(email: "nobody@example.org", name: "N", password: AccountsSample.password, language: "en"),
                from: AccountsSample.device)
            sample.wait(days: 7)
            #expect(try await sample.programme.eraseAccountsDue() == 1)
            for table in ["account", "account_link", "account_secret", "attempt"] as [SQL] {
                #expect(!(try await sample.dump(table)).contains("nobody"))
            }
        }
    }
}
