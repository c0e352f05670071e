import Foundation

/// That a person works, or worked, at an organisation: since when, until when, as what, in which team.
public struct Affiliation: Governed {
    public static let kind = "affiliation"
    public static let prefix = "f"

    public let id: ID<Affiliation>
    public let personID: ID<Person>
    public let organisationID: ID<Organisation>
    public var teamID: ID<Team>?
    /// What the person is there: "Senior researcher".
    public var title: Multilingual
    public var fromDay: Day?
    /// The last day; nil while it goes on. Never in the future, so that what is current depends on no clock.
    public var untilDay: Day?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Whether the person or the organisation is withdrawn. Not a column; `find` reads it.
    var isWithdrawn = false

    private enum CodingKeys: String, CodingKey {
        case id, personID, organisationID, teamID, title, fromDay, untilDay, version, createdAt, changedAt
    }

    public enum Permission: String, PermissionSet { case view, edit }

    public var isCurrent: Bool { untilDay == nil }

    /// What has ended is corrected by the person or the office: otherwise a former employer could open it again, and
    /// with it the right to edit the person's profile.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: !isWithdrawn || actor.isOffice
            case .edit:
                actor.isOffice || actor.person == personID.text
                    || (isCurrent && actor.holds(.representative, on: [Scope(organisationID)]))
            }
        return allowed ? nil : .init("affiliation.refused.\(permission)")
    }

    /// Who may edit the person says where they work; a representative says so for their own organisation only.
    static func refusalOfAdding(_ person: Person, to organisation: ID<Organisation>, by actor: Actor) -> Problem.Reason?
    {
        let allowed =
            actor.isOffice || actor.person == person.id.text || actor.holds(.representative, on: [Scope(organisation)])
        return allowed ? nil : .init("affiliation.refused.add")
    }

    /// The affiliation after what a form or a call gave; throws every issue.
    func changed(by fields: Fields, isTeam: (String) -> Bool, at now: Moment) throws(Problem) -> Affiliation {
        var next = self
        next.teamID = fields.team("team", teamID, isTeam: isTeam)
        next.title = fields.multilingual("title", title, atMost: 200, lines: false)
        next.fromDay = fields.day("from", fromDay)
        next.untilDay = fields.day("until", untilDay)
        if let from = next.fromDay, let until = next.untilDay, until < from {
            fields.complain("until", "affiliation.until.before", ["from": from.description])
        }
        // A day of grace: where the person is, it may be tomorrow already.
        if let until = next.untilDay, until > now.day.adding(days: 1) {
            fields.complain("until", "affiliation.until.future")
        }
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

extension Fields {
    /// A team of the organisation that the thing belongs to.
    func team(_ name: String, _ current: ID<Team>?, isTeam: (String) -> Bool) -> ID<Team>? {
        guard let text = optionalText(name, current?.text, atMost: 40) else { return nil }
        guard text == current?.text || isTeam(text) else {
            complain(name, "team.elsewhere", ["code": text])
            return current
        }
        return ID(text)
    }
}
