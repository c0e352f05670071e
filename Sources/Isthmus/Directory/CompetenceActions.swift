import Database
import Text

extension Competence {
    public static func find(_ id: ID<Competence>, in tx: Transaction) throws -> Competence? {
        guard var found = try tx.first(Competence.self, "SELECT * FROM competence WHERE id = \(id)") else { return nil }
        found.isHolderWithdrawn =
            try tx.count("SELECT COUNT(*) FROM competence c WHERE c.id = \(id) AND NOT \(isShown)") > 0
        return found
    }

    private static let isShown: SQL = """
        (NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = c.organisation_id AND o.status = 'withdrawn')
        AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = c.person_id AND p.status = 'withdrawn'))
        """

    /// The rows a reader may know of, with `c` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "c.status <> 'withdrawn' AND \(isShown)" }

    static let listing = Listing<CompetenceLine>(
        columns: """
            c.id, c.statement, c.country, c.readiness, c.organisation_id, c.person_id, c.status, c.version,
            c.changed_at,
            (SELECT o.legal_name FROM organisation o WHERE o.id = c.organisation_id) AS organisation,
            (SELECT p.names FROM person p WHERE p.id = c.person_id) AS names
            """,
        source: "competence c", id: "c.id",
        facets: [
            Facet("topic", column: "k.topic_id", join: "JOIN competence_topic k ON k.competence_id = c.id") { values in
                """
                EXISTS (SELECT 1 FROM competence_topic k WHERE k.competence_id = c.id
                AND (k.topic_id IN (\(values)) OR k.topic_id IN (SELECT d.id FROM topic a
                JOIN topic d ON d.position BETWEEN a.position AND a.last_position WHERE a.id IN (\(values)))))
                """
            },
            Facet("country", column: "c.country").reading(Countries.code),
            Facet("readiness", column: "CAST(c.readiness AS TEXT)"),
            Facet("status", column: "c.status").reading(ProfileStatus.self),
            .period("period", "c.created_at"),
            Facet("organisation", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) {
                "c.organisation_id IN (\($0))"
            },
            Facet("team", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "c.team_id IN (\($0))" },
            Facet("person", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "c.person_id IN (\($0))" },
        ],
        sorts: [
            Sort("statement", "c.sort_name"),
            Sort("readiness", "COALESCE(c.readiness, 0)", isNumber: true, isDescending: true),
            Sort("changed", "c.changed_at", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "c.search_text LIKE \("%" + $0 + "%")" })
        })

    static let invariants: [Invariant] = [
        Invariant(
            name: "a competence's team belongs to its organisation",
            offenders: """
                SELECT c.id FROM competence c JOIN team t ON t.id = c.team_id
                WHERE c.organisation_id IS NULL OR t.organisation_id <> c.organisation_id
                """),
        Invariant(
            name: "a competence's topics are in the vocabulary",
            offenders: """
                SELECT k.competence_id FROM competence_topic k
                WHERE NOT EXISTS (SELECT 1 FROM topic t WHERE t.id = k.topic_id)
                """),
    ]
}

/// A line of the list of competences.
public struct CompetenceLine: Codable, Sendable {
    public let id: ID<Competence>
    public let statement: Multilingual
    public let country: String
    public let readiness: Int?
    public let organisationID: ID<Organisation>?
    public let organisation: String?
    public let personID: ID<Person>?
    public let names: [PersonName]?
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Programme {
    public func competences(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<CompetenceLine> {
        let memory = countMemory
        let matches = try await matches(.competence, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Competence.listing, selection, visible: Competence.visible(to: actor), counting: counting,
                memory: memory, matches: matches)
        }
    }

    public func competence(_ id: ID<Competence>, as actor: Actor) async throws -> CompetenceProfile {
        try await read { tx in
            let competence = try tx.see(id, as: actor)
            return try tx.profile(of: competence, as: actor)
        }
    }

    public func competenceToEdit(_ id: ID<Competence>, as actor: Actor) async throws -> CompetenceToEdit {
        try await read { tx in
            let competence = try tx.see(id, to: .edit, as: actor)
            return try tx.toEdit(competence, as: actor)
        }
    }

    /// A competence that is not there yet, with what can be chosen, for its form: `named` says whose it will be.
    public func competenceToCreate(_ named: [String: Given], as actor: Actor) async throws -> CompetenceToEdit {
        let now = clock()
        return try await read { tx in
            let fields = Fields(named)
            var blank = try tx.blankCompetence(ID(""), of: fields, as: actor, at: now)
            let teams = try blank.organisationID.map { try tx.teams(of: $0).map(\.id) } ?? []
            blank.teamID = fields.team("team", nil, isTeam: teams.contains)
            return try tx.toEdit(blank, as: actor)
        }
    }

    /// A new competence of `organisation` or `person` (ids), perhaps of a `team` of that organisation. With both, the
    /// person must work there.
    public func createCompetence(_ given: [String: Given], as actor: Actor) async throws -> Competence {
        try await write(as: actor) { work in
            let fields = Fields(given)
            try work.require(nil)
            if let made: Competence = try work.made(by: fields) { return made }
            let id: ID<Competence> = work.newID(Competence.prefix, from: fields)
            let blank = try work.tx.blankCompetence(id, of: fields, as: actor, at: work.now)
            let created = try work.change(blank, by: fields)
            try work.tx.insert(created, into: "competence")
            try work.tx.writeTopics(of: created)
            try work.record("competence.created", from: nil, to: created)
            return created
        }
    }

    /// `given` may carry the version that the reader saw; a different one is stale.
    public func changeCompetence(
        _ id: ID<Competence>, _ given: [String: Given], as actor: Actor
    ) async throws -> Competence {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try work.change(before, by: fields)
            guard try work.save(after, over: before, in: "competence", as: "competence.changed") else { return before }
            if after.topics != before.topics {
                try work.tx.run("DELETE FROM competence_topic WHERE competence_id = \(id)")
                try work.tx.writeTopics(of: after)
            }
            return after
        }
    }
}

