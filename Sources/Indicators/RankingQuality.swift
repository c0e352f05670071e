/// How good rankings are when it is known afterwards what was right.
public enum RankingQuality {
    /// Average precision of the first few (Buckley and Voorhees 2000):
    ///
    ///     Σ over right places k of (right among the first k) / k, divided by the most that could be right
    ///
    /// From 0, nothing right, to 1, only right ones. `right` is the number of right answers there are at all; the most
    /// that could be right is that, at most `top`. Nil where there is no right answer.
    public static func averagePrecision(_ hits: [Bool], right: Int, top: Int) -> Double? {
        guard right > 0, top > 0 else { return nil }
        var (found, sum) = (0, 0.0)
        for (place, isRight) in hits.prefix(top).enumerated() where isRight {
            found += 1
            sum += Double(found) / Double(place + 1)
        }
        return sum / Double(min(right, top))
    }

    /// The mean of paired differences with its 95 % interval from resampling the pairs (Efron 1979, percentiles).
    ///
    /// The same seed gives the same interval. Nil without differences.
    public static func mean(of differences: [Double], resamples: Int = 2_000, seed: UInt64) -> Estimate? {
        guard !differences.isEmpty else { return nil }
        var dice = SteadyNumbers(seed: seed)
        let count = Double(differences.count)
        let means = (0..<resamples).map { _ in
            var sum = 0.0
            for _ in differences.indices { sum += differences[Int(dice.uniform() * count)] }
            return sum / count
        }.sorted()
        return Estimate(
            value: differences.reduce(0, +) / count, lower: means[Int(0.025 * Double(resamples))],
            upper: means[min(resamples - 1, Int(0.975 * Double(resamples)))])
    }
}
