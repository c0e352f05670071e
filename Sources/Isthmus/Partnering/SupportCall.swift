import Foundation
import Text

/// The programme's own call in which teams apply for personal support: a form, criteria, places and the least number
/// of each country.
public struct SupportCall: Governed {
    public static let kind = "support_call"
    public static let prefix = "sc"

    public let id: ID<SupportCall>
    public var title: Multilingual
    public var text: Multilingual
    /// The version of the form that applicants fill.
    public var formID: ID<FormVersion>
    public var criteria: [SupportCriterion]
    public var closesAt: Moment
    public var places: Int
    /// The least number of each country, one for each.
    public var shares: [SupportShare]
    public var status: FormVersion.Status
    /// When the shortlist was confirmed.
    public var decidedAt: Moment?
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Where it stands in time; never kept.
    public enum State: String, Codable, Sendable, CaseIterable { case draft, open, closed, decided, withdrawn }

    public enum Permission: String, PermissionSet { case view, edit, apply, judge }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: status == .published || actor.isOffice ? nil : .init("support_call.refused.view")
        case .edit: actor.isOffice ? nil : .init("support_call.refused.edit")
        case .judge:
            !actor.isOffice
                ? .init("support_call.refused.judge")
                : decidedAt == nil ? nil : .init("support_call.refused.decided")
        case .apply:
            actor.account == nil
                ? .init("support_call.refused.account")
                : actor.isOffice
                    ? .init("support_call.refused.office")
                    : status != .published
                        ? .init("support_call.refused.view")
                        : decidedAt == nil ? nil : .init("support_call.refused.decided")
        }
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("support_call.refused.edit")
    }

    public func state(at now: Moment) -> State {
        switch status {
        case .draft: .draft
        case .withdrawn: .withdrawn
        case .published: decidedAt != nil ? .decided : closesAt > now ? .open : .closed
        }
    }

    static func blank(_ id: ID<SupportCall>, at now: Moment) -> SupportCall {
        SupportCall(
            id: id, title: [:], text: [:], formID: ID(""), criteria: [], closesAt: now.adding(days: 30), places: 0,
            shares: [], status: .draft, decidedAt: nil, searchText: "", sortName: "", version: 0, createdAt: now,
            changedAt: now)
    }

    /// The call after what a form or a body gave. What applicants answer and are judged by stays once it is published.
    func changed(
        by fields: Fields, isForm: (ID<FormVersion>) throws -> Bool, at now: Moment
    ) throws -> SupportCall {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: 20_000)
        next.formID = ID(fields.text("form", formID.text, atLeast: 1, atMost: 40))
        if !next.formID.text.isEmpty, next.formID != formID, try !isForm(next.formID) {
            fields.complain("form", "field.unknown", ["code": next.formID.text])
        }
        let criteria = fields.records("criteria", criteria, atMost: 10) { SupportCriterion.read($0) }
        next.criteria = criteria.enumerated().map { $1.numbered($0 + 1) }
        if next.criteria.isEmpty { fields.complain("criteria", "field.required") }
        if let day = fields.day("closes_day", BrusselsTime.clock(at: closesAt).day) {
            next.closesAt = BrusselsTime.moment(day)
        } else {
            fields.complain("closes_day", "field.required")
        }
        next.places = fields.integer("places", places == 0 ? nil : places, in: 1...1_000) ?? 0
        if next.places == 0 { fields.complain("places", "field.required") }
        next.shares = fields.records("shares", shares, atMost: 60) { SupportShare.read($0) }
        next.checkShares(fields)
        next.status = fields.choice("status", status) ?? status
        if status == .published, next.criteria != self.criteria || next.formID != formID {
            fields.complain(next.formID != formID ? "form" : "criteria", "support_call.locked")
        }
        try fields.finish()
        next.searchText = folded(next.title.languages.compactMap { next.title[$0] }.joined(separator: " "))
        next.sortName = folded(next.title.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    private func checkShares(_ fields: Fields) {
        let sum = shares.reduce(0) { $0 + $1.least }
        if places > 0, sum > places {
            fields.complain("shares", "support_call.more_than_places", ["sum": "\(sum)", "places": "\(places)"])
        }
        if Set(shares.map(\.country)).count < shares.count { fields.complain("shares", "support_call.country_twice") }
    }

    /// The most that one officer can give.
    var mostPoints: Int { criteria.reduce(0) { $0 + $1.weight } * SupportScore.most }
}

/// What officers score an application by, and how much it counts.
public struct SupportCriterion: Codable, Sendable, Hashable {
    /// `c1`, `c2` in the order of the call.
    public var code: String
    public var name: Multilingual
    public var weight: Int

    static func read(_ fields: Fields) -> SupportCriterion? {
        let weight = fields.integer("weight", nil, in: 1...100)
        let name = fields.multilingual("name", [:], atMost: 200, lines: false)
        _ = fields.text("code", atMost: 10)
        if name.isEmpty {
            if weight != nil { fields.complain("name", "field.required") }
            return nil
        }
        if weight == nil { fields.complain("weight", "field.required") }
        return SupportCriterion(code: "", name: name, weight: weight ?? 1)
    }

    func numbered(_ number: Int) -> SupportCriterion {
        var next = self
        next.code = "c\(number)"
        return next
    }
}

/// The least number of teams of one country that are supported.
public struct SupportShare: Codable, Sendable, Hashable {
    public var country: String
    public var least: Int

    static func read(_ fields: Fields) -> SupportShare? {
        let least = fields.integer("least", nil, in: 1...1_000)
        let country = fields.code("country", nil, isRequired: false) { Countries.isCode($0) }
        switch (country, least) {
        case (nil, nil): return nil
        case (nil, _):
            fields.complain("country", "field.required")
            return nil
        case (_, nil):
            fields.complain("least", "field.required")
            return nil
        case (let country?, let least?): return SupportShare(country: country, least: least)
        }
    }
}
