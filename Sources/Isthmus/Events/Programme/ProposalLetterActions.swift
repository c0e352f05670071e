import Database

/// What mails about the proposals of a programme are written with.
struct ProposalLetters: Sendable {
    let programme: EventProgramme
    /// With what its links are signed.
    let secret: String
    /// Where the site stands, without a slash at the end.
    let site: String
    let name: Multilingual

    enum Letter: Sendable, Equatable {
        case confirm, again, way, received, dates, withdrawn, reminder, returned
        case decided(ProposalDecision)

        fileprivate var key: String {
            switch self {
            case .decided(let decision): "event_proposal.mail.\(decision.rawValue)"
            default: "event_proposal.mail.\(self)"
            }
        }
    }

    /// The secret way to one's own proposal.
    func token(of proposal: ID<EventProposal>) -> SignedToken {
        SignedToken(proposal.text, for: Self.own, secret: secret)
    }

    static let own = "proposal"
}

extension Work {
    func letters(of programme: EventProgramme, site: String, name: Multilingual) throws -> ProposalLetters {
        ProposalLetters(programme: programme, secret: try tx.secret(of: programme.id), site: site, name: name)
    }

    /// Mails a proposer where their proposal stands, in their language, with the way to it. `items` are listed below.
    func send(
        _ letter: ProposalLetters.Letter, to proposal: EventProposal, _ letters: ProposalLetters,
        items: [String] = []
    ) throws {
        let contact = try tx.proposer(of: proposal.id)
        // An erased address takes no mail.
        guard !contact.email.isEmpty else { return }
        let language = proposal.language
        let words = Words(language)
        let values = [
            "title": proposal.title.reading(language), "programme": letters.programme.title.reading(language),
            "site": letters.name.reading(language), "days": Self.days(proposal.firstDay, proposal.lastDay, words),
            "offered": Self.days(proposal.offeredFirstDay, proposal.offeredLastDay, words),
            "label": letters.programme.labelName.reading(language),
        ]
        let key = letter.key
        var paragraphs = [words("\(key).text", values)]
        switch letter {
        case .decided, .withdrawn: paragraphs.append(proposal.reason.reading(language))
        case .dates: paragraphs.append(proposal.offerNote)
        default: break
        }
        paragraphs += items
        let address = letters.site + "/proposals/" + letters.token(of: proposal.id).text
        try send(
            MailDraft(
                to: contact.email, name: contact.name, language: language,
                subject: words("\(key).subject", values),
                greeting: words("claim.mail.greeting", ["name": contact.name]),
                paragraphs: paragraphs.filter { !$0.isEmpty },
                link: MailDraft.Link(
                    words(letter == .confirm ? "event_proposal.mail.confirm.link" : "event_proposal.mail.link"),
                    address + Query([("lang", language)]).address),
                reason: words("event_proposal.mail.reason", values), about: proposal.id.text))
    }

    private static func days(_ first: Day?, _ last: Day?, _ words: Words) -> String {
        guard let first else { return "" }
        return EventProposalViews.days(first, last ?? first, words)
    }
}
