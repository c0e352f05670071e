import Foundation

/// That an account is on the jury of a contest. Entrants never learn who is.
public struct ContestJuror: Governed {
    public static let kind = "contest_juror"
    public static let prefix = "cj"
    static let most = 50

    public let id: ID<ContestJuror>
    public let contestID: ID<Contest>
    public let accountID: ID<Account>
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
    var contest: Contest?

    public enum Permission: String, PermissionSet { case view, remove }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper = contest?.isKept(by: actor) == true
        let isAllowed =
            switch permission {
            case .view: isKeeper || actor.account == accountID.text
            case .remove: isKeeper
            }
        return isAllowed ? nil : .init("contest_juror.refused.\(permission.rawValue)")
    }

    private enum CodingKeys: String, CodingKey { case id, contestID, accountID, version, createdAt, changedAt }
}

/// That a juror said that they cannot judge an entry, and why.
public struct ContestConflict: Governed {
    public static let kind = "contest_conflict"
    public static let prefix = "cx"

    public let id: ID<ContestConflict>
    public let entryID: ID<ContestEntry>
    public let accountID: ID<Account>
    public let reason: String
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
    var contest: Contest?

    public enum Permission: String, PermissionSet { case view }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        contest?.isKept(by: actor) == true || actor.account == accountID.text
            ? nil : .init("contest_juror.refused.view")
    }

    /// Why a juror cannot judge an entry, as the records say it.
    public enum Ground: String, Codable, Sendable, CaseIterable {
        /// They filled it in, or it is theirs as a person.
        case own
        /// They work at the organisation, or speak for it.
        case organisation
        case team
        /// Their organisation and the entrant's take part in a running project.
        case project
        case declared
    }

    private enum CodingKeys: String, CodingKey {
        case id, entryID, accountID, reason, version, createdAt, changedAt
    }
}

/// What a juror gives an entry, by criterion. As long as the round runs, no other juror sees it.
public struct ContestScore: Governed {
    public static let kind = "contest_score"
    public static let prefix = "cg"
    /// Points for each criterion go from 0 to this.
    public static let most = 10
    /// How many jurors have to score an entry before the round is closed without a word.
    static let leastJurors = 2

    public let id: ID<ContestScore>
    public let contestID: ID<Contest>
    public let entryID: ID<ContestEntry>
    public let accountID: ID<Account>
    /// By the codes of the criteria.
    public var points: [String: Int]
    public var note: String
    public var voidedAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    var contest: Contest?

    public enum Permission: String, PermissionSet { case view }

    /// One's own; those of others once the round is closed, for the jury and who keeps the contest. The office that is
    /// no juror itself looks on.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        guard let contest else { return .init("contest_score.refused") }
        let isMine = actor.account == accountID.text
        let isJuror = contest.isJuror(actor)
        let looksOn = actor.isOffice && !isJuror
        let isOpen = contest.roundClosedAt != nil && (isJuror || contest.isKept(by: actor))
        return isMine || looksOn || isOpen ? nil : .init("contest_score.refused")
    }

    /// The score after what a form or a body gave: `points` by criterion, `note`.
    func changed(by fields: Fields, criteria: [ContestCriterion], at now: Moment) throws(Problem) -> ContestScore {
        var next = self
        let given = fields.record("points")
        var points: [String: Int] = [:]
        for criterion in criteria {
            let known = given.issues.count
            points[criterion.code] = given.integer(criterion.code, self.points[criterion.code], in: 0...Self.most)
            if points[criterion.code] == nil, given.issues.count == known {
                given.complain(criterion.code, "field.required")
            }
        }
        let codes = Set(criteria.map(\.code))
        for code in given.names where !codes.contains(code) {
            given.complain(code, "field.unknown", ["code": String(code.prefix(40))])
        }
        fields.adopt(given)
        next.points = points
        next.note = fields.text("note", note, atMost: 4_000, lines: true)
        try fields.finish()
        next.voidedAt = nil
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// Weight times points, summed.
    func total(by criteria: [ContestCriterion]) -> Int {
        criteria.reduce(0) { $0 + $1.weight * (points[$1.code] ?? 0) }
    }

    private enum CodingKeys: String, CodingKey {
        case id, contestID, entryID, accountID, points, note, voidedAt, version, createdAt, changedAt
    }
}

/// The order of the entries of one category by the mean of what the jury gave, as fractions: never rounded.
struct ContestRanking: Sendable {
    struct Mark: Sendable, Equatable {
        let id: String
        /// What each juror gave in all.
        let totals: [Int]

        var sum: Int { totals.reduce(0, +) }
        var mean: Double { totals.isEmpty ? 0 : Double(sum) / Double(totals.count) }

        /// Whether it is better; nobody's points are less than anybody's.
        func isBetter(than other: Mark) -> Bool {
            if totals.isEmpty || other.totals.isEmpty { return !totals.isEmpty && other.totals.isEmpty }
            return sum * other.totals.count > other.sum * totals.count
        }
    }

    struct Line: Sendable, Equatable {
        let mark: Mark
        /// From 1; those that are equal share one.
        let rank: Int
    }

    let lines: [Line]

    init(_ marks: [Mark]) {
        let sorted = marks.sorted { $0.isBetter(than: $1) || (!$1.isBetter(than: $0) && $0.id < $1.id) }
        var lines: [Line] = []
        for (index, mark) in sorted.enumerated() {
            let isTied = lines.last.map { !$0.mark.isBetter(than: mark) } ?? false
            lines.append(Line(mark: mark, rank: isTied ? lines[index - 1].rank : index + 1))
        }
        self.lines = lines
    }

    /// The best so many; who shares the last place comes too. Entries without points do not.
    func best(_ number: Int) -> [String] {
        lines.filter { $0.rank <= number && !$0.mark.totals.isEmpty }.map(\.mark.id)
    }
}

/// What is given to an entry: "first prize", "prize of the public".
public struct ContestAward: Governed {
    public static let kind = "contest_award"
    public static let prefix = "cw"
    static let most = 200

    public let id: ID<ContestAward>
    public let contestID: ID<Contest>
    public let entryID: ID<ContestEntry>
    public let title: Multilingual
    public let position: Int
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
    var contest: Contest?

    public enum Permission: String, PermissionSet { case view, remove }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isAllowed =
            switch permission {
            case .view: contest?.announcedAt != nil || contest?.isKept(by: actor) == true
            case .remove: actor.isOffice
            }
        return isAllowed ? nil : .init("contest_award.refused.\(permission.rawValue)")
    }

    private enum CodingKeys: String, CodingKey {
        case id, contestID, entryID, title, position, version, createdAt, changedAt
    }
}
