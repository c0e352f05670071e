import Text

/// What is looked for. Written by people as words, `prefix*`, `"a phrase"` and `-without`; made by programs of weighted
/// words.
public struct Query: Equatable, Sendable {
    public enum Mode: String, Sendable {
        /// A document needs one of the words; those with more of them come first.
        case any
        /// A document needs every word.
        case all
    }

    /// One word as it is looked up.
    struct Term: Equatable, Sendable {
        let plain: String
        let stem: String
        let isStop: Bool
        let language: Language
        /// Its stems in the other languages of its script: a few words do not show which they are in.
        var otherStems: [String] = []
    }

    struct Clause: Equatable, Sendable {
        enum Kind: Equatable, Sendable { case word, prefix, phrase }
        let kind: Kind
        /// One for a word or prefix; a compound's whole. Several for a phrase.
        var terms: [Term]
        /// The parts of a compound, looked for when nobody writes it whole.
        var parts: [Term] = []
        /// As it was typed, for reasons.
        let text: String
        var weight = 1.0
    }

    public var mode: Mode
    private(set) var clauses: [Clause] = []
    private(set) var excluded: [Clause] = []

    /// Bytes and words of a query that count: no person types more, and a program that does gets an answer in time.
    static let longestText = 65_536
    static let mostClauses = 2_000
    private static let fewClauses = 12

    /// Reads what a person typed. Any text is a query; `isPlain` reads signs as text, for whole profiles as queries.
    public init(
        _ text: String, mode: Mode = .all, isPlain: Bool = false, tokeniser: Tokeniser, language: Language? = nil
    ) {
        self.mode = mode
        let text =
            text.utf8.count <= Self.longestText
            ? text : String(decoding: text.utf8.prefix(Self.longestText), as: UTF8.self)
        let latin = language ?? Language.ofLatinWords(in: text)
        if isPlain {
            add(text, isExcluded: false, isPhrase: false, isPrefix: false, tokeniser, latin)
        } else {
            for piece in QueryPiece.pieces(of: text) {
                add(
                    piece.text, isExcluded: piece.isExcluded, isPhrase: piece.isPhrase, isPrefix: piece.isPrefix,
                    tokeniser, latin)
            }
        }
        dropStopWords()
        if !isPlain, clauses.count <= Self.fewClauses { addOtherStems(tokeniser) }
    }

    private mutating func addOtherStems(_ tokeniser: Tokeniser) {
        for clause in clauses.indices {
            for place in clauses[clause].terms.indices
            where Language.latin.contains(clauses[clause].terms[place].language) {
                let term = clauses[clause].terms[place]
                let stems = Set(Language.latin.map { tokeniser.stem(of: term.plain, in: $0) })
                clauses[clause].terms[place].otherStems = stems.subtracting([term.stem]).sorted()
            }
        }
    }

    /// A query of weighted words, as matching makes them: a word's weight multiplies its rarity.
    public init(weighted words: [(word: String, weight: Double)], mode: Mode = .any, tokeniser: Tokeniser) {
        self.mode = mode
        let most = words.map(\.weight).max() ?? 1
        for (word, weight) in words where weight > 0 && most > 0 {
            for term in tokeniser.words(of: word).map(Term.init).prefix(1) {
                clauses.append(Clause(kind: .word, terms: [term], text: word, weight: weight / most))
            }
        }
        clauses = Array(clauses.prefix(Self.mostClauses))
    }

    /// Whether nothing is looked for: an empty text, or only signs and words to be without.
    public var isEmpty: Bool { clauses.isEmpty }

    private mutating func add(
        _ text: String, isExcluded: Bool, isPhrase: Bool, isPrefix: Bool, _ tokeniser: Tokeniser, _ latin: Language
    ) {
        let words = tokeniser.words(of: text, language: latin)
        var made: [Clause] = []
        if isPhrase {
            let terms = words.filter { !$0.isWhole }.map(Term.init)
            if !terms.isEmpty { made = [Clause(kind: terms.count > 1 ? .phrase : .word, terms: terms, text: text)] }
        } else {
            var index = 0
            while index < words.count {
                let word = words[index]
                index += 1
                var parts: [Term] = []
                while word.isWhole, index < words.count, word.range.contains(words[index].range.lowerBound) {
                    parts.append(Term(words[index]))
                    index += 1
                }
                let typed = String(
                    decoding: text.utf8.dropFirst(word.range.lowerBound).prefix(word.range.count), as: UTF8.self)
                made.append(Clause(kind: .word, terms: [Term(word)], parts: parts, text: typed))
            }
            if isPrefix, let last = made.last {
                made[made.count - 1] = Clause(kind: .prefix, terms: last.terms, text: last.text + "*")
            }
        }
        if isExcluded {
            excluded = Array((excluded + made).prefix(Self.mostClauses))
        } else {
            clauses += made.prefix(Self.mostClauses - clauses.count)
        }
    }

    /// Words that are everywhere are looked for only when there are no others.
    private mutating func dropStopWords() {
        let telling = clauses.filter { $0.kind != .word || !$0.terms[0].isStop }
        if !telling.isEmpty { clauses = telling }
    }
}

extension Query.Term {
    init(_ word: Word) {
        self.init(plain: word.plain, stem: word.stem, isStop: word.isStop, language: word.language)
    }
}

/// A stretch of a query as typed: a phrase, a prefix, or words, wanted or not.
struct QueryPiece: Equatable {
    var text: String
    var isExcluded = false
    var isPhrase = false
    var isPrefix = false

    static func pieces(of text: String) -> [QueryPiece] {
        var pieces: [QueryPiece] = []
        let scalars = Array(text.unicodeScalars)
        var index = 0
        while index < scalars.count {
            guard !scalars[index].properties.isWhitespace else {
                index += 1
                continue
            }
            var piece = QueryPiece(text: "")
            if scalars[index] == "-", index + 1 < scalars.count, !scalars[index + 1].properties.isWhitespace {
                piece.isExcluded = true
                index += 1
            }
            if let end = closingQuote(scalars, index) {
                piece.text = string(scalars[(index + 1)..<end])
                piece.isPhrase = true
                index = end + 1
            } else {
                let start = index
                repeat {
                    index += 1
                } while index < scalars.count && !scalars[index].properties.isWhitespace
                    && (!isQuote(scalars[index]) || closingQuote(scalars, index) == nil)
                piece.text = string(scalars[start..<index])
                piece.isPrefix = piece.text.hasSuffix("*")
            }
            pieces.append(piece)
            if pieces.count == Query.mostClauses { break }
        }
        return pieces
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func isQuote(_ scalar: Unicode.Scalar) -> Bool { "\"“„«".unicodeScalars.contains(scalar) }

    /// The place of the quote that closes one which opens at `index`; nil where none opens, or none closes it.
    private static func closingQuote(_ scalars: [Unicode.Scalar], _ index: Int) -> Int? {
        let closing: [Unicode.Scalar]
        switch scalars[index] {
        case "\"": closing = ["\""]
        case "“", "„": closing = ["”", "“"]
        case "«": closing = ["»"]
        default: return nil
        }
        return scalars[(index + 1)...].firstIndex { closing.contains($0) }
    }
}
