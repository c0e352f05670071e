import Indicators

/// How joint projects grew, and which place two countries have among each other's partners by them.
enum DossierProjectPartners {
    static let mostPartners = 10
    /// The trend looks back no further: a year mistyped by a century is no beginning.
    static let mostYears = 60

    /// Adds both, from the counts by the year of the start and from who is in whose projects.
    static func add(
        to part: inout DossierPart, _ byYear: [Int: Int], _ directory: InsightMemory.Directory,
        _ question: DossierQuestion
    ) {
        let trend = growth(byYear, until: question.now.day.year - 1)
        part.add(
            "project_growth", .figure(trend, "/projects" + question.between.address, as: .growth), formula: "growth")
        guard let first = CooperatingSide(question.sides.first.code) else { return }
        let sides = question.sides.second.isCountry ? [first, question.sides.second] : [first]
        for side in sides {
            let counts = partners(of: side.code, in: directory)
            let other = side == first ? question.sides.second.code : first.code
            if question.sides.second.isCountry {
                rank(of: other, in: counts).map {
                    part.add(
                        "project_rank",
                        .number($0, "\(question.sides.path)#table-project_partners-\(side.code.lowercased())"),
                        of: side.code, formula: "rank")
                }
            }
            // The other side stands in the table wherever its rank is.
            let shown = counts.prefix(mostPartners) + counts.dropFirst(mostPartners).filter { $0.country == other }
            let rows = shown.compactMap { partner -> [DossierCell]? in
                guard let pair = CooperatingSide(partner.country).flatMap({ CooperatingSides(side, $0) }) else {
                    return nil
                }
                return [
                    .country(partner.country, "/countries/\(partner.country)"),
                    .number(partner.projects, "/projects" + Query([("between", pair.text)]).address),
                    .number(rank(of: partner.country, in: counts) ?? 0),
                ]
            }
            part.tables.append(
                DossierTable(
                    name: "project_partners", columns: ["country", "projects", "rank"], rows: rows, picture: .bars,
                    of: side.code))
        }
    }

    /// The trend from the first year with a joint project to the last that is over: one in which nothing began counts.
    static func growth(_ byYear: [Int: Int], until last: Int) -> Figure<Estimate> {
        let first = max(byYear.keys.filter { $0 <= last }.min() ?? last, last - mostYears + 1)
        let counts = (first...last).map { byYear[$0] ?? 0 }
        return Growth(counts: counts, firstYear: first).trend().map(\.rate)
    }

    /// A country's partners by projects that it has with each, the most first.
    private static func partners(
        of country: String, in directory: InsightMemory.Directory
    ) -> [(country: String, projects: Int)] {
        var counts = Array(repeating: 0, count: directory.countries.count)
        for place in directory.projectsOf[country] ?? [] {
            for other in directory.everything[place].countries { counts[other] += 1 }
        }
        return directory.countries.indices.filter { counts[$0] > 0 && directory.countries[$0] != country }
            .map { (country: directory.countries[$0], projects: counts[$0]) }
            .sorted { ($1.projects, $0.country) < ($0.projects, $1.country) }
    }

    /// From 1; equals share the better place. Nil without a joint project.
    static func rank(of country: String, in counts: [(country: String, projects: Int)]) -> Int? {
        guard let own = counts.first(where: { $0.country == country })?.projects else { return nil }
        return 1 + counts.count { $0.projects > own }
    }
}
