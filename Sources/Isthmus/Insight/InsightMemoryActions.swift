import Database
import Indicators
import Synchronization

/// What all dossiers need of the directory, read once and good as long as no project changed: who was in a project with
/// whom, what speaks for partnerships to come, and how many projects each country has in each field.
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
        /// As the table has it, in ISO order; empty where nobody knows.
        let start: String
        let isRunning: Bool
        var seats: [Seat] = []
    }

    /// The directory as numbers.
    struct Directory: Sendable {
        fileprivate let stamp: String
        /// Organisations that were in projects, by their numbers: id, name, own country, and whether everybody may know
        /// of them.
        let organisations: [(id: String, name: String, country: String, isShown: Bool)]
        /// What speaks for partnerships among them.
        let space: PartnerSpace
        /// The stems by which they are compared, as somebody wrote them.
        let written: [String: String]
        /// Organisations, and projects, by the country under which they took part.
        let byCountry: [String: [Int]]
        let everything: [Project]
        /// By project, the countries under which somebody is in it, each once.
        let countriesOf: [[String]]
        let projectsOf: [String: [Int]]
        /// The fields of research, in their order.
        let fields: [String]
        /// By project, the places of its fields among `fields`.
        fileprivate let fieldsOf: [[Int]]
        /// All projects in each field, and in any.
        let world: (byField: [Int], whole: Int)

        /// Projects of several countries in each field, each once, and in any.
        func projects(of countries: [String]) -> (byField: [Int], whole: Int) {
            var counts = (byField: Array(repeating: 0, count: fields.count), whole: 0)
            var isMet = Array(repeating: false, count: everything.count)
            for country in countries {
                for place in projectsOf[country] ?? [] where !isMet[place] {
                    isMet[place] = true
                    Self.count(fieldsOf[place], &counts)
                }
            }
            return counts
        }

        fileprivate static func count(_ fields: [Int], _ counts: inout (byField: [Int], whole: Int)) {
            guard !fields.isEmpty else { return }
            counts.whole += 1
            for field in fields { counts.byField[field] += 1 }
        }

        var graph: PartnerGraph { space.graph }

        /// The projects in which both sides are.
        func joint(_ question: DossierQuestion) -> [Project] {
            var isTheirs = Array(repeating: false, count: everything.count)
            for member in question.members { for place in projectsOf[member] ?? [] { isTheirs[place] = true } }
            return (projectsOf[question.sides.first.code] ?? []).filter { isTheirs[$0] }.map { everything[$0] }
        }

        /// The name of an organisation that a reader may know of.
        func name(_ number: Int, for actor: Actor) -> String? {
            organisations[number].isShown || actor.isOffice ? organisations[number].name : nil
        }
    }

    /// The memory for a snapshot that begins now.
    struct Moment: Sendable {
        let memory: InsightMemory
        /// The programme's before the snapshot began.
        let revision: Int

        func directory(_ tx: Transaction) throws -> Directory { try memory.directory(tx, at: revision) }
    }

    private struct State: Sendable {
        var directory: Directory?
        /// The revision at which the database was last asked: at that one it need not be asked again.
        var revision = -1
    }
    private let kept = Mutex(State())

    private func directory(_ tx: Transaction, at revision: Int) throws -> Directory {
        let state = kept.withLock { $0 }
        if let known = state.directory, state.revision == revision { return known }
        let stamp = try Self.stamp(tx)
        let known = state.directory.flatMap { $0.stamp == stamp ? $0 : nil }
        let directory = try known ?? Directory(stamp, state.directory?.space, tx)
        kept.withLock { if $0.revision <= revision { $0 = State(directory: directory, revision: revision) } }
        return directory
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
    /// `known` is what was worked out before: it serves again where nothing that speaks for partnerships has changed.
    fileprivate init(_ stamp: String, _ known: PartnerSpace?, _ tx: Transaction) throws {
        self.stamp = stamp
        var (organisations, numbers) = ([(id: String, name: String, country: String, isShown: Bool)](), [String: Int]())
        var described = DescribedOrganisations()
        try tx.each(
            """
            SELECT o.id, o.legal_name, o.country, o.status, o.kind, o.summary, o.visibility FROM organisation o
            WHERE o.id IN (SELECT organisation_id FROM participation) ORDER BY o.id
            """
        ) { row in
            let id: String = try row.at(0)
            numbers[id] = organisations.count
            let isShown = try row.at(3, as: String.self) != "withdrawn"
            organisations.append((id, try row.at(1), try row.at(2), isShown))
            // What is not everybody's is no reason that everybody may read. The column is a flat object of texts, too.
            let levels = try row.at(6, as: Multilingual.self).texts.compactMapValues { Visibility(rawValue: $0) }
            let tells = FieldVisibility(levels)["summary"].allows(.visitor, isOwn: false)
            let summary = isShown && tells ? try row.at(5, as: Multilingual.self) : [:]
            described.add(
                country: try row.at(2), kind: try row.at(4), texts: [try row.at(1)] + summary.texts.values.sorted())
        }
        let everything = try Self.everything(numbers, tx)
        var (inCountry, projectsOf) = ([String: Set<Int>](), [String: [Int]]())
        let countriesOf = everything.map { Set($0.seats.lazy.map(\.country)).filter { !$0.isEmpty }.sorted() }
        for (place, project) in everything.enumerated() {
            for country in countriesOf[place] { projectsOf[country, default: []].append(place) }
            for seat in project.seats where !seat.country.isEmpty {
                inCountry[seat.country, default: []].insert(seat.organisation)
            }
        }
        (self.organisations, self.everything, self.projectsOf) = (organisations, everything, projectsOf)
        self.countriesOf = countriesOf
        byCountry = inCountry.mapValues { $0.sorted() }
        let fields = try tx.fieldsOfResearch()
        self.fields = fields
        let fieldsOf = try Self.fields(of: everything, fields, tx)
        var world = (byField: Array(repeating: 0, count: fields.count), whole: 0)
        for own in fieldsOf { Self.count(own, &world) }
        (self.fieldsOf, self.world) = (fieldsOf, world)
        written = described.written
        let history = PartnerHistory(
            organisations: described.organisations,
            projects: zip(everything, fieldsOf).map { project, fields in
                PartnerHistory.Project(members: project.seats.map(\.organisation), topics: fields)
            })
        space = known.flatMap { $0.history == history ? $0 : nil } ?? PartnerSpace(history)
    }

    /// The places of its fields, of every project.
    private static func fields(
        of projects: [InsightMemory.Project], _ fields: [String], _ tx: Transaction
    ) throws -> [[Int]] {
        let numbers = Dictionary(projects.enumerated().map { ($1.id, $0) }) { first, _ in first }
        var found: [[Int]] = Array(repeating: [], count: projects.count)
        for (place, field) in fields.enumerated() {
            let ids = try tx.column(
                String.self,
                "SELECT DISTINCT k.project_id FROM project_topic k WHERE k.topic_id IN \(Topic.meant(by: [field]))")
            for id in ids { if let number = numbers[id] { found[number].append(place) } }
        }
        return found
    }

    /// Every project with whoever is in it, in the order of their ids.
    private static func everything(_ numbers: [String: Int], _ tx: Transaction) throws -> [InsightMemory.Project] {
        var (projects, places) = ([InsightMemory.Project](), [String: Int]())
        try tx.each("SELECT id, start_year, status, start_day FROM project ORDER BY id") { row in
            let id: String = try row.at(0)
            places[id] = projects.count
            projects.append(
                InsightMemory.Project(
                    id: id, year: try row.at(1), start: try row.optional("start_day") ?? "",
                    isRunning: try row.at(2, as: String.self) == "running"))
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
