import Database

/// What whoever proposed an event does with the secret way to their proposal, with an account or without: having it is
/// the permission.
extension Programme {
    public func proposal(token: String, as actor: Actor) async throws -> EventProposalProfile {
        let now = clock()
        return try await read { tx in
            // Scores are not for them, whoever they are besides.
            try tx.profile(of: try tx.proposal(signed: token).proposal, as: .visitor, at: now)
        }
    }

    /// Proves the address: the proposal counts from now on.
    public func confirmProposal(token: String, as actor: Actor) async throws {
        try await changeOwn(token, as: actor) { work, proposal, letters in
            guard proposal.status == .unconfirmed else { return work.recordNothing() }
            if let refusal = letters.programme.refusalOfProposing(at: work.now) { throw Problem.refused(refusal) }
            let after = proposal.changed(at: work.now) { ($0.status, $0.submittedAt) = (.submitted, work.now) }
            try work.save(after, over: proposal, in: "event_proposal", as: "event_proposal.proved")
            try work.send(.received, to: after, letters)
        }
    }

    public func changeProposal(token: String, _ given: [String: Given], as actor: Actor) async throws {
        let languages = settings.languages
        try await changeOwn(token, as: actor) { work, proposal, _ in
            guard proposal.status == .unconfirmed || proposal.status == .submitted else {
                throw Problem.refused(.init("event_proposal.refused.edit"))
            }
            _ = try work.change(proposal, Fields(given), languages)
        }
    }

    public func withdrawProposal(token: String, _ given: [String: Given], as actor: Actor) async throws {
        try await changeOwn(token, as: actor) { work, proposal, letters in
            guard proposal.status != .withdrawn else { return work.recordNothing() }
            guard proposal.status != .declined else {
                throw Problem.refused(.init("event_proposal.refused.withdraw"))
            }
            _ = try work.withdraw(proposal, Fields(given), letters)
        }
    }

    /// Accepts the days that the office offers, or refuses them: `answer` is accept or refuse; `version` is that of the
    /// proposal with the offer.
    public func answerDates(token: String, _ given: [String: Given], as actor: Actor) async throws {
        try await changeOwn(token, as: actor) { work, proposal, _ in
            let fields = Fields(given)
            // Whoever read an offer does not accept the one that came after it.
            try fields.expect(version: proposal.version)
            let answer = fields.choice("answer", nil as DatesAnswer?)
            try fields.finish()
            guard let first = proposal.offeredFirstDay, let last = proposal.offeredLastDay else {
                throw Problem.refused(.init("event_proposal.refused.no_offer"))
            }
            let isAccepted = answer == .accept
            if isAccepted, let refusal = try work.refusalOfMoving(proposal, to: first) {
                throw Problem.refused(refusal)
            }
            let after = proposal.changed(at: work.now) { proposal in
                (proposal.offeredFirstDay, proposal.offeredLastDay, proposal.offerNote) = (nil, nil, "")
                if isAccepted { (proposal.firstDay, proposal.lastDay) = (first, last) }
            }
            try work.save(
                after, over: proposal, in: "event_proposal",
                as: isAccepted ? "event_proposal.dates_accepted" : "event_proposal.dates_refused")
            if isAccepted, let id = proposal.eventID { try work.move(id, first, last) }
        }
    }

    /// Ticks an item of the checklist, or takes the tick back: `code`, `is_done`.
    public func tickTask(token: String, _ given: [String: Given], as actor: Actor) async throws {
        try await changeOwn(token, as: actor) { work, proposal, letters in
            let fields = Fields(given)
            let code = fields.code("code", nil, isRequired: true) { code in
                letters.programme.checklist.contains { $0.code == code }
            }
            let isDone = fields.flag("is_done", true)
            try fields.finish()
            guard proposal.status == .selected, let code else {
                throw Problem.refused(.init("event_proposal.refused.not_selected"))
            }
            try work.note(code, of: proposal.id) { $0.doneAt = isDone ? $0.doneAt ?? work.now : nil }
        }
    }

    /// Reports an event that took place: `participants` by country, `outcomes`, `press`, `pictures`. Again, as long as
    /// the office has not accepted it.
    public func giveReport(token: String, _ given: [String: Given], as actor: Actor) async throws {
        try await changeOwn(token, as: actor) { work, proposal, _ in
            if let refusal = try work.tx.refusalOfReporting(proposal, at: work.now) { throw Problem.refused(refusal) }
            let before = try work.tx.report(of: proposal.id)
            let fields = Fields(given)
            if let before { try fields.expect(version: before.version) }
            let blank = EventReport(
                id: work.newID(EventReport.prefix), proposalID: proposal.id, participants: [], outcomes: [:],
                press: [], pictures: [], status: .submitted, note: "", acceptedAt: nil, version: 0,
                createdAt: work.now, changedAt: work.now)
            let after = try (before ?? blank).changed(by: fields, at: work.now)
            if let before {
                try work.save(after, over: before, in: "event_report", as: "event_report.changed")
            } else {
                try work.tx.insert(after, into: "event_report")
                try work.record("event_report.given", from: nil, to: after)
            }
        }
    }

    private func changeOwn(
        _ token: String, as actor: Actor,
        _ carryOut: @escaping @Sendable (Work, EventProposal, ProposalLetters) throws -> Void
    ) async throws {
        let (site, name) = (settings.address, settings.name)
        try await write(as: actor) { work in
            try work.require(nil)
            let (proposal, programme, secret) = try work.tx.proposal(signed: token)
            try carryOut(
                work, proposal, ProposalLetters(programme: programme, secret: secret, site: site, name: name))
        }
    }
}

