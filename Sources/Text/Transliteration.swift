import Foundation

/// A language of the region whose names are written in Latin letters in several ways.
public enum TranslitLanguage: String, Sendable, CaseIterable {
    case russian = "ru"
    case ukrainian = "uk"
    case belarusian = "be"
    case kazakh = "kk"
    case armenian = "hy"
    case georgian = "ka"
}

/// A way of writing in Latin letters, as offices, papers and neighbours do it.
public enum TranslitStandard: Int, Sendable, CaseIterable {
    case bgn, iso9, passport, press, scholarly, german, french
}

/// Writes names of a language in Latin letters by one standard, and back.
public struct Transliteration: Sendable {
    public let language: TranslitLanguage
    public let standard: TranslitStandard
    private let forward: [String: Spelling]
    /// Latin spellings and the letters they stand for, where the first of several is the commoner.
    private let backward: [[Character]: String]
    private let longest: Int

    private struct Spelling {
        let atStart: String
        let elsewhere: String
    }

    private static let made: [Transliteration] = TranslitLanguage.allCases.flatMap { language in
        TranslitStandard.allCases.map { Transliteration(making: language, $0) }
    }

    public init(_ language: TranslitLanguage, _ standard: TranslitStandard) {
        let row = TranslitLanguage.allCases.firstIndex(of: language) ?? 0
        self = Self.made[row * TranslitStandard.allCases.count + standard.rawValue]
    }

    private init(making language: TranslitLanguage, _ standard: TranslitStandard) {
        var forward: [String: Spelling] = [:]
        var backward: [[Character]: String] = [:]
        for line in TranslitTable.letters(of: language).split(separator: "\n") {
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count > 1 else { continue }
            let column = min(standard.rawValue + 1, fields.count - 1)
            let forms = fields[column].split(separator: "/").map { $0 == "-" ? "" : String($0) }
            let spelling = Spelling(atStart: forms.first ?? "", elsewhere: forms.last ?? "")
            forward[fields[0]] = spelling
            for form in forms where !form.isEmpty && backward[Array(form)] == nil {
                backward[Array(form)] = fields[0]
            }
        }
        (self.language, self.standard, self.forward) = (language, standard, forward)
        for (form, letter) in Self.endings(of: language, standard) where backward[Array(form)] == nil {
            backward[Array(form)] = letter
        }
        self.backward = backward
        longest = backward.keys.map(\.count).max() ?? 1
    }

    /// Groups of letters that are read together on the way back.
    private static func endings(of language: TranslitLanguage, _ standard: TranslitStandard) -> [(String, String)] {
        switch (language, standard) {
        case (.russian, .german): [("ss", "с"), ("sh", "ж"), ("kch", "кх"), ("x", "кс")]
        case (.russian, .french): [("ss", "с"), ("gui", "ги"), ("gue", "ге"), ("x", "кс")]
        case (.ukrainian, .passport), (.ukrainian, .press): [("zgh", "зг"), ("x", "кс")]
        case (.georgian, _), (.armenian, _): []
        default: [("x", "кс")]
        }
    }
}

extension Transliteration {
    /// `text` in Latin letters; what belongs to another writing stays.
    public func latin(_ text: String) -> String {
        let characters = Array(text.precomposedStringWithCanonicalMapping)
        let lower = characters.map { $0.lowercased() }
        var result = ""
        var place = 0
        while place < characters.count {
            var length = 1
            var spelling = forward[lower[place]]
            if place + 1 < characters.count, let pair = forward[lower[place] + lower[place + 1]] {
                (spelling, length) = (pair, 2)
            }
            guard let spelling else {
                if !isApostrophe(at: place, in: lower) { result.append(characters[place]) }
                place += 1
                continue
            }
            var written = isSoft(at: place, in: lower) ? spelling.atStart : spelling.elsewhere
            if let special = habit(at: place, in: lower) { (written, length) = (special.0, special.1) }
            result += cased(written, as: characters, at: place, length: length)
            place += length
        }
        return result
    }

