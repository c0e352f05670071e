import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Proposed events: what their forms ask, what the office's page shows and does not, how figures and days are said.
@Suite struct ProposalTests {
    private static let issues = EventOffice.issues

    /// With the same spaces everywhere.
    private static func plain(_ text: String) -> String {
        text.replacing("\u{a0}", with: " ").replacing("\u{202f}", with: " ")
    }

    @Test func `what is missing is told once at its own field`() async throws {
        try await ProgrammeOffice.open { office in
            let found = await Self.issues {
                _ = try await office.programme.propose(for: office.id, [:], as: .visitor)
            }
            let fields = [
                "contact_name", "email", "kind", "title.en", "title.ru", "text.en", "text.ru", "theme", "audience",
                "organisers", "country", "city", "first_day",
            ]
            #expect(found == fields.map { "\($0) field.required" })
            let online = await Self.issues {
                let given = ProgrammeOffice.forum.merging(["format": .text("online"), "city": .text("")]) { $1 }
                _ = try await office.programme.propose(for: office.id, given, as: office.member)
            }
            #expect(online == [])
        }
    }

    @Test func `both days are told where each of them is wrong`() async throws {
        try await ProgrammeOffice.open { office in
            func found(_ first: String, _ last: String) async -> [String] {
                await Self.issues {
                    let days: [String: Given] = ["first_day": .text(first), "last_day": .text(last)]
                    _ = try await office.programme.propose(
                        for: office.id, ProgrammeOffice.forum.merging(days) { $1 }, as: office.member)
                }
            }
            #expect(
                await found("2026-08-20", "2026-08-10") == [
                    "first_day event_proposal.outside", "last_day event_programme.ends_before",
                ])
            #expect(
                await found("2027-07-01", "2027-07-02") == [
                    "first_day event_proposal.outside", "last_day event_proposal.outside",
                ])
            #expect(await found("2027-06-30", "2027-07-01") == ["last_day event_proposal.outside"])
        }
    }

    @Test func `a reason is needed in the language of whoever proposed`() async throws {
        try await ProgrammeOffice.open { office in
            var russian = office.member
            russian.language = "ru"
            let made = try await office.programme.propose(for: office.id, ProgrammeOffice.forum, as: russian)
            let id = try #require(made.proposal?.id)
            try await office.score(id)
            func decide(_ reason: Given) async -> [String] {
                await Self.issues {
                    _ = try await office.programme.decideProposal(
                        id, ["decision": .text("declined"), "reason": reason], as: office.first)
                }
            }
            #expect(await decide(.record([:])) == ["reason field.required"])
            #expect(
                await decide(.record(["en": .text("Too late")])) == ["reason.ru event_proposal.reason_language"])
            #expect(await decide(.record(["ru": .text("Слишком поздно")])) == [])
        }
    }

    @Test func `the office has the way to a proposal mailed and does not have it itself`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.proposal()
            _ = try await office.mails()
            #expect(try await office.programme.ownProposalToken(id, as: office.first) == nil)
            let own = try await office.programme.ownProposalToken(id, as: office.member)
            let token = try await office.token(id)
            #expect(own?.text == token)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.send_link"))) {
                _ = try await office.programme.sendProposalLink(id, [:], as: office.member)
            }
            let version: [String: Given] = ["version": .text("1")]
            _ = try await office.programme.sendProposalLink(id, version, as: office.first)
            // The same form sent again.
            await #expect(throws: Problem.stale) {
                _ = try await office.programme.sendProposalLink(id, version, as: office.first)
            }
            #expect(try await office.mails() == ["mher@place.example: The way to your proposal: Roads over ice"])
            let journal = try await EventOffice(programme: office.programme, clock: office.clock).journal(of: id.text)
            #expect(journal == ["event_proposal.created", "event_proposal.link_sent"])
        }
    }

    @Test func `the office's page carries no way of the proposer, and only they act as the proposer`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (officer, member) = (sample.person("officer"), sample.person("member"))
            let path = "/event-proposals/\(sample.id("proposal"))"
            let token = sample.id("token of proposal")
            let page = String(buffer: try await client.get(path, as: officer).body)
            #expect(!page.contains(token))
            #expect(page.contains("Mail the link to the proposer"))
            let answer = String(buffer: try await client.get("/api/v1" + path, as: officer).body)
            #expect(!answer.contains(token))
            let redirect = try await client.get(path, as: member)
            #expect(redirect.headers[.location] == "/proposals/\(token)")
            for verb in ["date-answers", "tasks", "report"] {
                let refused = try await client.send(
                    json: #"{"answer":"accept"}"#, to: "/api/v1\(path)/\(verb)", as: sample.person("editor"))
                #expect(refused.status == .forbidden, "\(verb)")
            }
            #expect(try await client.send("", to: path + "/link", as: officer).status == .seeOther)
            let wrong = try await client.send("points.c1=9", to: path + "/scores", as: officer)
            #expect(String(buffer: wrong.body).contains(">Weight: A number from 0 to 5.</a>"))
        }
    }

    @Test func `the intake's form names what is missing in each language`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = "/event-programmes/\(sample.id("event programme"))/proposals"
            let answer = try await client.send("", to: path, as: sample.person("visitor"))
            let page = String(buffer: answer.body)
            #expect(page.contains("13 things need to be mended"))
            #expect(page.contains("<a href=\"#f-title.ru\">Title (Russian): Fill this in.</a>"))
            #expect(page.matches(of: /id="f-title[^"]*-message"/).count == 2)
            #expect(page.contains(#"for="f-city">City</label>"#))
        }
    }

    @Test func `lists say by which programme they are narrowed, or that there is none`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for list in ["/event-proposals", "/events"] {
                let known = String(
                    buffer: try await client.get(
                        "\(list)?programme=\(sample.id("event programme"))", as: officer
                    ).body)
                #expect(known.contains("Year of Ice <span aria-hidden=\"true\">×</span>"), "\(list)")
                let other = String(buffer: try await client.get("\(list)?programme=nope", as: officer).body)
                #expect(other.contains("“nope” is not known, so the list is not narrowed by it."), "\(list)")
                #expect(!other.contains("×</span>"), "\(list)")
            }
        }
    }

    @Test func `the pages of figures are whole sentences, and their tables have labels`() async throws {
        try await SampleProgramme.visit { sample, client in
            func page(_ name: String) async throws -> String {
                let address = "/event-programmes/\(sample.id("event programme"))/\(name)"
                return String(buffer: try await client.get(address, as: sample.person("officer")).body)
            }
            let late = try await page("overdue")
            #expect(late.contains("<p>0 reports are late</p>"))
            #expect(!late.contains("part=overdue"))
            #expect(try await page("booklet").contains("count 0 participants from 0 countries."))
            #expect(try await page("coverage").contains("crossings without an event: months by countries"))
            #expect(try await page("statistics").contains(#"<td class="number" data-label="Proposed">"#))
            let own = try await client.get(
                "/proposals/\(sample.id("token of selected_proposal"))", as: sample.person("visitor"))
            let text = String(buffer: own.body)
            #expect(text.contains("due 30 April 2026 · "))
            #expect(text.contains("Mark as not done"))
        }
    }

    @Test func `an amount has cents where it was given with them`() {
        func amounts(_ language: String) -> [String] {
            [100_050, 100_000, 20_000, 20_005].map { minor in
                Self.plain(EventProposalViews.amount(Money(minor: minor, currency: "EUR"), Words(language)))
            }
        }
        #expect(amounts("en") == ["€1,000.50", "€1,000", "€200", "€200.05"])
        #expect(amounts("ru") == ["1 000,50 €", "1 000 €", "200 €", "200,05 €"])
    }

    @Test func `days and times of rules and digests are spelled`() {
        let texts = ["2027-03-15", "2027-03-15 17:00", "2027-03-15 noon", "2027-13-15", "ice", ""]
        #expect(
            texts.map { Words("en").spelled($0) }
                == ["15 March 2027", "15 March 2027, 17:00", "2027-03-15 noon", "2027-13-15", "ice", ""])
        #expect(Self.plain(Words("ru").spelled("2027-03-15 17:00")) == "15 марта 2027 г., 17:00")
        let reason = Problem.Reason("event_proposal.outside", ["first": "2026-09-01", "last": "2027-06-30"])
        #expect(Words("en")(reason) == "The programme runs from 1 September 2026 to 30 June 2027.")
        #expect(Self.plain(Words("ru")(reason)) == "Программа идёт с 1 сентября 2026 г. по 30 июня 2027 г.")
        let typed = Problem.Reason("field.unknown", ["code": "2026-09-01"])
        #expect(Words("en")(typed) == "“2026-09-01” is not known here.")
    }
}
