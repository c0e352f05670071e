import Database

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
