import Database
import Text

extension Programme {
    /// Lets somebody come whose registration waits for the organisers.
    public func approveRegistration(_ id: ID<EventRegistration>, as actor: Actor) async throws -> EventRegistration {
        try await decide(id, as: actor) { work, registration, letters in
            let waiting = try work.save(registration, as: .waiting)
            try work.settle([waiting], letters)
        }
    }

    public func declineRegistration(_ id: ID<EventRegistration>, as actor: Actor) async throws -> EventRegistration {
        try await decide(id, as: actor) { work, registration, letters in
            try work.send(.declined, to: try work.save(registration, as: .declined), letters)
        }
    }

    private func decide(
        _ id: ID<EventRegistration>, as actor: Actor,
        _ carryOut: @escaping @Sendable (Work, EventRegistration, EventLetters) throws -> Void
    ) async throws -> EventRegistration {
        try await changeRegistration(id, to: .decide, as: actor, carryOut)
    }

    /// Takes a registration back; whoever waits longest moves up.
    public func cancelRegistration(_ id: ID<EventRegistration>, as actor: Actor) async throws -> EventRegistration {
        try await changeRegistration(id, to: .cancel, as: actor) { work, registration, letters in
            try work.cancel(registration, letters)
        }
    }

    /// Notes that somebody is there; again changes nothing.
    public func checkIn(_ id: ID<EventRegistration>, as actor: Actor) async throws -> EventRegistration {
        try await changeRegistration(id, to: .checkIn, as: actor) { work, registration, _ in
            guard registration.arrivedAt == nil else { return work.recordNothing() }
            let arrived = registration.changed(at: work.now) { $0.arrivedAt = work.now }
            try work.save(arrived, over: registration, in: "event_registration", as: "event_registration.arrived")
        }
    }

    private func changeRegistration(
        _ id: ID<EventRegistration>, to permission: EventRegistration.Permission, as actor: Actor,
        _ carryOut: @escaping @Sendable (Work, EventRegistration, EventLetters) throws -> Void
    ) async throws -> EventRegistration {
        let (site, name, fresh) = (settings.address, settings.name, Token.random().text)
        return try await write(as: actor) { work in
            let registration = try work.load(id, to: permission)
            guard let event = try Event.find(registration.eventID, in: work.tx) else { throw Problem.notFound }
            let letters = EventLetters(
                event: event, secret: try work.secret(of: event.id, else: fresh), site: site, programme: name)
            try carryOut(work, registration, letters)
            guard let after = try EventRegistration.find(id, in: work.tx) else { throw Problem.notFound }
            return after
        }
    }

    /// The badges of those who come, for printing: everybody with a place, by name.
    func badges(of id: ID<Event>, as actor: Actor) async throws -> (event: Event, badges: [EventBadge]) {
        let site = settings.address
        return try await read { tx in
            let event = try tx.see(id, to: .receive, as: actor)
            let secret = try tx.value(String.self, "SELECT secret FROM event_key WHERE event_id = \(id)")
            guard let secret else { throw Problem.notFound }
            let attendees = try tx.all(
                EventAttendee.self,
                """
                SELECT a.* FROM event_attendee a JOIN event_registration r ON r.id = a.registration_id
                WHERE r.event_id = \(id) AND r.status = 'confirmed' ORDER BY a.sort_name, a.registration_id LIMIT 5000
                """)
            return (
                event,
                attendees.map { attendee in
                    let token = SignedToken(attendee.registrationID.text, for: EventLetters.badge, secret: secret)
                    return EventBadge(attendee: attendee, address: site + "/check-in/" + token.text)
                }
            )
        }
    }

