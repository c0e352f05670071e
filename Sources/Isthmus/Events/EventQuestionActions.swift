import Database
import Text

extension EventQuestion {
    public static func find(_ id: ID<EventQuestion>, in tx: Transaction) throws -> EventQuestion? {
        let found = try tx.first(EventQuestion.self, "SELECT * FROM event_question WHERE id = \(id)")
        guard var found, let event = try Event.find(found.eventID, in: tx) else { return nil }
        (found.keepers, found.isEventPublic) = (event.keepers, event.status != .draft)
        return found
    }

    /// The rows a reader may know of, with `q` for the table and `e` for its event; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        let own: SQL = actor.account.map { "q.account_id = \($0)" } ?? "1 = 0"
        return "(q.status = 'published' AND e.status <> 'draft') OR \(own) OR (\(Event.kept(by: actor)))"
    }

    static let waiting: DeskSource = { tx, actor, now in
        guard actor.isSignedIn else { return [] }
        let rows = try tx.rows(
            """
            SELECT q.event_id, MIN(e.title) AS title, COUNT(*) AS n, MIN(q.created_at) AS since
            FROM event_question q JOIN event e ON e.id = q.event_id
            WHERE q.status = 'open' AND (\(Event.kept(by: actor))) GROUP BY q.event_id ORDER BY since, q.event_id
            LIMIT 20
            """)
        return try rows.map { row in
            let title: Multilingual = try row.get("title")
            let since: Moment = try row.get("since")
            let (event, count): (String, Int) = (try row.get("event_id"), try row.get("n"))
            return DeskItem(
                .init("event_question.desk", ["event": title.reading(actor.language), "count": String(count)]),
                path: "/event-questions?event=\(event)&status=open", due: since.adding(days: 7))
        }
    }

    static let invariants = [
        Invariant(
            name: "a published question is answered",
            offenders: "SELECT id FROM event_question WHERE status = 'published' AND answer = '{}'"),
        Invariant(
            name: "a merged question points to one of the same event that is none itself",
            offenders: """
                SELECT q.id FROM event_question q LEFT JOIN event_question t ON t.id = q.merged_id
                WHERE (q.status = 'merged') <> (q.merged_id IS NOT NULL)
                OR (q.merged_id IS NOT NULL AND (t.event_id <> q.event_id OR t.status = 'merged'))
                """),
        Invariant(
            name: "a question is somebody's",
            offenders: "SELECT id FROM event_question WHERE account_id IS NULL AND registration_id IS NULL"),
    ]
}

extension Event {
    /// Why nobody can ask about an event.
    func refusalOfAsking(_ actor: Actor, isRegistered: Bool = false) -> Problem.Reason? {
        if status != .published { return .init("event_question.refused.status") }
        return actor.account == nil && !isRegistered ? .init("event_question.refused.account") : nil
    }
}

extension Programme {
    /// Asks the organisers of an event: `text`.
    @discardableResult
    public func askQuestion(
        about event: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventQuestionSeen {
        let languages = settings.languages
        return try await write(as: actor) { work in
            let event = try work.load(event, to: .view)
            try work.require(event.refusalOfAsking(actor))
            guard let account = actor.account else { throw Problem.signInNeeded }
            let fields = Fields(given)
            if let made: EventQuestion = try work.made(by: fields) { return made.seen(by: actor) }
            return try work.ask(
                event, fields, account: ID(account), registration: nil,
                language: languages.contains(actor.language) ? actor.language : languages.first ?? "en"
            ).seen(by: actor)
        }
    }

    /// The same with the secret way to a registration, without an account.
    @discardableResult
    public func askQuestion(token: String, _ given: [String: Given]) async throws -> ID<Event> {
        try await write(as: .visitor) { work in
            try work.require(nil)
            let registration = try work.tx.registration(signed: token, for: EventLetters.own)
            guard let event = try Event.find(registration.eventID, in: work.tx) else { throw Problem.notFound }
            guard registration.status != .unconfirmed else {
                throw Problem.refused(.init("event_question.refused.unconfirmed"))
            }
            try work.require(event.refusalOfAsking(work.actor, isRegistered: true))
            _ = try work.ask(
                event, Fields(given), account: registration.accountID, registration: registration.id,
                language: registration.language)
            return event.id
        }
    }

    /// Words a question and its answer for the public: `question`, `answer`.
    public func changeQuestion(
        _ id: ID<EventQuestion>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventQuestion {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .answer)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.save(after, over: before, as: "event_question.changed")
            return after
        }
    }

