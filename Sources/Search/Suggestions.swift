import Text

/// A title that completes what was typed.
public struct Suggestion: Sendable, Equatable {
    public let key: String
    public let title: String
    public let weight: UInt32
    public init(key: String, title: String, weight: UInt32) {
        (self.key, self.title, self.weight) = (key, title, weight)
    }
}

extension Snapshot {
    /// Titles in which each typed word begins a word, the weightiest first, then by title, then by key. Words beyond a
    /// title's first eight begin none. Empty for a text without letters.
    public func suggestions(
        for typed: String, limit: Int = 10, reader: Reader = .everything, filters: [Filter] = []
    ) throws -> [Suggestion] {
        let words = folded(String(decoding: typed.utf8.prefix(256), as: UTF8.self)).split(separator: " ")
            .map(String.init)
        guard limit > 0, let longest = words.max(by: { $0.utf8.count < $1.utf8.count }) else { return [] }
        let sight = Sight(self, reader)
        var best: [Suggestion] = []
        for (index, view) in views.enumerated() {
            let filter = try SegmentFilter(view, layout, sees: sight.classes[index], filters: filters)
            let allowed = filter.all(documentCount: view.segment.documentCount)
            let table = view.segment.titles
            var seen = Set<UInt32>()
            for entry in longest.withBytes({ table.range(prefix: $0) }) {
                let document = table.entryDocument[entry]
                let weight = table.weights[Int(document)]
                guard allowed.contains(Int(document)), best.count < limit || weight >= (best.last?.weight ?? 0),
                    words.count == 1 || Self.begins(table.folded[Int(document)], words),
                    seen.insert(document).inserted
                else { continue }
                Self.insert(
                    Suggestion(
                        key: view.segment.keys[Int(document)].string, title: table.titles[Int(document)].string,
                        weight: weight), into: &best, limit)
            }
        }
        return best
    }

    /// Whether each typed word begins a word of the title.
    private static func begins(_ title: Bytes, _ words: [String]) -> Bool {
        words.allSatisfy { word in
            word.withBytes { word in
                var start = 0
                while start + word.count <= title.count {
                    if Bytes(rebasing: title[start...]).starts(with: word) { return true }
                    guard let space = title[start...].firstIndex(of: 32) else { return false }
                    start = space + 1
                }
                return false
            }
        }
    }

    private static func insert(_ suggestion: Suggestion, into best: inout [Suggestion], _ limit: Int) {
        let place = best.firstIndex { other in
            if other.weight != suggestion.weight { return other.weight < suggestion.weight }
            if other.title != suggestion.title { return other.title > suggestion.title }
            return other.key > suggestion.key
        }
        best.insert(suggestion, at: place ?? best.count)
        if best.count > limit { best.removeLast() }
    }
}

extension SegmentFilter {
    /// All documents of the segment that may be found.
    func all(documentCount: Int) -> Bitmap {
        let bitmap = Bitmap(capacity: documentCount)
        var start = 0
        while start < documentCount {
            let end = min(start + Evaluation.window, documentCount)
            fill(bitmap.words + start / 64, start: start, end: end, words: Evaluation.window / 64)
            start = end
        }
        return bitmap
    }
}
