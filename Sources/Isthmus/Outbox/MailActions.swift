import Database

extension Work {
    /// Queues a mail that leaves after the commit, or never when the verb is rolled back. Throws `Problem.invalid` at `to`
    /// for an address that cannot be one.
    @discardableResult
    public func send(_ draft: MailDraft) throws -> ID<Mail> {
        let mail = try draft.mail(newID("m"), at: now)
        try tx.insert(mail, into: "mail")
        return mail.id
    }
}

extension DeliveryOutcome: ColumnValue {}

extension Mail {
    public static func find(_ id: ID<Mail>, in tx: Transaction) throws -> Mail? {
        try tx.first(Mail.self, "SELECT * FROM mail WHERE id = \(id)")
    }

    /// Of the table `mail`: its address is suspended.
    static let isSuspended: SQL = """
        EXISTS (SELECT 1 FROM mail_suspension s WHERE s.mailbox = mail.mailbox AND s.lifted_at IS NULL)
        """

    static func stands(_ state: MailState) -> SQL {
        switch state {
        case .sent: "sent_at IS NOT NULL"
        case .cancelled: "cancelled_at IS NOT NULL"
        case .failed: "failed_at IS NOT NULL"
        case .suspended: "next_attempt_at IS NOT NULL AND " + isSuspended
        case .queued: "next_attempt_at IS NOT NULL AND NOT " + isSuspended
        }
    }

    /// Writes what changes in the life of a mail; the rest stays as it was queued.
    func saveCourse(in tx: Transaction) throws {
        try tx.run(
            """
            UPDATE mail SET attempts = \(attempts), next_attempt_at = \(nextAttemptAt), claimed_until = \(claimedUntil),
              last_error = \(lastError), sent_at = \(sentAt), failed_at = \(failedAt), cancelled_at = \(cancelledAt)
            WHERE id = \(id)
            """)
    }

    public static let invariants = [
        Invariant(
            name: "a sent mail has an attempt that got through",
            offenders: """
                SELECT id FROM mail WHERE sent_at IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM mail_attempt a WHERE a.mail_id = mail.id AND a.outcome = 'sent')
                """),
        Invariant(
            name: "an attempt is of its mail's mailbox",
            offenders: """
                SELECT a.id FROM mail_attempt a JOIN mail m ON m.id = a.mail_id WHERE a.mailbox <> m.mailbox
                """),
    ]
}

extension MailSuspension {
    public static func find(_ id: ID<MailSuspension>, in tx: Transaction) throws -> MailSuspension? {
        try tx.first(MailSuspension.self, "SELECT * FROM mail_suspension WHERE id = \(id)")
    }
}

/// One page of the queue, newest first.
public struct MailQueue: Sendable {
    public let lines: [MailLine]
    /// How many mails stand so, in all.
    public let counts: [MailState: Int]
    /// The last id of this page when there are more.
    public let next: ID<Mail>?
    public let suspensions: [MailSuspension]
}

extension Programme {
    /// The office's view of the queue: mails in one state or all, older than `before`. Throws `Problem.refused`.
    public func mailQueue(
        _ state: MailState? = nil, before: ID<Mail>? = nil, most: Int = 50, as actor: Actor
    ) async throws -> MailQueue {
        if let reason = Mail.refusalOfQueue(to: actor) {
            throw actor.isSignedIn ? Problem.refused(reason) : Problem.signInNeeded
        }
        return try await read { tx in
            var conditions: [SQL] = []
            if let state { conditions.append(Mail.stands(state)) }
            if let before { conditions.append("id < \(before)") }
            let found = try tx.all(
                MailLine.self,
                """
                SELECT id, address, name, language, subject, about, attempts, next_attempt_at, last_error, created_at,
                  sent_at, failed_at, cancelled_at, CASE WHEN \(Mail.isSuspended) THEN 1 ELSE 0 END AS is_address_suspended
                FROM mail WHERE \(SQL.all(conditions)) ORDER BY id DESC LIMIT \(most + 1)
                """)
            var counts: [MailState: Int] = [:]
            for state in MailState.allCases {
                counts[state] = try tx.count("SELECT COUNT(*) FROM mail WHERE \(Mail.stands(state))")
            }
            let suspensions = try tx.all(
                MailSuspension.self,
                "SELECT * FROM mail_suspension WHERE lifted_at IS NULL ORDER BY since DESC, id DESC LIMIT 200")
            let lines = Array(found.prefix(most))
            return MailQueue(
                lines: lines, counts: counts, next: found.count > most ? lines.last?.id : nil, suspensions: suspensions)
        }
    }

    /// Makes a failed or waiting mail due at once.
    public func retryMail(_ id: ID<Mail>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let mail = try work.load(id, to: .retry)
            let retried = try mail.retried(at: work.now)
            try retried.saveCourse(in: work.tx)
            try work.record("mail.retried", from: mail, to: retried)
        }
    }

    /// Keeps a failed or waiting mail from ever leaving.
    public func cancelMail(_ id: ID<Mail>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let mail = try work.load(id, to: .cancel)
            let cancelled = try mail.cancelled(at: work.now)
            try cancelled.saveCourse(in: work.tx)
            try work.record("mail.cancelled", from: mail, to: cancelled)
        }
    }

    /// Lets mails to an address go again; those that waited are due as they were.
    public func liftSuspension(_ id: ID<MailSuspension>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let suspension = try work.load(id, to: .lift)
            guard suspension.liftedAt == nil else { return work.recordNothing() }
            var lifted = suspension
            lifted.liftedAt = work.now
            try work.tx.run("UPDATE mail_suspension SET lifted_at = \(work.now) WHERE id = \(id)")
            try work.record("mail-suspension.lifted", from: suspension, to: lifted)
        }
    }
}
