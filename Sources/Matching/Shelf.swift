/// A text in the space, with whose it is.
final class IndexedText: Sendable {
    let item: Int32
    let kind: Int32
    let owners: [Int32]
    let isPublic: Bool
    let counts: TermCounts
    let measured: MeasuredText

    init(item: Int32, kind: Int32, owners: [Int32], isPublic: Bool, counts: TermCounts, by calibration: Calibration) {
        (self.item, self.kind, self.owners, self.isPublic) = (item, kind, owners, isPublic)
        self.counts = counts
        measured = calibration.measured(counts)
    }

    func measuredAgain(by calibration: Calibration) -> IndexedText {
        IndexedText(item: item, kind: kind, owners: owners, isPublic: isPublic, counts: counts, by: calibration)
    }
}

/// Texts that came together, with their inverted lists. It is never changed: what is added later stands on another
/// shelf, and shelves of one size are joined when there are many (as in a log-structured merge tree, O'Neil et al.
/// 1996).
///
/// The list of a term holds its texts by falling weight, cut into blocks of 64, 128, 256 …, so that a question can take
/// the heaviest blocks of all its terms first and stop when the rest cannot matter (impact-ordered lists: Anh, de
/// Kretser and Moffat 2001).
final class Shelf: Sendable {
    static let firstBlock = 64

    let texts: [IndexedText]
    /// Whether everyone may see all of them.
    let isPublic: Bool
    /// Which of them everyone may see.
    let publicMask: [Bool]
    /// Numbers of the terms that stand in some text, rising.
    private let terms: [Int32]
    /// Where the blocks of a term begin, one more than terms.
    private let blockStarts: [Int32]
    /// Where the entries of a block begin, one more than blocks.
    let entryStarts: [Int32]
    /// The greatest weight in a block, which is its bound.
    let bounds: [Float]
    let members: [Int32]
    let weights: [Float]
    /// The terms of the texts once more, one text after the other: where few are computed in full they lie together.
    let forward: ForwardTerms
    /// Of the texts, for the score by words.
    let gains: [Float]
    let levels: [Float]
    private let owners: [Int32]
    private let ownerStarts: [Int32]
    private let owned: [Int32]
    /// The numbers of the items, rising, and where their texts stand.
    private let items: [Int32]
    private let itemPlaces: [Int32]

    init(_ texts: [IndexedText]) {
        self.texts = texts
        publicMask = texts.map(\.isPublic)
        isPublic = !publicMask.contains(false)
        forward = ForwardTerms(texts)
        gains = texts.map(\.measured.words.gain)
        levels = texts.map(\.measured.words.level)
        let lists = ImpactLists(texts)
        (terms, blockStarts, entryStarts) = (lists.terms, lists.blockStarts, lists.entryStarts)
        (bounds, members, weights) = (lists.bounds, lists.members, lists.weights)
        var pairs: [UInt64] = []
        for (index, text) in texts.enumerated() {
            for owner in text.owners { pairs.append(UInt64(UInt32(owner)) << 32 | UInt64(index)) }
        }
        pairs.sort()
        var owners: [Int32] = []
        var starts: [Int32] = []
        for (position, pair) in pairs.enumerated() where owners.last != Int32(pair >> 32) {
            owners.append(Int32(pair >> 32))
            starts.append(Int32(position))
        }
        self.owners = owners
        ownerStarts = starts + [Int32(pairs.count)]
        owned = pairs.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
        let order = texts.indices.sorted { texts[$0].item < texts[$1].item }
        items = order.map { texts[$0].item }
        itemPlaces = order.map { Int32($0) }
    }

    /// The blocks of a term, heaviest first.
    func blocks(of term: Int32) -> Range<Int> {
        guard let index = Self.index(of: term, in: terms) else { return 0..<0 }
        return Int(blockStarts[index])..<Int(blockStarts[index + 1])
    }

