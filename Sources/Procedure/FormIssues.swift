import Foundation

extension Form {
    /// What is wrong with an answer, as a code with its values; the caller has the sentence.
    public struct Issue: Hashable, Sendable {
        public let question: String
        /// The row of a matrix, when only one is meant.
        public let row: String?
        public let code: Code
        /// What the sentence names, each as plain text: numbers as `Exact` writes them, days as ISO dates.
        public let values: [String: String]

        public init(_ question: String, row: String? = nil, _ code: Code, _ values: [String: String] = [:]) {
            (self.question, self.row, self.code, self.values) = (question, row, code, values)
        }

        /// After each code, the values it comes with.
        public enum Code: String, Sendable, CaseIterable {
            /// Required and not answered; in a matrix, the row.
            case missing
            /// The answer is none for this kind of question: `kind`.
            case wrongKind = "wrong_kind"
            /// `max`, `found`
            case tooLong = "too_long"
            /// `min`, `found`
            case tooShort = "too_short"
            /// Invisible control characters, or such that turn the direction of writing.
            case controlCharacters = "control_characters"
            /// Not as the format wants it: `format`
            case wrongFormat = "wrong_format"
            /// `min`
            case tooLow = "too_low"
            /// `max`
            case tooHigh = "too_high"
            /// `max`: digits after the point
            case tooPrecise = "too_precise"
            /// `found`, `allowed`
            case wrongCurrency = "wrong_currency"
            /// `min`
            case tooEarly = "too_early"
            /// `max`
            case tooLate = "too_late"
            /// `found`
            case unknownOption = "unknown_option"
            /// `found`
            case unknownRow = "unknown_row"
            /// `min`, `found`
            case tooFew = "too_few"
            /// `max`, `found`
            case tooMany = "too_many"
            /// `found`, `allowed`
            case wrongFileKind = "wrong_file_kind"
            /// `max`, `found`: bytes
            case fileTooLarge = "file_too_large"
            /// `found`, `allowed`
            case wrongReferenceKind = "wrong_reference_kind"
            /// The form has no such question.
            case unknownQuestion = "unknown_question"
        }
    }

    /// A draft may be kept while answers are missing; what is submitted may not.
    public enum Stage: Sendable { case draft, submit }

    /// Everything that is wrong with the answers to questions that are asked, in the form's order. Answers to hidden
    /// questions never matter. In a draft, nothing is missing, too short or too few.
    ///
    /// Where only some readers may answer, ask the form that they see: `form.seen(by: .applicant).issues(…)`.
    public func issues(in answers: Answers, stage: Stage) -> [Issue] {
        let asked = asked(answers)
        var issues: [Issue] = []
        var known: Set<String> = []
        for question in questions {
            known.insert(question.id)
            guard asked.contains(question.id) else { continue }
            guard let answer = answers[question.id], !answer.isEmpty else {
                if stage == .submit, question.isRequired { issues.append(Issue(question.id, .missing)) }
                continue
            }
            issues += question.issues(with: answer).filter { stage == .submit || !$0.code.isOfLack }
            if stage == .submit { issues += question.missingRows(in: answer) }
        }
        issues += answers.values.keys.filter { !known.contains($0) }.sorted().map { Issue($0, .unknownQuestion) }
        return issues
    }
}

extension Form.Issue.Code {
    /// Whether writing more would mend it.
    var isOfLack: Bool { [.missing, .tooShort, .tooFew].contains(self) }
}

extension Form.Question {
    /// What is wrong with an answer that says something, whatever the stage.
    func issues(with answer: Form.Answer) -> [Form.Issue] {
        switch (kind, answer) {
        case (.shortText(let rule), .text(let text)): issues(rule, text, allowsLines: false)
        case (.longText(let rule), .text(let text)): issues(rule, text, allowsLines: true)
        case (.number(let rule), .number(let number)): issues(rule, number)
        case (.money(let rule), .money(let amount)): issues(rule, amount)
        case (.date(let rule), .date(let date)): issues(rule, date)
        case (.choice(let options), .choice(let code)): unknown([code], in: options)
        case (.choices(let options, let rule), .choices(let codes)): issues(options, rule, codes)
        case (.matrix(let rows, let columns), .matrix(let chosen)): issues(rows, columns, chosen)
        case (.file(let rule), .file(let file)): issues(rule, file)
        case (.reference(let rule), .reference(let entry)): issues(rule, entry)
        default: [Form.Issue(id, .wrongKind, ["kind": kind.name.rawValue])]
        }
    }

    /// A required matrix wants every row.
    func missingRows(in answer: Form.Answer) -> [Form.Issue] {
        guard isRequired, case .matrix(let chosen) = answer else { return [] }
        return kind.rows.filter { chosen[$0.code] == nil }.map { Form.Issue(id, row: $0.code, .missing) }
    }

    private func issues(_ rule: Form.TextRule, _ text: String, allowsLines: Bool) -> [Form.Issue] {
        guard !Form.Answer.hasControls(text, allowsLines: allowsLines) else {
            return [Form.Issue(id, .controlCharacters)]
        }
        var issues: [Form.Issue] = []
        let length = text.count
        if length > rule.most { issues.append(.init(id, .tooLong, ["max": "\(rule.most)", "found": "\(length)"])) }
        if length < rule.least { issues.append(.init(id, .tooShort, ["min": "\(rule.least)", "found": "\(length)"])) }
        if let format = rule.format, !format.fits(text) {
            issues.append(.init(id, .wrongFormat, ["format": format.rawValue]))
        }
        return issues
    }

