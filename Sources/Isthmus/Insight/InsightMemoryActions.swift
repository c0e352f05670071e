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

    /// The directory as numbers.
    struct Directory: Sendable {
        fileprivate let stamp: String
        /// Ids of organisations by their numbers, and the other way round.
        let organisations: [String]
        let numbers: [String: Int]
        let graph: PartnerGraph
        /// Organisations by the country under which they took part.
        let byCountry: [String: [Int]]
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
        let questions: [SQL] = [
            "SELECT COUNT(*), COALESCE(MAX(changed_at), 0) FROM participation",
            "SELECT COUNT(*), COALESCE(MAX(changed_at), 0) FROM project",
            "SELECT COUNT(*), COALESCE(MAX(changed_at), 0) FROM topic", "SELECT COUNT(*), 0 FROM crosswalk",
            "SELECT COUNT(*), 0 FROM project_topic",
        ]
        return try questions.map { question in
            guard let row = try tx.row(question) else { return "" }
            return "\(try row.at(0, as: Int64.self))/\(try row.at(1, as: Int64.self))"
        }.joined(separator: " ")
    }
}

extension InsightMemory.Directory {
    fileprivate init(_ stamp: String, _ tx: Transaction) throws {
        self.stamp = stamp
        var (organisations, numbers, projectNumbers) = ([String](), [String: Int](), [String: Int32]())
        var (inProject, inCountry) = ([[Int]](), [String: Set<Int>]())
        var countriesOf: [Set<String>] = []
        try tx.each(
            "SELECT project_id, organisation_id, country FROM participation ORDER BY project_id, organisation_id"
        ) { row in
            let (project, organisation, country): (String, String, String) = (
                try row.at(0), try row.at(1), try row.at(2)
            )
            let place: Int32
            if let known = projectNumbers[project] {
                place = known
            } else {
                place = Int32(inProject.count)
                projectNumbers[project] = place
                inProject.append([])
                countriesOf.append([])
            }
            let own = numbers[organisation] ?? organisations.count
            if own == organisations.count {
                numbers[organisation] = own
                organisations.append(organisation)
            }
            if inProject[Int(place)].last != own { inProject[Int(place)].append(own) }
            guard !country.isEmpty else { return }
            inCountry[country, default: []].insert(own)
            countriesOf[Int(place)].insert(country)
        }
        let blank = PartnerHistory.Organisation(country: 0, kind: 0, words: [])
        graph = PartnerGraph(
            PartnerHistory(
                organisations: Array(repeating: blank, count: organisations.count),
                projects: inProject.map { PartnerHistory.Project(members: Array(Set($0)), topics: []) }))
        (self.organisations, self.numbers) = (organisations, numbers)
        byCountry = inCountry.mapValues { $0.sorted() }
        let fields = try tx.fieldsOfResearch()
        self.fields = fields
        let counted = try FieldCount(fields, projectNumbers, countriesOf, tx)
        (members, world) = (counted.members, counted.world)
        projects = counted.members.reduce(into: [:]) {
            $0[$1.key] = ($1.value.map(\.count), counted.any[$1.key]?.count ?? 0)
        }
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
