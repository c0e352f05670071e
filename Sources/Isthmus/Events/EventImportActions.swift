import Database
import Text

extension Programme {
    /// What a table of people would do: `table` is CSV with a first line of columns, `name` and `email` among them.
    func registrationsToImport(
        to id: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> (event: Event, plan: EventImport) {
        let fields = Fields(given)
        let text = fields.text("table", atLeast: 1, atMost: EventImport.longest, lines: true)
        try fields.finish()
        return try await read { tx in
            (try tx.see(id, to: .receive, as: actor), try tx.importPlan(text, for: id))
        }
    }

    func eventToImport(_ id: ID<Event>, as actor: Actor) async throws -> Event {
        try await read { tx in try tx.see(id, to: .receive, as: actor) }
    }

    /// Registers the people of a table (`table`), whatever the time of registration: those that are not registered yet,
    /// and with `with_alike` those who may be registered under another address. Each is told once where they stand;
    /// nobody for an event that is over. How many were registered.
    @discardableResult
    public func importRegistrations(to id: ID<Event>, _ given: [String: Given], as actor: Actor) async throws -> Int {
        let (site, name, languages) = (settings.address, settings.name, settings.languages)
        let fresh = Token.random().text
        return try await write(as: actor) { work in
            let event = try work.load(id, to: .receive)
            let fields = Fields(given)
            let text = fields.text("table", atLeast: 1, atMost: EventImport.longest, lines: true)
            let withAlike = fields.flag("with_alike", false)
            try fields.finish()
            let coming = try work.tx.importPlan(text, for: id).coming(withAlike: withAlike)
            guard !coming.isEmpty else { throw Problem.invalid("table", "event_import.nobody") }
            let letters = EventLetters(
                event: event, secret: try work.secret(of: id, else: fresh), site: site, programme: name)
            let isOver = event.endsAt <= work.now
            var added: [EventRegistration] = []
            try work.giveWay(to: coming.map { EmailAddress.folded($0.email) }, letters)
            for line in coming {
                let registration = EventRegistration(
                    id: work.newID(EventRegistration.prefix), eventID: id, accountID: nil, leadID: nil,
                    groupKey: folded(line.group), groupName: line.group, language: languages.first ?? "en",
                    status: isOver ? .confirmed : .waiting, cameAt: work.now, arrivedAt: nil, feedbackAt: nil,
                    version: 1, createdAt: work.now, changedAt: work.now)
                try work.insert(
                    registration,
                    EventAttendee(
                        registration.id, name: line.name, email: line.email, organisation: line.organisation,
                        country: line.country, job: line.job, needs: line.needs))
                added.append(registration)
            }
            if !isOver { try work.settle(added, letters) }
            return added.count
        }
    }
}

extension Transaction {
    /// Compares a table with those who are registered; an address that nobody confirmed is not.
    fileprivate func importPlan(_ text: String, for event: ID<Event>) throws -> EventImport {
        let known = try all(
            EventAttendee.self,
            """
            SELECT a.* FROM event_attendee a JOIN event_registration r ON r.id = a.registration_id
            WHERE r.event_id = \(event) AND r.status NOT IN ('unconfirmed', 'declined', 'cancelled')
            """)
        return try EventImport(
            text, mailboxes: Set(known.map(\.mailbox)),
            people: Set(known.map { EventImport.key($0.name, $0.organisation) }))
    }
}
