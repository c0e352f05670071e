import Foundation
import Testing

@testable import Indicators

private func history(
    _ count: Int, _ projects: [[Int]], topics: [Int] = [], words: [[String]] = []
) -> PartnerHistory {
    PartnerHistory(
        organisations: (0..<count).map {
            .init(country: $0 % 3, kind: $0 % 2, words: $0 < words.count ? words[$0] : [])
        },
        projects: projects.enumerated().map { place, members in
            .init(members: members, topics: [place < topics.count ? topics[place] : 0])
        })
}

/// Projects drawn at random, the same for the same seed.
private func randomHistory(_ count: Int, projects: Int, seed: UInt64) -> PartnerHistory {
    var dice = SteadyNumbers(seed: seed)
    let drawn = (0..<projects).map { _ in (0...Int(dice.next() % 6)).map { _ in Int(dice.next() % UInt64(count)) } }
    let words = (0..<count).map { _ in (0..<4).map { _ in "w\(dice.next() % 30)" } }
    return history(count, drawn, topics: drawn.map { _ in Int(dice.next() % 5) }, words: words)
}

@Suite struct PartnerGraphTests {
    @Test func `a common partner counts the more the fewer partners it has`() {
        // 0 and 1 share 2, who has two partners, and 3, who has four: 1/ln 2 + 1/ln 4.
        let graph = PartnerGraph(history(6, [[0, 2], [1, 2], [0, 3], [1, 3], [3, 4], [3, 5]]))
        #expect(graph.commonPartners(0, 1) == [2, 3])
        #expect(abs(graph.adamicAdar(0, 1) - (1 / log(2.0) + 1 / log(4.0))) < 1e-15)
        #expect(graph.adamicAdar(2, 3) == 1 / log(2.0) + 1 / log(2.0))
        #expect(graph.adamicAdar(4, 2) == 0)
    }

    @Test func `whoever is alone in a project or twice in it gets no partner by that`() {
        let graph = PartnerGraph(history(3, [[0], [1, 1], [1, 2, 1]]))
        #expect((0..<3).map { graph.partners(of: $0) } == [[], [2], [1]])
        #expect(graph.arePartners(1, 2) && graph.arePartners(2, 1) && !graph.arePartners(0, 1))
    }

    @Test func `a space that knows another one is the same as one made from nothing`() {
        let before = randomHistory(40, projects: 30, seed: 1)
        func retold(_ projects: [PartnerHistory.Project]) -> PartnerHistory {
            PartnerHistory(
                organisations: before.organisations.map {
                    .init(country: ($0.country + 1) % 3, kind: $0.kind, words: $0.words.reversed() + ["more"])
                }, projects: projects)
        }
        let known = PartnerSpace(before)
        let longer = before.projects + [PartnerHistory.Project(members: [0, 39], topics: [1])]
        for history in [retold(before.projects), retold(longer)] {
            var scouts = [
                PartnerScout(PartnerSpace(history, knowing: known)), PartnerScout(PartnerSpace(history)),
            ]
            for own in 0..<40 {
                let (one, other) = (scouts[0].shortlist(for: own, each: 10), scouts[1].shortlist(for: own, each: 10))
                #expect(one.candidates == other.candidates)
                #expect(one.features == other.features)
            }
        }
    }

    @Test func `new partners are the best of those who have a common one and were never together`() {
        for seed in 1...5 {
            let space = PartnerSpace(randomHistory(40, projects: 30, seed: UInt64(seed)))
            let (graph, seekers, wanted) = (space.graph, [0, 3, 5, 9], Array(10..<40))
            var scout = PartnerScout(space)
            let found = scout.newPartners(of: seekers, among: wanted, by: Self.byAdamicAdar, top: 2)
            let expected = seekers.flatMap { own in
                wanted.filter { !graph.arePartners(own, $0) && !graph.commonPartners(own, $0).isEmpty }
                    .sorted {
                        let scores = (graph.adamicAdar(own, $0), graph.adamicAdar(own, $1))
                        let counts = (graph.partnerCount(of: $0), graph.partnerCount(of: $1))
                        return (scores.1, counts.1, $0) < (scores.0, counts.0, $1)
                    }.prefix(2).map { [own, $0] }
            }
            #expect(Set(found.map { [$0.own, $0.other] }) == Set(expected))
            for place in 1...2 {
                let scores = found.filter { $0.place == place }.map(\.adamicAdar)
                #expect(scores == scores.sorted(by: >))
            }
            #expect(found.map(\.place) == found.map(\.place).sorted())
        }
    }

