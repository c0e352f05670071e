import Foundation

/// The two ends of a 95 % confidence interval.
public struct Bounds: Sendable, Equatable {
    public let lower: Double
    public let upper: Double

    public init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

    /// The normal distribution's 97.5 % point.
    static let z = 1.959963984540054

    /// Of a share: `count` of `whole` have a property.
    ///
    /// Wilson's score interval (Wilson 1927):
    ///
    ///     (p + z²/2n ± z √(p(1 - p)/n + z²/4n²)) / (1 + z²/n)
    ///
    /// Stays within 0…1 and is right on average also for small n and shares near 0 or 1 (Brown, Cai and DasGupta 2001).
    /// `whole` 0 gives 0…1: nothing is known.
    public static func share(_ count: Int, of whole: Int) -> Bounds {
        guard whole > 0 else { return Bounds(lower: 0, upper: 1) }
        let (n, p) = (Double(whole), Double(count) / Double(whole))
        let scale = 1 + z * z / n
        let middle = p + z * z / (2 * n)
        let reach = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
        return Bounds(
            lower: count == 0 ? 0 : max(0, (middle - reach) / scale),
            upper: count == whole ? 1 : min(1, (middle + reach) / scale))
    }

    /// Of a number of rare events: what was counted is one draw of a Poisson distribution with an unknown mean.
    ///
    /// Garwood's exact interval (Garwood 1936), by quantiles of the gamma distribution:
    ///
    ///     lower = Γ⁻¹(0.025; k),   upper = Γ⁻¹(0.975; k + 1)
    ///
    /// Covers the true mean in at least 95 % of all cases; nothing counted gives 0…3.69.
    public static func count(_ count: Int) -> Bounds {
        Bounds(
            lower: count == 0 ? 0 : GammaDistribution.quantile(0.025, shape: Double(count)),
            upper: GammaDistribution.quantile(0.975, shape: Double(count) + 1))
    }

    /// Of a ratio of two shares, `(part / whole) / (otherPart / otherWhole)`, on the logarithm's scale.
    ///
    ///     exp(ln r ± z √(1/a - 1/n + 1/b - 1/m))
    ///
    /// (Katz, Baptista, Azen and Pike 1978; used for the relative intensity of collaboration by Fuchs, Smolinsky and
    /// Rousseau 2022.) Nil where one of the parts is 0: the logarithm has no end there.
    public static func ratio(_ part: Int, of whole: Int, to otherPart: Int, of otherWhole: Int) -> Bounds? {
        guard part > 0, otherPart > 0, whole >= part, otherWhole >= otherPart else { return nil }
        let (a, n, b, m) = (Double(part), Double(whole), Double(otherPart), Double(otherWhole))
        let ratio = (a / n) / (b / m)
        let factor = exp(z * (1 / a - 1 / n + 1 / b - 1 / m).squareRoot())
        return Bounds(lower: ratio / factor, upper: ratio * factor)
    }

    func divided(by unit: Double) -> Bounds { Bounds(lower: lower / unit, upper: upper / unit) }
    /// Not beyond what the measure can reach.
    func limited(to most: Double) -> Bounds { Bounds(lower: Swift.min(lower, most), upper: Swift.min(upper, most)) }
}

/// Garwood's bounds of counts, each worked out once: the same small numbers come back thousands of times.
public struct CountBounds {
    private var known: [Bounds?] = Array(repeating: nil, count: 4_096)
    private var large: [Int: Bounds] = [:]

    public init() {}

    public mutating func of(_ count: Int) -> Bounds {
        if count < known.count {
            if let bounds = known[count] { return bounds }
            let bounds = Bounds.count(count)
            known[count] = bounds
            return bounds
        }
        if let bounds = large[count] { return bounds }
        let bounds = Bounds.count(count)
        large[count] = bounds
        return bounds
    }
}
