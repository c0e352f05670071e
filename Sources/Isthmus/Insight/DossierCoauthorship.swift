import Indicators

/// The section of a dossier about what authors of both sides wrote together.
enum DossierCoauthorship {
    /// Measures of the two are about so many last years of the source: long enough to count, short enough to be now.
    static let recentYears = 5
    static let mostPartners = 10
    static let mostOnMap = 40

    static let section = DossierSection(name: "coauthorship") { question, _, kept in
        guard let evidence = kept.evidence else { return DossierPart("coauthorship") }
        return part(question.sides, question.members, evidence)
    }

    /// Pure: from the table and the sides alone.
    static func part(
        _ sides: CooperatingSides, _ members: [String], _ evidence: EvidenceMemory.Kept
    ) -> DossierPart {
        var part = DossierPart("coauthorship")
        part.source = evidence.source.code
        part.asOf = evidence.source.asOf.description
        let known = members.filter { evidence.table.number(of: $0) != nil }
        guard evidence.table.number(of: sides.first.code) != nil, !known.isEmpty else {
            // Nothing is known, which is not the same as none.
            part.notes.append("not_in_source")
            addQuality(to: &part, evidence.source)
            return part
        }
        let all = evidence.years
        let recent = recent(of: all)
        let record = evidence.record(of: sides, members, in: all)
        part.add("joint_works", .number(record.total, path(sides, all)), formula: "joint")
        let joint = record.years.filter { recent.contains($0.year) }.reduce(0) { $0 + $1.joint }
        part.add("joint_recent", .number(joint, path(sides, recent)), formula: "joint")
        let growth = Growth(counts: record.years.map(\.joint), firstYear: all.lowerBound).trend().map(\.rate)
        part.add("growth", .figure(growth, path(sides, all), as: .growth), formula: "growth")
        addMeasures(to: &part, sides, members, evidence, recent)
        addTables(to: &part, record, sides, known, evidence, recent)
        addQuality(to: &part, evidence.source)
        if !sides.second.isCountry {
            part.addQuality(
                "members_in_source", .share(known.count, of: members.count, "/evidence/\(evidence.source.code)"),
                of: sides.second.code)
        }
        if !sides.second.isCountry { part.notes.append("group") }
        return part
    }

    /// What the registry of sources says of this one.
    private static func addQuality(to part: inout DossierPart, _ source: EvidenceSource) {
        let path = "/evidence/\(source.code)"
        part.addQuality("source_countries", .number(source.countries, path))
        part.addQuality("source_unmatched", .number(source.rowsUnmatched, path))
        part.addQuality("source_differing", .number(source.directionsDiffer, path))
        part.addQuality("source_partners", .number(source.partnersDiffer, path))
    }

    /// The last years of a source, those that it has.
    static func recent(of all: ClosedRange<Int>) -> ClosedRange<Int> {
        max(all.lowerBound, all.upperBound - recentYears + 1)...all.upperBound
    }

    static func path(_ sides: CooperatingSides, _ years: ClosedRange<Int>) -> String {
        "/works-together/\(sides.first.step)/\(sides.second.step)"
            + "?from=\(years.lowerBound)&to=\(years.upperBound)"
    }

    private static func path(of country: String, _ years: ClosedRange<Int>) -> String {
        "/works-together/\(country)?from=\(years.lowerBound)&to=\(years.upperBound)"
    }

