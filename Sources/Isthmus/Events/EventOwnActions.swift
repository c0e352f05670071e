import Database

/// What a participant does with the secret way to their registration, with an account or without: having it is the
/// permission.
extension Programme {
    /// Where somebody works or whom they speak for, with the country's code as its note; nil for visitors.
    func workplace(of actor: Actor) async throws -> Named? {
        guard actor.isSignedIn else { return nil }
        return try await read { try $0.workplaces(of: actor).first }
    }

    func registration(token: String) async throws -> EventRegistrationProfile {
        try await read { tx in
            try tx.profile(of: try tx.registration(signed: token, for: EventLetters.own), as: .visitor)
        }
    }

    /// The way to the registration that an account has for an event.
    func ownRegistration(for id: ID<Event>, as actor: Actor) async throws -> SignedToken? {
        guard let account = actor.account else { throw Problem.signInNeeded }
        return try await read { tx in
            _ = try tx.see(id, as: actor)
            let own = try tx.value(
                String.self,
                """
                SELECT id FROM event_registration WHERE event_id = \(id) AND account_id = \(account)
                ORDER BY CASE WHEN status IN ('declined', 'cancelled') THEN 1 ELSE 0 END, id DESC LIMIT 1
                """)
            let secret = try tx.value(String.self, "SELECT secret FROM event_key WHERE event_id = \(id)")
            guard let own, let secret else { return nil }
            return SignedToken(own, for: EventLetters.own, secret: secret)
        }
    }

    /// Proves the address: the registration counts now, with those it brings along, in the order of now.
    func confirmRegistration(token: String) async throws {
        try await changeOwn(token) { work, registration, letters in
            guard registration.status == .unconfirmed else { return work.recordNothing() }
            if let refusal = letters.event.refusalOfRegistering(to: work.actor, at: work.now) {
                throw Problem.refused(refusal)
            }
            let all = try work.tx.registrations(
                of: registration.eventID,
                "(id = \(registration.id) OR lead_id = \(registration.id)) AND status = 'unconfirmed'")
            let counting = try all.map { one in
                let next = one.changed(at: work.now) {
                    ($0.status, $0.cameAt) = (letters.event.firstStatus, work.now)
                }
                try work.save(next, over: one, in: "event_registration", as: "event_registration.proved")
                return next
            }
            try work.settle(counting, letters)
        }
    }

    func cancelRegistration(token: String) async throws {
        try await changeOwn(token) { work, registration, letters in
            guard registration.status.isOpen else { return work.recordNothing() }
            guard registration.arrivedAt == nil else {
                throw Problem.refused(.init("event_registration.refused.there"))
            }
            try work.cancel(registration, letters)
        }
    }

    /// Says what one thinks of an event that began: `rating` from 1 to 5, `text`. It is kept without a name.
    func giveFeedback(token: String, _ given: [String: Given]) async throws {
        try await changeOwn(token) { work, registration, letters in
            guard registration.status == .confirmed, letters.event.startsAt <= work.now else {
                throw Problem.refused(.init("event_feedback.refused.early"))
            }
            guard registration.feedbackAt == nil else { throw Problem.refused(.init("event_feedback.refused.twice")) }
            let fields = Fields(given)
            let rating = fields.integer("rating", nil, in: 1...5)
            if rating == nil, fields.issues.isEmpty { fields.complain("rating", "field.required") }
            let text = fields.text("text", atMost: 2_000, lines: true)
            try fields.finish()
            // By chance, so that the order of ids does not tell whose it is.
            let id = "ef-" + Token.random().text.lowercased().filter { $0.isLetter || $0.isNumber }.prefix(13)
            try work.tx.run(
                """
                INSERT INTO event_feedback (id, event_id, rating, text)
                VALUES (\(id), \(registration.eventID), \(rating), \(text))
                """)
            let next = registration.changed(at: work.now) { $0.feedbackAt = work.now }
            try work.save(next, over: registration, in: "event_registration", as: "event_registration.feedback")
        }
    }

    private func changeOwn(
        _ token: String, _ carryOut: @escaping @Sendable (Work, EventRegistration, EventLetters) throws -> Void
    ) async throws {
        let (site, name) = (settings.address, settings.name)
        try await write(as: .visitor) { work in
            try work.require(nil)
            let registration = try work.tx.registration(signed: token, for: EventLetters.own)
            guard let event = try Event.find(registration.eventID, in: work.tx),
                let secret = try work.tx.value(String.self, "SELECT secret FROM event_key WHERE event_id = \(event.id)")
            else { throw Problem.notFound }
            try carryOut(
                work, registration, EventLetters(event: event, secret: secret, site: site, programme: name))
        }
    }

    /// What participants said: how many gave which rating, and their words in no order of time. For the organisers.
    func feedback(of id: ID<Event>, as actor: Actor) async throws -> EventFeedback {
        try await read { tx in
            let event = try tx.see(id, to: .receive, as: actor)
            let counts = try tx.rows(
                "SELECT rating, COUNT(*) FROM event_feedback WHERE event_id = \(id) GROUP BY rating ORDER BY rating"
            ).map { (try $0.at(0, as: Int.self), try $0.at(1, as: Int.self)) }
            let texts = try tx.column(
                String.self,
                "SELECT text FROM event_feedback WHERE event_id = \(id) AND text <> '' ORDER BY id LIMIT 1000")
            return EventFeedback(event: event, counts: Dictionary(counts) { first, _ in first }, texts: texts)
        }
    }
}

/// What participants of an event said, without their names.
struct EventFeedback: Sendable {
    let event: Event
    /// How many gave each rating.
    let counts: [Int: Int]
    let texts: [String]

    var total: Int { counts.values.reduce(0, +) }
    /// Nil for fewer than three, behind whom one could guess.
    var mean: Double? {
        total < 3 ? nil : Double(counts.reduce(0) { $0 + $1.key * $1.value }) / Double(total)
    }
}
