/// What an import would do, or did: counts, what was repaired, and what stands in its way.
public struct ImportReport: Codable, Sendable, Equatable {
    public let kind: ImportKind
    public let files: [String]
    /// By kind of thing, in the order they were made.
    public var counts: [ImportCount] = []
    /// What was put right where that was certain, by the sentence that says how: the first places, and how many.
    public var repairs: [ImportRemark] = []
    /// What stands in the way: nothing is written while there is one.
    public var issues: [ImportIssue] = []
    /// Issues beyond the first hundred.
    public var furtherIssues = 0
    public var isCarriedOut = false
    public var seconds = 0.0

    public static let mostIssues = 100

    public init(kind: ImportKind, files: [String]) { (self.kind, self.files) = (kind, files) }

    public mutating func add(_ issue: ImportIssue) {
        if issues.count < Self.mostIssues { issues.append(issue) } else { furtherIssues += 1 }
    }

    /// Counts a repair; the first five places of each kind are kept.
    public mutating func repaired(_ key: String, at place: String, _ values: [String: String] = [:]) {
        guard let index = repairs.firstIndex(where: { $0.key == key }) else {
            return repairs.append(ImportRemark(key: key, values: values, count: 1, places: [place]))
        }
        repairs[index].count += 1
        // A place says something once.
        guard repairs[index].places.count < 5, !repairs[index].places.contains(place) else { return }
        repairs[index].places.append(place)
    }

    public var isChange: Bool { counts.contains { $0.new + $0.changed > 0 } }

    /// The report for people, a line each.
    public func lines(_ words: Words) -> [String] {
        var lines = counts.map { $0.line(words) }
        for remark in repairs {
            let places = remark.places.joined(separator: ", ")
            let more = remark.count > remark.places.count ? ", …" : ""
            lines.append("\(words(remark.key, remark.values)): \(words.number(remark.count)) (\(places)\(more))")
        }
        for issue in issues {
            let field = issue.field.isEmpty ? "" : ", \(issue.field)"
            let place = words("imports.at_line", ["line": String(issue.line)])
            lines.append("\(issue.file), \(place)\(field): \(words(issue.key, issue.values))")
        }
        if furtherIssues > 0 { lines.append(words("imports.further", ["count": words.number(furtherIssues)])) }
        return lines
    }
}

/// How many things of one kind were met, and what became of them.
public struct ImportCount: Codable, Sendable, Equatable {
    public let kind: String
    public var new = 0
    public var changed = 0
    public var unchanged = 0
    /// Differences that were left because people had edited the field by hand.
    public var left = 0
    /// Rows that said nothing new: doubles.
    public var dropped = 0

    public init(_ kind: String) { self.kind = kind }

    func line(_ words: Words) -> String {
        let numbers: [(key: String, count: Int)] = [
            ("imports.new", new), ("imports.changed", changed), ("imports.unchanged", unchanged),
            ("imports.left", left),
            ("imports.dropped", dropped),
        ]
        let always: Set<String> = ["imports.new", "imports.changed"]
        let shown = numbers.filter { $0.count > 0 || always.contains($0.key) }
        let parts = shown.map { words($0.key, ["count": words.number($0.count)]) }
        return words("imports.line.\(kind)") + ": " + parts.joined(separator: ", ")
    }
}

/// Something that was put right in several places.
public struct ImportRemark: Codable, Sendable, Equatable {
    public let key: String
    public let values: [String: String]
    public var count: Int
    /// `file:line`.
    public var places: [String]
}

/// Something wrong with a line of a file.
public struct ImportIssue: Codable, Sendable, Equatable {
    public let file: String
    public let line: Int
    public let field: String
    public let key: String
    public let values: [String: String]

    public init(file: String, line: Int, field: String, key: String, values: [String: String] = [:]) {
        (self.file, self.line, self.field, self.key, self.values) = (file, line, field, key, values)
    }
}

/// What can come in, and from which files.
public enum ImportKind: String, Codable, Sendable, CaseIterable {
    /// Research organisations as the ROR registry publishes them.
    case ror
    /// Projects, organisations and participations as CORDIS publishes them.
    case cordis
    /// Calls as the Union's portal publishes them.
    case calls
    /// A scheme of topics.
    case topics
    /// An office's own tables.
    case organisations, people
    /// An inventory: cooperation programmes, mobility schemes.
    case programmes, mobility
    /// Works written together, by pairs of countries and years.
    case coauthorship

    public static func refusalOfImport(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("imports.refused")
    }
}
