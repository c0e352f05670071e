import Foundation
import Interchange
import Text

/// What telling right from wrong by a threshold on a score came to.
struct ThresholdTrial: Sendable {
    struct Case: Sendable {
        let score: Double
        let isSame: Bool
    }

    private(set) var hits = 0
    private(set) var falseAlarms = 0
    private(set) var misses = 0
    private(set) var thresholds: [Double] = []

    var precision: Double { hits == 0 ? 0 : Double(hits) / Double(hits + falseAlarms) }
    var recall: Double { hits == 0 ? 0 : Double(hits) / Double(hits + misses) }
    var f1: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }

    /// One threshold for all cases.
    init(_ cases: [Case], threshold: Double) {
        thresholds = [threshold]
        count(cases[...], threshold)
    }

    /// Each fifth of the cases is judged by the threshold that is best on the other four; the fifths are added up. The
    /// cases are dealt out in turn, so the same file gives the same fifths.
    init(fiveFold cases: [Case]) {
        for fold in 0..<5 {
            let rest = cases.indices.filter { $0 % 5 != fold }.map { cases[$0] }
            let threshold = Self.best(rest)
            thresholds.append(threshold)
            count(cases.indices.filter { $0 % 5 == fold }.map { cases[$0] }[...], threshold)
        }
    }

    private mutating func count(_ cases: ArraySlice<Case>, _ threshold: Double) {
        for one in cases {
            switch (one.score >= threshold, one.isSame) {
            case (true, true): hits += 1
            case (true, false): falseAlarms += 1
            case (false, true): misses += 1
            case (false, false): break
            }
        }
    }

    /// The threshold with the highest F1, between two scores that occur.
    static func best(_ cases: [Case]) -> Double {
        let sorted = cases.sorted { $0.score > $1.score }
        let total = Double(sorted.count { $0.isSame })
        var (hits, best, threshold) = (0.0, 0.0, 0.5)
        for (place, one) in sorted.enumerated() {
            if one.isSame { hits += 1 }
            let next = place + 1 < sorted.count ? sorted[place + 1].score : 0
            guard next < one.score else { continue }
            let f1 = 2 * hits / (Double(place + 1) + total)
            if f1 > best { (best, threshold) = (f1, (one.score + next) / 2) }
        }
        return threshold
    }

    var line: String {
        let span =
            thresholds.min() == thresholds.max()
            ? (thresholds.first ?? 0).shown(3)
            : "\((thresholds.min() ?? 0).shown(3)) to \((thresholds.max() ?? 0).shown(3))"
        return "precision \(precision.shown(3)), recall \(recall.shown(3)), F1 \(f1.shown(3)) (threshold \(span))"
    }
}

/// A generator of the same numbers on every machine (Steele, Lea, Flood 2014: SplitMix64).
struct SteadyDice: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Pairs of names that people have judged.
enum NameCases {
    static func read(_ path: String) throws -> [(case: ThresholdTrial.Case, text: String)] {
        let reader = try CSVReader(try ByteSource(path: path))
        try reader.header.require(["schema", "name1", "name2", "is_match"])
        return try reader.all().map { record in
            let kind: NameKind = try record.text("schema") == "Person" ? .person : .organisation
            let (a, b) = (try record.text("name1"), try record.text("name2"))
            let comparison = NameComparison(a, b, kind: kind)
            let one = ThresholdTrial.Case(score: comparison.score, isSame: try record.text("is_match") == "true")
            return (one, "\(a) | \(b): \(comparison.score.shown(3)) \(comparison.reason)")
        }
    }
}
