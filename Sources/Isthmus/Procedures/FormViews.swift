import Foundation
import Procedure

/// Draws a form of questions to be filled in. It works without scripts: what is asked only sometimes says when.
struct FormViews {
    let form: Form
    let answers: Form.Answers
    let issues: [Form.Issue]
    let say: FormWords
    private let given: [String: Given]?
    private let typed: [String: Given]?
    private var words: Words { say.words }

    /// `form` is the form as the one who answers sees it (`Form.seen(by:)`). `given` is what was sent and came back
    /// with `issues`. `entries` are offered where a question asks for one of the directory; where none of them is of a
    /// kind that it takes, an address is typed.
    init(
        _ form: Form, _ words: Words, answers: Form.Answers = Form.Answers(), given: [String: Given]? = nil,
        issues: [Form.Issue] = [], entries: [FormEntry] = []
    ) {
        (self.form, self.answers, self.issues, self.given) = (form, answers, issues, given)
        say = FormWords(form, words, entries: entries)
        if case .record(let record)? = given?["answer"] { typed = record } else { typed = nil }
    }

    /// The page's form with the area's own hidden fields before the questions. With `keep`, a draft can be kept as well
    /// as submitted: `stage` says which button was pressed.
    func form(
        _ visit: Visit, action: String, submit: String, cancel: String? = nil, makes prefix: String? = nil,
        keep: String? = nil, hidden: [HTML] = []
    ) -> HTML {
        let hasFiles = form.questions.contains { $0.kind.name == .file }
        let other: HTML? = keep.map {
            " <button class=\"button\" name=\"stage\" value=\"draft\">\(words($0))</button>"
        }
        return FormParts(visit, kind: "answers", given: self.given)
            .form(
                action: action, submit: submit, cancel: cancel, isUpload: hasFiles, makes: prefix,
                named: keep == nil ? nil : ("stage", "submit"), others: other ?? "", hidden + [summary] + sections)
    }

    /// The form as it will be seen, not to be sent.
    var preview: HTML {
        """
        <div class="preview"><p class="label">\(words("answers.preview"))</p><h2>\(say.text(form.title))</h2>
        \(say.intro(form.intro))<form class="record"><fieldset disabled>\(sections)</fieldset></form></div>
        """
    }

    /// What the form says before its questions.
    var intro: HTML { say.intro(form.intro) }

    /// Everything that is wrong, each with a link to its field.
    var summary: HTML {
        guard !issues.isEmpty else { return "" }
        let lines: [HTML] = issues.map { issue in
            "<li><a href=\"#f-answer.\(issue.question)\">\(say.label(issue.question)): \(say.sentence(issue))</a></li>"
        }
        return """
            <div class="error-summary" role="alert" \
            tabindex="-1"><h2>\(words("form.problems", count: issues.count))</h2>
            <ul>\(lines)</ul></div>
            """
    }

    /// A field set for each section.
    var sections: [HTML] {
        form.sections.map { section in
            let condition = section.condition.map(only)
            return """
                <fieldset id="section-\(section.id)"\(attribute: "data-when", when(section.condition))>
                <legend>\(say.text(section.title))</legend>\(condition)\(say.intro(section.intro))
                \(section.questions.map(field))</fieldset>
                """
        }
    }

    private func only(_ condition: Form.Condition) -> HTML {
        "<p class=\"hint only-if\">\(words("answers.only_if", ["condition": say.sentence(condition)]))</p>"
    }

    private func name(_ question: Form.Question) -> String { "answer." + question.id }
    private func id(_ question: Form.Question) -> String { "f-answer." + question.id }

