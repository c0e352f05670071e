import Database
import Text

extension Participant {
    static let source: SQL = """
        participant p JOIN event_registration r ON r.id = p.registration_id
        JOIN event_attendee a ON a.registration_id = r.id
        """
    /// Takes part and has a place at the event.
    static let present: SQL = "p.status = 'active' AND r.status = 'confirmed'"

    /// The rows a reader may know of, with `p`, `r` and `a` for the tables: those of brokerages in which they take part
    /// themselves, and all of those that they organise.
    static func visible(to actor: Actor) -> SQL {
        let kept: SQL = """
            EXISTS (SELECT 1 FROM brokerage b JOIN event e ON e.id = b.event_id
            WHERE b.id = p.brokerage_id AND (\(Event.kept(by: actor))))
            """
        if actor.isOffice { return "1 = 1" }
        return """
            \(kept) OR (\(present) AND p.brokerage_id IN (SELECT o.brokerage_id FROM participant o
            JOIN brokerage b ON b.id = o.brokerage_id
            WHERE o.account_id = \(actor.account ?? "") AND o.status = 'active' AND b.status <> 'draft'))
            """
    }

    static let listing = Listing<ParticipantLine>(
        columns: """
            p.id, p.brokerage_id, a.name, a.organisation, a.country, p.delegation, p.offers, p.seeks,
            p.offered_topics, p.sought_topics, p.languages, p.mode, p.stand, p.capacity, p.status, p.version,
            p.changed_at
            """,
        source: source, id: "p.id",
        facets: [
            Facet("brokerage", column: "p.brokerage_id", join: "", isOffered: false) { "p.brokerage_id IN (\($0))" },
            Facet("country", column: "a.country").reading(Countries.code),
            topics("offered", "offer"), topics("sought", "seek"),
            Facet("language", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { languages in
                SQL.join(languages.map { "p.languages LIKE \("%\"" + $0 + "\"%")" }, " OR ")
            },
            Facet("mode", column: "p.mode").reading(Mode.self),
            Facet("delegation", column: "p.delegation"),
            Facet("status", column: "p.status").reading(Status.self),
        ],
        sorts: [
            Sort("name", "a.sort_name"), Sort("organisation", "a.organisation"), Sort("country", "a.country"),
            Sort("stand", "COALESCE(p.stand, 99999)", isNumber: true),
        ],
        // Addresses of mail are not searched: they are nobody else's.
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map {
                    "(p.search_text LIKE \("%" + $0 + "%") OR a.sort_name LIKE \("%" + $0 + "%"))"
                })
        })

    private static func topics(_ name: String, _ side: String) -> Facet {
        let alias = SQL.name("\(name)_of")
        return Facet(
            name, column: "\(alias).topic_id",
            join: "JOIN participant_topic \(alias) ON \(alias).participant_id = p.id AND \(alias).side = \(side)"
        ) { values in
            """
            EXISTS (SELECT 1 FROM participant_topic x WHERE x.participant_id = p.id AND x.side = \(side)
            AND x.topic_id IN (\(values)))
            """
        }
    }
}

/// A line of the list of those who take part; no address.
public struct ParticipantLine: Codable, Sendable {
    public let id: ID<Participant>
    public let brokerageID: ID<Brokerage>
    public let name: String
    public let organisation: String
    public let country: String
    public let delegation: String
    public let offers: Multilingual
    public let seeks: Multilingual
    public let offeredTopics: [String]
    public let soughtTopics: [String]
    public let languages: [String]
    public let mode: Participant.Mode
    public let stand: Int?
    public let capacity: Int
    public let status: Participant.Status
    public let version: Int
    public let changedAt: Moment
}

/// One who takes part, as a reader sees them.
public struct ParticipantProfile: Encodable, Sendable {
    public let line: ParticipantLine
    public let event: Event
    public let topics: [Named]
    public let organisationID: ID<Organisation>?
    /// Absences are for the owner and the organisers.
    public let absences: [Absence]
    /// The reader's own requests with them, newest first.
    public let requests: [MeetingSeen]
    public let isOwn: Bool
    public let mayEdit: Bool
    let participant: Participant
    let sessions: [EventSession]
    /// The reader's own part.
    let reader: Participant?

