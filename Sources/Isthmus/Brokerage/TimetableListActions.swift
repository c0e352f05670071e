import Database
import Text

extension MeetingLine {
    /// The meetings of published timetables and the requests without one, as one reader may know of them: what the
    /// other side said came of a meeting is not for everybody.
    static func listing(at now: Moment, for actor: Actor) -> Listing<MeetingLine> {
        Listing(
            columns: """
                t.request_id AS id, t.brokerage_id, b.event_id, e.title AS event, e.zone, s.starts, s.ends, s.starts_at,
                s.ends_at, t.place, t.place_number, t.reason, t.edition, \(state(at: now, for: actor)) AS state,
                aa.name AS asker, aa.organisation AS asker_organisation, aa.country AS asker_country,
                ab.name AS other, ab.organisation AS other_organisation, ab.country AS other_country,
                (SELECT COUNT(*) FROM meeting_party n WHERE n.request_id = r.id) AS parties, t.changed_at
                """, source: source, id: "t.request_id", facets: facets(at: now, for: actor),
            sorts: [
                Sort("date", "COALESCE(s.starts_at, 9000000000)", isNumber: true), Sort("name", "aa.sort_name"),
                Sort("changed", "t.changed_at", isNumber: true, isDescending: true),
            ],
            search: { text in
                SQL.all(
                    folded(text).split(separator: " ").prefix(8).map { word in
                        """
                        EXISTS (SELECT 1 FROM meeting_party m JOIN participant p ON p.id = m.participant_id
                        JOIN event_attendee a ON a.registration_id = p.registration_id
                        WHERE m.request_id = r.id AND a.search_text LIKE \("%" + word + "%"))
                        """
                    })
            })
    }

    private static let source: SQL = """
        timetable_entry t JOIN meeting_request r ON r.id = t.request_id JOIN brokerage b ON b.id = t.brokerage_id
        JOIN event e ON e.id = b.event_id LEFT JOIN meeting_slot s ON s.id = t.slot_id
        JOIN participant pa ON pa.id = r.asker_id JOIN event_attendee aa ON aa.registration_id = pa.registration_id
        JOIN participant pb ON pb.id = (SELECT MIN(x.participant_id) FROM meeting_party x WHERE x.request_id = r.id
        AND x.participant_id <> r.asker_id) JOIN event_attendee ab ON ab.registration_id = pb.registration_id
        """

    /// The rows a reader may know of: all for those who plan the meetings, one's own else.
    static func visible(to actor: Actor) -> SQL {
        if actor.isOffice { return "1 = 1" }
        guard let account = actor.account else { return "1 = 0" }
        return """
            (\(Event.kept(by: actor))) OR EXISTS (SELECT 1 FROM meeting_party m
            JOIN participant p ON p.id = m.participant_id WHERE m.request_id = r.id AND p.account_id = \(account))
            """
    }

    /// What was said of a meeting, with `o` for the table, as far as the reader may know it.
    private static func said(for actor: Actor) -> SQL {
        if actor.isOffice { return "o.request_id = r.id" }
        return """
            o.request_id = r.id AND ((\(Event.kept(by: actor))) OR EXISTS (SELECT 1 FROM participant w
            WHERE w.id = o.participant_id AND w.account_id = \(actor.account ?? "")))
            """
    }

    private static func state(at now: Moment, for actor: Actor) -> SQL {
        """
        CASE WHEN t.slot_id IS NULL OR r.state <> 'accepted' THEN 'unplaced'
        WHEN e.status = 'cancelled' THEN 'cancelled' WHEN s.ends_at > \(now) THEN 'planned'
        WHEN EXISTS (SELECT 1 FROM meeting_outcome o WHERE \(said(for: actor)) AND o.result = 'no_show') THEN 'missed'
        ELSE 'held' END
        """
    }

    /// The countries of those who meet.
    private static let countries: SQL = """
        SELECT DISTINCT m.request_id, a.country FROM meeting_party m JOIN participant p ON p.id = m.participant_id
        JOIN event_attendee a ON a.registration_id = p.registration_id
        """

    private static let topics: SQL = """
        SELECT DISTINCT m.request_id, k.topic_id FROM meeting_party m
        JOIN participant_topic k ON k.participant_id = m.participant_id
        """

