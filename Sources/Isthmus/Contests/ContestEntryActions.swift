import Database
import Procedure
import Text

extension ContestEntry {
    public static func find(_ id: ID<ContestEntry>, in tx: Transaction) throws -> ContestEntry? {
        let found = try tx.first(ContestEntry.self, "SELECT * FROM contest_entry WHERE id = \(id)")
        guard var found else { return nil }
        found.contest = try Contest.find(found.contestID, in: tx)
        return found
    }

    /// The rows a reader may know of, with `n` for the table, `c` for its contest and `e` for the event; the same as
    /// `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        let account = actor.account ?? ""
        return """
            n.account_id = \(account) OR (n.submitted_at IS NOT NULL AND (\(Event.kept(by: actor))))
            OR (n.submitted_at IS NOT NULL AND n.withdrawn_at IS NULL AND (EXISTS (SELECT 1 FROM contest_juror j
            WHERE j.contest_id = c.id AND j.account_id = \(account)) OR (c.status = 'published'
            AND e.status <> 'draft' AND (c.shows_entries = 1 OR c.announced_at IS NOT NULL))))
            """
    }

    /// As whoever asks may know it: who is in the final is told when all is.
    private static func state(for actor: Actor) -> SQL {
        """
        CASE WHEN n.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN n.submitted_at IS NULL THEN 'draft'
        WHEN n.is_finalist = 1 AND (c.announced_at IS NOT NULL OR (\(Event.kept(by: actor)))) THEN 'finalist'
        ELSE 'submitted' END
        """
    }

    static let source: SQL = """
        contest_entry n JOIN contest c ON c.id = n.contest_id JOIN event e ON e.id = c.event_id
        """

    static func columns(for actor: Actor) -> SQL {
        """
        n.id, n.contest_id, c.title AS contest_title, c.categories, n.category, n.title, n.entrant, n.country,
        \(state(for: actor)) AS state, n.submitted_at, CASE WHEN n.account_id = \(actor.account ?? "") THEN 1 ELSE 0 END
        AS own, (SELECT s.number FROM contest_stand s WHERE s.entry_id = n.id) AS stand, n.version, n.changed_at
        """
    }

    static func listing(for actor: Actor) -> Listing<ContestEntryLine> {
        Listing(
            columns: columns(for: actor), source: source, id: "n.id",
            facets: [
                Facet("state", column: state(for: actor)).reading(State.self),
                Facet("country", column: "n.country").reading(Countries.code),
                Facet("contest", column: "n.contest_id", join: "", isOffered: false) { "n.contest_id IN (\($0))" },
                Facet("category", column: "n.category", join: "", isOffered: false) { "n.category IN (\($0))" },
            ],
            sorts: [
                Sort("title", "n.sort_name"), Sort("entrant", "n.entrant"),
                Sort("submitted", "COALESCE(n.submitted_at, 0)", isNumber: true, isDescending: true),
            ],
            search: { text in
                SQL.all(folded(text).split(separator: " ").prefix(8).map { "n.search_text LIKE \("%" + $0 + "%")" })
            })
    }
}

/// A line of the list of entries.
public struct ContestEntryLine: Codable, Sendable {
    public let id: ID<ContestEntry>
    public let contestID: ID<Contest>
    public let contestTitle: Multilingual
    let categories: [ContestCategory]
    public let category: String
    public let title: Multilingual
    public let entrant: String
    public let country: String
    public let state: ContestEntry.State
    public let submittedAt: Moment?
    /// 1 for the reader's own.
    let own: Int
    /// Where it stands.
    public let stand: String?
    public let version: Int
    public let changedAt: Moment

    var isOwn: Bool { own == 1 }
    var categoryName: Multilingual { categories.first { $0.code == category }?.name ?? [:] }
}

