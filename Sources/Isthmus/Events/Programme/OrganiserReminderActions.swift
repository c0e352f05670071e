import Database

extension EventTask {
    public static func find(_ id: ID<EventTask>, in tx: Transaction) throws -> EventTask? {
        try tx.first(EventTask.self, "SELECT * FROM event_task WHERE id = \(id)")
    }
}

extension EventReport {
    public static func find(_ id: ID<EventReport>, in tx: Transaction) throws -> EventReport? {
        try tx.first(EventReport.self, "SELECT * FROM event_report WHERE id = \(id)")
    }

    static let invariants: [Invariant] = [
        Invariant(
            name: "an accepted report says when",
            offenders: "SELECT id FROM event_report WHERE (status = 'accepted') <> (accepted_at IS NOT NULL)")
    ]
}

extension Programme {
    /// Accepts the report of an event, or gives it back with a note: `decision` is accepted or returned.
    @discardableResult
    public func decideReport(
        of id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventReport {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let proposal = try work.load(id, to: .acceptReport)
            guard let before = try work.tx.report(of: id), before.status == .submitted else {
                throw Problem.refused(.init("event_report.refused.not_there"))
            }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let decision = fields.choice("decision", nil as ReportDecision?)
            let note = fields.text("note", atLeast: decision == .returned ? 10 : 0, atMost: 2_000, lines: true)
            try fields.finish()
            var after = before
            let isAccepted = decision == .accepted
            (after.status, after.note) = (isAccepted ? .accepted : .returned, note)
            (after.acceptedAt, after.version, after.changedAt) = (
                isAccepted ? work.now : nil, before.version + 1, work.now
            )
            try work.save(
                after, over: before, in: "event_report",
                as: isAccepted ? "event_report.accepted" : "event_report.returned")
            if !isAccepted {
                let letters = try work.letters(of: try work.tx.programme(of: proposal), site: site, name: name)
                try work.send(.returned, to: proposal, letters, items: [note])
            }
            return after
        }
    }

    /// Reminds organisers of what is due within a week, once for each item; one mail for each event. Returns how many
    /// mails were sent.
    @discardableResult
    public func remindOrganisers() async throws -> Int {
        let (site, name) = (settings.address, settings.name)
        let now = clock()
        guard try await !read({ try $0.remindersDue(at: now, most: 1) }).isEmpty else { return 0 }
        return try await write(as: .program("events")) { work in
            try work.require(nil)
            work.recordNothing()
            let due = try work.tx.remindersDue(at: work.now, most: 200)
            for (proposal, programme, items) in due {
                let words = Words(proposal.language)
                let lines = items.map { item in
                    let name =
                        item.code == EventTask.report
                        ? words("event_report.title") : item.name.reading(proposal.language)
                    return words("event_proposal.mail.item", ["day": words.day(item.due), "name": name])
                }
                for item in items { try work.note(item.code, of: proposal.id) { $0.remindedAt = work.now } }
                let letters = try work.letters(of: programme, site: site, name: name)
                try work.send(.reminder, to: proposal, letters, items: lines)
            }
            return due.count
        }
    }

    /// What organisers of a programme have not done in time, the oldest first; for the office.
    public func overdueTasks(of id: ID<EventProgramme>, as actor: Actor) async throws -> [OverdueTask] {
        let now = clock()
        return try await read { tx in
            let programme = try tx.see(id, to: .work, as: actor)
            let all = try tx.organised(in: programme, at: now).flatMap { proposal, items in
                items.filter { $0.isOverdue }.map {
                    OverdueTask(proposalID: proposal.id, title: proposal.title, name: $0.name, due: $0.due)
                }
            }
            return all.sorted { ($0.due, $0.proposalID) < ($1.due, $1.proposalID) }
        }
    }
}

/// What the office says to a report.
enum ReportDecision: String, CaseIterable { case accepted, returned }

/// An item of the checklist that is late.
public struct OverdueTask: Codable, Sendable {
    public let proposalID: ID<EventProposal>
    public let title: Multilingual
    public let name: Multilingual
    public let due: Day
}

extension Transaction {
    /// The events that a programme's organisers prepare, each with its checklist.
    fileprivate func organised(
        in programme: EventProgramme, at now: Moment
    ) throws -> [(EventProposal, [EventTaskLine])] {
        let proposals = try all(
            EventProposal.self,
            """
            SELECT p.* FROM event_proposal p JOIN event e ON e.id = p.event_id
            WHERE p.programme_id = \(programme.id) AND p.status = 'selected' AND e.status <> 'cancelled' ORDER BY p.id
            """)
        return try proposals.map { proposal in
            let event = try proposal.eventID.flatMap { try Event.find($0, in: self) }
            return (
                proposal,
                try tasks(
                    of: proposal.id, programme, first: event?.starts.day ?? proposal.firstDay,
                    last: event?.ends.day ?? proposal.lastDay, at: now)
            )
        }
    }

    /// Whom to remind of what.
    fileprivate func remindersDue(
        at now: Moment, most: Int
    ) throws -> [(proposal: EventProposal, programme: EventProgramme, items: [EventTaskLine])] {
        var due: [(EventProposal, EventProgramme, [EventTaskLine])] = []
        let programmes = try all(
            EventProgramme.self,
            """
            SELECT g.* FROM event_programme g
            WHERE g.status = 'published' OR \(EventProgramme.waitsForReports) ORDER BY g.id
            """)
        for programme in programmes {
            let limit = programme.clock.time(at: now).day.adding(days: EventTask.notice)
            for (proposal, tasks) in try organised(in: programme, at: now) where due.count < most {
                let reminded = Set(
                    try column(
                        String.self,
                        """
                        SELECT code FROM event_task WHERE proposal_id = \(proposal.id) AND reminded_at IS NOT NULL
                        """))
                var items = tasks.filter { $0.doneAt == nil && $0.due <= limit }
                if try refusalOfReporting(proposal, at: now) == nil, try report(of: proposal.id) == nil,
                    let event = try proposal.eventID.flatMap({ try Event.find($0, in: self) })
                {
                    let day = event.ends.day.adding(days: programme.reportDays)
                    items.append(
                        EventTaskLine(code: EventTask.report, name: [:], due: day, doneAt: nil, isOverdue: false))
                }
                items.removeAll { reminded.contains($0.code) }
                if !items.isEmpty { due.append((proposal, programme, items)) }
            }
        }
        return due
    }
}
