import Database

extension Programme {
    /// What merging would do: `kept` and `gone` as `merge` takes them.
    public func mergePreview(_ given: [String: Given], as actor: Actor) async throws -> MergePreview {
        if let refusal = Merge.refusalOfMerging(to: actor) {
            throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await read { tx in
            switch try tx.mergePair(Fields(given)) {
            case .organisations(let kept, let gone):
                var lists = [
                    MergePreview.Row("names", list: kept.names.map(\.plain), gone.names.map(\.plain)),
                    MergePreview.Row(
                        "identifiers", list: kept.identifiers.map(\.plain), gone.identifiers.map(\.plain)),
                ]
                for (field, list) in [("parents", \Organisation.parents), ("successors", \Organisation.successors)] {
                    lists.append(
                        MergePreview.Row(
                            field, list: try tx.names(of: kept[keyPath: list]),
                            try tx.names(of: gone[keyPath: list])))
                }
                return try tx.preview(kept, gone, lists)
            case .people(let kept, let gone):
                return try tx.preview(
                    kept, gone, [MergePreview.Row("languages", list: kept.languages, gone.languages)])
            }
        }
    }

    /// A merge for its page.
    public func mergeRecord(_ id: ID<Merge>, as actor: Actor) async throws -> MergeRecord {
        try await read { tx in
            let merge = try tx.see(id, as: actor)
            let names = try tx.accountNames(of: [merge.mergedBy, merge.undoneBy ?? ""])
            let changes = try tx.rows(
                """
                SELECT subject, COUNT(DISTINCT subject_id) FROM merge_step WHERE merge_id = \(id)
                GROUP BY subject ORDER BY subject
                """
            ).map { MergePreview.Move(kind: try $0.at(0), count: try $0.at(1)) }
            return MergeRecord(
                id: id, kind: merge.kind, keptID: merge.keptID, goneID: merge.goneID, keptName: merge.keptName,
                goneName: merge.goneName, chosen: merge.chosen, mergedBy: names[merge.mergedBy] ?? "",
                createdAt: merge.createdAt, undoneBy: merge.undoneBy.map { names[$0] ?? "" }, undoneAt: merge.undoneAt,
                changes: changes, stayed: merge.stayed, version: merge.version,
                obstacle: try merge.refusal(of: .undo, to: actor) ?? tx.obstacle(toUndoing: merge))
        }
    }
}

extension Transaction {
    fileprivate func preview<Thing: MergeStored>(
        _ kept: Thing, _ gone: Thing, _ lists: [MergePreview.Row]
    ) throws -> MergePreview {
        MergePreview(
            kind: Thing.profileKind,
            kept: .init(id: kept.id.text, name: kept.ownName, version: kept.version),
            gone: .init(id: gone.id.text, name: gone.ownName, version: gone.version),
            rows: Thing.mergeFields(of: [kept, gone]).map { MergePreview.Row($0, kept, gone) } + lists,
            moves: try moves(of: gone.id.text, Thing.profileKind),
            obstacles: try obstacles(to: Thing.profileKind, kept.id.text, gone.id.text).map(\.key),
            duplicate: try duplicate(of: kept.id.text, gone.id.text))
    }

    /// What names the gone one.
    private func moves(of gone: String, _ kind: ProfileKind) throws -> [MergePreview.Move] {
        var moves = try MergeReference.all(of: kind).map { reference in
            let (table, column) = (SQL.name(reference.table), SQL.name(reference.column))
            return MergePreview.Move(
                kind: reference.table, count: try count("SELECT COUNT(*) FROM \(table) WHERE \(column) = \(gone)"))
        }
        moves.append(
            .init(
                kind: Organisation.kind,
                count: try count(
                    "SELECT COUNT(DISTINCT organisation_id) FROM organisation_relation WHERE other_id = \(gone)")))
        moves.append(
            .init(kind: "import_mark", count: try count("SELECT COUNT(*) FROM import_mark WHERE thing = \(gone)")))
        return moves.filter { $0.count > 0 }
    }

    fileprivate func names(of ids: [ID<Organisation>]) throws -> [String] {
        try column(String.self, "SELECT legal_name FROM organisation WHERE id IN (\(ids)) ORDER BY sort_name, id")
    }
}

extension OrganisationName {
    fileprivate var plain: String {
        language.map { "\(text) (\($0), \(kind.rawValue))" } ?? "\(text) (\(kind.rawValue))"
    }
}

extension Identifier {
    fileprivate var plain: String { "\(scheme.uppercased()) \(value)" }
}
