import Foundation
import Procedure

/// Says in the reader's language what a form means: its texts, its conditions, what is wrong, what was answered.
struct FormWords {
    let form: Form
    let words: Words
    /// What answers name, by kind and id.
    let entries: [Form.ReferenceAnswer: FormEntry]

    init(_ form: Form, _ words: Words, entries: [FormEntry] = []) {
        (self.form, self.words) = (form, words)
        self.entries = Dictionary(entries.map { ($0.entry, $0) }) { first, _ in first }
    }

    /// The text in the reader's language; in another one it says which.
    func text(_ wording: Wording?) -> HTML {
        guard let (text, language) = wording?.text(for: words.language) else { return "" }
        return language == words.language ? "\(text)" : "<span lang=\"\(language)\">\(text)</span>"
    }

    func plain(_ wording: Wording) -> String { wording.reading(words.language) }
    func label(_ question: String) -> String { form.question(question).map { plain($0.label) } ?? question }

    /// Paragraphs with their line breaks.
    func paragraphs(_ text: String) -> HTML {
        let paragraphs: [HTML] = text.split(separator: "\n\n").map { paragraph in
            let lines: [HTML] = paragraph.split(separator: "\n").map { "\($0)" }
            return "<p>\(lines.joined("<br>"))</p>"
        }
        return paragraphs.joined()
    }

    func intro(_ wording: Wording?) -> HTML {
        guard let (text, language) = wording?.text(for: words.language) else { return "" }
        return "<div\(attribute: "lang", language == words.language ? nil : language)>\(paragraphs(text))</div>"
    }

    /// “Role” is “Coordinator”, and so on.
    func sentence(_ condition: Form.Condition) -> String {
        switch condition {
        case .isAnswered(let id): return words("answers.if.answered", ["question": label(id)])
        case .has(let id, let row, let code):
            let kind = form.question(id)?.kind
            let option = kind?.options.first { $0.code == code }.map { plain($0.label) } ?? code
            guard let row else { return words("answers.if.has", ["question": label(id), "option": option]) }
            let rowLabel = kind?.rows.first { $0.code == row }.map { plain($0.label) } ?? row
            return words("answers.if.row", ["question": label(id), "row": rowLabel, "option": option])
        case .compares(let id, let comparison, let number):
            let values = ["question": label(id), "number": self.number(number)]
            return words("answers.if.\(comparison.rawValue)", values)
        case .not(let part): return words("answers.if.not", ["condition": sentence(part)])
        case .all(let parts): return joined(parts, words("answers.if.and"))
        case .any(let parts): return joined(parts, words("answers.if.or"))
        }
    }

    private func joined(_ parts: [Form.Condition], _ word: String) -> String {
        let sentences = parts.map { part in
            let isWhole = if case .all = part { false } else if case .any = part { false } else { true }
            return isWhole || parts.count == 1 ? sentence(part) : "(" + sentence(part) + ")"
        }
        return sentences.joined(separator: " \(word) ")
    }

    /// What to do about an issue; in a matrix, with the row.
    func sentence(_ issue: Form.Issue) -> String {
        let sentence = bare(issue)
        guard let code = issue.row, let row = form.question(issue.question)?.kind.rows.first(where: { $0.code == code })
        else { return sentence }
        return "\(plain(row.label)): \(sentence)"
    }

    private func bare(_ issue: Form.Issue) -> String {
        var values = issue.values
        for key in ["min", "max"] { values[key] = values[key].map { Exact($0).map(number) ?? day($0) } }
        switch issue.code {
        case .wrongKind: return words("answers.issue.wrong_kind.\(issue.values["kind"] ?? "")")
        case .wrongFormat: return words("answers.issue.wrong_format.\(issue.values["format"] ?? "")")
        case .fileTooLarge: values["max"] = issue.values["max"].map { size(Int($0) ?? 0) }
        case .wrongReferenceKind:
            guard case .reference(let rule)? = form.question(issue.question)?.kind else { break }
            values["allowed"] = rule.kinds.map { words("find.kind.\($0.rawValue)") }.joined(separator: ", ")
        default: break
        }
        return words("answers.issue.\(issue.code.rawValue)", values)
    }

    func number(_ number: Exact) -> String {
        let decimal = Decimal(string: number.description) ?? 0
        return decimal.formatted(.number.precision(.fractionLength(0...6)).locale(words.locale))
    }

    /// With all its digits: in an answer nothing is rounded.
    func money(_ amount: Amount) -> String {
        let digits = Amount.digits(of: amount.currency)
        let decimal = Decimal(
            sign: amount.minor < 0 ? .minus : .plus, exponent: -digits, significand: Decimal(amount.minor.magnitude))
        return decimal.formatted(
            .currency(code: amount.currency).precision(.fractionLength(digits)).locale(words.locale))
    }

    /// A date of a form as the language writes it.
    func day(_ text: String) -> String { Day(text).map { words.day($0) } ?? text }

    func size(_ bytes: Int) -> String {
        let (unit, size) = bytes >= 1 << 20 ? ("mb", 1 << 20) : ("kb", 1 << 10)
        return words("answers.size.\(unit)", ["size": words.number(Double(bytes) / Double(size))])
    }
}

/// An entry of the directory as a form offers or shows it.
struct FormEntry: Sendable {
    let entry: Form.ReferenceAnswer
    let label: String
    /// Of its page; nil when the reader has none to go to.
    var path: String?
}
