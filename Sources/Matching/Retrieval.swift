/// A text found, on which shelf and where on it.
struct Finding: Sendable {
    let shelf: Int
    let index: Int
    /// The cosine of the terms, and the score by words made of it.
    let cosine: Float
    let score: Float
}

/// The texts of one shelf that are most like a question by words, exactly, without looking at all of them.
///
/// Blocks of the question's terms are added up in the order of what they can give at most. Now and then the lowest
/// score that can still be among the best is computed; once the texts that may reach it are few, only these are
/// computed in full. No text that belongs to the best is ever lost: a text's sum so far, plus the most that the blocks
/// not yet read can give it, is at least its cosine (the bound of Turtle and Flood 1995, over blocks by falling weight
/// as Anh and Moffat 2006 read them).
struct Retrieval {
    let shelf: Shelf
    let number: Int
    let question: Question
    /// Where false, the text is not to be seen; nil when all are.
    let mask: [Bool]?
    /// How many of the best are wanted.
    let wanted: Int
    /// Texts below this score are not needed.
    let least: Float

    /// Sums are made in another order than in the end; this is more than the difference.
    private static let slack: Float = 2e-5
    /// Computing one text in full costs about as much as reading so many entries; it only decides when to stop.
    var costOfOne = 150
    /// What a text that may not be seen starts with: it never comes near.
    private static let hidden: Float = -1e9

    private static let signs: UInt64 = 0x8000_0000_8000_0000

    /// A part of a term's list, and what it can give a text at most.
    private struct Block {
        let term: Int
        let block: Int
        let bound: Float
        /// The bound of the same term's next block, 0 at the end.
        let next: Float
    }

    /// The best texts, in no order, with some that only came near; when fewer than `wanted` share a term, all that do.
    func best() -> [Finding] {
        let blocks = orderedBlocks()
        guard !blocks.isEmpty else { return [] }
        var sums = mask?.map { $0 ? 0 : Self.hidden } ?? [Float](repeating: 0, count: shelf.texts.count)
        // What each term's first unread block can give.
        var open = [Float](repeating: 0, count: question.vector.terms.count)
        for block in blocks where open[block.term] == 0 { open[block.term] = block.bound }
        var unread = blocks.reduce(0) { $0 + length(of: $1) }
        var nextLook = unread / 3
        var floor = least
        for (position, block) in blocks.enumerated() {
            add(block, to: &sums)
            unread -= length(of: block)
            open[block.term] = block.next
            guard unread <= nextLook || unread == 0 else { continue }
            nextLook = unread / 3
            // To look costs about as much as to read one entry for each text.
            guard unread == 0 || unread > shelf.texts.count else { continue }
            let rest = position == blocks.count - 1 ? 0 : open.reduce(0, +)
            floor = max(floor, lowestOfBest(sums, above: floor))
            let most = unread == 0 ? Int.max : unread / max(1, costOfOne)
            if let candidates = reaching(floor, sums, rest, most: most) { return computed(candidates) }
        }
        return []
    }

    private func orderedBlocks() -> [Block] {
        var blocks: [Block] = []
        var keys: [UInt64] = []
        for (index, term) in question.vector.terms.enumerated() {
            let factor = question.vector.weights[index]
            let range = shelf.blocks(of: term)
            for block in range {
                let next = block + 1 < range.upperBound ? factor * shelf.bounds[block + 1] : 0
                let bound = factor * shelf.bounds[block]
                // Bounds are positive, so their bits rise with them; turned round, the heaviest come first.
                keys.append(UInt64(~bound.bitPattern) << 32 | UInt64(blocks.count))
                blocks.append(Block(term: index, block: block, bound: bound, next: next))
            }
        }
        keys.sort()
        return keys.map { blocks[Int($0 & 0xffff_ffff)] }
    }

    private func length(of block: Block) -> Int {
        Int(shelf.entryStarts[block.block + 1] - shelf.entryStarts[block.block])
    }

    private func add(_ block: Block, to sums: inout [Float]) {
        let (start, end) = (Int(shelf.entryStarts[block.block]), Int(shelf.entryStarts[block.block + 1]))
        let factor = question.vector.weights[block.term]
        sums.withUnsafeMutableBufferPointer { sums in
            shelf.members.withUnsafeBufferPointer { members in
                shelf.weights.withUnsafeBufferPointer { weights in
                    for entry in start..<end {
                        sums[Int(members[entry])] += factor * weights[entry]
                    }
                }
            }
        }
    }

