import Database
import Interchange

/// Projects, organisations and participations from CORDIS: any mix of its tables, read together, so that one may name
/// what another only numbers.
struct CordisImport: ImportSource {
    /// Grows when the reading changes, so that every row is looked at again.
    static let version = 1
    static let source = "cordis"

    var report: ImportReport
    var projects: [CordisProject] = []
    var organisations: [CordisOrganisation] = []
    var parts: [CordisPart] = []

    /// What was read of a thing first, by table and key: later rows that say the same of it say nothing new.
    private var said: [CordisTable: [String: String]] = [:]
    private var occurrences: [String: Int] = [:]
    /// Whole rows of a table, to notice doubles.
    private var rows: Set<String> = []
    /// Parts by project, with the line that names the first of them.
    private var programmeParts: [String: (parts: [String], line: Int)] = [:]

    init(files: [ImportFile], progress: ImportProgress) {
        report = ImportReport(kind: .cordis, files: files.map(\.name))
        for file in files {
            do { try read(file, progress) } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
            } catch { report.add(ImportIssue(file: file.name, line: 0, field: "", key: "imports.unreadable")) }
        }
        (said, occurrences, rows) = ([:], [:], [])
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var plan = try CordisPlan(self, in: tx, at: now, newID: newID)
        return try plan.made()
    }

    private mutating func read(_ file: ImportFile, _ progress: ImportProgress) throws {
        let source = try CSVReader(try file.open())
        guard let table = CordisTable(source.header.columns) else {
            return report.add(ImportIssue(file: file.name, line: 1, field: "", key: "imports.unknown_table"))
        }
        guard table != .unneeded else { return report.repaired("imports.repair.unneeded", at: file.name) }
        try source.header.require(table.required)
        var number = 0
        var faults = 0
        while true {
            do {
                guard let record = try source.next() else { break }
                read(CordisRow(record, file: file.name), of: table)
                number += 1
                if number % 1_000 == 0 { progress("imports.reading", source.progress) }
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
                faults += 1
                // A reader that cannot go on says the same for ever.
                if faults > ImportReport.mostIssues || !error.isPassing { break }
            }
        }
        if table == .programmeParts { addProgrammeParts(of: file.name) }
    }

    private mutating func read(_ row: CordisRow, of table: CordisTable) {
        let before = (projects.count, organisations.count, parts.count)
        switch table {
        case .participationsByPIC: readParticipationByPIC(row)
        case .programmeParts: readProgrammePart(row)
        case .organisationsByPIC: readOrganisation(row)
        case .shortProjects: readShortProject(row)
        case .projects: readProject(row)
        case .shortParticipations: readShortParticipation(row)
        case .participations: readParticipation(row)
        case .unneeded: break
        }
        for repair in row.repairs { report.repaired(repair, at: row.place.text) }
        guard !row.issues.isEmpty else { return }
        for issue in row.issues { report.add(issue) }
        projects.removeLast(projects.count - before.0)
        organisations.removeLast(organisations.count - before.1)
        parts.removeLast(parts.count - before.2)
    }

    /// Whether the thing is met in this table for the first time. One that says something else the second time is
    /// remarked upon, and the first counts.
    mutating func isFirst(
        _ key: String, of table: CordisTable, saying raw: String, _ row: CordisRow, strictly: Bool = true
    )
        -> Bool
    {
        guard let before = said[table]?[key] else {
            said[table, default: [:]][key] = raw
            return true
        }
        if strictly, before != raw { row.repair("imports.repair.contradiction") }
        return false
    }

    /// False for a row that stands in the table already, whole.
    mutating func isNew(_ raw: String, of table: CordisTable, _ row: CordisRow) -> Bool {
        guard rows.insert(table.rawValue + raw).inserted else {
            row.repair("imports.repair.double")
            return false
        }
        return true
    }

    /// The key of a participation: the second of the same organisation in the same role gets a number.
    mutating func partKey(_ key: String, of table: CordisTable) -> String {
        let count = occurrences[table.rawValue + key, default: 0]
        occurrences[table.rawValue + key] = count + 1
        return count == 0 ? key : "\(key) #\(count + 1)"
    }

    private mutating func readProgrammePart(_ row: CordisRow) {
        guard let rcn = row.number("rcn"), let part = row.text("programme_part", most: 60) else { return }
        let known = programmeParts[rcn] ?? ([], row.place.line)
        guard !known.parts.contains(part) else { return row.repair("imports.repair.double") }
        programmeParts[rcn] = (known.parts + [part], known.line)
    }

    private mutating func addProgrammeParts(of file: String) {
        for (rcn, known) in programmeParts.sorted(by: { $0.key < $1.key }) {
            let text = String(known.parts.sorted().joined(separator: ", ").prefix(120))
            var digest = RecordDigest(version: Self.version)
            digest.add(text)
            var project = CordisProject(
                table: .programmeParts, identifiers: [Identifier("rcn", rcn)],
                place: ImportPlace(file: file, line: known.line), digest: digest.text)
            project.programme = text
            projects.append(project)
        }
        programmeParts = [:]
    }
}

extension InterchangeError {
    /// Whether the next record can still be read.
    var isPassing: Bool {
        switch reason {
        case .wrongFieldCount, .invalidText, .badValue, .missingColumn: true
        default: false
        }
    }
}
