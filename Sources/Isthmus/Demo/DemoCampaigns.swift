import Foundation

extension DemoProgramme {
    /// A country whose people read, but do not apply.
    static let informed = "UA"

    /// Two campaigns, one that was sent and has its figures, and one that will be; and a country that reads only.
    mutating func addCampaigns() async throws {
        try await programme.setCountryStanding(
            ["country": .text(Self.informed), "standing": .text("information")], as: office)
        let segment = try await programme.createSegment(
            ["name": .text("Researchers of the Caucasus"), "countries": .text("AM, GE")], as: office)
        let companies = try await programme.createSegment(
            [
                "name": .text("Companies"), "audience": .text("organisation"), "kinds": .list([.text("company")]),
            ], as: office)
        let sent = try await programme.createCampaign(
            [
                "title": .record(["en": .text("Open calls this season"), "ru": .text("Открытые конкурсы сезона")]),
                "text": .record([
                    "en": .text(
                        "Several funders pay for joint teams now. Look which calls your country may answer, and who "
                            + "pays for your side."),
                    "ru": .text(
                        "Сейчас несколько фондов оплачивают работу совместных групп. Посмотрите, в каких конкурсах "
                            + "может участвовать ваша страна и кто платит за вашу сторону."),
                ]),
                "subject": .record([
                    "en": .text("Which calls your team may answer"), "ru": .text("Конкурсы для вашей группы"),
                ]),
                "letter": .record([
                    "en": .text("Several calls for joint teams are open.\n\nSave a search to hear of the next ones."),
                    "ru": .text(
                        "Открыто несколько конкурсов для совместных групп.\n\n"
                            + "Сохраните поиск, чтобы узнать о следующих."),
                ]), "target": .text("/calls?state=open"), "segment_id": .text(segment.id.text),
                "fallback": .text("en, ru"), "is_public": .flag(true),
            ], as: office)
        try await send(sent.id)
        let next = try await programme.createCampaign(
            [
                "title": .record(["en": .text("Partners for companies"), "ru": .text("Партнёры для предприятий")]),
                "text": .record(["en": .text("How companies of the region find laboratories that need them.")]),
                "subject": .record(["en": .text("Find a laboratory"), "ru": .text("Найдите лабораторию")]),
                "letter": .record([
                    "en": .text("Describe what you can do: laboratories look for it."),
                    "ru": .text("Опишите, что вы умеете: лаборатории это ищут."),
                ]), "segment_id": .text(companies.id.text), "fallback": .text("en"), "is_public": .flag(true),
            ], as: office)
        _ = try await programme.scheduleCampaign(
            next.id, ["day": .text("\(today.adding(days: 6))"), "hour": .number(9)], as: office)
    }

    /// Sends one now; two mails come back, every fourth is opened.
    private mutating func send(_ id: ID<Campaign>) async throws {
        let now = programme
        let shown = MailClock(zone: "", else: now.settings.timeZone, hour: 0).shown(now.clock())
        _ = try await now.scheduleCampaign(
            id, ["day": .text("\(shown.day)"), "hour": .number(Double(shown.hour))], as: office)
        try await now.sendCampaigns()
        let folder = NSTemporaryDirectory() + "isthmus-demo-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await now.deliverMail(with: .directory(folder), most: 2_000)
        let recipients = try await programme.campaignMails(of: id)
        let key = try await programme.read { try $0.mailKey() }
        for (number, recipient) in recipients.enumerated() {
            if number % 30 == 7 {
                let notice = Self.notice(of: recipient.mail, to: recipient.address)
                try await programme.receiveBounce(Array(notice.utf8), as: office)
            } else if number % 4 == 0, let key {
                let later = programme
                let visit = CampaignVisit(recipient: recipient.id, at: later.clock()).text(key)
                _ = try await later.visitCampaign(visit, isLooking: true)
            }
        }
    }

    /// What a mail server writes of a mailbox that is gone.
    private static func notice(of mail: String, to address: String) -> String {
        """
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; relay.example

        Final-Recipient: rfc822; \(address)
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 mailbox unknown

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <\(mail)@isthmus.example>
        --b--
        """
    }

    /// Members who hear of new calls by mail.
    mutating func addFollowers() async throws {
        for (email, name, address, period) in Self.followed {
            let account = try await programme.read { tx in try tx.account(email: email)?.id.text }
            let actor = Actor(account: account, person: nil, name: name, grants: [])
            _ = try await programme.saveSearch(
                ["name": .text(name), "address": .text(address), "digest": .text(period)], as: actor)
        }
    }

    private static let followed = [
        ("giorgi@isthmus.example", "Calls that pay Georgia", "/calls?paid=GE", "weekly"),
        ("aigerim@isthmus.example", "Конкурсы для Казахстана", "/calls?side=KZ", "daily"),
        ("aigerim@isthmus.example", "Организации Армении", "/organisations?country=AM", "weekly"),
        ("anahit@isthmus.example", "Открытые конкурсы", "/calls?state=open", "at_once"),
    ]
}
