import Database

extension ContestJuror {
    public static func find(_ id: ID<ContestJuror>, in tx: Transaction) throws -> ContestJuror? {
        guard var found = try tx.first(ContestJuror.self, "SELECT * FROM contest_juror WHERE id = \(id)") else {
            return nil
        }
        found.contest = try Contest.find(found.contestID, in: tx)
        return found
    }

    /// Entries that wait for a juror's points.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        let contests = try tx.column(
            String.self, "SELECT contest_id FROM contest_juror WHERE account_id = \(account) ORDER BY id LIMIT 50")
        return try contests.compactMap { id -> DeskItem? in
            guard let contest = try Contest.find(ID(id), in: tx), contest.allows(.judge, to: actor),
                contest.closesAt <= now
            else { return nil }
            let left = try tx.ballot(of: contest, for: account, tx.sides(of: contest.id))
                .count { $0.score == nil && $0.grounds.isEmpty }
            guard left > 0 else { return nil }
            return DeskItem(
                .init(
                    "contest_score.desk",
                    ["contest": contest.title.reading(actor.language), "count": String(left)]),
                path: "/contests/\(id)/ballot")
        }
    }
}

extension ContestConflict {
    public static func find(_ id: ID<ContestConflict>, in tx: Transaction) throws -> ContestConflict? {
        guard var found = try tx.first(ContestConflict.self, "SELECT * FROM contest_conflict WHERE id = \(id)")
        else { return nil }
        found.contest = try ContestEntry.find(found.entryID, in: tx)?.contest
        return found
    }
}

extension ContestScore {
    public static func find(_ id: ID<ContestScore>, in tx: Transaction) throws -> ContestScore? {
        guard var found = try tx.first(ContestScore.self, "SELECT * FROM contest_score WHERE id = \(id)") else {
            return nil
        }
        found.contest = try Contest.find(found.contestID, in: tx)
        return found
    }
}

extension ContestAward {
    public static func find(_ id: ID<ContestAward>, in tx: Transaction) throws -> ContestAward? {
        guard var found = try tx.first(ContestAward.self, "SELECT * FROM contest_award WHERE id = \(id)") else {
            return nil
        }
        found.contest = try Contest.find(found.contestID, in: tx)
        return found
    }
}

/// A juror's entries: what waits, what is done, what they cannot judge.
struct ContestBallot: Sendable {
    struct Line: Sendable {
        let entry: ContestEntry
        let score: ContestScore?
        let grounds: [ContestConflict.Ground]
    }
    let contest: Contest
    let lines: [Line]
}

/// How far the jury is, for whoever keeps the contest.
struct ContestPanel: Sendable {
    struct Juror: Sendable {
        let id: ID<ContestJuror>
        let name: String
        let scored: Int
        /// Entries that they cannot judge.
        let conflicts: Int
    }
    let contest: Contest
    let jurors: [Juror]
    let entries: Int
}

/// How the entries of each category stand after the round.
struct ContestResult: Sendable {
    struct Line: Sendable {
        let entry: ContestEntry
        let rank: Int
        let jurors: Int
        /// Of the most that a juror can give, 0 to 1.
        let share: Double
    }
    let contest: Contest
    let categories: [(category: ContestCategory, lines: [Line], proposed: Set<String>)]
    let awards: [ContestAwardLine]
    let votes: [String: Int]?
    /// Entries with fewer scores than they should have.
    let few: Int
}

extension Programme {
    /// Puts an account on the jury: `address` is the mail address of the account.
    public func nameJuror(in id: ID<Contest>, _ given: [String: Given], as actor: Actor) async throws -> ContestJuror {
        try await write(as: actor) { work in
            let contest = try work.load(id, to: .receive)
            let fields = Fields(given)
            let address = fields.email("address")
            let account = address.isEmpty ? nil : try work.tx.account(email: address)
            if fields.issues.isEmpty, account == nil { fields.complain("address", "contest_juror.unknown") }
            if contest.jurors.count >= ContestJuror.most {
                fields.complain("address", "field.many", ["max": String(ContestJuror.most)])
            }
            if let account, contest.jurors.contains(account.id.text) {
                fields.complain("address", "contest_juror.twice")
            }
            try fields.finish()
            guard let account else { throw Problem.notFound }
            guard contest.roundClosedAt == nil else { throw Problem.refused(.init("contest.refused.round_closed")) }
            var juror = ContestJuror(
                id: work.newID(ContestJuror.prefix), contestID: id, accountID: account.id, version: 1,
                createdAt: work.now, changedAt: work.now)
            try work.tx.insert(juror, into: "contest_juror")
            try work.record("contest_juror.named", from: nil, to: juror)
            juror.contest = contest
            return juror
        }
    }

