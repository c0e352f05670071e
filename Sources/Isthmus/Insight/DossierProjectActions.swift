import Database
import Indicators

/// The sections of a dossier about projects of both sides: how many, with what money, who is in them, who links whom.
enum DossierProjects {
    static let mostProjects = 10
    static let mostOrganisations = 8
    static let mostBridges = 16

    /// A participation of either side in a project of both.
    private struct Seat: Sendable {
        let project: String
        let organisation: String
        let isFirst: Bool
        let grant: Int64?
        let currency: String
        let year: Int
    }

    private static func seats(_ sides: CooperatingSides, _ tx: Transaction) throws -> [Seat] {
        var seats: [Seat] = []
        try tx.each(
            """
            SELECT t.project_id, t.organisation_id, t.country, t.grant_minor, t.currency, p.start_year
            FROM participation t JOIN project p ON p.id = t.project_id WHERE t.project_id IN \(sides.projects)
            AND (\(sides.isFirst("t.country")) OR \(sides.isSecond("t.country")))
            """
        ) { row in
            seats.append(
                Seat(
                    project: try row.at(0), organisation: try row.at(1),
                    isFirst: try row.at(2, as: String.self) == sides.first.code,
                    grant: try row.optional("grant_minor"), currency: try row.at(4), year: try row.at(5)))
        }
        return seats
    }

    static let projects = DossierSection(name: "projects") { question, tx, _ in
        var part = DossierPart("projects")
        let seats = try seats(question.sides, tx)
        guard !seats.isEmpty else { return part }
        let between = question.between
        let all = try CountedList.projects.cell(between, question, in: tx)
        part.add("joint_projects", all)
        part.add(
            "running_projects",
            try CountedList.projects.cell(between.setting("status", to: ["running"]), question, in: tx))
        addMoney(to: &part, seats, question)
        let years = Set(Dictionary(grouping: seats.filter { $0.year > 0 }) { $0.year }.keys).sorted()
        let byYear = Dictionary(grouping: seats) { $0.year }.mapValues { Set($0.map(\.project)).count }
        part.tables.append(
            DossierTable(
                name: "projects_by_year", columns: ["year", "projects"],
                rows: years.map { year in
                    let query = between.setting("year", to: [String(year)])
                    return [.text(String(year)), .number(byYear[year] ?? 0, "/projects" + query.address)]
                }, picture: .years))
        part.tables.append(try latest(question, tx, all))
        return part
    }

    /// What each side's participants get in the projects of both.
    private static func addMoney(to part: inout DossierPart, _ seats: [Seat], _ question: DossierQuestion) {
        for isFirst in [true, false] {
            var sums: [String: Int64] = [:]
            for seat in seats where seat.isFirst == isFirst {
                if let grant = seat.grant { sums[seat.currency, default: 0] += grant }
            }
            let side = isFirst ? question.sides.first : question.sides.second
            for (currency, sum) in sums.sorted(by: { $0.key < $1.key }) {
                part.add(
                    "grants", .money(Money(minor: sum, currency: currency), "/projects" + question.between.address),
                    of: side.code)
            }
        }
    }

    private static func latest(
        _ question: DossierQuestion, _ tx: Transaction, _ all: DossierCell
    ) throws -> DossierTable {
        var selection = Selection(question.between, facets: Project.listing.facets)
        (selection.limit, selection.sort) = (mostProjects, "start")
        let found = try tx.list(Project.listing, selection, visible: "1 = 1", counting: false)
        let rows = found.items.map { line -> [DossierCell] in
            let title = Multilingual(
                line.title.texts.mapValues { line.acronym.isEmpty ? $0 : "\(line.acronym): \($0)" })
            return [
                .texts(title, "/projects/\(line.id.text)"), .text(line.programme), .day(line.startDay),
                line.grant.map { .money($0) } ?? .none,
            ]
        }
        return DossierTable(
            name: "latest_projects", columns: ["project", "programme", "start", "grant"], rows: rows, more: all)
    }

