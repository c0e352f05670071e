import Database
import Interchange

extension Programme {
    /// Makes two profiles of one again: the gone one comes back, and every change of the merge is taken back whose
    /// value is still the one that the merge wrote. What was changed since stays; `stayed` says what. `given` may carry
    /// the `version` that the officer saw.
    public func undoMerge(_ id: ID<Merge>, _ given: [String: Given] = [:], as actor: Actor) async throws -> Merge {
        try await write(as: actor) { work in
            let merge = try work.load(id, to: .undo)
            let fields = Fields(given)
            let seen = fields.integer("version", nil, in: 0...Int(Int32.max))
            try fields.finish()
            if let seen, seen != merge.version { throw Problem.stale }
            if let obstacle = try work.tx.obstacle(toUndoing: merge) { throw Problem.refused(obstacle) }
            let stayed =
                switch merge.kind {
                case .organisation: try work.takeBack(merge, Organisation.self)
                case .person: try work.takeBack(merge, Person.self)
                }
            let undone = merge.undone(by: actor, stayed: stayed, at: work.now)
            try work.save(undone, over: merge, in: "merge", as: "merge.undone")
            return undone
        }
    }
}

extension Transaction {
    /// A merge that built on this one is taken back before it.
    func obstacle(toUndoing merge: Merge) throws -> Problem.Reason? {
        let later = try first(
            Merge.self,
            """
            SELECT * FROM merge WHERE undone_at IS NULL AND id > \(merge.id)
            AND (kept_id = \(merge.keptID) OR gone_id = \(merge.keptID)) ORDER BY id DESC LIMIT 1
            """)
        return later.map {
            Problem.Reason("merge.refused.further", ["kept": $0.keptName, "gone": $0.goneName])
        }
    }

    fileprivate func steps(of merge: Merge) throws -> [MergeStep] {
        try all(MergeStep.self, "SELECT * FROM merge_step WHERE merge_id = \(merge.id) ORDER BY place")
    }
}

extension Work {
    fileprivate func takeBack<Thing: MergeStored>(_ merge: Merge, _ type: Thing.Type) throws -> [Merge.Remainder] {
        let steps = try tx.steps(of: merge)
        guard let kept = try Thing.find(ID(merge.keptID), in: tx) else {
            throw Problem.refused(.init("merge.refused.lost"))
        }
        try tx.run("DELETE FROM moved WHERE id = \(merge.goneID)")
        var stayed: [Merge.Remainder] = []
        // The kept one gives back what is unique before the gone one takes it.
        try kept.forgetLookups(in: tx)
        let own = steps.filter { $0.subject == Thing.kind && $0.subjectID == merge.keptID }
        var restored = try restore(kept, own, &stayed)
        let gone: Thing = try insertGone(merge)
        try gone.settleLookups(merge.goneIdentifiers, in: tx)
        restored = try settle(restored)
        try restored.settleLookups(restored.listedIdentifiers, in: tx)
        var rows: [(subject: String, id: String, steps: [MergeStep])] = []
        for step in steps.reversed() where !(step.subject == Thing.kind && step.subjectID == merge.keptID) {
            if let last = rows.indices.last, rows[last].subject == step.subject, rows[last].id == step.subjectID {
                rows[last].steps.append(step)
            } else {
                rows.append((step.subject, step.subjectID, [step]))
            }
        }
        for row in rows { try takeBack(row.subject, row.id, row.steps, &stayed) }
        try settleTeams([merge.keptID, merge.goneID])
        try settleMemberships([merge.keptID, merge.goneID])
        return stayed
    }

    /// The profile without what the merge made of it, written when it differs.
    private func restore<Thing: MergeStored>(
        _ thing: Thing, _ steps: [MergeStep], _ stayed: inout [Merge.Remainder]
    ) throws -> Thing {
        guard !steps.isEmpty, let row = try tx.row("SELECT * FROM \(Thing.table) WHERE id = \(thing.id)") else {
            return thing
        }
        func state(_ side: (MergeStep) -> String) throws -> Thing {
            let values = try steps.map { ($0.field, try JSON(parsing: side($0)).column) }
            return try row.setting(Dictionary(values) { first, _ in first }).decode(Thing.self)
        }
        let (restored, fields) = thing.unmerged(before: try state(\.before), after: try state(\.after), at: now)
        stayed += fields.map { Merge.Remainder(kind: Thing.kind, id: thing.id.text, field: $0) }
        let saved = try save(restored, over: thing, in: Thing.table, as: "\(Thing.kind).unmerged")
        return saved ? restored : thing
    }

    /// The profile naming only what there is, written when it differs.
    private func settle<Thing: MergeStored>(_ thing: Thing) throws -> Thing {
        var settled = try thing.settled(in: tx)
        (settled.version, settled.changedAt) = (thing.version + 1, now)
        return try save(settled, over: thing, in: Thing.table, as: "\(Thing.kind).changed") ? settled : thing
    }

