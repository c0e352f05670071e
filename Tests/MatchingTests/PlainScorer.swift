import Foundation

/// The method written down a second time as plainly as possible, in doubles and dictionaries, to compare with.
struct PlainScorer {
    let texts: [(id: String, owners: [String], words: [Int])]
    private let frequency: [Int: Int]
    private let vectors: [[Int: Double]]
    private let standings: [(mean: Double, deviation: Double)]
    private let least: Double

    init(_ texts: [(id: String, owners: [String], words: [Int])]) {
        self.texts = texts
        var frequency: [Int: Int] = [:]
        for text in texts { for word in Set(text.words) { frequency[word, default: 0] += 1 } }
        self.frequency = frequency
        let vectors = texts.map { Self.vector($0.words, frequency, texts.count) }
        self.vectors = vectors
        let own = vectors.map { Self.standing($0, vectors) }
        let least = own.map(\.deviation).sorted()[own.count / 2] / 2
        self.least = least
        standings = own.map { ($0.mean, max($0.deviation, least)) }
    }

    private static func vector(_ words: [Int], _ frequency: [Int: Int], _ total: Int) -> [Int: Double] {
        var counts: [Int: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        let weights = Dictionary(
            uniqueKeysWithValues: counts.map { word, count in
                (word, (1 + log(Double(count))) * log(Double(total + 1) / (Double(frequency[word] ?? 0) + 0.5)))
            })
        let length = weights.values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return weights.mapValues { $0 / length }
    }

    private static func cosine(_ a: [Int: Double], _ b: [Int: Double]) -> Double {
        a.reduce(0) { $0 + $1.value * (b[$1.key] ?? 0) }
    }

    private static func standing(_ vector: [Int: Double], _ others: [[Int: Double]]) -> (
        mean: Double, deviation: Double
    ) {
        let values = others.map { cosine(vector, $0) }.filter { $0 < 0.9999 }
        let mean = values.reduce(0, +) / Double(values.count)
        let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, square.squareRoot())
    }

    /// Of every text that shares a word, by its number.
    func scores(_ question: [Int]) -> [(text: Int, score: Double)] {
        let asked = Self.vector(question, frequency, texts.count)
        var own = Self.standing(asked, vectors)
        own.deviation = max(own.deviation, least)
        return texts.indices.compactMap { index in
            let cosine = Self.cosine(asked, vectors[index])
            guard !Set(question).isDisjoint(with: texts[index].words) else { return nil }
            let item = standings[index]
            return (index, ((cosine - own.mean) / own.deviation + (cosine - item.mean) / item.deviation) / 2)
        }
    }

    /// The whole method for owners: the `candidates` owners of the best texts, by all of their texts.
    func experts(_ question: [Int], candidates: Int) -> [(owner: String, score: Double)] {
        let asked = Self.vector(question, frequency, texts.count)
        var own = Self.standing(asked, vectors)
        own.deviation = max(own.deviation, least)
        var chosen: [String] = []
        for row in scores(question).sorted(by: { $0.score > $1.score }) {
            for owner in texts[row.text].owners.sorted() where !chosen.contains(owner) && chosen.count < candidates {
                chosen.append(owner)
            }
        }
        return chosen.map { owner in
            let scores = texts.indices.filter { texts[$0].owners.contains(owner) }.map { index in
                let cosine = Self.cosine(asked, vectors[index])
                let item = standings[index]
                return ((cosine - own.mean) / own.deviation + (cosine - item.mean) / item.deviation) / 2
            }.sorted(by: >)
            let weights = scores.indices.map { pow(0.85, Double($0)) }
            return (owner, zip(scores, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +))
        }.sorted { $0.score > $1.score }
    }
}
