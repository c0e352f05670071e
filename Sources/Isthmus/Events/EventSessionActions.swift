import Database

extension EventSession {
    public static func find(_ id: ID<EventSession>, in tx: Transaction) throws -> EventSession? {
        try tx.first(EventSession.self, "SELECT * FROM event_session WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "a session ends after it begins",
            offenders: "SELECT id FROM event_session WHERE ends_at <= starts_at"),
        Invariant(
            name: "a speaker is somebody",
            offenders: "SELECT id FROM event_speaker WHERE (person_id IS NULL) <> (name <> '')"),
    ]
}

extension EventSpeaker {
    public static func find(_ id: ID<EventSpeaker>, in tx: Transaction) throws -> EventSpeaker? {
        try tx.first(EventSpeaker.self, "SELECT * FROM event_speaker WHERE id = \(id)")
    }
}

extension Programme {
    public func agenda(of id: ID<Event>, as actor: Actor) async throws -> EventAgenda {
        try await read { tx in
            let event = try tx.see(id, as: actor)
            return EventAgenda(
                event: event, items: try tx.agenda(of: id, for: actor), mayEdit: event.allows(.edit, to: actor))
        }
    }

    /// Adds a session: `kind`, `title`, `text`, `room`, `starts`, `ends`, `speakers` (each with `name` and `role`).
    public func addSession(
        to event: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventSession {
        try await write(as: actor) { work in
            let event = try work.load(event, to: .edit)
            let fields = Fields(given)
            if let made: EventSession = try work.made(by: fields) { return made }
            let speakers = try work.speakers(in: fields)
            let blank = EventSession.blank(work.newID(EventSession.prefix, from: fields), of: event, at: work.now)
            let added = try blank.changed(by: fields, in: event, at: work.now)
            try work.tx.insert(added, into: "event_session")
            try work.record("event_session.added", from: nil, to: added)
            if let speakers { try work.save(speakers, of: added) }
            return added
        }
    }

    public func changeSession(
        _ id: ID<EventSession>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventSession {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .view)
            let event = try work.load(before.eventID, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let speakers = try work.speakers(in: fields)
            let after = try before.changed(by: fields, in: event, at: work.now)
            try work.save(after, over: before, in: "event_session", as: "event_session.changed")
            if let speakers { try work.save(speakers, of: after) }
            return after
        }
    }

    /// The event whose session was taken away.
    @discardableResult
    public func removeSession(_ id: ID<EventSession>, as actor: Actor) async throws -> ID<Event> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .view)
            _ = try work.load(gone.eventID, to: .edit)
            for follow in EventFollowers.ofSession.all { try follow(work, gone) }
            try work.save([], of: gone)
            try work.tx.run("DELETE FROM event_session WHERE id = \(id)")
            try work.record("event_session.removed", from: gone, to: nil)
            return gone.eventID
        }
    }

    /// A session for its form, with its event.
    func sessionToEdit(_ id: ID<EventSession>, as actor: Actor) async throws -> (item: EventAgendaItem, event: Event) {
        try await read { tx in
            guard let session = try EventSession.find(id, in: tx) else { throw Problem.notFound }
            let event = try tx.see(session.eventID, to: .edit, as: actor)
            let speakers = try tx.speakers(of: "s.id = \(id)", for: actor)[id] ?? []
            return (EventAgendaItem(session: session, speakers: speakers), event)
        }
    }
}

extension Work {
    typealias NamedSpeaker = (person: ID<Person>?, name: String, role: EventSpeaker.Role)

    /// The speakers that were given: an id of a person, or a name, which is that of the only person who bears it.
    fileprivate func speakers(in fields: Fields) throws -> [NamedSpeaker]? {
        guard fields.isGiven("speakers") else { return nil }
        var fault: (any Error)?
        let (tx, actor) = (tx, actor)
        let read = fields.records("speakers", [], atMost: EventSpeaker.most) { row -> NamedSpeaker? in
            let role = row.choice("role", EventSpeaker.Role.speaker) ?? .speaker
            let name = row.text("name", atMost: 200)
            guard !name.isEmpty, row.issues.isEmpty else { return nil }
            do {
                let person = try tx.person(meantBy: name, for: actor)
                if person == nil, IDSource.isID(name, Person.prefix) {
                    row.complain("name", "field.unknown", ["code": name])
                    return nil
                }
                return (person, person == nil ? name : "", role)
            } catch { fault = error }
            return nil
        }
        if let fault { throw fault }
        return read
    }

