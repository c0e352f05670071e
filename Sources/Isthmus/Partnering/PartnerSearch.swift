import Foundation
import Text

/// A search for partners: somebody who wants to answer a call says who is missing, and what they bring themselves.
public struct PartnerSearch: Governed {
    public static let kind = "partner_search"
    public static let prefix = "ps"

    public let id: ID<PartnerSearch>
    public var callID: ID<Call>
    /// Who wrote it.
    public let accountID: ID<Account>
    /// In whose name it stands: a person of the directory and the organisation where they work.
    public var personID: ID<Person>?
    public var organisationID: ID<Organisation>
    /// Colleagues of this team see drafts and answer as well.
    public var teamID: ID<Team>?
    public var title: Multilingual
    public var outline: Multilingual
    /// The expertise that is missing, and the one that is there.
    public var sought: Multilingual
    public var soughtTopics: [String]
    public var soughtWords: [String]
    public var offered: Multilingual
    public var offeredTopics: [String]
    public var offeredWords: [String]
    /// What the partner shall be.
    public var role: PartnerRole
    /// Empty for every kind of organisation, and for every country.
    public var partnerKinds: [Organisation.Kind]
    public var partnerCountries: [String]
    public var partnersWanted: Int
    /// Who is on board besides the organisation itself: how many, and from which countries.
    public var presentPartners: Int
    public var presentCountries: [String]
    /// The type of action, by the short name that calls use; empty for the call's own.
    public var instrument: String
    /// Until the end of this day answers are wanted; nil for as long as the call is open.
    public var answerBy: Day?
    /// Where it began: an event by its name. May be empty.
    public var event: String
    /// The automatic checks as they came out last; empty after a change.
    public var checks: [SearchCheck]
    public var checkedAt: Moment?
    public var publishedAt: Moment?
    public var publishedBy: String?
    public var officeReason: String
    public var labelledAt: Moment?
    public var closedAt: Moment?
    public var withdrawnAt: Moment?
    public var endReason: String
    public var searchText: String
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    // Not columns; `find` reads them.
    /// The last deadline of the call.
    var callClosesAt: Moment?
    /// Whether the call or the organisation is nothing that everybody may see.
    var isHidden = false
    /// The people who work in the team now.
    var colleagues: Set<String> = []

    private enum CodingKeys: String, CodingKey {
        case id, callID, accountID, personID, organisationID, teamID, title, outline, sought, soughtTopics, soughtWords,
            offered, offeredTopics, offeredWords, role, partnerKinds, partnerCountries, partnersWanted, presentPartners,
            presentCountries, instrument, answerBy, event, checks, checkedAt, publishedAt, publishedBy, officeReason,
            labelledAt, closedAt, withdrawnAt, endReason, searchText, sortName, version, createdAt, changedAt
    }

    /// Where it stands; never kept.
    public enum State: String, Codable, Sendable, CaseIterable {
        case draft, checked, published, labelled, closed, expired, withdrawn
    }

    public enum Permission: String, PermissionSet {
        case view, edit, publish
        /// Publish against a check.
        case overrule
        /// Invite, answer, close.
        case lead
        case withdraw
        /// Say that one is interested.
        case answer
        /// Ask reviewers for the label.
        case review
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let (isOwner, isOver) = (isOwn(actor) || actor.isOffice, closedAt != nil || withdrawnAt != nil)
        let allowed =
            switch permission {
            case .view: isOwner || isPublic
            case .edit: isOwner && !isOver
            case .publish: isOwner && !isOver && publishedAt == nil
            case .overrule: actor.isOffice && !isOver && publishedAt == nil
            case .lead: isOwner && !isOver && publishedAt != nil
            case .withdraw: isOwner && withdrawnAt == nil
            case .answer: actor.account != nil && !isOwn(actor) && !isOver && isPublic
            case .review: actor.isOffice && !isOver && publishedAt != nil
            }
        return allowed ? nil : .init("partner_search.refused.\(permission)")
    }

    /// Whoever has an account; the checks tell whether the proposer is real.
    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.account == nil ? .init("partner_search.refused.create") : nil
    }

    /// Everybody may know of it.
    var isPublic: Bool { publishedAt != nil && withdrawnAt == nil && !isHidden }

    /// The author, the person in whose name it stands, their team, and who represents the organisation.
    func isOwn(_ actor: Actor) -> Bool {
        if let account = actor.account, account == accountID.text { return true }
        if let person = actor.person, person == personID?.text || colleagues.contains(person) { return true }
        return actor.scopes(of: .representative).contains(organisationID.text)
    }

    public func state(at now: Moment) -> State {
        if withdrawnAt != nil { return .withdrawn }
        if closedAt != nil { return .closed }
        guard publishedAt != nil else { return checkedAt == nil ? .draft : .checked }
        if let callClosesAt, callClosesAt <= now { return .expired }
        if let answerBy, answerBy < now.day { return .expired }
        return labelledAt == nil ? .published : .labelled
    }

    /// Published and not over.
    func isOpen(at now: Moment) -> Bool { [.published, .labelled].contains(state(at: now)) }

    /// What is compared with the call's topic.
    var subject: [String] {
        [title, outline, sought, offered].flatMap { text in text.languages.compactMap { text[$0] } } + soughtWords
            + offeredWords
    }
    /// The languages in which it is written.
    var languages: Set<String> { Set([title, outline].flatMap(\.languages)) }
}

