import Foundation
import Text

/// A piece of joint work with a beginning and an end: what it is about, who takes part, what it costs.
public struct Project: Governed {
    public static let kind = "project"
    public static let prefix = "r"

    public let id: ID<Project>
    /// The number it has where it is funded.
    public var code: String
    public var acronym: String
    public var title: Multilingual
    public var abstract: Multilingual
    public var identifiers: [Identifier]
    public var programme: String
    public var callCode: String
    /// The funding instrument: RIA, MSCA-IF, joint project, …
    public var scheme: String
    public var status: Status
    public var startDay: Day?
    public var endDay: Day?
    /// Of `startDay`; 0 where nobody knows.
    public var startYear: Int
    /// Amounts in the smallest unit of `currency`.
    public var costMinor: Int64?
    public var grantMinor: Int64?
    public var currency: String
    public var keywords: [String]
    public var topics: [String]
    public var predecessors: [ID<Project>]
    public var website: String?
    public var source: String
    /// Fields that people changed by hand: an import reports a difference there and leaves them.
    public var edited: [String]
    /// Folded title, acronym, code and keywords: what lists search.
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Status: String, Codable, Sendable, CaseIterable { case planned, running, ended, terminated }

    public enum Permission: String, PermissionSet { case view, edit, manage }

    /// Who coordinates is not in the noun: a representative of the coordinator gets a grant on the project.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: true
            case .edit: actor.isOffice || actor.holds(.representative, on: [Scope(id)])
            case .manage: actor.isOffice
            }
        return allowed ? nil : .init("project.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("project.refused.create")
    }

    public var cost: Money? { costMinor.map { Money(minor: $0, currency: currency) } }
    public var grant: Money? { grantMinor.map { Money(minor: $0, currency: currency) } }
}

extension Project {
    static func blank(_ id: ID<Project>, at now: Moment, source: String = "manual") -> Project {
        Project(
            id: id, code: "", acronym: "", title: [:], abstract: [:], identifiers: [], programme: "", callCode: "",
            scheme: "",
            status: .planned, startDay: nil, endDay: nil, startYear: 0, costMinor: nil, grantMinor: nil,
            currency: "EUR",
            keywords: [], topics: [], predecessors: [], website: nil, source: source, edited: [], searchText: "",
            sortName: "", version: 1, createdAt: now, changedAt: now)
    }

    /// The project after what a form or a call gave; throws every issue.
    func changed(by fields: Fields, isOffice: Bool, isTopic: (String) -> Bool, at now: Moment) throws(Problem)
        -> Project
    {
        var next = self
        next.code = fields.text("code", code, atMost: 60)
        next.acronym = fields.text("acronym", acronym, atMost: 60)
        next.title = fields.multilingual("title", title, atMost: 500, isRequired: true, lines: false)
        next.abstract = fields.multilingual("abstract", abstract, atMost: 10_000)
        next.programme = fields.text("programme", programme, atMost: 120)
        next.callCode = fields.text("call_code", callCode, atMost: 120)
        next.scheme = fields.text("scheme", scheme, atMost: 120)
        next.status = fields.choice("status", status) ?? status
        next.startDay = fields.day("start_day", startDay)
        next.endDay = fields.day("end_day", endDay)
        if let start = next.startDay, let end = next.endDay, end < start {
            fields.complain("end_day", "field.before_start")
        }
        next.currency = fields.code("currency", currency, isRequired: true) { Currencies.isCode($0) } ?? currency
        next.costMinor = fields.money("cost", costMinor, in: next.currency)
        next.grantMinor = fields.money("grant", grantMinor, in: next.currency)
        next.keywords = fields.texts("keywords", keywords, atMost: 40, each: 80)
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.website = fields.webAddress("website", website)
        if isOffice {
            next.identifiers = fields.records("identifiers", identifiers, atMost: 20) { Identifier.read($0) }
            next.predecessors = fields.texts("predecessors", predecessors.map(\.text), atMost: 20, each: 40).map {
                ID($0)
            }
        }
        try fields.finish()
        next.edited = Set(edited).union(next.differences(from: self)).sorted()
        return next.settled(version: version + 1, at: now)
    }

