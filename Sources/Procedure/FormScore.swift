extension Form {
    /// What the answers are worth.
    public struct Score: Hashable, Sendable {
        /// One question's part.
        public struct Part: Hashable, Sendable {
            public let section: String
            public let question: String
            /// Weight times points.
            public let value: Exact
        }

        /// Questions that count and have an answer, in the form's order.
        public let parts: [Part]
        /// The sum of all parts.
        public let total: Exact

        /// The sum of a section's parts, as a chart with one ray for each section shows it.
        public func total(of section: String) -> Exact {
            let sum = parts.filter { $0.section == section }.reduce(Int128(0)) { $0 + Int128($1.value.millionths) }
            return Exact(millionths: sum) ?? .zero
        }
    }

    /// The score: the sum of `weight × points` over the questions that have a weight, are asked and are answered.
    ///
    /// Points are: of a choice, those of its option; of choices, the sum of those of the options chosen; of a matrix,
    /// the sum over its rows of those of the column chosen; of a number, the number itself. Codes that the form has not
    /// and numbers outside the question's bounds add nothing. Weights and points have at most three digits after the
    /// point, so every product and sum is exact: nothing is ever rounded, and the order does not matter.
    public func score(_ answers: Answers) -> Score {
        let asked = asked(answers)
        var parts: [Score.Part] = []
        var total = Int128(0)
        for section in sections {
            for question in section.questions where asked.contains(question.id) {
                guard let weight = question.weight, let answer = answers[question.id], !answer.isEmpty,
                    let points = question.points(of: answer),
                    let value = Exact(millionths: Form.product(weight, points))
                else { continue }
                total += Int128(value.millionths)
                parts.append(.init(section: section.id, question: question.id, value: value))
            }
        }
        return Score(parts: parts, total: Exact(millionths: total) ?? .zero)
    }

    /// The least and the greatest score that answers can have, were all questions asked. In millionths, as a form that
    /// nobody has looked through may pass the bounds of `Exact`.
    var scoreBounds: ClosedRange<Int128> {
        questions.reduce(0...0) { bounds, question in
            guard let weight = question.weight, let points = question.pointBounds else { return bounds }
            let ends = [Form.product(weight, points.lowerBound), Form.product(weight, points.upperBound), 0]
            return (bounds.lowerBound + (ends.min() ?? 0))...(bounds.upperBound + (ends.max() ?? 0))
        }
    }

    /// In millionths; exact when both have at most three digits after the point.
    static func product(_ weight: Exact, _ points: Exact) -> Int128 {
        Int128(weight.millionths) * Int128(points.millionths) / 1_000_000
    }
    static func product(_ weight: Exact, _ points: Int128) -> Int128 { Int128(weight.millionths) * points / 1_000_000 }
}

extension Form.Question {
    /// Nil where the answer cannot count.
    func points(of answer: Form.Answer) -> Exact? {
        switch (kind, answer) {
        case (.number(let rule), .number(let number)):
            let isWithin = rule.least.map { $0 <= number } ?? true && rule.most.map { number <= $0 } ?? true
            return isWithin && number.decimals <= 3 ? number : nil
        case (.choice(let options), .choice(let code)): return options.first { $0.code == code }?.points
        case (.choices(let options, _), .choices(let codes)):
            return Form.Question.sum(options.filter { codes.contains($0.code) }.map(\.points))
        case (.matrix(let rows, let columns), .matrix(let chosen)):
            return Form.Question.sum(
                rows.compactMap { row in columns.first { $0.code == chosen[row.code] }?.points })
        default: return nil
        }
    }

    /// Nil where the sum passes the bounds of `Exact`, which a form that was looked through cannot reach.
    private static func sum(_ points: [Exact]) -> Exact? {
        Exact(millionths: points.reduce(Int128(0)) { $0 + Int128($1.millionths) })
    }

    /// The least and the greatest points of one answer, in millionths; nil for kinds without any, and for a number
    /// without both bounds.
    var pointBounds: ClosedRange<Int128>? {
        let points = kind.options.map { Int128($0.points.millionths) }
        switch kind {
        case .number(let rule):
            guard let least = rule.least, let most = rule.most, least <= most else { return nil }
            return Int128(least.millionths)...Int128(most.millionths)
        case .choice:
            guard let least = points.min(), let most = points.max() else { return nil }
            return least...most
        case .choices: return points.filter { $0 < 0 }.reduce(0, +)...points.filter { $0 > 0 }.reduce(0, +)
        case .matrix(let rows, _):
            guard let least = points.min(), let most = points.max() else { return nil }
            return (least * Int128(rows.count))...(most * Int128(rows.count))
        default: return nil
        }
    }
}
