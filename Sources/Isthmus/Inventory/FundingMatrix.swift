/// Who funds whom: for every two sides that stand in a programme together, how often the one pays for work with the
/// other, and how much.
public struct FundingMatrix: Encodable, Sendable {
    /// In the order of rows and columns: countries and groups by their codes.
    public let sides: [String]
    public let cells: [Cell]
    /// Nil where programmes are counted; else the currency in which amounts are added up.
    public let currency: String?
    /// Amounts in other currencies, which are in no cell.
    public let left: Int

    /// What one side pays in programmes with another; none where there is no such programme.
    public struct Cell: Codable, Sendable, Equatable {
        public let payer: String
        public let partner: String
        /// Programmes in which the payer pays, in money or in kind.
        public let programmes: Int
        /// What it pays a year in them, in the matrix's currency.
        public let amountMinor: Int64
    }

    /// - Parameters:
    ///   - programmes: the parties of each programme.
    ///   - currency: nil to count programmes alone.
    init(of programmes: [[FundingParty]], in currency: String?) {
        var cells: [[String]: (programmes: Int, amount: Int64)] = [:]
        var (sides, left): (Set<String>, Int) = ([], 0)
        for parties in programmes where parties.count > 1 {
            sides.formUnion(parties.map(\.side))
            for payer in parties where payer.pays != .nothing {
                let isCounted = payer.currency == currency
                if currency != nil, !isCounted, payer.amountMinor ?? 0 > 0 { left += 1 }
                for partner in parties where partner.side != payer.side {
                    let known = cells[[payer.side, partner.side]] ?? (0, 0)
                    let amount = isCounted ? payer.amountMinor ?? 0 : 0
                    cells[[payer.side, partner.side]] = (known.programmes + 1, known.amount.addingOrMost(amount))
                }
            }
        }
        self.sides = sides.sorted { ($0.count, $0) < ($1.count, $1) }
        self.cells = cells.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            Cell(payer: $0.key[0], partner: $0.key[1], programmes: $0.value.programmes, amountMinor: $0.value.amount)
        }
        (self.currency, self.left) = (currency, left)
    }

    func cell(_ payer: String, _ partner: String) -> Cell? {
        cells.first { $0.payer == payer && $0.partner == partner }
    }

    /// Pairs in which both pay, and pairs in which one does: each pair once, the first side by its code.
    var balance: (both: Int, one: Int) {
        let known = Set(cells.map { [$0.payer, $0.partner] })
        let mutual = known.filter { known.contains([$0[1], $0[0]]) }.count
        return (mutual / 2, known.count - mutual)
    }
}

extension Int64 {
    /// The sum, or the largest number where it does not fit.
    fileprivate func addingOrMost(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}

/// What is open where: active programmes and mobility schemes by theme, by stage of a career, by pair of countries.
public struct GapMatrix: Encodable, Sendable {
    /// What the rows and the columns are.
    public enum Kind: String, Codable, Sendable {
        /// Pairs of countries by themes.
        case pairs
        /// Themes by stages of a career, for one pair.
        case stages
    }

    public let kind: Kind
    /// Two codes with a hyphen; nil for all pairs.
    public let pair: String?
    /// Keys of rows and columns: `AM-DE`, `ford-1`, `first`.
    public let rows: [String]
    public let columns: [String]
    /// A number for each row and column.
    public let counts: [[Int]]

    /// One crossing, as programs get it.
    private struct Cell: Encodable { let row: String, column: String, count: Int }
    private enum CodingKeys: String, CodingKey { case kind, pair, rows, columns, cells }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(pair, forKey: .pair)
        try container.encode(rows, forKey: .rows)
        try container.encode(columns, forKey: .columns)
        let cells = zip(rows, counts).flatMap { row, counts in
            zip(columns, counts).map { Cell(row: row, column: $0, count: $1) }
        }
        try container.encode(cells, forKey: .cells)
    }

    /// How many cells are empty.
    public var gaps: Int { counts.joined().count { $0 == 0 } }

    /// Pairs of the countries that occur for which nothing at all is open: no row says so.
    public var barePairs: [CountryPair] {
        guard kind == .pairs else { return [] }
        let pairs = Set(rows.compactMap { CountryPair($0) })
        let countries = Set(pairs.flatMap { [$0.first, $0.second] }).sorted()
        let all = countries.indices.flatMap { one in
            countries[(one + 1)...].compactMap { CountryPair(countries[one], $0) }
        }
        return all.filter { !pairs.contains($0) }
    }
}

/// A record of the inventory so far as the matrix of gaps needs it.
struct CoveringRecord: Sendable {
    let kind: InventoryKind
    let id: String
    let title: Multilingual
    let sortName: String
    /// Pairs of countries that it serves, each with the first code first.
    let pairs: Set<CountryPair>
    /// Fields of research; empty where every theme is open.
    let themes: Set<String>
    /// Empty where it is for everybody.
    let stages: Set<CareerStage>

    func covers(_ pair: CountryPair?, _ theme: String?, _ stage: CareerStage?) -> Bool {
        (pair.map(pairs.contains) ?? true) && (theme.map { themes.isEmpty || themes.contains($0) } ?? true)
            && (stage.map { stages.isEmpty || stages.contains($0) } ?? true)
    }
}

/// Two countries, in the order of their codes.
public struct CountryPair: Hashable, Sendable, Comparable {
    public let first: String
    public let second: String

    /// Nil for one and the same country.
    public init?(_ one: String, _ other: String) {
        guard one != other else { return nil }
        (first, second) = (min(one, other), max(one, other))
    }

    /// `AM-DE`, in any order and in any writing of the codes; nil where one is no country.
    public init?(_ text: String) {
        let codes = text.split(separator: "-").compactMap { Countries.with($0.uppercased())?.code }
        guard codes.count == 2, text.split(separator: "-").count == 2 else { return nil }
        self.init(codes[0], codes[1])
    }

    public var text: String { "\(first)-\(second)" }
    public static func < (left: CountryPair, right: CountryPair) -> Bool { left.text < right.text }

    func name(_ words: Words) -> String { "\(words.country(first)) – \(words.country(second))" }
}
