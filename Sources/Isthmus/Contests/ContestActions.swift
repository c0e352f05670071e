import Database
import Text

extension Contest {
    public static func find(_ id: ID<Contest>, in tx: Transaction) throws -> Contest? {
        guard var contest = try tx.first(Contest.self, "SELECT * FROM contest WHERE id = \(id)") else { return nil }
        contest.keepers = try tx.column(
            String.self,
            """
            SELECT organisation_id FROM event_organiser WHERE event_id = \(contest.eventID)
            AND role IN ('organiser', 'host') ORDER BY organisation_id
            """)
        contest.jurors = try tx.column(
            String.self, "SELECT account_id FROM contest_juror WHERE contest_id = \(id) ORDER BY id")
        let status = try tx.value(String.self, "SELECT status FROM event WHERE id = \(contest.eventID)")
        contest.eventStatus = status.flatMap { Event.Status(rawValue: $0) } ?? .draft
        return contest
    }

    /// The rows a reader may know of, with `c` for the table and `e` for its event; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        let account = actor.account ?? ""
        return """
            (c.status = 'published' AND e.status <> 'draft') OR (\(Event.kept(by: actor)))
            OR EXISTS (SELECT 1 FROM contest_juror j WHERE j.contest_id = c.id AND j.account_id = \(account))
            """
    }

    static func listing(at moment: Moment) -> Listing<ContestLine> {
        let now = Moment(seconds: moment.seconds - moment.seconds % 60)
        let state: SQL = """
            CASE WHEN c.status <> 'published' THEN c.status WHEN c.announced_at IS NOT NULL THEN 'announced'
            WHEN e.status = 'cancelled' THEN 'withdrawn' WHEN c.opens_at > \(now) THEN 'coming'
            WHEN c.closes_at > \(now) THEN 'open' ELSE 'judging' END
            """
        return Listing(
            columns: """
                c.id, c.event_id, e.title AS event_title, e.kind AS event_kind, c.title, \(state) AS state, c.closes,
                c.closes_at, e.zone, c.version, c.changed_at
                """,
            source: "contest c JOIN event e ON e.id = c.event_id", id: "c.id",
            facets: [
                Facet("state", column: state).reading(State.self),
                Facet("kind", column: "e.kind").reading(Event.Kind.self),
                Facet("country", column: "e.country").reading(Countries.code),
                Facet("topic", column: "k.topic_id", join: "JOIN event_topic k ON k.event_id = c.event_id") { topics in
                    "EXISTS (SELECT 1 FROM event_topic x WHERE x.event_id = c.event_id AND x.topic_id IN (\(topics)))"
                },
                Facet("event", column: "c.event_id", join: "", isOffered: false) { "c.event_id IN (\($0))" },
            ],
            sorts: [
                Sort("closes", "c.closes_at", isNumber: true, isDescending: true), Sort("title", "c.sort_name"),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "c.search_text LIKE \("%" + $0 + "%")" })
            })
    }

    static let invariants: [Invariant] = [
        Invariant(
            name: "a contest's answers are its entrant's",
            offenders: """
                SELECT n.id FROM contest_entry n JOIN answer_sheet s ON s.id = n.sheet_id
                WHERE s.account_id <> n.account_id OR (s.submitted_at IS NULL) <> (n.submitted_at IS NULL)
                """),
        Invariant(
            name: "no score of a juror with a conflict counts",
            offenders: """
                SELECT s.id FROM contest_score s JOIN contest_entry n ON n.id = s.entry_id
                WHERE s.voided_at IS NULL AND (n.account_id = s.account_id OR EXISTS (SELECT 1 FROM contest_conflict x
                WHERE x.entry_id = s.entry_id AND x.account_id = s.account_id))
                """),
        Invariant(
            name: "a vote is for an entry of its contest",
            offenders: """
                SELECT v.id FROM contest_vote v JOIN contest_entry n ON n.id = v.entry_id
                WHERE n.contest_id <> v.contest_id
                """),
        Invariant(
            name: "a vote that was voided says why",
            offenders: "SELECT id FROM contest_vote WHERE (voided_at IS NULL) <> (void_reason = '')"),
        Invariant(
            name: "a stand holds an entry of its contest",
            offenders: """
                SELECT s.id FROM contest_stand s JOIN contest_entry n ON n.id = s.entry_id
                WHERE n.contest_id <> s.contest_id OR n.withdrawn_at IS NOT NULL
                """),
        Invariant(
            name: "a finalist takes part",
            offenders: """
                SELECT id FROM contest_entry
                WHERE is_finalist = 1 AND (submitted_at IS NULL OR withdrawn_at IS NOT NULL)
                """),
    ]
}

