import Database

extension Work {
    /// Queues a mail that leaves after the commit, or never when the verb is rolled back. Throws `Problem.invalid` at
    /// `to` for an address that cannot be one.
    @discardableResult
    public func send(_ draft: MailDraft) throws -> ID<Mail> {
        let mail = try draft.mail(newID("m"), at: now)
        try tx.insert(mail, into: "mail")
        return mail.id
    }
}

extension DeliveryOutcome: ColumnValue {}
extension MailState: ColumnValue {}

extension Mail {
    public static func find(_ id: ID<Mail>, in tx: Transaction) throws -> Mail? {
        try tx.first(Mail.self, "SELECT * FROM mail WHERE id = \(id)")
    }

    /// Of the table `mail`: its address is suspended.
    static let isSuspended: SQL = """
        EXISTS (SELECT 1 FROM mail_suspension s WHERE s.mailbox = mail.mailbox AND s.lifted_at IS NULL)
        """

    /// Of the table `mail`: a `MailState`.
    static let state: SQL = """
        CASE WHEN mail.sent_at IS NOT NULL THEN 'sent' WHEN mail.cancelled_at IS NOT NULL THEN 'cancelled'
          WHEN mail.failed_at IS NOT NULL THEN 'failed' WHEN \(isSuspended) THEN 'suspended' ELSE 'queued' END
        """

    static let columns: SQL = """
        mail.id, mail.address, mail.name, mail.language, mail.subject, mail.reason, mail.about, mail.kind,
        \(state) AS state, mail.attempts, mail.next_attempt_at, mail.last_error, mail.created_at, mail.sent_at,
        mail.failed_at, mail.cancelled_at
        """

    /// Newest first; searched by the beginning of the address.
    static let listing = Listing<MailLine>(
        columns: columns, source: "mail", id: "mail.id",
        facets: [
            Facet("state", column: state), Facet("kind", column: "mail.kind").reading(MailKind.self),
            Facet("language", column: "mail.language"),
            Facet("about", column: "mail.about", join: "", isOffered: false) {
                "mail.about IN (\($0))"
            },
        ],
        sorts: [Sort("created", "mail.id", isDescending: true), Sort("address", "mail.mailbox")],
        search: { text in "mail.mailbox LIKE \(text.lowercased() + "%")" })

    /// Writes what changes in the life of a mail; the rest stays as it was queued. Of one that is over, the text is
    /// forgotten: it may hold a link that lets one in, and nobody needs it any more.
    func saveCourse(in tx: Transaction) throws {
        let isOver = sentAt != nil || cancelledAt != nil
        try tx.run(
            """
            UPDATE mail SET attempts = \(attempts), next_attempt_at = \(nextAttemptAt), claimed_until = \(claimedUntil),
              last_error = \(lastError), sent_at = \(sentAt), failed_at = \(failedAt), cancelled_at = \(cancelledAt),
              text_part = \(isOver ? "" : textPart), html_part = \(isOver ? "" : htmlPart)
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

/// One mail as the office sees it.
public struct MailProfile: Codable, Sendable {
    public let line: MailLine
    /// Oldest first.
    public let attempts: [MailAttempt]
}

extension Programme {
    /// The queue, for the office. Throws `Problem.refused` or `.signInNeeded` to others.
    public func mails(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<MailLine> {
        try Mail.askOffice(actor)
        return try await read { tx in try tx.list(Mail.listing, selection, visible: "1 = 1", counting: counting) }
    }

    /// One mail with its attempts, for the office.
    public func mail(_ id: ID<Mail>, as actor: Actor) async throws -> MailProfile {
        try Mail.askOffice(actor)
        return try await read { tx in
            guard let line = try tx.first(MailLine.self, "SELECT \(Mail.columns) FROM mail WHERE id = \(id)") else {
                throw Problem.notFound
            }
            let attempts = try tx.all(
                MailAttempt.self, "SELECT * FROM mail_attempt WHERE mail_id = \(id) ORDER BY id LIMIT 100")
            return MailProfile(line: line, attempts: attempts)
        }
    }

    /// The suspensions that are not lifted, newest first, at most 500, for the office.
    public func suspensions(as actor: Actor) async throws -> [MailSuspension] {
        try Mail.askOffice(actor)
        return try await read { tx in
            try tx.all(
                MailSuspension.self, "SELECT * FROM mail_suspension WHERE lifted_at IS NULL ORDER BY id DESC LIMIT 500")
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
