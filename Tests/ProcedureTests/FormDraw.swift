@testable import Procedure

/// Draws whole forms that are right, with texts that are hard to write, and answers to them.
extension Draw {
    static let texts = [
        "Name", "no", "12", "3.5e2", "2026-05-01", "~", "- a", "# a", "a # b", "a: b", "a:", ": a", "'a'", "\"a\"",
        "{a}", "[a]", "a, b", "@a", "`a`", "%a", "&a", "*a", "!a", "|", ">-", "? a", "\\n", "a\\", "Название", "Անուն",
        "名前", "é", "e\u{301}", "a\nb", "a\n\n b", "a\n  b\nc:", "a\n\n\nb", "a\n#b\n- c", "a\tb", "a\n\tb", "1\n2",
        "👩‍🔬 x", "a\u{2028}b", "a\u{feff}b", "a\u{85}b", "a\u{a0}b", "a \u{2019}b", "yes\nno", "«да»", "a\n---\nb",
        "a\n...\nb", "---", "=", "<<", "x: |\n y", "\u{1F1F3}\u{1F1F4}", "NO", "null", "off", "a {b}: c", "trailing\\ ",
    ].filter { !Form.Answer.hasControls($0, allowsLines: true) }

    mutating func wording(_ languages: [String]) -> Wording {
        Wording(Dictionary(uniqueKeysWithValues: languages.map { ($0, one(of: Draw.texts)) }))
    }
    mutating func maybe<Thing>(_ thing: (inout Draw) -> Thing) -> Thing? { flip() ? thing(&self) : nil }

