import Database

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
