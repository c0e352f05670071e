import Testing

@testable import Isthmus

/// The shortlist: the greatest sum within the places, with the least number of each country.
@Suite struct SupportSelectionTests {
    private typealias Candidate = SupportSelection.Candidate

    private static func candidate(_ id: String, _ country: String, _ sum: Int, _ officers: Int = 1) -> Candidate {
        Candidate(id, country, .init(sum: sum, officers: officers))
    }

    @Test func `the best of a country with a least number come before better ones elsewhere`() {
        let all = [
            Self.candidate("a", "FI", 9), Self.candidate("b", "FI", 8), Self.candidate("c", "AM", 3),
            Self.candidate("d", "AM", 5),
        ]
        let chosen = SupportSelection(of: all, places: 2, least: ["AM": 1])
        #expect(chosen.selected.map(\.id) == ["a", "d"])
        #expect(chosen.others.map(\.id) == ["b", "c"])
        #expect(chosen.tied == [])
    }

    @Test func `marks are compared as fractions, never rounded`() {
        let all = [
            Self.candidate("a", "FI", 10, 3), Self.candidate("b", "FI", 33, 10), Self.candidate("c", "FI", 20, 6),
        ]
        let chosen = SupportSelection(of: all, places: 1, least: [:])
        #expect(chosen.selected.map(\.id) == ["a"])
        #expect(chosen.tied == ["a", "c"])
        let preferred = SupportSelection(of: all, places: 1, least: [:], preferring: ["c"])
        #expect(preferred.selected.map(\.id) == ["c"])
    }

    @Test func `a country with fewer applications than its least number has all taken, and the rest is told`() {
        let chosen = SupportSelection(
            of: [Self.candidate("a", "AM", 1), Self.candidate("b", "FI", 5)], places: 3, least: ["AM": 2, "GE": 1])
        #expect(chosen.selected.map(\.id) == ["b", "a"])
        #expect(chosen.missing == ["AM": 1, "GE": 1])
    }

    @Test func `every small case has the sum that trying all of them finds`() {
        var random = SplitMix(state: 7)
        for _ in 0..<400 {
            let count = Int(random.next() % 7) + 1
            let all = (0..<count).map { index in
                Self.candidate("\(index)", ["AM", "FI", "GE"][Int(random.next() % 3)], Int(random.next() % 5))
            }
            let places = Int(random.next() % 5) + 1
            var least = ["AM": Int(random.next() % 2), "GE": Int(random.next() % 2)]
            if (least["AM"] ?? 0) + (least["GE"] ?? 0) > places { least = [:] }
            let found = SupportSelection(of: all, places: places, least: least)
            // What a country has not cannot be asked of it.
            let bound = least.mapValues { $0 }.map { country, number in
                (country, min(number, all.count { $0.country == country }))
            }
            let fits = { (chosen: [Candidate]) in
                chosen.count == min(places, count)
                    && bound.allSatisfy { country, number in chosen.count { $0.country == country } >= number }
            }
            let sums = (0..<(1 << count)).map { bits in all.indices.filter { bits & (1 << $0) != 0 }.map { all[$0] } }
                .filter(fits).map { $0.reduce(0) { $0 + $1.mark.sum } }
            #expect(fits(found.selected))
            #expect(found.selected.reduce(0) { $0 + $1.mark.sum } == sums.max())
            let turned = SupportSelection(of: all.reversed(), places: places, least: least)
            #expect(turned.selected.map(\.id) == found.selected.map(\.id))
        }
    }
}
