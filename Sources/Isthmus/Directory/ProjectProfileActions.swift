import Database

extension Programme {
    public func project(_ id: ID<Project>, as actor: Actor) async throws -> ProjectProfile {
        try await read { tx in
            let project = try tx.see(id, as: actor)
            return ProjectProfile(
                project: project, participations: try tx.parts(of: id, as: actor),
                topics: try tx.named(
                    """
                    SELECT t.id, t.name, t.code AS note FROM project_topic k JOIN topic t ON t.id = k.topic_id
                    WHERE k.project_id = \(id) ORDER BY t.id
                    """),
                predecessors: try tx.named(
                    """
                    SELECT p.id, p.title AS name, CAST(p.start_year AS TEXT) AS note FROM project_predecessor k
                    JOIN project p ON p.id = k.other_id WHERE k.project_id = \(id) ORDER BY p.start_year, p.id
                    """),
                successors: try tx.named(
                    """
                    SELECT p.id, p.title AS name, CAST(p.start_year AS TEXT) AS note FROM project_predecessor k
                    JOIN project p ON p.id = k.project_id WHERE k.other_id = \(id) ORDER BY p.start_year, p.id
                    """),
                mayEdit: project.allows(.edit, to: actor),
                history: try tx.history(of: id.text, isOffice: actor.isOffice))
        }
    }

    public func projectToEdit(_ id: ID<Project>, as actor: Actor) async throws -> Project {
        try await read { tx in
            let project = try tx.see(id, as: actor)
            if let refusal = project.refusal(of: .edit, to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return project
        }
    }

    /// The topics a form offers: id and name by language, in their order.
    func topicChoices() async throws -> [Named] {
        try await read { tx in
            try tx.named("SELECT id, name, code AS note FROM topic WHERE scheme_id = 'ford' ORDER BY id")
        }
    }
}

extension Transaction {
    fileprivate func parts(of id: ID<Project>, as actor: Actor) throws -> [ProjectProfile.Part] {
        try all(
            ProjectProfile.Part.self,
            """
            SELECT t.id, t.organisation_id, o.legal_name AS name, o.city, t.role, t.country, t.grant_minor, t.currency
            FROM participation t JOIN organisation o ON o.id = t.organisation_id
            WHERE t.project_id = \(id) AND \(Organisation.visible(to: actor))
            ORDER BY CASE t.role WHEN 'coordinator' THEN 0 ELSE 1 END, o.sort_name, t.id
            """)
    }
}