    private func field(_ question: Form.Question) -> HTML {
        switch question.kind {
        case .shortText(let rule): return line(question, rule)
        case .longText(let rule):
            return labelled(question) { described in
                """
                <textarea id="\(id(question))" name="\(name(question))" rows="6" data-limit="\(rule.most)"\
                \(described)>\n\(value(question))</textarea>
                """
            }
        case .number(let rule): return number(question, rule)
        case .money(let rule): return money(question, rule)
        case .date(let rule):
            return labelled(question) { described in
                """
                <input type="date" id="\(id(question))" name="\(name(question))" value="\(value(question))"\
                \(attribute: "min", rule.earliest?.description)\(attribute: "max", rule.latest?.description)\
                \(described)>
                """
            }
        case .choice(let options): return choice(question, options)
        case .choices(let options, let rule): return choices(question, options, rule)
        case .matrix(let rows, let columns): return matrix(question, rows, columns)
        case .file(let rule): return file(question, rule)
        case .reference(let rule): return reference(question, rule)
        }
    }

    private func line(_ question: Form.Question, _ rule: Form.TextRule) -> HTML {
        labelled(question) { described in
            let type = rule.format == .email ? "email" : rule.format == .web ? "url" : "text"
            return """
                <input type="\(type)" id="\(id(question))" name="\(name(question))" value="\(value(question))"\
                 maxlength="\(rule.most)"\(described)>
                """
        }
    }

    private func number(_ question: Form.Question, _ rule: Form.NumberRule) -> HTML {
        labelled(question, range(rule.least, rule.most)) { described in
            """
            <input type="text" inputmode="\(rule.decimals == 0 ? "numeric" : "decimal")" size="14" \
            id="\(id(question))" name="\(name(question))" value="\(value(question))"\
            \(described)> \(say.text(rule.unit))
            """
        }
    }

    private func range(_ least: Exact?, _ most: Exact?) -> String? {
        switch (least.map(say.number), most.map(say.number)) {
        case (let least?, let most?): words("answers.range", ["min": least, "max": most])
        case (let least?, nil): words("answers.range_from", ["min": least])
        case (nil, let most?): words("answers.range_to", ["max": most])
        case (nil, nil): nil
        }
    }

    private func money(_ question: Form.Question, _ rule: Form.MoneyRule) -> HTML {
        var chosen = typed.map { _ in typedText(question, "currency") } ?? ""
        var amount = typed.map { _ in typedText(question, "amount") } ?? ""
        if typed == nil, case .money(let given)? = answers[question.id] {
            (chosen, amount) = (given.currency, Money(minor: given.minor, currency: given.currency).plain)
        }
        let options: [HTML] = rule.currencies.map { currency in
            "<option value=\"\(currency)\"\(attribute: "selected", currency == chosen)>\(currency)</option>"
        }
        let currency: HTML =
            rule.currencies.count == 1
            ? "\(rule.currencies[0])"
            : """
            <select name="\(name(question)).currency" aria-label="\(words("answers.currency"))">\(options)</select>
            """
        return labelled(question, range(rule.least, rule.most)) { described in
            """
            <input type="text" inputmode="decimal" size="14" id="\(id(question))" name="\(name(question)).amount" \
            value="\(amount)"\(described)> \(currency)
            """
        }
    }

    private func choice(_ question: Form.Question, _ options: [Form.Option]) -> HTML {
        let chosen = typed.map { _ in typedTexts(question).last ?? "" } ?? question.code(in: answers) ?? ""
        guard options.count <= 7 else {
            let choices = options.map { (value: $0.code, label: say.plain($0.label)) }
            return labelled(question) { select(question, choices, chosen, $0) }
        }
        let none: [HTML] =
            question.isRequired ? [] : [box("radio", name(question), "", "\(words("answers.none"))", chosen.isEmpty)]
        let boxes = options.map { box("radio", name(question), $0.code, say.text($0.label), $0.code == chosen) }
        return grouped(question, nil, boxes + none)
    }

    private func choices(_ question: Form.Question, _ options: [Form.Option], _ rule: Form.ChoicesRule) -> HTML {
        var chosen = Set(typed.map { _ in typedTexts(question) } ?? [])
        if typed == nil, case .choices(let codes)? = answers[question.id] { chosen = codes }
        let boxes = options.map {
            box("checkbox", name(question), $0.code, say.text($0.label), chosen.contains($0.code))
        }
        let hint: String? =
            switch (rule.least ?? 0, rule.most) {
            case (0, nil): nil
            case (0, let most?): words("answers.at_most", ["max": String(most)])
            case (let least, nil): words("answers.at_least", ["min": String(least)])
            case (let least, let most?): words("answers.between", ["min": String(least), "max": String(most)])
            }
        return grouped(question, hint, ["<input type=\"hidden\" name=\"\(name(question))\" value=\"\">"] + boxes)
    }

