import Database

extension Programme {
    /// The address of one's own calendar, as long as there is one: whoever has it reads the calendar.
    func calendarToken(as actor: Actor) async throws -> SignedToken? {
        guard let account = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.calendarSecret(of: account).map { SignedToken(account, for: OwnCalendar.purpose, secret: $0) }
        }
    }

    /// Makes the address of one's own calendar; the one that was there leads nowhere from now on.
    @discardableResult
    func makeCalendarToken(as actor: Actor) async throws -> SignedToken {
        guard let account = actor.account else { throw Problem.signInNeeded }
        let secret = Token.random().text
        return try await write(as: actor) { work in
            try work.require(nil)
            try work.tx.run(
                """
                INSERT INTO calendar_key (account_id, secret, created_at) VALUES (\(account), \(secret), \(work.now))
                ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, created_at = excluded.created_at
                """)
            try work.note("calendar.made", kind: Account.kind, thing: account)
            return SignedToken(account, for: OwnCalendar.purpose, secret: secret)
        }
    }

    /// Takes the address of one's own calendar away.
    func revokeCalendarToken(as actor: Actor) async throws {
        guard let account = actor.account else { throw Problem.signInNeeded }
        try await write(as: actor) { work in
            try work.require(nil)
            guard try work.tx.calendarSecret(of: account) != nil else { return work.recordNothing() }
            try work.tx.run("DELETE FROM calendar_key WHERE account_id = \(account)")
            try work.note("calendar.revoked", kind: Account.kind, thing: account)
        }
    }

    /// What stands in somebody's own calendar, by its signed address.
    func ownCalendar(
        token text: String, withAgendas: Bool, language: String?
    ) async throws -> (entries: [ICalendar.Entry], words: Words) {
        let (now, address) = (clock(), settings.address)
        return try await read { tx in
            guard let token = SignedToken(text), let secret = try tx.calendarSecret(of: token.id),
                token.isValid(for: OwnCalendar.purpose, secret: secret),
                let account = try Account.find(ID(token.id), in: tx), account.closedAt == nil
            else { throw Problem.notFound }
            let words = Words(language ?? account.language)
            let reader = OwnCalendar.Reader(
                account: account.id, person: account.personID.map { ID($0) }, words: words, address: address,
                now: now, since: now.adding(days: -OwnCalendar.daysBack), withAgendas: withAgendas)
            return (try OwnCalendar.entries(in: tx, for: reader), words)
        }
    }
}

extension Transaction {
    fileprivate func calendarSecret(of account: String) throws -> String? {
        try value(String.self, "SELECT secret FROM calendar_key WHERE account_id = \(account)")
    }
}

extension OwnCalendar {
    private struct Place: Decodable {
        let id: ID<Event>
        let status: EventRegistration.Status
    }

    /// The events for which somebody registered and the sessions in which they speak.
    static let events = Source(name: "events") { tx, reader in
        let places = try tx.all(
            Place.self,
            """
            SELECT e.id, r.status FROM event_registration r JOIN event e ON e.id = r.event_id
            WHERE r.account_id = \(reader.account) AND r.status IN ('pending', 'waiting', 'confirmed')
            AND e.status <> 'draft' AND e.ends_at > \(reader.since) ORDER BY e.starts_at, e.id LIMIT 500
            """)
        var entries: [ICalendar.Entry] = []
        // Many sessions are of few events: each is found once.
        var known: [ID<Event>: Event] = [:]
        func event(_ id: ID<Event>) throws -> Event? {
            if let event = known[id] { return event }
            known[id] = try Event.find(id, in: tx)
            return known[id]
        }
        for place in places {
            guard let event = try event(place.id) else { continue }
            entries.append(entry(event, place.status, reader))
        }
        let agendas = reader.withAgendas ? places.filter { $0.status == .confirmed }.map(\.id.text) : []
        let person = reader.person?.text ?? ""
        let sessions = try tx.all(
            EventSession.self,
            """
            SELECT s.* FROM event_session s JOIN event e ON e.id = s.event_id
            WHERE e.status <> 'draft' AND s.ends_at > \(reader.since) AND (s.event_id IN (\(agendas + [""]))
            OR EXISTS (SELECT 1 FROM event_speaker k WHERE k.session_id = s.id AND k.person_id = \(person)))
            ORDER BY s.starts_at, s.id LIMIT 2000
            """)
        for session in sessions {
            guard let event = try event(session.eventID) else { continue }
            entries.append(entry(session, of: event, reader))
        }
        return entries
    }

    private static func entry(_ event: Event, _ status: EventRegistration.Status, _ reader: Reader) -> ICalendar.Entry {
        let words = reader.words
        let path = reader.address + "/events/" + event.id.text
        let when = "\(EventViews.span(event.starts, event.ends, words)) (\(event.zone))"
        let standing = words("event_registration.status.\(status.rawValue)")
        // How to join is for those who have a place.
        let link = status == .confirmed ? event.link ?? "" : ""
        var entry = ICalendar.Entry(
            id: "own-" + event.id.text, changedAt: event.changedAt, version: event.version, start: event.startsAt,
            end: event.endsAt, summary: event.title.reading(words.language),
            description: [when, standing, link, path].filter { !$0.isEmpty }.joined(separator: "\n"), url: path)
        entry.zone = ZoneClock(event.zone)?.zone
        entry.location = [event.place, event.city, event.country.isEmpty ? "" : words.country(event.country)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        if let latitude = event.latitude, let longitude = event.longitude { entry.position = (latitude, longitude) }
        entry.categories = [words("event.kind.\(event.kind.rawValue)")]
        entry.isCancelled = event.status == .cancelled
        entry.isTentative = status != .confirmed
        entry.isBusy = true
        return entry
    }

    private static func entry(_ session: EventSession, of event: Event, _ reader: Reader) -> ICalendar.Entry {
        let words = reader.words
        let path = reader.address + "/events/\(event.id.text)/agenda"
        let when = "\(EventViews.span(session.starts, session.ends, words)) (\(event.zone))"
        var entry = ICalendar.Entry(
            id: "own-" + session.id.text, changedAt: max(session.changedAt, event.changedAt),
            version: session.version + event.version, start: session.startsAt, end: session.endsAt,
            summary: session.title.reading(words.language),
            description: [event.title.reading(words.language), when, path].joined(separator: "\n"), url: path)
        entry.zone = ZoneClock(event.zone)?.zone
        entry.location = [session.room, event.place, event.city].filter { !$0.isEmpty }.joined(separator: ", ")
        entry.categories = [words("event_session.kind.\(session.kind.rawValue)")]
        entry.isCancelled = event.status == .cancelled
        entry.isBusy = session.kind != .break
        return entry
    }
}
