import Foundation
import Text

/// An event that somebody proposes for a programme. Who they are stands beside it as a `Proposer`, which the journal
/// does not keep.
public struct EventProposal: Governed {
    public static let kind = "event_proposal"
    public static let prefix = "eq"

    public let id: ID<EventProposal>
    public let programmeID: ID<EventProgramme>
    public let accountID: ID<Account>?
    /// Of mails to them.
    public let language: String
    public var title: Multilingual
    public var text: Multilingual
    public var kind: Event.Kind
    /// One of the programme's themes.
    public var theme: String
    /// One of the programme's audiences.
    public var audience: String
    public var organisers: [ProposalOrganiser]
    public var format: Event.Format
    public var place: String
    public var city: String
    public var country: String
    /// The zone of the place, where it was said.
    public var zone: String
    public var firstDay: Day
    public var lastDay: Day
    public var isFlexible: Bool
    /// Other days that the office offers, until they are answered.
    public var offeredFirstDay: Day?
    public var offeredLastDay: Day?
    public var offerNote: String
    /// How many are expected.
    public var participants: Int?
    public var budgetMinor: Int64?
    public var ownMinor: Int64?
    public var currency: String
    public var website: String?
    public var status: Status
    public var reason: Multilingual
    public var submittedAt: Moment?
    public var decidedAt: Moment?
    /// Since when it may show the label; stays when it no longer may.
    public var labelledAt: Moment?
    /// The event that was made of it.
    public var eventID: ID<Event>?
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The organisations of the directory among the organisers.
    var organisations: [String] { organisers.compactMap { $0.organisationID?.text } }

    public enum Status: String, Codable, Sendable, CaseIterable {
        /// The address is not proved yet.
        case unconfirmed
        case submitted
        /// Somebody scored it.
        case review
        case selected, reserve, declined, withdrawn

        /// Waits for a decision, or can still get another.
        var isOpen: Bool { self == .submitted || self == .review || self == .reserve }
    }

    public enum Permission: String, PermissionSet {
        case view
        case edit, withdraw
        /// The office's side.
        case score, decide, negotiate
        case acceptReport = "accept_report"
        /// Have the way to it mailed to the proposer again.
        case sendLink = "send_link"
    }

    /// Whether it was proposed from the account of whoever asks.
    func isOwn(of actor: Actor) -> Bool { accountID != nil && actor.account == accountID?.text }

    /// Whether somebody proposed it or speaks for one of its organisers: they do not judge it, whatever else they are.
    func isParty(_ actor: Actor) -> Bool {
        isOwn(of: actor) || !Set(actor.scopes(of: .representative)).isDisjoint(with: organisations)
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isOwn = isOwn(of: actor)
        let allowed =
            switch permission {
            case .view: actor.isOffice || isOwn
            case .edit: (actor.isOffice || isOwn) && (status == .unconfirmed || status == .submitted)
            case .withdraw: (actor.isOffice || isOwn) && status != .withdrawn && status != .declined
            case .score: actor.isOffice && (status == .submitted || status == .review)
            case .decide: actor.isOffice && (status.isOpen || status == .declined)
            case .negotiate: actor.isOffice && (status.isOpen || status == .selected)
            case .acceptReport: actor.isOffice && status == .selected
            case .sendLink: actor.isOffice
            }
        let judges = [.score, .decide, .negotiate, .acceptReport].contains(permission)
        if judges, isParty(actor) { return .init("event_proposal.refused.own") }
        return allowed ? nil : .init("event_proposal.refused.\(permission.rawValue)")
    }

    /// The same at a later step.
    func changed(at now: Moment, _ change: (inout EventProposal) -> Void) -> EventProposal {
        var next = self
        change(&next)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }
}

/// Who organises a proposed event: by name, and in the directory where it is known there.
public struct ProposalOrganiser: Codable, Sendable, Hashable {
    public var name: String
    public var country: String
    public var organisationID: ID<Organisation>?
}

/// Whom to write to about a proposal: seen by the office and themselves.
public struct Proposer: Codable, Sendable, Equatable {
    public let proposalID: ID<EventProposal>
    public let name: String
    public let email: String
    /// The address in small letters.
    public let mailbox: String
    public let phone: String

    init(_ id: ID<EventProposal>, name: String, email: String, phone: String) {
        (proposalID, self.name, self.email, self.phone) = (id, name, email, phone)
        mailbox = EmailAddress.folded(email)
    }

