/// A group of countries that an office names itself, beside those of the vocabulary.
public struct CountryGroupRecord: Governed {
    public static let kind = "country_group"
    public static let prefix = "cg"

    public enum Status: String, Codable, Sendable, CaseIterable { case active, withdrawn }
    public enum Permission: String, PermissionSet { case view, edit }

    public let id: ID<CountryGroupRecord>
    /// As it stands in addresses; never that of a country or of a group in the vocabulary.
    public var code: String
    public var name: Multilingual
    public var members: [String]
    /// Since when or as of when, and what else one must know.
    public var validity: String
    public var status: Status
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed = actor.isOffice || (permission == .view && status == .active)
        return allowed ? nil : .init("country_group.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("country_group.refused.edit")
    }

    static func blank(_ id: ID<CountryGroupRecord>, at now: Moment) -> CountryGroupRecord {
        CountryGroupRecord(
            id: id, code: "", name: [:], members: [], validity: "", status: .active, version: 0, createdAt: now,
            changedAt: now)
    }

    func changed(by fields: Fields, at now: Moment) throws(Problem) -> CountryGroupRecord {
        var next = self
        // Addresses and editions name it: a code once given stays.
        if version == 0 {
            next.code = fields.text("code", atMost: 40).lowercased()
            if next.code.isEmpty { fields.complain("code", "field.required") }
        }
        if !next.code.isEmpty {
            let side = CooperatingSide(next.code)
            if side == nil || next.code.utf8.count < 3 { fields.complain("code", "country_group.code") }
            if let side, side.kind != .ownGroup { fields.complain("code", "country_group.taken") }
        }
        next.name = fields.multilingual("name", name, atMost: 120, isRequired: true, lines: false)
        if fields.isGiven("members") {
            let typed = fields.texts("members", members, atMost: 200, each: 80)
            var codes: Set<String> = []
            for text in typed.flatMap({ $0.split(whereSeparator: { ",;\n".contains($0) }) }) {
                if let country = Countries.find(String(text)) {
                    codes.insert(country.code)
                } else {
                    fields.complain("members", "field.unknown", ["code": String(text)])
                }
            }
            next.members = codes.sorted()
        }
        if next.members.count < 2 { fields.complain("members", "country_group.two") }
        if fields.isGiven("validity") { next.validity = fields.text("validity", atMost: 300) }
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}
