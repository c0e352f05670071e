import Indicators
import Testing

/// Three countries: A and B with 10 joint works, A and C with 20, B and C with 30.
private let three: PairTable = {
    var table = PairTable(countries: ["A", "B", "C"], years: 2_000...2_001)
    for (first, second, works) in [(0, 1, 10), (0, 2, 20), (1, 2, 30), (0, 0, 25), (1, 1, 36), (2, 2, 49)] {
        table.record(works, of: first, and: second, in: 2_000)
    }
    return table
}()

/// Random tables, the same for the same seed.
func randomTable(countries: Int, seed: UInt64, years: ClosedRange<Int> = 2_000...2_000) -> PairTable {
    var dice = SteadyNumbers(seed: seed)
    var table = PairTable(countries: (0..<countries).map { "C\($0)" }, years: years)
    for year in years {
        var most = [Int](repeating: 0, count: countries)
        for first in 0..<countries {
            for second in first + 1..<max(first + 1, countries) {
                let joint = Int(dice.next() % 3 == 0 ? 0 : dice.next() % 200)
                table.record(joint, of: first, and: second, in: year)
                most[first] = max(most[first], joint)
                most[second] = max(most[second], joint)
            }
        }
        for country in 0..<countries {
            table.record(most[country] + Int(dice.next() % 300), of: country, and: country, in: year)
        }
    }
    return table
}

@Suite struct PairWorkedExamples {
    let counts = three.period(2_000...2_000).counts(0, 1)

    @Test func `the counts of a pair are its row, its column and the whole`() {
        #expect(
            counts
                == JointCounts(
                    joint: 10, first: 25, second: 36, works: 110, firstLinks: 30, secondLinks: 40, links: 60))
        #expect(counts.swapped == three.period(2_000...2_000).counts(1, 0))
    }

    @Test func `ten joint works of 25 and 36 are a cosine of a third`() {
        // 10 / √(25 · 36) = 10 / 30
        #expect(counts.saltonCosine == 10.0 / 30)
    }

    @Test func `ten joint works are ten of the fifty-one of both`() {
        // 25 + 36 - 10 = 51
        #expect(counts.jaccard == 10.0 / 51)
    }

    @Test func `links spread by size give an affinity of one`() {
        // 10 · (2 · 60) / (30 · 40) = 1; 20 · 120 / (30 · 50) = 1.6; 30 · 120 / (40 · 50) = 1.8
        let period = three.period(2_000...2_000)
        #expect(counts.affinity == 1)
        #expect(period.counts(0, 2).affinity == 1.6)
        #expect(isNear(period.counts(1, 2).affinity, 1.8, within: 1e-15))
    }

    @Test func `intensity compares with the links among all others, and has two sides`() throws {
        // (10 / 30) / ((40 - 10) / (120 - 30)) = 1;  (10 / 40) / ((30 - 10) / (120 - 40)) = 1
        #expect(isNear(counts.intensity, 1, within: 1e-15))
        #expect(isNear(counts.swapped.intensity, 1, within: 1e-15))
        // Five more joint works: (15 / 35) / ((45 - 15) / (130 - 35)) = 95/70;  (15 / 45) / ((35 - 15) / (130 - 45))
        let more = JointCounts(
            joint: 15, first: 40, second: 50, works: 200, firstLinks: 35, secondLinks: 45, links: 65)
        #expect(isNear(more.intensity, 95.0 / 70, within: 1e-15))
        #expect(isNear(more.swapped.intensity, 85.0 / 60, within: 1e-15))
    }

    @Test func `where everybody works equally much with everybody, intensity is about one`() throws {
        for countries in [4, 12, 40] {
            var table = PairTable(countries: (0..<countries).map { "C\($0)" }, years: 2_000...2_000)
            for first in 0..<countries {
                for second in (first + 1)..<countries { table.record(7, of: first, and: second, in: 2_000) }
            }
            let intensity = table.period(2_000...2_000).counts(0, 1).intensity
            // No country has links with itself, so that each has one partner fewer than there are countries.
            #expect(isNear(intensity, Double(countries - 1) / Double(countries - 2), within: 1e-12))
        }
    }

    @Test func `activity compares with a partner's share in the works of all`() throws {
        // (10 / 25) / (36 / 110) = 1.2222…
        #expect(isNear(counts.activity, 1_100.0 / 900, within: 1e-15))
    }

    @Test func `a partner's rank is its place among the partners, equals share it`() {
        let period = three.period(2_000...2_000)
        #expect(period.rank(of: 2, for: 0) == 1)
        #expect(period.rank(of: 1, for: 0) == 2)
        #expect(period.rank(of: 0, for: 0) == nil)
        #expect(period.partners(of: 0).map(\.country) == [2, 1])
        var even = three
        even.record(20, of: 0, and: 1, in: 2_000)
        #expect(even.period(2_000...2_000).rank(of: 1, for: 0) == 1)
        #expect(even.period(2_000...2_000).rank(of: 2, for: 0) == 1)
    }

    @Test func `a period adds its years up and knows nothing of others`() {
        var table = three
        table.record(5, of: 1, and: 0, in: 2_001)
        #expect(table.period(2_000...2_001).counts(0, 1).joint == 15)
        #expect(table.period(2_001...2_009).counts(0, 1).joint == 5)
        #expect(table.period(1_980...1_990).links == 0)
        #expect(table.series(of: 0, and: 1) == [10, 5])
    }

    @Test func `both directions may be read, the greater one counts and a disagreement is noted`() {
        var table = PairTable(countries: ["A", "B"], years: 2_000...2_000)
        table.record(7, of: 0, and: 1, in: 2_000)
        table.record(7, of: 1, and: 0, in: 2_000)
        #expect(table.disagreements == 0)
        table.record(8, of: 1, and: 0, in: 2_000)
        #expect(table.disagreements == 1)
        #expect(table.works(of: 0, and: 1, in: 2_000) == 8)
        #expect(table.record(1, of: 0, and: 1, in: 1_999) == false)
        #expect(table.record(-1, of: 0, and: 1, in: 2_000) == false)
    }
}

