import Procedure

extension AnswersViews {
    /// A sheet of answers with what is known of it.
    static func sheet(_ profile: AnswerSheetProfile, _ visit: Visit) -> HTML {
        let (sheet, words) = (profile.sheet, visit.words)
        let path = "/answers/\(sheet.id.text)"
        let views = AnswersViews(profile.form, profile.answers, words, entries: profile.entries) { file in
            profile.answers.values.first { $0.value == .file(file) }.map { path + "/files/\($0.key)" }
        }
        let state = sheet.submittedAt == nil ? "draft" : "submitted"
        let edit: [HTML] =
            sheet.allows(.edit, to: visit.actor)
            ? [Parts.button(path + "/form", words("forms.go_on"), isMain: true)] : []
        let version = words("forms.version", ["number": "\(profile.version.number)"])
        return """
            <div class="title"><h1>\(profile.version.title.reading(words.language))</h1>
            \(Parts.pill(words("answers.state.\(state)"), sheet.submittedAt == nil ? .wait : .good))</div>
            \(Parts.actions(edit))<div class="columns"><div class="column">\(views.sections)</div>
            <aside class="facts">\(Parts.facts([
                (words("answers.column.name"), "\(profile.name)"),
                (words("answers.column.submitted"), sheet.submittedAt.map { "\(words.moment($0))" }),
                (words("answers.column.title"), Parts.link("/forms/\(profile.version.id.text)", version)),
            ]))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }
}

/// Shows answers to be read: on a page, in print, to whoever may see them.
struct AnswersViews {
    let form: Form
    let answers: Form.Answers
    let say: FormWords
    /// The address of a file that was answered; nil when it is only named.
    let path: @Sendable (Form.FileAnswer) -> String?

    /// `form` is the form as the reader sees it (`Form.seen(by:)`); answers to questions that are not in it, or not
    /// asked, are not shown.
    init(
        _ form: Form, _ answers: Form.Answers, _ words: Words, entries: [FormEntry] = [],
        path: @escaping @Sendable (Form.FileAnswer) -> String? = { _ in nil }
    ) {
        (self.form, self.answers, self.path) = (form, answers, path)
        say = FormWords(form, words, entries: entries)
    }

    /// A panel for each section of which something is asked.
    var sections: HTML {
        let asked = form.asked(answers)
        return form.sections.map { section -> HTML in
            let questions = section.questions.filter { asked.contains($0.id) }
            guard !questions.isEmpty else { return "" }
            let rows: [HTML] = questions.map { question in
                "<div><dt>\(say.text(question.label))</dt><dd>\(value(of: question))</dd></div>"
            }
            return """
                <section class="panel" id="section-\(section.id)"><h2>\(say.text(section.title))</h2>
                <dl class="answers">\(rows)</dl></section>
                """
        }.joined()
    }

    /// What was answered to one question; without an answer it says so.
    func value(of question: Form.Question) -> HTML {
        guard let answer = answers[question.id], !answer.isEmpty else {
            return "<span class=\"quiet\">\(say.words("answers.unanswered"))</span>"
        }
        switch answer {
        case .text(let text): return question.kind.name == .longText ? say.paragraphs(text) : line(text, question)
        case .number(let number):
            guard case .number(let rule) = question.kind, let unit = rule.unit else { return "\(say.number(number))" }
            return "\(say.number(number)) \(say.text(unit))"
        case .money(let amount): return "\(say.money(amount))"
        case .date(let date): return "<time datetime=\"\(date.description)\">\(say.day(date.description))</time>"
        case .choice(let code): return option(code, question.kind.options)
        case .choices(let codes): return list(codes, question.kind.options)
        case .matrix(let chosen): return matrix(chosen, question.kind)
        case .file(let file):
            let size: HTML = " <span class=\"quiet\">\(say.size(file.size))</span>"
            return (path(file).map { Parts.link($0, file.name) } ?? "\(file.name)") + size
        case .reference(let entry):
            guard let known = say.entries[entry] else { return "\(entry.id)" }
            return known.path.map { Parts.link($0, known.label) } ?? "\(known.label)"
        }
    }

    private func line(_ text: String, _ question: Form.Question) -> HTML {
        guard case .shortText(let rule) = question.kind, rule.format == .web else { return "\(text)" }
        return Parts.outside(text)
    }

    /// A code that this version of the form has not is shown as it is.
    private func option(_ code: String, _ options: [Form.Option]) -> HTML {
        options.first { $0.code == code }.map { say.text($0.label) } ?? "<code>\(code)</code>"
    }

    private func list(_ codes: Set<String>, _ options: [Form.Option]) -> HTML {
        let known = options.map(\.code).filter(codes.contains)
        let all = known + codes.subtracting(known).sorted()
        if all.count == 1 { return option(all[0], options) }
        return "<ul>\(all.map { "<li>\(option($0, options))</li>" })</ul>"
    }

    private func matrix(_ chosen: [String: String], _ kind: Form.Kind) -> HTML {
        let rows: [HTML] = kind.rows.map { row in
            let value: HTML = chosen[row.code].map { option($0, kind.options) } ?? "–"
            return "<tr><th scope=\"row\">\(say.text(row.label))</th><td>\(value)</td></tr>"
        }
        return "<table>\(rows)</table>"
    }
}
