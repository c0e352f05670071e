/// How else a word may be written: in other alphabets, by other habits of writing one alphabet in another, and as the
/// same given name among neighbours. Guesses: only those that somebody used are worth anything.
public enum Respelling {
    /// Latin spellings that are read back into other alphabets, and guesses in each of these.
    private static let mostLatin = 4
    private static let mostOriginals = 3
    /// No word has more worth looking up.
    public static let most = 96

    /// Other spellings of one word in lower case, the word itself not among them. Nothing for a word of fewer than
    /// three letters, for one with digits, and for scripts that are not transliterated here.
    public static func spellings(of word: String) -> [String] {
        let scalars = word.unicodeScalars
        guard (3...40).contains(scalars.count), !scalars.contains(where: { $0.properties.numericType != nil }) else {
            return []
        }
        var made = Ordered(without: word)
        let latin = latinSpellings(of: word)
        for spelling in latin { made.add(spelling) }
        for name in namesakes(of: latin.first ?? word) { made.add(name) }
        for spelling in latin.prefix(mostLatin) {
            for language in TranslitLanguage.allCases {
                let originals = Transliteration.originals(of: spelling, in: language).prefix(mostOriginals)
                for original in originals where !hasLatin(original) {
                    made.add(original)
                    if language == .armenian { made.add(armenian(original.lowercased())) }
                    guard original != word else { continue }
                    for back in Transliteration.spellings(of: original, in: language) { made.add(back) }
                }
            }
        }
        return Array(made.words.prefix(most))
    }

    /// The word itself when it is in Latin letters, else all its Latin spellings in the languages of its alphabet.
    private static func latinSpellings(of word: String) -> [String] {
        guard let language = Transliteration.language(of: word) else { return hasLatin(word) ? [word] : [] }
        var made = Ordered(without: "")
        let isCyrillic = language != .armenian && language != .georgian
        for language in isCyrillic ? [language, .russian, .ukrainian] : [language] {
            for spelling in Transliteration.spellings(of: word, in: language) { made.add(spelling.lowercased()) }
        }
        return made.words
    }

    /// The same given name as neighbours write it, where it still looks alike: Sergey, Serhiy; not Ivan, John.
    private static func namesakes(of latin: String) -> [String] {
        let token = NameToken(word: latin)
        return Diminutive.fullNames(likeThat: token.kin).filter { name in
            let other = NameToken(word: name)
            return other.latin.prefix(2) == token.latin.prefix(2)
                && 2 * other.letters(to: token) <= max(name.count, token.latin.count)
        }
    }

    /// As Armenians write what is heard: ye- and vo- at the start are one letter, and so is -yev-.
    private static func armenian(_ heard: String) -> String {
        var word = heard.replacing("եվ", with: "և")
        for (sound, letter) in [("յե", "ե"), ("յև", "և"), ("վո", "ո")] where word.hasPrefix(sound) {
            word = letter + word.dropFirst(sound.count)
        }
        return word
    }

    private static func hasLatin(_ text: String) -> Bool {
        text.unicodeScalars.contains { Script.of($0) == .latin }
    }

    /// Words without repetition in the order in which they came.
    private struct Ordered {
        private(set) var words: [String] = []
        private var seen: Set<String>

        init(without word: String) { seen = [word] }

        mutating func add(_ word: String) {
            let word = word.lowercased()
            if !word.isEmpty, seen.insert(word).inserted { words.append(word) }
        }
    }
}
