import Text

/// A stretch of a text that is shown: with or without a mark.
public struct Stretch: Sendable, Equatable {
    public let text: String
    public let isMarked: Bool
    public init(text: String, isMarked: Bool) { (self.text, self.isMarked) = (text, isMarked) }
}

/// Marks the words a query was found by.
public struct Highlighter: Sendable {
    private let stems: Set<String>

    /// Every word of the wanted clauses, through whatever it was found.
    public init(_ answer: Answer) { stems = Set(answer.plan.groups.flatMap { $0.alternatives.map(\.stem) }) }

    /// The bytes of the marked words in the text's UTF-8, in their order, not overlapping.
    public func ranges(in text: String, tokeniser: Tokeniser, language: Language? = nil) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for word in tokeniser.words(of: text, language: language) where stems.contains(word.stem) {
            if let last = ranges.last, word.range.lowerBound < last.upperBound { continue }
            ranges.append(word.range)
        }
        return ranges
    }

    /// The whole text, marked and unmarked stretches in turn.
    public func marked(_ text: String, tokeniser: Tokeniser, language: Language? = nil) -> [Stretch] {
        Self.stretches(of: text, 0..<text.utf8.count, ranges(in: text, tokeniser: tokeniser, language: language))
    }

    /// About `length` bytes of the text where most marked words stand together, from word to word, with an ellipsis
    /// where text is left out.
    public func excerpt(
        of text: String, length: Int, tokeniser: Tokeniser, language: Language? = nil
    ) -> [Stretch] {
        let count = text.utf8.count
        guard count > length else { return marked(text, tokeniser: tokeniser, language: language) }
        let words = tokeniser.words(of: text, language: language)
        let marks = words.filter { stems.contains($0.stem) }.map(\.range)
        var best = 0
        var most = -1
        for (index, mark) in marks.enumerated() {
            let inside = marks[index...].prefix { $0.upperBound <= mark.lowerBound + length }.count
            if inside > most { (best, most) = (mark.lowerBound, inside) }
        }
        let lead = min(best, length / 4)
        let start = words.last { $0.range.lowerBound <= best - lead }?.range.lowerBound ?? 0
        let end = words.last { $0.range.upperBound <= start + length }?.range.upperBound ?? min(count, best + length)
        var stretches = Self.stretches(
            of: text, start..<max(start, end), ranges(in: text, tokeniser: tokeniser, language: language))
        if start > 0 { stretches.insert(Stretch(text: "… ", isMarked: false), at: 0) }
        if end < count { stretches.append(Stretch(text: " …", isMarked: false)) }
        return stretches
    }

    private static func stretches(of text: String, _ bounds: Range<Int>, _ marks: [Range<Int>]) -> [Stretch] {
        var stretches: [Stretch] = []
        let bytes = Array(text.utf8)
        var place = bounds.lowerBound
        func add(_ range: Range<Int>, _ isMarked: Bool) {
            guard !range.isEmpty else { return }
            stretches.append(Stretch(text: String(decoding: bytes[range], as: UTF8.self), isMarked: isMarked))
        }
        for mark in marks where mark.lowerBound >= place && mark.upperBound <= bounds.upperBound {
            add(place..<mark.lowerBound, false)
            add(mark, true)
            place = mark.upperBound
        }
        add(place..<max(place, bounds.upperBound), false)
        return stretches
    }
}
