import Database
import Foundation
import Text

extension Campaign {
    public static func find(_ id: ID<Campaign>, in tx: Transaction) throws -> Campaign? {
        try tx.first(Campaign.self, "SELECT * FROM campaign WHERE id = \(id)")
    }

    /// The rows a reader may know of, with `c` for the table; the same as `refusal(of: .view)`.
    static func visible(to actor: Actor) -> SQL {
        actor.isOffice ? "1 = 1" : "(c.is_public = 1 AND c.withdrawn_at IS NULL)"
    }

    /// The same as `state`.
    private static let state: SQL = """
        CASE WHEN c.withdrawn_at IS NOT NULL THEN 'withdrawn' WHEN c.queued_at IS NOT NULL THEN 'sent'
        WHEN c.scheduled_at IS NOT NULL THEN 'scheduled' ELSE 'draft' END
        """

    static let listing = Listing<CampaignLine>(
        columns: """
            c.id, c.title, \(state) AS state, c.is_public, c.countries, c.scheduled_at, c.queued_at, c.version,
            c.changed_at
            """,
        source: "campaign c", id: "c.id", facets: [Facet("state", column: state).reading(State.self)],
        sorts: [
            Sort("name", "c.sort_name"),
            Sort("sent", "COALESCE(c.scheduled_at, 0)", isNumber: true, isDescending: true),
        ],
        search: { "c.sort_name LIKE \("%" + $0.lowercased() + "%")" })

    static let invariants = [
        Invariant(
            name: "a campaign that was sent was to be sent",
            offenders: "SELECT id FROM campaign WHERE queued_at IS NOT NULL AND scheduled_at IS NULL"),
        Invariant(
            name: "a recipient of a campaign has a mail exactly where one was queued",
            offenders: """
                SELECT r.id FROM campaign_recipient r LEFT JOIN mail m ON m.id = r.mail_id
                WHERE (r.outcome = 'queued' AND m.id IS NULL) OR (r.outcome <> 'queued' AND r.mail_id IS NOT NULL)
                """),
        Invariant(
            name: "a recipient of a campaign is a person or an organisation",
            offenders: """
                SELECT id FROM campaign_recipient WHERE (person_id IS NULL AND organisation_id IS NULL)
                  OR (person_id IS NOT NULL AND organisation_id IS NOT NULL)
                """),
    ]
}

extension Campaign.State: ColumnValue {}

/// A line of the list of campaigns.
public struct CampaignLine: Codable, Sendable {
    public let id: ID<Campaign>
    public let title: Multilingual
    public let state: Campaign.State
    public let isPublic: Bool
    public let countries: [String]
    public let scheduledAt: Moment?
    public let queuedAt: Moment?
    public let version: Int
    public let changedAt: Moment
}

/// Who would get a campaign, before it is sent.
public struct CampaignPreview: Codable, Sendable {
    /// Readers of one country in one language.
    public struct Group: Codable, Sendable, Equatable {
        public let country: String
        public let language: String
        public let count: Int
    }
    /// What one of the readers would get; without who it is.
    public struct Sample: Codable, Sendable, Equatable {
        public let country: String
        public let language: String
        public let subject: String
        public let letter: String
        /// Its reader can read what is sent, but not apply.
        public let isInformationOnly: Bool
    }
    public let count: Int
    public let stopped: Int
    public let suspended: Int
    public let groups: [Group]
    public let samples: [Sample]
}

extension Programme {
    public func campaigns(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<CampaignLine> {
        try await read { tx in
            try tx.list(Campaign.listing, selection, visible: Campaign.visible(to: actor), counting: counting)
        }
    }

    public func campaign(_ id: ID<Campaign>, as actor: Actor) async throws -> Campaign {
        try await read { tx in try tx.see(id, as: actor) }.seen(by: actor)
    }

    public func createCampaign(_ given: [String: Given], as actor: Actor) async throws -> Campaign {
        try await write(as: actor) { work in
            try work.require(Campaign.refusalOfCreating(to: actor))
            let fields = Fields(given)
            if let made: Campaign = try work.made(by: fields) { return made }
            let created = try Campaign.blank(work.newID(Campaign.prefix, from: fields), at: work.now).changed(
                by: fields, isSegment: { try Segment.find($0, in: work.tx) != nil }, at: work.now)
            try work.tx.insert(created, into: "campaign")
            try work.record("campaign.created", from: nil, to: created)
            return created
        }
    }

    public func changeCampaign(_ id: ID<Campaign>, _ given: [String: Given], as actor: Actor) async throws -> Campaign {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            let fields = Fields(given)
            try fields.expect(version: before.version)
            let after = try before.changed(
                by: fields, isSegment: { try Segment.find($0, in: work.tx) != nil }, at: work.now)
            try work.save(after, over: before, in: "campaign", as: "campaign.changed")
            return after
        }
    }

