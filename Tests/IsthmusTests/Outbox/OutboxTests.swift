import Database
import Foundation
import Testing

@testable import Isthmus

@Suite struct OutboxTests {
    struct Interruption: Error {}

    /// A verb that sends and tells, and then fails.
    private func fail(_ office: OutboxOffice) async throws {
        try await office.programme.write(as: .program("test")) { work in
            try work.require(nil)
            try work.send(OutboxOffice.draft())
            try work.notify(account: "a-anna", key: "mail.over")
            throw Interruption()
        }
    }

    @Test func `a verb that was rolled back sends and tells nothing`() async throws {
        try await OutboxOffice.open { office in
            await #expect(throws: Interruption.self) { try await fail(office) }
            let folder = office.folder.appendingPathComponent("mail").path
            let report = try await office.programme.deliverMail(with: .directory(folder))
            #expect(report == DeliveryReport())
            #expect(try await office.programme.unreadNotices(for: OutboxOffice.anna) == 0)
        }
    }

    @Test func `a folder gets one file a mail`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            let folder = office.folder.appendingPathComponent("mail")
            #expect(try await office.programme.deliverMail(with: .directory(folder.path)) == DeliveryReport(sent: 1))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["\(id).eml"])
            let text = try String(contentsOf: folder.appendingPathComponent("\(id).eml"), encoding: .utf8)
            let from = "From: North Bridge <office@isthmus.example>\r\nTo: Anna Petrosyan <anna@lab.example>\r\n"
            #expect(text.hasPrefix(from))
        }
    }

    @Test func `without a carrier mails wait`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            #expect(try await office.programme.deliverMail(with: .none) == DeliveryReport())
            #expect(try await office.state(of: id) == .queued)
        }
    }

    @Test func `a folder that cannot be written defers the mail`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            let file = office.folder.appendingPathComponent("file")
            try Data().write(to: file)
            let carrier = MailCarrier.directory(file.path + "/mail")
            #expect(try await office.programme.deliverMail(with: carrier) == DeliveryReport(deferred: 1))
            #expect(try await office.outcomes(of: id) == ["unreachable"])
        }
    }

    @Test func `the office cancels and retries, and the journal keeps no part of a mail`() async throws {
        try await OutboxOffice.open { office in
            let (one, two) = (try await office.send(), try await office.send())
            try await office.programme.cancelMail(one, as: OutboxOffice.officer)
            #expect(try await office.state(of: one) == .cancelled)
            await #expect(throws: Problem.invalid("", "mail.over")) {
                try await office.programme.retryMail(one, as: OutboxOffice.officer)
            }
            try await office.programme.cancelMail(two, as: OutboxOffice.officer)
            let lines = try await office.programme.read { tx in
                try tx.all(JournalLine.self, "SELECT * FROM journal ORDER BY id")
            }
            #expect(lines.map(\.action) == ["mail.cancelled", "mail.cancelled"])
            #expect(lines.map(\.thing) == [one.text, two.text])
            #expect(
                lines[0].before == #"{"next_attempt_at":1780304400,"cancelled_at":null}"#)
            #expect(
                lines[0].after == #"{"next_attempt_at":null,"cancelled_at":1780304400}"#)
        }
    }

    @Test func `a mail that a worker has in hand is not cancelled`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            #expect(try await office.programme.claimMail()?.id == id)
            await #expect(throws: Problem.invalid("", "mail.in_hand")) {
                try await office.programme.cancelMail(id, as: OutboxOffice.officer)
            }
            await #expect(throws: Problem.invalid("", "mail.in_hand")) {
                try await office.programme.retryMail(id, as: OutboxOffice.officer)
            }
        }
    }

    @Test func `nobody but the office sees or changes the queue`() async throws {
        try await OutboxOffice.open { office in
            let id = try await office.send()
            let reason = Problem.Reason("mail.refused.office")
            await #expect(throws: Problem.signInNeeded) {
                _ = try await office.programme.mails(Selection(), as: .visitor)
            }
            await #expect(throws: Problem.refused(reason)) {
                _ = try await office.programme.mails(Selection(), as: OutboxOffice.anna)
            }
            await #expect(throws: Problem.refused(reason)) {
                _ = try await office.programme.mail(id, as: OutboxOffice.anna)
            }
            await #expect(throws: Problem.refused(reason)) {
                _ = try await office.programme.suspensions(as: OutboxOffice.anna)
            }
            for actor in [Actor.visitor, OutboxOffice.anna] {
                await #expect(throws: Problem.notFound) { try await office.programme.retryMail(id, as: actor) }
                await #expect(throws: Problem.notFound) { try await office.programme.cancelMail(id, as: actor) }
            }
        }
    }

    @Test func `the queue pages by key and counts every state`() async throws {
        try await OutboxOffice.open { office in
            var ids: [ID<Mail>] = []
            for _ in 1...5 { ids.append(try await office.send()) }
            try await office.programme.cancelMail(ids[0], as: OutboxOffice.officer)
            var selection = Selection()
            selection.limit = 3
            let first = try await office.programme.mails(selection, as: OutboxOffice.officer)
            #expect(first.items.map(\.id) == [ids[4], ids[3], ids[2]])
            #expect(first.total == 5)
            let counts = first.counts["state"]?.map { "\($0.value) \($0.count)" }
            #expect(counts == ["queued 4", "cancelled 1"])
            selection.place = first.next
            let second = try await office.programme.mails(selection, as: OutboxOffice.officer)
            #expect(second.items.map(\.id) == [ids[1], ids[0]])
            #expect(second.next == nil)
            selection = Selection()
            selection.chosen = ["state": ["cancelled"]]
            #expect(try await office.programme.mails(selection, as: OutboxOffice.officer).items.map(\.id) == [ids[0]])
            selection = Selection()
            selection.text = "ANNA@"
            #expect(try await office.programme.mails(selection, as: OutboxOffice.officer).total == 5)
        }
    }

    @Test func `a password crosses a network only encrypted`() throws {
        #expect(throws: Problem.invalid("security", "mail.server.open_password")) {
            _ = try SMTPServer(url: "smtp://relay.example", user: "a", password: "b", security: .off)
        }
        #expect(try SMTPServer(url: "smtp://relay.example", user: "a", security: .ifOffered).security == .required)
        #expect(try SMTPServer(url: "smtps://relay.example").security == .implicit)
        #expect(try SMTPServer(url: "smtp://relay.example:465", security: .implicit).url == "smtps://relay.example:465")
        for url in ["http://relay.example", "relay.example", "smtp://", "smtp://u:p@relay.example", ""] {
            #expect(throws: Problem.invalid("url", "mail.server.url")) { _ = try SMTPServer(url: url) }
        }
    }
}