    /// Reads whom to write to; whoever is signed in has the address of their account.
    static func read(_ fields: Fields, _ id: ID<EventProposal>, known: Account.Holder?) -> Proposer {
        Proposer(
            id, name: fields.text("contact_name", known?.name ?? "", atLeast: 1, atMost: 200),
            email: known?.email ?? fields.email("email"), phone: fields.text("phone", atMost: 60))
    }
}

extension Fields {
    /// Each of the site's first two languages that a text lacks is told once, at its own field.
    fileprivate func complain(of text: Multilingual, _ name: String, without languages: [String]) {
        for language in languages.prefix(2) where text[language] == nil {
            let field = "\(name).\(language)"
            // What could not be read is told already.
            guard !issues.contains(where: { $0.field == field || $0.field == name }) else { continue }
            complain(field, text.isEmpty ? "field.required" : "event_proposal.both_languages")
        }
    }
}

extension EventProposal {
    static let longestText = 5_000
    static let mostOrganisers = 10
    static let mostPeople = 1_000_000
    /// An event of a programme takes no longer, in days.
    static let longest = 366

    static func blank(
        _ id: ID<EventProposal>, for programme: EventProgramme, account: String?, language: String, at now: Moment
    ) -> EventProposal {
        EventProposal(
            id: id, programmeID: programme.id, accountID: account.map { ID($0) }, language: language, title: [:],
            text: [:], kind: .seminar, theme: "", audience: "", organisers: [], format: .onSite, place: "", city: "",
            country: "", zone: "", firstDay: programme.firstDay, lastDay: programme.firstDay, isFlexible: false,
            offeredFirstDay: nil, offeredLastDay: nil, offerNote: "", participants: nil, budgetMinor: nil,
            ownMinor: nil, currency: "EUR", website: nil, status: account == nil ? .unconfirmed : .submitted,
            reason: [:], submittedAt: account == nil ? nil : now, decidedAt: nil, labelledAt: nil, eventID: nil,
            searchText: "", sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    private var isNew: Bool { version == 0 }

    /// The proposal after what a form or a body gave; throws every issue. `organisation` finds an organiser in the
    /// directory by an id.
    func changed(
        by fields: Fields, for programme: EventProgramme, languages: [String],
        organisation: (String) throws -> Organisation?, at now: Moment
    ) throws -> EventProposal {
        var next = self
        next.kind = fields.choice("kind", isNew ? nil : kind) ?? kind
        next.title = fields.multilingual("title", title, atMost: 300, lines: false)
        fields.complain(of: next.title, "title", without: languages)
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        fields.complain(of: next.text, "text", without: languages)
        next.theme = fields.code("theme", theme, isRequired: true) { programme.topics.contains($0) } ?? theme
        next.audience =
            fields.code("audience", audience, isRequired: true) { programme.audience($0) != nil } ?? audience
        next.organisers = try readOrganisers(fields, organisation)
        next.readPlace(from: fields)
        next.readDays(from: fields, in: programme, isNew: isNew)
        next.participants = fields.integer("participants", participants, in: 1...Self.mostPeople)
        next.currency = fields.code("currency", currency, isRequired: true) { Currencies.isCode($0) } ?? currency
        next.budgetMinor = fields.money("budget", budgetMinor, in: next.currency)
        next.ownMinor = fields.money("own", ownMinor, in: next.currency)
        if let budget = next.budgetMinor, let own = next.ownMinor, own > budget {
            fields.complain("own", "event_proposal.own_above")
        }
        next.website = fields.webAddress("website", website)
        return next.settled(version: version + 1, at: now)
    }

    private func readOrganisers(
        _ fields: Fields, _ organisation: (String) throws -> Organisation?
    ) throws -> [ProposalOrganiser] {
        var fault: (any Error)?
        let read = fields.records("organisers", organisers, atMost: Self.mostOrganisers) { row -> ProposalOrganiser? in
            let id = row.text("organisation_id", atMost: 40)
            let name = row.text("name", atMost: 300)
            let country = row.code("country", nil, isRequired: false) { Countries.isCode($0) }
            guard !id.isEmpty || !name.isEmpty || country != nil else { return nil }
            do {
                let key = id.isEmpty && name.hasPrefix(Organisation.prefix + "-") ? name : id
                if !key.isEmpty {
                    if let known = try organisation(key) {
                        return ProposalOrganiser(
                            name: known.legalName, country: known.country, organisationID: known.id)
                    }
                    row.complain(id.isEmpty ? "name" : "organisation_id", "field.unknown", ["code": key])
                    return nil
                }
            } catch {
                fault = error
                return nil
            }
            if name.isEmpty { row.complain("name", "field.required") }
            if country == nil, row.issues.isEmpty { row.complain("country", "field.required") }
            return ProposalOrganiser(name: name, country: country ?? "", organisationID: nil)
        }
        if let fault { throw fault }
        if read.isEmpty, !fields.issues.contains(where: { $0.field.hasPrefix("organisers") }) {
            fields.complain("organisers", "field.required")
        }
        return read
    }

    private mutating func readPlace(from fields: Fields) {
        format = fields.choice("format", format) ?? format
        place = fields.text("place", place, atMost: 300)
        city = fields.text("city", city, atMost: 120)
        country = fields.code("country", country, isRequired: true) { Countries.isCode($0) } ?? country
        zone = fields.code("zone", zone, isRequired: false) { ZoneClock($0) != nil } ?? ""
        if format != .online, city.isEmpty { fields.complain("city", "field.required") }
    }

    private mutating func readDays(from fields: Fields, in programme: EventProgramme, isNew: Bool) {
        isFlexible = fields.flag("is_flexible", isFlexible)
        let first = fields.day("first_day", isNew ? nil : firstDay)
        let last = fields.day("last_day", isNew ? nil : lastDay) ?? first
        guard let first, let last else {
            if !fields.issues.contains(where: { $0.field == "first_day" }) {
                fields.complain("first_day", "field.required")
            }
            return
        }
        (firstDay, lastDay) = (first, last)
        Self.check(first, last, "first_day", "last_day", in: programme, fields)
    }

    /// Days must lie within the programme and in their order; each of the two is told what is wrong with it.
    static func check(
        _ first: Day, _ last: Day, _ firstName: String, _ lastName: String, in programme: EventProgramme,
        _ fields: Fields
    ) {
        let period = ["first": programme.firstDay.description, "last": programme.lastDay.description]
        if first < programme.firstDay || first > programme.lastDay {
            fields.complain(firstName, "event_proposal.outside", period)
        }
        if last < first {
            fields.complain(lastName, "event_programme.ends_before")
        } else if last >= first.adding(days: Self.longest) {
            fields.complain(lastName, "event.too_long", ["days": String(Self.longest)])
        } else if last > programme.lastDay, last != first {
            fields.complain(lastName, "event_proposal.outside", period)
        }
    }

    /// With what follows from the rest computed again.
    func settled(version: Int, at now: Moment) -> EventProposal {
        var next = self
        let titles = title.languages.compactMap { title[$0] }
        next.searchText = folded((titles + [place, city] + organisers.map(\.name)).joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        (next.version, next.changedAt) = (version, now)
        return next
    }

    /// The event of a selected proposal as a form would bring it; it begins at nine and ends at seventeen o'clock.
    func eventFields(in programme: EventProgramme) -> [String: Given] {
        var text: [String: Given] = [:]
        for language in self.text.languages {
            let words = Words(language)
            let names = organisers.map { "\($0.name) (\(words.country($0.country)))" }.joined(separator: "; ")
            text[language] = .text(
                "\(self.text[language] ?? "")\n\n\(words("event_proposal.organised_by", ["names": names]))")
        }
        func texts(_ texts: Multilingual) -> Given { .record(texts.texts.mapValues { .text($0) }) }
        return [
            "kind": .text(kind.rawValue), "title": texts(title), "text": .record(text),
            "audience": texts(programme.audience(audience)?.name ?? [:]), "topics": .list([.text(theme)]),
            "format": .text(format.rawValue), "place": .text(place), "city": .text(city), "country": .text(country),
            "zone": .text(zone.isEmpty ? programme.zone : zone), "starts": .text("\(firstDay) 09:00"),
            "ends": .text("\(lastDay) 17:00"), "website": .text(website ?? ""),
            "organisers": .list(
                Set(organisations).sorted().map {
                    .record(["organisation": .text($0), "role": .text("organiser")])
                }),
        ]
    }
}
