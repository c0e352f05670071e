/// Joint works of every pair of countries in every year, with countries as small numbers.
///
/// A dense table: 250 countries and 26 years are 1.6 million counts, six megabytes, and every measure of every pair in
/// every year is a matter of tenths of a second.
public struct PairTable: Sendable, Equatable {
    public let countries: [String]
    public let years: ClosedRange<Int>
    /// Pairs whose two directions the source gives with different numbers; the greater one is kept.
    public private(set) var disagreements = 0
    private let numbers: [String: Int]
    private var counts: [Int32]

    /// A table without works. The countries' order is their numbers; none may stand there twice.
    public init(countries: [String], years: ClosedRange<Int>) {
        self.countries = countries
        self.years = years
        numbers = Dictionary(zip(countries, 0...)) { first, _ in first }
        counts = Array(repeating: 0, count: years.count * countries.count * countries.count)
    }

    public func number(of country: String) -> Int? { numbers[country] }

    /// Notes the joint works of two countries in a year; of a country with itself, all its works.
    ///
    /// Sources that give both directions may be read as they are. What lies outside the table's years or below zero is
    /// not taken; the answer says whether it was.
    @discardableResult
    public mutating func record(_ works: Int, of first: Int, and second: Int, in year: Int) -> Bool {
        guard years.contains(year), works >= 0, let works = Int32(exactly: works) else { return false }
        let (here, there) = (place(year, first, second), place(year, second, first))
        if first != second, counts[here] != 0, counts[here] != works { disagreements += 1 }
        let most = max(counts[here], works)
        counts[here] = most
        counts[there] = most
        return true
    }

    private func place(_ year: Int, _ first: Int, _ second: Int) -> Int {
        ((year - years.lowerBound) * countries.count + first) * countries.count + second
    }

    /// Joint works of two countries, or all works of one, in a year of the table.
    public func works(of first: Int, and second: Int, in year: Int) -> Int { Int(counts[place(year, first, second)]) }

    /// Joint works year by year, for a time line or a trend.
    public func series(of first: Int, and second: Int) -> [Int] { years.map { works(of: first, and: second, in: $0) } }

    /// One year, or several added up, with the sums that the measures need. Years outside the table count nothing.
    public func period(_ period: ClosedRange<Int>) -> PairPeriod {
        let size = countries.count * countries.count
        let parts = years.clamped(to: period)
        guard period.overlaps(years) else {
            return PairPeriod(countries: countries.count, joint: .init(repeating: 0, count: size))
        }
        let start = place(parts.lowerBound, 0, 0)
        var joint = Array(counts[start..<start + size])
        for year in parts.dropFirst() {
            let start = place(year, 0, 0)
            for cell in 0..<size { joint[cell] += counts[start + cell] }
        }
        return PairPeriod(countries: countries.count, joint: joint)
    }
}

/// The collaboration of all countries in one period.
public struct PairPeriod: Sendable {
    public let countries: Int
    /// Row after row; on the diagonal a country's works.
    private let joint: [Int32]
    /// By country: its joint works with each partner, added up.
    public let linksByCountry: [Int]
    /// Joint works of all pairs, each pair once; works of all countries, added up.
    public let links: Int
    public let works: Int

    init(countries: Int, joint: [Int32]) {
        (self.countries, self.joint) = (countries, joint)
        var (sums, all) = (Array(repeating: 0, count: countries), 0)
        for first in 0..<countries {
            var sum = 0
            for second in 0..<countries { sum += Int(joint[first * countries + second]) }
            let own = Int(joint[first * countries + first])
            sums[first] = sum - own
            all += own
        }
        linksByCountry = sums
        links = sums.reduce(0, +) / 2
        works = all
    }

    public func works(of country: Int) -> Int { Int(joint[country * countries + country]) }

    public func counts(_ first: Int, _ second: Int) -> JointCounts {
        JointCounts(
            joint: Int(joint[first * countries + second]), first: works(of: first), second: works(of: second),
            works: works, firstLinks: linksByCountry[first], secondLinks: linksByCountry[second], links: links)
    }

    /// The partners of a country with their joint works, the most first; equals in the order of their numbers.
    public func partners(of country: Int) -> [(country: Int, joint: Int)] {
        (0..<countries).lazy.filter { $0 != country }.map { ($0, Int(joint[country * countries + $0])) }
            .filter { $0.1 > 0 }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    }

    /// The place of a partner among a country's partners, from 1; equals share the better place. Nil without joint
    /// works.
    public func rank(of partner: Int, for country: Int) -> Int? {
        let own = joint[country * countries + partner]
        guard own > 0, partner != country else { return nil }
        let row = joint[country * countries..<(country + 1) * countries]
        return 1 + row.indices.count { row[$0] > own && $0 != country * countries + country }
    }

    /// Schubert's partnership ability of a country (see `HIndex.partnershipAbility`).
    public func partnershipAbility(of country: Int) -> Int {
        HIndex.partnershipAbility(
            (0..<countries).lazy.filter { $0 != country }.map { Int(joint[country * countries + $0]) })
    }
}
