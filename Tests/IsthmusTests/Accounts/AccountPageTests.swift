import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// A browser: keeps the session's cookie and sends forms with its token.
private final class Browser {
    private static let token = String(repeating: "f", count: 32)
    let client: any TestClientProtocol
    var session: String?

    init(_ client: any TestClientProtocol) { self.client = client }

    struct Answer {
        let status: HTTPResponse.Status
        let text: String
        let location: String
        let cookies: [String]
    }

    func get(_ path: String, bearer: String? = nil) async throws -> Answer {
        try await send(.get, path, bearer: bearer, type: nil, body: "")
    }

    func post(_ path: String, _ fields: [String: String] = [:]) async throws -> Answer {
        let items = fields.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        let body = String(Query([(name: "form_token", value: Self.token)] + items).address.dropFirst())
        return try await send(.post, path, bearer: nil, type: "application/x-www-form-urlencoded", body: body)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, bearer: String?, type: String?, body: String
    ) async throws -> Answer {
        var headers: HTTPFields = [
            .cookie: (session.map { "isthmus_session=\($0); " } ?? "") + "isthmus_form=\(Self.token)",
            .acceptLanguage: "en", .userAgent: "Test browser",
        ]
        if let type { headers[.contentType] = type }
        if let bearer { headers[.authorization] = "Bearer \(bearer)" }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: ByteBuffer(string: body))
        let cookies = response.headers[values: .setCookie]
        for cookie in cookies where cookie.hasPrefix("isthmus_session=") {
            let value = cookie.dropFirst("isthmus_session=".count).prefix { $0 != ";" }
            session = value.isEmpty ? nil : String(value)
        }
        return Answer(
            status: response.status, text: String(buffer: response.body), location: response.headers[.location] ?? "",
            cookies: cookies)
    }
}

@Suite struct `Pages of accounts` {
    private func browse(_ body: @escaping @Sendable (AccountsSample, Browser) async throws -> Void) async throws {
        try await AccountsSample.open { sample in
            try await Visiting.visit(sample.programme) { client in try await body(sample, Browser(client)) }
        }
    }

