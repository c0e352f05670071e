import Foundation
import Synchronization
import Text

/// A country or territory as ISO 3166-1 lists it, and Kosovo under its user-assigned code XK.
public struct Country: Sendable, Hashable {
    /// Two capitals, as every table keeps it: `AM`.
    public let code: String
    /// Three capitals: `ARM`.
    public let alpha3: String
    /// The code that the European Union writes; differs for two: `UK`, `EL`.
    public let euCode: String
    /// The part of the world by its number in the United Nations' M49: `145` is Western Asia. Antarctica is its own.
    public let region: String
    /// A point well inside the country, in degrees north and east: for a dot on a map, not for measuring.
    public let latitude: Double
    public let longitude: Double
    /// Further names under which it comes in files.
    let aliases: [String]

    /// The name in any language that ICU knows; English where it does not.
    public func name(in language: String) -> String { LocalNames.region(code, in: language) }
    public func regionName(in language: String) -> String { LocalNames.region(region, in: language) }

    public static func == (left: Country, right: Country) -> Bool { left.code == right.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// All countries, and the ways to find one.
public enum Countries {
    /// By code.
    public static let all: [Country] = VocabularyTable(file: "countries.tsv").lines.compactMap { line in
        guard let latitude = Double(line["latitude"]), let longitude = Double(line["longitude"]) else { return nil }
        return Country(
            code: line["alpha2"], alpha3: line["alpha3"], euCode: line["eu"].isEmpty ? line["alpha2"] : line["eu"],
            region: line["region"], latitude: latitude, longitude: longitude,
            aliases: line["aliases"].split(separator: "|").map(String.init))
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

    /// By any code in use: alpha-2, alpha-3, the Union's.
    private static let byAnyCode: [String: Country] = {
        var found: [String: Country] = [:]
        for country in all {
            for code in [country.code, country.alpha3, country.euCode] { found[code] = country }
        }
        return found
    }()

    /// The country of exactly this ISO alpha-2 code.
    public static func with(_ code: String) -> Country? { byCode[code] }
    public static func isCode(_ code: String) -> Bool { byCode[code] != nil }

    /// The code of the country that somebody means by a code of two or three letters, in any case. Two letters that
    /// are no country's today stay: older things may have them.
    static let code: @Sendable (String) -> String? = { text in
        let capitals = text.uppercased()
        let isOld = capitals.utf8.count == 2 && capitals.utf8.allSatisfy { (65...90).contains($0) }
        return byAnyCode[capitals]?.code ?? (isOld ? capitals : nil)
    }

    /// The country that a file means: any code (`AM`, `arm`, `EL`, `UK`) or a name in any of the region's languages.
    /// Nil when it is unknown or could mean two.
    public static func find(_ text: String) -> Country? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.count <= 200 else { return nil }
        if trimmed.utf8.count <= 3, let country = byAnyCode[trimmed.uppercased()] { return country }
        return byName[key(trimmed)]
    }

    /// In the alphabetical order of a language.
    public static func sorted(in language: String) -> [Country] {
        if let known = sortings.withLock({ $0[language] }) { return known }
        let sorted = LocalNames.sorted(all, in: language, name: { $0.name(in: language) }, code: \.code)
        sortings.withLock { if $0.count < 50 { $0[language] = sorted } }
        return sorted
    }

    private static let sortings = Mutex<[String: [Country]]>([:])

    /// By folded name. English and the written-out further names go before other languages; what two countries share
    /// within one rank means neither.
    private static let byName: [String: Country] = {
        var found: [String: Country] = [:]
        let ranks: [[(Country, [String])]] = [
            all.map { ($0, [$0.name(in: "en")]) },
            all.map { ($0, $0.aliases) },
            all.map { country in (country, LocalNames.languages.map { country.name(in: $0) }) },
        ]
        for rank in ranks {
            var ambiguous: Set<String> = []
            var here: [String: Country] = [:]
            for (country, names) in rank {
                for name in names {
                    let key = key(name)
                    if let other = here[key], other != country { ambiguous.insert(key) }
                    here[key] = country
                }
            }
            for (key, country) in here where found[key] == nil && !ambiguous.contains(key) { found[key] = country }
        }
        return found
    }()

    /// Letters and digits only, folded; articles, "and" and the dots of abbreviations fall out.
    private static func key(_ text: String) -> String {
        let kept = text.filter { !".'’‘ʼʻ`".contains($0) }
        let words = folded(kept).split(separator: " ").filter { $0 != "the" && $0 != "and" }
        return words.map { $0 == "saint" ? "st" : $0 }.joined(separator: " ")
    }
}
