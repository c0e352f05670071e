import Database
import Foundation

/// What a round of sending did.
public struct CampaignReport: Sendable, Equatable {
    public var campaigns = 0
    public var queued = 0
    public var stopped = 0
    public var suspended = 0
}

extension Programme {
    /// Readers in one transaction.
    private static let readersAtOnce = 200

    /// Queues the mails of every campaign that is due. Each reader has a row, written with the mail: a worker that dies
    /// and starts again goes on with those who have none.
    @discardableResult
    public func sendCampaigns() async throws -> CampaignReport {
        let now = clock()
        var report = CampaignReport()
        let due = try await read { tx in
            try tx.all(
                Campaign.self,
                """
                SELECT * FROM campaign WHERE scheduled_at <= \(now) AND queued_at IS NULL AND withdrawn_at IS NULL
                ORDER BY scheduled_at, id
                """)
        }
        for campaign in due {
            let id = campaign.id
            let audience = try await read { tx in try tx.audience(of: campaign) }
            for start in stride(from: 0, to: audience.count, by: Self.readersAtOnce) {
                let some = Array(audience[start..<min(start + Self.readersAtOnce, audience.count)])
                let part = try await write(as: .program("campaigns")) { [self] work in
                    try work.require(nil)
                    work.recordNothing()
                    return try work.queue(some, of: id, self)
                }
                report.queued += part.queued
                report.stopped += part.stopped
                report.suspended += part.suspended
            }
            try await write(as: .program("campaigns")) { work in
                let before = try work.load(id, to: .view)
                var after = before
                (after.queuedAt, after.version, after.changedAt) = (work.now, before.version + 1, work.now)
                guard before.state == .scheduled else { return work.recordNothing() }
                try work.save(after, over: before, in: "campaign", as: "campaign.sent")
            }
            report.campaigns += 1
        }
        return report
    }

    /// The mails of a campaign with whom each went to: for the program itself, which plays what answers they get.
    func campaignMails(of id: ID<Campaign>) async throws -> [(id: String, mail: String, address: String)] {
        try await read { tx in
            try tx.rows(
                """
                SELECT r.id, m.id AS mail_id, m.address FROM campaign_recipient r JOIN mail m ON m.id = r.mail_id
                WHERE r.campaign_id = \(id) ORDER BY r.id
                """
            ).map { row -> (id: String, mail: String, address: String) in
                (try row.get("id"), try row.get("mail_id"), try row.get("address"))
            }
        }
    }

    /// Notes that a campaign's reader opened its link, and says where it leads. A link that was forged or has expired
    /// leads to the list.
    func visitCampaign(_ text: String, isLooking: Bool) async throws -> String {
        let today = clock().day
        let visit = try await read { tx in try tx.mailKey().flatMap { CampaignVisit(text, $0) } }
        guard let visit, visit.until >= today else { throw StopLink.gone }
        return try await write(as: .program("campaign link")) { work in
            try work.require(nil)
            work.recordNothing()
            if isLooking {
                try work.tx.run(
                    """
                    UPDATE campaign_recipient SET opened_at = \(work.now)
                    WHERE id = \(visit.recipient) AND opened_at IS NULL
                    """)
            }
            let row = try work.tx.row(
                """
                SELECT c.id, c.target, c.is_public, c.withdrawn_at FROM campaign_recipient r
                JOIN campaign c ON c.id = r.campaign_id WHERE r.id = \(visit.recipient)
                """)
            guard let row else { throw StopLink.gone }
            let target: String = try row.get("target")
            return target.isEmpty ? "/campaigns/\(try row.get("id", as: String.self))" : target
        }
    }
}

private struct RecipientRow: Encodable {
    let id: String
    let campaignID: ID<Campaign>
    let personID: String?
    let organisationID: String?
    let country: String
    let language: String
    let outcome: String
    let mailID: ID<Mail>?
    let openedAt: Moment?
    let createdAt: Moment
}

extension Work {
    /// Queues the mails of some readers; those who have theirs, or share an address with one who has, get no second.
    fileprivate func queue(
        _ audience: [(member: SegmentMember, language: String)], of id: ID<Campaign>, _ programme: Programme
    ) throws -> CampaignReport {
        var report = CampaignReport()
        guard let campaign = try Campaign.find(id, in: tx), campaign.state == .scheduled,
            let segment = try campaign.segmentID.flatMap({ try Segment.find($0, in: tx) })
        else { return report }
        let isPerson = segment.audience == .person
        let mailing = try tx.mailing(try mailKey())
        let information = try tx.informationOnly()
        let column: SQL = isPerson ? "person_id" : "organisation_id"
        let ids = audience.map(\.member.id)
        var known = Set(
            try tx.column(
                String.self,
                "SELECT \(column) FROM campaign_recipient WHERE campaign_id = \(id) AND \(column) IN (\(ids))"))
        var written = Set(
            try tx.column(String.self, "SELECT mailbox FROM mail WHERE about = \(id) AND kind = 'campaign'"))
        for (member, language) in audience where known.insert(member.id).inserted {
            guard written.insert(member.email.lowercased()).inserted else { continue }
            let recipient = newID("cp", of: Campaign.self).text
            let visit = CampaignVisit(recipient: recipient, at: now).text(mailing.key)
            let draft = campaign.draft(
                in: language, to: member.email, link: programme.settings.address + "/campaigns/visits/" + visit,
                isInformationOnly: information.contains(member.country), of: programme)
            let fate = try send(draft, as: .campaign, about: "", mailing, of: programme)
            var mail: ID<Mail>?
            let outcome: String
            switch fate {
            case .queued(let id):
                (mail, outcome) = (id, "queued")
                report.queued += 1
            case .stopped:
                outcome = "stopped"
                report.stopped += 1
            case .suspended:
                outcome = "suspended"
                report.suspended += 1
            case .unwritable:
                outcome = "unwritable"
                report.suspended += 1
            }
            try tx.insert(
                RecipientRow(
                    id: recipient, campaignID: id, personID: isPerson ? member.id : nil,
                    organisationID: isPerson ? nil : member.id, country: member.country, language: language,
                    outcome: outcome, mailID: mail, openedAt: nil, createdAt: now), into: "campaign_recipient")
        }
        return report
    }
}