    @Test func `a model chooses among the nearest by what it weighs`() {
        // 0 shares 1 with 2 and with 3, and 4 with 3 alone; the topic that 0 and 2 share is the rarer one.
        let space = PartnerSpace(
            history(6, [[0, 1], [1, 2], [1, 3], [0, 4], [3, 4], [5]], topics: [0, 0, 1, 1, 1, 2]))
        var scout = PartnerScout(space)
        func first(_ model: PartnerModel) -> [Int] {
            scout.newPartners(of: [0], among: [2, 3, 5], by: model, top: 1).map(\.other)
        }
        #expect(first(Self.byAdamicAdar) == [3])
        #expect(first(Self.weighing(.topicCosine)) == [2])
    }

    private static func weighing(_ feature: PartnerFeature) -> PartnerModel {
        PartnerModel(weights: PartnerFeature.allCases.map { $0 == feature ? 1 : 0 })
    }

    /// Adamic-Adar alone; of equals the one with more partners.
    private static let byAdamicAdar = PartnerModel(
        weights: PartnerFeature.allCases.map { $0 == .adamicAdar ? 1 : $0 == .partners ? 1e-9 : 0 })

    @Test func `one walk tells what asking pair by pair tells`() {
        for seed in 1...5 {
            let history = randomHistory(40, projects: 30, seed: UInt64(seed))
            let graph = PartnerGraph(history)
            let sets = (0..<40).map { own in
                Set(history.projects.filter { $0.members.contains(own) }.flatMap(\.members)).subtracting([own])
            }
            var walk = GraphNeighbourhood(count: 40)
            for own in 0..<40 {
                #expect(Set(graph.partners(of: own)) == sets[own])
                walk.walk(from: own, in: graph)
                for other in 0..<40 where other != own {
                    let common = sets[own].intersection(sets[other])
                    #expect(Set(graph.commonPartners(own, other)) == common)
                    #expect(walk.commonPartners[other] == Double(common.count))
                    let measure = common.reduce(0) { $0 + 1 / log(Double(sets[$1].count)) }
                    #expect(abs(graph.adamicAdar(own, other) - measure) < 1e-12)
                    #expect(abs(walk.adamicAdar[other] - measure) < 1e-12)
                    #expect(graph.adamicAdar(own, other) == graph.adamicAdar(other, own))
                }
            }
        }
    }
}

@Suite struct LatentPlacesTests {
    private func sparse(_ rows: [[Double]]) -> SparseSymmetric {
        var (starts, columns, values): ([Int], [Int32], [Double]) = ([0], [], [])
        for row in rows {
            for (column, value) in row.enumerated() where value != 0 {
                columns.append(Int32(column))
                values.append(value)
            }
            starts.append(columns.count)
        }
        return SparseSymmetric(starts: starts, columns: columns, values: values)
    }

    @Test func `two and two by hand`() {
        // [[2, 1], [1, 2]] has 3 and 1.
        let places = LatentPlaces(sparse([[2, 1], [1, 2]]), rank: 2)
        #expect(zip(places.values, [3.0, 1.0]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(abs(places.entry(0, 1) - 1) < 1e-12)
        #expect(abs(LatentPlaces(sparse([[2, 1], [1, 2]]), rank: 1).entry(0, 0) - 1.5) < 1e-12)
    }

