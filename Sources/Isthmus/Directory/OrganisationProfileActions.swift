import Database

extension Programme {
    /// The organisation with what is related, all of one moment.
    public func organisation(_ id: ID<Organisation>, as actor: Actor) async throws -> OrganisationProfile {
        try await read { tx in
            let organisation = try tx.see(id, as: actor)
            return try tx.profile(of: organisation, as: actor)
        }
    }

    /// The organisation itself, for its form.
    public func organisationToEdit(_ id: ID<Organisation>, as actor: Actor) async throws -> Organisation {
        try await read { tx in
            let organisation = try tx.see(id, as: actor)
            if let refusal = organisation.refusal(of: .edit, to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return organisation
        }
    }

    /// Whom an identifier of another register names; one that moved leads on.
    public func organisationID(scheme: String, value: String, as actor: Actor) async throws -> ID<Organisation> {
        try await read { tx in
            let found = try tx.value(
                ID<Organisation>.self,
                "SELECT organisation_id FROM organisation_identifier WHERE scheme = \(scheme) AND value = \(value)")
            guard let found else { throw Problem.notFound }
            let organisation = try Organisation.find(found, in: tx)
            // A register that withdrew an entry names its successor: the old identifier leads there.
            if let organisation, organisation.status == .withdrawn, let next = organisation.successors.first {
                return next
            }
            return try tx.see(found, as: actor).id
        }
    }

    /// Where a thing went whose id is no longer in use, through however many merges; nil for one that is where it was.
    public func movedPath(of id: String, under path: String) async throws -> String? {
        try await read { tx in
            var place: String?
            for _ in 0..<Transaction.longestWay {
                let from = place ?? id
                guard let to = try tx.value(String.self, "SELECT to_id FROM moved WHERE id = \(from)") else { break }
                place = to
            }
            return place.map { path + "/" + $0 }
        }
    }
}

extension Transaction {
    /// A thing for reading; what the actor may not view is not found.
    func see<Thing: Governed>(_ id: ID<Thing>, as actor: Actor) throws -> Thing {
        guard let thing = try Thing.find(id, in: self), thing.allows(.view, to: actor) else { throw Problem.notFound }
        return thing
    }

    /// The journal of a thing, newest first, as everybody who may see the thing may see it: without values.
    func history(of id: String, isOffice: Bool) throws -> [HistoryLine] {
        let lines = try all(
            HistoryLine.self,
            """
            SELECT j.at, j.action, \(JournalLine.shownName) AS actor_name
            FROM journal j LEFT JOIN account a ON a.id = j.actor WHERE j.thing = \(id) ORDER BY j.id DESC LIMIT 20
            """)
        return isOffice ? lines : lines.map { HistoryLine(at: $0.at, action: $0.action, actorName: "") }
    }

    fileprivate func profile(of organisation: Organisation, as actor: Actor) throws -> OrganisationProfile {
        let id = organisation.id
        let mine = Organisation.visible(to: actor)
        return OrganisationProfile(
            seen: organisation.seen(by: actor), mayEdit: organisation.allows(.edit, to: actor),
            mayClaim: organisation.allows(.claim, to: actor), isOffice: actor.isOffice,
            parents: try related(to: id, "r.organisation_id = \(id) AND r.kind = 'parent'", shown: "r.other_id", mine),
            children: try related(to: id, "r.other_id = \(id) AND r.kind = 'parent'", shown: "r.organisation_id", mine),
            childCount: try count(
                """
                SELECT COUNT(*) FROM organisation_relation r JOIN organisation o ON o.id = r.organisation_id
                WHERE r.other_id = \(id) AND r.kind = 'parent' AND \(mine)
                """),
            successors: try related(
                to: id, "r.organisation_id = \(id) AND r.kind = 'successor'", shown: "r.other_id", mine),
            teams: try named(
                """
                SELECT id, name, '' AS note FROM team WHERE organisation_id = \(id) AND status <> 'withdrawn'
                ORDER BY sort_name LIMIT 30
                """
            ),
            people: try people(at: id), personCount: try personCount(at: id),
            competences: try named(
                """
                SELECT c.id, c.statement AS name, CAST(c.readiness AS TEXT) AS note FROM competence c
                WHERE c.organisation_id = \(id) AND \(Competence.visible(to: actor))
                ORDER BY c.readiness DESC NULLS LAST, c.sort_name, c.id LIMIT 30
                """),
            networks: try named(
                """
                SELECT n.id, n.name, n.acronym AS note FROM network_member m JOIN network n ON n.id = m.network_id
                WHERE m.organisation_id = \(id) AND m.until_day IS NULL AND n.status <> 'withdrawn' ORDER BY \
                n.sort_name LIMIT 30
                """),
            applications: try networkApplications(of: "organisation", id.text, as: actor),
            projects: try latestProjects(of: id), projectCount: try projectCount(of: id),
            projectsByYear: try projectsByYear(of: id), partners: try partners(of: id, mine),
            history: try history(of: id.text, isOffice: actor.isOffice))
    }

