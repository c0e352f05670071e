import Database

extension CountryStanding {
    public static func find(_ id: ID<CountryStanding>, in tx: Transaction) throws -> CountryStanding? {
        try tx.first(CountryStanding.self, "SELECT * FROM country_standing WHERE id = \(id)")
    }

    static let listing = Listing<CountryStanding>(
        columns: "s.*", source: "country_standing s", id: "s.id",
        facets: [Facet("standing", column: "s.standing").reading(Standing.self)], sorts: [Sort("country", "s.country")])
}

extension CountryStanding.Standing: ColumnValue {}

extension Transaction {
    /// What a country is for the programme; one that nobody said anything of takes part.
    func standing(of country: String) throws -> CountryStanding.Standing {
        try value(CountryStanding.Standing.self, "SELECT standing FROM country_standing WHERE country = \(country)")
            ?? .participant
    }
}

extension Work {
    /// Throws `Problem.refused` where people of a country read, but do not apply. A verb by which somebody applies,
    /// or registers a search or an expression of interest, asks it with the country of whoever does.
    func requireApplicant(from country: String) throws {
        if let refusal = CountryStanding.refusalOfApplying(try tx.standing(of: country)) {
            throw Problem.refused(refusal)
        }
    }
}

extension Work {
    /// Says what a country is for the programme; whether it was otherwise.
    @discardableResult
    func set(_ standing: CountryStanding.Standing, of country: String) throws -> Bool {
        let known = try tx.first(CountryStanding.self, "SELECT * FROM country_standing WHERE country = \(country)")
        if let known {
            guard known.standing != standing else {
                recordNothing()
                return false
            }
            var changed = known
            (changed.standing, changed.version, changed.changedAt) = (standing, known.version + 1, now)
            return try save(changed, over: known, in: "country_standing", as: "country_standing.changed")
        }
        let made = CountryStanding(
            id: newID(CountryStanding.prefix), country: country, standing: standing, version: 1, createdAt: now,
            changedAt: now)
        try tx.insert(made, into: "country_standing")
        return try record("country_standing.created", from: nil, to: made)
    }
}

extension Programme {
    /// Whether people of a country may apply, and register searches and expressions of interest.
    public func mayApply(_ country: String) async throws -> Bool {
        try await read { tx in CountryStanding.refusalOfApplying(try tx.standing(of: country)) == nil }
    }

    public func countryStandings(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<CountryStanding> {
        try await read { tx in try tx.list(CountryStanding.listing, selection, visible: "1 = 1", counting: counting) }
    }

    /// Says what a country is for the programme: `country` by name or code, `standing`.
    @discardableResult
    public func setCountryStanding(_ given: [String: Given], as actor: Actor) async throws -> CountryStanding {
        try await write(as: actor) { work in
            try work.require(CountryStanding.refusalOfSetting(to: actor))
            let fields = Fields(given)
            let name = fields.text("country", atLeast: 1, atMost: 100)
            let country = Countries.find(name)
            if country == nil, !name.isEmpty { fields.complain("country", "field.unknown", ["code": name]) }
            let standing = fields.choice("standing", nil as CountryStanding.Standing?)
            try fields.finish()
            guard let country, let standing else { throw Problem.invalid("country", "field.required") }
            try work.set(standing, of: country.code)
            let known = try work.tx.first(
                CountryStanding.self, "SELECT * FROM country_standing WHERE country = \(country.code)")
            guard let known else { throw Problem.notFound }
            return known
        }
    }
}
