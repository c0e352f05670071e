import Foundation

/// What the office tells many at once: a page of the site, and a mail to a segment in each reader's language.
public struct Campaign: Governed, Equatable {
    public static let kind = "campaign"
    public static let prefix = "ca"
    /// How many days ahead one can be scheduled.
    static let furthest = 400

    public let id: ID<Campaign>
    /// Of the page.
    public var title: Multilingual
    public var text: Multilingual
    /// Of the mail.
    public var subject: Multilingual
    public var letter: Multilingual
    /// The page of the site to which it calls; empty for its own.
    public var target: String
    /// The countries to which it goes, within those of the segment; empty for all.
    public var countries: [String]
    public var segmentID: ID<Segment>?
    /// The languages tried for a reader in whose own it is not written.
    public var fallback: [String]
    /// Whether everybody may see its page.
    public var isPublic: Bool
    public var scheduledAt: Moment?
    /// When the last of its mails was queued.
    public var queuedAt: Moment?
    public var withdrawnAt: Moment?
    public var sortName: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    /// How far it is; computed.
    public enum State: String, Codable, Sendable, CaseIterable { case draft, scheduled, sent, withdrawn }

    public var state: State {
        if withdrawnAt != nil { return .withdrawn }
        return queuedAt != nil ? .sent : scheduledAt != nil ? .scheduled : .draft
    }

    public enum Permission: String, PermissionSet { case view, edit, send, withdraw, reach }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let allowed =
            switch permission {
            case .view: actor.isOffice || (isPublic && withdrawnAt == nil)
            case .edit, .send: actor.isOffice && (state == .draft || state == .scheduled)
            case .withdraw: actor.isOffice && state != .withdrawn
            // Who was written to and who answered concerns the office alone.
            case .reach: actor.isOffice
            }
        return allowed ? nil : .init("campaign.refused.\(permission)")
    }

    public static func refusalOfCreating(to actor: Actor) -> Problem.Reason? {
        actor.isOffice ? nil : .init("campaign.refused.create")
    }

    /// What somebody may know of it: its mail, and to whom that goes, concerns the office alone.
    func seen(by actor: Actor) -> Campaign {
        guard refusal(of: .reach, to: actor) != nil else { return self }
        var seen = self
        (seen.subject, seen.letter, seen.segmentID, seen.fallback) = ([:], [:], nil, [])
        return seen
    }

    static let longestText = 20_000

    static func blank(_ id: ID<Campaign>, at now: Moment) -> Campaign {
        Campaign(
            id: id, title: [:], text: [:], subject: [:], letter: [:], target: "", countries: [], segmentID: nil,
            fallback: ["en"], isPublic: false, scheduledAt: nil, queuedAt: nil, withdrawnAt: nil, sortName: "",
            version: 0, createdAt: now, changedAt: now)
    }

    /// The campaign after what a form or a body gave; throws every issue.
    func changed(by fields: Fields, isSegment: (ID<Segment>) throws -> Bool, at now: Moment) throws -> Campaign {
        var next = self
        next.title = fields.multilingual("title", title, atMost: 200, isRequired: true)
        next.text = fields.multilingual("text", text, atMost: Self.longestText)
        next.subject = fields.multilingual("subject", subject, atMost: 200)
        next.letter = fields.multilingual("letter", letter, atMost: Self.longestText)
        next.target = fields.text("target", target, atMost: 500)
        if !next.target.isEmpty, !Self.isPath(next.target) { fields.complain("target", "campaign.target.wrong") }
        next.countries = fields.countriesNamed("countries", countries)
        next.segmentID = fields.optionalText("segment_id", segmentID?.text, atMost: 40).map { ID($0) }
        if let segment = next.segmentID, try !isSegment(segment) {
            fields.complain("segment_id", "field.unknown", ["code": segment.text])
        }
        next.fallback = fields.texts("fallback", fallback, atMost: 10, each: 60).compactMap { text in
            guard let language = Languages.meant(by: text) else {
                fields.complain("fallback", "field.unknown", ["code": text])
                return nil
            }
            return language.code
        }
        next.isPublic = fields.flag("is_public", isPublic)
        // A mail has both parts in each of its languages.
        for language in Set(next.subject.languages).symmetricDifference(next.letter.languages).sorted() {
            fields.complain(
                next.subject[language] == nil ? "subject" : "letter", "campaign.half_written", ["language": language])
        }
        try fields.finish()
        next.sortName = next.title.reading("en").lowercased()
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    /// What stands in the way of sending it; empty where nothing does.
    var obstacles: [Problem.Issue] {
        var issues: [Problem.Issue] = []
        if segmentID == nil { issues.append(.init("segment_id", "campaign.no_segment")) }
        if subject.isEmpty { issues.append(.init("subject", "campaign.no_letter")) }
        return issues
    }

    /// The language in which somebody gets it: the first of theirs, else of the fallback, else any in which it is.
    func language(for reads: [String]) -> String? {
        (reads + fallback).first { subject[$0] != nil } ?? subject.languages.first
    }

    /// A path of this site, without anything that could lead out of it or break a mail.
    static func isPath(_ text: String) -> Bool {
        text.hasPrefix("/") && !text.hasPrefix("//") && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 92 }
            && !text.contains("\"") && !text.contains("<") && !text.contains(">")
    }
}

/// A signed link in a campaign's mail: whoever opens it is counted, and led to the page.
struct CampaignVisit: Sendable, Equatable {
    let recipient: String
    let until: Day

    static let days = 365

    func text(_ key: MailKey) -> String { key.signed("visit.\(recipient).\(until.daysSince1970)") }

    init(recipient: String, at now: Moment) { (self.recipient, until) = (recipient, now.day.adding(days: Self.days)) }

    /// Nil for a link that was not signed here.
    init?(_ text: String, _ key: MailKey) {
        let parts = key.opened(text)?.split(separator: ".").map(String.init) ?? []
        guard parts.count == 3, parts[0] == "visit", let days = Int(parts[2]) else { return nil }
        (recipient, until) = (parts[1], Day(daysSince1970: days))
    }
}
