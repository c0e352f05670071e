import Foundation
import Text

/// A network or a technology platform: many who work on one field, with members that come and go.
public struct Network: Governed {
    public static let kind = "network"
    public static let prefix = "n"

    public let id: ID<Network>
    public var name: Multilingual
    public var acronym: String
    public var kind: Kind
    /// Of its seat; nil for none.
    public var country: String?
    public var summary: Multilingual
    public var topics: [String]
    public var website: String?
    public var founded: Int?
    public var status: ProfileStatus
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable { case network, platform }
    public enum Permission: String, PermissionSet { case view, edit, apply }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        if permission == .apply, status != .active { return .init("network.refused.inactive") }
        let allowed =
            switch permission {
            case .view: status != .withdrawn || actor.isOffice
            case .edit: actor.isOffice || actor.holds(.representative, on: [Scope(id)])
            case .apply: actor.account != nil
            }
        return allowed ? nil : .init("network.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("network.refused.create")
    }

    static func blank(_ id: ID<Network>, at now: Moment) -> Network {
        Network(
            id: id, name: [:], acronym: "", kind: .network, country: nil, summary: [:], topics: [], website: nil,
            founded: nil,
            status: .active, sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    /// The network after what a form or a call gave; throws every issue.
    func changed(
        by fields: Fields, isOffice: Bool, isKnownCountry: (String) -> Bool, isTopic: (String) -> Bool, at now: Moment
    ) throws(Problem) -> Network {
        var next = self
        next.name = fields.multilingual("name", name, atMost: 300, isRequired: true, lines: false)
        next.acronym = fields.text("acronym", acronym, atMost: 60)
        next.kind = fields.choice("kind", kind) ?? kind
        next.country = fields.code("country", country, isRequired: false, isKnown: isKnownCountry)
        next.summary = fields.multilingual("summary", summary, atMost: 4_000)
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.website = fields.webAddress("website", website)
        next.founded = fields.integer("founded", founded, in: 1800...now.day.year)
        if isOffice { next.status = fields.choice("status", status) ?? status }
        try fields.finish()
        next.sortName = folded(next.acronym.isEmpty ? next.name.reading("en") : next.acronym)
        next.version = version + 1
        next.changedAt = now
        return next
    }
}
