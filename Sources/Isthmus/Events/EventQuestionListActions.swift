import Database
import Text

extension EventQuestion {
    static let listing = Listing<EventQuestionLine>(
        columns: """
            q.id, q.event_id, e.title AS event_title, q.question,
            CASE WHEN q.status = 'published' THEN q.answer ELSE '{}' END AS answer, q.status, q.answered_at, q.version,
            q.created_at, q.changed_at
            """,
        source: "event_question q JOIN event e ON e.id = q.event_id", id: "q.id",
        facets: [
            Facet("status", column: "q.status").reading(Status.self),
            Facet("kind", column: "e.kind").reading(Event.Kind.self),
            Facet(
                "language", column: "g.language", join: "JOIN event_question_language g ON g.question_id = q.id"
            ) { values in
                """
                EXISTS (SELECT 1 FROM event_question_language x WHERE x.question_id = q.id
                AND x.language IN (\(values)))
                """
            },
            Facet("topic", column: "k.topic_id", join: "JOIN event_topic k ON k.event_id = q.event_id") { topics in
                "EXISTS (SELECT 1 FROM event_topic x WHERE x.event_id = q.event_id AND x.topic_id IN (\(topics)))"
            },
            Facet("event", column: "q.event_id", join: "", isOffered: false) { "q.event_id IN (\($0))" },
        ],
        sorts: [
            Sort("answered", "COALESCE(q.answered_at, q.created_at)", isNumber: true, isDescending: true),
            Sort("asked", "q.created_at", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "q.search_text LIKE \("%" + $0 + "%")" })
        })
}

extension Programme {
    /// The archive of what was asked about events and answered; the organisers also see what waits for them.
    public func eventQuestions(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<EventQuestionLine> {
        try await read { tx in
            try tx.list(
                EventQuestion.listing, selection, visible: EventQuestion.visible(to: actor), counting: counting)
        }
    }

    /// The latest answers for feed readers, those that everybody may read.
    func questionEntries(_ selection: Selection, most: Int) async throws -> [EventQuestionLine] {
        var chosen = selection
        chosen.limit = most
        chosen.sort = "answered"
        let latest = chosen
        return try await read { tx in
            try tx.list(
                EventQuestion.listing, latest, visible: EventQuestion.visible(to: .visitor), counting: false
            ).items
        }
    }

    /// What was asked about one event and answered, and one's own questions.
    func questions(of id: ID<Event>, as actor: Actor) async throws -> EventQuestions {
        try await read { tx in
            let event = try tx.see(id, as: actor)
            let all = try tx.all(
                EventQuestion.self,
                """
                SELECT * FROM event_question WHERE event_id = \(id)
                AND (status = 'published' OR account_id = \(actor.account ?? ""))
                ORDER BY answered_at NULLS LAST, id LIMIT 500
                """)
            let own = all.filter { $0.status != .published && $0.accountID?.text == actor.account }
            return EventQuestions(
                event: event, answered: all.filter { $0.status == .published }.map { $0.seen(by: .visitor) },
                own: own.map { $0.seen(by: actor) }, refusal: event.refusalOfAsking(actor))
        }
    }

    public func eventQuestion(_ id: ID<EventQuestion>, as actor: Actor) async throws -> EventQuestionSeen {
        try await read { tx in try tx.see(id, as: actor).seen(by: actor) }
    }

    func questionProfile(
        _ id: ID<EventQuestion>, to permission: EventQuestion.Permission = .view, as actor: Actor
    ) async throws -> EventQuestionProfile {
        try await read { tx in
            let question = try tx.see(id, to: permission, as: actor)
            guard let event = try Event.find(question.eventID, in: tx) else { throw Problem.notFound }
            let mayAnswer = question.allows(.answer, to: actor)
            let target = try question.mergedID.flatMap { try EventQuestion.find($0, in: tx) }
                .flatMap { $0.allows(.view, to: actor) ? $0 : nil }
            let others =
                !mayAnswer
                ? []
                : try tx.all(
                    EventQuestion.self,
                    """
                    SELECT * FROM event_question WHERE event_id = \(event.id) AND id <> \(id) AND status <> 'merged'
                    ORDER BY id LIMIT 200
                    """)
            return EventQuestionProfile(
                question: question.seen(by: actor), event: event.seen(mayJoin: false), mayAnswer: mayAnswer,
                asker: mayAnswer ? try tx.asker(of: question)?.name ?? "" : "",
                merged: mayAnswer
                    ? try tx.count("SELECT COUNT(*) FROM event_question WHERE merged_id = \(id)") : 0,
                target: target.map { Named(id: $0.id.text, name: $0.question.reading(actor.language), note: "") },
                others: others.map { Named(id: $0.id.text, name: $0.question.reading(actor.language), note: "") },
                history: mayAnswer ? try tx.history(of: id.text, isOffice: actor.isOffice) : [])
        }
    }
}
