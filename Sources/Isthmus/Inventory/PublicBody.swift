import Foundation
import Text

/// A body that decides or advises on cooperation: a ministry, an agency, a national contact point, a committee.
public struct PublicBody: Governed {
    public static let kind = "public_body"
    public static let prefix = "pb"

    public let id: ID<PublicBody>
    public var kind: Kind
    public var country: String
    public var name: Multilingual
    public var acronym: String
    /// What it decides and what one goes to it for.
    public var summary: Multilingual
    /// The same body in the directory, where it is there.
    public var organisationID: ID<Organisation>?
    /// The body that it belongs to.
    public var parentID: ID<PublicBody>?
    public var topics: [String]
    public var website: String?
    public var status: Status
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case ministry, agency
        case contactPoint = "contact_point"
        case committee, fund, academy, other
    }
    public enum Status: String, Codable, Sendable, CaseIterable { case active, ended, withdrawn }

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status != .withdrawn || actor.isOffice
            case .edit: actor.isOffice
            }
        return allowed ? nil : .init("body.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("body.refused.create")
    }

    static func blank(_ id: ID<PublicBody>, at now: Moment) -> PublicBody {
        PublicBody(
            id: id, kind: .ministry, country: "", name: [:], acronym: "", summary: [:], organisationID: nil,
            parentID: nil, topics: [], website: nil, status: .active, searchText: "", sortName: "", version: 0,
            createdAt: now, changedAt: now)
    }

    /// The body after what a form or a body of the API gave; throws every issue.
    /// - Parameters:
    ///   - organisation: the organisation that was named; nil where nothing was given.
    ///   - isParent: whether a body can be the one above.
    func changed(
        by fields: Fields, organisation: ID<Organisation>??, isTopic: (String) -> Bool,
        isParent: (ID<PublicBody>) throws -> Bool, at now: Moment
    ) throws -> PublicBody {
        var next = self
        next.kind = fields.choice("kind", kind) ?? kind
        next.country = fields.code("country", country, isRequired: true, isKnown: Countries.isCode) ?? country
        next.name = fields.multilingual("name", name, atMost: 300, isRequired: true, lines: false)
        next.acronym = fields.text("acronym", acronym, atMost: 60)
        next.summary = fields.multilingual("summary", summary, atMost: 4_000)
        if let organisation { next.organisationID = organisation }
        next.parentID = fields.optionalText("parent_id", parentID?.text, atMost: 40).map { ID($0) }
        if let parent = next.parentID, try !isParent(parent) {
            fields.complain("parent_id", "field.unknown", ["code": parent.text])
        }
        next.topics = fields.texts("topics", topics, atMost: 20, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.website = fields.webAddress("website", website)
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        next.searchText = folded((next.name.all + [next.acronym]).joined(separator: " "))
        next.sortName = folded(next.name.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// That somebody holds an office in a body, from a day until a day. What is over stays to be seen.
public struct OfficeTerm: Governed {
    public static let kind = "office_term"
    public static let prefix = "ot"

    public let id: ID<OfficeTerm>
    public let bodyID: ID<PublicBody>
    /// The office: deputy minister, contact point for health.
    public var office: Multilingual
    /// The holder in the directory, where they are there; else the name alone.
    public var personID: ID<Person>?
    public var holder: String
    public var fromDay: Day?
    public var untilDay: Day?
    /// Where it is said: a decree, a page.
    public var reference: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit }

    /// Whoever sees the body sees its offices; the verbs load the body beside them.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view: nil
        case .edit: actor.isOffice ? nil : .init("body.refused.edit")
        }
    }

    func isCurrent(on day: Day) -> Bool { (fromDay.map { $0 <= day } ?? true) && (untilDay.map { $0 >= day } ?? true) }

    static func blank(_ id: ID<OfficeTerm>, in body: ID<PublicBody>, at now: Moment) -> OfficeTerm {
        OfficeTerm(
            id: id, bodyID: body, office: [:], personID: nil, holder: "", fromDay: nil, untilDay: nil, reference: "",
            version: 0, createdAt: now, changedAt: now)
    }

    /// The term after what a form or a body of the API gave; throws every issue.
    func changed(by fields: Fields, isPerson: (ID<Person>) throws -> Bool, at now: Moment) throws -> OfficeTerm {
        var next = self
        next.office = fields.multilingual("office", office, atMost: 200, isRequired: true, lines: false)
        next.personID = fields.optionalText("person_id", personID?.text, atMost: 40).map { ID($0) }
        if let person = next.personID, person != personID, try !isPerson(person) {
            fields.complain("person_id", "field.unknown", ["code": person.text])
        }
        next.holder = fields.text("holder", holder, atMost: 200)
        if next.holder.isEmpty, !fields.issues.contains(where: { $0.field == "holder" }) {
            fields.complain("holder", "field.required")
        }
        next.fromDay = fields.day("from_day", fromDay)
        next.untilDay = fields.day("until_day", untilDay)
        if let from = next.fromDay, let until = next.untilDay, until < from {
            fields.complain("until_day", "field.before_start")
        }
        next.reference = fields.text("reference", reference, atMost: 500)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
