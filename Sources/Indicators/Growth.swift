import Foundation

/// How counts grew over the years.
public struct Growth: Sendable, Equatable {
    /// Year by year without a gap; a year in which there was nothing is 0.
    public let counts: [Int]
    public let firstYear: Int

    public init(counts: [Int], firstYear: Int) { (self.counts, self.firstYear) = (counts, firstYear) }

    /// The compound growth a year from one count to another:
    ///
    ///     (last / first)^(1 / years) - 1
    ///
    /// 0.1 is ten percent a year; from -1. Depends on two numbers only, so that two odd years make it say anything: the
    /// trend is better where there are more years. Nil when the first is 0 or no time passed.
    public static func compound(from first: Int, to last: Int, years: Int) -> Double? {
        guard first > 0, last >= 0, years > 0 else { return nil }
        return pow(Double(last) / Double(first), 1 / Double(years)) - 1
    }

    /// A steady growth fitted to all years.
    public struct Trend: Sendable, Equatable {
        /// Growth a year, 0.1 for ten percent.
        public let rate: Estimate
        /// Years in which the count doubles at this rate; negative for the years in which it halves; nil when it stays.
        public let doublingTime: Double?
        /// What the trend says for the first and for the last year.
        public let first: Double
        public let last: Double
    }

    /// The trend of a Poisson regression (McCullagh and Nelder 1989, chapter 6):
    ///
    ///     E(count in year t) = exp(a + b t),   rate = exp(b) - 1
    ///
    /// fitted by likelihood, so that years with nothing need no excuse, as they do with logarithms. The interval is
    /// Wald's on b, widened where the counts scatter more than Poisson's (by the root of Pearson's χ² over its degrees
    /// of freedom). Not shown below `minimum.trend` things in all or `minimum.years` years, nor where all lies in one
    /// year and so no steady growth fits.
    public func trend(_ minimum: Minimum = .standard) -> Figure<Trend> {
        let sum = counts.reduce(0, +)
        guard sum >= max(1, minimum.trend) else { return .tooFew(count: sum, least: max(1, minimum.trend)) }
        let filled = counts.count { $0 > 0 }
        guard counts.count >= max(2, minimum.years) else {
            return .tooFew(count: counts.count, least: max(2, minimum.years))
        }
        guard filled >= 2, let line = fitted(sum) else { return .tooFew(count: filled, least: 2) }
        let reach = Bounds.z * line.error
        let middle = Double(counts.count - 1) / 2
        return .shown(
            Trend(
                rate: Estimate(
                    value: expm1(line.slope), lower: expm1(line.slope - reach), upper: expm1(line.slope + reach)),
                doublingTime: line.slope == 0 ? nil : log(2) / line.slope,
                first: exp(line.level - line.slope * middle), last: exp(line.level + line.slope * middle)))
    }

    /// Newton's method on the likelihood of the slope, the level following from the sum. The years are counted from
    /// their middle.
    private func fitted(_ sum: Int) -> (level: Double, slope: Double, error: Double)? {
        let middle = Double(counts.count - 1) / 2
        let times = counts.indices.map { Double($0) - middle }
        let target = zip(counts, times).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(sum)
        var slope = 0.0
        var spread = 0.0
        for _ in 0..<100 {
            // The mean year when years are drawn as the trend has it; the likeliest slope gives the one observed.
            let weights = times.map { exp(slope * $0) }
            let all = weights.reduce(0, +)
            let mean = zip(weights, times).reduce(0) { $0 + $1.0 * $1.1 } / all
            spread = zip(weights, times).reduce(0) { $0 + $1.0 * ($1.1 - mean) * ($1.1 - mean) } / all
            guard spread > 1e-12 else { return nil }
            let step = max(-1, min(1, (target - mean) / spread))
            slope += step
            if abs(step) < 1e-14 { break }
        }
        let all = times.reduce(0) { $0 + exp(slope * $1) }
        let level = log(Double(sum) / all)
        let misfit = zip(counts, times).reduce(0) { total, pair in
            let expected = exp(level + slope * pair.1)
            return total + (Double(pair.0) - expected) * (Double(pair.0) - expected) / expected
        }
        let excess = counts.count > 2 ? max(1, misfit / Double(counts.count - 2)) : 1
        return (level, slope, (excess / (Double(sum) * spread)).squareRoot())
    }
}
