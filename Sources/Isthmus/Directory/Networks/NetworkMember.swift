import Foundation

/// A member of a network: an organisation or a person, in a role, for a term.
public struct NetworkMember: Governed {
    public static let kind = "network_member"
    public static let prefix = "nm"

    public let id: ID<NetworkMember>
    public let networkID: ID<Network>
    public let organisationID: ID<Organisation>?
    public let personID: ID<Person>?
    /// Chair, member, observer: the network's own word.
    public var role: String
    public var fromDay: Day?
    /// The last day; nil while it goes on. Never in the future, so that who is a member depends on no clock.
    public var untilDay: Day?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Whether the network, the organisation or the person is withdrawn. Not a column; `find` reads it.
    var isWithdrawn = false

    private enum CodingKeys: String, CodingKey {
        case id, networkID, organisationID, personID, role, fromDay, untilDay, version, createdAt, changedAt
    }

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: !isWithdrawn || actor.isOffice ? nil : .init("network.refused.view")
        case .edit:
            actor.isOffice || actor.holds(.representative, on: [Scope(networkID)]) ? nil : .init("network.refused.edit")
        }
    }

    static func blank(
        _ id: ID<NetworkMember>, of network: ID<Network>, _ organisation: ID<Organisation>?, _ person: ID<Person>?,
        role: String = "", from: Day? = nil, at now: Moment
    ) -> NetworkMember {
        NetworkMember(
            id: id, networkID: network, organisationID: organisation, personID: person, role: role, fromDay: from,
            untilDay: nil, version: 0, createdAt: now, changedAt: now)
    }

    /// The membership after what a form or a call gave; throws every issue.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> NetworkMember {
        var next = self
        next.role = fields.text("role", role, atMost: 100)
        // A new one keeps the first day that it comes with where none is filled in.
        next.fromDay = fields.day("from_day", fromDay) ?? (version == 0 ? fromDay : nil)
        next.untilDay = fields.day("until_day", untilDay)
        if let from = next.fromDay, let until = next.untilDay, until < from {
            fields.complain("until_day", "field.before_start")
        }
        // Who is a member depends on no clock. A day of grace: where the member is, it may be tomorrow already.
        let tomorrow = now.day.adding(days: 1)
        if let until = next.untilDay, until != untilDay, until > tomorrow {
            fields.complain("until_day", "network_member.until.future")
        }
        if let from = next.fromDay, from != fromDay, from > tomorrow {
            fields.complain("from_day", "network_member.from.future")
        }
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// Whether two terms of one member run at the same time. Where the first day is not known, only the last one
    /// counts: nobody refuses a new term for want of an old date.
    func runs(with other: NetworkMember, at today: Day) -> Bool {
        func begins(_ member: NetworkMember) -> Day { member.fromDay ?? member.untilDay ?? today }
        func isBefore(_ one: NetworkMember, _ next: NetworkMember) -> Bool {
            one.untilDay.map { $0 <= begins(next) } ?? false
        }
        return !isBefore(self, other) && !isBefore(other, self)
    }
}
