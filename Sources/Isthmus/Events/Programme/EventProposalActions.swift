import Database
import Text

extension EventProposal {
    public static func find(_ id: ID<EventProposal>, in tx: Transaction) throws -> EventProposal? {
        try tx.first(EventProposal.self, "SELECT * FROM event_proposal WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `p` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "p.account_id IS NOT NULL AND p.account_id = \(actor.account ?? "")"
    }

    static let invariants: [Invariant] = [
        Invariant(
            name: "a selected proposal has its event and its label",
            offenders: """
                SELECT id FROM event_proposal WHERE status = 'selected' AND (event_id IS NULL OR labelled_at IS NULL)
                """),
        Invariant(
            name: "a decided proposal says why and when",
            offenders: """
                SELECT id FROM event_proposal WHERE status IN ('selected', 'reserve', 'declined')
                AND (reason = '{}' OR decided_at IS NULL)
                """),
        Invariant(
            name: "a proposal was decided by as many officers as its programme says",
            offenders: """
                SELECT p.id FROM event_proposal p JOIN event_programme g ON g.id = p.programme_id
                WHERE p.status IN ('selected', 'reserve', 'declined') AND g.officers >
                (SELECT COUNT(*) FROM proposal_score s WHERE s.proposal_id = p.id)
                """),
        Invariant(
            name: "every proposal is somebody's",
            offenders: """
                SELECT p.id FROM event_proposal p LEFT JOIN event_proposer c ON c.proposal_id = p.id
                WHERE c.proposal_id IS NULL
                """),
        Invariant(
            name: "only what was selected is reported",
            offenders: """
                SELECT r.id FROM event_report r JOIN event_proposal p ON p.id = r.proposal_id
                WHERE p.labelled_at IS NULL
                """),
    ]
}

/// What came of proposing.
public struct EventProposalResult: Sendable {
    /// Nil where a visitor has to prove their address first, or proposed the same before: mail tells them.
    public let proposal: EventProposal?
    public var isMailed: Bool { proposal == nil }
}

extension Programme {
    /// Proposes an event for a programme, with an account or without: a visitor gets a link by mail that makes it
    /// count. `contact_name`, `email` (of visitors) and `phone` say whom to write to.
    public func propose(
        for id: ID<EventProgramme>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposalResult {
        let (site, name, languages) = (settings.address, settings.name, settings.languages)
        return try await write(as: actor) { work in
            let programme = try work.load(id, to: .view)
            if let refusal = programme.refusalOfProposing(at: work.now) { throw Problem.refused(refusal) }
            let fields = Fields(given)
            let known = try actor.account.map { try work.tx.holder(of: ID($0)) }
            if known != nil, let made: EventProposal = try work.made(by: fields) {
                return EventProposalResult(proposal: made)
            }
            let proposalID: ID<EventProposal> = work.newID(EventProposal.prefix, from: fields)
            let contact = Proposer.read(fields, proposalID, known: known)
            let language = languages.contains(actor.language) ? actor.language : languages.first ?? "en"
            let blank = EventProposal.blank(
                proposalID, for: programme, account: actor.account, language: language, at: work.now)
            let proposal = try blank.changed(
                by: fields, for: programme, languages: languages, organisation: work.tx.organiser(for: actor),
                at: work.now)
            try fields.finish()
            let letters = ProposalLetters(
                programme: programme, secret: try work.tx.secret(of: id), site: site, name: name)
            let same = try work.tx.sameProposal(as: proposal, by: contact.mailbox)
            if let same, known != nil, same.status == .unconfirmed {
                // What somebody typed and nobody proved does not stand in the way of whose address it is.
                _ = try work.withdraw(same, Fields([:]), letters)
            } else if let before = same {
                guard known == nil else { throw Problem.invalid("title", "event_proposal.twice") }
                // Whoever asks is not told who proposed what; whose address it is, is.
                work.recordNothing()
                try work.send(before.status == .unconfirmed ? .confirm : .again, to: before, letters)
                return EventProposalResult(proposal: nil)
            }
            try work.tx.insert(proposal, into: "event_proposal")
            try work.tx.insert(contact, into: "event_proposer")
            try work.record("event_proposal.created", from: nil, to: proposal)
            try work.send(known == nil ? .confirm : .received, to: proposal, letters)
            return EventProposalResult(proposal: known == nil ? nil : proposal)
        }
    }

    /// Changes a proposal of which nobody judged yet.
    public func changeProposal(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposal {
        let languages = settings.languages
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            return try work.change(before, Fields(given), languages)
        }
    }

    /// Decides about a proposal that enough officers scored: `decision` (selected, reserve, declined) and `reason`. A
    /// selected one becomes the draft of an event and may show the label; its proposer is told.
    public func decideProposal(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposal {
        let (site, name, secret) = (settings.address, settings.name, Token.random().text)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            let programme = try work.tx.programme(of: before)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let decision = fields.choice("decision", nil as ProposalDecision?)
            let reason = fields.multilingual("reason", [:], atMost: 2_000, isRequired: true)
            // It is mailed as it stands: the proposer has to be able to read it.
            if !reason.isEmpty, reason[before.language] == nil {
                fields.complain("reason.\(before.language)", "event_proposal.reason_language")
            }
            let scores = try work.tx.count("SELECT COUNT(*) FROM proposal_score WHERE proposal_id = \(id)")
            if scores < programme.officers {
                fields.complain(
                    "decision", "event_proposal.not_scored",
                    ["scored": String(scores), "needed": String(programme.officers)])
            }
            if let decision, decision.status == before.status {
                fields.complain("decision", "event_proposal.same_decision")
            }
            try fields.finish()
            guard let decision else { throw Problem.notFound }
            let event =
                decision == .selected
                ? try work.addEvent(Fields(before.eventFields(in: programme)), secret: secret) : nil
            let after = before.changed(at: work.now) { proposal in
                (proposal.status, proposal.reason, proposal.decidedAt) = (decision.status, reason, work.now)
                if decision == .declined {
                    (proposal.offeredFirstDay, proposal.offeredLastDay, proposal.offerNote) = (nil, nil, "")
                }
                if let event { (proposal.eventID, proposal.labelledAt) = (event.id, work.now) }
            }
            try work.save(
                after, over: before, in: "event_proposal", as: "event_proposal.\(decision.rawValue)")
            let letters = try work.letters(of: programme, site: site, name: name)
            try work.send(.decided(decision), to: after, letters)
            return after
        }
    }

    /// Offers other days: `first_day`, `last_day`, `note`. Nothing changes until the proposer accepts them.
    public func offerDates(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposal {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .negotiate)
            let programme = try work.tx.programme(of: before)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let first = fields.day("first_day", nil)
            let last = fields.day("last_day", nil) ?? first
            let note = fields.text("note", atMost: 1_000, lines: true)
            if let first, let last {
                EventProposal.check(first, last, "first_day", "last_day", in: programme, fields)
                if first == before.firstDay, last == before.lastDay {
                    fields.complain("first_day", "event_proposal.same_days")
                } else if let refusal = try work.refusalOfMoving(before, to: first) {
                    fields.complain("first_day", refusal.key)
                }
            } else if fields.issues.isEmpty {
                fields.complain("first_day", "field.required")
            }
            try fields.finish()
            let after = before.changed(at: work.now) {
                ($0.offeredFirstDay, $0.offeredLastDay, $0.offerNote) = (first, last, note)
            }
            try work.save(after, over: before, in: "event_proposal", as: "event_proposal.dates_offered")
            try work.send(.dates, to: after, try work.letters(of: programme, site: site, name: name))
            return after
        }
    }

