/// A figure as an officer may see it: the value, or nothing but how little there was to count.
///
/// A ratio of two small numbers says more about chance than about countries. What is below the stated minimum is not
/// shown, and the page says how many there were and how many it takes.
public enum Figure<Value: Sendable>: Sendable {
    case shown(Value)
    /// So many were counted; at least `least` are needed.
    case tooFew(count: Int, least: Int)

    /// Nil where too little was counted.
    public var value: Value? {
        guard case .shown(let value) = self else { return nil }
        return value
    }
}

extension Figure: Equatable where Value: Equatable {}

/// A value with its 95 % confidence interval, both in the unit of the value.
public struct Estimate: Sendable, Equatable {
    public let value: Double
    public let lower: Double
    public let upper: Double

    public init(value: Double, lower: Double, upper: Double) {
        (self.value, self.lower, self.upper) = (value, lower, upper)
    }

    public init(value: Double, bounds: Bounds) { self.init(value: value, lower: bounds.lower, upper: bounds.upper) }

    /// Whether all of the interval lies on one side of `norm`, so that chance alone hardly explains the difference.
    public func differs(from norm: Double) -> Bool { lower > norm || upper < norm }
}

/// The least counts with which figures are shown.
public struct Minimum: Sendable, Equatable {
    /// Works that either country must have, whatever is asked of the two. With 30 a share's 95 % interval is still up
    /// to ±17 points wide.
    public var works: Int
    /// Joint works, counted or expected, for a ratio of the two. With five the Poisson interval spans a factor of
    /// seven, with fewer more.
    public var joint: Int
    /// Things in all years together for a trend, and years for one.
    public var trend: Int
    public var years: Int

    public init(works: Int = 30, joint: Int = 5, trend: Int = 10, years: Int = 4) {
        (self.works, self.joint, self.trend, self.years) = (works, joint, trend, years)
    }

    public static let standard = Minimum()
    /// Shows everything that is defined; for comparisons with other programs.
    public static let none = Minimum(works: 1, joint: 0, trend: 1, years: 2)
}
