import Database

/// A person's desk: what waits for them, by when, and what changed.
struct Desk: Sendable {
    /// What to begin with; none once all of it is done.
    let steps: [FirstStep]
    let today: [DeskItem]
    let thisWeek: [DeskItem]
    let later: [DeskItem]
    /// The profiles the actor keeps up to date: the own one and those they represent.
    let kept: [Kept]
    /// The actor's searches that found something new, at most five.
    let followed: [SavedSearchLine]
    /// Public changes of the directory, newest first.
    let changes: [Change]

    struct Kept: Decodable, Sendable {
        let kind: String
        let thing: String
        let name: String
    }

    struct Change: Decodable, Sendable {
        let kind: String
        let thing: String
        let action: String
        let at: Moment
        let name: String
    }
}

extension Programme {
    func desk(of actor: Actor, sources: [DeskSource]) async throws -> Desk {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let now = clock()
        let followed = try await freshSearches(as: actor)
        return try await read { tx in
            let items = try sources.flatMap { try $0(tx, actor, now) }
                .sorted { ($0.due ?? Moment(seconds: .max), $0.path) < ($1.due ?? Moment(seconds: .max), $1.path) }
            let (midnight, week) = (now.day.adding(days: 1).start, now.day.adding(days: 7).start)
            return Desk(
                steps: try tx.firstSteps(of: actor),
                today: items.filter { $0.due.map { $0 < midnight } ?? false },
                thisWeek: items.filter { $0.due.map { $0 >= midnight && $0 < week } ?? false },
                later: items.filter { $0.due.map { $0 >= week } ?? true }, kept: try tx.kept(by: actor),
                followed: followed, changes: try tx.latestChanges(for: actor))
        }
    }
}

extension Transaction {
    fileprivate func kept(by actor: Actor) throws -> [Desk.Kept] {
        let things = actor.scopes(of: .representative)
        guard actor.person != nil || !things.isEmpty else { return [] }
        // never empty, so that the list of ids is one in every engine
        let kept = things + [""]
        return try all(
            Desk.Kept.self,
            """
            SELECT 'person' AS kind, id AS thing, names AS name FROM person WHERE id = \(actor.person ?? "")
            UNION ALL
            SELECT 'organisation' AS kind, id AS thing, legal_name AS name FROM organisation WHERE id IN (\(kept))
            UNION ALL SELECT 'project' AS kind, id AS thing, title AS name FROM project WHERE id IN (\(kept))
            UNION ALL SELECT 'network' AS kind, id AS thing, name FROM network WHERE id IN (\(kept))
            """)
    }

    /// The last changes of things that everybody may see.
    fileprivate func latestChanges(for actor: Actor) throws -> [Desk.Change] {
        try all(
            Desk.Change.self,
            """
            SELECT j.kind, j.thing, j.action, j.at, j.id AS line, o.legal_name AS name
            FROM (SELECT * FROM journal WHERE kind = 'organisation' ORDER BY id DESC LIMIT 200) j
            JOIN organisation o ON o.id = j.thing WHERE \(Organisation.visible(to: actor))
            UNION ALL
            SELECT j.kind, j.thing, j.action, j.at, j.id AS line, c.statement AS name
            FROM (SELECT * FROM journal WHERE kind = 'competence' ORDER BY id DESC LIMIT 200) j
            JOIN competence c ON c.id = j.thing WHERE \(Competence.visible(to: actor))
            UNION ALL
            SELECT j.kind, j.thing, j.action, j.at, j.id AS line, p.title AS name
            FROM (SELECT * FROM journal WHERE kind = 'project' ORDER BY id DESC LIMIT 200) j
            JOIN project p ON p.id = j.thing
            ORDER BY at DESC, line DESC LIMIT 15
            """)
    }
}
