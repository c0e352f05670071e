import Database
import Interchange
import Text

/// Research organisations from the ROR registry: reads the records, finds what is new or different, and prepares the
/// writing.
struct RORImport: ImportSource {
    /// Grows when the reading changes, so that every record is looked at again.
    static let version = 1
    static let source = "ror"

    struct Line: Sendable {
        let record: RORRecord
        let digest: String
        let line: Int
        let file: String
    }

    var lines: [Line] = []
    var report: ImportReport

    /// Reads the files; what is wrong with them is in the report.
    init(files: [ImportFile], progress: ImportProgress) {
        report = ImportReport(kind: .ror, files: files.map(\.name))
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
        let lines = JSONLines(try file.open(), limit: 1 << 29)
        var number = 0
        while let line = try lines.nextLine() {
            if line.bytes.first == 0x5b { // a dump is one list, often on one line or over many
                return try readList(file, &seen)
            }
            add(line.number, line.bytes, file, &seen)
            number += 1
            if number % 500 == 0 { progress("imports.reading", lines.source.progress) }
        }
        if number == 0 { addNothing(of: file) }
    }

    /// A file without records is the wrong file, or one that did not arrive: not a registry without organisations.
    private mutating func addNothing(of file: ImportFile) {
        report.add(ImportIssue(file: file.name, line: 1, field: "", key: "imports.no_record"))
    }

    private mutating func readList(_ file: ImportFile, _ seen: inout Set<String>) throws {
        let json = try JSON(parsing: try file.open().readAll())
        let items = json.array ?? []
        if items.isEmpty { addNothing(of: file) }
        for (index, item) in items.enumerated() { add(index + 1, item.bytes(), file, &seen) }
    }

    private mutating func add(_ number: Int, _ bytes: [UInt8], _ file: ImportFile, _ seen: inout Set<String>) {
        do {
            let record = try RORRecord(try JSON(parsing: bytes))
            guard seen.insert(record.code).inserted else {
                return report.repaired("imports.repair.double", at: "\(file.name):\(number)")
            }
            var digest = RecordDigest(version: Self.version)
            digest.add(bytes: bytes)
            lines.append(Line(record: record, digest: digest.text, line: number, file: file.name))
        } catch let fault as RORRecord.Fault {
            report.add(
                ImportIssue(file: file.name, line: number, field: fault.field, key: fault.key, values: fault.values))
        } catch let error as InterchangeError {
            report.add(
                ImportIssue(
                    file: file.name, line: number, field: error.field ?? "", key: "interchange.\(error.key)",
                    values: error.values))
        } catch { report.add(ImportIssue(file: file.name, line: number, field: "", key: "imports.unreadable")) }
    }

