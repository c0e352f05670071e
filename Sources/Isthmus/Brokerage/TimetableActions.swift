import Database

extension Programme {
    /// The published timetable of a brokerage, for those who plan it.
    func timetable(of id: ID<Brokerage>, as actor: Actor) async throws -> TimetableSheet {
        let now = clock()
        return try await read { tx in
            try tx.timetableSheet(of: try tx.see(id, to: .plan, as: actor), at: now)
        }
    }

    /// The own timetable of whoever asks, with who they are in it.
    func ownTimetable(of id: ID<Brokerage>, as actor: Actor) async throws -> OwnTimetable {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let now = clock()
        return try await read { tx in
            let brokerage = try tx.see(id, as: actor)
            guard let account = actor.account,
                let person = try tx.value(
                    ID<Participant>.self,
                    """
                    SELECT id FROM participant WHERE brokerage_id = \(id) AND account_id = \(account)
                    ORDER BY CASE WHEN status = 'active' THEN 0 ELSE 1 END, id LIMIT 1
                    """)
            else { throw Problem.refused(.init("timetable.refused.no_part")) }
            return try tx.ownTimetable(of: person, in: brokerage, at: now)
        }
    }

    /// The timetable behind the secret link to a registration, for calendars that cannot sign in.
    func ownTimetable(registration token: String) async throws -> OwnTimetable {
        let now = clock()
        return try await read { tx in
            let registration = try tx.registration(signed: token, for: EventLetters.own)
            guard
                let person = try tx.value(
                    ID<Participant>.self, "SELECT id FROM participant WHERE registration_id = \(registration.id)"),
                let known = try Participant.find(person, in: tx), let brokerage = known.brokerage
            else { throw Problem.notFound }
            return try tx.ownTimetable(of: person, in: brokerage, at: now)
        }
    }

    /// The drafts of a brokerage, the latest first, with its slots.
    func timetableDrafts(of id: ID<Brokerage>, as actor: Actor) async throws -> TimetableDrafts {
        try await read { tx in
            let brokerage = try tx.see(id, to: .plan, as: actor)
            let drafts = try tx.all(
                TimetableDraft.self,
                "SELECT * FROM timetable_draft WHERE brokerage_id = \(id) ORDER BY id DESC LIMIT 50")
            return TimetableDrafts(
                brokerage: brokerage, slots: try tx.meetingSlots(of: id),
                drafts: drafts.map { draft in
                    var draft = draft
                    draft.brokerage = brokerage
                    return draft
                },
                accepted: try tx.count(
                    "SELECT COUNT(*) FROM meeting_request WHERE brokerage_id = \(id) AND state = 'accepted'"))
        }
    }

    /// A draft with what it means for every request.
    func timetableDraft(_ id: ID<TimetableDraft>, as actor: Actor) async throws -> TimetableDraftProfile {
        let now = clock()
        return try await read { tx in
            let draft = try tx.see(id, as: actor)
            guard let brokerage = draft.brokerage else { throw Problem.notFound }
            let sheet = try tx.timetableSheet(of: brokerage, at: now)
            return TimetableDraftProfile(draft: draft, sheet: sheet, entries: try tx.draftEntries(of: id))
        }
    }
}

extension Transaction {
    /// The timetable; with somebody, what concerns their own meetings alone.
    func timetableSheet(
        of brokerage: Brokerage, for person: ID<Participant>? = nil, at now: Moment
    ) throws -> TimetableSheet {
        let records = try timetableRecords(of: brokerage, for: person)
        let troubled = records.published.isEmpty ? [] : try records.problem(at: now).troubled
        return TimetableSheet(
            records, try timetablePeople(of: brokerage.id, near: person), troubled: troubled,
            cancelled: try cancelledSlots(of: brokerage.id))
    }

    /// The slots that editions cancelled.
    private func cancelledSlots(of brokerage: ID<Brokerage>) throws -> Set<ID<MeetingSlot>> {
        struct Line: Decodable { let changes: TimetableChanges }
        let lines = try all(
            Line.self,
            "SELECT changes FROM timetable_draft WHERE brokerage_id = \(brokerage) AND state = 'published' ORDER BY id")
        return Set(lines.flatMap(\.changes.cancelledSlots))
    }

    func ownTimetable(of id: ID<Participant>, in brokerage: Brokerage, at now: Moment) throws
        -> OwnTimetable
    {
        let sheet = try timetableSheet(of: brokerage, for: id, at: now).of(id)
        guard let person = sheet.people[id] else { throw Problem.notFound }
        let outcomes = try all(
            MeetingOutcome.self, "SELECT * FROM meeting_outcome WHERE participant_id = \(id) ORDER BY id")
        return OwnTimetable(
            person: person, sheet: sheet,
            outcomes: Dictionary(uniqueKeysWithValues: outcomes.map { ($0.requestID, $0) }),
            stamp: try stamps(in: brokerage.id, of: [id])[id] ?? "", now: now)
    }
}

extension TimetableDraft {
    /// Published timetables that must be mended, for whoever plans them.
    static let waiting: DeskSource = { tx, actor, now in
        guard actor.account != nil, actor.isOffice || !actor.scopes(of: .representative).isEmpty else { return [] }
        let ids = try tx.column(
            ID<Brokerage>.self,
            """
            SELECT b.id FROM brokerage b JOIN event e ON e.id = b.event_id WHERE b.edition > 0 AND e.ends_at > \(now)
            AND e.status <> 'cancelled' AND (\(Event.kept(by: actor))) ORDER BY e.starts_at, b.id LIMIT 20
            """)
        return try ids.compactMap { id in
            guard let brokerage = try Brokerage.find(id, in: tx), let event = brokerage.event else { return nil }
            let troubled = try tx.timetableRecords(of: brokerage).problem(at: now).troubled
            guard !troubled.isEmpty else { return nil }
            return DeskItem(
                .init(
                    "timetable.desk", ["number": "\(troubled.count)", "event": event.title.reading(actor.language)]),
                path: "/brokerages/\(id.text)/timetable", due: event.startsAt)
        }
    }
}
