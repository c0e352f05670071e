import Database
import Text

extension EventProgramme {
    public static func find(_ id: ID<EventProgramme>, in tx: Transaction) throws -> EventProgramme? {
        try tx.first(EventProgramme.self, "SELECT * FROM event_programme WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `g` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "g.status <> 'draft'" }

    static let invariants: [Invariant] = [
        Invariant(
            name: "a programme of events ends after it begins and takes proposals before",
            offenders: """
                SELECT id FROM event_programme
                WHERE last_day < first_day OR closes_on < opens_on OR closes_on > last_day
                """)
    ]

    static let listing = Listing<EventProgrammeLine>(
        columns: """
            g.id, g.title, g.first_day, g.last_day, g.opens_on, g.closes_on, g.status,
            (SELECT COUNT(*) FROM event_proposal p WHERE p.programme_id = g.id AND p.status = 'selected') AS selected,
            g.version, g.changed_at
            """,
        source: "event_programme g", id: "g.id",
        facets: [
            Facet("status", column: "g.status").reading(Status.self),
            Facet("year", column: "SUBSTR(g.first_day, 1, 4)").reading { Int($0) == nil ? nil : $0 }.inOrder(),
        ],
        sorts: [
            Sort("first", "g.first_day", isDescending: true), Sort("name", "g.sort_name"),
            Sort("closes", "g.closes_on", isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "g.search_text LIKE \("%" + $0 + "%")" })
        })
}

/// A line of the list of programmes of events.
public struct EventProgrammeLine: Codable, Sendable {
    public let id: ID<EventProgramme>
    public let title: Multilingual
    public let firstDay: Day
    public let lastDay: Day
    public let opensOn: Day
    public let closesOn: Day
    public let status: EventProgramme.Status
    /// How many events were chosen.
    public let selected: Int
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one programme of events shows.
public struct EventProgrammeProfile: Encodable, Sendable {
    public let programme: EventProgramme
    public let phase: EventProgramme.Phase
    public let topics: [Named]
    /// Events of it that the reader can see.
    public let events: Int
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

extension Programme {
    public func eventProgrammes(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<EventProgrammeLine> {
        try await read { tx in
            try tx.list(
                EventProgramme.listing, selection, visible: EventProgramme.visible(to: actor), counting: counting)
        }
    }

    public func eventProgramme(_ id: ID<EventProgramme>, as actor: Actor) async throws -> EventProgrammeProfile {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, as: actor)
            return EventProgrammeProfile(
                programme: programme.seen(by: actor), phase: programme.phase(at: now),
                topics: try tx.topics(of: programme),
                events: try tx.count(
                    """
                    SELECT COUNT(*) FROM event_proposal p JOIN event e ON e.id = p.event_id
                    WHERE p.programme_id = \(id) AND p.status = 'selected' AND (\(Event.visible(to: actor)))
                    """),
                mayEdit: programme.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    public func createEventProgramme(_ given: [String: Given], as actor: Actor) async throws -> EventProgramme {
        let secret = Token.random().text
        return try await write(as: actor) { work in
            try work.require(EventProgramme.refusalOfCreating(to: actor))
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: EventProgramme = try work.made(by: fields) { return made }
            let topics = try work.tx.topicIDs()
            let id: ID<EventProgramme> = work.newID(EventProgramme.prefix, from: fields)
            let created = try EventProgramme.blank(id, at: work.now).changed(
                by: fields, isTopic: topics.contains, at: work.now)
            try work.tx.insert(created, into: "event_programme")
            try work.tx.run("INSERT INTO event_programme_key (programme_id, secret) VALUES (\(id), \(secret))")
            try work.record("event_programme.created", from: nil, to: created)
            return created
        }
    }

    public func changeEventProgramme(
        _ id: ID<EventProgramme>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProgramme {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let ticked = try work.tx.column(
                String.self,
                """
                SELECT DISTINCT k.code FROM event_task k JOIN event_proposal p ON p.id = k.proposal_id
                WHERE p.programme_id = \(id)
                """)
            let after = try before.changed(
                by: fields, isTopic: topics.contains, ticked: Set(ticked), at: work.now)
            try work.save(after, over: before, in: "event_programme", as: "event_programme.changed")
            return after
        }
    }

    /// Lets everybody see a programme; proposals come from its first day of intake on.
    public func publishEventProgramme(_ id: ID<EventProgramme>, as actor: Actor) async throws -> EventProgramme {
        try await move(id, from: .draft, to: .published, as: actor)
    }

    /// Closes a programme: its booklet is everybody's from now on.
    public func finishEventProgramme(_ id: ID<EventProgramme>, as actor: Actor) async throws -> EventProgramme {
        try await move(id, from: .published, to: .finished, as: actor)
    }

    private func move(
        _ id: ID<EventProgramme>, from: EventProgramme.Status, to status: EventProgramme.Status, as actor: Actor
    ) async throws -> EventProgramme {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            guard before.status == from else {
                throw Problem.refused(.init("event_programme.refused.not_\(from.rawValue)"))
            }
            if status == .finished, before.lastDay >= before.clock.time(at: work.now).day {
                throw Problem.refused(.init("event_programme.refused.running", ["day": before.lastDay.description]))
            }
            var after = before
            (after.status, after.version, after.changedAt) = (status, before.version + 1, work.now)
            try work.save(after, over: before, in: "event_programme", as: "event_programme.\(status.rawValue)")
            return after
        }
    }

    /// The titles of those that whoever asks may know of, by their ids.
    func titles(of ids: [String], as actor: Actor) async throws -> [String: Multilingual] {
        guard !ids.isEmpty else { return [:] }
        return try await read { tx in
            let found = try tx.all(
                EventProgramme.self, "SELECT * FROM event_programme WHERE id IN (\(ids)) ORDER BY id LIMIT 50")
            let known = found.filter { $0.allows(.view, to: actor) }
            return Dictionary(known.map { ($0.id.text, $0.title) }) { first, _ in first }
        }
    }

    func eventProgrammeToEdit(_ id: ID<EventProgramme>, as actor: Actor) async throws -> EventProgramme {
        try await read { try $0.see(id, to: .edit, as: actor) }
    }
}

extension Transaction {
    /// The themes of a programme, in the order of the vocabulary.
    func topics(of programme: EventProgramme) throws -> [Named] {
        try named(
            "SELECT id, name, code AS note FROM topic WHERE id IN (\(programme.topics + [""])) ORDER BY position, id")
    }

    /// The secret with which the links of a programme's proposers are signed.
    func secret(of programme: ID<EventProgramme>) throws -> String {
        let secret = try value(
            String.self, "SELECT secret FROM event_programme_key WHERE programme_id = \(programme)")
        guard let secret else { throw Problem.notFound }
        return secret
    }
}
