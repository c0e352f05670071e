import Foundation

/// A text of a scheme in its languages: a title, a label, a help.
public struct Wording: Hashable, Sendable {
    /// By language code (ISO 639-1), never empty.
    public let texts: [String: String]

    /// Blanks around a text fall off, lines end with a line feed, and empty texts fall out.
    public init(_ texts: [String: String]) {
        self.texts = texts.mapValues(Wording.tidied).filter { !$0.value.isEmpty }
    }

    public subscript(_ language: String) -> String? { texts[language] }
    public var isEmpty: Bool { texts.isEmpty }

    /// The text for a reader and the language it is in: the reader's, else English, else the first by code.
    public func text(for language: String) -> (text: String, language: String)? {
        for candidate in [language, "en"] { if let text = texts[candidate] { return (text, candidate) } }
        return texts.min { $0.key < $1.key }.map { ($0.value, $0.key) }
    }
    public func reading(_ language: String) -> String { text(for: language)?.text ?? "" }

    static func tidied(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
