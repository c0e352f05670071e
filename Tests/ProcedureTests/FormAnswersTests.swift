import Foundation
import Testing

@testable import Procedure

/// A form with one question, for tests of its kind.
func oneQuestion(
    _ kind: Form.Kind, isRequired: Bool = false, weight: Exact? = nil, condition: Form.Condition? = nil
) -> Form.Question {
    Form.Question(
        id: "q", label: Wording(["en": "Q"]), isRequired: isRequired, condition: condition, weight: weight, kind: kind)
}

func form(_ questions: Form.Question...) -> Form {
    let text = Wording(["en": "x"])
    return Form(
        id: "f", version: 1, languages: ["en"], title: text,
        sections: [.init(id: "s", title: text, questions: questions)])
}

func options(_ codes: String...) -> [Form.Option] { codes.map { Form.Option(code: $0, label: Wording(["en": $0])) } }

/// Answers as they are kept, and which of them matter.
@Suite struct FormAnswers {
    @Test func `answers that were drawn are coded and read as the same answers, and coded again as the same bytes`()
        throws
    {
        var draw = Draw(seed: 11)
        for _ in 0..<500 {
            let form = draw.form()
            let answers = draw.answers(to: form)
            let json = answers.json
            let read = try form.answers(json: Array(json.utf8))
            #expect(read == answers)
            #expect(read.json == json)
        }
    }

