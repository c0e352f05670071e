/// A condition on a facet's values.
public struct Filter: Sendable, Hashable {
    public enum Mode: Sendable, Hashable {
        /// One of the values, all of them, none of them.
        case any, all, none
    }
    public let facet: String
    public let values: [String]
    public let mode: Mode

    public init(_ facet: String, _ values: [String], mode: Mode = .any) {
        (self.facet, self.values, self.mode) = (facet, values, mode)
    }
}

/// What a search may find in one segment: what the reader may see, what the filters leave, what is not removed.
struct SegmentFilter {
    private let seen: Bitmap?
    private let conditions: [Condition]
    private let removed: DocumentSet
    private let isImpossible: Bool

    fileprivate struct Condition {
        let mode: Filter.Mode
        /// A value that no document of the segment has is nil.
        let bitmaps: [Bitmap?]
    }

    /// Throws `IndexFault.unknownField` for a facet that the layout does not have.
    init(_ view: Snapshot.View, _ layout: Layout, sees: [Bool], filters: [Filter]) throws {
        removed = view.removed
        seen = view.segment.documents(seenBy: sees)
        isImpossible = !sees.contains(true)
        conditions = try filters.map { filter in
            guard let facet = layout.facet(filter.facet) else { throw IndexFault.unknownField(filter.facet) }
            return Condition(
                mode: filter.mode, bitmaps: filter.values.map { view.segment.documents(facet: facet, value: $0) })
        }
    }

    /// Whether so little may be left that looking up each document can pay.
    var isSelective: Bool { seen != nil || !conditions.isEmpty }

    /// Sets the bits of the window's documents that may be found.
    func fill(_ bits: UnsafeMutablePointer<UInt64>, start: Int, end: Int, words: Int) {
        let first = start >> 6
        guard !isImpossible else {
            bits.update(repeating: 0, count: words)
            return
        }
        let full = (end - start) >> 6
        bits.update(repeating: .max, count: full)
        if full < words {
            (bits + full).update(repeating: 0, count: words - full)
            bits[full] = (1 << UInt64((end - start) & 63)) &- 1
        }
        if let seen { for word in 0..<words { bits[word] &= seen.words[first + word] } }
        for condition in conditions { condition.apply(to: bits, first: first, words: words) }
        removed.subtract(from: bits, start: start, words: words)
    }
}

extension SegmentFilter.Condition {
    fileprivate func apply(to bits: UnsafeMutablePointer<UInt64>, first: Int, words: Int) {
        for word in 0..<words {
            var either: UInt64 = 0
            var every = UInt64.max
            for bitmap in bitmaps {
                let value = bitmap?.words[first + word] ?? 0
                either |= value
                every &= value
            }
            switch mode {
            case .any: bits[word] &= either
            case .all: bits[word] &= every
            case .none: bits[word] &= ~either
            }
        }
    }
}

/// Sees whether a document of one segment has the plan's phrases, and none it must not have.
struct PhraseCheck {
    private let segment: Segment
    private let wanted: [[Set<UInt32>]]
    private let unwanted: [[Set<UInt32>]]

    init(_ plan: Plan, _ segment: Segment, _ number: Int) {
        self.segment = segment
        let numbers: (Plan.Phrase) -> [Set<UInt32>] = { phrase in
            phrase.words.map { word in
                Set(word.compactMap { $0.numbers[number] >= 0 ? UInt32($0.numbers[number]) : nil })
            }
        }
        wanted = plan.phrases.map(numbers)
        unwanted = plan.excludedPhrases.map(numbers)
        isEmpty = wanted.isEmpty && unwanted.isEmpty
    }

    /// There is nothing to see to.
    let isEmpty: Bool

    func accepts(_ document: Int) -> Bool {
        let passages = passages(of: document)
        return wanted.allSatisfy { phrase in passages.contains { Self.holds($0, phrase) } }
            && !unwanted.contains { phrase in passages.contains { Self.holds($0, phrase) } }
    }

    /// The terms of each passage in their order, without the wholes of compounds.
    private func passages(of document: Int) -> [[UInt32]] {
        var passages: [[UInt32]] = []
        var last = -1
        segment.forEachForm(of: document) { _, passage, form in
            if passage != last { passages.append([]) }
            last = passage
            if segment.formFlags[form] == 0 { passages[passages.count - 1].append(segment.formTerm[form]) }
        }
        return passages
    }

    private static func holds(_ passage: [UInt32], _ phrase: [Set<UInt32>]) -> Bool {
        guard !phrase.isEmpty, passage.count >= phrase.count else { return false }
        return (0...(passage.count - phrase.count)).contains { start in
            phrase.indices.allSatisfy { phrase[$0].contains(passage[start + $0]) }
        }
    }
}
