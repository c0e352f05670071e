import Database
import Text

extension Topic {
    public static func find(_ id: ID<Topic>, in tx: Transaction) throws -> Topic? {
        try tx.first(Topic.self, "SELECT * FROM topic WHERE id = \(id)")
    }

    /// Rules that always hold for topics and crosswalks.
    public static let invariants: [Invariant] = [
        Invariant(
            name: "a topic and its parent are of one scheme",
            offenders: "SELECT t.id FROM topic t JOIN topic p ON p.id = t.parent_id WHERE p.scheme_id <> t.scheme_id"),
        Invariant(
            name: "a topic stands within the places of its parent",
            offenders: """
                SELECT t.id FROM topic t JOIN topic p ON p.id = t.parent_id
                WHERE t.position <= p.position OR t.last_position > p.last_position
                """),
        Invariant(
            name: "a crosswalk leads to another scheme",
            offenders: """
                SELECT w.id FROM crosswalk w JOIN topic f ON f.id = w.from_id JOIN topic t ON t.id = w.to_id
                WHERE f.scheme_id = t.scheme_id
                """),
    ]

    /// Everybody may see every topic.
    static func visible(to actor: Actor) -> SQL { "1 = 1" }

    /// A chosen parent stands for everything below it.
    static let listing = Listing<TopicLine>(
        columns: """
            t.id, t.scheme_id, t.code, t.parent_id, t.name, t.level,
            (SELECT COUNT(*) FROM topic c WHERE c.parent_id = t.id) AS children
            """,
        source: "topic t", id: "t.id",
        facets: [
            Facet("scheme", column: "t.scheme_id"), Facet("level", column: "CAST(t.level AS TEXT)"),
            Facet("parent", column: "t.parent_id", join: "") { values in
                """
                EXISTS (SELECT 1 FROM topic a WHERE a.id IN (\(values)) AND t.position > a.position
                AND t.position <= a.last_position)
                """
            },
        ],
        sorts: [Sort("order", "t.position", isNumber: true), Sort("name", "t.title"), Sort("code", "t.code")],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "t.words LIKE \("%" + $0 + "%")" })
        })

    /// The ids of the named topics and of all below them, to put behind `IN`.
    static func within(_ topics: [String]) -> SQL {
        """
        (SELECT d.id FROM topic a JOIN topic d ON d.position BETWEEN a.position AND a.last_position
        WHERE a.id IN (\(topics)))
        """
    }

    /// The same with what other schemes call exactly so, and all below that.
    static func meant(by topics: [String]) -> SQL {
        """
        (SELECT d.id FROM topic a JOIN topic d ON d.position BETWEEN a.position AND a.last_position
        WHERE a.id IN (\(topics)) OR a.id IN (SELECT w.from_id FROM crosswalk w WHERE w.kind = 'exact'
        AND w.to_id IN \(within(topics))))
        """
    }
}

extension TopicScheme {
    public static func find(_ id: ID<TopicScheme>, in tx: Transaction) throws -> TopicScheme? {
        try tx.first(TopicScheme.self, "SELECT * FROM topic_scheme WHERE id = \(id)")
    }
}

extension Crosswalk {
    public static func find(_ id: ID<Crosswalk>, in tx: Transaction) throws -> Crosswalk? {
        try tx.first(Crosswalk.self, "SELECT * FROM crosswalk WHERE id = \(id)")
    }
}

extension TopicScheme.Ordering: ColumnValue {}
extension Crosswalk.Kind: ColumnValue {}

/// A line of the list of topics.
public struct TopicLine: Codable, Sendable {
    public let id: ID<Topic>
    public let schemeID: ID<TopicScheme>
    public let code: String
    public let parentID: ID<Topic>?
    public let name: Multilingual
    /// 1 for the top of a scheme; 0 where the scheme does not say where the topic stands.
    public let level: Int
    /// How many stand directly below it.
    public let children: Int
}

/// Something that is about topics: told to the topics' pages by the area that owns it, so that they can count it.
public struct TopicUse: Sendable {
    /// In the plural, the first word of its list's sentences: `projects`.
    public let kind: String
    /// Its list, which takes `topic` as a filter.
    public let path: String
    /// Selects pairs named `topic_id` and `thing_id`.
    let pairs: SQL

    public init(kind: String, path: String, pairs: SQL) { (self.kind, self.path, self.pairs) = (kind, path, pairs) }
}

/// All schemes with their upper levels.
public struct TopicTree: Sendable {
    public let schemes: [TopicScheme]
    /// In order; FORD whole, of others the two upper levels.
    public let topics: [TopicLine]
    /// By kind of use and topic, what stands below it counted too.
    public let counts: [String: [ID<Topic>: Int]]
}

