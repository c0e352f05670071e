import Foundation
import Text

/// A laboratory, chair or group within an organisation, with somebody who leads it.
public struct Team: Governed {
    public static let kind = "team"
    public static let prefix = "t"

    public let id: ID<Team>
    public let organisationID: ID<Organisation>
    public var name: Multilingual
    public var summary: Multilingual
    /// Somebody who works at the organisation.
    public var leaderID: ID<Person>?
    public var website: String?
    public var status: ProfileStatus
    /// Name and summary in every language, folded.
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// Whether the organisation is withdrawn. Not a column; `find` reads it.
    var isOrganisationWithdrawn = false

    private enum CodingKeys: String, CodingKey {
        case id, organisationID, name, summary, leaderID, website, status, searchText, sortName, version, createdAt,
            changedAt
    }

    public enum Permission: String, PermissionSet { case view, edit, manage }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: (status != .withdrawn && !isOrganisationWithdrawn) || actor.isOffice
            case .edit:
                actor.isOffice || actor.holds(.representative, on: [Scope(organisationID)])
                    || (leaderID != nil && actor.person == leaderID?.text)
            case .manage: actor.isOffice || actor.holds(.representative, on: [Scope(organisationID)])
            }
        return allowed ? nil : .init("team.refused.\(permission)")
    }

    /// The team after what a form or a call gave; throws every issue. Leader and status are for whoever may manage it.
    func changed(
        by fields: Fields, mayManage: Bool, worksHere: (String) -> Bool, at now: Moment
    ) throws(Problem) -> Team {
        var next = self
        next.name = fields.multilingual("name", name, atMost: 200, isRequired: true, lines: false)
        next.summary = fields.multilingual("summary", summary, atMost: 4_000)
        next.website = fields.webAddress("website", website)
        if mayManage {
            if let leader = fields.optionalText("leader", leaderID?.text, atMost: 40) {
                next.leaderID = ID(leader)
                if !worksHere(leader) { fields.complain("leader", "team.leader.elsewhere") }
            } else {
                next.leaderID = nil
            }
            next.status = fields.choice("status", status) ?? status
        }
        try fields.finish()
        next.sortName = folded(next.name.reading("en"))
        next.searchText = (next.name.foldedTexts + next.summary.foldedTexts).joined(separator: " ")
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

extension Multilingual {
    /// Every text folded, in the order of the languages' codes.
    var foldedTexts: [String] { languages.compactMap { self[$0] }.map { folded($0) } }
}

/// A team as its page shows it, with what is related.
public struct TeamProfile: Sendable {
    public let team: Team
    public let organisation: Named
    public let country: String
    public let leader: Named?
    /// Those whose affiliation names the team, and how many in all.
    public let members: [Named]
    public let memberCount: Int
    public let competences: [Named]
    public let mayEdit: Bool
    public let mayManage: Bool
    public let history: [HistoryLine]
}

/// A team with the people who could lead it, for its form.
public struct TeamToEdit: Sendable {
    public let team: Team
    public let organisation: String
    public let colleagues: [Named]
    public let mayManage: Bool
}

/// A team as the API gives it: without what is only for searching.
public struct TeamSeen: Encodable, Sendable {
    public let id: ID<Team>
    public let organisationID: ID<Organisation>
    public let name: Multilingual
    public let summary: Multilingual
    public let leaderID: ID<Person>?
    public let website: String?
    public let status: ProfileStatus
    public let version: Int
    public let changedAt: Moment
}

extension Team {
    /// Everybody who may view it sees all of it.
    var seen: TeamSeen {
        TeamSeen(
            id: id, organisationID: organisationID, name: name, summary: summary, leaderID: leaderID, website: website,
            status: status, version: version, changedAt: changedAt)
    }
}
