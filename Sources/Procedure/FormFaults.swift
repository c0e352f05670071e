extension Form {
    /// What keeps a form from being used, whoever made it.
    public struct Fault: Hashable, Sendable {
        /// The part it stands at, by steps from the top: `sections.0.questions.2.label`.
        public let path: String
        public let code: SchemeFault.Code
        public let values: [String: String]
    }

    /// The most that a form has of each.
    public enum Limit {
        public static let questions = 500
        /// Options, rows or columns of one question, parts of one condition.
        public static let options = 500
        public static let languages = 30
        /// Characters of a title, a label or a help.
        public static let text = 10_000
        /// How deep conditions stand in each other.
        public static let depth = 10
        /// Of weights and points.
        public static let scoreDecimals = 3
    }

    /// Everything that is wrong with the form: codes, languages, rules, conditions, weights. Empty for every form that
    /// was read from YAML.
    public var faults: [Fault] {
        var check = FormCheck(form: self)
        check.run()
        return check.faults
    }

    /// Each question with its path.
    var located: [(question: Question, path: String)] {
        sections.enumerated().flatMap { place, section in
            section.questions.enumerated().map { ($0.element, "sections.\(place).questions.\($0.offset)") }
        }
    }
}

/// Looks a form through.
struct FormCheck {
    let form: Form
    private(set) var faults: [Form.Fault] = []

    init(form: Form) { self.form = form }

    mutating func complain(_ path: String, _ code: SchemeFault.Code, _ values: [String: String] = [:]) {
        faults.append(Form.Fault(path: path, code: code, values: values))
    }

    mutating func run() {
        head()
        for (place, section) in form.sections.enumerated() {
            let path = "sections.\(place)"
            wording(section.title, "\(path).title")
            wording(section.intro, "\(path).intro")
            if section.questions.isEmpty { complain("\(path).questions", .nothing) }
        }
        codes(form.sections.map { ($0.id, "id") }, in: "sections", Codes.isQuestion, Codes.questionPattern)
        let located = form.located
        if located.count > Form.Limit.questions {
            complain("sections", .tooManyEntries, ["max": "\(Form.Limit.questions)", "found": "\(located.count)"])
        }
        var seen: Set<String> = []
        for (question, path) in located {
            code(question.id, "\(path).id", &seen, Codes.isQuestion, Codes.questionPattern)
            self.question(question, path)
        }
        if form.scoreBounds.lowerBound < -Int128(Exact.limit.millionths)
            || form.scoreBounds.upperBound > Int128(Exact.limit.millionths)
        {
            complain("sections", .scoreTooGreat)
        }
        conditions()
    }

    private mutating func head() {
        if !Codes.isForm(form.id) { complain("id", .badCode, ["found": form.id, "pattern": Codes.formPattern]) }
        range(form.version, 1...1_000_000, "version")
        codes(form.languages.map { ($0, nil) }, in: "languages", Codes.isLanguage, Codes.languagePattern)
        if form.languages.isEmpty { complain("languages", .nothing) }
        many(form.languages.count, Form.Limit.languages, "languages")
        wording(form.title, "title")
        wording(form.intro, "intro")
        if form.sections.isEmpty { complain("sections", .nothing) }
    }

    private mutating func question(_ question: Form.Question, _ path: String) {
        wording(question.label, "\(path).label")
        wording(question.help, "\(path).help")
        if question.audiences.isEmpty { complain("\(path).visible_to", .nothing) }
        kind(question.kind, path)
        guard let weight = question.weight else { return }
        decimals(weight, Form.Limit.scoreDecimals, "\(path).weight")
        if !question.kind.name.canCount {
            complain("\(path).weight", .uncounted, ["kind": question.kind.name.rawValue])
        }
        if case .number(let rule) = question.kind, rule.least == nil || rule.most == nil || rule.decimals > 3 {
            complain("\(path).weight", .unboundedWeight)
        }
    }

