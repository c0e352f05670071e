import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

@Suite struct OutboxPageTests {
    private static let routes = [
        "/office/mail", "/office/mail.csv", "/office/mail/suspensions", "/api/v1/office/mail",
        "/api/v1/office/mail/suspensions",
    ]

    /// A signed-in account of the given role, by its session.
    private func signIn(_ office: OutboxOffice, _ id: String, _ role: Role?) async throws -> String {
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
                VALUES (\("s-" + id), \(token.digest), \(id), '', '', \(now), \(now), \(now.adding(days: 1)))
                """)
            guard let role else { return }
            try tx.run(
                """
                INSERT INTO role_grant
                  (id, account_id, role, scope, from_at, granted_by, version, created_at, changed_at)
                VALUES (\("g-" + id), \(id), \(role.rawValue), 'programme', \(now), '', 1, \(now), \(now))
                """)
        }
        return token.text
    }

    private func headers(_ session: String?) -> HTTPFields {
        let form = String(repeating: "f", count: 32)
        return [
            .cookie: (session.map { "isthmus_session=\($0); " } ?? "") + "isthmus_form=\(form)",
            .contentType: "application/x-www-form-urlencoded", .acceptLanguage: "en",
        ]
    }
    private var token: ByteBuffer { ByteBuffer(string: "form_token=" + String(repeating: "f", count: 32)) }

    private func application(_ office: OutboxOffice) -> some ApplicationProtocol {
        let site = Site(programme: office.programme)
        let routes = Routes(context: SiteContext.self)
        routes.add(middleware: Reception { site })
        MailPages().addRoutes(to: routes)
        NoticePages().addRoutes(to: routes)
        return Application(router: routes)
    }

    @Test func `only the office reaches the queue`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            let anna = try await signIn(office, "a-anna", nil)
            let olga = try await signIn(office, "a-olga", .officer)
            try await application(office).test(.router) { client in
                for path in Self.routes + ["/office/mail/\(id)", "/api/v1/office/mail/\(id)"] {
                    let visitor = try await client.execute(uri: path, method: .get, headers: headers(nil))
                    #expect(visitor.status == (path.hasPrefix("/api") ? .unauthorized : .seeOther), "\(path)")
                    let refused = try await client.execute(uri: path, method: .get, headers: headers(anna))
                    #expect(refused.status == .forbidden, "\(path)")
                    let seen = try await client.execute(uri: path, method: .get, headers: headers(olga))
                    #expect(seen.status == .ok, "\(path)")
                    // Neither page nor export nor API shows the link in the mail.
                    #expect(!String(buffer: seen.body).contains("s3cret"), "\(path)")
                }
            }
        }
    }

    @Test func `an officer retries, cancels and sees it on the page`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            let olga = try await signIn(office, "a-olga", .officer)
            try await application(office).test(.router) { client in
                let retry = "/office/mail/\(id)/retry"
                let forged = try await client.execute(uri: retry, method: .post, headers: headers(olga))
                #expect(forged.status == .unprocessableContent)
                let retried = try await client.execute(uri: retry, method: .post, headers: headers(olga), body: token)
                #expect(retried.headers[.location] == "/office/mail/\(id)")
                let cancel = "/office/mail/\(id)/cancel"
                let cancelled = try await client.execute(
                    uri: cancel, method: .post, headers: headers(olga), body: token)
                #expect(cancelled.headers[.location] == "/office/mail/\(id)")
                let again = try await client.execute(uri: cancel, method: .post, headers: headers(olga), body: token)
                #expect(again.status == .unprocessableContent)
                let page = try await client.execute(uri: "/office/mail/\(id)", method: .get, headers: headers(olga))
                #expect(String(buffer: page.body).contains("<span class=\"pill quiet\">Cancelled</span>"))
                let unknown = try await client.execute(uri: "/office/mail/m-0", method: .get, headers: headers(olga))
                #expect(unknown.status == .notFound)
            }
            #expect(try await office.state(of: id) == .cancelled)
        }
    }

    @Test func `a person reads notices and marks them`() async throws {
        try await OutboxOffice.open { office in
            let anna = try await signIn(office, "a-anna", nil)
            let id = try await office.programme.write(as: .program("test")) { work in
                try work.require(nil)
                work.recordNothing()
                return try work.notify(account: "a-anna", key: "mail.over", link: "/organisations")
            }
            try await application(office).test(.router) { client in
                let visitor = try await client.execute(uri: "/notices", method: .get, headers: headers(nil))
                #expect(visitor.status == .seeOther)
                let page = try await client.execute(uri: "/notices", method: .get, headers: headers(anna))
                #expect(page.status == .ok)
                #expect(String(buffer: page.body).contains("<p class=\"lede\">1 unread notice</p>"))
                let read = try await client.execute(
                    uri: "/notices/\(id)/read", method: .post, headers: headers(anna), body: token)
                #expect(read.headers[.location] == "/notices")
                let after = try await client.execute(uri: "/notices", method: .get, headers: headers(anna))
                #expect(String(buffer: after.body).contains("<p class=\"lede\">0 unread notices</p>"))
            }
        }
    }
}
