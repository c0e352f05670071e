import Database
import Text

extension Organisation {
    public static func find(_ id: ID<Organisation>, in tx: Transaction) throws -> Organisation? {
        try tx.first(Organisation.self, "SELECT * FROM organisation WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `o` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "o.status <> 'withdrawn'" }

    static let invariants = [
        Invariant(
            name: "an organisation is not its own parent or successor",
            offenders: "SELECT organisation_id FROM organisation_relation WHERE organisation_id = other_id"),
        Invariant(
            name: "every organisation can be found by its legal name",
            offenders: """
                SELECT o.id FROM organisation o WHERE o.sort_name <> '' AND NOT EXISTS (SELECT 1 FROM \
                organisation_name n
                WHERE n.organisation_id = o.id AND n.kind = 'legal' AND n.folded = o.sort_name)
                """),
        Invariant(
            name: "every profile has its last change in the journal",
            offenders: """
                SELECT o.id FROM organisation o WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.thing = o.id
                AND j.at = o.changed_at)
                """),
    ]

    static let listing = Listing<OrganisationLine>(
        columns: "o.id, o.legal_name, o.names, o.kind, o.country, o.city, o.status, o.version, o.changed_at",
        source: "organisation o", id: "o.id",
        facets: [
            Facet("country", column: "o.country").reading(Countries.code),
            Facet("kind", column: "o.kind").reading(Organisation.Kind.self),
            Facet("status", column: "o.status").reading(ProfileStatus.self),
            Facet("source", column: "o.source"),
            .period("period", "o.created_at"),
            CooperatingSides.facet("o.id") { sides in
                """
                o.id IN (SELECT z.organisation_id FROM participation z WHERE z.project_id IN \(sides.projects)
                AND (\(sides.isFirst("z.country")) OR \(sides.isSecond("z.country"))))
                """
            },
            // Those that were in a project with every one of the named organisations.
            Facet("partner", column: "o.id", join: "", isOffered: false) { ids in
                SQL.all(
                    ids.map { id in
                        """
                        o.id <> \(id) AND o.id IN (SELECT y.organisation_id FROM participation x
                        JOIN participation y ON y.project_id = x.project_id WHERE x.organisation_id = \(id))
                        """
                    })
            },
        ],
        sorts: [
            Sort("name", "o.sort_name"), Sort("changed", "o.changed_at", isNumber: true, isDescending: true),
        ],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map { word in
                    """
                    o.id IN (SELECT n.organisation_id FROM organisation_name n
                    WHERE n.folded LIKE \("%" + word + "%"))
                    """
                })
        })
}

/// A line of the list of organisations.
public struct OrganisationLine: Codable, Sendable {
    public let id: ID<Organisation>
    public let legalName: String
    public let names: [OrganisationName]
    public let kind: Organisation.Kind
    public let country: String
    public let city: String
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Programme {
    public func organisations(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<
        OrganisationLine
    > {
        let memory = countMemory
        let matches = try await matches(.organisation, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Organisation.listing, selection, visible: Organisation.visible(to: actor), counting: counting,
                memory: memory, matches: matches)
        }
    }

    /// A new organisation; of one who is not of the office a proposal, with a claim whose `message` says why.
    public func createOrganisation(_ given: [String: Given], as actor: Actor) async throws -> Organisation {
        try await write(as: actor) { work in
            try work.require(Organisation.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: Organisation = try work.made(by: fields, seesHidden: !actor.isOffice) { return made }
            let id: ID<Organisation> = work.newID(Organisation.prefix, from: fields)
            // The office need not say why, but whatever is said is looked at.
            _ = fields.text("message", atMost: 2_000, lines: true)
            let new = try Organisation.blank(id, at: work.now).changed(
                by: fields, isOffice: actor.isOffice, isKnownCountry: Countries.isCode, at: work.now)
            let created = actor.isOffice ? new : new.proposed()
            try work.insert(created)
            if created.isProposed { try work.insertClaim(organisation: id, person: nil, fields) }
            return created
        }
    }

    /// `given` may carry the version that the reader saw; a different one is stale.
    public func changeOrganisation(_ id: ID<Organisation>, _ given: [String: Given], as actor: Actor) async throws
        -> Organisation
    {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            if let seen = fields.integer("version", nil, in: 0...Int(Int32.max)), seen != before.version {
                throw Problem.stale
            }
            let after = try before.changed(
                by: fields, isOffice: actor.isOffice, isKnownCountry: Countries.isCode, at: work.now)
            try work.save(after, over: before)
            return after
        }
    }
}

extension Work {
    /// A new organisation with its lookups and its journal line.
    func insert(_ organisation: Organisation) throws {
        try tx.insert(organisation, into: "organisation")
        try tx.writeLookups(of: organisation)
        try record("organisation.created", from: nil, to: organisation)
    }

    func save(_ after: Organisation, over before: Organisation) throws {
        guard try save(after, over: before, in: "organisation", as: "organisation.changed") else { return }
        let isSame =
            after.foldedNames.elementsEqual(before.foldedNames) { $0 == $1 } && after.identifiers == before.identifiers
            && after.parents == before.parents && after.successors == before.successors
        if !isSame {
            try tx.forgetLookups(of: after.id)
            try tx.writeLookups(of: after)
        }
    }
}

extension Transaction {
    func forgetLookups(of id: ID<Organisation>) throws {
        try run("DELETE FROM organisation_name WHERE organisation_id = \(id)")
        try run("DELETE FROM organisation_identifier WHERE organisation_id = \(id)")
        try run("DELETE FROM organisation_relation WHERE organisation_id = \(id)")
    }

    func writeLookups(of organisation: Organisation) throws {
        let id = organisation.id
        for name in organisation.foldedNames {
            try run(
                """
                INSERT INTO organisation_name (organisation_id, folded, kind)
                VALUES (\(id), \(name.folded), \(name.kind))
                """
            )
        }
        for (index, identifier) in organisation.identifiers.enumerated() {
            let (scheme, value) = (identifier.scheme, identifier.value)
            let holder = try self.value(
                ID<Organisation>.self,
                "SELECT organisation_id FROM organisation_identifier WHERE scheme = \(scheme) AND value = \(value)")
            if let holder {
                let values = ["value": value, "path": "/organisations/\(holder.text)"]
                throw Problem.invalid("identifiers.\(index).value", "identifier.taken", values)
            }
            try run(
                """
                INSERT INTO organisation_identifier (scheme, value, organisation_id)
                VALUES (\(scheme), \(value), \(id))
                """)
        }
        for (kind, others) in [("parent", organisation.parents), ("successor", organisation.successors)] {
            for (index, other) in others.enumerated() {
                guard try Organisation.find(other, in: self) != nil, other != id else {
                    throw Problem.invalid("\(kind)s.\(index)", "field.unknown", ["code": other.text])
                }
                try run("INSERT INTO organisation_relation VALUES (\(id), \(kind), \(other))")
            }
        }
    }
}