    /// The sign between letters that Ukrainian and Belarusian write as an apostrophe.
    private func isApostrophe(at place: Int, in lower: [String]) -> Bool {
        guard ["'", "’", "ʼ"].contains(lower[place]), place > 0, place + 1 < lower.count else { return false }
        return forward[lower[place - 1]] != nil && forward[lower[place + 1]] != nil
    }

    private static let vowels: Set<String> = [
        "а", "е", "ё", "и", "о", "у", "ы", "э", "ю", "я", "і", "ї", "є", "ә", "ө", "ұ", "ү",
    ]
    private static let signs: Set<String> = ["ъ", "ь", "й", "ў", "'", "’", "ʼ"]

    /// Whether the spelling for the start of a word is used here. Ukrainian and Armenian know it only at the start;
    /// Russian, Belarusian and Kazakh also after vowels and signs.
    private func isSoft(at place: Int, in lower: [String]) -> Bool {
        guard place > 0 else { return true }
        let before = lower[place - 1]
        switch language {
        case .ukrainian, .armenian, .georgian: return forward[before] == nil && !isApostrophe(at: place - 1, in: lower)
        default: return forward[before] == nil || Self.vowels.contains(before) || Self.signs.contains(before)
        }
    }

    /// What a standard does with groups of letters: the spelling and how many letters it takes.
    private func habit(at place: Int, in lower: [String]) -> (String, Int)? {
        let next = place + 1 < lower.count ? lower[place + 1] : ""
        let isLast = place + 2 >= lower.count || forward[lower[place + 2]] == nil
        let isCyrillic = language != .armenian && language != .georgian
        switch standard {
        case .press:
            let isEnding = isLast && next == "й" && (lower[place] == "и" || lower[place] == "ы" || lower[place] == "і")
            return isEnding && isCyrillic ? ("y", 2) : ukrainianGroup(lower[place], next)
        case .passport: return ukrainianGroup(lower[place], next)
        case .german, .french:
            guard isCyrillic else { return nil }
            let before = place > 0 ? lower[place - 1] : ""
            if lower[place] == "с", Self.vowels.contains(before), Self.vowels.contains(next) { return ("ss", 1) }
            if lower[place] == "и", next == "й", isLast { return ("i", 2) }
            guard standard == .french else { return nil }
            if lower[place] == "г", forward["г"]?.elsewhere == "g", ["е", "и", "ы", "э"].contains(next) {
                return ("gu", 1)
            }
            return (lower[place] == "и" || lower[place] == "ы") && next == "н" && isLast ? ("ine", 2) : nil
        default: return nil
        }
    }

    private func ukrainianGroup(_ letter: String, _ next: String) -> (String, Int)? {
        language == .ukrainian && letter == "з" && next == "г" ? ("zgh", 2) : nil
    }

    /// `Щ` becomes `Shch` before small letters and `SHCH` among capitals.
    private func cased(_ written: String, as characters: [Character], at place: Int, length: Int) -> String {
        guard characters[place].isUppercase else { return written }
        let next = place + length
        let isAmongCapitals =
            next < characters.count && characters[next].isLetter
            ? characters[next].isUppercase
            : place > 0 && characters[place - 1].isUppercase
        return isAmongCapitals ? written.uppercased() : written.prefix(1).uppercased() + written.dropFirst()
    }

    /// `latin` in the language's own letters, as if written by this standard: the longest spellings first.
    public func original(_ latin: String) -> String {
        let characters = Array(latin.precomposedStringWithCanonicalMapping)
        let lower = characters.map { Character($0.lowercased().prefix(1).description) }
        var result = ""
        var place = 0
        while place < characters.count {
            var step = 1
            var letter: String?
            if let ending = ending(at: place, in: lower) {
                (letter, step) = (ending, lower.count - place)
                if let end = lower[place...].firstIndex(where: { !$0.isLetter }) { step = end - place }
            } else if let vowel = vowel(at: place, in: lower) {
                letter = vowel
            } else {
                for length in stride(from: min(longest, lower.count - place), through: 1, by: -1) {
                    guard let found = backward[Array(lower[place..<place + length])] else { continue }
                    (letter, step) = (found, length)
                    break
                }
            }
            if let letter {
                result += characters[place].isUppercase ? letter.prefix(1).uppercased() + letter.dropFirst() : letter
            } else {
                result.append(characters[place])
            }
            place += step
        }
        return result
    }

