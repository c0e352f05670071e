import Foundation
import Procedure
import Testing

@testable import Isthmus

/// Forms of questions as pages show them.
@Suite struct FormViewsTests {
    private func views(
        _ language: String = "en", _ answers: Form.Answers = Form.Answers(), given: [String: Given]? = nil,
        issues: [Form.Issue] = []
    ) -> FormViews {
        FormViews(
            SampleQuestions.applicant, Words(language), answers: answers, given: given, issues: issues,
            entries: SampleQuestions.entries)
    }

    private func html(_ views: FormViews) -> String { views.sections.joined().text }

    /// The part of a page that belongs to one question.
    private func part(_ id: String, _ html: String) -> String {
        let start = html.range(of: "id=\"f-answer.\(id)\"")?.lowerBound ?? html.startIndex
        return String(html[start...].prefix(900))
    }

    @Test func `every question has a label that leads to its field, and an id of its own`() {
        let html = html(views())
        let ids = html.matches(of: #/ id="([^"]*)"/#).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        let labels = html.matches(of: /<label for="([^"]*)"/).map { String($0.output.1) }
        #expect(labels.allSatisfy(ids.contains))
        for question in SampleQuestions.applicant.questions { #expect(ids.contains("f-answer.\(question.id)")) }
        let described = html.matches(of: /aria-describedby="([^"]*)"/).flatMap { $0.output.1.split(separator: " ") }
        #expect(described.allSatisfy { ids.contains(String($0)) })
    }

    @Test func `what is asked only sometimes says when, in the reader's language`() {
        #expect(html(views()).contains("Only if “Kind of partner” is “Other”."))
        #expect(html(views("ru")).contains("Только если в вопросе «Вид партнёра» выбрано «Иное»."))
        #expect(
            html(views()).contains(
                "Only if “Roles you could take” is “Coordinator” or “Roles you could take” is “Partner”."))
        let script = "data-when=\"{'question':'partner_kind','equals':'other'}\"".replacing("'", with: "&quot;")
        #expect(html(views()).contains(script))
    }

    @Test func `the office's questions are not on the applicant's page`() {
        let read = AnswersViews(SampleQuestions.applicant, SampleQuestions.answers, Words("en"))
        let html = html(views()) + read.sections.text
        for word in ["Fit with the search", "Note for colleagues", "answer.fit", "answer.note"] {
            #expect(!html.contains(word))
        }
    }

