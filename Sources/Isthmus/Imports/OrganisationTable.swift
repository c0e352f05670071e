import Database
import Text

/// Organisations from an office's own table.
struct OrganisationTable: ImportSource {
    static let columns = [
        "legal_name", "aliases", "acronyms", "kind", "country", "city", "latitude", "longitude", "website", "email",
        "phone",
        "founded", "status", "ror", "pic", "national", "wikidata", "isni", "identifiers",
    ]
    static let beginnings = ["name", "summary"]
    /// The columns of the template, and a row that shows how they are filled.
    static let template: [(column: String, example: String)] = [
        ("legal_name", "Institute of Examples"), ("name_en", "Institute of Examples"), ("name_ru", "Институт примеров"),
        ("aliases", "Examples Institute; IoE Yerevan"), ("acronyms", "IoE"), ("kind", "research"), ("country", "AM"),
        ("city", "Yerevan"), ("latitude", "40.18"), ("longitude", "44.51"), ("website", "https://institute.example"),
        ("email", "office@institute.example"), ("phone", "+374 00 000000"),
        ("summary_en", "What it does, in a few sentences."),
        ("summary_ru", "Чем он занимается, в нескольких фразах."), ("founded", "1943"), ("status", "active"),
        ("ror", ""),
        ("pic", ""), ("national", ""), ("identifiers", "grid:grid.0.0"),
    ]

    let table: ImportTable
    private(set) var report: ImportReport

    init(files: [ImportFile]) {
        var report = ImportReport(kind: .organisations, files: files.map(\.name))
        table = ImportTable(
            files, columns: Self.columns, beginnings: Self.beginnings, required: ["legal_name", "country"], &report)
        self.report = report
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var (batch, report, count) = (ImportBatch(), report, ImportCount("organisation"))
        var known = try IdentifierMap.organisations(in: tx)
        let likenesses = try tx.likenesses(withPIC: [])
        var met: Set<String> = []
        for line in table.lines {
            let country = line["country"].flatMap { Countries.find($0)?.code } ?? ""
            let likeness = folded(line["legal_name"] ?? "") + "|" + country
            let owners = Set(line.identifiers.compactMap { known.owner($0.scheme, $0.value) })
            guard owners.count <= 1 else {
                report.add([.init("identifiers", "imports.two_owners")], at: line.place)
                continue
            }
            let found = owners.first ?? likenesses.find(likeness)
            let id = found ?? newID(Organisation.prefix)
            guard met.insert(id).inserted else {
                report.add([.init("legal_name", "imports.twice")], at: line.place)
                continue
            }
            let old = found == nil ? nil : try Organisation.find(ID(id), in: tx)
            do {
                let base = old ?? .blank(ID(id), at: now, source: "table")
                var next = try base.changed(
                    by: Fields(line.given(over: base)), isOffice: true, isKnownCountry: Countries.isCode, at: now)
                next.edited = base.edited
                for identifier in next.identifiers where !known.take(identifier, for: id) {
                    throw Problem.invalid("identifiers", "identifier.taken", ["value": identifier.value])
                }
                add(next, over: old, &batch, &count)
                likenesses.add(likeness, id)
            } catch Problem.invalid(let issues) { report.add(issues, at: line.place) }
        }
        report.counts = [count]
        return ImportPlanned(batch: batch, known: known, report: report)
    }

    private func add(
        _ new: Organisation, over old: Organisation?, _ batch: inout ImportBatch, _ count: inout ImportCount
    ) {
        var next = new
        guard let old else {
            next.version = 1
            batch.newOrganisations.append(next)
            count.new += 1
            return
        }
        count.left += next.restore(old.edited, from: old)
        next.sortName = folded(next.legalName)
        if next.differences(from: old).isEmpty, next.identifiers == old.identifiers {
            count.unchanged += 1
        } else {
            batch.changedOrganisations.append((old, next))
            count.changed += 1
        }
    }
}

extension ImportTable.Line {
    /// What the row says, added to what is known: a name in a language takes the place of the one in that language.
    fileprivate func given(over old: Organisation) -> [String: Given] {
        var given = given(
            plain: [
                "legal_name", "kind", "city", "latitude", "longitude", "website", "email", "phone", "founded", "status",
            ], multilingual: [])
        let summaries = parts("summary")
        if !summaries.isEmpty {
            given["summary"] = .record(old.summary.texts.merging(summaries) { $1 }.mapValues { .text($0) })
        }
        let labels = parts("name")
        var names = old.names.filter { $0.kind != .label || labels[$0.language ?? ""] == nil }
        names += labels.sorted { $0.key < $1.key }.map { OrganisationName($0.value, language: $0.key, kind: .label) }
        names += list("aliases").map { OrganisationName($0, language: nil, kind: .alias) }
        names += list("acronyms").map { OrganisationName($0, language: nil, kind: .acronym) }
        var seen: Set<OrganisationName> = []
        names = names.filter { seen.insert($0).inserted }
        if Set(names) != Set(old.names) {
            given["names"] = .list(
                names.map { name in
                    let language = name.language.map { Given.text($0) } ?? .nothing
                    return .record(["text": .text(name.text), "language": language, "kind": .text(name.kind.rawValue)])
                })
        }
        let added = identifiers.filter { !old.identifiers.contains($0) }
        if !added.isEmpty {
            given["identifiers"] = .list(
                (old.identifiers + added).map { .record(["scheme": .text($0.scheme), "value": .text($0.value)]) })
        }
        return given
    }
}