@Suite struct NoticeTests {
    private func tell(_ office: OutboxOffice, _ account: String, _ name: String) async throws -> ID<Notice> {
        try await office.programme.write(as: .program("test")) { work in
            try work.require(nil)
            work.recordNothing()
            return try work.notify(
                account: account, key: "notice.mail.suspended", values: ["address": name], link: "/office/mail")
        }
    }

    @Test func `each account reads its own notices, newest first`() async throws {
        try await OutboxOffice.open { office in
            let one = try await tell(office, "a-anna", "one")
            let two = try await tell(office, "a-anna", "two")
            _ = try await tell(office, "a-boris", "three")
            let list = try await office.programme.notices(for: OutboxOffice.anna)
            #expect(list.notices.map(\.id) == [two, one])
            #expect(list.notices.map(\.details) == [["address": "two"], ["address": "one"]])
            #expect(list.unread == 2)
            try await office.programme.readNotice(one, as: OutboxOffice.anna)
            try await office.programme.readNotice(one, as: OutboxOffice.anna)
            #expect(try await office.programme.unreadNotices(for: OutboxOffice.anna) == 1)
            await #expect(throws: Problem.notFound) {
                try await office.programme.readNotice(two, as: OutboxOffice.boris)
            }
            #expect(try await office.programme.readAllNotices(as: OutboxOffice.anna) == 1)
            #expect(try await office.programme.readAllNotices(as: OutboxOffice.anna) == 0)
            #expect(try await office.programme.unreadNotices(for: OutboxOffice.boris) == 1)
            await #expect(throws: Problem.signInNeeded) { _ = try await office.programme.notices(for: .visitor) }
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "office"])
    func `a notice does not lead out of the site`(link: String) async throws {
        try await OutboxOffice.open { office in
            await #expect(throws: Defect.self) {
                try await office.programme.write(as: .program("test")) { work in
                    try work.require(nil)
                    try work.notify(account: "a-anna", key: "notice.mail.suspended", link: link)
                }
            }
        }
    }
}
