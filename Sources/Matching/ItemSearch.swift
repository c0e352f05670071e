/// A text that fits a question.
public struct ItemMatch: Sendable, Equatable {
    public let id: String
    public let kind: String
    public let owners: [String]
    /// In standard deviations: about 0 for any text, above 3 for one on the same subject.
    public let score: Double
    public let explanation: Explanation
}

extension TermSpace.Snapshot {
    /// So many texts are found by words and then ranked by the full method.
    public static let candidates = 500

    /// The texts that fit a question best, the best first; equal ones by id. The 500 best by words are found exactly
    /// and ranked by the full method (`Calibration`).
    public func items(
        for question: Question, seen filter: MatchFilter = MatchFilter(), top: Int, candidates: Int = Self.candidates
    ) -> [ItemMatch] {
        items(for: question, seen: filter, top: top, candidates: candidates, without: nil)
    }

    /// The texts of the same kind that are most like an item's; empty when the item is not there or may not be seen.
    public func similar(to id: String, seen filter: MatchFilter = MatchFilter(), top: Int) -> [ItemMatch] {
        guard let item = item(id, seen: filter) else { return [] }
        var filter = filter
        filter.kinds = [tables.kinds.name(item.kind)]
        return items(
            for: Question(item.measured), seen: filter, top: top, candidates: Self.candidates, without: item.item)
    }

    private func items(
        for question: Question, seen filter: MatchFilter, top: Int, candidates: Int, without own: Int32?
    ) -> [ItemMatch] {
        let masks = masks(filter)
        let found = findings(question, masks, wanted: max(candidates, top) + (own == nil ? 0 : 1))
        let ranked = found.map { ($0, text(of: $0)) }.filter { $0.1.item != own }.prefix(max(candidates, top))
            .map { finding, text in
                (text: text, score: question.text.standardised(finding.cosine, text.measured))
            }
        return best(ranked, top: top, score: \.score) { tables.items.name($0.text.item) }.map { text, score in
            var tally = Tally(question)
            tally.add(text.measured, times: 1)
            return ItemMatch(
                id: tables.items.name(text.item), kind: tables.kinds.name(text.kind),
                owners: text.owners.filter(filter.admitsOwner).map(tables.owners.name).sorted(),
                score: Double(score), explanation: tally.explanation(tables.terms))
        }
    }

    func text(of finding: Finding) -> IndexedText { shelves[finding.shelf].shelf.texts[finding.index] }

    func masks(_ filter: MatchFilter) -> [[Bool]?] {
        let kinds = kindNumbers(of: filter)
        return shelves.map { $0.mask(filter, kinds: kinds) }
    }

    /// The best texts by words, exactly, the best first; all that share a term when they are fewer than `wanted`.
    func findings(_ question: Question, _ masks: [[Bool]?], wanted: Int) -> [Finding] {
        var found: [Finding] = []
        // The largest first: what it finds spares most of the others.
        for number in shelves.indices.sorted(by: { shelves[$0].liveCount > shelves[$1].liveCount }) {
            let least = found.count < wanted ? -Float.infinity : found.last?.score ?? -Float.infinity
            let retrieval = Retrieval(
                shelf: shelves[number].shelf, number: number, question: question, mask: masks[number], wanted: wanted,
                least: least)
            let more = retrieval.best()
            guard !more.isEmpty else { continue }
            found = best(found + more, top: wanted, score: \.score) { tables.items.name(text(of: $0).item) }
        }
        return found
    }

    /// The highest scores first, equal ones by name; names are looked up only where they decide.
    func best<Row>(_ rows: [Row], top: Int, score: (Row) -> Float, name: (Row) -> String) -> [Row] {
        let scores = rows.map(score)
        let order = rows.indices.sorted { scores[$0] > scores[$1] }
        var result: [Row] = []
        result.reserveCapacity(min(top, order.count))
        var start = 0
        while start < order.count, result.count < top {
            var end = start + 1
            while end < order.count, scores[order[end]] == scores[order[start]] { end += 1 }
            let equal = order[start..<end].map { rows[$0] }
            result += equal.count == 1 ? equal : equal.sorted { name($0) < name($1) }
            start = end
        }
        return Array(result.prefix(top))
    }
}
