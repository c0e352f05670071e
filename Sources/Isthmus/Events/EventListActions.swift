import Database
import Text

extension Event {
    /// The list of events as of a moment: what is over depends on it. Whole minutes, so that counts can be remembered
    /// for as long.
    static func listing(at moment: Moment) -> Listing<EventLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        let far: Int64 = 1 << 40
        return Listing(
            columns: columns(at: now), source: "event e", id: "e.id", facets: facets(at: now),
            sorts: [
                // What is on or comes next stands first, then what is over, the latest first.
                Sort(
                    "date", "CASE WHEN e.ends_at > \(now) THEN e.starts_at ELSE \(far) - e.starts_at END",
                    isNumber: true),
                Sort("name", "e.sort_name"),
                Sort("added", "e.created_at", isNumber: true, isDescending: true),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "e.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    fileprivate static func columns(at now: Moment) -> SQL {
        """
        e.id, e.kind, e.title, e.format, e.place, e.city, e.country, e.latitude, e.longitude, e.zone, e.starts, e.ends,
        e.starts_at, e.ends_at, e.status, \(state(at: now)) AS state, e.version, e.changed_at
        """
    }

    /// The same as `state(at:)`.
    private static func state(at now: Moment) -> SQL {
        """
        CASE WHEN e.status = 'cancelled' THEN 'cancelled' WHEN e.starts_at > \(now) THEN 'upcoming'
        WHEN e.ends_at > \(now) THEN 'running' ELSE 'over' END
        """
    }

    private static func facets(at now: Moment) -> [Facet] {
        [
            Facet("state", column: state(at: now)).reading(State.self),
            Facet("kind", column: "e.kind").reading(Kind.self),
            Facet("country", column: "e.country").reading(Countries.code),
            Facet("format", column: "e.format").reading(Format.self),
            Facet(
                "language", column: "g.language", join: "JOIN event_language g ON g.event_id = e.id"
            ) { values in
                "EXISTS (SELECT 1 FROM event_language x WHERE x.event_id = e.id AND x.language IN (\(values)))"
            },
            Facet("month", column: "SUBSTR(e.starts, 1, 7)").reading { Day($0 + "-01") == nil ? nil : $0 }.inOrder(),
            Facet("topic", column: "k.topic_id", join: "JOIN event_topic k ON k.event_id = e.id") { topics in
                "EXISTS (SELECT 1 FROM event_topic x WHERE x.event_id = e.id AND x.topic_id IN (\(topics)))"
            },
            Facet("status", column: "e.status").reading(Status.self),
            .periodOfDays("period", "SUBSTR(e.starts, 1, 10)"),
            Facet("day", column: "e.id", join: "", isOffered: false) { days in
                SQL.join(
                    days.map { "(SUBSTR(e.starts, 1, 10) <= \($0) AND SUBSTR(e.ends, 1, 10) >= \($0))" }, " OR ")
            }.reading { Day($0)?.description },
            Facet("programme", column: "e.id", join: "", isOffered: false) { ids in
                """
                EXISTS (SELECT 1 FROM event_proposal x WHERE x.event_id = e.id AND x.status = 'selected'
                AND x.programme_id IN (\(ids)))
                """
            }.reading { IDSource.isID($0, EventProgramme.prefix) ? $0 : nil },
            Facet("organiser", column: "e.id", join: "", isOffered: false) { ids in
                """
                EXISTS (SELECT 1 FROM event_organiser x JOIN organisation o ON o.id = x.organisation_id
                WHERE x.event_id = e.id AND x.organisation_id IN (\(ids)) AND o.status <> 'withdrawn')
                """
            },
        ]
    }
}

/// A line of the list of events.
public struct EventLine: Codable, Sendable {
    public let id: ID<Event>
    public let kind: Event.Kind
    public let title: Multilingual
    public let format: Event.Format
    public let place: String
    public let city: String
    public let country: String
    public let latitude: Double?
    public let longitude: Double?
    public let zone: String
    public let starts: WallTime
    public let ends: WallTime
    public let startsAt: Moment
    public let endsAt: Moment
    public let status: Event.Status
    public let state: Event.State
    public let version: Int
    public let changedAt: Moment
}

/// An event as calendars and feeds tell of it.
public struct EventEntry: Codable, Sendable {
    public let line: EventLine
    public let text: Multilingual
    public let createdAt: Moment
}

extension Programme {
    public func events(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<EventLine> {
        let (memory, listing) = (countMemory, Event.listing(at: clock()))
        return try await read { tx in
            try tx.list(listing, selection, visible: Event.visible(to: actor), counting: counting, memory: memory)
        }
    }

    /// The chosen events that have a day in a month (`2026-09`), in the order of time. At most `most`.
    func events(_ selection: Selection, in month: Day, most: Int, as actor: Actor) async throws -> [EventLine] {
        let now = clock()
        let condition = Event.listing(at: now).condition(selection)
        let first = month.adding(days: 1 - month.dayOfMonth)
        var last = first.adding(days: 27)
        while last.adding(days: 1).month == first.month { last = last.adding(days: 1) }
        let (from, until) = (first.description, last.description)
        return try await read { tx in
            try tx.all(
                EventLine.self,
                """
                SELECT \(Event.columns(at: now)) FROM event e
                WHERE SUBSTR(e.starts, 1, 10) <= \(until) AND SUBSTR(e.ends, 1, 10) >= \(from)
                AND (\(Event.visible(to: actor))) AND \(condition) ORDER BY e.starts_at, e.id LIMIT \(most)
                """)
        }
    }

    /// The months in which chosen events begin, from the present one on.
    func eventMonths(_ selection: Selection, as actor: Actor) async throws -> [(month: String, count: Int)] {
        let now = clock()
        let condition = Event.listing(at: now).condition(selection)
        let first = String(now.day.description.prefix(7))
        return try await read { tx in
            try tx.rows(
                """
                SELECT SUBSTR(e.starts, 1, 7) AS month, COUNT(*) AS n FROM event e
                WHERE SUBSTR(e.starts, 1, 7) >= \(first) AND (\(Event.visible(to: actor))) AND \(condition)
                GROUP BY SUBSTR(e.starts, 1, 7) ORDER BY 1 LIMIT 36
                """
            ).map { (try $0.at(0, as: String.self), try $0.at(1, as: Int.self)) }
        }
    }

    /// The chosen events for calendars and feeds: those that are not over for more than `daysBack`, in the order of
    /// time; without it the latest changed first.
    func eventEntries(
        _ selection: Selection, daysBack: Int? = nil, most: Int, as actor: Actor
    ) async throws -> [EventEntry] {
        let now = clock()
        let condition = Event.listing(at: now).condition(selection)
        let since: SQL = daysBack.map { "e.ends_at > \(now.adding(days: -$0))" } ?? "1 = 1"
        let order: SQL = daysBack == nil ? "e.changed_at DESC, e.id DESC" : "e.starts_at, e.id"
        return try await read { tx in
            try tx.rows(
                """
                SELECT \(Event.columns(at: now)), e.text, e.created_at FROM event e
                WHERE \(since) AND (\(Event.visible(to: actor))) AND \(condition) ORDER BY \(order) LIMIT \(most)
                """
            ).map { row in
                EventEntry(line: try row.decode(), text: try row.get("text"), createdAt: try row.get("created_at"))
            }
        }
    }

    /// One event as calendars tell of it.
    func eventEntry(_ id: ID<Event>, as actor: Actor) async throws -> EventEntry {
        let now = clock()
        return try await read { tx in
            let event = try tx.see(id, as: actor)
            let line = try tx.first(EventLine.self, "SELECT \(Event.columns(at: now)) FROM event e WHERE e.id = \(id)")
            guard let line else { throw Problem.notFound }
            return EventEntry(line: line, text: event.text, createdAt: event.createdAt)
        }
    }
}

extension SearchedList {
    /// Events among the lists in which searches can be kept.
    static let events = SearchedList(
        nil, EventPages.list, at: { Event.listing(at: $0) }, created: "e.created_at", visible: Event.visible)
}
