import Database
import Text

extension Person {
    public static func find(_ id: ID<Person>, in tx: Transaction) throws -> Person? {
        guard var person = try tx.first(Person.self, "SELECT * FROM person WHERE id = \(id)") else { return nil }
        person.employers = try tx.employers(of: id)
        return person
    }

    /// The rows a reader may know of, with `p` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "p.status <> 'withdrawn'" }

    static let listing = Listing<PersonLine>(
        columns: """
            p.id, p.names, p.country, p.status, p.version, p.changed_at,
            \(workplace("o.id")) AS organisation_id, \(workplace("o.legal_name")) AS organisation
            """,
        source: "person p", id: "p.id",
        facets: [
            Facet("country", column: "p.country").reading(Countries.code),
            Facet(
                "workplace", column: "e.country",
                join: """
                    JOIN (SELECT DISTINCT a.person_id, o.country FROM affiliation a
                    JOIN organisation o ON o.id = a.organisation_id WHERE a.until_day IS NULL) e ON e.person_id = p.id
                    """
            ) { values in
                """
                EXISTS (SELECT 1 FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
                WHERE a.person_id = p.id AND a.until_day IS NULL AND o.country IN (\(values)))
                """
            }.reading(Countries.code),
            Facet("language", column: "l.language", join: "JOIN person_language l ON l.person_id = p.id") { values in
                "EXISTS (SELECT 1 FROM person_language k WHERE k.person_id = p.id AND k.language IN (\(values)))"
            }.reading { Languages.find($0)?.code },
            Facet("status", column: "p.status").reading(ProfileStatus.self),
            .period("period", "p.created_at"),
            // No counts: thousands of organisations are no choice; pages of organisations lead here with one.
            Facet("organisation", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { values in
                """
                EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = p.id AND a.until_day IS NULL
                AND a.organisation_id IN (\(values)))
                """
            },
        ],
        sorts: [
            Sort("name", "p.sort_name"), Sort("changed", "p.changed_at", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { word in
                    "p.id IN (SELECT n.person_id FROM person_name n WHERE n.folded LIKE \("%\(word)%"))"
                })
        })

    /// Something of the organisation where a person has worked for the shortest time.
    private static func workplace(_ column: SQL) -> SQL {
        """
        (SELECT \(column) FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
        WHERE a.person_id = p.id AND a.until_day IS NULL AND o.status <> 'withdrawn'
        ORDER BY a.from_day DESC NULLS LAST, a.id LIMIT 1)
        """
    }

    /// Rules of the rows that must always hold.
    static let invariants: [Invariant] = [
        Invariant(
            name: "a person can be found by a name",
            offenders: """
                SELECT p.id FROM person p WHERE NOT EXISTS (SELECT 1 FROM person_name n WHERE n.person_id = p.id)
                """),
        Invariant(
            name: "an account's person is in the directory",
            offenders: """
                SELECT a.id FROM account a WHERE a.person_id IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = a.person_id)
                AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.id = a.person_id)
                """),
    ]
}

/// A line of the list of people.
public struct PersonLine: Codable, Sendable {
    public let id: ID<Person>
    public let names: [PersonName]
    public let country: String
    public let organisationID: String?
    public let organisation: String?
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Programme {
    public func people(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<PersonLine>
    {
        let memory = countMemory
        let matches = try await matches(.person, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Person.listing, selection, visible: Person.visible(to: actor), counting: counting, memory: memory,
                matches: matches)
        }
    }

    /// A new profile. `affiliation` may say where the person works; a representative must name one of theirs. With
    /// `own`, and for whoever may add nobody else, it is the actor's own profile and connected with their account.
    public func createPerson(_ given: [String: Given], as actor: Actor) async throws -> Person {
        try await write(as: actor) { work in
            let fields = Fields(given)
            // Whoever has just made their own profile may make none any more, but may send the form again.
            if actor.account != nil, let made: Person = try work.made(by: fields) {
                try work.require(nil)
                return made
            }
            try work.require(Person.refusalOfCreating(to: actor))
            let isSelf = Person.isSelf(actor, asked: fields.flag("own", false))
            let id: ID<Person> = work.newID(Person.prefix, from: fields)
            var created = try Person.blank(id, at: work.now).changed(by: fields, isOffice: actor.isOffice, at: work.now)
            try work.insert(created)
            if isSelf { try work.connectSelf(to: created.id.text) }
            let workplace = fields.record("affiliation")
            guard !workplace.text("organisation", atMost: 300).isEmpty else {
                if !actor.isOffice, !isSelf { throw Problem.invalid("affiliation.organisation", "field.required") }
                return created
            }
            let affiliation = try work.addAffiliation(to: created, workplace, isSelf: isSelf)
            if affiliation.isCurrent { created.employers = [affiliation.organisationID] }
            return created
        }
    }

    /// `given` may carry the version that the reader saw; a different one is stale.
    public func changePerson(_ id: ID<Person>, _ given: [String: Given], as actor: Actor) async throws -> Person {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, isOffice: actor.isOffice, at: work.now)
            try work.save(after, over: before)
            return after
        }
    }
}