    @Test func `a form that came back shows what was typed and what is wrong with it`() {
        let given = SiteContext.nested([
            ("answer.partner_kind", "sme"), ("answer.staff", "\"many\""), ("answer.role", ""),
            ("answer.role", "partner"), ("answer.cost.amount", "1,x"), ("answer.cost.currency", "AMD"),
            ("answer.experience.row-methods", "some"),
        ])
        let fields = FormFields(SampleQuestions.applicant, given: given)
        let views = views("en", fields.answers, given: given, issues: fields.issues(for: .submit))
        let html = html(views)
        #expect(html.contains("name=\"answer.staff\" value=\"&quot;many&quot;\""))
        #expect(html.contains("name=\"answer.cost.amount\" value=\"1,x\""))
        #expect(html.contains("<option value=\"AMD\" selected>"))
        #expect(html.contains("name=\"answer.experience.row-methods\" value=\"some\" checked>"))
        #expect(html.contains("name=\"answer.role\" value=\"partner\" checked>"))
        let lines = views.summary.text.matches(of: /<li><a href="#f-answer\.([^"]*)">([^<]*)<\/a>/)
        #expect(
            lines.map { "\($0.output.1): \($0.output.2)" } == [
                "organisation: Your organisation: Answer this.", "contact_email: E-mail for the reply: Answer this.",
                "staff: Employees: Write a number such as 12.5.",
                "experience: Experience: In international consortia: Answer this.",
                "offer: What you offer: Answer this.", "cost: Your part of the costs: Write an amount such as 1250.50.",
            ])
        #expect(part("staff", html).contains("aria-invalid=\"true\""))
        #expect(self.views().summary.isEmpty)
    }

    @Test func `every issue has a sentence without open places, in both languages`() {
        let values = ["min": "1", "max": "2", "found": "3", "allowed": "4", "kind": "number", "format": "web"]
        for language in ["en", "ru"] {
            let say = FormWords(SampleQuestions.form, Words(language))
            for code in Form.Issue.Code.allCases {
                let sentence = say.sentence(.init("role", code, values))
                #expect(sentence.hasSuffix(".") && !sentence.contains("{") && !sentence.hasPrefix("answers."))
            }
            for kind in Form.KindName.allCases {
                let sentence = say.sentence(.init("role", .wrongKind, ["kind": kind.rawValue]))
                #expect(!sentence.hasPrefix("answers."))
            }
            for format in Form.TextFormat.allCases {
                let sentence = say.sentence(.init("role", .wrongFormat, ["format": format.rawValue]))
                #expect(!sentence.hasPrefix("answers."))
            }
        }
    }

    @Test func `a condition is said in one sentence`() throws {
        let say = FormWords(SampleQuestions.form, Words("en"))
        let number = try #require(Exact("1.5"))
        let parts = Form.Comparison.allCases.map { Form.Condition.compares("staff", $0, number) }
        #expect(
            parts.map(say.sentence) == [
                "“Employees” is 1.5", "“Employees” is at least 1.5", "“Employees” is at most 1.5",
                "“Employees” is more than 1.5", "“Employees” is less than 1.5",
            ])
        let deep = Form.Condition.all([
            .isAnswered("cost"),
            .any([.not(.has("role", row: nil, code: "partner")), .has("experience", row: "methods", code: "much")]),
        ])
        #expect(
            say.sentence(deep)
                == "“Your part of the costs” is answered and (not: “Roles you could take” is “Partner” or "
                + "“With the methods the search names” in “Experience” is “Much”)")
        #expect(
            FormViews.data(deep)
                == #"{"all":[{"answered":"cost"},{"any":[{"not":{"question":"role","equals":"partner"}},"#
                + #"{"question":"experience","row":"methods","equals":"much"}]}]}"#)
    }

    @Test func `answers are read with labels in the reader's language, hidden ones not at all`() {
        var answers = SampleQuestions.answers
        answers["partner_kind_other"] = .text("hidden words")
        answers["role"] = .choices(["coordinator", "gone"])
        let views = AnswersViews(
            SampleQuestions.applicant, answers, Words("ru"), entries: SampleQuestions.entries,
            path: { "/files/\($0.id)" })
        let html = views.sections.text
        #expect(!html.contains("hidden words"))
        #expect(html.contains("<dt>Вид партнёра</dt><dd>Малое или среднее предприятие</dd>"))
        #expect(html.contains("<dd><ul><li>Координатор</li><li><code>gone</code></li></ul></dd>"))
        #expect(html.contains("<dd>Спектроскопия &lt;b&gt;</dd>"))
        #expect(html.contains("<a href=\"/files/f-1\">Письмо.pdf</a> <span class=\"quiet\">40 кБ</span>"))
        #expect(html.contains("<th scope=\"row\">С методами, названными в поиске</th><td>Большой</td>"))
        #expect(html.contains("We measure &quot;beams&quot; &amp; &lt;plasma&gt;.<br>We"))
        #expect(html.contains("<dd>48 чел.</dd>"))
        #expect(html.contains("<time datetime=\"2026-09-01\">1 сентября 2026"))
        #expect(html.contains("123\u{a0}456,78\u{a0}₽"))
        let empty = AnswersViews(SampleQuestions.applicant, Form.Answers(), Words("en")).sections.text
        #expect(empty.contains("<dt>Kind of partner</dt><dd><span class=\"quiet\">Not answered</span></dd>"))
        #expect(!empty.contains("Costs"))
    }

    @Test func `a text that is not there in the reader's language is marked with its own`() {
        let wording = Wording(["en": "Only <here>"])
        let say = FormWords(SampleQuestions.form, Words("ru"))
        #expect(say.text(wording).text == "<span lang=\"en\">Only &lt;here&gt;</span>")
        #expect(FormWords(SampleQuestions.form, Words("en")).text(wording).text == "Only &lt;here&gt;")
    }

    @Test func `a preview shows the form and sends nothing`() {
        let preview = views().preview.text
        #expect(preview.contains("<fieldset disabled>"))
        #expect(!preview.contains("method="))
        #expect(!preview.contains("<button"))
        #expect(preview.contains("Expression of interest"))
    }
}