    /// Mails the proposer the way to their proposal again, which the office does not see itself.
    public func sendProposalLink(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposal {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .sendLink)
            let fields = Fields(given)
            // Of two equal forms the second one comes too late.
            try fields.expect(version: before.version)
            try fields.finish()
            guard try !work.tx.proposer(of: id).email.isEmpty else {
                throw Problem.refused(.init("event_proposal.refused.no_address"))
            }
            let after = before.changed(at: work.now) { _ in }
            try work.save(
                after, over: before, in: "event_proposal", as: "event_proposal.link_sent", evenIfEqual: true)
            let letters = try work.letters(of: try work.tx.programme(of: before), site: site, name: name)
            try work.send(before.status == .unconfirmed ? .confirm : .way, to: after, letters)
            return after
        }
    }

    /// Takes a proposal back: `reason`. The event of a selected one is called off, and its label ends.
    public func withdrawProposal(
        _ id: ID<EventProposal>, _ given: [String: Given], as actor: Actor
    ) async throws -> EventProposal {
        let (site, name) = (settings.address, settings.name)
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            let letters = try work.letters(of: try work.tx.programme(of: before), site: site, name: name)
            return try work.withdraw(before, Fields(given), letters)
        }
    }
}

/// What the office decides about a proposal.
public enum ProposalDecision: String, Codable, Sendable, CaseIterable {
    case selected, reserve, declined

