import Database
import Text

extension WallTime: ColumnValue {
    public init?(column: Value) {
        guard case .text(let text) = column else { return nil }
        self.init(text)
    }
    public var column: Value { .text(description) }
}

extension Event {
    public static func find(_ id: ID<Event>, in tx: Transaction) throws -> Event? {
        guard var event = try tx.first(Event.self, "SELECT * FROM event WHERE id = \(id)") else { return nil }
        event.keepers = try tx.column(
            String.self,
            """
            SELECT organisation_id FROM event_organiser WHERE event_id = \(id) AND role IN ('organiser', 'host')
            ORDER BY organisation_id
            """)
        return event
    }

    /// The rows a reader may know of, with `e` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "e.status <> 'draft' OR \(kept(by: actor))"
    }

    /// The rows that whoever asks may work on, with `e` for the table.
    static func kept(by actor: Actor) -> SQL {
        if actor.isOffice { return "1 = 1" }
        // never empty, so that the list of ids is one in every engine
        let scopes = actor.scopes(of: .representative) + [""]
        return """
            e.id IN (\(scopes)) OR EXISTS (SELECT 1 FROM event_organiser k WHERE k.event_id = e.id
            AND k.role IN ('organiser', 'host') AND k.organisation_id IN (\(scopes)))
            """
    }

    static let invariants: [Invariant] = [
        Invariant(
            name: "an event ends after it begins", offenders: "SELECT id FROM event WHERE ends_at <= starts_at"),
        Invariant(
            name: "an event's topics are in the vocabulary",
            offenders: """
                SELECT k.event_id FROM event_topic k LEFT JOIN topic t ON t.id = k.topic_id WHERE t.id IS NULL
                """),
        Invariant(
            name: "an event that was called off says why",
            offenders: "SELECT id FROM event WHERE (status = 'cancelled') <> (cancel_reason <> '{}')"),
    ]
}

extension EventOrganiser {
    public static func find(_ id: ID<EventOrganiser>, in tx: Transaction) throws -> EventOrganiser? {
        try tx.first(EventOrganiser.self, "SELECT * FROM event_organiser WHERE id = \(id)")
    }
}

extension Programme {
    public func createEvent(_ given: [String: Given], as actor: Actor) async throws -> Event {
        let secret = Token.random().text
        return try await write(as: actor) { work in
            try work.require(Event.refusalOfCreating(to: actor))
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: Event = try work.made(by: fields) { return made }
            return try work.addEvent(fields, secret: secret)
        }
    }

    /// Changes what is given. Who is registered stays so; a larger capacity lets those come who wait.
    public func changeEvent(_ id: ID<Event>, _ given: [String: Given], as actor: Actor) async throws -> Event {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let organisers = try work.organisers(in: fields, of: id)
            let after = try before.changed(by: fields, isTopic: topics.contains, at: work.now)
            if try work.save(after, over: before, in: "event", as: "event.changed") {
                try work.tx.run("DELETE FROM event_topic WHERE event_id = \(id)")
                try work.tx.run("DELETE FROM event_language WHERE event_id = \(id)")
                try work.tx.insertLookups(of: after)
            }
            if let organisers { try work.save(organisers, of: after) }
            try work.settleSessions(of: after)
            for follow in EventFollowers.ofEvent.all { try follow(work, before, after) }
            try work.forgetReminders(of: after, since: before)
            if let letters = try work.letters(of: after, site: site, programme: name) { try work.moveUp(letters) }
            return after
        }
    }

    /// Lets everybody see an event.
    public func publishEvent(_ id: ID<Event>, as actor: Actor) async throws -> Event {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            guard before.status == .draft else { throw Problem.refused(.init("event.refused.published")) }
            // Of a proposal that was taken back, the draft is left.
            let undone = try work.tx.count(
                "SELECT COUNT(*) FROM event_proposal WHERE event_id = \(id) AND status <> 'selected'")
            if undone > 0 { throw Problem.refused(.init("event.refused.not_selected")) }
            var after = before
            (after.status, after.version, after.changedAt) = (.published, before.version + 1, work.now)
            try work.save(after, over: before, in: "event", as: "event.published")
            return after
        }
    }

    /// Calls an event off: `cancel_reason` in languages. Whoever registered is told.
    public func cancelEvent(_ id: ID<Event>, _ given: [String: Given], as actor: Actor) async throws -> Event {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            guard before.status == .published else { throw Problem.refused(.init("event.refused.cancelled")) }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let reason = fields.multilingual("cancel_reason", [:], atMost: 1_000, isRequired: true)
            try fields.finish()
            return try work.cancel(before, reason, site: site, programme: name)
        }
    }

    func eventToCancel(_ id: ID<Event>, as actor: Actor) async throws -> Event {
        try await read { tx in
            let event = try tx.see(id, to: .decide, as: actor)
            guard event.status == .published else { throw Problem.refused(.init("event.refused.cancelled")) }
            return event
        }
    }

    func eventToEdit(_ id: ID<Event>, as actor: Actor) async throws -> EventToEdit {
        try await read { tx in
            EventToEdit(event: try tx.see(id, to: .edit, as: actor), organisers: try tx.organisers(of: id, for: actor))
        }
    }
}

