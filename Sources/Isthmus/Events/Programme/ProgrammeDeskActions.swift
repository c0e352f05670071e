import Database

extension EventProgramme {
    /// Finished, and a report of an event is not there or not accepted, with `g` for the table.
    static let waitsForReports: SQL = """
        g.status = 'finished' AND EXISTS (SELECT 1 FROM event_proposal w JOIN event v ON v.id = w.event_id
        LEFT JOIN event_report u ON u.proposal_id = w.id WHERE w.programme_id = g.id AND w.status = 'selected'
        AND v.status = 'published' AND (u.id IS NULL OR u.status <> 'accepted'))
        """

    /// What waits in programmes of events: for officers, scores and late reports; for organisers, what is due.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        var items: [DeskItem] = []
        if actor.isOffice {
            let programmes = try tx.all(
                EventProgramme.self,
                """
                SELECT g.* FROM event_programme g WHERE g.status = 'published' OR \(EventProgramme.waitsForReports)
                ORDER BY g.last_day DESC, g.id LIMIT 20
                """)
            for programme in programmes {
                func item(_ key: String, _ query: String, _ condition: SQL, due: Moment? = nil) throws {
                    let count = try tx.count(
                        """
                        SELECT COUNT(*) FROM \(EventProposal.source) WHERE p.programme_id = \(programme.id)
                        AND \(condition)
                        """)
                    guard count > 0 else { return }
                    items.append(
                        DeskItem(
                            .init(
                                "event_programme.desk.\(key)",
                                ["count": String(count), "title": programme.title.reading(actor.language)]),
                            path: "/event-proposals?programme=\(programme.id.text)&\(query)", due: due))
                }
                if programme.status == .published {
                    try item("score", "mine=unscored", EventProposal.unscored(by: actor))
                }
                try item("overdue", "part=overdue", ProposalPart.overdue.condition(at: now), due: now)
                try item("reports", "report=submitted", "r.status = 'submitted'")
            }
        }
        let own = try tx.all(
            EventProposal.self,
            "SELECT * FROM event_proposal WHERE account_id = \(account) AND status = 'selected' ORDER BY id LIMIT 50")
        for proposal in own {
            let profile = try tx.profile(of: proposal, as: actor, at: now)
            let title = proposal.title.reading(actor.language)
            let path = "/event-proposals/\(proposal.id.text)"
            for task in profile.tasks where task.doneAt == nil {
                items.append(
                    DeskItem(
                        .init(
                            "event_proposal.desk.task", ["task": task.name.reading(actor.language), "title": title]),
                        path: path, due: task.due.start))
            }
            if try tx.refusalOfReporting(proposal, at: now) == nil, profile.report?.status != .submitted {
                items.append(
                    DeskItem(
                        .init("event_proposal.desk.report", ["title": title]), path: path,
                        due: profile.reportDue?.start))
            }
        }
        return items
    }
}
