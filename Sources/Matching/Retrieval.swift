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
/// Blocks of the question's terms are added up in the order of what they can give at most. Now and then the lowest score
/// that can still be among the best is computed; once the texts that may reach it are few, only these are computed in
/// full. No text that belongs to the best is ever lost: a text's sum so far, plus the most that the blocks not yet read
/// can give it, is at least its cosine (the bound of Turtle and Flood 1995, over blocks by falling weight as Anh and
/// Moffat 2006 read them).
struct Retrieval {
    let shelf: Shelf
    let number: Int
    let question: Question
    /// Where false, the text is not to be seen; nil when all are.
    let mask: [Bool]?
    /// How many of the best are wanted.
    let wanted: Int

    /// Sums are made in another order than in the end; this is more than the difference.
    private static let slack: Float = 2e-5

    private struct Block {
        let bound: Float
        /// The bound of the same term's next block, 0 at the end.
        let next: Float
        let term: Int32
        let block: Int32
        let factor: Float
    }

    /// The best texts, in no order; when fewer than `wanted` share a term, all that do.
    /// - Parameter least: texts below this score are not needed.
    func best(least: Float) -> [Finding] {
        let blocks = orderedBlocks()
        guard !blocks.isEmpty else { return [] }
        var sums = [Float](repeating: 0, count: shelf.texts.count)
        // What each term's first unread block can give, and all terms together.
        var open = [Float](repeating: 0, count: question.vector.terms.count)
        for block in blocks where open[Int(block.term)] == 0 { open[Int(block.term)] = block.bound }
        let total = blocks.reduce(0) { $0 + length(of: $1) }
        var unread = total
        var nextLook = total * 2 / 3
        var floor = least
        for (position, block) in blocks.enumerated() {
            add(block, to: &sums)
            unread -= length(of: block)
            open[Int(block.term)] = block.next
            guard unread <= nextLook || position == blocks.count - 1 else { continue }
            nextLook = unread * 2 / 3
            let rest = position == blocks.count - 1 ? 0 : open.reduce(0, +)
            floor = max(floor, lowestOfBest(sums))
            let candidates = reaching(floor, sums, rest)
            // Computing one in full costs about as much as reading so many entries.
            if rest == 0 || candidates.count * 60 < unread { return computed(candidates) }
        }
        return []
    }

    private func orderedBlocks() -> [Block] {
        var blocks: [Block] = []
        for (index, term) in question.vector.terms.enumerated() {
            let factor = question.vector.weights[index]
            let range = shelf.blocks(of: term)
            for block in range {
                blocks.append(
                    Block(
                        bound: factor * shelf.bounds[block],
                        next: block + 1 < range.upperBound ? factor * shelf.bounds[block + 1] : 0, term: Int32(index),
                        block: Int32(block), factor: factor))
            }
        }
        return blocks.sorted { ($1.bound, $0.term, $0.block) < ($0.bound, $1.term, $1.block) }
    }

    private func length(of block: Block) -> Int {
        Int(shelf.entryStarts[Int(block.block) + 1] - shelf.entryStarts[Int(block.block)])
    }

    private func add(_ block: Block, to sums: inout [Float]) {
        let (start, end) = (Int(shelf.entryStarts[Int(block.block)]), Int(shelf.entryStarts[Int(block.block) + 1]))
        let factor = block.factor
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

    /// A score that `wanted` texts reach for certain: found by counting in 1,024 steps, so a little too low at most.
    private func lowestOfBest(_ sums: [Float]) -> Float {
        var scores: [Float] = []
        scores.reserveCapacity(sums.count)
        var (lowest, highest) = (Float.infinity, -Float.infinity)
        shelf.gains.withUnsafeBufferPointer { gains in
            shelf.levels.withUnsafeBufferPointer { levels in
                sums.withUnsafeBufferPointer { sums in
                    for index in 0..<sums.count where sums[index] > 0 {
                        if let mask, !mask[index] { continue }
                        let score = question.wordScore(sums[index] - Self.slack, gains[index], levels[index])
                        scores.append(score)
                        if score < lowest { lowest = score }
                        if score > highest { highest = score }
                    }
                }
            }
        }
        guard scores.count >= wanted, highest > lowest else { return scores.count >= wanted ? lowest : -.infinity }
        var tally = [Int32](repeating: 0, count: 1_024)
        let scale = 1_023 / (highest - lowest)
        for score in scores { tally[Int((score - lowest) * scale)] += 1 }
        var count = 0
        for step in stride(from: 1_023, through: 1, by: -1) {
            count += Int(tally[step])
            // One step lower than the step says, for the rounding of the division.
            if count >= wanted { return lowest + Float(step - 1) / scale }
        }
        return lowest
    }

    /// The texts whose score may reach `floor` when the unread blocks give them `rest`.
    private func reaching(_ floor: Float, _ sums: [Float], _ rest: Float) -> [Int] {
        var result: [Int] = []
        let bonus = rest + Self.slack
        shelf.gains.withUnsafeBufferPointer { gains in
            shelf.levels.withUnsafeBufferPointer { levels in
                sums.withUnsafeBufferPointer { sums in
                    for index in 0..<sums.count {
                        let sum = sums[index]
                        guard sum > 0 || rest > 0,
                            question.wordScore(sum + bonus, gains[index], levels[index]) >= floor
                        else { continue }
                        if let mask, !mask[index] { continue }
                        result.append(index)
                    }
                }
            }
        }
        return result
    }

    private func computed(_ candidates: [Int]) -> [Finding] {
        candidates.compactMap { index in
            let cosine = question.probe.cosine(shelf.texts[index].measured.vector)
            guard cosine > 0 else { return nil }
            let score = question.wordScore(cosine, shelf.gains[index], shelf.levels[index])
            return Finding(shelf: number, index: index, cosine: cosine, score: score)
        }
    }
}
