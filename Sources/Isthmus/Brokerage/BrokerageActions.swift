import Database

extension Programme {
    /// Begins the pre-arranged meetings of an event: `text`, `status`, `requests_close`, `meeting_limit`,
    /// `request_limit`, `walking_minutes`, `few_gaps`, `few_table_changes`, `even_slots`.
    public func setUpBrokerage(
        for event: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> Brokerage {
        try await write(as: actor) { work in
            let event = try work.load(event, to: .receive)
            guard event.status != .cancelled else { throw Problem.refused(.init("brokerage.refused.cancelled")) }
            let fields = Fields(given)
            if let made: Brokerage = try work.made(by: fields) { return made }
            guard try Brokerage.find(of: event.id, in: work.tx) == nil else {
                throw Problem.refused(.init("brokerage.refused.twice"))
            }
            let blank = Brokerage.blank(work.newID(Brokerage.prefix, from: fields), of: event, at: work.now)
            let made = try blank.changed(by: fields, of: event, at: work.now)
            try work.tx.insert(made, into: "brokerage")
            try work.record("brokerage.created", from: nil, to: made)
            return made
        }
    }

    /// Changes what is given. Slots follow the clocks of the event, should its zone have changed.
    public func changeBrokerage(
        _ id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> Brokerage {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            guard let event = before.event else { throw Problem.notFound }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, of: event, at: work.now)
            try work.save(after, over: before, in: "brokerage", as: "brokerage.changed")
            try work.settleSlots(of: after.id, in: event)
            return after
        }
    }

    /// Adds a run of slots: `day`, `first`, `minutes`, `pause`, `count`, `tables`; or one from `starts` to `ends`.
    public func addMeetingSlots(
        _ id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> [MeetingSlot] {
        try await write(as: actor) { work in
            let brokerage = try work.load(id, to: .edit)
            guard let event = brokerage.event else { throw Problem.notFound }
            let fields = Fields(given)
            // An end alone says nothing.
            if fields.isGiven("ends"), !fields.isGiven("starts") { fields.complain("starts", "field.required") }
            guard let run = MeetingSlotRun(fields, in: event.clock) else { throw Problem.invalid(fields.issues) }
            let known = try work.tx.meetingSlots(of: id).filter { $0.cancelledAt == nil }
            let times = run.times(in: event.clock)
            let issues = MeetingSlot.issues(of: times, among: known, in: event)
            guard issues.isEmpty else {
                let field = fields.isGiven("starts") ? "starts" : "first"
                throw Problem.invalid(issues.map { .init(field: field, reason: $0) })
            }
            let added = times.map { time in
                MeetingSlot(
                    id: work.newID(MeetingSlot.prefix), brokerageID: id, starts: event.clock.exactTime(at: time.starts),
                    ends: event.clock.exactTime(at: time.ends), startsAt: time.starts, endsAt: time.ends,
                    tables: run.tables, brokenTables: [], cancelledAt: nil, version: 1, createdAt: work.now,
                    changedAt: work.now)
            }
            try work.tx.insert(all: added, into: "meeting_slot")
            try work.recordAll("meeting_slot.added", added)
            return added
        }
    }

    /// Changes how many tables a slot has and which are broken. A table at which a published meeting stands is left to
    /// re-planning.
    public func changeMeetingSlot(
        _ id: ID<MeetingSlot>, _ given: [String: Given], as actor: Actor
    ) async throws -> MeetingSlot {
        try await write(as: actor) { work in
            let before = try work.slotToChange(id)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            let lost = try work.tx.seatedMeetings(in: id).filter {
                $0.place == "table" && $0.number.map { !after.has(table: $0) } == true
            }
            guard lost.isEmpty else {
                throw Problem.refused(
                    .init("meeting_slot.refused.seated", try work.tx.naming(lost.map(\.requestID))))
            }
            try work.save(after, over: before, in: "meeting_slot", as: "meeting_slot.changed")
            return after
        }
    }

    /// Takes a slot away in which no published meeting stands and which no request names. The brokerage it was of.
    @discardableResult
    public func removeMeetingSlot(_ id: ID<MeetingSlot>, as actor: Actor) async throws -> ID<Brokerage> {
        try await write(as: actor) { work in
            let before = try work.slotToChange(id)
            let standing = try work.tx.seatedMeetings(in: id)
            guard standing.isEmpty else {
                throw Problem.refused(
                    .init("meeting_slot.refused.meetings", try work.tx.naming(standing.map(\.requestID))))
            }
            let asked = try work.tx.column(
                ID<MeetingRequest>.self,
                """
                SELECT id FROM meeting_request WHERE brokerage_id = \(before.brokerageID)
                AND state IN ('waiting', 'accepted') AND slots LIKE \("%\"" + id.text + "\"%") ORDER BY id LIMIT 200
                """)
            guard asked.isEmpty else {
                throw Problem.refused(.init("meeting_slot.refused.asked", try work.tx.naming(asked)))
            }
            var after = before
            (after.cancelledAt, after.version, after.changedAt) = (work.now, before.version + 1, work.now)
            try work.save(after, over: before, in: "meeting_slot", as: "meeting_slot.removed")
            return before.brokerageID
        }
    }
}

extension MeetingSlot {
    /// Why slots at these times cannot be: outside the event, over another, too many.
    static func issues(
        of times: [(starts: Moment, ends: Moment)], among known: [MeetingSlot], in event: Event
    ) -> [Problem.Reason] {
        guard known.count + times.count <= most else {
            return [.init("meeting_slot.many", ["max": String(most)])]
        }
        let outside = times.first { $0.starts < event.startsAt || $0.ends > event.endsAt }
        if let outside {
            return [
                .init(
                    "meeting_slot.outside",
                    [
                        "slot": event.clock.exactTime(at: outside.starts).description,
                        "starts": event.starts.description, "ends": event.ends.description,
                    ])
            ]
        }
        for time in times {
            guard let other = known.first(where: { $0.startsAt < time.ends && time.starts < $0.endsAt }) else {
                continue
            }
            let starts = event.clock.exactTime(at: time.starts).description
            let values = ["slot": starts, "starts": other.starts.description, "ends": other.ends.description]
            return [.init("meeting_slot.overlaps", values)]
        }
        return []
    }
}

extension Work {
    /// A slot of a brokerage that the actor may edit, which is not cancelled.
    fileprivate func slotToChange(_ id: ID<MeetingSlot>) throws -> MeetingSlot {
        let slot = try load(id, to: .view)
        _ = try load(slot.brokerageID, to: .edit)
        guard slot.cancelledAt == nil else { throw Problem.refused(.init("meeting_slot.refused.cancelled")) }
        return slot
    }

