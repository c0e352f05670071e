import Database

/// What mails about meetings are written with.
struct MeetingLetters: Sendable {
    let brokerage: Brokerage
    let event: Event
    /// Where the site stands, without a slash at the end.
    let site: String
    let name: Multilingual
    /// For mails that their readers may have stopped; nil where none is written.
    let programme: Programme?

    enum Letter: String, Sendable, CaseIterable {
        /// Somebody wants to meet.
        case asked
        /// All said yes.
        case accepted
        /// One of several said yes.
        case answered
        case declined
        /// Somebody proposes another time or way.
        case countered
        case withdrawn
        /// The organisers took the request back.
        case takenBack = "taken_back"
        /// Somebody takes part no longer.
        case left

        /// Whether its reader can do without: requests are somebody else's wish; what became of one's own is not.
        var isStoppable: Bool { self == .asked || self == .countered || self == .answered }
    }

    init(_ brokerage: Brokerage, in tx: Transaction, of programme: Programme) throws {
        guard let event = brokerage.event else { throw Problem.notFound }
        (self.brokerage, self.event, self.programme) = (brokerage, event, programme)
        (site, name) = (programme.settings.address, programme.settings.name)
    }

    init(_ brokerage: Brokerage, of event: Event, site: String, name: Multilingual) {
        (self.brokerage, self.event, self.site, self.name, programme) = (brokerage, event, site, name, nil)
    }

    /// Where somebody finds their meetings.
    var path: String { "/brokerages/\(brokerage.id.text)/meetings" }
}

extension Work {
    private struct Reader: Decodable {
        let name: String, organisation: String, email: String, language: String
        let accountID: ID<Account>?
    }

    private func reader(_ id: ID<Participant>) throws -> Reader? {
        try tx.first(
            Reader.self,
            """
            SELECT a.name, a.organisation, a.email, COALESCE(c.language, r.language) AS language, p.account_id
            FROM participant p JOIN event_registration r ON r.id = p.registration_id
            JOIN event_attendee a ON a.registration_id = r.id LEFT JOIN account c ON c.id = p.account_id
            WHERE p.id = \(id)
            """)
    }

    /// Tells a participant what somebody else did, in their language: a notice in the site for an account, and a mail.
    func send(
        _ letter: MeetingLetters.Letter, to id: ID<Participant>, about other: ID<Participant>,
        _ letters: MeetingLetters, message: String = ""
    ) throws {
        guard let reader = try reader(id), let other = try self.reader(other) else { return }
        let words = Words(reader.language)
        let values = [
            "who": other.organisation.isEmpty ? other.name : "\(other.name), \(other.organisation)",
            "event": letters.event.title.reading(reader.language),
            "closes": "\(letters.brokerage.requestsClose) (\(letters.event.zone))",
            "site": letters.name.reading(reader.language),
        ]
        if let account = reader.accountID {
            try notify(
                account: account.text, key: "brokerage.notice.\(letter.rawValue)", values: values, link: letters.path)
        }
        guard !reader.email.isEmpty else { return }
        let key = "brokerage.mail.\(letter.rawValue)"
        let draft = MailDraft(
            to: reader.email, name: reader.name, language: reader.language, subject: words("\(key).subject", values),
            greeting: words("claim.mail.greeting", ["name": reader.name]),
            paragraphs: [words("\(key).text", values), message].filter { !$0.isEmpty },
            link: MailDraft.Link(words("brokerage.mail.link"), letters.site + letters.path),
            reason: words("brokerage.mail.reason", values), about: letters.brokerage.id.text)
        if letter.isStoppable, let programme = letters.programme {
            _ = try send(draft, as: .invitation, about: letters.brokerage.id.text, of: programme)
        } else {
            try send(draft)
        }
    }
}