    /// With what follows from the rest computed again.
    func settled(version: Int, at now: Moment) -> Project {
        var next = self
        next.startYear = startDay?.year ?? 0
        next.searchText = folded(
            ([acronym, code, callCode] + title.languages.compactMap { title[$0] } + keywords).joined(separator: " "))
        next.sortName = folded(acronym.isEmpty ? title.reading("en") : acronym)
        next.version = version
        next.changedAt = now
        return next
    }

    /// The names of the fields in which two states differ, as imports know them.
    func differences(from other: Project) -> [String] {
        var names: [String] = []
        if code != other.code { names.append("code") }
        if acronym != other.acronym { names.append("acronym") }
        if title != other.title { names.append("title") }
        if abstract != other.abstract { names.append("abstract") }
        if programme != other.programme { names.append("programme") }
        if callCode != other.callCode { names.append("call_code") }
        if scheme != other.scheme { names.append("scheme") }
        if status != other.status { names.append("status") }
        if startDay != other.startDay || endDay != other.endDay { names.append("term") }
        if costMinor != other.costMinor || grantMinor != other.grantMinor || currency != other.currency {
            names.append("money")
        }
        if keywords != other.keywords { names.append("keywords") }
        if topics != other.topics { names.append("topics") }
        if website != other.website { names.append("website") }
        return names
    }
}

extension Fields {
    /// An amount in plain digits, as its smallest units; nil for none. Not below zero.
    func money(_ name: String, _ current: Int64?, in currency: String) -> Int64? {
        let digits = Money.digits(of: currency)
        // Programs say it as answers do, in the smallest units.
        if isGiven(name + "_minor") {
            return integer(name + "_minor", current.map { Int($0) }, in: 0...9_000_000_000_000_000).map { Int64($0) }
        }
        guard isGiven(name) else { return current }
        var text = ""
        if case .number(let number)? = given(name) {
            text = String(format: "%.\(digits)f", number)
        } else {
            text = self.text(name, atMost: 30)
        }
        guard !text.isEmpty else { return nil }
        guard let money = Money(text, currency: currency), money.minor >= 0 else {
            complain(name, "field.type.money", ["currency": currency])
            return current
        }
        return money.minor
    }
}

/// An organisation's part in a project: its role, where it sat then, its money.
public struct Participation: Governed {
    public static let kind = "participation"
    public static let prefix = "q"

    public let id: ID<Participation>
    public let projectID: ID<Project>
    public let organisationID: ID<Organisation>
    public var role: Role
    /// ISO 3166-1 alpha-2, at the time.
    public var country: String
    /// Amounts in the smallest unit of `currency`.
    public var grantMinor: Int64?
    public var costMinor: Int64?
    public var currency: String
    /// Tells apart several parts of one organisation in one role: 0, 1, …
    public let ordinal: Int
    public let source: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Role: String, Codable, Sendable, CaseIterable {
        case coordinator, participant, partner, associate
        case thirdParty = "third_party"
        case other
    }

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .edit:
            actor.isOffice || actor.holds(.representative, on: [Scope(projectID)])
                ? nil : .init("participation.refused.edit")
        }
    }

    /// The part after what a form or a call gave; throws every issue.
    func changed(by fields: Fields, isKnownCountry: (String) -> Bool, at now: Moment) throws(Problem) -> Participation {
        var next = self
        next.role = fields.choice("role", role) ?? role
        next.country = fields.code("country", country, isRequired: true, isKnown: isKnownCountry) ?? country
        next.currency = fields.code("currency", currency, isRequired: true) { Currencies.isCode($0) } ?? currency
        next.grantMinor = fields.money("grant", grantMinor, in: next.currency)
        next.costMinor = fields.money("cost", costMinor, in: next.currency)
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }
}
