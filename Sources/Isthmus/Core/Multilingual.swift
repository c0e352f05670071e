import Database
import Foundation

/// A text that people wrote in one or more languages: `{"en": "…", "ru": "…"}` in one column.
public struct Multilingual: Hashable, Sendable, Codable, ColumnValue, ExpressibleByDictionaryLiteral {
    /// By language code, never with an empty text.
    public private(set) var texts: [String: String]

    public init(_ texts: [String: String] = [:]) { self.texts = texts.filter { !$0.value.isEmpty } }
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { first, _ in first })
    }

    public subscript(_ language: String) -> String? {
        get { texts[language] }
        set { texts[language] = newValue?.isEmpty == true ? nil : newValue }
    }
    public var isEmpty: Bool { texts.isEmpty }
    public var languages: [String] { texts.keys.sorted() }

    /// The text for a reader and the language it is in: the reader's, else English, Russian, the first by code.
    public func text(for language: String) -> (text: String, language: String)? {
        for candidate in [language, "en", "ru"] { if let text = texts[candidate] { return (text, candidate) } }
        guard let first = texts.keys.min() else { return nil }
        return (texts[first] ?? "", first)
    }
    public func reading(_ language: String) -> String { text(for: language)?.text ?? "" }

    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode([String: String].self))
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(texts)
    }

    /// What a column holds for a reader, when it may be a text in languages or a plain one.
    public static func reading(_ column: String, _ language: String) -> String {
        column.hasPrefix("{") ? Multilingual(column: .text(column))?.reading(language) ?? column : column
    }

    public static var isJSON: Bool { true }
    public var column: Database.Value {
        guard !texts.isEmpty else { return .text("{}") }
        let pairs = texts.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + ":" + Self.quoted($0.value) }
        return .text("{" + pairs.joined(separator: ",") + "}")
    }
    public init?(column: Database.Value) {
        guard case .text(let text) = column else { return nil }
        if text == "{}" {
            self.init()
            return
        }
        guard
            let texts = Self.flatObject(text)
                ?? (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)))
        else { return nil }
        self.init(texts)
    }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 32 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// Reads an object of plain strings without escapes; nil sends the caller to the full parser. This is what nearly
    /// every column holds, and it is read for every row of every list.
    private static func flatObject(_ text: String) -> [String: String]? {
        guard !text.utf8.contains(92) else { return nil }
        let parts = text.utf8.split(separator: 34, omittingEmptySubsequences: false)
        // {"en":"a","ru":"b"} splits at quotes into: { en : a , ru : b }
        guard parts.count >= 5, (parts.count - 1) % 4 == 0 else { return nil }
        var texts: [String: String] = [:]
        var index = 1
        while index + 2 < parts.count {
            guard let key = String(parts[index]), let value = String(parts[index + 2]) else { return nil }
            texts[key] = value
            index += 4
        }
        return texts
    }
}
