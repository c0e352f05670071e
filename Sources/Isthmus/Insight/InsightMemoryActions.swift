import Database
import Indicators
import Synchronization

/// What all dossiers need of the directory, read once and good as long as no project changed: who was in a project with
/// whom, and how many projects each country has in each field.
final class InsightMemory: Sendable {
    struct Kept: Sendable {
        let evidence: EvidenceMemory.Kept?
        let directory: Directory
    }

    /// A participation: whose, under which country, with how much.
    struct Seat: Sendable {
        let organisation: Int
        let country: String
        let grant: Int64?
        let currency: String
    }

    /// A project with everybody in it.
    struct Project: Sendable {
        let id: String
        let year: Int
        let isRunning: Bool
        var seats: [Seat] = []
    }

    /// The directory as numbers.
    struct Directory: Sendable {
        fileprivate let stamp: String
        /// Organisations that were in projects, by their numbers: id, name, own country, and whether everybody may know
        /// of them.
        let organisations: [(id: String, name: String, country: String, isShown: Bool)]
        let graph: PartnerGraph
        /// Organisations, and projects, by the country under which they took part.
        let byCountry: [String: [Int]]
        let everything: [Project]
        let projectsOf: [String: [Int]]
        /// The fields of research, in their order.
        let fields: [String]
        /// By country, the projects in each field and those in any; and of the whole world.
        let projects: [String: (byField: [Int], whole: Int)]
        let world: (byField: [Int], whole: Int)
        /// For groups, which projects each country has in each field.
        fileprivate let members: [String: [Set<Int32>]]

        /// Projects of several countries in each field, each once, and in any.
        func projects(of countries: [String]) -> (byField: [Int], whole: Int) {
            if countries.count == 1 {
                return projects[countries[0]] ?? (Array(repeating: 0, count: fields.count), 0)
            }
            var (byField, all) = ([Int](), Set<Int32>())
            for place in fields.indices {
                var union = Set<Int32>()
                for country in countries { if let own = members[country] { union.formUnion(own[place]) } }
                byField.append(union.count)
                all.formUnion(union)
            }
            return (byField, all.count)
        }

        /// The projects in which both sides are.
        func joint(_ question: DossierQuestion) -> [Project] {
            let others = Set(question.members)
            return (projectsOf[question.sides.first.code] ?? []).map { everything[$0] }
                .filter { project in project.seats.contains { others.contains($0.country) } }
        }

        /// The name of an organisation that a reader may know of.
        func name(_ number: Int, for actor: Actor) -> String? {
            organisations[number].isShown || actor.isOffice ? organisations[number].name : nil
        }
    }

    private let kept = Mutex<Directory?>(nil)

    func directory(_ tx: Transaction) throws -> Directory {
        let stamp = try Self.stamp(tx)
        if let known = kept.withLock({ $0 }), known.stamp == stamp { return known }
        let made = try Directory(stamp, tx)
        kept.withLock { $0 = made }
        return made
    }

    /// Changes whenever a project, who is in it, or its fields change.
    private static func stamp(_ tx: Transaction) throws -> String {
        // The last id by itself: each part is answered from an index of its own.
        func counting(_ table: SQL) -> SQL {
            """
            SELECT COUNT(*), COALESCE(SUM(version), 0), (SELECT COALESCE(MAX(id), '') FROM \(table)) FROM \(table)
            """
        }
        let questions: [SQL] = [
            counting("participation"),
            counting("project"),
            counting("organisation"),
            counting("topic"),
            "SELECT COUNT(*), 0, COALESCE(MAX(id), '') FROM crosswalk",
            "SELECT COUNT(*), 0, '' FROM project_topic",
        ]
        return try questions.map { question in
            guard let row = try tx.row(question) else { return "" }
            return "\(row.values)"
        }.joined(separator: " ")
    }
}

