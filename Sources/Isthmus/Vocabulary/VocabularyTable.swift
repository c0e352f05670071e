/// A vocabulary that the program carries inside itself: lines of fields between tabs, under the names of their columns.
struct VocabularyTable: Sendable {
    struct Line: Sendable {
        /// Counted from 1, the head included.
        let number: Int
        let fields: [String: String]
        subscript(_ column: String) -> String { fields[column] ?? "" }
    }
    let columns: [String]
    let lines: [Line]

    /// The embedded file of that name; no lines when there is none, which a test would notice.
    init(file: String) { self.init(text: Embedded.text(file) ?? "") }

    init(text: String) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let columns = Self.fields(lines.first ?? "")
        self.columns = columns
        self.lines = lines.enumerated().dropFirst().map { index, line in
            let pairs = zip(columns, Self.fields(line))
            return Line(number: index + 1, fields: Dictionary(pairs) { first, _ in first })
        }
    }

    private static func fields(_ line: String) -> [String] {
        line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
}
