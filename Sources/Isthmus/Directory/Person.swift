import Foundation
import Text

/// Somebody in the directory: who they are, where they work, what they can be asked about.
public struct Person: Governed {
    public static let kind = "person"
    public static let prefix = "p"

    public let id: ID<Person>
    /// One per script; the first is how the person writes it.
    public var names: [PersonName]
    /// Sixteen digits in four groups, without the address before them.
    public var orcid: String?
    /// ISO 3166-1 alpha-2.
    public var country: String
    /// ISO 639-1, in the order of how well they are spoken.
    public var languages: [String]
    public var summary: Multilingual
    public var email: String?
    public var phone: String?
    public var website: String?
    public var status: ProfileStatus
    public var visibility: FieldVisibility
    /// Where the profile came from first: `manual`, `table`.
    public var source: String
    /// Fields that people changed by hand: an import reports a difference there and leaves them.
    public var edited: [String]
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// The organisations where the person works now: those of affiliations without a last day. Not a column; `find`
    /// reads it, because whoever represents one of them may edit the profile.
    public internal(set) var employers: [ID<Organisation>] = []

    private enum CodingKeys: String, CodingKey {
        case id, names, orcid, country, languages, summary, email, phone, website, status, visibility, source, edited,
            sortName, version, createdAt, changedAt
    }

    public enum Permission: String, PermissionSet {
        case view, edit, manage, claim
    }

    /// Fields that can be kept from readers.
    public static let hideable = ["email", "phone", "website", "summary", "languages"]
    /// How one can reach a person is for members, unless the person says otherwise.
    static let usualVisibility = FieldVisibility(["email": .members, "phone": .members, "website": .members])

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status != .withdrawn || actor.isOffice
            case .edit: actor.isOffice || isOwn(actor)
            case .manage: actor.isOffice
            case .claim: actor.account != nil && actor.person == nil
            }
        return allowed ? nil : .init("person.refused.\(permission)")
    }

    /// The person themself, or somebody who speaks for where they work.
    func isOwn(_ actor: Actor) -> Bool {
        actor.person == id.text
            || (!employers.isEmpty && actor.holds(.representative, on: employers.map { Scope($0) }))
    }

    /// The office adds anybody, a representative those who work at their organisation, and whoever has an account but
    /// no profile their own.
    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        let maySpeak = actor.isOffice || !actor.scopes(of: .representative).isEmpty
        return maySpeak || (actor.account != nil && actor.person == nil) ? nil : .init("person.refused.create")
    }

    /// Whether what the actor adds is their own profile: where they say so, and always where they may add nobody else.
    static func isSelf(_ actor: Actor, asked: Bool) -> Bool {
        let maySpeak = actor.isOffice || !actor.scopes(of: .representative).isEmpty
        return actor.account != nil && actor.person == nil && (asked || !maySpeak)
    }
}

extension Person {
    static func blank(_ id: ID<Person>, at now: Moment, source: String = "manual") -> Person {
        Person(
            id: id, names: [], orcid: nil, country: "", languages: [], summary: [:], email: nil, phone: nil,
            website: nil, status: .active, visibility: usualVisibility, source: source, edited: [], sortName: "",
            version: 1, createdAt: now, changedAt: now)
    }

