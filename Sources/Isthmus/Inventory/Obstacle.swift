import Foundation
import Text

/// Something that stands in the way of work between two countries: a visa rule, a customs duty, a law on data.
public struct Obstacle: Governed {
    public static let kind = "obstacle"
    public static let prefix = "ob"

    public let id: ID<Obstacle>
    public var kind: Kind
    /// The two countries, in the order of their codes.
    public var countryA: String
    public var countryB: String
    public var title: Multilingual
    public var text: Multilingual
    public var evidence: [Evidence]
    public var state: State
    /// Since when it stands in the way, and since when it is as it is.
    public var sinceDay: Day?
    public var stateDay: Day?
    /// How it was eased or solved.
    public var resolution: Multilingual
    public var status: Status
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case visa, residence, tax, customs, ipr, data, samples, money, law, other
    }
    public enum State: String, Codable, Sendable, CaseIterable { case open, eased, solved }
    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, withdrawn }

    /// What shows that it is so.
    public struct Evidence: Codable, Sendable, Hashable {
        public var text: String
        public var link: String?
        /// Who says so: a ministry, a survey, a project's report.
        public var source: String
        public var day: Day?

        /// Reads one; nil for a row that was left empty.
        static func read(_ fields: Fields) -> Evidence? {
            let evidence = Evidence(
                text: fields.text("text", atMost: 1_000, lines: true), link: fields.webAddress("link", nil),
                source: fields.text("source", atMost: 300), day: fields.day("day", nil))
            if evidence.text.isEmpty, evidence.link == nil {
                if !evidence.source.isEmpty || evidence.day != nil { fields.complain("text", "field.required") }
                return nil
            }
            return evidence
        }
    }

    public enum Permission: String, PermissionSet { case view, edit, withdraw }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status == .published || actor.isOffice
            case .edit: actor.isOffice
            case .withdraw: actor.isOffice && status != .withdrawn
            }
        return allowed ? nil : .init("obstacle.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("obstacle.refused.create")
    }

    static func blank(_ id: ID<Obstacle>, at now: Moment) -> Obstacle {
        Obstacle(
            id: id, kind: .other, countryA: "", countryB: "", title: [:], text: [:], evidence: [], state: .open,
            sinceDay: nil, stateDay: nil, resolution: [:], status: .draft, searchText: "", sortName: "", version: 0,
            createdAt: now, changedAt: now)
    }

    /// The obstacle after what a form or a body gave; throws every issue. Without evidence it cannot be published.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> Obstacle {
        var next = self
        next.kind = fields.choice("kind", kind) ?? kind
        next.countryA = fields.code("country_a", countryA, isRequired: true, isKnown: Countries.isCode) ?? countryA
        next.countryB = fields.code("country_b", countryB, isRequired: true, isKnown: Countries.isCode) ?? countryB
        if !next.countryA.isEmpty, next.countryA == next.countryB {
            fields.complain("country_b", "obstacle.one_country")
        }
        if let pair = CountryPair(next.countryA, next.countryB) {
            (next.countryA, next.countryB) = (pair.first, pair.second)
        }
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: 6_000)
        next.evidence = fields.records("evidence", evidence, atMost: 30) { Evidence.read($0) }
        next.state = fields.choice("state", state) ?? state
        next.sinceDay = fields.day("since_day", sinceDay)
        next.stateDay = fields.day("state_day", stateDay)
        if let since = next.sinceDay, let day = next.stateDay, day < since {
            fields.complain("state_day", "field.before_start")
        }
        next.resolution = fields.multilingual("resolution", resolution, atMost: 3_000)
        if next.state != .open, next.resolution.isEmpty { fields.complain("resolution", "obstacle.how") }
        next.status = fields.choice("status", status) ?? status
        if next.status == .published, next.evidence.isEmpty { fields.complain("evidence", "obstacle.no_evidence") }
        try fields.finish()
        next.searchText = folded((next.title.all + next.evidence.map(\.source)).joined(separator: " "))
        next.sortName = folded(next.title.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
