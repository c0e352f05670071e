import Foundation

/// JSON as answers use it. Numbers are decimals, never binary fractions.
private indirect enum Coded: Codable {
    case text(String)
    case number(Decimal)
    case list([Coded])
    case record([String: Coded])
    /// A flag or null: no kind of answer is written so.
    case other

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let number = try? container.decode(Decimal.self) {
            self = .number(number)
        } else if let list = try? container.decode([Coded].self) {
            self = .list(list)
        } else if let record = try? container.decode([String: Coded].self) {
            self = .record(record)
        } else {
            self = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        case .record(let record): try container.encode(record)
        case .other: try container.encodeNil()
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var record: [String: Coded]? { if case .record(let record) = self { record } else { nil } }
    var list: [Coded]? { if case .list(let list) = self { list } else { nil } }
    var number: Exact? { if case .number(let number) = self { Exact("\(number)") } else { nil } }
    var whole: Int64? {
        guard case .number(let number) = self else { return nil }
        return Int64("\(number)")
    }
}

/// Answers that are not those of the form: what does not fit, question by question.
public struct UnfitAnswers: Error, Hashable, Sendable {
    /// Empty when the text is no JSON object at all.
    public let issues: [Form.Issue]
}

extension Form {
    /// Reads answers from JSON as `json(of:)` writes it: an object with the questions' ids as keys.
    ///
    /// | kind | value |
    /// |---|---|
    /// | short_text, long_text | `"text"` |
    /// | number | `12.5` |
    /// | money | `{"minor": 1250, "currency": "EUR"}` |
    /// | date | `"2026-05-01"` |
    /// | choice | `"code"` |
    /// | choices | `["code", "code"]` |
    /// | matrix | `{"row": "column"}` |
    /// | file | `{"id": "…", "name": "plan.pdf", "size": 1024}` |
    /// | reference | `{"kind": "person", "id": "…"}` |
    ///
    /// Throws `UnfitAnswers` with every question that the form has not and every value that is none of its question's
    /// kind. Whether the values keep the rules is another question: `issues(in:stage:)`.
    public func answers(json: some Sequence<UInt8>) throws(UnfitAnswers) -> Answers {
        guard let coded = try? JSONDecoder().decode([String: Coded].self, from: Data(json)) else {
            throw UnfitAnswers(issues: [])
        }
        var issues: [Issue] = []
        var answers = Answers()
        for (id, value) in coded.sorted(by: { $0.key < $1.key }) {
            guard let kind = question(id)?.kind.name else {
                issues.append(Issue(id, .unknownQuestion))
                continue
            }
            guard let answer = Answer(value, of: kind) else {
                issues.append(Issue(id, .wrongKind, ["kind": kind.rawValue]))
                continue
            }
            answers[id] = answer
        }
        guard issues.isEmpty else { throw UnfitAnswers(issues: issues) }
        return answers
    }
}

extension Form.Answers {
    /// One line of JSON, keys and codes sorted: equal answers give equal bytes. There are codes in it, never labels.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try? encoder.encode(values.mapValues(\.coded))
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}

extension Form.Answer {
    fileprivate init?(_ value: Coded, of kind: Form.KindName) {
        let answer: Form.Answer? =
            switch kind {
            case .shortText, .longText: value.text.map(Form.Answer.text)
            case .number: value.number.map(Form.Answer.number)
            case .money: Form.Answer.money(value)
            case .date: value.text.flatMap { CalendarDate($0) }.map(Form.Answer.date)
            case .choice: value.text.map(Form.Answer.choice)
            case .choices: Form.Answer.choices(value)
            case .matrix: Form.Answer.matrix(value)
            case .file: Form.Answer.file(value)
            case .reference: Form.Answer.reference(value)
            }
        guard let answer else { return nil }
        self = answer
    }

    private static func money(_ value: Coded) -> Form.Answer? {
        guard let record = value.record, record.count == 2, let minor = record["minor"]?.whole,
            let currency = record["currency"]?.text, Amount.isCurrency(currency)
        else { return nil }
        return .money(Amount(minor: minor, currency: currency))
    }

    private static func choices(_ value: Coded) -> Form.Answer? {
        guard let codes = value.list?.map(\.text), codes.allSatisfy({ $0 != nil }) else { return nil }
        return .choices(Set(codes.compactMap(\.self)))
    }

    private static func matrix(_ value: Coded) -> Form.Answer? {
        guard let codes = value.record?.mapValues(\.text), codes.values.allSatisfy({ $0 != nil }) else { return nil }
        return .matrix(codes.compactMapValues(\.self))
    }

    private static func file(_ value: Coded) -> Form.Answer? {
        guard let record = value.record, record.count == 3, let id = record["id"]?.text,
            let name = record["name"]?.text, let size = record["size"]?.whole, size >= 0
        else { return nil }
        return .file(.init(id: id, name: name, size: Int(size)))
    }

    private static func reference(_ value: Coded) -> Form.Answer? {
        guard let record = value.record, record.count == 2, let kind = record["kind"]?.text,
            let id = record["id"]?.text
        else { return nil }
        return .reference(.init(kind: kind, id: id))
    }

    fileprivate var coded: Coded {
        switch self {
        case .text(let text), .choice(let text): .text(text)
        case .number(let number): .number(number.decimal)
        case .money(let amount):
            .record(["minor": .number(Decimal(amount.minor)), "currency": .text(amount.currency)])
        case .date(let date): .text(date.description)
        case .choices(let codes): .list(codes.sorted().map(Coded.text))
        case .matrix(let chosen): .record(chosen.mapValues(Coded.text))
        case .file(let file):
            .record(["id": .text(file.id), "name": .text(file.name), "size": .number(Decimal(file.size))])
        case .reference(let entry): .record(["kind": .text(entry.kind), "id": .text(entry.id)])
        }
    }
}

extension Exact {
    fileprivate var decimal: Decimal {
        Decimal(sign: millionths < 0 ? .minus : .plus, exponent: -6, significand: Decimal(millionths.magnitude))
    }
}
