/// A text of an expert that speaks for them.
public struct Evidence: Sendable, Equatable {
    public let item: String
    public let kind: String
    /// The text's own score, in standard deviations.
    public let likeness: Double
    /// How much of the expert's score it carries.
    public let share: Double
}

/// Somebody who knows about the subject of a question, and why we think so.
public struct ExpertMatch: Sendable, Equatable {
    public let id: String
    /// In standard deviations: about 0 for anybody, above 3 for one who works on the subject.
    public let score: Double
    /// The three texts that carry most, the first first.
    public let evidence: [Evidence]
    /// What all other texts carry: `score` is this and the shares of the evidence.
    public let otherItems: Double
    /// How many texts the score is made of.
    public let itemCount: Int
    /// The same score by terms.
    public let explanation: Explanation
}

/// The mean of the scores of somebody's texts in which each counts 0.85 times the one before it: much good work counts,
/// and other work beside it takes little away.
///
///     Σ 0.85^r s_r / Σ 0.85^r    over the scores s_0 ≥ s_1 ≥ …
///
/// The weights are those by which rank-biased precision values ranks (Moffat and Zobel 2008).
public enum RankDecayedMean {
    public static let decay = 0.85

    /// The weight of each rank; they add up to one.
    public static func weights(_ count: Int) -> [Double] {
        var weights: [Double] = []
        var weight = 1.0
        for _ in 0..<count {
            weights.append(weight)
            weight *= decay
        }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }

    /// Nil of nothing.
    public static func of(_ scores: [Float]) -> Double? {
        guard !scores.isEmpty else { return nil }
        var (sum, total, weight) = (0.0, 0.0, 1.0)
        for score in scores.sorted(by: >) {
            sum += weight * Double(score)
            total += weight
            weight *= decay
        }
        return sum / total
    }
}

extension TermSpace.Snapshot {
    private struct Scored {
        let owner: Int32
        let items: [(text: IndexedText, score: Float)]
        let score: Double
    }

    /// Who can help with a question, the best first; equal ones by id. The 500 owners of the texts that fit best by
    /// words are found exactly; each is then scored over all their texts that may be seen.
    public func experts(
        for question: Question, seen filter: MatchFilter = MatchFilter(), top: Int, candidates: Int = Self.candidates
    ) -> [ExpertMatch] {
        let masks = masks(filter)
        let scored = owners(question, filter, masks, wanted: max(candidates, top)).map { owner in
            scored(owner, question, masks)
        }
        return best(scored, top: top, score: { Float($0.score) }) { tables.owners.name($0.owner) }
            .map { explained($0, question) }
    }

    /// The owners of the best texts, in the order of their best.
    private func owners(_ question: Question, _ filter: MatchFilter, _ masks: [[Bool]?], wanted: Int) -> [Int32] {
        var depth = wanted
        while true {
            let found = findings(question, masks, wanted: depth)
            var owners: [Int32] = []
            var seen: Set<Int32> = []
            for finding in found {
                // Several owners of one text are equal here; by name, so that their numbers do not matter.
                let own = text(of: finding).owners.filter { filter.admitsOwner($0) && seen.insert($0).inserted }
                owners += own.count < 2 ? own : own.sorted { tables.owners.name($0) < tables.owners.name($1) }
                if owners.count >= wanted { return Array(owners.prefix(wanted)) }
            }
            guard found.count == depth else { return owners }
            depth *= 4
        }
    }

    private func scored(_ owner: Int32, _ question: Question, _ masks: [[Bool]?]) -> Scored {
        var items: [(text: IndexedText, score: Float)] = []
        for (number, kept) in shelves.enumerated() {
            for index in kept.shelf.texts(of: owner) where masks[number]?[Int(index)] ?? true {
                let text = kept.shelf.texts[Int(index)]
                let cosine = question.probe.cosine(text.measured.vector)
                items.append((text, question.text.standardised(cosine, text.measured)))
            }
        }
        return Scored(owner: owner, items: items, score: RankDecayedMean.of(items.map(\.score)) ?? 0)
    }

    private func explained(_ scored: Scored, _ question: Question) -> ExpertMatch {
        let items = best(scored.items, top: scored.items.count, score: \.score) { tables.items.name($0.text.item) }
        let weights = RankDecayedMean.weights(items.count)
        var tally = Tally()
        var evidence: [Evidence] = []
        var rest = 0.0
        for (item, weight) in zip(items, weights) {
            tally.add(item.text.measured, to: question, times: weight)
            let share = weight * Double(item.score)
            guard evidence.count < 3 else {
                rest += share
                continue
            }
            evidence.append(
                Evidence(
                    item: tables.items.name(item.text.item), kind: tables.kinds.name(item.text.kind),
                    likeness: Double(item.score), share: share))
        }
        return ExpertMatch(
            id: tables.owners.name(scored.owner), score: scored.score, evidence: evidence, otherItems: rest,
            itemCount: items.count, explanation: tally.explanation(tables.terms))
    }
}
