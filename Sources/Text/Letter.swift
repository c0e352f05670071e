import Foundation

/// What the tokeniser knows of one character: its kind, its script, and how it is written plainly: lower case, without
/// accent and width, except й, which stemmers need.
struct Letter {
    enum Kind: UInt32 {
        case separator, letter, digit, ideograph, mark, apostrophe, hyphen, dot, ampersand, plus, hash
    }

    /// Plain scalar in bits 0–20, kind in 21–24, script in 25–28, upper case in 29, a second plain scalar in 30.
    private let packed: UInt32

    private init(_ plain: UInt32, _ kind: Kind, _ script: Script, isUpper: Bool, isDouble: Bool) {
        packed =
            plain | kind.rawValue << 21 | UInt32(script.rawValue) << 25 | (isUpper ? 1 << 29 : 0)
            | (isDouble ? 1 << 30 : 0)
    }

    var plain: UInt32 { packed & 0x1F_FFFF }
    var kind: Kind { Kind(rawValue: packed >> 21 & 15) ?? .separator }
    var script: UInt32 { packed >> 25 & 15 }
    var isUpper: Bool { packed >> 29 & 1 == 1 }
    /// Whether more scalars follow the plain one, as in ß and ﬁ.
    var isDouble: Bool { packed >> 30 & 1 == 1 }
    var isPartOfWord: Bool { kind == .letter || kind == .digit }

    static let separator = Letter(32, .separator, .other, isUpper: false, isDouble: false)

    static let commonEnd: UInt32 = 0x2100
    /// The characters below U+2100, worked out once and kept for good: Latin, Greek, Cyrillic, Armenian, Georgian and
    /// their like. A bare pointer, because it is asked for every letter of every text.
    nonisolated(unsafe) static let common: UnsafePointer<Letter> = {
        let letters = UnsafeMutablePointer<Letter>.allocate(capacity: Int(commonEnd))
        for value in 0..<commonEnd {
            (letters + Int(value)).initialize(to: Unicode.Scalar(value).map { Letter(of: $0) } ?? separator)
        }
        return UnsafePointer(letters)
    }()

    init(of scalar: Unicode.Scalar) {
        let script = Script.of(scalar)
        if let kind = Self.punctuation(scalar) {
            self.init(scalar.value, kind, .other, isUpper: false, isDouble: false)
        } else if script == .han {
            self.init(scalar.value, .ideograph, script, isUpper: false, isDouble: false)
        } else if scalar == "й" || scalar == "Й" {
            self.init(0x439, .letter, script, isUpper: scalar == "Й", isDouble: false)
        } else if let digit = Self.smallDigit(scalar) {
            self.init(48 + digit, .digit, .other, isUpper: false, isDouble: false)
        } else {
            let properties = scalar.properties
            let isDigit = properties.numericType != nil
            guard isDigit || properties.isAlphabetic else {
                let isMark = properties.generalCategory == .nonspacingMark || properties.isDefaultIgnorableCodePoint
                self.init(scalar.value, isMark ? .mark : .separator, .other, isUpper: false, isDouble: false)
                return
            }
            let plain = Self.plain(scalar)
            self.init(
                plain.first ?? scalar.value, isDigit ? .digit : .letter, script, isUpper: properties.isUppercase,
                isDouble: plain.count > 1)
        }
    }

    /// All plain scalars of a character.
    static func plain(_ scalar: Unicode.Scalar) -> [UInt32] {
        String(scalar).folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
            .flatMap { OwnLetter.plain($0.value) ?? [$0.value] }
    }

    private static func punctuation(_ scalar: Unicode.Scalar) -> Kind? {
        switch scalar {
        case "'", "’", "ʼ", "ʹ", "`", "՚": .apostrophe
        case "-", "\u{2010}", "\u{2011}", "\u{2013}", "֊": .hyphen
        case ".": .dot
        case "&": .ampersand
        case "+": .plus
        case "#": .hash
        default: nil
        }
    }

    /// Digits above and below the line, as chemists write them.
    private static func smallDigit(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar.value {
        case 0x2080...0x2089: scalar.value - 0x2080
        case 0x2070, 0x2074...0x2079: scalar.value - 0x2070
        case 0xB9: 1
        case 0xB2, 0xB3: scalar.value - 0xB0
        default: nil
        }
    }
}

/// Letters that look alike in Latin and Cyrillic: a word with both alphabets is a slip of the keyboard or a trick.
enum Lookalikes {
    private static let pairs: [(latin: UInt32, cyrillic: UInt32)] = zip(
        "aeopcxyikmthbsj".unicodeScalars, "аеорсхуікмтнвѕј".unicodeScalars
    ).map { ($0.value, $1.value) }

    static func latin(_ value: UInt32) -> UInt32? { pairs.first { $0.cyrillic == value }?.latin }
    static func cyrillic(_ value: UInt32) -> UInt32? { pairs.first { $0.latin == value }?.cyrillic }
}
