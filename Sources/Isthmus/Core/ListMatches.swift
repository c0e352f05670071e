import Database

/// What the words of a list's search field find, from the index: all ids, so that no row is lost.
public struct ListMatches: Sendable {
    let ids: [String]
    /// As JSON, bound once for each question.
    private let json: String

    init(_ ids: [String]) {
        self.ids = ids
        // Ids are made of letters, digits and hyphens; others are no ids and find nothing.
        let plain = ids.filter { $0.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 92 } }
        json = "[" + plain.map { "\"\($0)\"" }.joined(separator: ",") + "]"
    }

    /// More than this are met soon enough by going through the list in its order.
    private static let many = 1_500

    /// The condition that a row is among them. `isOrdered` for a page in the order of an index: with many matches the
    /// engine is kept from fetching all of them first.
    func condition(_ id: SQL, _ engine: Engine, isOrdered: Bool) -> SQL {
        let column: SQL = isOrdered && ids.count > Self.many ? "COALESCE(\(id), '')" : id
        switch engine {
        case .sqlite: return "\(column) IN (SELECT value FROM json_each(\(json)))"
        case .postgres: return "\(column) IN (SELECT json_array_elements_text(CAST(\(json) AS json)))"
        }
    }
}

extension Transaction {
    /// How many rows a selection leaves, and how many of them were made after a moment. `created` is their column.
    func numbers<Item>(
        of listing: Listing<Item>, _ selection: Selection, visible: SQL, created: SQL, after moment: Moment,
        matches: ListMatches?
    ) throws -> (total: Int, fresh: Int) {
        var conditions = [visible]
        if let matches {
            conditions.append(matches.condition(listing.id, engine, isOrdered: false))
        } else if let search = listing.search, !selection.text.isEmpty {
            conditions.append(search(selection.text))
        }
        for facet in listing.facets {
            if let chosen = selection.chosen[facet.name], !chosen.isEmpty { conditions.append(facet.condition(chosen)) }
        }
        let row = try row(
            """
            SELECT COUNT(*), COUNT(*) FILTER (WHERE \(created) > \(moment)) FROM \(listing.source)
            WHERE \(SQL.all(conditions))
            """)
        return (try row?.at(0) ?? 0, try row?.at(1) ?? 0)
    }
}

/// The counts of several facets and of all rows from one look at the rows: how many rows have which values together.
struct ListCube {
    private let facets: [Facet]
    private let cells: [(values: [String?], count: Int)]
    private static let nothing = "\u{0}"
    private static let separator: Character = "\u{1F}"

    /// Looks at the rows of a list that meet the conditions. `key` stands for them where counts are remembered.
    init<Item>(
        _ facets: [Facet], of listing: Listing<Item>, where conditions: SQL, key: SQL, in tx: Transaction,
        _ memory: CountMemory.Moment?
    ) throws {
        self.facets = facets
        let columns = SQL.join(facets.indices.map { "\(facets[$0].column) AS \(SQL.name("value\($0)"))" }, ", ")
        let names = SQL.join(facets.indices.map { SQL.name("value\($0)") }, ", ")
        let counted = try memory.remembered("cube of \(columns) in \(listing.source) where \(key)") {
            try tx.rows(
                "SELECT \(columns), COUNT(*) AS n FROM \(listing.source) WHERE \(conditions) GROUP BY \(names)"
            ).map { row in
                let values = try facets.indices.map {
                    row.values[$0] == .null ? Self.nothing : try row.at($0, as: String.self)
                }
                return (values.joined(separator: String(Self.separator)), try row.at(facets.count, as: Int.self))
            }
        }
        cells = counted.map { value, count in
            let parts = value.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
            return (parts.map { $0 == Self.nothing ? nil : $0 }, count)
        }
    }

    /// How many rows have the chosen values.
    func total(_ chosen: [String: [String]]) -> Int {
        cells.reduce(0) { $0 + (meets($1.values, chosen, but: nil) ? $1.count : 0) }
    }

    /// The values of a facet among the rows that have what is chosen in the others, most first.
    func counts(of facet: Facet, _ chosen: [String: [String]]) -> CountMemory.Counts {
        guard let place = facets.firstIndex(where: { $0.name == facet.name }) else { return [] }
        var counts: [String: Int] = [:]
        for cell in cells where meets(cell.values, chosen, but: facet.name) {
            if let value = cell.values[place] { counts[value, default: 0] += cell.count }
        }
        let sorted = counts.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
        }
        return sorted.prefix(300).map { ($0.key, $0.value) }
    }

    private func meets(_ values: [String?], _ chosen: [String: [String]], but left: String?) -> Bool {
        zip(facets, values).allSatisfy { facet, value in
            guard facet.name != left, let wanted = chosen[facet.name], !wanted.isEmpty else { return true }
            return value.map(wanted.contains) ?? false
        }
    }
}
