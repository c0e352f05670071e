import ArgumentParser
import Foundation
import Matching

/// `isthmus bench expertise`: how fast those who know about a subject are found among many.
struct ExpertiseBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "expertise", abstract: "Ranks profiles for questions of 100 terms; milliseconds a question.")
    @Option(help: "How many profiles.") var profiles = 76_000
    @Option(help: "How many questions.") var questions = 400
    @Option(help: "How many of the best.") var top = 50
    @Option(help: "How often the questions are asked.") var runs = 3
    @Option(help: "From which the words are drawn.") var seed: UInt64 = 1

    func run() async throws {
        var clock = ContinuousClock.now
        func lap() -> String {
            defer { clock = .now }
            return (clock.duration(to: .now).milliseconds / 1_000).shown(1)
        }
        var source = ProfileSource(seed: seed)
        let space = TermSpace()
        let reader = space.reader()
        let items = (0..<profiles).map { index in
            TextItem(
                id: "p\(index)", kind: "profile", owners: ["e\(index)"], counts: reader.counts(of: [source.profile()]))
        }
        say("\(profiles) profiles read in \(lap()) s")
        space.update(put: items)
        say("put into the space in \(lap()) s")
        space.calibrate()
        say("idf, background and latent space made, all weighed anew in \(lap()) s")
        let snapshot = space.snapshot
        let asked = (0..<questions).map { _ in reader.question(of: [source.question(terms: 100)]) }
        say(
            "\(questions) questions of \(asked.map(\.count).min() ?? 0) to \(asked.map(\.count).max() ?? 0) terms, \(runs) runs"
        )
        var (ranked, everyone): ([Double], [Double]) = ([], [])
        let all = (0..<profiles).map { "e\($0)" }
        for _ in 0..<runs {
            for counts in asked {
                let start = ContinuousClock.now
                let found = snapshot.experts(for: snapshot.question(counts), top: top)
                ranked.append(start.duration(to: .now).milliseconds)
                guard found.count == top else { throw Complaint("Only \(found.count) were found.") }
            }
        }
        for counts in asked.prefix(20) {
            let start = ContinuousClock.now
            _ = snapshot.scores(of: all, for: snapshot.question(counts))
            everyone.append(start.duration(to: .now).milliseconds)
        }
        show("top \(top) with evidence", Sample(ranked))
        show("everyone, without index", Sample(everyone))
    }

    private func show(_ name: String, _ sample: Sample) {
        say(
            name.padded(28) + "p50 \(sample.median.shown(2)) ms, p95 \(sample.quantile(0.95).shown(2)) ms, p99 "
                + "\(sample.quantile(0.99).shown(2)) ms")
    }
}

/// Profiles of 45 to 75 words in English or Russian letters, drawn by Zipf's law, half of them from a subject.
private struct ProfileSource {
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
