import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Campaigns: whom they reach, in which language, once, and what came of them.
@Suite struct CampaignTests {
    private typealias Office = DirectoryOffice

    /// People of three countries with the languages that they read.
    private static func fill(_ office: Office) async throws {
        let people = [
            ("Anna", "AM", "hy, ru"), ("Boris", "AM", "ru"), ("Clara", "FI", "fi"), ("Daria", "UA", "uk, ru"),
            ("Emil", "AM", "en"),
        ]
        for (name, country, languages) in people {
            _ = try await office.programme.createPerson(
                [
                    "names": Office.names("Test", name), "country": .text(country), "languages": .text(languages),
                    "email": .text("\(name.lowercased())@lab.example"),
                ], as: Office.officer)
        }
        // Without an address, and with the address of another.
        _ = try await office.person("Nomail", "Nora")
        _ = try await office.programme.createPerson(
            [
                "names": Office.names("Twin", "Anna"), "country": .text("AM"), "languages": .text("en"),
                "email": .text("ANNA@lab.example"),
            ], as: Office.officer)
    }

    private static func segment(_ office: Office, _ more: [String: Given] = [:]) async throws -> Segment {
        let given: [String: Given] = ["name": .text("Readers"), "countries": .text("Armenia, UA, FI")]
        return try await office.programme.createSegment(given.merging(more) { $1 }, as: Office.officer)
    }

    private static func campaign(_ office: Office, _ segment: Segment?, _ more: [String: Given] = [:]) async throws
        -> Campaign
    {
        var given: [String: Given] = [
            "title": .record(["en": .text("Ice week")]), "fallback": .text("ru"), "target": .text("/calls"),
            "subject": .record(["en": .text("Ice"), "ru": .text("Лёд")]),
            "letter": .record(["en": .text("Come.\n\nSoon."), "ru": .text("Приходите.")]),
        ]
        if let segment { given["segment_id"] = .text(segment.id.text) }
        return try await office.programme.createCampaign(given.merging(more) { $1 }, as: Office.officer)
    }

    /// Schedules for the present hour and sends.
    private static func send(_ office: Office, _ campaign: Campaign) async throws -> CampaignReport {
        let zone = office.programme.settings.timeZone
        let shown = MailClock(zone: "", else: zone, hour: 0).shown(office.clock.now)
        _ = try await office.programme.scheduleCampaign(
            campaign.id, ["day": .text("\(shown.day)"), "hour": .number(Double(shown.hour))], as: Office.officer)
        return try await office.programme.sendCampaigns()
    }

    private static func mails(_ office: Office) async throws -> [String] {
        try await office.programme.read { tx in
            try tx.rows("SELECT mailbox, language, subject FROM mail WHERE kind = 'campaign' ORDER BY mailbox").map {
                [try $0.at(0), try $0.at(1), try $0.at(2)].joined(separator: " ")
            }
        }
    }

