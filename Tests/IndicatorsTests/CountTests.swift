import Foundation
import Indicators
import Testing

@Suite struct HIndexTests {
    @Test func `ten, eight, five, four and three give four by Hirsch and five by Egghe`() {
        // Four are at least 4 and the fifth is not 5; together they are 30, which reaches 5².
        #expect(HIndex.hirsch([3, 10, 4, 8, 5]) == 4)
        #expect(HIndex.egghe([3, 10, 4, 8, 5]) == 5)
    }

    @Test func `nothing gives nothing and a single great friend gives one`() {
        #expect(HIndex.hirsch([]) == 0)
        #expect(HIndex.hirsch([0, 0]) == 0)
        #expect(HIndex.partnershipAbility([1_000]) == 1)
        #expect(HIndex.partnershipAbility([5, 5, 5, 5, 5, 1]) == 5)
    }

    @Test func `they are what trying every number gives`() {
        var dice = SteadyNumbers(seed: 5)
        for _ in 0..<300 {
            let counts = (0..<Int(dice.next() % 12)).map { _ in Int(dice.next() % 15) }
            let hirsch = (0...counts.count).filter { h in counts.count { $0 >= h } >= h }.max()
            #expect(HIndex.hirsch(counts) == hirsch)
            let egghe = (0...counts.count).filter { counts.sorted(by: >).prefix($0).reduce(0, +) >= $0 * $0 }.max()
            #expect(HIndex.egghe(counts) == egghe)
            #expect(HIndex.egghe(counts) >= HIndex.hirsch(counts))
        }
    }
}

@Suite struct GrowthTests {
    @Test func `a hundred to 121 in two years is ten percent a year`() throws {
        let rate = try #require(Growth.compound(from: 100, to: 121, years: 2))
        #expect(abs(rate - 0.1) < 1e-15)
        #expect(Growth.compound(from: 0, to: 5, years: 2) == nil)
        #expect(Growth.compound(from: 5, to: 0, years: 2) == -1)
    }

    @Test func `counts that double every year have a trend that doubles every year`() throws {
        let trend = try #require(Growth(counts: [5, 10, 20, 40, 80], firstYear: 2_000).trend().value)
        #expect(abs(trend.rate.value - 1) < 1e-12)
        #expect(isNear(trend.doublingTime, 1, within: 1e-12))
        #expect(abs(trend.first - 5) < 1e-10)
        #expect(abs(trend.last - 80) < 1e-9)
    }

    @Test func `time turned round turns the rate round`() throws {
        let counts = [3, 0, 7, 9, 4, 12, 20]
        let up = try #require(Growth(counts: counts, firstYear: 2_000).trend().value)
        let down = try #require(Growth(counts: counts.reversed(), firstYear: 2_000).trend().value)
        #expect(abs((1 + up.rate.value) * (1 + down.rate.value) - 1) < 1e-12)
        #expect(abs((1 + up.rate.lower) * (1 + down.rate.upper) - 1) < 1e-12)
    }

    @Test func `the trend gives back the sum and the mean year`() throws {
        // The likelihood's two equations.
        let counts = [4, 9, 2, 0, 15, 22, 19, 40]
        let trend = try #require(Growth(counts: counts, firstYear: 2_000).trend().value)
        let fitted = counts.indices.map { trend.first * pow(1 + trend.rate.value, Double($0)) }
        #expect(abs(fitted.reduce(0, +) - 111) < 1e-9)
        let moment = zip(fitted, 0...).reduce(0) { $0 + $1.0 * Double($1.1) }
        #expect(abs(moment - Double(9 + 4 + 60 + 110 + 114 + 280)) < 1e-8)
    }

    @Test func `few things, few years and a single year have no trend`() {
        #expect(Growth(counts: [1, 2, 3, 3], firstYear: 2_000).trend() == .tooFew(count: 9, least: 10))
        #expect(Growth(counts: [10, 20, 30], firstYear: 2_000).trend() == .tooFew(count: 3, least: 4))
        #expect(Growth(counts: [0, 0, 50, 0], firstYear: 2_000).trend() == .tooFew(count: 1, least: 2))
    }
}

@Suite struct SpecialisationTests {
    @Test func `a fifth against a twentieth is four times as much`() throws {
        // (20 / 100) / (50 / 1,000) = 4; (4 - 1) / (4 + 1) = 0.6
        let activity = Activity(part: 20, whole: 100, referencePart: 50, referenceWhole: 1_000)
        #expect(activity.index == 4)
        #expect(activity.symmetricIndex == 0.6)
        #expect(activity.expected == 5)
        let estimate = try #require(activity.figure().value)
        #expect(abs(estimate.lower - Bounds.count(20).lower / 5) < 1e-15)
    }

