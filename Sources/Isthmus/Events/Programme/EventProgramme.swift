import Foundation
import Text

/// A year of science and its like: events that others propose, organise and report, chosen and labelled by the office.
public struct EventProgramme: Governed {
    public static let kind = "event_programme"
    public static let prefix = "ep"

    public let id: ID<EventProgramme>
    public var title: Multilingual
    public var text: Multilingual
    /// What organisers of chosen events need to know: how to use the label, whom to ask, what to send.
    public var packText: Multilingual
    /// What the label says.
    public var labelName: Multilingual
    public var firstDay: Day
    public var lastDay: Day
    public var countries: [String]
    /// Its themes, by the ids of topics.
    public var topics: [String]
    public var audiences: [ProgrammeAudience]
    public var criteria: [ProposalCriterion]
    public var checklist: [ChecklistItem]
    /// How many officers score a proposal before it can be decided.
    public var officers: Int
    /// How many events are to be chosen; nil without a number.
    public var places: Int?
    public var opensOn: Day
    public var closesOn: Day
    /// Whose clocks count for the intake, and for events whose proposal names no zone.
    public var zone: String
    /// How many days after an event its report is due.
    public var reportDays: Int
    public var status: Status
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Status: String, Codable, Sendable, CaseIterable { case draft, published, finished }

    /// Where it stands in time; never kept.
    public enum Phase: String, Codable, Sendable, CaseIterable { case draft, announced, open, closed, finished }

    public enum Permission: String, PermissionSet {
        case view, edit
        /// Publish it, finish it.
        case decide
        /// See the proposals, coverage, collisions and statistics of it.
        case work
        /// Read its closing booklet.
        case read
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: status != .draft || actor.isOffice
            case .edit: actor.isOffice && status != .finished
            case .decide, .work: actor.isOffice
            case .read: status == .finished || actor.isOffice
            }
        return allowed ? nil : .init("event_programme.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("event_programme.refused.create")
    }

    /// For a reader: what organisers of chosen events need to know is for them and the office.
    func seen(by actor: Actor, isChosen: Bool = false) -> EventProgramme {
        var seen = self
        if !isChosen, !actor.isOffice { seen.packText = [:] }
        return seen
    }

    public func phase(at now: Moment) -> Phase {
        guard status == .published else { return status == .draft ? .draft : .finished }
        let today = clock.time(at: now).day
        return today < opensOn ? .announced : today <= closesOn ? .open : .closed
    }

    /// Why nothing can be proposed at a moment.
    func refusalOfProposing(at now: Moment) -> Problem.Reason? {
        switch phase(at: now) {
        case .open: nil
        case .draft, .announced: .init("event_proposal.refused.early", ["day": opensOn.description])
        case .closed, .finished: .init("event_proposal.refused.late", ["day": closesOn.description])
        }
    }

    var clock: ZoneClock { ZoneClock(zone) ?? Self.universal }
    private static let universal: ZoneClock = {
        guard let clock = ZoneClock("UTC") else { preconditionFailure("there is no UTC") }
        return clock
    }()

    /// The months of the programme, each by its first day.
    var months: [Day] {
        var months: [Day] = []
        var day = firstDay.adding(days: 1 - firstDay.dayOfMonth)
        while day <= lastDay {
            months.append(day)
            day = day.adding(days: 31)
            day = day.adding(days: 1 - day.dayOfMonth)
        }
        return months
    }

    func audience(_ code: String) -> ProgrammeAudience? { audiences.first { $0.code == code } }
}

/// For whom events of a programme are.
public struct ProgrammeAudience: Codable, Sendable, Hashable {
    /// `a1`, `a2`: stays as long as the audience does.
    public var code: String
    public var name: Multilingual
}

/// What officers score a proposal by.
public struct ProposalCriterion: Codable, Sendable, Hashable {
    /// `c1`, `c2`: stays as long as the criterion does.
    public var code: String
    public var name: Multilingual
    /// Points go from 0 to this.
    public var most: Int
    /// How much it counts.
    public var weight: Int
}

/// What an organiser of a chosen event has to do by when.
public struct ChecklistItem: Codable, Sendable, Hashable {
    /// `k1`, `k2`: stays as long as the item does.
    public var code: String
    public var name: Multilingual
    /// Days from the event: before its first day when negative, after its last one when positive.
    public var days: Int

    func due(first: Day, last: Day) -> Day { days > 0 ? last.adding(days: days) : first.adding(days: days) }
}

extension EventProgramme {
    static let longestText = 20_000
    /// In days; three years.
    static let longest = 1_100
    static let mostChoices = 20

