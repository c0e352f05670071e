import Foundation
import Procedure

/// Reads what a form of questions sent into answers. The names of its fields begin with `answer.` and the id of the
/// question.
///
/// Nothing is thrown: a draft is kept with whatever can be read, and `issues(for:)` tells the rest.
struct FormFields {
    /// As the one who answers sees it.
    let form: Form
    /// What could be read, with the answers kept from before to questions that were not sent, those that others answer
    /// among them.
    private(set) var answers: Form.Answers
    /// Values that cannot be read, such as a number with letters in it.
    private(set) var unreadable: [Form.Issue] = []

    /// `kept` are the answers from before; `files` those that came in the fields `answer.…` and are stored already, by
    /// the ids of their questions.
    init(
        _ form: Form, given: [String: Given], kept: Form.Answers = Form.Answers(),
        files: [String: Form.FileAnswer] = [:]
    ) {
        (self.form, answers) = (form, kept)
        guard case .record(let record)? = given["answer"] else { return }
        for question in form.questions {
            if let file = files[question.id], question.kind.name == .file {
                answers[question.id] = .file(file)
            } else if let sent = record[question.id] {
                take(sent, for: question)
            }
        }
    }

    /// Everything that is wrong at this stage, in the order of the form. A value that cannot be read is not missing.
    func issues(for stage: Form.Stage) -> [Form.Issue] {
        let asked = form.asked(answers)
        let own = Set(form.questions.map(\.id))
        let broken = unreadable.filter { asked.contains($0.question) }
        let names = Set(broken.map(\.question))
        let others = form.issues(in: answers, stage: stage).filter {
            own.contains($0.question) && !names.contains($0.question)
        }
        let byQuestion = Dictionary(grouping: broken + others, by: \.question)
        return form.questions.flatMap { byQuestion[$0.id] ?? [] }
    }

    private mutating func take(_ sent: Given, for question: Form.Question) {
        switch question.kind {
        case .shortText, .longText:
            let text = FormFields.cleaned(FormFields.text(sent))
            answers[question.id] = text.isEmpty ? nil : .text(text)
        case .number: read(sent, question) { Exact(FormFields.plainNumber($0)).map(Form.Answer.number) }
        case .date: read(sent, question) { CalendarDate($0).map(Form.Answer.date) }
        case .money(let rule): takeMoney(sent, rule, question)
        case .choice:
            let code = FormFields.text(sent)
            answers[question.id] = code.isEmpty ? nil : .choice(code)
        case .choices:
            let codes = FormFields.texts(sent).filter { !$0.isEmpty }
            answers[question.id] = codes.isEmpty ? nil : .choices(Set(codes))
        case .matrix(let rows, _): takeMatrix(sent, rows, question)
        case .file:
            if case .record(let record) = sent, FormFields.text(record["remove"]) == "1" { answers[question.id] = nil }
        case .reference(let rule): read(sent, question) { FormFields.entry($0, rule).map(Form.Answer.reference) }
        }
    }

    /// A text that means a value or, empty, none.
    private mutating func read(_ sent: Given, _ question: Form.Question, _ value: (String) -> Form.Answer?) {
        let text = FormFields.text(sent)
        answers[question.id] = text.isEmpty ? nil : value(text)
        if !text.isEmpty, answers[question.id] == nil {
            unreadable.append(.init(question.id, .wrongKind, ["kind": question.kind.name.rawValue]))
        }
    }

    private mutating func takeMoney(_ sent: Given, _ rule: Form.MoneyRule, _ question: Form.Question) {
        guard case .record(let record) = sent else { return read(sent, question) { _ in nil } }
        let given = FormFields.text(record["currency"])
        let currency = given.isEmpty ? rule.currencies.first ?? "" : given
        read(record["amount"] ?? .nothing, question) { text in
            guard Amount.isCurrency(currency), let money = Money(text, currency: currency) else { return nil }
            return .money(Amount(minor: money.minor, currency: money.currency))
        }
    }

    private mutating func takeMatrix(_ sent: Given, _ rows: [Form.Option], _ question: Form.Question) {
        guard case .record(let record) = sent else { return read(sent, question) { _ in nil } }
        var chosen: [String: String] = [:]
        for row in rows {
            let code = FormFields.text(record["row-" + row.code])
            if !code.isEmpty { chosen[row.code] = code }
        }
        answers[question.id] = chosen.isEmpty ? nil : .matrix(chosen)
    }

    private static func text(_ given: Given?) -> String { texts(given).last ?? "" }

    private static func texts(_ given: Given?) -> [String] {
        switch given {
        case .text(let text): [text.trimmingCharacters(in: .whitespacesAndNewlines)]
        case .list(let list): list.flatMap { texts($0) }
        default: []
        }
    }

    private static func cleaned(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").precomposedStringWithCanonicalMapping
    }

    /// `1 234,50` is what many people write for 1234.50.
    private static func plainNumber(_ text: String) -> String {
        let digits = text.filter { !["\u{20}", "\u{a0}", "\u{202f}"].contains($0) }.replacing("\u{2212}", with: "-")
        return digits.contains(".") ? digits : digits.replacing(",", with: ".")
    }

    /// `person:p-1`, or an address of the directory that ends in `/people/p-1`.
    private static func entry(_ text: String, _ rule: Form.ReferenceRule) -> Form.ReferenceAnswer? {
        let isID = { (text: Substring) in
            !text.isEmpty && text.utf8.count <= 40
                && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 2, let kind = Form.ReferenceKind(rawValue: String(parts[0])), isID(parts[1]) {
            return .init(kind: kind.rawValue, id: String(parts[1]))
        }
        let steps = text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").suffix(2)
        guard steps.count == 2, let folder = steps.first, let id = steps.last, isID(id),
            let kind = Form.ReferenceKind.allCases.first(where: { FormFields.folder(of: $0) == folder })
        else { return nil }
        return .init(kind: kind.rawValue, id: String(id))
    }

    /// Where the directory has its pages of this kind.
    static func folder(of kind: Form.ReferenceKind) -> String {
        switch kind {
        case .organisation: "organisations"
        case .team: "teams"
        case .person: "people"
        case .network: "networks"
        case .project: "projects"
        }
    }
}