    private static func addMeasures(
        to part: inout DossierPart, _ sides: CooperatingSides, _ members: [String], _ evidence: EvidenceMemory.Kept,
        _ years: ClosedRange<Int>
    ) {
        let period = evidence.table.period(years)
        guard let own = evidence.table.number(of: sides.first.code) else { return }
        let others = evidence.numbers(of: members)
        let records = path(sides, years)
        guard sides.second.isCountry, let other = others.first else {
            guard !others.isEmpty else { return }
            let figures = period.counts(own, group: others).figures()
            part.add("affinity", .figure(figures.affinity, records), formula: "affinity")
            part.add(
                "intensity", .figure(figures.intensity, records), of: sides.first.code, formula: "intensity")
            part.add(
                "intensity", .figure(figures.reverseIntensity, records), of: sides.second.code, formula: "intensity")
            return
        }
        let counts = period.counts(own, other)
        let figures = counts.figures()
        for (country, partner, works) in [(own, other, counts.first), (other, own, counts.second)] {
            let code = evidence.table.countries[country]
            if let rank = period.rank(of: partner, for: country) {
                part.add("rank", .number(rank, path(of: code, years)), of: code, formula: "rank")
            }
            let share: Figure<Estimate> =
                works >= Minimum.standard.works
                ? .shown(
                    Estimate(
                        value: Double(counts.joint) / Double(works), bounds: .share(min(counts.joint, works), of: works)
                    ))
                : .tooFew(count: works, least: Minimum.standard.works)
            part.add("share", .figure(share, records, as: .growth), of: code, formula: "share")
            part.add(
                "ability", .number(period.partnershipAbility(of: country), path(of: code, years)), of: code,
                formula: "ability")
        }
        part.add("salton", .figure(figures.saltonCosine, records), formula: "salton")
        part.add("jaccard", .figure(figures.jaccard, records), formula: "jaccard")
        part.add("affinity", .figure(figures.affinity, records), formula: "affinity")
        part.add("activity", .figure(figures.activity, records), formula: "activity")
        part.add("intensity", .figure(figures.intensity, records), of: sides.first.code, formula: "intensity")
        part.add("intensity", .figure(figures.reverseIntensity, records), of: sides.second.code, formula: "intensity")
    }

    private static func addTables(
        to part: inout DossierPart, _ record: EvidenceRecord, _ sides: CooperatingSides, _ members: [String],
        _ evidence: EvidenceMemory.Kept, _ recent: ClosedRange<Int>
    ) {
        let years = record.years.map { year -> [DossierCell] in
            [.text(String(year.year)), .number(year.joint, path(sides, year.year...year.year))]
        }
        part.tables.append(
            DossierTable(
                name: "joint_by_year", columns: ["year", sides.second.isCountry ? "works" : "links"], rows: years,
                picture: .lines))
        if !sides.second.isCountry {
            let lines = evidence.record(of: sides, members, in: recent).members.map { member -> [DossierCell] in
                [.country(member.country, "/countries/\(member.country)"), .number(member.joint, member.address)]
            }
            part.tables.append(
                DossierTable(name: "joint_by_member", columns: ["country", "works"], rows: lines, picture: .map))
        }
        let countries = sides.second.isCountry ? [sides.first.code, sides.second.code] : [sides.first.code]
        for (place, country) in countries.enumerated() {
            let partners = evidence.partners(of: country, in: recent).partners
            let isMap = place == 0 && sides.second.isCountry
            let most = isMap ? mostOnMap : mostPartners
            // The other side stands there wherever its rank is.
            let other = place == 0 ? sides.second.code : sides.first.code
            let shown = partners.prefix(most) + partners.dropFirst(most).filter { $0.country == other }
            let lines = shown.map { partner -> [DossierCell] in
                [
                    .country(partner.country, "/countries/\(partner.country)"), .number(partner.joint, partner.address),
                    .number(partner.rank),
                ]
            }
            part.tables.append(
                DossierTable(
                    name: "partners", columns: ["country", "works", "rank"], rows: lines,
                    picture: isMap ? .map : .bars, of: country,
                    more: .number(partners.count, path(of: country, recent))))
        }
    }
}

extension PairPeriod {
    /// A country with several others as if they were one: links among those others are within it and count for nobody.
    ///
    /// Works of the whole are not known, as a work of two members is one work of the group; the sum that stands for
    /// them says only whether there is enough to count, and measures made of works are not for groups.
    func counts(_ first: Int, group: [Int]) -> JointCounts {
        var (joint, inside, sum, works) = (0, 0, 0, 0)
        for (place, member) in group.enumerated() {
            joint += counts(first, member).joint
            sum += linksByCountry[member]
            works += self.works(of: member)
            for other in group[(place + 1)...] { inside += counts(member, other).joint }
        }
        return JointCounts(
            joint: joint, first: self.works(of: first), second: works, works: self.works,
            firstLinks: linksByCountry[first], secondLinks: sum - 2 * inside, links: links - inside)
    }
}
