import Foundation

/// A value as a form or a JSON body brings it, before anybody knows whether it is right.
public enum Given: Sendable, Equatable, Decodable {
    case nothing
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([Given])
    case record([String: Given])

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([Given].self) {
            self = .list(list)
        } else {
            self = .record(try container.decode([String: Given].self))
        }
    }
}

/// Reads typed values out of what was given and collects every issue on the way; `finish` throws them all at once.
///
/// A field that was not given leaves the value that is there: the same reader serves creation, a whole form and a
/// partial change over the API.
public final class Fields {
    private let record: [String: Given]
    private let prefix: String
    public private(set) var issues: [Problem.Issue] = []

    public init(_ record: [String: Given], prefix: String = "") {
        self.record = record
        self.prefix = prefix
    }

    var path: String { prefix }
    func given(_ name: String) -> Given? { record[name] }
    /// What was given, in alphabetical order.
    var names: [String] { record.keys.sorted() }
    /// Takes over what a nested reader complained about.
    func adopt(_ nested: Fields) { issues += nested.issues }

    public func isGiven(_ name: String) -> Bool { record[name] != nil }

    public func complain(_ name: String, _ key: String, _ values: [String: String] = [:]) {
        issues.append(.init(prefix + name, key, values))
    }

    /// Text without control characters, in composed form (NFC), trimmed. `current` is the value to keep when nothing
    /// was given. Lengths count characters.
    public func text(
        _ name: String, _ current: String = "", atLeast least: Int = 0, atMost most: Int, lines: Bool = false
    ) -> String {
        guard let given = record[name] else {
            if current.isEmpty, least > 0 { complain(name, "field.required") }
            return current
        }
        switch given {
        case .text(let text): return cleaned(text, name, least: least, most: most, lines: lines)
        case .nothing: return cleaned("", name, least: least, most: most, lines: lines)
        default:
            complain(name, "field.type.text")
            return current
        }
    }

    /// As `text`, with nil for empty.
    public func optionalText(_ name: String, _ current: String?, atMost most: Int, lines: Bool = false) -> String? {
        let text = text(name, current ?? "", atMost: most, lines: lines)
        return text.isEmpty ? nil : text
    }

    public func integer(_ name: String, _ current: Int?, in range: ClosedRange<Int>) -> Int? {
        guard let given = record[name] else { return current }
        let number: Int?
        switch given {
        case .nothing: return nil
        case .text(let text) where text.trimmingCharacters(in: .whitespaces).isEmpty: return nil
        case .text(let text): number = Int(text.trimmingCharacters(in: .whitespaces))
        case .number(let value): number = Int(exactly: value)
        default: number = nil
        }
        guard let number else {
            complain(name, "field.type.integer")
            return current
        }
        guard range.contains(number) else {
            complain(name, "field.range", ["min": String(range.lowerBound), "max": String(range.upperBound)])
            return current
        }
        return number
    }

    public func decimal(_ name: String, _ current: Double?, in range: ClosedRange<Double>) -> Double? {
        guard let given = record[name] else { return current }
        let number: Double?
        switch given {
        case .nothing: return nil
        case .text(let text) where text.trimmingCharacters(in: .whitespaces).isEmpty: return nil
        case .text(let text): number = Double(text.trimmingCharacters(in: .whitespaces).replacing(",", with: "."))
        case .number(let value): number = value
        default: number = nil
        }
        guard let number, number.isFinite else {
            complain(name, "field.type.number")
            return current
        }
        guard range.contains(number) else {
            func plain(_ limit: Double) -> String { Int(exactly: limit).map(String.init) ?? "\(limit)" }
            complain(name, "field.range", ["min": plain(range.lowerBound), "max": plain(range.upperBound)])
            return current
        }
        return number
    }

    public func flag(_ name: String, _ current: Bool) -> Bool {
        // A form sends "0" always and "1" when ticked: the last counts.
        var given = record[name]
        if case .list(let list)? = given { given = list.last }
        switch given {
        case nil: return current
        case .flag(let flag): return flag
        case .text("1"), .text("on"), .text("true"): return true
        case .text("0"), .text(""), .text("false"), .nothing: return false
        default:
            complain(name, "field.type.flag")
            return current
        }
    }

    public func day(_ name: String, _ current: Day?) -> Day? {
        guard isGiven(name) else { return current }
        let text = text(name, atMost: 40)
        guard !text.isEmpty else { return nil }
        guard let day = Day(text) else {
            complain(name, "field.type.day")
            return current
        }
        return day
    }

    /// One of the values of an enumeration, by its raw value.
    public func choice<Choice: RawRepresentable>(_ name: String, _ current: Choice?, isRequired: Bool = true) -> Choice?
    where Choice.RawValue == String {
        let text = text(name, current?.rawValue ?? "", atMost: 100)
        guard !text.isEmpty else {
            if isRequired { complain(name, "field.required") }
            return nil
        }
        guard let choice = Choice(rawValue: text) else {
            complain(name, "field.unknown", ["code": text])
            return current
        }
        return choice
    }

