import Database

/// Compares what CORDIS's tables say with what is there, and prepares the writing.
struct CordisPlan {
    let content: CordisImport
    let tx: Transaction
    let now: Moment
    let newID: (String) -> String
    var batch = ImportBatch()
    var report: ImportReport
    /// Digest and thing by source and key.
    let marks: [String: [String: (digest: String, thing: String)]]
    /// Where things went that were merged into others.
    let moved: [String: String]

    /// The things of this run by how the tables name them.
    var projectIDs: [String: String] = [:]
    var organisationIDs: [String: String] = [:]
    var created: Set<String> = []
    var knownProjects = IdentifierMap()
    var knownOrganisations = IdentifierMap()

    init(_ content: CordisImport, in tx: Transaction, at now: Moment, newID: @escaping (String) -> String) throws {
        (self.content, self.tx, self.now, self.newID, report) = (content, tx, now, newID, content.report)
        var marks: [String: [String: (digest: String, thing: String)]] = [:]
        for table in CordisTable.allCases {
            for kind in ["project", "organisation", "participation"] {
                marks[table.source(kind)] = try tx.marks(of: table.source(kind))
            }
        }
        self.marks = marks
        moved = try tx.moves()
    }

    mutating func made() throws -> ImportPlanned {
        try planProjects()
        try planOrganisations()
        try planParticipations()
        return ImportPlanned(batch: batch, known: knownOrganisations, report: report)
    }

    func mark(_ table: CordisTable, _ kind: String, _ key: String) -> (digest: String, thing: String)? {
        marks[table.source(kind)]?[key]
    }

    mutating func keep(_ table: CordisTable, _ kind: String, _ key: String, digest: String, thing: String) {
        let mark = ImportMark(source: table.source(kind), key: key, digest: digest, thing: thing)
        batch.keep(mark, isNew: self.mark(table, kind, key) == nil)
    }

    func settled(_ thing: String) -> String {
        var thing = thing
        for _ in 0..<20 { if let next = moved[thing] { thing = next } else { break } }
        return thing
    }

    // MARK: Projects

    private mutating func planProjects() throws {
        let pieces = CordisTable.allCases.flatMap { table in content.projects.filter { $0.table == table } }
        let isFresh = pieces.contains { mark($0.table, "project", $0.key)?.digest != $0.digest }
        let named = Set(pieces.flatMap { $0.identifiers.map(\.key) })
        let isElsewhere = content.parts.contains { !named.contains($0.project) }
        if isFresh || isElsewhere { knownProjects = try .projects(in: tx) }
        var fresh: [String: [CordisProject]] = [:]
        var order: [String] = []
        var mentioned: Set<String> = []
        for piece in pieces {
            let mark = mark(piece.table, "project", piece.key)
            guard let id = mark.map({ settled($0.thing) }) ?? projectID(of: piece.identifiers) ?? newProject(piece)
            else {
                report.repaired("imports.repair.no_project", at: piece.place.text)
                continue
            }
            for identifier in piece.identifiers where projectIDs[identifier.key] == nil {
                projectIDs[identifier.key] = id
            }
            mentioned.insert(id)
            guard mark?.digest != piece.digest else { continue }
            if fresh[id] == nil { order.append(id) }
            fresh[id, default: []].append(piece)
            keep(piece.table, "project", piece.key, digest: piece.digest, thing: id)
        }
        var count = ImportCount("project")
        let existing = try tx.projects(order.filter { !created.contains($0) })
        for id in order { change(existing[id], ID(id), by: fresh[id] ?? [], &count) }
        count.unchanged = mentioned.count - count.new - count.changed
        report.counts.append(count)
        try noteLookAlikes()
    }

    /// Counts new projects that may be there already under CORDIS's other number. Where one table has the grant's
    /// number and another the record's, nothing links the two for certain: the same first day and the same cost make it
    /// likely.
    private mutating func noteLookAlikes() throws {
        guard !batch.newProjects.isEmpty else { return }
        struct Likeness: Hashable {
            let start: String
            let cost: Int64
        }
        func likeness(_ project: Project) -> Likeness? {
            guard let start = project.startDay, let cost = project.costMinor, cost > 0 else { return nil }
            return Likeness(start: start.description, cost: cost)
        }
        func hasGrantNumber(_ project: Project) -> Bool { project.identifiers.contains { $0.scheme == "cordis" } }
        var (numbered, unnumbered): (Set<Likeness>, Set<Likeness>) = ([], [])
        try tx.each(
            "SELECT start_day, cost_minor, identifiers FROM project WHERE start_day IS NOT NULL AND cost_minor > 0"
        ) { row in
            let known = Likeness(start: try row.at(0), cost: try row.at(1))
            let isNumbered = try row.at(2, as: String.self).contains("\"cordis\"")
            if isNumbered { numbered.insert(known) } else { unnumbered.insert(known) }
        }
        let fresh = batch.newProjects
        // Of two that come in together, the one without the grant's number is remarked upon.
        numbered.formUnion(fresh.filter(hasGrantNumber).compactMap(likeness))
        for project in fresh {
            guard let own = likeness(project) else { continue }
            guard (hasGrantNumber(project) ? unnumbered : numbered).contains(own) else { continue }
            report.repaired("imports.repair.look_alike", at: project.code)
        }
    }

