extension FormCheck {
    /// Conditions ask questions and options that there are, of whom the asked one's readers see, and never in a loop.
    mutating func conditions() {
        let located = form.located
        let known = Dictionary(located.map { ($0.question.id, $0.question) }) { first, _ in first }
        for (place, section) in form.sections.enumerated() {
            guard let condition = section.condition else { continue }
            let readers = section.questions.map(\.audiences)
            look(condition, "sections.\(place).when", known, readers, depth: 1)
        }
        for (question, path) in located {
            guard let condition = question.condition else { continue }
            look(condition, "\(path).when", known, [question.audiences], depth: 1)
        }
        loops(located.map(\.question.id))
    }

    private mutating func look(
        _ condition: Form.Condition, _ path: String, _ known: [String: Form.Question], _ readers: [Set<Form.Audience>],
        depth: Int
    ) {
        guard depth <= Form.Limit.depth else {
            return complain(path, .tooDeep, ["max": "\(Form.Limit.depth)"])
        }
        switch condition {
        case .all(let parts), .any(let parts):
            let key = if case .all = condition { "all" } else { "any" }
            if parts.isEmpty { complain("\(path).\(key)", .nothing) }
            many(parts.count, Form.Limit.options, "\(path).\(key)")
            for (place, part) in parts.enumerated() {
                look(part, "\(path).\(key).\(place)", known, readers, depth: depth + 1)
            }
        case .not(let part): look(part, "\(path).not", known, readers, depth: depth + 1)
        case .isAnswered(let id): _ = asked(id, "\(path).answered", known, readers)
        case .has(let id, let row, let code):
            guard let question = asked(id, "\(path).question", known, readers) else { return }
            option(question, row, code, path)
        case .compares(let id, let comparison, _):
            guard let question = asked(id, "\(path).question", known, readers) else { return }
            if question.kind.name != .number { incomparable(question, "\(path).\(comparison.rawValue)") }
        }
    }

    private mutating func incomparable(_ question: Form.Question, _ path: String) {
        complain(path, .noComparison, ["question": question.id, "kind": question.kind.name.rawValue])
    }

    private mutating func asked(
        _ id: String, _ path: String, _ known: [String: Form.Question], _ readers: [Set<Form.Audience>]
    ) -> Form.Question? {
        guard let question = known[id] else {
            complain(path, .unknownQuestion, ["question": id])
            return nil
        }
        // Who sees the one that is asked for would learn what was answered to the other, or could not be asked at all.
        let unseen = Form.Audience.allCases.filter { audience in
            readers.contains { $0.contains(audience) || $0.contains(.public) } && !question.isFor(audience)
        }
        if let audience = unseen.first {
            complain(path, .unseen, ["question": id, "audience": audience.rawValue])
        }
        return question
    }

    private mutating func option(_ question: Form.Question, _ row: String?, _ code: String, _ path: String) {
        let (options, rows) = (question.kind.options, question.kind.rows)
        guard !options.isEmpty else { return incomparable(question, "\(path).equals") }
        if !options.contains(where: { $0.code == code }) {
            let known = options.map(\.code).joined(separator: ", ")
            complain("\(path).equals", .unknownOption, ["found": code, "question": question.id, "known": known])
        }
        guard question.kind.name == .matrix else {
            if row != nil { incomparable(question, "\(path).row") }
            return
        }
        guard let row else { return complain("\(path).question", .rowNeeded, ["question": question.id]) }
        if !rows.contains(where: { $0.code == row }) {
            let known = rows.map(\.code).joined(separator: ", ")
            complain("\(path).row", .unknownRow, ["found": row, "question": question.id, "known": known])
        }
    }

    /// Names each loop once, at the condition of its first question: `a → b → a`.
    private mutating func loops(_ order: [String]) {
        var edges: [String: [String]] = [:]
        var paths: [String: String] = [:]
        for (place, section) in form.sections.enumerated() {
            for (index, question) in section.questions.enumerated() where edges[question.id] == nil {
                let asked = (question.condition?.questions ?? []) + (section.condition?.questions ?? [])
                edges[question.id] = asked
                let own = question.condition != nil
                paths[question.id] = own ? "sections.\(place).questions.\(index).when" : "sections.\(place).when"
            }
        }
        var search = LoopSearch(edges: edges)
        for id in order { search.visit(id) }
        for loop in search.loops {
            let name = (loop + loop.prefix(1)).joined(separator: " → ")
            complain(paths[loop.first ?? ""] ?? "sections", .loop, ["loop": name])
        }
    }
}

/// Finds the loops that a search in depth meets: at least one wherever there is any.
private struct LoopSearch {
    let edges: [String: [String]]
    private(set) var loops: [[String]] = []
    private var trail: [String] = []
    private var finished: Set<String> = []

    init(edges: [String: [String]]) { self.edges = edges }

    mutating func visit(_ id: String) {
        if let start = trail.firstIndex(of: id) { return loops.append(Array(trail[start...])) }
        guard !finished.contains(id) else { return }
        trail.append(id)
        for next in edges[id] ?? [] { visit(next) }
        trail.removeLast()
        finished.insert(id)
    }
}
