import Foundation
import Text

/// A call for proposals: what is asked for, for whom, by when, and for how much money.
public struct Call: Governed {
    public static let kind = "call"
    public static let prefix = "cl"

    public let id: ID<Call>
    /// The topic's identifier where it is published; one of each in a source.
    public var code: String
    public var programme: String
    /// The call that the topic belongs to: its identifier and its title.
    public var callCode: String
    public var callTitle: String
    public var title: Multilingual
    public var text: Multilingual
    public var objectives: Multilingual
    public var conditions: Multilingual
    /// The type of action by its short name (RIA, CSA, mobility), and in full.
    public var instrument: String
    public var instrumentTitle: String
    /// The part of the programme: a cluster, an area.
    public var theme: String
    public var topics: [String]
    public var keywords: [String]
    /// What one grant may be, in the smallest unit of `currency`.
    public var budgetLeastMinor: Int64?
    public var budgetMostMinor: Int64?
    public var currency: String
    public var expectedGrants: Int?
    public var openingDay: Day?
    /// Announced without a day of opening: forthcoming until its source says otherwise.
    public var isAnnounced: Bool
    /// In the order of time.
    public var deadlines: [CallDeadline]
    /// The last of the deadlines; nil for a call that stays open.
    public var closesAt: Moment?
    /// What a consortium needs at least.
    public var leastPartners: Int?
    public var leastCountries: Int?
    /// Whom it is for; empty for everybody.
    public var careerStages: [CareerStage]
    /// Where it is published, answered and described.
    public var portal: String?
    public var questions: String?
    public var documents: String?
    public var status: Status
    public var source: String
    /// Fields that people changed by hand: an import reports a difference there and leaves them.
    public var edited: [String]
    /// Folded title, codes and keywords: what lists search.
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// How far the office is with it; who sees it follows from that.
    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, withdrawn }

    /// Where it stands in time; never kept.
    public enum State: String, Codable, Sendable, CaseIterable { case open, forthcoming, closed }

    public enum Permission: String, PermissionSet { case view, edit, withdraw }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status == .published || actor.isOffice
            case .edit: actor.isOffice
            case .withdraw: actor.isOffice && status != .withdrawn
            }
        return allowed ? nil : .init("call.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("call.refused.create")
    }

    public var budgetLeast: Money? { budgetLeastMinor.map { Money(minor: $0, currency: currency) } }
    public var budgetMost: Money? { budgetMostMinor.map { Money(minor: $0, currency: currency) } }

    /// Where the call stands at a moment. A deadline's own moment is too late; a day of opening begins at midnight UTC.
    public func state(at now: Moment) -> State {
        State(opening: openingDay, isAnnounced: isAnnounced, closing: closesAt, at: now)
    }

    /// The first deadline that is not over.
    public func nextDeadline(at now: Moment) -> CallDeadline? { deadlines.first { $0.at > now } }
}

extension Call.State {
    init(opening: Day?, isAnnounced: Bool, closing: Moment?, at now: Moment) {
        if let closing, closing <= now {
            self = .closed
        } else if let opening {
            self = opening.start > now ? .forthcoming : .open
        } else {
            self = isAnnounced ? .forthcoming : .open
        }
    }
}

extension Call {
    /// Most characters of the text, the objectives and the conditions, in each language.
    static let longestText = 60_000
    static let mostDeadlines = 12

