import Database

extension Participant.Mode: ColumnValue {}

extension Brokerage {
    public static func find(_ id: ID<Brokerage>, in tx: Transaction) throws -> Brokerage? {
        guard var found = try tx.first(Brokerage.self, "SELECT * FROM brokerage WHERE id = \(id)") else { return nil }
        found.event = try Event.find(found.eventID, in: tx)
        return found
    }

    static func find(of event: ID<Event>, in tx: Transaction) throws -> Brokerage? {
        try tx.value(ID<Brokerage>.self, "SELECT id FROM brokerage WHERE event_id = \(event)").flatMap {
            try find($0, in: tx)
        }
    }
}

extension MeetingSlot {
    public static func find(_ id: ID<MeetingSlot>, in tx: Transaction) throws -> MeetingSlot? {
        try tx.first(MeetingSlot.self, "SELECT * FROM meeting_slot WHERE id = \(id)")
    }
}

extension Participant {
    public static func find(_ id: ID<Participant>, in tx: Transaction) throws -> Participant? {
        guard var found = try tx.first(Participant.self, "SELECT * FROM participant WHERE id = \(id)") else {
            return nil
        }
        found.brokerage = try Brokerage.find(found.brokerageID, in: tx)
        return found
    }
}

extension Absence {
    public static func find(_ id: ID<Absence>, in tx: Transaction) throws -> Absence? {
        try tx.first(Absence.self, "SELECT * FROM participant_absence WHERE id = \(id)")
    }
}

extension MeetingRequest {
    public static func find(_ id: ID<MeetingRequest>, in tx: Transaction) throws -> MeetingRequest? {
        guard var found = try tx.first(MeetingRequest.self, "SELECT * FROM meeting_request WHERE id = \(id)") else {
            return nil
        }
        found.brokerage = try Brokerage.find(found.brokerageID, in: tx)
        found.parties = try tx.meetingParties(of: id)
        found.seat = try tx.first(
            Seat.self,
            """
            SELECT s.starts_at, s.ends_at, t.place FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
            WHERE t.request_id = \(id)
            """)
        return found
    }
}

extension MeetingParty {
    public static func find(_ id: ID<MeetingParty>, in tx: Transaction) throws -> MeetingParty? {
        try tx.first(MeetingParty.self, "SELECT * FROM meeting_party WHERE id = \(id)")
    }
}

extension Transaction {
    /// In the order in which they were named, the asker first.
    func meetingParties(of request: ID<MeetingRequest>) throws -> [MeetingParty] {
        struct Line: Decodable { let id: ID<Participant>, accountID: ID<Account>? }
        let lines = try all(
            Line.self,
            """
            SELECT p.id, p.account_id FROM participant p JOIN meeting_party m ON m.participant_id = p.id
            WHERE m.request_id = \(request)
            """)
        return try all(MeetingParty.self, "SELECT * FROM meeting_party WHERE request_id = \(request) ORDER BY id").map {
            var party = $0
            party.accountID = lines.first { $0.id == party.participantID }?.accountID
            return party
        }
    }

    /// The slots of a brokerage in the order of time.
    func meetingSlots(of brokerage: ID<Brokerage>) throws -> [MeetingSlot] {
        try all(
            MeetingSlot.self, "SELECT * FROM meeting_slot WHERE brokerage_id = \(brokerage) ORDER BY starts_at, id")
    }
}

extension Brokerage {
    static let invariants: [Invariant] = [
        Invariant(
            name: "a meeting has two parties at least, and who asked is one of them",
            offenders: """
                SELECT r.id FROM meeting_request r LEFT JOIN meeting_party m ON m.request_id = r.id
                GROUP BY r.id, r.asker_id, r.proposer_id
                HAVING COUNT(m.id) < 2 OR COUNT(*) FILTER (WHERE m.participant_id = r.asker_id) <> 1
                OR COUNT(*) FILTER (WHERE m.participant_id = r.proposer_id) <> 1
                """),
        Invariant(
            name: "the key of a request names its parties",
            offenders: """
                SELECT r.id FROM meeting_request r JOIN meeting_party m ON m.request_id = r.id
                GROUP BY r.id, r.party_key
                HAVING COUNT(*) FILTER (WHERE r.party_key LIKE '%' || m.participant_id || '%') <> COUNT(*)
                OR LENGTH(r.party_key) <> COUNT(*) * 17 - 1
                """),
        Invariant(
            name: "a request is accepted when all accepted it, and only then",
            offenders: """
                SELECT r.id FROM meeting_request r JOIN meeting_party m ON m.request_id = r.id
                WHERE r.state IN ('accepted', 'waiting') GROUP BY r.id, r.state
                HAVING (r.state = 'accepted') <> (COUNT(*) FILTER (WHERE m.answer = 'accepted') = COUNT(*))
                """),
        Invariant(
            name: "a request was declined by somebody",
            offenders: """
                SELECT r.id FROM meeting_request r WHERE r.state = 'declined' AND NOT EXISTS (
                SELECT 1 FROM meeting_party m WHERE m.request_id = r.id AND m.answer = 'declined')
                """),
        Invariant(
            name: "the same people have one open request",
            offenders: """
                SELECT MIN(id) FROM meeting_request WHERE state IN ('waiting', 'accepted')
                GROUP BY brokerage_id, party_key HAVING COUNT(*) > 1
                """),
        Invariant(
            name: "those who meet take part in one brokerage",
            offenders: """
                SELECT r.id FROM meeting_request r JOIN meeting_party m ON m.request_id = r.id
                JOIN participant p ON p.id = m.participant_id WHERE p.brokerage_id <> r.brokerage_id
                """),
        Invariant(
            name: "whoever left has no open request",
            offenders: """
                SELECT r.id FROM participant p JOIN meeting_party m ON m.participant_id = p.id
                JOIN meeting_request r ON r.id = m.request_id
                WHERE p.status = 'left' AND r.state IN ('waiting', 'accepted')
                AND NOT EXISTS (SELECT 1 FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
                WHERE t.request_id = r.id AND s.starts_at <= p.changed_at)
                """),
        Invariant(
            name: "a slot ends after it begins", offenders: "SELECT id FROM meeting_slot WHERE ends_at <= starts_at"),
        Invariant(
            name: "slots do not overlap",
            offenders: """
                SELECT a.id FROM meeting_slot a JOIN meeting_slot b ON b.brokerage_id = a.brokerage_id
                AND b.starts_at > a.starts_at AND b.starts_at < a.ends_at
                WHERE a.cancelled_at IS NULL AND b.cancelled_at IS NULL
                """),
        Invariant(
            name: "an absence ends after it begins",
            offenders: "SELECT id FROM participant_absence WHERE ends_at <= starts_at"),
    ]
}
