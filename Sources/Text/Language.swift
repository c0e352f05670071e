/// A language that texts are stemmed in or told apart by. The raw value is stored in index files: never renumber.
public enum Language: UInt8, CaseIterable, Sendable {
    /// Words that are not stemmed: a script without a stemmer.
    case unknown = 0
    case english, russian, german, french, finnish, spanish, italian, portuguese, dutch, swedish, turkish, armenian
    case greek, ukrainian, belarusian, kazakh, georgian

    /// Its code in ISO 639-1; empty for `unknown`.
    public var code: String {
        switch self {
        case .unknown: ""
        case .english: "en"
        case .russian: "ru"
        case .german: "de"
        case .french: "fr"
        case .finnish: "fi"
        case .spanish: "es"
        case .italian: "it"
        case .portuguese: "pt"
        case .dutch: "nl"
        case .swedish: "sv"
        case .turkish: "tr"
        case .armenian: "hy"
        case .greek: "el"
        case .ukrainian: "uk"
        case .belarusian: "be"
        case .kazakh: "kk"
        case .georgian: "ka"
        }
    }

    public init?(code: String) {
        guard let match = Self.allCases.first(where: { $0.code == code && $0 != .unknown }) else { return nil }
        self = match
    }

    /// The name of its stemmer in libstemmer; nil where there is none.
    var stemmerName: String? {
        switch self {
        case .english: "english"
        case .russian: "russian"
        case .german: "german"
        case .french: "french"
        case .finnish: "finnish"
        case .spanish: "spanish"
        case .italian: "italian"
        case .portuguese: "portuguese"
        case .dutch: "dutch"
        case .swedish: "swedish"
        case .turkish: "turkish"
        case .armenian: "armenian"
        case .greek: "greek"
        // The words of science are near enough to Russian ones, and one stemmer a script lets a query of one word
        // find texts of all of them.
        case .ukrainian, .belarusian: "russian"
        case .unknown, .kazakh, .georgian: nil
        }
    }

    /// The languages in Latin letters, among which stop words decide.
    public static let latin: [Language] = [
        .english, .german, .french, .finnish, .spanish, .italian, .portuguese, .dutch, .swedish, .turkish,
    ]

    /// The language of a text: its script, then the letters only one Cyrillic alphabet has, or the stop words of the
    /// Latin languages. `unknown` without letters or in a script the programme does not stem.
    public static func detected(in text: String) -> Language {
        switch Script.dominant(in: text) {
        case .latin: StopWords.shared.latinLanguage(of: text) ?? .english
        case .cyrillic: cyrillic(text)
        case .armenian: .armenian
        case .greek: .greek
        case .georgian: .georgian
        default: .unknown
        }
    }

    /// The language of the words in Latin letters in a text, by their stop words; English when they do not say.
    public static func ofLatinWords(in text: String) -> Language {
        StopWords.shared.latinLanguage(of: text) ?? .english
    }

    private static func cyrillic(_ text: String) -> Language {
        var (ukrainian, belarusian, kazakh, russian) = (0, 0, 0, 0)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "ї", "є", "ґ", "Ї", "Є", "Ґ": ukrainian += 1
            case "ў", "Ў": belarusian += 1
            case "ә", "ғ", "қ", "ң", "ө", "ұ", "ү", "һ", "Ә", "Ғ", "Қ", "Ң", "Ө", "Ұ", "Ү", "Һ": kazakh += 1
            case "ё", "ъ", "Ё", "Ъ": russian += 1
            default: break
            }
        }
        let most = max(ukrainian, belarusian, kazakh, russian)
        if most == 0 || most == russian { return .russian }
        if most == kazakh { return .kazakh }
        return most == ukrainian ? .ukrainian : .belarusian
    }
}
