import Foundation

/// The writing that a word of a name is in.
public enum NameScript: UInt8, Sendable, CaseIterable {
    case latin, cyrillic, armenian, georgian, greek, hebrew, arabic, kana, hangul, han, other, digits

    /// The writing of the first letter of `text`; nil when there is none.
    public init?(of text: String) {
        guard let script = text.unicodeScalars.lazy.compactMap({ NameScript.of($0) }).first else { return nil }
        self = script
    }

    /// The writing that a letter belongs to; nil for marks, spaces and points.
    static func of(_ scalar: Unicode.Scalar) -> NameScript? {
        switch scalar.value {
        case 0x30...0x39: return .digits
        case 0x41...0x5A, 0x61...0x7A, 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF:
            return .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: return scalar.properties.isAlphabetic ? .greek : nil
        case 0x400...0x481, 0x48A...0x52F: return .cyrillic
        case 0x531...0x556, 0x560...0x588: return .armenian
        case 0x5D0...0x5EA: return .hebrew
        case 0x620...0x63F, 0x641...0x64A, 0x66E...0x6D3: return .arabic
        case 0x660...0x669, 0x6F0...0x6F9: return .digits
        case 0x10A0...0x10FF, 0x1C90...0x1CBF: return .georgian
        case 0x3041...0x3096, 0x30A1...0x30F6, 0x30FC: return .kana
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: return .han
        case 0x1100...0x11FF, 0xAC00...0xD7A3: return .hangul
        default: return scalar.properties.isAlphabetic ? .other : nil
        }
    }
}

/// Letters of names brought to the forms that are compared.
enum NameLetters {
    /// Latin letters that are no plain letter with a mark.
    private static let special: [UInt32: String] = [
        0xDF: "ss", 0xE6: "ae", 0xF0: "d", 0xF8: "o", 0xFE: "th", 0x111: "d", 0x127: "h", 0x131: "i", 0x133: "ij",
        0x138: "k", 0x142: "l", 0x14B: "n", 0x153: "oe", 0x167: "t", 0x180: "b", 0x188: "c", 0x18F: "a", 0x199: "k",
        0x1B6: "z", 0x1DD: "e", 0x253: "b", 0x254: "o", 0x256: "d", 0x257: "d", 0x259: "a", 0x25B: "e", 0x268: "i",
    ]

    /// Each Latin letter with marks to its plain letters, made once.
    static let plain: [UInt32: [UInt8]] = {
        var table: [UInt32: [UInt8]] = [:]
        for value in Array(0xDF...0x2AF) + Array(0x1E00...0x1EFF) as [UInt32] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            if let text = special[value] {
                table[value] = Array(text.utf8)
                continue
            }
            let parts = String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars
            let bytes = parts.filter { (97...122).contains($0.value) }.map { UInt8($0.value) }
            if !bytes.isEmpty { table[value] = bytes }
        }
        return table
    }()

    /// Letters of one writing that look like letters of another: Cyrillic and Greek to Latin.
    static let lookalikes: [UInt32: UInt32] = [
        0x430: 0x61, 0x435: 0x65, 0x43E: 0x6F, 0x440: 0x70, 0x441: 0x63, 0x443: 0x79, 0x445: 0x78, 0x456: 0x69,
        0x458: 0x6A, 0x455: 0x73, 0x432: 0x62, 0x43A: 0x6B, 0x43C: 0x6D, 0x43D: 0x68, 0x442: 0x74, 0x501: 0x64,
        0x4BB: 0x68, 0x3BF: 0x6F, 0x3B1: 0x61, 0x3BD: 0x76, 0x3C1: 0x70, 0x3B9: 0x69, 0x3BA: 0x6B, 0x3C4: 0x74,
    ]
    /// The same from Latin to Cyrillic.
    static let lookalikesBack: [UInt32: UInt32] = [
        0x61: 0x430, 0x65: 0x435, 0x6F: 0x43E, 0x70: 0x440, 0x63: 0x441, 0x79: 0x443, 0x78: 0x445, 0x69: 0x456,
        0x6A: 0x458, 0x73: 0x455, 0x62: 0x432, 0x6B: 0x43A, 0x6D: 0x43C, 0x68: 0x43D, 0x74: 0x442,
    ]

    /// Digits that stand for letters inside a word (`Ig0r`).
    static let digitLetters: [UInt32: UInt32] = [
        0x30: 0x6F, 0x31: 0x69, 0x33: 0x65, 0x34: 0x61, 0x35: 0x73, 0x37: 0x74, 0x39: 0x67,
    ]

    /// The letters of a word in lower case, composed, in one writing where another was mixed in by its looks.
    static func letters(of word: [Unicode.Scalar]) -> (letters: [UInt32], script: NameScript) {
        var counts = [Int](repeating: 0, count: NameScript.allCases.count)
        for scalar in word { if let script = NameScript.of(scalar) { counts[Int(script.rawValue)] += 1 } }
        let digits = counts[Int(NameScript.digits.rawValue)]
        counts[Int(NameScript.digits.rawValue)] = 0
        let most = counts.indices.max { counts[$0] < counts[$1] } ?? 0
        guard counts[most] > 0, let script = NameScript(rawValue: UInt8(most)) else {
            return (word.map { digit(of: $0) }, .digits)
        }
        let isMixed = counts.reduce(0, +) > counts[most]
        let hasDigitLetters = digits > 0 && digits <= 2 && counts[most] >= 3 && script == .latin
        guard isMixed || hasDigitLetters else { return (word.map(\.value), script) }
        return (
            word.map { scalar in
                let its = NameScript.of(scalar)
                if its == .digits { return hasDigitLetters ? digitLetters[scalar.value] ?? scalar.value : scalar.value }
                guard its != script else { return scalar.value }
                switch script {
                case .latin: return lookalikes[scalar.value] ?? scalar.value
                case .cyrillic: return lookalikesBack[scalar.value] ?? scalar.value
                default: return scalar.value
                }
            }, script
        )
    }

    /// Arabic-Indic digits as European ones.
    private static func digit(of scalar: Unicode.Scalar) -> UInt32 {
        switch scalar.value {
        case 0x660...0x669: scalar.value - 0x660 + 0x30
        case 0x6F0...0x6F9: scalar.value - 0x6F0 + 0x30
        default: scalar.value
        }
    }
}
