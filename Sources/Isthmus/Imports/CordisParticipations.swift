import Database

extension CordisPlan {
    mutating func planParticipations() throws {
        var count = ImportCount("participation")
        let fresh = content.parts.filter { mark($0.table, "participation", $0.key)?.digest != $0.digest }
        count.unchanged = content.parts.count - fresh.count
        defer { report.counts.append(count) }
        guard !fresh.isEmpty else { return }
        let unmarked = fresh.filter { mark($0.table, "participation", $0.key) == nil }
        let mayExist = unmarked.contains { projectID($0).map { !created.contains($0) } ?? false }
        var places = ParticipationPlaces()
        if mayExist { try tx.readPlaces(into: &places) }
        var changes: [(part: CordisPart, id: String)] = []
        var turns: [String: Int] = [:]
        for part in fresh {
            if let mark = mark(part.table, "participation", part.key) {
                changes.append((part, mark.thing))
                continue
            }
            guard let project = projectID(part), let organisation = organisationIDs[part.organisation] else {
                report.add(
                    ImportIssue(
                        file: part.place.file, line: part.place.line, field: "", key: "imports.unknown_project",
                        values: ["project": part.project]))
                continue
            }
            // The first of a table's rows for a place is the first part there, whichever table brought that.
            let place = "\(project) \(organisation) \(part.role.rawValue)"
            let turn = turns[part.table.rawValue + place, default: 0]
            turns[part.table.rawValue + place] = turn + 1
            if let id = places.id(place, turn) {
                changes.append((part, id))
            } else {
                let id = newID(Participation.prefix)
                let ordinal = places.add(id, at: place, index: batch.newParticipations.count)
                batch.newParticipations.append(
                    Participation(
                        id: ID(id), projectID: ID(project), organisationID: ID(organisation), role: part.role,
                        country: part.country, grantMinor: part.grant, costMinor: part.cost, currency: "EUR",
                        ordinal: ordinal, source: CordisImport.source, version: 1, createdAt: now, changedAt: now))
                count.new += 1
                keep(part.table, "participation", part.key, digest: part.digest, thing: id)
            }
        }
        try change(changes, places, &count)
    }

    private func projectID(_ part: CordisPart) -> String? {
        if let id = projectIDs[part.project] { return id }
        let words = part.project.split(separator: " ", maxSplits: 1).map(String.init)
        return words.count == 2 ? knownProjects.owner(words[0], words[1]) : nil
    }

    /// Parts that are there already: made by an earlier row of this run, by an earlier import, or by hand.
    private mutating func change(
        _ changes: [(part: CordisPart, id: String)], _ places: ParticipationPlaces, _ count: inout ImportCount
    ) throws {
        let existing = try tx.participations(changes.map(\.id).filter { places.indices[$0] == nil })
        for (part, id) in changes {
            let mark = mark(part.table, "participation", part.key)
            keep(part.table, "participation", part.key, digest: part.digest, thing: id)
            if let index = places.indices[id] {
                batch.newParticipations[index].take(part)
                count.dropped += 1
                continue
            }
            // Somebody took it away, or changed it: so it stays.
            guard let old = existing[id] else {
                count.left += 1
                continue
            }
            let isAsImported =
                mark.map { $0.digest == old.digest } ?? (old.source == CordisImport.source && old.version == 1)
            guard old.digest != part.digest else {
                count.unchanged += 1
                continue
            }
            guard isAsImported else {
                count.left += 1
                continue
            }
            var next = old
            next.take(part)
            next.version = old.version + 1
            next.changedAt = now
            batch.changedParticipations.append((old, next))
            count.changed += 1
        }
    }
}

extension Participation {
    fileprivate var digest: String { CordisPart.digest(role, country, grantMinor, costMinor) }

    fileprivate mutating func take(_ part: CordisPart) {
        role = part.role
        country = part.country
        grantMinor = part.grant
        costMinor = part.cost ?? costMinor
    }
}

/// Who takes part where already: the parts of each place (project, organisation, role) in their order.
struct ParticipationPlaces {
    private var ids: [String: [String]] = [:]
    /// Where the new ones stand in the batch.
    private(set) var indices: [String: Int] = [:]

    func id(_ place: String, _ turn: Int) -> String? {
        guard let here = ids[place], here.indices.contains(turn) else { return nil }
        return here[turn]
    }
    /// Its ordinal.
    mutating func add(_ id: String, at place: String, index: Int?) -> Int {
        ids[place, default: []].append(id)
        if let index { indices[id] = index }
        return (ids[place]?.count ?? 1) - 1
    }
}

extension Transaction {
    fileprivate func readPlaces(into places: inout ParticipationPlaces) throws {
        try each(
            """
            SELECT id, project_id, organisation_id, role FROM participation
            ORDER BY project_id, organisation_id, role, ordinal
            """
        ) { row in
            let place = try "\(row.at(1, as: String.self)) \(row.at(2, as: String.self)) \(row.at(3, as: String.self))"
            _ = places.add(try row.at(0), at: place, index: nil)
        }
    }
}
