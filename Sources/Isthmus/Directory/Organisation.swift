import Foundation
import Text

/// An institute, university, company or agency: who it is, where, and under which names it is known.
public struct Organisation: Governed {
    public static let kind = "organisation"
    public static let prefix = "o"

    public let id: ID<Organisation>
    public var legalName: String
    public var names: [OrganisationName]
    public var identifiers: [Identifier]
    public var kind: Kind
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var city: String
    /// Degrees north and east.
    public var latitude: Double?
    public var longitude: Double?
    public var parents: [ID<Organisation>]
    public var successors: [ID<Organisation>]
    public var website: String?
    public var email: String?
    public var phone: String?
    public var summary: Multilingual
    public var founded: Int?
    public var status: ProfileStatus
    public var visibility: FieldVisibility
    /// Where the profile came from first: `manual`, `ror`, `cordis`, `table`.
    public var source: String
    /// Fields that people changed by hand: an import reports a difference there and leaves them.
    public var edited: [String]
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable {
        case education, research, company, healthcare, government, funder, nonprofit, facility, archive, other
    }

    public enum Permission: String, PermissionSet {
        case view, edit, manage, claim
    }

    /// Fields that can be kept from readers.
    public static let hideable = ["website", "email", "phone", "summary", "founded"]

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isOwn = actor.holds(.representative, on: [Scope(id)])
        let allowed =
            switch permission {
            case .view: status != .withdrawn || actor.isOffice
            case .edit: actor.isOffice || isOwn
            case .manage: actor.isOffice
            case .claim: actor.isSignedIn && !isOwn
            }
        return allowed ? nil : .init("organisation.refused.\(permission)")
    }

    /// The office adds organisations. Whoever has an account proposes one: it is seen by the office only until an
    /// officer grants the claim that came with it.
    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice || actor.account != nil ? nil : .init("organisation.refused.create")
    }

    /// What the source of a proposed organisation says.
    static let proposal = "proposal"

    /// Proposed, and not yet accepted by the office.
    var isProposed: Bool { source == Self.proposal && status == .withdrawn }

    /// The proposal of one who may not add organisations.
    func proposed() -> Organisation {
        var next = self
        (next.status, next.source) = (.withdrawn, Self.proposal)
        return next
    }

    /// The proposal as part of the directory.
    func accepted(at now: Moment) -> Organisation {
        var next = self
        (next.status, next.version, next.changedAt) = (.active, version + 1, now)
        return next
    }
}

/// A name under which an organisation is known, in one language.
public struct OrganisationName: Codable, Sendable, Hashable {
    public let text: String
    /// ISO 639-1; nil where nobody said.
    public let language: String?
    public let kind: Kind

    public enum Kind: String, Codable, Sendable, CaseIterable { case label, alias, acronym }

    public init(_ text: String, language: String?, kind: Kind) {
        (self.text, self.language, self.kind) = (text, language, kind)
    }
}

/// A thing's name in somebody else's register.
public struct Identifier: Codable, Sendable, Hashable {
    /// `ror`, `pic`, `grid`, `isni`, `wikidata`, `fundref`, `national`, `rcn`, …
    public let scheme: String
    public let value: String

    public init(_ scheme: String, _ value: String) { (self.scheme, self.value) = (scheme, value) }

    /// Registers whose entries have a page.
    public var address: String? {
        switch scheme {
        case "ror": "https://ror.org/\(value)"
        case "wikidata": "https://www.wikidata.org/wiki/\(value)"
        case "isni": "https://isni.org/isni/\(value)"
        case "orcid": "https://orcid.org/\(value)"
        case "doi": "https://doi.org/\(value)"
        default: nil
        }
    }

    /// Why the value cannot be one of its scheme, as a sentence's key.
    public static func problem(scheme: String, value: String) -> String? {
        let digits = value.utf8.allSatisfy { (48...57).contains($0) }
        switch scheme {
        case "ror" where !RORCode.isValid(value): return "identifier.ror"
        case "pic" where !(digits && value.utf8.count == 9): return "identifier.pic"
        case "orcid" where !ORCID.isValid(value): return "identifier.orcid"
        default: return nil
        }
    }
}

