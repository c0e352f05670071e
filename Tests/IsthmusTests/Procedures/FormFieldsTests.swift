import Foundation
import Procedure
import Testing

@testable import Isthmus

/// The form that every test of this area fills in: the sample of the documentation.
enum SampleQuestions {
    static let form: Form = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../docs/samples/expression-of-interest.yaml")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return (try? Form(yaml: text)) ?? Form(id: "", version: 0, languages: [], title: Wording([:]), sections: [])
    }()
    static let applicant = form.seen(by: .applicant)

    static let entries = [
        FormEntry(
            entry: .init(kind: "organisation", id: "o-1"), label: "Institute of Bridges", path: "/organisations/o-1"),
        FormEntry(entry: .init(kind: "team", id: "t-1"), label: "Спектроскопия <b>"),
    ]

    /// Answers to everything that is asked of a coordinating company.
    static let answers = Form.Answers([
        "organisation": .reference(.init(kind: "team", id: "t-1")), "contact_email": .text("anna@bridge.example"),
        "partner_kind": .choice("sme"), "staff": .number(Exact(48) ?? .zero),
        "role": .choices(["coordinator", "partner"]), "led_projects": .number(Exact(3) ?? .zero),
        "experience": .matrix(["methods": "much", "consortia": "none"]),
        "offer": .text(String(repeating: "We measure \"beams\" & <plasma>.\n", count: 5).dropLast() + ""),
        "available_from": .date(CalendarDate("2026-09-01") ?? CalendarDate(year: 1, month: 1, day: 1)!),
        "letter": .file(.init(id: "f-1", name: "Письмо.pdf", size: 40_960)),
        "cost": .money(Amount(minor: 12_345_678, currency: "RUB")), "funder": .text("Ministry"),
    ])

    /// What a browser sends of this page, when nothing is changed in it.
    static func sent(_ sections: [HTML], changing changes: [String: String] = [:]) -> [String: Given] {
        let page: HTML = "<form method=\"post\" action=\"/x\">\(sections)</form>"
        let fields = SampleForm.all(in: page.text).flatMap(\.fields)
        return SiteContext.nested(fields.map { ($0.name, changes[$0.name] ?? $0.value) })
    }
}

/// Answers as they come from a page.
@Suite struct FormFieldsTests {
    private func read(_ items: [(String, String)], kept: Form.Answers = Form.Answers()) -> FormFields {
        FormFields(
            SampleQuestions.applicant, given: SiteContext.nested(items.map { ("answer." + $0.0, $0.1) }), kept: kept)
    }

    @Test func `a page sent back unchanged gives the same answers`() {
        let form = SampleQuestions.applicant
        #expect(form.issues(in: SampleQuestions.answers, stage: .submit) == [])
        for language in ["en", "ru"] {
            for entries in [SampleQuestions.entries, []] {
                let views = FormViews(form, Words(language), answers: SampleQuestions.answers, entries: entries)
                let fields = FormFields(
                    form, given: SampleQuestions.sent(views.sections), kept: SampleQuestions.answers)
                #expect(fields.answers == SampleQuestions.answers)
                #expect(fields.issues(for: .submit) == [])
            }
        }
    }

    @Test func `an empty page gives no answers, and every required question that is asked is missing`() {
        let form = SampleQuestions.applicant
        let fields = FormFields(form, given: SampleQuestions.sent(FormViews(form, Words("en")).sections))
        #expect(fields.answers == Form.Answers())
        #expect(fields.issues(for: .draft) == [])
        #expect(
            fields.issues(for: .submit)
                == [
                    "organisation", "contact_email", "partner_kind", "role", "experience", "offer",
                ].map { .init($0, .missing) })
    }

    @Test func `numbers, amounts and addresses are read as people write them`() throws {
        let fields = read([
            ("staff", " 1\u{a0}024 "), ("cost.amount", "12 345,60"), ("cost.currency", "EUR"),
            ("organisation", "https://bridge.example/organisations/o-12?lang=ru"), ("available_from", "2026-05-01"),
            ("offer", "a\r\nb"), ("partner_kind", ""),
        ])
        #expect(fields.answers["staff"] == .number(try #require(Exact(1_024))))
        #expect(fields.answers["cost"] == .money(Amount(minor: 1_234_560, currency: "EUR")))
        #expect(fields.answers["organisation"] == .reference(.init(kind: "organisation", id: "o-12")))
        #expect(fields.answers["offer"] == .text("a\nb"))
        #expect(fields.answers["partner_kind"] == nil)
        #expect(fields.unreadable == [])
        #expect(read([("cost.amount", "5")]).answers["cost"] == .money(Amount(minor: 500, currency: "EUR")))
    }

    @Test func `what cannot be read is told in the order of the form, not as missing`() {
        let fields = read([
            ("partner_kind", "sme"), ("staff", "many"), ("organisation", "ours"), ("available_from", "1.5.2026"),
            ("role", "coordinator"), ("cost.amount", "1.2345"), ("cost.currency", "EUR"), ("led_projects", "1e2"),
        ])
        let wrong = { (question: String, kind: String) in Form.Issue(question, .wrongKind, ["kind": kind]) }
        #expect(
            fields.issues(for: .draft) == [
                wrong("organisation", "reference"), wrong("staff", "number"), wrong("led_projects", "number"),
                wrong("available_from", "date"), wrong("cost", "money"),
            ])
        let hidden = read([("partner_kind", "university"), ("staff", "many")])
        #expect(hidden.issues(for: .draft) == [])
    }

    @Test func `a form of one audience leaves the answers of others as they are`() {
        let kept = Form.Answers([
            "fit": .choice("2"), "staff": .number(.zero), "letter": .file(.init(id: "f", name: "a.pdf", size: 1)),
        ])
        let fields = read([("fit", "3"), ("note", "mine"), ("staff", ""), ("letter.remove", "1")], kept: kept)
        #expect(fields.answers == Form.Answers(["fit": .choice("2")]))
        #expect(!fields.issues(for: .submit).contains { $0.question == "fit" || $0.code == .unknownQuestion })
        #expect(FormFields(SampleQuestions.applicant, given: [:], kept: kept).answers == kept)
    }

    @Test func `a file that came takes the place of the one kept`() {
        let kept = Form.Answers(["letter": .file(.init(id: "f-1", name: "a.pdf", size: 1))])
        let new = Form.FileAnswer(id: "f-2", name: "b.pdf", size: 2)
        let fields = FormFields(
            SampleQuestions.applicant, given: ["answer": .record([:])], kept: kept,
            files: ["letter": new, "offer": new])
        #expect(fields.answers == Form.Answers(["letter": .file(new)]))
    }

    @Test func `strange shapes are refused, not misread`() {
        let given: [String: Given] = [
            "answer": .record([
                "cost": .text("5"), "experience": .list([.text("much")]), "staff": .record(["x": .text("1")]),
                "partner_kind": .record([:]), "role": .record(["a": .text("b")]), "offer": .number(1),
            ])
        ]
        let fields = FormFields(SampleQuestions.applicant, given: given)
        #expect(fields.answers == Form.Answers())
        #expect(fields.unreadable.map(\.question) == ["experience", "cost"])
    }
}
