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

extension Participation {
    public static func find(_ id: ID<Participation>, in tx: Transaction) throws -> Participation? {
        guard var found = try tx.first(Participation.self, "SELECT * FROM participation WHERE id = \(id)") else {
            return nil
        }
        found.brokerage = try Brokerage.find(found.brokerageID, in: tx)
        return found
    }
}

extension Absence {
    public static func find(_ id: ID<Absence>, in tx: Transaction) throws -> Absence? {
        try tx.first(Absence.self, "SELECT * FROM participation_absence WHERE id = \(id)")
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
        let accounts = try rows(
            """
            SELECT p.id, p.account_id FROM participation p JOIN meeting_party m ON m.participation_id = p.id
            WHERE m.request_id = \(request)
            """
        ).map { (try $0.at(0, as: ID<Participation>.self), try $0.at(1, as: ID<Account>?.self)) }
        let account = Dictionary(accounts) { first, _ in first }
        return try all(MeetingParty.self, "SELECT * FROM meeting_party WHERE request_id = \(request) ORDER BY id").map {
            var party = $0
            party.accountID = account[party.participationID] ?? nil
            return party
        }
    }

    /// The slots of a brokerage in the order of time.
    func meetingSlots(of brokerage: ID<Brokerage>) throws -> [MeetingSlot] {
        try all(
            MeetingSlot.self, "SELECT * FROM meeting_slot WHERE brokerage_id = \(brokerage) ORDER BY starts_at, id")
    }
}
