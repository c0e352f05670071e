import Database
import Text

/// A part of a programme's proposals that is counted: what statistics and matrices say, their lists show.
public enum ProposalPart: String, Codable, Sendable, CaseIterable {
    /// All that were sent in.
    case proposed
    case selected
    /// Selected, and the event was called off.
    case cancelled
    /// Selected, and the event took place.
    case held
    /// Held, with a report.
    case reported
    /// Held, with a report that the office accepted.
    case accepted
    /// Held, and the report is late.
    case overdue

    /// With `p` for the proposals, `g` for their programmes, `e` for the events and `r` for the reports.
    func condition(at now: Moment) -> SQL {
        let held: SQL = "p.status = 'selected' AND e.status = 'published' AND e.ends_at <= \(now)"
        return switch self {
        case .proposed: "p.submitted_at IS NOT NULL"
        case .selected: "p.status = 'selected'"
        case .cancelled: "p.status = 'selected' AND e.status = 'cancelled'"
        case .held: held
        case .reported: "\(held) AND r.id IS NOT NULL"
        case .accepted: "\(held) AND r.status = 'accepted'"
        case .overdue:
            """
            \(held) AND (r.id IS NULL OR r.status = 'returned') AND e.ends_at + g.report_days * 86400 <= \(now)
            """
        }
    }
}

/// A side of a matrix of coverage, and a filter of the list.
public enum CoverageAxis: String, Codable, Sendable, CaseIterable {
    case month, country, theme, audience

    /// Of the event, where there is one: it may have moved.
    var column: SQL {
        switch self {
        case .month: "SUBSTR(CASE WHEN e.id IS NULL THEN p.first_day ELSE e.starts END, 1, 7)"
        // An event online may name none.
        case .country: "CASE WHEN e.id IS NULL OR e.country = '' THEN p.country ELSE e.country END"
        case .theme: "p.theme"
        case .audience: "p.audience"
        }
    }
}

extension EventProposal {
    /// Proposals with what became of them.
    static let source: SQL = """
        event_proposal p JOIN event_programme g ON g.id = p.programme_id LEFT JOIN event e ON e.id = p.event_id
        LEFT JOIN event_report r ON r.proposal_id = p.id
        """
    private static let scored: SQL = """
        LEFT JOIN (SELECT s.proposal_id, COUNT(*) AS n, CAST(SUM(m.total) AS BIGINT) / COUNT(*) AS mean,
        MAX(m.total) - MIN(m.total) AS spread FROM proposal_score s JOIN proposal_mark m ON m.score_id = s.id
        GROUP BY s.proposal_id) x ON x.proposal_id = p.id
        """

