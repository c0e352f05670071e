import Foundation

/// What speaks for a partnership not yet made, in numbers that a model weighs.
public enum PartnerFeature: Int, CaseIterable, Sendable {
    /// ln(1 + Adamic-Adar), ln(1 + common partners), and the share of common partners in the partners of either
    /// (Jaccard).
    case adamicAdar, commonPartners, jaccard
    /// ln of how near they are by partners, small projects weighing more.
    case nearness
    /// Partnership as the main circles of the graph suggest it, and likeness of the projects' company.
    case circles, company
    /// ln(1 + the candidate's partners), and ln(1 + seats beside it in all its projects).
    case partners, seats
    /// How deep the candidate is in the organisation's topics, and the cosine of their topics.
    case topicDepth, topicCosine
    /// The cosine of what is written about them.
    case textCosine
    /// Whether they are of one country; how readily their countries, and their kinds, work together.
    case sameCountry, countryAffinity, kindAffinity
}

/// Who might become partners of one organisation, with the features of each.
public struct PartnerShortlist: Sendable {
    public let organisation: Int
    /// In ascending order.
    public let candidates: [Int]
    /// Row after row, in the order of `PartnerFeature`.
    public let features: [Double]

    public static let width = PartnerFeature.allCases.count

    public func features(at place: Int) -> ArraySlice<Double> {
        features[place * Self.width..<(place + 1) * Self.width]
    }
}

/// Goes from organisation to organisation and lists who might become its partners. Used by one thread at a time.
public struct PartnerScout {
    public let space: PartnerSpace
    fileprivate var neighbourhood: GraphNeighbourhood

    public init(_ space: PartnerSpace) {
        self.space = space
        neighbourhood = GraphNeighbourhood(count: space.graph.count)
    }

    /// The best by Adamic-Adar, the best first; those with equal scores by the number of their partners, then by their
    /// own.
    public mutating func adamicAdar(for own: Int, top: Int) -> [Int] {
        neighbourhood.walk(from: own, in: space.graph)
        let isPartner = partnerMarks(of: own)
        let near = neighbourhood.adamicAdar
        return best(top, of: own, isPartner, among: { _ in true }, by: { near[$0] })
    }

    /// The candidates that are among the best `each` by Adamic-Adar, by nearness, by depth in the organisation's topics
    /// or by number of partners, without those who are partners already.
    public mutating func shortlist(
        for own: Int, each: Int = 100, among isWanted: (Int) -> Bool = { _ in true }
    ) -> PartnerShortlist {
        neighbourhood.walk(from: own, in: space.graph)
        let isPartner = partnerMarks(of: own)
        let near = neighbourhood
        let (topics, graph) = (space.topics, space.graph)
        let found = [
            best(each, of: own, isPartner, among: isWanted, by: { near.adamicAdar[$0] }),
            best(each, of: own, isPartner, among: isWanted, by: { near.nearness[$0] }),
            best(each, of: own, isPartner, among: isWanted, by: { topics.depth(of: $0, for: own) }),
            best(each, of: own, isPartner, among: isWanted, by: { Double(graph.partnerCount(of: $0)) }),
        ]
        let candidates = Set(found.joined()).sorted()
        return PartnerShortlist(
            organisation: own, candidates: candidates, features: candidates.flatMap { features(of: $0, for: own) })
    }

    private func partnerMarks(of own: Int) -> [Bool] {
        var marks = [Bool](repeating: false, count: space.graph.count)
        for place in space.graph.range(of: own) { marks[Int(space.graph.partners[place])] = true }
        marks[own] = true
        return marks
    }

    private func best(
        _ limit: Int, of own: Int, _ isPartner: [Bool], among isWanted: (Int) -> Bool, by score: (Int) -> Double
    ) -> [Int] {
        var heap = BestFew(limit)
        for candidate in 0..<space.graph.count where !isPartner[candidate] && isWanted(candidate) {
            heap.offer(candidate, score(candidate), Double(space.graph.partnerCount(of: candidate)))
        }
        return heap.sorted
    }

