import Database
import Text

/// People from an office's own table, with where they work.
struct PersonTable: ImportSource {
    static let columns = [
        "given", "family", "patronymic", "orcid", "country", "languages", "email", "phone", "website", "status",
        "organisation", "organisation_country", "from",
    ]
    static let beginnings = ["given", "family", "patronymic", "summary", "position"]
    /// The columns of the template, and a row that shows how they are filled.
    static let template: [(column: String, example: String)] = [
        ("family_Latn", "Petrosyan"), ("given_Latn", "Anahit"), ("family_Cyrl", "Петросян"), ("given_Cyrl", "Анаит"),
        ("patronymic_Cyrl", "Ашотовна"), ("family_Armn", "Պետրոսյան"), ("given_Armn", "Անահիտ"), ("orcid", ""),
        ("country", "AM"), ("languages", "hy; en; ru"), ("email", "anahit@institute.example"), ("phone", ""),
        ("website", ""), ("summary_en", ""), ("summary_ru", ""), ("status", "active"),
        ("organisation", "Institute of Examples"), ("organisation_country", "AM"), ("position_en", "Senior researcher"),
        ("position_ru", "Старший научный сотрудник"), ("from", "2019-09-01"),
    ]

    let table: ImportTable
    private(set) var report: ImportReport

    init(files: [ImportFile]) {
        var report = ImportReport(kind: .people, files: files.map(\.name))
        table = ImportTable(files, columns: Self.columns, beginnings: Self.beginnings, required: ["country"], &report)
        self.report = report
    }

    func planned(in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws -> ImportPlanned {
        var plan = PersonPlan(
            tx: tx, now: now, newID: newID, report: report, byName: try tx.peopleByName(),
            organisations: try .organisations(in: tx), likenesses: try tx.likenesses(withPIC: []))
        for line in table.lines {
            do { try plan.add(line) } catch Problem.invalid(let issues) { plan.report.add(issues, at: line.place) }
        }
        plan.report.counts = [plan.people, plan.affiliations]
        return ImportPlanned(batch: plan.batch, known: IdentifierMap(), report: plan.report)
    }
}

private struct PersonPlan {
    let tx: Transaction
    let now: Moment
    let newID: (String) -> String
    var report: ImportReport
    var byName: [String: String]
    let organisations: IdentifierMap
    let likenesses: Likenesses
    var batch = ImportBatch()
    var people = ImportCount("person")
    var affiliations = ImportCount("affiliation")
    private var met: Set<String> = []
    private var orcids: [String: String] = [:]

    init(
        tx: Transaction, now: Moment, newID: @escaping (String) -> String, report: ImportReport,
        byName: [String: String],
        organisations: IdentifierMap, likenesses: Likenesses
    ) {
        (self.tx, self.now, self.newID, self.report) = (tx, now, newID, report)
        (self.byName, self.organisations, self.likenesses) = (byName, organisations, likenesses)
    }

    mutating func add(_ line: ImportTable.Line) throws {
        let blank = try Person.blank(ID(newID(Person.prefix)), at: now, source: "table").changed(
            by: Fields(line.given(over: nil)), isOffice: true, at: now)
        let workplace = try organisation(line)
        let old = try person(like: blank)
        guard met.insert((old ?? blank).id.text).inserted else { throw Problem.invalid("", "imports.twice") }
        if let orcid = blank.orcid, let other = orcids.updateValue(blank.id.text, forKey: orcid), other != blank.id.text
        {
            throw Problem.invalid("orcid", "identifier.taken", ["value": orcid])
        }
        if let old {
            var next = try old.changed(by: Fields(line.given(over: old)), isOffice: true, at: now)
            next.edited = old.edited
            people.left += next.restore(old.edited, from: old)
            next.sortName = next.names.first?.sortName ?? ""
            if next.differences(from: old).isEmpty {
                people.unchanged += 1
            } else {
                batch.changedPeople.append((old, next))
                people.changed += 1
            }
        } else {
            var person = blank
            (person.edited, person.version) = ([], 1)
            batch.newPeople.append(person)
            for name in person.foldedNames { byName[name.folded + "|" + person.country] = person.id.text }
            people.new += 1
        }
        if let workplace { try addAffiliation(of: old ?? blank, isNew: old == nil, at: workplace, line) }
    }

    /// Whoever has the ORCID iD; else the only one with the name and the country who has no other iD.
    private func person(like wanted: Person) throws -> Person? {
        if let orcid = wanted.orcid,
            let id = try tx.value(ID<Person>.self, "SELECT id FROM person WHERE orcid = \(orcid)")
        {
            return try Person.find(id, in: tx)
        }
        let found = Set(wanted.foldedNames.compactMap { byName[$0.folded + "|" + wanted.country] })
        if found.count > 1 || found.contains("") { throw Problem.invalid("", "imports.ambiguous_person") }
        guard let id = found.first, let person = try Person.find(ID(id), in: tx) else { return nil }
        return wanted.orcid == nil || person.orcid == nil ? person : nil
    }

