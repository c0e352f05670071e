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
    /// Hits on a page.
    var limit = 20

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
    /// What the chosen topic is called.
    var topicName: Multilingual?
    var hits: [FindHit] = []
    var manner = FindManner.all
    /// Beginnings that stand for the most frequent of their words only.
    var shortened: [ShortenedPrefix] = []
    /// When it was asked: what is open depends on it.
    var at = Moment(seconds: 0)
    var pages: Int { min(FindQuestion.mostPages, (count + question.limit - 1) / question.limit) }
}

/// One thing that was found, and why.
struct FindHit: Sendable {
    let record: FinderRecord
    /// The passage that holds most of the words, with its language.
    let passage: [Stretch]
    let reasons: [Reason]
    /// Comparable within one answer only.
    let score: Double
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
        let (reader, now) = (Sight(of: actor).reader, clock())
        return try await read { tx in
            let search = FindSearch(snapshot: snapshot, question: question, reader: reader)
            let result = try search.result()
            var answer = FindAnswer(question: question)
            (answer.manner, answer.at) = (result.manner, now)
            answer.count = result.counted.count ?? 0
            answer.shortened = result.counted.shortenedPrefixes.filter { $0.text.hasSuffix("*") }
            answer.kinds = try search.kinds(result.manner)
            answer.countries = Array((result.counted.facets["country"] ?? []).prefix(12))
            let topics = Array((result.counted.facets["topic"] ?? []).prefix(8))
            let names = try tx.names(ofTopics: topics.map(\.value) + [question.topic].compactMap(\.self))
            answer.topicName = question.topic.flatMap { names[$0] }
            answer.topics = topics.map { ($0.value, names[$0.value] ?? [:], $0.count) }
            answer.hits = try tx.hits(result.entries, search.tokeniser, actor.language)
            return answer
        }
    }

    /// Everything of a kind that holds all the words, in any form or as beginnings, for the list of that kind. Nil
    /// where there are no words, and where the index is not at hand: the list then looks by itself.
    func matches(_ kind: FinderRecord.Kind, _ text: String, as actor: Actor) async throws -> ListMatches? {
        guard !folded(text).isEmpty, let snapshot = try await finder.freshNow(in: self) else { return nil }
        return try snapshot.matches(kind, text, Sight(of: actor))
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
                    label: record.title(words),
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

extension Search.Snapshot {
    /// Everything of a kind that holds all the words; nil where there are none.
    func matches(_ kind: FinderRecord.Kind, _ text: String, _ sight: Sight) throws -> ListMatches? {
        guard !folded(text).isEmpty else { return nil }
        var options = SearchOptions(
            reader: sight.reader, filters: [Search.Filter("kind", [kind.rawValue])], allowsTypos: false,
            widening: .beginnings)
        options.mostOfPrefix = .max
        let keys = try keys(for: Search.Query(text, mode: .all, tokeniser: Tokeniser()), options)
        return ListMatches(keys.map { String($0.dropFirst(kind.rawValue.count + 1)) })
    }

    /// How many things hold all the words, and the keys of the best of them.
    func holding(_ question: FindQuestion, most: Int, _ sight: Sight, _ tokeniser: Tokeniser) throws
        -> (count: Int, keys: [String])
    {
        let found = try search(
            Search.Query(question.asked, mode: .all, tokeniser: tokeniser),
            SearchOptions(
                limit: most, reader: sight.reader, filters: question.filters, countsHits: true, allowsTypos: false))
        return (found.count ?? 0, found.hits.map(\.key))
    }
}

extension Transaction {
    /// The records of keys, in their order; things that are gone meanwhile are left out.
    func records(_ keys: [String]) throws -> [FinderRecord] {
        var found: [String: FinderRecord] = [:]
        let parts = keys.compactMap { FinderRecord.parts(of: $0) }
        for source in FinderSources.all {
            let ids = parts.filter { $0.kind == source.kind }.map(\.id)
            guard !ids.isEmpty else { continue }
            for record in try source.records(ids, in: self) { found[record.key] = record }
        }
        return keys.compactMap { found[$0] }
    }

    fileprivate func hits(_ entries: [FindSearch.Entry], _ tokeniser: Tokeniser, _ language: String) throws -> [FindHit]
    {
        let records = Dictionary(
            try records(entries.map(\.hit.key)).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return entries.compactMap { entry in
            guard let record = records[entry.hit.key] else { return nil }
            return FindHit(
                record: record, passage: record.passage(Highlighter(entry.answer), tokeniser, language),
                reasons: Array(entry.answer.reasons(for: entry.hit).prefix(6)), score: entry.hit.score)
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
    /// Where the words stand, in the reader's language if they stand there too. What the title says is not said again.
    fileprivate func passage(_ highlighter: Highlighter, _ tokeniser: Tokeniser, _ language: String) -> [Stretch] {
        var best: [Stretch] = []
        var most = 0
        let said = Set(([title] + titles.texts.values).map { folded($0) })
        for text in texts {
            let order = text.languages.sorted { ($0 == language ? 0 : 1, $0) < ($1 == language ? 0 : 1, $1) }
            for language in order where !said.contains(folded(text[language] ?? "")) {
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
