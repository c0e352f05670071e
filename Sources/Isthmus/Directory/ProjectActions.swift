import Database
import Text

extension Project {
    public static func find(_ id: ID<Project>, in tx: Transaction) throws -> Project? {
        try tx.first(Project.self, "SELECT * FROM project WHERE id = \(id)")
    }

    static let listing = Listing<ProjectLine>(
        columns: """
            p.id, p.code, p.acronym, p.title, p.programme, p.scheme, p.status, p.start_day, p.end_day, p.grant_minor,
            p.currency, p.version, p.changed_at
            """,
        source: "project p", id: "p.id",
        facets: [
            Facet("programme", column: "p.programme"), Facet("status", column: "p.status").reading(Project.Status.self),
            Facet(
                "country", column: "t.country", join: "JOIN participation t ON t.project_id = p.id",
                counted: "COUNT(DISTINCT p.id)"
            ) { codes in
                "EXISTS (SELECT 1 FROM participation x WHERE x.project_id = p.id AND x.country IN (\(codes)))"
            }.reading(Countries.code),
            Facet("year", column: "CAST(p.start_year AS TEXT)"), Facet("scheme", column: "p.scheme"),
            Facet(
                "topic", column: "k.topic_id", join: "JOIN project_topic k ON k.project_id = p.id", isOffered: true
            ) { topics in
                "EXISTS (SELECT 1 FROM project_topic x WHERE x.project_id = p.id AND x.topic_id IN (\(topics)))"
            },
            Facet("organisation", column: "t.organisation_id", join: "", isOffered: false) { ids in
                "EXISTS (SELECT 1 FROM participation x WHERE x.project_id = p.id AND x.organisation_id IN (\(ids)))"
            },
            // Every one of the named organisations, not any.
            Facet("together", column: "p.id", join: "", isOffered: false) { ids in
                SQL.all(
                    ids.map { id in
                        "EXISTS (SELECT 1 FROM participation x WHERE x.project_id = p.id AND x.organisation_id = \(id))"
                    })
            },
            CooperatingSides.facet("p.id") { "p.id IN \($0.projects)" },
            // A field of research with everything below it, and what other schemes call the same.
            Facet("field", column: "p.id", join: "", isOffered: false) { fields in
                """
                EXISTS (SELECT 1 FROM project_topic x WHERE x.project_id = p.id
                AND x.topic_id IN \(Topic.meant(by: fields)))
                """
            },
            Facet("source", column: "p.source", join: "", isOffered: false) { "p.source IN (\($0))" },
            .period("period", "p.created_at"),
        ],
        sorts: [
            Sort("name", "p.sort_name"), Sort("start", "p.start_year", isNumber: true, isDescending: true),
            Sort("grant", "COALESCE(p.grant_minor, 0)", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "p.search_text LIKE \("%" + $0 + "%")" })
        })

    static let invariants = [
        Invariant(
            name: "a project's year is the year it starts",
            offenders: """
                SELECT id FROM project WHERE start_year <> CASE WHEN start_day IS NULL THEN 0
                ELSE CAST(SUBSTR(start_day, 1, 4) AS BIGINT) END
                """),
        Invariant(
            name: "a project does not end before it starts",
            offenders: "SELECT id FROM project WHERE end_day < start_day"),
        Invariant(
            name: "a project is not its own predecessor",
            offenders: "SELECT project_id FROM project_predecessor WHERE project_id = other_id"),
    ]
}

extension Participation {
    public static func find(_ id: ID<Participation>, in tx: Transaction) throws -> Participation? {
        try tx.first(Participation.self, "SELECT * FROM participation WHERE id = \(id)")
    }
}

/// A line of the list of projects.
public struct ProjectLine: Codable, Sendable {
    public let id: ID<Project>
    public let code: String
    public let acronym: String
    public let title: Multilingual
    public let programme: String
    public let scheme: String
    public let status: Project.Status
    public let startDay: Day?
    public let endDay: Day?
    public let grantMinor: Int64?
    public let currency: String
    public let version: Int
    public let changedAt: Moment

    public var grant: Money? { grantMinor.map { Money(minor: $0, currency: currency) } }
}

extension Programme {
    public func projects(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<
        ProjectLine
    > {
        let memory = countMemory
        let matches = try await matches(.project, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Project.listing, selection, visible: "1 = 1", counting: counting, memory: memory, matches: matches)
        }
    }

