import Database
import Text

extension EventRegistration {
    public static func find(_ id: ID<EventRegistration>, in tx: Transaction) throws -> EventRegistration? {
        let found = try tx.first(EventRegistration.self, "SELECT * FROM event_registration WHERE id = \(id)")
        guard var found else { return nil }
        found.keepers = try Event.find(found.eventID, in: tx)?.keepers ?? []
        return found
    }

    static let invariants = [
        Invariant(
            name: "nobody is registered twice for one event",
            offenders: """
                SELECT MIN(r.id) FROM event_registration r JOIN event_attendee a ON a.registration_id = r.id
                WHERE r.status NOT IN ('declined', 'cancelled') GROUP BY r.event_id, a.mailbox HAVING COUNT(*) > 1
                """),
        Invariant(
            name: "every registration is somebody's",
            offenders: """
                SELECT r.id FROM event_registration r LEFT JOIN event_attendee a ON a.registration_id = r.id
                WHERE a.registration_id IS NULL
                """),
        Invariant(
            name: "only who has a place was there",
            offenders: "SELECT id FROM event_registration WHERE arrived_at IS NOT NULL AND status <> 'confirmed'"),
    ]
}

/// What came of registering.
public struct EventRegistrationResult: Sendable {
    /// Nil where a visitor's address was registered before: they are told by mail only.
    public let registration: EventRegistration?
    public let isMailed: Bool
}

extension Programme {
    /// Registers for an event: `name`, `email` (of visitors), `organisation`, `country`, `job`, `needs`, `group_name`
    /// and `companions` (each with `name` and `email`). A visitor gets a link by mail that makes it count.
    public func register(
        for id: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventRegistrationResult {
        let (site, name, languages) = (settings.address, settings.name, settings.languages)
        let secret = Token.random().text
        return try await write(as: actor) { work in
            let event = try work.load(id, to: .view)
            try work.require(event.refusalOfRegistering(to: actor, at: work.now))
            let known = try actor.account.map { try work.tx.holder(of: ID($0)) }
            let form = try EventEntryForm(Fields(given), known: known)
            let letters = EventLetters(
                event: event, secret: try work.secret(of: event.id, else: secret), site: site, programme: name)
            let mailbox = EmailAddress.folded(form.email)
            if known != nil {
                // What somebody typed and nobody proved does not stand in the way of whose address it is.
                try work.giveWay(to: [mailbox] + form.companions.map { EmailAddress.folded($0.email) }, letters)
            }
            if let before = try work.tx.openRegistration(of: mailbox, for: event.id) {
                guard known == nil else { throw Problem.invalid("", "event_registration.twice") }
                // Whoever asks is not told who comes; whose address it is, is.
                work.recordNothing()
                try work.send(.again, to: before, letters)
                return EventRegistrationResult(registration: nil, isMailed: true)
            }
            for companion in form.companions {
                let known = try work.tx.openRegistration(of: EmailAddress.folded(companion.email), for: event.id)
                guard known != nil else { continue }
                throw Problem.invalid("companions", "event_registration.twice_here", ["email": companion.email])
            }
            let language = languages.contains(actor.language) ? actor.language : languages.first ?? "en"
            let added = try work.add(form, to: event, isKnown: known != nil, language: language)
            if known == nil {
                try work.send(.confirm, to: added[0], letters)
            } else {
                try work.settle(added, letters)
            }
            let lead = try EventRegistration.find(added[0].id, in: work.tx)
            return EventRegistrationResult(registration: lead, isMailed: known == nil)
        }
    }
}

extension Event {
    /// Why an actor cannot register at a moment.
    func refusalOfRegistering(to actor: Actor, at now: Moment) -> Problem.Reason? {
        if status != .published { return .init("event_registration.refused.status") }
        if registration == .none { return .init("event_registration.refused.none") }
        if actor.account == nil, !visitorsMayRegister { return .init("event_registration.refused.account") }
        if let opens = registrationOpensAt, now < opens {
            return .init("event_registration.refused.early", ["when": registrationOpens?.description ?? ""])
        }
        if now >= registrationClosesAt ?? endsAt { return .init("event_registration.refused.late") }
        return nil
    }
}

extension Work {
    /// The secret with which an event's links are signed.
    func secret(of event: ID<Event>, else fresh: String) throws -> String {
        if let known = try tx.value(String.self, "SELECT secret FROM event_key WHERE event_id = \(event)") {
            return known
        }
        try tx.run("INSERT INTO event_key (event_id, secret) VALUES (\(event), \(fresh))")
        return fresh
    }