    private static func facets(at now: Moment, for actor: Actor) -> [Facet] {
        [
            Facet("state", column: state(at: now, for: actor)).reading(State.self),
            Facet("reason", column: "t.reason").reading(UnplacedReason.self),
            Facet("result", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { values in
                "EXISTS (SELECT 1 FROM meeting_outcome o WHERE \(said(for: actor)) AND o.result IN (\(values)))"
            }.reading(MeetingOutcome.Result.self),
            Facet("country", column: "c.country", join: "JOIN (\(countries)) c ON c.request_id = r.id") { values in
                """
                EXISTS (SELECT 1 FROM meeting_party m JOIN participant p ON p.id = m.participant_id
                JOIN event_attendee a ON a.registration_id = p.registration_id
                WHERE m.request_id = r.id AND a.country IN (\(values)))
                """
            }.reading(Countries.code),
            Facet("topic", column: "k.topic_id", join: "JOIN (\(topics)) k ON k.request_id = r.id") { values in
                """
                EXISTS (SELECT 1 FROM meeting_party m JOIN participant_topic k ON k.participant_id = m.participant_id
                WHERE m.request_id = r.id AND (k.topic_id IN (\(values)) OR k.topic_id IN (SELECT d.id FROM topic h
                JOIN topic d ON d.position BETWEEN h.position AND h.last_position WHERE h.id IN (\(values)))))
                """
            },
            Facet("pair", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { values in
                SQL.join(values.map(pair), " OR ")
            }.reading { MeetingPair($0)?.text },
            Facet("event", column: "e.id", join: "", isOffered: false) { values in
                "e.id IN (\(values)) OR e.sort_name IN (\(values.map { folded($0) }))"
            },
            Facet("brokerage", column: "b.id", join: "", isOffered: false) { "b.id IN (\($0))" },
            .period("period", "s.starts_at"),
        ]
    }

    /// Somebody of each of two countries, or two of one.
    private static func pair(_ text: String) -> SQL {
        guard let pair = MeetingPair(text) else { return "1 = 0" }
        func some(_ country: String, _ least: Int) -> SQL {
            """
            (SELECT COUNT(*) FROM meeting_party m JOIN participant p ON p.id = m.participant_id
            JOIN event_attendee a ON a.registration_id = p.registration_id
            WHERE m.request_id = r.id AND a.country = \(country)) >= \(least)
            """
        }
        return pair.first == pair.second
            ? some(pair.first, 2) : "(\(some(pair.first, 1)) AND \(some(pair.second, 1)))"
    }
}

extension Programme {
    /// Meetings of published timetables: all for those who plan them, one's own else.
    public func meetings(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<MeetingLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let (memory, listing) = (countMemory, MeetingLine.listing(at: clock(), for: actor))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: MeetingLine.visible(to: actor), counting: counting, memory: memory)
        }
    }

    /// How many of the chosen meetings were held between which countries and on which themes.
    func meetingStatistics(_ selection: Selection, as actor: Actor) async throws -> MeetingStatistics {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        guard actor.isOffice else { throw Problem.refused(.init("office.refused")) }
        var selection = selection
        selection.chosen["state"] = [MeetingLine.State.held.rawValue]
        let listing = MeetingLine.listing(at: clock(), for: actor)
        let condition = listing.condition(selection)
        return try await read { tx in
            let chosen: SQL = "SELECT t.request_id FROM \(listing.source) WHERE \(condition)"
            let countries = try tx.rows(
                """
                SELECT m.request_id, a.country FROM meeting_party m JOIN participant p ON p.id = m.participant_id
                JOIN event_attendee a ON a.registration_id = p.registration_id WHERE m.request_id IN (\(chosen))
                """
            ).map { (try $0.at(0, as: String.self), try $0.at(1, as: String.self)) }
            let themes = try tx.rows(
                """
                SELECT DISTINCT m.request_id, h.id FROM meeting_party m
                JOIN participant_topic k ON k.participant_id = m.participant_id
                JOIN topic d ON d.id = k.topic_id JOIN topic h ON d.position BETWEEN h.position AND h.last_position
                WHERE h.scheme_id = \(TopicScheme.ford.id) AND h.parent_id IS NULL
                AND m.request_id IN (\(chosen))
                """
            ).map { (try $0.at(0, as: String.self), try $0.at(1, as: String.self)) }
            return MeetingStatistics(countries: countries, themes: themes)
        }
    }

    /// Whom the office could introduce to each other after all: both sides wanted to meet, and did not.
    func introductions(of id: ID<Brokerage>, as actor: Actor) async throws -> Introductions {
        let now = clock()
        return try await read { tx in
            let brokerage = try tx.see(id, to: .plan, as: actor)
            let sheet = try tx.timetableSheet(of: brokerage, at: now)
            let missed = Set(
                try tx.column(
                    ID<MeetingRequest>.self,
                    """
                    SELECT DISTINCT o.request_id FROM meeting_outcome o
                    JOIN meeting_request r ON r.id = o.request_id
                    WHERE r.brokerage_id = \(id) AND o.result = 'no_show'
                    """))
            return Introductions(sheet, missed: missed)
        }
    }
}
