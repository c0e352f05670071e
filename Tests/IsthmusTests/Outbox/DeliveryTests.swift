import Database
import Foundation
import Testing

@testable import Isthmus

@Suite(.enabled(if: PostOffice.isThere), .serialized) struct DeliveryTests {
    private func carrier(_ post: PostOffice) throws -> MailCarrier {
        .smtp(try SMTPServer(url: post.url, security: .off, patience: 20))
    }

    @Test(arguments: [LetterTests.english, LetterTests.russian, LetterTests.armenian])
    func `what arrives is what was written`(draft: MailDraft) async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            let id = try await office.send(draft)
            let mail = try #require(try await office.mail(id))
            let report = try await office.programme.deliverMail(with: try carrier(post))
            #expect(report == DeliveryReport(sent: 1))
            let kept = try #require(try await office.mail(id))
            #expect([kept.textPart, kept.htmlPart] == ["", ""])
            let received = try post.received()
            #expect(received.count == 1)
            let letter = try #require(received.first)
            #expect(letter.from == "office@isthmus.example")
            #expect(letter.to == [draft.to])
            #expect(letter.headers["subject"] == draft.subject)
            #expect(letter.toName == draft.name)
            #expect(letter.fromName == (draft.language == "ru" ? "Северный мост" : "North Bridge"))
            #expect(letter.text == draft.plainText)
            #expect(letter.html == mail.htmlPart)
            #expect(letter.defects == [])
            #expect(letter.headers["message-id"] == "<\(id)@isthmus.example>")
            #expect(letter.headers["date"] == "Mon, 01 Jun 2026 09:00:00 +0000")
            #expect(letter.headers["auto-submitted"] == "auto-generated")
            #expect(letter.headers["content-language"] == draft.language)
            #expect(letter.headers["list-unsubscribe"] == draft.stop.map { "<\($0.address)>" })
            #expect(try await office.state(of: id) == .sent)
            #expect(try await office.outcomes(of: id) == ["sent"])
        }
    }

    @Test func `many mails of one round keep their own recipients`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            for number in 1...25 {
                try await office.send(OutboxOffice.draft(to: "p\(number)@lab.example", subject: "Mail \(number)"))
            }
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport(sent: 20))
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport(sent: 5))
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport())
            let pairs = try post.received().map { "\($0.to.joined(separator: " ")) \($0.headers["subject"] ?? "")" }
            #expect(pairs == (1...25).map { "p\($0)@lab.example Mail \($0)" })
        }
    }

    @Test func `a password goes over STARTTLS, and a wrong one sends nothing and loses nothing`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice(tls: "required", user: "office", password: "geheim 1")
            let id = try await office.send()
            let wrong = try SMTPServer(
                url: post.url, user: "office", password: "no", security: .required, authorities: post.certificate)
            #expect(try await office.programme.deliverMail(with: .smtp(wrong)) == DeliveryReport(deferred: 1))
            #expect(try await office.outcomes(of: id) == ["unreachable"])
            office.advance(minutes: 1)
            let right = try SMTPServer(
                url: post.url, user: "office", password: "geheim 1", security: .ifOffered,
                authorities: post.certificate)
            #expect(try await office.programme.deliverMail(with: .smtp(right)) == DeliveryReport(sent: 1))
            #expect(try post.received().map(\.isEncrypted) == [true])
            #expect(try post.received().map(\.user) == ["office"])
            #expect(try await office.outcomes(of: id) == ["unreachable", "sent"])
        }
    }

    @Test func `a certificate that nobody vouches for gets no mail`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice(tls: "offered")
            let id = try await office.send()
            let server = try SMTPServer(url: post.url, security: .required)
            #expect(try await office.programme.deliverMail(with: .smtp(server)) == DeliveryReport(deferred: 1))
            #expect(try post.received() == [])
            #expect(try await office.state(of: id) == .queued)
        }
    }

    @Test func `a server without STARTTLS gets no mail when it is required`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            try await office.send()
            let server = try SMTPServer(url: post.url, security: .required)
            #expect(try await office.programme.deliverMail(with: .smtp(server)) == DeliveryReport(deferred: 1))
            #expect(try post.received() == [])
            office.advance(minutes: 1)
            let lax = try SMTPServer(url: post.url, security: .ifOffered)
            #expect(try await office.programme.deliverMail(with: .smtp(lax)) == DeliveryReport(sent: 1))
            #expect(try post.received().map(\.isEncrypted) == [false])
        }
    }

    @Test func `implicit TLS and a plain password on this machine work`() async throws {
        try await OutboxOffice.open { office in
            let closed = try PostOffice(tls: "implicit")
            try await office.send()
            let implicit = try SMTPServer(
                url: "smtps://127.0.0.1:\(closed.port)", authorities: closed.certificate, patience: 20)
            #expect(try await office.programme.deliverMail(with: .smtp(implicit)) == DeliveryReport(sent: 1))
            #expect(try closed.received().map(\.isEncrypted) == [true])
            let open = try PostOffice(user: "office", password: "pass")
            try await office.send()
            let plain = try SMTPServer(url: open.url, user: "office", password: "pass", security: .off)
            #expect(try await office.programme.deliverMail(with: .smtp(plain)) == DeliveryReport(sent: 1))
            #expect(try open.received().count == 1)
        }
    }

    @Test func `while the server is down mails wait, and arrive once when it is back`() async throws {
        try await OutboxOffice.open { office in
            let first = try PostOffice()
            let port = first.port
            first.close()
            let ids = [try await office.send(), try await office.send()]
            let server = MailCarrier.smtp(try SMTPServer(url: first.url, security: .off, patience: 5))
            // The round ends with the first mail: the second keeps all its attempts.
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(deferred: 1))
            #expect(try await office.outcomes(of: ids[1]) == [])
            let post = try PostOffice(port: port)
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(sent: 1))
            office.advance(minutes: 1)
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(sent: 1))
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport())
            let names = try post.received().map { $0.headers["message-id"] ?? "" }
            #expect(names == ids.reversed().map { "<\($0)@isthmus.example>" })
        }
    }

    @Test func `refused for good fails at once, and the second time suspends the address`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            let server = try carrier(post)
            let first = try await office.send(OutboxOffice.draft(to: "nobody@lab.example"))
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(failed: 1))
            #expect(try await office.mail(first)?.lastError == "550 5.1.1 Nobody of that name here")
            #expect(try await office.state(of: first) == .failed)
            try await office.send(OutboxOffice.draft(to: "Nobody@lab.example"))
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(failed: 1, suspended: 1))
            let third = try await office.send(OutboxOffice.draft(to: "nobody@LAB.example"))
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport())
            #expect(try await office.state(of: third) == .suspended)
            let suspensions = try await office.programme.suspensions(as: OutboxOffice.officer)
            #expect(suspensions.map(\.mailbox) == ["nobody@lab.example"])
            #expect(suspensions.map(\.reply) == ["550 5.1.1 Nobody of that name here"])
            office.advance(minutes: 1)
            let suspension = try #require(suspensions.first)
            try await office.programme.liftSuspension(suspension.id, as: OutboxOffice.officer)
            #expect(try await office.state(of: third) == .queued)
            // After the lift bounces are counted anew.
            office.advance(minutes: 1)
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(failed: 1))
            #expect(try post.received() == [])
            #expect(try post.refused().count == 3)
        }
    }

    @Test func `a rule of the server fails the mail and spares the address`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            for _ in 1...3 { try await office.send(OutboxOffice.draft(to: "policy@lab.example")) }
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport(failed: 3))
        }
    }

    @Test func `refused for now is tried six times, ever more slowly`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            let server = try carrier(post)
            let id = try await office.send(OutboxOffice.draft(to: "busy@lab.example"))
            for minutes in [1, 5, 30, 120, 480] {
                #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(deferred: 1))
                office.advance(minutes: minutes - 1)
                #expect(try await office.programme.deliverMail(with: server) == DeliveryReport())
                office.advance(minutes: 1)
            }
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(failed: 1))
            #expect(try await office.outcomes(of: id) == Array(repeating: "deferred", count: 6))
            office.advance(minutes: 1)
            try await office.programme.retryMail(id, as: OutboxOffice.officer)
            #expect(try await office.programme.deliverMail(with: server) == DeliveryReport(deferred: 1))
            #expect(try await office.mail(id)?.attempts == 1)
        }
    }

    @Test func `two workers at once send each mail once`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            let server = try carrier(post)
            var expected: [String] = []
            for _ in 1...30 { expected.append("<\(try await office.send())@isthmus.example>") }
            async let one = office.programme.deliverMail(with: server, most: 30)
            async let other = office.programme.deliverMail(with: server, most: 30)
            let reports = try await [one, other]
            #expect(reports.map(\.sent).reduce(0, +) == 30)
            #expect(try post.received().map { $0.headers["message-id"] ?? "" }.sorted() == expected.sorted())
        }
    }

    @Test func `a worker that died after sending leaves its mail to the next`() async throws {
        try await OutboxOffice.open { office in
            let post = try PostOffice()
            let id = try await office.send()
            #expect(try await office.programme.claimMail()?.id == id)
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport())
            office.advance(minutes: Programme.mailLease + 1)
            #expect(try await office.programme.deliverMail(with: try carrier(post)) == DeliveryReport(sent: 1))
            #expect(try post.received().count == 1)
        }
    }
}
