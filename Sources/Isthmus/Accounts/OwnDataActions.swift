import Database
import Foundation

extension Programme {
    /// What goes as soon as an account is closed: rows of these tables belong to one account.
    fileprivate static let erasedWithAccount = [
        "session", "api_token", "recovery_code", "account_link", "account_secret", "saved_search",
        "digest_told", "digest", "mail_preference", "calendar_key",
    ]

    /// One's own data as JSON with sorted keys, in UTF-8.
    public func exportOwnData(as actor: Actor) async throws -> Data {
        guard let text = actor.account else { throw Problem.signInNeeded }
        let (id, now) = (ID<Account>(text), clock())
        let own = try await read { tx in
            guard let account = try Account.find(id, in: tx) else { throw Problem.notFound }
            return OwnData(
                account: account, holder: try tx.holder(of: id), grants: try tx.grants(of: id),
                sessions: try tx.sessions(of: id, current: nil, at: now), tokens: try tx.apiTokens(of: id),
                recoveryCodesLeft: try tx.count(
                    "SELECT COUNT(*) FROM recovery_code WHERE account_id = \(id) AND used_at IS NULL"),
                invitations: try tx.all(
                    Invitation.self,
                    "SELECT * FROM invitation WHERE invited_by = \(id) OR accepted_by = \(id) ORDER BY id"),
                searches: try tx.all(
                    OwnData.Search.self,
                    """
                    SELECT s.id, s.name, s.address, d.period AS digest, s.seen_at, s.created_at, s.changed_at
                    FROM saved_search s LEFT JOIN search_digest d ON d.search_id = s.id
                    WHERE s.account_id = \(id) ORDER BY s.id
                    """),
                answers: try tx.all(
                    OwnData.Answers.self,
                    """
                    SELECT id, form_id, subject, answers, submitted_at, created_at, changed_at FROM answer_sheet
                    WHERE account_id = \(id) ORDER BY id
                    """),
                registrations: try tx.all(
                    OwnData.Registration.self,
                    """
                    SELECT r.id, r.event_id, r.status, a.name, a.email, a.organisation, a.country, a.job, a.needs,
                    r.created_at, r.changed_at FROM event_registration r
                    JOIN event_attendee a ON a.registration_id = r.id WHERE r.account_id = \(id) ORDER BY r.id
                    """),
                participations: try tx.ownParticipations(of: id), meetings: try tx.ownMeetings(of: id),
                proposals: try tx.ownProposals(of: id), questions: try tx.ownQuestions(of: id),
                applications: try tx.ownApplications(of: id, at: now),
                applicationNotes: try tx.ownApplicationNotes(of: id),
                messages: try tx.all(
                    OwnData.Message.self,
                    """
                    SELECT id, expression_id, text, earlier, created_at, changed_at FROM expression_message
                    WHERE account_id = \(id) ORDER BY id
                    """),
                journal: try tx.all(
                    JournalLine.self,
                    // What an officer changed in somebody else's profile is that person's, not the officer's.
                    """
                    SELECT id, at, actor, actor_name, action, kind, thing, position,
                      CASE WHEN thing = \(id) OR action = 'claim.created' THEN before ELSE '{}' END AS before,
                      CASE WHEN thing = \(id) OR action = 'claim.created' THEN after ELSE '{}' END AS after
                    FROM journal WHERE actor = \(id) OR thing = \(id) ORDER BY id
                    """))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(own)
    }

    /// Closes one's own account; the password is asked for. Name and address are erased 30 days later.
    public func closeAccount(password: String, as actor: Actor) async throws {
        let proof = try await prove(password, as: actor)
        try await close(proof.account.id, as: actor)
    }

    /// Closes somebody's account, for administrators.
    public func closeAccount(_ id: ID<Account>, as actor: Actor) async throws { try await close(id, as: actor) }

    private func close(_ id: ID<Account>, as actor: Actor) async throws {
        try await write(as: actor) { [self] work in
            let account = try work.load(id, to: .close)
            guard account.closedAt == nil else { throw Problem.refused(.init("account.closed")) }
            let grants = try work.tx.grants(of: id).filter { $0.stage(at: work.now) != .over }
            for grant in grants { try work.end(grant) }
            if grants.contains(where: { $0.role == .administrator }) { try work.checkAdministratorIsLeft() }
            for table in Self.erasedWithAccount {
                try work.tx.run("DELETE FROM \(SQL.name(table)) WHERE account_id = \(id)")
            }
            let changed = account.changed(at: work.now) { ($0.closedAt, $0.secondFactorAt) = (work.now, nil) }
            try work.save(changed, from: account, as: "account.closed")
            let days = String(Account.daysUntilErased)
            try work.send(
                self, .closed, to: try work.tx.holder(of: id).email, language: account.language, values: ["days": days])
        }
    }

    /// Opens a closed account again before it is erased, for administrators. Its holder chooses a new password with the
    /// link for forgotten ones; grants do not come back.
    public func reopenAccount(_ id: ID<Account>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let account = try work.load(id, to: .administer)
            guard account.closedAt != nil, account.erasedAt == nil else {
                throw Problem.refused(.init("account.refused.reopen"))
            }
            try work.tx.run("INSERT INTO account_secret (account_id, otp_step) VALUES (\(id), 0)")
            try work.save(account.changed(at: work.now) { $0.closedAt = nil }, from: account, as: "account.reopened")
        }
    }

