import Database

/// What mails about an event's registrations are written with.
struct EventLetters: Sendable {
    let event: Event
    /// With what its links are signed.
    let secret: String
    /// Where the site stands, without a slash at the end.
    let site: String
    let programme: Multilingual

    enum Letter: String, Sendable, CaseIterable {
        case confirm, again, pending, waiting, confirmed, declined, cancelled
        /// The event does not take place.
        case off
    }

    /// The secret way to one's own registration.
    func token(of registration: ID<EventRegistration>) -> SignedToken {
        SignedToken(registration.text, for: EventLetters.own, secret: secret)
    }

    static let own = "registration"
    static let badge = "badge"
}

extension Work {
    /// With what mails about an event's registrations are written; nil as long as nobody registered.
    func letters(of event: Event, site: String, programme: Multilingual) throws -> EventLetters? {
        try tx.value(String.self, "SELECT secret FROM event_key WHERE event_id = \(event.id)").map {
            EventLetters(event: event, secret: $0, site: site, programme: programme)
        }
    }

    /// Mails somebody where their registration stands, in their language, with the way to it.
    func send(_ letter: EventLetters.Letter, to registration: EventRegistration, _ letters: EventLetters) throws {
        let attendee = try tx.attendee(of: registration.id)
        let (event, language) = (letters.event, registration.language)
        let words = Words(language)
        let values = [
            "event": event.title.reading(language), "site": letters.programme.reading(language),
            "when": EventViews.span(event.starts, event.ends, words), "zone": event.zone,
            "place": EventViews.place(event.format, city: event.city, country: event.country, words),
        ]
        let key = "event.mail.\(letter.rawValue)"
        var paragraphs = [words("\(key).text", values), words("event.mail.about", values)]
        if letter == .confirmed, let link = event.link { paragraphs.append(words("event.mail.join", ["link": link])) }
        if letter == .off { paragraphs.append(event.cancelReason.reading(language)) }
        let address = letters.site + "/registrations/" + letters.token(of: registration.id).text
        try send(
            MailDraft(
                to: attendee.email, name: attendee.name, language: language,
                subject: words("\(key).subject", values),
                greeting: words("claim.mail.greeting", ["name": attendee.name]), paragraphs: paragraphs,
                link: MailDraft.Link(
                    words(letter == .confirm ? "event.mail.confirm.link" : "event.mail.link"), address),
                reason: words("event.mail.reason", values), about: event.id.text))
    }

    /// Tells everybody who wants to come that they cannot.
    func tellCancelled(_ letters: EventLetters) throws {
        for one in try tx.registrations(of: letters.event.id, "status IN ('pending', 'waiting', 'confirmed')") {
            try send(.off, to: one, letters)
        }
    }
}