/// What somebody is, or shall be, in a consortium.
public enum PartnerRole: String, Codable, Sendable, CaseIterable { case lead, partner, expert }

extension PartnerSearch {
    static let longestOutline = 6_000
    static let longestExpertise = 3_000

    static func blank(
        _ id: ID<PartnerSearch>, call: ID<Call>, account: ID<Account>, person: ID<Person>?,
        organisation: ID<Organisation>, at now: Moment
    ) -> PartnerSearch {
        PartnerSearch(
            id: id, callID: call, accountID: account, personID: person, organisationID: organisation, teamID: nil,
            title: [:], outline: [:], sought: [:], soughtTopics: [], soughtWords: [], offered: [:], offeredTopics: [],
            offeredWords: [], role: .partner, partnerKinds: [], partnerCountries: [], partnersWanted: 1,
            presentPartners: 0, presentCountries: [], instrument: "", answerBy: nil, event: "", checks: [],
            checkedAt: nil, publishedAt: nil, publishedBy: nil, officeReason: "", labelledAt: nil, closedAt: nil,
            withdrawnAt: nil, endReason: "", searchText: "", sortName: "", version: 0, createdAt: now, changedAt: now)
    }

    /// The search after what a form or a body gave; throws every issue. What the checks and the label were about is
    /// another text then: both are gone.
    func changed(
        by fields: Fields, isTopic: (String) -> Bool, isTeam: (String) -> Bool, at now: Moment
    ) throws(Problem) -> PartnerSearch {
        var next = self
        next.teamID = fields.team("team", teamID, isTeam: isTeam)
        next.title = fields.plain("title", title, atMost: 200, isRequired: true, lines: false)
        next.outline = fields.plain("outline", outline, atMost: Self.longestOutline, isRequired: true)
        next.sought = fields.plain("sought", sought, atMost: Self.longestExpertise, isRequired: true)
        next.soughtTopics = fields.topics("sought_topics", soughtTopics, isTopic)
        next.soughtWords = fields.texts("sought_words", soughtWords, atMost: 30, each: 80)
        next.offered = fields.plain("offered", offered, atMost: Self.longestExpertise)
        next.offeredTopics = fields.topics("offered_topics", offeredTopics, isTopic)
        next.offeredWords = fields.texts("offered_words", offeredWords, atMost: 30, each: 80)
        next.role = fields.choice("role", role) ?? role
        next.partnerKinds = fields.kinds("partner_kinds", partnerKinds)
        next.partnerCountries = fields.countries("partner_countries", partnerCountries)
        next.partnersWanted = fields.integer("partners_wanted", partnersWanted, in: 1...50) ?? 1
        next.presentPartners = fields.integer("present_partners", presentPartners, in: 0...100) ?? 0
        next.presentCountries = fields.countries("present_countries", presentCountries)
        if next.presentCountries.count > next.presentPartners {
            fields.complain("present_countries", "partner_search.more_countries")
        }
        next.instrument = fields.text("instrument", instrument, atMost: 60)
        next.answerBy = fields.day("answer_by", answerBy)
        if let day = next.answerBy, day != answerBy {
            if day < now.day { fields.complain("answer_by", "partner_search.answer_by.past") }
            if let closes = callClosesAt, day > closes.day {
                fields.complain("answer_by", "partner_search.answer_by.late", ["day": closes.day.description])
            }
        }
        next.event = fields.text("event", event, atMost: 200)
        try fields.finish()
        return next.settled(at: now)
    }

    private func settled(at now: Moment) -> PartnerSearch {
        var next = self
        (next.checks, next.checkedAt, next.labelledAt) = ([], nil, nil)
        let texts = [title, sought].flatMap { text in text.languages.compactMap { text[$0] } }
        next.searchText = folded((texts + soughtWords + offeredWords).joined(separator: " "))
        next.sortName = folded(title.reading("en"))
        return next.later(at: now)
    }