    private mutating func kind(_ kind: Form.Kind, _ path: String) {
        switch kind {
        case .shortText(let rule): text(rule, Form.TextRule.greatestShort, path)
        case .longText(let rule): text(rule, Form.TextRule.greatestLong, path)
        case .number(let rule):
            wording(rule.unit, "\(path).unit")
            range(rule.decimals, 0...6, "\(path).decimals")
            for (bound, key) in [(rule.least, "min"), (rule.most, "max")] {
                if let bound { decimals(bound, rule.decimals, "\(path).\(key)") }
            }
            bounds(rule.least, rule.most, "\(path).max")
        case .money(let rule):
            list(rule.currencies, "\(path).currencies", Amount.isCurrency, Codes.currencyPattern)
            bounds(rule.least, rule.most, "\(path).max")
        case .date(let rule): bounds(rule.earliest, rule.latest, "\(path).latest")
        case .choice(let options): self.options(options, "\(path).options")
        case .choices(let options, let rule):
            self.options(options, "\(path).options")
            if let least = rule.least { range(least, 0...options.count, "\(path).min_choices") }
            if let most = rule.most { range(most, 1...max(1, options.count), "\(path).max_choices") }
            bounds(rule.least, rule.most, "\(path).max_choices")
        case .matrix(let rows, let columns):
            self.options(rows, "\(path).rows")
            self.options(columns, "\(path).columns")
        case .file(let rule):
            list(rule.endings, "\(path).types", Codes.isEnding, Codes.endingPattern)
            range(rule.most, 1...Form.FileRule.greatest, "\(path).max_bytes")
        case .reference(let rule): list(rule.kinds.map(\.rawValue), "\(path).to", { _ in true }, "")
        }
    }

    private mutating func text(_ rule: Form.TextRule, _ greatest: Int, _ path: String) {
        range(rule.most, 1...greatest, "\(path).max_length")
        range(rule.least, 0...greatest, "\(path).min_length")
        bounds(rule.least, rule.most, "\(path).max_length")
    }

    private mutating func options(_ options: [Form.Option], _ path: String) {
        if options.isEmpty { complain(path, .nothing) }
        many(options.count, Form.Limit.options, path)
        codes(options.map { ($0.code, "code") }, in: path, Codes.isOption, Codes.optionPattern)
        for (place, option) in options.enumerated() {
            wording(option.label, "\(path).\(place).label")
            decimals(option.points, Form.Limit.scoreDecimals, "\(path).\(place).points")
        }
    }

    private mutating func list(
        _ entries: [String], _ path: String, _ isRight: (String) -> Bool, _ pattern: String
    ) {
        if entries.isEmpty { complain(path, .nothing) }
        many(entries.count, Form.Limit.options, path)
        codes(entries.map { ($0, nil) }, in: path, isRight, pattern)
    }

    /// Codes that stand beside each other, each at `path.place` or `path.place.key`.
    private mutating func codes(
        _ codes: [(code: String, key: String?)], in path: String, _ isRight: (String) -> Bool, _ pattern: String
    ) {
        var seen: Set<String> = []
        for (place, entry) in codes.enumerated() {
            let whole = ["\(path).\(place)", entry.key].compactMap(\.self).joined(separator: ".")
            code(entry.code, whole, &seen, isRight, pattern)
        }
    }

    private mutating func code(
        _ code: String, _ path: String, _ seen: inout Set<String>, _ isRight: (String) -> Bool, _ pattern: String
    ) {
        if !isRight(code) { complain(path, .badCode, ["found": code, "pattern": pattern]) }
        if !seen.insert(code).inserted { complain(path, .doubledCode, ["found": code]) }
    }

    /// Every language of the form and no other.
    private mutating func wording(_ wording: Wording?, _ path: String) {
        guard let wording else { return }
        for language in form.languages where wording[language] == nil {
            complain("\(path).\(language)", .missingLanguage, ["language": language])
        }
        for (language, text) in wording.texts.sorted(by: { $0.key < $1.key }) {
            if !form.languages.contains(language) {
                complain("\(path).\(language)", .extraLanguage, ["language": language])
            }
            if Form.Answer.hasControls(text, allowsLines: true) { complain("\(path).\(language)", .controls) }
            let length = text.count
            if length > Form.Limit.text {
                let values = ["min": "1", "max": "\(Form.Limit.text)", "found": "\(length)"]
                complain("\(path).\(language)", .outOfRange, values)
            }
        }
    }

    private mutating func range(_ number: Int, _ range: ClosedRange<Int>, _ path: String) {
        guard !range.contains(number) else { return }
        let values = ["min": "\(range.lowerBound)", "max": "\(range.upperBound)", "found": "\(number)"]
        complain(path, .outOfRange, values)
    }

    mutating func many(_ count: Int, _ limit: Int, _ path: String) {
        if count > limit { complain(path, .tooManyEntries, ["max": "\(limit)", "found": "\(count)"]) }
    }

    private mutating func bounds<Bound: Comparable>(_ least: Bound?, _ most: Bound?, _ path: String) {
        guard let least, let most, least > most else { return }
        complain(path, .bounds, ["min": "\(least)", "max": "\(most)"])
    }

    private mutating func decimals(_ number: Exact, _ limit: Int, _ path: String) {
        if number.decimals > limit { complain(path, .tooPrecise, ["max": "\(limit)"]) }
    }
}
