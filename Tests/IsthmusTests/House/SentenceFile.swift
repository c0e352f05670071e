import Foundation

/// A file of sentences: flat keys in order, with the line of each.
struct SentenceFile: Sendable {
    struct Entry: Sendable {
        let key: String
        let text: String
        let line: Int
    }

    static let forms: [String: [String]] = ["en": ["one", "other"], "ru": ["one", "few", "many", "other"]]

    let language: String
    let path: String
    let entries: [Entry]
    let texts: [String: String]
    /// The keys without their plural forms. `kind.other` by itself is no plural form; it is one beside `kind.one`.
    let plurals: Set<String>

    init?(language: String) {
        guard let text = SourceTree.text(Self.path(language)) else { return nil }
        self.init(language: language, text: text)
    }

    init(language: String, text: String) {
        self.language = language
        path = Self.path(language)
        entries = Self.entries(of: text)
        texts = Dictionary(entries.map { ($0.key, $0.text) }) { first, _ in first }
        let keys = Set(texts.keys)
        plurals = Set(
            keys.filter { $0.hasSuffix(".one") }.map { String($0.dropLast(4)) }.filter { keys.contains($0 + ".other") })
    }

    private static func path(_ language: String) -> String { "Sources/Isthmus/Translations/\(language).json" }

    static let all = forms.keys.sorted().compactMap { SentenceFile(language: $0) }

    /// The key without a plural form.
    func base(of key: String) -> String {
        guard let dot = key.lastIndex(of: ".") else { return key }
        let base = String(key[..<dot])
        let form = String(key[key.index(after: dot)...])
        return plurals.contains(base) && ["zero", "one", "two", "few", "many", "other"].contains(form) ? base : key
    }

    var bases: Set<String> { Set(texts.keys.map(base(of:))) }

    func line(of key: String) -> Int { entries.first { $0.key == key || base(of: $0.key) == key }?.line ?? 1 }

    /// The names in braces.
    static func places(in text: String) -> Set<String> {
        Set(text.matches(of: /\{([A-Za-z0-9_]+)\}/).map { String($0.1) })
    }

    /// Texts in turns: key, sentence, key, sentence.
    private static func entries(of text: String) -> [Entry] {
        var strings: [(text: String, line: Int)] = []
        var line = 1
        var index = text.unicodeScalars.startIndex
        let scalars = text.unicodeScalars
        while index < scalars.endIndex {
            if scalars[index] == "\n" { line += 1 }
            guard scalars[index] == "\"" else {
                index = scalars.index(after: index)
                continue
            }
            let start = index
            index = scalars.index(after: index)
            while index < scalars.endIndex, scalars[index] != "\"" {
                if scalars[index] == "\\" { index = scalars.index(after: index) }
                index = scalars.index(after: index)
            }
            guard index < scalars.endIndex else { break }
            index = scalars.index(after: index)
            let decoded = try? JSONDecoder().decode(String.self, from: Data(String(scalars[start..<index]).utf8))
            strings.append((decoded ?? "", line))
        }
        return stride(from: 0, to: strings.count - 1, by: 2).map {
            Entry(key: strings[$0].text, text: strings[$0 + 1].text, line: strings[$0].line)
        }
    }
}