    /// Compares with what is there; `newID` makes ids for what is new.
    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var (batch, report) = (ImportBatch(), report)
        var count = ImportCount("organisation")
        let marks = try tx.marks(of: Self.source)
        let known = try IdentifierMap.organisations(in: tx)
        let fresh = lines.filter { marks[$0.record.code]?.digest != $0.digest }
        count.unchanged = lines.count - fresh.count
        guard !fresh.isEmpty else {
            report.counts = [count]
            return ImportPlanned(batch: batch, known: known, report: report)
        }
        let unclaimed = try tx.organisationsWithoutROR()
        var ids: [String: ID<Organisation>] = marks.mapValues { ID($0.thing) }
        var existing: Set<String> = []
        for line in fresh {
            let code = line.record.code
            let place = folded(line.record.legalName) + "|" + line.record.country
            if let owner = known.owner("ror", code) ?? marks[code]?.thing ?? unclaimed[place] {
                ids[code] = ID(owner)
                existing.insert(owner)
            } else {
                ids[code] = ID(newID(Organisation.prefix))
            }
        }
        let before = try tx.organisations(existing.sorted())
        let parents = Self.parents(in: fresh, ids)
        let successors = Self.successors(in: fresh, ids)
        for line in fresh {
            guard let id = ids[line.record.code] else { continue }
            let old = before[id.text]
            batch.keep(
                ImportMark(source: Self.source, key: line.record.code, digest: line.digest, thing: id.text),
                isNew: marks[line.record.code] == nil)
            // Of two records that were merged into one profile, the first describes it.
            if let first = old?.identifiers.first(where: { $0.scheme == "ror" }), first.value != line.record.code {
                count.unchanged += 1
                continue
            }
            let base = old ?? .blank(id, at: now, source: Self.source)
            let (new, left) = base.taking(
                line.record, parents: parents[line.record.code] ?? [], successors: successors[line.record.code] ?? [],
                at: now)
            count.left += left
            if let old {
                if new.differences(from: old).isEmpty, new.identifiers == old.identifiers {
                    count.unchanged += 1
                } else {
                    batch.changedOrganisations.append((old, new))
                    count.changed += 1
                }
            } else {
                batch.newOrganisations.append(new)
                count.new += 1
            }
        }
        report.counts = [count]
        return ImportPlanned(batch: batch, known: known, report: report)
    }

    /// Parents by code: what a record says of itself, and what others say of their children.
    private static func parents(in lines: [Line], _ ids: [String: ID<Organisation>]) -> [String: [ID<Organisation>]] {
        var found: [String: Set<ID<Organisation>>] = [:]
        for line in lines {
            for relation in line.record.relations where relation.code != line.record.code {
                if relation.kind == "parent", let id = ids[relation.code] {
                    found[line.record.code, default: []].insert(id)
                }
                if relation.kind == "child", let id = ids[line.record.code] {
                    found[relation.code, default: []].insert(id)
                }
            }
        }
        return found.mapValues { $0.sorted() }
    }

    private static func successors(in lines: [Line], _ ids: [String: ID<Organisation>]) -> [String: [ID<Organisation>]]
    {
        var found: [String: Set<ID<Organisation>>] = [:]
        for line in lines {
            for relation in line.record.relations where relation.code != line.record.code {
                if relation.kind == "successor", let id = ids[relation.code] {
                    found[line.record.code, default: []].insert(id)
                }
                if relation.kind == "predecessor", let id = ids[line.record.code] {
                    found[relation.code, default: []].insert(id)
                }
            }
        }
        return found.mapValues { $0.sorted() }
    }
}

extension Transaction {
    /// Organisations that no ROR record stands for yet, by folded name and country; ambiguous ones are left out.
    fileprivate func organisationsWithoutROR() throws -> [String: String] {
        var found: [String: String] = [:]
        var doubled: Set<String> = []
        try each(
            """
            SELECT o.id, o.sort_name, o.country FROM organisation o WHERE NOT EXISTS
            (SELECT 1 FROM organisation_identifier i WHERE i.organisation_id = o.id AND i.scheme = 'ror')
            """
        ) { row in
            let place = try row.at(1, as: String.self) + "|" + row.at(2, as: String.self)
            if found.updateValue(try row.at(0), forKey: place) != nil { doubled.insert(place) }
        }
        for place in doubled { found[place] = nil }
        return found
    }
}

extension Organisation {
    /// The profile as the record has it, except where people edited it by hand; with the number of such differences.
    fileprivate func taking(
        _ record: RORRecord, parents: [ID<Organisation>], successors: [ID<Organisation>], at now: Moment
    ) -> (Organisation, Int) {
        var next = self
        next.legalName = record.legalName
        next.names = record.names
        next.kind = record.kind
        next.country = record.country
        next.city = record.city
        (next.latitude, next.longitude) = (record.latitude, record.longitude)
        next.website = record.website
        next.founded = record.founded
        next.status = record.status
        next.parents = parents.filter { $0 != id }
        next.successors = successors.filter { $0 != id }
        let left = next.restore(edited, from: self)
        // What came from another profile by a merge stays, although the register knows another number.
        let keepsAll = edited.contains("identifiers")
        let others = identifiers.filter { own in
            keepsAll ? !record.identifiers.contains(own) : !record.identifiers.contains { $0.scheme == own.scheme }
        }
        next.identifiers = record.identifiers + others
        next.sortName = folded(next.legalName)
        next.version = sortName.isEmpty ? 1 : version + 1
        next.changedAt = now
        return (next, left)
    }

    /// Puts back the fields that people edited; the number of those that differed.
    mutating func restore(_ fields: [String], from old: Organisation) -> Int {
        let different = Set(differences(from: old)).intersection(fields)
        for field in different {
            switch field {
            case "legal_name": legalName = old.legalName
            case "names": names = old.names
            case "kind": kind = old.kind
            case "country": country = old.country
            case "city": city = old.city
            case "place": (latitude, longitude) = (old.latitude, old.longitude)
            case "website": website = old.website
            case "founded": founded = old.founded
            case "status": status = old.status
            case "parents": parents = old.parents
            case "successors": successors = old.successors
            default: break
            }
        }
        return different.count
    }
}
