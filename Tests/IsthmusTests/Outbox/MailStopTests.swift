import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Stopping mails by the link of one of them: what it stops, and what is said of links that do not work.
@Suite struct MailStopTests {
    private static func fate(
        _ office: OutboxOffice, _ kind: MailKind, about: String = "", to address: String = "anna@lab.example"
    ) async throws -> MailFate {
        try await office.programme.write(as: .program("test")) { work in
            try work.require(nil)
            work.recordNothing()
            return try work.send(OutboxOffice.draft(to: address), as: kind, about: about, of: office.programme)
        }
    }

    /// The link of the last mail.
    private static func token(_ programme: Programme) async throws -> String {
        let link = try await programme.read { tx in
            try tx.value(String.self, "SELECT stop_link FROM mail ORDER BY id DESC LIMIT 1") ?? ""
        }
        return link.split(separator: "/").last.map(String.init) ?? ""
    }

    @Test(arguments: [
        (StopLink.Scope.this, ["stopped", "queued", "queued", "queued"]),
        (.kind, ["stopped", "stopped", "queued", "queued"]),
        (.all, ["stopped", "stopped", "stopped", "stopped"]),
    ])
    func `a link stops what its reader chose, and nobody else's mails`(scope: StopLink.Scope, left: [String])
        async throws
    {
        try await OutboxOffice.open { office in
            _ = try await Self.fate(office, .digest, about: "ss-1")
            let token = try await Self.token(office.programme)
            try await office.programme.stopMail(token, scope)
            try await office.programme.stopMail(token, scope)
            let fates = [
                try await Self.fate(office, .digest, about: "ss-1", to: "Anna@lab.example"),
                try await Self.fate(office, .digest, about: "ss-2"), try await Self.fate(office, .campaign),
                try await Self.fate(office, .reminder),
            ]
            #expect(fates.map { $0 == .stopped ? "stopped" : "queued" } == left)
            #expect(try await Self.fate(office, .digest, about: "ss-1", to: "boris@lab.example") != .stopped)
            // What a procedure needs comes in any case.
            let mails = try await office.programme.mails(Selection(), as: OutboxOffice.officer).total
            try await office.send()
            #expect(try await office.programme.mails(Selection(), as: OutboxOffice.officer).total == mails + 1)
            let lines = try await office.programme.read {
                try $0.column(String.self, "SELECT action FROM journal ORDER BY id")
            }
            #expect(lines == ["mail-stop.set"])
        }
    }

    @Test func `an address that gave mails back, or is none, gets nothing that is not needed`() async throws {
        try await OutboxOffice.open { office in
            try await office.programme.store.write { tx in
                let now = office.clock.now
                let suspension = MailSuspension(id: ID("ms-1"), mailbox: "anna@lab.example", since: now, reply: "550")
                try tx.insert(suspension, into: "mail_suspension")
            }
            #expect(try await Self.fate(office, .digest) == .suspended)
            #expect(try await Self.fate(office, .digest, to: "анна@lab.example") == .unwritable)
        }
    }

