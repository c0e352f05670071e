import Database
import Text

extension Affiliation {
    public static func find(_ id: ID<Affiliation>, in tx: Transaction) throws -> Affiliation? {
        guard var found = try tx.first(Affiliation.self, "SELECT * FROM affiliation WHERE id = \(id)") else {
            return nil
        }
        found.isWithdrawn =
            try tx.count(
                """
                SELECT COUNT(*) FROM affiliation a JOIN person p ON p.id = a.person_id
                JOIN organisation o ON o.id = a.organisation_id
                WHERE a.id = \(id) AND (p.status = 'withdrawn' OR o.status = 'withdrawn')
                """) > 0
        return found
    }

    /// The rows a reader may know of, with `a`, `p` and `o` for the tables.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "p.status <> 'withdrawn' AND o.status <> 'withdrawn'"
    }

    static let listing = Listing<AffiliationLine>(
        columns: """
            a.id, a.person_id, p.names, a.organisation_id, o.legal_name AS organisation, o.country, a.team_id, a.title,
            a.from_day, a.until_day, a.version
            """,
        source: "affiliation a JOIN person p ON p.id = a.person_id JOIN organisation o ON o.id = a.organisation_id",
        id: "a.id",
        facets: [
            Facet("country", column: "o.country").reading(Countries.code),
            Facet("term", column: "CASE WHEN a.until_day IS NULL THEN 'current' ELSE 'past' END"),
            Facet("organisation", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) {
                "a.organisation_id IN (\($0))"
            },
            Facet("person", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "a.person_id IN (\($0))" },
            Facet("team", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { "a.team_id IN (\($0))" },
        ],
        sorts: [Sort("person", "p.sort_name"), Sort("organisation", "o.sort_name")],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { word in
                    """
                    EXISTS (SELECT 1 FROM person_name n WHERE n.person_id = p.id AND n.folded LIKE \("%" + word + "%"))
                    OR EXISTS (SELECT 1 FROM organisation_name n WHERE n.organisation_id = o.id
                    AND n.folded LIKE \("%" + word + "%"))
                    """
                })
        })

    static let invariants: [Invariant] = [
        Invariant(
            name: "an affiliation does not end before it begins",
            offenders: "SELECT id FROM affiliation WHERE until_day < from_day"),
        Invariant(
            name: "an affiliation's team belongs to its organisation",
            offenders: """
                SELECT a.id FROM affiliation a JOIN team t ON t.id = a.team_id
                WHERE t.organisation_id <> a.organisation_id
                """),
    ]
}

/// A line of the list of who works where.
public struct AffiliationLine: Codable, Sendable {
    public let id: ID<Affiliation>
    public let personID: ID<Person>
    public let names: [PersonName]
    public let organisationID: ID<Organisation>
    public let organisation: String
    public let country: String
    public let teamID: ID<Team>?
    public let title: Multilingual
    public let fromDay: Day?
    public let untilDay: Day?
    public let version: Int
}

/// An affiliation with the names around it, for its form.
public struct AffiliationProfile: Sendable {
    public let affiliation: Affiliation
    public let person: PersonSeen
    public let organisation: String
    /// Those of the organisation, to choose from.
    public let teams: [Named]
}

extension Programme {
    public func affiliations(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<AffiliationLine> {
        let memory = countMemory
        return try await read { tx in
            try tx.list(
                Affiliation.listing, selection, visible: Affiliation.visible(to: actor), counting: counting,
                memory: memory)
        }
    }

    public func affiliation(_ id: ID<Affiliation>, as actor: Actor) async throws -> Affiliation {
        try await read { tx in try tx.see(id, as: actor) }
    }

    /// The affiliation for its form.
    public func affiliationToEdit(_ id: ID<Affiliation>, as actor: Actor) async throws -> AffiliationProfile {
        try await read { tx in
            let affiliation = try tx.see(id, to: .edit, as: actor)
            let organisation = affiliation.organisationID
            guard let person = try Person.find(affiliation.personID, in: tx),
                let name = try tx.value(String.self, "SELECT legal_name FROM organisation WHERE id = \(organisation)")
            else { throw Problem.notFound }
            return AffiliationProfile(
                affiliation: affiliation, person: person.seen(by: actor), organisation: name,
                teams: try tx.teams(of: organisation))
        }
    }

    /// Says where a person works: `person`, `organisation` (an id or a name), `team`, `title`, `from`, `until`.
    public func createAffiliation(_ given: [String: Given], as actor: Actor) async throws -> Affiliation {
        try await write(as: actor) { work in
            let fields = Fields(given)
            let person: Person = try work.load(named: "person", in: fields, to: .edit)
            if let made: Affiliation = try work.made(by: fields) { return made }
            return try work.addAffiliation(to: person, fields)
        }
    }

    public func changeAffiliation(
        _ id: ID<Affiliation>, _ given: [String: Given], as actor: Actor
    ) async throws -> Affiliation {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let teams = Set(try work.tx.teams(of: before.organisationID).map(\.id))
            let after = try before.changed(by: fields, isTeam: teams.contains, at: work.now)
            if after.isCurrent { try work.checkOnce(after) }
            try work.save(after, over: before)
            return after
        }
    }

