/// A writing system, as far as the programme tells them apart.
public enum Script: UInt8, CaseIterable, Sendable {
    case other, latin, cyrillic, greek, armenian, georgian, hebrew, arabic, devanagari, han, kana, hangul

    /// The script of one letter; `other` for digits, marks and punctuation.
    public static func of(_ scalar: Unicode.Scalar) -> Script {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: .latin
        case 0..<0xAA: .other
        case 0xAA, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2AF, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xA720...0xA7FF,
            0xFF21...0xFF3A, 0xFF41...0xFF5A:
            .latin
        case 0x370...0x3FF, 0x1F00...0x1FFF: .greek
        case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: .cyrillic
        case 0x531...0x58F, 0xFB13...0xFB17: .armenian
        case 0x5D0...0x5F4, 0xFB1D...0xFB4F: .hebrew
        case 0x620...0x6FF, 0x750...0x77F, 0xFB50...0xFDFF, 0xFE70...0xFEFC: .arabic
        case 0x900...0x97F: .devanagari
        case 0x10A0...0x10FF, 0x1C90...0x1CBF, 0x2D00...0x2D2F: .georgian
        case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7AF: .hangul
        case 0x3040...0x30FF, 0xFF66...0xFF9F: .kana
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: .han
        default: .other
        }
    }

    /// The script most letters of a text are written in; the one met first among equals, `other` without letters.
    public static func dominant(in text: String) -> Script {
        var counts = [Int](repeating: 0, count: allCases.count)
        var best = Script.other
        for scalar in text.unicodeScalars {
            let script = of(scalar)
            guard script != .other else { continue }
            counts[Int(script.rawValue)] += 1
            if best == .other { best = script }
        }
        for script in allCases where counts[Int(script.rawValue)] > counts[Int(best.rawValue)] { best = script }
        return best
    }
}
