import Database
import Indicators
import Synchronization

/// The table of joint works as it was last read, good as long as no file came in since.
final class EvidenceMemory: Sendable {
    struct Kept: Sendable {
        let source: EvidenceSource
        let table: PairTable

        /// A country that the source does not know has no number.
        func numbers(of side: [String]) -> [Int] { side.compactMap { table.number(of: $0) } }
        var years: ClosedRange<Int> { table.years }
    }
    private let kept = Mutex<Kept?>(nil)

    /// What was read before, if it is of this source in this version; else what `read` finds.
    func table(of source: EvidenceSource, _ read: () throws -> PairTable) rethrows -> Kept {
        if let known = kept.withLock({ $0 }), known.source == source { return known }
        let made = Kept(source: source, table: try read())
        kept.withLock { $0 = made }
        return made
    }
}

extension EvidenceSource {
    public static func find(_ id: ID<EvidenceSource>, in tx: Transaction) throws -> EvidenceSource? {
        try tx.first(EvidenceSource.self, "SELECT * FROM evidence_source WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "joint works are of two countries, the first code first",
            offenders: "SELECT country_a || '-' || country_b FROM pair_year WHERE country_a >= country_b OR works < 0"),
        Invariant(
            name: "a source of evidence counts the pairs and years that there are",
            offenders: """
                SELECT id FROM evidence_source WHERE code = 'coauthorship'
                AND (pair_years <> (SELECT COUNT(*) FROM pair_year)
                OR country_years <> (SELECT COUNT(*) FROM country_year))
                """),
    ]
}

extension Programme {
    var evidenceMemory: EvidenceMemory { companion { EvidenceMemory() } }

    /// The registry of sources, in the order of their codes.
    public func evidenceSources(as actor: Actor) async throws -> [EvidenceSource] {
        try await read { tx in try tx.all(EvidenceSource.self, "SELECT * FROM evidence_source ORDER BY code") }
    }

    /// One source by its code.
    public func evidenceSource(_ code: String, as actor: Actor) async throws -> EvidenceSource {
        try await read { tx in
            guard let source = try tx.evidenceSource(code) else { throw Problem.notFound }
            return source
        }
    }

    public func changeEvidenceSource(
        _ code: String, _ given: [String: Given], as actor: Actor
    ) async throws -> EvidenceSource {
        try await write(as: actor) { work in
            guard let known = try work.tx.evidenceSource(code) else { throw Problem.notFound }
            let before = try work.load(known.id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.save(after, over: before, in: "evidence_source", as: "evidence_source.changed")
            return after
        }
    }

    /// The years in which two sides wrote together, with those of each alone.
    public func evidenceRecord(
        of sides: CooperatingSides, _ given: [String: Given], as actor: Actor
    ) async throws -> EvidenceRecord {
        let memory = evidenceMemory
        return try await read { tx in
            let second = try tx.members(of: sides.second, but: sides.first.code)
            guard let kept = try tx.evidence(memory) else { throw Problem.notFound }
            let years = try Fields(given).years(within: kept.years)
            return kept.record(of: sides, second, in: years)
        }
    }

    /// With whom a country's authors wrote, the most first.
    public func evidencePartners(
        of country: String, _ given: [String: Given], as actor: Actor
    ) async throws -> EvidencePartners {
        let memory = evidenceMemory
        return try await read { tx in
            guard Countries.isCode(country), let kept = try tx.evidence(memory) else { throw Problem.notFound }
            return kept.partners(of: country, in: try Fields(given).years(within: kept.years))
        }
    }
}

extension EvidenceMemory.Kept {
    func record(of sides: CooperatingSides, _ second: [String], in years: ClosedRange<Int>) -> EvidenceRecord {
        let (one, others) = (numbers(of: [sides.first.code]).first, numbers(of: second))
        var lines: [EvidenceRecord.Year] = []
        for year in years.clamped(to: self.years) where years.overlaps(self.years) {
            guard let one else { break }
            let joint = others.reduce(0) { $0 + table.works(of: one, and: $1, in: year) }
            let alone = sides.second.isCountry ? others.first.map { table.works(of: $0, and: $0, in: year) } : nil
            lines.append(
                EvidenceRecord.Year(
                    year: year, joint: joint, first: table.works(of: one, and: one, in: year), second: alone))
        }
        let query = "?from=\(years.lowerBound)&to=\(years.upperBound)"
        let members =
            sides.second.isCountry
            ? []
            : second.map { member -> EvidenceRecord.Member in
                let joint = sum(sides.first.code, member, in: years)
                let pair = [sides.first.code, member].sorted()
                return .init(
                    country: member, joint: joint, address: "/works-together/\(pair[0])/\(pair[1])\(query)")
            }.sorted { ($1.joint, $0.country) < ($0.joint, $1.country) }
        return EvidenceRecord(
            source: source, sides: sides, years: lines, members: members, total: lines.reduce(0) { $0 + $1.joint })
    }