    /// Whose badge it is, for the organisers at the door.
    func badge(_ token: String, as actor: Actor) async throws -> EventRegistrationProfile {
        try await read { tx in
            let registration = try tx.registration(signed: token, for: EventLetters.badge)
            if let refusal = registration.refusal(of: .view, to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try tx.profile(of: registration, as: actor)
        }
    }

    func checkIn(badge token: String, as actor: Actor) async throws -> EventRegistration {
        let id = try await badge(token, as: actor).registration.id
        return try await checkIn(id, as: actor)
    }
}

extension Work {
    func cancel(_ registration: EventRegistration, _ letters: EventLetters) throws {
        var gone = registration.changed(at: now) { $0.status = .cancelled }
        gone.arrivedAt = nil
        try save(gone, over: registration, in: "event_registration", as: "event_registration.cancelled")
        if registration.status != .unconfirmed { try send(.cancelled, to: gone, letters) }
        for follow in EventFollowers.ofRegistration.all { try follow(self, gone, letters) }
        try moveUp(letters)
    }
}

/// What is printed for somebody to wear.
struct EventBadge: Sendable {
    let attendee: EventAttendee
    /// What the code on it leads to.
    let address: String
}

/// A registration with who it is and what it is for.
public struct EventRegistrationProfile: Encodable, Sendable {
    public let registration: EventRegistration
    public let attendee: EventAttendee
    /// As whoever asks may see it: participants with the way to join.
    public let event: Event
}

extension Transaction {
    /// The registration that a token is for; a wrong token finds nothing.
    func registration(signed text: String, for purpose: String) throws -> EventRegistration {
        guard let token = SignedToken(text), let found = try EventRegistration.find(ID(token.id), in: self),
            let secret = try value(String.self, "SELECT secret FROM event_key WHERE event_id = \(found.eventID)"),
            token.isValid(for: purpose, secret: secret)
        else { throw Problem.notFound }
        return found
    }

    func profile(of registration: EventRegistration, as actor: Actor) throws -> EventRegistrationProfile {
        guard let event = try Event.find(registration.eventID, in: self) else { throw Problem.notFound }
        let mayJoin = registration.status == .confirmed || event.allows(.receive, to: actor)
        return EventRegistrationProfile(
            registration: registration, attendee: try attendee(of: registration.id), event: event.seen(mayJoin: mayJoin)
        )
    }
}

extension EventRegistration {
    static let listing = Listing<EventRegistrationLine>(
        columns: """
            r.id, r.event_id, e.title AS event_title, a.name, a.email, a.organisation, a.country, a.job, a.needs,
            r.group_name, r.status, r.came_at, r.arrived_at, r.version
            """,
        source: """
            event_registration r JOIN event_attendee a ON a.registration_id = r.id JOIN event e ON e.id = r.event_id
            """, id: "r.id",
        facets: [
            Facet("event", column: "r.event_id", join: "", isOffered: false) { "r.event_id IN (\($0))" },
            Facet("status", column: "r.status").reading(Status.self),
            Facet("country", column: "a.country").reading(Countries.code),
            Facet("attendance", column: "CASE WHEN r.arrived_at IS NULL THEN 'absent' ELSE 'present' END"),
            Facet("group", column: "r.group_name"),
        ],
        sorts: [
            Sort("name", "a.sort_name"), Sort("came", "r.came_at", isNumber: true),
            Sort("organisation", "a.organisation"),
        ],
        search: { text in
            SQL.all(folded(text).split(separator: " ").prefix(8).map { "a.search_text LIKE \("%" + $0 + "%")" })
        })
}

/// A line of the list of those who registered, for the office and the organisers.
public struct EventRegistrationLine: Codable, Sendable {
    public let id: ID<EventRegistration>
    public let eventID: ID<Event>
    public let eventTitle: Multilingual
    public let name: String
    public let email: String
    public let organisation: String
    public let country: String
    public let job: String
    public let needs: String
    public let groupName: String
    public let status: EventRegistration.Status
    public let cameAt: Moment
    public let arrivedAt: Moment?
    public let version: Int
}

extension Programme {
    /// Who registered for the events that whoever asks keeps.
    public func eventRegistrations(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<EventRegistrationLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(EventRegistration.listing, selection, visible: Event.kept(by: actor), counting: counting)
        }
    }

    public func eventRegistration(
        _ id: ID<EventRegistration>, as actor: Actor
    ) async throws -> EventRegistrationProfile {
        try await read { tx in try tx.profile(of: try tx.see(id, as: actor), as: actor) }
    }
}

extension Programme {
    /// Those who were there, by name, for their certificates.
    func attendance(of id: ID<Event>, as actor: Actor) async throws -> (event: Event, people: [EventAttendee]) {
        try await read { tx in
            let event = try tx.see(id, to: .receive, as: actor)
            let people = try tx.all(
                EventAttendee.self,
                """
                SELECT a.* FROM event_attendee a JOIN event_registration r ON r.id = a.registration_id
                WHERE r.event_id = \(id) AND r.arrived_at IS NOT NULL ORDER BY a.sort_name, a.registration_id LIMIT 5000
                """)
            return (event, people)
        }
    }
}
