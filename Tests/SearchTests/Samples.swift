import Foundation
import Search
import Text

/// Numbers that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct Dice: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// Small collections for properties.
enum Sample {
    static let layout = Layout(
        fields: [Field("title", weight: 3, typicalLength: 4), Field("text", typicalLength: 10, lengthPenalty: 0.6)],
        facets: ["country", "topic"])
    static let classes = ["public", "members", "office"]

    /// A word of a small vocabulary, low numbers more often. The digit keeps it from being stemmed.
    static func word(_ dice: inout Dice) -> String {
        let number = min(Int.random(in: 0..<40, using: &dice), Int.random(in: 0..<40, using: &dice))
        return ["ab", "ac", "bd"][number % 3] + String(number)
    }

    static func document(_ number: Int, _ dice: inout Dice) -> Document {
        func text(_ count: Int) -> String { (0..<count).map { _ in word(&dice) }.joined(separator: " ") }
        let title = text(Int.random(in: 1...4, using: &dice))
        return Document(
            key: "d\(number)", visibility: classes[Int.random(in: 0..<3, using: &dice)],
            passages: [
                .init("title", title), .init("text", text(Int.random(in: 0...15, using: &dice))),
                .init("text", text(Int.random(in: 0...3, using: &dice))),
            ],
            facets: [
                "country": Bool.random(using: &dice) ? [["DE", "FR", "RU"].randomElement(using: &dice) ?? ""] : [],
                "topic": ["x", "y", "z"].filter { _ in Bool.random(using: &dice) },
            ],
            title: title, weight: UInt32.random(in: 0..<4, using: &dice))
    }

    static func documents(_ count: Int, _ dice: inout Dice) -> [Document] { (0..<count).map { document($0, &dice) } }

    /// An index of documents put in some at a time.
    static func index(_ documents: [Document], batch: Int = 7) throws -> SearchIndex {
        let index = SearchIndex(layout: layout)
        for start in stride(from: 0, to: documents.count, by: batch) {
            try index.apply(documents[start..<min(start + batch, documents.count)].map(Change.put))
        }
        return index
    }

    /// A query of words, now and then a prefix, a phrase, a word not wanted.
    static func query(_ dice: inout Dice, _ documents: [Document]) -> String {
        var parts = (0..<Int.random(in: 1...4, using: &dice)).map { _ in word(&dice) }
        if Int.random(in: 0..<4, using: &dice) == 0 {
            parts.append(["ab", "ac1", "bd2"].randomElement(using: &dice)! + "*")
        }
        if Int.random(in: 0..<4, using: &dice) == 0 { parts.append("-" + word(&dice)) }
        if Int.random(in: 0..<4, using: &dice) == 0, let document = documents.randomElement(using: &dice) {
            let words = document.passages[1].text.split(separator: " ")
            if words.count >= 2 {
                let start = Int.random(in: 0..<(words.count - 1), using: &dice)
                parts.append("\"\(words[start]) \(words[start + 1])\"")
            }
        }
        return parts.joined(separator: " ")
    }
}

/// What comes back, for comparison.
struct Found: Equatable {
    let key: String
    let score: Double
}

extension Answer {
    var found: [Found] { hits.map { Found(key: $0.key, score: $0.score) } }
}

/// Scores every document by the definition, word by word, without an index.
struct Exhaustive {
    let layout: Layout
    let documents: [Document]
    private let texts: [[(field: Int, words: [String])]]

    init(layout: Layout, documents: [Document]) {
        (self.layout, self.documents) = (layout, documents)
        let tokeniser = Tokeniser()
        texts = documents.map { document in
            document.passages.map { passage in
                let field = layout.fields.firstIndex { $0.name == passage.field }!
                return (field, tokeniser.words(of: passage.text).map(\.stem))
            }
        }
    }

    private struct Group {
        let terms: [(word: String, weight: Double)]
        let isRequired: Bool
    }

    private func impact(_ word: String, _ passages: [(field: Int, words: [String])]) -> Double {
        var frequency: Float = 0
        for (field, words) in passages {
            let length = passages.filter { $0.field == field }.reduce(0) { $0 + $1.words.count }
            let setting = layout.fields[field]
            let norm = 1 - setting.lengthPenalty + setting.lengthPenalty * Double(length) / setting.typicalLength
            for other in words where other == word { frequency += Float(setting.weight / norm) }
        }
        return frequency == 0 ? 0 : Double(max(1, (255 * frequency / (frequency + 1.2)).rounded()))
    }

    private func has(_ passages: [(field: Int, words: [String])], phrase: [String]) -> Bool {
        passages.contains { entry in
            entry.words.indices.contains { Array(entry.words[$0...].prefix(phrase.count)) == phrase }
        }
    }

    /// All hits in their order.
    func hits(_ query: String, mode: Query.Mode, tie: (String) -> UInt32) -> [Found] {
        func count(_ word: String) -> Int { texts.count { $0.contains { $0.words.contains(word) } } }
        let vocabulary = Set(texts.flatMap { $0.flatMap(\.words) })
        var (groups, phrases, excluded): ([Group], [[String]], [String]) = ([], [], [])
        var typed: [(words: [String], share: Double, isRequired: Bool, key: String)] = []
        let pieces = query.split(separator: "\"", omittingEmptySubsequences: false)
        for (place, piece) in pieces.enumerated() {
            let words = piece.split(separator: " ").map(String.init)
            if place % 2 == 1 {
                phrases.append(words)
                typed += words.map { ([$0], 1, true, $0) }
                continue
            }
            for word in words {
                if word.hasPrefix("-") {
                    excluded.append(String(word.dropFirst()))
                } else if word.hasSuffix("*") {
                    typed.append(
                        (vocabulary.filter { $0.hasPrefix(word.dropLast()) }.sorted(), 0.8, mode == .all, word))
                } else {
                    typed.append(([word], 1, mode == .all, word))
                }
            }
        }
        var seen: [String: (words: [String], share: Double, isRequired: Bool, times: Double)] = [:]
        for entry in typed {
            let known = seen[entry.key]
            seen[entry.key] = (
                entry.words, entry.share, entry.isRequired || known?.isRequired ?? false,
                min(3, (known?.times ?? 0) + 1)
            )
        }
        for entry in seen.values {
            let found = min(documents.count, entry.words.reduce(0) { $0 + count($1) })
            let rarity = log(1 + (Double(documents.count - found) + 0.5) / (Double(found) + 0.5))
            let weight = max(1, (rarity * 128 * entry.share * entry.times).rounded())
            groups.append(Group(terms: entry.words.map { ($0, weight) }, isRequired: entry.isRequired))
        }
        var hits: [(Found, UInt32)] = []
        for (document, passages) in zip(documents, texts) {
            let scores = groups.map { $0.terms.reduce(0) { $0 + $1.weight * impact($1.word, passages) } }
            let total = scores.reduce(0, +)
            guard total > 0, zip(groups, scores).allSatisfy({ !$0.isRequired || $1 > 0 }),
                phrases.allSatisfy({ has(passages, phrase: $0) }),
                !excluded.contains(where: { impact($0, passages) > 0 })
            else { continue }
            hits.append((Found(key: document.key, score: total / (255 * 128)), tie(document.key)))
        }
        return hits.sorted { $0.0.score != $1.0.score ? $0.0.score > $1.0.score : $0.1 < $1.1 }.map(\.0)
    }
}
