/// Random words, the same for the same seed.
struct WordSource {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 2_654_435_761 &+ 12_345 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) ^ (state >> 12)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// A number below `limit`, small ones more often.
    mutating func small(below limit: Int) -> Int { below(below(below(limit) + 1) + 1) }

    /// A text of words by number, common ones more often.
    mutating func text(words: Int, of vocabulary: Int) -> [Int] { (0..<words).map { _ in small(below: vocabulary) } }

    /// A word that no stemmer changes.
    static func word(_ number: Int) -> String {
        var (rest, word) = (number, "")
        repeat {
            word += ["ba", "du", "fo", "gi", "ka", "lu", "mo", "ni", "ra", "zu"][rest % 10]
            rest /= 10
        } while rest > 0
        return "x" + word + "kt"
    }

    static func written(_ words: [Int]) -> String { words.map(word).joined(separator: " ") }
}
