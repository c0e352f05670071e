import Text

/// What an import of topics would do, by step, and what in the file forbids it.
public struct TopicPlan: Sendable {
    public enum Step: Sendable {
        case scheme(from: TopicScheme?, to: TopicScheme)
        /// Parents stand before their children.
        case topic(from: Topic?, to: Topic)
        case crosswalk(Crosswalk)
    }

    public internal(set) var steps: [Step] = []
    public internal(set) var unchanged = 0
    /// With any of these nothing is written. At most a hundred, in the order of the file.
    public internal(set) var issues: [TopicTable.Issue]

    /// Where the file says something else than a person wrote: that stays.
    public internal(set) var kept: [TopicTable.Issue] = []

    public var isEmpty: Bool { steps.isEmpty }
    public var new: Int { steps.count { if case .topic(nil, _) = $0 { true } else { false } } }
    public var changed: Int { steps.count { if case .topic(.some, _) = $0 { true } else { false } } }
    public var newCrosswalks: Int { steps.count { if case .crosswalk = $0 { true } else { false } } }

    /// What is there before: the scheme with its topics, and the ids of all crosswalks.
    struct Standing: Sendable {
        var scheme: TopicScheme?
        var topics: [Topic] = []
        var crosswalks: Set<ID<Crosswalk>> = []
    }

    init(_ table: TopicTable, on standing: Standing, at now: Moment) {
        issues = table.issues
        let known = Dictionary(uniqueKeysWithValues: standing.topics.map { ($0.id, $0) })
        var wanted: [(line: TopicTable.Line, topic: Topic)] = []
        var lineByID: [ID<Topic>: Int] = [:]
        for line in table.lines {
            guard let id = Topic.id(table.scheme.id, code: line.code) else { continue }
            if let first = lineByID[id] {
                object(line.number, "code", "topic.import.doubled", ["code": line.code, "line": String(first)])
                continue
            }
            lineByID[id] = line.number
            wanted.append((line, merged(line, id: id, into: known[id], scheme: table.scheme, at: now)))
        }
        let parents = Self.parents(known, wanted.map(\.topic))
        let levels = wanted.map { checkedLevel($0.topic, parents, line: $0.line) }
        issues.sort { ($0.line ?? 0) < ($1.line ?? 0) }
        issues = Array(issues.prefix(TopicTable.mostIssues))
        guard issues.isEmpty else { return }
        planScheme(table.scheme, standing.scheme, at: now)
        let ordered = zip(levels, wanted.map(\.topic)).enumerated()
            .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element)
        for (_, topic) in ordered { plan(topic, known[topic.id], at: now) }
        guard table.scheme.id != TopicScheme.ford.id else { return }
        for (level, topic) in ordered where level <= 2 { planCrosswalk(topic, standing.crosswalks) }
    }

    private mutating func object(_ line: Int, _ field: String, _ key: String, _ values: [String: String]) {
        issues.append(.init(line: line, field: field, reason: .init(key, values)))
    }

    /// What the topic should be: what the file does not say stays as it is.
    private mutating func merged(
        _ line: TopicTable.Line, id: ID<Topic>, into known: Topic?, scheme: TopicScheme, at now: Moment
    ) -> Topic {
        var topic =
            known
            ?? Topic(
                id: id, schemeID: scheme.id, code: line.code, parentID: nil, isPlaced: false, name: [:],
                definition: [:],
                uri: nil, edited: [], version: 1, changedAt: now)
        switch line.parent {
        case .none: (topic.parentID, topic.isPlaced) = (nil, true)
        case .unknown: break
        // A code that cannot be an id is a parent nobody has, which the check of levels tells.
        case .code(let code): (topic.parentID, topic.isPlaced) = (Topic.id(scheme.id, code: code) ?? ID(code), true)
        }
        merge(line.name, "name", "label", line.number, topic.edited, into: &topic.name)
        merge(line.definition, "definition", "definition", line.number, topic.edited, into: &topic.definition)
        topic.uri = line.uri ?? topic.uri
        return topic
    }

    private mutating func merge(
        _ texts: Multilingual, _ field: String, _ column: String, _ line: Int, _ edited: [String],
        into own: inout Multilingual
    ) {
        for language in texts.languages where own[language] != texts[language] {
            if edited.contains("\(field).\(language)") {
                kept.append(.init(line: line, field: "\(column)_\(language)", reason: .init("topic.import.kept")))
            } else {
                own[language] = texts[language]
            }
        }
    }

    private static func parents(_ known: [ID<Topic>: Topic], _ wanted: [Topic]) -> [ID<Topic>: ID<Topic>?] {
        var parents = known.mapValues(\.parentID)
        for topic in wanted { parents.updateValue(topic.parentID, forKey: topic.id) }
        return parents
    }

    /// How many parents deep the topic stands, 1 at the top; complains about parents that do not exist and about loops.
    private mutating func checkedLevel(
        _ topic: Topic, _ parents: [ID<Topic>: ID<Topic>?], line: TopicTable.Line
    ) -> Int {
        if let parent = topic.parentID, parents[parent] == nil {
            var code = parent.text
            if case .code(let given) = line.parent { code = given }
            object(line.number, "parent", "topic.import.parent", ["code": code])
            return 1
        }
        var level = 1
        var above = topic.parentID
        while let parent = above {
            level += 1
            if parent == topic.id {
                object(line.number, "parent", "topic.import.loop", ["code": topic.code])
                return level
            }
            if level > TopicPlace.deepest {
                object(line.number, "parent", "topic.import.deep", ["max": String(TopicPlace.deepest)])
                return level
            }
            above = parents[parent] ?? nil
        }
        return level
    }

    private mutating func planScheme(_ wanted: TopicScheme, _ known: TopicScheme?, at now: Moment) {
        var scheme = wanted
        (scheme.version, scheme.changedAt) = (known?.version ?? 1, known?.changedAt ?? now)
        guard scheme != known else { return }
        if let known { (scheme.version, scheme.changedAt) = (known.version + 1, now) }
        steps.append(.scheme(from: known, to: scheme))
    }

    private mutating func plan(_ wanted: Topic, _ known: Topic?, at now: Moment) {
        guard wanted != known else {
            unchanged += 1
            return
        }
        var topic = wanted
        if let known { (topic.version, topic.changedAt) = (known.version + 1, now) }
        steps.append(.topic(from: known, to: topic))
    }

    /// EuroSciVoc's upper two levels are FORD's, under nearly the same titles.
    private mutating func planCrosswalk(_ topic: Topic, _ known: Set<ID<Crosswalk>>) {
        guard let counterpart = TopicTable.fordTitles[TopicTable.titleKey(topic.name["en"] ?? "")] else { return }
        let crosswalk = Crosswalk(from: topic.id, to: counterpart, kind: .exact)
        if !known.contains(crosswalk.id) { steps.append(.crosswalk(crosswalk)) }
    }
}

extension TopicTable {
    /// A title as schemes are compared by it.
    static func titleKey(_ title: String) -> String { folded(title) }
}
