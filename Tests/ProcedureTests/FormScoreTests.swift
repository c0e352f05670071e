import Foundation
import Testing

@testable import Procedure

/// What answers are worth.
@Suite struct FormScores {
    private func exact(_ text: String) throws -> Exact { try #require(Exact(text)) }

    private func counted(_ options: [(String, String)]) throws -> [Form.Option] {
        try options.map { Form.Option(code: $0.0, label: Wording(["en": $0.0]), points: try exact($0.1)) }
    }

    @Test func `the sample is worth what its weights say`() throws {
        let form = try Form(yaml: String(contentsOf: FormTexts.sample, encoding: .utf8))
        var answers = Form.Answers([
            "role": .choices(["coordinator", "partner"]), "led_projects": .number(try exact("7")),
            "experience": .matrix(["methods": "much", "consortia": "some"]), "fit": .choice("2"),
        ])
        let score = form.score(answers)
        #expect(score.parts.map(\.question) == ["role", "led_projects", "experience", "fit"])
        // 2 × (3 + 2), 0.5 × 7, 1 × (2.5 + 1), 4 × 2
        #expect(score.parts.map(\.value.description) == ["10", "3.5", "3.5", "8"])
        #expect(score.total.description == "25")
        #expect(score.total(of: "offer").description == "17")
        #expect(score.total(of: "partner") == .zero)
        #expect(form.seen(by: .applicant).score(answers).total.description == "17")
        // Without the role the number of projects is not asked for.
        answers["role"] = .choices(["partner"])
        #expect(form.score(answers).total.description == "15.5")
    }

    @Test func `thousandths are summed exactly`() throws {
        let tenth = oneQuestion(.choice(try counted([("a", "0.1")])), weight: try exact("0.001"))
        let form = form(tenth)
        #expect(form.score(Form.Answers(["q": .choice("a")])).total == (try exact("0.0001")))
        let questions = try (0..<10).map { place in
            var question = oneQuestion(.choice(try counted([("a", "0.1")])), weight: try exact("1"))
            question.id = "q\(place)"
            return question
        }
        let text = Wording(["en": "x"])
        let ten = Form(
            id: "f", version: 1, languages: ["en"], title: text,
            sections: [.init(id: "s", title: text, questions: questions)])
        let all = Form.Answers(Dictionary(uniqueKeysWithValues: questions.map { ($0.id, Form.Answer.choice("a")) }))
        #expect(ten.score(all).total == (try exact("1")))
    }

    @Test func `what is not of the form adds nothing`() throws {
        let options = try counted([("a", "2"), ("b", "-1")])
        let one = try exact("1")
        let worth = { (kind: Form.Kind, answer: Form.Answer) in
            form(oneQuestion(kind, weight: one)).score(Form.Answers(["q": answer])).total.description
        }
        #expect(worth(.choice(options), .choice("z")) == "0")
        #expect(worth(.choice(options), .choices(["a"])) == "0")
        #expect(worth(.choices(options, .init()), .choices(["a", "b", "z"])) == "1")
        #expect(worth(.matrix(rows: options, columns: options), .matrix(["a": "a", "b": "b", "z": "a"])) == "1")
        let number = Form.Kind.number(.init(least: .zero, most: try exact("10"), decimals: 3))
        #expect(try worth(number, .number(exact("9.999"))) == "9.999")
        #expect(try worth(number, .number(exact("10.001"))) == "0")
        #expect(try worth(number, .number(exact("1.0001"))) == "0")
        #expect(form(oneQuestion(.choice(options))).score(Form.Answers(["q": .choice("a")])).parts == [])
    }

    @Test func `a score is the sum of its parts and keeps within the bounds of its form`() {
        var draw = Draw(seed: 15)
        for _ in 0..<500 {
            let form = draw.form()
            let score = form.score(draw.answers(to: form))
            let sum = score.parts.reduce(Int128(0)) { $0 + Int128($1.value.millionths) }
            #expect(Int128(score.total.millionths) == sum)
            #expect(form.scoreBounds.contains(sum))
            let sections = form.sections.reduce(Int128(0)) { $0 + Int128(score.total(of: $1.id).millionths) }
            #expect(sections == sum)
        }
    }
}

/// What is different between two versions.
@Suite struct FormChanges {
    private func changes(_ old: Form.Kind, _ new: Form.Kind) -> [String] {
        form(oneQuestion(new)).changes(from: form(oneQuestion(old))).map { "\($0.what)\($0.isBreaking ? "!" : "")" }
    }

