import Database
import Text

extension Obstacle {
    public static func find(_ id: ID<Obstacle>, in tx: Transaction) throws -> Obstacle? {
        try tx.first(Obstacle.self, "SELECT * FROM obstacle WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `o` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "o.status = 'published'" }

    static let listing = Listing<ObstacleLine>(
        columns: """
            o.id, o.kind, o.country_a, o.country_b, o.title, o.state, o.since_day, o.state_day, o.evidence, o.status,
            o.version, o.changed_at
            """,
        source: "obstacle o", id: "o.id",
        facets: [
            Facet(
                "country", column: "y.country",
                join: """
                    JOIN (SELECT id AS thing, country_a AS country FROM obstacle
                    UNION ALL SELECT id, country_b FROM obstacle) y ON y.thing = o.id
                    """
            ) { countries in "o.country_a IN (\(countries)) OR o.country_b IN (\(countries))" }
            .reading(Countries.code),
            Facet("pair", column: "o.country_a || '-' || o.country_b").reading { CountryPair($0)?.text },
            Facet("kind", column: "o.kind").reading(Kind.self), Facet("state", column: "o.state").reading(State.self),
            Facet("status", column: "o.status").reading(Status.self),
        ],
        sorts: [
            Sort("name", "o.sort_name"), Sort("since", "COALESCE(o.since_day, '')"),
            Sort("pair", "o.country_a || '-' || o.country_b"),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "o.search_text LIKE \("%" + $0 + "%")" })
        })

    static let invariants = [
        Invariant(
            name: "an obstacle stands between two countries, the first code first",
            offenders: "SELECT id FROM obstacle WHERE country_a >= country_b")
    ]
}

/// A line of the list of obstacles.
public struct ObstacleLine: Codable, Sendable {
    public let id: ID<Obstacle>
    public let kind: Obstacle.Kind
    public let countryA: String
    public let countryB: String
    public let title: Multilingual
    public let state: Obstacle.State
    public let sinceDay: Day?
    public let stateDay: Day?
    public let evidence: [Obstacle.Evidence]
    public let status: Obstacle.Status
    public let version: Int
    public let changedAt: Moment

    var pair: String { "\(countryA)-\(countryB)" }
}

/// Everything the page of one obstacle shows.
public struct ObstacleProfile: Encodable, Sendable {
    public let obstacle: Obstacle
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

extension Programme {
    public func obstacles(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ObstacleLine> {
        let memory = countMemory
        return try await read { tx in
            try tx.list(
                Obstacle.listing, selection, visible: Obstacle.visible(to: actor), counting: counting, memory: memory)
        }
    }

    public func obstacle(_ id: ID<Obstacle>, as actor: Actor) async throws -> ObstacleProfile {
        try await read { tx in
            let obstacle = try tx.see(id, as: actor)
            return ObstacleProfile(
                obstacle: obstacle, mayEdit: obstacle.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    public func createObstacle(_ given: [String: Given], as actor: Actor) async throws -> Obstacle {
        try await write(as: actor) { work in
            try work.require(Obstacle.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: Obstacle = try work.made(by: fields) { return made }
            let created = try Obstacle.blank(work.newID(Obstacle.prefix, from: fields), at: work.now).changed(
                by: fields, at: work.now)
            try work.tx.insert(created, into: "obstacle")
            try work.record("obstacle.created", from: nil, to: created)
            return created
        }
    }

    public func changeObstacle(_ id: ID<Obstacle>, _ given: [String: Given], as actor: Actor) async throws -> Obstacle {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.save(after, over: before, in: "obstacle", as: "obstacle.changed")
            return after
        }
    }

    /// Takes an obstacle out of what others see.
    public func withdrawObstacle(_ id: ID<Obstacle>, as actor: Actor) async throws -> Obstacle {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            var after = before
            (after.status, after.version, after.changedAt) = (.withdrawn, before.version + 1, work.now)
            try work.save(after, over: before, in: "obstacle", as: "obstacle.withdrawn")
            return after
        }
    }

    func obstacleToEdit(_ id: ID<Obstacle>, as actor: Actor) async throws -> Obstacle {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }
}
