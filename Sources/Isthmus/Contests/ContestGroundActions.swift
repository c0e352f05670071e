import Database

/// Entries of a contest, with the organisations that stand behind each: its own, its team's, or those where the person
/// works whose entry it is, and who entered it for them.
struct ContestSides: Sendable {
    let entries: [ContestEntry]
    fileprivate let organisations: [String: Set<String>]
}

private struct ContestSideRow: Decodable {
    let entryID: String
    let organisationID: String
}

private struct ContestPartnerRow: Decodable {
    let ours: String
    let theirs: String
}

private struct ContestSpeakerRow: Decodable {
    let organisationID: String
    let untilAt: Moment?
}

extension Transaction {
    /// The entries that take part.
    func sides(of contest: ID<Contest>) throws -> ContestSides {
        let entries = try all(
            ContestEntry.self,
            """
            SELECT * FROM contest_entry WHERE contest_id = \(contest) AND submitted_at IS NOT NULL
            AND withdrawn_at IS NULL ORDER BY category, sort_name, id LIMIT 1000
            """)
        return ContestSides(entries: entries, organisations: try organisations("n.contest_id = \(contest)"))
    }

    /// Why a juror cannot judge an entry.
    func grounds(of account: String, for entry: ContestEntry) throws -> [ContestConflict.Ground] {
        let sides = ContestSides(entries: [entry], organisations: try organisations("n.id = \(entry.id)"))
        return try grounds(of: account, for: sides, "n.id = \(entry.id)")[entry.id] ?? []
    }

    /// Why a juror cannot judge entries of a contest: what they declared, and what the directory knows of them. Entries
    /// without a ground are not in it.
    func grounds(
        of account: String, for sides: ContestSides, in contest: ID<Contest>
    ) throws -> [ID<ContestEntry>: [ContestConflict.Ground]] {
        try grounds(of: account, for: sides, "n.contest_id = \(contest)")
    }

    /// One question for each ground, however many entries there are; `condition` chooses them, with `n` for the table.
    private func grounds(
        of account: String, for sides: ContestSides, _ condition: SQL
    ) throws -> [ID<ContestEntry>: [ContestConflict.Ground]] {
        let person = try value(String.self, "SELECT COALESCE(person_id, '') FROM account WHERE id = \(account)") ?? ""
        let own = Set(
            try column(
                String.self,
                """
                SELECT n.id FROM contest_entry n LEFT JOIN account u ON u.id = n.account_id WHERE \(condition)
                AND (n.account_id = \(account) OR u.person_id = \(person) OR n.person_id = \(person)) ORDER BY n.id
                """))
        let inTeam = Set(
            try column(
                String.self,
                """
                SELECT n.id FROM contest_entry n JOIN team t ON t.id = n.team_id WHERE \(condition)
                AND (t.leader_id = \(person) OR EXISTS (SELECT 1 FROM affiliation a WHERE a.team_id = t.id
                AND a.person_id = \(person) AND a.until_day IS NULL)) ORDER BY n.id
                """))
        let declared = Set(
            try column(
                String.self,
                """
                SELECT n.id FROM contest_entry n JOIN contest_conflict x ON x.entry_id = n.id WHERE \(condition)
                AND x.account_id = \(account) ORDER BY n.id
                """))
        let works = try workplaces(of: person)
        let speaks = try organisationsSpokenFor(by: account)
        let partners = try partners(of: works.union(speaks.map(\.organisationID)))
        var found: [ID<ContestEntry>: [ContestConflict.Ground]] = [:]
        for entry in sides.entries {
            let theirs = sides.organisations[entry.id.text] ?? []
            // What the juror spoke for when it was entered still counts.
            let ours = works.union(
                speaks.filter { $0.untilAt.map { $0 > entry.createdAt } ?? true }.map(\.organisationID))
            let isPartner = ours.contains { partners[$0]?.isDisjoint(with: theirs) == false }
            let grounds: [(ground: ContestConflict.Ground, holds: Bool)] = [
                (.own, own.contains(entry.id.text)), (.organisation, !ours.isDisjoint(with: theirs)),
                (.team, inTeam.contains(entry.id.text)), (.project, isPartner),
                (.declared, declared.contains(entry.id.text)),
            ]
            let holding = grounds.filter(\.holds).map(\.ground)
            if !holding.isEmpty { found[entry.id] = holding }
        }
        return found
    }

    private func organisations(_ condition: SQL) throws -> [String: Set<String>] {
        let rows = try all(
            ContestSideRow.self,
            """
            SELECT n.id AS entry_id, n.organisation_id FROM contest_entry n
            WHERE \(condition) AND n.organisation_id IS NOT NULL
            UNION SELECT n.id, t.organisation_id FROM contest_entry n JOIN team t ON t.id = n.team_id
            WHERE \(condition)
            UNION SELECT n.id, a.organisation_id FROM contest_entry n
            JOIN affiliation a ON a.person_id = n.person_id AND a.until_day IS NULL WHERE \(condition)
            UNION SELECT n.id, a.organisation_id FROM contest_entry n JOIN account u ON u.id = n.account_id
            JOIN affiliation a ON a.person_id = u.person_id AND a.until_day IS NULL
            WHERE \(condition) AND n.person_id IS NOT NULL ORDER BY 1, 2
            """)
        return Dictionary(grouping: rows, by: \.entryID).mapValues { Set($0.map(\.organisationID)) }
    }

    private func workplaces(of person: String) throws -> Set<String> {
        Set(
            try column(
                String.self,
                """
                SELECT DISTINCT organisation_id FROM affiliation WHERE person_id = \(person) AND until_day IS NULL
                ORDER BY 1
                """))
    }

    /// What the holder of an account speaks for or spoke for, and until when.
    private func organisationsSpokenFor(by account: String) throws -> [ContestSpeakerRow] {
        try all(
            ContestSpeakerRow.self,
            """
            SELECT o.id AS organisation_id, g.until_at FROM role_grant g JOIN organisation o ON o.id = g.scope
            WHERE g.account_id = \(account) AND g.role = 'representative' ORDER BY g.id
            """)
    }

    /// With whom each of the organisations takes part in a running project.
    private func partners(of organisations: Set<String>) throws -> [String: Set<String>] {
        let ours = organisations.sorted() + [""]
        let rows = try all(
            ContestPartnerRow.self,
            """
            SELECT DISTINCT p.organisation_id AS ours, q.organisation_id AS theirs FROM participation p
            JOIN participation q ON q.project_id = p.project_id AND q.organisation_id <> p.organisation_id
            JOIN project j ON j.id = p.project_id WHERE p.organisation_id IN (\(ours)) AND j.status = 'running'
            ORDER BY 1, 2
            """)
        return Dictionary(grouping: rows, by: \.ours).mapValues { Set($0.map(\.theirs)) }
    }
}
