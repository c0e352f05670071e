import Foundation
import Text

/// A call as its fit is computed: an id, and what it says of its subject.
public struct CallSubject: Sendable {
    public let id: String
    /// The title in each language, and the keywords; counted three times.
    public let title: [String]
    public let keywords: [String]
    /// What the call asks for: text and objectives in each language. No conditions, which are alike in all calls.
    public let body: [String]

    public init(id: String, title: [String], keywords: [String], body: [String]) {
        (self.id, self.title, self.keywords, self.body) = (id, title, keywords, body)
    }
}

/// How well texts fit the topics of calls.
///
/// Every call is a document, and a text is ranked against all of them by BM25 (Robertson and Zaragoza 2009, with their
/// usual `k1` = 1.2 and `b` = 0.75): a term counts the more the fewer calls have it, and a word that is said often
/// counts little more than one said once. The score is given as a share of what a call would reach that said
/// every word of the text without end, so that texts of different lengths can be compared.
///
/// A value that never changes; it is made anew when the calls have changed.
public struct CallFit: Sendable {
    /// How well a text fits one call, where that call stands among all, and which terms they share.
    public struct Fit: Sendable, Equatable {
        /// 0…1
        public let likeness: Double
        /// 1 for the call that fits best. Calls that fit equally well stand before it, so that no rank is a gift.
        public let rank: Int
        /// How many calls there are in all.
        public let count: Int
        /// The stems in common by what they carry of the likeness, the greatest first; at most eight.
        public let terms: [TermShare]
        /// What all other terms in common carry.
        public let otherTerms: Double

        public init(likeness: Double, rank: Int, count: Int, terms: [TermShare], otherTerms: Double) {
            (self.likeness, self.rank, self.count) = (likeness, rank, count)
            (self.terms, self.otherTerms) = (terms, otherTerms)
        }
    }

    /// Whether a text is on a call's topic, near it or beside it.
    public enum Scope: String, Sendable, CaseIterable { case inside, near, outside }

    /// From which likeness a text is on the topic, and from which near it; and how far down the ranking either may
    /// stand, as a share of all calls.
    public struct Bounds: Sendable, Equatable {
        public var inside: Double
        public var near: Double
        public var insideShare: Double
        public var nearShare: Double
        /// So many best calls are always far enough up.
        public static let fewest = 5

        public init(inside: Double = 0.2, near: Double = 0.1, insideShare: Double = 0.05, nearShare: Double = 0.25) {
            (self.inside, self.near, self.insideShare, self.nearShare) = (inside, near, insideShare, nearShare)
        }
    }

    private static let k1 = 1.2
    private static let b = 0.75
    /// Title and keywords say what a call is about in a few words; a body of thousands would drown them.
    private static let headWeight = 3

    private struct Entry: Sendable {
        let call: Int32
        /// What the term gives this call for each unit of its weight in the question: 0 to `k1 + 1`.
        let gain: Float
    }

    private let places: [String: Int32]
    private let postings: [String: [Entry]]

    public init(_ calls: [CallSubject]) {
        let tokeniser = Tokeniser()
        let tallies = calls.map { call in
            Self.tally(call.body, tokeniser).merging(
                Self.tally(call.title + call.keywords, tokeniser).mapValues { $0 * Self.headWeight },
                uniquingKeysWith: +)
        }
        let lengths = tallies.map { Double($0.values.reduce(0, +)) }
        let usual = max(1, lengths.reduce(0, +) / Double(max(1, calls.count)))
        var postings: [String: [Entry]] = [:]
        for (call, tally) in tallies.enumerated() {
            let weight = Self.k1 * (1 - Self.b + Self.b * lengths[call] / usual)
            for (term, count) in tally {
                let gain = Double(count) * (Self.k1 + 1) / (Double(count) + weight)
                postings[term, default: []].append(Entry(call: Int32(call), gain: Float(gain)))
            }
        }
        self.postings = postings
        places = Dictionary(
            calls.enumerated().map { ($0.element.id, Int32($0.offset)) }, uniquingKeysWith: { first, _ in first })
    }

    private static func tally(_ parts: [String], _ tokeniser: Tokeniser) -> [String: Int] {
        var tally: [String: Int] = [:]
        // Together, so that the language of a short title is that of its text.
        for word in tokeniser.words(of: parts.joined(separator: "\n")) where !word.isStop {
            tally[word.stem, default: 0] += 1
        }
        return tally
    }

    /// How many calls there are.
    public var count: Int { places.count }

    /// How a text in parts (title, outline, keywords) fits a call; nil for a call that is not there.
    public func fit(of parts: [String], to call: String) -> Fit? {
        guard let own = places[call] else { return nil }
        // In a fixed order, so that every sum is the same to the last bit.
        let question = Self.tally(parts, Tokeniser()).sorted { $0.key < $1.key }.map { term, count in
            (term: term, weight: (1 + log(Double(count))) * idf(term))
        }
        let most = question.reduce(0) { $0 + $1.weight } * (Self.k1 + 1)
        guard most > 0 else { return Fit(likeness: 0, rank: count, count: count, terms: [], otherTerms: 0) }
        var scores = [Double](repeating: 0, count: count)
        var shares: [TermShare] = []
        for (term, weight) in question {
            for entry in postings[term] ?? [] {
                let share = weight * Double(entry.gain) / most
                scores[Int(entry.call)] += share
                if entry.call == own { shares.append(TermShare(term: term, share: share)) }
            }
        }
        let mine = scores[Int(own)]
        shares.sort { ($1.share, $0.term) < ($0.share, $1.term) }
        return Fit(
            likeness: mine, rank: scores.count { $0 >= mine }, count: count,
            terms: Array(shares.prefix(Explanation.termsShown)),
            otherTerms: shares.dropFirst(Explanation.termsShown).reduce(0) { $0 + $1.share })
    }

    /// `ln(1 + (N - n + ½) / (n + ½))` for a term of `n` out of `N` calls: positive for a term of all of them too.
    private func idf(_ term: String) -> Double {
        let having = Double(postings[term]?.count ?? 0)
        return log(1 + (Double(count) - having + 0.5) / (having + 0.5))
    }
}

extension CallFit.Fit {
    /// What the figures come to.
    public func scope(_ bounds: CallFit.Bounds = CallFit.Bounds()) -> CallFit.Scope {
        func isWithin(_ share: Double) -> Bool {
            rank <= max(CallFit.Bounds.fewest, Int((Double(count) * share).rounded(.up)))
        }
        if likeness >= bounds.inside, isWithin(bounds.insideShare) { return .inside }
        return likeness >= bounds.near && isWithin(bounds.nearShare) ? .near : .outside
    }
}
