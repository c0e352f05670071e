import Database

/// What came of a delivery status notice.
public struct BounceReport: Sendable, Equatable {
    /// Mails that are known now not to have arrived.
    public var failed = 0
    /// Addresses suspended by it.
    public var suspended = 0
    /// What needed nothing: delays, deliveries, and what was known already.
    public var passed = 0
}

extension Programme {
    /// Takes a delivery status notice as a mail server hands it in. It must be about a mail that was sent from here to
    /// the address it names: nobody can have somebody else's address suspended without having got a mail to it. The
    /// same notice again changes nothing.
    @discardableResult
    public func receiveBounce(_ bytes: [UInt8], as actor: Actor) async throws -> BounceReport {
        try Mail.askOffice(actor)
        let notice = try BounceNotice(bytes)
        let id = ID<Mail>(notice.messageID.split(separator: "@").first.map(String.init) ?? "")
        return try await write(as: actor) { work in
            try work.require(Mail.refusalOfQueue(to: actor))
            work.recordNothing()
            guard let mail = try Mail.find(id, in: work.tx) else {
                throw Problem.invalid("", "bounce.unknown_mail", ["id": notice.messageID])
            }
            var report = BounceReport()
            for recipient in notice.recipients {
                guard MailAddress(recipient.address)?.mailbox == mail.mailbox else {
                    throw Problem.invalid("", "bounce.other_address", ["address": recipient.address])
                }
                try work.note(recipient, of: mail, in: &report)
            }
            return report
        }
    }
}

extension Work {
    fileprivate func note(_ recipient: BounceNotice.Recipient, of mail: Mail, in report: inout BounceReport) throws {
        let known = try tx.count(
            "SELECT COUNT(*) FROM mail_attempt WHERE mail_id = \(mail.id) AND outcome IN ('bounced', 'rejected')")
        guard recipient.action == .failed, known == 0 else {
            report.passed += 1
            return
        }
        let attempt = MailAttempt(
            id: newID("ma", of: MailAttempt.self).text, mailID: mail.id, mailbox: mail.mailbox, at: now,
            outcome: recipient.isBounce ? .bounced : .rejected, reply: recipient.reply)
        try tx.insert(attempt, into: "mail_attempt")
        var failed = mail
        (failed.sentAt, failed.nextAttemptAt, failed.cancelledAt) = (nil, nil, nil)
        (failed.failedAt, failed.lastError) = (now, recipient.reply)
        try tx.run(
            """
            UPDATE mail SET sent_at = NULL, next_attempt_at = NULL, cancelled_at = NULL, failed_at = \(now),
              last_error = \(recipient.reply) WHERE id = \(mail.id)
            """)
        try record("mail.bounced", from: mail, to: failed)
        report.failed += 1
        guard attempt.outcome == .bounced, try tx.hasBouncedOften(mail.mailbox) else { return }
        let suspension = MailSuspension(
            id: newID("ms"), mailbox: mail.mailbox, since: now, reply: recipient.reply)
        try tx.insert(suspension, into: "mail_suspension")
        report.suspended += 1
    }
}
