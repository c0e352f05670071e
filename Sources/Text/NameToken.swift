import Foundation

/// One word of a name with all that comparing it needs: its letters, its plain Latin form, how it sounds.
public struct NameToken: Sendable {
    /// In lower case, as it was written.
    public let text: String
    public let script: NameScript
    /// In plain Latin letters and digits.
    let latin: [UInt8]
    /// What the transducer reads.
    let symbols: [UInt16]
    let skeletons: [[UInt8]]
    let kin: [Int32]
    /// A single letter, or a capital with a point.
    public let isInitial: Bool

    init(_ word: [Unicode.Scalar], isInitial: Bool = false) {
        let (letters, script) = NameLetters.letters(of: word)
        var text = ""
        text.unicodeScalars.append(contentsOf: letters.compactMap { Unicode.Scalar($0) })
        self.init(letters: letters, text: text, script: script, isInitial: isInitial)
    }

    private init(letters: [UInt32], text: String, script: NameScript, isInitial: Bool) {
        self.text = text
        self.script = script
        let symbols = NameTransducer.shared.symbols(of: letters)
        self.symbols = symbols
        latin = Self.latin(of: letters, script: script, symbols: symbols, text: text)
        skeletons = NameSkeleton.keys(of: latin)
        kin = Diminutive.places(of: text)
        let isWritingOfLetters = script != .han && script != .kana && script != .hangul && script != .digits
        self.isInitial = isInitial || (letters.count == 1 && isWritingOfLetters)
    }

    /// A word by itself, in any case.
    public init(word: String) {
        let text = NameWords.words(of: word).map(\.text).joined()
        self.init(Array(text.unicodeScalars.prefix(64)))
    }

    /// Several words read as one.
    init(joining tokens: ArraySlice<NameToken>) {
        let text = tokens.map(\.text).joined()
        self.init(
            letters: text.unicodeScalars.map(\.value), text: text, script: tokens.first?.script ?? .other,
            isInitial: false)
    }

    /// How many letters of the plain Latin forms differ.
    public func letters(to other: NameToken) -> Int { NameDistance.between(latin, other.latin) }

    public var isNumber: Bool { script == .digits }

    /// The plain Latin form of a word in lower case.
    static func plain(_ word: String) -> String {
        let (letters, script) = NameLetters.letters(of: Array(word.unicodeScalars))
        let symbols = NameTransducer.shared.symbols(of: letters)
        return String(decoding: latin(of: letters, script: script, symbols: symbols, text: word), as: UTF8.self)
    }

    private static func latin(of letters: [UInt32], script: NameScript, symbols: [UInt16], text: String) -> [UInt8] {
        switch script {
        case .latin, .digits:
            var bytes: [UInt8] = []
            for letter in letters {
                if letter < 128 {
                    bytes.append(UInt8(letter))
                } else if let plain = NameLetters.plain[letter] {
                    bytes += plain
                }
            }
            return bytes
        case .cyrillic: return cyrillic(letters)
        case .armenian: return plainBytes(Transliteration(.armenian, .press).latin(text))
        case .georgian: return plainBytes(Transliteration(.georgian, .press).latin(text))
        case .greek, .hebrew, .arabic, .kana, .hangul:
            let bytes = NameTransducer.shared.latin(of: symbols)
            return bytes.isEmpty ? romanised(text) : bytes
        case .han, .other: return romanised(text)
        }
    }

    private static func plainBytes(_ text: String) -> [UInt8] {
        text.utf8.filter { (97...122).contains($0) || (48...57).contains($0) }
    }

    /// What no table here knows, by Unicode's own transliteration.
    private static func romanised(_ text: String) -> [UInt8] {
        let latin = text.prefix(64).description.applyingTransform(
            StringTransform("Any-Latin; Latin-ASCII; Lower"), reverse: false)
        return plainBytes(latin ?? "")
    }

    private static let cyrillicLetters: [UInt32: (common: [UInt8], ukrainian: [UInt8])] = {
        var table: [UInt32: ([UInt8], [UInt8])] = [:]
        for value in 0x430...0x52F as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let letter = String(scalar)
            let known = Transliteration.spellingsOfLetter(letter)
            let learnt = NameTransducer.shared.latin(of: NameTransducer.shared.symbols(of: [value]))
            table[value] = (known.common ?? learnt, known.ukrainian ?? known.common ?? learnt)
        }
        return table
    }()

    /// Letter by letter: what looks the same in Russian and its neighbours gets the same Latin form.
    private static func cyrillic(_ letters: [UInt32]) -> [UInt8] {
        let isUkrainian = letters.contains { $0 == 0x456 || $0 == 0x457 || $0 == 0x454 || $0 == 0x491 }
        var bytes: [UInt8] = []
        for letter in letters {
            if letter < 128 { bytes.append(UInt8(letter)) }
            guard let forms = cyrillicLetters[letter] else { continue }
            bytes += isUkrainian ? forms.ukrainian : forms.common
        }
        return bytes
    }
}

extension Transliteration {
    /// The plain Latin forms of one Cyrillic letter, read as Russian or else as a neighbour's, and as Ukrainian.
    static func spellingsOfLetter(_ letter: String) -> (common: [UInt8]?, ukrainian: [UInt8]?) {
        func spelling(_ language: TranslitLanguage) -> [UInt8]? {
            // Behind a consonant, so that it is not the form for the start of a word.
            let latin = Transliteration(language, .passport).latin("б" + letter)
            guard latin.utf8.allSatisfy({ $0 < 128 }) else { return nil }
            return Array(latin.utf8.dropFirst())
        }
        let common = [.russian, .kazakh, .ukrainian, .belarusian].lazy.compactMap { spelling($0) }.first
        return (common, spelling(.ukrainian))
    }
}
