/// A currency of ISO 4217, among them some that budgets of past years still name.
public struct Currency: Sendable, Hashable {
    /// Three capitals: `AMD`.
    public let code: String
    /// Digits after the point.
    public let digits: Int
    /// The year in which it ceased to be legal tender; nil for one in use.
    public let until: Int?

    public func name(in language: String) -> String { LocalNames.currency(code, in: language) }
}

/// All currencies, and the ways to find one.
public enum Currencies {
    /// By code.
    public static let all: [Currency] = VocabularyTable(file: "currencies.tsv").lines.map { line in
        Currency(code: line["code"], digits: Int(line["digits"]) ?? 2, until: Int(line["until"]))
    }
    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    public static func with(_ code: String) -> Currency? { byCode[code] }
    public static func isCode(_ code: String) -> Bool { byCode[code] != nil }
    /// Those in use, in the alphabetical order of a language.
    public static func sorted(in language: String) -> [Currency] {
        LocalNames.sorted(
            all.filter { $0.until == nil }, in: language, name: { $0.name(in: language) }, code: \.code)
    }
}
