import Database
import Text

/// What a search over the whole directory found, by kind.
struct Finding: Sendable {
    let kind: String
    /// Where things of the kind stand, and where their list is searched.
    let path: String
    let count: Int
    let first: [Named]
}

/// A completion for what is being typed.
struct Suggestion: Codable, Sendable {
    let label: String
    /// The country, for a reader.
    let detail: String
    let href: String
}

extension Programme {
    /// The words are looked for in every name and text that the reader may see.
    func find(_ text: String, as actor: Actor) async throws -> [Finding] {
        let words = folded(text).split(separator: " ").prefix(8).map(String.init)
        guard !words.isEmpty else { return [] }
        return try await read { tx in
            try FindSource.all(for: actor).map { source in
                let condition = SQL.all([source.visible] + words.map(source.contains))
                return Finding(
                    kind: source.kind, path: source.path,
                    count: try tx.count("SELECT COUNT(*) FROM \(source.table) WHERE \(condition)"),
                    first: try tx.named(
                        """
                        SELECT \(source.columns) FROM \(source.table) WHERE \(condition)
                        ORDER BY \(source.order) LIMIT 8
                        """
                    ))
            }
        }
    }

    /// Up to eight names that begin with what was typed.
    func suggestions(_ text: String, as actor: Actor, words: Words) async throws -> [Suggestion] {
        let start = folded(text)
        guard start.count >= 2 else { return [] }
        // The next text after all that begin so: an index range, whatever the engine.
        let end = start + "\u{10FFFF}"
        return try await read { tx in
            let organisations = try tx.named(
                """
                SELECT DISTINCT o.id, o.legal_name AS name, o.country AS note, o.sort_name FROM organisation_name n
                JOIN organisation o ON o.id = n.organisation_id
                WHERE n.folded >= \(start) AND n.folded < \(end) AND \(Organisation.visible(to: actor))
                ORDER BY o.sort_name LIMIT 5
                """)
            let people = try tx.named(
                """
                SELECT DISTINCT p.id, p.names AS name, p.country AS note, p.sort_name FROM person_name n
                JOIN person p ON p.id = n.person_id
                WHERE n.folded >= \(start) AND n.folded < \(end) AND \(Person.visible(to: actor)) ORDER BY \
                p.sort_name LIMIT 3
                """)
            return organisations.map {
                Suggestion(label: $0.name, detail: words.country($0.note), href: "/organisations/\($0.id)")
            }
                + people.map {
                    Suggestion(
                        label: PersonName.reading($0.name, words.language), detail: words.country($0.note),
                        href: "/people/\($0.id)")
                }
        }
    }
}

/// Where one kind of thing is searched.
private struct FindSource {
    let kind: String
    let path: String
    let table: SQL
    let columns: SQL
    let visible: SQL
    let order: SQL
    let contains: (String) -> SQL

    static func all(for actor: Actor) -> [FindSource] {
        [
            FindSource(
                kind: "organisations", path: "/organisations", table: "organisation o",
                columns: "o.id, o.legal_name AS name, o.country AS note", visible: Organisation.visible(to: actor),
                order: "o.sort_name, o.id"
            ) { word in
                """
                o.id IN (SELECT n.organisation_id FROM organisation_name n WHERE n.folded LIKE \("%\(word)%"))
                """
            },
            FindSource(
                kind: "people", path: "/people", table: "person p", columns: "p.id, p.names AS name, p.country AS note",
                visible: Person.visible(to: actor), order: "p.sort_name, p.id"
            ) { word in
                "p.id IN (SELECT n.person_id FROM person_name n WHERE n.folded LIKE \("%\(word)%"))"
            },
            FindSource(
                kind: "competences", path: "/competences", table: "competence c",
                columns: "c.id, c.statement AS name, c.country AS note", visible: Competence.visible(to: actor),
                order: "c.sort_name, c.id"
            ) { word in "c.search_text LIKE \("%\(word)%")" },
            FindSource(
                kind: "projects", path: "/projects", table: "project p",
                columns: "p.id, p.title AS name, CAST(p.start_year AS TEXT) AS note", visible: "1 = 1",
                order: "p.start_year DESC, p.id"
            ) { word in "p.search_text LIKE \("%\(word)%")" },
        ]
    }
}
