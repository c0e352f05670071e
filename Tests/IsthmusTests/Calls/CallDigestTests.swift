import Database
import Foundation
import Testing

@testable import Isthmus

/// News of saved searches by mail: what is in them, when they come, and that they come once.
@Suite struct CallDigestTests {
    private static func reader(
        _ office: CallOffice, _ name: String = "Anna", _ language: String = "en", isOffice: Bool = false
    ) async throws -> Actor {
        let grants = isOffice ? [Grant(.officer, on: .programme)] : []
        let account = try await office.programme.createAccount(
            Registration(
                email: "\(name.lowercased())@lab.example", name: name, password: SampleTeller.password,
                language: language), grants: grants, as: .program("test"))
        return Actor(account: account.id.text, person: nil, name: name, grants: grants, language: language)
    }

    @discardableResult
    private static func follow(
        _ office: CallOffice, _ address: String, _ period: DigestPeriod, as actor: Actor
    ) async throws -> ID<SavedSearch> {
        try await office.programme.sealAll()
        return try await office.programme.saveSearch(
            ["name": .text("\(address) \(period)"), "address": .text(address), "digest": .text(period.rawValue)],
            as: actor
        ).id
    }

    /// Seals, and mails what is due; the texts of the mails by address.
    private static func mails(_ office: CallOffice) async throws -> [String: String] {
        try await office.programme.sealAll()
        let last = try await office.programme.read {
            try $0.value(String.self, "SELECT MAX(id) FROM mail") ?? ""
        }
        try await office.programme.mailDigests()
        let rows = try await office.programme.read { tx in
            try tx.rows("SELECT mailbox, subject, text_part FROM mail WHERE id > \(last) ORDER BY id")
        }
        var mails: [String: String] = [:]
        for row in rows {
            let box: String = try row.get("mailbox")
            #expect(mails[box] == nil)
            mails[box] = try row.get("subject", as: String.self) + "\n" + row.get("text_part", as: String.self)
        }
        return mails
    }

    @Test func `new calls are mailed at once, once, to those whose search finds them`() async throws {
        try await CallOffice.open { office in
            let (anna, boris) = (try await Self.reader(office), try await Self.reader(office, "Boris", "ru"))
            try await office.call("OLD")
            try await Self.follow(office, "/calls?programme=Bridge", .atOnce, as: anna)
            try await Self.follow(office, "/calls?q=ice", .atOnce, as: boris)
            #expect(try await Self.mails(office) == [:])
            try await office.call("Ice and snow", ["2026-09-15"])
            try await office.call("Roads", [], ["programme": .text("Other")])
            _ = try await office.programme.createCall(
                ["code": .text("Ice draft"), "programme": .text("Bridge"), "title": .record(["en": .text("Draft")])],
                as: CallOffice.officer)
            let mails = try await Self.mails(office)
            #expect(mails.keys.sorted() == ["anna@lab.example", "boris@lab.example"])
            let (first, second) = (mails["anna@lab.example"] ?? "", mails["boris@lab.example"] ?? "")
            #expect(first.hasPrefix("1 new result: “/calls?programme=Bridge atOnce”"))
            #expect(second.hasPrefix("1 новый результат"))
            #expect(first.contains("* Ice and snow\n  Deadline: 15 September 2026, 17:00"))
            for absent in ["OLD", "Roads", "Draft"] { #expect(!first.contains(absent)) }
            #expect(first.matches(of: /http:\/\/127\.0\.0\.1:8080\/stop\//).count == 2)
            #expect(try await Self.mails(office) == [:])
        }
    }

    @Test func `a call that is published later is new then, and the office reads of drafts`() async throws {
        try await CallOffice.open { office in
            let (anna, olga) = (
                try await Self.reader(office), try await Self.reader(office, "Olga", isOffice: true)
            )
            for actor in [anna, olga] { try await Self.follow(office, "/calls", .atOnce, as: actor) }
            let draft = try await office.call("Later", [], ["status": .text("draft")])
            #expect(try await Self.mails(office).keys.sorted() == ["olga@lab.example"])
            _ = try await office.programme.changeCall(
                draft, ["status": .text("published"), "version": .text("1")], as: CallOffice.officer)
            #expect(try await Self.mails(office)["anna@lab.example"]?.contains("* Later") == true)
        }
    }

    @Test func `one mail has all searches that are due, on its reader's morning`() async throws {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            try await office.programme.changeMailPreference(["time_zone": .text("Asia/Yerevan")], as: anna)
            // 1 June 2026 is a Monday, 13:00 in Yerevan.
            try await Self.follow(office, "/calls", .daily, as: anna)
            try await Self.follow(office, "/calls?q=ice", .daily, as: anna)
            try await Self.follow(office, "/calls?programme=Bridge", .weekly, as: anna)
            try await office.call("Ice")
            #expect(try await Self.mails(office) == [:])
            office.clock.advance(hours: 17, minutes: 59)
            #expect(try await Self.mails(office) == [:])
            office.clock.advance(minutes: 1)
            let mail = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(mail.matches(of: /\* Ice/).count == 2)
            #expect(!mail.contains("weekly"))
            office.clock.advance(days: 6)
            let monday = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(monday.contains("weekly"))
            #expect(monday.matches(of: /\* Ice/).count == 1)
            office.clock.advance(days: 7)
            #expect(try await Self.mails(office) == [:])
        }
    }

