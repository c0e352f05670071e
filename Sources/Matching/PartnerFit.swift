/// How well two fit as partners: one score of 0 to 1, and the parts it is made of. The same whichever is named first.
///
/// The score is the mean of the parts by weight. A part about which one side says nothing is left out and the weights
/// of the others count for more, so a short profile is not punished for being short.
public struct PartnerFit: Sendable, Equatable {
    public enum Part: String, Sendable, CaseIterable {
        case text, complementarity, topics, languages, geography, record
    }

    /// A part with its value, 0…1, and the weight it has here; the weights add up to one.
    public struct PartScore: Sendable, Equatable {
        public let part: Part
        public let value: Double
        public let weight: Double
        /// What the part carries: the shares add up to the score.
        public var share: Double { value * weight }
    }

    /// An offer of one side that answers a request of the other; numbers count from 0 in the profiles.
    public struct Complement: Sendable, Equatable {
        /// Whether the offer is the first profile's.
        public let isFirstOffering: Bool
        public let offer: Int
        public let request: Int
        /// 0…1
        public let value: Double
    }

    /// 0…1; 0 when one side's country is ruled out by the other.
    public let score: Double
    public let parts: [PartScore]
    public let isRuledOut: Bool
    /// For each request of either side the best offer of the other, the best first.
    public let complements: [Complement]
    public let commonLanguages: [String]
    public let jointProjects: [String]

    /// What counts more in the choice of a partner counts twice.
    public static let weights: [Part: Double] = [
        .text: 2, .complementarity: 2, .topics: 2, .languages: 1, .geography: 1, .record: 1,
    ]

    public init(
        _ first: PartnerProfile, _ second: PartnerProfile, topics: TopicHierarchy,
        weights: [Part: Double] = Self.weights
    ) {
        let answers =
            Self.answers(first, second, isFirstOffering: true)
            + Self.answers(second, first, isFirstOffering: false)
        let geography = Self.geography(first, second)
        let common = first.languages.intersection(second.languages).sorted()
        let joint = Set(first.projects.keys).intersection(second.projects.keys).sorted()
        var values: [Part: Double] = [:]
        if let a = first.text, let b = second.text, !a.isEmpty, !b.isEmpty { values[.text] = Self.closeness(a, b) }
        values[.complementarity] = Self.complementarity(answers)
        values[.topics] = topics.overlap(first.topics, second.topics)
        if !first.languages.isEmpty, !second.languages.isEmpty { values[.languages] = common.isEmpty ? 0 : 1 }
        values[.geography] = geography.value
        values[.record] = Self.record(first, second, joint: joint.count)
        let total = Part.allCases.reduce(0) { $0 + (values[$1] == nil ? 0 : weights[$1] ?? 0) }
        parts = Part.allCases.compactMap { part in
            guard let value = values[part], let weight = weights[part], total > 0 else { return nil }
            return PartScore(part: part, value: value, weight: weight / total)
        }
        isRuledOut = geography.isRuledOut
        score = isRuledOut ? 0 : parts.reduce(0) { $0 + $1.share }
        complements = answers.sorted { $0.value > $1.value }
        commonLanguages = common
        jointProjects = joint
    }

    /// A likeness in standard deviations as a number of 0 to 1: 0 for what any two texts have in common, a half at four
    /// deviations above, and never quite one.
    public static func closeness(_ a: MeasuredText, _ b: MeasuredText) -> Double {
        let score = max(0, a.likeness(b))
        return score / (score + 4)
    }

    /// For each request the offer that answers it best.
    private static func answers(_ giver: PartnerProfile, _ taker: PartnerProfile, isFirstOffering: Bool)
        -> [Complement]
    {
        guard !giver.offers.isEmpty else { return [] }
        return taker.requests.enumerated().compactMap { request, wanted in
            giver.offers.enumerated().map { offer, given in
                Complement(
                    isFirstOffering: isFirstOffering, offer: offer, request: request, value: closeness(given, wanted))
            }.max { ($0.value, $1.offer) < ($1.value, $0.offer) }
        }
    }

    /// The mean over the requests of each direction, and of the two directions, so that many small wishes of one side
    /// do not drown the one wish of the other.
    private static func complementarity(_ answers: [Complement]) -> Double? {
        let sides = [true, false].compactMap { side -> Double? in
            let own = answers.filter { $0.isFirstOffering == side }
            return own.isEmpty ? nil : own.reduce(0) { $0 + $1.value } / Double(own.count)
        }
        return sides.isEmpty ? nil : sides.reduce(0, +) / Double(sides.count)
    }

    private static func geography(_ first: PartnerProfile, _ second: PartnerProfile)
        -> (value: Double?, isRuledOut: Bool)
    {
        var values: [Double] = []
        for (wish, country) in [(first.wish, second.country), (second.wish, first.country)] {
            switch wish {
            case .anywhere: continue
            case .preferred(let countries): if let country { values.append(countries.contains(country) ? 1 : 0) }
            case .only(let countries):
                guard let country, countries.contains(country) else { return (0, true) }
                values.append(1)
            }
        }
        return (values.isEmpty ? nil : values.reduce(0, +) / Double(values.count), false)
    }

    /// What both have done before: joint projects count a half, three quarters, seven eighths …; what is missing to one
    /// is filled as far as their other projects are alike.
    private static func record(_ first: PartnerProfile, _ second: PartnerProfile, joint: Int) -> Double? {
        guard !first.projects.isEmpty, !second.projects.isEmpty else { return nil }
        var missing = 1.0
        for _ in 0..<min(joint, 50) { missing /= 2 }
        let own = first.projects.filter { second.projects[$0.key] == nil }.sorted { $0.key < $1.key }.map(\.value)
        let other = second.projects.filter { first.projects[$0.key] == nil }.sorted { $0.key < $1.key }.map(\.value)
        guard !own.isEmpty, !other.isEmpty else { return 1 - missing }
        let alike = (nearest(own, other) + nearest(other, own)) / 2
        return 1 - missing * (1 - alike)
    }

    /// The mean over texts of how close the nearest of the others is.
    private static func nearest(_ texts: [MeasuredText], _ others: [MeasuredText]) -> Double {
        texts.reduce(0) { sum, text in sum + (others.map { closeness(text, $0) }.max() ?? 0) } / Double(texts.count)
    }
}