    /// The contest that a juror was taken off; what they gave no longer counts.
    @discardableResult
    public func removeJuror(_ id: ID<ContestJuror>, as actor: Actor) async throws -> ID<Contest> {
        try await write(as: actor) { work in
            let gone = try work.load(id, to: .remove)
            guard gone.contest?.roundClosedAt == nil else {
                throw Problem.refused(.init("contest.refused.round_closed"))
            }
            for score in try work.tx.scores(in: gone.contestID, of: gone.accountID) where score.voidedAt == nil {
                try work.void(score)
            }
            try work.tx.run("DELETE FROM contest_juror WHERE id = \(id)")
            try work.record("contest_juror.removed", from: gone, to: nil)
            return gone.contestID
        }
    }

    /// Gives an entry one's points: `points` by criterion, `note`. Again, it changes them.
    public func scoreEntry(_ id: ID<ContestEntry>, _ given: [String: Given], as actor: Actor) async throws
        -> ContestScore
    {
        try await write(as: actor) { work in
            let entry = try work.load(id, to: .score)
            guard let contest = entry.contest, let account = actor.account else { throw Problem.notFound }
            guard contest.closesAt <= work.now else { throw Problem.refused(.init("contest.refused.still_open")) }
            if let ground = try work.tx.grounds(of: account, for: entry).first {
                throw Problem.refused(.init("contest_conflict.\(ground.rawValue)"))
            }
            let fields = Fields(given)
            let before = try work.tx.first(
                ContestScore.self,
                "SELECT * FROM contest_score WHERE entry_id = \(id) AND account_id = \(account)")
            let blank = ContestScore(
                id: work.newID(ContestScore.prefix), contestID: contest.id, entryID: id, accountID: ID(account),
                points: [:], note: "", voidedAt: nil, version: 0, createdAt: work.now, changedAt: work.now)
            let after = try (before ?? blank).changed(by: fields, criteria: contest.criteria, at: work.now)
            if let before {
                try work.save(after, over: before, in: "contest_score", as: "contest_score.changed")
            } else {
                try work.tx.insert(after, into: "contest_score")
                try work.record("contest_score.given", from: nil, to: after)
            }
            return after
        }
    }

    /// Says that one cannot judge an entry, and why: `reason`. Points that were given no longer count.
    public func declareConflict(
        with id: ID<ContestEntry>, _ given: [String: Given], as actor: Actor
    ) async throws -> ContestConflict {
        try await write(as: actor) { work in
            let entry = try work.load(id, to: .score)
            guard let account = actor.account else { throw Problem.signInNeeded }
            let fields = Fields(given)
            let reason = fields.text("reason", atLeast: 5, atMost: 1_000, lines: true)
            try fields.finish()
            let known = try work.tx.first(
                ContestConflict.self,
                "SELECT * FROM contest_conflict WHERE entry_id = \(id) AND account_id = \(account)")
            if let known {
                work.recordNothing()
                return known
            }
            for score in try work.tx.scores(in: entry.contestID, of: ID(account))
            where score.entryID == id && score.voidedAt == nil {
                try work.void(score)
            }
            let declared = ContestConflict(
                id: work.newID(ContestConflict.prefix), entryID: id, accountID: ID(account), reason: reason,
                version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(declared, into: "contest_conflict")
            try work.record("contest_conflict.declared", from: nil, to: declared)
            return declared
        }
    }

    /// A juror's entries, each with their own points.
    func ballot(of id: ID<Contest>, as actor: Actor) async throws -> ContestBallot {
        try await read { tx in
            let contest = try tx.see(id, as: actor)
            guard contest.isJuror(actor), let account = actor.account else {
                throw actor.isSignedIn ? Problem.refused(.init("contest.refused.judge")) : Problem.signInNeeded
            }
            return ContestBallot(contest: contest, lines: try tx.ballot(of: contest, for: account, tx.sides(of: id)))
        }
    }

    /// Who is on the jury and how far they are.
    func panel(of id: ID<Contest>, as actor: Actor) async throws -> ContestPanel {
        try await read { tx in
            let contest = try tx.see(id, to: .receive, as: actor)
            let jurors = try tx.all(
                ContestJuror.self, "SELECT * FROM contest_juror WHERE contest_id = \(id) ORDER BY id")
            let names = try tx.accountNames(of: Set(jurors.map(\.accountID.text)))
            let sides = try tx.sides(of: id)
            let rows = try jurors.map { juror in
                let ballot = try tx.ballot(of: contest, for: juror.accountID.text, sides)
                return ContestPanel.Juror(
                    id: juror.id, name: names[juror.accountID.text] ?? "", scored: ballot.count { $0.score != nil },
                    conflicts: ballot.count { !$0.grounds.isEmpty })
            }
            return ContestPanel(contest: contest, jurors: rows, entries: try tx.marks(of: contest).count)
        }
    }

    /// How the entries stand; while the round runs, for the office that is no juror. Before all is announced, a juror
    /// who does not keep the contest learns neither awards nor finalists, nor how a category stands in which they have
    /// an entry themselves.
    func result(of id: ID<Contest>, as actor: Actor) async throws -> ContestResult {
        let now = clock()
        return try await read { tx in
            let contest = try tx.see(id, as: actor)
            let knows = contest.roundClosedAt != nil && (contest.isKept(by: actor) || contest.isJuror(actor))
            guard knows || (actor.isOffice && !contest.isJuror(actor)) else {
                throw actor.isSignedIn ? Problem.refused(.init("contest_score.refused")) : Problem.signInNeeded
            }
            let entries = try tx.all(
                ContestEntry.self,
                """
                SELECT * FROM contest_entry WHERE contest_id = \(id) AND submitted_at IS NOT NULL
                AND withdrawn_at IS NULL ORDER BY id
                """)
            let isOpen = contest.announcedAt != nil || contest.isKept(by: actor)
            let byID = Dictionary(
                entries.map { entry in
                    var known = entry
                    if !isOpen { known.isFinalist = false }
                    return (entry.id.text, known)
                }
            ) { first, _ in first }
            let hidden = try tx.standing(hiddenFrom: actor, in: contest)
            var few = 0
            let categories = try contest.categories.filter { !hidden.contains($0.code) }.map { category in
                let ranking = ContestRanking(try tx.marks(of: contest, category: category.code))
                few += ranking.lines.count { $0.mark.totals.count < ContestScore.leastJurors }
                let lines = ranking.lines.compactMap { line in
                    byID[line.mark.id].map {
                        ContestResult.Line(
                            entry: $0, rank: line.rank, jurors: line.mark.totals.count,
                            share: line.mark.mean / Double(max(1, contest.mostPoints)))
                    }
                }
                return (category, lines, isOpen ? Set(ranking.best(contest.finalists)) : [])
            }
            return ContestResult(
                contest: contest, categories: categories, awards: isOpen ? try tx.awards(of: id) : [],
                votes: contest.isVoteOver(at: now) ? try tx.votes(of: id) : nil, few: few)
        }
    }
}

extension Work {
    fileprivate func void(_ score: ContestScore) throws {
        var next = score
        (next.voidedAt, next.version, next.changedAt) = (now, score.version + 1, now)
        try save(next, over: score, in: "contest_score", as: "contest_score.voided")
    }
}

extension Transaction {
    fileprivate func scores(in contest: ID<Contest>, of account: ID<Account>) throws -> [ContestScore] {
        try all(
            ContestScore.self,
            "SELECT * FROM contest_score WHERE contest_id = \(contest) AND account_id = \(account) ORDER BY id")
    }

