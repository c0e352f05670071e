import Database
import Foundation
import Testing

@testable import Isthmus

/// A contest from entering to the certificate: who judges, who sees what, how the public votes.
@Suite struct ContestTests {
    static let officer = EventOffice.officer
    static let device = Device(address: "192.0.2.7", agent: "Test browser")
    static func words(_ text: String) -> Given { .record(["en": .text(text)]) }

    /// An office with an exhibition, a contest in it, and people.
    struct Fair: Sendable {
        let programme: Programme
        let clock: TestClock
        let contest: ID<Contest>
        let event: ID<Event>

        /// Somebody who works at an organisation of their own.
        func enrol(_ name: String, at home: ID<Organisation>? = nil) async throws -> Actor {
            let person = try await programme.createPerson(
                [
                    "names": .list([.record(["given": .text(name), "family": .text("Frost")])]),
                    "country": .text("AM"),
                ], as: officer)
            if let home {
                _ = try await programme.createAffiliation(
                    ["person": .text(person.id.text), "organisation": .text(home.text), "from": .text("2020-01-01")],
                    as: officer)
            }
            let account = try await programme.createAccount(
                Registration(
                    email: "\(name.lowercased())@far.example", name: name, password: "ветер над рекой 7",
                    language: "en"), person: person.id.text, grants: [], as: .program("test"))
            return Actor(account: account.id.text, person: person.id.text, name: name, grants: [])
        }

        func organisation(_ name: String) async throws -> ID<Organisation> {
            try await programme.createOrganisation(
                ["legal_name": .text(name), "country": .text("AM")], as: officer
            ).id
        }

        @discardableResult
        func enter(
            _ title: String, as actor: Actor, for entrant: String? = nil, in category: String = "k1"
        ) async throws -> ID<ContestEntry> {
            try await programme.enterContest(
                contest,
                [
                    "category": .text(category), "entrant": .text(entrant ?? actor.person ?? ""),
                    "title": words(title),
                    "answer": .record(["topic": .text("Ice")]), "stage": .text("submit"),
                ], as: actor
            ).id
        }

        func mailed() async throws -> String {
            let text = try await programme.read { tx in
                try tx.value(String.self, "SELECT text_part FROM mail ORDER BY id DESC LIMIT 1") ?? ""
            }
            let line = text.split(separator: "\n").first { $0.contains("/votes/") } ?? ""
            return line.split(separator: "/").last.map(String.init) ?? ""
        }

        func seen(by actor: Actor = officer) async throws -> Contest {
            try await programme.contest(contest, as: actor).contest
        }

        /// What is wrong with a change that the office makes.
        func issues(_ given: [String: Given]) async -> [String] {
            await EventOffice.issues { _ = try await programme.changeContest(contest, given, as: officer) }
        }

        /// Names jurors, who all have an account.
        func name(_ jurors: [Actor]) async throws {
            for juror in jurors {
                _ = try await programme.nameJuror(
                    in: contest, ["address": .text("\(juror.name.lowercased())@far.example")], as: officer)
            }
        }

        func closeRound() async throws {
            _ = try await programme.closeRound(contest, ["despite": .text("1")], as: officer)
        }

        func score(_ entry: ID<ContestEntry>, _ points: String, as actor: Actor) async throws -> ContestScore {
            try await programme.scoreEntry(entry, ["points": .record(["c1": .text(points)])], as: actor)
        }
    }

    static func open(
        _ more: [String: Given] = [:], questions: String = SampleTeller.questions,
        _ body: @escaping @Sendable (Fair) async throws -> Void
    ) async throws {
        try await EventOffice.open { office in
            let programme = office.programme
            let form = try await programme.createForm(["text": .text(questions)], as: officer)
            _ = try await programme.publishForm(form.id, as: officer)
            let event = try await office.event("Ice machines", ["kind": .text("exhibition")])
            let given: [String: Given] = [
                "title": words("Machines"), "form": .text(form.id.text),
                "categories": .list([.record(["name": words("Small")])]),
                "criteria": .list([.record(["name": words("Use"), "weight": .text("2")])]),
                "closes": .text("2026-06-10 12:00"), "vote_opens": .text("2026-06-11 12:00"),
                "vote_closes": .text("2026-06-20 12:00"), "shows_entries": .flag(true),
                "status": .text("published"), "finalists": .text("1"),
            ]
            let contest = try await programme.createContest(
                for: event, given.merging(more) { $1 }, as: officer)
            try await body(
                Fair(programme: programme, clock: office.clock, contest: contest.id, event: event))
        }
    }