/// An entry with its contest and answers, for its page and its form.
struct ContestEntryProfile: Sendable {
    let entry: ContestEntry
    let contest: Contest
    let event: Event
    let isOpen: Bool
    let state: ContestEntry.State
    /// The form as the reader sees it; nil for whoever may not read the answers.
    let form: Form?
    let answers: Form.Answers
    let entries: [FormEntry]
    let entrants: [ContestEntrant]
    let awards: [ContestAwardLine]
    let stand: String?
    /// What jurors gave, as far as the reader may know it; names for whoever keeps the contest.
    let scores: [(score: ContestScore, name: String)]
    let ownScore: ContestScore?
    /// Why the reader, a juror, cannot judge it.
    let grounds: [ContestConflict.Ground]
    let history: [HistoryLine]
}

extension Programme {
    public func contestEntries(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<ContestEntryLine> {
        try await read { tx in
            try tx.list(
                ContestEntry.listing(for: actor), selection, visible: ContestEntry.visible(to: actor),
                counting: counting)
        }
    }

    func contestEntry(
        _ id: ID<ContestEntry>, to permission: ContestEntry.Permission = .view, as actor: Actor
    ) async throws -> ContestEntryProfile {
        let now = clock()
        return try await read { tx in
            let entry = try tx.see(id, to: permission, as: actor)
            return try tx.profile(of: entry, at: now, as: actor)
        }
    }

    /// A file that an entrant attached, for those who read the answers.
    func entryFile(_ id: ID<ContestEntry>, question: String, as actor: Actor) async throws -> AnswerFile {
        try await read { tx in
            let entry = try tx.see(id, to: .read, as: actor)
            guard let sheet = try AnswerSheet.find(entry.sheetID, in: tx) else { throw Problem.notFound }
            return try tx.file(of: sheet, question: question)
        }
    }

    /// A contest for whoever begins to enter: its form, and for whom one can.
    func contestToEnter(
        _ id: ID<Contest>, as actor: Actor
    ) async throws -> (contest: Contest, event: Event, form: Form, entrants: [ContestEntrant]) {
        let now = clock()
        return try await read { tx in
            let contest = try tx.see(id, to: .enter, as: actor)
            guard let event = try Event.find(contest.eventID, in: tx) else { throw Problem.notFound }
            guard contest.state(at: now) == .open else { throw Problem.refused(.init("contest.refused.closed")) }
            return (
                contest, event, try tx.form(of: contest).form().seen(by: .applicant), try tx.entrants(for: actor)
            )
        }
    }

    /// Enters something: `category`, `entrant` (the id of an organisation, a team or a person), `title`, `text`, and
    /// the answers as `answerForm` takes them, as a draft or to be submitted.
    public func enterContest(
        _ id: ID<Contest>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> ContestEntry {
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .enter)
            let fields = Fields(given)
            if let made: ContestEntry = try work.made(by: fields) { return made }
            guard let account = actor.account else { throw Problem.signInNeeded }
            let entryID: ID<ContestEntry> = work.newID(ContestEntry.prefix, from: fields)
            let sheet = AnswerSheet.blank(
                work.newID(AnswerSheet.prefix), of: contest.formID, by: ID(account),
                for: "\(ContestEntry.kind):\(entryID.text)", at: work.now)
            let blank = ContestEntry(
                id: entryID, contestID: id, accountID: ID(account), category: "", organisationID: nil, teamID: nil,
                personID: nil, entrant: "", country: "", title: [:], text: [:], sheetID: sheet.id, submittedAt: nil,
                withdrawnAt: nil, isFinalist: false, searchText: "", sortName: "", version: 0, createdAt: work.now,
                changedAt: work.now)
            var next = try work.read(blank, fields, for: contest)
            let kept = try work.answer(
                sheet, of: try work.tx.form(of: contest), fields, files: files, isNew: true)
            next.submittedAt = kept.submittedAt
            try work.tx.insert(next, into: "contest_entry")
            try work.record(
                next.submittedAt == nil ? "contest_entry.kept" : "contest_entry.submitted", from: nil, to: next)
            return next
        }
    }