    @Test func `all eigenvectors together are the matrix, negative values too`() {
        var dice = SteadyNumbers(seed: 3)
        var rows = [[Double]](repeating: [Double](repeating: 0, count: 25), count: 25)
        for row in 0..<25 {
            for column in 0...row where dice.next() % 3 == 0 {
                rows[row][column] = dice.uniform() - 0.5
                rows[column][row] = rows[row][column]
            }
        }
        let places = LatentPlaces(sparse(rows), rank: 25)
        #expect(places.values.contains { $0 < 0 })
        for row in 0..<25 {
            for column in 0..<25 { #expect(abs(places.entry(row, column) - rows[row][column]) < 1e-10) }
        }
    }

    @Test func `a few eigenvectors of a large matrix fit it`() {
        // A circle of 60: its values are 2 cos(2πk/60), in pairs; the greatest are ±2.
        let rows = (0..<60).map { row in
            (0..<60).map { abs(row - $0) == 1 || abs(row - $0) == 59 ? 1.0 : 0 }
        }
        let places = LatentPlaces(sparse(rows), rank: 2, rounds: 400)
        #expect(places.values.map { abs($0) }.allSatisfy { abs($0 - 2) < 1e-9 })
    }

    @Test func `the same matrix gives the same places, to the bit`() {
        let history = randomHistory(80, projects: 70, seed: 8)
        let (one, other) = (PartnerSpace(history), PartnerSpace(history))
        #expect(one.circles.places == other.circles.places)
        #expect(one.projects.places == other.projects.places)
    }

    @Test func `those with the same projects stand at the same place`() {
        let space = PartnerSpace(history(7, [[0, 1, 2], [0, 1, 3], [4, 5], [4, 5, 6], [2, 3]]))
        #expect(abs(space.projects.cosine(0, 1) - 1) < 1e-9)
        #expect(abs(space.projects.cosine(0, 4)) < 1e-9)
    }
}

@Suite struct PartnerModelTests {
    static let space = PartnerSpace(randomHistory(60, projects: 45, seed: 21))

    /// Partners that follow a rule: those with most common partners, with some chance.
    static let lessons: [PartnerModel.Lesson] = {
        var dice = SteadyNumbers(seed: 4)
        var scout = PartnerScout(space)
        return (0..<60).compactMap { own in
            let list = scout.shortlist(for: own, each: 15)
            let common = PartnerFeature.commonPartners.rawValue
            let found = list.candidates.indices.filter {
                list.features(at: $0)[list.features(at: $0).startIndex + common] + 2 * dice.uniform() > 1.7
            }
            return PartnerModel.Lesson(list, partners: Set(found.map { list.candidates[$0] }))
        }
    }()

    @Test func `a shortlist has neither the organisation nor its partners`() {
        var scout = PartnerScout(Self.space)
        for own in 0..<60 {
            let list = scout.shortlist(for: own, each: 5)
            #expect(list.candidates == list.candidates.sorted())
            #expect(list.candidates.count >= 5)
            #expect(!list.candidates.contains { $0 == own || Self.space.graph.arePartners(own, $0) })
            #expect(list.features.allSatisfy { $0.isFinite })
            let even = scout.shortlist(for: own, each: 100) { $0 % 2 == 0 }
            #expect(even.candidates.allSatisfy { $0 % 2 == 0 })
        }
    }

    @Test func `the best few are those that sorting all gives`() {
        var scout = PartnerScout(Self.space)
        let graph = Self.space.graph
        for own in 0..<60 {
            let all = (0..<60).filter { $0 != own && !graph.arePartners(own, $0) }.sorted {
                let (a, b) = (graph.adamicAdar(own, $0), graph.adamicAdar(own, $1))
                // Sums in another order differ in their last bits.
                if abs(a - b) > 1e-12 { return a > b }
                let (c, d) = (graph.partnerCount(of: $0), graph.partnerCount(of: $1))
                return c == d ? $0 < $1 : c > d
            }
            let found = scout.adamicAdar(for: own, top: 10)
            let scores = { (list: [Int]) in list.map { (graph.adamicAdar(own, $0) * 1e9).rounded() } }
            #expect(scores(found) == scores(Array(all.prefix(10))))
        }
    }

    @Test func `at the weights found no small step makes what happened likelier`() {
        let model = PartnerModel(lessons: Self.lessons, ridge: 1)
        let best = Self.loss(model, ridge: 1)
        for place in model.weights.indices {
            for step in [-1e-3, 1e-3] {
                var weights = model.weights
                weights[place] += step / Self.deviation[place]
                #expect(Self.loss(PartnerModel(weights: weights), ridge: 1) >= best - 1e-12)
            }
        }
        let none = PartnerModel(weights: Array(repeating: 0, count: PartnerShortlist.width))
        #expect(best < Self.loss(none, ridge: 1) - 1)
    }