    /// What the jury gave each entry that takes part, as far as it counts.
    func marks(of contest: Contest, category: String? = nil) throws -> [ContestRanking.Mark] {
        let inCategory: SQL = category.map { "n.category = \($0)" } ?? "1 = 1"
        let ids = try column(
            String.self,
            """
            SELECT n.id FROM contest_entry n WHERE n.contest_id = \(contest.id) AND n.submitted_at IS NOT NULL
            AND n.withdrawn_at IS NULL AND \(inCategory) ORDER BY n.id
            """)
        let scores = try all(
            ContestScore.self,
            "SELECT * FROM contest_score WHERE contest_id = \(contest.id) AND voided_at IS NULL ORDER BY id")
        let totals = Dictionary(grouping: scores) { $0.entryID.text }.mapValues { given in
            given.map { $0.total(by: contest.criteria) }
        }
        return ids.map { ContestRanking.Mark(id: $0, totals: totals[$0] ?? []) }
    }

    /// The categories of which a juror is not told how they stand until all is announced: those where an entry of their
    /// own takes part.
    func standing(hiddenFrom actor: Actor, in contest: Contest) throws -> Set<String> {
        guard let account = actor.account, contest.announcedAt == nil, !contest.isKept(by: actor) else { return [] }
        let sides = try sides(of: contest.id)
        let grounds = try grounds(of: account, for: sides, in: contest.id)
        return Set(sides.entries.filter { grounds[$0.id]?.contains(.own) == true }.map(\.category))
    }

    /// The entries that take part, as one juror has them.
    fileprivate func ballot(
        of contest: Contest, for account: String, _ sides: ContestSides
    ) throws -> [ContestBallot.Line] {
        let grounds = try grounds(of: account, for: sides, in: contest.id)
        let scores = Dictionary(
            try scores(in: contest.id, of: ID(account)).filter { $0.voidedAt == nil }.map { ($0.entryID, $0) }
        ) { first, _ in first }
        return sides.entries.map { entry in
            ContestBallot.Line(entry: entry, score: scores[entry.id], grounds: grounds[entry.id] ?? [])
        }
    }
}