    public func changeEntry(
        _ id: ID<ContestEntry>, _ given: [String: Given], files: [String: Upload] = [:], as actor: Actor
    ) async throws -> ContestEntry {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            guard let contest = before.contest, let sheet = try AnswerSheet.find(before.sheetID, in: work.tx) else {
                throw Problem.notFound
            }
            let fields = Fields(given)
            try fields.expect(version: before.version)
            var after = try work.read(before, fields, for: contest)
            let kept = try work.answer(
                sheet, of: try work.tx.form(of: contest), fields, files: files, isNew: false)
            after.submittedAt = kept.submittedAt
            try work.save(
                after, over: before, in: "contest_entry",
                as: after.submittedAt == nil ? "contest_entry.kept" : "contest_entry.submitted")
            return after
        }
    }

    @discardableResult
    public func withdrawEntry(_ id: ID<ContestEntry>, as actor: Actor) async throws -> ContestEntry {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            for stand in try work.tx.all(
                ContestStand.self, "SELECT * FROM contest_stand WHERE entry_id = \(id) ORDER BY id")
            {
                try work.save(
                    stand.holding(nil, at: work.now), over: stand, in: "contest_stand", as: "contest_stand.freed")
            }
            var after = before
            (after.withdrawnAt, after.isFinalist) = (work.now, false)
            after = after.settled(at: work.now)
            try work.save(after, over: before, in: "contest_entry", as: "contest_entry.withdrawn")
            return after
        }
    }
}

extension Work {
    /// The entry with what was given; throws every reason why it cannot be entered so.
    fileprivate func read(_ entry: ContestEntry, _ fields: Fields, for contest: Contest) throws -> ContestEntry {
        var next = entry
        next.title = fields.multilingual("title", entry.title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", entry.text, atMost: ContestEntry.longestText)
        next.category = fields.text("category", entry.category, atMost: 10)
        let known = entry.organisationID?.text ?? entry.teamID?.text ?? entry.personID?.text ?? ""
        let chosen = fields.text("entrant", known, atMost: 40)
        let entrants = try tx.entrants(for: actor)
        let entrant = entrants.first { $0.id == chosen }
        if entrant == nil, !chosen.isEmpty {
            fields.complain("entrant", "contest_entry.not_yours", ["code": chosen])
        }
        let others = try tx.rows(
            """
            SELECT id, category FROM contest_entry WHERE contest_id = \(contest.id) AND withdrawn_at IS NULL
            AND id <> \(entry.id) AND COALESCE(team_id, organisation_id, person_id) = \(chosen) ORDER BY id
            """
        ).map { ContestEligibility.Other(id: try $0.get("id"), category: try $0.get("category")) }
        let issues = ContestEligibility.issues(
            contest, category: next.category, entrant: entrant, others: others, at: now)
        for issue in issues where !(issue.field == "entrant" && entrant == nil && !chosen.isEmpty) {
            fields.complain(issue.field, issue.reason.key, issue.reason.values)
        }
        try fields.finish()
        guard let entrant else { throw Problem.invalid("entrant", "field.required") }
        next.organisationID = entrant.kind == .organisation ? ID(entrant.id) : nil
        next.teamID = entrant.kind == .team ? ID(entrant.id) : nil
        next.personID = entrant.kind == .person ? ID(entrant.id) : nil
        (next.entrant, next.country) = (entrant.name, entrant.country)
        return next.settled(at: now)
    }
}

extension Transaction {
    func form(of contest: Contest) throws -> FormVersion {
        guard let version = try FormVersion.find(contest.formID, in: self) else {
            throw Defect("\(contest.id) has no form")
        }
        return version
    }

    func entryLines(_ condition: SQL, for actor: Actor) throws -> [ContestEntryLine] {
        try all(
            ContestEntryLine.self,
            """
            SELECT \(ContestEntry.columns(for: actor)) FROM \(ContestEntry.source)
            WHERE \(condition) AND (\(ContestEntry.visible(to: actor)))
            ORDER BY n.category, n.sort_name, n.id LIMIT 1000
            """)
    }

    private struct TeamRow: Decodable {
        let id: String
        let name: Multilingual
        let country: String
        let organisationID: String
    }