    /// Lets everybody read a question with its answer; the asker is told once, and those whose questions were merged
    /// into it.
    public func publishQuestion(
        _ id: ID<EventQuestion>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> EventQuestion {
        try await answer(id, given, as: actor) { work, before in
            guard !before.answer.isEmpty else {
                throw Problem.refused(.init("event_question.refused.unanswered"))
            }
            return (.published, "event_question.published")
        }
    }

    /// Keeps a question out of the archive. With an answer, the asker alone is told it.
    public func keepQuestionBack(
        _ id: ID<EventQuestion>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> EventQuestion {
        try await answer(id, given, as: actor) { _, _ in (.kept, "event_question.kept") }
    }

    private func answer(
        _ id: ID<EventQuestion>, _ given: [String: Given], as actor: Actor,
        _ decide: @escaping @Sendable (Work, EventQuestion) throws -> (EventQuestion.Status, String)
    ) async throws -> EventQuestion {
        let (site, name, fresh) = (settings.address, settings.name, Token.random().text)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .answer)
            guard before.status != .merged else { throw Problem.refused(.init("event_question.refused.merged")) }
            let fields = Fields(given)
            // Nobody lets out words that they have not read.
            try fields.expect(version: before.version)
            try fields.finish()
            guard let event = try Event.find(before.eventID, in: work.tx) else { throw Problem.notFound }
            let (status, action) = try decide(work, before)
            var next = before
            next.status = status
            if !next.answer.isEmpty { next.answeredAt = before.answeredAt ?? work.now }
            let letters = EventLetters(
                event: event, secret: try work.secret(of: event.id, else: fresh), site: site, programme: name)
            next = try work.tell(next, letters)
            let after =
                before.status == next.status && before.toldAt == next.toldAt ? before : next.settled(at: work.now)
            try work.save(after, over: before, as: action)
            if status == .published { try work.tellMerged(into: after, letters) }
            return after
        }
    }

    /// Says that a question asks what another one asks (`into`): who asked it gets that one's answer.
    public func mergeQuestion(
        _ id: ID<EventQuestion>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventQuestion {
        let (site, name, fresh) = (settings.address, settings.name, Token.random().text)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .answer)
            let fields = Fields(given)
            let target = fields.text("into", atLeast: 1, atMost: 40)
            try fields.finish()
            guard before.status != .merged else { throw Problem.refused(.init("event_question.refused.merged")) }
            guard let other = try EventQuestion.find(ID(target), in: work.tx), other.eventID == before.eventID,
                other.id != id, other.status != .merged
            else { throw Problem.invalid("into", "field.unknown", ["code": target]) }
            guard let event = try Event.find(before.eventID, in: work.tx) else { throw Problem.notFound }
            let letters = EventLetters(
                event: event, secret: try work.secret(of: event.id, else: fresh), site: site, programme: name)
            // What was merged into this one follows it.
            for one in try work.tx.merged(into: id) {
                var next = one
                next.mergedID = other.id
                try work.save(next.settled(at: work.now), over: one, as: "event_question.merged")
            }
            var next = before
            (next.status, next.mergedID) = (.merged, other.id)
            let after = next.settled(at: work.now)
            try work.save(after, over: before, as: "event_question.merged")
            if other.status == .published { try work.tellMerged(into: other, letters) }
            guard let saved = try EventQuestion.find(id, in: work.tx) else { throw Problem.notFound }
            return saved
        }
    }
}

private struct QuestionLanguageRow: Encodable { let questionID: ID<EventQuestion>, language: String }

