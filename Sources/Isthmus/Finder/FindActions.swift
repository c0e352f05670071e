import Database
import Foundation
import Search
import Text

/// What a search over everything asks: words, and what to leave out.
struct FindQuestion: Sendable, Equatable {
    var text: String
    var kind: FinderRecord.Kind?
    var country: String?
    var topic: String?
    /// From 1.
    var page = 1

    static let pageSize = 20
    /// Nobody reads further; the filters narrow instead.
    static let mostPages = 25
}

/// What it found.
struct FindAnswer: Sendable {
    var question: FindQuestion
    /// All hits within the filters.
    var count = 0
    /// Hits of every kind, whatever kind is chosen; the others within the filters.
    var kinds: [FacetCount] = []
    var countries: [FacetCount] = []
    var topics: [(id: String, name: Multilingual, count: Int)] = []
    var hits: [FindHit] = []
    /// Nothing held all the words: these hold some of them.
    var isLoose = false
    var pages: Int {
        min(FindQuestion.mostPages, (count + FindQuestion.pageSize - 1) / FindQuestion.pageSize)
    }
}

/// One thing that was found, and why.
struct FindHit: Sendable {
    let record: FinderRecord
    /// The passage that holds most of the words, with its language.
    let passage: [Stretch]
    let reasons: [Reason]
}

/// A completion for what is being typed.
struct Suggestion: Codable, Sendable {
    let label: String
    /// The country, for a reader.
    let detail: String
    let href: String
}

extension Programme {
    /// Looks for words in every name and text that the reader may see.
    func find(_ question: FindQuestion, as actor: Actor) async throws -> FindAnswer {
        guard !folded(question.text).isEmpty else { return FindAnswer(question: question) }
        let snapshot = try await finder.fresh(in: self)
        let sight = Sight(of: actor)
        return try await read { tx in
            let tokeniser = Tokeniser()
            var answer = FindAnswer(question: question)
            var found = try snapshot.find(question, .all, sight, tokeniser)
            if found.count == 0 {
                found = try snapshot.find(question, .any, sight, tokeniser)
                answer.isLoose = true
            }
            answer.count = found.count ?? 0
            answer.kinds = try snapshot.kinds(question, answer.isLoose ? .any : .all, sight, tokeniser)
            answer.countries = Array((found.facets["country"] ?? []).prefix(12))
            let topics = Array((found.facets["topic"] ?? []).prefix(8))
            let names = try tx.names(ofTopics: topics.map(\.value))
            answer.topics = topics.map { ($0.value, names[$0.value] ?? [:], $0.count) }
            answer.hits = try tx.hits(found, question, tokeniser, actor.language)
            return answer
        }
    }

    /// Up to eight names that hold words beginning with what was typed.
    func suggestions(_ text: String, as actor: Actor, words: Words) async throws -> [Suggestion] {
        guard folded(text).count >= 2 else { return [] }
        let snapshot = try await finder.fresh(in: self)
        let reader = Sight(of: actor).reader
        var keys = try snapshot.suggestions(for: text, limit: 8, reader: reader).map(\.key)
        if keys.count < 8 {
            // Names in other languages and scripts, which no title shows.
            let query = Search.Query(text + "*", mode: .all, tokeniser: Tokeniser())
            let named = try snapshot.search(query, SearchOptions(limit: 8, reader: reader)).hits.map(\.key)
            keys += named.filter { !keys.contains($0) }.prefix(8 - keys.count)
        }
        return try await read { [keys] tx in
            try tx.records(keys).map { record in
                Suggestion(
                    label: record.title(in: words.language),
                    detail: record.country.isEmpty
                        ? words("find.kind.\(record.kind.rawValue)") : words.country(record.country),
                    href: record.path)
            }
        }
    }
}

/// Whose eyes a search is made with.
struct Sight: Sendable {
    let reader: Search.Reader

    init(of actor: Actor) { reader = actor.isOffice ? .everything : Search.Reader(["public"]) }
}

extension FindQuestion {
    fileprivate var filters: [Search.Filter] {
        [("kind", kind?.rawValue), ("country", country), ("topic", topic)].compactMap { name, value in
            value.map { Search.Filter(name, [$0]) }
        }
    }
}