    @Test func `half as much and twice as much lie equally far from zero`() {
        #expect(Activity.symmetric(0.5) == -1.0 / 3)
        #expect(abs(Activity.symmetric(2) - 1.0 / 3) < 1e-15)
        #expect(Activity.symmetric(0) == -1)
        #expect(Activity.symmetric(1) == 0)
    }

    @Test func `indices weighed by the world's shares are one`() {
        let own = Specialisation(counts: [30, 50, 20], reference: [1_000, 700, 300])
        let sum = (0..<3).reduce(0.0) { $0 + (own.activity(in: $1).index ?? 0) * Double(own.reference[$1]) / 2_000 }
        #expect(abs(sum - 1) < 1e-15)
    }

    @Test func `profiles of the same shares have a cosine of one, of disjoint fields of zero`() throws {
        let world = [500, 300, 200]
        let small = Specialisation(counts: [10, 20, 30], reference: world)
        let large = Specialisation(counts: [100, 200, 300], reference: world)
        #expect(isNear(small.cosine(with: large).value, 1, within: 1e-15))
        let one = Specialisation(counts: [40, 0, 0], reference: world)
        let other = Specialisation(counts: [0, 50, 50], reference: world)
        #expect(one.cosine(with: other) == .shown(0))
        #expect(
            one.cosine(with: Specialisation(counts: [9, 10, 10], reference: world)) == .tooFew(count: 29, least: 30))
    }

    @Test func `a cosine by hand`() throws {
        // Shares of the world 1/2, 1/2. Indices (1.5, 0.5) and (1, 1): 2 / √(2.5 · 2)
        let one = Specialisation(counts: [75, 25], reference: [500, 500])
        let other = Specialisation(counts: [40, 40], reference: [500, 500])
        #expect(isNear(one.cosine(with: other).value, 2 / 5.0.squareRoot(), within: 1e-15))
    }

    @Test func `fields are common ground, complement or neither`() {
        let reference = [10_000, 10_000, 10_000, 10_000, 10]
        let one = Specialisation(counts: [60, 60, 10, 26, 0], reference: reference)
        let other = Specialisation(counts: [70, 12, 60, 28, 0], reference: reference)
        #expect(one.relations(to: other) == [.bothStrong, .firstStrong, .secondStrong, .neither, .tooFew])
        #expect(other.relations(to: one) == [.bothStrong, .secondStrong, .firstStrong, .neither, .tooFew])
        // Of a country of which too little is known nobody says whether another complements it.
        let little = Specialisation(counts: [2, 0, 1, 0, 0], reference: reference)
        #expect(one.relations(to: little) == Array(repeating: .tooFew, count: 5))
    }
}

@Suite struct FractionalCountTests {
    @Test func `a work of three addresses in two countries`() {
        var counts = FractionalCounts(countries: 3)
        counts.add(work: [0, 0, 1])
        #expect(counts.whole == [1, 1, 0])
        #expect(counts.byAddress == [2.0 / 3, 1.0 / 3, 0])
        #expect(counts.byCountry == [0.5, 0.5, 0])
        #expect(counts.link(1, 0) == FractionalCounts.Link(whole: 1, fractional: 1))
    }

    @Test func `a work of three countries is half a link of each pair`() {
        var counts = FractionalCounts(countries: 3)
        counts.add(work: [2, 0, 1])
        counts.add(work: [])
        #expect(counts.works == 1)
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            #expect(counts.link(first, second) == FractionalCounts.Link(whole: 1, fractional: 0.5))
        }
    }

    @Test func `credits sum to the works and links to a country's works with partners`() {
        var dice = SteadyNumbers(seed: 9)
        var counts = FractionalCounts(countries: 6)
        var withPartners = [Int](repeating: 0, count: 6)
        for _ in 0..<200 {
            let work = (0...Int(dice.next() % 8)).map { _ in Int(dice.next() % 6) }
            counts.add(work: work)
            if Set(work).count > 1 { for country in Set(work) { withPartners[country] += 1 } }
        }
        #expect(abs(counts.byAddress.reduce(0, +) - 200) < 1e-9)
        #expect(abs(counts.byCountry.reduce(0, +) - 200) < 1e-9)
        for country in 0..<6 {
            let links = (0..<6).filter { $0 != country }.reduce(0.0) { $0 + counts.link(country, $1).fractional }
            #expect(abs(links - Double(withPartners[country])) < 1e-9)
        }
    }
}
