import Yams

/// A form as it was read from a file, with the places of its parts.
public struct ReadForm: Sendable {
    public let form: Form
    public let file: String
    /// Line and column by path.
    let places: [String: Mark]

    /// Why this cannot be a version of the same form beside another one: a question whose kind changed, or the same
    /// version with other content. Nothing when the other is of another form, or this is the earlier one.
    public func faults(beside other: ReadForm) -> [SchemeFault] {
        guard other.form.id == form.id, other.form.version <= form.version else { return [] }
        if other.form.version == form.version {
            guard other.form != form else { return [] }
            return [fault("version", .sameVersion, ["version": "\(form.version)", "other": other.file])]
        }
        let kinds = Dictionary(other.form.questions.map { ($0.id, $0.kind.name) }) { first, _ in first }
        return form.located.compactMap { question, path in
            guard let old = kinds[question.id], old != question.kind.name else { return nil }
            let values = ["question": question.id, "old": old.rawValue, "version": "\(other.form.version)"]
            return fault("\(path).kind", .changedKind, values)
        }
    }

    private func fault(_ path: String, _ code: SchemeFault.Code, _ values: [String: String]) -> SchemeFault {
        SchemeFault(path: path, places: places, file: file, code, values)
    }
}

extension Form {
    /// Reads a form from YAML (`docs/formats.md`, `docs/schemas/form.schema.json`). Faults have line and column.
    ///
    /// Comments and the arrangement of the text are not kept: `yaml` writes the form in one way only.
    public init(yaml: String, file: String = "form.yaml") throws(SchemeFaults) {
        self = try ReadForm(yaml: yaml.utf8, file: file).form
    }
}

extension ReadForm {
    /// Throws every fault of the text, or, where the text itself is as it has to be, of the form that it makes.
    public init(yaml: some Collection<UInt8>, file: String) throws(SchemeFaults) {
        try self.init(try SchemeText.node(yaml, file: file), file: file)
    }

    init(_ node: Node, file: String) throws(SchemeFaults) {
        let reader = FormReader(file: file)
        let form = reader.form(node)
        guard let form, reader.reading.faults.isEmpty else { throw SchemeFaults(reader.reading.faults) }
        let places = reader.reading.places
        let faults = form.faults.map { fault in
            SchemeFault(path: fault.path, places: places, file: file, fault.code, fault.values)
        }
        guard faults.isEmpty else { throw SchemeFaults(faults) }
        (self.form, self.file, self.places) = (form, file, places)
    }
}

extension SchemeFault {
    /// At the place of the part, or of what it would stand in.
    init(path: String, places: [String: Mark], file: String, _ code: Code, _ values: [String: String]) {
        var steps = path.split(separator: ".")
        while !steps.isEmpty, places[steps.joined(separator: ".")] == nil { steps.removeLast() }
        let mark = places[steps.joined(separator: ".")]
        self.init(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1, code, values)
    }
}

/// Makes a form out of YAML nodes.
private final class FormReader {
    let reading: SchemeReading
    /// What each question asks for: `equals` means a code of one and a number of another. Known before any condition is
    /// read.
    private var kinds: [String: Form.KindName] = [:]

    init(file: String) { reading = SchemeReading(file: file) }

    func form(_ node: Node) -> Form? {
        guard let record = reading.record(node, "", .form) else { return nil }
        let sections = record.records("sections", .section)
        for question in sections.flatMap({ $0.values["questions"]?.array() ?? [] }) {
            guard let id = question["id"]?.scalar?.string, let kind = question["kind"]?.scalar?.string else { continue }
            kinds[id] = Form.KindName(rawValue: kind)
        }
        _ = record.choice("kind", of: Scheme.Kind.self)
        return Form(
            id: record.text("id") ?? "", version: record.whole("version") ?? 1,
            languages: record.texts("languages") ?? [], title: record.wording("title") ?? Wording([:]),
            intro: record.wording("intro"), sections: sections.map(section))
    }

    private func section(_ record: SchemeRecord) -> Form.Section {
        var questions: [Form.Question] = []
        if let node = record.values["questions"] {
            questions = reading.list(node, record.path("questions")).compactMap { question($0.node, $0.path) }
        }
        return Form.Section(
            id: record.text("id") ?? "", title: record.wording("title") ?? Wording([:]),
            intro: record.wording("intro"), condition: condition(of: record), questions: questions)
    }