    static func blank(_ id: ID<Call>, at now: Moment, source: String = "manual") -> Call {
        Call(
            id: id, code: "", programme: "", callCode: "", callTitle: "", title: [:], text: [:], objectives: [:],
            conditions: [:], instrument: "", instrumentTitle: "", theme: "", topics: [], keywords: [],
            budgetLeastMinor: nil, budgetMostMinor: nil, currency: "EUR", expectedGrants: nil, openingDay: nil,
            isAnnounced: false, deadlines: [], closesAt: nil, leastPartners: nil, leastCountries: nil, careerStages: [],
            portal: nil, questions: nil, documents: nil, status: .draft, source: source, edited: [], searchText: "",
            sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    /// The call after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, isTopic: (String) -> Bool, at now: Moment) throws(Problem) -> Call {
        var next = self
        next.code = fields.text("code", code, atLeast: 1, atMost: 100)
        next.programme = fields.text("programme", programme, atLeast: 1, atMost: 120)
        next.callCode = fields.text("call_code", callCode, atMost: 120)
        next.callTitle = fields.text("call_title", callTitle, atMost: 300)
        next.title = fields.multilingual("title", title, atMost: 500, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        next.objectives = fields.multilingual("objectives", objectives, atMost: Self.longestText)
        next.conditions = fields.multilingual("conditions", conditions, atMost: Self.longestText)
        next.instrument = fields.text("instrument", instrument, atMost: 60)
        next.instrumentTitle = fields.text("instrument_title", instrumentTitle, atMost: 200)
        next.theme = fields.text("theme", theme, atMost: 120)
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.keywords = fields.texts("keywords", keywords, atMost: 60, each: 120)
        next.readMoney(from: fields)
        next.readTimes(from: fields)
        next.leastPartners = fields.integer("least_partners", leastPartners, in: 1...100)
        next.leastCountries = fields.integer("least_countries", leastCountries, in: 1...100)
        if let partners = next.leastPartners, let countries = next.leastCountries, countries > partners {
            fields.complain("least_countries", "call.more_countries")
        }
        next.careerStages = fields.careerStages("career_stages", careerStages)
        next.portal = fields.webAddress("portal", portal)
        next.questions = fields.webAddress("questions", questions)
        next.documents = fields.webAddress("documents", documents)
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        next.edited = Set(edited).union(next.differences(from: self)).sorted()
        return next.settled(version: version + 1, at: now)
    }

    private mutating func readMoney(from fields: Fields) {
        currency = fields.code("currency", currency, isRequired: true) { Currencies.isCode($0) } ?? currency
        budgetLeastMinor = fields.money("budget_least", budgetLeastMinor, in: currency)
        budgetMostMinor = fields.money("budget_most", budgetMostMinor, in: currency)
        if let least = budgetLeastMinor, let most = budgetMostMinor, least > most {
            fields.complain("budget_most", "call.less_than_least")
        }
        expectedGrants = fields.integer("expected_grants", expectedGrants, in: 1...100_000)
    }

    private mutating func readTimes(from fields: Fields) {
        openingDay = fields.day("opening_day", openingDay)
        isAnnounced = fields.flag("is_announced", isAnnounced)
        let read = fields.records("deadlines", deadlines, atMost: Self.mostDeadlines) { CallDeadline.read($0) }
        deadlines = read.sorted { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) }
        for (one, other) in zip(deadlines, deadlines.dropFirst()) where one.at == other.at {
            fields.complain("deadlines", "call.deadline.twice", ["when": BrusselsTime.text(other.at)])
        }
        if let opening = openingDay, let first = deadlines.first, first.at <= opening.start {
            fields.complain("deadlines", "call.deadline.before_opening")
        }
    }

    /// With what follows from the rest computed again.
    func settled(version: Int, at now: Moment) -> Call {
        var next = self
        next.closesAt = deadlines.map(\.at).max()
        let titles = title.languages.compactMap { title[$0] }
        next.searchText = folded(([code, callCode, callTitle] + titles + keywords).joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        next.version = version
        next.changedAt = now
        return next
    }

    /// The names of the fields in which two states differ, as imports know them.
    func differences(from other: Call) -> [String] {
        var names: [String] = []
        func note(_ name: String, _ differs: Bool) { if differs { names.append(name) } }
        note("code", code != other.code)
        note("programme", programme != other.programme)
        note("call", callCode != other.callCode || callTitle != other.callTitle)
        note("title", title != other.title)
        note("text", text != other.text)
        note("objectives", objectives != other.objectives)
        note("conditions", conditions != other.conditions)
        note("instrument", instrument != other.instrument || instrumentTitle != other.instrumentTitle)
        note("theme", theme != other.theme)
        note("topics", topics != other.topics)
        note("keywords", keywords != other.keywords)
        note(
            "money",
            budgetLeastMinor != other.budgetLeastMinor || budgetMostMinor != other.budgetMostMinor
                || currency != other.currency)
        note("expected_grants", expectedGrants != other.expectedGrants)
        note("opening", openingDay != other.openingDay || isAnnounced != other.isAnnounced)
        note("deadlines", deadlines != other.deadlines)
        note("consortium", leastPartners != other.leastPartners || leastCountries != other.leastCountries)
        note("career_stages", careerStages != other.careerStages)
        note(
            "links", portal != other.portal || questions != other.questions || documents != other.documents)
        note("status", status != other.status)
        return names
    }
}
