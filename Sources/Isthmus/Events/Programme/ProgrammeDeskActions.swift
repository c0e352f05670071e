import Database

extension EventProgramme {
    /// What waits in programmes of events: for officers, scores and late reports; for organisers, what is due.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        var items: [DeskItem] = []
        if actor.isOffice {
            for programme in try tx.all(
                EventProgramme.self, "SELECT * FROM event_programme WHERE status = 'published' ORDER BY id LIMIT 20")
            {
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
                try item("score", "mine=unscored", EventProposal.unscored(by: actor))
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
