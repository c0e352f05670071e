/// One term's postings in one segment, walked window by window.
struct Cursor {
    let term: Int
    let weight: UInt32
    let group: Int
    let isRequired: Bool
    private let firstBlock: Int
    private let endBlock: Int
    private let count: Int
    /// The blocks that overlap the present window.
    private(set) var block: Int
    private(set) var windowEnd: Int
    /// No document of the window earns more from this term.
    private(set) var bound: Int = 0

    init(_ table: PostingTable, term: Int, weight: UInt32, group: Int, isRequired: Bool) {
        (self.term, self.weight, self.group, self.isRequired) = (term, weight, group, isRequired)
        let range = table.blockRange(term)
        (firstBlock, endBlock, count) = (range.lowerBound, range.upperBound, Int(table.counts[term]))
        (block, windowEnd) = (firstBlock, firstBlock)
    }

    var isActive: Bool { block < windowEnd }
    /// About how many documents of the window have the term; never fewer than that.
    var extent: Int { (windowEnd - block) * PostingTable.blockLength }

    /// Goes to the window of documents from `start` to before `end`.
    @inline(__always) mutating func enter(_ table: PostingTable, _ start: Int, _ end: Int) {
        while block < endBlock, Int(table.last[block]) < start { block += 1 }
        var most: UInt8 = 0
        var next = block
        while next < endBlock, Int(table.first[next]) < end {
            most = max(most, table.greatest[next])
            next += 1
        }
        windowEnd = next
        bound = Int(weight) * Int(most)
    }

    @inline(__always) func length(_ index: Int) -> Int {
        min(PostingTable.blockLength, count - (index - firstBlock) * PostingTable.blockLength)
    }

    /// Hands out the window's documents, counted from `start`, with their points, block by block; blocks that `passes`
    /// refuses are left out.
    @inline(__always)
    func scan(
        _ table: PostingTable, _ start: Int, _ end: Int, passes: (_ greatest: Int) -> Bool,
        _ body: (_ offset: Int, _ points: UInt32) -> Void
    ) {
        for index in block..<windowEnd where passes(Int(weight) * Int(table.greatest[index])) {
            let block = table.block(index, count: length(index))
            let low = block.first >= start ? 0 : block.lowerBound(start)
            let high = Int(table.last[index]) < end ? block.count : block.lowerBound(end)
            guard low < high else { continue }
            let impacts = block.impacts
            if block.isWide {
                let documents = block.wide
                for place in low..<high { body(Int(documents[place]) - start, weight &* UInt32(impacts[place])) }
            } else {
                let documents = block.narrow
                let shift = block.first - start
                for place in low..<high { body(Int(documents[place]) + shift, weight &* UInt32(impacts[place])) }
            }
        }
    }

    /// Adds the points of those of the candidates that have the term, and marks them in `found` if there is one.
    /// Candidates are offsets from `start`, rising.
    @inline(__always)
    func look(
        _ table: PostingTable, _ start: Int, _ candidates: UnsafeMutablePointer<UInt16>, _ count: Int,
        _ points: UnsafeMutablePointer<UInt32>, _ found: UnsafeMutablePointer<UInt64>?
    ) {
        var index = block
        var place = 0
        var last = index < windowEnd ? Int(table.last[index]) : 0
        var current = index < windowEnd ? table.block(index, count: length(index)) : nil
        for candidate in 0..<count {
            let offset = Int(candidates[candidate])
            let document = start + offset
            if document > last {
                repeat {
                    index += 1
                    guard index < windowEnd else { return }
                    last = Int(table.last[index])
                } while document > last
                current = table.block(index, count: length(index))
                place = 0
            }
            guard let block = current, block.first <= document else { continue }
            place = block.lowerBound(document, from: place)
            if block.document(place) == document {
                points[offset] &+= weight &* UInt32(block.impacts[place])
                if let found { found[offset >> 6] |= 1 << UInt64(offset & 63) }
            }
        }
    }
}