    public func createProject(_ given: [String: Given], as actor: Actor) async throws -> Project {
        try await write(as: actor) { work in
            try work.require(Project.refusalOfCreating(to: actor))
            let topics = try work.tx.topicIDs()
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: Project = try work.made(by: fields) { return made }
            let created = try Project.blank(work.newID(Project.prefix, from: fields), at: work.now).changed(
                by: fields, isOffice: true, isTopic: topics.contains, at: work.now)
            try work.insert(created)
            return created
        }
    }

    public func changeProject(_ id: ID<Project>, _ given: [String: Given], as actor: Actor) async throws -> Project {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let after = try before.changed(by: fields, isOffice: actor.isOffice, isTopic: topics.contains, at: work.now)
            try work.save(after, over: before)
            return after
        }
    }

    public func addParticipation(
        _ organisation: ID<Organisation>, to project: ID<Project>, _ given: [String: Given], as actor: Actor
    ) async throws -> Participation {
        try await write(as: actor) { work in
            _ = try work.load(project, to: .edit)
            let fields = Fields(given)
            if let made: Participation = try work.made(by: fields) { return made }
            guard let member = try Organisation.find(organisation, in: work.tx), member.allows(.view, to: actor) else {
                throw Problem.invalid("organisation_id", "field.unknown", ["code": organisation.text])
            }
            let ordinal = try work.tx.count(
                """
                SELECT COALESCE(MAX(ordinal), -1) + 1 FROM participation
                WHERE project_id = \(project) AND organisation_id = \(organisation)
                """)
            let blank = Participation(
                id: work.newID(Participation.prefix, from: fields), projectID: project, organisationID: organisation,
                role: .participant,
                country: member.country, grantMinor: nil, costMinor: nil, currency: "EUR", ordinal: ordinal,
                source: "manual",
                version: 0, createdAt: work.now, changedAt: work.now)
            let added = try blank.changed(by: fields, isKnownCountry: Countries.isCode, at: work.now)
            try work.tx.insert(added, into: "participation")
            try work.record("participation.added", from: nil, to: added)
            return added
        }
    }

    public func changeParticipation(_ id: ID<Participation>, _ given: [String: Given], as actor: Actor) async throws
        -> Participation
    {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, isKnownCountry: Countries.isCode, at: work.now)
            try work.save(after, over: before, in: "participation", as: "participation.changed")
            return after
        }
    }

    public func removeParticipation(_ id: ID<Participation>, as actor: Actor) async throws {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .edit)
            try work.tx.run("DELETE FROM participation WHERE id = \(id)")
            try work.record("participation.removed", from: gone, to: nil)
        }
    }
}

extension Work {
    func insert(_ project: Project) throws {
        try tx.insert(project, into: "project")
        try tx.writeLookups(of: project)
        try record("project.created", from: nil, to: project)
    }

    func save(_ after: Project, over before: Project) throws {
        guard try save(after, over: before, in: "project", as: "project.changed") else { return }
        let isSame =
            after.identifiers == before.identifiers && after.topics == before.topics
            && after.predecessors == before.predecessors
        guard !isSame else { return }
        let id = after.id
        try tx.run("DELETE FROM project_identifier WHERE project_id = \(id)")
        try tx.run("DELETE FROM project_topic WHERE project_id = \(id)")
        try tx.run("DELETE FROM project_predecessor WHERE project_id = \(id)")
        try tx.writeLookups(of: after)
    }
}

extension Transaction {
    /// Every topic's id: a few thousand at most.
    func topicIDs() throws -> Set<String> { Set(try column(String.self, "SELECT id FROM topic")) }

    func writeLookups(of project: Project) throws {
        let id = project.id
        for (index, identifier) in project.identifiers.enumerated() {
            let (scheme, value) = (identifier.scheme, identifier.value)
            let holder = try self.value(
                ID<Project>.self,
                "SELECT project_id FROM project_identifier WHERE scheme = \(scheme) AND value = \(value)")
            if let holder {
                let values = ["value": value, "path": "/projects/\(holder.text)"]
                throw Problem.invalid("identifiers.\(index).value", "identifier.taken", values)
            }
            try run(
                """
                INSERT INTO project_identifier (scheme, value, project_id) VALUES (\(scheme), \(value), \(id))
                """)
        }
        for topic in project.topics {
            try run("INSERT INTO project_topic (project_id, topic_id) VALUES (\(id), \(topic))")
        }
        for (index, other) in project.predecessors.enumerated() {
            guard try Project.find(other, in: self) != nil, other != id else {
                throw Problem.invalid("predecessors.\(index)", "field.unknown", ["code": other.text])
            }
            try run("INSERT INTO project_predecessor (project_id, other_id) VALUES (\(id), \(other))")
        }
    }
}
