extension Form {
    /// The form as YAML, written in one way only: equal forms give equal bytes, and reading them gives the form again.
    /// What has its usual value is left out. Comments of a file that was read are not kept.
    public var yaml: String {
        var writer = FormWriter(languages: languages)
        writer.form(self)
        return writer.text
    }
}

/// Writes a form line by line.
private struct FormWriter {
    let languages: [String]
    private(set) var text = ""

    init(languages: [String]) { self.languages = languages }

    private mutating func line(_ depth: Int, _ key: String, _ value: String? = nil) {
        text += String(repeating: "  ", count: depth) + key + ":" + (value.map { " " + $0 } ?? "") + "\n"
    }

    /// The first key of a record in a list stands behind the hyphen.
    private mutating func entry(_ depth: Int, _ key: String, _ value: String?) {
        text += String(repeating: "  ", count: depth - 1) + "- " + key + ":" + (value.map { " " + $0 } ?? "") + "\n"
    }

    private mutating func list(_ depth: Int, _ key: String, _ codes: [String]) {
        line(depth, key, "[" + codes.map(SchemeScalar.inLine).joined(separator: ", ") + "]")
    }

    private mutating func wording(_ depth: Int, _ key: String, _ wording: Wording?) {
        guard let wording else { return }
        line(depth, key)
        let others = wording.texts.keys.filter { !languages.contains($0) }.sorted()
        for language in languages + others {
            guard let text = wording[language] else { continue }
            line(depth + 1, SchemeScalar.inLine(language), SchemeScalar.text(text, depth: depth + 1))
        }
    }

    mutating func form(_ form: Form) {
        line(0, "kind", Scheme.Kind.form.rawValue)
        line(0, "id", SchemeScalar.inLine(form.id))
        line(0, "version", String(form.version))
        list(0, "languages", form.languages)
        wording(0, "title", form.title)
        wording(0, "intro", form.intro)
        line(0, "sections")
        for section in form.sections {
            entry(2, "id", SchemeScalar.inLine(section.id))
            wording(2, "title", section.title)
            wording(2, "intro", section.intro)
            condition(2, section.condition)
            line(2, "questions")
            for question in section.questions { self.question(question) }
        }
    }

    private mutating func question(_ question: Form.Question) {
        entry(4, "id", SchemeScalar.inLine(question.id))
        line(4, "kind", question.kind.name.rawValue)
        wording(4, "label", question.label)
        wording(4, "help", question.help)
        if question.isRequired { line(4, "required", "true") }
        if question.audiences != Form.Question.usualAudiences {
            list(4, "visible_to", question.audiences.sorted().map(\.rawValue))
        }
        condition(4, question.condition)
        if let weight = question.weight { line(4, "weight", weight.description) }
        kind(question.kind)
    }

    private mutating func kind(_ kind: Form.Kind) {
        switch kind {
        case .shortText(let rule): text(rule, usual: Form.TextRule.usualShort)
        case .longText(let rule): text(rule, usual: Form.TextRule.usualLong)
        case .number(let rule):
            wording(4, "unit", rule.unit)
            bounds(rule.least?.description, rule.most?.description)
            if rule.decimals != 0 { line(4, "decimals", String(rule.decimals)) }
        case .money(let rule):
            list(4, "currencies", rule.currencies)
            bounds(rule.least?.description, rule.most?.description)
        case .date(let rule): bounds(rule.earliest?.description, rule.latest?.description, "earliest", "latest")
        case .choice(let options): self.options("options", options)
        case .choices(let options, let rule):
            self.options("options", options)
            bounds(rule.least.map(String.init), rule.most.map(String.init), "min_choices", "max_choices")
        case .matrix(let rows, let columns):
            options("rows", rows)
            options("columns", columns)
        case .file(let rule):
            list(4, "types", rule.endings)
            if rule.most != Form.FileRule.usual { line(4, "max_bytes", String(rule.most)) }
        case .reference(let rule): list(4, "to", rule.kinds.map(\.rawValue))
        }
    }

    private mutating func bounds(
        _ least: String?, _ most: String?, _ leastKey: String = "min", _ mostKey: String = "max"
    ) {
        if let least { line(4, leastKey, least) }
        if let most { line(4, mostKey, most) }
    }

    private mutating func text(_ rule: Form.TextRule, usual: Int) {
        if rule.least != 0 { line(4, "min_length", String(rule.least)) }
        if rule.most != usual { line(4, "max_length", String(rule.most)) }
        if let format = rule.format { line(4, "format", format.rawValue) }
    }

    private mutating func options(_ key: String, _ options: [Form.Option]) {
        line(4, key)
        for option in options {
            entry(6, "code", SchemeScalar.inLine(option.code))
            wording(6, "label", option.label)
            if option.points != .zero { line(6, "points", option.points.description) }
        }
    }

    /// Simple conditions take one line, those with others inside a line for each.
    private mutating func condition(_ depth: Int, _ condition: Form.Condition?) {
        guard let condition else { return }
        if let short = FormWriter.inLine(condition) { return line(depth, "when", short) }
        line(depth, "when")
        nested(depth + 1, condition, isEntry: false)
    }

    private mutating func nested(_ depth: Int, _ condition: Form.Condition, isEntry: Bool) {
        let (key, parts): (String, [Form.Condition])
        switch condition {
        case .all(let inner): (key, parts) = ("all", inner)
        case .any(let inner): (key, parts) = ("any", inner)
        case .not(let inner): (key, parts) = ("not", [inner])
        default: return
        }
        if key == "not", let short = FormWriter.inLine(parts[0]) {
            if isEntry { entry(depth, key, short) } else { line(depth, key, short) }
            return
        }
        if isEntry {
            entry(depth, key, parts.isEmpty ? "[]" : nil)
        } else {
            line(depth, key, parts.isEmpty ? "[]" : nil)
        }
        if key == "not" { return nested(depth + 1, parts[0], isEntry: false) }
        for part in parts {
            if let short = FormWriter.inLine(part) {
                text += String(repeating: "  ", count: depth + 1) + "- " + short + "\n"
            } else {
                nested(depth + 2, part, isEntry: true)
            }
        }
    }

    private static func inLine(_ condition: Form.Condition) -> String? {
        switch condition {
        case .isAnswered(let id): "{answered: \(SchemeScalar.inLine(id))}"
        case .has(let id, let row, let code):
            "{question: \(SchemeScalar.inLine(id)), " + (row.map { "row: \(SchemeScalar.inLine($0)), " } ?? "")
                + "equals: \(SchemeScalar.inLine(code))}"
        case .compares(let id, let comparison, let number):
            "{question: \(SchemeScalar.inLine(id)), \(comparison.rawValue): \(number)}"
        case .all, .any, .not: nil
        }
    }
}
