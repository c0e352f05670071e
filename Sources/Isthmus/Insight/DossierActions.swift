import Database

extension DossierSection {
    /// The sections that this area gives, in their order on the page.
    static let own: [DossierSection] = [
        DossierCoauthorship.section, DossierProjects.projects, DossierProjects.organisations, DossierFields.fields,
        DossierFields.competences, DossierSuggestions.section, DossierOpportunities.calls,
        DossierOpportunities.programmes, DossierOpportunities.mobility, DossierOpportunities.obstacles,
        DossierNetworks.section, DossierOpportunities.searches, DossierOpportunities.meetings,
    ]
}

/// By what a dossier is kept until the next write.
private struct DossierKey: Hashable, Sendable {
    let sides: String
    let isOffice: Bool
    /// What is open depends on it.
    let minute: Int64
}

extension Programme {
    var insightMemory: InsightMemory.Snapshot {
        InsightMemory.Snapshot(memory: companion { InsightMemory() }, revision: revision)
    }
    /// Reads what all dossiers need, at the start and behind a change, before somebody waits for it.
    func warmDossiers() async throws {
        let (evidence, insight) = (evidenceMemory, insightMemory)
        guard insight.memory.isDue(at: insight.revision) else { return }
        try await read { tx in
            _ = try tx.evidence(evidence)
            _ = try insight.directory(tx)
        }
    }

    private var dossierMemory: RevisionMemory<DossierKey, Dossier> {
        companion { RevisionMemory<DossierKey, Dossier>(most: 300) }
    }

    /// Everything about two sides, as far as a reader may see it.
    public func dossier(_ sides: CooperatingSides, as actor: Actor) async throws -> Dossier {
        let (now, revision) = (clock(), revision)
        let key = DossierKey(sides: sides.text, isOffice: actor.isOffice, minute: now.seconds / 60)
        if let known = dossierMemory.value(key, at: revision) { return known }
        let (evidence, insight) = (evidenceMemory, insightMemory)
        // What a signed-in reader may see beside visitors is their own, and no dossier is about that.
        let reader = actor.isOffice ? actor : .visitor
        let made = try await read { tx in
            try tx.dossier(sides, as: reader, at: now, evidence, insight)
        }
        dossierMemory.keep(made, key, at: revision)
        return made
    }

    /// The same figures of several countries with one partner, side by side.
    public func comparison(
        of countries: [String], with partner: CooperatingSide, as actor: Actor
    ) async throws -> [Dossier] {
        var dossiers: [Dossier] = []
        for country in countries {
            guard let side = CooperatingSide(country), let sides = CooperatingSides(side, partner) else { continue }
            dossiers.append(try await dossier(sides, as: actor))
        }
        return dossiers
    }

    /// Countries that something is known of: in the directory or in the evidence.
    func countriesToCompare(as actor: Actor) async throws -> [String] {
        try await read { tx in
            let found = try tx.column(
                String.self,
                "SELECT DISTINCT country FROM organisation UNION SELECT DISTINCT country FROM country_year")
            return found.filter { Countries.isCode($0) }.sorted()
        }
    }
}

extension Transaction {
    func dossier(
        _ sides: CooperatingSides, as reader: Actor, at now: Moment, _ evidence: EvidenceMemory,
        _ insight: InsightMemory.Snapshot
    ) throws -> Dossier {
        let members = try members(of: sides.second, but: sides.first.code)
        let question = DossierQuestion(sides: sides, members: members, actor: reader, now: now)
        let kept = InsightMemory.Kept(
            evidence: try self.evidence(evidence), directory: try insight.directory(self))
        let name =
            sides.second.kind == .ownGroup
            ? try value(Multilingual.self, "SELECT name FROM country_group WHERE code = \(sides.second.code)") : nil
        let parts = try DossierSection.all.map { try $0.make(question, self, kept) }
        return Dossier(
            sides: sides, members: members, groupName: name, parts: parts.filter { !$0.isEmpty }, at: now)
    }
}

/// Two countries with what they wrote together lately.
public struct PairWorks: Codable, Sendable, Equatable {
    public let first: String
    public let second: String
    public let works: Int
}

/// Pairs of some countries, with whose figures they are and of which years.
struct StrongestPairs: Sendable {
    let pairs: [PairWorks]
    let source: EvidenceSource
    let years: ClosedRange<Int>
}

extension Programme {
    /// The pairs among the countries with most organisations in the directory, of the last years; nil without figures.
    func strongestPairs(as actor: Actor) async throws -> StrongestPairs? {
        let memory = evidenceMemory
        return try await read { tx in
            guard let kept = try tx.evidence(memory) else { return nil }
            let countries = try tx.column(
                String.self,
                """
                SELECT o.country FROM organisation o WHERE o.country <> '' AND \(Organisation.visible(to: .visitor))
                GROUP BY o.country ORDER BY COUNT(*) DESC, o.country LIMIT 10
                """
            ).sorted()
            let recent = DossierCoauthorship.recent(of: kept.years)
            let pairs = countries.enumerated().flatMap { place, first in
                countries[(place + 1)...].map {
                    PairWorks(first: first, second: $0, works: kept.sum(first, $0, in: recent))
                }
            }
            return StrongestPairs(pairs: pairs, source: kept.source, years: recent)
        }
    }

    /// With whom a country's authors wrote most lately.
    func bestPartners(of country: String, as actor: Actor) async throws -> [String] {
        let memory = evidenceMemory
        return try await read { tx in
            guard let kept = try tx.evidence(memory) else { return [] }
            let recent = DossierCoauthorship.recent(of: kept.years)
            return kept.partners(of: country, in: recent).partners.prefix(5).map(\.country)
        }
    }
}
