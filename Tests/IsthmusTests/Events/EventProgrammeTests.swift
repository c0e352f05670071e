import Database
import Foundation
import Testing

@testable import Isthmus

/// A programme of events: its rules, who proposes for it, who judges, what is told to whom.
@Suite struct EventProgrammeTests {
    private static let issues = EventOffice.issues

    @Test func `a programme needs what its proposals will refer to`() async throws {
        try await ProgrammeOffice.open { office in
            let found = await Self.issues {
                _ = try await office.programme.createEventProgramme([:], as: office.first)
            }
            #expect(
                found == [
                    "title field.required", "label_name field.required", "countries event_programme.two_countries",
                    "topics field.required", "zone field.required", "first_day field.required",
                    "last_day field.required", "opens_on field.required", "closes_on field.required",
                    "audiences field.required", "criteria field.required",
                ])
            let late = await Self.issues {
                _ = try await office.programme.createEventProgramme(
                    ProgrammeOffice.year.merging([
                        "closes_on": .text("2027-07-01"), "countries": .text("Armenia"), "officers": .text("1"),
                    ]) { $1 }, as: office.first)
            }
            #expect(
                late == [
                    "countries event_programme.two_countries", "officers field.range",
                    "closes_on event_programme.closes_late",
                ])
        }
    }

    @Test func `what proposals refer to stays once a programme is public`() async throws {
        try await ProgrammeOffice.open { office in
            let found = await Self.issues {
                _ = try await office.programme.changeEventProgramme(
                    office.id,
                    [
                        "topics": .text("ford-1-5"), "officers": .text("3"), "audiences": .list([]),
                        "criteria": .list([
                            .record(["code": .text("c1"), "name": ProgrammeOffice.texts("Weight", "Вес")])
                        ]),
                    ], as: office.first)
            }
            #expect(
                found == [
                    "audiences field.required", "topics event_programme.only_more",
                    "audiences event_programme.only_more", "criteria event_programme.locked",
                    "officers event_programme.locked",
                ])
            let changed = try await office.programme.changeEventProgramme(
                office.id,
                [
                    "audiences": .list([
                        .record(["code": .text("a2"), "name": ProgrammeOffice.texts("Pupils", "Школьники")]),
                        .record(["name": ProgrammeOffice.texts("Companies", "Компании")]),
                        .record(["code": .text("a1"), "name": ProgrammeOffice.texts("Researchers", "Учёные")]),
                    ])
                ], as: office.first)
            #expect(changed.audiences.map(\.code) == ["a2", "a3", "a1"])
        }
    }

    @Test func `a visitor's proposal counts once the address is proved, and is made once`() async throws {
        try await ProgrammeOffice.open { office in
            let given = ProgrammeOffice.forum.merging([
                "contact_name": .text("Vera"), "email": .text("Vera@far.example"),
            ]) { $1 }
            var visitor = Actor.visitor
            visitor.language = "ru"
            #expect(try await office.programme.propose(for: office.id, given, as: visitor).isMailed)
            #expect(try await office.programme.propose(for: office.id, given, as: visitor).isMailed)
            #expect(try await office.titles("status=unconfirmed", as: office.first) == ["Roads over ice"])
            let line = try await office.programme.eventProposals(Selection(), as: office.first).items[0]
            let token = try await office.token(line.id)
            try await office.programme.confirmProposal(token: token, as: visitor)
            try await office.programme.confirmProposal(token: token, as: visitor)
            #expect(try await office.status(line.id) == .submitted)
            #expect(try await office.programme.propose(for: office.id, given, as: visitor).isMailed)
            #expect(
                try await office.mails() == [
                    "Vera@far.example: Подтвердите предложение: Дороги по льду",
                    "Vera@far.example: Подтвердите предложение: Дороги по льду",
                    "Vera@far.example: Предложение получено: Дороги по льду",
                    "Vera@far.example: Это уже предложено: Дороги по льду",
                ])
            // A signature of another thing opens nothing.
            await #expect(throws: Problem.notFound) {
                _ = try await office.programme.proposal(token: String(token.dropLast()) + "x", as: visitor)
            }
            office.clock.advance(days: 90)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.late", ["day": "2026-08-15"]))) {
                _ = try await office.programme.propose(for: office.id, given, as: visitor)
            }
        }
    }

    @Test func `what is wrong with a proposal stands at its fields`() async throws {
        try await ProgrammeOffice.open { office in
            let given: [String: Given] = [
                "title": .record(["en": .text("Ice")]), "text": ProgrammeOffice.texts("We walk.", "Мы идём."),
                "kind": .text("party"), "theme": .text("ford-2-2"), "audience": .text("a9"),
                "organisers": .list([.record(["name": .text("Ice House")]), .record(["organisation_id": .text("o-1")])]
                ),
                "country": .text("AM"), "first_day": .text("2026-08-31"), "budget": .text("10"), "own": .text("20"),
            ]
            let found = await Self.issues {
                _ = try await office.programme.propose(for: office.id, given, as: .visitor)
            }
            #expect(
                found == [
                    "contact_name field.required", "email field.required", "kind field.unknown",
                    "title.ru event_proposal.both_languages", "theme field.unknown", "audience field.unknown",
                    "organisers.0.country field.required", "organisers.1.organisation_id field.unknown",
                    "city field.required", "first_day event_proposal.outside", "own event_proposal.own_above",
                ])
        }
    }

    @Test func `officers score without knowing of each other, and the journal keeps no points`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.proposal()
            let given: [String: Given] = [
                "points": .record(["c1": .text("5"), "c2": .text("10")]), "note": .text("Splendid"),
            ]
            let own = try await office.programme.scoreProposal(id, given, as: office.first)
            #expect(own.scores.lines.map(\.total) == [10_000])
            #expect(own.scores.mean == nil)
            let other = try await office.programme.eventProposal(id, as: office.second)
            #expect(other.scores.lines == [])
            #expect(other.scores.count == 1)
            #expect(other.proposal.status == .review)
            let wrong = await Self.issues {
                try await office.programme.scoreProposal(
                    id, ["points": .record(["c1": .text("6"), "c9": .text("1")])], as: office.second)
            }
            #expect(wrong == ["points.c1 field.range", "points.c2 field.required", "points.c9 field.unknown"])
            let both = try await office.programme.scoreProposal(
                id, ["points": .record(["c1": .text("0"), "c2": .text("5")])], as: office.second)
            // 3 × 0 + 1 × 5 of 25 points.
            #expect(both.scores.lines.map(\.total) == [10_000, 2_000])
            #expect(both.scores.mean == 6_000)
            #expect(both.scores.spread == 8_000)
            let seen = try await office.programme.proposal(token: office.token(id), as: office.member)
            #expect(seen.scores.lines == [])
            #expect(seen.scores.mean == nil)
            let journal = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT after FROM journal WHERE kind = 'proposal_score' ORDER BY id")
            }
            #expect(journal.count == 2)
            #expect(journal.allSatisfy { !$0.contains("points") && !$0.contains("Splendid") })
        }
    }

    @Test func `a selected proposal becomes a draft of an event with a label, and its proposer is told why`()
        async throws
    {
        try await ProgrammeOffice.open { office in
            let id = try await office.proposal()
            let early = await Self.issues { try await office.decide(id, "selected") }
            #expect(early == ["decision event_proposal.not_scored"])
            await #expect(throws: Problem.notFound) { _ = try await office.programme.eventLabel(of: id) }
            try await office.score(id)
            try await office.decide(id, "reserve")
            #expect(
                await Self.issues { try await office.decide(id, "reserve") } == [
                    "decision event_proposal.same_decision"
                ])
            try await office.decide(id, "selected")
            let proposal = try await office.programme.eventProposal(id, as: office.first).proposal
            let eventID = try #require(proposal.eventID)
            let event = try await office.programme.event(eventID, as: office.first).event
            #expect(event.status == .draft)
            #expect(event.title == ["en": "Roads over ice", "ru": "Roads over ice"])
            #expect(event.text["en"] == "We walk.\n\nOrganised by: Ice House (Armenia)")
            #expect("\(event.starts) \(event.ends) \(event.zone)" == "2026-10-14 09:00 2026-10-15 17:00 Asia/Yerevan")
            #expect(
                try await office.mails() == [
                    "mher@place.example: We have your proposal: Roads over ice",
                    "mher@place.example: In reserve: Roads over ice", "mher@place.example: Selected: Roads over ice",
                ])
            #expect(try await office.programme.eventLabel(of: id).isValid)
            _ = try await office.programme.publishEvent(eventID, as: office.first)
            let listed = try await EventOffice(programme: office.programme, clock: office.clock).titles(
                "programme=\(office.id.text)")
            #expect(listed == ["Roads over ice"])
            let silent = await Self.issues {
                _ = try await office.programme.withdrawProposal(id, [:], as: office.member)
            }
            #expect(silent == ["reason field.required"])
            _ = try await office.programme.withdrawProposal(id, ["reason": .text("No ice")], as: office.member)
            #expect(try await office.programme.eventLabel(of: id).isValid == false)
            #expect(try await office.programme.event(eventID, as: .visitor).event.cancelReason == ["en": "No ice"])
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    @Test func `other days count when the proposer accepts them, and move the event`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            let same = await Self.issues {
                _ = try await office.programme.offerDates(
                    id, ["first_day": .text("2026-10-14"), "last_day": .text("2026-10-15")], as: office.first)
            }
            #expect(same == ["first_day event_proposal.same_days"])
            _ = try await office.programme.offerDates(id, ["first_day": .text("2026-11-03")], as: office.first)
            let token = try await office.token(id)
            try await office.programme.answerDates(token: token, ["answer": .text("refuse")], as: .visitor)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.no_offer"))) {
                try await office.programme.answerDates(token: token, ["answer": .text("accept")], as: .visitor)
            }
            _ = try await office.programme.offerDates(id, ["first_day": .text("2026-11-04")], as: office.first)
            try await office.programme.answerDates(token: token, ["answer": .text("accept")], as: .visitor)
            let proposal = try await office.programme.eventProposal(id, as: office.first).proposal
            #expect("\(proposal.firstDay) \(proposal.lastDay)" == "2026-11-04 2026-11-04")
            #expect(proposal.offeredFirstDay == nil)
            let event = try await office.programme.event(try #require(proposal.eventID), as: .visitor).event
            #expect("\(event.starts) \(event.ends)" == "2026-11-04 09:00 2026-11-04 17:00")
            let journal = try await EventOffice(programme: office.programme, clock: office.clock).journal(of: id.text)
            #expect(
                journal.suffix(4) == [
                    "event_proposal.dates_offered", "event_proposal.dates_refused", "event_proposal.dates_offered",
                    "event_proposal.dates_accepted",
                ])
        }
    }

    @Test func `others see neither proposals nor figures, and nobody judges their own`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.proposal()
            #expect(try await office.titles("", as: office.member) == ["Roads over ice"])
            #expect(try await office.titles("", as: .visitor) == [])
            await #expect(throws: Problem.notFound) { _ = try await office.programme.eventProposal(id, as: .visitor) }
            await #expect(throws: Problem.refused(.init("event_programme.refused.work"))) {
                _ = try await office.programme.statistics(of: office.id, as: office.member)
            }
            let own = try await office.programme.propose(
                for: office.id, ProgrammeOffice.forum.merging(["title": ProgrammeOffice.texts("Own", "Own")]) { $1 },
                as: office.first)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.own"))) {
                try await office.programme.scoreProposal(
                    try #require(own.proposal?.id), ["points": .record(["c1": .text("5")])], as: office.first)
            }
        }
    }

    @Test func `organisers are reminded of each item once, and report when the event is over`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            let token = try await office.token(id)
            _ = try await office.mails()
            #expect(try await office.programme.remindOrganisers() == 0)
            // The agenda is due on 15 August; a week before, the organiser hears of it.
            office.clock.advance(days: 69)
            #expect(try await office.programme.remindOrganisers() == 1)
            #expect(try await office.programme.remindOrganisers() == 0)
            #expect(try await office.mails() == ["mher@place.example: Soon due for your event: Roads over ice"])
            office.clock.advance(days: 10)
            let late = try await office.programme.overdueTasks(of: office.id, as: office.first)
            #expect(late.map { "\($0.due) \($0.name.reading("en"))" } == ["2026-08-15 Agenda"])
            try await office.programme.tickTask(token: token, ["code": .text("k1")], as: .visitor)
            #expect(try await office.programme.overdueTasks(of: office.id, as: office.first).isEmpty)
            await #expect(throws: Problem.refused(.init("event_report.refused.early"))) {
                try await office.programme.giveReport(token: token, Self.report, as: .visitor)
            }
            // 22 October: the report, and the materials that are due on 29 October, in one mail.
            office.clock.advance(days: 64)
            #expect(try await office.programme.remindOrganisers() == 1)
            #expect(try await office.programme.remindOrganisers() == 0)
            office.clock.advance(days: 40)
            #expect(try await office.titles("part=overdue", as: office.first) == ["Roads over ice"])
            let wrong = await Self.issues {
                try await office.programme.giveReport(
                    token: token,
                    [
                        "participants": .list([
                            .record(["country": .text("AM"), "count": .text("3")]),
                            .record(["country": .text("AM"), "count": .text("0")]),
                        ]), "press": .list([.record(["title": .text("Ice")])]),
                    ], as: .visitor)
            }
            #expect(
                wrong == [
                    "participants.1.count field.range", "outcomes field.required", "press.0.address field.required",
                ])
            try await office.programme.giveReport(token: token, Self.report, as: .visitor)
            #expect(try await office.titles("part=overdue", as: office.first) == [])
            try await office.programme.decideReport(
                of: id, ["decision": .text("returned"), "note": .text("How many from Germany?")], as: office.first)
            try await office.programme.giveReport(token: token, Self.report, as: .visitor)
            let accepted = try await office.programme.decideReport(
                of: id, ["decision": .text("accepted")], as: office.second)
            #expect(accepted.total == 42)
            await #expect(throws: Problem.refused(.init("event_report.refused.accepted"))) {
                try await office.programme.giveReport(token: token, Self.report, as: .visitor)
            }
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }

    static let report: [String: Given] = [
        "participants": .list([
            .record(["country": .text("AM"), "count": .text("30")]),
            .record(["country": .text("DE"), "count": .text("12")]),
        ]),
        "outcomes": ProgrammeOffice.texts("A joint station", "Общая станция"),
    ]
}
