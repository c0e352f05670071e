import Database
import Indicators

/// The sections of a dossier about projects of both sides: how many, with what money, who is in them, who links whom.
enum DossierProjects {
    static let mostProjects = 10
    static let mostOrganisations = 8
    static let mostBridges = 16

    static let projects = DossierSection(name: "projects") { question, tx, kept in
        var part = DossierPart("projects")
        let joint = kept.directory.joint(question)
        guard !joint.isEmpty else { return part }
        let between = question.between
        func cell(_ query: Query, _ count: Int) -> DossierCell { .number(count, "/projects" + query.address) }
        let all = cell(between, joint.count)
        part.add("joint_projects", all)
        part.add(
            "running_projects", cell(between.setting("status", to: ["running"]), joint.count { $0.isRunning }))
        let weight = fractional(joint, kept.directory.marks(of: question.members))
        part.add("fractional_projects", .amount(weight, "/projects" + between.address), formula: "fractional")
        addMoney(to: &part, joint, kept.directory, question)
        let byYear = Dictionary(grouping: joint.filter { $0.year > 0 }) { $0.year }.mapValues(\.count)
        part.tables.append(
            DossierTable(
                name: "projects_by_year", columns: ["year", "projects"],
                rows: years(byYear.keys.sorted()).map { year in
                    [
                        .text(String(year)),
                        cell(between.setting("year", to: [String(year)]), byYear[year] ?? 0),
                    ]
                }, picture: .years))
        DossierProjectPartners.add(to: &part, byYear, kept.directory, question)
        part.tables.append(try latest(joint, tx, all))
        DossierQuality.add(to: &part, joint, between)
        return part
    }

    /// Every year from the first to the last, so that one in which nothing began shows as such. A year that was
    /// mistyped by a century does not draw the century.
    static func years(_ known: [Int]) -> [Int] {
        guard let first = known.first, let last = known.last, last - first < 60 else { return known }
        return Array(first...last)
    }

    /// Joint projects in which each weighs one over the number of its other countries, added up: a project of forty
    /// countries is a small part of what two of them do together. With a group, over the members that are in it.
    private static func fractional(
        _ joint: [InsightMemory.Project], _ isMember: [Bool]
    ) -> Double {
        joint.reduce(0) { sum, project in
            let theirs = project.countries.count { isMember[$0] }
            return sum + Double(theirs) / Double(max(1, project.countries.count - 1))
        }
    }

    /// What each side's participants get in the projects of both.
    private static func addMoney(
        to part: inout DossierPart, _ joint: [InsightMemory.Project], _ directory: InsightMemory.Directory,
        _ question: DossierQuestion
    ) {
        let sides = [[question.sides.first.code], question.members].map { directory.marks(of: $0) }
        for (isTheirs, side) in zip(sides, [question.sides.first, question.sides.second]) {
            // A few currencies in very many seats: looked up in a list, not in a dictionary.
            var (currencies, sums): ([String], [Int64]) = ([], [])
            for project in joint {
                for seat in project.seats where isTheirs[seat.country] {
                    guard let grant = seat.grant else { continue }
                    if let place = currencies.firstIndex(of: seat.currency) {
                        sums[place] += grant
                    } else {
                        currencies.append(seat.currency)
                        sums.append(grant)
                    }
                }
            }
            for (currency, sum) in zip(currencies, sums).sorted(by: { $0.0 < $1.0 }) {
                part.add(
                    "grants", .money(Money(minor: sum, currency: currency), "/projects" + question.between.address),
                    of: side.code)
            }
        }
    }

