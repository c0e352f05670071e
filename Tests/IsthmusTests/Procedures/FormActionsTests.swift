import Database
import Foundation
import Hummingbird
import HummingbirdTesting
import Procedure
import Testing

@testable import Isthmus

/// Forms as they are stored: versions, faults with their lines, answers.
@Suite struct FormActionsTests {
    private static func reasons(_ body: () async throws -> Void) async -> [Problem.Issue] {
        do { try await body() } catch Problem.invalid(let issues) { return issues } catch {
            return [.init("", "\(error)")]
        }
        return []
    }

    @Test func `what is exported is what was brought in, byte by byte`() async throws {
        try await SampleProgramme.visit { sample, client in
            let path = SourceTree.root.appending(path: "docs/samples/expression-of-interest.yaml")
            let text = try String(contentsOf: path, encoding: .utf8).replacing("\n", with: "\r\n") + "# the end"
            let officer = sample.person("officer")
            let made = try await sample.programme.createForm(["text": .text(text)], as: officer.actor)
            let answer = try await client.get("/forms/\(made.id.text)/text.yaml", as: officer)
            #expect(String(buffer: answer.body) == text)
            #expect(made.questions == 15)
            #expect(made.languages == ["en", "ru"])
        }
    }

    @Test func `a loop, an unknown reference and a missing language are refused with file, line and reason`()
        async throws
    {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let text = SampleTeller.questions.replacing("id: needs", with: "id: other")
            let lines = { (text: String, mark: String) in
                text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(mark) }
                    .map { $0 + 1 }
            }
            let loop = text.replacing(
                "  - id: need\n", with: "  - id: need\n    when: {question: partner, equals: home}\n")
            let unknown = text.replacing("question: partner, equals: abroad", with: "question: nobody, equals: abroad")
            let mute = text.replacing("          ru: Тема\n", with: "")
            for (text, key, mark) in [
                (loop, "scheme.fault.loop", "when: {question: partner, equals: home}"),
                (unknown, "scheme.fault.unknown_question", "question: nobody"),
                (mute, "scheme.fault.missing_language", "en: Topic"),
            ] {
                let found = await Self.reasons {
                    _ = try await sample.programme.createForm(
                        ["text": .text(text), "file": .text("other.yaml")], as: officer.actor)
                }
                let fault = try #require(found.first { $0.reason.key == key }, "\(key) in \(found)")
                #expect(fault.field == "text")
                #expect(fault.reason.values["file"] == "other.yaml")
                let line = try #require(fault.reason.values["line"].flatMap { Int($0) })
                #expect(abs(line - (lines(text, mark) ?? 0)) <= 1, "\(key) at \(line)")
                let page = try await client.send(
                    "text=" + Query.encoded(text), to: "/forms", as: officer)
                #expect(page.status == .unprocessableContent)
                #expect(String(buffer: page.body).contains("form.yaml, line \(line): "))
            }
        }
    }

    @Test func `a published version never changes, and the next one keeps its comments`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, officer) = (sample.programme, sample.person("officer").actor)
            let form = ID<FormVersion>(sample.id("form"))
            await #expect(throws: Problem.refused(.init("forms.refused.published"))) {
                _ = try await programme.changeForm(form, ["text": .text("")], as: officer)
            }
            let next = try await programme.reviseForm(form, as: officer)
            #expect(next.number == 2)
            #expect(next.text == SampleTeller.questions.replacing("version: 1", with: "version: 2"))
            #expect(try await programme.reviseForm(form, as: officer).id == next.id)
            let other = next.text.replacing("kind: choice", with: "kind: choices")
            let found = await Self.reasons {
                _ = try await programme.changeForm(next.id, ["text": .text(other)], as: officer)
            }
            #expect(found.map(\.reason.key) == ["scheme.fault.changed_kind"])
            let required = next.text.replacing(
                "label:\n          en: Where", with: "required: true\n        label:\n          en: Where")
            _ = try await programme.changeForm(next.id, ["text": .text(required)], as: officer)
            let differences = try await programme.formDifferences(next.id, from: nil, as: officer)
            #expect(
                differences.changes.map { "\($0.question) \($0.what.rawValue) \($0.isBreaking)" } == [
                    "partner required true"
                ])
        }
    }

    @Test func `answers are checked on the server, kept as a draft, and name their version`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, member) = (sample.programme, sample.person("claimant").actor)
            let form = ID<FormVersion>(sample.id("form"))
            let found = await Self.reasons {
                _ = try await programme.answerForm(
                    form, ["answers": .record(["partner": .text("moon")]), "submit": .flag(true)], as: member)
            }
            #expect(
                Set(found.map { "\($0.field) \($0.reason.key)" }) == [
                    "answer.topic answers.issue.missing", "answer.partner answers.issue.unknown_option",
                ])
            let draft = try await programme.answerForm(
                form, ["answers": .record(["partner": .text("home"), "country": .text("AM")])], as: member)
            #expect(draft.submittedAt == nil)
            await #expect(throws: Problem.notFound) {
                _ = try await programme.answerSheet(draft.id, as: sample.person("officer").actor)
            }
            let sent = try await programme.changeAnswers(
                draft.id,
                [
                    "version": .number(1), "submit": .flag(true),
                    "answers": .record([
                        "topic": .text("Ice"), "partner": .text("home"), "country": .text("AM"),
                    ]),
                ], as: member)
            #expect(sent.formID == form)
            // What is not asked is not kept: there is no country for partners at home.
            #expect(sent.answers == "{\"partner\":\"home\",\"topic\":\"Ice\"}")
            await #expect(throws: Problem.refused(.init("answers.refused.submitted"))) {
                _ = try await programme.changeAnswers(draft.id, [:], as: member)
            }
            let table = try await programme.answerTable(form, as: sample.person("officer").actor)
            let words = Words("ru")
            #expect(
                table.heads(words) == [
                    "id", "formVersion", "submittedAt", "Кто ответил", "topic", "partner", "Где вы ищете партнёров",
                    "country", "verdict",
                ])
            let row = try #require(table.rows(words).first { $0[0] == sent.id.text })
            #expect(Array(row.dropFirst(4)) == ["Ice", "home", "У себя", "", ""])
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @Test func `nobody answers for the office, and the office not for others`() async throws {
        try await SampleProgramme.open { sample in
            let (programme, member) = (sample.programme, sample.person("claimant").actor)
            let found = await Self.reasons {
                _ = try await programme.answerForm(
                    ID(sample.id("form")),
                    ["answers": .record(["topic": .text("Ice"), "verdict": .text("Take me")])], as: member)
            }
            #expect(found.map { "\($0.field) \($0.reason.key)" } == ["answer.verdict answers.issue.unknown_question"])
            await #expect(throws: Problem.refused(.init("answers.refused.edit"))) {
                _ = try await programme.changeAnswers(
                    ID(sample.id("answers")), [:], as: sample.person("officer").actor)
            }
        }
    }
}
