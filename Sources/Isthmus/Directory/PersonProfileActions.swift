import Database

extension Programme {
    /// The person with what is related, all of one moment.
    public func person(_ id: ID<Person>, as actor: Actor) async throws -> PersonProfile {
        try await read { tx in
            let person = try tx.see(id, as: actor)
            return try tx.profile(of: person, as: actor)
        }
    }

    /// The person themself, for their form.
    public func personToEdit(_ id: ID<Person>, as actor: Actor) async throws -> Person {
        try await read { tx in try tx.see(id, to: .edit, as: actor) }
    }

    /// The organisations that a representative may add people to, to choose from.
    public func ownOrganisations(of actor: Actor) async throws -> [Named] {
        let own = actor.scopes(of: .representative)
        guard !own.isEmpty else { return [] }
        return try await read { tx in
            try tx.named(
                """
                SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation o
                WHERE o.id IN (\(own)) AND o.status <> 'withdrawn' ORDER BY o.sort_name, o.id LIMIT 200
                """)
        }
    }
}

extension Transaction {
    fileprivate func profile(of person: Person, as actor: Actor) throws -> PersonProfile {
        let (id, employers) = (person.id, person.employers)
        return PersonProfile(
            seen: person.seen(by: actor), mayEdit: person.allows(.edit, to: actor),
            mayClaim: try person.allows(.claim, to: actor)
                && count("SELECT COUNT(*) FROM account WHERE person_id = \(id)") == 0,
            competences: try competences(where: "c.person_id = \(id)", as: actor),
            affiliations: try workplaces(of: id, as: actor),
            projects: try named(
                """
                SELECT p.id, p.title AS name, CAST(p.start_year AS TEXT) AS note FROM project p
                WHERE p.id IN (SELECT project_id FROM participation WHERE organisation_id IN (\(employers)))
                ORDER BY p.start_year DESC, p.sort_name, p.id LIMIT 8
                """),
            projectCount: try count(
                "SELECT COUNT(DISTINCT project_id) FROM participation WHERE organisation_id IN (\(employers))"),
            networks: try named(
                """
                SELECT n.id, n.name, n.acronym AS note FROM network_member m JOIN network n ON n.id = m.network_id
                WHERE m.person_id = \(id) AND m.until_day IS NULL AND n.status <> 'withdrawn'
                ORDER BY n.sort_name, n.id LIMIT 30
                """),
            applications: try networkApplications(of: "person", id.text, as: actor),
            colleagues: try colleagues(of: person, as: actor),
            leads: try named(
                """
                SELECT t.id, t.name, o.legal_name AS note FROM team t JOIN organisation o ON o.id = t.organisation_id
                WHERE t.leader_id = \(id) AND \(Team.visible(to: actor)) ORDER BY t.sort_name, t.id LIMIT 20
                """),
            history: try history(of: id.text, isOffice: actor.isOffice))
    }

    private func workplaces(of id: ID<Person>, as actor: Actor) throws -> [PersonProfile.Workplace] {
        try all(
            PersonProfile.Workplace.self,
            """
            SELECT a.id, a.organisation_id, o.legal_name AS organisation, o.country, a.team_id, t.name AS team, a.title,
            a.from_day, a.until_day, a.version
            FROM affiliation a JOIN organisation o ON o.id = a.organisation_id LEFT JOIN team t ON t.id = a.team_id
            WHERE a.person_id = \(id) AND \(Organisation.visible(to: actor))
            ORDER BY CASE WHEN a.until_day IS NULL THEN 0 ELSE 1 END, a.until_day DESC NULLS LAST,
            a.from_day DESC NULLS LAST, a.id LIMIT 60
            """)
    }

    private func colleagues(of person: Person, as actor: Actor) throws -> [Named] {
        guard !person.employers.isEmpty else { return [] }
        return try named(
            """
            SELECT DISTINCT p.id, p.names AS name, '' AS note, p.sort_name FROM affiliation a
            JOIN person p ON p.id = a.person_id
            WHERE a.organisation_id IN (\(person.employers)) AND a.until_day IS NULL AND p.id <> \(person.id)
            AND p.status = 'active' AND \(Person.visible(to: actor)) ORDER BY p.sort_name, p.id LIMIT 12
            """)
    }
}
