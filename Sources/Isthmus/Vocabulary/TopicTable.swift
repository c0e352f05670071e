import Foundation
import Interchange

/// A file of topics as it was read: its lines with what is wrong in each.
public struct TopicTable: Sendable {
    public struct Line: Sendable, Equatable {
        /// Counted from 1, the head included.
        public let number: Int
        public let code: String
        public let parent: Parent
        public let name: Multilingual
        public let definition: Multilingual
        public let uri: String?
    }
    public enum Parent: Sendable, Equatable {
        case none
        /// The file says `?`: there is one, but nobody knows which.
        case unknown
        case code(String)
    }

    /// What is wrong at a place of the file.
    public struct Issue: Sendable, Hashable {
        /// Nil for what concerns the whole file.
        public let line: Int?
        /// The column; empty for the whole line.
        public let field: String
        public let reason: Problem.Reason
    }

    public let scheme: TopicScheme
    public internal(set) var lines: [Line] = []
    public internal(set) var issues: [Issue] = []

    /// At most this many issues are told of one file.
    static let mostIssues = 100
    /// Characters.
    static let longestName = 300
    static let longestDefinition = 10_000

    /// Reads a CSV file or sheet with the columns `code`, `parent`, `label_en`, and where it has them `uri`,
    /// `definition_en`, `label_ru`, … for any language. In `parent` stands a code, nothing or `0` for the top, `?` for
    /// unknown.
    public init(_ source: any RecordSource, scheme: TopicScheme) {
        self.scheme = scheme
        let columns = source.header.columns
        guard check(columns) else { return }
        let (records, faults) = source.sorted(faultLimit: Self.mostIssues)
        issues += faults.map { fault in
            Issue(line: fault.line, field: fault.field ?? "", reason: .init("interchange." + fault.key, fault.values))
        }
        let hasZero = records.contains { $0["code"] == "0" }
        for record in records { read(record.line, columns, hasZero: hasZero) { record[$0] ?? "" } }
    }

    /// Reads what the program carries.
    init(_ table: VocabularyTable, scheme: TopicScheme) {
        self.scheme = scheme
        guard check(table.columns) else { return }
        for line in table.lines { read(line.number, table.columns, hasZero: false) { line[$0] } }
    }

    /// The scheme that is always there.
    static let ford = TopicTable(VocabularyTable(file: "ford.tsv"), scheme: .ford)

    /// FORD's topics by folded English title, and by the titles under which other schemes carry the same fields.
    static let fordTitles: [String: ID<Topic>] = {
        var titles: [String: ID<Topic>] = [:]
        for line in VocabularyTable(file: "ford.tsv").lines {
            guard let id = Topic.id(TopicScheme.ford.id, code: line["code"]) else { continue }
            for title in [line["label_en"]] + line["also_en"].split(separator: ";").map(String.init) {
                titles[TopicTable.titleKey(title)] = id
            }
        }
        return titles
    }()

    private mutating func check(_ columns: [String]) -> Bool {
        for name in ["code", "parent", "label_en"] where !columns.contains(name) {
            issues.append(Issue(line: 1, field: name, reason: .init("topic.import.column", ["column": name])))
        }
        return issues.isEmpty
    }

    private mutating func read(_ number: Int, _ columns: [String], hasZero: Bool, _ value: (String) -> String) {
        let fields = Fields(Dictionary(columns.map { ($0, Given.text(value($0))) }) { first, _ in first })
        let code = fields.text("code", atLeast: 1, atMost: 30)
        let parent = fields.text("parent", atMost: 30)
        var name = Multilingual()
        var definition = Multilingual()
        for column in columns {
            if let language = Self.language(column, after: "label_") {
                let least = column == "label_en" ? 1 : 0
                name[language] = fields.text(column, atLeast: least, atMost: Self.longestName)
            } else if let language = Self.language(column, after: "definition_") {
                definition[language] = fields.text(column, atMost: Self.longestDefinition, lines: true)
            }
        }
        let uri = fields.optionalText("uri", nil, atMost: 500)
        if let uri, !uri.hasPrefix("http://"), !uri.hasPrefix("https://") {
            fields.complain("uri", "field.type.web")
        }
        if !code.isEmpty, Topic.id(scheme.id, code: code) == nil {
            fields.complain("code", "topic.import.code", ["code": code])
        }
        issues += fields.issues.map { Issue(line: number, field: $0.field, reason: $0.reason) }
        guard fields.issues.isEmpty else { return }
        let isTop = parent.isEmpty || (parent == "0" && !hasZero)
        let place: Parent = parent == "?" ? .unknown : isTop ? .none : .code(parent)
        lines.append(Line(number: number, code: code, parent: place, name: name, definition: definition, uri: uri))
    }

    private static func language(_ column: String, after prefix: String) -> String? {
        guard column.hasPrefix(prefix) else { return nil }
        let code = String(column.dropFirst(prefix.count))
        return Languages.isCode(code) ? code : nil
    }
}