    /// A score that `wanted` texts reach for certain, or -infinity when so many do not reach `floor`.
    private func lowestOfBest(_ sums: [Float], above floor: Float) -> Float {
        // A sixteenth of the texts says about where it is, which spares most of the others.
        let guess = Self.reached(by: wanted / 8 + 4, of: scores(sums, above: floor, step: 16))
        let best = Self.reached(by: wanted, of: scores(sums, above: max(floor, guess), step: 1))
        guard best == -.infinity, guess > floor else { return best }
        return Self.reached(by: wanted, of: scores(sums, above: floor, step: 1))
    }

    /// A value that `count` of the values reach, at most a thousandth of their range too low; -infinity when they are
    /// fewer.
    private static func reached(by count: Int, of values: [Float]) -> Float {
        guard values.count >= count, let lowest = values.min(), let highest = values.max() else { return -.infinity }
        guard highest > lowest else { return lowest }
        var tally = [Int32](repeating: 0, count: 1_024)
        let scale = 1_023 / (highest - lowest)
        for value in values { tally[Int((value - lowest) * scale)] += 1 }
        var sum = 0
        for step in stride(from: 1_023, through: 1, by: -1) {
            sum += Int(tally[step])
            // One step lower than the step says, for the rounding of the division.
            if sum >= count { return lowest + Float(step - 1) / scale }
        }
        return lowest
    }

    /// The least scores that the sums so far give, of one text in `step`; only those of at least `floor`.
    private func scores(_ sums: [Float], above floor: Float, step: Int) -> [Float] {
        var result: [Float] = []
        scan(sums, plus: -Self.slack, reaching: floor, step: step) { index, score in
            if sums[index] > 0 { result.append(score) }
            return true
        }
        return result
    }

    /// The texts whose score may reach `floor` when the unread blocks give them `rest`; nil when they are more than
    /// `most`.
    private func reaching(_ floor: Float, _ sums: [Float], _ rest: Float, most: Int) -> [Int]? {
        var result: [Int] = []
        scan(sums, plus: rest + Self.slack, reaching: floor, step: 1) { index, _ in
            if sums[index] > 0 || rest > 0 && sums[index] == 0 { result.append(index) }
            return result.count <= most
        }
        return result.count <= most ? result : nil
    }

    /// Hands on the texts whose score reaches `floor` when `bonus` is added to their sums: eight at a time, of eight
    /// times `step` the first eight. Ends when `body` says false.
    @inline(__always)
    private func scan(
        _ sums: [Float], plus bonus: Float, reaching floor: Float, step: Int, _ body: (Int, Float) -> Bool
    ) {
        let (gain, level) = (question.text.words.gain, question.text.words.level)
        sums.withUnsafeBytes { sums in
            shelf.gains.withUnsafeBytes { gains in
                shelf.levels.withUnsafeBytes { levels in
                    let count = sums.count / 4
                    var index = 0
                    while index + 8 <= count {
                        let values = sums.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self) + bonus
                        let scores =
                            0.5
                            * (values * (gains.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self) + gain)
                                - (levels.loadUnaligned(fromByteOffset: index * 4, as: SIMD8<Float>.self) + level))
                        // All eight comparisons at once, by the signs of the differences.
                        let signs = unsafeBitCast(scores - floor, to: SIMD4<UInt64>.self)
                        if signs.x & signs.y & signs.z & signs.w & Self.signs != Self.signs {
                            for lane in 0..<8 where scores[lane] >= floor {
                                guard body(index + lane, scores[lane]) else { return }
                            }
                        }
                        index += 8 * step
                    }
                    for index in (count / 8 * 8)..<count {
                        let value = sums.load(fromByteOffset: index * 4, as: Float.self) + bonus
                        let score = question.wordScore(value, shelf.gains[index], shelf.levels[index])
                        guard score < floor || body(index, score) else { return }
                    }
                }
            }
        }
    }

    private func computed(_ candidates: [Int]) -> [Finding] {
        let cosines = question.probe.cosines(candidates, in: shelf.forward)
        return zip(candidates, cosines).compactMap { index, cosine in
            guard cosine > 0 else { return nil }
            let score = question.wordScore(cosine, shelf.gains[index], shelf.levels[index])
            return Finding(shelf: number, index: index, cosine: cosine, score: score)
        }
    }
}
