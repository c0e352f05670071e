import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// What nobody learns before it is announced, and what those who judge do learn.
@Suite struct ContestSecrecyTests {
    private static let officer = EventOffice.officer
    private static func words(_ text: String) -> Given { ContestTests.words(text) }

    @Test func `who is in the final is read neither from versions nor from times`() async throws {
        try await ContestTests.open { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let drill = try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            @Sendable func marks() async throws -> [String] {
                try await programme.contestEntries(Selection(), as: .visitor).items
                    .map { "\($0.version) \($0.changedAt.iso)" }
            }
            let before = try await marks()
            #expect(before.count == 1)
            fair.clock.advance(days: 20)
            try await fair.closeRound()
            _ = try await programme.chooseFinalists(fair.contest, ["entries": .text(drill.text)], as: officer)
            #expect(try await marks() == before)
            #expect(try await programme.contestEntry(drill, as: .visitor).entry.version == 1)
            let announced = try await programme.announceContest(fair.contest, as: officer)
            let entry = try await programme.contestEntry(drill, as: .visitor).entry
            #expect(entry.version == 2)
            #expect(entry.changedAt == announced.announcedAt)
        }
    }

    @Test func `a juror learns no award and no finalist before others, nor how rivals stand`() async throws {
        let two: Given = .list([.record(["name": Self.words("Small")]), .record(["name": Self.words("Large")])])
        try await ContestTests.open(["categories": two]) { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let (anna, nora, olaf) = (
                try await fair.enrol("Anna"), try await fair.enrol("Nora"), try await fair.enrol("Olaf")
            )
            try await fair.name([nora, olaf])
            let drill = try await fair.enter("Drill", as: anna)
            let lens = try await fair.enter("Lens", as: anna, in: "k2")
            try await fair.enter("Lamp", as: nora, in: "k2")
            fair.clock.advance(days: 20)
            _ = try await fair.score(drill, "5", as: olaf)
            _ = try await fair.score(lens, "6", as: olaf)
            try await fair.closeRound()
            _ = try await programme.chooseFinalists(fair.contest, ["entries": .text(drill.text)], as: officer)
            _ = try await programme.giveAward(
                in: fair.contest, ["entry": .text(drill.text), "title": Self.words("First prize")], as: officer)
            @Sendable func told(_ actor: Actor) async throws -> [String] {
                let result = try await programme.result(of: fair.contest, as: actor)
                return result.categories.map { category, lines, proposed in
                    let finalists = lines.count { $0.entry.isFinalist }
                    return "\(category.code) \(lines.count) \(finalists) \(proposed.count)"
                } + ["awards \(result.awards.count)"]
            }
            #expect(try await told(officer) == ["k1 1 1 1", "k2 2 0 1", "awards 1"])
            #expect(try await told(olaf) == ["k1 1 0 0", "k2 2 0 0", "awards 0"])
            #expect(try await told(nora) == ["k1 1 0 0", "awards 0"])
            #expect(try await programme.contestEntry(drill, as: nora).scores.count == 1)
            #expect(try await programme.contestEntry(lens, as: nora).scores.count == 0)
            _ = try await programme.announceContest(fair.contest, as: officer)
            #expect(try await told(nora) == ["k1 1 1 1", "k2 2 0 1", "awards 1"])
        }
    }

    @Test func `the history is for those who keep the contest, and tells of no single vote`() async throws {
        try await ContestTests.open { fair in
            let programme = fair.programme
            let drill = try await fair.enter("Drill", as: try await fair.enrol("Anna"))
            fair.clock.advance(days: 11)
            try await programme.askForVote(
                in: fair.contest, ["entry": .text(drill.text), "email": .text("vera@far.example")],
                from: ContestTests.device, as: .visitor)
            try await programme.confirmVote(token: try await fair.mailed())
            let kept = try await programme.contest(fair.contest, as: Self.officer).history
            #expect(kept.map(\.action) == ["contest.created"])
            #expect(try await programme.contest(fair.contest, as: .visitor).history.map(\.action) == [])
        }
    }