    private func projectID(of identifiers: [Identifier]) -> String? {
        identifiers.lazy.compactMap { projectIDs[$0.key] ?? knownProjects.owner($0.scheme, $0.value) }.first
    }

    private mutating func newProject(_ piece: CordisProject) -> String? {
        guard !piece.isAddition else { return nil }
        let id = newID(Project.prefix)
        created.insert(id)
        return id
    }

    private mutating func change(
        _ old: Project?, _ id: ID<Project>, by pieces: [CordisProject], _ count: inout ImportCount
    ) {
        guard old != nil || created.contains(id.text) else { return }
        var next = old ?? .blank(id, at: now, source: CordisImport.source)
        for piece in pieces {
            let hadPart = mark(.programmeParts, "project", piece.key) != nil
            next.take(piece, hadPart: hadPart, today: now.day)
            for identifier in piece.identifiers where !next.identifiers.contains(identifier) {
                if knownProjects.take(identifier, for: id.text) {
                    next.identifiers.append(identifier)
                } else {
                    report.repaired("imports.repair.identifier_taken", at: piece.place.text)
                }
            }
        }
        if next.title.isEmpty { next.title = ["en": next.code] }
        guard let old else {
            batch.newProjects.append(next.settled(version: 1, at: now))
            count.new += 1
            return
        }
        count.left += next.restore(old.edited, from: old)
        guard !next.differences(from: old).isEmpty || next.identifiers != old.identifiers else { return }
        batch.changedProjects.append((old, next.settled(version: old.version + 1, at: now)))
        count.changed += 1
    }
}

extension Project {
    /// Takes over what a row says. Only a table of projects knows the grant's number and whether it was terminated.
    fileprivate mutating func take(_ piece: CordisProject, hadPart: Bool, today: Day) {
        if let code = piece.code, self.code.isEmpty || piece.table != .participationsByPIC { self.code = code }
        if let acronym = piece.acronym { self.acronym = acronym }
        if let title = piece.title { self.title["en"] = title }
        if let abstract = piece.abstract { self.abstract["en"] = abstract }
        if let programme = piece.programme, !piece.isAddition || hadPart || self.programme.isEmpty {
            self.programme = programme
        }
        if let callCode = piece.callCode { self.callCode = callCode }
        if let scheme = piece.scheme { self.scheme = scheme }
        if let keywords = piece.keywords { self.keywords = keywords }
        if let money = piece.money { (costMinor, grantMinor, currency) = (money.cost, money.grant, "EUR") }
        guard let term = piece.term else { return }
        (startDay, endDay) = term
        let isOver = endDay.map { $0 < today } ?? false
        let isAhead = startDay.map { $0 > today } ?? false
        if let status = piece.status {
            self.status = status
        } else if status != .terminated {
            status = isOver ? .ended : isAhead ? .planned : .running
        }
    }

    /// Puts back the fields that people edited; the number of those that differed.
    mutating func restore(_ fields: [String], from old: Project) -> Int {
        let different = Set(differences(from: old)).intersection(fields)
        for field in different {
            switch field {
            case "code": code = old.code
            case "acronym": acronym = old.acronym
            case "title": title = old.title
            case "abstract": abstract = old.abstract
            case "programme": programme = old.programme
            case "call_code": callCode = old.callCode
            case "scheme": scheme = old.scheme
            case "status": status = old.status
            case "term": (startDay, endDay) = (old.startDay, old.endDay)
            case "money": (costMinor, grantMinor, currency) = (old.costMinor, old.grantMinor, old.currency)
            case "keywords": keywords = old.keywords
            case "topics": topics = old.topics
            case "website": website = old.website
            default: break
            }
        }
        return different.count
    }
}