    /// A `y` behind a consonant and before none of `aeiou` is a vowel; behind a vowel it is a short i.
    private func vowel(at place: Int, in lower: [Character]) -> String? {
        guard lower[place] == "y" else { return nil }
        let isBehindConsonant = place > 0 && lower[place - 1].isLetter && !"aeiouy".contains(lower[place - 1])
        let isBeforeVowel = place + 1 < lower.count && "aeiou".contains(lower[place + 1])
        let isBehindVowel = place > 0 && "aeiou".contains(lower[place - 1])
        if isBehindVowel, !isBeforeVowel, language != .armenian, language != .georgian { return "й" }
        switch language {
        case .russian, .belarusian, .kazakh: return isBehindConsonant && !isBeforeVowel ? "ы" : nil
        case .ukrainian: return isBehindConsonant && !isBeforeVowel ? "и" : nil
        case .armenian: return isBehindConsonant && !isBeforeVowel ? "ը" : "յ"
        case .georgian: return nil
        }
    }

    /// `-sky`, `-skij`, `-ski` at the end of a word are one ending in Russian and Ukrainian.
    private func ending(at place: Int, in lower: [Character]) -> String? {
        guard language == .russian || language == .ukrainian, lower[place] == "s" else { return nil }
        let rest = String(lower[place...].prefix { $0.isLetter })
        guard ["sky", "ski", "skiy", "skii", "skij", "skyi", "skyy", "skyj", "skiï"].contains(rest) else { return nil }
        return language == .russian ? "ский" : "ський"
    }
}

extension Transliteration {
    /// The distinct Latin spellings of `text` by all standards, in their order.
    public static func spellings(of text: String, in language: TranslitLanguage) -> [String] {
        var seen: Set<String> = []
        return TranslitStandard.allCases.map { Transliteration(language, $0).latin(text) }
            .filter { seen.insert($0).inserted }
    }

    /// What `latin` may have been in the language's own letters, the likeliest first: those that give exactly `latin`
    /// again by the standard they were read with come before the others.
    public static func originals(of latin: String, in language: TranslitLanguage) -> [String] {
        var votes: [String: Int] = [:]
        var order: [String] = []
        for standard in [.press, .bgn, .passport, .german, .french, .scholarly, .iso9] as [TranslitStandard] {
            let transliteration = Transliteration(language, standard)
            let original = transliteration.original(latin)
            let isRound = transliteration.latin(original).lowercased() == latin.lowercased()
            let hasLatin = original.unicodeScalars.contains { NameScript.of($0) == .latin }
            if votes[original] == nil { order.append(original) }
            votes[original, default: 0] += hasLatin ? -100 : isRound ? 10 : 1
        }
        let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        return order.sorted { (-(votes[$0] ?? 0), ranks[$0] ?? 0) < (-(votes[$1] ?? 0), ranks[$1] ?? 0) }
    }

    /// The language that `text` is written in, by letters that only it has; Russian for other Cyrillic, nil for what
    /// is neither Cyrillic nor Armenian nor Georgian.
    public static func language(of text: String) -> TranslitLanguage? {
        var (isCyrillic, hasDot, hasHardVowel) = (false, false, false)
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.value {
            case 0x561...0x588: return .armenian
            case 0x10D0...0x10FF: return .georgian
            case 0x457, 0x454, 0x491: return .ukrainian
            case 0x45E: return .belarusian
            case 0x4D9, 0x493, 0x49B, 0x4A3, 0x4E9, 0x4B1, 0x4AF, 0x4BB: return .kazakh
            case 0x456: hasDot = true
            case 0x44B, 0x44D, 0x451: hasHardVowel = true
            default: break
            }
            isCyrillic = isCyrillic || (0x430...0x45F).contains(scalar.value)
        }
        guard isCyrillic else { return nil }
        return hasDot ? (hasHardVowel ? .belarusian : .ukrainian) : .russian
    }
}