    private func insertGone<Thing: MergeStored>(_ merge: Merge) throws -> Thing {
        let row = try JSON(parsing: merge.goneRow).row
        let version: Int64 = try row.get("version")
        let gone = try row.setting(["version": .integer(version + 1), "changed_at": now.column]).decode(Thing.self)
            .settled(in: tx)
        try tx.insert(gone, into: Thing.table)
        try record("\(Thing.kind).returned", from: nil, to: gone)
        return gone
    }

    /// Takes back the changes of one row.
    private func takeBack(
        _ subject: String, _ id: String, _ steps: [MergeStep], _ stayed: inout [Merge.Remainder]
    ) throws {
        switch subject {
        case Organisation.kind:
            guard let other = try Organisation.find(ID(id), in: tx) else { return }
            let restored = try settle(restore(other, steps, &stayed))
            try restored.settleLookups(other.ownIdentifiers(in: tx), in: tx)
        case "import_mark":
            let key = try JSON(parsing: id).strings ?? []
            guard key.count == 2, let step = steps.first else { return }
            let (before, after) = (try JSON(parsing: step.before).string, try JSON(parsing: step.after).string)
            try tx.run(
                """
                UPDATE import_mark SET thing = \(before)
                WHERE source = \(key[0]) AND key = \(key[1]) AND thing = \(after)
                """)
        default:
            for step in steps where step.field.isEmpty { return try putBack(step) }
            try takeBackColumns(subject, id, steps, &stayed)
        }
    }

    /// The columns of a row belong together: when one was changed since, all stay.
    private func takeBackColumns(
        _ subject: String, _ id: String, _ steps: [MergeStep], _ stayed: inout [Merge.Remainder]
    ) throws {
        let kind = subject == "role_grant" ? RoleGrant.kind : subject
        guard let row = try tx.row("SELECT * FROM \(SQL.name(subject)) WHERE id = \(id)") else {
            return stayed.append(Merge.Remainder(kind: kind, id: id, field: ""))
        }
        let isAsMerged = try steps.allSatisfy { row.value($0.field) == (try JSON(parsing: $0.after).column) }
        guard isAsMerged else { return stayed.append(Merge.Remainder(kind: kind, id: id, field: steps[0].field)) }
        let values = try steps.map { (name: $0.field, value: try JSON(parsing: $0.before).column) }
        try change(row, of: kind, in: subject, to: values, as: "\(kind).moved")
    }

    /// A row that was taken out as a repetition; what it names may have been merged since.
    private func putBack(_ step: MergeStep) throws {
        var row = try JSON(parsing: step.before).row
        for (column, kind) in [("organisation_id", ProfileKind.organisation), ("person_id", .person)] {
            guard case .text(let id) = row.value(column) else { continue }
            guard let place = try tx.whereIs(id, in: kind) else { return }
            row = row.setting([column: .text(place)])
        }
        let version: Int64 = try row.get("version")
        row = row.setting(["version": .integer(version + 1), "changed_at": now.column])
        try tx.insert(row, into: step.subject)
        switch step.subject {
        case "affiliation": try record("affiliation.moved", from: nil, to: row.decode(Affiliation.self))
        default: try record("network_member.moved", from: nil, to: row.decode(NetworkMember.self))
        }
    }

    /// Whoever or whatever joined a team after the merge goes with it; a team loses a leader who does not work where
    /// it is.
    private func settleTeams(_ ids: [String]) throws {
        for table in ["affiliation", "competence"] {
            let rows = try tx.rows(
                """
                SELECT a.*, t.organisation_id AS team_place FROM \(SQL.name(table)) a JOIN team t ON t.id = a.team_id
                WHERE t.organisation_id IN (\(ids)) AND a.organisation_id <> t.organisation_id ORDER BY a.id
                """)
            for row in rows {
                let place = row.value("team_place")
                try change(row, of: table, in: table, to: [("organisation_id", place)], as: "\(table).moved")
            }
        }
        let teams = try tx.rows(
            """
            SELECT t.* FROM team t WHERE (t.organisation_id IN (\(ids)) OR t.leader_id IN (\(ids)))
            AND t.leader_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM affiliation a
            WHERE a.person_id = t.leader_id AND a.organisation_id = t.organisation_id AND a.until_day IS NULL)
            ORDER BY t.id
            """)
        for team in teams { try change(team, of: "team", in: "team", to: [("leader_id", .null)], as: "team.changed") }
    }

    /// A membership that an application led to after the merge goes with its application.
    private func settleMemberships(_ ids: [String]) throws {
        let rows = try tx.rows(
            """
            SELECT m.*, a.organisation_id AS applying_organisation, a.person_id AS applying_person
            FROM network_application a JOIN network_member m ON m.id = a.member_id
            WHERE (a.organisation_id IN (\(ids)) OR a.person_id IN (\(ids)))
            AND (m.organisation_id IS DISTINCT FROM a.organisation_id OR m.person_id IS DISTINCT FROM a.person_id)
            ORDER BY m.id
            """)
        for row in rows {
            let values = ["organisation", "person"].map { (name: $0 + "_id", value: row.value("applying_" + $0)) }
            try change(row, of: NetworkMember.kind, in: "network_member", to: values, as: "network_member.moved")
        }
    }
}
