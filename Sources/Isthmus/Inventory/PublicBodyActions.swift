import Database
import Text

extension PublicBody {
    public static func find(_ id: ID<PublicBody>, in tx: Transaction) throws -> PublicBody? {
        try tx.first(PublicBody.self, "SELECT * FROM public_body WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `b` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "b.status <> 'withdrawn'" }

    static func listing(at now: Moment) -> Listing<PublicBodyLine> {
        Listing(
            columns: """
                b.id, b.kind, b.country, b.name, b.acronym, b.status,
                (SELECT COUNT(*) FROM office_term t WHERE t.body_id = b.id AND (t.from_day IS NULL
                OR t.from_day <= \(now.day)) AND (t.until_day IS NULL OR t.until_day >= \(now.day))) AS holders,
                b.version, b.changed_at
                """,
            source: "public_body b", id: "b.id",
            facets: [
                Facet("country", column: "b.country").reading(Countries.code),
                Facet("kind", column: "b.kind").reading(Kind.self),
                Facet("status", column: "b.status").reading(Status.self),
            ],
            sorts: [Sort("name", "b.sort_name"), Sort("country", "b.country")],
            search: { text in
                SQL.all(
                    folded(text).split(separator: " ").prefix(8).map { "b.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    static let invariants = [
        Invariant(
            name: "an office is held from a day until a later one",
            offenders: "SELECT id FROM office_term WHERE until_day < from_day"),
        Invariant(
            name: "a body does not belong to itself", offenders: "SELECT id FROM public_body WHERE parent_id = id"),
    ]
}

extension OfficeTerm {
    public static func find(_ id: ID<OfficeTerm>, in tx: Transaction) throws -> OfficeTerm? {
        try tx.first(OfficeTerm.self, "SELECT * FROM office_term WHERE id = \(id)")
    }
}

/// A line of the list of bodies.
public struct PublicBodyLine: Codable, Sendable {
    public let id: ID<PublicBody>
    public let kind: PublicBody.Kind
    public let country: String
    public let name: Multilingual
    public let acronym: String
    public let status: PublicBody.Status
    /// How many hold an office in it now.
    public let holders: Int
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one body shows.
public struct PublicBodyProfile: Encodable, Sendable {
    public let body: PublicBody
    public let organisation: Named?
    public let parent: Named?
    public let parts: [Named]
    public let topics: [Named]
    /// The terms that run, and those that are over or still to come, the latest first.
    public let current: [Term]
    public let past: [Term]
    public let mayEdit: Bool
    public let history: [HistoryLine]

    public struct Term: Codable, Sendable {
        public let id: ID<OfficeTerm>
        public let office: Multilingual
        /// The holder's page, where the reader may see it.
        public let personID: ID<Person>?
        public let holder: String
        public let fromDay: Day?
        public let untilDay: Day?
        public let reference: String
    }
}

extension Programme {
    public func bodies(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<PublicBodyLine> {
        let (memory, listing) = (countMemory, PublicBody.listing(at: clock()))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: PublicBody.visible(to: actor), counting: counting, memory: memory)
        }
    }

    public func body(_ id: ID<PublicBody>, as actor: Actor) async throws -> PublicBodyProfile {
        let today = clock().day
        return try await read { tx in
            let body = try tx.see(id, as: actor)
            func named(_ condition: SQL) throws -> [Named] {
                try tx.named(
                    """
                    SELECT b.id, b.name, b.acronym AS note FROM public_body b
                    WHERE \(condition) AND \(PublicBody.visible(to: actor)) ORDER BY b.sort_name, b.id
                    """)
            }
            let terms = try tx.terms(in: id)
            func shown(_ isCurrent: Bool) throws -> [PublicBodyProfile.Term] {
                try terms.filter { $0.isCurrent(on: today) == isCurrent }.map { try tx.shown($0, to: actor) }
            }
            return PublicBodyProfile(
                body: body, organisation: try tx.owner(of: body.organisationID, as: actor),
                parent: try body.parentID.flatMap { try named("b.id = \($0)").first },
                parts: try named("b.parent_id = \(id)"),
                topics: try tx.named(
                    "SELECT id, name, code AS note FROM topic WHERE id IN (\(body.topics)) ORDER BY id"),
                current: try shown(true), past: try shown(false), mayEdit: body.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    /// The bodies of a country with those who hold office in them now; for its page.
    func actorMap(of country: String, as actor: Actor) async throws -> [(
        body: PublicBody, terms: [PublicBodyProfile.Term]
    )] {
        let today = clock().day
        return try await read { tx in
            try tx.all(
                PublicBody.self,
                """
                SELECT b.* FROM public_body b WHERE b.country = \(country) AND b.status = 'active'
                AND \(PublicBody.visible(to: actor)) ORDER BY b.kind, b.sort_name, b.id LIMIT 100
                """
            ).map { body in
                (
                    body,
                    try tx.terms(in: body.id).filter { $0.isCurrent(on: today) }.map { try tx.shown($0, to: actor) }
                )
            }
        }
    }

    public func createBody(_ given: [String: Given], as actor: Actor) async throws -> PublicBody {
        try await write(as: actor) { work in
            try work.require(PublicBody.refusalOfCreating(to: actor))
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: PublicBody = try work.made(by: fields) { return made }
            let blank = PublicBody.blank(work.newID(PublicBody.prefix, from: fields), at: work.now)
            let created = try work.changed(blank, by: fields)
            try work.tx.insert(created, into: "public_body")
            try work.record("public_body.created", from: nil, to: created)
            return created
        }
    }

    public func changeBody(_ id: ID<PublicBody>, _ given: [String: Given], as actor: Actor) async throws -> PublicBody {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let after = try work.changed(before, by: fields)
            try work.save(after, over: before, in: "public_body", as: "public_body.changed")
            return after
        }
    }

    /// Says who holds an office: `office`, `holder`, `person_id`, `from_day`, `until_day`, `reference`.
    public func addTerm(
        to body: ID<PublicBody>, _ given: [String: Given], as actor: Actor
    ) async throws -> OfficeTerm {
        try await write(as: actor) { work in
            _ = try work.load(body, to: .edit)
            let fields = Fields(given)
            if let made: OfficeTerm = try work.made(by: fields) { return made }
            let added = try work.changed(
                OfficeTerm.blank(work.newID(OfficeTerm.prefix, from: fields), in: body, at: work.now), by: fields)
            try work.tx.insert(added, into: "office_term")
            try work.record("office_term.added", from: nil, to: added)
            return added
        }
    }

    public func changeTerm(_ id: ID<OfficeTerm>, _ given: [String: Given], as actor: Actor) async throws -> OfficeTerm {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            _ = try work.load(before.bodyID, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try work.changed(before, by: fields)
            try work.save(after, over: before, in: "office_term", as: "office_term.changed")
            return after
        }
    }

    func bodyToEdit(_ id: ID<PublicBody>, as actor: Actor) async throws -> PublicBody {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }

    func termToEdit(_ id: ID<OfficeTerm>, as actor: Actor) async throws -> (term: OfficeTerm, body: PublicBody) {
        try await read { tx in
            guard let term = try OfficeTerm.find(id, in: tx) else { throw Problem.notFound }
            return (term, try tx.see(term.bodyID, to: .edit, as: actor))
        }
    }
}

extension Work {
    fileprivate func changed(_ body: PublicBody, by fields: Fields) throws -> PublicBody {
        let (tx, actor) = (tx, actor)
        var organisation: ID<Organisation>??
        if fields.isGiven("organisation"), let named = fields.optionalText("organisation", nil, atMost: 300) {
            if named != body.organisationID?.text {
                organisation = try tx.organisation(named: "organisation", in: fields, as: actor)
            }
        } else if fields.isGiven("organisation") {
            organisation = .some(nil)
        }
        let topics = try tx.topicIDs()
        return try body.changed(
            by: fields, organisation: organisation, isTopic: topics.contains,
            isParent: { try $0 != body.id && PublicBody.find($0, in: tx)?.allows(.view, to: actor) == true }, at: now)
    }

    fileprivate func changed(_ term: OfficeTerm, by fields: Fields) throws -> OfficeTerm {
        let (tx, actor) = (tx, actor)
        return try term.changed(
            by: fields, isPerson: { try Person.find($0, in: tx)?.allows(.view, to: actor) == true }, at: now)
    }
}

extension Transaction {
    /// The latest first, those without a beginning last.
    fileprivate func terms(in body: ID<PublicBody>) throws -> [OfficeTerm] {
        try all(
            OfficeTerm.self,
            "SELECT * FROM office_term WHERE body_id = \(body) ORDER BY from_day DESC NULLS LAST, id LIMIT 500")
    }

    fileprivate func shown(_ term: OfficeTerm, to actor: Actor) throws -> PublicBodyProfile.Term {
        let person = try term.personID.flatMap { try Person.find($0, in: self) }
        return PublicBodyProfile.Term(
            id: term.id, office: term.office, personID: person?.allows(.view, to: actor) == true ? person?.id : nil,
            holder: term.holder, fromDay: term.fromDay, untilDay: term.untilDay, reference: term.reference)
    }
}
