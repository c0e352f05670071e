import Text

/// Reads texts into terms of one space. It keeps stemmers and what they have found, so it belongs to one thread.
public final class TermReader {
    private let tokeniser = Tokeniser()
    private let table: NameTable

    init(_ table: NameTable) { self.table = table }

    /// The terms of a text in parts (title, abstract, keywords, statements), which all count the same. Stop words are
    /// left out.
    public func counts(of parts: [String]) -> TermCounts {
        TermCounts(tally(of: parts), in: table, isQuestion: false)
    }

    /// The same for a question: terms that no text has are not remembered.
    public func question(of parts: [String]) -> TermCounts {
        TermCounts(tally(of: parts), in: table, isQuestion: true)
    }

    private func tally(of parts: [String]) -> [String: Int] {
        var tally: [String: Int] = [:]
        // Together, so that the language of a short title is that of its abstract.
        for word in tokeniser.words(of: parts.joined(separator: "\n")) where !word.isStop {
            tally[word.stem, default: 0] += 1
        }
        return tally
    }
}
