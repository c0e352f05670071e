/// Finds the best documents of one segment for a plan, window after window of 8,192 documents.
///
/// A window whose greatest possible score cannot come among the best is passed over. In the others the terms whose
/// greatest scores together cannot reach the threshold are left for last: only documents that the rest bring near are
/// looked up in them (MaxScore, Turtle and Flood 1995, with bounds per block as in block-max WAND, Ding and Suel 2011).
/// Scores are sums of whole numbers, so the result is exactly that of scoring every document.
struct Evaluation {
    static let window = 8_192
    private static let words = window / 64

    private let segment: Segment
    private let number: Int
    private let table: PostingTable
    private var cursors: [Cursor] = []
    private var excluded: [Cursor] = []
    private var requiredGroups: [Int] = []
    private let filter: SegmentFilter
    private let phrases: PhraseCheck
    private let points = UnsafeMutablePointer<UInt32>.allocate(capacity: Evaluation.window)
    private let mask = UnsafeMutablePointer<UInt64>.allocate(capacity: Evaluation.words)
    private let found = UnsafeMutablePointer<UInt64>.allocate(capacity: Evaluation.words)
    /// Nothing is passed over: every hit is counted.
    private let countsAll: Bool
    private var (start, end) = (0, 0)
    private var threshold: Int = 0

    init(_ plan: Plan, _ segment: Segment, number: Int, filter: SegmentFilter, countsAll: Bool) {
        (self.segment, self.number, self.filter, self.countsAll) = (segment, number, filter, countsAll)
        table = segment.postings
        phrases = PhraseCheck(plan, segment, number)
        for (index, group) in plan.groups.enumerated() {
            for alternative in group.alternatives where alternative.numbers[number] >= 0 {
                cursors.append(
                    Cursor(
                        table, term: Int(alternative.numbers[number]), weight: alternative.weight, group: index,
                        isRequired: group.isRequired))
            }
            if group.isRequired { requiredGroups.append(index) }
        }
        for alternative in plan.excluded where alternative.numbers[number] >= 0 {
            excluded.append(
                Cursor(table, term: Int(alternative.numbers[number]), weight: 0, group: -1, isRequired: false))
        }
    }

    /// Puts what it finds among the best, and hands every hit to `tally` when all are counted.
    mutating func run(into best: inout TopHits, tally: (_ document: Int) -> Void) {
        defer {
            points.deallocate()
            mask.deallocate()
            found.deallocate()
        }
        let groupsHere = Set(cursors.map(\.group))
        guard requiredGroups.allSatisfy(groupsHere.contains) else { return }
        while end < segment.documentCount {
            start = end
            end = min(start + Self.window, segment.documentCount)
            var total = 0
            for index in cursors.indices {
                cursors[index].enter(table, start, end)
                total += cursors[index].bound
            }
            threshold = countsAll ? 0 : Int(best.threshold)
            guard total > 0, total >= threshold, fillMask() else { continue }
            if requiredGroups.isEmpty {
                runAny(total, &best, tally)
            } else {
                runRequired(total, &best, tally)
            }
        }
    }

    /// What of the window may be found at all. False when that is nothing.
    private mutating func fillMask() -> Bool {
        filter.fill(mask, start: start, end: end, words: Self.words)
        for index in excluded.indices {
            excluded[index].enter(table, start, end)
            excluded[index].scan(table, start, end, passes: { _ in true }) { offset, _ in
                mask[offset >> 6] &= ~(1 << UInt64(offset & 63))
            }
        }
        for word in 0..<Self.words where mask[word] != 0 { return true }
        return false
    }

    private func count(_ bits: UnsafeMutablePointer<UInt64>) -> Int {
        var count = 0
        for word in 0..<Self.words { count += bits[word].nonzeroBitCount }
        return count
    }

    private mutating func offer(_ score: UInt32, _ offset: Int, _ best: inout TopHits, _ tally: (Int) -> Void) {
        let document = start + offset
        guard Int(score) >= threshold, phrases.accepts(document) else { return }
        if countsAll { tally(document) }
        best.push(score, document, number)
        if !countsAll { threshold = Int(best.threshold) }
    }

    // MARK: One of the words will do

    private mutating func runAny(_ total: Int, _ best: inout TopHits, _ tally: (Int) -> Void) {
        var active = cursors.indices.filter { cursors[$0].isActive }
        active.sort { cursors[$0].bound < cursors[$1].bound }
        var idle = 0
        var idleBound = 0
        while idle < active.count, idleBound + cursors[active[idle]].bound < threshold {
            idleBound += cursors[active[idle]].bound
            idle += 1
        }
        let extent = active[idle...].reduce(0) { $0 + cursors[$1].extent }
        if filter.isSelective, count(mask) * 8 * active.count < extent {
            lookUpMask(active, total, &best, tally)
            return
        }
        points.update(repeating: 0, count: Self.window)
        let (points, threshold) = (points, threshold)
        for index in active[idle...] {
            let others = total - cursors[index].bound
            cursors[index].scan(table, start, end, passes: { $0 + others >= threshold }) { offset, gained in
                points[offset] &+= gained
            }
        }
        collect(active[..<idle], idleBound, &best, tally)
    }

