import Database
import Text

extension Network {
    public static func find(_ id: ID<Network>, in tx: Transaction) throws -> Network? {
        try tx.first(Network.self, "SELECT * FROM network WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `n` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "n.status <> 'withdrawn'" }

    /// Who belongs to a network now, to put behind FROM: `m` with the organisation `o` or the person `p`.
    static let currentMembers: SQL = """
        network_member m LEFT JOIN organisation o ON o.id = m.organisation_id
        LEFT JOIN person p ON p.id = m.person_id
        WHERE m.until_day IS NULL AND COALESCE(o.status, p.status) <> 'withdrawn'
        """

    /// That somebody of some countries belongs to the network `n`.
    private static func hasMember(_ condition: SQL) -> SQL {
        "EXISTS (SELECT 1 FROM \(currentMembers) AND m.network_id = n.id AND \(condition))"
    }

    static let listing = Listing<NetworkLine>(
        columns: """
            n.id, n.name, n.acronym, n.kind, n.country, n.status, n.version, n.changed_at,
            (SELECT COUNT(*) FROM \(currentMembers) AND m.network_id = n.id) AS members
            """,
        source: "network n", id: "n.id",
        facets: [
            Facet("kind", column: "n.kind").reading(Network.Kind.self),
            Facet("country", column: "n.country").reading(Countries.code),
            Facet("status", column: "n.status").reading(ProfileStatus.self),
            CooperatingSides.facet("n.id") { sides in
                let country: SQL = "COALESCE(o.country, p.country)"
                return "\(hasMember(sides.isFirst(country))) AND \(hasMember(sides.isSecond(country)))"
            },
        ],
        sorts: [Sort("name", "n.sort_name")],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "n.sort_name LIKE \("%" + $0 + "%")" })
        })

    static let invariants = [
        Invariant(
            name: "a member leaves a network after joining it",
            offenders: "SELECT id FROM network_member WHERE until_day < from_day"),
        Invariant(
            name: "a member of a network is an organisation or a person",
            offenders: """
                SELECT id FROM network_member WHERE organisation_id IS NOT NULL AND person_id IS NOT NULL
                """),
    ]
}

/// A line of the list of networks.
public struct NetworkLine: Codable, Sendable {
    public let id: ID<Network>
    public let name: Multilingual
    public let acronym: String
    public let kind: Network.Kind
    public let country: String?
    public let status: ProfileStatus
    public let members: Int
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one network shows.
public struct NetworkProfile: Encodable, Sendable {
    public let network: Network
    public let members: [Member]
    /// Those whose membership has ended, the last one first.
    public let formerMembers: [Member]
    public let topics: [Named]
    public let mayEdit: Bool
    /// Whether the reader can apply for membership; nil for whoever has no reason to.
    let applying: NetworkApplying?

    private enum CodingKeys: String, CodingKey { case network, members, formerMembers, topics, mayEdit }

    public struct Member: Codable, Sendable {
        public let id: ID<NetworkMember>
        public let thing: String
        /// A plain name, or a person's names as their column holds them.
        public let name: String
        public let isPerson: Bool
        public let country: String
        public let role: String
        public let fromDay: Day?
        public let untilDay: Day?
        public let version: Int
    }
}

extension Programme {
    public func networks(_ selection: Selection, as actor: Actor, counting: Bool = true) async throws -> Found<
        NetworkLine
    > {
        let memory = countMemory
        let matches = try await matches(.network, selection.text, as: actor)
        return try await read { tx in
            try tx.list(
                Network.listing, selection, visible: Network.visible(to: actor), counting: counting, memory: memory,
                matches: matches)
        }
    }

    public func network(_ id: ID<Network>, as actor: Actor) async throws -> NetworkProfile {
        try await read { tx in
            let network = try tx.see(id, as: actor)
            let topics = try tx.named(
                "SELECT id, name, code AS note FROM topic WHERE id IN (\(network.topics)) ORDER BY id")
            return NetworkProfile(
                network: network, members: try tx.members(of: id, areFormer: false),
                formerMembers: try tx.members(of: id, areFormer: true), topics: topics,
                mayEdit: network.allows(.edit, to: actor), applying: try tx.applying(to: network, as: actor))
        }
    }

    public func createNetwork(_ given: [String: Given], as actor: Actor) async throws -> Network {
        try await write(as: actor) { work in
            try work.require(Network.refusalOfCreating(to: actor))
            let topics = try work.tx.topicIDs()
            let fields = Fields(try work.tx.resolvingTopics(given))
            if let made: Network = try work.made(by: fields) { return made }
            let created = try Network.blank(work.newID(Network.prefix, from: fields), at: work.now).changed(
                by: fields, isOffice: actor.isOffice, isKnownCountry: Countries.isCode, isTopic: topics.contains,
                at: work.now)
            try work.tx.insert(created, into: "network")
            try work.record("network.created", from: nil, to: created)
            return created
        }
    }

    public func changeNetwork(_ id: ID<Network>, _ given: [String: Given], as actor: Actor) async throws -> Network {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(try work.tx.resolvingTopics(given))
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let after = try before.changed(
                by: fields, isOffice: actor.isOffice, isKnownCountry: Countries.isCode, isTopic: topics.contains,
                at: work.now)
            try work.save(after, over: before, in: "network", as: "network.changed")
            return after
        }
    }
}

extension Transaction {
    /// Members of a network that everybody may know of; the former ones are at most two hundred.
    fileprivate func members(of id: ID<Network>, areFormer: Bool) throws -> [NetworkProfile.Member] {
        let term: SQL = areFormer ? "m.until_day IS NOT NULL" : "m.until_day IS NULL"
        let order: SQL = areFormer ? "until_day DESC, name, id LIMIT 200" : "is_person, name, id"
        return try all(
            NetworkProfile.Member.self,
            """
            SELECT m.id AS id, o.id AS thing, o.legal_name AS name, CAST(0 AS BIGINT) AS is_person, o.country, \
            m.role, m.from_day, m.until_day AS until_day, m.version
            FROM network_member m JOIN organisation o ON o.id = m.organisation_id
            WHERE m.network_id = \(id) AND \(term) AND o.status <> 'withdrawn'
            UNION ALL
            SELECT m.id, p.id, p.names, CAST(1 AS BIGINT), p.country, m.role, m.from_day, m.until_day, m.version
            FROM network_member m JOIN person p ON p.id = m.person_id
            WHERE m.network_id = \(id) AND \(term) AND p.status <> 'withdrawn'
            ORDER BY \(order)
            """)
    }
}
