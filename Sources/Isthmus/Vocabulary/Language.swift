import Foundation
import Text

/// A language of ISO 639-1, in which people write, speak or read.
public struct Language: Sendable, Hashable {
    /// Two small letters: `hy`.
    public let code: String
    /// The three letters of ISO 639-2 for terminology: `hye`.
    public let alpha3: String
    /// The three letters of libraries where they differ: `arm`.
    let bibliographic: String

    public func name(in language: String) -> String { LocalNames.language(code, in: language) }
    /// What its own speakers call it.
    public var ownName: String { name(in: code) }
    /// The script it is mostly written in; nil when that is none of those known here.
    public var script: WritingScript? {
        let parts = Locale.Language(identifier: code).maximalIdentifier.split(separator: "-")
        return parts.count > 1 ? WritingScript(rawValue: String(parts[1])) : nil
    }
}

/// All languages, and the ways to find one.
public enum Languages {
    /// By code.
    public static let all: [Language] = VocabularyTable(file: "languages.tsv").lines.map { line in
        Language(code: line["code"], alpha3: line["alpha3"], bibliographic: line["bibliographic"])
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })
    private static let byAnyCode: [String: Language] = {
        var found = byCode
        for language in all {
            for code in [language.alpha3, language.bibliographic] where !code.isEmpty { found[code] = language }
        }
        return found
    }()

    /// The language of exactly this ISO 639-1 code.
    public static func with(_ code: String) -> Language? { byCode[code] }
    public static func isCode(_ code: String) -> Bool { byCode[code] != nil }
    /// The language that a file means by a code of two or three letters, in any case, with or without a country.
    public static func find(_ code: String) -> Language? {
        let trimmed = code.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        return trimmed.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.flatMap { byAnyCode[String($0)] }
    }
    /// The language that somebody means by its code or its name, in a language of the region or its own.
    static func meant(by text: String) -> Language? { byName[folded(text)] ?? find(text) }

    private static let byName: [String: Language] = {
        var found: [String: Language] = [:]
        for language in all {
            for other in LocalNames.languages + [language.code] {
                let name = folded(language.name(in: other))
                if found[name] == nil { found[name] = language }
            }
        }
        return found
    }()

    /// In the alphabetical order of a language.
    public static func sorted(in language: String) -> [Language] {
        LocalNames.sorted(all, in: language, name: { $0.name(in: language) }, code: \.code)
    }
}

/// A script of ISO 15924 in which the region's names are written.
public enum WritingScript: String, Sendable, Codable, CaseIterable {
    case latin = "Latn"
    case cyrillic = "Cyrl"
    case armenian = "Armn"
    case georgian = "Geor"
    case greek = "Grek"
    case arabic = "Arab"
    case hebrew = "Hebr"
    case devanagari = "Deva"
    case simplifiedChinese = "Hans"
    case traditionalChinese = "Hant"
    case japanese = "Jpan"
    case korean = "Kore"
    case thai = "Thai"
    case mongolian = "Mong"

    public func name(in language: String) -> String { LocalNames.script(rawValue, in: language) }
}
