import Database
import Text

/// Filters and sorts that the lists of programmes and of mobility schemes have in common.
enum InventoryFacets {
    /// How long ago somebody looked at a record.
    enum Checked: String, CaseIterable { case recently, stale, never }
    /// After so many days a record is stale.
    static let freshDays = 365

    /// - Parameter r: the alias of the record's table.
    static func visible(_ r: SQL, to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "\(r).status IN ('active', 'ended')"
    }

    static func checked(_ r: SQL, at now: Moment) -> SQL {
        """
        CASE WHEN \(r).checked_on IS NULL THEN 'never' WHEN \(r).checked_on < \(now.day.adding(days: -freshDays))
        THEN 'stale' ELSE 'recently' END
        """
    }

    static func search(_ r: SQL) -> @Sendable (String) -> SQL {
        { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "\(r).search_text LIKE \("%" + $0 + "%")" })
        }
    }

    static func country(_ name: String, _ direction: SQL, _ r: SQL) -> Facet {
        Facet(
            name, column: "y.country",
            join: "JOIN inventory_country y ON y.thing = \(r).id AND y.direction = \(direction)"
        ) { countries in
            """
            EXISTS (SELECT 1 FROM inventory_country x WHERE x.thing = \(r).id AND x.direction = \(direction)
            AND x.country IN (\(countries)))
            """
        }.reading(Countries.code)
    }

    /// The upper fields of research: a topic belongs to the one below which it stands.
    static func theme(_ r: SQL) -> Facet {
        Facet(
            "theme", column: "f.id",
            join: """
                JOIN inventory_topic k ON k.thing = \(r).id JOIN topic x ON x.id = k.topic_id
                JOIN topic f ON f.scheme_id = x.scheme_id AND f.scheme_id = \(TopicScheme.ford.id)
                AND f.parent_id IS NULL AND x.position >= f.position AND x.position <= f.last_position
                """, counted: "COUNT(DISTINCT \(r).id)"
        ) { fields in "EXISTS (\(isOf(fields, r)))" }
    }

    static func isOf(_ fields: [String], _ r: SQL) -> SQL {
        """
        SELECT 1 FROM inventory_topic k JOIN topic x ON x.id = k.topic_id JOIN topic f ON f.scheme_id = x.scheme_id
        AND x.position >= f.position AND x.position <= f.last_position WHERE k.thing = \(r).id AND f.id IN (\(fields))
        """
    }

    static func stage(_ r: SQL) -> Facet {
        Facet("stage", column: "g.stage", join: "JOIN inventory_stage g ON g.thing = \(r).id") { stages in
            "EXISTS (SELECT 1 FROM inventory_stage x WHERE x.thing = \(r).id AND x.stage IN (\(stages)))"
        }.reading(CareerStage.self)
    }

    static func topic(_ r: SQL) -> Facet {
        Facet("topic", column: "\(r).id", join: "", isOffered: false) { topics in
            "EXISTS (SELECT 1 FROM inventory_topic x WHERE x.thing = \(r).id AND x.topic_id IN (\(topics)))"
        }
    }

    static func owner(_ r: SQL) -> Facet {
        Facet("organisation", column: "\(r).id", join: "", isOffered: false) { "\(r).owner_id IN (\($0))" }
    }
}

