/// What the funnel is asked: which country, theme, event and period. What is left out narrows nothing.
public struct FunnelQuestion: Codable, Sendable, Equatable {
    public var country: String?
    public var topic: String?
    public var event: String?
    /// As `Period` reads it.
    public var period: String?

    public init(country: String? = nil, topic: String? = nil, event: String? = nil, period: String? = nil) {
        (self.country, self.topic, self.event, self.period) = (country, topic, event, period)
    }

    var chosen: [FunnelDimension: String] {
        let all: [(FunnelDimension, String?)] = [
            (.country, country), (.topic, topic), (.event, event), (.period, period),
        ]
        return Dictionary(uniqueKeysWithValues: all.compactMap { dimension, value in value.map { (dimension, $0) } })
    }

    /// The address of a source's list with what is asked; nil where the source cannot be narrowed so.
    func query(of source: FunnelSource) -> Query? {
        var items: [(name: String, value: String)] = []
        for dimension in FunnelDimension.allCases {
            guard let value = chosen[dimension] else { continue }
            guard let filter = source.filters[dimension] else { return nil }
            items.append((filter, value))
        }
        return Query(items + source.fixed)
    }

    /// In an address of the funnel itself.
    var query: Query {
        Query(FunnelDimension.allCases.compactMap { dimension in chosen[dimension].map { (dimension.rawValue, $0) } })
    }
}

/// How many came how far, from what teams can do to projects that are paid.
public struct Funnel: Encodable, Sendable {
    /// How many of them are of one country or theme, and where they stand.
    public struct Part: Encodable, Sendable {
        public let value: String
        public let count: Int
        public let address: String
    }
    /// What one list adds to a step.
    public struct Row: Encodable, Sendable {
        public let step: FunnelStep
        public let name: String
        /// Nil where the list knows nothing of what was asked for.
        public let total: Int?
        public let address: String
        public let countries: [Part]
        public let topics: [Part]
    }
    public let question: FunnelQuestion
    public let rows: [Row]

    /// The steps that something counts for.
    var steps: [FunnelStep] { FunnelStep.allCases.filter { step in rows.contains { $0.step == step } } }

    /// What all sources of a step come to; nil where none of them knows.
    func total(of step: FunnelStep) -> Int? {
        let known = rows.filter { $0.step == step }.compactMap(\.total)
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// The same by country or theme, with the address where there is one source.
    func parts(of step: FunnelStep, by dimension: KeyPath<Row, [Part]>) -> [String: (count: Int, address: String)] {
        var parts: [String: (count: Int, address: String)] = [:]
        for row in rows where row.step == step {
            for part in row[keyPath: dimension] {
                let known = parts[part.value]
                parts[part.value] = ((known?.count ?? 0) + part.count, known?.address ?? part.address)
            }
        }
        return parts
    }

    /// The values that occur in several counts, by the greatest share of any of them: one that stands high at a single
    /// step is among them.
    static func foremost(_ most: Int, of counts: [[(value: String, count: Int)]]) -> [String] {
        var shares: [String: Double] = [:]
        for counts in counts {
            let all = Double(max(1, counts.reduce(0) { $0 + $1.count }))
            for (value, count) in counts where !value.isEmpty {
                shares[value] = max(shares[value] ?? 0, Double(count) / all)
            }
        }
        return shares.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
    }

    /// The countries or themes that occur, most of the first step first.
    func values(by dimension: KeyPath<Row, [Part]>) -> [String] {
        var sums: [String: Int] = [:]
        var weight = 1_000_000_000
        for step in steps.reversed() {
            for (value, part) in parts(of: step, by: dimension) { sums[value, default: 0] += part.count * weight }
            weight /= 1_000
            if weight == 0 { weight = 1 }
        }
        return sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }
}
