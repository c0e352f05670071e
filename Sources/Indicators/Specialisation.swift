/// What a country (organisation, group) does in each field, beside what the world does there.
public struct Specialisation: Sendable, Equatable {
    /// Things by field.
    public let counts: [Int]
    /// Those of the world in the same fields, the country's own included.
    public let reference: [Int]
    /// Things in all fields. Not always the sum: a work may lie in several.
    public let whole: Int
    public let referenceWhole: Int

    /// `counts` and `reference` have one number a field. Where the sums over fields are not what all is, say so.
    public init(counts: [Int], reference: [Int], whole: Int? = nil, referenceWhole: Int? = nil) {
        (self.counts, self.reference) = (counts, reference)
        self.whole = whole ?? counts.reduce(0, +)
        self.referenceWhole = referenceWhole ?? reference.reduce(0, +)
    }

    public func activity(in field: Int) -> Activity {
        Activity(
            part: counts[field], whole: whole, referencePart: reference[field], referenceWhole: referenceWhole)
    }

    /// The profile: the activity index of every field with its interval, or why there is none.
    public func profile(_ minimum: Minimum = .standard) -> [Figure<Estimate>] {
        var bounds = CountBounds()
        return counts.indices.map { activity(in: $0).figure(minimum, &bounds) }
    }

    /// The cosine of two profiles of activity indices (as Salton's, of vectors):
    ///
    ///     Σ Bf(x) Bf(y) / √(Σ Bf(x)² Σ Bf(y)²)   over all fields f in which the world has something
    ///
    /// From 0, no field in common, to 1, the same specialisation, whatever the size of either. Two countries that do
    /// exactly what the world does give 1. Nil below the minimum for either, or when one has nothing in any field.
    public func cosine(with other: Specialisation, _ minimum: Minimum = .standard) -> Figure<Double> {
        let smaller = min(whole, other.whole)
        guard smaller >= minimum.works else { return .tooFew(count: smaller, least: minimum.works) }
        var (product, own, others) = (0.0, 0.0, 0.0)
        for field in counts.indices {
            guard let x = activity(in: field).index, let y = other.activity(in: field).index else { continue }
            product += x * y
            own += x * x
            others += y * y
        }
        guard own > 0, others > 0 else { return .tooFew(count: 0, least: 1) }
        return .shown(product / (own * others).squareRoot())
    }

    /// How two countries stand to each other in a field.
    public enum Relation: Sendable, Equatable {
        /// Both are specialised in it: common ground.
        case bothStrong
        /// One is and the other is not: the one can complement the other.
        case firstStrong, secondStrong
        /// Neither is, or chance could explain what they have.
        case neither
        case tooFew
    }

    /// Field by field. Strong is a country whose whole interval lies above the world's share; where either figure is
    /// hidden because too little was counted, nothing is said.
    public func relations(to other: Specialisation, _ minimum: Minimum = .standard) -> [Relation] {
        zip(profile(minimum), other.profile(minimum)).map { own, theirs in
            switch (own.value.map { $0.lower > 1 }, theirs.value.map { $0.lower > 1 }) {
            case (nil, _), (_, nil): .tooFew
            case (true?, true?): .bothStrong
            case (true?, false?): .firstStrong
            case (false?, true?): .secondStrong
            case (false?, false?): .neither
            }
        }
    }
}
