import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// What stays in a contest once it was published, what goes with its event, and who of two is too late.
@Suite struct ContestLockTests {
    private static let officer = EventOffice.officer
    private static func words(_ text: String) -> Given { ContestTests.words(text) }

    @Test func `what was published stays, though the contest be withdrawn meanwhile`() async throws {
        try await ContestTests.open { fair in
            try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            _ = try await fair.programme.changeContest(
                fair.contest, ["status": .text("withdrawn")], as: Self.officer)
            let use: [String: Given] = ["code": .text("c1"), "name": Self.words("Use"), "weight": .text("5")]
            #expect(await fair.issues(["criteria": .list([.record(use)])]) == ["criteria contest.locked"])
            let large: Given = .record(["name": Self.words("Large")])
            #expect(await fair.issues(["categories": .list([large])]) == ["categories contest.categories_locked"])
            let small: Given = .record(["code": .text("k1"), "name": Self.words("Tiny")])
            let changed = try await fair.programme.changeContest(
                fair.contest, ["categories": .list([small, large]), "status": .text("published")], as: Self.officer)
            #expect(changed.categories.map(\.code) == ["k1", "k2"])
            #expect(changed.categories.map { $0.name.reading("en") } == ["Tiny", "Large"])
        }
    }

    @Test func `times that have come stay`() async throws {
        try await ContestTests.open { fair in
            fair.clock.advance(days: 11)
            #expect(
                await fair.issues(["vote_opens": .text("2026-06-13 12:00")]) == ["vote_opens contest.vote_began"])
            #expect(await fair.issues(["vote_closes": .text("2026-06-22 12:00")]) == [])
            try await fair.closeRound()
            #expect(
                await fair.issues(["closes": .text("2026-06-11 10:00")]) == ["closes contest.refused.round_closed"])
            fair.clock.advance(days: 20)
            #expect(
                await fair.issues(["vote_closes": .text("2026-08-01 12:00")]) == ["vote_closes contest.vote_ended"])
        }
    }

    @Test func `nobody votes for what is not shown`() async throws {
        try await ContestTests.open { fair in
            #expect(
                await fair.issues(["shows_entries": .flag(false)]) == ["shows_entries contest.vote_hidden"])
            #expect(
                await fair.issues([
                    "shows_entries": .flag(false), "vote_opens": .text(""), "vote_closes": .text(""),
                ]) == [])
        }
    }

    @Test func `a contest is seen with its event and withdrawn with it`() async throws {
        try await ContestTests.open { fair in
            let programme = fair.programme
            @Sendable func listed() async throws -> [String] {
                try await programme.contests(Selection(), as: .visitor).items
                    .map { "\($0.title.reading("en")) \($0.state.rawValue)" }.sorted()
            }
            let draft = try await programme.createEvent(
                EventOffice.seminar.merging(["kind": .text("exhibition")]) { $1 }, as: Self.officer)
            let hidden = try await programme.createContest(
                for: draft.id,
                [
                    "title": Self.words("Boats"), "form": .text(try await fair.seen().formID.text),
                    "categories": .list([.record(["name": Self.words("Small")])]),
                    "criteria": .list([.record(["name": Self.words("Use"), "weight": .text("2")])]),
                    "closes": .text("2026-06-10 12:00"), "status": .text("published"),
                ], as: Self.officer)
            #expect(try await listed() == ["Machines open"])
            await #expect(throws: Problem.notFound) { _ = try await programme.contest(hidden.id, as: .visitor) }
            _ = try await programme.publishEvent(draft.id, as: Self.officer)
            #expect(try await listed() == ["Boats open", "Machines open"])
            _ = try await programme.cancelEvent(
                fair.event, ["cancel_reason": Self.words("The hall is closed.")], as: Self.officer)
            #expect(try await listed() == ["Boats open", "Machines withdrawn"])
            let anna = try await fair.enrol("Anna")
            await #expect(throws: Problem.refused(.init("contest.refused.enter"))) {
                try await fair.enter("Drill", as: anna)
            }
        }
    }

    @Test func `times move with the clocks of the event, those that have come stay`() async throws {
        try await ContestTests.open { fair in
            #expect(try await fair.seen().closesAt.iso == "2026-06-10T08:00:00Z")
            _ = try await fair.programme.changeEvent(
                fair.event, ["zone": .text("Europe/Brussels")], as: Self.officer)
            let moved = try await fair.seen()
            #expect(moved.closesAt.iso == "2026-06-10T10:00:00Z")
            #expect(moved.voteOpensAt?.iso == "2026-06-11T10:00:00Z")
            #expect(moved.voteClosesAt?.iso == "2026-06-20T10:00:00Z")
            fair.clock.advance(days: 11)
            _ = try await fair.programme.changeEvent(fair.event, ["zone": .text("Asia/Yerevan")], as: Self.officer)
            let again = try await fair.seen()
            #expect(again.voteOpensAt?.iso == "2026-06-11T10:00:00Z")
            #expect(again.voteClosesAt?.iso == "2026-06-20T08:00:00Z")
        }
    }

    @Test func `of two who choose finalists or give a stand away, the later one is told`() async throws {
        try await ContestTests.open { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let drill = try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            try await programme.importStands(
                to: fair.contest, ["table": .text("number,x,y,width,depth\nA1,0,0,3,2")], as: officer)
            let stand = try await programme.stands(of: fair.contest, as: officer)[0]
            let seenStand: Given = .text(String(stand.version))
            _ = try await programme.assignStand(
                stand.id, ["entry": .text(drill.text), "version": seenStand], as: officer)
            await #expect(throws: Problem.stale) {
                _ = try await programme.assignStand(stand.id, ["version": seenStand], as: officer)
            }
            #expect(try await programme.stands(of: fair.contest, as: officer).map(\.entryID) == [drill])
            fair.clock.advance(days: 10)
            try await fair.closeRound()
            let seen: Given = .text(String(try await fair.seen().version))
            _ = try await programme.chooseFinalists(
                fair.contest, ["entries": .text(drill.text), "version": seen], as: officer)
            await #expect(throws: Problem.stale) {
                _ = try await programme.chooseFinalists(
                    fair.contest, ["entries": .text(""), "version": seen], as: officer)
            }
            #expect(try await programme.contestEntry(drill, as: officer).state == .finalist)
        }
    }

    @Test func `forms carry what they were made of`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            @Sendable func body(_ address: String) async throws -> String {
                String(buffer: try await client.get(address, as: officer).body)
            }
            let judged = "/contests/\(sample.id("judged contest"))"
            let form = try await body(judged + "/form")
            #expect(form.contains("name=\"categories.0.code\" value=\"k1\""))
            #expect(form.contains("name=\"criteria.0.code\" value=\"c1\""))
            #expect(try await body(judged + "/plan").contains("name=\"version\" value="))
            let results = try await body("/contests/\(sample.id("decided contest"))/results")
            let finalists = try #require(results.range(of: "/finalists\""))
            #expect(results[finalists.upperBound...].prefix(300).contains("name=\"version\" value="))
            let stand = "/contest-stands/\(sample.id("stand"))/entry"
            #expect(try await client.send("version=99&entry=", to: stand, as: officer).status == .conflict)
        }
    }
}
