import Testing

@testable import Procedure

/// What is wrong with answers, by code.
@Suite struct FormIssues {
    struct Case: Sendable {
        let kind: Form.Kind
        let answer: Form.Answer
        let issues: [Form.Issue]

        init(_ kind: Form.Kind, _ answer: Form.Answer, _ issues: (Form.Issue.Code, [String: String])...) {
            (self.kind, self.answer) = (kind, answer)
            self.issues = issues.map { Form.Issue("q", $0.0, $0.1) }
        }
    }

    static func number(_ text: String) -> Form.Answer { .number(Exact(text) ?? .limit) }
    static func date(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(year: 1, month: 1, day: 1)! }

    static let five = Form.Kind.shortText(.init(least: 2, most: 5))
    static let share = Form.Kind.number(.init(least: Exact("-1"), most: Exact("2.5"), decimals: 1))
    static let sum = Form.Kind.money(.init(currencies: ["EUR", "JPY"], least: Exact("1"), most: Exact("100.5")))
    static let month = Form.Kind.date(.init(earliest: date("2026-05-01"), latest: date("2026-05-31")))
    static let two = Form.Kind.choices(options("a", "b", "c"), .init(least: 2, most: 2))
    static let pdf = Form.Kind.file(.init(endings: ["pdf", "docx"], most: 100))

    static let cases: [Case] = [
        Case(five, .text("ab")), Case(five, .text("ééééé")), Case(five, .text("👩‍🔬👩‍🔬👩‍🔬👩‍🔬👩‍🔬")),
        Case(five, .text("abcdef"), (.tooLong, ["max": "5", "found": "6"])),
        Case(five, .text("a"), (.tooShort, ["min": "2", "found": "1"])),
        Case(five, .text("a\nb"), (.controlCharacters, [:])),
        Case(five, .text("a\u{202e}b"), (.controlCharacters, [:])),
        Case(five, .text("a\u{85}b"), (.controlCharacters, [:])),
        Case(five, number("1"), (.wrongKind, ["kind": "short_text"])),
        Case(.longText(.init(most: 9)), .text("a\n\tb")),
        Case(.longText(.init(most: 9)), .text("a\rb"), (.controlCharacters, [:])),
        Case(.shortText(.init(most: 99, format: .email)), .text("a.b@c.example")),
        Case(.shortText(.init(most: 99, format: .email)), .text("a@b"), (.wrongFormat, ["format": "email"])),
        Case(.shortText(.init(most: 99, format: .email)), .text("a b@c.d"), (.wrongFormat, ["format": "email"])),
        Case(.shortText(.init(most: 99, format: .web)), .text("HTTPS://пример.рф/x?y")),
        Case(.shortText(.init(most: 99, format: .web)), .text("javascript:x"), (.wrongFormat, ["format": "web"])),
        Case(.shortText(.init(most: 99, format: .web)), .text("https:///x"), (.wrongFormat, ["format": "web"])),
        Case(share, number("2.5")), Case(share, number("-1")), Case(share, number("2.6"), (.tooHigh, ["max": "2.5"])),
        Case(share, number("-1.1"), (.tooLow, ["min": "-1"])),
        Case(share, number("-1.25"), (.tooLow, ["min": "-1"]), (.tooPrecise, ["max": "1"])),
        Case(.number(.init()), number("1.5"), (.tooPrecise, ["max": "0"])),
        Case(sum, .money(Amount(minor: 10_050, currency: "EUR"))),
        Case(sum, .money(Amount(minor: 100, currency: "JPY"))),
        Case(sum, .money(Amount(minor: 10_051, currency: "EUR")), (.tooHigh, ["max": "100.5"])),
        Case(sum, .money(Amount(minor: 101, currency: "JPY")), (.tooHigh, ["max": "100.5"])),
        Case(sum, .money(Amount(minor: 99, currency: "EUR")), (.tooLow, ["min": "1"])),
        Case(
            sum, .money(Amount(minor: 5, currency: "USD")), (.wrongCurrency, ["found": "USD", "allowed": "EUR, JPY"])),
        Case(month, .date(date("2026-05-01"))), Case(month, .date(date("2026-05-31"))),
        Case(month, .date(date("2026-04-30")), (.tooEarly, ["min": "2026-05-01"])),
        Case(month, .date(date("2026-06-01")), (.tooLate, ["max": "2026-05-31"])),
        Case(.choice(options("a")), .choice("a")),
        Case(.choice(options("a")), .choice("A"), (.unknownOption, ["found": "A"])),
        Case(two, .choices(["a", "c"])), Case(two, .choices(["a"]), (.tooFew, ["min": "2", "found": "1"])),
        Case(two, .choices(["a", "b", "c"]), (.tooMany, ["max": "2", "found": "3"])),
        Case(two, .choices(["a", "z"]), (.unknownOption, ["found": "z"])),
        Case(pdf, .file(.init(id: "f", name: "План.v2.PDF", size: 100))),
        Case(
            pdf, .file(.init(id: "f", name: "a.exe", size: 101)),
            (.wrongFileKind, ["found": "exe", "allowed": "pdf, docx"]),
            (.fileTooLarge, ["max": "100", "found": "101"])),
        Case(
            pdf, .file(.init(id: "f", name: "pdf", size: 1)), (.wrongFileKind, ["found": "", "allowed": "pdf, docx"])),
        Case(.reference(.init(kinds: [.person])), .reference(.init(kind: "person", id: "p"))),
        Case(
            .reference(.init(kinds: [.person, .team])), .reference(.init(kind: "project", id: "p")),
            (.wrongReferenceKind, ["found": "project", "allowed": "person, team"])),
    ]