    static func blank(_ id: ID<EventProgramme>, at now: Moment) -> EventProgramme {
        EventProgramme(
            id: id, title: [:], text: [:], packText: [:], labelName: [:], firstDay: now.day, lastDay: now.day,
            countries: [], topics: [], audiences: [], criteria: [], checklist: [], officers: 2, places: nil,
            opensOn: now.day, closesOn: now.day, zone: "", reportDays: 30, status: .draft, searchText: "",
            sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    private var isNew: Bool { version == 0 }

    /// The programme after what a form or a body gave; throws every issue. What proposals refer to stays once it is
    /// published: themes and audiences can only be added, criteria renamed. `ticked` are codes of the checklist of
    /// which something is known: no other item gets them, whether the item is still there or not.
    func changed(
        by fields: Fields, isTopic: (String) -> Bool, ticked: Set<String> = [], at now: Moment
    ) throws(Problem) -> EventProgramme {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        next.packText = fields.multilingual("pack_text", packText, atMost: Self.longestText)
        next.labelName = fields.multilingual("label_name", labelName, atMost: 60, isRequired: true, lines: false)
        next.countries = fields.programmeCountries("countries", countries)
        next.topics = fields.texts("topics", topics, atMost: 40, each: 60)
        for topic in next.topics where !isTopic(topic) { fields.complain("topics", "field.unknown", ["code": topic]) }
        if next.topics.isEmpty { fields.complain("topics", "field.required") }
        next.officers = fields.integer("officers", officers, in: 2...9) ?? officers
        next.places = fields.integer("places", places, in: 1...10_000)
        next.reportDays = fields.integer("report_days", reportDays, in: 1...365) ?? reportDays
        next.zone = fields.code("zone", zone, isRequired: true) { ZoneClock($0) != nil } ?? zone
        next.readDays(from: fields, isNew: isNew)
        next.readChoices(from: fields, ticked: ticked)
        if status != .draft { next.checkKept(self, fields) }
        try fields.finish()
        let titles = next.title.languages.compactMap { next.title[$0] }
        next.searchText = folded(titles.joined(separator: " "))
        next.sortName = folded(next.title.reading("en"))
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    private mutating func readDays(from fields: Fields, isNew: Bool) {
        func day(_ name: String, _ current: Day) -> Day {
            guard let day = fields.day(name, isNew ? nil : current) else {
                if !fields.issues.contains(where: { $0.field == name }) { fields.complain(name, "field.required") }
                return current
            }
            return day
        }
        (firstDay, lastDay) = (day("first_day", firstDay), day("last_day", lastDay))
        (opensOn, closesOn) = (day("opens_on", opensOn), day("closes_on", closesOn))
        guard fields.issues.allSatisfy({ !["first_day", "last_day", "opens_on", "closes_on"].contains($0.field) })
        else { return }
        if lastDay < firstDay {
            fields.complain("last_day", "event_programme.ends_before")
        } else if lastDay > firstDay.adding(days: Self.longest) {
            fields.complain("last_day", "event.too_long", ["days": String(Self.longest)])
        }
        if closesOn < opensOn { fields.complain("closes_on", "event_programme.closes_before") }
        if closesOn > lastDay { fields.complain("closes_on", "event_programme.closes_late") }
    }

    private mutating func readChoices(from fields: Fields, ticked: Set<String>) {
        audiences = fields.choices("audiences", audiences, "a", code: \.code) { row, code, name in
            ProgrammeAudience(code: code, name: name)
        }
        criteria = fields.choices("criteria", criteria, "c", code: \.code) { row, code, name in
            let most = row.integer("most", 5, in: 1...100) ?? 5
            return ProposalCriterion(
                code: code, name: name, most: most, weight: row.integer("weight", 1, in: 1...100) ?? 1)
        }
        checklist = fields.choices("checklist", checklist, "k", code: \.code, spent: ticked) { row, code, name in
            guard let days = row.integer("days", nil, in: -400...400) else {
                if row.issues.isEmpty { row.complain("days", "field.required") }
                return nil
            }
            return ChecklistItem(code: code, name: name, days: days)
        }
        if audiences.isEmpty { fields.complain("audiences", "field.required") }
        if criteria.isEmpty { fields.complain("criteria", "field.required") }
    }

    private func checkKept(_ before: EventProgramme, _ fields: Fields) {
        if !Set(before.topics).isSubset(of: topics) { fields.complain("topics", "event_programme.only_more") }
        if !Set(before.audiences.map(\.code)).isSubset(of: audiences.map(\.code)) {
            fields.complain("audiences", "event_programme.only_more")
        }
        let scale = { (criterion: ProposalCriterion) in [criterion.code, "\(criterion.most)", "\(criterion.weight)"] }
        if before.criteria.map(scale) != criteria.map(scale) { fields.complain("criteria", "event_programme.locked") }
        if officers != before.officers { fields.complain("officers", "event_programme.locked") }
    }
}

extension Fields {
    /// Two or more countries, by codes or names.
    fileprivate func programmeCountries(_ name: String, _ current: [String]) -> [String] {
        var codes: [String] = []
        for text in texts(name, current, atMost: 100, each: 100) {
            guard let code = Countries.find(text)?.code else {
                complain(name, "field.unknown", ["code": text])
                continue
            }
            if !codes.contains(code) { codes.append(code) }
        }
        if codes.count < 2, !issues.contains(where: { $0.field == name }) {
            complain(name, "event_programme.two_countries")
        }
        return codes
    }

    /// Rows with a name in languages and a code that stays theirs; blank ones fall out, new ones get the next code that
    /// is neither there nor `spent`.
    fileprivate func choices<Item>(
        _ name: String, _ current: [Item], _ letter: String, code: KeyPath<Item, String>, spent: Set<String> = [],
        _ read: (Fields, String, Multilingual) -> Item?
    ) -> [Item] {
        let known = Set(current.map { $0[keyPath: code] })
        var used = known.union(spent)
        var taken: Set<String> = []
        return records(name, current, atMost: EventProgramme.mostChoices) { row -> Item? in
            let given = row.text("code", atMost: 10)
            let text = row.multilingual("name", [:], atMost: 200, lines: false)
            guard !text.isEmpty else {
                // What cannot be is told of a row without a name too.
                for number in ["most", "weight", "days"] { _ = row.integer(number, nil, in: -400...400) }
                return nil
            }
            var own = given
            if !known.contains(own) || taken.contains(own) {
                var number = 1
                while used.contains("\(letter)\(number)") { number += 1 }
                own = "\(letter)\(number)"
            }
            used.insert(own)
            taken.insert(own)
            return read(row, own, text)
        }
    }
}
