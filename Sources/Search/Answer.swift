import Text

/// How a search is made, beside its words.
public struct SearchOptions: Sendable {
    /// How many hits come back; the best first.
    public var limit: Int
    public var reader: Reader
    public var filters: [Filter]
    /// Whether all hits are counted. That takes the time of scoring every document with one of the words.
    public var countsHits: Bool
    /// Facets whose values are counted over all hits.
    public var countedFacets: [String]
    /// Whether a word nobody uses is taken for those one slip away.
    public var allowsTypos: Bool
    public var widening: Widening
    /// Stems one prefix stands for; of more, the most frequent.
    public var mostOfPrefix = 512

    public init(
        limit: Int = 20, reader: Reader = .everything, filters: [Filter] = [], countsHits: Bool = false,
        countedFacets: [String] = [], allowsTypos: Bool = true, widening: Widening = []
    ) {
        (self.limit, self.reader, self.filters) = (limit, reader, filters)
        (self.countsHits, self.countedFacets, self.allowsTypos) = (countsHits, countedFacets, allowsTypos)
        self.widening = widening
    }
}

/// A document that was found.
public struct Hit: Sendable, Equatable {
    public let key: String
    /// The sum over the query's words of rarity (BM25's idf) times saturated frequency (0 to 1). Comparable within one
    /// answer only.
    public let score: Double
    let points: UInt32
    let view: Int
    let document: Int
}

/// A value of a facet and how many hits have it.
public struct FacetCount: Sendable, Equatable {
    public let value: String
    public let count: Int
    public init(value: String, count: Int) { (self.value, self.count) = (value, count) }
}

/// Why a document was found: one word of the query in one field.
public struct Reason: Sendable, Equatable {
    /// The query's word as it was typed.
    public let word: String
    public let field: String
    public let way: Way
    /// The words of the document, folded, in their order, without repetition.
    public let found: [String]
    /// Its part of the score; all reasons of a hit add up to 1.
    public let share: Double
}

/// What a search found. It keeps the snapshot it was made on, so reasons and facets can be asked for afterwards.
public struct Answer: Sendable {
    public fileprivate(set) var hits: [Hit] = []
    /// All hits, not only the best, when they were to be counted.
    public fileprivate(set) var count: Int?
    /// The counted facets: values by falling count, then by name.
    public fileprivate(set) var facets: [String: [FacetCount]] = [:]
    let plan: Plan
    let snapshot: Snapshot

    /// The values a hit has of a facet, sorted; empty for an unknown facet.
    public func values(of facet: String, for hit: Hit) -> [String] {
        guard let facet = snapshot.layout.facet(facet) else { return [] }
        let column = snapshot.views[hit.view].segment.facets[facet]
        return column.entries(of: hit.document).map { column.values[Int(column.entries[$0])].string }
    }

    /// The weight the hit's document was put in with.
    public func weight(of hit: Hit) -> UInt32 { snapshot.views[hit.view].segment.titles.weights[hit.document] }

    /// Beginnings that stand for fewer words than begin so.
    public var shortenedPrefixes: [ShortenedPrefix] { plan.shortened }

    /// The title the hit's document was put in with.
    public func title(of hit: Hit) -> String { snapshot.views[hit.view].segment.titles.titles[hit.document].string }
}

extension Snapshot {
    /// The best documents for a query. Throws `IndexFault.unknownField` for a facet the layout does not have.
    public func search(_ query: Query, _ options: SearchOptions = SearchOptions()) throws -> Answer {
        let sight = Sight(self, options.reader)
        let plan = Plan(query, sight, options)
        var answer = Answer(plan: plan, snapshot: self)
        for filter in options.filters where layout.facet(filter.facet) == nil {
            throw IndexFault.unknownField(filter.facet)
        }
        let facets = try options.countedFacets.map { name in
            guard let facet = layout.facet(name) else { throw IndexFault.unknownField(name) }
            return facet
        }
        let countsAll = options.countsHits || !facets.isEmpty
        var tally = FacetTally(facets: facets, snapshot: self)
        var best = TopHits(limit: max(0, options.limit), segments: views.map(\.segment))
        try run(plan, sight, options, countsAll: countsAll, into: &best) { tally.add($0, $1) }
        answer.hits = best.sorted.map { entry in
            let segment = views[Int(entry.segment)].segment
            return Hit(
                key: segment.keys[Int(entry.document)].string, score: Double(entry.score) / (255 * Plan.scale),
                points: entry.score, view: Int(entry.segment), document: Int(entry.document))
        }
        if countsAll {
            answer.count = tally.count
            for (name, facet) in zip(options.countedFacets, facets) { answer.facets[name] = tally.counts(of: facet) }
        }
        return answer
    }
}

