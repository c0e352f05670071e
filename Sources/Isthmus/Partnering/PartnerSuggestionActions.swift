import Database
import Matching

extension Programme {
    /// Organisations that may be the partner a search looks for, the best first, at most thirty.
    ///
    /// Those whose competences and projects fit what is sought best by words are found first (`TermSpace.experts`);
    /// each is then compared with the search by all that is known of both (`PartnerFit`).
    func partnerSuggestions(for id: ID<PartnerSearch>, as actor: Actor) async throws -> PartnerSuggestions {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let space = try await finder.freshTerms(in: self)
        return try await read { [finder] tx in
            let search = try tx.see(id, to: .edit, as: actor)
            guard let call = try Call.find(search.callID, in: tx) else { throw Problem.notFound }
            let matching = PartnerMatching(
                search: search, call: call, rules: try tx.rules(of: call.id), finder: finder, space: space)
            let most = try tx.partneringRules().mostInvitations
            let invited = try tx.searchInvitations(of: id)
            return PartnerSuggestions(
                search: search, call: call, suggestions: try matching.suggestions(in: tx, invited: invited),
                invitations: invited, invitationsLeft: max(0, most - invited.count))
        }
    }
}

/// A partner search as it is compared with organisations.
private struct PartnerMatching {
    let search: PartnerSearch
    let call: Call
    let rules: [CallRule]
    let finder: Finder
    let space: TermSpace.Snapshot

    private static let candidates = 60
    private static let shown = 30
    /// Whoever reaches less has said nothing that tells them from others.
    private static let leastScore = 0.05

    private func texts(_ text: Multilingual) -> [String] { text.languages.compactMap { text[$0] } }
    private func measured(_ parts: [String]) -> MeasuredText? {
        let counts = finder.counts(of: parts)
        return counts.isEmpty ? nil : space.question(counts).text
    }
    private var wanted: [String] { texts(search.sought) + search.soughtWords }

    private struct Candidate: Decodable {
        let id: ID<Organisation>, legalName, country, city: String
        let kind: Organisation.Kind
    }

    func suggestions(in tx: Transaction, invited: [SearchInvitationLine]) throws -> [PartnerSuggestion] {
        let counts = finder.counts(of: wanted)
        guard !counts.isEmpty else { return [] }
        let eligible = try tx.all(
            Candidate.self,
            """
            SELECT id, legal_name, country, city, kind FROM organisation WHERE status = 'active'
            AND id <> \(search.organisationID) ORDER BY id
            """
        ).filter(fits)
        let byKey = Dictionary(eligible.map { (FinderRecord.key(.organisation, $0.id.text), $0) }) { first, _ in first }
        let found = space.experts(
            for: space.question(counts), seen: MatchFilter(owners: space.owners(byKey.keys)), top: Self.candidates
        ).filter { $0.score >= Self.leastScore }
        let topics = try tx.topicTree()
        let own = try profile(in: tx)
        let written = Finder.written(wanted)
        let ids = Set(invited.map(\.organisationID))
        let suggestions = try found.compactMap { match -> PartnerSuggestion? in
            guard let candidate = byKey[match.id] else { return nil }
            let (profile, competences) = try profile(of: candidate, in: tx)
            let fit = PartnerFit(own, profile, topics: topics)
            guard !fit.isRuledOut else { return nil }
            let answers = fit.complements.filter { !$0.isFirstOffering && $0.value > 0 && $0.offer < competences.count }
                .map {
                    PartnerSuggestion.Answer(
                        id: ID(competences[$0.offer].id), statement: competences[$0.offer].statement, value: $0.value)
                }
            return PartnerSuggestion(
                id: candidate.id, name: candidate.legalName, country: candidate.country, city: candidate.city,
                kind: candidate.kind, score: fit.score, parts: fit.parts, answers: Array(answers.prefix(3)),
                words: match.explanation.terms.prefix(6).map { written[$0.term] ?? $0.term },
                eligibility: Eligibility(of: candidate.country, by: rules, programme: call.programme),
                isInvited: ids.contains(candidate.id))
        }
        return Array(suggestions.sorted { ($1.score, $0.id) < ($0.score, $1.id) }.prefix(Self.shown))
    }

    /// Whether kind and country are among those that are sought, and the call takes the country.
    private func fits(_ candidate: Candidate) -> Bool {
        let isKind = search.partnerKinds.isEmpty || search.partnerKinds.contains(candidate.kind)
        let isHere = search.partnerCountries.isEmpty || search.partnerCountries.contains(candidate.country)
        return isKind && isHere
            && CallRule.closest(to: candidate.country, among: rules)?.takesPart != false
    }

    /// The search as a profile: what is sought is its request, what is offered its offer.
    private func profile(in tx: Transaction) throws -> PartnerProfile {
        PartnerProfile(
            text: measured(search.subject),
            offers: measured(texts(search.offered) + search.offeredWords).map { [$0] } ?? [],
            requests: measured(wanted).map { [$0] } ?? [], topics: Set(search.soughtTopics),
            projects: try projects(of: search.organisationID, in: tx))
    }

    private struct Skill: Decodable { let id: String, statement: Multilingual, topics: [String] }

    private func profile(of candidate: Candidate, in tx: Transaction) throws -> (PartnerProfile, [Skill]) {
        let skills = try tx.all(
            Skill.self,
            """
            SELECT id, statement, topics FROM competence WHERE organisation_id = \(candidate.id)
            AND status <> 'withdrawn'
            ORDER BY changed_at DESC, id LIMIT 60
            """)
        // Numbers of offers are those of the skills: one that the space does not hold yet is left out of both.
        let known = skills.compactMap { skill in
            space.text(of: FinderRecord.key(.competence, skill.id), seen: MatchFilter()).map { (skill, $0) }
        }
        let profile = PartnerProfile(
            text: space.text(of: FinderRecord.key(.organisation, candidate.id.text), seen: MatchFilter()),
            offers: known.map(\.1), topics: Set(skills.flatMap(\.topics)), country: candidate.country,
            projects: try projects(of: candidate.id, in: tx))
        return (profile, known.map(\.0))
    }

    private func projects(of organisation: ID<Organisation>, in tx: Transaction) throws -> [String: MeasuredText] {
        let ids = try tx.column(
            String.self,
            """
            SELECT DISTINCT t.project_id FROM participation t WHERE t.organisation_id = \(organisation)
            ORDER BY t.project_id DESC LIMIT 20
            """)
        let texts = ids.compactMap { id in
            space.text(of: FinderRecord.key(.project, id), seen: MatchFilter()).map { (id, $0) }
        }
        return Dictionary(texts) { first, _ in first }
    }
}

extension Transaction {
    fileprivate func topicTree() throws -> TopicHierarchy {
        var parents: [String: [String]] = [:]
        try each("SELECT id, parent_id FROM topic") { row in
            let parent: String? = try row.optional("parent_id")
            parents[try row.get("id")] = parent.map { [$0] } ?? []
        }
        return TopicHierarchy(parents: parents)
    }

    func searchInvitations(of search: ID<PartnerSearch>) throws -> [SearchInvitationLine] {
        try all(
            SearchInvitationLine.self,
            """
            SELECT i.id, i.organisation_id, o.legal_name AS name, o.country, i.created_at,
            (SELECT e.state FROM expression e WHERE e.search_id = i.search_id AND e.organisation_id = i.organisation_id
            ORDER BY e.id DESC LIMIT 1) AS answer
            FROM search_invitation i JOIN organisation o ON o.id = i.organisation_id
            WHERE i.search_id = \(search) ORDER BY i.id
            """)
    }
}
