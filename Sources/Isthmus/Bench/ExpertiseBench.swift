import Foundation

/// Profiles of 45 to 75 words in English or Russian letters, drawn by Zipf's law, half of them from a subject.
struct ProfileSource {
    private var state: UInt64
    private static let words = 50_000
    private static let subjects = 400

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 31)) &* 0x9e37_79b9_7f4a_7c15 >> 16
    }
    private mutating func uniform() -> Double { Double(next() & 0xffff_ffff) / 4_294_967_296 }

    /// A rank by Zipf's law with exponent one, up to `limit`.
    private mutating func rank(_ limit: Int) -> Int {
        min(limit - 1, Int(exp(uniform() * log(Double(limit + 1)))) - 1)
    }

    mutating func profile() -> String { text(words: 45 + Int(next() % 31)).joined(separator: " ") }

    /// A text with so many different words.
    mutating func question(terms: Int) -> String {
        let (isRussian, subject) = (next() % 10 < 3, next() % UInt64(Self.subjects))
        var words: [String] = []
        var seen: Set<String> = []
        while words.count < terms {
            let word = word(isRussian, subject)
            if seen.insert(word).inserted { words.append(word) }
        }
        return words.joined(separator: " ")
    }

    private mutating func text(words: Int) -> [String] {
        let (isRussian, subject) = (next() % 10 < 3, next() % UInt64(Self.subjects))
        return (0..<words).map { _ in word(isRussian, subject) }
    }

    private mutating func word(_ isRussian: Bool, _ subject: UInt64) -> String {
        let rank = next() % 2 == 0 ? rank(Self.words) : Int(subject) * 97 % 1_000 + 100 * rank(400)
        return Self.spelled(rank, isRussian)
    }

    /// A word that is told apart from all others and has no ending a stemmer takes off.
    private static func spelled(_ rank: Int, _ isRussian: Bool) -> String {
        let consonants = Array(isRussian ? "бвгдзклмпр" : "bdfgklmprz")
        let vowels = Array(isRussian ? "ауоиэ" : "auoia")
        var (rest, word) = (rank, "")
        repeat {
            word.append(consonants[rest % 10])
            word.append(vowels[rest / 10 % 4])
            rest /= 40
        } while rest > 0
        return word + (isRussian ? "кт" : "kt")
    }
}
