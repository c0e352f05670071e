/// Finds the best documents of one segment for a plan, window after window of 8,192 documents.
///
/// A window whose greatest possible score cannot come among the best is passed over. In the others the terms whose
/// greatest scores together cannot reach the threshold are left for last: only documents that the rest bring near are
/// looked up in them (MaxScore, Turtle and Flood 1995, with bounds per block as in block-max WAND, Ding and Suel 2011).
/// Scores are sums of whole numbers, so the result is exactly that of scoring every document.
struct Evaluation {
    static let window = 8_192
    private static let words = window / 64
    private static let stretch = 32
    /// Looking up one candidate costs about as much as reading so many postings in a row.
    private static let lookUpCost = 6

    private let segment: Segment
    private let number: Int
    private let table: PostingTable
    private let ties: Column<UInt32>
    private let cursors: UnsafeMutableBufferPointer<Cursor>
    private let excluded: UnsafeMutableBufferPointer<Cursor>
    private var requiredGroups: [Int] = []
    private let filter: SegmentFilter
    private let phrases: PhraseCheck
    private let points = UnsafeMutablePointer<UInt32>.allocate(capacity: Evaluation.window)
    private let mask = UnsafeMutablePointer<UInt64>.allocate(capacity: Evaluation.words)
    private let found = UnsafeMutablePointer<UInt64>.allocate(capacity: Evaluation.words)
    private let candidates = UnsafeMutablePointer<UInt16>.allocate(capacity: Evaluation.window)
    private var candidateCount = 0
    /// Nothing is passed over: every hit is counted.
    private let countsAll: Bool
    private var (start, end) = (0, 0)
    private var threshold: Int = 0

    init(_ plan: Plan, _ segment: Segment, number: Int, filter: SegmentFilter, countsAll: Bool) {
        (self.segment, self.number, self.filter, self.countsAll) = (segment, number, filter, countsAll)
        (table, ties) = (segment.postings, segment.ties)
        phrases = PhraseCheck(plan, segment, number)
        var cursors: [Cursor] = []
        for (index, group) in plan.groups.enumerated() {
            for alternative in group.alternatives where alternative.numbers[number] >= 0 {
                cursors.append(
                    Cursor(
                        table, term: Int(alternative.numbers[number]), weight: alternative.weight, group: index,
                        isRequired: group.isRequired))
            }
            if group.isRequired { requiredGroups.append(index) }
        }
        let excluded = plan.excluded.filter { $0.numbers[number] >= 0 }.map {
            Cursor(segment.postings, term: Int($0.numbers[number]), weight: 0, group: -1, isRequired: false)
        }
        self.cursors = .allocate(capacity: cursors.count)
        _ = self.cursors.initialize(from: cursors)
        self.excluded = .allocate(capacity: excluded.count)
        _ = self.excluded.initialize(from: excluded)
    }