/// One topic with everything around it, of one moment.
public struct TopicProfile: Sendable {
    public struct Match: Sendable {
        public let kind: Crosswalk.Kind
        public let topic: TopicLine
    }
    public let topic: Topic
    public let scheme: TopicScheme
    public let level: Int
    /// From the top of the scheme down.
    public let ancestors: [TopicLine]
    public let children: [TopicLine]
    /// What it means in other schemes.
    public let matches: [Match]
    public let counts: [String: Int]
    public let mayChange: Bool
}

extension Programme {
    public func topics(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<TopicLine> {
        try await read { tx in
            try tx.list(Topic.listing, selection, visible: Topic.visible(to: actor), counting: counting)
        }
    }

    public func topicTree(counting uses: [TopicUse] = [], as actor: Actor) async throws -> TopicTree {
        try await read { tx in
            let topics = try tx.topicLines(
                "WHERE \(Topic.visible(to: actor)) AND (t.scheme_id = \(TopicScheme.ford.id) OR t.level IN (1, 2))")
            return TopicTree(
                schemes: try tx.topicSchemes(), topics: topics, counts: try tx.counts(uses, of: topics.map(\.id)))
        }
    }

    public func topic(_ id: ID<Topic>, counting uses: [TopicUse] = [], as actor: Actor) async throws -> TopicProfile {
        try await read { tx in
            guard let topic = try Topic.find(id, in: tx), topic.allows(.view, to: actor),
                let scheme = try TopicScheme.find(topic.schemeID, in: tx),
                let line = try tx.topicLines("WHERE t.id = \(id)").first
            else { throw Problem.notFound }
            let counts = try tx.counts(uses, of: [id]).compactMapValues { $0[id] }
            return TopicProfile(
                topic: topic, scheme: scheme, level: line.level, ancestors: try tx.ancestors(of: id),
                children: try tx.topicLines("WHERE t.parent_id = \(id)"), matches: try tx.matches(of: id),
                counts: counts, mayChange: topic.allows(.change, to: actor))
        }
    }

    /// A person's change: names and definition per language. `given` may carry the version that the reader saw.
    public func changeTopic(_ id: ID<Topic>, _ given: [String: Given], as actor: Actor) async throws -> Topic {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .change)
            let fields = Fields(given)
            let seen = fields.integer("version", nil, in: 0...Int(Int32.max))
            if let seen, seen != before.version { throw Problem.stale }
            let after = try before.changed(by: fields, at: work.now)
            guard try work.save(after, over: before, in: "topic", as: "topic.changed") else { return before }
            try work.tx.placeTopics()
            return after
        }
    }
}

extension Transaction {
    fileprivate func topicLines(_ condition: SQL) throws -> [TopicLine] {
        try all(
            TopicLine.self, "SELECT \(Topic.listing.columns) FROM topic t \(condition) ORDER BY t.position, t.id")
    }

    func topicSchemes() throws -> [TopicScheme] {
        let schemes = try all(TopicScheme.self, "SELECT * FROM topic_scheme ORDER BY id")
        return schemes.filter { $0.id == TopicScheme.ford.id } + schemes.filter { $0.id != TopicScheme.ford.id }
    }

    fileprivate func ancestors(of id: ID<Topic>) throws -> [TopicLine] {
        try topicLines(
            """
            JOIN topic own ON own.id = \(id)
            WHERE t.position < own.position AND t.last_position >= own.last_position AND t.scheme_id = own.scheme_id
            """)
    }

    fileprivate func matches(of id: ID<Topic>) throws -> [TopicProfile.Match] {
        let crosswalks = try all(
            Crosswalk.self, "SELECT * FROM crosswalk WHERE from_id = \(id) OR to_id = \(id) ORDER BY id")
        guard !crosswalks.isEmpty else { return [] }
        let others = crosswalks.map { $0.fromID == id ? $0.toID : $0.fromID }
        let lines = try topicLines("WHERE t.id IN (\(others))")
        return zip(crosswalks, others).compactMap { crosswalk, other in
            guard let line = lines.first(where: { $0.id == other }) else { return nil }
            return .init(kind: crosswalk.fromID == id ? crosswalk.kind : crosswalk.kind.inverse, topic: line)
        }
    }

    /// How many things are about each topic or one below it.
    fileprivate func counts(_ uses: [TopicUse], of topics: [ID<Topic>]) throws -> [String: [ID<Topic>: Int]] {
        var counts: [String: [ID<Topic>: Int]] = [:]
        for use in uses {
            let rows = try rows(
                """
                SELECT a.id, COUNT(DISTINCT u.thing_id) AS n FROM topic a
                JOIN topic d ON d.position BETWEEN a.position AND a.last_position
                JOIN (\(use.pairs)) u ON u.topic_id = d.id WHERE a.id IN (\(topics)) GROUP BY a.id
                """)
            let pairs = try rows.map { (try $0.at(0, as: ID<Topic>.self), try $0.at(1, as: Int.self)) }
            counts[use.kind] = Dictionary(uniqueKeysWithValues: pairs)
        }
        return counts
    }
}