    @Test func `the order of the lessons changes nothing`() {
        let one = PartnerModel(lessons: Self.lessons)
        let other = PartnerModel(lessons: Self.lessons.reversed())
        #expect(zip(one.weights, other.weights).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($0)) })
        #expect(PartnerModel(lessons: Self.lessons) == one)
    }

    @Test func `without a partner found there is nothing to learn`() {
        var scout = PartnerScout(Self.space)
        #expect(PartnerModel.Lesson(scout.shortlist(for: 0), partners: []) == nil)
        #expect(PartnerModel(lessons: []).weights.allSatisfy { $0 == 0 })
    }

    @Test func `the built-in model has a weight for every feature`() {
        #expect(PartnerModel.horizon2020.weights.count == PartnerFeature.allCases.count)
        var scout = PartnerScout(Self.space)
        let list = scout.shortlist(for: 3)
        let ranking = PartnerModel.horizon2020.ranking(of: list, top: 60)
        #expect(ranking.map(\.candidate).sorted() == list.candidates)
        #expect(ranking.map(\.score) == ranking.map(\.score).sorted(by: >))
    }

    @Test func `evidence names common partners, topics and words`() {
        let space = PartnerSpace(
            history(
                5, [[0, 2], [1, 2], [0, 3], [1, 3], [3, 4]], topics: [1, 1, 0, 2, 2],
                words: [["laser", "cell"], ["cell", "river", "laser"], ["laser"]]))
        let evidence = space.evidence(for: 0, and: 1)
        #expect(evidence == PartnerEvidence(commonPartners: [2, 3], topics: [1], words: ["cell", "laser"]))
    }

    private static let deviation: [Double] = {
        let rows = lessons.flatMap { lesson in lesson.found.indices.map { Array(lesson.shortlist.features(at: $0)) } }
        return (0..<PartnerShortlist.width).map { place in
            let mean = rows.reduce(0) { $0 + $1[place] } / Double(rows.count)
            let square = rows.reduce(0) { $0 + ($1[place] - mean) * ($1[place] - mean) } / Double(rows.count)
            return square > 0 ? square.squareRoot() : 1
        }
    }()

    /// What the model makes smallest, written down once more.
    private static func loss(_ model: PartnerModel, ridge: Double) -> Double {
        var sum = 0.0
        for lesson in lessons {
            let scores = lesson.found.indices.map { model.score(lesson.shortlist.features(at: $0)) }
            let most = scores.max() ?? 0
            let whole = log(scores.reduce(0) { $0 + exp($1 - most) }) + most
            let found = lesson.found.indices.filter { lesson.found[$0] }
            sum -= found.reduce(0) { $0 + scores[$1] - whole } / Double(found.count)
        }
        let scaled = zip(model.weights, deviation).reduce(0) { $0 + $1.0 * $1.0 * $1.1 * $1.1 }
        return sum + ridge / 2 * scaled
    }
}

@Suite struct RankingQualityTests {
    @Test func `right, wrong, right of two right ones`() {
        // (1/1 + 2/3) / 2
        #expect(
            isNear(RankingQuality.averagePrecision([true, false, true], right: 2, top: 10), 5.0 / 6, within: 1e-15))
        // Only three places: at most three can be right.
        #expect(RankingQuality.averagePrecision([false, true, false, true], right: 40, top: 3) == 0.5 / 3)
        #expect(RankingQuality.averagePrecision([true], right: 0, top: 3) == nil)
    }

    @Test func `all right is one, all wrong is nothing`() {
        #expect(RankingQuality.averagePrecision([true, true, true], right: 3, top: 10) == 1)
        #expect(RankingQuality.averagePrecision([false, false], right: 3, top: 10) == 0)
    }

    @Test func `the interval of a mean is the same for the same seed, and near the normal one`() throws {
        var dice = SteadyNumbers(seed: 2)
        let differences = (0..<400).map { _ in dice.uniform() }
        let one = try #require(RankingQuality.mean(of: differences, seed: 7))
        #expect(one == RankingQuality.mean(of: differences, seed: 7))
        #expect(one.lower < one.value && one.value < one.upper)
        // A uniform number deviates by 1/√12: 1.96 / √(12 · 400) on either side.
        #expect(abs((one.upper - one.lower) / 2 - 1.96 / 4_800.0.squareRoot()) < 0.004)
        #expect(RankingQuality.mean(of: [], seed: 7) == nil)
    }
}
