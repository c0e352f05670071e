import Database

extension DossierEdition {
    public static func find(_ id: ID<DossierEdition>, in tx: Transaction) throws -> DossierEdition? {
        try tx.first(DossierEdition.self, "SELECT * FROM dossier_edition WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `e` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL { actor.isOffice ? "1 = 1" : "e.status = 'published'" }

    static let invariants = [
        Invariant(
            name: "a published edition of a dossier has its day and its figures",
            offenders: """
                SELECT id FROM dossier_edition WHERE (status = 'published' AND (day IS NULL OR parts = '[]'))
                OR (status = 'draft' AND day IS NOT NULL)
                """)
    ]
}

extension Programme {
    /// The editions of one dossier, or of all; the latest first.
    public func dossierEditions(of sides: CooperatingSides?, as actor: Actor) async throws -> [DossierEditionLine] {
        try await read { tx in
            let ofThese: SQL = sides.map { "e.sides = \($0.text)" } ?? "1 = 1"
            return try tx.all(
                DossierEditionLine.self,
                """
                SELECT e.id, e.sides, e.number, e.title, e.day, e.status FROM dossier_edition e
                WHERE \(ofThese) AND e.status <> 'withdrawn' AND (\(DossierEdition.visible(to: actor)))
                ORDER BY COALESCE(e.day, '9999-12-31') DESC, e.sides, e.number DESC LIMIT 200
                """)
        }
    }

    public func dossierEdition(_ id: ID<DossierEdition>, as actor: Actor) async throws -> DossierEditionProfile {
        let (now, evidence, insight) = (clock(), evidenceMemory, insightMemory)
        return try await read { tx in
            let edition = try tx.see(id, as: actor)
            guard let sides = CooperatingSides(edition.sides) else { throw Problem.notFound }
            let dossier: Dossier
            if edition.status == .draft {
                dossier = try tx.dossier(sides, as: .visitor, at: now, evidence, insight)
            } else {
                let members = (try? tx.members(of: sides.second, but: sides.first.code)) ?? []
                let name =
                    sides.second.kind == .ownGroup
                    ? try tx.value(
                        Multilingual.self, "SELECT name FROM country_group WHERE code = \(sides.second.code)")
                    : nil
                dossier = Dossier(
                    sides: sides, members: members, groupName: name, parts: edition.parts,
                    at: edition.day?.start ?? edition.changedAt)
            }
            let last = try tx.first(
                DossierEdition.self,
                """
                SELECT * FROM dossier_edition WHERE sides = \(edition.sides) AND number < \(edition.number)
                AND status = 'published' ORDER BY number DESC LIMIT 1
                """)
            return DossierEditionProfile(
                edition: edition, dossier: dossier,
                last: last.map {
                    DossierEditionLine(
                        id: $0.id, sides: $0.sides, number: $0.number, title: $0.title, day: $0.day, status: $0.status)
                }, differences: last.map { DossierDifference.all(from: $0.parts, to: dossier.parts) } ?? [],
                mayEdit: edition.allows(.edit, to: actor), mayPublish: edition.allows(.publish, to: actor),
                mayWithdraw: edition.allows(.withdraw, to: actor))
        }
    }

    /// Begins a draft of the next edition, with the texts of the last one to go on from.
    public func beginEdition(
        of sides: CooperatingSides, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> DossierEdition {
        try await write(as: actor) { work in
            try work.require(DossierEdition.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: DossierEdition = try work.made(by: fields) { return made }
            let id: ID<DossierEdition> = work.newID(DossierEdition.prefix, from: fields)
            try fields.finish()
            _ = try work.tx.members(of: sides.second, but: sides.first.code)
            let text = sides.text
            let draft = try work.tx.first(
                DossierEdition.self, "SELECT * FROM dossier_edition WHERE sides = \(text) AND status = 'draft'")
            if let draft {
                work.recordNothing()
                return draft
            }
            let last = try work.tx.first(
                DossierEdition.self, "SELECT * FROM dossier_edition WHERE sides = \(text) ORDER BY number DESC LIMIT 1")
            let own = try work.tx.value(
                Multilingual.self, "SELECT name FROM country_group WHERE code = \(sides.second.code)")
            var title = Multilingual()
            for language in ["en", "ru"] {
                let words = Words(language)
                let second = own?[language] ?? DossierWords.name(of: sides.second, sides.second.code, words)
                title[language] = words(
                    "dossier.title", ["first": words.country(sides.first.code), "second": second])
            }
            let edition = DossierEdition(
                id: id, sides: text, number: (last?.number ?? 0) + 1,
                title: last?.title ?? title, texts: last?.texts ?? [], parts: [], day: nil, status: .draft,
                version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(edition, into: "dossier_edition")
            try work.record("dossier_edition.begun", from: nil, to: edition)
            return edition
        }
    }

    public func changeEdition(
        _ id: ID<DossierEdition>, _ given: [String: Given], as actor: Actor
    ) async throws -> DossierEdition {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, sections: DossierSection.all.map(\.name), at: work.now)
            try work.save(after, over: before, in: "dossier_edition", as: "dossier_edition.changed")
            return after
        }
    }

    /// Freezes the figures as any visitor sees them now, with the texts that were read when it was asked for.
    public func publishEdition(
        _ id: ID<DossierEdition>, _ given: [String: Given] = [:], as actor: Actor
    ) async throws -> DossierEdition {
        let (evidence, insight) = (evidenceMemory, insightMemory)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .publish)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            try fields.finish()
            guard let sides = CooperatingSides(before.sides) else { throw Problem.notFound }
            let dossier = try work.tx.dossier(sides, as: .visitor, at: work.now, evidence, insight)
            guard !dossier.parts.isEmpty else { throw Problem.invalid("parts", "dossier_edition.empty") }
            let after = before.published(with: dossier.parts, at: work.now)
            try work.save(after, over: before, in: "dossier_edition", as: "dossier_edition.published")
            return after
        }
    }

    public func withdrawEdition(_ id: ID<DossierEdition>, as actor: Actor) async throws -> DossierEdition {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            var after = before
            (after.status, after.version, after.changedAt) = (.withdrawn, before.version + 1, work.now)
            if before.status == .draft { after.day = nil }
            try work.save(after, over: before, in: "dossier_edition", as: "dossier_edition.withdrawn")
            return after
        }
    }

    func editionToEdit(_ id: ID<DossierEdition>, as actor: Actor) async throws -> DossierEdition {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }
}