extension Work {
    fileprivate func change(_ competence: Competence, by fields: Fields) throws -> Competence {
        let teams = Set(try competence.organisationID.map { try tx.teams(of: $0).map(\.id) } ?? [])
        let asked = Fields(["topics": fields.given("topics") ?? .nothing]).texts("topics", [], atMost: 50, each: 60)
        let topics = Set(try tx.column(String.self, "SELECT id FROM topic WHERE id IN (\(asked))"))
        return try competence.changed(by: fields, isTeam: teams.contains, isTopic: topics.contains, at: now)
    }
}

extension Transaction {
    /// Nothing yet but who holds it: somebody for whom the actor may speak.
    fileprivate func blankCompetence(
        _ id: ID<Competence>, of fields: Fields, as actor: Actor, at now: Moment
    ) throws -> Competence {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let names = (person: fields.text("person", atMost: 40), organisation: fields.text("organisation", atMost: 40))
        if names.person.isEmpty, names.organisation.isEmpty { fields.complain("organisation", "field.required") }
        try fields.finish()
        var blank = Competence.blank(id, at: now)
        do {
            if !names.person.isEmpty {
                let person = try see(ID<Person>(names.person), to: .edit, as: actor)
                (blank.personID, blank.country) = (person.id, person.country)
            }
            if !names.organisation.isEmpty {
                let permission: Organisation.Permission = names.person.isEmpty ? .edit : .view
                let organisation = try see(ID<Organisation>(names.organisation), to: permission, as: actor)
                (blank.organisationID, blank.country) = (organisation.id, organisation.country)
            }
        } catch Problem.notFound {
            let field = names.person.isEmpty || blank.personID != nil ? "organisation" : "person"
            throw Problem.invalid(
                field, "field.unknown", ["code": field == "person" ? names.person : names.organisation])
        }
        if let person = blank.personID, let organisation = blank.organisationID,
            try !colleagueIDs(at: organisation).contains(person.text)
        {
            throw Problem.invalid("organisation", "competence.organisation.elsewhere")
        }
        return blank
    }

    fileprivate func writeTopics(of competence: Competence) throws {
        for topic in Set(competence.topics).sorted() {
            try run("INSERT INTO competence_topic (competence_id, topic_id) VALUES (\(competence.id), \(topic))")
        }
    }

    /// Competences to link to, the readiest first; the note is the readiness.
    func competences(where condition: SQL, as actor: Actor) throws -> [Named] {
        try named(
            """
            SELECT c.id, c.statement AS name, CAST(c.readiness AS TEXT) AS note FROM competence c
            WHERE \(condition) AND \(Competence.visible(to: actor))
            ORDER BY c.readiness DESC NULLS LAST, c.sort_name, c.id LIMIT 30
            """)
    }

    fileprivate func profile(of competence: Competence, as actor: Actor) throws -> CompetenceProfile {
        let id = competence.id
        return CompetenceProfile(
            competence: competence,
            organisation: try named(
                """
                SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation o
                WHERE o.id = \(competence.organisationID) AND \(Organisation.visible(to: actor))
                """
            ).first,
            team: try named(
                """
                SELECT t.id, t.name, '' AS note FROM team t JOIN organisation o ON o.id = t.organisation_id
                WHERE t.id = \(competence.teamID) AND \(Team.visible(to: actor))
                """
            ).first,
            person: try named(
                """
                SELECT p.id, p.names AS name, p.country AS note FROM person p
                WHERE p.id = \(competence.personID) AND \(Person.visible(to: actor))
                """
            ).first,
            topics: try topics(named: competence.topics), related: try related(to: id, as: actor),
            mayEdit: competence.allows(.edit, to: actor), history: try history(of: id.text, isOffice: actor.isOffice))
    }

    private func related(to id: ID<Competence>, as actor: Actor) throws -> [Named] {
        try named(
            """
            SELECT c.id, c.statement AS name, c.country AS note FROM (
              SELECT other.competence_id AS other_id, COUNT(*) AS shared FROM competence_topic mine
              JOIN competence_topic other ON other.topic_id = mine.topic_id
              WHERE mine.competence_id = \(id) AND other.competence_id <> \(id)
              GROUP BY other.competence_id ORDER BY shared DESC, other_id LIMIT 40
            ) found JOIN competence c ON c.id = found.other_id
            WHERE \(Competence.visible(to: actor)) ORDER BY found.shared DESC, c.sort_name, c.id LIMIT 8
            """)
    }

    func topics(named ids: [String]) throws -> [Named] {
        try named("SELECT t.id, t.name, t.code AS note FROM topic t WHERE t.id IN (\(ids)) ORDER BY t.position, t.id")
    }

    fileprivate func toEdit(_ competence: Competence, as actor: Actor) throws -> CompetenceToEdit {
        let profile = try profile(of: competence, as: actor)
        let choices = try topicChoices()
        let known = Set(choices.map(\.id))
        return CompetenceToEdit(
            competence: competence, organisation: profile.organisation, person: profile.person,
            teams: try competence.organisationID.map { try teams(of: $0) } ?? [],
            topics: choices + profile.topics.filter { !known.contains($0.id) })
    }

    /// The fields of research that are always there, to choose from.
    func topicChoices() throws -> [Named] {
        try named(
            """
            SELECT t.id, t.name, t.code AS note FROM topic t WHERE t.scheme_id = 'ford'
            ORDER BY t.position, t.id LIMIT 200
            """)
    }
}
