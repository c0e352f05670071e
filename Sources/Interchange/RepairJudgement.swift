/// Whether a text turned back into UTF-8 is surely the one that was meant.
///
/// Every character that came out of several bytes is judged by its neighbours: certain, doubtful, or absurd. One that
/// is absurd spoils the whole.
struct Judgement {
    private enum Verdict { case certain, doubtful, absurd }
    private enum Script { case latin, cyrillic, greek, armenian, georgian, hebrew, arabic, eastAsian, other }

    private let scalars: [Unicode.Scalar]
    /// Where each of `scalars` begins in `raw`.
    private let starts: [Int]
    private let raw: [UInt8]
    /// Whether the wrong reading was Windows-1251, in which the lead bytes are Cyrillic capitals.
    private let isCyrillic: Bool

    init(_ scalars: [Unicode.Scalar], raw: [UInt8], isCyrillic: Bool) {
        self.scalars = scalars
        self.raw = raw
        self.isCyrillic = isCyrillic
        var starts: [Int] = []
        var start = 0
        for scalar in scalars {
            starts.append(start)
            start += UTF8.width(scalar)
        }
        self.starts = starts
    }

    /// How many characters are certain; 0 as soon as one is absurd.
    func certainCount() -> Int {
        var count = 0
        for (place, scalar) in scalars.enumerated() where !scalar.isASCII {
            switch verdict(place, scalar) {
            case .certain: count += 1
            case .doubtful: break
            case .absurd: return 0
            }
        }
        return count
    }

    private func verdict(_ place: Int, _ scalar: Unicode.Scalar) -> Verdict {
        switch scalar.value {
        case 0x80..<0xA0: return .absurd
        case 0xA0...0xBF, 0xD7, 0xF7: return sign(place)
        case 0x300...0x36F:
            // An accent set on a small letter: the capital that stood there instead had no place within a word.
            return isLower(place - 1) ? .certain : .doubtful
        case 0x2010...0x22FF: return isCyrillic && !isPunctuation(scalar) ? .doubtful : .certain
        case 0x1F300...0x1FAFF: return .certain
        default: break
        }
        guard scalar.properties.isAlphabetic else { return .absurd }
        switch Self.script(scalar) {
        case .other: return .absurd
        case .latin: return latin(place, scalar)
        case let script: return isWordOf(script, place) ? .certain : .absurd
        }
    }

    private func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        (0x2010...0x203A).contains(scalar.value) || scalar == "№" || scalar == "€"
    }

    /// `20Â°C`: the capital before the sign had no place there. After a capital (`PAPÂ°`) it might have.
    private func sign(_ place: Int) -> Verdict {
        let isNoBreakSpace = scalars[place].value == 0xA0
        if isCyrillic || isNoBreakSpace || isUpper(place - 1) { return .doubtful }
        return isLetterOrDigit(place - 1) || isLetterOrDigit(place + 1) ? .certain : .doubtful
    }

    private func latin(_ place: Int, _ scalar: Unicode.Scalar) -> Verdict {
        guard isNeighbourLatin(place - 1), isNeighbourLatin(place + 1) else { return .absurd }
        let value = scalar.value
        let isKnown =
            (0xC0...0x17F).contains(value) || (0x218...0x21B).contains(value)
            || (0x1E00...0x1EFF).contains(value)
        guard isKnown else { return .absurd }
        if isCyrillic { return isASCIILetter(place - 1) || isASCIILetter(place + 1) ? .certain : .doubtful }
        let last = raw[starts[place] + UTF8.width(scalar) - 1]
        if last == 0xA0 { return isLower(place - 1) ? .certain : .doubtful }
        if scalar.properties.isLowercase {
            // Small among capitals: the capitals may be right and the sign behind them too (`IRMÃ®`).
            if isUpper(place - 1), isUpper(place - 2) { return .doubtful }
            return isLetter(place - 1) || isLower(place + 1) ? .certain : .doubtful
        }
        if isLower(place - 1) { return .doubtful }
        // The second byte was a letter, such as ƒ or œ, which no capital is followed by.
        if Self.wasLetter(last) { return isLetter(place - 1) || isLetter(place + 1) ? .certain : .doubtful }
        // It was a sign. At a word's end that may be right (`MANHÃ…`), and dashes and quotes join words.
        guard isLetter(place + 1) else { return .doubtful }
        let isJoining = [0x91, 0x92, 0x96, 0x97, 0xB4, 0xB7].contains(last)
        return isJoining && raw[starts[place]] != 0xC3 ? .doubtful : .certain
    }

    /// Whether Windows-1252 reads the byte as a letter.
    private static func wasLetter(_ byte: UInt8) -> Bool {
        [0x83, 0x8A, 0x8C, 0x8E, 0x9A, 0x9C, 0x9E, 0x9F].contains(byte)
    }

    /// Whether the letters around `place` are all of one script; and there is more than one of that script in the text.
    private func isWordOf(_ script: Script, _ place: Int) -> Bool {
        for step in [-1, 1] {
            var other = place + step
            while isLetter(other) {
                guard Self.script(scalars[other]) == script, !scalars[other].isASCII else { return false }
                other += step
            }
        }
        return scalars.lazy.filter { !$0.isASCII && Self.script($0) == script }.prefix(2).count == 2
    }

    private static func script(_ scalar: Unicode.Scalar) -> Script {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF: .latin
        case 0x370...0x3FF: .greek
        // Letters of living languages; the old ones between are what right Latin words turn into.
        case 0x400...0x45F, 0x490...0x4FF: .cyrillic
        case 0x531...0x587: .armenian
        case 0x5D0...0x5EA: .hebrew
        case 0x620...0x64A, 0x671...0x6D3: .arabic
        case 0x10D0...0x10FF: .georgian
        case 0xE01...0xE4E, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: .eastAsian
        default: .other
        }
    }

    private func scalar(_ place: Int) -> Unicode.Scalar? { scalars.indices.contains(place) ? scalars[place] : nil }
    private func isLetter(_ place: Int) -> Bool { scalar(place)?.properties.isAlphabetic ?? false }
    private func isUpper(_ place: Int) -> Bool { scalar(place)?.properties.isUppercase ?? false }
    private func isLower(_ place: Int) -> Bool { scalar(place)?.properties.isLowercase ?? false }
    private func isLetterOrDigit(_ place: Int) -> Bool {
        scalar(place).map { $0.properties.isAlphabetic || ("0"..."9").contains($0) } ?? false
    }
    private func isASCIILetter(_ place: Int) -> Bool { isLetter(place) && scalars[place].isASCII }
    private func isNeighbourLatin(_ place: Int) -> Bool {
        scalar(place).map { !$0.properties.isAlphabetic || Self.script($0) == .latin || $0.value < 0xC0 } ?? true
    }
}