    /// Few documents are allowed: each is looked up in every term, the weightiest first.
    private mutating func lookUpMask(_ active: [Int], _ total: Int, _ best: inout TopHits, _ tally: (Int) -> Void) {
        for word in 0..<Self.words {
            var rest = mask[word]
            while rest != 0 {
                let offset = word << 6 + rest.trailingZeroBitCount
                rest &= rest - 1
                complete(0, offset, active[...], total, &best, tally)
            }
        }
    }

    /// Goes through what the gathered points bring near the threshold.
    private mutating func collect(
        _ idle: ArraySlice<Int>, _ idleBound: Int, _ best: inout TopHits, _ tally: (Int) -> Void
    ) {
        let length = end - start
        var offset = 0
        while offset < length {
            let needed = UInt32(max(1, threshold - idleBound))
            let eight = UnsafeRawPointer(points + offset).loadUnaligned(as: SIMD8<UInt32>.self)
            let reaches = eight .>= SIMD8(repeating: needed)
            if any(reaches) {
                for place in offset..<min(offset + 8, length)
                where points[place] >= needed && mask[place >> 6] >> UInt64(place & 63) & 1 == 1 {
                    complete(points[place], place, idle, idleBound, &best, tally)
                }
            }
            offset += 8
        }
    }

    /// Adds what the terms left for last give one document, as long as it can still come in.
    @inline(__always)
    private mutating func complete(
        _ gained: UInt32, _ offset: Int, _ idle: ArraySlice<Int>, _ idleBound: Int, _ best: inout TopHits,
        _ tally: (Int) -> Void
    ) {
        var score = gained
        var left = idleBound
        for index in idle.reversed() {
            guard Int(score) + left >= threshold else { return }
            left -= cursors[index].bound
            score &+= cursors[index].points(table, start + offset)
        }
        if score > 0 { offer(score, offset, &best, tally) }
    }

    // MARK: Every word is needed

    private mutating func runRequired(_ total: Int, _ best: inout TopHits, _ tally: (Int) -> Void) {
        var extents = [Int](repeating: 0, count: requiredGroups.count)
        for (place, group) in requiredGroups.enumerated() {
            for cursor in cursors where cursor.group == group { extents[place] += cursor.extent }
            if extents[place] == 0 { return }
        }
        points.update(repeating: 0, count: Self.window)
        for place in requiredGroups.indices.sorted(by: { extents[$0] < extents[$1] }) {
            guard narrow(to: requiredGroups[place], extents[place], total) else { return }
        }
        for index in cursors.indices where !cursors[index].isRequired && cursors[index].isActive {
            for word in 0..<Self.words {
                var rest = mask[word]
                while rest != 0 {
                    let offset = word << 6 + rest.trailingZeroBitCount
                    rest &= rest - 1
                    points[offset] &+= cursors[index].points(table, start + offset)
                }
            }
        }
        for word in 0..<Self.words {
            var rest = mask[word]
            while rest != 0 {
                let offset = word << 6 + rest.trailingZeroBitCount
                rest &= rest - 1
                offer(points[offset], offset, &best, tally)
            }
        }
    }

    /// Keeps of the mask what has one of a group's terms, and adds its points. False when nothing is left.
    private mutating func narrow(to group: Int, _ extent: Int, _ total: Int) -> Bool {
        let (points, mask, found) = (points, mask, found)
        found.update(repeating: 0, count: Self.words)
        let threshold = threshold
        let left = count(mask)
        for index in cursors.indices where cursors[index].group == group && cursors[index].isActive {
            if left * 6 < extent {
                for word in 0..<Self.words {
                    var rest = mask[word]
                    while rest != 0 {
                        let bit = rest & (0 &- rest)
                        let offset = word << 6 + rest.trailingZeroBitCount
                        rest &= rest - 1
                        let gained = cursors[index].points(table, start + offset)
                        if gained > 0 {
                            points[offset] &+= gained
                            found[word] |= bit
                        }
                    }
                }
            } else {
                let others = total - cursors[index].bound
                cursors[index].scan(table, start, end, passes: { $0 + others >= threshold }) { offset, gained in
                    let bit = mask[offset >> 6] >> UInt64(offset & 63) & 1
                    points[offset] &+= gained & (0 &- UInt32(truncatingIfNeeded: bit))
                    found[offset >> 6] |= bit << UInt64(offset & 63)
                }
            }
        }
        var isAny: UInt64 = 0
        for word in 0..<Self.words {
            mask[word] = found[word]
            isAny |= found[word]
        }
        return isAny != 0
    }
}