    @Test func `somebody registers, confirms, signs out and in again`() async throws {
        try await browse { sample, browser in
            let bad = try await browser.post(
                "/register", ["email": "x", "name": "", "password": "short", "language": "en"])
            #expect(bad.status == .unprocessableContent)
            for id in ["f-email-message", "f-name-message", "f-password-message"] { #expect(bad.text.contains(id)) }
            #expect(!bad.text.contains("short\""))
            let fields = [
                "email": "anna@example.org", "name": "Anna <b>", "password": AccountsSample.password, "language": "en",
            ]
            #expect(try await browser.post("/register", fields).status == .ok)
            let path = "/confirm/" + (try await sample.mailedToken())
            #expect(try await browser.get(path).status == .ok)
            let confirmed = try await browser.post(path, ["password": AccountsSample.password])
            #expect(confirmed.location == "/desk")
            #expect(confirmed.cookies.contains { $0.hasSuffix("; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax") })
            let account = try await browser.get("/account")
            #expect(account.status == .ok)
            #expect(account.text.contains("Anna &lt;b&gt;"))
            let token = browser.session
            #expect(try await browser.post("/sign-out").location == "/")
            #expect(browser.session == nil)
            browser.session = token
            #expect(try await browser.get("/account").location == "/sign-in?return=%2Faccount")
            let again = try await browser.post(
                "/sign-in", ["email": "anna@example.org", "password": AccountsSample.password, "return": "/account"])
            #expect(again.location == "/account")
            #expect(try await browser.get("/account").status == .ok)
        }
    }

    @Test func `no answer tells whether an address has an account`() async throws {
        try await browse { sample, browser in
            _ = try await sample.holder()
            var answers: [[String]] = []
            for email in ["anna@example.org", "nemo@example.org"] {
                let wrong = try await browser.post(
                    "/sign-in", ["email": email, "password": "wrong password", "return": ""])
                #expect(wrong.status == .unprocessableContent)
                let reset = try await browser.post("/password/reset", ["email": email])
                let registered = try await browser.post(
                    "/register",
                    ["email": email, "name": "N", "password": AccountsSample.password, "language": "en"])
                answers.append([wrong, reset, registered].map { $0.text.replacing(email, with: "") })
            }
            #expect(answers[0] == answers[1])
        }
    }

    @Test(arguments: [
        ("/organisations?q=a", "/organisations?q=a"), ("//evil.example", "/desk"), ("https://evil.example", "/desk"),
        ("/\\evil.example", "/desk"), ("/a\r\nb", "/desk"), ("", "/desk"), ("/sign-out", "/desk"),
    ])
    func `signing in leads back into this site only`(given: String, expected: String) async throws {
        #expect(SiteContext.localPath(given) == expected)
    }

    @Test func `too many wrong passwords answer 429 with the wait`() async throws {
        try await browse { _, browser in
            let fields = ["email": "anna@example.org", "password": "wrong password", "return": ""]
            for _ in 0..<5 { #expect(try await browser.post("/sign-in", fields).status == .unprocessableContent) }
            let late = try await browser.post("/sign-in", fields)
            #expect(late.status == .tooManyRequests)
            #expect(late.text.contains("Try again in 30 s."))
        }
    }

    @Test func `the second factor is switched on and asked for`() async throws {
        try await browse { sample, browser in
            let (_, actor, session) = try await sample.holder()
            browser.session = session.token.text
            let page = try await browser.get("/account/second-factor")
            #expect(page.text.contains("<svg"))
            let secret = try await sample.programme.prepareSecondFactor(as: actor)
            #expect(try await browser.post("/account/second-factor", ["code": "0"]).status == .unprocessableContent)
            let code = secret.code(of: OneTimePassword.step(at: sample.now))
            let codes = try await browser.post("/account/second-factor", ["code": code])
            #expect(codes.text.components(separatedBy: "<li><code>").count == 11)
            browser.session = nil
            let fields = ["email": "anna@example.org", "password": AccountsSample.password, "return": "/account"]
            let step = try await browser.post("/sign-in", fields)
            #expect(browser.session == nil)
            let token = try #require(
                step.text.components(separatedBy: "name=\"step\" value=\"").last?.split(separator: "\"").first)
            let wrong = try await browser.post(
                "/sign-in/code", ["step": String(token), "return": "/account", "code": "000"])
            #expect(wrong.status == .unprocessableContent)
            #expect(wrong.text.contains("name=\"step\" value=\"\(token)\""))
            sample.wait(seconds: 30)
            let next = secret.code(of: OneTimePassword.step(at: sample.now))
            let done = try await browser.post(
                "/sign-in/code", ["step": String(token), "return": "/account", "code": next])
            #expect(done.location == "/account")
            #expect(browser.session != nil)
        }
    }

    @Test func `a token is shown once and stands for its holder in the API`() async throws {
        try await browse { sample, browser in
            let (account, _, session) = try await sample.holder()
            browser.session = session.token.text
            let created = try await browser.post("/account/tokens", ["name": "Report", "canWrite": "0", "days": "30"])
            let text = try #require(
                created.text.components(separatedBy: "<code class=\"secret\">").last?.split(separator: "<").first)
            #expect(text.hasPrefix("isthmus_"))
            #expect(!(try await browser.get("/account")).text.contains(text))
            browser.session = nil
            let me = try await browser.get("/api/v1/me", bearer: String(text))
            #expect(me.status == .ok)
            #expect(me.text.contains("\"id\":\"\(account.id)\""))
            let change = try await browser.send(
                .post, "/api/v1/organisations", bearer: String(text), type: "application/json", body: "{}")
            #expect(change.status == .forbidden)
            #expect(change.text.contains("token.refused.read_only"))
            #expect(try await browser.get("/api/v1/me", bearer: "isthmus_other").status == .unauthorized)
            #expect(try await browser.get("/api/v1/me").status == .unauthorized)
        }
    }