extension InsightMemory.Directory {
    fileprivate init(_ stamp: String, _ tx: Transaction) throws {
        self.stamp = stamp
        var (organisations, numbers) = ([(id: String, name: String, country: String, isShown: Bool)](), [String: Int]())
        try tx.each(
            """
            SELECT o.id, o.legal_name, o.country, o.status FROM organisation o
            WHERE o.id IN (SELECT organisation_id FROM participation) ORDER BY o.id
            """
        ) { row in
            let id: String = try row.at(0)
            numbers[id] = organisations.count
            organisations.append((id, try row.at(1), try row.at(2), try row.at(3, as: String.self) != "withdrawn"))
        }
        let everything = try Self.everything(numbers, tx)
        var (inCountry, projectsOf) = ([String: Set<Int>](), [String: [Int]]())
        for (place, project) in everything.enumerated() {
            for country in Set(project.seats.map(\.country)) where !country.isEmpty {
                projectsOf[country, default: []].append(place)
            }
            for seat in project.seats where !seat.country.isEmpty {
                inCountry[seat.country, default: []].insert(seat.organisation)
            }
        }
        let blank = PartnerHistory.Organisation(country: 0, kind: 0, words: [])
        graph = PartnerGraph(
            PartnerHistory(
                organisations: Array(repeating: blank, count: organisations.count),
                projects: everything.map { project in
                    PartnerHistory.Project(members: Set(project.seats.map(\.organisation)).sorted(), topics: [])
                }))
        (self.organisations, self.everything, self.projectsOf) = (organisations, everything, projectsOf)
        byCountry = inCountry.mapValues { $0.sorted() }
        let fields = try tx.fieldsOfResearch()
        self.fields = fields
        let projectNumbers = Dictionary(everything.enumerated().map { ($1.id, Int32($0)) }) { first, _ in first }
        let counted = try FieldCount(fields, projectNumbers, everything.map { Set($0.seats.map(\.country)) }, tx)
        (members, world) = (counted.members, counted.world)
        projects = counted.members.reduce(into: [:]) {
            $0[$1.key] = ($1.value.map(\.count), counted.any[$1.key]?.count ?? 0)
        }
    }

    /// Every project with whoever is in it, in the order of their ids.
    private static func everything(_ numbers: [String: Int], _ tx: Transaction) throws -> [InsightMemory.Project] {
        var (projects, places) = ([InsightMemory.Project](), [String: Int]())
        try tx.each("SELECT id, start_year, status FROM project ORDER BY id") { row in
            let id: String = try row.at(0)
            places[id] = projects.count
            projects.append(
                InsightMemory.Project(
                    id: id, year: try row.at(1), isRunning: try row.at(2, as: String.self) == "running"))
        }
        try tx.each("SELECT project_id, organisation_id, country, currency, grant_minor FROM participation") { row in
            guard let place = places[try row.at(0)], let number = numbers[try row.at(1)] else { return }
            projects[place].seats.append(
                InsightMemory.Seat(
                    organisation: number, country: try row.at(2), grant: try row.optional("grant_minor"),
                    currency: try row.at(3)))
        }
        return projects
    }
}

/// Projects by field of research, of every country and of the world.
private struct FieldCount {
    var members: [String: [Set<Int32>]] = [:]
    var any: [String: Set<Int32>] = [:]
    var world: (byField: [Int], whole: Int)

    init(
        _ fields: [String], _ numbers: [String: Int32], _ countriesOf: [Set<String>], _ tx: Transaction
    ) throws {
        var (worldly, everywhere) = (Array(repeating: Set<Int32>(), count: fields.count), Set<Int32>())
        for (place, field) in fields.enumerated() {
            let found = try tx.column(
                String.self,
                "SELECT DISTINCT k.project_id FROM project_topic k WHERE k.topic_id IN \(Topic.meant(by: [field]))")
            for project in found {
                guard let number = numbers[project] else { continue }
                worldly[place].insert(number)
                everywhere.insert(number)
                for country in countriesOf[Int(number)] {
                    members[country, default: Array(repeating: [], count: fields.count)][place].insert(number)
                    any[country, default: []].insert(number)
                }
            }
        }
        world = (worldly.map(\.count), everywhere.count)
    }
}

extension Transaction {
    /// The fields of research of FORD's second level, in their order.
    fileprivate func fieldsOfResearch() throws -> [String] {
        try column(
            String.self,
            """
            SELECT id FROM topic WHERE scheme_id = \(TopicScheme.ford.id) AND level = 2 ORDER BY position, id
            """)
    }
}
