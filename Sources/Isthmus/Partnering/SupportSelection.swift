/// Who of the applicants is supported: the greatest sum of marks within the places, with the least number of each
/// country.
///
/// Each application counts for one country, so taking the best of every country that has a least number, and then the
/// best of all the others, is exact: whatever else keeps the rules can be turned into it by exchanges that never lower
/// the sum. A country with fewer applications than its least number has all of them taken, and the rest is told.
public struct SupportSelection: Sendable {
    /// The mean of what the officers gave, as a fraction: never rounded.
    public struct Mark: Sendable, Comparable {
        public let sum: Int
        public let officers: Int

        public init(sum: Int, officers: Int) { (self.sum, self.officers) = (sum, officers) }
        public static func < (left: Mark, right: Mark) -> Bool {
            left.sum * right.officers < right.sum * left.officers
        }
        public static func == (left: Mark, right: Mark) -> Bool {
            left.sum * right.officers == right.sum * left.officers
        }
        public var mean: Double { officers == 0 ? 0 : Double(sum) / Double(officers) }
    }

    public struct Candidate: Sendable {
        public let id: String
        public let country: String
        public let mark: Mark

        public init(_ id: String, _ country: String, _ mark: Mark) {
            (self.id, self.country, self.mark) = (id, country, mark)
        }
    }

    /// Both in the order of their marks.
    public let selected: [Candidate]
    public let others: [Candidate]
    /// Those that could change places with another of the same mark without breaking a rule.
    public let tied: Set<String>
    /// How many are missing to a country's least number.
    public let missing: [String: Int]

    /// `preferred` stand before others of the same mark; else the earlier id does.
    public init(
        of candidates: [Candidate], places: Int, least: [String: Int], preferring preferred: Set<String> = []
    ) {
        let ranked = candidates.sorted { left, right in
            if left.mark != right.mark { return left.mark > right.mark }
            let (isLeft, isRight) = (preferred.contains(left.id), preferred.contains(right.id))
            return isLeft == isRight ? left.id < right.id : isLeft
        }
        let byCountry = Dictionary(grouping: ranked, by: \.country)
        let bound = least.mapValues { max(0, $0) }.filter { $0.value > 0 }
        var taken: Set<String> = []
        for (country, number) in bound { taken.formUnion((byCountry[country] ?? []).prefix(number).map(\.id)) }
        for candidate in ranked where taken.count < places { taken.insert(candidate.id) }
        let selected = ranked.filter { taken.contains($0.id) }
        let others = ranked.filter { !taken.contains($0.id) }
        let numbers = Dictionary(grouping: selected, by: \.country).mapValues(\.count)
        missing = bound.compactMapValues { $0 }.reduce(into: [:]) { missing, entry in
            let lack = entry.value - (byCountry[entry.key]?.count ?? 0)
            if lack > 0 { missing[entry.key] = lack }
        }
        var tied: Set<String> = []
        for inside in selected {
            let spare = (numbers[inside.country] ?? 0) > (bound[inside.country] ?? 0)
            for outside in others
            where outside.mark == inside.mark && (spare || outside.country == inside.country) {
                tied.formUnion([inside.id, outside.id])
            }
        }
        (self.selected, self.others, self.tied) = (selected, others, tied)
    }
}
