import Database
import Foundation
import Interchange

/// Cooperation programmes or mobility schemes from an office's own table (CSV, workbook) or from JSON lines.
struct InventoryTable<Record: ImportedRecord>: ImportSource {
    struct Line: Sendable {
        let place: ImportPlace
        let given: [String: Given]

        var code: String { if case .text(let text)? = given["code"] { text } else { "" } }
    }

    private(set) var lines: [Line] = []
    private(set) var report: ImportReport

    init(files: [ImportFile]) {
        report = ImportReport(kind: Record.importKind, files: files.map(\.name))
        for file in files {
            do {
                if try Self.isJSON(file) {
                    try readJSON(file)
                } else {
                    readTable(file)
                }
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
            } catch { report.add(ImportIssue(file: file.name, line: 0, field: "", key: "imports.unreadable")) }
        }
    }

    /// A table's head does not begin with a brace.
    private static func isJSON(_ file: ImportFile) throws -> Bool {
        let name = file.name.lowercased().replacing(".gz", with: "")
        if name.hasSuffix(".jsonl") || name.hasSuffix(".json") || name.hasSuffix(".ndjson") { return true }
        if name.hasSuffix(".csv") || name.hasSuffix(".xlsx") { return false }
        return try file.open().readAll(limit: 256 << 20).first { $0 > 0x20 } == 0x7B
    }

    private mutating func readTable(_ file: ImportFile) {
        let table = ImportTable(
            [file], columns: Record.plainColumns + Record.listColumns + Record.cellColumns,
            beginnings: Record.textColumns, required: ["code"], &report)
        for line in table.lines {
            var given = line.given(
                plain: Record.plainColumns, lists: Record.listColumns, multilingual: Record.textColumns)
            given["country"] = nil
            for column in Record.cellColumns {
                if let cell = line[column] { given[column] = Record.given(column, cell) }
            }
            lines.append(Line(place: line.place, given: given))
        }
    }

    private mutating func readJSON(_ file: ImportFile) throws {
        let known = Set(Record.plainColumns + Record.listColumns + Record.cellColumns + Record.textColumns)
        let source = JSONLines(try file.open(), limit: 1 << 22)
        while let line = try source.nextLine() {
            let place = ImportPlace(file: file.name, line: line.number)
            do {
                guard try JSON(parsing: line.bytes).members != nil else {
                    report.add([.init("", "field.type.record")], at: place)
                    continue
                }
                let given = try JSONDecoder().decode([String: Given].self, from: Data(line.bytes))
                for name in given.keys.sorted() where !known.contains(name) {
                    report.add([.init(name, "imports.unknown_column", ["column": name])], at: place)
                }
                lines.append(Line(place: place, given: given))
            } catch let error as InterchangeError {
                report.add(
                    ImportIssue(
                        file: file.name, line: line.number, field: error.field ?? "", key: "interchange.\(error.key)",
                        values: error.values))
            }
        }
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var (batch, report, count) = (ImportBatch(), report, ImportCount(Record.kind))
        let known = try tx.all(Record.self, "SELECT * FROM \(Record.table)")
        var byCode = Dictionary(known.map { ($0.code, $0) }) { first, _ in first }
        var ids = byCode.mapValues(\.id.text)
        for line in lines where ids[line.code] == nil { ids[line.code] = newID(Record.prefix) }
        let topics = try tx.topicIDs()
        let others = Set(ids.values)
        var met: Set<String> = []
        for line in lines {
            do {
                guard met.insert(line.code).inserted else { throw Problem.invalid("code", "imports.twice") }
                let old = byCode[line.code]
                let base = old ?? .blank(ID(ids[line.code] ?? ""), at: now, source: "table")
                let given = try tx.resolvingTopics(line.given(naming: ids, isNew: old == nil))
                let knowledge = InventoryKnowledge(topics: topics, owner: nil, isOther: others.contains, now: now)
                var next = try base.changed(by: Fields(given), knowing: knowledge)
                next.edited = base.edited
                if let old {
                    count.left += next.restore(old.edited, from: old)
                    next = next.settled(version: old.version + 1, at: now)
                    if next.differences(from: old).isEmpty {
                        count.unchanged += 1
                    } else {
                        Record.keep(next, over: old, in: &batch)
                        count.changed += 1
                    }
                } else {
                    Record.keep(next, over: nil, in: &batch)
                    count.new += 1
                    byCode[line.code] = next
                }
            } catch Problem.invalid(let issues) { report.add(issues, at: line.place) }
        }
        report.counts = [count]
        return ImportPlanned(batch: batch, known: IdentifierMap(), report: report)
    }
}

