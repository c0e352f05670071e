extension Form {
    /// When a question is asked: a closed language over the answers to other questions.
    ///
    /// A condition looks only at answers that are themselves asked for: a hidden answer counts as none. Conditions have
    /// no loops (the reader refuses them), so whether a question is asked is always decided, in time proportional to
    /// the form.
    public indirect enum Condition: Hashable, Sendable {
        /// There is an answer.
        case isAnswered(String)
        /// The chosen option is this one, or among those chosen; in a matrix, the column chosen in the row.
        case has(String, row: String?, code: String)
        /// The number stands so to another one. Without an answer it is false.
        case compares(String, Comparison, Exact)
        case all([Condition])
        case any([Condition])
        case not(Condition)

        /// The ids of the questions it asks, in its order, each once.
        public var questions: [String] {
            var seen: Set<String> = []
            return mentions.filter { seen.insert($0).inserted }
        }

        private var mentions: [String] {
            switch self {
            case .isAnswered(let id), .has(let id, _, _), .compares(let id, _, _): [id]
            case .all(let parts), .any(let parts): parts.flatMap(\.mentions)
            case .not(let part): part.mentions
            }
        }

        /// Whether it holds where `answer` gives what was answered to a question, nil for nothing or a hidden one.
        public func holds(_ answer: (String) -> Answer?) -> Bool {
            switch self {
            case .isAnswered(let id): answer(id)?.isEmpty == false
            case .has(let id, let row, let code):
                switch answer(id) {
                case .choice(let chosen): chosen == code
                case .choices(let chosen): chosen.contains(code)
                case .matrix(let chosen): row.map { chosen[$0] == code } ?? false
                default: false
                }
            case .compares(let id, let comparison, let number):
                if case .number(let given)? = answer(id) { comparison.holds(given, number) } else { false }
            case .all(let parts): parts.allSatisfy { $0.holds(answer) }
            case .any(let parts): parts.contains { $0.holds(answer) }
            case .not(let part): !part.holds(answer)
            }
        }
    }

    /// How a number stands to another one, as YAML names it.
    public enum Comparison: String, Sendable, CaseIterable {
        case equals
        case atLeast = "at_least"
        case atMost = "at_most"
        case above, below

        func holds(_ left: Exact, _ right: Exact) -> Bool {
            switch self {
            case .equals: left == right
            case .atLeast: left >= right
            case .atMost: left <= right
            case .above: left > right
            case .below: left < right
            }
        }
    }

    /// The ids of the questions that are asked, given these answers.
    public func asked(_ answers: Answers) -> Set<String> {
        var asking = Asking(form: self, answers: answers)
        return Set(questions.map(\.id).filter { asking.isAsked($0) })
    }

    /// The answers to questions that are asked, and no others: what is stored on submission, scored and exported.
    public func relevant(_ answers: Answers) -> Answers {
        let asked = asked(answers)
        return Answers(answers.values.filter { asked.contains($0.key) && !$0.value.isEmpty })
    }
}

/// Which questions of a form are asked: each is decided once, those it depends on first.
private struct Asking {
    private let answers: Form.Answers
    private var conditions: [String: [Form.Condition]] = [:]
    private var decided: [String: Bool] = [:]

    init(form: Form, answers: Form.Answers) {
        self.answers = answers
        for section in form.sections {
            for question in section.questions {
                conditions[question.id] = [section.condition, question.condition].compactMap(\.self)
            }
        }
    }

    mutating func isAsked(_ id: String) -> Bool {
        if let known = decided[id] { return known }
        guard let conditions = conditions[id] else { return false }
        // A form that nobody read through `Form.faults` might have a loop: what asks itself is not asked.
        decided[id] = false
        var given: [String: Form.Answer] = [:]
        for other in conditions.flatMap(\.questions) where isAsked(other) { given[other] = answers[other] }
        let isAsked = conditions.allSatisfy { $0.holds { given[$0] } }
        decided[id] = isAsked
        return isAsked
    }
}