    /// The list as of a moment. Scores are seen by the office alone, once enough officers have scored, and never by
    /// whose proposal it is.
    static func listing(at moment: Moment, for actor: Actor) -> Listing<EventProposalLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        let shown: SQL =
            actor.isOffice ? "COALESCE(x.n, 0) >= g.officers AND NOT (\(parties(actor)))" : "1 = 0"
        return Listing(
            columns: """
                p.id, p.programme_id, p.title, p.kind, p.theme, p.audience, p.city,
                \(CoverageAxis.country.column) AS country, p.organisers, p.status,
                CASE WHEN e.id IS NULL THEN p.first_day ELSE SUBSTR(e.starts, 1, 10) END AS first_day,
                CASE WHEN e.id IS NULL THEN p.last_day ELSE SUBSTR(e.ends, 1, 10) END AS last_day, p.event_id,
                e.status AS event_status, r.status AS report_status, COALESCE(x.n, 0) AS scores,
                CASE WHEN \(shown) THEN x.mean END AS mean, CASE WHEN \(shown) THEN x.spread END AS spread,
                p.submitted_at, p.version, p.changed_at
                """,
            source: "\(source) \(scored)", id: "p.id", facets: facets(at: now, for: actor),
            sorts: [
                Sort("score", "CASE WHEN \(shown) THEN x.mean ELSE -1 END", isNumber: true, isDescending: true),
                Sort("name", "p.sort_name"),
                Sort("date", "CASE WHEN e.id IS NULL THEN p.first_day ELSE SUBSTR(e.starts, 1, 10) END"),
                Sort("submitted", "COALESCE(p.submitted_at, 0)", isNumber: true, isDescending: true),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "p.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    static func facets(at now: Moment, for actor: Actor) -> [Facet] {
        [
            Facet("status", column: "p.status").reading(Status.self),
            Facet("kind", column: "p.kind").reading(Event.Kind.self),
            Facet("theme", column: CoverageAxis.theme.column),
            Facet("country", column: CoverageAxis.country.column).reading(Countries.code),
            Facet("month", column: CoverageAxis.month.column).reading { Day($0 + "-01") == nil ? nil : $0 }
                .inOrder(),
            Facet("report", column: "r.status").reading(EventReport.Status.self),
            Facet("audience", column: "p.id", join: "", isOffered: false) { codes in "p.audience IN (\(codes))" },
            Facet("programme", column: "p.id", join: "", isOffered: false) { ids in "p.programme_id IN (\(ids))" }
                .reading { IDSource.isID($0, EventProgramme.prefix) ? $0 : nil },
            Facet("part", column: "p.id", join: "", isOffered: false) { parts in
                SQL.join(
                    parts.compactMap { ProposalPart(rawValue: $0) }.map { "(\($0.condition(at: now)))" } + ["1 = 0"],
                    " OR ")
            }.reading(ProposalPart.self),
            Facet("mine", column: "p.id", join: "", isOffered: false) { _ in unscored(by: actor) }
                .reading { $0 == "unscored" ? $0 : nil },
        ]
    }

    /// The rows of which somebody is a party, with `p` for the table; the same as `isParty`.
    static func parties(_ actor: Actor) -> SQL {
        guard let account = actor.account else { return "1 = 0" }
        let sides = actor.scopes(of: .representative).map { id -> SQL in "p.organisers LIKE \("%\"\(id)\"%")" }
        return SQL.join(["p.account_id IS NOT NULL AND p.account_id = \(account)"] + sides, " OR ")
    }

    /// What waits for a score of whoever asks.
    static func unscored(by actor: Actor) -> SQL {
        """
        p.status IN ('submitted', 'review') AND NOT (\(parties(actor))) AND NOT EXISTS (SELECT 1 FROM proposal_score y
        WHERE y.proposal_id = p.id AND y.account_id = \(actor.account ?? ""))
        """
    }
}

/// A line of the list of proposed events.
public struct EventProposalLine: Codable, Sendable {
    public let id: ID<EventProposal>
    public let programmeID: ID<EventProgramme>
    public let title: Multilingual
    public let kind: Event.Kind
    public let theme: String
    public let audience: String
    public let city: String
    public let country: String
    public let organisers: [ProposalOrganiser]
    public let status: EventProposal.Status
    public let firstDay: Day
    public let lastDay: Day
    public let eventID: ID<Event>?
    public let eventStatus: Event.Status?
    public let reportStatus: EventReport.Status?
    /// How many officers scored.
    public let scores: Int
    /// In hundredths of a percent.
    public let mean: Int?
    public let spread: Int?
    public let submittedAt: Moment?
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one proposal shows.
public struct EventProposalProfile: Encodable, Sendable {
    public let proposal: EventProposal
    public let programme: EventProgramme
    public let contact: Proposer
    public let scores: ProposalScores
    public let eventStatus: Event.Status?
    /// Whether it may show the label now.
    public let isLabelled: Bool
    public let tasks: [EventTaskLine]
    public let report: EventReport?
    public let reportDue: Day?
    public let history: [HistoryLine]
}

extension Programme {
    public func eventProposals(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<EventProposalLine> {
        let listing = EventProposal.listing(at: clock(), for: actor)
        return try await read { tx in
            try tx.list(listing, selection, visible: EventProposal.visible(to: actor), counting: counting)
        }
    }

    public func eventProposal(_ id: ID<EventProposal>, as actor: Actor) async throws -> EventProposalProfile {
        let now = clock()
        return try await read { try $0.profile(of: id, as: actor, at: now) }
    }

    /// The way of whoever proposed, for their account alone; nil for the office, whose deeds must not look like theirs.
    func ownProposalToken(_ id: ID<EventProposal>, as actor: Actor) async throws -> SignedToken? {
        try await read { tx in
            let proposal = try tx.see(id, as: actor)
            guard proposal.isOwn(of: actor) else { return nil }
            return SignedToken(id.text, for: ProposalLetters.own, secret: try tx.secret(of: proposal.programmeID))
        }
    }

    /// The way that mails to whoever proposed carry, for the demonstration, which follows it as they do; no page and no
    /// answer gives it.
    func mailedProposalToken(_ id: ID<EventProposal>) async throws -> SignedToken {
        try await read { tx in
            guard let proposal = try EventProposal.find(id, in: tx) else { throw Problem.notFound }
            return SignedToken(id.text, for: ProposalLetters.own, secret: try tx.secret(of: proposal.programmeID))
        }
    }
}

extension Transaction {
    func profile(of id: ID<EventProposal>, as actor: Actor, at now: Moment) throws -> EventProposalProfile {
        try profile(of: try see(id, as: actor), as: actor, at: now)
    }

    func profile(of proposal: EventProposal, as actor: Actor, at now: Moment) throws -> EventProposalProfile {
        let programme = try self.programme(of: proposal)
        let event = try proposal.eventID.flatMap { try Event.find($0, in: self) }
        let isSelected = proposal.status == .selected && event?.status != .cancelled
        let days = (event?.starts.day ?? proposal.firstDay, event?.ends.day ?? proposal.lastDay)
        return EventProposalProfile(
            proposal: proposal, programme: programme.seen(by: actor, isChosen: isSelected),
            contact: try proposer(of: proposal.id),
            scores: try scores(of: proposal, programme, for: actor), eventStatus: event?.status,
            isLabelled: isSelected,
            tasks: isSelected ? try tasks(of: proposal.id, programme, first: days.0, last: days.1, at: now) : [],
            report: try report(of: proposal.id),
            reportDue: isSelected ? days.1.adding(days: programme.reportDays) : nil,
            history: try history(of: proposal.id.text, isOffice: actor.isOffice))
    }
}