    /// One version on.
    func later(at now: Moment) -> PartnerSearch {
        var next = self
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    func checked(_ checks: [SearchCheck], at now: Moment) -> PartnerSearch {
        var next = later(at: now)
        (next.checks, next.checkedAt) = (checks, now)
        return next
    }

    func published(by actor: Actor, reason: String, at now: Moment) -> PartnerSearch {
        var next = later(at: now)
        (next.publishedAt, next.publishedBy, next.officeReason) = (now, actor.account ?? "", reason)
        return next
    }

    func labelled(at now: Moment) -> PartnerSearch {
        var next = later(at: now)
        next.labelledAt = now
        return next
    }

    func closed(_ reason: String, at now: Moment) -> PartnerSearch {
        var next = later(at: now)
        (next.closedAt, next.endReason) = (now, reason)
        return next
    }

    func withdrawn(_ reason: String, at now: Moment) -> PartnerSearch {
        var next = later(at: now)
        (next.withdrawnAt, next.endReason) = (now, reason)
        return next
    }
}

extension Fields {
    /// A text per language in which nobody can be reached: the programme brings people together, and names them to each
    /// other when both have agreed.
    func plain(
        _ name: String, _ current: Multilingual, atMost most: Int, isRequired: Bool = false, lines: Bool = true
    ) -> Multilingual {
        let text = multilingual(name, current, atMost: most, isRequired: isRequired, lines: lines)
        for language in text.languages where ContactText.holdsAddress(text[language] ?? "") {
            complain("\(name).\(language)", "partner_search.has_address")
        }
        return text
    }

    fileprivate func topics(_ name: String, _ current: [String], _ isTopic: (String) -> Bool) -> [String] {
        let topics = texts(name, current, atMost: 20, each: 60)
        for topic in topics where !isTopic(topic) { complain(name, "field.unknown", ["code": topic]) }
        return topics
    }

    fileprivate func countries(_ name: String, _ current: [String]) -> [String] {
        let codes = texts(name, current, atMost: 60, each: 40)
        let read = codes.map { Countries.code($0) ?? $0 }
        for (code, country) in zip(codes, read) where !Countries.isCode(country) {
            complain(name, "field.unknown", ["code": code])
        }
        return Set(read).sorted()
    }

    /// In the order in which kinds are named. A form sends an empty one beside the boxes that are ticked.
    fileprivate func kinds(_ name: String, _ current: [Organisation.Kind]) -> [Organisation.Kind] {
        let codes = texts(name, current.map(\.rawValue), atMost: 20, each: 30)
        for code in codes where Organisation.Kind(rawValue: code) == nil {
            complain(name, "field.unknown", ["code": code])
        }
        return Organisation.Kind.allCases.filter { codes.contains($0.rawValue) }
    }
}

/// Finds in running text how somebody could be reached.
enum ContactText {
    /// A mail address, a web address, or a telephone number of at least nine digits. One pass, whatever the text.
    static func holdsAddress(_ text: String) -> Bool {
        let words = text.unicodeScalars.split { $0.properties.isWhitespace || $0 == "<" || $0 == ">" }
        return words.contains { isMail($0) || isSite(String($0)) } || holdsNumber(text) || namesService(text)
    }

    /// `somebody@somewhere.org`, also with signs around it.
    private static func isMail(_ word: Substring.UnicodeScalarView) -> Bool {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        return zip(parts, parts.dropFirst()).contains { name, host in
            guard !name.isEmpty, let dot = host.dropFirst().firstIndex(of: ".") else { return false }
            return host.distance(from: dot, to: host.endIndex) > 2
        }
    }

    private static func isSite(_ word: String) -> Bool {
        guard word.utf8.contains(58) || word.utf8.contains(46) else { return false }
        let small = word.lowercased()
        return ["http://", "https://", "www."].contains { start in
            small.ranges(of: start).contains { $0.upperBound < small.endIndex }
        }
    }

    /// Other ways to the same end: an address spelt around its sign, or a name in a service for messages.
    private static func namesService(_ text: String) -> Bool {
        let small = text.lowercased()
        return ["(at)", "[at]", "{at}", "(собака)", "t.me/", "wa.me/", "vk.com/", "skype:", "telegram:", "whatsapp:"]
            .contains { small.contains($0) }
    }

    /// Digits with blanks, brackets, dots and dashes between them: nine with a plus before them, or ten.
    private static func holdsNumber(_ text: String) -> Bool {
        var (digits, hasPlus) = (0, false)
        for scalar in text.unicodeScalars {
            if scalar.properties.numericType == .decimal {
                digits += 1
                if digits >= 10 || (hasPlus && digits == 9) { return true }
            } else if scalar == "+" {
                (digits, hasPlus) = (0, true)
            } else if !(scalar.properties.isWhitespace || "().-".unicodeScalars.contains(scalar)) {
                (digits, hasPlus) = (0, false)
            }
        }
        return false
    }
}
