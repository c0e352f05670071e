/// Documents of one segment by number, as bits; pages are shared between copies, so that marking one document in a
/// set of a million costs little.
struct DocumentSet: Sendable {
    static let pageWords = 64
    private var pages: [[UInt64]?]
    private(set) var count = 0

    /// An empty set of numbers below `capacity`.
    init(capacity: Int) { pages = [[UInt64]?](repeating: nil, count: (capacity + 4_095) >> 12) }

    var isEmpty: Bool { count == 0 }

    func contains(_ document: Int) -> Bool {
        guard let page = pages[document >> 12] else { return false }
        return page[document >> 6 & 63] >> UInt64(document & 63) & 1 == 1
    }

    mutating func insert(_ document: Int) {
        guard !contains(document) else { return }
        if pages[document >> 12] == nil { pages[document >> 12] = [UInt64](repeating: 0, count: Self.pageWords) }
        pages[document >> 12]?[document >> 6 & 63] |= 1 << UInt64(document & 63)
        count += 1
    }

    /// Takes these documents out of the bits of a window that begins at a multiple of 4,096.
    func subtract(from bits: UnsafeMutablePointer<UInt64>, start: Int, words: Int) {
        var page = start >> 12
        var word = 0
        while word < words, page < pages.count {
            if let bitsOfPage = pages[page] {
                for index in 0..<min(Self.pageWords, words - word) { bits[word + index] &= ~bitsOfPage[index] }
            }
            page += 1
            word += Self.pageWords
        }
    }

    /// All bits in a row, for the index file.
    func words(capacity: Int) -> [UInt64] {
        var words: [UInt64] = []
        for page in pages { words += page ?? [UInt64](repeating: 0, count: Self.pageWords) }
        return Array(words.prefix((capacity + 63) >> 6))
    }

    init(capacity: Int, words: [UInt64]) {
        self.init(capacity: capacity)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                let document = index << 6 + rest.trailingZeroBitCount
                if document < capacity { insert(document) }
                rest &= rest - 1
            }
        }
    }
}

/// Documents of one segment as one row of bits that does not change: a value of a facet, the documents of a class.
final class Bitmap: @unchecked Sendable {
    let words: UnsafeMutablePointer<UInt64>
    let wordCount: Int

    /// Empty, with room for whole pages behind the last document, so that windows need no check.
    init(capacity: Int) {
        wordCount = ((capacity + 8_191) >> 13) * 128
        words = .allocate(capacity: max(1, wordCount))
        words.initialize(repeating: 0, count: max(1, wordCount))
    }
    deinit { words.deallocate() }

    @inline(__always) func insert(_ document: Int) { words[document >> 6] |= 1 << UInt64(document & 63) }
    func contains(_ document: Int) -> Bool { words[document >> 6] >> UInt64(document & 63) & 1 == 1 }
}
