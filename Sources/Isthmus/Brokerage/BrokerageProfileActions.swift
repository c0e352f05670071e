import Database

/// What the page of an event's meetings shows.
public struct BrokerageProfile: Encodable, Sendable {
    public let brokerage: Brokerage
    public let event: Event
    /// The reader's own part; nil where they take none.
    public let own: Participant?
    /// Where the reader's registration for the event stands; nil without one.
    public let registration: EventRegistration.Status?
    public let participants: Int
    public let countries: Int
    public let slots: Int
    /// How many requests there are, by where they stand: for the organisers.
    public let requests: MeetingCounts?
    public let mayPlan: Bool
}

/// How many requests stand where.
public struct MeetingCounts: Encodable, Sendable {
    public var waiting = 0
    public var accepted = 0
    public var declined = 0
    public var withdrawn = 0

    subscript(_ state: MeetingRequest.State) -> Int {
        get {
            switch state {
            case .waiting: waiting
            case .accepted: accepted
            case .declined: declined
            case .withdrawn: withdrawn
            }
        }
        set {
            switch state {
            case .waiting: waiting = newValue
            case .accepted: accepted = newValue
            case .declined: declined = newValue
            case .withdrawn: withdrawn = newValue
            }
        }
    }
}

/// The slots of a brokerage for the officer's page.
struct MeetingSlotSheet: Sendable {
    let brokerage: Brokerage
    let event: Event
    let slots: [MeetingSlot]
    /// How many published meetings stand in each.
    let meetings: [ID<MeetingSlot>: Int]
}

extension Programme {
    public func brokerage(_ id: ID<Brokerage>, as actor: Actor) async throws -> BrokerageProfile {
        try await read { tx in try tx.profile(of: try tx.see(id, as: actor), for: actor) }
    }

    /// The meetings of an event: nil where there are none that the reader may know of.
    func brokerage(of event: ID<Event>, as actor: Actor) async throws -> BrokerageProfile? {
        try await read { tx in
            guard let found = try Brokerage.find(of: event, in: tx), found.allows(.view, to: actor) else { return nil }
            return try tx.profile(of: found, for: actor)
        }
    }

    /// An event for whose meetings the form of setting up is shown.
    func eventToBroker(_ id: ID<Event>, as actor: Actor) async throws -> Event {
        try await read { try $0.see(id, to: .receive, as: actor) }
    }

    func brokerageToEdit(_ id: ID<Brokerage>, as actor: Actor) async throws -> (brokerage: Brokerage, event: Event) {
        try await read { tx in
            let brokerage = try tx.see(id, to: .edit, as: actor)
            guard let event = brokerage.event else { throw Problem.notFound }
            return (brokerage, event)
        }
    }

    func slotSheet(ofSlot id: ID<MeetingSlot>, as actor: Actor) async throws -> MeetingSlotSheet {
        let brokerage = try await read { tx in
            guard let slot = try MeetingSlot.find(id, in: tx) else { throw Problem.notFound }
            return slot.brokerageID
        }
        return try await slotSheet(of: brokerage, as: actor)
    }

    func slotSheet(of id: ID<Brokerage>, as actor: Actor) async throws -> MeetingSlotSheet {
        try await read { tx in
            let brokerage = try tx.see(id, to: .plan, as: actor)
            guard let event = brokerage.event else { throw Problem.notFound }
            let rows = try tx.rows(
                """
                SELECT t.slot_id, COUNT(*) AS n FROM timetable_entry t JOIN meeting_request r ON r.id = t.request_id
                WHERE t.brokerage_id = \(id) AND t.slot_id IS NOT NULL AND r.state = 'accepted' GROUP BY t.slot_id
                """
            ).map { (try $0.at(0, as: ID<MeetingSlot>.self), try $0.at(1, as: Int.self)) }
            return MeetingSlotSheet(
                brokerage: brokerage, event: event, slots: try tx.meetingSlots(of: id),
                meetings: Dictionary(rows) { first, _ in first })
        }
    }

    /// The slots in which meetings are held, for whoever sees the brokerage.
    public func meetingSlots(of id: ID<Brokerage>, as actor: Actor) async throws -> [MeetingSlot] {
        try await read { tx in
            _ = try tx.see(id, as: actor)
            return try tx.meetingSlots(of: id).filter { $0.cancelledAt == nil }
        }
    }
}

extension Transaction {
    fileprivate func profile(of brokerage: Brokerage, for actor: Actor) throws -> BrokerageProfile {
        guard let event = brokerage.event else { throw Problem.notFound }
        let mayPlan = brokerage.allows(.plan, to: actor)
        let registration = try actor.account.flatMap { account in
            try first(
                EventRegistration.self,
                """
                SELECT * FROM event_registration WHERE event_id = \(event.id) AND account_id = \(account)
                ORDER BY CASE WHEN status IN ('declined', 'cancelled') THEN 1 ELSE 0 END, id DESC LIMIT 1
                """)
        }
        let people = try row(
            """
            SELECT COUNT(*) AS people, COUNT(DISTINCT CASE WHEN a.country <> '' THEN a.country END) AS countries
            FROM \(Participant.source) WHERE p.brokerage_id = \(brokerage.id) AND \(Participant.present)
            """)
        var requests: MeetingCounts?
        if mayPlan {
            var counts = MeetingCounts()
            let counted = try rows(
                """
                SELECT state, COUNT(*) AS n FROM meeting_request WHERE brokerage_id = \(brokerage.id) GROUP BY state
                """)
            for row in counted {
                guard let state = MeetingRequest.State(rawValue: try row.at(0)) else { continue }
                counts[state] = try row.at(1)
            }
            requests = counts
        }
        return BrokerageProfile(
            brokerage: brokerage, event: event.seen(mayJoin: mayPlan),
            own: try participant(of: actor, in: brokerage.id), registration: registration?.status,
            participants: try people?.get("people") ?? 0, countries: try people?.get("countries") ?? 0,
            slots: try count(
                "SELECT COUNT(*) FROM meeting_slot WHERE brokerage_id = \(brokerage.id) AND cancelled_at IS NULL"),
            requests: requests, mayPlan: mayPlan)
    }
}
