import Testing

@testable import Isthmus

@Suite struct `Account rules` {
    @Test(
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ] as [(Int64, String)])
    func `one-time passwords are those of RFC 6238`(seconds: Int64, code: String) {
        let secret = OneTimePassword(secret: Array("12345678901234567890".utf8))
        #expect(secret.code(of: OneTimePassword.step(at: Moment(seconds: seconds)), digits: 8) == code)
        #expect(secret.code(of: OneTimePassword.step(at: Moment(seconds: seconds))) == String(code.suffix(6)))
    }

    @Test func `a code counts in its half minute and the two beside it, and once`() {
        let secret = OneTimePassword(secret: Array("12345678901234567890".utf8))
        let now = Moment(seconds: 1_111_111_109)
        let step = OneTimePassword.step(at: now)
        #expect(
            (-2...2).map { secret.step(of: secret.code(of: step + $0), at: now, after: 0) } == [
                nil, step - 1, step, step + 1, nil,
            ])
        #expect(secret.step(of: secret.code(of: step), at: now, after: step) == nil)
        #expect(secret.step(of: "081805", at: now, after: 0) == nil)
        #expect(secret.step(of: "081 804", at: now, after: 0) == step)
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `base 32 is that of RFC 4648 without padding`(plain: String, text: String) {
        #expect(Base32.text(of: Array(plain.utf8)) == text)
        #expect(Base32.decoded(text.lowercased()) == Array(plain.utf8))
    }

    @Test func `base 32 refuses other signs`() {
        #expect(Base32.decoded("MZXW1") == nil)
        #expect(OneTimePassword(base32: "") == nil)
    }

    @Test func `an authenticator's address names issuer and account`() {
        let secret = OneTimePassword(secret: Array("foobar".utf8))
        #expect(
            secret.address(issuer: "Мост 1", account: "a+b@example.org")
                == "otpauth://totp/%D0%9C%D0%BE%D1%81%D1%82%201:a%2Bb@example.org?secret=MZXW6YTBOI"
                + "&issuer=%D0%9C%D0%BE%D1%81%D1%82%201")
    }

    @Test(arguments: [
        ("", "field.required"), ("короткий", "password.short"), ("aaaaaaaaaaaa", "password.plain"),
        ("1234567890", "password.plain"), ("0987654321", "password.plain"), ("anna.petrova1", "password.known"),
        ("Password12", "password.known"), ("qwertyuiop!", "password.known"),
        (String(repeating: "бабочка ", count: 30), "password.long"),
    ])
    func `weak passwords are refused with the reason`(password: String, key: String) {
        #expect(Password.fault(of: password, of: ["anna.petrova@example.org", "Anna Petrova"])?.key == key)
    }

    @Test(arguments: ["correct horse battery", "ветер над рекой", "xK93-lmwQ72", "գետի վրայով քամի"])
    func `other passwords do`(password: String) {
        #expect(Password.fault(of: password, of: ["anna.petrova@example.org", "Anna Petrova"]) == nil)
    }

    @Test(arguments: [
        "a@example.org", "Анна@пример.рф", "first.last+tag@sub.example.org", "o'neill@example.org",
    ])
    func `addresses that can be written to`(address: String) { #expect(EmailAddress.fault(of: address) == nil) }

    @Test(arguments: [
        "a", "a@", "@example.org", "a@b@example.org", "a@example", "a b@example.org", "a@-example.org",
        ".a@example.org",
        "a..b@example.org", "a@example..org", "a\u{0}@example.org", "<a@example.org>", "a,b@example.org",
        String(repeating: "a", count: 65) + "@example.org",
    ])
    func `addresses that cannot`(address: String) { #expect(EmailAddress.fault(of: address) == "field.email") }

    @Test func `spellings of one address fold together`() {
        #expect(EmailAddress.folded(" Anna@Example.ORG ") == EmailAddress.folded("anna@example.org"))
        #expect(EmailAddress.folded("ＡNNA@example.org") == "anna@example.org")
    }

    @Test func `a registration lists everything that is wrong`() {
        let registration = Registration(email: "nobody", name: " ", password: "short", language: "xx")
        #expect(
            throws: Problem.invalid([
                .init("email", "field.email"), .init("name", "field.required"),
                .init("language", "field.unknown", ["code": "xx"]),
                .init("password", "password.short", ["min": "10"]),
            ])
        ) { try registration.checked(languages: ["en", "ru"]) }
    }

    @Test func `delays double from the sixth try to an hour`() {
        let last = Moment(seconds: 1_000_000)
        let waits = [0, 4, 5, 6, 7, 11, 12, 13, 500].map { RateLimit.guesses.wait(after: $0, last: last, at: last) }
        #expect(waits == [0, 0, 30, 60, 120, 1_920, 3_600, 3_600, 3_600])
        #expect(RateLimit.guesses.wait(after: 5, last: last, at: Moment(seconds: 1_000_029)) == 1)
        #expect(RateLimit.guesses.wait(after: 5, last: last, at: Moment(seconds: 1_000_030)) == 0)
        #expect(RateLimit.guesses.wait(after: 5, last: nil, at: last) == 0)
    }

    @Test func `a grant's offer must make sense`() {
        let now = Moment(seconds: 1_777_881_600) // 4 May 2026
        func issues(_ offer: GrantOffer) -> [Problem.Issue] {
            do {
                _ = try offer.checked(at: now)
                return []
            } catch .invalid(let issues) { return issues } catch { return [.init("", "other")] }
        }
        #expect(issues(GrantOffer(role: "officer")) == [])
        #expect(issues(GrantOffer(role: "representative", scope: "o-1p9k2m4x7qa3c", until: "2026-05-04")) == [])
        #expect(issues(GrantOffer(role: "")) == [.init("role", "field.required")])
        #expect(
            issues(GrantOffer(role: "king", scope: "x")) == [
                .init("role", "field.unknown", ["code": "king"]), .init("scope", "grant.scope.unknown"),
            ])
        #expect(issues(GrantOffer(role: "representative")) == [.init("scope", "grant.scope.thing")])
        #expect(
            issues(GrantOffer(role: "administrator", scope: "o-1p9k2m4x7qa3c")) == [
                .init("scope", "grant.scope.programme")
            ])
        #expect(
            issues(GrantOffer(role: "officer", from: "2026-06-01", until: "2026-05-30")) == [
                .init("until", "grant.until.past")
            ])
        #expect(issues(GrantOffer(role: "officer", from: "soon")) == [.init("from", "field.type.day")])
    }

    @Test func `tokens are long, different and known by their digest`() {
        let tokens = (0..<100).map { _ in Token.random() }
        #expect(Set(tokens.map(\.text)).count == 100)
        #expect(Set(tokens.map(\.text.utf8.count)) == [43])
        #expect(Token("abc").digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `permissions go by role and by whose account it is`() {
        let account = Account(id: ID("a-1"), language: "en", at: Moment(seconds: 0))
        func may(_ actor: Actor) -> [String] {
            Account.Permission.allCases.filter { account.allows($0, to: actor) }.map(\.rawValue)
        }
        let officer = Actor(account: "a-2", person: nil, name: "", grants: [Grant(.officer, on: .programme)])
        let chief = Actor(account: "a-3", person: nil, name: "", grants: [Grant(.administrator, on: .programme)])
        #expect(may(.visitor) == [])
        #expect(may(Actor(account: "a-1", person: nil, name: "", grants: [])) == ["view", "change", "secure", "close"])
        #expect(may(Actor(account: "a-4", person: nil, name: "", grants: [])) == [])
        #expect(may(officer) == ["view", "connect"])
        #expect(may(chief) == ["view", "close", "administer", "connect"])
    }
}
