import Database
import Matching
import Search
import Synchronization
import Text

/// Who is wanted: what they should know, and where they should be.
struct ExpertQuestion: Sendable, Equatable {
    var text: String
    /// People, teams or organisations; nil for all.
    var kind: FinderRecord.Kind?
    var country: String?

    var limit = ExpertQuestion.most

    static let kinds: [FinderRecord.Kind] = [.person, .team, .organisation]
    static let most = 50
    /// Whoever reaches less has said nothing that tells them from others.
    static let leastScore = 0.5
}

/// Somebody who knows about it, with what shows that.
struct FoundExpert: Sendable {
    let record: FinderRecord
    /// In standard deviations above what anybody in the directory reaches.
    let score: Double
    var strength: Strength { Strength(score) }
    let evidence: [Proof]
    /// The words that carried the score most, the first first, with their share of it.
    let terms: [(term: String, share: Double)]
    /// How many texts of theirs were looked at.
    let textCount: Int

    /// A text that speaks for somebody.
    struct Proof: Sendable {
        let record: FinderRecord
        /// Its part of the score, 0 to 1.
        let share: Double
    }

    /// A score in a word.
    enum Strength: String, Sendable, CaseIterable {
        case strong, good, some

        /// Chance brings one in a hundred above 2, and next to nobody above 4.
        init(_ score: Double) { self = score >= 4 ? .strong : score >= 2 ? .good : .some }
    }

    /// Parts of a score below this are nothing: they would be shown as 0 %.
    static let leastShare = 0.005
}

/// What is like a thing, and who could help with it.
struct Likeness: Sendable {
    let thing: FinderRecord
    /// Things of the same kind.
    let similar: [(record: FinderRecord, score: Double)]
    let helpers: [FoundExpert]
}

extension Programme {
    /// Who can do what is asked, the best first, at most fifty. The method is `TermSpace.Snapshot.experts`.
    func experts(_ question: ExpertQuestion, as actor: Actor) async throws -> [FoundExpert] {
        let space = try await finder.freshTerms(in: self)
        let counts = finder.counts(of: [question.text])
        guard !counts.isEmpty else { return [] }
        return try await read { tx in
            try tx.experts(
                space, space.question(counts), Finder.written([question.text]), kind: question.kind,
                country: question.country, top: question.limit, as: actor)
        }
    }

    /// What is like one thing of the directory, and the people who could help with it.
    func likeness(of kind: FinderRecord.Kind, _ id: String, as actor: Actor) async throws -> Likeness {
        let space = try await finder.freshTerms(in: self)
        return try await read { [finder] tx in
            guard let thing = try tx.records([FinderRecord.key(kind, id)]).first, thing.isPublic || actor.isOffice
            else {
                throw Problem.notFound
            }
            let said = try tx.everythingSaid(of: thing)
            let counts = finder.counts(of: said)
            let question = space.question(counts)
            let filter = MatchFilter(actor)
            let isOwner = ExpertQuestion.kinds.contains(kind)
            let similar: [(key: String, score: Double)]
            if isOwner {
                let owners = try tx.owners(kind, country: nil)
                similar = space.experts(
                    for: question, seen: MatchFilter(actor, owners: space.owners(owners)), top: 11
                ).map { ($0.id, $0.score) }
            } else {
                similar = space.items(
                    for: question, seen: MatchFilter(actor, kinds: [kind.rawValue]), top: 11
                ).map { ($0.id, $0.score) }
            }
            let records = try tx.records(similar.map(\.key).filter { $0 != thing.key })
                .filter { $0.isPublic || actor.isOffice }
            let scores = Dictionary(similar.map { ($0.key, $0.score) }, uniquingKeysWith: { first, _ in first })
            let helpers = try tx.experts(
                space, question, Finder.written(said), kind: .person, country: nil, top: 10, without: [thing.key],
                as: actor, filter)
            let alike = records.map { (record: $0, score: scores[$0.key] ?? 0) }
                .filter { $0.score >= ExpertQuestion.leastScore }
            return Likeness(thing: thing, similar: Array(alike.prefix(10)), helpers: helpers)
        }
    }
}

extension Finder {
    /// How the terms of texts are written in them, by stem: reasons show whole words.
    static func written(_ parts: [String]) -> [String: String] {
        let text = parts.joined(separator: "\n")
        var written: [String: String] = [:]
        for word in Tokeniser().words(of: text) where written[word.stem] == nil {
            written[word.stem] = String(
                decoding: text.utf8.dropFirst(word.range.lowerBound).prefix(word.range.count), as: UTF8.self)
        }
        return written
    }

    /// The terms of a question in the words of the space.
    func counts(of parts: [String]) -> TermCounts { terms.withLock { $0 }.reader().question(of: parts) }
}