@Suite struct PairProperties {
    static let tables = (1...20).map { randomTable(countries: 3 + $0 % 6, seed: UInt64($0)) }

    /// Every ordered pair of every table.
    static let pairs: [JointCounts] = tables.flatMap { table in
        let period = table.period(table.years)
        return table.countries.indices.flatMap { first in
            table.countries.indices.filter { $0 != first }.map { period.counts(first, $0) }
        }
    }

    @Test func `all but intensity are the same from either side`() {
        for pair in Self.pairs {
            #expect(pair.saltonCosine == pair.swapped.saltonCosine)
            #expect(pair.jaccard == pair.swapped.jaccard)
            #expect(pair.affinity == pair.swapped.affinity)
            if let one = pair.activity, let other = pair.swapped.activity { #expect(abs(one - other) <= 1e-14 * one) }
        }
    }

    @Test func `cosine and Jaccard lie between nothing and all, Jaccard never above the cosine`() throws {
        for pair in Self.pairs {
            guard let cosine = pair.saltonCosine, let jaccard = pair.jaccard else { continue }
            #expect(0 <= jaccard && jaccard <= cosine && cosine <= 1)
        }
    }

    @Test func `more of everything changes no measure`() throws {
        for pair in Self.pairs {
            let large = JointCounts(
                joint: pair.joint * 7, first: pair.first * 7, second: pair.second * 7, works: pair.works * 7,
                firstLinks: pair.firstLinks * 7, secondLinks: pair.secondLinks * 7, links: pair.links * 7)
            for (one, other) in [
                (pair.saltonCosine, large.saltonCosine), (pair.jaccard, large.jaccard),
                (pair.affinity, large.affinity), (pair.intensity, large.intensity), (pair.activity, large.activity),
            ] {
                #expect((one == nil) == (other == nil))
                if let one, let other { #expect(abs(one - other) <= 1e-13 * one) }
            }
        }
    }

    @Test func `affinity weighed by what was expected is one over all pairs`() {
        for table in Self.tables {
            let period = table.period(table.years)
            var (found, expected) = (0.0, 0.0)
            for first in table.countries.indices {
                for second in table.countries.indices where second != first {
                    let pair = period.counts(first, second)
                    found += (pair.affinity ?? 0) * pair.expectedByLinks
                }
                expected += Double(period.linksByCountry[first])
            }
            #expect(abs(found - expected) < 1e-9)
        }
    }

    @Test func `intensity grows with every joint work`() {
        // All else stays: each further joint work is a link of both and of the whole.
        for pair in Self.pairs where pair.secondLinks > pair.joint {
            let more = JointCounts(
                joint: pair.joint + 1, first: pair.first, second: pair.second, works: pair.works,
                firstLinks: pair.firstLinks + 1, secondLinks: pair.secondLinks + 1, links: pair.links + 1)
            guard let before = pair.intensity, let after = more.intensity else { continue }
            // Where all links of the first country are with the second, there is nothing to grow.
            if pair.joint < pair.firstLinks { #expect(after > before) }
        }
    }

    @Test func `every interval holds its value`() {
        for pair in Self.pairs {
            let figures = pair.figures(.none)
            for figure in [
                figures.saltonCosine, figures.jaccard, figures.affinity, figures.intensity, figures.reverseIntensity,
                figures.activity, figures.symmetricActivity,
            ] {
                guard let estimate = figure.value else { continue }
                #expect(estimate.lower <= estimate.value && estimate.value <= estimate.upper)
            }
            if let cosine = figures.saltonCosine.value { #expect(cosine.upper <= 1) }
        }
    }

    @Test func `renumbering the countries changes nothing`() {
        let table = Self.tables[3]
        let size = table.countries.count
        var turned = PairTable(countries: table.countries.reversed(), years: table.years)
        for first in 0..<size {
            for second in 0..<size {
                turned.record(
                    table.works(of: first, and: second, in: 2_000), of: size - 1 - first, and: size - 1 - second,
                    in: 2_000)
            }
        }
        let (one, other) = (table.period(table.years), turned.period(table.years))
        for first in 0..<size {
            for second in 0..<size where second != first {
                #expect(
                    one.counts(first, second).figures()
                        == other.counts(size - 1 - first, size - 1 - second).figures())
            }
        }
    }
}

@Suite struct MinimumRules {
    private func pair(joint: Int, first: Int = 100, second: Int = 100, links: Int = 40) -> JointCounts {
        JointCounts(
            joint: joint, first: first, second: second, works: 1_000, firstLinks: links, secondLinks: links, links: 400)
    }

    @Test func `a country with fewer than thirty works has no figures, and the count is said`() {
        let figures = pair(joint: 10, first: 29).figures()
        #expect(figures.saltonCosine == .tooFew(count: 29, least: 30))
        #expect(figures.affinity == .tooFew(count: 29, least: 30))
        #expect(pair(joint: 10, first: 30).figures().saltonCosine.value?.value == 10 / 3_000.0.squareRoot())
    }

    @Test func `few joint works where few were expected say nothing`() {
        // 40 · 40 / 800 = 2 expected.
        let figures = pair(joint: 4).figures()
        #expect(figures.affinity == .tooFew(count: 4, least: 5))
        #expect(figures.intensity == .tooFew(count: 4, least: 5))
        #expect(figures.saltonCosine.value?.value == 0.04)
        #expect(pair(joint: 5).figures().affinity.value?.value == 2.5)
    }

    @Test func `none where many were expected is a finding`() throws {
        // 80 · 80 / 800 = 8 expected; nothing joint gives at most 3.689 of 8.
        let affinity = try #require(pair(joint: 0, links: 80).figures().affinity.value)
        #expect(affinity.value == 0)
        #expect(affinity.lower == 0)
        #expect(abs(affinity.upper - 3.6888794541139363 / 8) < 1e-12)
        #expect(affinity.differs(from: 1))
    }
}
