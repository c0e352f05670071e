/// How much of its work a country does in a field, against how much the world does there.
public struct Activity: Sendable, Equatable {
    /// Things of the country in the field, and in all fields.
    public let part: Int
    public let whole: Int
    /// Things of the world (or whom else one compares with) in the field, and in all fields.
    public let referencePart: Int
    public let referenceWhole: Int

    public init(part: Int, whole: Int, referencePart: Int, referenceWhole: Int) {
        (self.part, self.whole) = (part, whole)
        (self.referencePart, self.referenceWhole) = (referencePart, referenceWhole)
    }

    /// What the country would have in the field if it did what the world does: whole · referencePart / referenceWhole.
    public var expected: Double {
        referenceWhole > 0 ? Double(whole) * Double(referencePart) / Double(referenceWhole) : 0
    }

    /// The activity index, in trade the revealed comparative advantage (Balassa 1965; for science Frame 1977, Schubert
    /// and Braun 1986):
    ///
    ///     B = (part / whole) / (referencePart / referenceWhole)
    ///
    /// From 0; 1 is the world's share, above 1 the country is specialised in the field. Nil where one of the shares is
    /// undefined or the world has nothing in the field.
    public var index: Double? {
        guard whole > 0, referencePart > 0, referenceWhole > 0 else { return nil }
        return Double(part) / expected
    }

    /// The symmetric form (Schubert and Braun 1986; in trade Dalum, Laursen and Villumsen 1998):
    ///
    ///     (B - 1) / (B + 1)
    ///
    /// From -1, nothing, over 0, as the world, to 1, nothing else. Half as much and twice as much lie equally far from
    /// 0, which the index itself, from 0.5 to 2, hides in pictures.
    public static func symmetric(_ index: Double) -> Double { (index - 1) / (index + 1) }

    public var symmetricIndex: Double? { index.map(Self.symmetric) }

    /// The index with Garwood's interval of the things counted, over what was expected (Breslow and Day 1987).
    public func figure(_ minimum: Minimum = .standard) -> Figure<Estimate> {
        var bounds = CountBounds()
        return figure(minimum, &bounds)
    }

    func figure(_ minimum: Minimum, _ bounds: inout CountBounds) -> Figure<Estimate> {
        guard whole >= minimum.works else { return .tooFew(count: whole, least: minimum.works) }
        guard let index else { return .tooFew(count: referencePart, least: 1) }
        guard part >= minimum.joint || expected >= Double(minimum.joint) else {
            return .tooFew(count: part, least: minimum.joint)
        }
        return .shown(Estimate(value: index, bounds: bounds.of(part).divided(by: expected)))
    }
}

extension Estimate {
    /// The symmetric form of an activity index, its ends likewise.
    public var symmetric: Estimate {
        Estimate(
            value: Activity.symmetric(value), lower: Activity.symmetric(lower), upper: Activity.symmetric(upper))
    }
}
