import Database
import Matching
import Synchronization
import Text

/// Somebody worth meeting, with the reasons.
public struct Counterpart: Encodable, Sendable {
    public let line: ParticipantLine
    /// 0…1
    public let score: Double
    /// Topics that they offer and the reader seeks, and the other way round.
    public let topicsForMe: [Named]
    public let topicsForThem: [Named]
    /// Words in which an offer meets a wish, as they write them.
    public let words: [String]
    public let languages: [String]
    public let isFromElsewhere: Bool
    /// Whether both named languages and have none in common.
    public let isWithoutLanguage: Bool
}

/// Whom one may want to meet, the best first.
public struct Counterparts: Encodable, Sendable {
    public let event: Event
    public let participant: Participant
    public let counterparts: [Counterpart]
    let brokerage: Brokerage

    private enum CodingKeys: String, CodingKey { case event, participant, counterparts }
}

/// Terms of what participants offer and seek, kept until they change what they wrote.
final class CounterpartMemory: Sendable {
    struct Terms: Sendable {
        let version: Int
        let offers: TermCounts
        let seeks: TermCounts
        let all: TermCounts
        let offered: [String: String]
        let sought: [String: String]
    }
    private let known = Mutex<[ID<Participant>: Terms]>([:])
    private static let most = 20_000

    /// The words that say something, by their stems.
    private static func words(of parts: [String]) -> [String: String] {
        let text = parts.joined(separator: "\n")
        var words: [String: String] = [:]
        for word in Tokeniser().words(of: text) where !word.isStop && words[word.stem] == nil {
            words[word.stem] = String(
                decoding: text.utf8.dropFirst(word.range.lowerBound).prefix(word.range.count), as: UTF8.self)
        }
        return words
    }

    func terms(of line: ParticipantLine, in finder: Finder) -> Terms {
        if let kept = known.withLock({ $0[line.id] }), kept.version == line.version { return kept }
        func texts(_ text: Multilingual) -> [String] { text.languages.compactMap { text[$0] } }
        let (offers, seeks) = (texts(line.offers), texts(line.seeks))
        let terms = Terms(
            version: line.version, offers: finder.counts(of: offers), seeks: finder.counts(of: seeks),
            all: finder.counts(of: offers + seeks), offered: Self.words(of: offers), sought: Self.words(of: seeks))
        known.withLock { known in
            if known.count >= Self.most { known.removeAll() }
            known[line.id] = terms
        }
        return terms
    }
}

extension Programme {
    private static let shownCounterparts = 30

    /// Those who offer what one seeks or seek what one offers, by topics and words, with languages and countries: the
    /// best first, at most thirty; without those whom one has asked, or who have asked.
    public func counterparts(in id: ID<Brokerage>, as actor: Actor) async throws -> Counterparts {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let space = try await finder.freshTerms(in: self)
        let memory = companion { CounterpartMemory() }
        return try await read { [finder] tx in
            let brokerage = try tx.see(id, as: actor)
            guard let event = brokerage.event, let own = try tx.participant(of: actor, in: id),
                let mine = try tx.line(of: own.id, for: actor)
            else { throw Problem.refused(.init("meeting_request.refused.not_taking_part")) }
            let others = try tx.all(
                ParticipantLine.self,
                """
                SELECT \(Participant.listing.columns) FROM \(Participant.source)
                WHERE p.brokerage_id = \(id) AND p.id <> \(own.id) AND \(Participant.present)
                AND NOT EXISTS (SELECT 1 FROM meeting_party x JOIN meeting_party y ON y.request_id = x.request_id
                JOIN meeting_request q ON q.id = x.request_id
                WHERE x.participant_id = p.id AND y.participant_id = \(own.id) AND q.state <> 'withdrawn')
                ORDER BY p.id LIMIT 5000
                """)
            let matching = CounterpartMatching(
                mine: mine, terms: memory.terms(of: mine, in: finder), space: space, topics: try tx.topicHierarchy())
            let best = others.compactMap { matching.counterpart($0, memory.terms(of: $0, in: finder)) }
                .sorted { ($1.score, $0.line.id) < ($0.score, $1.line.id) }.prefix(Self.shownCounterparts)
            let topics = try tx.named(
                """
                SELECT id, name, code AS note FROM topic
                WHERE id IN (\(mine.offeredTopics + mine.soughtTopics)) ORDER BY id
                """)
            return Counterparts(
                event: event.seen(mayJoin: false), participant: own,
                counterparts: best.map { found in
                    Counterpart(
                        line: found.line, score: found.score,
                        topicsForMe: topics.filter { found.forMe.contains($0.id) },
                        topicsForThem: topics.filter { found.forThem.contains($0.id) }, words: found.words,
                        languages: found.languages, isFromElsewhere: found.line.country != mine.country,
                        isWithoutLanguage: found.languages.isEmpty && !mine.languages.isEmpty
                            && !found.line.languages.isEmpty)
                }, brokerage: brokerage)
        }
    }
}

/// One participant compared with the others.
private struct CounterpartMatching {
    let mine: ParticipantLine
    let terms: CounterpartMemory.Terms
    let space: TermSpace.Snapshot
    let topics: TopicHierarchy

    struct Found {
        let line: ParticipantLine
        let score: Double
        let forMe: Set<String>
        let forThem: Set<String>
        let words: [String]
        let languages: [String]
    }
    private static let leastScore = 0.05

    private func measured(_ counts: TermCounts) -> MeasuredText? {
        counts.isEmpty ? nil : space.question(counts).text
    }

    private func profile(_ line: ParticipantLine, _ terms: CounterpartMemory.Terms) -> PartnerProfile {
        PartnerProfile(
            text: measured(terms.all), offers: measured(terms.offers).map { [$0] } ?? [],
            requests: measured(terms.seeks).map { [$0] } ?? [], topics: Set(line.offeredTopics + line.soughtTopics),
            languages: Set(line.languages), country: line.country.isEmpty ? nil : line.country)
    }

    /// Nil for whom there is no reason to meet.
    func counterpart(_ other: ParticipantLine, _ their: CounterpartMemory.Terms) -> Found? {
        let fit = PartnerFit(profile(mine, terms), profile(other, their), topics: topics)
        let forMe = Set(mine.soughtTopics).intersection(other.offeredTopics)
        let forThem = Set(mine.offeredTopics).intersection(other.soughtTopics)
        // A word is a reason where it stands in an offer of one and a wish of the other.
        let stems = Set(terms.sought.keys).intersection(their.offered.keys)
            .union(Set(terms.offered.keys).intersection(their.sought.keys))
        let words = stems.compactMap { their.offered[$0] ?? their.sought[$0] }.filter { $0.count > 3 }.sorted()
        guard !forMe.isEmpty || !forThem.isEmpty || !words.isEmpty, fit.score >= Self.leastScore else { return nil }
        // What is sought and offered counts most: a topic both ways is worth a sure meeting.
        let bonus = (forMe.isEmpty ? 0 : 0.2) + (forThem.isEmpty ? 0 : 0.15)
        return Found(
            line: other, score: min(1, fit.score * 0.65 + bonus), forMe: forMe, forThem: forThem,
            words: Array(words.prefix(6)), languages: fit.commonLanguages)
    }
}

extension Transaction {
    fileprivate func topicHierarchy() throws -> TopicHierarchy {
        var parents: [String: [String]] = [:]
        try each("SELECT id, parent_id FROM topic") { row in
            let parent: String? = try row.optional("parent_id")
            parents[try row.get("id")] = parent.map { [$0] } ?? []
        }
        return TopicHierarchy(parents: parents)
    }
}