    @Test func `each reader gets it once, in a language they read, else in the fallback`() async throws {
        try await Office.open { office in
            try await Self.fill(office)
            let campaign = try await Self.campaign(office, try await Self.segment(office))
            let preview = try await office.programme.previewCampaign(campaign.id, as: Office.officer)
            #expect(
                preview.groups.map { "\($0.country) \($0.language) \($0.count)" } == [
                    "AM en 2", "AM ru 2", "FI ru 1", "UA ru 1",
                ])
            #expect(try await Self.send(office, campaign) == CampaignReport(campaigns: 1, queued: 5))
            #expect(
                try await Self.mails(office) == [
                    "anna@lab.example ru Лёд", "boris@lab.example ru Лёд", "clara@lab.example ru Лёд",
                    "daria@lab.example ru Лёд", "emil@lab.example en Ice",
                ])
            #expect(try await office.programme.sendCampaigns() == CampaignReport())
            #expect(try await office.programme.check(Campaign.invariants) == [])
            #expect(
                try await office.journal(of: campaign.id.text) == [
                    "campaign.created", "campaign.scheduled", "campaign.sent",
                ])
        }
    }

    @Test func `whoever wants no campaigns gets none, and countries can be fewer than the segment's`() async throws {
        try await Office.open { office in
            try await Self.fill(office)
            try await office.programme.write(as: .program("test")) { work in
                try work.require(nil)
                try work.stop(.all, about: "", for: try work.mailKey().reader(of: "boris@lab.example"))
            }
            let campaign = try await Self.campaign(
                office, try await Self.segment(office), ["countries": .text("AM")])
            let preview = try await office.programme.previewCampaign(campaign.id, as: Office.officer)
            #expect("\(preview.count) \(preview.stopped) \(preview.suspended)" == "3 1 0")
            #expect(try await Self.send(office, campaign) == CampaignReport(campaigns: 1, queued: 2, stopped: 1))
            var selection = Selection()
            selection.chosen = ["campaign": [campaign.id.text], "state": ["stopped"]]
            let left = try await office.programme.campaignRecipients(selection, as: Office.officer)
            #expect(left.items.map { $0.name(Words("en")) } == ["Boris Test"])
        }
    }

    @Test func `a worker that died goes on with those who have no mail yet`() async throws {
        try await Office.open { office in
            try await Self.fill(office)
            let campaign = try await Self.campaign(office, try await Self.segment(office))
            _ = try await Self.send(office, campaign)
            try await office.programme.store.write { tx in
                _ = try tx.run("UPDATE campaign SET queued_at = NULL")
                _ = try tx.run("DELETE FROM campaign_recipient WHERE country = 'FI'")
                _ = try tx.run("DELETE FROM mail WHERE mailbox = 'clara@lab.example'")
            }
            #expect(try await office.programme.sendCampaigns() == CampaignReport(campaigns: 1, queued: 1))
            #expect(try await Self.mails(office).count == 5)
        }
    }

    @Test func `segments filter by country, language, topic and kind`() async throws {
        try await Office.open { office in
            try await office.programme.installVocabulary()
            try await Self.fill(office)
            let work = try await office.programme.createOrganisation(
                [
                    "legal_name": .text("Ice Ltd"), "country": .text("FI"), "kind": .text("company"),
                    "email": .text("info@ice.example"),
                ], as: Office.officer
            ).id
            let clara = try #require(
                try await office.programme.read {
                    try $0.value(ID<Person>.self, "SELECT id FROM person WHERE email = 'clara@lab.example'")
                })
            _ = try await office.affiliation(clara, at: work)
            _ = try await office.programme.createCompetence(
                [
                    "person": .text(clara.text), "topics": .text("ford-1-5"),
                    "statement": .record(["en": .text("Ice")]),
                ], as: Office.officer)
            func count(_ name: String, _ more: [String: Given]) async throws -> Int {
                var given = more
                given["name"] = .text(name)
                let made = try await office.programme.createSegment(given, as: Office.officer)
                return try await office.programme.segment(made.id, as: Office.officer).count
            }
            #expect(try await count("all", [:]) == 6)
            #expect(try await count("country", ["countries": .text("UA, Finland")]) == 2)
            #expect(try await count("language", ["languages": .text("ru")]) == 3)
            #expect(try await count("topic", ["topics": .text("ford-1-5")]) == 1)
            #expect(try await count("kind", ["kinds": .list([.text("company")])]) == 1)
            #expect(try await count("companies", ["audience": .text("organisation")]) == 1)
            #expect(try await count("none", ["audience": .text("organisation"), "countries": .text("AM")]) == 0)
            let refused = try await Office.complaint { try await count("country", ["countries": .text("Atlantis")]) }
            #expect(refused == ["countries: field.unknown"])
            #expect(
                try await Office.complaint { try await count("country", [:]) } == ["name: segment.name_taken"])
        }
    }

    @Test func `nothing half-written is sent, and nothing in the past`() async throws {
        try await Office.open { office in
            let half = try await Office.complaint {
                try await Self.campaign(office, nil, ["letter": .record(["en": .text("Come.")])])
            }
            #expect(half == ["letter: campaign.half_written"])
            let out = try await Office.complaint {
                try await Self.campaign(office, nil, ["target": .text("//elsewhere.example")])
            }
            #expect(out == ["target: campaign.target.wrong"])
            let empty = try await Self.campaign(office, nil, ["subject": .record([:]), "letter": .record([:])])
            let refused = try await Office.complaint {
                try await office.programme.scheduleCampaign(
                    empty.id, ["day": .text("2026-06-02")], as: Office.officer)
            }
            #expect(refused == [": campaign.no_segment", ": campaign.no_letter"])
            let ready = try await Self.campaign(office, try await Self.segment(office))
            let past = try await Office.complaint {
                try await office.programme.scheduleCampaign(
                    ready.id, ["day": .text("2026-05-31")], as: Office.officer)
            }
            #expect(past == ["day: campaign.past"])
            let later = try await office.programme.scheduleCampaign(
                ready.id, ["day": .text("2026-06-02"), "hour": .number(9)], as: Office.officer)
            #expect(later.scheduledAt == Moment(iso: "2026-06-02T07:00:00Z"))
            #expect(try await office.programme.sendCampaigns() == CampaignReport())
            let taken = try await office.programme.scheduleCampaign(ready.id, [:], as: Office.officer)
            #expect(taken.state == .draft)
        }
    }

    @Test func `the reach counts who was sent to, came back, opened, registered and began a search`() async throws {
        try await Office.open { office in
            try await Self.fill(office)
            let campaign = try await Self.campaign(office, try await Self.segment(office))
            _ = try await Self.send(office, campaign)
            let folder = NSTemporaryDirectory() + "campaign-" + UUID().uuidString
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let links = try await office.programme.read { tx in
                try tx.rows("SELECT mailbox, text_part, id FROM mail WHERE kind = 'campaign' ORDER BY mailbox").map {
                    (try $0.at(0, as: String.self), try $0.at(1, as: String.self), try $0.at(2, as: String.self))
                }
            }
            _ = try await office.programme.deliverMail(with: .directory(folder))
            let bounce = BounceTests.notice(of: links[0].2, to: "anna@lab.example")
            try await office.programme.receiveBounce(Array(bounce.utf8), as: .program("mail server"))
            let visit = links[1].1.split(separator: "\n").first { $0.contains("/campaigns/visits/") }
            let token = visit?.split(separator: "/").last.map(String.init) ?? ""
            #expect(try await office.programme.visitCampaign(token, isLooking: true) == "/calls")
            #expect(try await office.programme.visitCampaign(token, isLooking: true) == "/calls")
            office.clock.advance(minutes: 5)
            let account = try await office.programme.createAccount(
                Registration(
                    email: "Boris@lab.example", name: "Boris", password: SampleTeller.password, language: "ru"),
                grants: [], as: .program("test"))
            let boris = Actor(account: account.id.text, person: nil, name: "Boris", grants: [])
            try await office.programme.saveSearch(["name": .text("a"), "address": .text("/people")], as: boris)
            let reach = try await office.programme.campaignReach(campaign.id, as: Office.officer)
            #expect(
                reach == [
                    CampaignReach(country: "AM", sent: 2, bounced: 1, opened: 1, registered: 1, searched: 1),
                    CampaignReach(country: "FI", sent: 1, bounced: 0, opened: 0, registered: 0, searched: 0),
                    CampaignReach(country: "UA", sent: 1, bounced: 0, opened: 0, registered: 0, searched: 0),
                    CampaignReach(country: "", sent: 4, bounced: 1, opened: 1, registered: 1, searched: 1),
                ])
            // Every figure opens its records, and no record tells an address.
            for step in CampaignRecipient.Step.allCases {
                for line in reach {
                    var query = "campaign=\(campaign.id)&step=\(step.rawValue)"
                    if !line.country.isEmpty { query += "&country=\(line.country)" }
                    let selection = Selection(Query(encoded: query), facets: CampaignRecipient.listing.facets)
                    let found = try await office.programme.campaignRecipients(selection, as: Office.officer)
                    #expect(found.total == line.count(step))
                    let text = String(decoding: try JSONEncoder().encode(found.items), as: UTF8.self)
                    #expect(!text.contains("lab.example"))
                }
            }
            await #expect(throws: Problem.refused(.init("campaign.refused.reach"))) {
                _ = try await office.programme.campaignRecipients(Selection(), as: boris)
            }
        }
    }

    @Test func `a forged visit is told so calmly, and a mail program that looks ahead is not counted`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (token, visitor) = (sample.id("token of campaign"), sample.person("visitor"))
            for forged in ["x", token + "A", sample.id("token of stop")] {
                #expect(try await client.get("/campaigns/visits/" + forged, as: visitor).status == .notFound)
            }
            let opened: SQL = "SELECT COUNT(*) FROM campaign_recipient WHERE opened_at IS NOT NULL"
            let head = try await client.execute(
                uri: "/campaigns/visits/" + token, method: .head, headers: visitor.headers(), body: nil)
            #expect(head.status == .seeOther)
            #expect(try await sample.count(opened) == 0)
            let answer = try await client.get("/campaigns/visits/" + token, as: visitor)
            #expect(answer.headers[.location] == "/campaigns/" + sample.id("campaign"))
            #expect(try await sample.count(opened) == 1)
        }
    }

    @Test func `countries for information read and get mail, but do not apply`() async throws {
        try await Office.open { office in
            try await Self.fill(office)
            let given: [String: Given] = ["country": .text("Ukraine"), "standing": .text("information")]
            try await office.programme.setCountryStanding(given, as: Office.officer)
            #expect(try await office.programme.mayApply("UA") == false)
            #expect(try await office.programme.mayApply("AM"))
            let reason = Problem.Reason("country_standing.information_only")
            await #expect(throws: Problem.refused(reason)) {
                try await office.programme.write(as: Office.member) { work in
                    try work.require(nil)
                    try work.requireApplicant(from: "UA")
                }
            }
            let campaign = try await Self.campaign(office, try await Self.segment(office))
            _ = try await Self.send(office, campaign)
            let told = try await office.programme.read { tx in
                try tx.column(
                    String.self,
                    "SELECT mailbox FROM mail WHERE text_part LIKE '%участвует для сведения%' ORDER BY mailbox")
            }
            #expect(told == ["daria@lab.example"])
            try await office.programme.setCountryStanding(
                ["country": .text("UA"), "standing": .text("participant")], as: Office.officer)
            #expect(try await office.programme.mayApply("UA"))
            await #expect(throws: Problem.refused(.init("country_standing.refused"))) {
                try await office.programme.setCountryStanding(given, as: Office.member)
            }
        }
    }

    @Test func `the office tests a campaign on itself`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (officer, path) = (sample.person("officer"), "/campaigns/" + sample.id("draft campaign"))
            #expect(try await client.get(path + "/preview", as: officer).status == .ok)
            #expect(try await client.send("language=en", to: path + "/test", as: officer).status == .seeOther)
            let subject = try await sample.programme.read {
                try $0.value(String.self, "SELECT subject FROM mail ORDER BY id DESC LIMIT 1")
            }
            #expect(subject == "Test: Soon")
            #expect(
                try await client.send("language=hy", to: path + "/test", as: officer).status == .unprocessableContent)
            #expect(try await client.get(path, as: sample.person("member")).status == .notFound)
        }
    }
}