/// What a proposer says to other days.
enum DatesAnswer: String, CaseIterable { case accept, refuse }

extension Work {
    /// Why days can no longer be offered or accepted.
    func refusalOfMoving(_ proposal: EventProposal, to first: Day) throws -> Problem.Reason? {
        guard proposal.status.isOpen || proposal.status == .selected else {
            return .init("event_proposal.refused.dates_closed")
        }
        if let event = try proposal.eventID.flatMap({ try Event.find($0, in: tx) }) {
            if event.status == .cancelled { return .init("event_proposal.refused.dates_closed") }
            if event.startsAt <= now { return .init("event_proposal.refused.begun") }
        }
        let today = try tx.programme(of: proposal).clock.time(at: now).day
        return first < today ? .init("event_proposal.refused.past_days") : nil
    }

    /// Moves the event of a proposal to other days, its agenda along; times of day stay.
    fileprivate func move(_ id: ID<Event>, _ first: Day, _ last: Day) throws {
        guard let before = try Event.find(id, in: tx) else { return }
        let fields = Fields([
            "starts": .text("\(WallTime(day: first, minute: before.starts.minute))"),
            "ends": .text("\(WallTime(day: last, minute: before.ends.minute))"),
        ])
        let after = try before.changed(by: fields, isTopic: { _ in true }, at: now)
        try save(after, over: before, in: "event", as: "event.changed")
        try settleSessions(of: after, later: first.daysSince1970 - before.starts.day.daysSince1970)
        for follow in EventFollowers.ofEvent.all { try follow(self, before, after) }
        try forgetReminders(of: after, since: before)
    }

    /// On other days all that is not done is due anew, and reminded of again.
    func forgetReminders(of event: Event, since before: Event) throws {
        guard event.starts.day != before.starts.day || event.ends.day != before.ends.day else { return }
        let tasks = try tx.all(
            EventTask.self,
            """
            SELECT k.* FROM event_task k JOIN event_proposal p ON p.id = k.proposal_id
            WHERE p.event_id = \(event.id) AND k.reminded_at IS NOT NULL AND k.done_at IS NULL ORDER BY k.id
            """)
        for task in tasks { try note(task.code, of: task.proposalID) { $0.remindedAt = nil } }
    }

    /// Changes what is known of an item of the checklist, and makes it where nothing was.
    func note(_ code: String, of proposal: ID<EventProposal>, _ change: (inout EventTask) -> Void) throws {
        let before = try tx.first(
            EventTask.self, "SELECT * FROM event_task WHERE proposal_id = \(proposal) AND code = \(code)")
        var after =
            before
            ?? EventTask(
                id: newID(EventTask.prefix), proposalID: proposal, code: code, doneAt: nil, remindedAt: nil,
                version: 1, createdAt: now, changedAt: now)
        change(&after)
        guard let before else {
            try tx.insert(after, into: "event_task")
            try record("event_task.noted", from: nil, to: after)
            return
        }
        guard before.doneAt != after.doneAt || before.remindedAt != after.remindedAt else { return recordNothing() }
        (after.version, after.changedAt) = (before.version + 1, now)
        try save(after, over: before, in: "event_task", as: "event_task.changed")
    }
}

extension Transaction {
    /// The proposal of a secret way; what is not ours is not found.
    fileprivate func proposal(signed text: String) throws -> (
        proposal: EventProposal, programme: EventProgramme, secret: String
    ) {
        guard let token = SignedToken(text), let proposal = try EventProposal.find(ID(token.id), in: self) else {
            throw Problem.notFound
        }
        let secret = try self.secret(of: proposal.programmeID)
        guard token.isValid(for: ProposalLetters.own, secret: secret) else { throw Problem.notFound }
        return (proposal, try programme(of: proposal), secret)
    }

    /// Why an event cannot be reported.
    func refusalOfReporting(_ proposal: EventProposal, at now: Moment) throws -> Problem.Reason? {
        guard proposal.status == .selected, let event = try proposal.eventID.flatMap({ try Event.find($0, in: self) }),
            event.status == .published
        else { return .init("event_report.refused.not_held") }
        if event.endsAt > now { return .init("event_report.refused.early") }
        return try report(of: proposal.id)?.status == .accepted ? .init("event_report.refused.accepted") : nil
    }

    func report(of proposal: ID<EventProposal>) throws -> EventReport? {
        try first(EventReport.self, "SELECT * FROM event_report WHERE proposal_id = \(proposal)")
    }

    /// The checklist of an event, in the order of its days.
    func tasks(
        of proposal: ID<EventProposal>, _ programme: EventProgramme, first: Day, last: Day, at now: Moment
    ) throws -> [EventTaskLine] {
        let known = try all(EventTask.self, "SELECT * FROM event_task WHERE proposal_id = \(proposal)")
        let today = programme.clock.time(at: now).day
        return programme.checklist.map { item in
            let (due, done) = (item.due(first: first, last: last), known.first { $0.code == item.code }?.doneAt)
            return EventTaskLine(
                code: item.code, name: item.name, due: due, doneAt: done, isOverdue: done == nil && due < today)
        }.sorted { ($0.due, $0.code) < ($1.due, $1.code) }
    }
}

extension Programme {
    /// The names of a programme's themes, whoever asks.
    func themes(of programme: EventProgramme) async throws -> [Named] {
        try await read { try $0.topics(of: programme) }
    }

    func refusalOfReporting(_ proposal: EventProposal) async throws -> Problem.Reason? {
        let now = clock()
        return try await read { try $0.refusalOfReporting(proposal, at: now) }
    }
}