    static let organisations = DossierSection(name: "organisations") { question, tx, _ in
        var part = DossierPart("organisations")
        let seats = try seats(question.sides, tx)
        guard !seats.isEmpty else { return part }
        let sides = [true, false].map { isFirst in
            Dictionary(grouping: seats.filter { $0.isFirst == isFirst }) { $0.organisation }
                .mapValues { Set($0.map(\.project)) }
        }
        let own = [[question.sides.first.code], question.members]
        for (place, code) in [question.sides.first.code, question.sides.second.code].enumerated() {
            let query = Query(question.between.items + own[place].map { ("country", $0) })
            part.add("organisations", try CountedList.organisations.cell(query, question, in: tx), of: code)
        }
        let best = sides.map { side in
            side.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(3 * mostOrganisations).map(\.key)
        }
        let bridges = bridges(sides[0], sides[1], among: Set(best[0]), Set(best[1]))
        let named = Set(best[0] + best[1])
        let names = try names(Array(named), question.actor, tx)
        let counts = try together(Array(named), question.sides, tx)
        for (place, code) in [question.sides.first.code, question.sides.second.code].enumerated() {
            let rows = best[place].filter { names[$0] != nil }
                .sorted { (counts[$1] ?? 0, $0) < (counts[$0] ?? 0, $1) }.prefix(mostOrganisations)
                .map { id -> [DossierCell] in
                    let query = question.between.setting("organisation", to: [id])
                    return [
                        .text(names[id] ?? "", "/organisations/\(id)"),
                        .number(counts[id] ?? 0, "/projects" + query.address),
                    ]
                }
            part.tables.append(
                DossierTable(
                    name: "connected", columns: ["organisation", "projects"], rows: Array(rows), picture: .bars,
                    of: code))
        }
        let rows = bridges.filter { names[$0.one] != nil && names[$0.other] != nil }.prefix(mostBridges)
            .map { bridge -> [DossierCell] in
                let query = question.between.setting("together", to: [bridge.one, bridge.other])
                return [
                    .text(names[bridge.one] ?? "", "/organisations/\(bridge.one)"),
                    .text(names[bridge.other] ?? "", "/organisations/\(bridge.other)"),
                    .number(bridge.projects, "/projects" + query.address),
                ]
            }
        part.tables.append(
            DossierTable(
                name: "bridges", columns: ["organisation_first", "organisation_second", "projects"],
                rows: Array(rows), picture: .network))
        return part
    }

    /// Pairs of organisations that stand in projects together, the most first.
    static func bridges(
        _ first: [String: Set<String>], _ second: [String: Set<String>], among ours: Set<String>,
        _ theirs: Set<String>
    ) -> [(one: String, other: String, projects: Int)] {
        var bridges: [(one: String, other: String, projects: Int)] = []
        for one in ours.sorted() {
            for other in theirs.sorted() where one != other {
                let projects = (first[one] ?? []).intersection(second[other] ?? []).count
                if projects > 0 { bridges.append((one, other, projects)) }
            }
        }
        return bridges.sorted { ($1.projects, $0.one, $0.other) < ($0.projects, $1.one, $1.other) }
    }

    /// Projects of both sides in which each of these is, under whatever country.
    private static func together(
        _ ids: [String], _ sides: CooperatingSides, _ tx: Transaction
    ) throws -> [String: Int] {
        let rows = try tx.rows(
            """
            SELECT t.organisation_id, COUNT(DISTINCT t.project_id) FROM participation t
            WHERE t.organisation_id IN (\(ids)) AND t.project_id IN \(sides.projects) GROUP BY t.organisation_id
            """)
        return try Dictionary(
            rows.map { (try $0.at(0, as: String.self), try $0.at(1, as: Int.self)) }
        ) { first, _ in first }
    }

    /// Names of organisations that a reader may know of.
    static func names(_ ids: [String], _ actor: Actor, _ tx: Transaction) throws -> [String: String] {
        let rows = try tx.rows(
            """
            SELECT o.id, o.legal_name FROM organisation o
            WHERE o.id IN (\(ids)) AND \(Organisation.visible(to: actor))
            """)
        return try Dictionary(
            rows.map { (try $0.at(0, as: String.self), try $0.at(1, as: String.self)) }
        ) { first, _ in first }
    }
}
