import Database
import Text

extension Team {
    public static func find(_ id: ID<Team>, in tx: Transaction) throws -> Team? {
        guard var team = try tx.first(Team.self, "SELECT * FROM team WHERE id = \(id)") else { return nil }
        team.isOrganisationWithdrawn =
            try tx.count(
                "SELECT COUNT(*) FROM organisation WHERE id = \(team.organisationID) AND status = 'withdrawn'") > 0
        return team
    }

    /// The rows a reader may know of, with `t` and `o` for the tables.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "t.status <> 'withdrawn' AND o.status <> 'withdrawn'"
    }

    static let listing = Listing<TeamLine>(
        columns: """
            t.id, t.name, t.organisation_id, o.legal_name AS organisation, o.country, t.status, t.version, t.changed_at,
            (SELECT COUNT(*) FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.team_id = t.id AND a.until_day IS NULL AND p.status = 'active') AS members
            """,
        source: "team t JOIN organisation o ON o.id = t.organisation_id", id: "t.id",
        facets: [
            Facet("country", column: "o.country").reading(Countries.code),
            Facet("status", column: "t.status").reading(ProfileStatus.self),
            Facet("organisation", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) {
                "t.organisation_id IN (\($0))"
            },
        ],
        sorts: [
            Sort("name", "t.sort_name"), Sort("organisation", "o.sort_name"),
            Sort("changed", "t.changed_at", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "t.search_text LIKE \("%" + $0 + "%")" })
        })

    static let invariants: [Invariant] = [
        Invariant(
            name: "a team's leader works at its organisation",
            offenders: """
                SELECT t.id FROM team t WHERE t.leader_id IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM affiliation a WHERE a.person_id = t.leader_id AND a.organisation_id = t.organisation_id
                  AND a.until_day IS NULL)
                """)
    ]
}

/// A line of the list of teams.
public struct TeamLine: Codable, Sendable {
    public let id: ID<Team>
    public let name: Multilingual
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let country: String
    public let members: Int
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Programme {
    public func teams(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<TeamLine> {
        let memory = countMemory
        let matches = try await matches(.team, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Team.listing, selection, visible: Team.visible(to: actor), counting: counting, memory: memory,
                matches: matches)
        }
    }

    public func team(_ id: ID<Team>, as actor: Actor) async throws -> TeamProfile {
        try await read { tx in
            let team = try tx.see(id, as: actor)
            return try tx.profile(of: team, as: actor)
        }
    }

    public func teamToEdit(_ id: ID<Team>, as actor: Actor) async throws -> TeamToEdit {
        try await read { tx in
            let team = try tx.see(id, to: .edit, as: actor)
            let organisation = try tx.see(team.organisationID, as: actor)
            return TeamToEdit(
                team: team, organisation: organisation.legalName,
                colleagues: try tx.colleagues(at: team.organisationID),
                mayManage: team.allows(.manage, to: actor))
        }
    }

    /// People who work at an organisation now, for whoever may edit it.
    public func colleagues(at id: ID<Organisation>, as actor: Actor) async throws -> [Named] {
        try await read { tx in
            let organisation = try tx.see(id, to: .edit, as: actor)
            return try tx.colleagues(at: organisation.id)
        }
    }

    /// A new team of the organisation named by `organisation`: its id.
    public func createTeam(_ given: [String: Given], as actor: Actor) async throws -> Team {
        try await write(as: actor) { work in
            let fields = Fields(given)
            let organisation: Organisation = try work.load(named: "organisation", in: fields, to: .edit)
            if let made: Team = try work.made(by: fields) { return made }
            let blank = Team(
                id: work.newID(Team.prefix, from: fields), organisationID: organisation.id, name: [:], summary: [:],
                leaderID: nil,
                website: nil, status: .active, searchText: "", sortName: "", version: 0, createdAt: work.now,
                changedAt: work.now)
            let colleagues = Set(try work.tx.colleagueIDs(at: organisation.id))
            let created = try blank.changed(
                by: fields, mayManage: true, worksHere: colleagues.contains, at: work.now)
            try work.tx.insert(created, into: "team")
            try work.record("team.created", from: nil, to: created)
            return created
        }
    }

    /// `given` may carry the version that the reader saw; a different one is stale.
    public func changeTeam(_ id: ID<Team>, _ given: [String: Given], as actor: Actor) async throws -> Team {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let colleagues = Set(try work.tx.colleagueIDs(at: before.organisationID))
            let after = try before.changed(
                by: fields, mayManage: before.allows(.manage, to: actor), worksHere: colleagues.contains, at: work.now)
            try work.save(after, over: before)
            return after
        }
    }
}

extension Work {
    fileprivate func save(_ after: Team, over before: Team) throws {
        try save(after, over: before, in: "team", as: "team.changed")
    }

    /// Whoever no longer works at an organisation leads no team of it.
    func releaseTeams(ledBy person: ID<Person>, at organisation: ID<Organisation>) throws {
        guard try !tx.colleagueIDs(at: organisation).contains(person.text) else { return }
        let led = try tx.all(
            Team.self,
            "SELECT * FROM team WHERE leader_id = \(person) AND organisation_id = \(organisation) ORDER BY id")
        for team in led {
            var next = team
            next.leaderID = nil
            next.version += 1
            next.changedAt = now
            try save(next, over: team)
        }
    }
}

extension Transaction {
    /// The ids of everybody who works at an organisation now.
    func colleagueIDs(at organisation: ID<Organisation>) throws -> [String] {
        try column(
            String.self,
            "SELECT DISTINCT person_id FROM affiliation WHERE organisation_id = \(organisation) AND until_day IS NULL")
    }

    /// People who work at an organisation now, to choose from.
    func colleagues(at organisation: ID<Organisation>) throws -> [Named] {
        try named(
            """
            SELECT DISTINCT p.id, p.names AS name, '' AS note, p.sort_name FROM affiliation a
            JOIN person p ON p.id = a.person_id
            WHERE a.organisation_id = \(organisation) AND a.until_day IS NULL AND p.status <> 'withdrawn'
            ORDER BY p.sort_name, p.id LIMIT 2000
            """)
    }

    fileprivate func profile(of team: Team, as actor: Actor) throws -> TeamProfile {
        let (id, people) = (team.id, Person.visible(to: actor))
        guard let organisation = try Organisation.find(team.organisationID, in: self) else { throw Problem.notFound }
        return TeamProfile(
            team: team, organisation: Named(id: organisation.id.text, name: organisation.legalName, note: ""),
            country: organisation.country,
            leader: try named(
                "SELECT p.id, p.names AS name, '' AS note FROM person p WHERE p.id = \(team.leaderID) AND \(people)"
            ).first,
            members: try named(
                """
                SELECT p.id, p.names AS name, a.title AS note FROM affiliation a JOIN person p ON p.id = a.person_id
                WHERE a.team_id = \(id) AND a.until_day IS NULL AND \(people) ORDER BY p.sort_name, p.id LIMIT 60
                """),
            memberCount: try count(
                """
                SELECT COUNT(*) FROM affiliation a JOIN person p ON p.id = a.person_id
                WHERE a.team_id = \(id) AND a.until_day IS NULL AND \(people)
                """),
            competences: try competences(where: "c.team_id = \(id)", as: actor),
            mayEdit: team.allows(.edit, to: actor), mayManage: team.allows(.manage, to: actor),
            history: try history(of: id.text, isOffice: actor.isOffice))
    }
}
