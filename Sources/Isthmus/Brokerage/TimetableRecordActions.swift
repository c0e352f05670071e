import Database

extension TimetableDraft {
    public static func find(_ id: ID<TimetableDraft>, in tx: Transaction) throws -> TimetableDraft? {
        guard var found = try tx.first(TimetableDraft.self, "SELECT * FROM timetable_draft WHERE id = \(id)") else {
            return nil
        }
        found.brokerage = try Brokerage.find(found.brokerageID, in: tx)
        return found
    }

    static let invariants = [
        Invariant(
            name: "no meeting is published in a cancelled slot",
            offenders: """
                SELECT t.request_id FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
                JOIN meeting_request r ON r.id = t.request_id
                WHERE s.cancelled_at IS NOT NULL AND r.state = 'accepted'
                """),
        Invariant(
            name: "a published meeting has a time and a place, or a reason why not",
            offenders: """
                SELECT request_id FROM timetable_entry WHERE (slot_id IS NULL) <> (place IS NULL)
                OR (slot_id IS NULL) <> (reason IS NOT NULL)
                OR (place IS NOT DISTINCT FROM 'table' AND place_number IS NULL)
                """),
        Invariant(
            name: "no table holds two meetings at once",
            offenders: """
                SELECT MIN(request_id) FROM timetable_entry WHERE place = 'table'
                GROUP BY slot_id, place_number HAVING COUNT(*) > 1
                """),
        Invariant(
            name: "a published meeting is in a slot of its brokerage at a table that is there",
            offenders: """
                SELECT t.request_id FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
                WHERE s.brokerage_id <> t.brokerage_id
                OR (t.place = 'table' AND (t.place_number < 1 OR t.place_number > s.tables
                OR ',' || SUBSTR(s.broken_tables, 2, LENGTH(s.broken_tables) - 2) || ','
                LIKE '%,' || CAST(t.place_number AS TEXT) || ',%'))
                """),
        Invariant(
            name: "nobody met more people at once than they could when it was published",
            offenders: """
                SELECT m.participant_id FROM timetable_entry t
                JOIN meeting_party m ON m.request_id = t.request_id JOIN participant p ON p.id = m.participant_id
                JOIN meeting_request r ON r.id = t.request_id
                WHERE t.slot_id IS NOT NULL AND r.state = 'accepted' AND p.changed_at <= t.changed_at
                GROUP BY m.participant_id, t.slot_id, p.capacity HAVING COUNT(*) > p.capacity
                """),
        Invariant(
            name: "no entry is of an edition that was not published",
            offenders: """
                SELECT t.request_id FROM timetable_entry t JOIN brokerage b ON b.id = t.brokerage_id
                WHERE t.edition > b.edition OR t.edition < 1
                """),
        Invariant(
            name: "a draft of a timetable is made from an edition that there was",
            offenders: """
                SELECT d.id FROM timetable_draft d JOIN brokerage b ON b.id = d.brokerage_id
                WHERE d.edition > b.edition
                """),
    ]
}

private struct WishRow: Decodable {
    let id: ID<MeetingRequest>
    let state: MeetingRequest.State
    let isOnline: Bool
    let link: String?
    let slots: [ID<MeetingSlot>]
    let changedAt: Moment
}

private struct PartyRow: Decodable {
    let requestID: ID<MeetingRequest>
    let participantID: ID<Participant>
    let priority: Int
}

extension Transaction {
    /// Everything that a timetable rests on; with somebody, what concerns their own meetings alone.
    func timetableRecords(of brokerage: Brokerage, for person: ID<Participant>? = nil) throws -> TimetableRecords {
        let id = brokerage.id
        let own: SQL =
            person.map { "r.id IN (SELECT x.request_id FROM meeting_party x WHERE x.participant_id = \($0))" }
            ?? "1 = 1"
        let near: SQL = person.map(Self.near) ?? "1 = 1"
        let people = try all(
            Participant.self, "SELECT p.* FROM participant p WHERE p.brokerage_id = \(id) AND \(near) ORDER BY p.id")
        let absences = try all(
            Absence.self,
            """
            SELECT \(Absence.columns) FROM \(Absence.source) JOIN participant p ON p.id = a.participant_id
            WHERE p.brokerage_id = \(id) AND \(near) ORDER BY a.id
            """)
        let parties = Dictionary(
            grouping: try all(
                PartyRow.self,
                """
                SELECT m.request_id, m.participant_id, m.priority FROM meeting_party m
                JOIN meeting_request r ON r.id = m.request_id WHERE r.brokerage_id = \(id) AND \(own) ORDER BY m.id
                """), by: \.requestID)
        let rows = try all(
            WishRow.self,
            """
            SELECT r.id, r.state, r.is_online, r.link, r.slots, r.changed_at FROM meeting_request r
            WHERE r.brokerage_id = \(id) AND (r.state = 'accepted'
            OR EXISTS (SELECT 1 FROM timetable_entry t WHERE t.request_id = r.id))
            AND \(own) ORDER BY r.id
            """)
        return TimetableRecords(
            brokerage: brokerage, slots: try meetingSlots(of: id), people: people,
            absences: Dictionary(grouping: absences, by: \.participantID),
            wishes: rows.map { row in
                TimetableRecords.Wish(
                    id: row.id, isAccepted: row.state == .accepted, isOnline: row.isOnline, link: row.link,
                    slots: row.slots, changedAt: row.changedAt,
                    parties: parties[row.id, default: []].map {
                        .init(participantID: $0.participantID, priority: $0.priority)
                    })
            },
            published: try timetableEntries(of: id, own))
    }

    /// Somebody and those who share a request with them, with `p` for the table.
    private static func near(_ person: ID<Participant>) -> SQL {
        """
        (p.id = \(person) OR p.id IN (SELECT y.participant_id FROM meeting_party x
        JOIN meeting_party y ON y.request_id = x.request_id WHERE x.participant_id = \(person)))
        """
    }

    private func timetableEntries(of id: ID<Brokerage>, _ own: SQL) throws -> [ID<MeetingRequest>: TimetableEntry] {
        let entries = try all(
            TimetableEntry.self,
            """
            SELECT t.* FROM timetable_entry t JOIN meeting_request r ON r.id = t.request_id
            WHERE t.brokerage_id = \(id) AND \(own)
            """)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.requestID, $0) })
    }

    func draftEntries(of draft: ID<TimetableDraft>) throws -> [TimetableDraftEntry] {
        try all(
            TimetableDraftEntry.self,
            "SELECT * FROM timetable_draft_entry WHERE draft_id = \(draft) ORDER BY request_id")
    }

    /// Who takes part, by name.
    func timetablePeople(
        of brokerage: ID<Brokerage>, near person: ID<Participant>? = nil
    ) throws -> [ID<Participant>: TimetablePerson] {
        let near: SQL = person.map(Self.near) ?? "1 = 1"
        let people = try all(
            TimetablePerson.self,
            """
            SELECT p.id, p.registration_id, p.account_id, a.name, a.organisation, a.country, p.delegation, p.stand,
            p.status FROM participant p JOIN event_attendee a ON a.registration_id = p.registration_id
            WHERE p.brokerage_id = \(brokerage) AND \(near)
            """)
        return Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
    }
}
