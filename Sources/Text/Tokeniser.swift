/// One word of a text as search sees it.
public struct Word: Equatable, Sendable {
    /// What all forms of the word have in common, for matching.
    public let stem: String
    /// The word without case and accents, as `folded` writes it.
    public let folded: String
    /// Its bytes in the text's UTF-8.
    public let range: Range<Int>
    /// Whether it is one of the words a language uses everywhere.
    public let isStop: Bool
    /// Whether it is the whole of a compound (`crisprcas9`) whose parts follow as words of their own.
    public let isWhole: Bool
    /// The language it was stemmed in; `unknown` for numbers, acronyms and scripts without a stemmer.
    public let language: Language
    /// As `folded` but with й, which is how the index keeps it.
    public let plain: String
}

/// One word while a text is scanned. Its bytes are valid only inside the closure it is handed to.
public struct Token {
    /// Lower case, without accents (й stays); UTF-8, at most `Tokeniser.longestWord` bytes a part.
    public let plain: UnsafeBufferPointer<UInt8>
    /// What it is to be stemmed in; `unknown` when it stays as it is.
    public let language: Language
    public let range: Range<Int>
    public let isWhole: Bool
}

/// Cuts texts into words. Not for several threads at once: it holds the stemmers and what they said before.
///
/// A word is letters and digits; `TiO2` and `5G` stay whole. Words joined by a hyphen (`CRISPR-Cas9`, `α-Fe2O3`,
/// `COVID-19`, `X-ray`), numbers joined by a dot and `R&D` give the whole, written together, and then the parts; where
/// all parts are long ordinary words, only the parts. Acronyms among words in lower case and words with digits are not
/// stemmed. A word that mixes Latin and Cyrillic letters that look alike is put into the alphabet of most of it.
public final class Tokeniser {
    /// What lies between two separators, possibly one of several parts of a compound.
    private struct Part {
        var (plainStart, plainEnd) = (0, 0)
        var (start, end) = (0, 0)
        var (letters, digits, uppers) = (0, 0, 0)
        var scripts: UInt32 = 0
        /// Holds a sign: C++, C#, R&D.
        var isSpecial = false
    }

    /// Bytes of a part that count; what is longer is no word, and its rest is dropped.
    public static let longestWord = 128
    private static let mostParts = 8

