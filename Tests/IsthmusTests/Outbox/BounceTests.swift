import Database
import Foundation
import Testing

@testable import Isthmus

/// Delivery status notices: how they are read, and what they do.
@Suite struct BounceTests {
    /// As a mail server writes it.
    static func notice(
        of id: String, action: String = "failed", status: String = "5.1.1", to address: String = "anna@lab.example",
        diagnosis: String = "smtp; 550 5.1.1 no such user"
    ) -> String {
        """
        From MAILER-DAEMON Mon Jun  1 09:00:00 2026
        From: MAILER-DAEMON@relay.example
        Subject: Undelivered Mail
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="=_b/1"

        Preamble.
        --=_b/1
        Content-Type: text/plain

        It did not work. Final-Recipient: rfc822; nobody@lab.example
        --=_b/1
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example
        Arrival-Date: Mon, 1 Jun 2026 09:00:00 +0000

        Final-Recipient: rfc822;\(address)
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: \(diagnosis)

        --=_b/1
        Content-Type: text/rfc822-headers

        Subject: Hello
        Message-ID: <\(id)@isthmus.example>
        --=_b/1--

        """
    }

    private static func complaint(_ text: String) -> [String] {
        do {
            _ = try BounceNotice(Array(text.utf8))
            return []
        } catch { return error.sentences(Words("en")) }
    }

    @Test(arguments: ["\n", "\r\n"])
    func `a notice says whose mail came back, and why`(end: String) throws {
        let notice = try BounceNotice(Array(Self.notice(of: "m-1").replacing("\n", with: end).utf8))
        #expect(notice.messageID == "m-1@isthmus.example")
        let recipient = BounceNotice.Recipient(
            address: "anna@lab.example", action: .failed, status: "5.1.1", diagnosis: "550 5.1.1 no such user")
        #expect(notice.recipients == [recipient])
        #expect(recipient.isBounce)
        #expect(recipient.reply == "5.1.1 550 5.1.1 no such user")
    }

    @Test func `a report that was packed for the way is unpacked`() throws {
        let report =
            "Reporting-MTA: dns; a\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: delayed\r\nStatus: 4.4.1"
        let base64 = Data(report.utf8).base64EncodedString(options: .lineLength76Characters)
        let text = """
            Content-Type: multipart/report; boundary=b

            --b
            Content-Type: Message/Delivery-Status
            Content-Transfer-Encoding: base64

            \(base64)
            --b
            Content-Type: message/rfc822

            message-id: <m-2@here>

            Body
            """
        let notice = try BounceNotice(Array(text.utf8))
        #expect(notice.recipients.map(\.action) == [.delayed])
        #expect(notice.recipients.map(\.isBounce) == [false])
        #expect(notice.messageID == "m-2@here")
    }

    @Test func `what is no notice is refused with what is missing and where`() {
        let whole = Self.notice(of: "m-1")
        #expect(Self.complaint("") == [Words("en")("bounce.no_mail")])
        #expect(Self.complaint("Subject: x\n\nHello") == [Words("en")("bounce.no_report")])
        #expect(
            Self.complaint(whole.replacing("Action: failed", with: "X: y")) == [
                Words("en")("bounce.no_action", ["line": "18"])
            ])
        #expect(
            Self.complaint(whole.replacing("Status: 5.1.1", with: "Status: bad")) == [
                Words("en")("bounce.no_status", ["line": "18"])
            ])
        #expect(
            Self.complaint(whole.replacing("\nFinal-Recipient: rfc822;a", with: "\nFor: a")) == [
                Words("en")("bounce.no_recipient", ["line": "15"])
            ])
        #expect(Self.complaint(whole.replacing("Message-ID", with: "X-ID")) == [Words("en")("bounce.no_original")])
        #expect(Self.complaint(String(repeating: "a", count: (1 << 20) + 1)) == [Words("en")("bounce.too_long")])
    }

    private static func sent(_ office: OutboxOffice) async throws -> ID<Mail> {
        let id = try await office.send()
        let folder = office.folder.appendingPathComponent("mail")
        _ = try await office.programme.deliverMail(with: .directory(folder.path))
        office.advance(minutes: 1)
        return id
    }

    private static func receive(_ office: OutboxOffice, _ notice: String) async throws -> BounceReport {
        try await office.programme.receiveBounce(Array(notice.utf8), as: .program("mail server"))
    }

    @Test func `two mails that come back suspend the address, and the office lifts it`() async throws {
        try await OutboxOffice.open { office in
            let one = try await Self.sent(office)
            #expect(try await Self.receive(office, Self.notice(of: one.text)) == BounceReport(failed: 1))
            #expect(try await office.state(of: one) == .failed)
            #expect(try await office.outcomes(of: one) == ["sent", "bounced"])
            // The same notice again.
            #expect(try await Self.receive(office, Self.notice(of: one.text)) == BounceReport(passed: 1))
            let two = try await Self.sent(office)
            let late = Self.notice(of: two.text, action: "delayed", status: "4.4.1")
            #expect(try await Self.receive(office, late) == BounceReport(passed: 1))
            #expect(try await office.state(of: two) == .sent)
            let last = try await Self.receive(office, Self.notice(of: two.text))
            #expect(last == BounceReport(failed: 1, suspended: 1))
            let suspended = try await office.programme.suspensions(as: OutboxOffice.officer)
            #expect(suspended.map(\.mailbox) == ["anna@lab.example"])
            #expect(suspended.map(\.reply) == ["5.1.1 550 5.1.1 no such user"])
            let waiting = try await office.send()
            #expect(try await office.state(of: waiting) == .suspended)
            try await office.programme.liftSuspension(suspended[0].id, as: OutboxOffice.officer)
            #expect(try await office.state(of: waiting) == .queued)
            await #expect(throws: Problem.invalid("", "mail.over")) {
                try await office.programme.retryMail(two, as: OutboxOffice.officer)
            }
        }
    }

    @Test func `a rule of the server says nothing against the address`() async throws {
        try await OutboxOffice.open { office in
            for _ in 1...3 {
                let id = try await Self.sent(office)
                let notice = Self.notice(of: id.text, status: "5.7.1", diagnosis: "smtp; 550 5.7.1 spam")
                #expect(try await Self.receive(office, notice) == BounceReport(failed: 1))
            }
            #expect(try await office.programme.suspensions(as: OutboxOffice.officer).count == 0)
        }
    }

    @Test func `nobody has somebody else's address suspended`() async throws {
        try await OutboxOffice.open { office in
            let id = try await Self.sent(office)
            let other = Self.notice(of: id.text, to: "boris@lab.example")
            await #expect(throws: Problem.invalid("", "bounce.other_address", ["address": "boris@lab.example"])) {
                _ = try await Self.receive(office, other)
            }
            await #expect(throws: Problem.invalid("", "bounce.unknown_mail", ["id": "m-9@isthmus.example"])) {
                _ = try await Self.receive(office, Self.notice(of: "m-9"))
            }
            await #expect(throws: Problem.refused(.init("mail.refused.office"))) {
                _ = try await office.programme.receiveBounce([], as: OutboxOffice.anna)
            }
            #expect(try await office.outcomes(of: id) == ["sent"])
        }
    }
}