    /// What retention asks for, run by the worker: erases closed and unconfirmed accounts and forgets what has ended.
    /// The number of accounts erased.
    @discardableResult
    public func eraseAccountsDue() async throws -> Int {
        try await write(as: .program("retention")) { work in
            try work.require(nil)
            work.recordNothing()
            let due = try work.tx.all(
                Account.self,
                """
                SELECT * FROM account
                WHERE erased_at IS NULL AND (closed_at <= \(work.now.adding(days: -Account.daysUntilErased))
                  OR (confirmed_at IS NULL AND changed_at <= \(work.now.adding(days: -Account.daysUnconfirmed))))
                ORDER BY id LIMIT 500
                """)
            for account in due { try work.erase(account) }
            let now = work.now
            let idle = now.adding(days: -Session.idleDays)
            let kept = now.adding(days: -Invitation.daysKept)
            try work.tx.run("DELETE FROM session WHERE expires_at <= \(now) OR last_seen_at <= \(idle)")
            try work.tx.run("DELETE FROM account_link WHERE expires_at <= \(now)")
            try work.tx.run("DELETE FROM attempt WHERE at <= \(now.adding(days: -1))")
            try work.tx.run("DELETE FROM api_token WHERE expires_at <= \(now)")
            try work.tx.run("UPDATE invitation SET email = '' WHERE email <> '' AND expires_at <= \(kept)")
            return due.count
        }
    }
}

extension Work {
    fileprivate func erase(_ account: Account) throws {
        for table in Programme.erasedWithAccount {
            try tx.run("DELETE FROM \(SQL.name(table)) WHERE account_id = \(account.id)")
        }
        try tx.run(
            "UPDATE account SET email = NULL, email_folded = NULL, name = '', search_text = '' WHERE id = \(account.id)"
        )
        try tx.run("UPDATE invitation SET email = '' WHERE accepted_by = \(account.id)")
        try tx.run(
            """
            UPDATE event_attendee SET name = '', email = '', mailbox = registration_id, job = '', needs = '',
            sort_name = '', search_text = ''
            WHERE registration_id IN (SELECT id FROM event_registration WHERE account_id = \(account.id))
            """)
        try forgetMeetings(of: account)
        try tx.run(
            """
            UPDATE event_proposer SET name = '', email = '', mailbox = proposal_id, phone = ''
            WHERE proposal_id IN (SELECT id FROM event_proposal WHERE account_id = \(account.id))
            """)
        try forgetApplications(of: account)
        let erased = account.changed(at: now) { account in
            account.erasedAt = now
            account.closedAt = account.closedAt ?? now
            account.personID = nil
        }
        try save(erased, from: account, as: "account.erased")
    }

    /// What somebody wrote when they asked for their own membership of a network, and in notes about applications; that
    /// they applied stays. An application that still waits is withdrawn: nobody else could go on with it.
    private func forgetApplications(of account: Account) throws {
        let own: SQL = """
            (person_id = \(account.personID ?? "") OR (account_id = \(account.id) AND person_id IS NOT NULL))
            """
        try tx.run("UPDATE network_application SET motivation = '{}', brings = '{}', contact = '' WHERE \(own)")
        let table = "network_application"
        let open = try tx.rows(
            """
            SELECT * FROM network_application WHERE \(own) AND decision IS NULL AND withdrawn_at IS NULL ORDER BY id
            """)
        let values: [(name: String, value: Value)] = [
            ("withdrawn_at", now.column), ("withdrawn_by", .text(actor.account ?? "")),
        ]
        for row in open { try change(row, of: table, in: table, to: values, as: table + ".withdrawn") }
        try tx.run("UPDATE network_note SET text = '' WHERE account_id = \(account.id)")
    }

    /// What somebody wrote about themselves and to others for the meetings of events; that they met stays.
    private func forgetMeetings(of account: Account) throws {
        let own: SQL = "SELECT id FROM participant WHERE account_id = \(account.id)"
        try tx.run("UPDATE meeting_request SET message = '', link = NULL WHERE asker_id IN (\(own))")
        for row in try tx.meetingTexts(of: account.id) where row.author != row.askerID {
            let text = MeetingWords.leaving(row.author, out: row.message)
            guard text != row.message else { continue }
            try tx.run("UPDATE meeting_request SET message = \(text) WHERE id = \(row.id)")
        }
        try tx.run("DELETE FROM meeting_note WHERE participant_id IN (\(own))")
        try tx.run("UPDATE meeting_outcome SET remark = '' WHERE participant_id IN (\(own))")
        try tx.run(
            """
            UPDATE participant SET offers = '{}', seeks = '{}', delegation = '', delegation_key = '', search_text = '',
            languages = '[]' WHERE account_id = \(account.id)
            """)
    }
}

