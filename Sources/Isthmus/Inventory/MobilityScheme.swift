import Foundation
import Text

/// A mobility scheme: who may go from where to where, at which stage of a career, for how long and at whose cost.
public struct MobilityScheme: InventoryRecord {
    public static let kind = "mobility_scheme"
    public static let prefix = "mo"
    static let path = "/mobility"

    public let id: ID<MobilityScheme>
    public var code: String
    public var title: Multilingual
    public var summary: Multilingual
    /// Countries and groups that one leaves, and those that one goes to.
    public var fromSides: [String]
    public var toSides: [String]
    /// The other way as well.
    public var isBothWays: Bool
    /// Empty where every theme is open.
    public var topics: [String]
    /// Empty where it is for everybody.
    public var careerStages: [CareerStage]
    /// The shortest and the longest stay.
    public var leastDays: Int?
    public var mostDays: Int?
    public var allowanceMinor: Int64?
    public var currency: String
    public var allowanceFor: Period
    /// What is paid besides: travel, insurance, family.
    public var allowanceNote: Multilingual
    /// Who pays, by name, and for which side.
    public var payer: String
    public var payerSide: String?
    public var deadlinePattern: DeadlinePattern
    public var deadlineNote: Multilingual
    public var ownerID: ID<Organisation>?
    public var ownerName: String
    public var contact: String
    public var website: String?
    public var reference: String
    public var checkedOn: Day?
    public var status: InventoryStatus
    public var source: String
    public var edited: [String]
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// What an allowance is for.
    public enum Period: String, Codable, Sendable, CaseIterable { case day, month, year, stay }

    /// When one can apply.
    public enum DeadlinePattern: String, Codable, Sendable, CaseIterable {
        case rolling, yearly
        /// Several times a year.
        case several
        /// With the calls of a programme.
        case calls
    }

    public var allowance: Money? { allowanceMinor.map { Money(minor: $0, currency: currency) } }

    static let facts = [
        "code", "title", "summary", "direction", "topics", "career_stages", "duration", "allowance", "payer",
        "deadline", "owner", "contact", "website", "reference", "checked_on", "status",
    ]
    static let ownersFields = [
        "title", "summary", "from_sides", "to_sides", "is_both_ways", "topics", "career_stages", "least_days",
        "most_days", "currency", "allowance", "allowance_for", "allowance_note", "payer", "payer_side",
        "deadline_pattern", "deadline_note", "contact", "website",
    ]

    static func blank(_ id: ID<MobilityScheme>, at now: Moment, source: String) -> MobilityScheme {
        MobilityScheme(
            id: id, code: "", title: [:], summary: [:], fromSides: [], toSides: [], isBothWays: false, topics: [],
            careerStages: [], leastDays: nil, mostDays: nil, allowanceMinor: nil, currency: "EUR", allowanceFor: .month,
            allowanceNote: [:], payer: "", payerSide: nil, deadlinePattern: .yearly, deadlineNote: [:], ownerID: nil,
            ownerName: "", contact: "", website: nil, reference: "", checkedOn: nil, status: .draft, source: source,
            edited: [], searchText: "", sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    func changed(by fields: Fields, knowing known: InventoryKnowledge) throws -> MobilityScheme {
        var next = self
        next.code = fields.text("code", code, atLeast: 1, atMost: 60)
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.summary = fields.multilingual("summary", summary, atMost: CooperationProgramme.longestText)
        next.fromSides = fields.sides("from_sides", fromSides, isRequired: true)
        next.toSides = fields.sides("to_sides", toSides, isRequired: true)
        next.isBothWays = fields.flag("is_both_ways", isBothWays)
        next.topics = read(fields, topics: known)
        next.careerStages = fields.careerStages("career_stages", careerStages)
        next.leastDays = fields.integer("least_days", leastDays, in: 1...3_660)
        next.mostDays = fields.integer("most_days", mostDays, in: 1...3_660)
        if let least = next.leastDays, let most = next.mostDays, least > most {
            fields.complain("most_days", "mobility.less_than_least")
        }
        next.currency = fields.code("currency", currency, isRequired: true, isKnown: Currencies.isCode) ?? currency
        next.allowanceMinor = fields.money("allowance", allowanceMinor, in: next.currency)
        next.allowanceFor = fields.choice("allowance_for", allowanceFor) ?? allowanceFor
        next.allowanceNote = fields.multilingual("allowance_note", allowanceNote, atMost: 1_000)
        next.payer = fields.text("payer", payer, atMost: 200)
        let side = fields.optionalText("payer_side", payerSide, atMost: 80)
        next.payerSide = side.flatMap { CountrySide.code($0) }
        if let side, next.payerSide == nil { fields.complain("payer_side", "field.unknown", ["code": side]) }
        next.deadlinePattern = fields.choice("deadline_pattern", deadlinePattern) ?? deadlinePattern
        next.deadlineNote = fields.multilingual("deadline_note", deadlineNote, atMost: 1_000)
        (next.ownerID, next.ownerName) = read(fields, owner: known, ownerName)
        next.contact = fields.text("contact", contact, atMost: 300)
        next.website = fields.webAddress("website", website)
        next.reference = fields.text("reference", reference, atMost: 1_000)
        next.checkedOn = fields.day("checked_on", checkedOn)
        if let day = next.checkedOn, day > known.now.day { fields.complain("checked_on", "inventory.in_future") }
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        return next.edited(from: self, at: known.now)
    }

    func settled(version: Int, at now: Moment) -> MobilityScheme {
        var next = self
        next.searchText = folded(([code] + title.all + [ownerName, payer]).joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        (next.version, next.changedAt) = (version, now)
        return next
    }

    /// Both ways, every country stands in both directions.
    var countries: [(direction: String, country: String)] {
        let (away, there) = (expanded(fromSides), expanded(toSides))
        let from = isBothWays ? away.union(there) : away
        let to = isBothWays ? away.union(there) : there
        return from.sorted().map { ("from", $0) } + to.sorted().map { ("to", $0) }
    }

    private func expanded(_ sides: [String]) -> Set<String> { Set(sides.flatMap { CountrySide.countries(of: $0) }) }
}