extension Work {
    fileprivate func ask(
        _ event: Event, _ fields: Fields, account: ID<Account>?, registration: ID<EventRegistration>?, language: String
    ) throws -> EventQuestion {
        let id: ID<EventQuestion> = newID(EventQuestion.prefix, from: fields)
        let text = fields.text("text", atLeast: 10, atMost: EventQuestion.longest, lines: true)
        try fields.finish()
        let own: SQL =
            account.map { "account_id = \($0)" } ?? "registration_id = \(registration?.text ?? "")"
        let open = try tx.all(
            EventQuestion.self,
            "SELECT * FROM event_question WHERE event_id = \(event.id) AND status = 'open' AND \(own) ORDER BY id")
        if let same = open.first(where: { folded($0.text) == folded(text) }) {
            recordNothing()
            return same
        }
        if open.count >= EventQuestion.mostOpen {
            throw Problem.invalid("text", "event_question.many", ["most": String(EventQuestion.mostOpen)])
        }
        let asked = EventQuestion(
            id: id, eventID: event.id, accountID: account, registrationID: registration, language: language,
            text: text, question: [language: text], answer: [:], status: .open, mergedID: nil, answeredAt: nil,
            toldAt: nil, searchText: "", version: 0, createdAt: now, changedAt: now
        ).settled(at: now)
        try tx.insert(asked, into: "event_question")
        try record("event_question.asked", from: nil, to: asked)
        return asked
    }

    /// Saves a question with the languages of its answer.
    fileprivate func save(_ after: EventQuestion, over before: EventQuestion, as action: String) throws {
        guard try save(after, over: before, in: "event_question", as: action) else { return }
        try tx.run("DELETE FROM event_question_language WHERE question_id = \(after.id)")
        let rows = after.answer.languages.map { QuestionLanguageRow(questionID: after.id, language: $0) }
        try tx.insert(all: rows, into: "event_question_language")
    }

    /// Mails the answer to whoever asked, unless they were told before or there is none; the question as told.
    fileprivate func tell(_ question: EventQuestion, _ letters: EventLetters, answer other: EventQuestion? = nil) throws
        -> EventQuestion
    {
        let answer = (other ?? question).answer
        guard question.toldAt == nil, !answer.isEmpty, let asker = try tx.asker(of: question) else { return question }
        let words = Words(question.language)
        let values = [
            "event": letters.event.title.reading(question.language),
            "site": letters.programme.reading(question.language),
        ]
        let shown = (other ?? question).status == .published
        let path = shown ? "/event-questions/\((other ?? question).id.text)" : "/events/\(question.eventID.text)"
        try send(
            MailDraft(
                to: asker.email, name: asker.name, language: question.language,
                subject: words("event_question.mail.subject", values),
                greeting: words("claim.mail.greeting", ["name": asker.name]),
                paragraphs: [
                    words("event_question.mail.text", values), question.text, answer.reading(question.language),
                ],
                link: MailDraft.Link(words("event_question.mail.link"), letters.site + path),
                reason: words("event_question.mail.reason", values), about: question.id.text))
        var told = question
        told.toldAt = now
        return told
    }

    /// Tells those whose questions were merged into an answered one.
    fileprivate func tellMerged(into target: EventQuestion, _ letters: EventLetters) throws {
        for one in try tx.merged(into: target.id) where one.toldAt == nil {
            let told = try tell(one, letters, answer: target)
            guard told.toldAt != nil else { continue }
            try save(told.settled(at: now), over: one, as: "event_question.told")
        }
    }
}

extension Transaction {
    fileprivate func merged(into id: ID<EventQuestion>) throws -> [EventQuestion] {
        try all(EventQuestion.self, "SELECT * FROM event_question WHERE merged_id = \(id) ORDER BY id")
    }

    /// Who asked, with the address; nil where neither is known any more.
    func asker(of question: EventQuestion) throws -> Account.Holder? {
        if let account = question.accountID {
            let holder = try holder(of: account)
            return holder.email.isEmpty ? nil : holder
        }
        guard let registration = question.registrationID else { return nil }
        let attendee = try attendee(of: registration)
        return attendee.email.isEmpty ? nil : Account.Holder(name: attendee.name, email: attendee.email)
    }
}
