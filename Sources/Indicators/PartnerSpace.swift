import Foundation

/// What is known of every organisation of a history, ready to tell how near any two of them are: by their partners, by
/// their topics and by their texts.
///
/// Reading is safe from several threads; making it takes about a second for 17,000 organisations.
public struct PartnerSpace: Sendable {
    public let history: PartnerHistory
    public let graph: PartnerGraph
    let topics: TopicProfiles
    let texts: TextProfiles
    let countries: MixingTable
    let kinds: MixingTable
    /// Where the strength of partnerships puts an organisation, and where the projects themselves put it.
    let circles: LatentPlaces
    let projects: LatentPlaces
    /// Sum of the other members over all projects, as a logarithm: how many seats beside it there were.
    let seats: [Double]

    /// What follows from projects alone, which is nearly all of the work, is taken from a space that is `known`, where
    /// the same organisations by number were in the same projects.
    public init(_ history: PartnerHistory, knowing known: PartnerSpace? = nil) {
        self.history = history
        let isSame =
            known?.history.organisations.count == history.organisations.count
            && known?.history.projects == history.projects
        if let known, isSame {
            (graph, topics, circles, projects) = (known.graph, known.topics, known.circles, known.projects)
            seats = known.seats
        } else {
            let graph = PartnerGraph(history)
            self.graph = graph
            topics = TopicProfiles(history)
            circles = LatentPlaces(
                SparseSymmetric(
                    starts: graph.starts, columns: graph.partners, values: graph.joint.map { log1p(Double($0)) }),
                rank: 48)
            projects = LatentPlaces(Self.projectLikeness(history), rank: 64)
            seats = Self.seats(history)
        }
        texts = TextProfiles(history.organisations.map(\.words))
        countries = MixingTable(graph, classes: history.organisations.map(\.country))
        kinds = MixingTable(graph, classes: history.organisations.map(\.kind))
    }

    private static func seats(_ history: PartnerHistory) -> [Double] {
        var seats = [Double](repeating: 0, count: history.organisations.count)
        for project in history.projects {
            for member in project.members { seats[member] += Double(project.members.count - 1) }
        }
        return seats.map { log1p($0) }
    }

    /// Σ 1 / size over the joint projects, divided by the root of either's number of projects; on the diagonal the
    /// organisation with itself. It is the product of the normalised table of organisations and projects with itself.
    private static func projectLikeness(_ history: PartnerHistory) -> SparseSymmetric {
        let count = history.organisations.count
        var projects: [[Int]] = Array(repeating: [], count: count)
        for (place, project) in history.projects.enumerated() where project.members.count > 1 {
            for member in project.members { projects[member].append(place) }
        }
        var (starts, columns, values): ([Int], [Int32], [Double]) = ([0], [], [])
        var sums = [Double](repeating: 0, count: count)
        for own in 0..<count {
            var met: [Int] = []
            for place in projects[own] {
                let members = history.projects[place].members
                for other in members {
                    if sums[other] == 0 { met.append(other) }
                    sums[other] += 1 / Double(members.count)
                }
            }
            for other in met.sorted() {
                columns.append(Int32(other))
                values.append(sums[other] / (Double(projects[own].count) * Double(projects[other].count)).squareRoot())
                sums[other] = 0
            }
            starts.append(columns.count)
        }
        return SparseSymmetric(starts: starts, columns: columns, values: values)
    }
}

/// In which topics organisations are at work.
struct TopicProfiles: Sendable {
    let count: Int
    /// Row after row: ln(1 + joint projects in the topic), and the topic's share in an organisation's joint projects.
    private let depth: [Double]
    private let share: [Double]
    /// As rows of length one: ln(1 + projects in the topic) · ln((1 + organisations) / (1 + those in the topic)).
    private let profile: [Double]

    init(_ history: PartnerHistory) {
        let organisations = history.organisations.count
        let count = 1 + (history.projects.lazy.flatMap(\.topics).max() ?? -1)
        var (all, joint) = (
            [Double](repeating: 0, count: organisations * count), [Double](repeating: 0, count: organisations * count)
        )
        for project in history.projects {
            for topic in project.topics {
                for member in project.members {
                    all[member * count + topic] += 1
                    if project.members.count > 1 { joint[member * count + topic] += 1 }
                }
            }
        }
        var rarity = [Double](repeating: 0, count: count)
        for topic in 0..<count {
            let members = (0..<organisations).count { all[$0 * count + topic] > 0 }
            rarity[topic] = log(Double(1 + organisations) / Double(1 + members))
        }
        var (share, profile) = (joint, all)
        for organisation in 0..<organisations {
            let row = organisation * count..<(organisation + 1) * count
            let sum = max(1, joint[row].reduce(0, +))
            for place in row {
                share[place] /= sum
                profile[place] = log1p(all[place]) * rarity[place - row.lowerBound]
            }
            let length = profile[row].reduce(0) { $0 + $1 * $1 }.squareRoot()
            for place in row where length > 0 { profile[place] /= length }
        }
        self.count = count
        depth = joint.map { log1p($0) }
        (self.share, self.profile) = (share, profile)
    }