    private func matrix(_ question: Form.Question, _ rows: [Form.Option], _ columns: [Form.Option]) -> HTML {
        var chosen: [String: String] = [:]
        for row in rows where typed != nil { chosen[row.code] = typedText(question, "row-" + row.code) }
        if typed == nil, case .matrix(let given)? = answers[question.id] { chosen = given }
        let sets: [HTML] = rows.map { row in
            let field = "\(name(question)).row-\(row.code)"
            let boxes = columns.map { box("radio", field, $0.code, say.text($0.label), chosen[row.code] == $0.code) }
            return """
                <fieldset><legend>\(say.text(row.label))</legend><div class="inline">\(boxes)</div></fieldset>
                """
        }
        return grouped(question, nil, sets)
    }

    private func file(_ question: Form.Question, _ rule: Form.FileRule) -> HTML {
        let endings = rule.endings.map { "." + $0 }.joined(separator: ", ")
        let hint = words("answers.file", ["types": endings, "max": say.size(rule.most)])
        var kept: HTML = ""
        if case .file(let file)? = answers[question.id] {
            kept = """
                <p>\(words("answers.kept", ["name": file.name]))</p>
                <label class="choice"><input type="checkbox" name="\(name(question)).remove" value="1"> \
                \(words("answers.remove"))</label>
                """
        }
        return labelled(question, hint) { described in
            """
            \(kept)<input type="file" id="\(id(question))" name="\(name(question))" accept="\(endings)"\(described)>
            """
        }
    }

    private func reference(_ question: Form.Question, _ rule: Form.ReferenceRule) -> HTML {
        let offered = say.entries.values.filter { entry in rule.kinds.contains { $0.rawValue == entry.entry.kind } }
            .sorted { ($0.label, $0.entry.id) < ($1.label, $1.entry.id) }
        var chosen = typed.map { _ in typedTexts(question).last ?? "" } ?? ""
        if typed == nil, case .reference(let entry)? = answers[question.id] { chosen = "\(entry.kind):\(entry.id)" }
        guard !offered.isEmpty else {
            return labelled(question, words("answers.address")) { described in
                "<input id=\"\(id(question))\" name=\"\(name(question))\" value=\"\(chosen)\"\(described)>"
            }
        }
        var choices = offered.map { (value: "\($0.entry.kind):\($0.entry.id)", label: $0.label) }
        if !chosen.isEmpty, !choices.contains(where: { $0.value == chosen }) { choices.append((chosen, chosen)) }
        return labelled(question) { select(question, choices, chosen, $0) }
    }

    private func select(
        _ question: Form.Question, _ choices: [(value: String, label: String)], _ chosen: String, _ described: HTML
    ) -> HTML {
        let options: [HTML] = choices.map { choice in
            "<option value=\"\(choice.value)\"\(attribute: "selected", choice.value == chosen)>\(choice.label)</option>"
        }
        return """
            <select id="\(id(question))" name="\(name(question))"\(described)><option value="">\
            \(words("form.choose"))</option>\(options)</select>
            """
    }

    private func box(_ type: String, _ name: String, _ code: String, _ label: HTML, _ isOn: Bool) -> HTML {
        """
        <label class="choice"><input type="\(type)" name="\(name)" value="\(code)"\(attribute: "checked", isOn)> \
        <span>\(label)</span></label>
        """
    }
}

// What stands around an input, and what is in it.
extension FormViews {
    private func labelled(_ question: Form.Question, _ rule: String? = nil, _ input: (HTML) -> HTML) -> HTML {
        let around = around(question, rule)
        return """
            <div class="field\(around.isWrong ? " wrong" : "")"\(around.when)><label \
            for="\(id(question))">\(around.label)</label>\(around.notes)\(input(around.described))</div>
            """
    }