    @Test func `a search that finds everything gives a short mail with the total`() async throws {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            let id = try await Self.follow(office, "/calls", .atOnce, as: anna)
            for number in 1...23 { try await office.call("Call \(number)") }
            let mail = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(mail.matches(of: /\n\* Call/).count == Digest.most)
            #expect(mail.hasPrefix("23 new results"))
            #expect(mail.contains("All 23 new results: http://127.0.0.1:8080/account/searches/\(id)"))
        }
    }

    @Test func `a changed deadline is told once to each who follows the call`() async throws {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            let call = try await office.call("Ice", ["2026-06-20"])
            try await Self.follow(office, "/calls?within=30", .atOnce, as: anna)
            try await Self.follow(office, "/calls?q=ice", .atOnce, as: anna)
            try await Self.follow(office, "/calls?q=roads", .atOnce, as: anna)
            // It is not within thirty days any more, and told all the same.
            let later: Given = .list([.record(["kind": .text("cut_off"), "at": .text("2026-12-01")])])
            _ = try await office.programme.changeCall(
                call, ["deadlines": later, "version": .text("1")], as: CallOffice.officer)
            let mail = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(mail.hasPrefix("1 changed deadline"))
            #expect(mail.matches(of: /\* Ice/).count == 1)
            #expect(mail.contains("1 December 2026, 17:00"))
            #expect(mail.contains("before: 20 June 2026, 17:00"))
            #expect(try await Self.mails(office) == [:])
        }
    }

    @Test func `people, organisations, projects and everything are followed alike`() async throws {
        try await DirectoryOffice.open { directory in
            let office = CallOffice(programme: directory.programme, clock: directory.clock)
            let anna = try await Self.reader(office)
            for address in ["/organisations?country=AM", "/people?country=AM", "/projects", "/find?q=glacier"] {
                try await Self.follow(office, address, .atOnce, as: anna)
            }
            _ = try await directory.organisation("Glacier Institute")
            _ = try await directory.organisation("Harbour", "GE")
            _ = try await directory.person("Glacieryan")
            _ = try await directory.person("Hidden", status: .withdrawn)
            let mail = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(mail.matches(of: /\* Glacier Institute/).count == 2)
            #expect(mail.matches(of: /\* Ani Glacieryan/).count == 1)
            for absent in ["Harbour", "Hidden"] { #expect(!mail.contains(absent)) }
        }
    }

    @Test func `whoever stopped a search or all of them gets nothing, and asking again brings them back`() async throws
    {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            let id = try await Self.follow(office, "/calls", .atOnce, as: anna)
            try await office.call("One")
            _ = try await Self.mails(office)
            let link = try await office.programme.read {
                try $0.value(String.self, "SELECT stop_link FROM mail ORDER BY id DESC LIMIT 1") ?? ""
            }
            // A mail of one search stops that search.
            let stopped = try await office.programme.stopMail(link.split(separator: "/").last.map(String.init) ?? "")
            #expect(stopped.about == id.text)
            #expect(try await office.programme.savedSearch(id, as: anna).digest == .never)
            try await office.call("Two")
            #expect(try await Self.mails(office) == [:])
            try await office.programme.changeSearch(
                id, ["digest": .text("at_once"), "version": .text("1")], as: anna)
            #expect(try await office.programme.savedSearch(id, as: anna).digest == .atOnce)
            try await office.call("Three")
            let mail = try await Self.mails(office)["anna@lab.example"] ?? ""
            #expect(mail.contains("* Three") && !mail.contains("* Two"))
            try await office.programme.changeMailPreference(["digests": .flag(false)], as: anna)
            try await office.call("Four")
            #expect(try await Self.mails(office) == [:])
            #expect(try await office.programme.savedSearches(as: anna).wantsNone)
        }
    }

    @Test func `two workers at once send one mail`() async throws {
        try await CallOffice.open { office in
            for number in 1...20 {
                let actor = try await Self.reader(office, "Reader\(number)")
                try await Self.follow(office, "/calls", .atOnce, as: actor)
            }
            try await office.call("Ice")
            try await office.programme.sealAll()
            async let one = office.programme.mailDigests()
            async let other = office.programme.mailDigests()
            #expect(try await one.mails + other.mails == 20)
            let mails = try await office.programme.read {
                try $0.count("SELECT COUNT(*) FROM mail WHERE kind = 'digest'")
            }
            #expect(mails == 20)
        }
    }

    @Test func `a clock that ran ahead for a while keeps nobody waiting`() async throws {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            office.clock.advance(days: 400)
            try await Self.follow(office, "/calls", .daily, as: anna)
            office.clock.advance(days: -400)
            try await office.call("Ice")
            #expect(try await Self.mails(office)["anna@lab.example"]?.contains("* Ice") == true)
            #expect(try await Self.mails(office) == [:])
        }
    }

    @Test func `experts are not followed`() async throws {
        try await CallOffice.open { office in
            let anna = try await Self.reader(office)
            let refused = try await DirectoryOffice.complaint {
                try await Self.follow(office, "/find/experts?q=ice", .daily, as: anna)
            }
            #expect(refused == ["digest: saved_search.no_digest"])
        }
    }
}

