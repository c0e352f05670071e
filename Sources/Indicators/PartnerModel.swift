import Foundation

/// How much each feature counts for a partnership to come: a linear score, learned from partnerships that came.
///
/// For every organisation that found new partners, the model gives each candidate of its shortlist the probability
///
///     p(c) = exp(w · x(c)) / Σ exp(w · x(c'))
///
/// and the weights are those under which the partners found are likeliest: conditional logistic regression (McFadden
/// 1974), with the new partners of one organisation sharing one vote (as in ListNet: Cao, Qin, Liu, Tsai and Li 2007)
/// and a ridge that keeps weights of features that say the same small (Hoerl and Kennard 1970). The sum is concave and
/// Newton's method finds its one maximum, so the same lessons give the same weights.
public struct PartnerModel: Sendable, Equatable {
    /// By `PartnerFeature`, for the features as they are. Only differences of scores within a shortlist mean anything.
    public let weights: [Double]

    public init(weights: [Double]) { self.weights = weights }

    /// Learned from Horizon 2020: from who was whose partner until 2015, the new partners of 2016, of 3,128
    /// organisations. `isthmus bench partners` learns it anew and says how well it foresees 2017 and 2018; where a
    /// programme has too few projects of its own to learn from, these weights serve.
    public static let horizon2020 = PartnerModel(weights: [
        0.293459, -0.004978, 4.338073, 0.145476, 1.047639, 0.100308, 0.361300, 0.054303, 0.431364, 0.263673, 1.547350,
        0.171008, 0.181418, 0.554249,
    ])

    /// An organisation's shortlist, and which of its candidates became partners afterwards.
    public struct Lesson: Sendable {
        public let shortlist: PartnerShortlist
        public let found: [Bool]

        /// Nil when none of the candidates became a partner: nothing to learn.
        public init?(_ shortlist: PartnerShortlist, partners: Set<Int>) {
            found = shortlist.candidates.map(partners.contains)
            self.shortlist = shortlist
            if !found.contains(true) { return nil }
        }
    }

    /// - Parameter ridge: in units of one organisation's vote, for features scaled to a deviation of one.
    public init(lessons: [Lesson], ridge: Double = 100) {
        let width = PartnerShortlist.width
        let scaling = Scaling(lessons)
        let rows = lessons.map { scaling.scaled($0.shortlist.features) }
        var weights = [Double](repeating: 0, count: width)
        for _ in 0..<50 {
            var step = NewtonStep(width: width)
            for (lesson, rows) in zip(lessons, rows) { step.add(rows, lesson.found, weights) }
            let change = step.solved(weights, ridge: ridge)
            for place in 0..<width { weights[place] -= change[place] }
            if change.allSatisfy({ abs($0) < 1e-10 }) { break }
        }
        self.weights = zip(weights, scaling.deviation).map { $0 / $1 }
    }

    public func score(_ features: ArraySlice<Double>) -> Double {
        zip(weights, features).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The best of a shortlist, the best first; equals in the order of their numbers.
    public func ranking(of shortlist: PartnerShortlist, top: Int) -> [(candidate: Int, score: Double)] {
        shortlist.candidates.indices.map { (shortlist.candidates[$0], score(shortlist.features(at: $0))) }
            .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(top).map { ($0.0, $0.1) }
    }

    /// Mean and deviation of each feature over all candidates.
    private struct Scaling {
        var mean: [Double]
        var deviation: [Double]

        init(_ lessons: [Lesson]) {
            let width = PartnerShortlist.width
            var (sum, square, count) = ([Double](repeating: 0, count: width), [Double](repeating: 0, count: width), 0.0)
            for lesson in lessons {
                for place in lesson.shortlist.features.indices {
                    sum[place % width] += lesson.shortlist.features[place]
                }
                count += Double(lesson.shortlist.candidates.count)
            }
            let mean = sum.map { $0 / max(1, count) }
            for lesson in lessons {
                for (place, value) in lesson.shortlist.features.enumerated() {
                    square[place % width] += (value - mean[place % width]) * (value - mean[place % width])
                }
            }
            self.mean = mean
            deviation = square.map { $0 > 0 ? ($0 / count).squareRoot() : 1 }
        }

        func scaled(_ features: [Double]) -> [Double] {
            features.indices.map { place in
                let feature = place % PartnerShortlist.width
                return (features[place] - mean[feature]) / deviation[feature]
            }
        }
    }
}

/// Slope and curvature of what is to be made smallest, summed over organisations.
private struct NewtonStep {
    let width: Int
    var slope: [Double]
    var curvature: [Double]

    init(width: Int) {
        self.width = width
        slope = Array(repeating: 0, count: width)
        curvature = Array(repeating: 0, count: width * width)
    }

    mutating func add(_ rows: [Double], _ found: [Bool], _ weights: [Double]) {
        var scores = found.indices.map { row in
            (0..<width).reduce(0) { $0 + weights[$1] * rows[row * width + $1] }
        }
        let most = scores.max() ?? 0
        scores = scores.map { exp($0 - most) }
        let sum = scores.reduce(0, +)
        let vote = 1 / Double(found.count { $0 })
        var mean = [Double](repeating: 0, count: width)
        for row in found.indices {
            let probability = scores[row] / sum
            let excess = probability - (found[row] ? vote : 0)
            let start = row * width
            for first in 0..<width {
                let value = rows[start + first]
                slope[first] += excess * value
                mean[first] += probability * value
                let weighted = probability * value
                for second in 0...first { curvature[first * width + second] += weighted * rows[start + second] }
            }
        }
        for first in 0..<width {
            for second in 0...first { curvature[first * width + second] -= mean[first] * mean[second] }
        }
    }

    /// The step, by Cholesky's factors of the curvature with the ridge.
    func solved(_ weights: [Double], ridge: Double) -> [Double] {
        var factor = curvature
        var result = (0..<width).map { slope[$0] + ridge * weights[$0] }
        for row in 0..<width {
            for column in 0...row {
                var value = factor[row * width + column] + (row == column ? ridge : 0)
                for k in 0..<column { value -= factor[row * width + k] * factor[column * width + k] }
                factor[row * width + column] =
                    row == column ? max(value, 1e-12).squareRoot() : value / factor[column * width + column]
            }
        }
        for row in 0..<width {
            for k in 0..<row { result[row] -= factor[row * width + k] * result[k] }
            result[row] /= factor[row * width + row]
        }
        for row in stride(from: width - 1, through: 0, by: -1) {
            for k in row + 1..<max(width, row + 1) { result[row] -= factor[k * width + row] * result[k] }
            result[row] /= factor[row * width + row]
        }
        return result
    }
}