    private func grouped(_ question: Form.Question, _ rule: String?, _ inputs: [HTML]) -> HTML {
        let around = around(question, rule)
        return """
            <fieldset class="field\(around.isWrong ? " wrong" : "")" id="\(id(question))"\(around.when)\
            \(around.described)><legend>\(around.label)</legend>\(around.notes)\(inputs)</fieldset>
            """
    }

    private struct Around {
        let label: HTML
        let notes: HTML
        let when: HTML
        let described: HTML
        let isWrong: Bool
    }

    private func around(_ question: Form.Question, _ rule: String?) -> Around {
        let id = id(question)
        let mine = issues.filter { $0.question == question.id }
        let help: HTML? = question.help.map { "<div class=\"hint\">\(say.intro($0))</div>" }
        let limits: HTML? = rule.map { "<p class=\"hint\">\($0)</p>" }
        let hint: HTML = "\(question.condition.map(only))\(help)\(limits)"
        let message: HTML =
            mine.isEmpty
            ? "" : "<p class=\"message\" id=\"\(id)-message\">\(mine.map(say.sentence).joined(separator: " "))</p>"
        let notes: HTML = (hint.isEmpty ? "" : "<div id=\"\(id)-hint\">\(hint)</div>" as HTML) + message
        let names = [hint.isEmpty ? nil : "\(id)-hint", mine.isEmpty ? nil : "\(id)-message"].compactMap(\.self)
        let optional: HTML = question.isRequired ? "" : " <span class=\"optional\">\(words("form.optional"))</span>"
        return Around(
            label: say.text(question.label) + optional, notes: notes,
            when: "\(attribute: "data-when", when(question.condition))",
            described: """
                \(attribute: "aria-describedby", names.isEmpty ? nil : names.joined(separator: " "))\
                \(attribute: "aria-invalid", mine.isEmpty ? nil : "true")
                """,
            isWrong: !mine.isEmpty)
    }

    /// What a field of one value shows: what was typed, else the answer as it is written.
    private func value(_ question: Form.Question) -> String {
        if typed != nil { return typedTexts(question).last ?? "" }
        return switch answers[question.id] {
        case .text(let text): text
        case .number(let number): number.description
        case .date(let date): date.description
        default: ""
        }
    }

    private func typedTexts(_ question: Form.Question) -> [String] { FormViews.texts(typed?[question.id]) }
    private func typedText(_ question: Form.Question, _ part: String) -> String {
        guard case .record(let record)? = typed?[question.id] else { return "" }
        return FormViews.texts(record[part]).last ?? ""
    }
    private static func texts(_ given: Given?) -> [String] {
        switch given {
        case .text(let text): [text]
        case .list(let list): list.flatMap { texts($0) }
        default: []
        }
    }

    /// For the script; nothing where the page alone cannot tell, as with files that are kept already.
    private func when(_ condition: Form.Condition?) -> String? {
        guard let condition, !condition.questions.contains(where: { form.question($0)?.kind.name == .file }) else {
            return nil
        }
        return FormViews.data(condition)
    }

    /// The condition as the script reads it. Codes need no escapes.
    static func data(_ condition: Form.Condition) -> String {
        switch condition {
        case .isAnswered(let id): "{\"answered\":\"\(id)\"}"
        case .has(let id, let row, let code):
            "{\"question\":\"\(id)\"," + (row.map { "\"row\":\"\($0)\"," } ?? "") + "\"equals\":\"\(code)\"}"
        case .compares(let id, let comparison, let number):
            "{\"question\":\"\(id)\",\"\(comparison.rawValue)\":\(number)}"
        case .all(let parts): "{\"all\":[" + parts.map(data).joined(separator: ",") + "]}"
        case .any(let parts): "{\"any\":[" + parts.map(data).joined(separator: ",") + "]}"
        case .not(let part): "{\"not\":" + data(part) + "}"
        }
    }
}

extension Form.Question {
    fileprivate func code(in answers: Form.Answers) -> String? {
        if case .choice(let code)? = answers[id] { code } else { nil }
    }
}
