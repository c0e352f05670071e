import Foundation

/// What a name is the name of: people's names and organisations' names are compared differently.
public enum NameKind: String, Sendable, CaseIterable {
    case person, organisation
}

/// A name ready to be compared with many others: its words with their weights, its legal forms.
public struct PreparedName: Sendable {
    public let text: String
    public let kind: NameKind
    public let tokens: [NameToken]
    /// How much each word tells: 1 for an ordinary one.
    let weights: [Double]
    /// What the words of an organisation's name mean, where the vocabulary knows.
    let meanings: [Int?]
    /// Which word is a patronymic, which a given name's initial.
    let isPatronymic: [Bool]
    /// The father's name in each patronymic: all of them end alike.
    let fathers: [NameToken?]
    let forms: [LegalForm]
    /// All letters in one.
    let joined: [UInt8]

    /// - Parameter rarity: how rare words are among the names at hand; else all are taken for equally rare.
    public init(_ text: String, kind: NameKind, rarity: NameRarity? = nil) {
        self.text = text
        self.kind = kind
        var words = NameWords.words(of: text, joinsLetters: kind == .organisation)
        if kind == .person {
            words = Self.withoutTitles(words)
            forms = []
        } else {
            let split = LegalForm.split(words: words.map(\.text))
            (words, forms) = (split.kept.places.map { words[$0] }, split.forms)
            words = Self.withNumbers(words.filter { words.count == 1 || !Self.isFiller($0.text) })
        }
        var tokens: [NameToken] = []
        if kind == .person { words = words.flatMap { Self.initials($0, among: words) } }
        for word in words {
            let token = NameToken(Array(word.text.unicodeScalars), isInitial: word.isInitial)
            // A name said twice is one name.
            if token.isInitial || !tokens.contains(where: { $0.text == token.text }) { tokens.append(token) }
        }
        self.tokens = tokens
        let meanings = tokens.map { kind == .organisation ? NameVocabulary.meaning(of: $0.text) : nil }
        self.meanings = meanings
        let patronymics = tokens.indices.map {
            kind == .person && $0 > 0 && tokens.count > 2 && NameParts.isPatronymic(tokens[$0].text)
        }
        isPatronymic = patronymics
        fathers = tokens.indices.map { place in
            patronymics[place] ? NameParts.father(in: tokens[place].text).map { NameToken(word: $0) } : nil
        }
        weights = tokens.indices.map { place in
            let rare = rarity?.weight(of: tokens[place]) ?? 1
            return Self.weight(of: tokens[place], kind: kind, isKnown: meanings[place] != nil) * rare
        }
        joined = tokens.flatMap(\.latin)
    }

    private static func weight(of token: NameToken, kind: NameKind, isKnown: Bool) -> Double {
        if kind == .person { return token.isInitial ? 0.5 : NameParts.particles.contains(token.text) ? 0.25 : 1 }
        return isKnown ? 0.5 : token.isInitial ? 0.7 : 1
    }

    private static func isFiller(_ word: String) -> Bool { NameVocabulary.fillers.contains(word) && word.count > 1 }

    /// Without titles, and without a legal form put behind a person by mistake.
    private static func withoutTitles(_ words: [NameWords.Word]) -> [NameWords.Word] {
        var kept = words.filter { !NameParts.titles.contains($0.text) }
        if kept.count > 2, let last = kept.last, LegalForm.match([last.text], at: 0) != nil, !last.isInitial,
            Diminutive.places(of: last.text).isEmpty, last.isCapitals, kept.contains(where: { !$0.isCapitals })
        {
            kept.removeLast()
        }
        return kept.isEmpty ? words : kept
    }

    /// `JC` before a family name is two initials: capitals without a vowel, where not all is in capitals.
    private static func initials(_ word: NameWords.Word, among words: [NameWords.Word]) -> [NameWords.Word] {
        guard word.isCapitals, (2...3).contains(word.text.count), words.contains(where: { !$0.isCapitals }),
            word.text.unicodeScalars.allSatisfy({ NameScript.of($0) == .latin }),
            !word.text.contains(where: { "aeiouy".contains($0) })
        else { return [word] }
        return word.text.map {
            NameWords.Word(text: String($0), isInitial: true, isCapitals: false, part: word.part, isJoined: false)
        }
    }

    /// Numbers in words as digits: `forty-four` is `44`, `1st` and `first` are `1`.
    private static func withNumbers(_ words: [NameWords.Word]) -> [NameWords.Word] {
        var result: [NameWords.Word] = []
        var ten = 0
        for word in words {
            let number = NameVocabulary.numbers[word.text] ?? Int(word.text).flatMap { ten > 0 && $0 < 10 ? $0 : nil }
            guard let number else {
                result.append(word)
                ten = 0
                continue
            }
            if ten > 0, number < 10 { result.removeLast() }
            let whole = ten > 0 && number < 10 ? ten + number : number
            result.append(
                NameWords.Word(
                    text: String(whole), isInitial: false, isCapitals: false, part: word.part, isJoined: word.isJoined))
            ten = number >= 20 && number % 10 == 0 ? number : 0
        }
        return result
    }
}

/// How rare words are among many names: the common ones tell less.
public struct NameRarity: Sendable {
    private let counts: [[UInt8]: Int]
    private let total: Double

    /// - Parameters:
    ///   - counts: in how many names each word in plain Latin stands.
    ///   - total: how many names there are.
    init(counts: [[UInt8]: Int], total: Int) {
        self.counts = counts
        self.total = Double(max(2, total))
    }

    /// From 0.6 for a word in every name to 1.4 for one that stands in a single name.
    func weight(of token: NameToken) -> Double {
        let count = Double(counts[token.latin] ?? 1)
        return 0.6 + 0.8 * (1 - count.logarithm / total.logarithm)
    }
}

extension Double {
    fileprivate var logarithm: Double { log(max(1, self)) }
}
