/// A text of an expert that speaks for them.
public struct ExpertEvidence: Sendable, Equatable {
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
    public let evidence: [ExpertEvidence]
    /// What all other texts carry: `score` is this and the shares of the evidence.
    public let otherItems: Double
    /// How many texts the score is made of.
    public let itemCount: Int
    /// The same score by terms.
    public let explanation: Explanation
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
        let (owners, known) = owners(question, filter, masks, wanted: max(candidates, top))
        let rows = owners.map { scored($0, question, masks, known) }
        return best(rows, top: top, score: { Float($0.score) }) { tables.owners.name($0.owner) }
            .map { explained($0, question) }
    }

    private struct Spot: Hashable {
        let shelf: Int
        let index: Int
    }

    /// The owners of the best texts, in the order of their best, and the cosines met on the way.
    private func owners(_ question: Question, _ filter: MatchFilter, _ masks: [[Bool]?], wanted: Int)
        -> ([Int32], [Spot: Float])
    {
        var depth = wanted
        while true {
            let found = findings(question, masks, wanted: depth)
            var owners: [Int32] = []
            var seen: Set<Int32> = []
            for finding in found where owners.count < wanted {
                let start = owners.count
                for owner in text(of: finding).owners where filter.admitsOwner(owner) && seen.insert(owner).inserted {
                    owners.append(owner)
                }
                // Several owners of one text are equal here; by name, so that their numbers do not matter.
                if owners.count > start + 1 {
                    owners[start...].sort { tables.owners.name($0) < tables.owners.name($1) }
                }
            }
            if owners.count >= wanted || found.count < depth {
                let known = found.map { (Spot(shelf: $0.shelf, index: $0.index), $0.cosine) }
                return (Array(owners.prefix(wanted)), Dictionary(uniqueKeysWithValues: known))
            }
            depth *= 4
        }
    }

    private func scored(_ owner: Int32, _ question: Question, _ masks: [[Bool]?], _ known: [Spot: Float]) -> Scored {
        var items: [(text: IndexedText, score: Float)] = []
        for (number, kept) in shelves.enumerated() {
            for index in kept.shelf.texts(of: owner) where masks[number]?[Int(index)] ?? true {
                let text = kept.shelf.texts[Int(index)]
                let cosine =
                    known[Spot(shelf: number, index: Int(index))] ?? question.probe.cosine(text.measured.vector)
                items.append((text, question.text.standardised(cosine, text.measured)))
            }
        }
        return Scored(owner: owner, items: items, score: RankDecayedMean.of(items.map(\.score)) ?? 0)
    }

    /// The score of everybody given, by every one of their texts that may be seen: nothing is sought, so nobody is left
    /// out. Somebody without a text is as far from the question as a text without a word in common.
    public func scores(of owners: [String], for question: Question, seen filter: MatchFilter = MatchFilter())
        -> [Double]
    {
        let masks = masks(filter)
        let all = shelves.indices.map { everyScore(on: shelves[$0].shelf, question, masks[$0]) }
        let numbers = tables.owners.known(owners)
        return numbers.map { owner in
            var scores: [Float] = []
            for (number, kept) in shelves.enumerated() where owner >= 0 {
                for index in kept.shelf.texts(of: owner) where masks[number]?[Int(index)] ?? true {
                    scores.append(all[number][Int(index)])
                }
            }
            return RankDecayedMean.of(scores) ?? Double(-question.text.words.level)
        }
    }

    /// The scores of the texts of a shelf that have owners, summed through its lists.
    private func everyScore(on shelf: Shelf, _ question: Question, _ mask: [Bool]?) -> [Float] {
        var cosines = [Float](repeating: 0, count: shelf.texts.count)
        for (term, weight) in zip(question.vector.terms, question.vector.weights) {
            for block in shelf.blocks(of: term) {
                for entry in Int(shelf.entryStarts[block])..<Int(shelf.entryStarts[block + 1]) {
                    cosines[Int(shelf.members[entry])] += weight * shelf.weights[entry]
                }
            }
        }
        for (index, text) in shelf.texts.enumerated() where !text.owners.isEmpty && mask?[index] ?? true {
            cosines[index] = question.text.standardised(cosines[index], text.measured)
        }
        return cosines
    }

    /// At most so many texts of an owner are compared with what asks for them: those that came last.
    private static var mostOwn: Int { 500 }
    /// So many pairs are compared in full; of more, only those of the texts that are nearest to all of the owner's.
    private static var mostPairs: Int { 30_000 }

    /// The other way round: the texts among `items` for which an owner would be found, the best first, equal ones by
    /// id. Each has the score that `experts` gives the owner for it, and stands under its own id.
    public func items(
        answeredBy owner: String, among items: [String], seen filter: MatchFilter = MatchFilter(), top: Int
    ) -> [ExpertMatch] {
        guard let number = tables.owners.known(owner) else { return [] }
        let masks = masks(filter)
        var own: [IndexedText] = []
        for (kept, mask) in zip(shelves, masks) {
            own += kept.shelf.texts(of: number).lazy.map(Int.init).filter { mask?[$0] ?? true }
                .map { kept.shelf.texts[$0] }
        }
        own = Array(own.sorted { $0.item < $1.item }.suffix(Self.mostOwn))
        guard !own.isEmpty else { return [] }
        let asking = items.compactMap { item($0, seen: filter) }
        let rows = nearest(asking, to: own, most: max(top, Self.mostPairs / own.count)).map { text in
            let question = Question(text.measured)
            let items = own.map { own in
                (
                    text: own,
                    score: question.text.standardised(question.probe.cosine(own.measured.vector), own.measured)
                )
            }
            let score = RankDecayedMean.of(items.map(\.score)) ?? 0
            return (text: text, question: question, scored: Scored(owner: number, items: items, score: score))
        }
        return best(rows, top: top, score: { Float($0.scored.score) }) { tables.items.name($0.text.item) }.map {
            explained($0.scored, $0.question, id: tables.items.name($0.text.item))
        }
    }

    /// Those of the texts that are most like some others together, by words.
    private func nearest(_ texts: [IndexedText], to others: [IndexedText], most: Int) -> [IndexedText] {
        guard texts.count > most else { return texts }
        var weights: [Int32: Float] = [:]
        for other in others {
            for (term, weight) in zip(other.measured.vector.terms, other.measured.vector.weights) {
                weights[term, default: 0] += weight
            }
        }
        let terms = weights.keys.sorted()
        let probe = TermProbe(TermVector(terms: terms, weights: terms.map { weights[$0] ?? 0 }))
        let rows = texts.map { (text: $0, cosine: probe.cosine($0.measured.vector)) }
        return best(rows, top: most, score: \.cosine) { tables.items.name($0.text.item) }.map(\.text)
    }

    private func explained(_ scored: Scored, _ question: Question, id: String? = nil) -> ExpertMatch {
        let items = best(scored.items, top: scored.items.count, score: \.score) { tables.items.name($0.text.item) }
        let weights = RankDecayedMean.weights(items.count)
        var tally = Tally(question)
        var evidence: [ExpertEvidence] = []
        var rest = 0.0
        for (item, weight) in zip(items, weights) {
            tally.add(item.text.measured, times: weight)
            let share = weight * Double(item.score)
            guard evidence.count < 3 else {
                rest += share
                continue
            }
            evidence.append(
                ExpertEvidence(
                    item: tables.items.name(item.text.item), kind: tables.kinds.name(item.text.kind),
                    likeness: Double(item.score), share: share))
        }
        return ExpertMatch(
            id: id ?? tables.owners.name(scored.owner), score: scored.score, evidence: evidence, otherItems: rest,
            itemCount: items.count, explanation: tally.explanation(tables.terms))
    }
}
