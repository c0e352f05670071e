import Database
import Text

/// A line of the office's list of requests to owners.
public struct UpdateRequestLine: Codable, Sendable {
    public let id: ID<UpdateRequest>
    public let year: Int
    public let thingKind: String
    public let thing: String
    public let title: Multilingual
    public let ownerName: String
    public let standing: UpdateRequest.Standing
    public let language: String
    public let askedAt: Moment?
    public let remindedAt: Moment?
    public let answeredAt: Moment?
    public let decidedAt: Moment?
    public let version: Int
    public let changedAt: Moment
}

extension UpdateRequest {
    /// The same as `standing`.
    private static let standing: SQL = """
        CASE WHEN q.decision IS NOT NULL THEN q.decision WHEN q.answered_at IS NOT NULL THEN 'answered'
        WHEN q.asked_at IS NOT NULL THEN 'asked' ELSE 'unreachable' END
        """

    static let listing = Listing<UpdateRequestLine>(
        columns: """
            q.id, r.year, q.thing_kind, q.thing, t.title, t.owner_name, \(standing) AS standing,
            COALESCE(c.language, '') AS language, q.asked_at, q.reminded_at, q.answered_at, q.decided_at, q.version,
            q.changed_at
            """,
        source: """
            update_request q JOIN update_round r ON r.id = q.round_id JOIN (
            SELECT id, title, owner_name, sort_name, search_text FROM cooperation_programme
            UNION ALL SELECT id, title, owner_name, sort_name, search_text FROM mobility_scheme) t ON t.id = q.thing
            LEFT JOIN owner_contact c ON c.id = q.contact_id
            """,
        id: "q.id",
        facets: [
            Facet("standing", column: standing).reading(Standing.self),
            Facet("year", column: "CAST(r.year AS TEXT)"),
            Facet("kind", column: "q.thing_kind"), Facet("language", column: "COALESCE(c.language, '')"),
        ],
        sorts: [
            Sort("name", "t.sort_name"),
            Sort("answered", "COALESCE(q.answered_at, 0)", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "t.search_text LIKE \("%" + $0 + "%")" })
        })
}

extension Programme {
    /// What owners were asked and answered, for the office. Throws `Problem.refused` or `.signInNeeded` to others.
    public func updateRequests(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<UpdateRequestLine> {
        try UpdateRequest.askOffice(actor)
        return try await read { tx in
            try tx.list(UpdateRequest.listing, selection, visible: "1 = 1", counting: counting)
        }
    }
}