extension CooperationProgramme {
    static func listing(at now: Moment) -> Listing<ProgrammeLine> {
        Listing(
            columns: """
                p.id, p.code, p.title, p.parties, p.instruments, p.budgets, p.cycle, p.owner_name, p.status,
                p.checked_on, p.version, p.changed_at
                """,
            source: "cooperation_programme p", id: "p.id",
            facets: [
                InventoryFacets.country("country", "'party'", "p"),
                CooperatingSides.facet("p.id") { sides in
                    """
                    EXISTS (SELECT 1 FROM inventory_country x WHERE x.thing = p.id AND x.direction = 'party'
                    AND \(sides.isFirst("x.country"))) AND EXISTS (SELECT 1 FROM inventory_country x
                    WHERE x.thing = p.id AND x.direction = 'party' AND \(sides.isSecond("x.country")))
                    """
                },
                side("payer", "x.pays = 1", isOffered: true), side("party", "1 = 1", isOffered: false),
                Facet(
                    "instrument", column: "i.instrument",
                    join: "JOIN programme_instrument i ON i.programme_id = p.id"
                ) { words in
                    """
                    EXISTS (SELECT 1 FROM programme_instrument x WHERE x.programme_id = p.id
                    AND x.instrument IN (\(words)))
                    """
                }.reading(Instrument.self),
                InventoryFacets.theme("p"), InventoryFacets.stage("p"),
                Facet("cycle", column: "p.cycle").reading(Cycle.self),
                Facet("status", column: "p.status").reading(InventoryStatus.self),
                Facet("checked", column: InventoryFacets.checked("p", at: now))
                    .reading(InventoryFacets.Checked.self),
                InventoryFacets.topic("p"), InventoryFacets.owner("p"),
            ],
            sorts: [
                Sort("name", "p.sort_name"), Sort("checked", "COALESCE(p.checked_on, '')"),
                Sort("changed", "p.changed_at", isNumber: true, isDescending: true),
            ],
            search: InventoryFacets.search("p"))
    }

    /// Sides as the record writes them: a group is not its members.
    private static func side(_ name: String, _ condition: SQL, isOffered: Bool) -> Facet {
        Facet(
            name, column: "x.side",
            join: "JOIN programme_party x ON x.programme_id = p.id AND \(condition)", isOffered: isOffered
        ) { sides in
            """
            EXISTS (SELECT 1 FROM programme_party x WHERE x.programme_id = p.id AND \(condition)
            AND x.side IN (\(sides)))
            """
        }.reading { CountrySide.code($0) }
    }

    /// The rows a reader may know of, with `p` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { InventoryFacets.visible("p", to: actor) }
}

extension MobilityScheme {
    static func listing(at now: Moment) -> Listing<MobilityLine> {
        Listing(
            columns: """
                m.id, m.code, m.title, m.from_sides, m.to_sides, m.is_both_ways, m.career_stages, m.least_days,
                m.most_days, m.allowance_minor, m.currency, m.allowance_for, m.payer, m.payer_side, m.deadline_pattern,
                m.owner_name, m.status, m.checked_on, m.version, m.changed_at
                """,
            source: "mobility_scheme m", id: "m.id",
            facets: [
                InventoryFacets.country("from", "'from'", "m"), InventoryFacets.country("to", "'to'", "m"),
                InventoryFacets.stage("m"), InventoryFacets.theme("m"),
                Facet("payer", column: "m.payer_side").reading { CountrySide.code($0) },
                Facet("deadline", column: "m.deadline_pattern").reading(DeadlinePattern.self),
                Facet("status", column: "m.status").reading(InventoryStatus.self),
                Facet("checked", column: InventoryFacets.checked("m", at: now))
                    .reading(InventoryFacets.Checked.self),
                InventoryFacets.topic("m"), InventoryFacets.owner("m"),
            ],
            sorts: [
                Sort("name", "m.sort_name"),
                Sort("duration", "COALESCE(m.most_days, 0)", isNumber: true, isDescending: true),
                Sort("checked", "COALESCE(m.checked_on, '')"),
                Sort("changed", "m.changed_at", isNumber: true, isDescending: true),
            ],
            search: InventoryFacets.search("m"))
    }

    /// The rows a reader may know of, with `m` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { InventoryFacets.visible("m", to: actor) }
}

