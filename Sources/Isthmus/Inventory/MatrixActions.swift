import Database

extension Programme {
    /// Who funds whom in the active programmes that a reader may see.
    /// - Parameter currency: nil to count programmes alone.
    public func fundingMatrix(in currency: String?, as actor: Actor) async throws -> FundingMatrix {
        try await read { tx in
            let rows = try tx.all(
                PartiesRow.self,
                """
                SELECT p.parties FROM cooperation_programme p
                WHERE p.status = 'active' AND \(CooperationProgramme.visible(to: actor)) ORDER BY p.id
                """)
            return FundingMatrix(of: rows.map(\.parties), in: currency)
        }
    }

    /// Currencies in which parties pay, most used first.
    func fundingCurrencies(as actor: Actor) async throws -> [String] {
        try await read { tx in
            let rows = try tx.all(
                PartiesRow.self, "SELECT p.parties FROM cooperation_programme p WHERE p.status = 'active'")
            var counts: [String: Int] = [:]
            for party in rows.flatMap(\.parties) where party.amountMinor != nil {
                counts[party.currency, default: 0] += 1
            }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        }
    }

    /// What is open: pairs of countries by themes; for one pair, themes by stages of a career.
    public func gapMatrix(of pair: CountryPair?, as actor: Actor) async throws -> GapMatrix {
        try await read { tx in
            let (records, themes) = try tx.coverage(as: actor)
            guard let pair else {
                let pairs = Set(records.flatMap(\.pairs)).filter { pair in
                    // Pairs that only a group makes would fill the page: both must be named by themselves somewhere.
                    records.contains { $0.named.contains(pair) }
                }.sorted()
                return GapMatrix(
                    kind: .pairs, pair: nil, rows: pairs.map(\.text), columns: themes,
                    counts: pairs.map { pair in
                        themes.map { theme in records.count { $0.record.covers(pair, theme, nil) } }
                    })
            }
            let stages = CareerStage.allCases
            return GapMatrix(
                kind: .stages, pair: pair.text, rows: themes, columns: stages.map(\.rawValue),
                counts: themes.map { theme in
                    stages.map { stage in records.count { $0.record.covers(pair, theme, stage) } }
                })
        }
    }

    /// The records behind a cell of the gaps.
    func coveringRecords(
        _ pair: CountryPair?, theme: String?, stage: CareerStage?, as actor: Actor
    ) async throws -> [CoveringRecord] {
        try await read { tx in
            try tx.coverage(as: actor).records.map(\.record).filter { $0.covers(pair, theme, stage) }
                .sorted { ($0.sortName, $0.id) < ($1.sortName, $1.id) }
        }
    }
}

private struct PartiesRow: Decodable, Sendable { let parties: [FundingParty] }
private struct TitleRow: Decodable, Sendable {
    let id: String
    let title: Multilingual
    let sortName: String
}
private struct ProgrammeSides: Decodable, Sendable { let id: String, parties: [FundingParty] }
private struct SchemeSides: Decodable, Sendable {
    let id: String, fromSides: [String], toSides: [String], isBothWays: Bool
}

/// A record with the pairs that it names itself, not as a group.
private struct Coverage: Sendable {
    let record: CoveringRecord
    let named: Set<CountryPair>
    var pairs: Set<CountryPair> { record.pairs }
}

extension Transaction {
    /// Every active record that a reader may see, and the fields of research.
    fileprivate func coverage(as actor: Actor) throws -> (records: [Coverage], themes: [String]) {
        let themes = try column(
            String.self,
            "SELECT id FROM topic WHERE scheme_id = \(TopicScheme.ford.id) AND parent_id IS NULL ORDER BY position, id")
        let themeOf = try lists(
            """
            SELECT DISTINCT k.thing, f.id FROM inventory_topic k JOIN topic x ON x.id = k.topic_id
            JOIN topic f ON f.scheme_id = x.scheme_id AND f.parent_id IS NULL AND x.position >= f.position
            AND x.position <= f.last_position
            """)
        let stageOf = try lists("SELECT thing, stage FROM inventory_stage")
        func coverage(_ kind: InventoryKind, _ row: TitleRow, _ one: [String], _ other: [String]) -> Coverage {
            func expanded(_ sides: [String]) -> [String] { sides.flatMap { CountrySide.countries(of: $0) } }
            return Coverage(
                record: CoveringRecord(
                    kind: kind, id: row.id, title: row.title, sortName: row.sortName,
                    pairs: Self.pairs(expanded(one), expanded(other)), themes: Set(themeOf[row.id] ?? []),
                    stages: Set((stageOf[row.id] ?? []).compactMap { CareerStage(rawValue: $0) })),
                named: Self.pairs(one.filter(Countries.isCode), other.filter(Countries.isCode)))
        }
        let programmes = try rows(
            """
            SELECT p.id, p.title, p.sort_name, p.parties FROM cooperation_programme p
            WHERE p.status = 'active' AND \(CooperationProgramme.visible(to: actor)) ORDER BY p.id
            """
        ).map { row in
            let sides = try row.decode(ProgrammeSides.self).parties.map(\.side)
            return coverage(.programme, try row.decode(TitleRow.self), sides, sides)
        }
        let schemes = try rows(
            """
            SELECT m.id, m.title, m.sort_name, m.from_sides, m.to_sides, m.is_both_ways FROM mobility_scheme m
            WHERE m.status = 'active' AND \(MobilityScheme.visible(to: actor)) ORDER BY m.id
            """
        ).map { row in
            let sides = try row.decode(SchemeSides.self)
            return coverage(.scheme, try row.decode(TitleRow.self), sides.fromSides, sides.toSides)
        }
        return (programmes + schemes, themes)
    }

    private static func pairs(_ one: [String], _ other: [String]) -> Set<CountryPair> {
        Set(one.flatMap { first in other.compactMap { CountryPair(first, $0) } })
    }

    /// Values by the thing in the first column.
    private func lists(_ sql: SQL) throws -> [String: [String]] {
        var lists: [String: [String]] = [:]
        try each(sql) { row in
            lists[try row.at(0, as: String.self), default: []].append(try row.at(1, as: String.self))
        }
        return lists
    }
}