    @Test func `a letter that can be stopped says so in its head`() async throws {
        try await OutboxOffice.open { office in
            var settings = office.programme.settings
            settings.address = "https://north.example"
            let programme = Programme(store: office.programme.store, settings: settings, clock: office.programme.clock)
            let fate = try await programme.write(as: .program("test")) { work in
                try work.require(nil)
                work.recordNothing()
                return try work.send(OutboxOffice.draft(), as: .campaign, of: programme)
            }
            guard case .queued(let id) = fate, let mail = try await office.mail(id) else { throw Defect("no mail") }
            let letter = Letter(
                mail, to: try #require(MailAddress(mail.address)), from: try #require(LetterTests.sender), named: "N")
            let lines = String(decoding: letter.bytes, as: UTF8.self).components(separatedBy: "\r\n")
            let token = try await Self.token(programme)
            #expect(lines.contains("List-Unsubscribe: <https://north.example/stop/\(token)>"))
            #expect(lines.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"))
            let needed = try OutboxOffice.draft().mail(ID("m-1"), at: office.clock.now)
            let plain = Letter(
                needed, to: try #require(MailAddress(mail.address)), from: try #require(LetterTests.sender), named: "N")
            #expect(!String(decoding: plain.bytes, as: UTF8.self).contains("List-Unsubscribe"))
        }
    }

    /// As a mail provider sends it: no cookie, no form's token.
    private static func click(_ client: any TestClientProtocol, _ address: String, _ body: String) async throws
        -> TestResponse
    {
        try await client.execute(
            uri: address, method: .post, headers: [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: body))
    }

    @Test func `one click is enough, and looking at the link stops nothing`() async throws {
        try await SampleProgramme.visit { sample, client in
            let address = "/stop/" + sample.id("token of stop")
            let visitor = sample.person("visitor")
            let page = try await client.get(address, as: visitor)
            #expect(page.status == .ok)
            #expect(String(buffer: page.body).matches(of: /<button class="button main">/).count == 1)
            #expect(try await sample.count("SELECT COUNT(*) FROM mail_stop") == 0)
            let done = try await Self.click(client, address, "List-Unsubscribe=One-Click")
            #expect(done.status == .ok)
            #expect(String(buffer: done.body).contains("All campaigns"))
            #expect(try await sample.count("SELECT COUNT(*) FROM mail_stop WHERE kind = 'campaign'") == 1)
            #expect(try await Self.click(client, address, "scope=all").status == .ok)
            #expect(try await sample.count("SELECT COUNT(*) FROM mail_stop") == 2)
            #expect(try await Self.click(client, address, "scope=this").status == .unprocessableContent)
            #expect(try await Self.click(client, address, "scope=other").status == .unprocessableContent)
        }
    }

    @Test func `a forged link and an expired one give the same calm page`() async throws {
        try await SampleProgramme.visit { sample, client in
            let token = sample.id("token of stop")
            let forged = [
                "none", String(token.dropLast()), token + "A", token.replacing("campaign", with: "reminder"),
                String(repeating: "a", count: 900), sample.id("token of campaign"),
            ]
            for token in forged {
                let page = try await client.get("/stop/" + token, as: sample.person("visitor"))
                #expect(page.status == .notFound)
                #expect(String(buffer: page.body).contains("This link does not work"))
                #expect(try await Self.click(client, "/stop/" + token, "").status == .notFound)
            }
            sample.clock.advance(days: StopLink.days + 1)
            let late = try await client.get("/stop/" + token, as: sample.person("visitor"))
            #expect(late.status == .notFound)
            #expect(String(buffer: late.body).contains("This link does not work"))
            #expect(try await sample.count("SELECT COUNT(*) FROM mail_stop") == 0)
        }
    }

    @Test func `what one wants is said on the account's page, and a new address keeps it`() async throws {
        try await SampleProgramme.visit { sample, client in
            let member = sample.person("member")
            let html = String(buffer: try await client.get("/account/mail", as: member).body)
            let form = try #require(SampleForm.all(in: html).first { $0.action == "/account/mail" })
            #expect(form.fields.filter { $0.name == "campaigns" }.map(\.value) == ["0", "1"])
            let sent = try await client.send(
                "digests=1&campaigns=0&reminders=1&time_zone=Asia%2FYerevan", to: "/account/mail", as: member)
            #expect(sent.status == .seeOther)
            let wishes = try await sample.programme.mailPreference(as: member.actor)
            #expect([wishes.digests, wishes.campaigns, wishes.reminders] == [true, false, true])
            #expect(wishes.timeZone == "Asia/Yerevan")
            let wrong = try await client.send("time_zone=Mars%2FBase", to: "/account/mail", as: member)
            #expect(wrong.status == .unprocessableContent)
            try await sample.programme.write(as: .program("test")) { work in
                try work.require(nil)
                let old = try work.tx.holder(of: ID(member.actor.account ?? "")).email
                try work.moveStops(from: old, to: "new@lab.example")
            }
            let key = try #require(try await sample.programme.read { try $0.mailKey() })
            let stops = try await sample.programme.read { try $0.stops(of: key.reader(of: "new@lab.example")) }
            #expect(stops.map(\.stop) == [.campaign])
        }
    }
}