    @Test(arguments: cases.indices) func `an answer has the issues of its rules`(index: Int) {
        let (kind, answer, issues) = (
            FormIssues.cases[index].kind, FormIssues.cases[index].answer, FormIssues.cases[index].issues
        )
        let form = form(oneQuestion(kind))
        let answers = Form.Answers(["q": answer])
        #expect(form.issues(in: answers, stage: .submit) == issues)
        let lacks: [Form.Issue.Code] = [.missing, .tooShort, .tooFew]
        #expect(form.issues(in: answers, stage: .draft) == issues.filter { !lacks.contains($0.code) })
    }

    @Test func `a required question is missed on submission only`() {
        let form = form(oneQuestion(.shortText(.init(most: 9)), isRequired: true))
        for answers in [Form.Answers(), Form.Answers(["q": .text(" \n")])] {
            #expect(form.issues(in: answers, stage: .draft) == [])
            #expect(form.issues(in: answers, stage: .submit) == [.init("q", .missing)])
        }
    }

    @Test func `a matrix wants every row when it is required, and only rows and columns it has`() {
        let kind = Form.Kind.matrix(rows: options("r", "s"), columns: options("c"))
        let answers = Form.Answers(["q": .matrix(["r": "d", "x": "c"])])
        let wrong: [Form.Issue] = [
            .init("q", row: "r", .unknownOption, ["found": "d"]), .init("q", .unknownRow, ["found": "x"]),
        ]
        #expect(form(oneQuestion(kind)).issues(in: answers, stage: .submit) == wrong)
        let required = form(oneQuestion(kind, isRequired: true))
        #expect(required.issues(in: answers, stage: .submit) == wrong + [.init("q", row: "s", .missing)])
        #expect(required.issues(in: answers, stage: .draft) == wrong)
        #expect(required.issues(in: Form.Answers(), stage: .submit) == [.init("q", .missing)])
    }

    @Test func `issues stand in the order of the form, those of unknown questions last`() {
        var (a, b) = (oneQuestion(.number(.init()), isRequired: true), oneQuestion(.number(.init()), isRequired: true))
        (a.id, b.id) = ("z", "a")
        let issues = form(a, b).issues(in: Form.Answers(["k": .text("x"), "c": .text("x")]), stage: .submit)
        #expect(
            issues == [
                .init("z", .missing), .init("a", .missing), .init("c", .unknownQuestion), .init("k", .unknownQuestion),
            ])
    }

    @Test func `an answer that was drawn for its question is of its kind`() {
        var draw = Draw(seed: 14)
        for _ in 0..<300 {
            let form = draw.form()
            let codes = Set(form.issues(in: draw.answers(to: form), stage: .submit).map(\.code))
            #expect(codes.isDisjoint(with: [.wrongKind, .unknownQuestion, .unknownRow]))
        }
    }
}
