/// A term and how much of a score it carries.
public struct TermShare: Sendable, Equatable {
    /// The stem.
    public let term: String
    public let share: Double
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
    private var terms: [Int32: Double] = [:]
    private var latent = 0.0
    private var common = 0.0

    /// Adds a text's score, times `factor`.
    mutating func add(_ text: MeasuredText, to question: Question, times factor: Double) {
        let own = question.text
        let hasLatent = !own.place.isEmpty && own.place.count == text.place.count
        let share = factor * Double(hasLatent ? own.wordShare : 1)
        let gain = 0.5 * Double(own.words.gain + text.words.gain)
        for (term, weight) in zip(text.vector.terms, text.vector.weights) {
            let asked = question.probe.weight(of: term)
            guard asked > 0 else { continue }
            terms[term, default: 0] += share * gain * Double(asked) * Double(weight)
        }
        common -= share * 0.5 * Double(own.words.level + text.words.level)
        if hasLatent { latent += factor * Double(1 - own.wordShare) * Double(own.latentScore(text)) }
    }

    func explanation(_ table: NameTable) -> Explanation {
        let named = terms.map { TermShare(term: table.name($0.key), share: $0.value) }
            .sorted { ($1.share, $0.term) < ($0.share, $1.term) }
        let rest = named.dropFirst(Explanation.termsShown).reduce(0) { $0 + $1.share }
        return Explanation(
            terms: Array(named.prefix(Explanation.termsShown)), otherTerms: rest, latent: latent, common: common)
    }
}
