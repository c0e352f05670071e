import Database
import Matching
import Synchronization

extension Programme {
    /// Who could answer a call, the best first: those whose competences and projects are most like what it asks for.
    /// Throws `Problem.notReady` while the index is made.
    func partners(of id: ID<Call>, _ question: CallPartnerQuestion, as actor: Actor) async throws -> CallPartners {
        try await partners(of: id, question, try await finder.freshTerms(in: self), as: actor)
    }

    /// The same for a page that also has other things to say: nil while the index is made.
    func partnersNow(of id: ID<Call>, _ question: CallPartnerQuestion, as actor: Actor) async throws -> CallPartners? {
        guard let space = try await finder.freshTermsNow(in: self) else { return nil }
        return try await partners(of: id, question, space, as: actor)
    }

    private func partners(
        of id: ID<Call>, _ question: CallPartnerQuestion, _ space: TermSpace.Snapshot, as actor: Actor
    ) async throws -> CallPartners {
        let (now, known) = (clock(), callWords)
        return try await read { tx in
            let call = try tx.see(id, as: actor)
            let rules = try tx.rules(of: id)
            return CallPartners(
                call: call, state: call.state(at: now), question: question,
                partners: try tx.partners(of: call, rules, question, space, known, as: actor))
        }
    }

    var callWords: CallWords { companion { CallWords() } }
}

extension Transaction {
    fileprivate func partners(
        of call: Call, _ rules: [CallRule], _ question: CallPartnerQuestion, _ space: TermSpace.Snapshot,
        _ known: CallWords, as actor: Actor
    ) throws -> [CallPartner] {
        let key = FinderRecord.key(.call, call.id.text)
        // The call stands in the space already: its vector is not made again for every reader.
        guard let text = space.text(of: key, seen: MatchFilter(actor)), !text.isEmpty else { return [] }
        func eligibility(_ country: String) -> Eligibility {
            Eligibility(of: country, by: rules, programme: call.programme)
        }
        var filter = MatchFilter(actor)
        filter.owners = space.owners(beginning: question.kind.rawValue + "/")
        if question.country != nil || question.side != nil {
            let countries = (question.country.map { [$0] } ?? Countries.all.map(\.code)).filter { country in
                question.side.map { $0.admits(eligibility(country)) } ?? true
            }
            filter.owners = space.owners(try owners(question.kind, in: countries))
        }
        let found = try experts(
            space, Question(text), known.written(of: call), kind: nil, country: nil, top: question.limit, as: actor,
            filter)
        let above = try topicsAbove(call.topics)
        let names = above.isEmpty ? [:] : try self.names(ofTopics: call.topics)
        var sides: [String: Eligibility] = [:]
        return found.map { expert in
            let country = expert.record.country
            let side = sides[country] ?? eligibility(country)
            sides[country] = side
            let shared = Set(expert.evidence.flatMap(\.record.topics).flatMap { above[$0] ?? [] })
            return CallPartner(
                expert: expert, eligibility: side, topics: shared.sorted().map { ($0, names[$0] ?? [:]) })
        }
    }

    /// By topic, which of these it is or stands under.
    private func topicsAbove(_ topics: [String]) throws -> [String: [String]] {
        guard !topics.isEmpty else { return [:] }
        var above: [String: [String]] = [:]
        try each(
            """
            SELECT d.id, a.id FROM topic a JOIN topic d ON d.position BETWEEN a.position AND a.last_position
            WHERE a.id IN (\(topics))
            """
        ) { row in above[try row.at(0), default: []].append(try row.at(1)) }
        return above
    }
}

/// How the terms of calls are written in them, for the reasons. Finding that out takes longer than finding partners,
/// so it is kept.
final class CallWords: Sendable {
    private let known = Mutex<[String: (text: Int, written: [String: String])]>([:])
    private static let most = 2_000

    func written(of call: Call) -> [String: String] {
        written(
            call.id.text,
            call.title.texts.sorted { $0.key < $1.key }.map(\.value) + call.keywords
                + [call.text, call.objectives].flatMap { $0.texts.sorted { $0.key < $1.key }.map(\.value) })
    }

    func written(of record: FinderRecord) -> [String: String] {
        written(
            record.id,
            record.names + record.keywords
                + record.texts.flatMap { $0.texts.sorted { $0.key < $1.key }.map(\.value) })
    }

    private func written(_ id: String, _ parts: [String]) -> [String: String] {
        let text = parts.hashValue
        if let kept = known.withLock({ $0[id] }), kept.text == text { return kept.written }
        let written = Finder.written(parts)
        known.withLock { known in
            if known.count >= Self.most { known = [:] }
            known[id] = (text, written)
        }
        return written
    }
}
