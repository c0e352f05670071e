import Foundation

/// What countries, languages, scripts and currencies are called in any language, as Unicode's locale data say it.
enum LocalNames {
    /// The languages of the region in which every country has a name of its own; imports know countries by them.
    static let languages = ["en", "ru", "uk", "be", "hy", "ka", "kk", "ky", "uz", "tg", "de", "fr", "fi"]

    /// Opened once, because opening costs more than all look-ups together.
    private static let locales = Dictionary(uniqueKeysWithValues: languages.map { ($0, Locale(identifier: $0)) })

    static func locale(_ language: String) -> Locale { locales[language] ?? Locale(identifier: language) }

    static func region(_ code: String, in language: String) -> String {
        locale(language).localizedString(forRegionCode: code) ?? code
    }
    static func language(_ code: String, in language: String) -> String {
        locale(language).localizedString(forLanguageCode: code) ?? code
    }
    static func script(_ code: String, in language: String) -> String {
        locale(language).localizedString(forScriptCode: code) ?? code
    }
    static func currency(_ code: String, in language: String) -> String {
        locale(language).localizedString(forCurrencyCode: code) ?? code
    }

    /// In the alphabetical order of a language, ties by code.
    static func sorted<Item>(
        _ items: [Item], in language: String, name: (Item) -> String, code: (Item) -> String
    ) -> [Item] {
        let locale = locale(language)
        return items.map { (name: name($0), code: code($0), item: $0) }
            .sorted { left, right in
                let order = left.name.compare(right.name, locale: locale)
                return order == .orderedSame ? left.code < right.code : order == .orderedAscending
            }
            .map(\.item)
    }
}
