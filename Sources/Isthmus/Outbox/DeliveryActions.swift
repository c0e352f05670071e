import Database
import Logging

/// What one round of deliveries did.
public struct DeliveryReport: Sendable, Equatable {
    public var sent = 0
    /// To be tried again later.
    public var deferred = 0
    /// Given up: refused for good, or tried often enough.
    public var failed = 0
    /// Addresses suspended in this round.
    public var suspended = 0
    public var attempts: Int { sent + deferred + failed }
}

extension Programme {
    /// How long a worker has a mail in hand before another may take it: longer than any carrier's patience.
    static let mailLease = 10

    /// One round of the worker: takes up to `most` mails that are due, one at a time, and delivers each. A round ends
    /// early when the server cannot be used at all, so that an outage costs one mail's attempt and not every mail's.
    ///
    /// A worker that dies between delivering and noting it leaves its mail to the next one after ten minutes: the mail
    /// may then arrive twice (with the same Message-ID), but is never lost.
    @discardableResult
    public func deliverMail(with carrier: MailCarrier, most: Int = 20) async throws -> DeliveryReport {
        var report = DeliveryReport()
        guard let sender = MailAddress(settings.sender) else { throw Problem.invalid("sender", "mail.address.wrong") }
        guard let route = carrier.open() else { return report }
        defer { route.close() }
        while report.attempts < most, let mail = try await claimMail() {
            let result = await deliver(mail, from: sender, by: route)
            try await settle(mail, result, in: &report)
            if result.outcome == .unreachable {
                logger.warning("mail cannot leave", metadata: ["reply": "\(result.reply)"])
                break
            }
        }
        if report.attempts > 0 { noteChange() }
        return report
    }

    private func deliver(_ mail: Mail, from sender: MailAddress, by route: MailRoute) async -> DeliveryResult {
        guard let recipient = MailAddress(mail.address) else {
            return DeliveryResult(outcome: .rejected, reply: "no address")
        }
        let programme = settings.name.reading(mail.language)
        return await route.deliver(Letter(mail, to: recipient, from: sender, named: programme))
    }

    /// Takes the mail that has been due longest, for as long as the lease runs.
    func claimMail() async throws -> Mail? {
        let now = clock()
        let until = now.adding(minutes: Self.mailLease)
        return try await store.write { tx in
            try tx.first(
                Mail.self,
                """
                UPDATE mail SET claimed_until = \(until) WHERE id = (
                  SELECT id FROM mail WHERE next_attempt_at <= \(now) AND claimed_until < \(now)
                    AND NOT \(Mail.isSuspended)
                  ORDER BY next_attempt_at, id LIMIT 1
                ) AND claimed_until < \(now) RETURNING *
                """)
        }
    }

    /// Writes down how an attempt ended. A mail that another worker took over meanwhile, or that is no longer waiting,
    /// keeps its state; the attempt is written in any case.
    private func settle(_ mail: Mail, _ result: DeliveryResult, in report: inout DeliveryReport) async throws {
        let now = clock()
        let next = mail.attempted(result, at: now)
        let attempt = MailAttempt(
            id: newID("ma", at: now), mailID: mail.id, mailbox: mail.mailbox, at: now, outcome: result.outcome,
            reply: result.reply)
        let suspension = MailSuspension(
            id: ID(newID("ms", at: now)), mailbox: mail.mailbox, since: now, reply: result.reply)
        let isSuspended = try await store.write { tx in
            try tx.insert(attempt, into: "mail_attempt")
            let waiting = try tx.first(
                Mail.self, "SELECT * FROM mail WHERE id = \(mail.id) AND next_attempt_at IS NOT NULL")
            if let waiting, result.outcome == .sent || waiting.claimedUntil == mail.claimedUntil {
                try next.saveCourse(in: tx)
            }
            guard result.outcome == .bounced, try tx.hasBouncedOften(mail.mailbox) else { return false }
            try tx.insert(suspension, into: "mail_suspension")
            return true
        }
        report.sent += next.sentAt == nil ? 0 : 1
        report.deferred += next.nextAttemptAt == nil ? 0 : 1
        report.failed += next.failedAt == nil ? 0 : 1
        report.suspended += isSuspended ? 1 : 0
    }
}

extension Transaction {
    /// More bounces than are allowed since the last mail that got through and the last suspension that was lifted; an
    /// address that is suspended already does not become so again. A mail that a server took and gave back later did
    /// not get through.
    func hasBouncedOften(_ mailbox: String) throws -> Bool {
        guard try !isSuspended(mailbox) else { return false }
        let lifted = try value(
            Moment.self, "SELECT MAX(lifted_at) FROM mail_suspension WHERE mailbox = \(mailbox)")
        let bounces = try count(
            """
            SELECT COUNT(*) FROM mail_attempt WHERE mailbox = \(mailbox) AND outcome = 'bounced'
              AND at > \(lifted ?? Moment(seconds: -1))
              AND id > COALESCE((
                SELECT MAX(a.id) FROM mail_attempt a WHERE a.mailbox = \(mailbox) AND a.outcome = 'sent'
                  AND NOT EXISTS (
                    SELECT 1 FROM mail_attempt b WHERE b.mail_id = a.mail_id AND b.outcome = 'bounced')), '')
            """)
        return bounces > MailSuspension.bouncesAllowed
    }
}
