import Foundation
import Text

/// A cooperation programme: what two or more countries agreed to fund together, who pays what, and for whom.
public struct CooperationProgramme: InventoryRecord {
    public static let kind = "cooperation_programme"
    public static let prefix = "cp"
    static let path = "/programmes"

    public let id: ID<CooperationProgramme>
    /// The office's own short name of it; one of each.
    public var code: String
    public var title: Multilingual
    public var summary: Multilingual
    /// What was agreed, by its name, and where it can be read.
    public var agreement: Multilingual
    public var agreementLink: String?
    public var agreedOn: Day?
    /// Who runs it, in the directory; else by name alone.
    public var ownerID: ID<Organisation>?
    public var ownerName: String
    /// Where everybody may ask: an office's address, not a person's.
    public var contact: String
    public var parties: [FundingParty]
    public var instruments: [Instrument]
    /// In the order of years.
    public var budgets: [YearBudget]
    /// Empty where every theme is open.
    public var topics: [String]
    /// Empty where it is for everybody.
    public var careerStages: [CareerStage]
    public var cycle: Cycle
    public var cycleNote: Multilingual
    /// How proposals are judged and by whom.
    public var evaluation: Multilingual
    public var startYear: Int?
    public var endYear: Int?
    /// The programmes that it continues.
    public var predecessors: [ID<CooperationProgramme>]
    public var website: String?
    /// Where the record comes from: a decree, a page, a letter.
    public var reference: String
    /// When somebody last looked whether it is still right.
    public var checkedOn: Day?
    public var status: InventoryStatus
    public var source: String
    /// Facts that people changed by hand: an import leaves them.
    public var edited: [String]
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Instrument: String, Codable, Sendable, CaseIterable {
        case project, mobility, workshop, network, infrastructure, innovation, school, fellowship, other
    }

    /// How often one can apply.
    public enum Cycle: String, Codable, Sendable, CaseIterable {
        case yearly
        case twoYears = "two_years"
        case rolling, irregular, once
    }

    static let facts = [
        "code", "title", "summary", "agreement", "owner", "contact", "parties", "instruments", "budgets", "topics",
        "career_stages", "cycle", "evaluation", "years", "predecessors", "website", "reference", "checked_on", "status",
    ]
    static let ownersFields = [
        "title", "summary", "agreement", "agreement_link", "agreed_on", "contact", "parties", "instruments", "budgets",
        "topics", "career_stages", "cycle", "cycle_note", "evaluation", "start_year", "end_year", "website",
    ]
    static let longestText = 6_000

    static func blank(_ id: ID<CooperationProgramme>, at now: Moment, source: String) -> CooperationProgramme {
        CooperationProgramme(
            id: id, code: "", title: [:], summary: [:], agreement: [:], agreementLink: nil, agreedOn: nil, ownerID: nil,
            ownerName: "", contact: "", parties: [], instruments: [], budgets: [], topics: [], careerStages: [],
            cycle: .irregular, cycleNote: [:], evaluation: [:], startYear: nil, endYear: nil, predecessors: [],
            website: nil, reference: "", checkedOn: nil, status: .draft, source: source, edited: [], searchText: "",
            sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    func changed(by fields: Fields, knowing known: InventoryKnowledge) throws -> CooperationProgramme {
        var next = self
        next.code = fields.text("code", code, atLeast: 1, atMost: 60)
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.summary = fields.multilingual("summary", summary, atMost: Self.longestText)
        next.agreement = fields.multilingual("agreement", agreement, atMost: 500, lines: false)
        next.agreementLink = fields.webAddress("agreement_link", agreementLink)
        next.agreedOn = fields.day("agreed_on", agreedOn)
        (next.ownerID, next.ownerName) = read(fields, owner: known, ownerName)
        next.contact = fields.text("contact", contact, atMost: 300)
        next.readMoney(from: fields)
        next.instruments = fields.choices("instruments", instruments)
        next.topics = read(fields, topics: known)
        next.careerStages = fields.careerStages("career_stages", careerStages)
        next.cycle = fields.choice("cycle", cycle) ?? cycle
        next.cycleNote = fields.multilingual("cycle_note", cycleNote, atMost: 1_000)
        next.evaluation = fields.multilingual("evaluation", evaluation, atMost: Self.longestText)
        next.startYear = fields.integer("start_year", startYear, in: 1900...2100)
        next.endYear = fields.integer("end_year", endYear, in: 1900...2100)
        if let start = next.startYear, let end = next.endYear, end < start {
            fields.complain("end_year", "field.before_start")
        }
        next.predecessors = fields.texts("predecessors", predecessors.map(\.text), atMost: 10, each: 40).map { ID($0) }
        for other in next.predecessors where try other == id || !known.isOther(other.text) {
            fields.complain("predecessors", "field.unknown", ["code": other.text])
        }
        next.website = fields.webAddress("website", website)
        next.reference = fields.text("reference", reference, atMost: 1_000)
        next.checkedOn = fields.day("checked_on", checkedOn)
        if let day = next.checkedOn, day > known.now.day { fields.complain("checked_on", "inventory.in_future") }
        next.status = fields.choice("status", status) ?? status
        try fields.finish()
        return next.edited(from: self, at: known.now)
    }

    private mutating func readMoney(from fields: Fields) {
        parties = fields.records("parties", parties, atMost: 40) { FundingParty.read($0) }
        var seen: Set<String> = []
        for party in parties where !seen.insert(party.side).inserted {
            fields.complain("parties", "programme.party.twice", ["side": party.side])
        }
        budgets = fields.records("budgets", budgets, atMost: 60) { YearBudget.read($0) }
            .sorted { ($0.year, $0.currency) < ($1.year, $1.currency) }
        for (one, other) in zip(budgets, budgets.dropFirst()) where one.year == other.year {
            guard one.currency == other.currency else { continue }
            fields.complain("budgets", "programme.budget.twice", ["year": String(one.year), "currency": one.currency])
        }
    }

    func settled(version: Int, at now: Moment) -> CooperationProgramme {
        var next = self
        let words = [code] + title.all + agreement.all + [ownerName] + parties.map(\.funder)
        next.searchText = folded(words.joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        (next.version, next.changedAt) = (version, now)
        return next
    }

    var countries: [(direction: String, country: String)] {
        Set(parties.flatMap { CountrySide.countries(of: $0.side) }).sorted().map { ("party", $0) }
    }
}

extension Fields {
    /// Words of an enumeration, in its own order. A form sends an empty one beside the boxes that are ticked.
    func choices<Word: RawRepresentable<String> & CaseIterable & Equatable>(_ name: String, _ current: [Word]) -> [Word]
    {
        let codes = texts(name, current.map(\.rawValue), atMost: 30, each: 30)
        for code in codes where Word(rawValue: code) == nil { complain(name, "field.unknown", ["code": code]) }
        return Word.allCases.filter { codes.contains($0.rawValue) }
    }
}
