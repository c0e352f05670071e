import Database
import Foundation
import Testing

@testable import Isthmus

/// What becomes of proposals when days move, a year closes or somebody takes part: who may still do what.
@Suite struct ProposalStandingTests {
    private static func answer(_ answer: String, _ token: String, _ office: ProgrammeOffice, version: Int? = nil)
        async throws
    {
        var given: [String: Given] = ["answer": .text(answer)]
        if let version { given["version"] = .text(String(version)) }
        try await office.programme.answerDates(token: token, given, as: .visitor)
    }

    private static func offer(_ first: String, _ id: ID<EventProposal>, _ office: ProgrammeOffice) async throws -> Int {
        try await office.programme.offerDates(id, ["first_day": .text(first)], as: office.first).version
    }

    @Test func `offered days are accepted as they were read, and neither too late nor after a refusal`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            let token = try await office.token(id)
            let read = try await Self.offer("2026-11-03", id, office)
            _ = try await Self.offer("2026-11-04", id, office)
            await #expect(throws: Problem.stale) { try await Self.answer("accept", token, office, version: read) }
            // Declined, an offer is gone.
            let declined = try await office.proposal("Light", ["theme": .text("ford-1-3")])
            _ = try await Self.offer("2026-11-05", declined, office)
            try await office.score(declined)
            try await office.decide(declined, "declined")
            let refused = try await office.programme.eventProposal(declined, as: office.first).proposal
            #expect(refused.offeredFirstDay == nil)
            let waiting = try await office.proposal("Snow")
            _ = try await Self.offer("2026-10-01", waiting, office)
            // 15 October, the second day of the event.
            office.clock.advance(days: 136)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.begun"))) {
                try await Self.answer("accept", token, office)
            }
            for (one, fault) in [(id, "begun"), (waiting, "past_days")] {
                let found = await EventOffice.issues { _ = try await Self.offer("2026-10-02", one, office) }
                #expect(found == ["first_day event_proposal.refused.\(fault)"])
            }
            let late = try await office.token(waiting)
            await #expect(throws: Problem.refused(.init("event_proposal.refused.past_days"))) {
                try await Self.answer("accept", late, office)
            }
            try await Self.answer("refuse", late, office)
            let kept = try await office.programme.eventProposal(waiting, as: office.first).proposal
            #expect("\(kept.firstDay) \(String(describing: kept.offeredFirstDay))" == "2026-10-14 nil")
        }
    }

    @Test func `an agenda moves along with its event`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            let eventID = try #require(try await office.programme.eventProposal(id, as: office.first).proposal.eventID)
            for (title, day) in [("One", "2026-10-14"), ("Two", "2026-10-15")] {
                _ = try await office.programme.addSession(
                    to: eventID,
                    [
                        "title": .record(["en": .text(title)]), "starts": .text(day + " 10:00"),
                        "ends": .text(day + " 11:30"),
                    ], as: office.first)
            }
            _ = try await office.programme.offerDates(
                id, ["first_day": .text("2026-11-03"), "last_day": .text("2026-11-04")], as: office.first)
            try await Self.answer("accept", try await office.token(id), office)
            let agenda = try await office.programme.agenda(of: eventID, as: .visitor)
            #expect(
                agenda.items.map { "\($0.session.starts) \($0.session.ends)" } == [
                    "2026-11-03 10:00 2026-11-03 11:30", "2026-11-04 10:00 2026-11-04 11:30",
                ])
            #expect(
                agenda.items.map(\.session.startsAt)
                    == agenda.items.map { agenda.event.clock.moment($0.session.starts) })
        }
    }

    @Test func `organisers are reminded again when their days have moved`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            // The agenda is due sixty days before: on 15 August, and after the move on 15 September.
            office.clock.advance(days: 69)
            #expect(try await office.programme.remindOrganisers() == 1)
            _ = try await Self.offer("2026-11-14", id, office)
            try await Self.answer("accept", try await office.token(id), office)
            #expect(try await office.programme.remindOrganisers() == 0)
            office.clock.advance(days: 31)
            #expect(try await office.programme.remindOrganisers() == 1)
            #expect(try await office.programme.remindOrganisers() == 0)
        }
    }

    @Test func `reports are asked for after the year is closed`() async throws {
        try await ProgrammeOffice.open { office in
            try await office.selected("Late", ["first_day": .text("2027-06-29"), "last_day": .text("2027-06-30")])
            // 1 July 2027.
            office.clock.advance(days: 395)
            _ = try await office.programme.finishEventProgramme(office.id, as: office.first)
            #expect(try await office.programme.remindOrganisers() == 1)
            #expect(try await office.programme.remindOrganisers() == 0)
            office.clock.advance(days: 40)
            let now = office.clock.now
            let waiting = try await office.programme.read { tx in
                try EventProgramme.waiting(tx, office.first, now)
            }
            #expect(waiting.map(\.path) == ["/event-proposals?programme=\(office.id.text)&part=overdue"])
        }
    }

    @Test func `what the office writes to organisers stays with them`() async throws {
        try await ProgrammeOffice.open { office in
            let pack = ProgrammeOffice.texts("Ask Olga", "Спросите Ольгу")
            _ = try await office.programme.changeEventProgramme(office.id, ["pack_text": pack], as: office.first)
            #expect(try await office.programme.eventProgramme(office.id, as: .visitor).programme.packText == [:])
            #expect(
                try await office.programme.eventProgramme(office.id, as: office.first).programme.packText["en"]
                    == "Ask Olga")
            let waiting = try await office.proposal("Snow")
            #expect(try await office.programme.eventProposal(waiting, as: office.member).programme.packText == [:])
            let id = try await office.selected()
            #expect(
                try await office.programme.eventProposal(id, as: office.member).programme.packText["en"] == "Ask Olga")
            office.clock.advance(days: 395)
            try await office.programme.giveReport(
                token: office.token(id), EventProgrammeTests.report, as: .visitor)
            try await office.programme.decideReport(
                of: id, ["decision": .text("accepted"), "note": .text("Thin, but enough")], as: office.first)
            _ = try await office.programme.finishEventProgramme(office.id, as: office.first)
            for (actor, note, text) in [(Actor.visitor, "", nil), (office.first, "Thin, but enough", "Ask Olga")] {
                let booklet = try await office.programme.booklet(of: office.id, as: actor)
                #expect(booklet.entries.map { $0.report?.note } == [note])
                #expect(booklet.programme.packText["en"] == text)
            }
        }
    }

    @Test func `an officer who speaks for an organiser neither judges a proposal nor reads its scores`() async throws {
        try await ProgrammeOffice.open { office in
            let house = try await office.programme.createOrganisation(
                ["legal_name": .text("Ice House"), "country": .text("AM")], as: office.first
            ).id
            let id = try await office.proposal(
                "Roads over ice", ["organisers": .list([.record(["organisation_id": .text(house.text)])])])
            let party = Actor(
                account: "a-party", person: nil, name: "Rita",
                grants: [Grant(.officer, on: .programme), Grant(.representative, on: Scope(house))])
            #expect(try await office.titles("mine=unscored", as: office.first) == ["Roads over ice"])
            #expect(try await office.titles("mine=unscored", as: party) == [])
            try await office.score(id)
            #expect(try await office.programme.eventProposal(id, as: office.first).scores.lines.count == 2)
            let seen = try await office.programme.eventProposal(id, as: party).scores
            #expect(seen.lines == [])
            #expect(seen.mean == nil)
            #expect(seen.spread == nil)
            func means(_ actor: Actor) async throws -> [Int?] {
                try await office.programme.eventProposals(Selection(), as: actor).items.map(\.mean)
            }
            #expect(try await means(party) == [nil])
            #expect(try await means(office.first) == [4_800])
            for permission in [EventProposal.Permission.score, .decide, .negotiate, .acceptReport] {
                let proposal = try await office.programme.eventProposal(id, as: party).proposal
                #expect(proposal.refusal(of: permission, to: party) == .init("event_proposal.refused.own"))
            }
        }
    }
}