    /// For whom somebody can enter: what they speak for or work at, the teams there, themselves.
    func entrants(for actor: Actor) throws -> [ContestEntrant] {
        guard actor.account != nil else { return [] }
        let person = actor.person ?? ""
        let kept = actor.scopes(of: .representative) + [""]
        let organisations = try named(
            """
            SELECT o.id, o.legal_name AS name, o.country AS note FROM organisation o
            WHERE (o.id IN (\(kept)) OR EXISTS (SELECT 1 FROM affiliation a WHERE a.organisation_id = o.id
            AND a.person_id = \(person) AND a.until_day IS NULL)) AND \(Organisation.visible(to: actor))
            ORDER BY o.sort_name, o.id LIMIT 50
            """)
        let teams = try all(
            TeamRow.self,
            """
            SELECT t.id, t.name, o.country, o.id AS organisation_id FROM team t
            JOIN organisation o ON o.id = t.organisation_id
            WHERE t.organisation_id IN (\(organisations.map(\.id) + [""])) AND (\(Team.visible(to: actor)))
            ORDER BY t.sort_name, t.id LIMIT 100
            """)
        var entrants = organisations.map {
            ContestEntrant(id: $0.id, kind: .organisation, name: $0.name, country: $0.note)
        }
        entrants += teams.map {
            ContestEntrant(
                id: $0.id, kind: .team, name: $0.name.reading(actor.language), country: $0.country,
                organisation: $0.organisationID)
        }
        if let own = actor.person, let found = try Person.find(ID(own), in: self) {
            entrants.append(
                ContestEntrant(id: own, kind: .person, name: found.name(in: actor.language), country: found.country))
        }
        return entrants
    }

    fileprivate func profile(
        of entry: ContestEntry, at now: Moment, as actor: Actor
    ) throws -> ContestEntryProfile {
        guard let contest = entry.contest, let event = try Event.find(contest.eventID, in: self),
            let sheet = try AnswerSheet.find(entry.sheetID, in: self)
        else { throw Problem.notFound }
        let isMine = actor.account == entry.accountID.text
        let mayRead = entry.allows(.read, to: actor)
        let whole = try form(of: contest).form()
        let answers = mayRead ? try sheet.read(by: whole) : Form.Answers()
        let scores = try all(
            ContestScore.self, "SELECT * FROM contest_score WHERE entry_id = \(entry.id) ORDER BY id"
        ).map { score in
            var known = score
            known.contest = contest
            return known
        }
        let isJuror = contest.isJuror(actor)
        let grounds = isJuror ? try grounds(of: actor.account ?? "", for: entry) : []
        // Whoever entered it learns nothing of what the jury gives, and a juror nothing of how those stand with whom
        // their own entry competes.
        let isRival = try isJuror && standing(hiddenFrom: actor, in: contest).contains(entry.category)
        let seen = isMine || isRival ? [] : scores.filter { $0.voidedAt == nil && $0.allows(.view, to: actor) }
        let names = contest.isKept(by: actor) ? try accountNames(of: Set(seen.map(\.accountID.text))) : [:]
        let isOpen = contest.announcedAt != nil || contest.isKept(by: actor)
        return ContestEntryProfile(
            entry: entry, contest: contest, event: event, isOpen: contest.state(at: now) == .open,
            state: entry.state(seen: isOpen),
            form: mayRead ? whole.seen(by: isMine ? .applicant : .office) : nil, answers: answers,
            entries: try entries(in: answers, for: actor), entrants: isMine ? try entrants(for: actor) : [],
            awards: isOpen ? try awards(of: contest.id).filter { $0.entryID == entry.id } : [],
            stand: try value(String.self, "SELECT number FROM contest_stand WHERE entry_id = \(entry.id)"),
            scores: seen.map { ($0, names[$0.accountID.text] ?? "") },
            ownScore: isMine ? nil : scores.first { $0.accountID.text == actor.account && $0.voidedAt == nil },
            grounds: grounds,
            history: !isMine && contest.isKept(by: actor)
                ? try history(of: entry.id.text, isOffice: actor.isOffice) : [])
    }
}