    /// Ends it with the day `until`, today when none is given. Whoever led a team there leads it no longer.
    public func endAffiliation(
        _ id: ID<Affiliation>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> Affiliation {
        let today = clock().day
        var given = given.filter { $0.key == "until" || $0.key == "version" }
        if [nil, .nothing, .text("")].contains(given["until"]) { given["until"] = .text(today.description) }
        return try await changeAffiliation(id, given, as: actor)
    }
}

extension Work {
    /// The thing that a field names by its id, for somebody who may do this with it.
    func load<Thing: Governed>(
        named name: String, in fields: Fields, to permission: Thing.Permission
    ) throws -> Thing {
        try require(nil)
        let id = fields.text(name, atLeast: 1, atMost: 40)
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        try fields.finish()
        do { return try load(ID(id), to: permission) } catch Problem.notFound {
            throw Problem.invalid(name, "field.unknown", ["code": id])
        }
    }

    /// A new affiliation of a person whom the actor may edit, or has just made; `isSelf` where that is the actor, who
    /// does not yet know it.
    func addAffiliation(to person: Person, _ fields: Fields, isSelf: Bool = false) throws -> Affiliation {
        let organisation = try tx.organisation(named: "organisation", in: fields, as: actor)
        try require(isSelf ? nil : Affiliation.refusalOfAdding(person, to: organisation, by: actor))
        let teams = Set(try tx.teams(of: organisation).map(\.id))
        let added = try Affiliation(
            id: newID(Affiliation.prefix, from: fields), personID: person.id, organisationID: organisation, teamID: nil,
            title: [:],
            fromDay: nil, untilDay: nil, version: 0, createdAt: now, changedAt: now
        ).changed(by: fields, isTeam: teams.contains, at: now)
        if added.isCurrent { try checkOnce(added) }
        try tx.insert(added, into: "affiliation")
        try record("affiliation.created", from: nil, to: added)
        return added
    }

    /// Nobody works twice at the same place.
    fileprivate func checkOnce(_ affiliation: Affiliation) throws {
        let same = try tx.count(
            """
            SELECT COUNT(*) FROM affiliation WHERE person_id = \(affiliation.personID)
            AND organisation_id = \(affiliation.organisationID) AND team_id IS NOT DISTINCT FROM \(affiliation.teamID)
            AND until_day IS NULL AND id <> \(affiliation.id)
            """)
        if same > 0 { throw Problem.invalid("organisation", "affiliation.twice") }
    }

    func save(_ after: Affiliation, over before: Affiliation) throws {
        let action = before.isCurrent && !after.isCurrent ? "affiliation.ended" : "affiliation.changed"
        guard try save(after, over: before, in: "affiliation", as: action) else { return }
        if !after.isCurrent { try releaseTeams(ledBy: after.personID, at: after.organisationID) }
    }
}

extension Transaction {
    /// The organisation that somebody means by an id or by a name that only one bears.
    func organisation(named name: String, in fields: Fields, as actor: Actor) throws -> ID<Organisation> {
        let text = fields.text(name, atLeast: 1, atMost: 300)
        if text.isEmpty { try fields.finish() }
        if text.hasPrefix(Organisation.prefix + "-"), let found = try Organisation.find(ID(text), in: self),
            found.allows(.view, to: actor)
        {
            return found.id
        }
        let found = try column(
            ID<Organisation>.self,
            """
            SELECT DISTINCT o.id FROM organisation_name n JOIN organisation o ON o.id = n.organisation_id
            WHERE n.folded = \(folded(text)) AND \(Organisation.visible(to: actor)) ORDER BY o.id LIMIT 2
            """)
        if found.count == 1 { return found[0] }
        fields.complain(name, found.isEmpty ? "organisation.unknown" : "organisation.ambiguous", ["name": text])
        try fields.finish()
        throw Problem.notFound
    }

    /// The teams of an organisation that are not withdrawn.
    func teams(of organisation: ID<Organisation>) throws -> [Named] {
        try named(
            """
            SELECT id, name, '' AS note FROM team WHERE organisation_id = \(organisation) AND status <> 'withdrawn'
            ORDER BY sort_name LIMIT 1000
            """)
    }

    /// A thing for its form: what the actor may not do says why.
    func see<Thing: Governed>(_ id: ID<Thing>, to permission: Thing.Permission, as actor: Actor) throws -> Thing {
        let thing = try see(id, as: actor)
        if let refusal = thing.refusal(of: permission, to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return thing
    }
}