/// What a programme counts and keeps of proposals and their events.
@Suite struct ProposalRecordTests {
    @Test func `the draft of what was taken back is not published`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.proposal()
            try await office.score(id)
            try await office.decide(id, "selected")
            let event = try #require(try await office.programme.eventProposal(id, as: office.first).proposal.eventID)
            // Its button counts what its list shows: the office sees drafts.
            #expect(try await office.programme.eventProgramme(office.id, as: office.first).events == 1)
            #expect(try await office.programme.eventProgramme(office.id, as: .visitor).events == 0)
            _ = try await office.programme.withdrawProposal(id, [:], as: office.member)
            await #expect(throws: Problem.refused(.init("event.refused.not_selected"))) {
                _ = try await office.programme.publishEvent(event, as: office.first)
            }
        }
    }

    @Test func `a code of the checklist that was ticked is never another item's`() async throws {
        try await ProgrammeOffice.open { office in
            let id = try await office.selected()
            try await office.programme.tickTask(
                token: office.token(id), ["code": .text("k1")], as: .visitor)
            func item(_ code: String?, _ name: String) -> Given {
                var row: [String: Given] = ["name": ProgrammeOffice.texts(name, name), "days": .text("-30")]
                row["code"] = code.map { .text($0) }
                return .record(row)
            }
            func change(_ items: [Given]) async throws -> [String] {
                try await office.programme.changeEventProgramme(
                    office.id, ["checklist": .list(items)], as: office.first
                ).checklist.map(\.code)
            }
            #expect(try await change([item("k2", "Materials")]) == ["k2"])
            #expect(try await change([item("k2", "Materials"), item(nil, "Poster")]) == ["k2", "k3"])
            let tasks = try await office.programme.eventProposal(id, as: office.first).tasks
            #expect(tasks.map(\.doneAt) == [nil, nil])
        }
    }

    @Test func `collisions and coverage are those of the events, where there are any`() async throws {
        try await ProgrammeOffice.open { office in
            let one = try await office.selected("One")
            try await office.selected("Two")
            #expect(try await office.programme.collisions(of: office.id, as: office.first).count == 1)
            let event = try #require(try await office.programme.eventProposal(one, as: office.first).proposal.eventID)
            _ = try await office.programme.changeEvent(
                event, ["format": .text("online"), "country": .text(""), "city": .text("")], as: office.first)
            #expect(try await office.programme.collisions(of: office.id, as: office.first) == [])
            #expect(try await office.titles("country=AM", as: office.first).sorted() == ["One", "Two"])
        }
    }

    @Test func `an event of a programme takes a year at most`() throws {
        var programme = EventProgramme.blank(ID("ep-1"), at: TestStore.start)
        let (first, last) = (try #require(Day("2026-01-01")), try #require(Day("2028-12-31")))
        (programme.firstDay, programme.lastDay) = (first, last)
        for (days, issues) in [(365, []), (366, ["last_day event.too_long"])] {
            let fields = Fields([:])
            EventProposal.check(
                first, first.adding(days: days), "first_day", "last_day", in: programme, fields)
            #expect(fields.issues.map { "\($0.field) \($0.reason.key)" } == issues)
        }
    }
}

