/// A term and how much of a score it carries.
public struct TermShare: Sendable, Equatable {
    /// The stem.
    public let term: String
    public let share: Double

    public init(term: String, share: Double) { (self.term, self.share) = (term, share) }
}

/// Why a score is what it is: its parts, which add up to it.
public struct Explanation: Sendable, Equatable {
    /// The terms in common that carry most, at most eight.
    public let terms: [TermShare]
    /// What all other terms in common carry.
    public let otherTerms: Double
    /// What the latent places carry; 0 without a latent space.
    public let latent: Double
    /// What is taken off because any two texts are a little alike; mostly negative.
    public let common: Double

    public var sum: Double { terms.reduce(otherTerms + latent + common) { $0 + $1.share } }

    static let termsShown = 8
}

/// Parts of scores while they are added up.
struct Tally {
    private let question: Question
    /// Of each term of the question.
    private var shares: [Double]
    private var latent = 0.0
    private var common = 0.0

    init(_ question: Question) {
        self.question = question
        shares = [Double](repeating: 0, count: question.vector.terms.count)
    }

    /// Adds a text's score, times `factor`.
    mutating func add(_ text: MeasuredText, times factor: Double) {
        let own = question.text
        let hasLatent = !own.place.isEmpty && own.place.count == text.place.count
        let share = factor * Double(hasLatent ? own.wordShare : 1)
        let gain = 0.5 * Double(own.words.gain + text.words.gain)
        for (term, weight) in zip(text.vector.terms, text.vector.weights) {
            guard let asked = question.probe.entry(of: term) else { continue }
            shares[asked.position] += share * gain * Double(asked.weight) * Double(weight)
        }
        common -= share * 0.5 * Double(own.words.level + text.words.level)
        if hasLatent { latent += factor * Double(1 - own.wordShare) * Double(own.latentScore(text)) }
    }

    /// Of equal terms the one that stands first in every text.
    func explanation(_ table: NameTable) -> Explanation {
        let order = shares.indices.filter { shares[$0] > 0 }.sorted { (shares[$1], $0) < (shares[$0], $1) }
        return Explanation(
            terms: order.prefix(Explanation.termsShown).map {
                TermShare(term: table.name(question.vector.terms[$0]), share: shares[$0])
            },
            otherTerms: order.dropFirst(Explanation.termsShown).reduce(0) { $0 + shares[$1] }, latent: latent,
            common: common)
    }
}
