/// The mean of the scores of somebody's texts in which each counts 0.85 times the one before it: much good work counts,
/// and other work beside it takes little away.
///
///     Σ 0.85^r s_r / Σ 0.85^r    over the scores s_0 ≥ s_1 ≥ …
///
/// The weights are those by which rank-biased precision values ranks (Moffat and Zobel 2008).
public enum RankDecayedMean {
    public static let decay = 0.85

    /// The weight of each rank; they add up to one.
    public static func weights(_ count: Int) -> [Double] {
        var weights: [Double] = []
        var weight = 1.0
        for _ in 0..<count {
            weights.append(weight)
            weight *= decay
        }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Nil of nothing.
    public static func of(_ scores: [Float]) -> Double? {
        guard !scores.isEmpty else { return nil }
        var (sum, total, weight) = (0.0, 0.0, 1.0)
        for score in scores.sorted(by: >) {
            sum += weight * Double(score)
            total += weight
            weight *= decay
        }
        return sum / total
    }
}
