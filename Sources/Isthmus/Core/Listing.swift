import Database

/// How one kind of thing is listed: what can be filtered, counted, sorted and searched. One definition serves the page,
/// the exports and the API.
public struct Listing<Item: Decodable & Sendable>: Sendable {
    /// What to select, with `id` among it.
    let columns: SQL
    /// `organisation o JOIN …`.
    let source: SQL
    /// The column that makes the order total: `o.id`.
    let id: SQL
    let facets: [Facet]
    let sorts: [Sort]
    /// The condition for words typed into the list's search field.
    let search: (@Sendable (String) -> SQL)?

    public init(
        columns: SQL, source: SQL, id: SQL, facets: [Facet], sorts: [Sort], search: (@Sendable (String) -> SQL)? = nil
    ) {
        (self.columns, self.source, self.id) = (columns, source, id)
        (self.facets, self.sorts, self.search) = (facets, sorts, search)
    }

    /// What a row must fulfil to be among what was chosen, by words and filters.
    func condition(_ selection: Selection) -> SQL {
        let words = selection.text.isEmpty ? nil : search?(selection.text)
        let chosen = facets.compactMap { facet in
            selection.chosen[facet.name].flatMap { $0.isEmpty ? nil : facet.condition($0) }
        }
        return SQL.all([words].compactMap { $0 } + chosen)
    }
}

/// One way to narrow a list, with counts of what each choice would leave.
public struct Facet: Sendable {
    public let name: String
    /// The column whose values are offered.
    let column: SQL
    /// What must be joined for counting: a table of many values.
    let join: SQL
    /// The condition for chosen values.
    let condition: @Sendable ([String]) -> SQL
    /// What is counted: with a join, each thing once.
    let counted: SQL
    /// Choosing it is possible by address only: its values are too many to offer.
    let isOffered: Bool
    /// A value of the address as the column holds it; nil for what it cannot hold, which narrows nothing.
    private(set) var read: @Sendable (String) -> String? = { $0 }
    /// Its values are offered in their own order, as months are, not most first.
    private(set) var isInOrder = false
    /// Its values are those of a column of the list's own rows, compared as they are.
    let isPlain: Bool

    public init(_ name: String, column: SQL) {
        isPlain = true
        self.name = name
        self.column = column
        join = ""
        condition = { values in "\(column) IN (\(values))" }
        counted = "COUNT(*)"
        isOffered = true
    }
    /// For values in a table of their own.
    public init(
        _ name: String, column: SQL, join: SQL, counted: SQL = "COUNT(*)", isOffered: Bool = true,
        condition: @escaping @Sendable ([String]) -> SQL
    ) {
        (self.name, self.column, self.join, self.condition) = (name, column, join, condition)
        (self.counted, self.isOffered, isPlain) = (counted, isOffered, false)
    }
}

extension Facet {
    /// With a reader of values that people write in other ways.
    func reading(_ read: @escaping @Sendable (String) -> String?) -> Facet {
        var facet = self
        facet.read = read
        return facet
    }

    /// With the values in their own order.
    func inOrder() -> Facet {
        var facet = self
        facet.isInOrder = true
        return facet
    }

    /// Of the values of an enumeration, however their letters are.
    func reading<Choice: RawRepresentable<String> & CaseIterable>(_ choices: Choice.Type) -> Facet {
        let values = Set(choices.allCases.map(\.rawValue))
        return reading { values.contains($0.lowercased()) ? $0.lowercased() : nil }
    }
}

public struct Sort: Sendable {
    public let name: String
    /// An expression that is never NULL.
    let column: SQL
    let isNumber: Bool
    let isDescending: Bool

    public init(_ name: String, _ column: SQL, isNumber: Bool = false, isDescending: Bool = false) {
        (self.name, self.column, self.isNumber, self.isDescending) = (name, column, isNumber, isDescending)
    }
}

/// What a reader chose of a list: read from the address, by the names of facets and sorts.
public struct Selection: Sendable, Equatable {
    public var text = ""
    public var chosen: [String: [String]] = [:]
    /// What the address says of facets that cannot have such a value.
    public var unknown: [(facet: String, value: String)] = []
    public var sort = ""
    /// The place after which (or before which) the page begins: the sort's value and the id.
    public var place: Place?
    public var limit = 50

    public struct Place: Sendable, Equatable {
        public let value: String
        public let id: String
        public let isBackwards: Bool
        public init(value: String, id: String, isBackwards: Bool) {
            (self.value, self.id, self.isBackwards) = (value, id, isBackwards)
        }
    }
    public init() {}

    public static func == (left: Selection, right: Selection) -> Bool {
        left.text == right.text && left.chosen == right.chosen && left.sort == right.sort && left.place == right.place
            && left.limit == right.limit && left.unknown.elementsEqual(right.unknown) { $0 == $1 }
    }
}

/// One page of a list.
public struct Found<Item: Sendable>: Sendable {
    public let items: [Item]
    /// How many there are in all.
    public let total: Int
    /// By facet: the values with their counts, most first or in their own order. What is chosen in a facet does not
    /// narrow its own counts.
    public let counts: [String: [(value: String, count: Int)]]
    public let next: Selection.Place?
    public let previous: Selection.Place?
}