    /// A code of some vocabulary.
    public func code(_ name: String, _ current: String?, isRequired: Bool, isKnown: (String) -> Bool) -> String? {
        let text = text(name, current ?? "", atMost: 100)
        guard !text.isEmpty else {
            if isRequired { complain(name, "field.required") }
            return nil
        }
        guard isKnown(text) else {
            complain(name, "field.unknown", ["code": text])
            return current
        }
        return text
    }

    /// A text per language: an object in JSON, fields `name.en`, `name.ru` in a form.
    public func multilingual(
        _ name: String, _ current: Multilingual, atMost most: Int, isRequired: Bool = false, lines: Bool = true
    ) -> Multilingual {
        guard let given = record[name] else {
            if isRequired, current.isEmpty { complain(name, "field.required") }
            return current
        }
        var result = Multilingual()
        switch given {
        case .nothing: break
        case .record(let texts):
            for (language, given) in texts.sorted(by: { $0.key < $1.key }) {
                guard language.utf8.count <= 12, language.utf8.allSatisfy({ (97...122).contains($0) || $0 == 45 })
                else {
                    complain(name, "field.language", ["code": String(language.prefix(20))])
                    continue
                }
                guard case .text(let text) = given else {
                    if given != .nothing { complain("\(name).\(language)", "field.type.text") }
                    continue
                }
                result[language] = cleaned(text, "\(name).\(language)", least: 0, most: most, lines: lines)
            }
        default: complain(name, "field.type.texts")
        }
        if isRequired, result.isEmpty { complain(name, "field.required") }
        return result
    }

    /// Several short texts: a list in JSON, a text with commas, semicolons or lines in a form. Doubles fall out.
    public func texts(_ name: String, _ current: [String], atMost most: Int, each length: Int) -> [String] {
        guard let given = record[name] else { return current }
        var parts: [String] = []
        switch given {
        case .nothing: break
        case .text(let text): parts = text.split(whereSeparator: { ",;\n\r".contains($0) }).map(String.init)
        case .list(let list):
            for item in list {
                guard case .text(let text) = item else {
                    complain(name, "field.type.text")
                    continue
                }
                parts.append(text)
            }
        default: complain(name, "field.type.list")
        }
        var seen: Set<String> = []
        let texts = parts.map { cleaned($0, name, least: 0, most: length, lines: false) }
            .filter { !$0.isEmpty && seen.insert($0).inserted }
        if texts.count > most { complain(name, "field.many", ["max": String(most)]) }
        return Array(texts.prefix(most))
    }

    /// Several records, each with a reader of its own; what they complain about comes here.
    public func records<Item>(
        _ name: String, _ current: [Item], atMost most: Int, _ read: (Fields) -> Item?
    ) -> [Item] {
        guard let given = record[name] else { return current }
        guard case .list(let list) = given else {
            if given != .nothing { complain(name, "field.type.list") }
            return given == .nothing ? [] : current
        }
        if list.count > most { complain(name, "field.many", ["max": String(most)]) }
        return list.prefix(most).enumerated().compactMap { index, item in
            guard case .record(let record) = item else {
                complain("\(name).\(index)", "field.type.record")
                return nil
            }
            let fields = Fields(record, prefix: "\(prefix)\(name).\(index).")
            defer { issues += fields.issues }
            return read(fields)
        }
    }

    /// A Boolean that says whether every field of the record is empty: forms send blank rows.
    public var isBlank: Bool {
        record.values.allSatisfy { given in
            if case .text(let text) = given { return text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty }
            return given == .nothing
        }
    }

    /// Throws everything that was wrong.
    public func finish() throws(Problem) { if !issues.isEmpty { throw .invalid(issues) } }

    private func cleaned(_ raw: String, _ name: String, least: Int, most: Int, lines: Bool) -> String {
        var text = raw.replacing("\r\n", with: "\n")
        let hasControls = text.unicodeScalars.contains { scalar in
            let isLine = lines && (scalar == "\n" || scalar == "\t")
            return (scalar.value < 32 && !isLine) || scalar.value == 127 || (0x80...0x9f).contains(scalar.value)
                || (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        }
        if hasControls {
            complain(name, "field.control")
            return ""
        }
        text = text.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.count > most { complain(name, "field.long", ["max": String(most), "found": String(text.count)]) }
        if text.isEmpty, least > 0 {
            complain(name, "field.required")
        } else if text.count < least {
            complain(name, "field.short", ["min": String(least)])
        }
        return text
    }
}

extension Fields {
    /// A nested object, with a reader of its own; give it back with `adopt`.
    public func record(_ name: String) -> Fields {
        if case .record(let record)? = given(name) { return Fields(record, prefix: "\(path)\(name).") }
        return Fields([:], prefix: "\(path)\(name).")
    }
}
