import Database
import Text

extension Segment.Audience: ColumnValue {}

extension Segment {
    public static func find(_ id: ID<Segment>, in tx: Transaction) throws -> Segment? {
        try tx.first(Segment.self, "SELECT * FROM segment WHERE id = \(id)")
    }

    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "1 = 0" }

    static let listing = Listing<Segment>(
        columns: "s.*", source: "segment s", id: "s.id",
        facets: [Facet("audience", column: "s.audience").reading(Audience.self)], sorts: [Sort("name", "s.sort_name")],
        search: { "s.sort_name LIKE \("%" + $0.lowercased() + "%")" })

    /// Those of the directory whom it means and who have an address: id, address, country, languages as JSON, the
    /// language of their account.
    func members(in countries: [String]) -> SQL {
        switch audience {
        case .person: people(in: countries)
        case .organisation: organisations(in: countries)
        }
    }

    private func people(in some: [String]) -> SQL {
        var conditions: [SQL] = ["p.status = 'active'", "p.email IS NOT NULL", "p.email <> ''"]
        if !countries.isEmpty { conditions.append("p.country IN (\(countries))") }
        if !some.isEmpty { conditions.append("p.country IN (\(some))") }
        if !languages.isEmpty {
            conditions.append(
                "EXISTS (SELECT 1 FROM person_language l WHERE l.person_id = p.id AND l.language IN (\(languages)))")
        }
        if !topics.isEmpty {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM competence c JOIN competence_topic k ON k.competence_id = c.id
                WHERE c.person_id = p.id AND k.topic_id IN (\(topics)))
                """)
        }
        if !kinds.isEmpty {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM affiliation f JOIN organisation o ON o.id = f.organisation_id
                WHERE f.person_id = p.id AND f.until_day IS NULL AND o.kind IN (\(kinds)))
                """)
        }
        return """
            SELECT p.id, p.email, p.country, p.languages, a.language AS account_language
            FROM person p LEFT JOIN account a ON a.person_id = p.id AND a.closed_at IS NULL
            WHERE \(SQL.all(conditions)) ORDER BY p.id
            """
    }

    private func organisations(in some: [String]) -> SQL {
        var conditions: [SQL] = ["o.status = 'active'", "o.email IS NOT NULL", "o.email <> ''"]
        if !countries.isEmpty { conditions.append("o.country IN (\(countries))") }
        if !some.isEmpty { conditions.append("o.country IN (\(some))") }
        if !kinds.isEmpty { conditions.append("o.kind IN (\(kinds))") }
        if !topics.isEmpty {
            conditions.append(
                """
                EXISTS (SELECT 1 FROM competence c JOIN competence_topic k ON k.competence_id = c.id
                WHERE c.organisation_id = o.id AND k.topic_id IN (\(topics)))
                """)
        }
        return """
            SELECT o.id, o.email, o.country, '[]' AS languages, CAST(NULL AS TEXT) AS account_language
            FROM organisation o WHERE \(SQL.all(conditions)) ORDER BY o.id
            """
    }
}

/// Somebody whom a segment means.
struct SegmentMember: Decodable, Sendable {
    let id: String
    let email: String
    let country: String
    let languages: [String]
    let accountLanguage: String?

    /// The languages in which they read, the best first.
    var reads: [String] { [accountLanguage].compactMap(\.self) + languages }
}

extension Programme {
    public func segments(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<Segment>
    {
        if let refusal = Segment.refusalOfCreating(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await read { tx in
            try tx.list(Segment.listing, selection, visible: Segment.visible(to: actor), counting: counting)
        }
    }

    /// A segment with how many it means now.
    func segment(_ id: ID<Segment>, as actor: Actor) async throws -> (segment: Segment, count: Int) {
        try await read { tx in
            let segment = try tx.see(id, as: actor)
            return (segment, try tx.count("SELECT COUNT(*) FROM (\(segment.members(in: []))) AS members"))
        }
    }

    public func createSegment(_ given: [String: Given], as actor: Actor) async throws -> Segment {
        try await write(as: actor) { work in
            try work.require(Segment.refusalOfCreating(to: actor))
            let topics = try work.tx.topicIDs()
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: Segment = try work.made(by: fields) { return made }
            let created = try Segment.blank(work.newID(Segment.prefix, from: fields), at: work.now).changed(
                by: fields, isTopic: topics.contains, at: work.now)
            try work.checkName(of: created)
            try work.tx.insert(created, into: "segment")
            try work.record("segment.created", from: nil, to: created)
            return created
        }
    }

    public func changeSegment(_ id: ID<Segment>, _ given: [String: Given], as actor: Actor) async throws -> Segment {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let topics = try work.tx.topicIDs()
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, isTopic: topics.contains, at: work.now)
            try work.checkName(of: after)
            try work.save(after, over: before, in: "segment", as: "segment.changed")
            return after
        }
    }
}

extension Work {
    fileprivate func checkName(of segment: Segment) throws {
        let holder = try tx.value(
            String.self, "SELECT id FROM segment WHERE name = \(segment.name) AND id <> \(segment.id)")
        if let holder { throw Problem.invalid("name", "segment.name_taken", ["path": "/segments/\(holder)"]) }
    }
}