    @Test func `codes are kept, never labels, and numbers to the last digit`() throws {
        let answers = Form.Answers([
            "a": .choices(["b", "a"]), "b": .number(try #require(Exact("999999999999.999999"))),
            "c": .money(Amount(minor: .max, currency: "EUR")), "d": .date(try #require(CalendarDate("2026-05-01"))),
            "e": .matrix(["r": "c"]), "f": .file(.init(id: "f-1", name: "a/b.pdf", size: 7)),
            "g": .reference(.init(kind: "person", id: "p-1")), "h": .text("«\"\n"), "i": .choice("no"),
            "j": .number(try #require(Exact("-0.1"))),
        ])
        #expect(
            answers.json == """
                {"a":["a","b"],"b":999999999999.999999,"c":{"currency":"EUR","minor":9223372036854775807},\
                "d":"2026-05-01","e":{"r":"c"},"f":{"id":"f-1","name":"a/b.pdf","size":7},\
                "g":{"id":"p-1","kind":"person"},"h":"«\\"\\n","i":"no","j":-0.1}
                """)
    }

    @Test(arguments: [
        (Form.Kind.shortText(.init(most: 9)), ["1", "[]", "{}", "null", "true"]),
        (.number(.init()), ["\"1\"", "[1]", "1e20", "0.0000001", "null", "true"]),
        (
            .money(.init(currencies: ["EUR"])),
            [
                "1", "{\"minor\": 1}", "{\"minor\": 1.5, \"currency\": \"EUR\"}",
                "{\"minor\": 1, \"currency\": \"euro\"}",
                "{\"minor\": 1, \"currency\": \"EUR\", \"x\": 1}",
                "{\"minor\": 9223372036854775808, \"currency\": \"EUR\"}",
            ]
        ),
        (.date(.init()), ["\"2026-02-30\"", "20260201", "\"1.2.2026\""]), (.choice(options("a")), ["1", "[\"a\"]"]),
        (.choices(options("a"), .init()), ["\"a\"", "[1]", "[[\"a\"]]"]),
        (.matrix(rows: options("a"), columns: options("b")), ["\"a\"", "{\"a\": 1}", "[\"a\"]"]),
        (
            .file(.init(endings: ["pdf"])),
            [
                "\"a.pdf\"", "{\"id\": \"f\", \"name\": \"a\"}", "{\"id\": \"f\", \"name\": \"a\", \"size\": -1}",
            ]
        ),
        (.reference(.init(kinds: [.person])), ["\"p-1\"", "{\"id\": \"p-1\"}", "{\"id\": 1, \"kind\": \"person\"}"]),
    ])
    func `a value of another kind is refused`(kind: Form.Kind, values: [String]) {
        let form = form(oneQuestion(kind))
        for value in values {
            let unfit = #expect(throws: UnfitAnswers.self, "\(value)") {
                try form.answers(json: Array("{\"q\": \(value)}".utf8))
            }
            #expect(unfit?.issues == [.init("q", .wrongKind, ["kind": kind.name.rawValue])])
        }
    }

    @Test func `everything that does not fit is told at once`() {
        let form = form(oneQuestion(.number(.init())))
        let unfit = #expect(throws: UnfitAnswers.self) {
            try form.answers(json: Array(#"{"z": 1, "q": "x", "b": []}"#.utf8))
        }
        #expect(
            unfit?.issues == [
                .init("b", .unknownQuestion), .init("q", .wrongKind, ["kind": "number"]), .init("z", .unknownQuestion),
            ])
        for text in ["", "[]", "{", "{\"q\": 1} x", "\u{0}"] {
            #expect(throws: UnfitAnswers(issues: [])) { try form.answers(json: Array(text.utf8)) }
        }
    }

    @Test func `the answer to a hidden question never matters`() {
        var draw = Draw(seed: 12)
        var hidden = 0
        for _ in 0..<500 {
            let form = draw.form()
            let answers = draw.answers(to: form)
            let asked = form.asked(answers)
            for question in form.questions where !asked.contains(question.id) {
                hidden += 1
                var others = answers
                others[question.id] = draw.flip() ? nil : draw.answer(to: question)
                #expect(form.asked(others) == asked)
                #expect(form.score(others) == form.score(answers))
                #expect(form.issues(in: others, stage: .submit) == form.issues(in: answers, stage: .submit))
                #expect(form.relevant(others) == form.relevant(answers))
            }
            #expect(Set(form.relevant(answers).values.keys).isSubset(of: asked))
            #expect(form.asked(form.relevant(answers)) == asked)
        }
        #expect(hidden > 500)
    }

    @Test func `each audience is asked what it would be asked on the whole form`() {
        var draw = Draw(seed: 13)
        for _ in 0..<300 {
            let form = draw.form()
            let answers = draw.answers(to: form)
            for audience in Form.Audience.allCases {
                let seen = form.seen(by: audience)
                let ids = Set(form.questions.filter { $0.isFor(audience) }.map(\.id))
                #expect(Set(seen.questions.map(\.id)) == ids)
                #expect(seen.asked(answers) == form.asked(answers).intersection(ids))
                #expect(seen.sections.allSatisfy { !$0.questions.isEmpty })
            }
        }
    }

    @Test func `a condition holds as its words say`() throws {
        let five = try #require(Exact("5"))
        let answers: [String: Form.Answer] = [
            "one": .choice("a"), "some": .choices(["a", "b"]), "table": .matrix(["r": "c"]), "five": .number(five),
            "blank": .text("  "), "word": .text("x"),
        ]
        let holds = { (condition: Form.Condition) in condition.holds { answers[$0] } }
        let has = { (id: String, row: String?, code: String) in Form.Condition.has(id, row: row, code: code) }
        #expect(
            [has("one", nil, "a"), has("one", nil, "b"), has("none", nil, "a")].map(holds) == [true, false, false])
        #expect([has("some", nil, "b"), has("some", nil, "c")].map(holds) == [true, false])
        #expect(
            [has("table", "r", "c"), has("table", "r", "d"), has("table", "s", "c")].map(holds) == [true, false, false])
        #expect(["word", "blank", "none", "one"].map { holds(.isAnswered($0)) } == [true, false, false, true])
        let comparisons = Form.Comparison.allCases.map { comparison in
            ["4", "5", "6"].compactMap { Exact($0) }.map { holds(.compares("five", comparison, $0)) }
        }
        #expect(
            comparisons == [
                [false, true, false], [true, true, false], [false, true, true], [true, false, false],
                [false, false, true],
            ])
        #expect(Form.Comparison.allCases.allSatisfy { !holds(.compares("word", $0, five)) })
        let (yes, no) = (Form.Condition.isAnswered("word"), Form.Condition.isAnswered("none"))
        #expect([.all([yes, yes]), .all([yes, no]), .all([])].map(holds) == [true, false, true])
        #expect([.any([no, yes]), .any([no, no]), .any([])].map(holds) == [true, false, false])
        #expect([.not(yes), .not(no), .not(.not(yes))].map(holds) == [false, true, true])
        #expect(Form.Condition.all([yes, .not(no), .any([yes])]).questions == ["word", "none"])
    }

    @Test func `a question behind a hidden one is hidden, whatever was answered there`() {
        let kind = Form.Kind.choice(options("yes", "no"))
        var (first, second, third) = (oneQuestion(kind), oneQuestion(kind), oneQuestion(kind, isRequired: true))
        (first.id, second.id, third.id) = ("a", "b", "c")
        second.condition = .has("a", row: nil, code: "yes")
        third.condition = .has("b", row: nil, code: "yes")
        // The order on the page is not the order of the conditions.
        let form = form(third, second, first)
        #expect(form.asked(Form.Answers(["a": .choice("yes"), "b": .choice("yes")])) == ["a", "b", "c"])
        #expect(form.asked(Form.Answers(["a": .choice("no"), "b": .choice("yes"), "c": .choice("no")])) == ["a"])
        #expect(form.issues(in: Form.Answers(["a": .choice("no"), "c": .choice("gone")]), stage: .submit) == [])
    }
}
