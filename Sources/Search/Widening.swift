import Text

/// What a word of a query stands for beside its own forms.
public struct Widening: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The words one slip of the keyboard away, also where somebody writes it as typed.
    public static let slips = Widening(rawValue: 1)
    /// The words that the last one begins.
    public static let lastBeginning = Widening(rawValue: 2)
    /// The words that each one begins.
    public static let beginnings = Widening(rawValue: 4)
    /// The same in other alphabets and by other habits of writing names.
    public static let spellings = Widening(rawValue: 8)
}

/// A beginning that stands for fewer words than begin so, because they are too many.
public struct ShortenedPrefix: Equatable, Sendable {
    /// As it was typed, with its star.
    public let text: String
    /// How many words, the most frequent, it stands for.
    public let used: Int
    /// How many begin so in what the reader may see.
    public let total: Int
}

extension Sight {
    /// The stems under which a word, or one nearly like it, is found. The word is plain.
    func stems(near word: String, _ language: Language, _ tokeniser: Tokeniser) -> Set<String> {
        var stems = Set<String>()
        for neighbour in Neighbours.words(of: word) {
            for stem in neighbour.withBytes({ self.stems(ofForm: $0) }) { stems.insert(stem) }
            guard language != .unknown else { continue }
            // What was meant may stand in the texts in other forms only.
            let stem = tokeniser.stem(of: neighbour, in: language)
            if stem.withBytes({ find(term: $0).count }) > 0 { stems.insert(stem) }
        }
        return stems
    }

    /// The stems under which other spellings of a word are found.
    func stems(respelling word: String, _ tokeniser: Tokeniser) -> Set<String> {
        var stems = Set<String>()
        for spelling in Respelling.spellings(of: word) {
            for token in tokeniser.words(of: spelling).prefix(1) {
                for stem in token.plain.withBytes({ self.stems(ofForm: $0) }) { stems.insert(stem) }
                if token.language != .unknown, token.stem.withBytes({ find(term: $0).count }) > 0 {
                    stems.insert(token.stem)
                }
            }
        }
        return stems
    }
}
