import Text

/// Where a topic stands in the whole: how deep, and which places it and everything below it take when the schemes are
/// read from top to bottom. What lies under a topic is what has a place between its own and its last.
struct TopicPlace: Sendable, Hashable, Codable {
    /// 1 for the top of a scheme; 0 where the scheme does not say.
    var level: Int
    var position: Int
    var lastPosition: Int

    /// Deeper trees are refused by the import.
    static let deepest = 20

    /// The places of all topics: schemes one after the other, FORD first; siblings in their scheme's order; behind them
    /// what has no known place.
    static func all(of topics: [Topic], in schemes: [TopicScheme]) -> [ID<Topic>: TopicPlace] {
        var places: [ID<Topic>: TopicPlace] = [:]
        let byScheme = Dictionary(grouping: topics, by: \.schemeID)
        var position = 0
        let first = schemes.filter { $0.id == TopicScheme.ford.id }
        let others = schemes.filter { $0.id != TopicScheme.ford.id }.sorted { $0.id < $1.id }
        for scheme in first + others {
            let keyed = (byScheme[scheme.id] ?? []).map { (key: sortKey($0, scheme.ordering), topic: $0) }
                .sorted { ($0.key, $0.topic.id) < ($1.key, $1.topic.id) }
            let children = Dictionary(grouping: keyed.map(\.topic), by: \.parentID)
            func place(_ topic: Topic, level: Int) {
                position += 1
                let own = position
                if level <= deepest {
                    for child in children[topic.id] ?? [] { place(child, level: level == 0 ? 0 : level + 1) }
                }
                places[topic.id] = TopicPlace(level: level, position: own, lastPosition: position)
            }
            let roots = children[ID<Topic>?.none] ?? []
            for root in roots where root.isPlaced { place(root, level: 1) }
            for root in roots where !root.isPlaced { place(root, level: 0) }
        }
        return places
    }

    private static func sortKey(_ topic: Topic, _ ordering: TopicScheme.Ordering) -> String {
        switch ordering {
        case .name: folded(topic.name.reading("en"))
        case .code:
            // Every number is given the same width, so that 2.10 follows 2.9.
            topic.code.split(separator: ".").map { part in
                String(repeating: "0", count: max(0, 8 - part.count)) + part
            }.joined(separator: ".")
        }
    }
}