    /// Puts what it finds among the best, and hands every hit to `tally` when all are counted. Only once.
    mutating func run(into best: inout TopHits, tally: (_ document: Int) -> Void) {
        defer {
            points.deallocate()
            mask.deallocate()
            found.deallocate()
            candidates.deallocate()
            cursors.deallocate()
            excluded.deallocate()
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

    /// Makes candidates of the documents of the mask.
    private mutating func takeMask() {
        var count = 0
        for word in 0..<Self.words {
            var rest = mask[word]
            while rest != 0 {
                candidates[count] = UInt16(truncatingIfNeeded: word << 6 + rest.trailingZeroBitCount)
                count += 1
                rest &= rest - 1
            }
        }
        candidateCount = count
    }

    /// Puts the candidates among the best.
    private mutating func offer(_ best: inout TopHits, _ tally: (Int) -> Void) {
        for index in 0..<candidateCount {
            let offset = Int(candidates[index])
            let score = points[offset]
            guard score > 0, Int(score) >= threshold, phrases.isEmpty || phrases.accepts(start + offset) else {
                continue
            }
            if countsAll { tally(start + offset) }
            best.push(score, tie: ties[start + offset], start + offset, number)
            if !countsAll { threshold = Int(best.threshold) }
        }
    }

    // MARK: One of the words will do

    private mutating func runAny(_ total: Int, _ best: inout TopHits, _ tally: (Int) -> Void) {
        // Bound and place in one number: the terms by rising bound.
        var active: [UInt64] = []
        for index in cursors.indices where cursors[index].isActive {
            active.append(UInt64(cursors[index].bound) << 24 | UInt64(index))
        }
        active.sort()
        let order = active.map { Int($0 & 0xFF_FFFF) }
        var idle = 0
        var idleBound = 0
        while idle < order.count, idleBound + cursors[order[idle]].bound < threshold {
            idleBound += cursors[order[idle]].bound
            idle += 1
        }
        let extent = order[idle...].reduce(0) { $0 + cursors[$1].extent }
        points.update(repeating: 0, count: Self.window)
        if filter.isSelective, count(mask) * Self.lookUpCost * (order.count - idle) < extent {
            // Few documents are allowed: each is looked up in every term.
            takeMask()
            (idle, idleBound) = (order.count, total)
        } else {
            let (points, threshold) = (points, threshold)
            for index in order[idle...] {
                let others = total - cursors[index].bound
                cursors[index].scan(table, start, end, passes: { $0 + others >= threshold }) { offset, gained in
                    points[offset] &+= gained
                }
            }
            collect(needed: UInt32(max(1, threshold - idleBound)))
        }
        for index in order[..<idle].reversed() {
            keepNear(idleBound)
            add(index)
            idleBound -= cursors[index].bound
        }
        offer(&best, tally)
    }

    /// Makes candidates of the allowed documents whose points so far are enough.
    private mutating func collect(needed: UInt32) {
        let length = end - start
        let (points, mask, candidates) = (points, mask, candidates)
        var count = 0
        var offset = 0
        while offset < length {
            // A loop of fixed length without a branch becomes vector instructions; most stretches have no candidate.
            var isAny: UInt32 = 0
            for place in offset..<(offset + Self.stretch) { isAny |= points[place] >= needed ? 1 : 0 }
            if isAny != 0 {
                for place in offset..<min(offset + Self.stretch, length) {
                    candidates[count] = UInt16(truncatingIfNeeded: place)
                    count += points[place] >= needed && mask[place >> 6] >> UInt64(place & 63) & 1 == 1 ? 1 : 0
                }
            }
            offset += Self.stretch
        }
        candidateCount = count
    }

    /// Drops the candidates that cannot come in with what is left.
    private mutating func keepNear(_ left: Int) {
        let needed = UInt32(max(0, threshold - left))
        guard needed > 0 else { return }
        let (points, candidates) = (points, candidates)
        var count = 0
        for index in 0..<candidateCount {
            let offset = candidates[index]
            candidates[count] = offset
            count += points[Int(offset)] >= needed ? 1 : 0
        }
        candidateCount = count
    }

    /// Adds a term's points to the candidates: by looking each up, or by reading the whole term where that is less.
    private func add(_ index: Int) {
        guard candidateCount > 0 else { return }
        if candidateCount * Self.lookUpCost < cursors[index].extent {
            cursors[index].look(table, start, candidates, candidateCount, points, nil)
        } else {
            let points = points
            cursors[index].scan(table, start, end, passes: { _ in true }) { offset, gained in points[offset] &+= gained
            }
        }
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
        takeMask()
        var left = 0
        for cursor in cursors where !cursor.isRequired { left += cursor.bound }
        for index in cursors.indices where !cursors[index].isRequired && cursors[index].isActive {
            keepNear(left)
            add(index)
            left -= cursors[index].bound
        }
        offer(&best, tally)
    }

    /// Keeps of the mask what has one of a group's terms, and adds its points. False when nothing is left.
    private mutating func narrow(to group: Int, _ extent: Int, _ total: Int) -> Bool {
        let (points, mask, found) = (points, mask, found)
        found.update(repeating: 0, count: Self.words)
        let threshold = threshold
        let looksUp = count(mask) * Self.lookUpCost < extent
        if looksUp { takeMask() }
        for index in cursors.indices where cursors[index].group == group && cursors[index].isActive {
            if looksUp {
                cursors[index].look(table, start, candidates, candidateCount, points, found)
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