    private enum CodingKeys: String, CodingKey {
        case line, event, topics, organisationID, absences, requests, isOwn, mayEdit
    }
}

extension Programme {
    public func participants(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ParticipantLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(Participant.listing, selection, visible: Participant.visible(to: actor), counting: counting)
        }
    }

    public func participant(_ id: ID<Participant>, as actor: Actor) async throws -> ParticipantProfile {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let now = clock()
        return try await read { tx in
            guard let participant = try Participant.find(id, in: tx), let line = try tx.line(of: id, for: actor),
                let event = participant.brokerage?.event
            else { throw Problem.notFound }
            let mayEdit = participant.allows(.edit, to: actor)
            let reader = try tx.participant(of: actor, in: participant.brokerageID)
            let shared = try reader.map {
                try tx.meetings(of: $0, at: now, for: actor).filter { one in
                    one.parties.contains { $0.participantID == id }
                }
            }
            return ParticipantProfile(
                line: line, event: event.seen(mayJoin: event.allows(.receive, to: actor)),
                topics: try tx.named(
                    """
                    SELECT id, name, code AS note FROM topic
                    WHERE id IN (\(participant.offeredTopics + participant.soughtTopics)) ORDER BY id
                    """), organisationID: participant.organisationID,
                absences: mayEdit ? try tx.absences(of: [id]) : [],
                requests: reader?.id == id ? [] : shared ?? [], isOwn: participant.isOwn(actor), mayEdit: mayEdit,
                participant: participant,
                sessions: mayEdit
                    ? try tx.all(
                        EventSession.self,
                        "SELECT * FROM event_session WHERE event_id = \(event.id) ORDER BY starts_at, id LIMIT 500")
                    : [], reader: reader)
        }
    }

    /// Those whom one may name in a request: everybody else who takes part, by name.
    func others(in id: ID<Brokerage>, as actor: Actor) async throws -> [ParticipantLine] {
        try await read { tx in
            let own = try tx.participant(of: actor, in: id)?.id.text ?? ""
            return try tx.all(
                ParticipantLine.self,
                """
                SELECT \(Participant.listing.columns) FROM \(Participant.source)
                WHERE p.brokerage_id = \(id) AND p.id <> \(own) AND \(Participant.present)
                AND (\(Participant.visible(to: actor))) ORDER BY a.sort_name, p.id LIMIT 3000
                """)
        }
    }

    /// What the form of taking part begins with: what the directory knows.
    func participationToBegin(in id: ID<Brokerage>, as actor: Actor) async throws -> ParticipationForm {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            let brokerage = try tx.see(id, as: actor)
            guard let event = brokerage.event else { throw Problem.notFound }
            let known = try tx.directoryProfile(of: actor.account.map { ID($0) })
            let waiting =
                brokerage.allows(.plan, to: actor)
                ? try tx.named(
                    """
                    SELECT r.id, a.name, a.organisation AS note FROM event_registration r
                    JOIN event_attendee a ON a.registration_id = r.id
                    LEFT JOIN participant p ON p.registration_id = r.id AND p.status = 'active'
                    WHERE r.event_id = \(event.id) AND r.status = 'confirmed' AND p.id IS NULL
                    ORDER BY a.sort_name, r.id LIMIT 3000
                    """) : []
            return ParticipationForm(brokerage: brokerage, event: event, known: known, registrations: waiting)
        }
    }

    func participationToEdit(_ id: ID<Participant>, as actor: Actor) async throws -> (Participant, Event) {
        try await read { tx in
            let participant = try tx.see(id, to: .edit, as: actor)
            guard let event = participant.brokerage?.event else { throw Problem.notFound }
            return (participant, event)
        }
    }
}

/// What the form of taking part shows.
struct ParticipationForm: Sendable {
    let brokerage: Brokerage
    let event: Event
    let known: DirectoryProfile
    /// For the organisers: registrations that do not take part yet.
    let registrations: [Named]
}

extension Transaction {
    func line(of id: ID<Participant>, for actor: Actor) throws -> ParticipantLine? {
        try first(
            ParticipantLine.self,
            """
            SELECT \(Participant.listing.columns) FROM \(Participant.source)
            WHERE p.id = \(id) AND (\(Participant.visible(to: actor)) OR p.account_id = \(actor.account ?? ""))
            """)
    }
}