    fileprivate func features(of candidate: Int, for own: Int) -> [Double] {
        let graph = space.graph
        let common = neighbourhood.commonPartners[candidate]
        let partners = Double(graph.partnerCount(of: candidate))
        let union = Double(graph.partnerCount(of: own)) + partners - common
        return PartnerFeature.allCases.map { feature in
            switch feature {
            case .adamicAdar: log1p(neighbourhood.adamicAdar[candidate])
            case .commonPartners: log1p(common)
            case .jaccard: union > 0 ? common / union : 0
            case .nearness: log(neighbourhood.nearness[candidate] + 1e-3)
            case .circles: space.circles.entry(own, candidate)
            case .company: space.projects.cosine(own, candidate)
            case .partners: log1p(partners)
            case .seats: space.seats[candidate]
            case .topicDepth: space.topics.depth(of: candidate, for: own)
            case .topicCosine: space.topics.cosine(own, candidate)
            case .textCosine: space.texts.cosine(own, candidate)
            case .sameCountry: space.countries.areSame(own, candidate) ? 1 : 0
            case .countryAffinity: space.countries.affinity(own, candidate)
            case .kindAffinity: space.kinds.affinity(own, candidate)
            }
        }
    }
}

/// Two organisations that have not been in a project together and might be.
public struct NewPartners: Sendable, Equatable {
    public let own: Int
    public let other: Int
    /// From 1: which of its suggestions this is for the first of the two.
    public let place: Int
    public let adamicAdar: Double
}

extension PartnerScout {
    /// For each of `seekers` the `top` whom a model puts first among those of `wanted` who are no partners yet and have
    /// a common one: of these it weighs the `each` best by Adamic-Adar.
    ///
    /// As scores of a model mean nothing beyond one organisation, every organisation's first suggestion stands before
    /// any second one; among equals those by Adamic-Adar.
    public mutating func newPartners(
        of seekers: [Int], among wanted: [Int], by model: PartnerModel, each: Int = 20, top: Int
    ) -> [NewPartners] {
        let graph = space.graph
        var isWanted = [Bool](repeating: false, count: graph.count)
        for other in wanted { isWanted[other] = true }
        var found: [NewPartners] = []
        for own in seekers {
            neighbourhood.walk(from: own, in: graph)
            var near = BestFew(each)
            for other in neighbourhood.reached
            where isWanted[other] && other != own && !graph.arePartners(own, other) {
                near.offer(other, neighbourhood.adamicAdar[other], Double(graph.partnerCount(of: other)))
            }
            let candidates = near.sorted.sorted()
            let shortlist = PartnerShortlist(
                organisation: own, candidates: candidates,
                features: candidates.flatMap { features(of: $0, for: own) })
            for (place, choice) in model.ranking(of: shortlist, top: top).enumerated() {
                found.append(
                    NewPartners(
                        own: own, other: choice.candidate, place: place + 1,
                        adamicAdar: neighbourhood.adamicAdar[choice.candidate]))
            }
        }
        return found.sorted {
            ($0.place, $1.adamicAdar, $0.own, $0.other) < ($1.place, $0.adamicAdar, $1.own, $1.other)
        }
    }
}

/// The few with the greatest scores, ties by a second score, then by the smaller number.
struct BestFew {
    private typealias Entry = (score: Double, second: Double, number: Int)
    private let limit: Int
    /// The worst of those kept stands first.
    private var heap: [Entry] = []

    init(_ limit: Int) { self.limit = limit }

    mutating func offer(_ number: Int, _ score: Double, _ second: Double) {
        let entry = (score, second, number)
        if heap.count < limit {
            heap.append(entry)
            var place = heap.count - 1
            while place > 0, Self.isWorse(heap[place], heap[(place - 1) / 2]) {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        } else if let worst = heap.first, Self.isWorse(worst, entry) {
            heap[0] = entry
            sink()
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var worst = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if Self.isWorse(heap[child], heap[worst]) { worst = child }
            }
            guard worst != place else { return }
            heap.swapAt(place, worst)
            place = worst
        }
    }

    /// The best first.
    var sorted: [Int] { heap.sorted { Self.isWorse($1, $0) }.map(\.number) }

    private static func isWorse(_ a: Entry, _ b: Entry) -> Bool {
        if a.score != b.score { return a.score < b.score }
        if a.second != b.second { return a.second < b.second }
        return a.number > b.number
    }
}
