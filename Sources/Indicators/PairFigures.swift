/// All measures of two countries' collaboration as they may be shown.
public struct PairFigures: Sendable, Equatable {
    public let counts: JointCounts
    public let saltonCosine: Figure<Estimate>
    public let jaccard: Figure<Estimate>
    public let affinity: Figure<Estimate>
    /// Of the first country with the second, and of the second with the first.
    public let intensity: Figure<Estimate>
    public let reverseIntensity: Figure<Estimate>
    public let activity: Figure<Estimate>
    public let symmetricActivity: Figure<Estimate>
}

extension JointCounts {
    /// Every measure with its interval, or why it is not shown.
    ///
    /// Cosine and Jaccard ask that either country has `minimum.works`. The others compare with an expectation and ask
    /// besides that `minimum.joint` joint works were counted or expected: none where ten were expected is a finding,
    /// none where one was expected is not.
    public func figures(_ minimum: Minimum = .standard) -> PairFigures {
        var bounds = CountBounds()
        return figures(minimum, &bounds)
    }

    /// The same for many pairs: `bounds` keeps what the intervals of small numbers are.
    public func figures(_ minimum: Minimum, _ bounds: inout CountBounds) -> PairFigures {
        let range = bounds.of(joint)
        let smaller = min(first, second)
        let isEnough = smaller >= minimum.works
        func shown(_ estimate: @autoclosure () -> Estimate?) -> Figure<Estimate> {
            guard isEnough, let estimate = estimate() else {
                return .tooFew(count: smaller, least: max(1, minimum.works))
            }
            return .shown(estimate)
        }
        func compared(_ expected: Double, _ estimate: @autoclosure () -> Estimate?) -> Figure<Estimate> {
            let isTold = joint >= minimum.joint || expected >= Double(minimum.joint)
            guard !isEnough || isTold else { return .tooFew(count: joint, least: minimum.joint) }
            return shown(estimate())
        }
        let expected = expectedByLinks
        let activity = Activity(part: joint, whole: first, referencePart: second, referenceWhole: works)
        let active = compared(
            activity.expected,
            activity.index.map { Estimate(value: $0, bounds: range.divided(by: activity.expected)) })
        return PairFigures(
            counts: self,
            saltonCosine: shown(
                saltonCosine.map { value in
                    let unit = (Double(first) * Double(second)).squareRoot()
                    // More than all of the smaller country's works cannot be joint.
                    return Estimate(
                        value: value, bounds: range.limited(to: Double(smaller)).divided(by: unit))
                }),
            jaccard: shown(
                jaccard.map { Estimate(value: $0, bounds: .share(joint, of: first + second - joint)) }),
            affinity: compared(
                expected, affinity.map { Estimate(value: $0, bounds: range.divided(by: expected)) }),
            intensity: compared(expected, intensityEstimate(range)),
            reverseIntensity: compared(expected, swapped.intensityEstimate(range)),
            activity: active, symmetricActivity: active.map(\.symmetric))
    }

    /// With nothing joint the ratio's logarithm has no ends; then the count's interval stands for it.
    private func intensityEstimate(_ range: Bounds) -> Estimate? {
        guard let intensity else { return nil }
        if let bounds = Bounds.ratio(joint, of: firstLinks, to: secondLinks - joint, of: othersLinks) {
            return Estimate(value: intensity, bounds: bounds)
        }
        let expected = Double(firstLinks) * Double(secondLinks - joint) / Double(othersLinks)
        return Estimate(value: intensity, bounds: range.divided(by: expected))
    }
}

extension Figure {
    /// The same figure in another unit.
    public func map<Other>(_ change: (Value) -> Other) -> Figure<Other> {
        switch self {
        case .shown(let value): .shown(change(value))
        case .tooFew(let count, let least): .tooFew(count: count, least: least)
        }
    }
}
