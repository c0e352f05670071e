import Indicators
import Interchange
import Text

/// Participations in Horizon 2020 as they are published, from which a history up to any year can be made.
struct ParticipationTable {
    private struct Row {
        let project: String
        let organisation: String
        let country: String
        let kind: String
        let year: Int
    }

    private let rows: [Row]
    private let topicByProject: [String: String]
    private let wordsByOrganisation: [String: [String]]

    /// - Throws: what reading the files throws, with its line.
    init(_ folder: String) throws {
        var rows: [Row] = []
        try Self.each(folder + "/participations_to_2018.csv.gz", ["rcn", "pic", "type", "country", "start_year"]) {
            guard let year = try $0.integer("start_year") else { return }
            rows.append(
                Row(
                    project: try $0.text("rcn"), organisation: try $0.text("pic"), country: try $0.text("country"),
                    kind: try $0.text("type"), year: year))
        }
        self.rows = rows
        var topics: [String: String] = [:]
        try Self.each(folder + "/programme_parts.csv.gz", ["rcn", "programme_part"]) {
            topics[try $0.text("rcn")] = try $0.text("programme_part")
        }
        topicByProject = topics
        var words: [String: [String]] = [:]
        let tokeniser = Tokeniser()
        try Self.each(folder + "/h2020_organisations_2017.csv", ["pic", "name"]) {
            words[try $0.text("pic")] = tokeniser.words(of: try $0.text("name")).filter { !$0.isStop }.map(\.stem)
        }
        wordsByOrganisation = words
    }

    private static func each(_ path: String, _ columns: [String], _ use: (Record) throws -> Void) throws {
        let reader = try CSVReader(try ByteSource(path: path))
        try reader.header.require(columns)
        while let record = try reader.next() { try use(record) }
    }

    /// Everything that was known at the end of a year, and nothing that came later: organisations, countries, kinds and
    /// topics are those of projects started until then.
    func history(until last: Int) -> (history: PartnerHistory, organisations: [String]) {
        let known = rows.filter { $0.year <= last }
        let organisations = Set(known.lazy.map(\.organisation)).sorted()
        let places = Self.numbered(organisations)
        let countries = Self.numbered(Set(known.lazy.map(\.country)).subtracting(["NA", ""]).sorted())
        let kinds = Self.numbered(Set(known.lazy.map(\.kind)).subtracting(["NA", ""]).sorted())
        let topics = Self.numbered(Set(known.lazy.compactMap { topicByProject[$0.project] }).sorted())
        // Of several rows of an organisation the last one speaks for its country and kind.
        let latest = Dictionary(known.lazy.map { ($0.organisation, $0) }) { $1 }
        let described = organisations.map { organisation in
            PartnerHistory.Organisation(
                country: latest[organisation].flatMap { countries[$0.country] } ?? -1,
                kind: latest[organisation].flatMap { kinds[$0.kind] } ?? -1,
                words: wordsByOrganisation[organisation] ?? [])
        }
        let projects = Dictionary(grouping: known, by: \.project).sorted { $0.key < $1.key }.map { project, rows in
            PartnerHistory.Project(
                members: rows.compactMap { places[$0.organisation] },
                topics: [topicByProject[project].flatMap { topics[$0] } ?? -1])
        }
        return (PartnerHistory(organisations: described, projects: projects), organisations)
    }

    /// For each organisation of a history those others of it with which it was in a project started in `years`, unless
    /// they were partners before.
    func newPartners(in years: ClosedRange<Int>, of organisations: [String], _ graph: PartnerGraph) -> [Set<Int>] {
        let places = Self.numbered(organisations)
        var found = Array(repeating: Set<Int>(), count: organisations.count)
        for members in Dictionary(grouping: rows.filter { years.contains($0.year) }, by: \.project).values {
            let known = Set(members.compactMap { places[$0.organisation] })
            for first in known {
                for second in known where second != first && !graph.arePartners(first, second) {
                    found[first].insert(second)
                }
            }
        }
        return found
    }

    private static func numbered(_ names: [String]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: zip(names, 0...))
    }
}

/// The model learned on one span of years, put to the test on a later one.
struct PartnerTrial {
    let model: PartnerModel
    let lessons: Int
    private(set) var learned: [Double] = []
    private(set) var adamicAdar: [Double] = []
    /// Partners that the organisations tested had before.
    private(set) var partnersBefore: [Int] = []

    /// - Parameters:
    ///   - known: the last year of which the tested prediction knows. The model is learned from how the partners of its
    ///     last year followed from the years before.
    ///   - tested: the years after it, in which the right answers lie.
    init(_ table: ParticipationTable, known: Int, tested: ClosedRange<Int>, top: Int) {
        let earlier = table.history(until: known - 1)
        let earlierSpace = PartnerSpace(earlier.history)
        let lessons = Self.lessons(
            earlierSpace, table.newPartners(in: known...known, of: earlier.organisations, earlierSpace.graph))
        self.lessons = lessons.count
        model = PartnerModel(lessons: lessons)

        let now = table.history(until: known)
        let space = PartnerSpace(now.history)
        let answers = table.newPartners(in: tested, of: now.organisations, space.graph)
        var scout = PartnerScout(space)
        for organisation in answers.indices where !answers[organisation].isEmpty {
            let right = answers[organisation]
            func precision(_ ranking: [Int]) -> Double {
                RankingQuality.averagePrecision(ranking.map(right.contains), right: right.count, top: top) ?? 0
            }
            let ranking = model.ranking(of: scout.shortlist(for: organisation), top: top).map(\.candidate)
            learned.append(precision(ranking))
            adamicAdar.append(precision(scout.adamicAdar(for: organisation, top: top)))
            partnersBefore.append(space.graph.partnerCount(of: organisation))
        }
    }

    private static func lessons(_ space: PartnerSpace, _ answers: [Set<Int>]) -> [PartnerModel.Lesson] {
        var scout = PartnerScout(space)
        return answers.indices.compactMap { organisation in
            guard !answers[organisation].isEmpty else { return nil }
            return PartnerModel.Lesson(scout.shortlist(for: organisation), partners: answers[organisation])
        }
    }

    var differences: [Double] { zip(learned, adamicAdar).map { $0 - $1 } }
}