/// When digests come, by the clocks of their readers.
@Suite struct MailClockTests {
    private static func next(_ zone: String, _ from: String, _ period: DigestPeriod = .daily, hour: Int = 7) throws
        -> String
    {
        let clock = MailClock(zone: zone, else: "UTC", hour: hour)
        return clock.next(period, after: try #require(Moment(iso: from))).iso
    }

    @Test func `every day has one such hour, when the clock is changed too`() throws {
        // Brussels: summer time from 29 March to 25 October 2026.
        #expect(try Self.next("Europe/Brussels", "2026-03-28T05:59:59Z") == "2026-03-28T06:00:00Z")
        #expect(try Self.next("Europe/Brussels", "2026-03-28T06:00:00Z") == "2026-03-29T05:00:00Z")
        #expect(try Self.next("Europe/Brussels", "2026-10-24T05:00:00Z") == "2026-10-25T06:00:00Z")
        // Half past two does not exist on 29 March: the hour after the gap; on 25 October three o'clock is once.
        #expect(try Self.next("Europe/Brussels", "2026-03-28T02:00:00Z", hour: 2) == "2026-03-29T01:00:00Z")
        #expect(try Self.next("Europe/Brussels", "2026-10-24T00:00:00Z", hour: 2) == "2026-10-25T00:00:00Z")
        #expect(try Self.next("Europe/Brussels", "2026-10-25T00:00:00Z", hour: 2) == "2026-10-26T01:00:00Z")
        #expect(try Self.next("Asia/Yerevan", "2026-06-01T03:00:00Z") == "2026-06-02T03:00:00Z")
        #expect(try Self.next("Asia/Kathmandu", "2026-06-01T00:00:00Z") == "2026-06-01T01:15:00Z")
        #expect(try Self.next("nowhere", "2026-06-01T00:00:00Z") == "2026-06-01T07:00:00Z")
    }

    @Test func `weeks begin on Monday where the reader is`() throws {
        #expect(try Self.next("Pacific/Auckland", "2026-05-31T12:00:00Z", .weekly) == "2026-05-31T19:00:00Z")
        #expect(try Self.next("America/New_York", "2026-06-01T10:00:00Z", .weekly) == "2026-06-01T11:00:00Z")
        #expect(try Self.next("America/New_York", "2026-06-01T11:00:00Z", .weekly) == "2026-06-08T11:00:00Z")
    }
}