/// ROR ids: `0`, six characters of Crockford's base 32, and two check digits (ISO 7064, modulus 97-10).
public enum RORCode {
    private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    public static func isValid(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        guard bytes.count == 9, bytes[0] == 48, let check = Int(String(decoding: bytes[7...], as: UTF8.self)) else {
            return false
        }
        var number = 0
        for byte in bytes[1..<7] {
            guard let digit = digits.firstIndex(of: byte) else { return false }
            number = number * 32 + digit
        }
        return 98 - (number * 100) % 97 == check
    }
}

/// ORCID ids: sixteen digits in four groups, the last a check digit (ISO 7064, modulus 11-2).
public enum ORCID {
    public static func isValid(_ value: String) -> Bool {
        let bytes = Array(value.utf8)
        guard bytes.count == 19, bytes[4] == 45, bytes[9] == 45, bytes[14] == 45 else { return false }
        let digits = bytes.filter { $0 != 45 }
        guard digits.count == 16, digits.dropLast().allSatisfy({ (48...57).contains($0) }) else { return false }
        let total = digits.dropLast().reduce(0) { ($0 + Int($1) - 48) * 2 }
        let check = (12 - total % 11) % 11
        return digits[15] == (check == 10 ? 88 : UInt8(48 + check))
    }
}

extension Organisation {
    /// A new profile with nothing but a name and a place.
    static func blank(_ id: ID<Organisation>, at now: Moment, source: String = "manual") -> Organisation {
        Organisation(
            id: id, legalName: "", names: [], identifiers: [], kind: .other, country: "", city: "", latitude: nil,
            longitude: nil, parents: [], successors: [], website: nil, email: nil, phone: nil, summary: [:],
            founded: nil,
            status: .active, visibility: FieldVisibility(), source: source, edited: [], sortName: "", version: 1,
            createdAt: now, changedAt: now)
    }

    /// The profile after what a form or a call gave; throws every issue. `isOffice` may also change what the office
    /// keeps: status, identifiers, relations.
    func changed(by fields: Fields, isOffice: Bool, isKnownCountry: (String) -> Bool, at now: Moment) throws(Problem)
        -> Organisation
    {
        var next = self
        next.legalName = fields.text("legal_name", legalName, atLeast: 2, atMost: 300)
        next.names = fields.records("names", names, atMost: 60) { OrganisationName.read($0) }
        next.kind = fields.choice("kind", kind) ?? kind
        next.country = fields.code("country", country, isRequired: true, isKnown: isKnownCountry) ?? country
        next.city = fields.text("city", city, atMost: 120)
        next.latitude = fields.decimal("latitude", latitude, in: -90...90)
        next.longitude = fields.decimal("longitude", longitude, in: -180...180)
        if (next.latitude == nil) != (next.longitude == nil) {
            fields.complain(next.latitude == nil ? "latitude" : "longitude", "organisation.place.half")
        }
        next.website = fields.webAddress("website", website)
        next.email = fields.mailAddress("email", email)
        next.phone = fields.optionalText("phone", phone, atMost: 60)
        next.summary = fields.multilingual("summary", summary, atMost: 4_000)
        next.founded = fields.integer("founded", founded, in: 800...now.day.year)
        next.visibility = visibility.changed(by: fields, for: Organisation.hideable)
        if isOffice {
            next.status = fields.choice("status", status) ?? status
            next.identifiers = fields.records("identifiers", identifiers, atMost: 30) { Identifier.read($0) }
            next.parents = fields.texts("parents", parents.map(\.text), atMost: 20, each: 40).map { ID($0) }
            next.successors = fields.texts("successors", successors.map(\.text), atMost: 20, each: 40).map { ID($0) }
        }
        try fields.finish()
        next.sortName = folded(next.legalName)
        next.edited = Set(edited).union(next.differences(from: self)).sorted()
        next.version = version + 1
        next.changedAt = now
        return next
    }

    /// The names of the fields in which two states differ, as imports know them.
    func differences(from other: Organisation) -> [String] {
        var names: [String] = []
        if legalName != other.legalName { names.append("legal_name") }
        if self.names != other.names { names.append("names") }
        if kind != other.kind { names.append("kind") }
        if country != other.country { names.append("country") }
        if city != other.city { names.append("city") }
        if latitude != other.latitude || longitude != other.longitude { names.append("place") }
        if website != other.website { names.append("website") }
        if email != other.email { names.append("email") }
        if phone != other.phone { names.append("phone") }
        if summary != other.summary { names.append("summary") }
        if founded != other.founded { names.append("founded") }
        if status != other.status { names.append("status") }
        if parents != other.parents { names.append("parents") }
        if successors != other.successors { names.append("successors") }
        return names
    }

