import Database
import Text

extension Programme {
    /// Profiles of the directory that may be the one about to be added: those with a typed identifier, and those of
    /// the same country with a name that is close. At most a handful, the likeliest first; none once the box says
    /// that it is none of them, and none for a form that was carried out before.
    func lookalikes(of kind: ProfileKind, _ given: [String: Given], as actor: Actor) async throws -> [Lookalike] {
        guard !Fields(given).flag(FormParts.noneOfThese, false) else { return [] }
        let sketch = Sketch(given)
        return try await read { tx in
            switch kind {
            case .organisation:
                guard try Organisation.find(ID(sketch.id), in: tx) == nil else { return [] }
                return try tx.organisations(like: sketch, as: actor)
            case .person:
                guard try Person.find(ID(sketch.id), in: tx) == nil else { return [] }
                return try tx.people(like: sketch, as: actor)
            }
        }
    }
}

extension Transaction {
    /// More names than this are not compared: a shortlist of words has done its work before.
    private static var mostCompared: Int { 2_000 }

    fileprivate func organisations(like sketch: Sketch, as actor: Actor) throws -> [Lookalike] {
        struct Line: Decodable {
            let id, legalName, country, city: String
            let names: [OrganisationName]
        }
        var found: [(Lookalike, Double)] = []
        func add(_ line: Line, isSame: Bool, _ score: Double) {
            guard !found.contains(where: { $0.0.id == line.id }) else { return }
            let likeness = Lookalike(
                kind: .organisation, id: line.id, name: line.legalName, country: line.country, city: line.city,
                isSameIdentifier: isSame)
            found.append((likeness, score))
        }
        let columns: SQL = "o.id, o.legal_name, o.country, o.city, o.names"
        for identifier in sketch.identifiers {
            let lines = try all(
                Line.self,
                """
                SELECT \(columns) FROM organisation_identifier i JOIN organisation o ON o.id = i.organisation_id
                WHERE i.scheme = \(identifier.scheme) AND i.value = \(identifier.value)
                AND \(Organisation.visible(to: actor))
                """)
            for line in lines { add(line, isSame: true, 2) }
        }
        // The beginnings of the longest words that tell the names apart, whatever their endings.
        let words = Set(sketch.names.prefix(4).flatMap { DuplicateNames.words($0, .organisation) })
        let stems = words.sorted { ($1.count, $0) < ($0.count, $1) }.prefix(6).map { String($0.prefix(6)) }
        if !stems.isEmpty {
            let any = stems.dropFirst().reduce("n.folded LIKE \("%\(stems[0])%")" as SQL) {
                "\($0) OR n.folded LIKE \("%\($1)%")"
            }
            let lines = try all(
                Line.self,
                """
                SELECT \(columns) FROM organisation o WHERE o.country = \(sketch.country)
                AND \(Organisation.visible(to: actor)) AND EXISTS (SELECT 1 FROM organisation_name n
                WHERE n.organisation_id = o.id AND (\(any))) ORDER BY o.id LIMIT \(Self.mostCompared)
                """)
            let typed = sketch.names.prefix(8).map { PreparedName($0, kind: .organisation) }
            for line in lines {
                let names = [line.legalName] + line.names.filter { $0.kind != .acronym }.map(\.text)
                let score = Lookalike.score(typed, names, .organisation)
                if score >= Lookalike.leastScore { add(line, isSame: false, score) }
            }
        }
        return found.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(Lookalike.most).map(\.0)
    }

    fileprivate func people(like sketch: Sketch, as actor: Actor) throws -> [Lookalike] {
        struct Line: Decodable {
            let id, country: String
            let names: [PersonName]
            let orcid: String?
        }
        let typed = sketch.names.map { PreparedName($0, kind: .person) }
        let skeletons = Set(sketch.names.map { DuplicateNames.skeleton(DuplicateNames.words($0, .person)) })
        var found: [(Lookalike, Double)] = []
        try each(
            """
            SELECT p.id, p.names, p.country, p.orcid FROM person p WHERE (p.country = \(sketch.country)
            OR p.orcid = \(sketch.orcid)) AND \(Person.visible(to: actor)) ORDER BY p.id
            """
        ) { row in
            let line = try row.decode(Line.self)
            let isSame = sketch.orcid != nil && line.orcid == sketch.orcid
            let names = line.names.map(\.text)
            let isNear = names.contains {
                skeletons.contains(DuplicateNames.skeleton(DuplicateNames.words($0, .person)))
            }
            let score = isSame ? 2 : isNear ? Lookalike.score(typed, names, .person) : 0
            guard score >= Lookalike.leastScore else { return }
            let column: String = try row.get("names")
            found.append(
                (
                    Lookalike(
                        kind: .person, id: line.id, name: column, country: line.country, city: "",
                        isSameIdentifier: isSame), score
                ))
        }
        return found.sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }.prefix(Lookalike.most).map(\.0)
    }
}