extension MatchFilter {
    init(_ actor: Actor, kinds: Set<String>? = nil, owners: NumberSet? = nil) {
        self.init(sight: actor.isOffice ? .everything : .publicTexts, kinds: kinds, owners: owners)
    }
}

extension Transaction {
    func experts(
        _ space: TermSpace.Snapshot, _ question: Matching.Question, _ written: [String: String],
        kind: FinderRecord.Kind?, country: String?, top: Int,
        without: Set<String> = [], as actor: Actor, _ filter: MatchFilter? = nil
    ) throws -> [FoundExpert] {
        var filter = filter ?? MatchFilter(actor)
        if kind != nil || country != nil {
            let kinds = kind.map { [$0] } ?? ExpertQuestion.kinds
            filter.owners = space.owners(try kinds.flatMap { try owners($0, country: country) })
        }
        let found = space.experts(for: question, seen: filter, top: top + without.count)
            .filter { !without.contains($0.id) && $0.score >= ExpertQuestion.leastScore }
        return try explained(found, as: actor) { _ in written }.prefix(top).map { $0 }
    }

    /// Matches with what shows them, as far as the reader may see it; those of which nothing is left are left out.
    /// - Parameter written: how the terms of a match are written, by stem.
    func explained(
        _ found: [ExpertMatch], as actor: Actor, written: (FinderRecord) -> [String: String]
    ) throws -> [FoundExpert] {
        var records: [String: FinderRecord] = [:]
        for record in try self.records(found.map(\.id) + found.flatMap { $0.evidence.map(\.item) })
        where record.isPublic || actor.isOffice { records[record.key] = record }
        return found.compactMap { match in
            guard let record = records[match.id] else { return nil }
            let written = written(record)
            let evidence = match.evidence.compactMap { evidence in
                records[evidence.item].map { FoundExpert.Proof(record: $0, share: evidence.share / match.score) }
            }.filter { $0.share >= FoundExpert.leastShare }
            let terms = match.explanation.terms.map { (written[$0.term] ?? $0.term, $0.share / match.score) }
                .filter { $0.1 >= FoundExpert.leastShare }
            guard !evidence.isEmpty, !terms.isEmpty else { return nil }
            return FoundExpert(
                record: record, score: match.score, evidence: evidence, terms: Array(terms.prefix(8)),
                textCount: match.itemCount)
        }
    }

    /// The keys of those who can be experts, in one country or all.
    fileprivate func owners(_ kind: FinderRecord.Kind, country: String?) throws -> [String] {
        try owners(kind, where: country.map { "country = \($0)" } ?? "1 = 1")
    }

    /// The same for those in several countries.
    func owners(_ kind: FinderRecord.Kind, in countries: [String]) throws -> [String] {
        try owners(kind, where: countries.isEmpty ? "1 = 0" : "country IN (\(countries))")
    }

    private func owners(_ kind: FinderRecord.Kind, where here: SQL) throws -> [String] {
        let ids: [String]
        switch kind {
        case .person: ids = try column(String.self, "SELECT id FROM person WHERE \(here)")
        case .organisation: ids = try column(String.self, "SELECT id FROM organisation WHERE \(here)")
        case .team:
            ids = try column(
                String.self,
                "SELECT t.id FROM team t JOIN organisation o ON o.id = t.organisation_id WHERE \(here)")
        case .competence, .project, .call, .network: ids = []
        }
        return ids.map { FinderRecord.key(kind, $0) }
    }

    /// The texts of a thing and of what it can do and has done.
    fileprivate func everythingSaid(of thing: FinderRecord) throws -> [String] {
        var ids: [String] = []
        switch thing.kind {
        case .organisation:
            ids = try column(
                String.self,
                "SELECT id FROM competence WHERE organisation_id = \(thing.id) ORDER BY changed_at DESC, id LIMIT 40")
        case .person:
            ids = try column(
                String.self,
                "SELECT id FROM competence WHERE person_id = \(thing.id) ORDER BY changed_at DESC, id LIMIT 40")
        case .team:
            ids = try column(
                String.self,
                "SELECT id FROM competence WHERE team_id = \(thing.id) ORDER BY changed_at DESC, id LIMIT 40")
        case .competence, .project, .call, .network: break
        }
        let competences = try records(ids.map { FinderRecord.key(.competence, $0) }).filter(\.isPublic)
        let topics = try names(ofTopics: (thing.topics + competences.flatMap(\.topics)))
        var parts: [String] = thing.kind == .organisation || thing.kind == .person ? [] : thing.names
        for record in [thing] + competences {
            parts += record.keywords.filter { $0.contains { $0.isLetter } }
            parts += record.texts.flatMap { $0.texts.values.sorted() }
            parts += record.topics.flatMap { (topics[$0]?.texts ?? [:]).values.sorted() }
        }
        return parts
    }
}
