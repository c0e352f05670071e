/// The words each language uses everywhere: they say which language a text is in and carry no meaning in a search.
/// All as the tokeniser writes words: lower case, without accents and apostrophes, й kept.
struct StopWords: Sendable {
    static let shared = StopWords()

    /// A bit for each language whose stop word it is; open addressing on the word's bytes.
    private let keys: [UInt64]
    private let masks: [UInt32]
    private let long: [String: UInt32]
    private static let slots = 4_096

    private init() {
        var all: [String: UInt32] = [:]
        for (language, words) in Self.lists {
            for word in words.split(whereSeparator: \.isWhitespace) {
                all[String(word), default: 0] |= 1 << UInt32(language.rawValue)
            }
        }
        var keys = [UInt64](repeating: 0, count: Self.slots)
        var masks = [UInt32](repeating: 0, count: Self.slots)
        var long: [String: UInt32] = [:]
        for (word, mask) in all {
            guard let key = Self.key(Array(word.utf8)[...]) else {
                long[word] = mask
                continue
            }
            var slot = Self.slot(key)
            while keys[slot] != 0 { slot = (slot + 1) & (Self.slots - 1) }
            keys[slot] = key
            masks[slot] = mask
        }
        (self.keys, self.masks, self.long) = (keys, masks, long)
    }

    /// Words of up to eight bytes as one number: most stop words are short.
    private static func key(_ bytes: some Collection<UInt8>) -> UInt64? {
        guard !bytes.isEmpty, bytes.count <= 8 else { return nil }
        var key: UInt64 = 0
        for byte in bytes { key = key << 8 | UInt64(byte) }
        return key
    }
    private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 52) }

    private func mask(key: UInt64) -> UInt32 {
        var slot = Self.slot(key)
        while keys[slot] != 0 {
            if keys[slot] == key { return masks[slot] }
            slot = (slot + 1) & (Self.slots - 1)
        }
        return 0
    }

    /// Whether a word, as the tokeniser writes it, says nothing in this language.
    func contains(_ word: some Collection<UInt8>, in language: Language) -> Bool {
        let mask = Self.key(word).map(mask(key:)) ?? long[String(decoding: word, as: UTF8.self)] ?? 0
        return mask & (1 << UInt32(language.rawValue)) != 0
    }

    /// Which language a text in Latin letters is in, by its stop words; nil when too few of them say so.
    func latinLanguage(of text: String) -> Language? {
        var text = text
        return text.withUTF8 { latinLanguage(of: $0) }
    }

    /// The same on bytes. Only the first bytes are looked at: a language shows within some dozens of words.
    func latinLanguage(of bytes: UnsafeBufferPointer<UInt8>) -> Language? {
        var counts = SIMD32<UInt8>(repeating: 0)
        var key: UInt64 = 0
        var length = 0
        let end = min(bytes.count, 1_200)
        for index in 0...end {
            let byte = index < end ? bytes[index] : 32
            if byte | 0x20 >= 97, byte | 0x20 <= 122 {
                key = key << 8 | UInt64(byte | 0x20)
                length += 1
            } else if byte >= 0x80 {
                // A letter with an accent; stop words with one are written without it below.
                if byte == 0xC3, index + 1 < end, let plain = Self.latin1(bytes[index + 1]) {
                    key = key << 8 | UInt64(plain)
                    length += 1
                } else if byte >= 0xC0 {
                    length += byte == 0xC3 ? 0 : 9
                }
            } else {
                if length > 0, length <= 8 {
                    var mask = mask(key: key)
                    while mask != 0 {
                        let language = mask.trailingZeroBitCount
                        if counts[language] < 255 { counts[language] += 1 }
                        mask &= mask - 1
                    }
                }
                key = 0
                length = 0
            }
        }
        var best = Language.english
        for language in Language.latin
        where counts[Int(language.rawValue)] > counts[Int(best.rawValue)] { best = language }
        return counts[Int(best.rawValue)] >= 2 ? best : nil
    }

    /// The plain letter of the second byte of À…ÿ in UTF-8.
    private static func latin1(_ byte: UInt8) -> UInt8? {
        switch byte | 0x20 {
        case 0xA0...0xA5: 97
        case 0xA7: 99
        case 0xA8...0xAB: 101
        case 0xAC...0xAF: 105
        case 0xB1: 110
        case 0xB2...0xB6: 111
        case 0xB9...0xBC: 117
        default: nil
        }
    }
}
