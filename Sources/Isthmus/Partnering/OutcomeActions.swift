import Database

extension Outcome {
    public static func find(_ id: ID<Outcome>, in tx: Transaction) throws -> Outcome? {
        try tx.first(Outcome.self, "SELECT * FROM outcome WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "an answer about an outcome says when",
            offenders: "SELECT id FROM outcome WHERE (result IS NULL) <> (answered_at IS NULL)")
    ]

    /// Surveys that wait for an answer.
    static let waiting: DeskSource = { tx, actor, _ in
        guard let account = actor.account else { return [] }
        struct Line: Decodable { let id: String, title: Multilingual }
        return try tx.all(
            Line.self,
            """
            SELECT u.id, s.title FROM outcome u JOIN expression e ON e.id = u.expression_id
            JOIN partner_search s ON s.id = e.search_id WHERE u.account_id = \(account) AND u.answered_at IS NULL
            ORDER BY u.id LIMIT 20
            """
        ).map {
            DeskItem(.init("outcome.desk", ["title": $0.title.reading(actor.language)]), path: "/outcomes/\($0.id)")
        }
    }
}

extension Programme {
    /// What time asks of partner searches, run by the worker: reminders of unanswered expressions of interest, and the
    /// survey of what came of them. The numbers of both.
    @discardableResult
    public func remindPartners() async throws -> (reminders: Int, surveys: Int) {
        let due = try await read { [clock] tx in
            (try tx.interestsToRemind(at: clock()).count, try tx.interestsToSurvey(at: clock()).count)
        }
        guard due.0 + due.1 > 0 else { return (0, 0) }
        return try await write(as: .program("partnering")) { [self] work in
            try work.require(nil)
            work.recordNothing()
            let unanswered = try work.tx.interestsToRemind(at: work.now)
            for interest in unanswered { try work.remind(of: interest, self) }
            let over = try work.tx.interestsToSurvey(at: work.now)
            for interest in over { try work.survey(interest, self) }
            return (unanswered.count, over.count)
        }
    }

    /// Says what came of an expression of interest: `result`, `remark`. Where it says that it got further than the
    /// programme knew, the expression follows.
    @discardableResult
    public func answerOutcome(_ id: ID<Outcome>, _ given: [String: Given], as actor: Actor) async throws -> Outcome {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .answer)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.answered(by: fields, at: work.now)
            try work.save(after, over: before, in: "outcome", as: "outcome.answered")
            if let interest = try Interest.find(before.expressionID, in: work.tx), !interest.state.isOver,
                let state = after.result?.state, state.height > interest.state.height
            {
                let next = interest.stepped(to: state, "", at: work.now)
                try work.save(next, over: interest, in: "expression", as: "expression.reported")
                try work.note(state, of: next, by: before.side, "")
            }
            return after
        }
    }

    func outcome(_ id: ID<Outcome>, as actor: Actor) async throws -> OutcomeProfile {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            let outcome = try tx.see(id, as: actor)
            guard let interest = try Interest.find(outcome.expressionID, in: tx), let search = interest.search,
                let other = try Organisation.find(
                    outcome.side == .sender ? search.organisationID : interest.organisationID, in: tx)
            else { throw Problem.notFound }
            return OutcomeProfile(
                outcome: outcome, title: search.title, other: other.name(in: actor.language), state: interest.state)
        }
    }
}

/// A survey with what it asks about.
struct OutcomeProfile: Sendable {
    let outcome: Outcome
    let title: Multilingual
    /// The organisation of the other side.
    let other: String
    let state: Interest.State
}

extension Transaction {
    /// At most a hundred a round, the oldest first.
    fileprivate func interestsToRemind(at now: Moment) throws -> [Interest] {
        let rules = try partneringRules()
        let before = now.adding(days: -rules.reminderDays)
        return try interests(
            """
            e.state = 'sent' AND e.reminders < \(rules.mostReminders)
            AND COALESCE(e.reminded_at, e.created_at) <= \(before)
            AND s.withdrawn_at IS NULL AND s.closed_at IS NULL AND (c.closes_at IS NULL OR c.closes_at > \(now))
            """)
    }

    /// Expressions that somebody answered, some days after the call closed, of which neither side was asked yet.
    fileprivate func interestsToSurvey(at now: Moment) throws -> [Interest] {
        let before = now.adding(days: -(try partneringRules().outcomeDays))
        return try interests(
            """
            e.state IN ('contact', 'consortium', 'submitted') AND c.closes_at <= \(before)
            AND NOT EXISTS (SELECT 1 FROM outcome u WHERE u.expression_id = e.id)
            """)
    }

    private func interests(_ condition: SQL) throws -> [Interest] {
        let ids = try column(
            ID<Interest>.self,
            """
            SELECT e.id FROM expression e JOIN partner_search s ON s.id = e.search_id JOIN call c ON c.id = s.call_id
            WHERE \(condition) ORDER BY e.id LIMIT 100
            """)
        return try ids.compactMap { try Interest.find($0, in: self) }
    }
}

extension Work {
    fileprivate func remind(of interest: Interest, _ programme: Programme) throws {
        guard let search = interest.search else { return }
        var next = interest.later(at: now)
        (next.remindedAt, next.reminders) = (now, interest.reminders + 1)
        try save(next, over: interest, in: "expression", as: "expression.reminded")
        try tell(
            search.accountID, "expression.reminder", of: search, values: try tx.naming(interest.organisationID),
            about: interest.id.text, path: "/expressions/\(interest.id.text)",
            site: programme.settings.address, programme: programme.settings.name, reminding: programme)
    }

    /// Asks both sides what came of it.
    fileprivate func survey(_ interest: Interest, _ programme: Programme) throws {
        guard let search = interest.search else { return }
        for (side, account, other) in [
            (Interest.Side.sender, interest.accountID, search.organisationID),
            (.owner, search.accountID, interest.organisationID),
        ] {
            let outcome = Outcome(
                id: newID(Outcome.prefix), expressionID: interest.id, side: side, accountID: account, result: nil,
                remark: "", answeredAt: nil, version: 1, createdAt: now, changedAt: now)
            try tx.insert(outcome, into: "outcome")
            try record("outcome.asked", from: nil, to: outcome)
            try tell(
                account, "outcome", of: search, values: try tx.naming(other), about: outcome.id.text,
                path: "/outcomes/\(outcome.id.text)", site: programme.settings.address,
                programme: programme.settings.name,
                reminding: programme)
        }
    }
}