/// What the form of an event holds.
struct EventToEdit: Sendable {
    let event: Event
    let organisers: [EventOrganiserLine]
}

extension Work {
    /// A draft of an event, as whoever may make one gave it.
    func addEvent(_ fields: Fields, secret: String) throws -> Event {
        let topics = try tx.topicIDs()
        let id: ID<Event> = newID(Event.prefix, from: fields)
        let organisers = try organisers(in: fields, of: id)
        let created = try Event.blank(id, at: now).changed(by: fields, isTopic: topics.contains, at: now)
        try tx.insert(created, into: "event")
        try tx.insertLookups(of: created)
        _ = try self.secret(of: id, else: secret)
        try record("event.created", from: nil, to: created)
        if let organisers { try save(organisers, of: created) }
        return created
    }

    /// Calls an event off and tells whoever registered.
    @discardableResult
    func cancel(_ before: Event, _ reason: Multilingual, site: String, programme: Multilingual) throws -> Event {
        var after = before
        after.cancelReason = reason
        (after.status, after.version, after.changedAt) = (.cancelled, before.version + 1, now)
        try save(after, over: before, in: "event", as: "event.cancelled")
        if let letters = try letters(of: after, site: site, programme: programme) { try tellCancelled(letters) }
        return after
    }

    typealias NamedOrganiser = (organisation: ID<Organisation>, role: EventOrganiser.Role)

    /// The organisers that were given, by an id or a name of each; nil where none were. What is wrong is complained
    /// about at its row.
    fileprivate func organisers(in fields: Fields, of event: ID<Event>) throws -> [NamedOrganiser]? {
        guard fields.isGiven("organisers") else { return nil }
        var fault: (any Error)?
        let (tx, actor) = (tx, actor)
        let read = fields.records("organisers", [], atMost: EventOrganiser.most) { row -> NamedOrganiser? in
            let role = row.choice("role", EventOrganiser.Role.organiser) ?? .organiser
            guard !row.text("organisation", atMost: 300).isEmpty else { return nil }
            guard row.issues.isEmpty else { return nil }
            do {
                return (try tx.organisation(named: "organisation", in: row, as: actor), role)
            } catch Problem.invalid { return nil } catch { fault = error }
            return nil
        }
        if let fault { throw fault }
        for (index, one) in read.enumerated()
        where read[..<index].contains(where: { $0.organisation == one.organisation }) {
            fields.complain("organisers", "event.organiser_twice")
        }
        return read
    }

    /// Makes the organisers of an event those that are named, in their order.
    fileprivate func save(_ named: [NamedOrganiser], of event: Event) throws {
        let known = try tx.all(
            EventOrganiser.self, "SELECT * FROM event_organiser WHERE event_id = \(event.id) ORDER BY position, id")
        for gone in known where !named.contains(where: { $0.organisation == gone.organisationID }) {
            try tx.run("DELETE FROM event_organiser WHERE id = \(gone.id)")
            try record("event_organiser.removed", from: gone, to: nil)
        }
        for (position, one) in named.enumerated() {
            if let before = known.first(where: { $0.organisationID == one.organisation }) {
                guard before.role != one.role || before.position != position else { continue }
                var after = before
                (after.role, after.position) = (one.role, position)
                (after.version, after.changedAt) = (before.version + 1, now)
                try save(after, over: before, in: "event_organiser", as: "event_organiser.changed")
            } else {
                let added = EventOrganiser(
                    id: newID(EventOrganiser.prefix), eventID: event.id, organisationID: one.organisation,
                    role: one.role, position: position, version: 1, createdAt: now, changedAt: now)
                try tx.insert(added, into: "event_organiser")
                try record("event_organiser.added", from: nil, to: added)
            }
        }
    }
}

private struct EventTopicRow: Encodable { let eventID: ID<Event>, topicID: String }
private struct EventLanguageRow: Encodable { let eventID: ID<Event>, language: String }

extension Transaction {
    /// The small tables of an event.
    fileprivate func insertLookups(of event: Event) throws {
        try insert(all: event.topics.map { EventTopicRow(eventID: event.id, topicID: $0) }, into: "event_topic")
        try insert(
            all: event.languages.map { EventLanguageRow(eventID: event.id, language: $0) }, into: "event_language")
    }

    /// Those that the reader may know of.
    func organisers(of event: ID<Event>, for actor: Actor) throws -> [EventOrganiserLine] {
        try all(
            EventOrganiserLine.self,
            """
            SELECT o.id AS organisation_id, o.legal_name, o.names, o.country, k.role
            FROM event_organiser k JOIN organisation o ON o.id = k.organisation_id
            WHERE k.event_id = \(event) AND \(Organisation.visible(to: actor)) ORDER BY k.position, o.sort_name, o.id
            """)
    }
}