extension Transaction {
    /// One page of what `visible` lets the reader see. `matches` is what the index finds for the selection's words;
    /// without it they are looked for row by row.
    public func list<Item>(
        _ listing: Listing<Item>, _ selection: Selection, visible: SQL, counting: Bool = true,
        memory: CountMemory.Moment? = nil, matches: ListMatches? = nil
    ) throws -> Found<Item> {
        let chosen = listing.facets.filter { selection.chosen[$0.name]?.isEmpty == false }
        // What the counts are remembered by names the words, not the thousands of rows that hold them.
        var (base, ordered, key) = ([visible], [visible], [visible])
        if let matches {
            base.append(matches.condition(listing.id, engine, isOrdered: false))
            ordered.append(matches.condition(listing.id, engine, isOrdered: true))
            key.append("index has \(selection.text)")
        } else if let search = listing.search, !selection.text.isEmpty {
            base.append(search(selection.text))
            (ordered, key) = (base, base)
        }
        let conditions = chosen.map { ($0.name, $0.condition(selection.chosen[$0.name] ?? [])) }
        let sort = listing.sorts.first { $0.name == selection.sort } ?? listing.sorts[0]
        let (items, next, previous) = try page(listing, sort, SQL.all(ordered + conditions.map(\.1)), selection)
        guard counting else { return Found(items: items, total: 0, counts: [:], next: next, previous: previous) }
        // One look at the rows that the index finds gives the counts of every plain facet.
        let plain = matches == nil ? [] : listing.facets.filter { $0.isPlain && $0.isOffered }
        var cube: ListCube?
        if matches != nil {
            let others = conditions.filter { condition in !plain.contains { $0.name == condition.0 } }.map(\.1)
            cube = try ListCube(
                plain, of: listing, where: SQL.all(base + others), key: SQL.all(key + others), in: self, memory)
        }
        func number(_ conditions: [SQL]) -> SQL {
            "SELECT COUNT(*) FROM \(listing.source) WHERE \(SQL.all(conditions))"
        }
        let all = conditions.map(\.1)
        let total =
            try cube?.total(selection.chosen)
            ?? memory.remembered(number(key + all)) { [("", try count(number(base + all)))] }[0].count
        var counts: [String: [(value: String, count: Int)]] = [:]
        for facet in listing.facets where facet.isOffered {
            if facet.isPlain, let cube {
                counts[facet.name] = cube.counts(of: facet, selection.chosen)
                continue
            }
            let others = conditions.filter { $0.0 != facet.name }.map(\.1)
            counts[facet.name] = try memory.remembered(values(of: facet, listing, key + others)) {
                try rows(values(of: facet, listing, base + others)).map {
                    (try $0.at(0, as: String.self), try $0.at(1, as: Int.self))
                }
            }
        }
        return Found(items: items, total: total, counts: counts, next: next, previous: previous)
    }

    private func values<Item>(of facet: Facet, _ listing: Listing<Item>, _ conditions: [SQL]) -> SQL {
        let order: SQL = facet.isInOrder ? "facet_value" : "n DESC, facet_value"
        return """
            SELECT \(facet.column) AS facet_value, \(facet.counted) AS n FROM \(listing.source) \(facet.join)
            WHERE \(SQL.all(conditions)) AND \(facet.column) IS NOT NULL GROUP BY facet_value
            ORDER BY \(order) LIMIT 300
            """
    }

    /// A whole number stays one: an engine that knows types does not compare a column of them with a broken one.
    private static func number(_ text: String) -> SQL {
        if let number = Int64(text) { return "\(number)" }
        return "CAST(\(Double(text).flatMap { $0.isFinite ? $0 : nil } ?? 0) AS DOUBLE PRECISION)"
    }

    private func page<Item>(
        _ listing: Listing<Item>, _ sort: Sort, _ conditions: SQL, _ selection: Selection
    ) throws -> ([Item], Selection.Place?, Selection.Place?) {
        let isBackwards = selection.place?.isBackwards == true
        let descends = sort.isDescending != isBackwards
        var bound: SQL = "1 = 1"
        if let place = selection.place {
            let value = sort.isNumber ? Self.number(place.value) : "\(place.value)"
            let (column, id) = (sort.column, listing.id)
            bound =
                descends
                ? "(\(column), \(id)) < (\(value), \(place.id))" : "(\(column), \(id)) > (\(value), \(place.id))"
        }
        let order: SQL =
            descends ? "\(sort.column) DESC, \(listing.id) DESC" : "\(sort.column), \(listing.id)"
        var rows = try rows(
            """
            SELECT \(listing.columns), \(sort.column) AS list_place, \(listing.id) AS list_id FROM \(listing.source)
            WHERE \(conditions) AND \(bound) ORDER BY \(order) LIMIT \(selection.limit + 1)
            """)
        let hasMore = rows.count > selection.limit
        if hasMore { rows.removeLast() }
        if isBackwards { rows.reverse() }
        let items = try rows.map { try $0.decode(Item.self) }
        func place(_ row: Row?, backwards: Bool) throws -> Selection.Place? {
            guard let row else { return nil }
            let value: String
            switch row.values[row.values.count - 2] {
            case .text(let text): value = text
            case .integer(let number): value = String(number)
            case .real(let number): value = "\(number)"
            case .null: value = ""
            }
            return .init(value: value, id: try row.get("list_id"), isBackwards: backwards)
        }
        let isFirst = selection.place == nil || (isBackwards && !hasMore)
        let isLast = isBackwards ? false : !hasMore
        return (
            items, isLast ? nil : try place(rows.last, backwards: false),
            isFirst ? nil : try place(rows.first, backwards: true)
        )
    }
}