extension Work {
    /// A new person with lookups and journal line.
    func insert(_ person: Person) throws {
        try tx.checkORCID(of: person)
        try tx.insert(person, into: "person")
        try tx.writeLookups(of: person)
        try record("person.created", from: nil, to: person)
    }

    func save(_ after: Person, over before: Person) throws {
        if after.orcid != before.orcid { try tx.checkORCID(of: after) }
        guard try save(after, over: before, in: "person", as: "person.changed") else { return }
        guard after.names != before.names || after.languages != before.languages else { return }
        try tx.run("DELETE FROM person_name WHERE person_id = \(after.id)")
        try tx.run("DELETE FROM person_language WHERE person_id = \(after.id)")
        try tx.writeLookups(of: after)
    }
}

extension Transaction {
    /// Where a person works now.
    func employers(of id: ID<Person>) throws -> [ID<Organisation>] {
        try column(
            ID<Organisation>.self,
            """
            SELECT DISTINCT organisation_id FROM affiliation WHERE person_id = \(id) AND until_day IS NULL
            ORDER BY organisation_id
            """)
    }

    func writeLookups(of person: Person) throws {
        let id = person.id
        for name in person.foldedNames {
            try run(
                "INSERT INTO person_name (person_id, folded, script) VALUES (\(id), \(name.folded), \(name.script))"
            )
        }
        for language in Set(person.languages).sorted() {
            try run("INSERT INTO person_language (person_id, language) VALUES (\(person.id), \(language))")
        }
    }

    /// An ORCID iD names one person only.
    fileprivate func checkORCID(of person: Person) throws {
        guard let orcid = person.orcid else { return }
        let others = try all(
            Person.self, "SELECT * FROM person WHERE orcid = \(orcid) AND id <> \(person.id) ORDER BY id LIMIT 1")
        guard let other = others.first else { return }
        let isShown = other.status != .withdrawn
        let values = ["value": orcid].merging(isShown ? ["path": "/people/\(other.id.text)"] : [:]) { $1 }
        throw Problem.invalid("orcid", "identifier.taken", values)
    }
}

extension Transaction {
    private struct NameRow: Decodable {
        let personID: ID<Person>
        let folded: String
    }

    /// Those who bear a name of two parts at least, in whatever order the parts stand.
    func people(called text: String, for actor: Actor) throws -> Set<ID<Person>> {
        let parts = folded(text).split(separator: " ").sorted()
        guard (2...8).contains(parts.count) else { return [] }
        let found = try all(
            NameRow.self,
            """
            SELECT n.person_id, n.folded FROM person_name n JOIN person p ON p.id = n.person_id
            WHERE \(SQL.all(parts.map { "n.folded LIKE \("%" + $0 + "%")" })) AND \(Person.visible(to: actor))
            ORDER BY n.person_id LIMIT 200
            """)
        return Set(found.filter { $0.folded.split(separator: " ").sorted() == parts }.map(\.personID))
    }
}