/// A line of the list of contests.
public struct ContestLine: Codable, Sendable {
    public let id: ID<Contest>
    public let eventID: ID<Event>
    public let eventTitle: Multilingual
    public let eventKind: Event.Kind
    public let title: Multilingual
    public let state: Contest.State
    public let closes: WallTime
    public let closesAt: Moment
    public let zone: String
    public let version: Int
    public let changedAt: Moment
}

/// Everything the page of one contest shows.
struct ContestProfile: Sendable {
    let contest: Contest
    let event: Event
    let state: Contest.State
    /// What the reader may see of the entries, in the order of categories and titles.
    let entries: [ContestEntryLine]
    let own: [ContestEntryLine]
    let awards: [ContestAwardLine]
    /// By entry, once the vote is over: how many votes count.
    let votes: [String: Int]?
    let hasPlan: Bool
    let takesVotes: Bool
    let history: [HistoryLine]
}

/// An award with the entry that got it.
public struct ContestAwardLine: Codable, Sendable {
    public let id: ID<ContestAward>
    public let entryID: ID<ContestEntry>
    public let title: Multilingual
    public let entryTitle: Multilingual
    public let entrant: String
}

/// What programs read of one contest.
public struct ContestSeen: Encodable, Sendable {
    public let contest: Contest
    public let state: Contest.State
    public let awards: [ContestAwardLine]
    public let votes: [String: Int]?
}