    /// Tells the slots, the deadline of the requests and the absences of an event what their times mean, should the
    /// event's zone have changed. Absences in a session take its times.
    func settleMeetings(from old: Event, to event: Event) throws {
        guard old.zone != event.zone, let before = try Brokerage.find(of: event.id, in: tx) else { return }
        var after = before
        after.requestsCloseAt = event.clock.moment(before.requestsClose)
        if after.requestsCloseAt != before.requestsCloseAt {
            (after.version, after.changedAt) = (before.version + 1, now)
            try save(after, over: before, in: "brokerage", as: "brokerage.changed")
        }
        try settleSlots(of: before.id, in: event)
        try settleAbsences(of: before.id, in: event)
    }

    /// Tells all slots what their times mean by the event's clocks.
    fileprivate func settleSlots(of brokerage: ID<Brokerage>, in event: Event) throws {
        for before in try tx.meetingSlots(of: brokerage) {
            var after = before
            (after.startsAt, after.endsAt) = (event.clock.moment(before.starts), event.clock.moment(before.ends))
            guard after.startsAt != before.startsAt || after.endsAt != before.endsAt else { continue }
            (after.version, after.changedAt) = (before.version + 1, now)
            try save(after, over: before, in: "meeting_slot", as: "meeting_slot.changed")
        }
    }
}

/// A published meeting in a slot, with its place.
struct SeatedMeeting: Decodable, Sendable {
    let requestID: ID<MeetingRequest>
    let place: String?
    let number: Int?
}

extension Transaction {
    fileprivate func seatedMeetings(in slot: ID<MeetingSlot>) throws -> [SeatedMeeting] {
        try all(
            SeatedMeeting.self,
            """
            SELECT t.request_id, t.place, t.place_number AS number FROM timetable_entry t
            JOIN meeting_request r ON r.id = t.request_id
            WHERE t.slot_id = \(slot) AND r.state = 'accepted' ORDER BY t.request_id
            """)
    }

    /// For a sentence that names meetings: how many there are, and who meets in the first of them.
    fileprivate func naming(_ requests: [ID<MeetingRequest>]) throws -> [String: String] {
        let names = try participantNames(inRequests: Array(requests.prefix(5)))
        let list = requests.prefix(5).map { (names[$0] ?? []).joined(separator: " – ") }.joined(separator: "; ")
        return ["count": String(requests.count), "meetings": requests.count > 5 ? list + "; …" : list]
    }

    /// By request: those who meet, by name.
    func participantNames(inRequests requests: [ID<MeetingRequest>]) throws -> [ID<MeetingRequest>: [String]] {
        struct Line: Decodable { let requestID: ID<MeetingRequest>, name: String }
        let lines = try all(
            Line.self,
            """
            SELECT m.request_id, a.name FROM meeting_party m JOIN participant p ON p.id = m.participant_id
            JOIN event_attendee a ON a.registration_id = p.registration_id
            WHERE m.request_id IN (\(requests)) ORDER BY m.request_id, m.id
            """)
        return Dictionary(grouping: lines, by: \.requestID).mapValues { $0.map(\.name) }
    }
}
