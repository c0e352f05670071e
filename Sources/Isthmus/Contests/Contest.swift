import Foundation
import Text

/// A contest or an exhibition of an event: in which categories people enter what, by what it is judged, who may vote.
public struct Contest: Governed {
    public static let kind = "contest"
    public static let prefix = "ct"

    public let id: ID<Contest>
    public let eventID: ID<Event>
    public var title: Multilingual
    public var text: Multilingual
    public var categories: [ContestCategory]
    public var criteria: [ContestCriterion]
    /// What entrants fill in.
    public var formID: ID<FormVersion>
    public var entrants: [String]
    /// ISO 3166-1 alpha-2; none for all.
    public var countries: [String]
    /// One entry of each entrant in a category, not more.
    public var onePerCategory: Bool
    /// When entries are taken, by the clocks of the event.
    public var opens: WallTime?
    public var closes: WallTime
    public var opensAt: Moment?
    public var closesAt: Moment
    /// When the public votes; nil without a vote.
    public var voteOpens: WallTime?
    public var voteCloses: WallTime?
    public var voteOpensAt: Moment?
    public var voteClosesAt: Moment?
    /// How many of each category come into the final.
    public var finalists: Int
    /// Whether everybody sees who entered what.
    public var showsEntries: Bool
    public var status: FormVersion.Status
    public var roundClosedAt: Moment?
    public var announcedAt: Moment?
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// Its event's status, the organisations that keep the event, and the accounts of the jury; kept beside it.
    var eventStatus: Event.Status = .published
    var keepers: [String] = []
    var jurors: [String] = []

    public enum Entrant: String, Codable, Sendable, CaseIterable { case organisation, team, person }

    /// Where it stands in time; never kept.
    public enum State: String, Codable, Sendable, CaseIterable {
        case draft, coming, open, judging, announced, withdrawn
    }

    public enum Permission: String, PermissionSet {
        case view, edit, enter
        /// Give points.
        case judge
        /// Name the jury, read what came in.
        case receive
        /// Close the round, choose finalists and awards, announce, void votes.
        case decide
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper = isKept(by: actor)
        let isJuror = isJuror(actor)
        let allowed =
            switch permission {
            case .view: isPublic || isKeeper || isJuror
            case .edit: isKeeper
            case .enter: actor.account != nil && isOn
            case .judge: isJuror && isOn && roundClosedAt == nil
            case .receive: isKeeper
            case .decide: actor.isOffice
            }
        return allowed ? nil : .init("contest.refused.\(permission.rawValue)")
    }

    /// Whether everybody may know of it: as long as its event is a draft, nobody does.
    var isPublic: Bool { status == .published && eventStatus != .draft }

    /// Whether it takes place: an event that was called off takes its contests with it.
    var isOn: Bool { status == .published && eventStatus == .published }

    /// The office, and those who speak for the event or an organisation that keeps it.
    func isKept(by actor: Actor) -> Bool {
        actor.isOffice || actor.holds(.representative, on: [Scope(eventID)] + keepers.map { Scope(text: $0) })
    }

    func isJuror(_ actor: Actor) -> Bool { actor.account.map { jurors.contains($0) } ?? false }

    public func state(at now: Moment) -> State {
        switch status {
        case .draft: return .draft
        case .withdrawn: return .withdrawn
        case .published: break
        }
        if announcedAt != nil { return .announced }
        if eventStatus == .cancelled { return .withdrawn }
        if let opensAt, now < opensAt { return .coming }
        return now < closesAt ? .open : .judging
    }

    func takesVotes(at now: Moment) -> Bool {
        guard isOn, announcedAt == nil, let opens = voteOpensAt, let closes = voteClosesAt else { return false }
        return opens <= now && now < closes
    }

    func isVoteOver(at now: Moment) -> Bool { voteClosesAt.map { $0 <= now } ?? false }

    func category(_ code: String) -> ContestCategory? { categories.first { $0.code == code } }

    /// The most that one juror can give.
    var mostPoints: Int { criteria.reduce(0) { $0 + $1.weight } * ContestScore.most }

    // What belongs to others is kept there.
    private enum CodingKeys: String, CodingKey {
        case id, eventID, title, text, categories, criteria, formID, entrants, countries, onePerCategory, opens, closes
        case opensAt, closesAt, voteOpens, voteCloses, voteOpensAt, voteClosesAt, finalists, showsEntries, status
        case roundClosedAt, announcedAt, searchText, sortName, version, createdAt, changedAt
    }
}