extension InventoryTable.Line {
    /// What is given, with predecessors by their ids; a new record is active unless the table says otherwise.
    fileprivate func given(naming ids: [String: String], isNew: Bool) -> [String: Given] {
        var given = given
        if isNew, given["status"] == nil { given["status"] = .text(InventoryStatus.active.rawValue) }
        if case .list(let codes)? = given["predecessors"] {
            given["predecessors"] = .list(
                codes.map { code in
                    guard case .text(let text) = code else { return code }
                    return .text(ids[text] ?? text)
                })
        }
        return given
    }
}

/// A record of the inventory that can come in from a table.
protocol ImportedRecord: StoredRecord {
    static var importKind: ImportKind { get }
    /// Columns with one value, with several that semicolons divide, with a text in one language each, and those that a
    /// cell holds in a notation of its own.
    static var plainColumns: [String] { get }
    static var listColumns: [String] { get }
    static var textColumns: [String] { get }
    static var cellColumns: [String] { get }
    /// The columns of the template, and a row that shows how they are filled.
    static var template: [(column: String, example: String)] { get }
    static func given(_ column: String, _ cell: String) -> Given
    static func keep(_ new: Self, over old: Self?, in batch: inout ImportBatch)
}

extension CooperationProgramme: ImportedRecord {
    static let importKind = ImportKind.programmes
    static let plainColumns = [
        "code", "agreement_link", "agreed_on", "owner_name", "contact", "cycle", "start_year", "end_year", "website",
        "reference", "checked_on", "status",
    ]
    static let listColumns = ["instruments", "topics", "career_stages", "predecessors"]
    static let textColumns = ["title", "summary", "agreement", "cycle_note", "evaluation"]
    static let cellColumns = ["parties", "budgets"]
    static let template: [(column: String, example: String)] = [
        ("code", "AM-DE-JOINT"), ("title_en", "Armenian-German joint projects"),
        ("title_ru", "Армяно-германские совместные проекты"), ("summary_en", "What it pays for, in a few sentences."),
        ("agreement_en", "Agreement on scientific cooperation"), ("agreement_link", ""), ("agreed_on", "2011-03-01"),
        ("owner_name", "Ministry of Examples"), ("contact", "office@ministry.example"),
        ("parties", "AM | Science Committee | 100000 EUR | own travel; DE | Research Office | 150000 EUR"),
        ("instruments", "project; mobility"), ("budgets", "2025: 200000 EUR; 2026: 250000 EUR"),
        ("topics", "1.5; 2.7"), ("career_stages", "recognised; established"), ("cycle", "yearly"),
        ("evaluation_en", "Both sides, independently."), ("start_year", "2011"), ("end_year", ""),
        ("predecessors", ""), ("website", "https://ministry.example/joint"), ("reference", "Decree 12 of 2011"),
        ("checked_on", "2026-01-15"), ("status", "active"),
    ]

    /// Parties as `AM | funder | 100000 EUR | what for; …`, where the third may be `in_kind` or `nothing`; budgets as
    /// `2025: 200000 EUR; …`.
    static func given(_ column: String, _ cell: String) -> Given {
        let items = cell.split(whereSeparator: { ";\n".contains($0) })
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        return .list(items.map { column == "parties" ? party($0) : budget($0) })
    }