    /// Makes the speakers of a session those that are named, in their order.
    fileprivate func save(_ named: [NamedSpeaker], of session: EventSession) throws {
        let known = try tx.all(
            EventSpeaker.self, "SELECT * FROM event_speaker WHERE session_id = \(session.id) ORDER BY position, id")
        let isSame =
            known.count == named.count
            && zip(known, named).allSatisfy { $0.personID == $1.person && $0.name == $1.name && $0.role == $1.role }
        guard !isSame else { return }
        for gone in known {
            try tx.run("DELETE FROM event_speaker WHERE id = \(gone.id)")
            try record("event_speaker.removed", from: gone, to: nil)
        }
        for (position, one) in named.enumerated() {
            let added = EventSpeaker(
                id: newID(EventSpeaker.prefix), sessionID: session.id, personID: one.person, name: one.name,
                role: one.role, position: position, version: 1, createdAt: now, changedAt: now)
            try tx.insert(added, into: "event_speaker")
            try record("event_speaker.added", from: nil, to: added)
        }
    }

    /// Tells all sessions of an event what their times mean by its clocks, so many days `later` where it moved.
    func settleSessions(of event: Event, later days: Int = 0) throws {
        for before in try tx.all(EventSession.self, "SELECT * FROM event_session WHERE event_id = \(event.id)") {
            var after = before
            if days != 0 {
                after.starts = WallTime(day: before.starts.day.adding(days: days), minute: before.starts.minute)
                after.ends = WallTime(day: before.ends.day.adding(days: days), minute: before.ends.minute)
            }
            (after.startsAt, after.endsAt) = (event.clock.moment(after.starts), event.clock.moment(after.ends))
            guard after.startsAt != before.startsAt || after.endsAt != before.endsAt else { continue }
            (after.version, after.changedAt) = (before.version + 1, now)
            try save(after, over: before, in: "event_session", as: "event_session.changed")
        }
    }
}

extension Transaction {
    /// The person of this id, or the only one who bears this name, in whatever order its parts stand.
    fileprivate func person(meantBy text: String, for actor: Actor) throws -> ID<Person>? {
        if IDSource.isID(text, Person.prefix) {
            return try Person.find(ID(text), in: self).flatMap { $0.allows(.view, to: actor) ? $0.id : nil }
        }
        let bearers = try people(called: text, for: actor)
        return bearers.count == 1 ? bearers.first : nil
    }

    fileprivate func agenda(of event: ID<Event>, for actor: Actor) throws -> [EventAgendaItem] {
        let sessions = try all(
            EventSession.self,
            "SELECT * FROM event_session WHERE event_id = \(event) ORDER BY starts_at, room, id LIMIT 1000")
        let speakers = try speakers(of: "s.event_id = \(event)", for: actor)
        return sessions.map { EventAgendaItem(session: $0, speakers: speakers[$0.id] ?? []) }
    }

    private struct SpeakerRow: Decodable {
        let sessionID: ID<EventSession>
        let personID: ID<Person>?
        let name: String
        let names: [PersonName]?
        let role: EventSpeaker.Role
    }

    /// By session; whoever the reader may not know of is left out.
    fileprivate func speakers(
        of condition: SQL, for actor: Actor
    ) throws -> [ID<EventSession>: [EventSpeakerLine]] {
        let rows = try all(
            SpeakerRow.self,
            """
            SELECT k.session_id, k.person_id, k.name, p.names, k.role FROM event_speaker k
            JOIN event_session s ON s.id = k.session_id LEFT JOIN person p ON p.id = k.person_id
            WHERE \(condition) AND (k.person_id IS NULL OR \(Person.visible(to: actor)))
            ORDER BY k.session_id, k.position, k.id
            """)
        return Dictionary(grouping: rows, by: \.sessionID).mapValues { rows in
            rows.map { row in
                EventSpeakerLine(
                    personID: row.personID, name: row.names.map { $0.text(in: actor.language) } ?? row.name,
                    role: row.role)
            }
        }
    }
}