extension Snapshot {
    /// The keys of everything a query finds, in no particular order; `limit` does not count.
    public func keys(for query: Query, _ options: SearchOptions = SearchOptions()) throws -> [String] {
        let sight = Sight(self, options.reader)
        var found: [(document: Int, view: Int)] = []
        var best = TopHits(limit: 0, segments: views.map(\.segment))
        try run(Plan(query, sight, options), sight, options, countsAll: true, into: &best) { found.append(($0, $1)) }
        return found.map { views[$0.view].segment.keys[$0.document].string }
    }

    private func run(
        _ plan: Plan, _ sight: Sight, _ options: SearchOptions, countsAll: Bool, into best: inout TopHits,
        tally: (_ document: Int, _ view: Int) -> Void
    ) throws {
        for (index, view) in views.enumerated() {
            let filter = try SegmentFilter(view, layout, sees: sight.classes[index], filters: options.filters)
            guard !plan.isImpossible else { continue }
            var evaluation = Evaluation(plan, view.segment, number: index, filter: filter, countsAll: countsAll)
            evaluation.run(into: &best) { tally($0, index) }
        }
    }
}

/// Counts hits and the values of their facets.
private struct FacetTally {
    private let facets: [Int]
    private let snapshot: Snapshot
    private(set) var count = 0
    /// For each counted facet and segment, hits by the value's number.
    private var counts: [[[Int]]]

    init(facets: [Int], snapshot: Snapshot) {
        (self.facets, self.snapshot) = (facets, snapshot)
        counts = facets.map { facet in
            snapshot.views.map { [Int](repeating: 0, count: $0.segment.facets[facet].values.count) }
        }
    }

    mutating func add(_ document: Int, _ view: Int) {
        count += 1
        for (place, facet) in facets.enumerated() {
            let column = snapshot.views[view].segment.facets[facet]
            for entry in column.entries(of: document) { counts[place][view][Int(column.entries[entry])] += 1 }
        }
    }

    func counts(of facet: Int) -> [FacetCount] {
        guard let place = facets.firstIndex(of: facet) else { return [] }
        var sums: [String: Int] = [:]
        for (view, counts) in counts[place].enumerated() {
            let values = snapshot.views[view].segment.facets[facet].values
            for (number, count) in counts.enumerated() where count > 0 {
                sums[values[number].string, default: 0] += count
            }
        }
        return sums.map { FacetCount(value: $0.key, count: $0.value) }
            .sorted { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
    }
}

extension Answer {
    /// What brought a hit here, the weightiest reason first.
    public func reasons(for hit: Hit) -> [Reason] {
        let segment = snapshot.views[hit.view].segment
        var reasons: [Reason] = []
        var total = 0.0
        for group in plan.groups {
            for alternative in group.alternatives where alternative.numbers[hit.view] >= 0 {
                let term = Int(alternative.numbers[hit.view])
                guard let impact = segment.postings.impact(term, in: hit.document) else { continue }
                let points = Double(alternative.weight) * Double(impact)
                total += points
                reasons += self.reasons(group.text, alternative, term, points, segment, hit.document)
            }
        }
        guard total > 0 else { return [] }
        return reasons.map {
            Reason(word: $0.word, field: $0.field, way: $0.way, found: $0.found, share: $0.share / total)
        }.sorted { $0.share != $1.share ? $0.share > $1.share : ($0.word, $0.field) < ($1.word, $1.field) }
    }

    /// One reason for each field that has the term; the points are shared as the fields' frequencies weigh.
    private func reasons(
        _ word: String, _ alternative: Plan.Alternative, _ term: Int, _ points: Double, _ segment: Segment,
        _ document: Int
    ) -> [Reason] {
        let fields = snapshot.layout.fields
        var lengths = [Int](repeating: 0, count: fields.count)
        var times = [Int](repeating: 0, count: fields.count)
        var forms = [[String]](repeating: [], count: fields.count)
        segment.forEachForm(of: document) { field, _, form in
            lengths[field] += 1
            guard Int(segment.formTerm[form]) == term else { return }
            times[field] += 1
            let written = segment.forms[form].string
            if !forms[field].contains(written) { forms[field].append(written) }
        }
        let frequencies = fields.indices.map {
            Double(times[$0]) * Double(snapshot.layout.frequency(field: $0, length: lengths[$0]))
        }
        let sum = frequencies.reduce(0, +)
        let typed = folded(word)
        return fields.indices.filter { times[$0] > 0 }.map { field in
            var way = alternative.way
            if way == .stem, forms[field].contains(where: { folded($0) == typed }) { way = .exact }
            if way == .stem || way == .exact, plan.phraseTexts.contains(word) { way = .phrase }
            return Reason(
                word: word, field: fields[field].name, way: way, found: forms[field],
                share: points * frequencies[field] / sum)
        }
    }
}
