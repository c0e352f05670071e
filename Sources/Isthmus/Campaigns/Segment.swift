/// Whom campaigns speak to: a kept filter over the people or the organisations of the directory.
public struct Segment: Governed, Equatable {
    public static let kind = "segment"
    public static let prefix = "sg"

    public let id: ID<Segment>
    public var name: String
    public var audience: Audience
    /// By code; empty for every one, as the others.
    public var countries: [String]
    public var topics: [String]
    /// Kinds of organisations; of people, where they work.
    public var kinds: [String]
    /// That people read. Organisations have none.
    public var languages: [String]
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Audience: String, Codable, Sendable, CaseIterable { case person, organisation }
    public enum Permission: String, PermissionSet { case view, edit }

    /// Whom the office writes to concerns nobody else.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        switch permission {
        case .view, .edit: Self.refusalOfCreating(to: actor)
        }
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("segment.refused")
    }

    static func blank(_ id: ID<Segment>, at now: Moment) -> Segment {
        Segment(
            id: id, name: "", audience: .person, countries: [], topics: [], kinds: [], languages: [], sortName: "",
            version: 0, createdAt: now, changedAt: now)
    }

    /// The segment after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, isTopic: (String) -> Bool, at now: Moment) throws -> Segment {
        var next = self
        next.name = fields.text("name", name, atLeast: 1, atMost: 120)
        next.audience = fields.choice("audience", audience) ?? audience
        next.countries = fields.countriesNamed("countries", countries)
        next.topics = fields.texts("topics", topics, atMost: 50, each: 100)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        next.kinds = fields.texts("kinds", kinds, atMost: 20, each: 40)
        for kind in next.kinds where Organisation.Kind(rawValue: kind) == nil {
            fields.complain("kinds", "field.unknown", ["code": kind])
        }
        next.languages = fields.texts("languages", languages, atMost: 20, each: 60).map { text in
            guard let language = Languages.meant(by: text) else {
                fields.complain("languages", "field.unknown", ["code": text])
                return text
            }
            return language.code
        }
        try fields.finish()
        next.sortName = next.name.lowercased()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

extension Fields {
    /// Countries by their names or codes, each once.
    func countriesNamed(_ name: String, _ current: [String]) -> [String] {
        var codes: [String] = []
        for text in texts(name, current, atMost: 100, each: 100) {
            guard let country = Countries.find(text) else {
                complain(name, "field.unknown", ["code": text])
                continue
            }
            if !codes.contains(country.code) { codes.append(country.code) }
        }
        return codes
    }
}
