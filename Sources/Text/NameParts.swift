import Foundation

/// The parts of a person's name as it stands in one text: `Иванов Иван Иванович`, `IVANOV, Ivan I.`.
public struct NameParts: Sendable, Equatable {
    /// In lower case, as all parts.
    public private(set) var given: [String] = []
    public private(set) var patronymic: String?
    public private(set) var family: [String] = []
    public private(set) var titles: [String] = []

    public init(_ name: String) {
        var words = NameWords.words(of: name, joinsLetters: false)
        words.removeAll { word in
            guard NameParts.titles.contains(word.text) else { return false }
            titles.append(word.text)
            return true
        }
        if words.isEmpty {
            (words, titles) = (NameWords.words(of: name, joinsLetters: false), [])
        }
        // Two given names with a hyphen are one.
        var merged: [NameWords.Word] = []
        for word in words {
            if word.isJoined, let last = merged.last, !last.isInitial || !word.isInitial {
                merged[merged.count - 1] = NameWords.Word(
                    text: last.text + "-" + word.text, isInitial: false,
                    isCapitals: last.isCapitals && word.isCapitals, part: last.part, isJoined: last.isJoined)
            } else {
                merged.append(word)
            }
        }
        divide(merged)
    }

    private mutating func divide(_ words: [NameWords.Word]) {
        guard words.count > 1 else {
            family = words.map(\.text)
            return
        }
        if let first = words.first, words.contains(where: { $0.part > first.part }) {
            family = words.filter { $0.part == first.part }.map(\.text)
            takeGiven(words.filter { $0.part > first.part })
            return
        }
        let isFamily = families(in: words)
        family = words.indices.filter { isFamily.contains($0) }.map { words[$0].text }
        takeGiven(words.indices.filter { !isFamily.contains($0) }.map { words[$0] })
    }

    private mutating func takeGiven(_ words: [NameWords.Word]) {
        for (place, word) in words.enumerated() {
            if place > 0, patronymic == nil, NameParts.isPatronymic(word.text) {
                patronymic = word.text
            } else {
                given.append(word.text)
            }
        }
    }

    /// The places of the family name.
    private func families(in words: [NameWords.Word]) -> Set<Int> {
        let last = words.count - 1
        let capitals = Set(words.indices.filter { words[$0].isCapitals })
        if !capitals.isEmpty, words.indices.contains(where: { !capitals.contains($0) && !words[$0].isInitial }) {
            return capitals
        }
        let initials = words.indices.filter { words[$0].isInitial }
        if let first = initials.first {
            // `I. I. Ivanov` and `Ivanov I. I.`, but `Ivan I. Ivanov` has its family name at the end.
            if first == 0 { return Set(words.indices.filter { !words[$0].isInitial }) }
            if initials == Array(first...last) { return Set(0..<first) }
        }
        if let place = words.indices.first(where: { $0 > 0 && NameParts.isPatronymic(words[$0].text) }) {
            if place == last, words.count >= 3 { return Set(0..<(last - 1)) }
            if place < last { return Set((place + 1)...last) }
        }
        let isKnown = words.map { !Diminutive.places(of: $0.text).isEmpty }
        if words.count == 2, isKnown[1], !isKnown[0] { return [0] }
        var first = last
        while first > 1, NameParts.particles.contains(words[first - 1].text) { first -= 1 }
        return Set(first...last)
    }

    /// Whether a word has the ending of a patronymic; family names may have it too.
    public static func isPatronymic(_ word: String) -> Bool {
        patronymicEndings.contains { word.hasSuffix($0) && word.count > $0.count + 1 }
    }

    /// The father's name in a patronymic: `иван` of `иванович`; nil for a word that is none.
    static func father(in word: String) -> String? {
        let ending = patronymicEndings.filter { word.hasSuffix($0) && word.count > $0.count + 1 }
            .max { $0.count < $1.count }
        return ending.map { String(word.dropLast($0.count)) }
    }

    private static let patronymicEndings = [
        "ович", "евич", "йович", "овна", "евна", "инична", "івна", "ївна", "ьич", "мич", "китич", "авіч", "евіч",
        "аўна", "еўна", "ұлы", "улы", "қызы", "кызы", "оглы", "оглу", "ovich", "evich", "ovych", "evych", "ovitch",
        "evitch", "owitsch", "ewitsch", "ovič", "evič", "ovics", "ovna", "evna", "ivna", "yivna", "owna", "ewna",
        "ilyich", "ilich", "avich", "auna", "euna", "uly", "kyzy", "qyzy", "oglu", "oğlu", "ogly", "ովիչ", "ովնա",
        "ოვიჩი", "ოვნა",
    ]

    /// Words that stand before or behind a name and are none.
    static let titles: Set<String> = [
        "mr", "mrs", "ms", "miss", "mister", "dr", "doctor", "doktor", "prof", "professor", "professeur", "president",
        "präsident", "prasident", "sir", "dame", "lord", "lady", "herr", "frau", "monsieur", "madame", "mme", "mlle",
        "señor", "señora", "sr", "sra", "sig", "signor", "signora", "dott", "dottssa", "ing", "dipl", "phd", "msc",
        "bsc", "mba", "jr", "esq", "hon", "rev", "shaikh", "sheikh", "sheik", "shaykh", "dott", "pan", "pani", "hr",
        "г-н", "гн", "г-жа", "гжа", "господин", "госпожа", "др", "доктор", "проф", "профессор", "акад", "академик",
        "доц", "доцент", "пан", "пані", "професор", "президент", "კბ", "պրոֆ", "դոկտոր", "პროფ", "mag", "univ", "em",
    ]

    /// Small words inside names: they tell little.
    static let particles: Set<String> = [
        "al", "el", "bin", "ibn", "ben", "bint", "abu", "de", "der", "den", "des", "van", "von", "vom", "zu", "zum",
        "la", "le", "les", "du", "da", "das", "dos", "do", "di", "del", "della", "dello", "ter", "ten", "te", "af",
        "av", "y", "e", "und", "ould", "oglu", "ogly", "kyzy", "uly", "аль", "эль", "бин", "ибн", "бен", "де", "ван",
        "фон", "дер", "ля", "ле", "ад", "оглы", "кызы", "улы", "st", "san", "santa", "the", "of", "ad", "as", "an",
    ]
}
