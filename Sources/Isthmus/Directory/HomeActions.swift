import Database

/// What the first page shows of the whole programme.
struct HomeFigures: Sendable {
    let counts: [(name: String, count: Int)]
    let countries: [CountryFigures]
    let competences: [Named]
    let projects: [Named]
}

extension Programme {
    func homeFigures() async throws -> HomeFigures {
        let countries = try await countryFigures(as: .visitor)
        return try await read { tx in
            HomeFigures(
                counts: [
                    ("organisations", try tx.count("SELECT COUNT(*) FROM organisation WHERE status <> 'withdrawn'")),
                    ("people", try tx.count("SELECT COUNT(*) FROM person WHERE status <> 'withdrawn'")),
                    (
                        "competences",
                        try tx.count("SELECT COUNT(*) FROM competence c WHERE \(Competence.visible(to: .visitor))")
                    ),
                    ("projects", try tx.count("SELECT COUNT(*) FROM project")),
                    ("countries", countries.count),
                ],
                countries: countries,
                competences: try tx.named(
                    """
                    SELECT c.id, c.statement AS name, c.country AS note FROM competence c
                    WHERE \(Competence.visible(to: .visitor)) ORDER BY c.created_at DESC, c.id DESC LIMIT 6
                    """),
                projects: try tx.named(
                    """
                    SELECT id, title AS name, CAST(start_year AS TEXT) AS note FROM project
                    ORDER BY start_year DESC, id DESC LIMIT 6
                    """))
        }
    }
}
