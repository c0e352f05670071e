import Search

/// Profiles for measuring search: 45 to 75 words, English and Russian mixed, words as frequent as Zipf's law has them
/// (exponent 1) over 50,000 stems of each language with inflections. The same number gives the same profile.
struct SearchBenchCorpus: Sendable {
    static let stems = 50_000
    static let layout = Search.Layout(fields: [Field("text", typicalLength: 60)], facets: ["country"])
    static let countries = 50

    /// Every word with every ending, one after the other: language, then rank, then ending.
    private let forms: [UInt8]
    private let offsets: [Int32]
    private let law: AliasTable
    private let seed: UInt64

    private static let endings = [["", "", "", "s", "ing", "ed"], ["", "а", "ы", "ов", "ами", "ой"]]
    private static let endingCount = 6

    init(seed: UInt64) {
        self.seed = seed
        law = AliasTable(weights: (1...Self.stems).map { 1 / Double($0) })
        let english = Self.made(
            "b br c d dr f g gr h k l m n p pl r s st t v", "a e i o u", "n r l m t d k p b g", seed)
        let russian = Self.made(
            "б в г д ж з к кр л м н п пр р с ст т тр ф х", "а е и о у", "н р л м т д к п б г", seed + 1)
        var (forms, offsets): ([UInt8], [Int32]) = ([], [0])
        for (language, words) in [english, russian].enumerated() {
            for word in words {
                for ending in Self.endings[language] {
                    forms += Array((word + ending).utf8)
                    offsets.append(Int32(forms.count))
                }
            }
        }
        (self.forms, self.offsets) = (forms, offsets)
    }

    /// Made-up words of two or three syllables, in an order shuffled by the seed.
    private static func made(_ onsets: String, _ vowels: String, _ codas: String, _ seed: UInt64) -> [String] {
        let codas = codas.split(separator: " ")
        var syllables: [String] = []
        for onset in onsets.split(separator: " ") {
            for vowel in vowels.split(separator: " ") { syllables.append(String(onset + vowel)) }
        }
        var words: [String] = []
        for index in 0..<stems {
            let (first, second) = (index % 100, index / 100 % 100)
            let middle = index / 10_000
            let third = middle == 0 ? "" : syllables[(middle * 37 + index) % 100]
            words.append(syllables[first] + syllables[second] + third + codas[(index / 7) % 10])
        }
        var numbers = SearchBenchNumbers(seed)
        words.shuffle(using: &numbers)
        return words
    }

    /// The bytes of a word of a rank, 0 the most frequent, with one of its endings.
    @inline(__always)
    private func word(_ rank: Int, isRussian: Bool, _ numbers: inout SearchBenchNumbers) -> ArraySlice<UInt8> {
        let ending = Int(numbers.next() % UInt64(Self.endingCount))
        let place = ((isRussian ? Self.stems : 0) + rank) * Self.endingCount + ending
        return forms[Int(offsets[place])..<Int(offsets[place + 1])]
    }

    func text(_ number: Int) -> String {
        var numbers = SearchBenchNumbers(seed &+ UInt64(number) &* 0x1_0001)
        let count = 45 + Int(numbers.next() % 31)
        let share = numbers.next() & 0xFFFF
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * 20)
        for _ in 0..<count {
            let isRussian = numbers.next() & 0xFFFF < share
            bytes += word(law.draw(&numbers), isRussian: isRussian, &numbers)
            bytes.append(32)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func document(_ number: Int, edition: Int = 0) -> Document {
        var numbers = SearchBenchNumbers(UInt64(number) ^ 0xC0FFEE)
        let draw = Double(numbers.next() >> 11) / Double(1 << 53)
        return Document(
            key: "p\(number)", passages: [.init("text", text(number + edition * 100_000_000))],
            facets: ["country": ["c\(Int(draw * draw * Double(Self.countries)))"]])
    }

    // MARK: Queries

    /// Words of ranks below `limit`, as often drawn as they occur.
    func words(_ count: Int, below limit: Int, from least: Int = 0, _ numbers: inout SearchBenchNumbers) -> String {
        var words: [String] = []
        while words.count < count {
            let rank = least > 0 ? least + Int(numbers.next() % UInt64(limit - least)) : law.draw(&numbers)
            guard rank < limit else { continue }
            words.append(String(decoding: word(rank, isRussian: numbers.next() & 1 == 0, &numbers), as: UTF8.self))
        }
        return words.joined(separator: " ")
    }
}

/// Numbers from a seed (SplitMix64, Steele, Lea and Flood 2014).
struct SearchBenchNumbers: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0xD134_2543_DE82_EF95 &+ 1 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// Draws numbers with given weights in constant time (Walker 1977, Vose 1991).
struct AliasTable: Sendable {
    private let chance: [Double]
    private let other: [Int]

    init(weights: [Double]) {
        let sum = weights.reduce(0, +)
        var scaled = weights.map { $0 * Double(weights.count) / sum }
        var other = Array(weights.indices)
        var small = scaled.indices.filter { scaled[$0] < 1 }
        var large = scaled.indices.filter { scaled[$0] >= 1 }
        while let low = small.popLast() {
            guard let high = large.last else { break }
            other[low] = high
            scaled[high] -= 1 - scaled[low]
            if scaled[high] < 1 {
                large.removeLast()
                small.append(high)
            }
        }
        (chance, self.other) = (scaled, other)
    }

    func draw(_ numbers: inout SearchBenchNumbers) -> Int {
        let index = Int(numbers.next() % UInt64(chance.count))
        return Double(numbers.next() >> 11) / Double(1 << 53) < chance[index] ? index : other[index]
    }
}
