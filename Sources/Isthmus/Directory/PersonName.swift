import Foundation
import Text

/// A person's name in one script: as it stands in a passport, on a paper, on a door.
public struct PersonName: Codable, Sendable, Hashable {
    public let script: WritingScript
    public let given: String
    public let family: String
    public let patronymic: String

    public init(_ script: WritingScript, given: String, family: String, patronymic: String = "") {
        (self.script, self.given, self.family, self.patronymic) = (script, given, family, patronymic)
    }

    /// The whole name in the order that its script is used to.
    public var text: String {
        switch script {
        case .simplifiedChinese, .traditionalChinese, .japanese, .korean: family + given
        case .cyrillic: PersonName.joined(family, given, patronymic)
        default: PersonName.joined(given, patronymic, family)
        }
    }

    /// What lists are sorted by.
    var sortName: String { folded(PersonName.joined(family, given, patronymic)) }

    private static func joined(_ parts: String...) -> String { parts.filter { !$0.isEmpty }.joined(separator: " ") }

    /// A row of a form or an item of a call; nil for an empty one. Without a script, the letters say which it is.
    static func read(_ fields: Fields) -> PersonName? {
        let given = fields.text("given", atMost: 100)
        let family = fields.text("family", atMost: 100)
        let patronymic = fields.text("patronymic", atMost: 100)
        let chosen = fields.choice("script", nil as WritingScript?, isRequired: false)
        let letters = family + given + patronymic
        guard !letters.isEmpty else { return nil }
        guard let script = chosen ?? WritingScript.of(letters) else {
            fields.complain("script", "field.required")
            return nil
        }
        return PersonName(script, given: given, family: family, patronymic: patronymic)
    }

    /// What a column of names holds for a reader.
    static func reading(_ column: String, _ language: String) -> String {
        let names = try? JSONDecoder().decode([PersonName].self, from: Data(column.utf8))
        return names?.shown(in: language)?.text ?? ""
    }
}

extension [PersonName] {
    /// The name in the reader's script, else in Latin letters, which most can read, else as its bearer writes it first.
    func shown(in language: String) -> PersonName? {
        let script = WritingScript.read(in: language)
        return first { $0.script == script } ?? first { $0.script == .latin } ?? first
    }
    /// The name as its bearer writes it, where the reader is shown another.
    func original(besides language: String) -> PersonName? {
        guard let first, let shown = shown(in: language), shown != first else { return nil }
        return first
    }
    func text(in language: String) -> String { shown(in: language)?.text ?? "" }
}

extension WritingScript {
    /// The script that readers of a language read; Latin where nothing is known.
    static func read(in language: String) -> WritingScript { byLanguage[language] ?? .latin }

    private static let byLanguage: [String: WritingScript] = Dictionary(
        uniqueKeysWithValues: Languages.all.compactMap { language in language.script.map { (language.code, $0) } })

    /// The script of the first letter whose script is known here.
    static func of(_ text: String) -> WritingScript? {
        for scalar in text.unicodeScalars {
            if let found = ranges.first(where: { $0.range.contains(scalar.value) && scalar.properties.isAlphabetic }) {
                return found.script
            }
        }
        return nil
    }

    private static let ranges: [(range: ClosedRange<UInt32>, script: WritingScript)] = [
        (0x41...0x24f, .latin), (0x1e00...0x1eff, .latin), (0x370...0x3ff, .greek), (0x1f00...0x1fff, .greek),
        (0x400...0x52f, .cyrillic), (0x1c80...0x1c8f, .cyrillic), (0x530...0x58f, .armenian), (0x590...0x5ff, .hebrew),
        (0x600...0x6ff, .arabic), (0x750...0x77f, .arabic), (0x900...0x97f, .devanagari), (0xe00...0xe7f, .thai),
        (0x10a0...0x10ff, .georgian), (0x1c90...0x1cbf, .georgian), (0x1100...0x11ff, .korean),
        (0xac00...0xd7af, .korean), (0x1800...0x18af, .mongolian), (0x3040...0x30ff, .japanese),
        (0x4e00...0x9fff, .simplifiedChinese),
    ]
}
