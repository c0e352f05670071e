import Indicators

/// A source of evidence about countries: whose figures they are, as of when, how many, and how good.
public struct EvidenceSource: Governed, Equatable {
    public static let kind = "evidence_source"
    public static let prefix = "es"
    /// The code of the source of works that authors of two countries wrote together.
    static let coauthorship = "coauthorship"

    public let id: ID<EvidenceSource>
    /// As it stands in addresses: `coauthorship`.
    public let code: String
    public var title: Multilingual
    /// Who gathered the figures, where they stand, and under which licence they came.
    public var publisher: String
    public var link: String?
    public var licence: String
    /// The day as of which the figures are.
    public var asOf: Day
    /// What a reader has to know of them.
    public var note: Multilingual
    public var files: [String]
    public var firstYear: Int
    public var lastYear: Int
    public var countries: Int
    public var pairYears: Int
    public var countryYears: Int
    /// Of the last file: rows read, rows passed over because nobody knows their country, and those names.
    public var rowsRead: Int
    public var rowsUnmatched: Int
    public var unmatched: [String]
    /// Pairs of a year whose two directions differ; the greater number counts.
    public var directionsDiffer: Int
    /// Countries of a year that have other partners than the file says.
    public var partnersDiffer: Int
    public var importedAt: Moment
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Permission: String, PermissionSet { case view, edit }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        permission == .view || actor.isOffice ? nil : .init("evidence.refused.edit")
    }

    /// The share of rows about countries that nobody knows.
    public var shareUnmatched: Double { rowsRead > 0 ? Double(rowsUnmatched) / Double(rowsRead) : 0 }
    /// The share of pairs of a year whose directions differ.
    public var shareDiffering: Double { pairYears > 0 ? Double(directionsDiffer) / Double(pairYears) : 0 }
    /// How many of the world's countries the source knows.
    public var coverage: Double { Double(countries) / Double(max(1, Countries.all.count)) }

    static func blank(_ id: ID<EvidenceSource>, at now: Moment) -> EvidenceSource {
        EvidenceSource(
            id: id, code: coauthorship,
            title: [
                "en": "Works written together by authors of two countries",
                "ru": "Работы, написанные вместе авторами двух стран",
            ],
            publisher: "OpenAlex", link: "https://openalex.org", licence: "CC0", asOf: now.day, note: [:], files: [],
            firstYear: 0, lastYear: 0, countries: 0, pairYears: 0, countryYears: 0, rowsRead: 0, rowsUnmatched: 0,
            unmatched: [], directionsDiffer: 0, partnersDiffer: 0, importedAt: now, version: 0, createdAt: now,
            changedAt: now)
    }

    /// What an office says of the source; the figures themselves come from files alone.
    func changed(by fields: Fields, at now: Moment) throws(Problem) -> EvidenceSource {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        if fields.isGiven("publisher") { next.publisher = fields.text("publisher", atMost: 300) }
        next.link = fields.webAddress("link", link)
        if fields.isGiven("licence") { next.licence = fields.text("licence", atMost: 100) }
        next.asOf = fields.day("as_of", asOf) ?? asOf
        next.note = fields.multilingual("note", note, atMost: 3_000)
        try fields.finish()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// Works that authors of two countries wrote together in a year.
public struct PairYear: Codable, Sendable, Hashable {
    /// Two codes, the first one by the alphabet first.
    public let countryA: String
    public let countryB: String
    public let year: Int
    public let works: Int
}

/// Works of a country's authors with anybody abroad in a year.
public struct CountryYear: Codable, Sendable, Hashable {
    public let country: String
    public let year: Int
    public let works: Int
}

/// The years behind a figure, with what was counted in each: the records that the figure opens.
public struct EvidenceRecord: Encodable, Sendable {
    public struct Year: Encodable, Sendable {
        public let year: Int
        /// Works of both; works of each with anybody abroad, nil for a group.
        public let joint: Int
        public let first: Int
        public let second: Int?
    }
    public struct Member: Encodable, Sendable {
        public let country: String
        public let joint: Int
        public let address: String
    }
    public let source: EvidenceSource
    public let sides: CooperatingSides
    public let years: [Year]
    /// The countries of a group with what each adds.
    public let members: [Member]
    /// All years added up: the figure that opens this.
    public let total: Int
}

/// The partners of one country with what was written together.
public struct EvidencePartners: Encodable, Sendable {
    public struct Partner: Encodable, Sendable {
        public let country: String
        public let joint: Int
        /// Equals share the better one.
        public let rank: Int
        public let address: String
    }
    public let source: EvidenceSource
    public let country: String
    public let firstYear: Int
    public let lastYear: Int
    public let partners: [Partner]
    /// Joint works with each of them, added up.
    public let total: Int
}

extension Fields {
    /// Years from and to, as an address gives them; what is left out is the source's first or last.
    func years(within known: ClosedRange<Int>) throws(Problem) -> ClosedRange<Int> {
        let first = integer("from", nil, in: 1_000...2_999) ?? known.lowerBound
        let last = integer("to", nil, in: 1_000...2_999) ?? known.upperBound
        if last < first { complain("to", "field.before_start") }
        try finish()
        return first...last
    }
}
