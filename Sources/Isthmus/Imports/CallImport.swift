import Database
import Interchange

/// Calls from the Union's portal: reads the records, finds what is new or different, and prepares the writing.
struct CallImport: ImportSource {
    /// Grows when the reading changes, so that every record is looked at again.
    static let version = 1
    static let source = "eu_portal"

    struct Line: Sendable {
        let record: CallRecord
        let digest: String
    }

    private var lines: [Line] = []
    private(set) var report: ImportReport
    private let sides: CallSides
    /// Whether the office gave the table itself: then the calls that are here already follow it too.
    private let hasOwnSides: Bool

    /// Reads the files; what is wrong with them is in the report.
    /// - Parameter table: general rules of programmes; without it, those that the program carries.
    init(files: [ImportFile], sides table: ImportFile? = nil, progress: ImportProgress) {
        var report = ImportReport(kind: .calls, files: (files + [table].compactMap(\.self)).map(\.name))
        hasOwnSides = table != nil
        sides = table.map { CallSides($0, &report) } ?? .carried
        self.report = report
        var seen: Set<String> = []
        for file in files {
            do {
                try read(file, &seen, progress)
            } catch let error as InterchangeError {
                report.add(ImportIssue(error, in: file))
            } catch { report.add(ImportIssue(file: file.name, line: 0, field: "", key: "imports.unreadable")) }
        }
    }

    private mutating func read(_ file: ImportFile, _ seen: inout Set<String>, _ progress: ImportProgress) throws {
        let lines = JSONLines(try file.open(), limit: 1 << 26)
        while let line = try lines.nextLine() {
            do { add(line.number, try JSON(parsing: line.bytes), line.bytes, file, &seen) } catch let error
                as InterchangeError
            {
                report.add(
                    ImportIssue(
                        file: file.name, line: line.number, field: error.field ?? "", key: "interchange.\(error.key)",
                        values: error.values))
            }
            progress("imports.reading", lines.source.progress)
        }
    }

    private mutating func add(
        _ number: Int, _ json: JSON, _ bytes: some Sequence<UInt8>, _ file: ImportFile, _ seen: inout Set<String>
    ) {
        guard json.members != nil else {
            return report.add(
                ImportIssue(file: file.name, line: number, field: "", key: "field.type.record"))
        }
        let reader = CallRecordReader(json)
        let record = CallRecord(reader)
        for issue in reader.issues {
            report.add(
                ImportIssue(
                    file: file.name, line: number, field: issue.field, key: issue.key, values: issue.values))
        }
        let place = "\(file.name):\(number)"
        for repair in reader.repairs.sorted() { report.repaired(repair, at: place) }
        guard seen.insert(record.code).inserted else { return report.repaired("imports.repair.double", at: place) }
        var digest = RecordDigest(version: Self.version)
        digest.add(bytes: bytes)
        lines.append(Line(record: record, digest: digest.text))
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var (batch, report, count) = (ImportBatch(), report, ImportCount("call"))
        let marks = try tx.marks(of: Self.source)
        let known = try tx.calls(of: Self.source)
        var rules = RulePlan(sides, try hasOwnSides ? tx.rules(ofCallsFrom: Self.source) : [:], at: now) {
            newID(CallRule.prefix)
        }
        for line in lines {
            let code = line.record.code
            let mark = marks[code]
            let old = known[mark?.thing ?? ""] ?? known.values.first { $0.code == code }
            let id = old?.id ?? ID(newID(Call.prefix))
            batch.seenCalls.append(id)
            if line.record.hasGeneralSides, old == nil || hasOwnSides {
                rules.settle(id, programme: old?.programme ?? line.record.programme)
            }
            guard mark?.digest != line.digest || old == nil else {
                count.unchanged += 1
                continue
            }
            batch.keep(
                ImportMark(source: Self.source, key: code, digest: line.digest, thing: id.text), isNew: mark == nil)
            let base = old ?? Call.blank(id, at: now, source: Self.source)
            let (new, left) = base.taking(line.record, isNew: old == nil, at: now)
            count.left += left
            if let old {
                if new.differences(from: old).isEmpty {
                    count.unchanged += 1
                } else {
                    batch.changedCalls.append((old, new))
                    count.changed += 1
                }
            } else {
                batch.newCalls.append(new)
                count.new += 1
            }
        }
        (batch.newRules, batch.changedRules, batch.goneRules) = (rules.new, rules.changed, rules.gone)
        report.counts = hasOwnSides ? [count, rules.count] : [count]
        return ImportPlanned(batch: batch, known: IdentifierMap(), report: report)
    }
}