    @Test func `jurors score blindly, those with a conflict not at all`() async throws {
        try await Self.open { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let (ice, snow) = (try await fair.organisation("Ice"), try await fair.organisation("Snow"))
            let (anna, boris) = (
                try await fair.enrol("Anna", at: ice), try await fair.enrol("Boris", at: snow)
            )
            let (nora, olaf) = (try await fair.enrol("Nora", at: ice), try await fair.enrol("Olaf"))
            for address in ["nora@far.example", "olaf@far.example"] {
                _ = try await programme.nameJuror(in: fair.contest, ["address": .text(address)], as: officer)
            }
            let drill = try await fair.enter("Drill", as: anna, for: ice.text)
            let lamp = try await fair.enter("Lamp", as: boris)
            await #expect(throws: Problem.refused(.init("contest.refused.still_open"))) {
                _ = try await fair.score(lamp, "5", as: nora)
            }
            fair.clock.advance(days: 10)
            await #expect(throws: Problem.refused(.init("contest_conflict.organisation"))) {
                _ = try await fair.score(drill, "10", as: nora)
            }
            _ = try await fair.score(lamp, "4", as: nora)
            _ = try await fair.score(lamp, "6", as: olaf)
            let score = try await fair.score(drill, "9", as: olaf)
            #expect(score.points == ["c1": 9])
            // As long as the round runs, each sees their own points alone; whoever entered sees none.
            #expect(try await programme.contestEntry(lamp, as: nora).scores.map(\.score.points) == [["c1": 4]])
            #expect(try await programme.contestEntry(lamp, as: boris).scores.count == 0)
            await #expect(throws: Problem.refused(.init("contest_score.refused"))) {
                _ = try await programme.result(of: fair.contest, as: nora)
            }
            _ = try await programme.declareConflict(
                with: drill, ["reason": .text("We were at school together.")], as: olaf)
            let ballot = try await programme.ballot(of: fair.contest, as: olaf)
            #expect(ballot.lines.map { $0.score == nil } == [true, false])
            #expect(
                await EventOffice.issues { _ = try await programme.closeRound(fair.contest, [:], as: officer) } == [
                    "despite contest.few_scores"
                ])
            _ = try await programme.closeRound(fair.contest, ["despite": .text("1")], as: officer)
            let seen = try await programme.contestEntry(lamp, as: nora)
            #expect(seen.scores.map(\.score.points) == [["c1": 4], ["c1": 6]])
            #expect(seen.scores.map(\.name) == ["", ""])
            let result = try await programme.result(of: fair.contest, as: officer)
            #expect(result.categories[0].lines.map { $0.entry.title.reading("en") } == ["Lamp", "Drill"])
            #expect(result.categories[0].lines.map(\.share) == [0.5, 0])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `finalists and awards are known when all is announced`() async throws {
        try await Self.open { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let anna = try await fair.enrol("Anna")
            let drill = try await fair.enter("Drill", as: anna)
            fair.clock.advance(days: 10)
            _ = try await programme.closeRound(fair.contest, ["despite": .text("1")], as: officer)
            _ = try await programme.chooseFinalists(fair.contest, ["entries": .text(drill.text)], as: officer)
            let award = try await programme.giveAward(
                in: fair.contest, ["entry": .text(drill.text), "title": Self.words("First prize")], as: officer)
            #expect(try await programme.contestEntry(drill, as: anna).state == .submitted)
            #expect(try await programme.contest(fair.contest, as: anna).awards.count == 0)
            await #expect(throws: Problem.refused(.init("contest.refused.voting"))) {
                _ = try await programme.announceContest(fair.contest, as: officer)
            }
            fair.clock.advance(days: 20)
            _ = try await programme.announceContest(fair.contest, as: officer)
            #expect(try await programme.contestEntry(drill, as: anna).state == .finalist)
            let profile = try await programme.contest(fair.contest, as: .visitor)
            #expect(profile.awards.map(\.id) == [award.id])
            #expect(profile.state == .announced)
        }
    }

    @Test func `an address votes once, however it is written, and totals come after the end`() async throws {
        try await Self.open { fair in
            let (programme, contest) = (fair.programme, fair.contest)
            let drill = try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            @Sendable func ask(_ email: String) async throws {
                try await programme.askForVote(
                    in: contest, ["entry": .text(drill.text), "email": .text(email)], from: Self.device, as: .visitor)
            }
            await #expect(throws: Problem.refused(.init("contest_vote.refused.time"))) {
                try await ask("vera@far.example")
            }
            fair.clock.advance(days: 11)
            try await ask("vera@far.example")
            let first = try await fair.mailed()
            try await ask("Vera+2@far.example")
            let second = try await fair.mailed()
            try await programme.confirmVote(token: first)
            try await programme.confirmVote(token: first)
            await #expect(throws: Problem.refused(.init("contest_vote.refused.twice"))) {
                try await programme.confirmVote(token: second)
            }
            try await ask("vera@far.example")
            #expect(try await fair.mailed() == "")
            let report = try await programme.voteAnomalies(of: contest, as: Self.officer)
            #expect(report.found.groups.map(\.kind) == [.alias])
            #expect(report.totals == nil)
            #expect(try await programme.contest(contest, as: .visitor).votes == nil)
            let kept = try await programme.read { tx in
                try tx.column(String.self, "SELECT voter || address || domain FROM contest_vote")
            }
            #expect(kept.filter { $0.contains("vera") || $0.contains("far") } == [])
            fair.clock.advance(days: 10)
            #expect(try await programme.contest(contest, as: .visitor).votes == [drill.text: 1])
            let group = report.found.groups[0]
            #expect(
                await EventOffice.issues {
                    try await programme.voidVotes(
                        in: contest, ["kind": .text("alias"), "key": .text(group.key)], as: Self.officer)
                } == ["reason field.required"])
            try await programme.voidVotes(
                in: contest,
                ["kind": .text("alias"), "key": .text(group.key), "reason": .text("Bought votes")], as: Self.officer)
            #expect(try await programme.contest(contest, as: .visitor).votes == [:])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `one mailbox is not written to again and again`() async throws {
        try await Self.open { fair in
            let drill = try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            fair.clock.advance(days: 11)
            let refused = await EventOffice.issues {
                for number in 0..<6 {
                    try await fair.programme.askForVote(
                        in: fair.contest, ["entry": .text(drill.text), "email": .text("vera+\(number)@far.example")],
                        from: Self.device, as: .visitor)
                }
            }
            #expect(refused.count == 1)
            #expect(try await fair.programme.read { try $0.count("SELECT COUNT(*) FROM contest_vote") } == 4)
        }
    }

    @Test func `stands come from a table, hold entries, and are free when an entry is withdrawn`() async throws {
        try await Self.open { fair in
            let (programme, officer, contest) = (fair.programme, Self.officer, fair.contest)
            let anna = try await fair.enrol("Anna")
            let drill = try await fair.enter("Drill", as: anna)
            #expect(
                await EventOffice.issues {
                    _ = try await programme.importStands(
                        to: contest, ["table": .text("number,x,y,width,depth\nA1,0,0,3,2\nA2,1,0,3,two")], as: officer)
                } == ["table contest_stand.fault.line"])
            #expect(try await programme.stands(of: contest, as: .visitor).count == 0)
            let table = "number,x,y,width,depth,zone\nA1,0,0,3,2,Hall\nA2,3,0,\"2,5\",2,Hall"
            try await programme.importStands(to: contest, ["table": .text(table)], as: officer)
            let stands = try await programme.stands(of: contest, as: .visitor)
            #expect(stands.map(\.width) == [3, 2.5])
            for stand in stands {
                _ = try await programme.assignStand(stand.id, ["entry": .text(drill.text)], as: officer)
            }
            let held = try await programme.stands(of: contest, as: .visitor).map(\.entryID)
            #expect(held == [nil, drill])
            let drawing = ContestStandViews.drawing(
                try await programme.plan(of: contest, as: .visitor), Words("en")
            ).text
            #expect(drawing.components(separatedBy: "<rect").count == 3)
            #expect(drawing.contains("<title>A2: Drill</title>"))
            try await programme.withdrawEntry(drill, as: anna)
            #expect(try await programme.stands(of: contest, as: .visitor).map(\.entryID) == [nil, nil])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }
}
