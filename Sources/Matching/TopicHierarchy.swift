import Foundation

/// A classification of topics, each below one or several broader ones.
public struct TopicHierarchy: Sendable {
    /// Each topic's broader topics at any height, and itself.
    private let ancestors: [String: Set<String>]
    /// How much a topic says, 0 at the top to 1 at the bottom.
    private let information: [String: Double]

    /// - Parameter parents: of every topic; empty at the top. A parent that is no key of its own stands at the top.
    public init(parents: [String: [String]]) {
        var topics = Set(parents.keys)
        for broader in parents.values { topics.formUnion(broader) }
        var ancestors: [String: Set<String>] = [:]
        var below: [String: Int] = [:]
        for topic in topics {
            var seen: Set<String> = [topic]
            var open = [topic]
            // What stands above itself by mistake is met once and no more.
            while let next = open.popLast() {
                for parent in parents[next] ?? [] where seen.insert(parent).inserted { open.append(parent) }
            }
            ancestors[topic] = seen
            for ancestor in seen where ancestor != topic { below[ancestor, default: 0] += 1 }
        }
        let scale = topics.count > 1 ? log(Double(topics.count)) : 1
        self.ancestors = ancestors
        information = Dictionary(
            uniqueKeysWithValues: topics.map { ($0, 1 - log(Double((below[$0] ?? 0) + 1)) / scale) })
    }

    /// How much a topic says, 0…1: one with few topics below it says much (intrinsic information content: Seco, Veale
    /// and Hayes 2004). A topic that is not in the tree says all.
    public func information(of topic: String) -> Double { information[topic] ?? 1 }

    /// How near two topics are, 0…1: twice what the most telling topic above both says, by what both say (Lin 1998).
    public func likeness(_ a: String, _ b: String) -> Double {
        guard a != b else { return 1 }
        guard let first = ancestors[a], let second = ancestors[b] else { return 0 }
        let common = first.intersection(second).map { information(of: $0) }.max() ?? 0
        let both = information(of: a) + information(of: b)
        return both > 0 ? min(1, max(0, 2 * common / both)) : 0
    }

    /// How much two sets of topics overlap, 0…1: for each topic the nearest of the other set, the mean of each side,
    /// and of both sides (best-match average, as for sets of gene functions: Pesquita et al. 2008). Nil when a set is
    /// empty.
    public func overlap(_ a: Set<String>, _ b: Set<String>) -> Double? {
        guard !a.isEmpty, !b.isEmpty else { return nil }
        return (share(of: a, in: b) + share(of: b, in: a)) / 2
    }

    /// In a fixed order, so that the sum is the same to the last bit each time.
    private func share(of topics: Set<String>, in others: Set<String>) -> Double {
        topics.sorted().reduce(0) { sum, topic in sum + (others.map { likeness(topic, $0) }.max() ?? 0) }
            / Double(topics.count)
    }
}