    private let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 2_048)
    private var used = 0
    private var parts: [Part] = []
    private var part = Part()
    private var isOpen = false
    private var text = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
    private var textLanguage: Language?
    private var hasLowerCase: Bool?
    private let letters = Letter.common
    private let stemmer = Stemmer()
    private var stems: [StemKey: String] = [:]

    private struct StemKey: Hashable {
        let plain: String
        let language: Language
    }

    public init() { parts.reserveCapacity(Self.mostParts) }
    deinit { buffer.deallocate() }

    /// The words of a text in their order. `language` overrides the detected one for words in Latin letters.
    public func words(of text: String, language: Language? = nil) -> [Word] {
        var words: [Word] = []
        scan(text, language: language) { words.append(word($0)) }
        return words
    }

    private func word(_ token: Token) -> Word {
        let plain = String(decoding: token.plain, as: UTF8.self)
        let stop = token.language != .unknown && StopWords.shared.contains(token.plain, in: token.language)
        return Word(
            stem: stem(token, plain), folded: plain.contains("й") ? String(plain.map { $0 == "й" ? "и" : $0 }) : plain,
            range: token.range, isStop: stop, isWhole: token.isWhole, language: token.language, plain: plain)
    }

    private func stem(_ token: Token, _ plain: String) -> String {
        guard token.language != .unknown else { return plain }
        let key = StemKey(plain: plain, language: token.language)
        if let known = stems[key] { return known }
        if stems.count > 50_000 { stems.removeAll(keepingCapacity: true) }
        let stem = stemmer.stem(token.plain, token.language) { String(decoding: $0, as: UTF8.self) }
        stems[key] = stem
        return stem
    }

    /// The stem of a plain word in a language.
    public func stem(of plain: String, in language: Language) -> String {
        var plain = plain
        return plain.withUTF8 { bytes in
            stemmer.stem(bytes, language) { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// Hands the stem's bytes of a plain word to `body`; they are valid only inside it.
    public func withStem<Result>(
        of plain: UnsafeBufferPointer<UInt8>, in language: Language, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result { stemmer.stem(plain, language, body) }

    /// Whether a plain word is one of those its language uses everywhere.
    public static func isStop(_ plain: String, in language: Language) -> Bool {
        StopWords.shared.contains(plain.utf8, in: language)
    }

    /// Hands every word of a text to `body` without making strings.
    public func scan(_ text: String, language: Language? = nil, _ body: (Token) -> Void) {
        var text = text
        text.withUTF8 { scan($0, language: language, body) }
    }

    /// The same on UTF-8; bytes that are no UTF-8 separate words.
    public func scan(_ bytes: UnsafeBufferPointer<UInt8>, language: Language? = nil, _ body: (Token) -> Void) {
        (text, textLanguage, hasLowerCase, isOpen, used) = (bytes, language, nil, false, 0)
        parts.removeAll(keepingCapacity: true)
        var index = 0
        while index < bytes.count {
            let start = index
            let letter = next(&index)
            switch letter.kind {
            case .letter, .digit: take(letter, from: start, to: index)
            case .mark: if isOpen { compose(bytes, start) }
            case .ideograph:
                finish(body)
                take(letter, from: start, to: index)
                finish(body)
            case .apostrophe: if !isOpen || !peek(index).isPartOfWord || isElision(peek(index)) { finish(body) }
            case .hyphen, .dot, .ampersand: if !joins(letter.kind, to: peek(index)) { finish(body) }
            case .plus, .hash: takeSign(letter, &index, body)
            case .separator: if isOpen { finish(body) }
            }
        }
        finish(body)
        text = UnsafeBufferPointer(start: nil, count: 0)
    }

    // MARK: One letter after another

    /// The letter at `index`, which moves behind it.
    private func next(_ index: inout Int) -> Letter {
        let first = text[index]
        index += 1
        if first < 0x80 { return letters[Int(first)] }
        guard first >= 0xC2, first < 0xF5 else { return .separator }
        let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
        guard index + more <= text.count else { return .separator }
        var value = UInt32(first) & (0x3F >> UInt32(more))
        for offset in 0..<more {
            guard text[index + offset] & 0xC0 == 0x80 else { return .separator }
            value = value << 6 | UInt32(text[index + offset] & 0x3F)
        }
        index += more
        if value < 0x2100 { return letters[Int(value)] }
        return Unicode.Scalar(value).map { Letter(of: $0) } ?? .separator
    }

    private func peek(_ index: Int) -> Letter {
        var index = index
        return index < text.count ? next(&index) : .separator
    }

    private func take(_ letter: Letter, from start: Int, to end: Int) {
        if !isOpen {
            isOpen = true
            part = Part()
            (part.start, part.plainStart, part.plainEnd) = (start, used, used)
        }
        part.end = end
        if letter.kind == .digit {
            part.digits += 1
        } else {
            part.letters += 1
            if letter.isUpper { part.uppers += 1 }
            part.scripts |= 1 << letter.script
        }
        guard used - part.plainStart <= Self.longestWord - 16 else { return }
        if letter.isDouble {
            var index = start
            for scalar in Letter.plain(decode(&index)) { put(scalar) }
        } else {
            put(letter.plain)
        }
        part.plainEnd = used
    }

    private func decode(_ index: inout Int) -> Unicode.Scalar {
        let start = index
        _ = next(&index)
        return String(decoding: text[start..<index], as: UTF8.self).unicodeScalars.first ?? " "
    }

    private func put(_ value: UInt32) {
        if value < 0x80 {
            buffer[used] = UInt8(value)
            used += 1
        } else if value < 0x800 {
            buffer[used] = 0xC0 | UInt8(value >> 6)
            buffer[used + 1] = 0x80 | UInt8(value & 0x3F)
            used += 2
        } else if let scalar = Unicode.Scalar(value) {
            for byte in String(scalar).utf8 {
                buffer[used] = byte
                used += 1
            }
        }
    }

    /// A breve after и makes й; every other accent goes.
    private func compose(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) {
        guard used >= part.plainStart + 2, buffer[used - 2] == 0xD0, buffer[used - 1] == 0xB8,
            start + 1 < bytes.count, bytes[start] == 0xCC, bytes[start + 1] == 0x86
        else { return }
        buffer[used - 1] = 0xB9
    }

    /// Articles and pronouns that French and Italian hang on a word: l'université, dell'arte.
    private func isElision(_ next: Letter) -> Bool {
        guard next.kind == .letter, part.digits == 0, part.letters <= 6 else { return false }
        let bytes = buffer[part.plainStart..<part.plainEnd]
        switch bytes.count {
        case 1: return "ldjmnstc".utf8.contains(bytes[bytes.startIndex])
        case 2...6:
            return ["qu", "un", "all", "dell", "nell", "dall", "sull", "jusqu", "lorsqu", "puisqu"].contains {
                $0.utf8.elementsEqual(bytes)
            }
        default: return false
        }
    }

    // MARK: Compounds

    /// Whether a sign joins the open part and what follows into a compound; then the part is closed and kept.
    private func joins(_ kind: Letter.Kind, to next: Letter) -> Bool {
        guard isOpen, next.isPartOfWord, parts.count < Self.mostParts - 1 else { return false }
        switch kind {
        case .dot:
            guard part.letters == 0, next.kind == .digit else { return false }
        case .ampersand:
            guard part.uppers > 0, part.letters <= 2, next.isUpper else { return false }
        default: break
        }
        close()
        if kind == .dot { put(46) }
        if kind == .ampersand {
            put(38)
            parts[parts.count - 1].isSpecial = true
        }
        return true
    }

    private func takeSign(_ letter: Letter, _ index: inout Int, _ body: (Token) -> Void) {
        if isOpen, part.letters == 1, part.digits == 0, !peek(index).isPartOfWord {
            if letter.kind == .hash {
                put(35)
                part.isSpecial = true
            } else if peek(index).kind == .plus {
                put(43)
                put(43)
                index += 1
                part.isSpecial = true
            }
            if part.isSpecial { (part.plainEnd, part.end) = (used, index) }
        }
        finish(body)
    }

    private func close() {
        guard isOpen else { return }
        isOpen = false
        let mixed: UInt32 = 1 << UInt32(Script.latin.rawValue) | 1 << UInt32(Script.cyrillic.rawValue)
        if part.scripts & mixed == mixed { unify() }
        parts.append(part)
    }

    /// Puts a word of two alphabets into one of them, if letters that look alike are all that keeps it from that.
    private func unify() {
        let scalars = Array(String(decoding: buffer[part.plainStart..<part.plainEnd], as: UTF8.self).unicodeScalars)
        let latin = scalars.count { Script.of($0) == .latin }
        let cyrillic = scalars.count { Script.of($0) == .cyrillic }
        let asLatin = scalars.map { Script.of($0) == .cyrillic ? Lookalikes.latin($0.value) : $0.value }
        let asCyrillic = scalars.map { Script.of($0) == .latin ? Lookalikes.cyrillic($0.value) : $0.value }
        let tries = latin >= cyrillic ? [asLatin, asCyrillic] : [asCyrillic, asLatin]
        guard let chosen = tries.first(where: { !$0.contains(nil) }) else { return }
        used = part.plainStart
        for value in chosen.compactMap(\.self) { put(value) }
        part.plainEnd = used
        let script: Script = chosen == asLatin ? .latin : .cyrillic
        part.scripts = 1 << UInt32(script.rawValue)
    }

    /// Hands out what was gathered.
    private func finish(_ body: (Token) -> Void) {
        close()
        guard !parts.isEmpty else { return }
        if parts.count > 1, isOneThing {
            var whole = parts[0]
            for part in parts.dropFirst() {
                (whole.plainEnd, whole.end) = (part.plainEnd, part.end)
                whole.digits += part.digits
                whole.scripts |= part.scripts
                whole.isSpecial = whole.isSpecial || part.isSpecial || isAcronym(part)
            }
            emit(whole, isWhole: true, body)
        }
        for part in parts where part.plainEnd > part.plainStart { emit(part, isWhole: false, body) }
        parts.removeAll(keepingCapacity: true)
        used = 0
    }

    /// Whether a compound is looked for as one: a part is a number, a formula, an acronym or a letter or two, or the
    /// first of two is a short word (`non-linear`).
    private var isOneThing: Bool {
        parts.count == 2 && parts[0].letters <= 5
            || parts.contains { $0.digits > 0 || $0.letters <= 2 || $0.isSpecial || isAcronym($0) }
    }

    private func isAcronym(_ part: Part) -> Bool {
        guard part.uppers >= 2, part.uppers == part.letters, part.letters <= 6 else { return false }
        if hasLowerCase == nil { hasLowerCase = containsLowerCase() }
        return hasLowerCase ?? false
    }

    /// In a text all in capitals they say nothing.
    private func containsLowerCase() -> Bool {
        var index = 0
        while index < text.count {
            let letter = next(&index)
            if letter.kind == .letter, !letter.isUpper { return true }
        }
        return false
    }

    private func emit(_ part: Part, isWhole: Bool, _ body: (Token) -> Void) {
        let stays = part.digits > 0 || (part.isSpecial && isWhole) || part.isSpecial && parts.count == 1
        let language = stays || isAcronym(part) ? .unknown : language(part.scripts)
        body(
            Token(
                plain: UnsafeBufferPointer(rebasing: buffer[part.plainStart..<part.plainEnd]), language: language,
                range: part.start..<part.end, isWhole: isWhole))
    }

    private func language(_ scripts: UInt32) -> Language {
        switch scripts {
        case 1 << UInt32(Script.latin.rawValue):
            if let textLanguage { return textLanguage }
            let detected = StopWords.shared.latinLanguage(of: text) ?? .english
            textLanguage = detected
            return detected
        case 1 << UInt32(Script.cyrillic.rawValue): return .russian
        case 1 << UInt32(Script.armenian.rawValue): return .armenian
        case 1 << UInt32(Script.greek.rawValue): return .greek
        default: return .unknown
        }
    }
}
