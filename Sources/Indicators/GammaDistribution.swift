import Foundation

/// The gamma distribution with scale 1, whose quantiles bound what a count may mean.
enum GammaDistribution {
    /// The value below which a share of the distribution lies; `shape` above 0, `share` between 0 and 1.
    ///
    /// Newton's steps from the approximation of Wilson and Hilferty (1931), kept within a bracket that shrinks.
    static func quantile(_ share: Double, shape: Double) -> Double {
        let z = share < 0.5 ? -Bounds.z : Bounds.z
        let root = 1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
        var value = max(shape * root * root * root, shape * 1e-3)
        var (low, high) = (0.0, Double.infinity)
        for _ in 0..<200 {
            let excess = cumulative(value, shape: shape) - share
            if excess > 0 { high = value } else { low = value }
            var next = value - excess / density(value, shape: shape)
            if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : value * 2 }
            let isSettled = abs(next - value) <= 4e-16 * value
            value = next
            if isSettled { break }
        }
        return value
    }

    /// The share below `value`: the regularised incomplete gamma function P(shape, value), by its power series below
    /// `shape + 1` and by its continued fraction above (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31).
    static func cumulative(_ value: Double, shape: Double) -> Double {
        guard value > 0 else { return 0 }
        let front = density(value, shape: shape) * value
        if value < shape + 1 {
            var (term, sum, place) = (1 / shape, 1 / shape, shape)
            while term > sum * 1e-17 {
                place += 1
                term *= value / place
                sum += term
            }
            return front * sum
        }
        // The fraction from the front (Lentz 1976).
        let least = 1e-300
        var b = value + 1 - shape
        var c = 1 / least
        var d = 1 / b
        var fraction = d
        for step in 1..<100_000 {
            let factor = -Double(step) * (Double(step) - shape)
            b += 2
            d = factor * d + b
            if abs(d) < least { d = least }
            c = b + factor / c
            if abs(c) < least { c = least }
            d = 1 / d
            let change = d * c
            fraction *= change
            if abs(change - 1) < 1e-16 { break }
        }
        return 1 - front * fraction
    }

    /// x^(a-1) e^(-x) / Γ(a). For a large shape the logarithms nearly cancel, so their difference is taken first.
    private static func density(_ value: Double, shape: Double) -> Double {
        guard shape >= 10 else {
            return exp((shape - 1) * log(value) - value - logGamma(shape))
        }
        let deviation = (value - shape) / shape
        let spread = shape * (log1p(deviation) - deviation)
        return exp(spread - correction(shape)) * (shape / (2 * .pi)).squareRoot() / value
    }

    /// ln Γ: Stirling's series, after the argument was raised to where it is exact.
    static func logGamma(_ argument: Double) -> Double {
        var (x, product) = (argument, 1.0)
        while x < 10 {
            product *= x
            x += 1
        }
        return (x - 0.5) * log(x) - x + 0.5 * log(2 * .pi) + correction(x) - log(product)
    }

    /// What Stirling's formula lacks, for arguments of 10 and more (Abramowitz and Stegun 1964, 6.1.41).
    private static func correction(_ x: Double) -> Double {
        let square = 1 / (x * x)
        let tail = 1.0 / 1_188 - square * (691.0 / 360_360 - square / 156)
        let middle = 1.0 / 1_260 - square * (1.0 / 1_680 - square * tail)
        return (1.0 / 12 - square * (1.0 / 360 - square * middle)) / x
    }
}