/// In what something is entered: "young researchers".
public struct ContestCategory: Codable, Sendable, Hashable {
    /// `k1`, `k2` in the order in which they were added; it stays, whatever is put before it.
    public var code: String
    public var name: Multilingual
}

/// What jurors give points for, and how much it counts.
public struct ContestCriterion: Codable, Sendable, Hashable {
    /// `c1`, `c2` in the order in which they were added; it stays, whatever is put before it.
    public var code: String
    public var name: Multilingual
    public var weight: Int
}

extension Contest {
    static let mostCategories = 30
    static let mostCriteria = 12

    static func blank(_ id: ID<Contest>, of event: Event, at now: Moment) -> Contest {
        Contest(
            id: id, eventID: event.id, title: [:], text: [:], categories: [], criteria: [], formID: ID(""),
            entrants: Entrant.allCases.map(\.rawValue), countries: [], onePerCategory: true, opens: nil,
            closes: event.starts, opensAt: nil, closesAt: event.startsAt, voteOpens: nil, voteCloses: nil,
            voteOpensAt: nil, voteClosesAt: nil, finalists: 3, showsEntries: false, status: .draft, roundClosedAt: nil,
            announcedAt: nil, searchText: "", sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    /// The contest after what a form or a body gave; throws every issue. What entrants answer and jurors judge by stays
    /// once it is published.
    func changed(
        by fields: Fields, of event: Event, isForm: (ID<FormVersion>) throws -> Bool, at now: Moment
    ) throws -> Contest {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: 20_000)
        next.readCategories(from: fields)
        next.readCriteria(from: fields)
        next.formID = ID(fields.text("form", formID.text, atLeast: 1, atMost: 40))
        if !next.formID.text.isEmpty, next.formID != formID, try !isForm(next.formID) {
            fields.complain("form", "field.unknown", ["code": next.formID.text])
        }
        next.readRules(from: fields)
        next.readTimes(from: fields, in: event.clock, isNew: version == 0)
        next.status = fields.choice("status", status) ?? status
        if status != .draft, next.status == .draft { fields.complain("status", "contest.published_once") }
        complain(about: next, to: fields, at: now)
        next.keepPast(of: self, at: now)
        try fields.finish()
        return next.settled(at: now)
    }

    /// What stays: once it was published, what entrants answered and jurors judged by, though it be withdrawn
    /// meanwhile; and times that have come.
    private func complain(about next: Contest, to fields: Fields, at now: Moment) {
        if status != .draft {
            if next.formID != formID { fields.complain("form", "contest.locked") }
            if next.criteria != criteria { fields.complain("criteria", "contest.locked") }
            if !next.categories.map(\.code).starts(with: categories.map(\.code)) {
                fields.complain("categories", "contest.categories_locked")
            }
        }
        if roundClosedAt != nil, next.closes != closes { fields.complain("closes", "contest.refused.round_closed") }
        if hasVoteBegun(at: now), next.voteOpens != voteOpens { fields.complain("vote_opens", "contest.vote_began") }
        let isVoteSettled = isVoteOver(at: now) || announcedAt != nil
        if isVoteSettled, next.voteCloses != voteCloses { fields.complain("vote_closes", "contest.vote_ended") }
        if next.voteOpens != nil, !next.showsEntries, !isVoteSettled {
            fields.complain("shows_entries", "contest.vote_hidden")
        }
    }

    private func hasVoteBegun(at now: Moment) -> Bool { voteOpensAt.map { $0 <= now } ?? false }

    /// Leaves the moments that have come where they were, should the clocks of the event have changed since.
    fileprivate mutating func keepPast(of before: Contest, at now: Moment) {
        if before.roundClosedAt != nil { closesAt = before.closesAt }
        if before.hasVoteBegun(at: now) { voteOpensAt = before.voteOpensAt }
        if before.isVoteOver(at: now) || before.announcedAt != nil { voteClosesAt = before.voteClosesAt }
    }

    /// The contest by other clocks of its event: what is still to come moves with them.
    func settled(in clock: ZoneClock, at now: Moment) -> Contest {
        var next = self
        next.readMoments(in: clock)
        next.keepPast(of: self, at: now)
        let isSame =
            next.opensAt == opensAt && next.closesAt == closesAt && next.voteOpensAt == voteOpensAt
            && next.voteClosesAt == voteClosesAt
        return isSame ? self : next.settled(at: now)
    }

    /// The same at a later step.
    func settled(at now: Moment) -> Contest {
        var next = self
        next.searchText = folded(next.title.languages.compactMap { next.title[$0] }.joined(separator: " "))
        next.sortName = folded(next.title.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    private mutating func readCategories(from fields: Fields) {
        var read = fields.records("categories", categories, atMost: Self.mostCategories) { row -> ContestCategory? in
            let code = row.text("code", atMost: 10)
            let name = row.multilingual("name", [:], atMost: 200, lines: false)
            return name.isEmpty ? nil : ContestCategory(code: code, name: name)
        }
        let codes = Self.codes("k", read.map { ($0.code, $0.name) }, known: categories.map { ($0.code, $0.name) })
        for (index, code) in codes.enumerated() { read[index].code = code }
        categories = read
        if categories.isEmpty { fields.complain("categories", "field.required") }
    }

    private mutating func readCriteria(from fields: Fields) {
        var read = fields.records("criteria", criteria, atMost: Self.mostCriteria) { row -> ContestCriterion? in
            let code = row.text("code", atMost: 10)
            let weight = row.integer("weight", nil, in: 1...100)
            let name = row.multilingual("name", [:], atMost: 200, lines: false)
            if name.isEmpty {
                if weight != nil { row.complain("name", "field.required") }
                return nil
            }
            if weight == nil, row.issues.isEmpty { row.complain("weight", "field.required") }
            return ContestCriterion(code: code, name: name, weight: weight ?? 1)
        }
        let codes = Self.codes("c", read.map { ($0.code, $0.name) }, known: criteria.map { ($0.code, $0.name) })
        for (index, code) in codes.enumerated() { read[index].code = code }
        criteria = read
        if criteria.isEmpty { fields.complain("criteria", "field.required") }
    }

    /// The codes of what was read, in its order: entries and points name them, so that what was there keeps its own,
    /// found by the code or, where none was given, by the name. Others get the next numbers.
    private static func codes(
        _ letter: String, _ read: [(code: String, name: Multilingual)], known: [(code: String, name: Multilingual)]
    ) -> [String] {
        var left = known
        func take(_ isMeant: ((code: String, name: Multilingual)) -> Bool) -> String? {
            left.firstIndex(where: isMeant).map { left.remove(at: $0).code }
        }
        var codes = read.map { one in one.code.isEmpty ? nil : take { $0.code == one.code } }
        for (index, one) in read.enumerated() where one.code.isEmpty { codes[index] = take { $0.name == one.name } }
        var last = known.compactMap { Int($0.code.dropFirst()) }.max() ?? 0
        return codes.map { code in
            if let code { return code }
            last += 1
            return "\(letter)\(last)"
        }
    }

    private mutating func readRules(from fields: Fields) {
        entrants = fields.texts("entrants", entrants, atMost: 3, each: 20)
        for kind in entrants where Entrant(rawValue: kind) == nil {
            fields.complain("entrants", "field.unknown", ["code": kind])
        }
        if entrants.isEmpty { fields.complain("entrants", "field.required") }
        let named = fields.texts("countries", countries, atMost: 250, each: 100)
        countries = named.compactMap { name in
            if let code = Countries.find(name)?.code { return code }
            fields.complain("countries", "field.unknown", ["code": name])
            return nil
        }
        onePerCategory = fields.flag("one_per_category", onePerCategory)
        finalists = fields.integer("finalists", finalists, in: 0...100) ?? 0
        showsEntries = fields.flag("shows_entries", showsEntries)
    }

    private mutating func readTimes(from fields: Fields, in clock: ZoneClock, isNew: Bool) {
        opens = fields.wallTime("opens", opens, in: clock)
        closes = fields.wallTime("closes", isNew ? nil : closes, in: clock, isRequired: true) ?? closes
        voteOpens = fields.wallTime("vote_opens", voteOpens, in: clock)
        voteCloses = fields.wallTime("vote_closes", voteCloses, in: clock)
        readMoments(in: clock)
        if let opensAt, closesAt <= opensAt { fields.complain("closes", "contest.closes_before") }
        if (voteOpens == nil) != (voteCloses == nil) {
            fields.complain(voteOpens == nil ? "vote_opens" : "vote_closes", "field.required")
        }
        if let from = voteOpensAt, let until = voteClosesAt, until <= from {
            fields.complain("vote_closes", "contest.vote_before")
        }
        if let from = voteOpensAt, from < closesAt { fields.complain("vote_opens", "contest.vote_early") }
    }

    private mutating func readMoments(in clock: ZoneClock) {
        (opensAt, closesAt) = (opens.map { clock.moment($0) }, clock.moment(closes))
        (voteOpensAt, voteClosesAt) = (voteOpens.map { clock.moment($0) }, voteCloses.map { clock.moment($0) })
    }
}