    func named(_ sql: SQL) throws -> [Named] {
        try rows(sql).map { row in
            Named(id: try row.get("id"), name: try row.get("name"), note: try row.optional("note") ?? "")
        }
    }

    private func related(to id: ID<Organisation>, _ condition: SQL, shown: SQL, _ visible: SQL) throws -> [Named] {
        try named(
            """
            SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation_relation r
            JOIN organisation o ON o.id = \(shown) WHERE \(condition) AND \(visible) ORDER BY o.sort_name LIMIT 20
            """)
    }

    /// Names and titles as they are kept, in all their scripts and languages: the view reads them.
    private func people(at id: ID<Organisation>) throws -> [Named] {
        try named(
            """
            SELECT p.id, p.names AS name, a.title AS note FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.organisation_id = \(id) AND a.until_day IS NULL AND p.status = 'active' ORDER BY p.sort_name \
            LIMIT 30
            """)
    }

    private func personCount(at id: ID<Organisation>) throws -> Int {
        try count(
            """
            SELECT COUNT(*) FROM affiliation a JOIN person p ON p.id = a.person_id
            WHERE a.organisation_id = \(id) AND a.until_day IS NULL AND p.status = 'active'
            """)
    }

    private func latestProjects(of id: ID<Organisation>) throws -> [Named] {
        try named(
            """
            SELECT p.id, p.title AS name, CAST(p.start_year AS TEXT) AS note FROM project p
            WHERE p.id IN (SELECT project_id FROM participation WHERE organisation_id = \(id))
            ORDER BY p.start_year DESC, p.sort_name LIMIT 12
            """)
    }

    private func projectCount(of id: ID<Organisation>) throws -> Int {
        try count("SELECT COUNT(DISTINCT project_id) FROM participation WHERE organisation_id = \(id)")
    }

    private func projectsByYear(of id: ID<Organisation>) throws -> [(year: Int, count: Int)] {
        try rows(
            """
            SELECT p.start_year, COUNT(DISTINCT p.id) FROM participation t JOIN project p ON p.id = t.project_id
            WHERE t.organisation_id = \(id) AND p.start_year > 0 GROUP BY p.start_year ORDER BY p.start_year
            """
        ).map { (try $0.at(0), try $0.at(1)) }
    }

    private func partners(of id: ID<Organisation>, _ visible: SQL) throws -> [OrganisationProfile.Partner] {
        try all(
            OrganisationProfile.Partner.self,
            """
            SELECT o.id, o.legal_name AS name, o.country, found.projects FROM (
              SELECT other.organisation_id AS partner, COUNT(DISTINCT other.project_id) AS projects
              FROM participation mine JOIN participation other ON other.project_id = mine.project_id
              WHERE mine.organisation_id = \(id) AND other.organisation_id <> \(id)
              GROUP BY other.organisation_id ORDER BY projects DESC, partner LIMIT 40
            ) found JOIN organisation o ON o.id = found.partner
            WHERE \(visible) ORDER BY found.projects DESC, o.sort_name LIMIT 12
            """)
    }
}