    /// The kind decides which keys there are, so it is read first.
    private func question(_ node: Node, _ path: String) -> Form.Question? {
        guard case .mapping = node, let named = node["kind"] else {
            reading.complain(node.mark, .missingKey, ["key": "kind"])
            return nil
        }
        guard let text = reading.text(named, path + ".kind") else { return nil }
        guard let kind = Form.KindName(rawValue: text) else {
            let known = Form.KindName.allCases.map(\.rawValue).joined(separator: ", ")
            reading.complain(named.mark, .unknownValue, ["found": text, "known": known])
            return nil
        }
        guard let record = reading.record(node, path, .question(kind)) else { return nil }
        return Form.Question(
            id: record.text("id") ?? "", label: record.wording("label") ?? Wording([:]), help: record.wording("help"),
            isRequired: record.flag("required") ?? false, condition: condition(of: record),
            audiences: audiences(of: record), weight: record.exact("weight"), kind: self.kind(kind, record))
    }

    private func audiences(of record: SchemeRecord) -> Set<Form.Audience> {
        guard let given = record.choices("visible_to", of: Form.Audience.self) else {
            return Form.Question.usualAudiences
        }
        var seen: Set<Form.Audience> = []
        for (index, audience) in given.enumerated() where !seen.insert(audience).inserted {
            let mark = reading.places["\(record.path("visible_to")).\(index)"]
            reading.complain(mark, .doubledCode, ["found": audience.rawValue])
        }
        return seen
    }

    private func kind(_ kind: Form.KindName, _ record: SchemeRecord) -> Form.Kind {
        switch kind {
        case .shortText, .longText:
            let usual = kind == .shortText ? Form.TextRule.usualShort : Form.TextRule.usualLong
            let rule = Form.TextRule(
                least: record.whole("min_length") ?? 0, most: record.whole("max_length") ?? usual,
                format: record.choice("format"))
            return kind == .shortText ? .shortText(rule) : .longText(rule)
        case .number:
            return .number(
                .init(
                    unit: record.wording("unit"), least: record.exact("min"), most: record.exact("max"),
                    decimals: record.whole("decimals") ?? 0))
        case .money:
            return .money(
                .init(
                    currencies: record.texts("currencies") ?? [], least: record.exact("min"),
                    most: record.exact("max")))
        case .date: return .date(.init(earliest: record.date("earliest"), latest: record.date("latest")))
        case .choice: return .choice(options(record, "options"))
        case .choices:
            return .choices(
                options(record, "options"),
                .init(least: record.whole("min_choices"), most: record.whole("max_choices")))
        case .matrix: return .matrix(rows: options(record, "rows", .row), columns: options(record, "columns"))
        case .file:
            return .file(
                .init(endings: record.texts("types") ?? [], most: record.whole("max_bytes") ?? Form.FileRule.usual))
        case .reference: return .reference(.init(kinds: record.choices("to") ?? []))
        }
    }

    private func options(_ record: SchemeRecord, _ key: String, _ keys: SchemeKeys = .option) -> [Form.Option] {
        record.records(key, keys).map { option in
            Form.Option(
                code: option.text("code") ?? "", label: option.wording("label") ?? Wording([:]),
                points: option.exact("points") ?? .zero)
        }
    }

    private func condition(of record: SchemeRecord) -> Form.Condition? {
        record.values["when"].flatMap { condition($0, record.path("when")) }
    }

    private func condition(_ node: Node, _ path: String) -> Form.Condition? {
        let shapes = SchemeKeys.conditions
        guard case .mapping(let mapping) = node,
            let shape = shapes.first(where: { shape in mapping.keys.contains { $0.scalar?.string == shape.tells } })
        else {
            reading.keep(path, node)
            let known = shapes.map { "{" + $0.keys.all.joined(separator: ", ") + "}" }.joined(separator: " or ")
            reading.complain(node.mark, .notCondition, ["known": known])
            return nil
        }
        guard let record = reading.record(node, path, shape.keys) else { return nil }
        switch shape.tells {
        case "answered": return record.text("answered").map(Form.Condition.isAnswered)
        case "all": return .all(conditions(record, "all"))
        case "any": return .any(conditions(record, "any"))
        case "not":
            return record.values["not"].flatMap { condition($0, record.path("not")) }.map(Form.Condition.not)
        default: return comparison(record, Form.Comparison(rawValue: shape.tells) ?? .equals)
        }
    }

    private func conditions(_ record: SchemeRecord, _ key: String) -> [Form.Condition] {
        guard let node = record.values[key] else { return [] }
        return reading.list(node, record.path(key)).compactMap { condition($0.node, $0.path) }
    }

    private func comparison(_ record: SchemeRecord, _ comparison: Form.Comparison) -> Form.Condition? {
        guard let question = record.text("question") else { return nil }
        if comparison == .equals, kinds[question] != .number || record.has("row") {
            return record.text("equals").map { .has(question, row: record.text("row"), code: $0) }
        }
        return record.exact(comparison.rawValue).map { .compares(question, comparison, $0) }
    }
}