    private static func party(_ text: String) -> Given {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        var record: [String: Given] = ["side": .text(parts[0])]
        if parts.count > 1 { record["funder"] = .text(parts[1]) }
        if parts.count > 2, !parts[2].isEmpty {
            if FundingParty.Means(rawValue: parts[2]) != nil {
                record["pays"] = .text(parts[2])
            } else {
                record.merge(money(parts[2])) { $1 }
            }
        }
        if parts.count > 3 { record["share"] = .text(parts[3...].joined(separator: " | ")) }
        return .record(record)
    }

    private static func budget(_ text: String) -> Given {
        let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
        var record: [String: Given] = ["year": .text(parts.first ?? "")]
        if parts.count > 1 { record.merge(money(parts[1])) { $1 } }
        return .record(record)
    }

    /// `100 000 EUR`: the last word is the currency where it is made of letters.
    private static func money(_ text: String) -> [String: Given] {
        guard let last = text.split(separator: " ").last, last.allSatisfy(\.isLetter) else {
            return ["amount": .text(text)]
        }
        let amount = text.dropLast(last.count).trimmingCharacters(in: .whitespaces)
        return ["amount": .text(amount), "currency": .text(last.uppercased())]
    }

    static func keep(_ new: CooperationProgramme, over old: CooperationProgramme?, in batch: inout ImportBatch) {
        if let old { batch.changedProgrammes.append((old, new)) } else { batch.newProgrammes.append(new) }
    }
}

extension MobilityScheme: ImportedRecord {
    static let importKind = ImportKind.mobility
    static let plainColumns = [
        "code", "is_both_ways", "least_days", "most_days", "allowance", "currency", "allowance_for", "payer",
        "payer_side", "deadline_pattern", "owner_name", "contact", "website", "reference", "checked_on", "status",
    ]
    static let listColumns = ["from_sides", "to_sides", "topics", "career_stages"]
    static let textColumns = ["title", "summary", "allowance_note", "deadline_note"]
    static let cellColumns: [String] = []
    static let template: [(column: String, example: String)] = [
        ("code", "AM-DE-VISITS"), ("title_en", "Research visits to Germany"),
        ("title_ru", "Научные поездки в Германию"), ("summary_en", ""), ("from_sides", "AM; GE"),
        ("to_sides", "DE"), ("is_both_ways", "0"), ("topics", ""), ("career_stages", "first; recognised"),
        ("least_days", "30"), ("most_days", "180"), ("allowance", "1200"), ("currency", "EUR"),
        ("allowance_for", "month"), ("allowance_note_en", "Travel is paid besides."), ("payer", "Exchange Service"),
        ("payer_side", "DE"), ("deadline_pattern", "yearly"), ("deadline_note_en", "15 October"),
        ("owner_name", "Exchange Service"), ("contact", "info@exchange.example"),
        ("website", "https://exchange.example"), ("reference", ""), ("checked_on", "2026-01-15"), ("status", "active"),
    ]

    static func given(_ column: String, _ cell: String) -> Given { .text(cell) }

    static func keep(_ new: MobilityScheme, over old: MobilityScheme?, in batch: inout ImportBatch) {
        if let old { batch.changedSchemes.append((old, new)) } else { batch.newSchemes.append(new) }
    }
}

extension Work {
    /// Writes new and changed records of the inventory with a journal line for each. All rows come before their
    /// lookups: a programme may continue one that stands below it.
    func carryOutInventory(_ batch: ImportBatch) throws {
        try carryOut(new: batch.newProgrammes, changed: batch.changedProgrammes)
        try carryOut(new: batch.newSchemes, changed: batch.changedSchemes)
    }

    private func carryOut<Record: StoredRecord>(new: [Record], changed: [(before: Record, after: Record)]) throws {
        try tx.insert(all: new, into: Record.table)
        try recordAll("\(Record.kind).created", new)
        for record in new { try tx.insertInventoryLookups(of: record) }
        for (before, after) in changed { try save(after, over: before) }
    }
}
