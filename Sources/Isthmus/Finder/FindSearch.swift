import Foundation
import Search
import Text

/// How the things of an answer hold the words that were asked for.
enum FindManner: String, Sendable, CaseIterable {
    /// Each holds all the words.
    case all
    /// Few or none do; the others hold words nearly the same: other spellings, what the last word begins, one letter
    /// changed.
    case near
    /// None does even so: each holds some of the words.
    case some
}

/// One question put to the index: what comes first, what is taken beside, what is counted. Nothing of the database.
struct FindSearch {
    let snapshot: Search.Snapshot
    let question: FindQuestion
    let reader: Search.Reader
    let tokeniser = Tokeniser()

    /// Fewer hits than this are not enough: nearly the same words are looked for too.
    private static let few = 3
    /// Of so many the order also depends on how much there is about a thing.
    private static let weighed = 200
    /// Texts of more words are no names that one misspells.
    private static let mostWordsWidened = 12

    /// A hit with the answer it stands in, which knows its reasons.
    struct Entry {
        let hit: Hit
        let answer: Search.Answer
    }

    struct Result {
        let manner: FindManner
        /// The answer that counts: of all hits, and of their facets.
        let counted: Search.Answer
        /// The page that was asked for.
        let entries: [Entry]
    }

    func result() throws -> Result {
        let exact = try search(.all, limit: limit)
        let found = exact.count ?? 0
        guard found < Self.few else { return try page(.all, exact, [exact]) }
        let near = try search(.all, limit: limit, widening: widening)
        if near.count ?? 0 > found { return try page(.near, near, [exact, near]) }
        if found > 0 { return try page(.all, exact, [exact]) }
        let some = try search(.any, limit: limit, widening: widening)
        return try page(.some, some, [some])
    }

    /// How many hits there are of each kind, whatever kind was asked for.
    func kinds(_ manner: FindManner) throws -> [FacetCount] {
        var ofAllKinds = question
        ofAllKinds.kind = nil
        let search = FindSearch(snapshot: snapshot, question: ofAllKinds, reader: reader)
        let counted = try search.search(
            manner == .some ? .any : .all, limit: 0, widening: manner == .all ? [] : widening, facets: ["kind"])
        let counts = Dictionary(
            (counted.facets["kind"] ?? []).map { ($0.value, $0.count) }, uniquingKeysWith: { first, _ in first })
        return FinderRecord.Kind.allCases.compactMap { kind in
            counts[kind.rawValue].map { FacetCount(value: kind.rawValue, count: $0) }
        }
    }

    private var limit: Int { max(Self.weighed, question.page * question.limit) }

    private var widening: Widening {
        let words = question.text.split(whereSeparator: \.isWhitespace)
        guard words.count <= Self.mostWordsWidened else { return [] }
        let isOpen = words.last.map { !$0.hasSuffix("\"") && !$0.hasPrefix("-") } ?? false
        return isOpen ? [.slips, .spellings, .lastBeginning] : [.slips, .spellings]
    }

    private func search(
        _ mode: Search.Query.Mode, limit: Int, widening: Widening = [], facets: [String] = ["country", "topic"],
        with more: [Search.Filter] = []
    ) throws -> Search.Answer {
        try snapshot.search(
            Search.Query(question.asked, mode: mode, tokeniser: tokeniser),
            SearchOptions(
                limit: limit, reader: reader, filters: question.filters + more, countsHits: true,
                countedFacets: facets, allowsTypos: false, widening: widening))
    }

    /// What is called so comes first, then the answers in their order, none twice.
    private func page(_ manner: FindManner, _ counted: Search.Answer, _ answers: [Search.Answer]) throws -> Result {
        var entries: [Entry] = []
        let name = FinderRecord.exact(question.asked)
        if !name.isEmpty, manner != .some {
            let named = try search(
                .all, limit: Self.weighed, facets: [], with: [Search.Filter("exact", [name])])
            entries += weighed(named)
        }
        for answer in answers { entries += weighed(answer, isNear: manner == .near && answer.hits.count > Self.few) }
        var seen = Set<String>()
        entries = entries.filter { seen.insert($0.hit.key).inserted }
        let start = (question.page - 1) * question.limit
        return Result(manner: manner, counted: counted, entries: Array(entries.dropFirst(start).prefix(question.limit)))
    }

    /// The best hits, those with much about them a little further up: of two that are called alike the one with a
    /// thousand projects is meant more often than the one with none.
    private func weighed(_ answer: Search.Answer, isNear: Bool = false) -> [Entry] {
        // What is only near is not brought up far before what is nearer.
        let part = isNear ? 0.02 : 0.08
        let best = answer.hits.prefix(Self.weighed).enumerated().map { place, hit in
            (place: place, hit: hit, score: hit.score * (1 + part * log2(1 + Double(answer.weight(of: hit)))))
        }
        let order = best.sorted { $0.score != $1.score ? $0.score > $1.score : $0.place < $1.place }
        return (order.map(\.hit) + answer.hits.dropFirst(Self.weighed)).map { Entry(hit: $0, answer: answer) }
    }
}

extension FindQuestion {
    /// The words without the web address that a register puts before its numbers.
    var asked: String {
        let address =
            /^\s*(?:https?:\/\/)?(?:www\.)?(?:ror\.org|orcid\.org|cordis\.europa\.eu\/project\/id)\/([^\s\/?#]+)\/?\s*$/
        return text.wholeMatch(of: address.ignoresCase()).map { String($0.output.1) } ?? text
    }

    var filters: [Search.Filter] {
        [("kind", kind?.rawValue), ("country", country), ("topic", topic)].compactMap { name, value in
            value.map { Search.Filter(name, [$0]) }
        }
    }
}