extension Transaction {
    fileprivate func ownParticipations(of id: ID<Account>) throws -> [OwnData.Participation] {
        try all(
            OwnData.Participation.self,
            """
            SELECT id, brokerage_id, status, delegation, offers, seeks, languages, mode, created_at, changed_at
            FROM participant WHERE account_id = \(id) ORDER BY id
            """)
    }

    fileprivate func ownMeetings(of id: ID<Account>) throws -> [OwnData.Meeting] {
        let texts = try meetingTexts(of: id)
        return try all(
            OwnData.Meeting.self,
            """
            SELECT r.id, m.participant_id, m.answer, m.priority, COALESCE(n.text, '') AS note, '' AS message, r.state,
            COALESCE(o.result, '') AS result, COALESCE(o.remark, '') AS remark, m.created_at, m.changed_at
            FROM meeting_party m JOIN participant p ON p.id = m.participant_id
            JOIN meeting_request r ON r.id = m.request_id
            LEFT JOIN meeting_note n ON n.request_id = m.request_id AND n.participant_id = m.participant_id
            LEFT JOIN meeting_outcome o ON o.request_id = m.request_id AND o.participant_id = m.participant_id
            WHERE p.account_id = \(id) ORDER BY r.id, m.id
            """
        ).map { meeting in
            var meeting = meeting
            let row = texts.first { $0.id == meeting.id && $0.author == meeting.participantID }
            meeting.message = row.map { MeetingWords.own(of: $0.author, asker: $0.askerID, in: $0.message) } ?? ""
            return meeting
        }
    }

    fileprivate struct MeetingText: Decodable {
        let id: String
        let author: String
        let askerID: String
        let message: String
    }

    /// What was written with the requests in which an account has a part, by its part.
    fileprivate func meetingTexts(of id: ID<Account>) throws -> [MeetingText] {
        try all(
            MeetingText.self,
            """
            SELECT r.id, m.participant_id AS author, r.asker_id, r.message FROM meeting_request r
            JOIN meeting_party m ON m.request_id = r.id JOIN participant p ON p.id = m.participant_id
            WHERE p.account_id = \(id) AND r.message <> '' ORDER BY r.id, m.id
            """)
    }
}

/// What several wrote with a request to meet is one text: the asker's words, then those of the others, each under the
/// id of who wrote them.
private enum MeetingWords {
    private static let mark = "\n\n— "

    private static func isOf(_ author: String, _ piece: String) -> Bool { piece.hasPrefix(author + ":\n") }

    static func own(of author: String, asker: String, in text: String) -> String {
        let pieces = text.components(separatedBy: mark)
        let first = author == asker ? Array(pieces.prefix(1)) : []
        let later = pieces.dropFirst().filter { isOf(author, $0) }.map { String($0.dropFirst(author.count + 2)) }
        return (first + later).filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    static func leaving(_ author: String, out text: String) -> String {
        let pieces = text.components(separatedBy: mark)
        return (pieces.prefix(1) + pieces.dropFirst().filter { !isOf(author, $0) }).joined(separator: mark)
    }
}

extension Transaction {
    fileprivate func ownProposals(of id: ID<Account>) throws -> [OwnData.Proposal] {
        try all(
            OwnData.Proposal.self,
            """
            SELECT p.id, p.programme_id, p.title, p.status, c.name, c.email, c.phone, p.created_at, p.changed_at
            FROM event_proposal p JOIN event_proposer c ON c.proposal_id = p.id
            WHERE p.account_id = \(id) ORDER BY p.id
            """)
    }

    fileprivate func ownQuestions(of id: ID<Account>) throws -> [OwnData.Question] {
        try all(
            OwnData.Question.self,
            """
            SELECT id, event_id, text, status, created_at, changed_at FROM event_question
            WHERE account_id = \(id) ORDER BY id
            """)
    }

    /// Those that the holder began, and those of the person that they are. What is written in one belongs to its
    /// applicant: of an organisation that the holder no longer represents, only that they began it.
    fileprivate func ownApplications(of id: ID<Account>, at now: Moment) throws -> [OwnData.Application] {
        let person: SQL = "SELECT person_id FROM account WHERE id = \(id)"
        return try all(
            OwnData.Application.self,
            """
            SELECT a.id, a.network_id, a.organisation_id, own.person_id, own.role, own.motivation, own.brings,
            own.contact, own.handed_in_at, own.decision, own.reason, own.answered_on, own.withdrawn_at, a.created_at,
            own.changed_at FROM network_application a LEFT JOIN network_application own ON own.id = a.id
            AND (own.person_id IN (\(person)) OR own.organisation_id IN (SELECT scope FROM role_grant
            WHERE account_id = \(id) AND role = \(Role.representative) AND from_at <= \(now)
            AND (until_at IS NULL OR until_at > \(now))))
            WHERE a.account_id = \(id) OR a.person_id IN (\(person)) ORDER BY a.id
            """)
    }

    fileprivate func ownApplicationNotes(of id: ID<Account>) throws -> [OwnData.ApplicationNote] {
        try all(
            OwnData.ApplicationNote.self,
            """
            SELECT id, application_id, day, text, created_at FROM network_note WHERE account_id = \(id) ORDER BY id
            """)
    }
}
