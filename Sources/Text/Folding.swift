import Foundation

/// Text as it is compared: without case, accents, width and punctuation, words apart by one space. `Ёлкин, É.` becomes
/// `елкин e`.
public func folded(_ text: String) -> String {
    var bytes: [UInt8] = []
    if foldPlain(text, into: &bytes) { return String(decoding: bytes, as: UTF8.self) }
    let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    var result = ""
    result.reserveCapacity(plain.utf8.count)
    var isBetween = true
    for scalar in plain.unicodeScalars {
        if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
            result.unicodeScalars.append(scalar)
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