extension Search.Snapshot {
    fileprivate func find(
        _ question: FindQuestion, _ mode: Search.Query.Mode, _ sight: Sight, _ tokeniser: Tokeniser
    ) throws -> Search.Answer {
        try search(
            Search.Query(question.text, mode: mode, tokeniser: tokeniser),
            SearchOptions(
                limit: question.page * FindQuestion.pageSize, reader: sight.reader, filters: question.filters,
                countsHits: true, countedFacets: ["country", "topic"]))
    }

    /// How many things hold all the words, and the keys of the best of them.
    func holding(_ question: FindQuestion, most: Int, _ sight: Sight, _ tokeniser: Tokeniser) throws
        -> (count: Int, keys: [String])
    {
        let found = try search(
            Search.Query(question.text, mode: .all, tokeniser: tokeniser),
            SearchOptions(limit: most, reader: sight.reader, filters: question.filters, countsHits: true))
        return (found.count ?? 0, found.hits.map(\.key))
    }

    /// How many hits there are of each kind, for the tabs.
    fileprivate func kinds(
        _ question: FindQuestion, _ mode: Search.Query.Mode, _ sight: Sight, _ tokeniser: Tokeniser
    ) throws -> [FacetCount] {
        var ofAllKinds = question
        ofAllKinds.kind = nil
        let counted = try search(
            Search.Query(question.text, mode: mode, tokeniser: tokeniser),
            SearchOptions(limit: 0, reader: sight.reader, filters: ofAllKinds.filters, countedFacets: ["kind"]))
        let counts = Dictionary(
            (counted.facets["kind"] ?? []).map { ($0.value, $0.count) }, uniquingKeysWith: { first, _ in first })
        return FinderRecord.Kind.allCases.compactMap { kind in
            counts[kind.rawValue].map { FacetCount(value: kind.rawValue, count: $0) }
        }
    }
}

extension Transaction {
    /// The records of keys, in their order; things that are gone meanwhile are left out.
    func records(_ keys: [String]) throws -> [FinderRecord] {
        var found: [String: FinderRecord] = [:]
        let parts = keys.compactMap { FinderRecord.parts(of: $0) }
        for source in Finder.directory {
            let ids = parts.filter { $0.kind == source.kind }.map(\.id)
            guard !ids.isEmpty else { continue }
            for record in try source.records(ids, in: self) { found[record.key] = record }
        }
        return keys.compactMap { found[$0] }
    }

    fileprivate func hits(
        _ answer: Search.Answer, _ question: FindQuestion, _ tokeniser: Tokeniser, _ language: String
    ) throws -> [FindHit] {
        let shown = answer.hits.dropFirst((question.page - 1) * FindQuestion.pageSize)
        let highlighter = Highlighter(answer)
        let records = Dictionary(
            try records(shown.map(\.key)).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return shown.compactMap { hit in
            guard let record = records[hit.key] else { return nil }
            return FindHit(
                record: record, passage: record.passage(highlighter, tokeniser, language),
                reasons: Array(answer.reasons(for: hit).prefix(6)))
        }
    }

    func names(ofTopics ids: [String]) throws -> [String: Multilingual] {
        var names: [String: Multilingual] = [:]
        try each("SELECT id, name FROM topic WHERE id IN (\(ids))") { row in
            names[try row.at(0)] = try row.at(1, as: Multilingual.self)
        }
        return names
    }
}

extension FinderRecord {
    /// Where the words stand, in the reader's language if they stand there too.
    fileprivate func passage(_ highlighter: Highlighter, _ tokeniser: Tokeniser, _ language: String) -> [Stretch] {
        var best: [Stretch] = []
        var most = 0
        for text in texts {
            let order = text.languages.sorted { ($0 == language ? 0 : 1, $0) < ($1 == language ? 0 : 1, $1) }
            for language in order {
                let stretches = highlighter.excerpt(
                    of: text[language] ?? "", length: 240, tokeniser: tokeniser,
                    language: Text.Language(code: language))
                let marks = stretches.count { $0.isMarked }
                if marks > most { (best, most) = (stretches, marks) }
            }
        }
        return best
    }
}
