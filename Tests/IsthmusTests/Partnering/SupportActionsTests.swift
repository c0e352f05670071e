import Database
import Foundation
import Testing

@testable import Isthmus

/// Support of teams through its verbs: from the application to what came of it.
@Suite struct SupportActionsTests {
    private static func issues(_ body: () async throws -> Void) async -> [String] {
        do { try await body() } catch Problem.invalid(let issues) {
            return issues.map { "\($0.field) \($0.reason.key)" }
        } catch { return ["\(error)"] }
        return []
    }

    @Test func `every issue of a call is named at once`() async throws {
        try await SampleProgramme.open { sample in
            let found = await Self.issues {
                _ = try await sample.programme.createSupportCall(
                    [
                        "form": .text(sample.id("draft form")), "places": .text("1"), "closes_day": .text("soon"),
                        "criteria": .list([.record(["weight": .text("200")])]),
                        "shares": .list([
                            .record(["country": .text("AM"), "least": .text("1")]),
                            .record(["country": .text("AM"), "least": .text("1")]),
                        ]),
                    ], as: sample.person("officer").actor)
            }
            #expect(
                Set(found) == [
                    "title field.required", "form field.unknown", "closes_day field.type.day",
                    "criteria field.required", "criteria.0.weight field.range", "shares support_call.more_than_places",
                    "shares support_call.country_twice",
                ])
        }
    }

    @Test func `an application is for an organisation and a competence of one's own, and one of each`() async throws {
        try await SampleProgramme.open { sample in
            let (call, holder) = (ID<SupportCall>(sample.id("support call")), sample.person("holder").actor)
            let foreign = await Self.issues {
                _ = try await sample.programme.applyForSupport(
                    call, ["organisation": .text(sample.id("partner")), "competence": .text(sample.id("competence"))],
                    as: holder)
            }
            #expect(
                Set(foreign) == [
                    "organisation support_application.not_yours", "competence support_application.elsewhere",
                ])
            let twice = await Self.issues {
                _ = try await sample.programme.applyForSupport(
                    call,
                    [
                        "organisation": .text(sample.id("organisation")),
                        "competence": .text(sample.id("person's competence")),
                    ], as: holder)
            }
            #expect(twice == ["organisation support_application.twice"])
            await #expect(throws: Problem.refused(.init("support_call.refused.closed"))) {
                _ = try await sample.programme.supportToApply(ID(sample.id("closed support call")), as: holder)
            }
            await #expect(throws: Problem.refused(.init("support_call.refused.office"))) {
                _ = try await sample.programme.supportToApply(call, as: sample.person("officer").actor)
            }
        }
    }

    @Test func `officers see what others gave once they gave theirs`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let id = ID<SupportApplication>(sample.id("draft of application"))
            _ = try await programme.changeSupportApplication(
                id, ["answers": .record(["topic": .text("Ice")]), "submit": .flag(true)],
                as: sample.person("holder").actor)
            _ = try await programme.scoreSupport(
                id, ["points": .record(["c1": .number(5)])], as: sample.person("administrator").actor)
            let before = try await programme.supportApplication(id, as: officer)
            #expect(before.officers == 1)
            #expect(before.scores.count == 0)
            let wrong = await Self.issues {
                _ = try await programme.scoreSupport(id, ["points": .record(["c1": .number(6)])], as: officer)
            }
            #expect(wrong == ["points.c1 field.range"])
            _ = try await programme.scoreSupport(id, ["points": .record(["c1": .number(3)])], as: officer)
            let after = try await programme.supportApplication(id, as: officer)
            #expect(after.scores.map(\.score.points) == [["c1": 5], ["c1": 3]])
            let own = try await programme.supportApplication(id, as: sample.person("holder").actor)
            #expect(own.scores.count == 0)
            #expect(own.officers == nil)
        }
    }

    @Test func `a shortlist waits for the deadline and for two officers, then writes to all and opens the cases`()
        async throws
    {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let open = ID<SupportCall>(sample.id("support call"))
            let early = await Self.issues { _ = try await programme.decideSupport(open, [:], as: officer) }
            #expect(early == [" support_call.still_open"])
            _ = try await programme.changeSupportApplication(
                ID(sample.id("draft of application")),
                ["answers": .record(["topic": .text("Ice")]), "submit": .flag(true)],
                as: sample.person("holder").actor)
            _ = try await programme.changeSupportCall(open, ["closes_day": .text("2026-01-15")], as: officer)
            let few = await Self.issues { _ = try await programme.decideSupport(open, [:], as: officer) }
            #expect(few == [" support_call.unscored"])
            let closed = ID<SupportCall>(sample.id("closed support call"))
            let mails = try await sample.count("SELECT COUNT(*) FROM mail")
            _ = try await programme.decideSupport(closed, [:], as: officer)
            #expect(try await sample.count("SELECT COUNT(*) FROM mail") == mails + 1)
            let subject = try await programme.read { tx in
                try tx.value(String.self, "SELECT subject FROM mail ORDER BY id DESC LIMIT 1")
            }
            #expect(subject == "Your team is selected: Support of spring")
            #expect(try await sample.count("SELECT COUNT(*) FROM support_case") == 2)
            await #expect(throws: Problem.refused(.init("support_call.refused.decided"))) {
                _ = try await programme.decideSupport(closed, [:], as: officer)
            }
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `a mentor leads a case from diagnosis to money, and the funnel counts it`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, mentor) = (sample.programme, sample.person("convener").actor)
            let officer = sample.person("officer").actor
            let id = ID<SupportCase>(sample.id("support case"))
            let desk = try await programme.desk(of: mentor, sources: Server.deskSources)
            let items = desk.today + desk.thisWeek + desk.later
            #expect(items.map(\.task.key).filter { $0.hasPrefix("support") } == ["support.desk.task"])
            for (kind, state, stage) in [
                ("outcome", "consortium", SupportCase.Stage.consortium), ("outcome", "submitted", .submitted),
                ("membership", "applied", .submitted), ("outcome", "funded", .funded),
            ] {
                var given: [String: Given] = [
                    "kind": .text(kind), "state": .text(state), "title": .text("Step"), "day": .text("2026-06-01"),
                ]
                if kind == "membership" { given["network"] = .text(sample.id("network")) }
                _ = try await programme.addSupportEntry(to: id, given, as: mentor)
                #expect(try await programme.supportCase(id, as: mentor).stage == stage)
                var selection = Selection()
                selection.chosen["stage"] = [stage.rawValue]
                #expect(try await programme.supportCases(selection, as: officer).items.map(\.id) == [id])
            }
            let wrong = await Self.issues {
                _ = try await programme.addSupportEntry(
                    to: id, ["kind": .text("outcome"), "state": .text("done"), "title": .text("x")], as: mentor)
            }
            #expect(Set(wrong) == ["state field.unknown", "day field.required"])
            let funnel = try await programme.funnel(FunnelQuestion(country: "AM"), as: officer)
            #expect(funnel.total(of: .funded) == 1)
            _ = try await programme.closeSupportCase(id, ["closing": .text("It worked.")], as: mentor)
            await #expect(throws: Problem.refused(.init("support_case.refused.closed"))) {
                _ = try await programme.changeSupportCase(id, ["plan": .text("More")], as: mentor)
            }
            await #expect(throws: Problem.notFound) {
                _ = try await programme.supportCase(id, as: sample.person("holder").actor)
            }
        }
    }
}