/// An address that nobody proved stands in nobody's way, and is forgotten.
@Suite struct UnconfirmedTests {
    private static func member(_ name: String, _ programme: Programme) async throws -> Actor {
        let account = try await programme.createAccount(
            Registration(email: "\(name)@place.example", name: name, password: "ветер над рекой 7", language: "en"),
            grants: [], as: .program("test"))
        return Actor(account: account.id.text, person: nil, name: name, grants: [])
    }

    private static func statuses(_ programme: Programme) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(
                String.self,
                """
                SELECT a.name || ' ' || r.status FROM event_registration r
                JOIN event_attendee a ON a.registration_id = r.id
                """)
        }.sorted()
    }

    @Test func `a registration that nobody confirmed gives way to an account and to a table`() async throws {
        try await EventOffice.open { office in
            let programme = office.programme
            let id = try await office.event(
                "Ice", ["registration": .text("automatic"), "visitors_may_register": .flag(true)])
            for (name, companion) in [("ann", "cid"), ("bob", "dan")] {
                _ = try await programme.register(
                    for: id,
                    [
                        "name": .text("Somebody"), "email": .text("\(name)@place.example"),
                        "companions": .list([
                            .record(["name": .text(companion), "email": .text("\(companion)@place.example")])
                        ]),
                    ], as: .visitor)
            }
            _ = try await programme.register(for: id, [:], as: try await Self.member("ann", programme))
            let table: [String: Given] = ["table": .text("name,email\nBob,bob@place.example\nDan,dan@place.example")]
            #expect(try await programme.importRegistrations(to: id, table, as: EventOffice.officer) == 2)
            #expect(
                try await Self.statuses(programme) == [
                    "Bob confirmed", "Dan confirmed", "Somebody cancelled", "Somebody cancelled", "ann confirmed",
                    "cid cancelled", "dan cancelled",
                ])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a registration that nobody confirms is cancelled after thirty days and names nobody`() async throws {
        try await EventOffice.open { office in
            let programme = office.programme
            let id = try await office.event(
                "Ice", ["registration": .text("automatic"), "visitors_may_register": .flag(true)])
            _ = try await programme.register(
                for: id, ["name": .text("Vera"), "email": .text("vera@far.example")], as: .visitor)
            office.clock.advance(days: 29)
            #expect(try await programme.forgetUnconfirmed() == 0)
            #expect(try await Self.statuses(programme) == ["Vera unconfirmed"])
            office.clock.advance(days: 1)
            #expect(try await programme.forgetUnconfirmed() == 1)
            #expect(try await programme.forgetUnconfirmed() == 0)
            #expect(try await Self.statuses(programme) == [" cancelled"])
            let kept = try await programme.read { tx in
                try tx.count("SELECT COUNT(*) FROM event_attendee WHERE mailbox = registration_id AND email = ''")
            }
            #expect(kept == 1)
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a proposal that nobody confirmed gives way, counts nowhere and is gone after thirty days`()
        async throws
    {
        try await ProgrammeOffice.open { office in
            @Sendable func visit(_ title: String, _ email: String) async throws {
                _ = try await office.programme.propose(
                    for: office.id,
                    ProgrammeOffice.forum.merging([
                        "title": ProgrammeOffice.texts(title, title), "contact_name": .text("Somebody"),
                        "email": .text(email),
                    ]) { $1 }, as: .visitor)
            }
            try await visit("Roads over ice", "Mher@place.example")
            try await visit("Snow", "vera@far.example")
            let id = try await office.proposal()
            #expect(try await office.status(id) == .submitted)
            #expect(try await office.titles("status=withdrawn", as: office.first) == ["Roads over ice"])
            #expect(try await office.titles("part=proposed", as: office.first) == ["Roads over ice"])
            let figures = try await office.programme.statistics(of: office.id, as: office.first)
            #expect(figures.count(.proposed) == 1)
            office.clock.advance(days: 30)
            #expect(try await office.programme.forgetUnconfirmed() == 1)
            #expect(try await office.titles("q=snow", as: office.first) == [])
            let journal = try await office.programme.read { tx in
                try tx.column(String.self, "SELECT action FROM journal WHERE kind = 'event_proposal' ORDER BY id")
            }
            #expect(journal.last == "event_proposal.expired")
            #expect(try await office.programme.check(Server.invariants) == [])
        }
    }
}
