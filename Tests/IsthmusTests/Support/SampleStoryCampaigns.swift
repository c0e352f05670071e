import Database
import Foundation

@testable import Isthmus

extension SampleTeller {
    /// A campaign that everybody sees and that was sent, one that the office still writes, and a country that reads.
    func campaign() async throws {
        let officer = actor("officer")
        story.things["country standing"] = try await programme.setCountryStanding(
            ["country": .text("UA"), "standing": .text("information")], as: officer
        ).id.text
        let segment = try await programme.createSegment(
            ["name": .text("Researchers \(Secret.campaign.rawValue)"), "countries": .text("AM, GE")], as: officer)
        story.things["segment"] = segment.id.text
        let open = try await programme.createCampaign(
            [
                "title": .record(["en": .text("Ice week"), "ru": .text("Неделя льда")]),
                "text": .record(["en": .text("A week about ice for everybody.")]), "is_public": .flag(true),
                "subject": .record(["en": .text("Come to \(Secret.campaign.rawValue)")]),
                "letter": .record(["en": .text("Ice waits.")]), "segment_id": .text(segment.id.text),
            ], as: officer)
        story.things["campaign"] = open.id.text
        let draft = try await programme.createCampaign(
            [
                "title": .record(["en": .text("Plans of \(Secret.campaign.rawValue)")]),
                "subject": .record(["en": .text("Soon")]), "letter": .record(["en": .text("Very soon.")]),
            ], as: officer)
        story.things["draft campaign"] = draft.id.text
        let shown = MailClock(zone: "", else: programme.settings.timeZone, hour: 0).shown(clock.now)
        _ = try await programme.scheduleCampaign(
            open.id, ["day": .text("\(shown.day)"), "hour": .number(Double(shown.hour))], as: officer)
        _ = try await programme.sendCampaigns()
        try await linkTokens(of: open.id)
    }

    /// The links of its mails: who stops and who visits.
    private func linkTokens(of campaign: ID<Campaign>) async throws {
        let now = clock.now
        let (stop, visit) = try await programme.read { tx -> (String, String) in
            guard let key = try tx.mailKey() else { throw Defect("no key of links") }
            let recipient = try tx.value(
                String.self, "SELECT id FROM campaign_recipient WHERE campaign_id = \(campaign) ORDER BY id LIMIT 1")
            let reader = key.reader(of: "somebody@lab.example")
            return (
                StopLink(.campaign, about: "", reader: reader, at: now).text(key),
                CampaignVisit(recipient: recipient ?? "", at: now).text(key)
            )
        }
        (story.things["token of stop"], story.things["token of campaign"]) = (stop, visit)
    }
}
