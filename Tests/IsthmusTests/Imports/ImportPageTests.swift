import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// Imports from the page: sent, looked at, confirmed.
@Suite struct ImportPageTests {
    private static let form = String(repeating: "f", count: 32)

    private func application(_ office: ImportOffice) -> some ApplicationProtocol {
        let site = Site(programme: office.programme)
        let routes = Routes(context: SiteContext.self)
        routes.add(middleware: Reception { site })
        ImportPages().addRoutes(to: routes)
        return Application(router: routes)
    }

    private func signIn(_ office: ImportOffice, _ id: String, isOfficer: Bool) async throws -> String {
        let token = Token.random()
        try await office.programme.store.write { tx in
            let now = office.clock.now
            try tx.run(
                """
                INSERT INTO account (id, name, search_text, language, confirmed_at, version, created_at, changed_at)
                VALUES (\(id), \(id), '', 'en', \(now), 1, \(now), \(now))
                """)
            try tx.run(
                """
                INSERT INTO session (id, token_hash, account_id, address, agent, created_at, last_seen_at, expires_at)
                VALUES (\("s-" + id), \(token.digest), \(id), '', '', \(now), \(now), \(now.adding(days: 3)))
                """)
            guard isOfficer else { return }
            try tx.run(
                """
                INSERT INTO role_grant
                (id, account_id, role, scope, from_at, granted_by, version, created_at, changed_at)
                VALUES (\("g-" + id), \(id), 'officer', 'programme', \(now), '', 1, \(now), \(now))
                """)
        }
        return token.text
    }

    private func headers(_ session: String?, type: String = "application/x-www-form-urlencoded") -> HTTPFields {
        [
            .cookie: (session.map { "isthmus_session=\($0); " } ?? "") + "isthmus_form=\(Self.form)",
            .contentType: type,
            .acceptLanguage: "en",
        ]
    }

    private func body(kind: String, name: String?, _ text: String) -> ByteBuffer {
        var body = "--mark\r\nContent-Disposition: form-data; name=\"form_token\"\r\n\r\n\(Self.form)\r\n"
        body += "--mark\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n\(kind)\r\n"
        if let name {
            body += "--mark\r\nContent-Disposition: form-data; name=\"file_1\"; filename=\"\(name)\"\r\n"
            body += "Content-Type: text/csv\r\n\r\n\(text)\r\n"
        }
        return ByteBuffer(string: body + "--mark--\r\n")
    }
    private let multipart = "multipart/form-data; boundary=mark"

    @Test func `an officer sends a file, sees what it would do, confirms, and sees what it did`() async throws {
        try await ImportOffice.open { office in
            let olga = try await signIn(office, "a-olga", isOfficer: true)
            let igor = try await signIn(office, "a-igor", isOfficer: true)
            try await application(office).test(.router) { client in
                let sent = try await client.execute(
                    uri: "/office/imports", method: .post, headers: headers(olga, type: multipart),
                    body: body(kind: "cordis", name: "../p.csv", CordisTests.participations))
                #expect(sent.status == .seeOther)
                let place = try #require(sent.headers[.location])
                let preview = try await client.execute(uri: place, method: .get, headers: headers(olga))
                #expect(preview.status == .ok)
                let shown = String(buffer: preview.body)
                #expect(shown.contains("<td class=\"number\" data-label=\"New\">3</td>"))
                #expect(shown.contains("<p>p.csv</p>"))
                #expect(try await office.count("SELECT COUNT(*) FROM project") == 0)
                // A preview belongs to whoever sent the files.
                #expect(try await client.execute(uri: place, method: .get, headers: headers(igor)).status == .notFound)
                let token = ByteBuffer(string: "form_token=" + Self.form)
                let confirmed = try await client.execute(
                    uri: place + "/confirmation", method: .post, headers: headers(olga), body: token)
                #expect(confirmed.status == .seeOther)
                #expect(try await office.count("SELECT COUNT(*) FROM participation") == 3)
                let run = try await client.execute(
                    uri: try #require(confirmed.headers[.location]), method: .get, headers: headers(igor))
                #expect(String(buffer: run.body).contains("<td class=\"number\" data-label=\"New\">3</td>"))
                let twice = try await client.execute(
                    uri: place + "/confirmation", method: .post, headers: headers(olga), body: token)
                #expect(twice.status == .notFound)
                let list = try await client.execute(uri: "/office/imports", method: .get, headers: headers(igor))
                #expect(String(buffer: list.body).contains("a-olga"))
            }
        }
    }

    @Test func `a preview ends after a day`() async throws {
        try await ImportOffice.open { office in
            let olga = try await signIn(office, "a-olga", isOfficer: true)
            try await application(office).test(.router) { client in
                let sent = try await client.execute(
                    uri: "/office/imports", method: .post, headers: headers(olga, type: multipart),
                    body: body(kind: "cordis", name: "p.csv", CordisTests.participations))
                let place = try #require(sent.headers[.location])
                office.clock.advance(hours: ImportUpload.hours)
                #expect(try await client.execute(uri: place, method: .get, headers: headers(olga)).status == .notFound)
            }
        }
    }

    @Test func `faults are shown by line and cannot be confirmed`() async throws {
        try await ImportOffice.open { office in
            let olga = try await signIn(office, "a-olga", isOfficer: true)
            try await application(office).test(.router) { client in
                let sent = try await client.execute(
                    uri: "/office/imports", method: .post, headers: headers(olga, type: multipart),
                    body: body(kind: "organisations", name: "o.csv", "legal_name,country\nA,AM\n"))
                let place = try #require(sent.headers[.location])
                let preview = try await client.execute(uri: place, method: .get, headers: headers(olga))
                #expect(preview.status == .unprocessableContent)
                #expect(!String(buffer: preview.body).contains("/confirmation"))
                let forced = try await client.execute(
                    uri: place + "/confirmation", method: .post, headers: headers(olga),
                    body: ByteBuffer(string: "form_token=" + Self.form))
                #expect(forced.status == .unprocessableContent)
                #expect(try await office.count("SELECT COUNT(*) FROM organisation") == 0)
            }
        }
    }

    @Test func `a form without a file or with an unknown kind comes back`() async throws {
        try await ImportOffice.open { office in
            let olga = try await signIn(office, "a-olga", isOfficer: true)
            try await application(office).test(.router) { client in
                for (kind, name) in [("cordis", nil), ("poems", "p.csv")] {
                    let answer = try await client.execute(
                        uri: "/office/imports", method: .post, headers: headers(olga, type: multipart),
                        body: body(kind: kind, name: name, "a,b\n"))
                    #expect(answer.status == .unprocessableContent)
                }
            }
        }
    }

    @Test func `only officers reach the imports`() async throws {
        try await ImportOffice.open { office in
            let anna = try await signIn(office, "a-anna", isOfficer: false)
            try await application(office).test(.router) { client in
                for path in ["/office/imports", "/office/imports/i-1", "/office/imports/previews/x"] {
                    #expect(
                        try await client.execute(uri: path, method: .get, headers: headers(anna)).status == .forbidden)
                    #expect(
                        try await client.execute(uri: path, method: .get, headers: headers(nil)).status == .seeOther)
                }
                let sent = try await client.execute(
                    uri: "/office/imports", method: .post, headers: headers(anna, type: multipart),
                    body: body(kind: "cordis", name: "p.csv", CordisTests.participations))
                #expect(sent.status == .forbidden)
            }
        }
    }
}
