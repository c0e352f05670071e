import Foundation
import Testing

@testable import Indicators

@Suite struct BoundsTests {
    @Test func `Garwood's bounds are those of his table`() {
        // Counted, lower, upper at 95 %, to the digits in print.
        let table: [(Int, Double, Double)] = [
            (0, 0, 3.689), (1, 0.025, 5.572), (2, 0.242, 7.225), (3, 0.619, 8.767), (5, 1.623, 11.668),
            (10, 4.795, 18.390), (20, 12.217, 30.888), (50, 37.111, 65.919),
        ]
        for (count, lower, upper) in table {
            let bounds = Bounds.count(count)
            #expect(abs(bounds.lower - lower) < 6e-4)
            #expect(abs(bounds.upper - upper) < 6e-4)
        }
    }

    @Test func `nothing counted is at most the logarithm of forty`() {
        // e^-x = 0.025
        #expect(abs(Bounds.count(0).upper - log(40)) < 1e-14)
    }

    @Test func `Garwood's interval covers every mean in 95 of 100 cases or more`() {
        for step in 1...120 {
            let mean = Double(step) * 0.25
            var (covered, probability) = (0.0, exp(-mean))
            for count in 0...200 {
                let bounds = Bounds.count(count)
                if bounds.lower <= mean && mean <= bounds.upper { covered += probability }
                probability *= mean / Double(count + 1)
            }
            #expect(covered >= 0.95 - 1e-12)
        }
    }

    @Test func `the gamma distribution is Poisson's, summed`() {
        for count in [1, 2, 9, 10, 40, 400] {
            for mean in [0.3, 1, 7.5, 40, 420] {
                var (sum, term) = (0.0, exp(-mean))
                for step in 0..<count {
                    sum += term
                    term *= mean / Double(step + 1)
                }
                #expect(abs(GammaDistribution.cumulative(mean, shape: Double(count)) - (1 - sum)) < 1e-13)
            }
        }
    }

    @Test func `a quantile leads back to its share, for small and huge shapes`() {
        for shape in [1, 2.5, 9.99, 10, 1_000, 100_000, 5_000_000] {
            for share in [0.025, 0.975] {
                let value = GammaDistribution.quantile(share, shape: shape)
                #expect(abs(GammaDistribution.cumulative(value, shape: shape) - share) < 1e-10)
            }
        }
    }

    @Test func `the factorial's logarithm is that of its product`() {
        var product = 0.0
        for number in 1...170 {
            #expect(abs(GammaDistribution.logGamma(Double(number)) - product) <= 2e-15 * max(10, product))
            product += log(Double(number))
        }
        #expect(abs(GammaDistribution.logGamma(0.5) - log(Double.pi.squareRoot())) < 1e-14)
    }

    @Test func `Wilson's interval for five and none of ten`() {
        let half = Bounds.share(5, of: 10)
        // (0.5 + 0.19207) / 1.38415 ∓ 1.95996 · √(0.025 + 0.0096036) / 1.38415
        #expect(abs(half.lower - 0.23659) < 1e-5)
        #expect(abs(half.upper - 0.76341) < 1e-5)
        // z² / (n + z²)
        #expect(abs(Bounds.share(0, of: 10).upper - 3.841458820694124 / 13.841458820694124) < 1e-14)
        #expect(Bounds.share(0, of: 10).lower == 0)
        #expect(Bounds.share(10, of: 10).upper == 1)
        #expect(Bounds.share(0, of: 0) == Bounds(lower: 0, upper: 1))
    }

    @Test func `Wilson's ends are where the share is just not refuted`() {
        // At each end the score test gives exactly z.
        for (count, whole) in [(1, 7), (3, 20), (19, 20), (150, 1_000)] {
            let p = Double(count) / Double(whole)
            for end in [Bounds.share(count, of: whole).lower, Bounds.share(count, of: whole).upper] {
                let score = abs(p - end) / (end * (1 - end) / Double(whole)).squareRoot()
                #expect(abs(score - Bounds.z) < 1e-9)
            }
        }
    }

    @Test func `the ends of a ratio are one when turned round`() throws {
        let one = try #require(Bounds.ratio(8, of: 40, to: 30, of: 300))
        let other = try #require(Bounds.ratio(30, of: 300, to: 8, of: 40))
        // 0.2 / 0.1 = 2; √(1/8 - 1/40 + 1/30 - 1/300) = √0.13
        #expect(abs(one.lower - 2 * exp(-1.959963984540054 * 0.13.squareRoot())) < 1e-14)
        #expect(abs(one.lower * other.upper - 1) < 1e-14)
        #expect(Bounds.ratio(0, of: 40, to: 30, of: 300) == nil)
    }

    @Test func `bounds that are kept are those worked out`() {
        var kept = CountBounds()
        for count in [0, 3, 4_095, 4_096, 3, 123_456, 4_096] { #expect(kept.of(count) == Bounds.count(count)) }
    }
}