    /// The profile after what a form or a call gave; throws every issue. `isOffice` may also change the status.
    func changed(by fields: Fields, isOffice: Bool, at now: Moment) throws(Problem) -> Person {
        var next = self
        next.names = fields.personNames("names", names)
        next.orcid = fields.orcid("orcid", orcid)
        next.country = fields.code("country", country, isRequired: true, isKnown: Countries.isCode) ?? country
        next.languages = fields.languageCodes("languages", languages)
        next.summary = fields.multilingual("summary", summary, atMost: 4_000)
        next.email = fields.mailAddress("email", email)
        next.phone = fields.optionalText("phone", phone, atMost: 60)
        next.website = fields.webAddress("website", website)
        next.visibility = visibility.changed(by: fields, for: Person.hideable)
        if isOffice { next.status = fields.choice("status", status) ?? status }
        try fields.finish()
        next.sortName = next.names.first?.sortName ?? ""
        next.edited = Set(edited).union(next.differences(from: self)).sorted()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// The names of the fields in which two states differ, as imports know them.
    func differences(from other: Person) -> [String] {
        var names: [String] = []
        if self.names != other.names { names.append("names") }
        if orcid != other.orcid { names.append("orcid") }
        if country != other.country { names.append("country") }
        if languages != other.languages { names.append("languages") }
        if summary != other.summary { names.append("summary") }
        if email != other.email { names.append("email") }
        if phone != other.phone { names.append("phone") }
        if website != other.website { names.append("website") }
        if status != other.status { names.append("status") }
        return names
    }

    /// Every name once, folded, with its script: what lists search.
    var foldedNames: [(folded: String, script: String)] {
        var seen: Set<String> = []
        return names.compactMap { name in
            seen.insert(name.sortName).inserted && !name.sortName.isEmpty ? (name.sortName, name.script.rawValue) : nil
        }
    }

    public func name(in language: String) -> String { names.text(in: language) }
}

extension Fields {
    /// Names in scripts: one at least, no two in the same script.
    func personNames(_ name: String, _ current: [PersonName]) -> [PersonName] {
        let before = issues.count
        let names = records(name, current, atMost: 12) { PersonName.read($0) }
        guard issues.count == before else { return current }
        if names.isEmpty { complain(name, "person.names.required") }
        if Set(names.map(\.script)).count < names.count { complain(name, "person.names.twice") }
        return names
    }

    /// An ORCID iD, with or without its address before it.
    func orcid(_ name: String, _ current: String?) -> String? {
        guard var text = optionalText(name, current, atMost: 60) else { return nil }
        if let slash = text.lastIndex(of: "/"), text.lowercased().contains("orcid.org/") {
            text = String(text[text.index(after: slash)...])
        }
        text = text.uppercased()
        guard ORCID.isValid(text) else {
            complain(name, "identifier.orcid")
            return current
        }
        return text
    }

    /// Codes of languages, of which each was given by its code or its name. Doubles fall out.
    func languageCodes(_ name: String, _ current: [String]) -> [String] {
        var codes: [String] = []
        for text in texts(name, current, atMost: 20, each: 60) {
            let code = Languages.isCode(text) ? text : Languages.meant(by: text)?.code
            if code == nil { complain(name, "field.language", ["code": text]) }
            if let code, !codes.contains(code) { codes.append(code) }
        }
        return codes
    }

    /// What the reader saw when they began to change it; another version by now is stale.
    func expect(version: Int) throws(Problem) {
        if let seen = integer("version", nil, in: 0...Int(Int32.max)), seen != version { throw .stale }
    }
}

/// A person as one reader may see them: hidden fields are empty.
public struct PersonSeen: Encodable, Sendable {
    public let id: ID<Person>
    public let names: [PersonName]
    public let orcid: String?
    public let country: String
    public let languages: [String]
    public let summary: Multilingual
    public let email: String?
    public let phone: String?
    public let website: String?
    public let status: ProfileStatus
    public let source: String
    public let version: Int
    public let changedAt: Moment
}

extension Person {
    func seen(by actor: Actor) -> PersonSeen {
        let isOwn = isOwn(actor)
        func shows(_ field: String) -> Bool { visibility[field].allows(actor, isOwn: isOwn) }
        return PersonSeen(
            id: id, names: names, orcid: orcid, country: country, languages: shows("languages") ? languages : [],
            summary: shows("summary") ? summary : [:], email: shows("email") ? email : nil,
            phone: shows("phone") ? phone : nil, website: shows("website") ? website : nil, status: status,
            source: source, version: version, changedAt: changedAt)
    }
}
