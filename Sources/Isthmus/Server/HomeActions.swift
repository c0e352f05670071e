import Database

/// What the first page shows of the whole programme.
struct HomeFigures: Sendable {
    let counts: [(name: String, count: Int)]
    let countries: [CountryFigures]
    /// The newest of each of the countries that were last heard of.
    let competences: [Named]
    let projects: [Named]
    /// The open calls that close first.
    let calls: [CallLine]
}

extension Programme {
    func homeFigures() async throws -> HomeFigures {
        let countries = try await countryFigures(as: .visitor)
        var open = Selection()
        (open.chosen, open.sort, open.limit) = (["state": [Call.State.open.rawValue]], "deadline", 5)
        let calls = try await calls(open, as: .visitor)
        return try await read { tx in
            HomeFigures(
                counts: [
                    ("organisations", try tx.count("SELECT COUNT(*) FROM organisation WHERE status <> 'withdrawn'")),
                    ("people", try tx.count("SELECT COUNT(*) FROM person WHERE status <> 'withdrawn'")),
                    (
                        "competences",
                        try tx.count("SELECT COUNT(*) FROM competence c WHERE \(Competence.visible(to: .visitor))")
                    ),
                    ("projects", try tx.count("SELECT COUNT(*) FROM project")), ("calls", calls.total),
                    ("countries", countries.count),
                ],
                countries: countries,
                competences: try tx.named(
                    """
                    SELECT id, name, note FROM (
                      SELECT c.id, c.statement AS name, c.country AS note, c.created_at,
                      ROW_NUMBER() OVER (PARTITION BY c.country ORDER BY c.created_at DESC, c.id DESC) AS place
                      FROM competence c WHERE \(Competence.visible(to: .visitor))
                    ) AS newest WHERE place = 1 ORDER BY created_at DESC, id DESC LIMIT 6
                    """),
                projects: try tx.named(
                    """
                    SELECT id, title AS name, CAST(start_year AS TEXT) AS note FROM project
                    ORDER BY start_year DESC, id DESC LIMIT 6
                    """), calls: calls.items)
        }
    }
}
