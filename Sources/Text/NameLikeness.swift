/// How alike two words of names are, and by what evidence.
public struct NameLikeness: Sendable, Equatable {
    /// What the likeness rests on, the best of several.
    public enum Evidence: String, Sendable {
        /// Letter by letter the same.
        case same
        /// The same word in another writing, by the usual transliteration.
        case transliteration
        /// Spelt as neighbours spell it, by the learnt transducer.
        case spelling
        /// A few letters off.
        case letters
        /// Sounds the same.
        case sound
        /// The same given name in another language.
        case otherLanguage
        /// A pet form of the other.
        case petForm
        /// The initial of the other.
        case initial
        /// The same thing in another language, or its abbreviation.
        case meaning
        /// Nothing speaks for it.
        case none
    }

    /// From 0 to 1.
    public let value: Double
    public let evidence: Evidence

    static let none = NameLikeness(value: 0, evidence: .none)

    /// The best of the kinds of evidence. The value is 1 for the same word, and falls with each letter that must be
    /// changed, learnt changes counting less than slips.
    ///
    /// - Parameter least: below this the value need not be exact, only below it.
    public static func of(_ left: NameToken, _ right: NameToken, least: Double = 0) -> NameLikeness {
        if left.text == right.text { return NameLikeness(value: 1, evidence: .same) }
        if left.isNumber || right.isNumber {
            return left.latin == right.latin ? NameLikeness(value: 1, evidence: .same) : none
        }
        if left.isInitial || right.isInitial { return initial(left, right) }
        if left.latin == right.latin, !left.latin.isEmpty {
            let evidence: Evidence = left.script == right.script ? .same : .transliteration
            return NameLikeness(value: left.script == right.script ? 0.995 : 0.99, evidence: evidence)
        }
        var best = spelt(left, right, least: least)
        if let kinship = Diminutive.kinship(left.kin, right.kin) {
            let kin =
                kinship == .otherLanguage
                ? NameLikeness(value: 0.96, evidence: .otherLanguage) : NameLikeness(value: 0.9, evidence: .petForm)
            if kin.value > best.value { best = kin }
        }
        return best
    }

    /// The best of edit distance, transducer and sound.
    private static func spelt(_ left: NameToken, _ right: NameToken, least: Double) -> NameLikeness {
        let (longer, shorter) = (
            max(left.latin.count, right.latin.count), min(left.latin.count, right.latin.count)
        )
        guard shorter > 0, longer <= 64, shorter * 5 >= longer * 2 - 5 else { return none }
        var best = none
        let distance = NameDistance.between(left.latin, right.latin)
        if distance < longer {
            best = NameLikeness(value: 1 - Double(distance) / Double(longer), evidence: .letters)
        }
        // What is spelt alike by habit is not wholly other letters.
        if least > 0, best.value < least - 0.35 { return none }
        let learnt = learnt(left, right, longer: longer, least: max(least, best.value))
        if learnt > best.value { best = NameLikeness(value: min(learnt, 0.985), evidence: .spelling) }
        if best.value < 0.84, longer - shorter <= 2, sound(left, right) {
            // The consonants agree; how much the vowels do is in the letters.
            let value = 0.44 + 0.5 * best.value
            if value > best.value { best = NameLikeness(value: value, evidence: .sound) }
        }
        return best
    }

    /// One less the transducer's cost per letter, in slips; the cheaper of both directions.
    private static func learnt(_ left: NameToken, _ right: NameToken, longer: Int, least: Double) -> Double {
        if left.script == .latin, right.script != .latin {
            return self.learnt(right, left, longer: longer, least: least)
        }
        let limit = Int(Double(longer * NameTransducer.slip) * (1 - max(0.5, least)))
        var cost = NameTransducer.shared.cost(of: left.symbols, as: right.latin, limit: limit) ?? limit
        if (left.script == .latin) == (right.script == .latin) {
            cost = min(cost, NameTransducer.shared.cost(of: right.symbols, as: left.latin, limit: cost) ?? cost)
        }
        return 1 - Double(cost) / Double(longer * NameTransducer.slip)
    }

    /// Whether both sound the same: a skeleton in common that says enough.
    private static func sound(_ left: NameToken, _ right: NameToken) -> Bool {
        left.skeletons.contains { $0.count >= 3 && right.skeletons.contains($0) }
    }

    private static func initial(_ left: NameToken, _ right: NameToken) -> NameLikeness {
        let (short, long) = left.isInitial ? (left, right) : (right, left)
        let begins: Bool
        if short.script == long.script {
            begins = short.text.first == long.text.first
        } else {
            begins = !short.latin.isEmpty && long.latin.starts(with: short.latin.prefix(1))
        }
        if begins { return NameLikeness(value: long.isInitial ? 0.95 : 0.9, evidence: .initial) }
        // `Ю.` is `Y.`, `J.` and `I.`; `Е.` is `E.`, `Y.` and `J.`.
        let sounds = Set(short.skeletons.compactMap(\.first)).intersection(long.skeletons.compactMap(\.first))
        return short.script != long.script && !sounds.isEmpty ? NameLikeness(value: 0.8, evidence: .initial) : none
    }
}

/// Letters to change, add, drop or swap with the neighbour (Damerau 1964, in the restricted form).
enum NameDistance {
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let (n, m) = (left.count, right.count)
        guard n > 0, m > 0 else { return max(n, m) }
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * (m + 1)) { cells in
            var before = UnsafeMutableBufferPointer(rebasing: cells[..<(m + 1)])
            var row = UnsafeMutableBufferPointer(rebasing: cells[(m + 1)..<(2 * m + 2)])
            var next = UnsafeMutableBufferPointer(rebasing: cells[(2 * m + 2)...])
            for place in 0...m { (row[place], before[place]) = (place, 0) }
            for i in 0..<n {
                next[0] = i + 1
                for j in 0..<m {
                    var cost = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
                    if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                        cost = min(cost, before[j - 1] + 1)
                    }
                    next[j + 1] = cost
                }
                (before, row, next) = (row, next, before)
            }
            return row[m]
        }
    }
}
