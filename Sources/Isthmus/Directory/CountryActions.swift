import Database

/// What the directory holds of one country.
public struct CountryFigures: Codable, Sendable {
    public let code: String
    public var organisations = 0
    public var people = 0
    public var competences = 0
    public var projects = 0
    public var participations = 0

    init(code: String) { self.code = code }
}

/// Everything the page of one country shows.
public struct CountryProfile: Encodable, Sendable {
    public let figures: CountryFigures
    /// The organisations with most projects.
    public let strongest: [OrganisationProfile.Partner]
    /// Countries with most projects in common.
    public let partners: [CountryCount]
    public let years: [YearCount]
    public let competences: [Named]
    public let topics: [TopicCount]

    public struct CountryCount: Codable, Sendable { public let code: String, count: Int }
    public struct YearCount: Codable, Sendable { public let year: Int, count: Int }
    public struct TopicCount: Codable, Sendable { public let id: String, name: String, count: Int }
}

extension Programme {
    /// Every country that has something in the directory, most organisations first; with a period, what came in it.
    public func countryFigures(in period: Period? = nil, as actor: Actor) async throws -> [CountryFigures] {
        let memory = countMemory
        return try await read { tx in try tx.countryFigures(nil, in: period, as: actor, memory) }
    }

    public func country(_ code: String, as actor: Actor) async throws -> CountryProfile {
        guard Countries.isCode(code) else { throw Problem.notFound }
        return try await read { tx in
            let figures = try tx.countryFigures(code, in: nil, as: actor, nil).first ?? CountryFigures(code: code)
            return CountryProfile(
                figures: figures, strongest: try tx.strongest(in: code, as: actor), partners: try tx.partners(of: code),
                years: try tx.all(
                    CountryProfile.YearCount.self,
                    """
                    SELECT p.start_year AS year, COUNT(*) AS count FROM
                    (SELECT DISTINCT project_id FROM participation WHERE country = \(code)) t JOIN project p ON p.id \
                    = t.project_id
                    WHERE p.start_year > 0 GROUP BY p.start_year ORDER BY p.start_year
                    """),
                competences: try tx.named(
                    """
                    SELECT c.id, c.statement AS name, CAST(c.readiness AS TEXT) AS note FROM competence c
                    WHERE c.country = \(code) AND \(Competence.visible(to: actor))
                    ORDER BY c.readiness DESC NULLS LAST, c.sort_name, c.id LIMIT 10
                    """),
                topics: try tx.all(
                    CountryProfile.TopicCount.self,
                    """
                    SELECT t.id, t.name, COUNT(*) AS count FROM competence c
                    JOIN competence_topic k ON k.competence_id = c.id JOIN topic t ON t.id = k.topic_id
                    WHERE c.country = \(code) AND \(Competence.visible(to: actor)) GROUP BY t.id, t.name ORDER BY \
                    count DESC, t.id LIMIT 10
                    """))
        }
    }
}

extension Transaction {
    /// The countries that the list of a period has, or of all times: as many as it has lines.
    func countries(in period: Period?, as actor: Actor) throws -> Set<String> {
        func came(_ table: SQL) -> SQL {
            guard let period else { return "1 = 1" }
            return "\(table).created_at >= \(period.start) AND \(table).created_at < \(period.end)"
        }
        let questions: [SQL] = [
            "SELECT DISTINCT o.country FROM organisation o WHERE \(Organisation.visible(to: actor)) AND \(came("o"))",
            "SELECT DISTINCT p.country FROM person p WHERE \(Person.visible(to: actor)) AND \(came("p"))",
            "SELECT DISTINCT c.country FROM competence c WHERE \(Competence.visible(to: actor)) AND \(came("c"))",
            "SELECT DISTINCT t.country FROM participation t WHERE \(came("t"))",
        ]
        return Set(try questions.flatMap { try column(String.self, $0) }).subtracting([""])
    }

    fileprivate func countryFigures(
        _ code: String?, in period: Period?, as actor: Actor, _ memory: CountMemory.Moment?
    ) throws -> [CountryFigures] {
        var found: [String: CountryFigures] = [:]
        func add(_ question: SQL, to field: WritableKeyPath<CountryFigures, Int>) throws {
            let counts = try memory.remembered(question) {
                try rows(question).map { (value: try $0.at(0, as: String.self), count: try $0.at(1, as: Int.self)) }
            }
            for (country, count) in counts where !country.isEmpty {
                found[country, default: CountryFigures(code: country)][keyPath: field] = count
            }
        }
        func here(_ table: SQL) -> SQL {
            let own: SQL = code.map { "\(table).country = \($0)" } ?? "1 = 1"
            guard let period else { return own }
            return "\(own) AND \(table).created_at >= \(period.start) AND \(table).created_at < \(period.end)"
        }
        try add(
            """
            SELECT o.country, COUNT(*) FROM organisation o WHERE \(Organisation.visible(to: actor)) AND \
            \(here("o"))
            GROUP BY o.country
            """, to: \.organisations)
        try add(
            """
            SELECT p.country, COUNT(*) FROM person p WHERE \(Person.visible(to: actor)) AND \(here("p"))
            GROUP BY p.country
            """,
            to: \.people)
        try add(
            """
            SELECT c.country, COUNT(*) FROM competence c WHERE \(Competence.visible(to: actor)) AND \(here("c"))
            GROUP BY c.country
            """, to: \.competences)
        try add(
            "SELECT t.country, COUNT(*) FROM participation t WHERE \(here("t")) GROUP BY t.country",
            to: \.participations)
        try add(
            """
            SELECT t.country, COUNT(DISTINCT t.project_id) FROM participation t WHERE \(here("t"))
            GROUP BY t.country
            """,
            to: \.projects)
        return found.values.sorted {
            ($1.organisations, $1.participations, $0.code) < ($0.organisations, $0.participations, $1.code)
        }
    }

    fileprivate func strongest(in code: String, as actor: Actor) throws -> [OrganisationProfile.Partner] {
        try all(
            OrganisationProfile.Partner.self,
            """
            SELECT o.id, o.legal_name AS name, o.country, found.projects FROM (
              SELECT t.organisation_id, COUNT(DISTINCT t.project_id) AS projects FROM participation t
              WHERE t.country = \(code) GROUP BY t.organisation_id ORDER BY projects DESC, t.organisation_id LIMIT 15
            ) found JOIN organisation o ON o.id = found.organisation_id
            WHERE \(Organisation.visible(to: actor)) ORDER BY found.projects DESC, o.sort_name, o.id LIMIT 10
            """)
    }

    /// Through the table of pairs of project and country, each once.
    fileprivate func partners(of code: String) throws -> [CountryProfile.CountryCount] {
        try all(
            CountryProfile.CountryCount.self,
            """
            SELECT other.country AS code, COUNT(DISTINCT other.project_id) AS count
            FROM (SELECT DISTINCT project_id FROM participation WHERE country = \(code)) mine
            JOIN participation other ON other.project_id = mine.project_id
            WHERE other.country <> \(code) AND other.country <> '' GROUP BY other.country
            ORDER BY count DESC, other.country LIMIT 15
            """)
    }
}