    @Test func `the jury and the office open the files of an entry, others do not`() async throws {
        try await ContestTests.open(questions: AnswerFileTests.form) { fair in
            let programme = fair.programme
            let (anna, boris, nora) = (
                try await fair.enrol("Anna"), try await fair.enrol("Boris"), try await fair.enrol("Nora")
            )
            try await fair.name([nora])
            let entry = try await programme.enterContest(
                fair.contest,
                [
                    "category": .text("k1"), "entrant": .text(anna.person ?? ""), "title": Self.words("Drill"),
                    "stage": .text("submit"),
                ], files: ["answer.letter": Upload(name: "plan.pdf", bytes: Array("%PDF-1.7".utf8))], as: anna)
            for reader in [anna, nora, Self.officer] {
                let file = try await programme.entryFile(entry.id, question: "letter", as: reader)
                #expect(file.content == Data("%PDF-1.7".utf8).base64EncodedString())
            }
            await #expect(throws: Problem.refused(.init("contest_entry.refused.read"))) {
                _ = try await programme.entryFile(entry.id, question: "letter", as: boris)
            }
            await #expect(throws: Problem.notFound) {
                _ = try await programme.entryFile(entry.id, question: "other", as: nora)
            }
        }
    }

    @Test func `every ground is found for all entries at once as for one alone`() async throws {
        try await ContestTests.open { fair in
            let (programme, officer) = (fair.programme, Self.officer)
            let (ice, snow) = (try await fair.organisation("Ice"), try await fair.organisation("Snow"))
            let project = try await programme.createProject(
                ["title": Self.words("Clear ice"), "status": .text("running")], as: officer)
            for side in [ice, snow] {
                _ = try await programme.addParticipation(
                    side, to: project.id, ["role": .text("partner")], as: officer)
            }
            let (anna, boris) = (try await fair.enrol("Anna", at: ice), try await fair.enrol("Boris", at: snow))
            let (nora, olaf) = (try await fair.enrol("Nora", at: snow), try await fair.enrol("Olaf"))
            let team = try await programme.createTeam(
                [
                    "organisation": .text(snow.text), "name": Self.words("Lenses"),
                    "leader": .text(nora.person ?? ""),
                ], as: officer)
            try await fair.name([nora])
            try await fair.enter("Drill", as: anna, for: ice.text)
            try await fair.enter("Lamp", as: boris, for: snow.text)
            try await fair.enter("Lens", as: boris, for: team.id.text)
            try await fair.enter("Mirror", as: nora)
            let prism = try await fair.enter("Prism", as: olaf)
            try await fair.enter("Rope", as: try await fair.enrol("Petra"))
            _ = try await programme.declareConflict(
                with: prism, ["reason": .text("We were at school together.")], as: nora)
            let lines = try await programme.ballot(of: fair.contest, as: nora).lines
            #expect(
                lines.map { line in
                    ([line.entry.title.reading("en")] + line.grounds.map(\.rawValue)).joined(separator: " ")
                } == [
                    "Drill project", "Lamp organisation", "Lens organisation team", "Mirror own organisation",
                    "Prism declared", "Rope",
                ])
            for line in lines {
                #expect(try await programme.contestEntry(line.entry.id, as: nora).grounds == line.grounds)
            }
            let panel = try await programme.panel(of: fair.contest, as: officer)
            #expect(panel.jurors.map(\.conflicts) == [5])
        }
    }

    @Test func `a voided vote does not say that it counts`() async throws {
        try await SampleProgramme.visit { sample, client in
            let address = "/votes/\(sample.id("token of vote"))"
            try await sample.programme.store.write { tx in
                try tx.script("UPDATE contest_vote SET confirmed_at = created_at")
            }
            let visitor = sample.person("visitor")
            let counting = String(buffer: try await client.get(address, as: visitor).body)
            #expect(counting.contains(Words("en")("contest_vote.counts")))
            try await sample.programme.store.write { tx in
                try tx.script("UPDATE contest_vote SET voided_at = created_at, void_reason = 'Bought votes'")
            }
            let voided = String(buffer: try await client.get(address, as: visitor).body)
            #expect(!voided.contains(Words("en")("contest_vote.counts")))
            #expect(voided.contains(Words("en")("contest_vote.is_voided")))
        }
    }

    @Test func `an entry and its entrant stand apart`() async throws {
        try await SampleProgramme.visit { sample, client in
            let page = String(
                buffer: try await client.get(
                    "/contests/\(sample.id("judged contest"))", as: sample.person("visitor")
                ).body)
            #expect(page.contains("Ice drill</a> <small>"))
        }
    }
}
