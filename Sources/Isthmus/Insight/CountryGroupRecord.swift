import Database

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

extension CountryGroupRecord {
    public static func find(_ id: ID<CountryGroupRecord>, in tx: Transaction) throws -> CountryGroupRecord? {
        try tx.first(CountryGroupRecord.self, "SELECT * FROM country_group WHERE id = \(id)")
    }

    static let invariants = [
        Invariant(
            name: "a group of countries has its members beside it",
            offenders: """
                SELECT g.id FROM country_group g
                WHERE NOT EXISTS (SELECT 1 FROM country_group_member m WHERE m.group_code = g.code)
                """)
    ]
}

extension Programme {
    public func countryGroups(as actor: Actor) async throws -> [CountryGroupRecord] {
        try await read { tx in
            let shown: SQL = actor.isOffice ? "1 = 1" : "status = 'active'"
            return try tx.all(
                CountryGroupRecord.self, "SELECT * FROM country_group WHERE \(shown) ORDER BY code, id")
        }
    }

    public func countryGroup(_ id: ID<CountryGroupRecord>, as actor: Actor) async throws -> CountryGroupRecord {
        try await read { tx in try tx.see(id, as: actor) }
    }

    public func createCountryGroup(_ given: [String: Given], as actor: Actor) async throws -> CountryGroupRecord {
        try await write(as: actor) { work in
            try work.require(CountryGroupRecord.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: CountryGroupRecord = try work.made(by: fields) { return made }
            let created = try CountryGroupRecord.blank(
                work.newID(CountryGroupRecord.prefix, from: fields), at: work.now
            ).changed(by: fields, at: work.now)
            guard try work.tx.count("SELECT COUNT(*) FROM country_group WHERE code = \(created.code)") == 0 else {
                throw Problem.invalid("code", "country_group.taken")
            }
            try work.tx.insert(created, into: "country_group")
            try work.tx.keepMembers(of: created)
            try work.record("country_group.created", from: nil, to: created)
            return created
        }
    }

    public func changeCountryGroup(
        _ id: ID<CountryGroupRecord>, _ given: [String: Given], as actor: Actor
    ) async throws -> CountryGroupRecord {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(by: fields, at: work.now)
            try work.save(after, over: before, in: "country_group", as: "country_group.changed")
            try work.tx.keepMembers(of: after)
            return after
        }
    }
}

extension Transaction {
    fileprivate func keepMembers(of group: CountryGroupRecord) throws {
        try run("DELETE FROM country_group_member WHERE group_code = \(group.code)")
        for country in group.members {
            try run("INSERT INTO country_group_member (group_code, country) VALUES (\(group.code), \(country))")
        }
    }
}