extension Programme {
    public func contests(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ContestLine> {
        let listing = Contest.listing(at: clock())
        return try await read { tx in
            try tx.list(listing, selection, visible: Contest.visible(to: actor), counting: counting)
        }
    }

    func contest(_ id: ID<Contest>, as actor: Actor) async throws -> ContestProfile {
        let now = clock()
        return try await read { tx in
            let contest = try tx.see(id, as: actor)
            guard let event = try Event.find(contest.eventID, in: tx) else { throw Problem.notFound }
            let entries = try tx.entryLines("n.contest_id = \(id)", for: actor)
            let isOpen = contest.announcedAt != nil || contest.isKept(by: actor)
            return ContestProfile(
                contest: contest, event: event.seen(mayJoin: false), state: contest.state(at: now),
                entries: entries.filter { $0.submittedAt != nil && $0.state != .withdrawn },
                own: entries.filter { $0.isOwn }, awards: isOpen ? try tx.awards(of: id) : [],
                votes: contest.isVoteOver(at: now) ? try tx.votes(of: id) : nil,
                hasPlan: try tx.count("SELECT COUNT(*) FROM contest_stand WHERE contest_id = \(id)") > 0,
                takesVotes: contest.takesVotes(at: now),
                history: contest.isKept(by: actor) ? try tx.history(of: contest, isOffice: actor.isOffice) : [])
        }
    }

    public func contestSeen(_ id: ID<Contest>, as actor: Actor) async throws -> ContestSeen {
        let profile = try await contest(id, as: actor)
        return ContestSeen(
            contest: profile.contest, state: profile.state, awards: profile.awards, votes: profile.votes)
    }

    /// Adds a contest to an event that is an exhibition or a competition.
    public func createContest(
        for event: ID<Event>, _ given: [String: Given], as actor: Actor
    ) async throws -> Contest {
        try await write(as: actor) { work in
            let event = try work.load(event, to: .edit)
            guard [.exhibition, .competition].contains(event.kind) else {
                throw Problem.refused(.init("contest.refused.kind"))
            }
            let fields = Fields(given)
            if let made: Contest = try work.made(by: fields) { return made }
            let blank = Contest.blank(work.newID(Contest.prefix, from: fields), of: event, at: work.now)
            let tx = work.tx
            let created = try blank.changed(by: fields, of: event, isForm: { try tx.isForm($0) }, at: work.now)
            try work.tx.insert(created, into: "contest")
            try work.record("contest.created", from: nil, to: created)
            return created
        }
    }

    public func changeContest(_ id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> Contest {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            guard let event = try Event.find(before.eventID, in: work.tx) else { throw Problem.notFound }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let tx = work.tx
            let after = try before.changed(by: fields, of: event, isForm: { try tx.isForm($0) }, at: work.now)
            try work.save(after, over: before, in: "contest", as: "contest.changed")
            return after
        }
    }

    /// Closes the jury's round: from now on nobody's score changes, and jurors see each other's. Entries with fewer
    /// than two scores stop it unless `despite` says that they may be so.
    public func closeRound(_ id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> Contest {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            guard before.roundClosedAt == nil else { throw Problem.refused(.init("contest.refused.round_closed")) }
            guard before.closesAt <= work.now else { throw Problem.refused(.init("contest.refused.still_open")) }
            let despite = fields.flag("despite", false)
            try fields.finish()
            let few = try work.tx.marks(of: before).filter { $0.totals.count < ContestScore.leastJurors }.count
            if few > 0, !despite {
                throw Problem.invalid(
                    "despite", "contest.few_scores", ["count": String(few), "least": String(ContestScore.leastJurors)])
            }
            var after = before
            after.roundClosedAt = work.now
            after = after.settled(at: work.now)
            try work.save(after, over: before, in: "contest", as: "contest.round_closed")
            return after
        }
    }

    /// Says who is in the final: `entries`, by their ids, with the `version` of the contest. An entry's own version and
    /// time stay as they were until all is announced: everybody reads them.
    public func chooseFinalists(
        _ id: ID<Contest>, _ given: [String: Given], as actor: Actor
    ) async throws -> [ID<ContestEntry>] {
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .decide)
            guard contest.roundClosedAt != nil else { throw Problem.refused(.init("contest.refused.round_open")) }
            guard contest.announcedAt == nil else { throw Problem.refused(.init("contest.refused.announced")) }
            let fields = Fields(given)
            try fields.expect(version: contest.version)
            let chosen = Set(fields.texts("entries", [], atMost: 1_000, each: 40))
            let entries = try work.tx.all(
                ContestEntry.self,
                """
                SELECT * FROM contest_entry WHERE contest_id = \(id) AND submitted_at IS NOT NULL
                AND withdrawn_at IS NULL ORDER BY id
                """)
            for code in chosen.subtracting(entries.map(\.id.text)).sorted() {
                fields.complain("entries", "field.unknown", ["code": code])
            }
            try fields.finish()
            work.recordNothing()
            let changed = entries.filter { $0.isFinalist != chosen.contains($0.id.text) }
            for before in changed {
                var after = before
                after.isFinalist.toggle()
                try work.save(
                    after, over: before, in: "contest_entry",
                    as: after.isFinalist ? "contest_entry.finalist" : "contest_entry.no_finalist")
            }
            if !changed.isEmpty {
                try work.save(
                    contest.settled(at: work.now), over: contest, in: "contest", as: "contest.finalists_chosen",
                    evenIfEqual: true)
            }
            return entries.map(\.id).filter { chosen.contains($0.text) }
        }
    }

    /// Gives an award: `entry`, `title` in languages.
    public func giveAward(in id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> ContestAward {
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .decide)
            guard contest.roundClosedAt != nil else { throw Problem.refused(.init("contest.refused.round_open")) }
            let fields = Fields(given)
            if let made: ContestAward = try work.made(by: fields) { return made }
            let awardID: ID<ContestAward> = work.newID(ContestAward.prefix, from: fields)
            let entry = fields.text("entry", atLeast: 1, atMost: 40)
            let title = fields.multilingual("title", [:], atMost: 200, isRequired: true, lines: false)
            let found = try ContestEntry.find(ID(entry), in: work.tx)
            if !entry.isEmpty, found?.contestID != id || found?.submittedAt == nil || found?.withdrawnAt != nil {
                fields.complain("entry", "field.unknown", ["code": entry])
            }
            try fields.finish()
            let count = try work.tx.count("SELECT COUNT(*) FROM contest_award WHERE contest_id = \(id)")
            if count >= ContestAward.most {
                throw Problem.invalid("", "field.many", ["max": String(ContestAward.most)])
            }
            let award = ContestAward(
                id: awardID, contestID: id, entryID: ID(entry), title: title, position: count + 1, version: 1,
                createdAt: work.now, changedAt: work.now)
            try work.tx.insert(award, into: "contest_award")
            try work.record("contest_award.given", from: nil, to: award)
            return award
        }
    }

    /// The contest whose award was taken back.
    @discardableResult
    public func takeAwardBack(_ id: ID<ContestAward>, as actor: Actor) async throws -> ID<Contest> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .remove)
            try work.tx.run("DELETE FROM contest_award WHERE id = \(id)")
            try work.record("contest_award.removed", from: gone, to: nil)
            return gone.contestID
        }
    }

    /// Lets everybody see finalists and awards.
    public func announceContest(_ id: ID<Contest>, as actor: Actor) async throws -> Contest {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .decide)
            guard before.roundClosedAt != nil else { throw Problem.refused(.init("contest.refused.round_open")) }
            guard before.announcedAt == nil else { throw Problem.refused(.init("contest.refused.announced")) }
            if before.voteClosesAt.map({ $0 > work.now }) == true {
                throw Problem.refused(.init("contest.refused.voting"))
            }
            var after = before
            after.announcedAt = work.now
            after = after.settled(at: work.now)
            try work.save(after, over: before, in: "contest", as: "contest.announced")
            let finalists = try work.tx.all(
                ContestEntry.self,
                "SELECT * FROM contest_entry WHERE contest_id = \(id) AND is_finalist = 1 ORDER BY id")
            for entry in finalists {
                try work.save(
                    entry.settled(at: work.now), over: entry, in: "contest_entry", as: "contest_entry.announced",
                    evenIfEqual: true)
            }
            return after
        }
    }

    /// A contest for its form, with the forms that it can ask; nil for a new one of an event.
    func contestToEdit(
        _ id: ID<Contest>?, for event: ID<Event>?, as actor: Actor
    ) async throws -> (contest: Contest?, event: Event, forms: [FormVersion]) {
        try await read { tx in
            let contest = try id.map { try tx.see($0, to: .edit, as: actor) }
            guard let eventID = contest?.eventID ?? event else { throw Problem.notFound }
            let event = try contest == nil ? tx.see(eventID, to: .edit, as: actor) : Event.find(eventID, in: tx)
            guard let event else { throw Problem.notFound }
            if contest == nil, ![.exhibition, .competition].contains(event.kind) {
                throw Problem.refused(.init("contest.refused.kind"))
            }
            let forms = try tx.all(
                FormVersion.self,
                """
                SELECT * FROM form_version WHERE status = 'published' OR id = \(contest?.formID.text ?? "")
                ORDER BY sort_name, number DESC LIMIT 300
                """)
            return (contest, event, forms)
        }
    }
}

extension Work {
    /// Tells the contests of an event what their times mean, should the event's zone have changed.
    func settleContests(from old: Event, to event: Event) throws {
        guard old.zone != event.zone else { return }
        let contests = try tx.all(Contest.self, "SELECT * FROM contest WHERE event_id = \(event.id) ORDER BY id")
        for before in contests {
            let after = before.settled(in: event.clock, at: now)
            if after.version != before.version {
                try save(after, over: before, in: "contest", as: "contest.changed")
            }
        }
    }
}

extension Transaction {
    fileprivate func isForm(_ id: ID<FormVersion>) throws -> Bool {
        try FormVersion.find(id, in: self)?.status == .published
    }

    func awards(of contest: ID<Contest>) throws -> [ContestAwardLine] {
        try all(
            ContestAwardLine.self,
            """
            SELECT w.id, w.entry_id, w.title, n.title AS entry_title, n.entrant FROM contest_award w
            JOIN contest_entry n ON n.id = w.entry_id WHERE w.contest_id = \(contest) ORDER BY w.position, w.id
            """)
    }
}