    /// The name for a reader: the label in their language, else the legal name.
    public func name(in language: String) -> String {
        names.first { $0.language == language && $0.kind == .label }?.text ?? legalName
    }

    /// Every name once, folded, with what it is: what lists search.
    var foldedNames: [(folded: String, kind: String)] {
        var seen: Set<String> = []
        return ([(legalName, "legal")] + names.map { ($0.text, $0.kind.rawValue) }).compactMap { text, kind in
            let name = folded(text)
            return !name.isEmpty && seen.insert(name + kind).inserted ? (name, kind) : nil
        }
    }
}

extension OrganisationName {
    static func read(_ fields: Fields) -> OrganisationName? {
        if fields.isBlank { return nil }
        let text = fields.text("text", atMost: 300)
        let language = fields.languageTag("language")
        let kind = fields.choice("kind", Kind.label) ?? .label
        return text.isEmpty ? nil : OrganisationName(text, language: language, kind: kind)
    }
}

extension Identifier {
    static func read(_ fields: Fields) -> Identifier? {
        let value = fields.text("value", atMost: 100)
        let scheme = fields.text("scheme", atMost: 30)
        if value.isEmpty { return nil }
        if scheme.isEmpty { fields.complain("scheme", "field.required") }
        if let problem = Identifier.problem(scheme: scheme, value: value) { fields.complain("value", problem) }
        return Identifier(scheme, value)
    }
}

extension Fields {
    /// The language of a text, given by its code or its name. Longer tags than codes stay as they are.
    func languageTag(_ name: String) -> String? {
        guard let text = optionalText(name, nil, atMost: 60) else { return nil }
        if Languages.isCode(text) { return text }
        if let language = Languages.meant(by: text), !text.contains("-") { return language.code }
        let isTag = text.utf8.count <= 12 && text.contains(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
        if !isTag { complain(name, "field.language", ["code": text]) }
        return isTag ? text : nil
    }

    /// An address on the web; one without a scheme gets `https://`.
    func webAddress(_ name: String, _ current: String?) -> String? {
        guard var text = optionalText(name, current, atMost: 500) else { return nil }
        if !text.contains("://"), text.contains(".") { text = "https://" + text }
        let isWeb = text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://")
        guard isWeb, let address = URL(string: text), address.host()?.contains(".") == true, !text.contains(" ") else {
            complain(name, "field.type.web")
            return current
        }
        return text
    }

    func mailAddress(_ name: String, _ current: String?) -> String? {
        guard let text = optionalText(name, current, atMost: 254) else { return nil }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !parts[1].hasPrefix("."),
            !parts[1].hasSuffix("."),
            !text.contains(where: \.isWhitespace)
        else {
            complain(name, "field.type.mail")
            return current
        }
        return text
    }
}

/// An organisation as one reader may see it: hidden fields are empty.
public struct OrganisationSeen: Encodable, Sendable {
    public let id: ID<Organisation>
    public let legalName: String
    public let names: [OrganisationName]
    public let identifiers: [Identifier]
    public let kind: Organisation.Kind
    public let country: String
    public let city: String
    public let latitude: Double?
    public let longitude: Double?
    public let parents: [ID<Organisation>]
    public let successors: [ID<Organisation>]
    public let website: String?
    public let email: String?
    public let phone: String?
    public let summary: Multilingual
    public let founded: Int?
    public let status: ProfileStatus
    public let source: String
    public let version: Int
    public let changedAt: Moment
}

extension Organisation {
    func seen(by actor: Actor) -> OrganisationSeen {
        let isOwn = actor.holds(.representative, on: [Scope(id)])
        func shows(_ field: String) -> Bool { visibility[field].allows(actor, isOwn: isOwn) }
        return OrganisationSeen(
            id: id, legalName: legalName, names: names, identifiers: identifiers, kind: kind, country: country,
            city: city,
            latitude: latitude, longitude: longitude, parents: parents, successors: successors,
            website: shows("website") ? website : nil, email: shows("email") ? email : nil,
            phone: shows("phone") ? phone : nil, summary: shows("summary") ? summary : [:],
            founded: shows("founded") ? founded : nil, status: status, source: source, version: version,
            changedAt: changedAt)
    }
}

extension OrganisationLine {
    func name(in language: String) -> String {
        names.first { $0.language == language && $0.kind == .label }?.text ?? legalName
    }
}
