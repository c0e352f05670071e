/// Which documents have a term, and how much of the term's weight each earns.
///
/// The documents of a term stand in blocks of 128. A block knows its first and last document and its greatest impact,
/// so that a search passes over blocks that cannot change its result. Inside, documents are two bytes each, counted
/// from the block's first, or four bytes where the block spans more than 65,536; then one byte of impact each. That is
/// larger than packed bits and read several times as fast.
struct PostingTable: @unchecked Sendable {
    static let blockLength = 128

    /// For each term its first block; one more at the end.
    let blocks: Column<UInt32>
    /// For each term how many documents have it.
    let counts: Column<UInt32>
    let first: Column<UInt32>
    let last: Column<UInt32>
    let greatest: Column<UInt8>
    /// Where the block's data begin, in units of four bytes, times two; odd for wide blocks.
    let places: Column<UInt32>
    let data: Column<UInt8>

    init(_ reader: inout SectionReader, terms: Int) throws {
        blocks = try reader.column(count: terms + 1)
        counts = try reader.column(count: terms)
        let blockCount = Int(blocks[terms])
        first = try reader.column(count: blockCount)
        last = try reader.column(count: blockCount)
        greatest = try reader.column(count: blockCount)
        places = try reader.column(count: blockCount)
        data = try reader.column()
    }

    /// A block's content, read in place.
    struct Block {
        let base: UnsafePointer<UInt8>
        let isWide: Bool
        let first: Int
        let count: Int

        @inline(__always) var narrow: UnsafePointer<UInt16> {
            UnsafeRawPointer(base).assumingMemoryBound(to: UInt16.self)
        }
        @inline(__always) var wide: UnsafePointer<UInt32> {
            UnsafeRawPointer(base).assumingMemoryBound(to: UInt32.self)
        }
        @inline(__always) var impacts: UnsafePointer<UInt8> { base + (isWide ? count * 4 : (count * 2 + 3) & ~3) }
        @inline(__always) func document(_ index: Int) -> Int {
            isWide ? Int(wide[index]) : first + Int(narrow[index])
        }

        /// The place of the first document not before `document`, which is not after the last, from a place not after
        /// it: first in growing steps, then by halves.
        @inline(__always) func lowerBound(_ document: Int, from place: Int) -> Int {
            var low = place
            var step = 1
            while low + step < count, self.document(low + step) < document {
                low += step
                step <<= 1
            }
            var high = min(low + step, count - 1)
            while low < high {
                let middle = (low + high) >> 1
                if self.document(middle) < document { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// The place of the first document not before `document`.
        @inline(__always) func lowerBound(_ document: Int) -> Int {
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) >> 1
                if self.document(middle) < document { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }

    @inline(__always) func block(_ index: Int, count: Int) -> Block {
        let place = places[index]
        return Block(
            base: data.base + Int(place >> 1) * 4, isWide: place & 1 == 1, first: Int(first[index]), count: count)
    }

    @inline(__always) func blockRange(_ term: Int) -> Range<Int> { Int(blocks[term])..<Int(blocks[term + 1]) }

    /// Hands out all documents of a term with their impacts.
    @inline(__always) func forEach(_ term: Int, _ body: (_ document: Int, _ impact: UInt8) -> Void) {
        var left = Int(counts[term])
        for index in blockRange(term) {
            let block = block(index, count: min(left, Self.blockLength))
            left -= block.count
            let impacts = block.impacts
            for place in 0..<block.count { body(block.document(place), impacts[place]) }
        }
    }

    /// The impact of a term in a document; nil when the document does not have it.
    func impact(_ term: Int, in document: Int) -> UInt8? {
        let range = blockRange(term)
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) >> 1
            if Int(last[middle]) < document { low = middle + 1 } else { high = middle }
        }
        guard low < range.upperBound else { return nil }
        let before = (low - range.lowerBound) * Self.blockLength
        let block = block(low, count: min(Int(counts[term]) - before, Self.blockLength))
        let place = block.lowerBound(document)
        return place < block.count && block.document(place) == document ? block.impacts[place] : nil
    }
}

/// Postings being written, term after term.
final class PostingsBuffer {
    let blocks = Buffer<UInt32>([0])
    let counts = Buffer<UInt32>()
    let first = Buffer<UInt32>()
    let last = Buffer<UInt32>()
    let greatest = Buffer<UInt8>()
    let places = Buffer<UInt32>()
    let data: Buffer<UInt8>
    private let documents = UnsafeMutablePointer<UInt32>.allocate(capacity: PostingTable.blockLength)
    private let impacts = UnsafeMutablePointer<UInt8>.allocate(capacity: PostingTable.blockLength)
    private var held = 0
    private var total = 0

    init(bytes: Int = 1_024) { data = Buffer(capacity: bytes) }
    deinit {
        documents.deallocate()
        impacts.deallocate()
    }

    /// Adds a document to the term being written; they come in rising order.
    @inline(__always) func append(_ document: Int, _ impact: UInt8) {
        documents[held] = UInt32(truncatingIfNeeded: document)
        impacts[held] = impact
        held += 1
        if held == PostingTable.blockLength { flush() }
    }

    /// Whether the term being written has no document yet.
    var isTermEmpty: Bool { held == 0 && total == 0 }

    /// Ends a term.
    func endTerm() {
        if held > 0 { flush() }
        blocks.append(UInt32(first.count))
        counts.append(UInt32(total))
        total = 0
    }

    private func flush() {
        let start = documents[0]
        let isWide = documents[held - 1] - start > 0xFFFF
        first.append(start)
        last.append(documents[held - 1])
        places.append(UInt32(data.count / 4) << 1 | (isWide ? 1 : 0))
        var most: UInt8 = 0
        for index in 0..<held {
            most = max(most, impacts[index])
            let value = isWide ? documents[index] : documents[index] - start
            data.append(UInt8(truncatingIfNeeded: value))
            data.append(UInt8(truncatingIfNeeded: value >> 8))
            if isWide {
                data.append(UInt8(truncatingIfNeeded: value >> 16))
                data.append(UInt8(truncatingIfNeeded: value >> 24))
            }
        }
        while data.count & 3 != 0 { data.append(0) }
        greatest.append(most)
        data.append(impacts, held)
        while data.count & 3 != 0 { data.append(0) }
        total += held
        held = 0
    }
}
