import Foundation

/// Text as it is compared: without case, accents, width and punctuation, words apart by one space, letters that other
/// keyboards lack as they are written there. `Ёлкин, É.` becomes `елкин e`, `Bjørn` becomes `bjorn`.
public func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    if foldPlain(text, into: &bytes) { return String(decoding: bytes, as: UTF8.self) }
    let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var result = ""
    result.reserveCapacity(plain.utf8.count)
    var isBetween = true
    for scalar in plain.unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            if scalar.value >= 0x80, let plain = OwnLetter.plain(scalar.value) {
                for value in plain.compactMap(Unicode.Scalar.init) { result.unicodeScalars.append(value) }
            } else {
                result.unicodeScalars.append(scalar)
            }
            isBetween = false
        } else if !isBetween, scalar != "'", scalar != "’", scalar != "ʼ", !scalar.properties.isDiacritic {
            result.append(" ")
            isBetween = true
        }
    }
    if result.hasSuffix(" ") { result.removeLast() }
    return result
}

/// The fast way for ASCII, which most of a Western directory is. False when the text needs the other.
private func foldPlain(_ text: String, into bytes: inout [UInt8]) -> Bool {
    bytes.reserveCapacity(text.utf8.count)
    var isBetween = true
    for byte in text.utf8 {
        switch byte {
        case 128...: return false
        case 65...90:
            bytes.append(byte + 32)
            isBetween = false
        case 97...122, 48...57:
            bytes.append(byte)
            isBetween = false
        case 39: continue
        default:
            if !isBetween { bytes.append(32) }
            isBetween = true
        }
    }
    if bytes.last == 32 { bytes.removeLast() }
    return true
}

/// Latin letters that are letters of their own and not others with an accent: who lacks the key writes them so.
enum OwnLetter {
    /// The letters for a small one, nil for every other.
    static func plain(_ value: UInt32) -> [UInt32]? {
        switch value {
        case 0xF8: [0x6F] // ø o
        case 0xE6: [0x61, 0x65] // æ ae
        case 0x153: [0x6F, 0x65] // œ oe
        case 0xDF: [0x73, 0x73] // ß ss
        case 0x142: [0x6C] // ł l
        case 0x111, 0xF0: [0x64] // đ ð d
        case 0x131: [0x69] // ı i
        case 0xFE: [0x74, 0x68] // þ th
        case 0x127: [0x68] // ħ h
        case 0x167: [0x74] // ŧ t
        case 0x14B: [0x6E] // ŋ n
        default: nil
        }
    }
}
