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

    /// A participation: whose, under which of the directory's countries, with how much.
    struct Seat: Sendable {
        let organisation: Int
        let country: Int
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
        /// Where it came from, and when it was last changed.
        let source: String
        let changed: Moment
        var seats: [Seat] = []
        /// Those under which somebody is in it, each once, without the unknown.
        fileprivate(set) var countries: [Int] = []
    }

    /// An organisation that was in projects.
    struct Organisation: Sendable {
        let id: String
        let name: String
        /// Its own, whatever it took part under.
        let country: String
        let source: String
        /// Whether everybody may know of it.
        let isShown: Bool
    }

    /// How many organisations there are: those that everybody may know of, and all.
    struct Entries: Sendable {
        var shown = 0
        var all = 0
        var shownInProjects = 0
        var allInProjects = 0
    }

    /// The directory as numbers.
    struct Directory: Sendable {
        fileprivate let stamp: String
        /// Organisations that were in projects, by their numbers.
        let organisations: [Organisation]
        /// Codes of the countries under which somebody takes part; the first is "", where nobody knows.
        let countries: [String]
        fileprivate let numbers: [String: Int]
        /// What speaks for partnerships among them.
        let space: PartnerSpace
        /// The stems that tell organisations apart, as somebody wrote them.
        let written: [String: String]
        /// Organisations, and projects, by the country under which they took part.
        let byCountry: [String: [Int]]
        let everything: [Project]
        let projectsOf: [String: [Int]]
        /// The fields of research, in their order.
        let fields: [String]
        /// By project, the places of its fields among `fields`.
        fileprivate let fieldsOf: [[Int]]
        /// All organisations of each country, and those of them that are in projects, whatever they took part under.
        let entries: [String: Entries]
        /// All projects in each field, and in any.
        let world: (byField: [Int], whole: Int)
        /// Whoever was looked for among these organisations.
        let scouted = ScoutedPartners()

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

        /// By number of a country, whether it is one of these.
        func marks(of codes: some Sequence<String>) -> [Bool] {
            var marks = Array(repeating: false, count: countries.count)
            for code in codes { if let number = numbers[code] { marks[number] = true } }
            return marks
        }

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

    /// Partnerships that were looked for, by who was to be found for whom: as good as the directory that they are of.
    final class ScoutedPartners: Sendable {
        private let found = Mutex<[String: [NewPartners]]>([:])
        private static let most = 500

        func known(_ key: String, _ look: () -> [NewPartners]) -> [NewPartners] {
            if let known = found.withLock({ $0[key] }) { return known }
            let partners = look()
            found.withLock { found in
                if found.count >= Self.most { found = [:] }
                found[key] = partners
            }
            return partners
        }
    }

    /// The memory for a snapshot that begins now.
    struct Snapshot: Sendable {
        let memory: InsightMemory
        /// The programme's before the snapshot began.
        let revision: Int

        func directory(_ tx: Transaction) throws -> Directory { try memory.directory(tx, at: revision) }
    }

    private struct State: Sendable {
        var directory: Directory?
        /// The revision at which the database was last asked: at that one it need not be asked again.
        var revision = -1
        /// The programme's revision when somebody last asked whether it is quiet.
        var watched = -1
    }
    private let kept = Mutex(State())

    private func directory(_ tx: Transaction, at revision: Int) throws -> Directory {
        let state = kept.withLock { $0 }
        if let known = state.directory, state.revision == revision { return known }
        let stamp = try Self.stamp(tx)
        let known = state.directory.flatMap { $0.stamp == stamp ? $0 : nil }
        let directory = try known ?? Directory(stamp, state.directory?.space, tx)
        kept.withLock { if $0.revision <= revision { ($0.directory, $0.revision) = (directory, revision) } }
        return directory
    }

    /// Whether something was written since the directory was read, and nothing more since this was last asked; or
    /// nobody has read it yet.
    func isDue(at revision: Int) -> Bool {
        kept.withLock { state in
            defer { state.watched = revision }
            return state.revision < 0 || state.revision != revision && state.watched == revision
        }
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
        var (organisations, numbers) = ([InsightMemory.Organisation](), [String: Int]())
        var described = DescribedOrganisations()
        try tx.each(
            """
            SELECT o.id, o.legal_name, o.country, o.status, o.kind, o.summary, o.visibility, o.source
            FROM organisation o
            WHERE o.id IN (SELECT organisation_id FROM participation) ORDER BY o.id
            """
        ) { row in
            let id: String = try row.at(0)
            numbers[id] = organisations.count
            let isShown = try row.at(3, as: String.self) != "withdrawn"
            organisations.append(
                InsightMemory.Organisation(
                    id: id, name: try row.at(1), country: try row.at(2), source: try row.at(7), isShown: isShown))
            // What is not everybody's is no reason that everybody may read. The column is a flat object of texts, too.
            let levels = try row.at(6, as: Multilingual.self).texts.compactMapValues { Visibility(rawValue: $0) }
            let tells = FieldVisibility(levels)["summary"].allows(.visitor, isOwn: false)
            let summary = isShown && tells ? try row.at(5, as: Multilingual.self) : [:]
            described.add(
                country: try row.at(2), kind: try row.at(4), texts: [try row.at(1)] + summary.texts.values.sorted())
        }
        let (everything, countries) = try Self.everything(numbers, tx)
        var (inCountry, projectsOf) = ([Int: Set<Int>](), [Int: [Int]]())
        for (place, project) in everything.enumerated() {
            for country in project.countries { projectsOf[country, default: []].append(place) }
            for seat in project.seats where seat.country > 0 {
                inCountry[seat.country, default: []].insert(seat.organisation)
            }
        }
        func named<Value>(_ found: [Int: Value]) -> [String: Value] {
            Dictionary(found.map { (countries[$0], $1) }) { first, _ in first }
        }
        (self.organisations, self.everything, self.projectsOf) = (organisations, everything, named(projectsOf))
        (self.countries, self.numbers) = (
            countries, Dictionary(countries.enumerated().map { ($1, $0) }) { first, _ in first }
        )
        entries = try tx.entries(organisations)
        byCountry = named(inCountry.mapValues { $0.sorted() })
        let fields = try tx.fieldsOfResearch()
        self.fields = fields
        let fieldsOf = try Self.fields(of: everything, fields, tx)
        var world = (byField: Array(repeating: 0, count: fields.count), whole: 0)
        for own in fieldsOf { Self.count(own, &world) }
        (self.fieldsOf, self.world) = (fieldsOf, world)
        written = described.telling
        let history = PartnerHistory(
            organisations: described.organisations,
            projects: zip(everything, fieldsOf).map { project, fields in
                PartnerHistory.Project(members: project.seats.map(\.organisation), topics: fields)
            })
        space = known.flatMap { $0.history == history ? $0 : nil } ?? PartnerSpace(history, knowing: known)
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

    /// Every project with whoever is in it, in the order of their ids; and the countries, as they are met.
    private static func everything(
        _ numbers: [String: Int], _ tx: Transaction
    ) throws -> (projects: [InsightMemory.Project], countries: [String]) {
        var (projects, places) = ([InsightMemory.Project](), [String: Int]())
        var (countries, known) = ([""], ["": 0])
        try tx.each("SELECT id, start_year, status, start_day, source, changed_at FROM project ORDER BY id") { row in
            let id: String = try row.at(0)
            places[id] = projects.count
            projects.append(
                InsightMemory.Project(
                    id: id, year: try row.at(1), start: try row.optional("start_day") ?? "",
                    isRunning: try row.at(2, as: String.self) == "running", source: try row.at(4),
                    changed: try row.at(5)))
        }
        try tx.each("SELECT project_id, organisation_id, country, currency, grant_minor FROM participation") { row in
            guard let place = places[try row.at(0)], let number = numbers[try row.at(1)] else { return }
            let code: String = try row.at(2)
            let country = known[code] ?? countries.count
            if country == countries.count {
                countries.append(code)
                known[code] = country
            }
            if country > 0, !projects[place].countries.contains(country) { projects[place].countries.append(country) }
            projects[place].seats.append(
                InsightMemory.Seat(
                    organisation: number, country: country, grant: try row.optional("grant_minor"),
                    currency: try row.at(3)))
        }
        return (projects, countries)
    }
}

extension Transaction {
    fileprivate func entries(_ inProjects: [InsightMemory.Organisation]) throws -> [String: InsightMemory.Entries] {
        var found: [String: InsightMemory.Entries] = [:]
        try each(
            "SELECT country, COUNT(*), COUNT(*) FILTER (WHERE status <> 'withdrawn') FROM organisation GROUP BY country"
        ) { row in
            found[try row.at(0)] = InsightMemory.Entries(shown: try row.at(2), all: try row.at(1))
        }
        for organisation in inProjects {
            found[organisation.country]?.allInProjects += 1
            if organisation.isShown { found[organisation.country]?.shownInProjects += 1 }
        }
        return found
    }

    /// The fields of research of FORD's second level, in their order.
    fileprivate func fieldsOfResearch() throws -> [String] {
        try column(
            String.self,
            """
            SELECT id FROM topic WHERE scheme_id = \(TopicScheme.ford.id) AND level = 2 ORDER BY position, id
            """)
    }
}
