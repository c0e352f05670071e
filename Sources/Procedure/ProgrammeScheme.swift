import Yams

/// What a programme is, as its office writes it down once: which countries take part and which only read, and the rules
/// of its partner searches (`docs/formats.md`).
public struct ProgrammeScheme: Hashable, Sendable {
    public let id: String
    public let version: Int
    public let title: Wording
    public let countries: [Country]
    /// By their names in the API: `reminder_days`. Those that are not named stay as they are.
    public let partnerSearches: [String: Int]

    /// A country by its code (ISO 3166-1 alpha-2).
    public struct Country: Hashable, Sendable {
        public let code: String
        public let standing: Standing
    }

    public enum Standing: String, Sendable, CaseIterable {
        /// Its people apply and look for partners.
        case participant
        /// Its people read and get mail.
        case information
    }

    /// The rules of partner searches that a scheme may name.
    public static let partnerSearchRules = [
        "least_days", "enough_days", "label_reviews", "most_invitations", "reminder_days", "most_reminders",
        "outcome_days",
    ]
}

/// A programme's scheme as it was read from a file, with the places of its parts.
public struct ReadProgramme: Sendable {
    public let scheme: ProgrammeScheme
    public let file: String
    let places: [String: Mark]

    /// Something that only whoever applies the scheme knows to be wrong, at its place in the file.
    public func fault(at path: String, _ code: SchemeFault.Code, _ values: [String: String] = [:]) -> SchemeFault {
        SchemeFault(path: path, places: places, file: file, code, values)
    }

    init(_ node: Node, file: String) throws(SchemeFaults) {
        let reading = SchemeReading(file: file)
        guard let record = reading.record(node, "", .programme) else { throw SchemeFaults(reading.faults) }
        _ = record.choice("kind", of: Scheme.Kind.self)
        let countries = record.records("countries", .country)
        var seen: Set<String> = []
        for country in countries {
            guard let code = country.text("code") else { continue }
            if !seen.insert(code).inserted {
                reading.complain(country.values["code"]?.mark, .doubledCode, ["found": code])
            }
        }
        var rules: [String: Int] = [:]
        if let node = record.values["partner_searches"],
            let named = reading.record(node, "partner_searches", .partnerSearches)
        {
            for name in ProgrammeScheme.partnerSearchRules { rules[name] = named.whole(name) }
        }
        let id = record.text("id") ?? ""
        if !id.isEmpty, !Codes.isForm(id) {
            reading.complain(record.values["id"]?.mark, .badCode, ["found": id, "pattern": Codes.formPattern])
        }
        scheme = ProgrammeScheme(
            id: id, version: record.whole("version") ?? 1, title: record.wording("title") ?? Wording([:]),
            countries: countries.compactMap { country in
                guard let code = country.text("code"),
                    let standing = country.choice("standing", of: ProgrammeScheme.Standing.self)
                else { return nil }
                return ProgrammeScheme.Country(code: code, standing: standing)
            }, partnerSearches: rules)
        if record.has("countries"), countries.isEmpty { reading.complain(record.values["countries"]?.mark, .nothing) }
        (self.file, places) = (file, reading.places)
        guard reading.faults.isEmpty else { throw SchemeFaults(Array(Set(reading.faults))) }
    }
}

extension SchemeKeys {
    static let programme = SchemeKeys(
        "kind", "id", "version", "title", "countries", "partner_searches",
        required: ["kind", "id", "version", "title", "countries"])
    static let country = SchemeKeys("code", "standing", required: ["code", "standing"])
    static let partnerSearches = SchemeKeys(named: ProgrammeScheme.partnerSearchRules)
}
