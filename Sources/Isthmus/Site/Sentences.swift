import Foundation

/// All sentences the program says, by language and key. A key may have plural forms: `organisation.count.one`,
/// `….few`, `….many`, `….other`, chosen by the language's rule (CLDR).
public struct Sentences: Sendable {
    private let byLanguage: [String: [String: String]]
    public let languages: [String]

    /// Reads `en.json`, `ru.json`, … from what the program carries.
    public static let all: Sentences = {
        var byLanguage: [String: [String: String]] = [:]
        for (name, data) in Embedded.files where name.hasSuffix(".json") && name.count == 7 {
            byLanguage[String(name.prefix(2))] = (try? JSONDecoder().decode([String: String].self, from: data)) ?? [:]
        }
        return Sentences(byLanguage)
    }()

    public init(_ byLanguage: [String: [String: String]]) {
        self.byLanguage = byLanguage
        languages = byLanguage.keys.sorted()
    }

    public func keys(of language: String) -> Set<String> { Set(byLanguage[language, default: [:]].keys) }
    public func text(_ key: String, in language: String) -> String? { byLanguage[language]?[key] }

    /// Keys that one language has and another lacks, as `ru: organisation.title`; the server does not start with any.
    public var gaps: [String] {
        let base = { (key: String) in
            let word = key.split(separator: ".").last.map(String.init) ?? ""
            return ["one", "few", "many", "other"].contains(word) ? String(key.dropLast(word.count + 1)) : key
        }
        let all = Set(byLanguage.values.flatMap { $0.keys.map(base) })
        return languages.flatMap { language in
            let own = Set(keys(of: language).map(base))
            return all.subtracting(own).sorted().map { "\(language): \($0)" }
        }
    }
}

/// The sentences in one reader's language, with dates and numbers as that language writes them.
public struct Words: Sendable {
    public let language: String
    public let locale: Locale
    private let sentences: Sentences

    public init(_ language: String, sentences: Sentences = .all) {
        self.language = language
        self.sentences = sentences
        locale = Locale(identifier: language == "en" ? "en_GB" : language)
    }

    /// The sentence with its places filled: `{name}` takes `values["name"]`. A key nobody wrote is shown as it is, so
    /// that it is seen; a house test finds it before.
    public func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        guard let text = sentences.text(key, in: language) ?? sentences.text(key, in: "en") else { return key }
        return Words.fill(text, values)
    }

    /// A reason with its days and times as the language writes them.
    public func callAsFunction(_ reason: Problem.Reason) -> String {
        // What somebody typed stays as it is.
        let values = Dictionary(
            uniqueKeysWithValues: reason.values.map { ($0.key, $0.key == "code" ? $0.value : spelled($0.value)) })
        return self(reason.key, values)
    }

    /// The plural form for a number; `{count}` takes the number as the language writes it.
    public func callAsFunction(_ key: String, count: Int, _ values: [String: String] = [:]) -> String {
        let form = PluralRule.form(of: count, in: language)
        let text = sentences.text("\(key).\(form)", in: language) ?? sentences.text("\(key).other", in: language) ?? key
        return Words.fill(text, values.merging(["count": number(count)]) { own, _ in own })
    }

    public func has(_ key: String) -> Bool { sentences.text(key, in: language) != nil }

    public func number(_ number: Int) -> String {
        number.magnitude < 1_000 ? String(number) : number.formatted(.number.locale(locale))
    }
    public func number(_ number: Double, digits: Int = 1) -> String {
        number.formatted(.number.precision(.fractionLength(0...digits)).locale(locale))
    }
    /// The amount without cents from a thousand up.
    public func money(_ money: Money) -> String {
        let digits = Money.digits(of: money.currency)
        var scale = Decimal(1)
        for _ in 0..<digits { scale *= 10 }
        let amount = Decimal(money.minor) / scale
        let shown = money.minor.magnitude >= 100_000 ? 0 : digits
        return amount.formatted(
            .currency(code: money.currency).precision(.fractionLength(shown)).locale(locale))
    }
    public func day(_ day: Day) -> String {
        day.start.date.formatted(
            Date.FormatStyle(date: .long, time: .omitted, locale: locale, timeZone: .gmt))
    }
    /// `2027-03-15`, and `2027-03-15 17:00`, as the language writes it; any other text as it is.
    public func spelled(_ text: String) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts[0].utf8.count == 10, let day = Day(String(parts[0])) else { return text }
        guard parts.count > 1 else { return self.day(day) }
        guard parts.count == 2, parts[1].utf8.count == 5, parts[1].dropFirst(2).first == ":" else { return text }
        return "\(self.day(day)), \(parts[1])"
    }
    public func month(_ day: Day) -> String {
        day.start.date.formatted(Date.FormatStyle(locale: locale, timeZone: .gmt).month(.wide).year())
    }
    public func moment(_ moment: Moment) -> String {
        moment.date.formatted(
            Date.FormatStyle(date: .abbreviated, time: .shortened, locale: locale, timeZone: .gmt)) + " UTC"
    }
    /// The country's name in the reader's language; a sentence of ours goes before what the locale data says.
    public func country(_ code: String) -> String {
        sentences.text("region.\(code)", in: language) ?? locale.localizedString(forRegionCode: code) ?? code
    }
    public func language(named code: String) -> String { locale.localizedString(forLanguageCode: code) ?? code }

    private static func fill(_ text: String, _ values: [String: String]) -> String {
        guard !values.isEmpty, text.contains("{") else { return text }
        var filled = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            filled += rest[..<open]
            filled += values[name].map { quoted($0, inside: filled) } ?? "{\(name)}"
            rest = rest[rest.index(after: close)...]
            // A day in Russian ends with a full stop of its own, which closes the sentence too.
            if filled.hasSuffix("г."), rest.hasPrefix(".") { rest = rest.dropFirst() }
        }
        return filled + rest
    }

    /// A text that has quotation marks of its own, within those of a sentence: the inner ones are the language's second
    /// kind.
    private static func quoted(_ value: String, inside text: String) -> String {
        for (outer, inner) in [("«»", "„“"), ("“”", "‘’")] {
            guard let begin = outer.first, let end = outer.last, let first = inner.first, let last = inner.last,
                value.contains(begin), let opened = text.lastIndex(of: begin), !text[opened...].contains(end)
            else { continue }
            return String(value.map { $0 == begin ? first : $0 == end ? last : $0 })
        }
        return value
    }
}
