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
    /// Where lookups in rising order of documents have come to.
    private var probe: Int

    init(_ table: PostingTable, term: Int, weight: UInt32, group: Int, isRequired: Bool) {
        (self.term, self.weight, self.group, self.isRequired) = (term, weight, group, isRequired)
        let range = table.blockRange(term)
        (firstBlock, endBlock, count) = (range.lowerBound, range.upperBound, Int(table.counts[term]))
        (block, windowEnd, probe) = (firstBlock, firstBlock, firstBlock)
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
        probe = block
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

    /// The points of one document of the window, 0 when it does not have the term. Documents must come in rising order.
    @inline(__always) mutating func points(_ table: PostingTable, _ document: Int) -> UInt32 {
        while probe < windowEnd, Int(table.last[probe]) < document { probe += 1 }
        guard probe < windowEnd, Int(table.first[probe]) <= document else { return 0 }
        let block = table.block(probe, count: length(probe))
        let place = block.lowerBound(document)
        guard place < block.count, block.document(place) == document else { return 0 }
        return weight &* UInt32(block.impacts[place])
    }

    /// Lets lookups begin at the window's first document again.
    mutating func rewind() { probe = block }
}