    mutating func exact(decimals: Int, below limit: Int = 1_000_000) -> Exact {
        let step = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1][decimals]
        return Exact(millionths: Int128((below(2 * limit) - limit) * step)) ?? .zero
    }

    /// The two in their order.
    mutating func bounds(decimals: Int) -> (Exact, Exact) {
        let (a, b) = (exact(decimals: decimals), exact(decimals: decimals))
        return (min(a, b), max(a, b))
    }

    mutating func day() -> CalendarDate {
        CalendarDate(year: 1 + below(9_999), month: 1 + below(12), day: 1 + below(28)) ?? CalendarDate(
            year: 1, month: 1, day: 1)!
    }

    mutating func options(_ languages: [String], hasPoints: Bool = true) -> [Form.Option] {
        let codes = ["a", "B", "no", "1", "2_5", "x-y", "true", "EUR"]
        return Array((0..<(1 + below(5))).map { codes[$0] }.sorted { _, _ in flip() }).map { code in
            Form.Option(
                code: code, label: wording(languages),
                points: hasPoints && flip() ? exact(decimals: below(4), below: 1_000) : .zero)
        }
    }

    mutating func kind(_ languages: [String]) -> Form.Kind {
        switch one(of: Form.KindName.allCases) {
        case .shortText:
            return .shortText(
                .init(least: below(3), most: one(of: [300, 5, 1_000]), format: maybe { $0.one(of: [.email, .web]) }))
        case .longText: return .longText(.init(least: below(3), most: one(of: [5_000, 10, 100_000])))
        case .number:
            let decimals = below(7)
            let (least, most) = bounds(decimals: decimals)
            return .number(
                .init(
                    unit: maybe { $0.wording(languages) }, least: maybe { _ in least }, most: maybe { _ in most },
                    decimals: decimals))
        case .money:
            let (least, most) = bounds(decimals: below(7))
            let currencies = some(of: ["EUR", "RUB", "JPY", "KWD", "NOK"])
            return .money(
                .init(
                    currencies: currencies.isEmpty ? ["AMD"] : currencies, least: maybe { _ in least },
                    most: maybe { _ in most }))
        case .date:
            let days = [day(), day()].sorted()
            return .date(.init(earliest: maybe { _ in days[0] }, latest: maybe { _ in days[1] }))
        case .choice: return .choice(options(languages))
        case .choices:
            let options = options(languages)
            let most = 1 + below(options.count)
            return .choices(options, .init(least: maybe { $0.below(most + 1) }, most: maybe { _ in most }))
        case .matrix: return .matrix(rows: options(languages, hasPoints: false), columns: options(languages))
        case .file:
            let endings = some(of: ["pdf", "docx", "7z", "csv"])
            return .file(
                .init(endings: endings.isEmpty ? ["png"] : endings, most: one(of: [Form.FileRule.usual, 1, 1_000])))
        case .reference:
            let kinds = some(of: Form.ReferenceKind.allCases)
            return .reference(.init(kinds: kinds.isEmpty ? [.person] : kinds))
        }
    }

    mutating func question(_ id: String, _ languages: [String], asking earlier: [Form.Question]) -> Form.Question {
        var kind = kind(languages)
        var weight = kind.name.canCount ? maybe { $0.exact(decimals: $0.below(4), below: 1_000) } : nil
        if weight != nil, case .number(let rule) = kind {
            if rule.decimals > 3 {
                weight = nil
            } else {
                let (least, most) = bounds(decimals: rule.decimals)
                kind = .number(.init(unit: rule.unit, least: least, most: most, decimals: rule.decimals))
            }
        }
        let audiences = flip() ? Form.Question.usualAudiences : Set(some(of: Form.Audience.allCases) + [.office])
        let seen = earlier.filter { other in
            audiences.contains(.public) ? other.audiences.contains(.public) : audiences.allSatisfy { other.isFor($0) }
        }
        return Form.Question(
            id: id, label: wording(languages), help: maybe { $0.wording(languages) }, isRequired: flip(),
            condition: seen.isEmpty ? nil : maybe { $0.condition(asking: seen, depth: 3) }, audiences: audiences,
            weight: weight, kind: kind)
    }

    mutating func condition(asking questions: [Form.Question], depth: Int) -> Form.Condition {
        if depth > 0, below(3) == 0 {
            switch below(3) {
            case 0: return .not(condition(asking: questions, depth: depth - 1))
            case 1: return .all((0...below(3)).map { _ in condition(asking: questions, depth: depth - 1) })
            default: return .any((0...below(3)).map { _ in condition(asking: questions, depth: depth - 1) })
            }
        }
        let question = one(of: questions)
        switch question.kind {
        case .number(let rule) where flip():
            return .compares(question.id, one(of: Form.Comparison.allCases), exact(decimals: rule.decimals))
        case .choice(let options), .choices(let options, _):
            return .has(question.id, row: nil, code: one(of: options).code)
        case .matrix(let rows, let columns):
            return .has(question.id, row: one(of: rows).code, code: one(of: columns).code)
        default: return .isAnswered(question.id)
        }
    }

    mutating func form() -> Form {
        let languages = one(of: [["en"], ["en", "ru"], ["no", "hy", "en"]])
        var earlier: [Form.Question] = []
        let sections = (0...below(3)).map { place in
            let before = earlier.filter { $0.isFor(.public) }
            let condition = before.isEmpty || flip() ? nil : condition(asking: before, depth: 2)
            let questions = (0...below(5)).map { _ in
                let question = question("q\(earlier.count)", languages, asking: earlier)
                earlier.append(question)
                return question
            }
            return Form.Section(
                id: "part_\(place)", title: wording(languages), intro: maybe { $0.wording(languages) },
                condition: condition, questions: questions)
        }
        return Form(
            id: "form-\(below(10))", version: 1 + below(5), languages: languages, title: wording(languages),
            intro: maybe { $0.wording(languages) }, sections: sections)
    }

    /// An answer of the question's kind: most often a right one.
    mutating func answer(to question: Form.Question) -> Form.Answer {
        switch question.kind {
        case .shortText, .longText: return .text(one(of: Draw.texts))
        case .number(let rule):
            return .number(flip() ? rule.least ?? exact(decimals: 6) : exact(decimals: rule.decimals))
        case .money(let rule):
            return .money(Amount(minor: Int64(below(1_000_000)) - 1_000, currency: one(of: rule.currencies + ["USD"])))
        case .date: return .date(day())
        case .choice(let options): return .choice(one(of: options.map(\.code) + ["gone"]))
        case .choices(let options, _): return .choices(Set(some(of: options.map(\.code))))
        case .matrix(let rows, let columns):
            return .matrix(
                Dictionary(uniqueKeysWithValues: some(of: rows).map { ($0.code, one(of: columns).code) }))
        case .file: return .file(.init(id: "f-\(below(9))", name: "План \"a\".PDF", size: below(20_000_000)))
        case .reference(let rule): return .reference(.init(kind: one(of: rule.kinds).rawValue, id: "o-\(below(9))"))
        }
    }

    mutating func answers(to form: Form) -> Form.Answers {
        var answers = Form.Answers()
        for question in form.questions where below(4) > 0 { answers[question.id] = answer(to: question) }
        return answers
    }
}