    var status: EventProposal.Status {
        switch self {
        case .selected: .selected
        case .reserve: .reserve
        case .declined: .declined
        }
    }
}

extension Work {
    func change(_ before: EventProposal, _ fields: Fields, _ languages: [String]) throws -> EventProposal {
        try fields.expect(version: before.version)
        let programme = try tx.programme(of: before)
        let after = try before.changed(
            by: fields, for: programme, languages: languages, organisation: tx.organiser(for: actor), at: now)
        try fields.finish()
        try save(after, over: before, in: "event_proposal", as: "event_proposal.changed")
        return after
    }

    func withdraw(_ before: EventProposal, _ fields: Fields, _ letters: ProposalLetters) throws -> EventProposal {
        try fields.expect(version: before.version)
        let event = try before.eventID.flatMap { try Event.find($0, in: tx) }
        let isPublic = event?.status == .published
        let reason = fields.text("reason", atLeast: isPublic ? 1 : 0, atMost: 1_000, lines: true)
        if let event, isPublic, event.startsAt <= now { fields.complain("", "event_proposal.refused.held") }
        try fields.finish()
        let said: Multilingual = reason.isEmpty ? before.reason : [before.language: reason]
        let after = before.changed(at: now) {
            ($0.status, $0.reason, $0.offeredFirstDay, $0.offeredLastDay, $0.offerNote) = (
                .withdrawn, said, nil, nil, ""
            )
        }
        try save(after, over: before, in: "event_proposal", as: "event_proposal.withdrawn")
        if let event, isPublic { try cancel(event, said, site: letters.site, programme: letters.name) }
        if before.status != .unconfirmed { try send(.withdrawn, to: after, letters) }
        return after
    }
}

extension Transaction {
    func programme(of proposal: EventProposal) throws -> EventProgramme {
        guard let programme = try EventProgramme.find(proposal.programmeID, in: self) else { throw Problem.notFound }
        return programme
    }

    /// Finds an organiser in the directory by an id, as far as the actor may know of it.
    func organiser(for actor: Actor) -> (String) throws -> Organisation? {
        { id in
            guard let found = try Organisation.find(ID(id), in: self), found.allows(.view, to: actor) else {
                return nil
            }
            return found
        }
    }

    /// A proposal of the same title from the same address, as long as it was not taken back.
    fileprivate func sameProposal(as proposal: EventProposal, by mailbox: String) throws -> EventProposal? {
        try first(
            EventProposal.self,
            """
            SELECT p.* FROM event_proposal p JOIN event_proposer c ON c.proposal_id = p.id
            WHERE p.programme_id = \(proposal.programmeID) AND c.mailbox = \(mailbox)
            AND p.sort_name = \(proposal.sortName) AND p.status <> 'withdrawn' ORDER BY p.id LIMIT 1
            """)
    }

    func proposer(of proposal: ID<EventProposal>) throws -> Proposer {
        let found = try first(Proposer.self, "SELECT * FROM event_proposer WHERE proposal_id = \(proposal)")
        guard let found else { throw Problem.notFound }
        return found
    }
}