/// A line of the list of cooperation programmes.
public struct ProgrammeLine: Codable, Sendable {
    public let id: ID<CooperationProgramme>
    public let code: String
    public let title: Multilingual
    public let parties: [FundingParty]
    public let instruments: [CooperationProgramme.Instrument]
    public let budgets: [YearBudget]
    public let cycle: CooperationProgramme.Cycle
    public let ownerName: String
    public let status: InventoryStatus
    public let checkedOn: Day?
    public let version: Int
    public let changedAt: Moment
}

/// A line of the list of mobility schemes.
public struct MobilityLine: Codable, Sendable {
    public let id: ID<MobilityScheme>
    public let code: String
    public let title: Multilingual
    public let fromSides: [String]
    public let toSides: [String]
    public let isBothWays: Bool
    public let careerStages: [CareerStage]
    public let leastDays: Int?
    public let mostDays: Int?
    public let allowanceMinor: Int64?
    public let currency: String
    public let allowanceFor: MobilityScheme.Period
    public let payer: String
    public let payerSide: String?
    public let deadlinePattern: MobilityScheme.DeadlinePattern
    public let ownerName: String
    public let status: InventoryStatus
    public let checkedOn: Day?
    public let version: Int
    public let changedAt: Moment

    public var allowance: Money? { allowanceMinor.map { Money(minor: $0, currency: currency) } }
}

/// Everything the page of one programme shows.
public struct ProgrammeProfile: Encodable, Sendable {
    public let programme: CooperationProgramme
    /// Nil where the directory does not have it, or the reader may not know it.
    public let owner: Named?
    public let topics: [Named]
    public let predecessors: [Named]
    public let successors: [Named]
    public let isStale: Bool
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

/// Everything the page of one mobility scheme shows.
public struct MobilityProfile: Encodable, Sendable {
    public let scheme: MobilityScheme
    public let owner: Named?
    public let topics: [Named]
    public let isStale: Bool
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

extension Programme {
    public func cooperationProgrammes(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ProgrammeLine> {
        let (memory, listing) = (countMemory, CooperationProgramme.listing(at: clock()))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: CooperationProgramme.visible(to: actor), counting: counting,
                memory: memory)
        }
    }

    public func mobilitySchemes(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<MobilityLine> {
        let (memory, listing) = (countMemory, MobilityScheme.listing(at: clock()))
        return try await read { tx in
            try tx.list(
                listing, selection, visible: MobilityScheme.visible(to: actor), counting: counting, memory: memory)
        }
    }

    public func cooperationProgramme(_ id: ID<CooperationProgramme>, as actor: Actor) async throws -> ProgrammeProfile {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, as: actor)
            func named(_ condition: SQL) throws -> [Named] {
                try tx.named(
                    """
                    SELECT p.id, p.title AS name, p.code AS note FROM cooperation_programme p
                    WHERE \(condition) AND \(CooperationProgramme.visible(to: actor)) ORDER BY p.sort_name, p.id
                    """)
            }
            return ProgrammeProfile(
                programme: programme, owner: try tx.owner(of: programme.ownerID, as: actor),
                topics: try tx.topics(of: id.text), predecessors: try named("p.id IN (\(programme.predecessors))"),
                successors: try named(
                    "p.id IN (SELECT programme_id FROM programme_predecessor WHERE other_id = \(id))"),
                isStale: programme.isStale(at: now), mayEdit: programme.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    public func mobilityScheme(_ id: ID<MobilityScheme>, as actor: Actor) async throws -> MobilityProfile {
        let now = clock()
        return try await read { tx in
            let scheme = try tx.see(id, as: actor)
            return MobilityProfile(
                scheme: scheme, owner: try tx.owner(of: scheme.ownerID, as: actor), topics: try tx.topics(of: id.text),
                isStale: scheme.isStale(at: now), mayEdit: scheme.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }
}

extension InventoryRecord {
    /// Whether nobody has looked at it for a year; what has ended needs no looking.
    func isStale(at now: Moment) -> Bool {
        status == .active && (checkedOn.map { $0 < now.day.adding(days: -InventoryFacets.freshDays) } ?? true)
    }
}
