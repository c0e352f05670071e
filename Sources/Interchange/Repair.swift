/// Repairs of dirty data that are certain; what is doubtful stays as it came.
public enum Repair {
    /// The text as it was meant when UTF-8 was read as Windows-1252, Latin-1 or Windows-1251, once or several times:
    /// `MÃ¼nchen` → `München`, `РњРѕСЃРєРІР°` → `Москва`. Nil when the text is right or when that is not certain.
    ///
    /// The whole text must turn back into valid UTF-8, which right text hardly ever does; `SÃO PAULO` does not. As
    /// some right texts do (`CAFÉ™`, `HYVÄ–PAHA`), one character at least must besides be wrong beyond doubt by its
    /// neighbours, and none may come out in a script that its word is not written in.
    public static func mojibake(_ text: String) -> String? { undone(text, rounds: 3) }

    /// Each round undoes one wrong reading. What lies between two of them need not look right, only the end must.
    private static func undone(_ text: String, rounds: Int) -> String? {
        guard rounds > 0, text.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        for misreading in [Misreading.windows1252, .windows1251] {
            guard let attempt = misreading.undone(text) else { continue }
            if let deeper = undone(attempt.text, rounds: rounds - 1) { return deeper }
            if attempt.isCertain { return attempt.text }
        }
        return nil
    }

    /// The ISO 3166-1 code for a country code as European institutions write it: `UK` → `GB`, `EL` → `GR`. Other codes
    /// come back as they are, in capitals and without surrounding spaces.
    public static func isoCountry(europeanCode code: String) -> String {
        let code = String(code.uppercased().filter { !$0.isWhitespace })
        return switch code {
        case "UK": "GB"
        case "EL": "GR"
        default: code
        }
    }
}

/// UTF-8 read as a character set of one byte.
struct Misreading: Sendable {
    /// The byte of each character above ASCII.
    private let bytes: [Unicode.Scalar: UInt8]
    private let isCyrillic: Bool

    static let windows1252 = Misreading(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ", highStart: 0xA0, alsoLatin1: true)
    static let windows1251 = Misreading(
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї°±Ііґµ¶·ё№є»јЅѕї", highStart: 0x410,
        alsoLatin1: false)

    /// `first`: the characters of the bytes from 0x80 on; those after them follow one another from `highStart`.
    private init(_ first: String, highStart: UInt32, alsoLatin1: Bool) {
        var bytes: [Unicode.Scalar: UInt8] = [:]
        var byte = 0x80
        for scalar in first.unicodeScalars {
            bytes[scalar] = UInt8(byte)
            byte += 1
        }
        for (place, byte) in (byte...0xFF).enumerated() {
            if let scalar = Unicode.Scalar(highStart + UInt32(place)) { bytes[scalar] = UInt8(byte) }
        }
        // Latin-1 reads these bytes as control characters, which no right text holds.
        if alsoLatin1 { for byte in UInt8(0x80)...0x9F { bytes[Unicode.Scalar(byte)] = byte } }
        self.bytes = bytes
        isCyrillic = !alsoLatin1
    }

    /// The text read rightly and whether that is surely what was meant; nil when it cannot be UTF-8.
    func undone(_ text: String) -> (text: String, isCertain: Bool)? {
        var raw: [UInt8] = []
        raw.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                raw.append(UInt8(scalar.value))
            } else if let byte = bytes[scalar] {
                raw.append(byte)
            } else {
                return nil
            }
        }
        // A lost no-break space: Cyrillic `Р` is D0 A0, and many programmes turn A0 into a plain space.
        let lost = raw.indices.dropLast().filter { raw[$0] == 0xD0 && raw[$0 + 1] == 0x20 }
        for place in lost { raw[place + 1] = 0xA0 }
        guard raw.withUnsafeBufferPointer({ firstInvalidByte(in: $0) }) == nil else { return nil }
        let result = String(decoding: raw, as: UTF8.self)
        let judgement = Judgement(Array(result.unicodeScalars), raw: raw, isCyrillic: isCyrillic)
        return (result, judgement.certainCount() > (lost.isEmpty ? 0 : 2))
    }
}