    /// Joint works of two countries, all years added up.
    func sum(_ one: String, _ other: String, in years: ClosedRange<Int>) -> Int {
        guard let a = table.number(of: one), let b = table.number(of: other), years.overlaps(self.years) else {
            return 0
        }
        return years.clamped(to: self.years).reduce(0) { $0 + table.works(of: a, and: b, in: $1) }
    }

    func partners(of country: String, in years: ClosedRange<Int>) -> EvidencePartners {
        let query = "?from=\(years.lowerBound)&to=\(years.upperBound)"
        let period = table.period(years)
        var partners: [EvidencePartners.Partner] = []
        if let own = table.number(of: country) {
            for (place, partner) in period.partners(of: own).enumerated() {
                let isEqual = partners.last?.joint == partner.joint
                let code = table.countries[partner.country]
                let pair = [country, code].sorted()
                partners.append(
                    .init(
                        country: code, joint: partner.joint, rank: isEqual ? partners.last?.rank ?? 1 : place + 1,
                        address: "/works-together/\(pair[0])/\(pair[1])\(query)"))
            }
        }
        return EvidencePartners(
            source: source, country: country, firstYear: years.lowerBound, lastYear: years.upperBound,
            partners: partners, total: partners.reduce(0) { $0 + $1.joint })
    }
}

extension Transaction {
    func evidenceSource(_ code: String) throws -> EvidenceSource? {
        try first(EvidenceSource.self, "SELECT * FROM evidence_source WHERE code = \(code)")
    }

    /// The table of joint works; nil where nothing came in yet.
    func evidence(_ memory: EvidenceMemory) throws -> EvidenceMemory.Kept? {
        guard let source = try evidenceSource(EvidenceSource.coauthorship), source.pairYears > 0 else { return nil }
        return try memory.table(of: source) {
            let countries = try column(
                String.self,
                """
                SELECT country FROM country_year UNION SELECT country_a FROM pair_year
                UNION SELECT country_b FROM pair_year ORDER BY 1
                """)
            var table = PairTable(countries: countries, years: source.firstYear...source.lastYear)
            try each("SELECT country_a, country_b, year, works FROM pair_year") { row in
                guard let a = table.number(of: try row.at(0)), let b = table.number(of: try row.at(1)) else { return }
                table.record(try row.at(3), of: a, and: b, in: try row.at(2))
            }
            try each("SELECT country, year, works FROM country_year") { row in
                guard let own = table.number(of: try row.at(0)) else { return }
                table.record(try row.at(2), of: own, and: own, in: try row.at(1))
            }
            return table
        }
    }

    /// The countries of a side, in alphabetical order; not found where an office has no such group.
    func members(of side: CooperatingSide, but left: String? = nil) throws -> [String] {
        let members =
            try side.knownMembers
            ?? column(
                String.self,
                """
                SELECT m.country FROM country_group_member m JOIN country_group g ON g.code = m.group_code
                WHERE m.group_code = \(side.code) AND g.status = 'active' ORDER BY m.country
                """)
        let others = members.filter { $0 != left }
        guard !others.isEmpty else { throw Problem.notFound }
        return others
    }
}