    /// How deep the candidate is in the topics in which the organisation works jointly.
    func depth(of candidate: Int, for own: Int) -> Double {
        var sum = 0.0
        for topic in 0..<count { sum += share[own * count + topic] * depth[candidate * count + topic] }
        return sum
    }

    /// The cosine of two organisations' topics.
    func cosine(_ first: Int, _ second: Int) -> Double {
        var sum = 0.0
        for topic in 0..<count { sum += profile[first * count + topic] * profile[second * count + topic] }
        return sum
    }

    /// Topics of both, those first that weigh most.
    func shared(_ first: Int, _ second: Int) -> [Int] {
        (0..<count).map { ($0, profile[first * count + $0] * profile[second * count + $0]) }.filter { $0.1 > 0 }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
    }
}

/// What is written about organisations, as rows of length one over weighed words.
struct TextProfiles: Sendable {
    private let starts: [Int]
    private let words: [Int32]
    private let weights: [Double]
    private let names: [String]

    /// A word weighs ln(texts / texts with the word) (Spärck Jones 1972).
    init(_ texts: [[String]]) {
        let sets = texts.map { Set($0) }
        var texted: [String: Int] = [:]
        for set in sets { for word in set { texted[word, default: 0] += 1 } }
        names = texted.keys.sorted()
        let numbers = Dictionary(uniqueKeysWithValues: zip(names, Int32(0)...))
        var (starts, words, weights): ([Int], [Int32], [Double]) = ([0], [], [])
        for set in sets {
            let own = set.compactMap { word in numbers[word].map { ($0, texted[word] ?? 1) } }.sorted { $0.0 < $1.0 }
            let rarities = own.map { log(Double(max(1, texts.count)) / Double($0.1)) }
            let length = rarities.reduce(0) { $0 + $1 * $1 }.squareRoot()
            words += own.map(\.0)
            weights += rarities.map { length > 0 ? $0 / length : 0 }
            starts.append(words.count)
        }
        (self.starts, self.words, self.weights) = (starts, words, weights)
    }

    /// The cosine of two texts; 0 where one is empty.
    func cosine(_ first: Int, _ second: Int) -> Double { common(first, second).reduce(0) { $0 + $1.weight } }

    /// Words of both, those first that weigh most.
    func shared(_ first: Int, _ second: Int) -> [String] {
        common(first, second).filter { $0.weight > 0 }.sorted { ($1.weight, $0.word) < ($0.weight, $1.word) }
            .map { names[Int($0.word)] }
    }

    private func common(_ first: Int, _ second: Int) -> [(word: Int32, weight: Double)] {
        var (own, other) = (starts[first], starts[second])
        var found: [(Int32, Double)] = []
        while own < starts[first + 1], other < starts[second + 1] {
            if words[own] == words[other] {
                found.append((words[own], weights[own] * weights[other]))
                own += 1
                other += 1
            } else if words[own] < words[other] {
                own += 1
            } else {
                other += 1
            }
        }
        return found
    }
}

/// How much more often than by chance organisations of two classes (countries, kinds) are partners.
struct MixingTable: Sendable {
    let classes: [Int]
    private let count: Int
    private let values: [Double]

    /// ln((g(x, y) + 1) · Σg / ((g(x) + 5)(g(y) + 5))), with g the partnerships between two classes, each project's
    /// divided by the number of the other members. The added numbers draw small classes to chance.
    init(_ graph: PartnerGraph, classes given: [Int]) {
        // The unknown are a class too.
        let classes = given.map { $0 + 1 }
        let count = 1 + (classes.max() ?? 0)
        var sums = [Double](repeating: 0, count: count * count)
        for own in 0..<graph.count {
            for place in graph.range(of: own) {
                sums[classes[own] * count + classes[Int(graph.partners[place])]] += Double(graph.divided[place])
            }
        }
        let margins = (0..<count).map { sums[$0 * count..<($0 + 1) * count].reduce(0, +) }
        let all = max(1, margins.reduce(0, +))
        (self.classes, self.count) = (classes, count)
        values = (0..<count * count).map { place in
            log((sums[place] + 1) * all / ((margins[place / count] + 5) * (margins[place % count] + 5)))
        }
    }

    func affinity(_ first: Int, _ second: Int) -> Double { values[classes[first] * count + classes[second]] }
    /// Whether both are known to be of one class.
    func areSame(_ first: Int, _ second: Int) -> Bool { classes[first] == classes[second] && classes[first] > 0 }
}

/// What can be said to people for a partnership not yet made.
public struct PartnerEvidence: Sendable, Equatable {
    /// Those who have worked with both, the ones with the fewest partners first.
    public let commonPartners: [Int]
    /// Topics and words of both, those first that weigh most.
    public let topics: [Int]
    public let words: [String]
}

extension PartnerSpace {
    /// - Parameter limit: at most so many of each kind.
    public func evidence(for first: Int, and second: Int, limit: Int = 5) -> PartnerEvidence {
        let common = graph.commonPartners(first, second).sorted {
            (graph.partnerCount(of: $0), $0) < (graph.partnerCount(of: $1), $1)
        }
        return PartnerEvidence(
            commonPartners: Array(common.prefix(limit)), topics: Array(topics.shared(first, second).prefix(limit)),
            words: Array(texts.shared(first, second).prefix(limit)))
    }
}
