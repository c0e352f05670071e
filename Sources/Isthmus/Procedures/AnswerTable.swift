import Procedure

/// What was submitted to one version of a form, as a table: for each question its codes and what they mean.
struct AnswerTable: Sendable {
    struct Line: Sendable {
        let sheet: AnswerSheet
        let name: String
        let answers: Form.Answers
    }
    let form: Form
    let lines: [Line]

    /// A column with the codes of a question, or of a row of a matrix; texts have no labels.
    private struct Part {
        let head: String
        let label: String?
        let codes: (Form.Answers) -> [String]
        let options: [Form.Option]
    }

    private func parts(_ words: Words) -> [Part] {
        form.questions.flatMap { question -> [Part] in
            let (id, label) = (question.id, question.label.reading(words.language))
            guard case .matrix(let rows, let columns) = question.kind else {
                let options = question.kind.options
                return [
                    Part(
                        head: id, label: options.isEmpty ? nil : label,
                        codes: { $0[id].map(AnswerTable.codes) ?? [] }, options: options)
                ]
            }
            return rows.map { row in
                Part(
                    head: "\(id).\(row.code)", label: "\(label): \(row.label.reading(words.language))",
                    codes: { answers in
                        if case .matrix(let chosen)? = answers[id] { chosen[row.code].map { [$0] } ?? [] } else { [] }
                    }, options: columns)
            }
        }
    }

    /// An answer as machines read it.
    private static func codes(_ answer: Form.Answer) -> [String] {
        switch answer {
        case .text(let text): [text]
        case .number(let number): [number.description]
        case .money(let amount): [Money(minor: amount.minor, currency: amount.currency).plain + " " + amount.currency]
        case .date(let date): [date.description]
        case .choice(let code): [code]
        case .choices(let codes): codes.sorted()
        case .matrix: []
        case .file(let file): [file.name]
        case .reference(let entry): ["\(entry.kind):\(entry.id)"]
        }
    }

    /// The heads: what a sheet is, then each question's id and, where its answers are codes, its label.
    func heads(_ words: Words) -> [String] {
        ["id", "formVersion", "submittedAt", words("answers.column.name")]
            + parts(words).flatMap { part in [part.head] + [part.label].compactMap(\.self) }
    }

    func rows(_ words: Words) -> [[String]] {
        let parts = parts(words)
        return lines.map { line in
            let first = [
                line.sheet.id.text, "\(form.version)", line.sheet.submittedAt?.iso ?? "", line.name,
            ]
            return first
                + parts.flatMap { part -> [String] in
                    let codes = part.codes(line.answers)
                    guard part.label != nil else { return [codes.joined(separator: ", ")] }
                    let labels = codes.map { code in
                        part.options.first { $0.code == code }?.label.reading(words.language) ?? code
                    }
                    return [codes.joined(separator: ", "), labels.joined(separator: ", ")]
                }
        }
    }
}