    private func issues(_ rule: Form.NumberRule, _ number: Exact) -> [Form.Issue] {
        var issues: [Form.Issue] = []
        if let least = rule.least, number < least { issues.append(.init(id, .tooLow, ["min": "\(least)"])) }
        if let most = rule.most, number > most { issues.append(.init(id, .tooHigh, ["max": "\(most)"])) }
        if number.decimals > rule.decimals { issues.append(.init(id, .tooPrecise, ["max": "\(rule.decimals)"])) }
        return issues
    }

    private func issues(_ rule: Form.MoneyRule, _ amount: Amount) -> [Form.Issue] {
        guard rule.currencies.contains(amount.currency) else {
            let allowed = rule.currencies.joined(separator: ", ")
            return [.init(id, .wrongCurrency, ["found": amount.currency, "allowed": allowed])]
        }
        var issues: [Form.Issue] = []
        if let least = rule.least, amount.isLess(than: least) { issues.append(.init(id, .tooLow, ["min": "\(least)"])) }
        if let most = rule.most, amount.isMore(than: most) { issues.append(.init(id, .tooHigh, ["max": "\(most)"])) }
        return issues
    }

    private func issues(_ rule: Form.DateRule, _ date: CalendarDate) -> [Form.Issue] {
        if let earliest = rule.earliest, date < earliest { return [.init(id, .tooEarly, ["min": "\(earliest)"])] }
        if let latest = rule.latest, date > latest { return [.init(id, .tooLate, ["max": "\(latest)"])] }
        return []
    }

    private func unknown(_ codes: [String], in options: [Form.Option]) -> [Form.Issue] {
        codes.filter { code in !options.contains { $0.code == code } }
            .map { Form.Issue(id, .unknownOption, ["found": $0]) }
    }

    private func issues(_ options: [Form.Option], _ rule: Form.ChoicesRule, _ codes: Set<String>) -> [Form.Issue] {
        var issues = unknown(codes.sorted(), in: options)
        if let least = rule.least, codes.count < least {
            issues.append(.init(id, .tooFew, ["min": "\(least)", "found": "\(codes.count)"]))
        }
        if let most = rule.most, codes.count > most {
            issues.append(.init(id, .tooMany, ["max": "\(most)", "found": "\(codes.count)"]))
        }
        return issues
    }

    private func issues(_ rows: [Form.Option], _ columns: [Form.Option], _ chosen: [String: String]) -> [Form.Issue] {
        chosen.sorted { $0.key < $1.key }.flatMap { row, column -> [Form.Issue] in
            guard rows.contains(where: { $0.code == row }) else { return [.init(id, .unknownRow, ["found": row])] }
            guard columns.contains(where: { $0.code == column }) else {
                return [.init(id, row: row, .unknownOption, ["found": column])]
            }
            return []
        }
    }

    private func issues(_ rule: Form.FileRule, _ file: Form.FileAnswer) -> [Form.Issue] {
        var issues: [Form.Issue] = []
        if Form.Answer.hasControls(file.name, allowsLines: false) { issues.append(.init(id, .controlCharacters)) }
        if !rule.endings.contains(file.ending) {
            let allowed = rule.endings.joined(separator: ", ")
            issues.append(.init(id, .wrongFileKind, ["found": file.ending, "allowed": allowed]))
        }
        if file.size > rule.most {
            issues.append(.init(id, .fileTooLarge, ["max": "\(rule.most)", "found": "\(file.size)"]))
        }
        return issues
    }

    private func issues(_ rule: Form.ReferenceRule, _ entry: Form.ReferenceAnswer) -> [Form.Issue] {
        guard !rule.kinds.contains(where: { $0.rawValue == entry.kind }) else { return [] }
        let allowed = rule.kinds.map(\.rawValue).joined(separator: ", ")
        return [.init(id, .wrongReferenceKind, ["found": entry.kind, "allowed": allowed])]
    }
}

extension Form.Answer {
    /// Control characters of ASCII and Latin-1, and those that turn the direction of writing: nobody sees them, and
    /// they make a text read differently from what it says. Paragraphs may have line feeds and tabs.
    static func hasControls(_ text: String, allowsLines: Bool) -> Bool {
        text.unicodeScalars.contains { scalar in
            if allowsLines, scalar == "\n" || scalar == "\t" { return false }
            return switch scalar.value {
            case 0..<32, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: true
            default: false
            }
        }
    }
}

extension Form.TextFormat {
    /// A plain look, as nobody can know by the letters whether mail arrives: one @ with a dotted name behind it; a web
    /// address with its scheme and a host.
    func fits(_ text: String) -> Bool {
        guard !text.contains(where: \.isWhitespace) else { return false }
        switch self {
        case .email:
            let parts = text.split(separator: "@", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { return false }
            let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
            return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
        case .web:
            let lowered = text.lowercased()
            guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else { return false }
            let host = lowered.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
            return !host.isEmpty && host.contains { $0.isLetter || $0.isNumber }
        }
    }
}