    @Test func `pages that need somebody ask for a sign-in, and those of the office for an officer`() async throws {
        try await browse { sample, browser in
            let own = [
                "/account", "/account/profile", "/account/email", "/account/password", "/account/second-factor",
                "/account/tokens/new", "/account/closure", "/account/data",
            ]
            let office = ["/office/accounts", "/office/accounts.csv", "/office/invitations", "/office/invitations/new"]
            for path in own + office { #expect(try await browser.get(path).status == .seeOther, "\(path)") }
            browser.session = try await sample.holder().session.token.text
            for path in own { #expect(try await browser.get(path).status == .ok, "\(path)") }
            let officer = try await sample.holder("olga@example.org", grants: [Grant(.officer, on: .programme)])
            for path in ["/office/accounts", "/office/accounts.csv", "/office/accounts/\(officer.account.id)"] {
                let status = try await browser.get(path).status
                #expect([.forbidden, .notFound].contains(status), "\(path)")
            }
            browser.session = officer.session.token.text
            for path in office + ["/office/accounts/\(officer.account.id)"] {
                #expect(try await browser.get(path).status == .ok, "\(path)")
            }
        }
    }

    @Test func `an administrator gives a role and ends it`() async throws {
        try await browse { sample, browser in
            let (anna, _, _) = try await sample.holder()
            let (_, chief, session) = try await sample.administrator()
            browser.session = session.token.text
            let path = "/office/accounts/\(anna.id)"
            let bad = try await browser.post(
                path + "/grants", ["role": "representative", "scope": "", "from": "", "until": ""])
            #expect(bad.status == .unprocessableContent)
            #expect(bad.text.contains("f-scope-message"))
            let good = try await browser.post(
                path + "/grants", ["role": "officer", "scope": "", "from": "", "until": ""])
            #expect(good.location == path)
            let grant = try #require(try await sample.programme.grants(of: anna.id, as: chief).first)
            #expect(try await browser.post("/office/grants/\(grant.id)/end").location == path)
            #expect(try await sample.programme.grants(of: anna.id, as: chief).first?.untilAt == sample.now)
            #expect(try await browser.get("/office/accounts?role=administrator").text.contains("chief@example.org"))
        }
    }

    @Test func `an invitation goes from the office to a new account`() async throws {
        try await browse { sample, browser in
            let (_, _, session) = try await sample.administrator()
            browser.session = session.token.text
            let sent = try await browser.post(
                "/office/invitations",
                ["email": "vera@example.org", "role": "officer", "scope": "", "language": "en"])
            #expect(sent.location == "/office/invitations")
            let path = "/invitations/" + (try await sample.mailedToken())
            browser.session = nil
            #expect(try await browser.get(path).text.contains("vera@example.org"))
            let accepted = try await browser.post(
                path, ["name": "Vera", "password": AccountsSample.password, "language": "en"])
            #expect(accepted.location == "/desk")
            #expect(try await browser.get("/office/accounts").status == .ok)
            #expect(try await browser.get(path).status == .forbidden)
        }
    }

    @Test func `a form without this browser's token changes nothing`() async throws {
        try await browse { sample, browser in
            browser.session = try await sample.holder().session.token.text
            let answer = try await browser.send(
                .post, "/account/sessions/end", bearer: nil, type: "application/x-www-form-urlencoded",
                body: "form_token=x")
            #expect(answer.status == .unprocessableContent)
        }
    }
}

@Suite struct `Codes for cameras` {
    @Test func `the smallest code is the one that a reader read`() throws {
        let code = try #require(QRCode("ISTHMUS"))
        let rows = (0..<code.size).map { row in
            (0..<code.size).map { code.isDark(row, $0) ? "1" : "0" }.joined()
        }
        #expect(
            rows == [
                "111111101110001111111", "100000100011001000001", "101110100101101011101", "101110101100101011101",
                "101110101010101011101", "100000101111001000001", "111111101010101111111", "000000001111100000000",
                "100010111101011111001", "101000010111100000101", "011011110101001110110", "111001000000011000010",
                "100111111000111001110", "000000001100111101111", "111111101100110011010", "100000100011100010011",
                "101110101001001100101", "101110100011100100011", "101110100011001011000", "100000100100011010000",
                "111111101110111110101",
            ])
    }

    @Test func `a text of 412 bytes fits and a longer one does not`() {
        #expect(QRCode(String(repeating: "x", count: 412))?.size == 77)
        #expect(QRCode(String(repeating: "x", count: 413)) == nil)
    }
}