    private func organisation(_ line: ImportTable.Line) throws -> ID<Organisation>? {
        guard let text = line["organisation"] else { return nil }
        if let number = Identifier(written: text) {
            guard let id = organisations.owner(number.scheme, number.value) else {
                throw Problem.invalid("organisation", "organisation.unknown", ["name": text])
            }
            return ID(id)
        }
        if try Organisation.find(ID(text), in: tx) != nil { return ID(text) }
        let country = line["organisation_country"] ?? line["country"] ?? ""
        guard let id = likenesses.find(folded(text) + "|" + (Countries.find(country)?.code ?? country)) else {
            throw Problem.invalid("organisation", "organisation.unknown", ["name": text])
        }
        return ID(id)
    }

    /// What an affiliation says is left to people once it is there.
    private mutating func addAffiliation(
        of person: Person, isNew: Bool, at organisation: ID<Organisation>, _ line: ImportTable.Line
    ) throws {
        let isThere =
            try !isNew
            && tx.count(
                """
                SELECT COUNT(*) FROM affiliation WHERE person_id = \(person.id) AND organisation_id = \(organisation)
                AND until_day IS NULL
                """) > 0
        guard !isThere else {
            affiliations.unchanged += 1
            return
        }
        var given: [String: Given] = [:]
        let titles = line.parts("position")
        if !titles.isEmpty { given["title"] = .record(titles.mapValues { .text($0) }) }
        if let from = line["from"] { given["from"] = .text(from) }
        let blank = Affiliation(
            id: ID(newID(Affiliation.prefix)), personID: person.id, organisationID: organisation, teamID: nil,
            title: [:],
            fromDay: nil, untilDay: nil, version: 0, createdAt: now, changedAt: now)
        batch.newAffiliations.append(try blank.changed(by: Fields(given), isTeam: { _ in false }, at: now))
        affiliations.new += 1
    }
}

extension ImportTable.Line {
    /// What the row says, added to what is known: a name in a script takes the place of the one in that script.
    fileprivate func given(over old: Person?) -> [String: Given] {
        var given = given(
            plain: ["orcid", "email", "phone", "website", "status"], lists: ["languages"], multilingual: [])
        let summaries = parts("summary")
        if !summaries.isEmpty {
            given["summary"] = .record((old?.summary.texts ?? [:]).merging(summaries) { $1 }.mapValues { .text($0) })
        }
        var names: [[String: Given]] = []
        let pieces = ["given", "family", "patronymic"]
        if pieces.contains(where: { self[$0] != nil }) {
            names.append(
                Dictionary(pieces.compactMap { piece in self[piece].map { (piece, .text($0)) } }) { first, _ in first })
        }
        for script in WritingScript.allCases {
            let here = pieces.compactMap { piece -> (String, Given)? in
                (self["\(piece)_\(script.rawValue)"] ?? self["\(piece)_\(script.rawValue.lowercased())"])
                    .map { (piece, .text($0)) }
            }
            guard !here.isEmpty else { continue }
            names.append(Dictionary(here + [("script", .text(script.rawValue))]) { first, _ in first })
        }
        let scripts = Set(names.compactMap { name in PersonName.read(Fields(name))?.script })
        let kept = (old?.names ?? []).filter { !scripts.contains($0.script) }.map { name -> [String: Given] in
            [
                "script": .text(name.script.rawValue), "given": .text(name.given), "family": .text(name.family),
                "patronymic": .text(name.patronymic),
            ]
        }
        // The first stays the first: it is how the person writes the name.
        var all = names + kept
        if let first = old?.names.first,
            let place = all.firstIndex(where: { PersonName.read(Fields($0))?.script == first.script })
        {
            all.insert(all.remove(at: place), at: 0)
        }
        given["names"] = .list(all.map { .record($0) })
        return given
    }
}

extension Person {
    /// Puts back the fields that people edited; the number of those that differed.
    fileprivate mutating func restore(_ fields: [String], from old: Person) -> Int {
        let different = Set(differences(from: old)).intersection(fields)
        for field in different {
            switch field {
            case "names": names = old.names
            case "orcid": orcid = old.orcid
            case "country": country = old.country
            case "languages": languages = old.languages
            case "summary": summary = old.summary
            case "email": email = old.email
            case "phone": phone = old.phone
            case "website": website = old.website
            case "status": status = old.status
            default: break
            }
        }
        return different.count
    }
}

extension Transaction {
    /// People by folded name and country; those that two share are empty.
    fileprivate func peopleByName() throws -> [String: String] {
        var found: [String: String] = [:]
        try each(
            """
            SELECT n.folded, p.country, p.id FROM person_name n JOIN person p ON p.id = n.person_id
            WHERE p.status <> 'withdrawn'
            """
        ) { row in
            let key = try row.at(0, as: String.self) + "|" + row.at(1, as: String.self)
            let id = try row.at(2, as: String.self)
            if let other = found[key], other != id { found[key] = "" } else { found[key] = id }
        }
        return found
    }
}
