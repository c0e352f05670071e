/// Counts in which every work weighs one, however many take part in it.
///
/// With whole counting a work of forty countries counts forty times, and 780 times among their pairs; a few such works
/// can make a small country's best partner. Both ways are shown side by side (Waltman and van Eck 2015).
public struct FractionalCounts: Sendable, Equatable {
    /// By country: works in which it takes part.
    public private(set) var whole: [Int]
    /// By country: for each work its share in the addresses (author by author: Anderson et al. 1988). Sums to the
    /// number of works.
    public private(set) var byAddress: [Double]
    /// By country: for each work one over the number of countries (Nederhof and Moed 1993). Sums to the number of
    /// works.
    public private(set) var byCountry: [Double]
    private var links: [Pair: Link] = [:]
    public private(set) var works = 0

    private static let none = Link(whole: 0, fractional: 0)

    private struct Pair: Hashable {
        let first: Int32
        let second: Int32
    }

    /// Joint works of two countries.
    public struct Link: Sendable, Equatable {
        public let whole: Int
        /// For each joint work one over the number of the other countries: then a country's links sum to the number of
        /// its works with partners (Newman 2001; Perianes-Rodriguez, Waltman and van Eck 2016).
        public let fractional: Double

        public init(whole: Int, fractional: Double) { (self.whole, self.fractional) = (whole, fractional) }
    }

    public init(countries: Int) {
        whole = Array(repeating: 0, count: countries)
        byAddress = Array(repeating: 0, count: countries)
        byCountry = byAddress
    }

    /// Adds a work by the countries of its addresses, one entry an address or author. A work without any is left out.
    public mutating func add(work addresses: [Int]) {
        guard !addresses.isEmpty else { return }
        works += 1
        for country in addresses { byAddress[country] += 1 / Double(addresses.count) }
        let countries = Set(addresses).sorted()
        for country in countries {
            whole[country] += 1
            byCountry[country] += 1 / Double(countries.count)
        }
        for (place, first) in countries.enumerated() {
            for second in countries[(place + 1)...] {
                let pair = Pair(first: Int32(first), second: Int32(second))
                let before = links[pair] ?? Self.none
                links[pair] = Link(
                    whole: before.whole + 1, fractional: before.fractional + 1 / Double(countries.count - 1))
            }
        }
    }

    public func link(_ first: Int, _ second: Int) -> Link {
        links[Pair(first: Int32(min(first, second)), second: Int32(max(first, second)))] ?? Self.none
    }
}