extension Transaction {
    /// The rules of the calls of a source.
    fileprivate func rules(ofCallsFrom source: String) throws -> [ID<Call>: [CallRule]] {
        Dictionary(
            grouping: try all(
                CallRule.self,
                """
                SELECT r.* FROM call_rule r JOIN call c ON c.id = r.call_id WHERE c.source = \(source)
                ORDER BY r.call_id, r.side
                """), by: \.callID)
    }

    /// The calls of a source by id.
    fileprivate func calls(of source: String) throws -> [String: Call] {
        let calls = try all(Call.self, "SELECT * FROM call WHERE source = \(source)")
        return Dictionary(calls.map { ($0.id.text, $0) }) { first, _ in first }
    }
}

extension Work {
    /// Writes new and changed calls with a journal line for each, and notes which ones their source has.
    func carryOutCalls(_ batch: ImportBatch) throws {
        try tx.insert(all: batch.newCalls, into: "call")
        try recordAll("call.created", batch.newCalls)
        try tx.insertLookups(of: batch.newCalls)
        try carryOutRules(batch)
        for (before, after) in batch.changedCalls { try save(after, over: before) }
        for id in batch.seenCalls {
            try tx.run(
                """
                INSERT INTO call_sighting (call_id, seen_at) VALUES (\(id), \(now))
                ON CONFLICT (call_id) DO UPDATE SET seen_at = excluded.seen_at
                """)
        }
    }
}

extension Work {
    fileprivate func carryOutRules(_ batch: ImportBatch) throws {
        for rule in batch.goneRules {
            try tx.run("DELETE FROM call_rule WHERE id = \(rule.id)")
            try record("call_rule.removed", from: rule, to: nil)
        }
        for (before, after) in batch.changedRules {
            try save(after, over: before, in: "call_rule", as: "call_rule.changed")
        }
        try tx.insert(all: batch.newRules, into: "call_rule")
        try recordAll("call_rule.added", batch.newRules)
        let touched = batch.newRules + batch.changedRules.map(\.after) + batch.goneRules
        try tx.settleSides(of: Set(touched.map(\.callID)).sorted())
    }
}

extension Call {
    /// The call as the record has it, except where people edited it by hand; with the number of such differences.
    fileprivate func taking(_ record: CallRecord, isNew: Bool, at now: Moment) -> (Call, Int) {
        var next = self
        (next.code, next.programme) = (record.code, record.programme)
        (next.callCode, next.callTitle) = (record.callCode, record.callTitle)
        (next.title["en"], next.text["en"]) = (record.title, record.text)
        (next.objectives["en"], next.conditions["en"]) = (record.objectives, record.conditions)
        (next.instrument, next.instrumentTitle) = (record.instrument, record.instrumentTitle)
        (next.theme, next.keywords) = (record.theme, record.keywords)
        (next.budgetLeastMinor, next.budgetMostMinor) = (record.leastMinor, record.mostMinor)
        (next.currency, next.expectedGrants) = ("EUR", record.expectedGrants)
        (next.openingDay, next.isAnnounced) = (record.openingDay, record.isAnnounced)
        next.deadlines = record.deadlines
        (next.portal, next.questions, next.documents) = (record.portal, record.questions, record.documents)
        if isNew { next.status = .published }
        let left = next.restore(edited, from: self)
        return (next.settled(version: isNew ? 1 : version + 1, at: now), left)
    }

    /// Puts back the fields that people edited; the number of those that differed.
    private mutating func restore(_ fields: [String], from old: Call) -> Int {
        let different = Set(differences(from: old)).intersection(fields)
        for field in different {
            switch field {
            case "code": code = old.code
            case "programme": programme = old.programme
            case "call": (callCode, callTitle) = (old.callCode, old.callTitle)
            case "title": title = old.title
            case "text": text = old.text
            case "objectives": objectives = old.objectives
            case "conditions": conditions = old.conditions
            case "instrument": (instrument, instrumentTitle) = (old.instrument, old.instrumentTitle)
            case "theme": theme = old.theme
            case "keywords": keywords = old.keywords
            case "money":
                (budgetLeastMinor, budgetMostMinor) = (old.budgetLeastMinor, old.budgetMostMinor)
                currency = old.currency
            case "expected_grants": expectedGrants = old.expectedGrants
            case "opening": (openingDay, isAnnounced) = (old.openingDay, old.isAnnounced)
            case "deadlines": deadlines = old.deadlines
            case "links": (portal, questions, documents) = (old.portal, old.questions, old.documents)
            default: break
            }
        }
        return different.count
    }
}