    @Test func `rules that refuse more than before are breaking`() throws {
        let (two, three) = (try #require(Exact("2")), try #require(Exact("3")))
        #expect(changes(.shortText(.init(most: 5)), .shortText(.init(most: 6))) == ["rule"])
        #expect(changes(.shortText(.init(most: 5)), .shortText(.init(most: 4))) == ["rule!"])
        #expect(changes(.longText(.init(most: 5)), .longText(.init(least: 1, most: 5))) == ["rule!"])
        #expect(changes(.shortText(.init(most: 5)), .shortText(.init(most: 5, format: .web))) == ["rule!"])
        #expect(changes(.shortText(.init(most: 5, format: .web)), .shortText(.init(most: 5))) == ["rule"])
        #expect(changes(.number(.init()), .number(.init(least: two))) == ["rule!"])
        #expect(changes(.number(.init(least: three)), .number(.init(least: two, decimals: 1))) == ["rule"])
        #expect(changes(.number(.init(decimals: 1)), .number(.init())) == ["rule!"])
        #expect(changes(.number(.init()), .number(.init(unit: Wording(["en": "%"])))) == ["text"])
        #expect(changes(.money(.init(currencies: ["EUR"])), .money(.init(currencies: ["USD", "EUR"]))) == ["rule"])
        #expect(changes(.money(.init(currencies: ["EUR"])), .money(.init(currencies: ["USD"]))) == ["rule!"])
        #expect(changes(.choices(options("a"), .init(most: 2)), .choices(options("a"), .init(most: 1))) == ["rule!"])
        #expect(changes(.file(.init(endings: ["pdf"])), .file(.init(endings: ["pdf", "odt"]))) == ["rule"])
        #expect(changes(.reference(.init(kinds: [.team, .person])), .reference(.init(kinds: [.team]))) == ["rule!"])
        #expect(changes(.shortText(.init(most: 5)), .longText(.init(most: 5))) == ["kind!"])
        #expect(changes(.choice(options("a", "b")), .choice(options("b", "a"))) == ["options"])
        #expect(changes(.choice(options("a")), .choice(options("a", "b"))) == ["text", "options"])
        #expect(changes(.choice(options("a", "b")), .choice(options("a"))) == ["text", "options!"])
    }

    @Test func `what was added, removed, moved and changed is told question by question`() {
        let make = { (id: String, isRequired: Bool, weight: Exact?) in
            var question = oneQuestion(.choice(options("x")), isRequired: isRequired, weight: weight)
            question.id = id
            return question
        }
        var d = make("d", true, Exact(2))
        (d.condition, d.audiences) = (.has("a", row: nil, code: "x"), [.office])
        let old = form(make("a", true, nil), make("b", false, nil), make("c", false, nil), make("d", false, nil))
        let new = form(make("c", false, nil), make("a", true, nil), d, make("e", true, nil), make("f", false, nil))
        #expect(
            new.changes(from: old).map { "\($0.question) \($0.what)\($0.isBreaking ? "!" : "")" } == [
                "b removed!", "c place", "d required!", "d condition!", "d audience", "d weight", "e added!", "f added",
            ])
        var draw = Draw(seed: 16)
        for _ in 0..<100 {
            let form = draw.form()
            #expect(form.changes(from: form) == [])
        }
    }

    @Test func `without a breaking change, answers that were right stay right`() {
        var draw = Draw(seed: 17)
        var compared = 0
        for _ in 0..<2_000 {
            let languages = ["en"]
            let (old, new) = (draw.question("q", languages, asking: []), draw.question("q", languages, asking: []))
            guard old.kind.name == new.kind.name else { continue }
            let (before, after) = (form(old), form(new))
            guard !after.changes(from: before).contains(where: \.isBreaking) else { continue }
            let answers = Form.Answers(["q": draw.answer(to: old)])
            guard before.issues(in: answers, stage: .submit).isEmpty else { continue }
            compared += 1
            #expect(after.issues(in: answers, stage: .submit) == [])
        }
        #expect(compared > 10)
    }
}