    /// Where the texts of an owner stand.
    func texts(of owner: Int32) -> ArraySlice<Int32> {
        guard let index = Self.index(of: owner, in: owners) else { return [] }
        return owned[Int(ownerStarts[index])..<Int(ownerStarts[index + 1])]
    }

    /// Where an item's text stands, nil when it is not on this shelf.
    func place(of item: Int32) -> Int? { Self.index(of: item, in: items).map { Int(itemPlaces[$0]) } }

    private static func index(of value: Int32, in sorted: [Int32]) -> Int? {
        guard let first = sorted.first, value >= first else { return nil }
        // Numbers are given one after the other, so on a large shelf one often stands where it would without gaps.
        let direct = Int(value - first)
        if direct < sorted.count, sorted[direct] == value { return direct }
        var (low, high) = (0, min(sorted.count, direct + 1))
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == value ? low : nil
    }
}

/// The terms and weights of many texts without a gap.
struct ForwardTerms: Sendable {
    let starts: [Int32]
    let terms: [Int32]
    let weights: [Float]

    init(_ texts: [IndexedText]) {
        var starts: [Int32] = [0]
        var terms: [Int32] = []
        var weights: [Float] = []
        for text in texts {
            terms += text.measured.vector.terms
            weights += text.measured.vector.weights
            starts.append(Int32(terms.count))
        }
        (self.starts, self.terms, self.weights) = (starts, terms, weights)
    }
}

/// The inverted lists of a shelf while they are made.
private struct ImpactLists {
    private(set) var terms: [Int32] = []
    private(set) var blockStarts: [Int32] = []
    private(set) var entryStarts: [Int32] = []
    private(set) var bounds: [Float] = []
    private(set) var members: [Int32] = []
    private(set) var weights: [Float] = []

    init(_ texts: [IndexedText]) {
        // A term and where in which text it stands, in one number each: sorted, the lists lie one after the other.
        var entries: [(term: Int32, key: UInt64)] = []
        entries.reserveCapacity(texts.reduce(0) { $0 + $1.measured.vector.terms.count })
        for (index, text) in texts.enumerated() {
            let vector = text.measured.vector
            for (term, weight) in zip(vector.terms, vector.weights) {
                // Weights are positive, so their bits rise with them; turned round, the heaviest come first.
                entries.append((term, UInt64(~weight.bitPattern) << 32 | UInt64(index)))
            }
        }
        let lists = Self.grouped(entries)
        members.reserveCapacity(entries.count)
        weights.reserveCapacity(entries.count)
        for list in lists { append(list.term, list.keys) }
        blockStarts.append(Int32(bounds.count))
        entryStarts.append(Int32(members.count))
    }

    /// The keys of each term, sorted.
    private static func grouped(_ entries: [(term: Int32, key: UInt64)]) -> [(term: Int32, keys: [UInt64])] {
        var lists: [Int32: [UInt64]] = [:]
        for entry in entries { lists[entry.term, default: []].append(entry.key) }
        return lists.keys.sorted().map { term in (term, (lists[term] ?? []).sorted()) }
    }

    private mutating func append(_ term: Int32, _ keys: [UInt64]) {
        terms.append(term)
        blockStarts.append(Int32(bounds.count))
        var start = 0
        var size = Shelf.firstBlock
        while start < keys.count {
            // A short last block would only cost time.
            let end = keys.count - start < size * 3 / 2 ? keys.count : start + size
            entryStarts.append(Int32(members.count))
            bounds.append(Self.weight(keys[start]))
            for key in keys[start..<end].sorted(by: { $0 & 0xffff_ffff < $1 & 0xffff_ffff }) {
                members.append(Int32(truncatingIfNeeded: key & 0xffff_ffff))
                weights.append(Self.weight(key))
            }
            (start, size) = (end, size * 2)
        }
    }

    private static func weight(_ key: UInt64) -> Float { Float(bitPattern: ~UInt32(truncatingIfNeeded: key >> 32)) }
}
