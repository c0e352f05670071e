import Database

extension MeetingOutcome {
    public static func find(_ id: ID<MeetingOutcome>, in tx: Transaction) throws -> MeetingOutcome? {
        guard var found = try tx.first(MeetingOutcome.self, "SELECT * FROM meeting_outcome WHERE id = \(id)") else {
            return nil
        }
        found.request = try MeetingRequest.find(found.requestID, in: tx)
        found.accountID = try Participant.find(found.participantID, in: tx)?.accountID
        return found
    }

    static let invariants = [
        Invariant(
            name: "only who had a part in a meeting says what came of it",
            offenders: """
                SELECT o.id FROM meeting_outcome o LEFT JOIN meeting_party m ON m.request_id = o.request_id
                AND m.participant_id = o.participant_id WHERE m.id IS NULL
                """),
        Invariant(
            name: "something comes only of meetings that were in the timetable",
            offenders: """
                SELECT o.id FROM meeting_outcome o LEFT JOIN timetable_entry t ON t.request_id = o.request_id
                WHERE t.slot_id IS NULL
                """),
    ]

    /// How long after an event the desk asks for what came of its meetings.
    static let askingDays = 60

    /// What came of one's meetings, asked for once for each event.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        struct Line: Decodable { let id: ID<Brokerage>, title: Multilingual, meetings: Int }
        return try tx.all(
            Line.self,
            """
            SELECT b.id, e.title, COUNT(*) AS meetings FROM participant p
            JOIN meeting_party m ON m.participant_id = p.id JOIN meeting_request r ON r.id = m.request_id
            JOIN timetable_entry t ON t.request_id = r.id JOIN meeting_slot s ON s.id = t.slot_id
            JOIN brokerage b ON b.id = t.brokerage_id JOIN event e ON e.id = b.event_id
            WHERE p.account_id = \(account) AND r.state = 'accepted' AND e.status <> 'cancelled'
            AND s.ends_at <= \(now) AND s.ends_at > \(now.adding(days: -askingDays))
            AND NOT EXISTS (SELECT 1 FROM meeting_outcome o WHERE o.request_id = r.id AND o.participant_id = p.id)
            GROUP BY b.id, e.title ORDER BY b.id LIMIT 20
            """
        ).map { line in
            DeskItem(
                .init(
                    "meeting_outcome.desk",
                    ["number": "\(line.meetings)", "event": line.title.reading(actor.language)]),
                path: "/brokerages/\(line.id.text)/mine/timetable")
        }
    }
}

extension Programme {
    /// Says what came of a meeting that is over: `result`, `remark`. Said again, it changes what was said.
    @discardableResult
    public func reportMeeting(
        _ id: ID<MeetingRequest>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingOutcome {
        try await write(as: actor) { work in
            let request = try work.load(id, to: .view)
            let person = try work.tx.reporter(of: request, as: actor, at: work.now)
            let before = try work.tx.outcome(of: id, by: person)
            let fields = Fields(given)
            if let before { try fields.expect(version: before.version) }
            let result = fields.choice("result", before?.result)
            let remark = fields.text(
                "remark", before?.remark ?? "", atMost: MeetingOutcome.longestRemark, lines: true)
            try fields.finish()
            guard let result else { throw Problem.invalid("result", "field.required") }
            if let before {
                var after = before
                (after.result, after.remark) = (result, remark)
                guard after.result != before.result || after.remark != before.remark else {
                    work.recordNothing()
                    return before
                }
                (after.version, after.changedAt) = (before.version + 1, work.now)
                try work.save(after, over: before, in: "meeting_outcome", as: "meeting_outcome.changed")
                return after
            }
            let outcome = MeetingOutcome(
                id: work.newID(MeetingOutcome.prefix), requestID: id, participantID: person, result: result,
                remark: remark, version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(outcome, into: "meeting_outcome")
            try work.record("meeting_outcome.reported", from: nil, to: outcome)
            return outcome
        }
    }

    func meetingToReport(_ id: ID<MeetingRequest>, as actor: Actor) async throws -> MeetingToReport {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let now = clock()
        return try await read { tx in
            let request = try tx.see(id, as: actor)
            let person = try tx.reporter(of: request, as: actor, at: now)
            guard let brokerage = request.brokerage else { throw Problem.notFound }
            let sheet = try tx.timetableSheet(of: brokerage, for: person, at: now)
            guard let line = sheet.lines.first(where: { $0.requestID == id }), let known = sheet.people[person] else {
                throw Problem.notFound
            }
            return MeetingToReport(
                line: line, brokerage: brokerage, person: known, outcome: try tx.outcome(of: id, by: person))
        }
    }

    /// What came of a meeting, as far as whoever asks may know: all sides for those who plan, the own one for a party.
    func meetingOutcomes(_ id: ID<MeetingRequest>, as actor: Actor) async throws -> [MeetingOutcome] {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            _ = try tx.see(id, as: actor)
            let ids = try tx.column(
                ID<MeetingOutcome>.self, "SELECT id FROM meeting_outcome WHERE request_id = \(id) ORDER BY id")
            return try ids.compactMap { try MeetingOutcome.find($0, in: tx) }.filter { $0.allows(.view, to: actor) }
        }
    }
}

extension Transaction {
    /// As whom an actor was at a meeting that is over; throws where they were not, or it is not.
    fileprivate func reporter(of request: MeetingRequest, as actor: Actor, at now: Moment) throws -> ID<Participant> {
        guard let party = request.parties(of: actor).first else {
            throw Problem.refused(.init("meeting_outcome.refused.party"))
        }
        let ends = try value(
            Moment.self,
            """
            SELECT s.ends_at FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
            WHERE t.request_id = \(request.id)
            """)
        guard let ends, request.state == .accepted, request.brokerage?.event?.status != .cancelled else {
            throw Problem.refused(.init("meeting_outcome.refused.none"))
        }
        guard ends <= now else { throw Problem.refused(.init("meeting_outcome.refused.early")) }
        return party.participantID
    }

    fileprivate func outcome(of request: ID<MeetingRequest>, by person: ID<Participant>) throws -> MeetingOutcome? {
        try first(
            MeetingOutcome.self,
            "SELECT * FROM meeting_outcome WHERE request_id = \(request) AND participant_id = \(person)")
    }
}