    /// Says when a campaign is to be sent: `day` and `hour` by the programme's clock; without a day, not at all.
    public func scheduleCampaign(_ id: ID<Campaign>, _ given: [String: Given], as actor: Actor) async throws -> Campaign
    {
        let settings = settings
        return try await write(as: actor) { work in
            let before = try work.load(id, to: .send)
            let fields = Fields(given)
            let day = fields.day("day", nil)
            let hour = fields.integer("hour", settings.mailHour, in: 0...23) ?? settings.mailHour
            var after = before
            after.scheduledAt = nil
            if let day {
                let at = MailClock(zone: "", else: settings.timeZone, hour: hour).moment(on: day)
                // What was to be sent in the last hour goes at once.
                if at < work.now.adding(hours: -1) { fields.complain("day", "campaign.past") }
                if at > work.now.adding(days: Campaign.furthest) {
                    fields.complain("day", "campaign.far", ["days": String(Campaign.furthest)])
                }
                after.scheduledAt = at
                for issue in before.obstacles { fields.complain("", issue.reason.key) }
            }
            try fields.finish()
            (after.version, after.changedAt) = (before.version + 1, work.now)
            try work.save(after, over: before, in: "campaign", as: "campaign.scheduled")
            return after
        }
    }

    /// Takes a campaign back: its page is no longer seen, and what has not been queued is not.
    public func withdrawCampaign(_ id: ID<Campaign>, as actor: Actor) async throws -> Campaign {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .withdraw)
            var after = before
            (after.withdrawnAt, after.version, after.changedAt) = (work.now, before.version + 1, work.now)
            try work.save(after, over: before, in: "campaign", as: "campaign.withdrawn")
            return after
        }
    }

    /// Who would get a campaign now, and what some of them would read.
    func previewCampaign(_ id: ID<Campaign>, as actor: Actor) async throws -> CampaignPreview {
        try await read { tx in
            let campaign = try tx.see(id, as: actor)
            if let refusal = campaign.refusal(of: .reach, to: actor) {
                throw actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try tx.preview(of: campaign)
        }
    }

    /// Mails a campaign to the actor's own address, in one of its languages.
    public func testCampaign(_ id: ID<Campaign>, language: String, as actor: Actor) async throws -> MailFate {
        try await write(as: actor) { [self] work in
            let campaign = try work.load(id, to: .send)
            guard let account = actor.account else { throw Problem.signInNeeded }
            guard campaign.subject[language] != nil else {
                throw Problem.invalid("language", "field.unknown", ["code": language])
            }
            let holder = try work.tx.holder(of: ID(account))
            let link = settings.address + "/campaigns/" + id.text
            var draft = campaign.draft(
                in: language, to: holder.email, link: link, isInformationOnly: false, of: self)
            draft.subject = Words(language)("campaign.test", ["subject": draft.subject])
            let fate = try work.send(draft, as: .campaign, of: self)
            try work.note("campaign.tested", kind: Campaign.kind, thing: id.text)
            return fate
        }
    }
}

extension Transaction {
    /// The members to whom a campaign goes, with the language each gets it in.
    func audience(of campaign: Campaign) throws -> [(member: SegmentMember, language: String)] {
        guard let segment = try campaign.segmentID.flatMap({ try Segment.find($0, in: self) }) else { return [] }
        let members = try all(SegmentMember.self, segment.members(in: campaign.countries))
        return members.compactMap { member in campaign.language(for: member.reads).map { (member, $0) } }
    }

    /// Countries whose people read but do not apply.
    func informationOnly() throws -> Set<String> {
        Set(try column(String.self, "SELECT country FROM country_standing WHERE standing = 'information'"))
    }

    fileprivate func preview(of campaign: Campaign) throws -> CampaignPreview {
        let audience = try audience(of: campaign)
        let information = try informationOnly()
        let mailing = try mailKey().map { try self.mailing($0) }
        var groups: [[String]: Int] = [:]
        var (stopped, suspended) = (0, 0)
        var samples: [CampaignPreview.Sample] = []
        for (member, language) in audience {
            switch mailing?.obstacle(.campaign, about: "", to: member.email) {
            case .stopped: stopped += 1
            case .suspended, .unwritable: suspended += 1
            default:
                let key = [member.country, language]
                groups[key, default: 0] += 1
                guard groups[key] == 1, samples.count < 6 else { continue }
                samples.append(
                    .init(
                        country: member.country, language: language, subject: campaign.subject[language] ?? "",
                        letter: campaign.letter[language] ?? "", isInformationOnly: information.contains(member.country)
                    ))
            }
        }
        let counted = groups.map { CampaignPreview.Group(country: $0.key[0], language: $0.key[1], count: $0.value) }
        return CampaignPreview(
            count: groups.values.reduce(0, +), stopped: stopped, suspended: suspended,
            groups: counted.sorted { ($0.country, $0.language) < ($1.country, $1.language) }, samples: samples)
    }
}

extension Campaign {
    /// The mail in one language. Whoever can read but not apply is told.
    func draft(
        in language: String, to address: String, link: String, isInformationOnly: Bool, of programme: Programme
    ) -> MailDraft {
        let words = Words(language)
        let paragraphs = (letter[language] ?? "").split(separator: "\n\n").map(String.init)
        let note = isInformationOnly ? [words("campaign.information_only")] : []
        return MailDraft(
            to: address, language: language, subject: subject[language] ?? "",
            greeting: words("account.mail.greeting"), paragraphs: paragraphs + note,
            link: MailDraft.Link(words("campaign.read_more"), link),
            reason: words("campaign.reason", ["site": programme.settings.name.reading(language)]), about: id.text)
    }
}