    private static func latest(
        _ joint: [InsightMemory.Project], _ tx: Transaction, _ all: DossierCell
    ) throws -> DossierTable {
        let ids = joint.sorted { ($1.start, $1.id) < ($0.start, $0.id) }.prefix(mostProjects).map(\.id)
        let lines = try tx.all(
            ProjectLine.self,
            """
            SELECT \(Project.listing.columns) FROM project p WHERE p.id IN (\(ids))
            ORDER BY p.start_day DESC NULLS LAST, p.id DESC
            """)
        let rows = lines.map { line -> [DossierCell] in
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

    static let organisations = DossierSection(name: "organisations") { question, _, kept in
        var part = DossierPart("organisations")
        let (directory, actor) = (kept.directory, question.actor)
        let joint = directory.joint(question)
        guard !joint.isEmpty else { return part }
        let circle = Circle(joint, directory, question)
        let codes = [question.sides.first.code, question.sides.second.code]
        for (place, code) in codes.enumerated() {
            let query = Query(question.between.items + circle.countries[place].map { ("country", $0) })
            part.add(
                "organisations", .number(circle.count(place, directory, actor), "/organisations" + query.address),
                of: code)
        }
        let best = (0...1).map { side in
            circle.organisations(side).filter { directory.name($0, for: actor) != nil }
                .sorted { (circle.projects($1), $0) < (circle.projects($0), $1) }
        }
        func cells(_ number: Int) -> DossierCell {
            let organisation = directory.organisations[number]
            return .text(organisation.name, "/organisations/\(organisation.id)")
        }
        for (place, code) in codes.enumerated() {
            let rows = best[place].prefix(mostOrganisations).map { number -> [DossierCell] in
                let query = question.between.setting("organisation", to: [directory.organisations[number].id])
                return [cells(number), .number(circle.projects(number), "/projects" + query.address)]
            }
            part.tables.append(
                DossierTable(
                    name: "connected", columns: ["organisation", "projects"], rows: Array(rows), picture: .bars,
                    of: code))
        }
        let foremost = best.map { Array($0.prefix(3 * mostOrganisations)) }
        let found = bridges(
            circle.projects(of: foremost[0], 0), circle.projects(of: foremost[1], 1), among: foremost[0], foremost[1])
        let rows = found.prefix(mostBridges).map { bridge -> [DossierCell] in
            let ids = [bridge.one, bridge.other].map { directory.organisations[$0].id }
            let query = question.between.setting("together", to: ids)
            return [
                cells(bridge.one), cells(bridge.other),
                .number(circle.together(bridge.one, bridge.other), "/projects" + query.address),
            ]
        }
        part.tables.append(
            DossierTable(
                name: "bridges", columns: ["organisation_first", "organisation_second", "projects"],
                rows: Array(rows), picture: .network))
        DossierQuality.add(to: &part, circle.organisations(0) + circle.organisations(1), directory, question)
        return part
    }

    /// Who is in the projects of both sides.
    private struct Circle {
        /// By side and organisation, the projects in which it is under a country of that side, in their order.
        private(set) var sides: [[[Int32]]]
        let countries: [[String]]
        /// The projects of everybody who is there under any country.
        private var all: [[Int32]]

        init(
            _ joint: [InsightMemory.Project], _ directory: InsightMemory.Directory, _ question: DossierQuestion
        ) {
            countries = [[question.sides.first.code], question.members]
            let (isFirst, isSecond) = (directory.marks(of: countries[0]), directory.marks(of: countries[1]))
            all = Array(repeating: [], count: directory.organisations.count)
            sides = [all, all]
            /// Who has several seats in a project is there once.
            func add(_ place: Int32, to projects: inout [Int32]) {
                if projects.last != place { projects.append(place) }
            }
            for (place, project) in zip(Int32(0)..., joint) {
                for seat in project.seats {
                    add(place, to: &all[seat.organisation])
                    if isFirst[seat.country] {
                        add(place, to: &sides[0][seat.organisation])
                    } else if isSecond[seat.country] {
                        add(place, to: &sides[1][seat.organisation])
                    }
                }
            }
        }

        func projects(_ organisation: Int) -> Int { all[organisation].count }
        /// Projects in which both are, under whatever country, as the list of them counts.
        func together(_ one: Int, _ other: Int) -> Int { Set(all[one]).intersection(all[other]).count }
        /// Who is there for a side.
        func organisations(_ side: Int) -> [Int] { sides[side].indices.filter { !sides[side][$0].isEmpty } }
        /// The projects of some of them, to be compared.
        func projects(of organisations: [Int], _ side: Int) -> [Int: Set<Int>] {
            Dictionary(organisations.map { ($0, Set(sides[side][$0].map(Int.init))) }) { first, _ in first }
        }

        /// Organisations of a side's own countries that are there for either side, as the list of them counts.
        func count(_ side: Int, _ directory: InsightMemory.Directory, _ actor: Actor) -> Int {
            let own = Set(countries[side])
            return Set(organisations(0)).union(organisations(1)).count {
                own.contains(directory.organisations[$0].country) && directory.name($0, for: actor) != nil
            }
        }
    }

    /// Pairs of organisations that stand in projects together, the most first.
    static func bridges(
        _ first: [Int: Set<Int>], _ second: [Int: Set<Int>], among ours: [Int], _ theirs: [Int]
    ) -> [(one: Int, other: Int, projects: Int)] {
        var bridges: [(one: Int, other: Int, projects: Int)] = []
        for one in ours {
            for other in theirs where one != other {
                let projects = (first[one] ?? []).intersection(second[other] ?? []).count
                if projects > 0 { bridges.append((one, other, projects)) }
            }
        }
        return bridges.sorted { ($1.projects, $0.one, $0.other) < ($0.projects, $1.one, $1.other) }
    }

}