    /// Cancels registrations of these addresses that nobody confirmed, with those whom they bring along.
    func giveWay(to mailboxes: [String], _ letters: EventLetters) throws {
        for mailbox in mailboxes {
            guard let before = try tx.openRegistration(of: mailbox, for: letters.event.id),
                before.status == .unconfirmed
            else { continue }
            let all = try tx.registrations(
                of: letters.event.id, "(id = \(before.id) OR lead_id = \(before.id)) AND status = 'unconfirmed'")
            for one in all { try cancel(one, letters) }
        }
    }

    /// The registration and those of whom they bring along.
    fileprivate func add(
        _ form: EventEntryForm, to event: Event, isKnown: Bool, language: String
    ) throws -> [EventRegistration] {
        let lead: ID<EventRegistration> = newID(EventRegistration.prefix)
        let group = form.groupName.isEmpty ? (form.companions.isEmpty ? "" : lead.text) : folded(form.groupName)
        func registration(_ id: ID<EventRegistration>, account: String?) -> EventRegistration {
            EventRegistration(
                id: id, eventID: event.id, accountID: account.map { ID($0) }, leadID: id == lead ? nil : lead,
                groupKey: group, groupName: form.groupName, language: language,
                status: isKnown ? event.firstStatus : .unconfirmed, cameAt: now, arrivedAt: nil, feedbackAt: nil,
                version: 1, createdAt: now, changedAt: now)
        }
        var added = [registration(lead, account: actor.account)]
        try insert(
            added[0],
            EventAttendee(
                lead, name: form.name, email: form.email, organisation: form.organisation, country: form.country,
                job: form.job, needs: form.needs))
        for companion in form.companions {
            let one = registration(newID(EventRegistration.prefix), account: nil)
            try insert(
                one,
                EventAttendee(
                    one.id, name: companion.name, email: companion.email, organisation: form.organisation,
                    country: form.country))
            added.append(one)
        }
        return added
    }

    func insert(_ registration: EventRegistration, _ attendee: EventAttendee) throws {
        try tx.insert(registration, into: "event_registration")
        try tx.insert(attendee, into: "event_attendee")
        try record("event_registration.created", from: nil, to: registration)
    }

    func save(_ registration: EventRegistration, as status: EventRegistration.Status) throws -> EventRegistration {
        let next = registration.changed(at: now) { $0.status = status }
        try save(next, over: registration, in: "event_registration", as: "event_registration.\(status.rawValue)")
        return next
    }

    /// Gives places to those who wait, and tells each of `fresh` where they stand, and whoever moved up.
    func settle(_ fresh: [EventRegistration], _ letters: EventLetters) throws {
        let moved = try moveUp(letters)
        for one in fresh where !moved.contains(one.id) {
            try send(one.status == .pending ? .pending : .waiting, to: one, letters)
        }
    }

    /// Gives free places to those who wait longest, groups as a whole; each is told once.
    @discardableResult
    func moveUp(_ letters: EventLetters) throws -> Set<ID<EventRegistration>> {
        let event = letters.event
        guard event.status == .published, event.endsAt > now else { return [] }
        let waiting = try tx.registrations(of: event.id, "status = 'waiting'")
        guard !waiting.isEmpty else { return [] }
        let taken = try tx.count(
            "SELECT COUNT(*) FROM event_registration WHERE event_id = \(event.id) AND status = 'confirmed'")
        let moving = EventSeats.movingUp(
            waiting.map { .init(id: $0.id.text, group: $0.groupKey, cameAt: $0.cameAt) },
            free: event.capacity.map { max(0, $0 - taken) })
        for one in waiting where moving.contains(one.id.text) {
            try send(.confirmed, to: try save(one, as: .confirmed), letters)
        }
        return Set(moving.map { ID($0) })
    }
}

extension Event {
    /// Where a registration stands that counts.
    var firstStatus: EventRegistration.Status { registration == .approval ? .pending : .waiting }
}

extension Transaction {
    func registrations(of event: ID<Event>, _ condition: SQL) throws -> [EventRegistration] {
        try all(
            EventRegistration.self,
            "SELECT * FROM event_registration WHERE event_id = \(event) AND \(condition) ORDER BY came_at, id")
    }

    /// What an address stands for at an event, as long as it wants to come.
    func openRegistration(of mailbox: String, for event: ID<Event>) throws -> EventRegistration? {
        try first(
            EventRegistration.self,
            """
            SELECT r.* FROM event_registration r JOIN event_attendee a ON a.registration_id = r.id
            WHERE a.mailbox = \(mailbox) AND r.event_id = \(event) AND r.status NOT IN ('declined', 'cancelled')
            ORDER BY r.id LIMIT 1
            """)
    }

    func attendee(of registration: ID<EventRegistration>) throws -> EventAttendee {
        let found = try first(
            EventAttendee.self, "SELECT * FROM event_attendee WHERE registration_id = \(registration)")
        guard let found else { throw Problem.notFound }
        return found
    }
}
