/// What remains of a name when it is said carelessly: its consonants in six classes, vowels only at the start. Names
/// that sound alike in several languages have a skeleton in common; a word has up to four, for letters that languages
/// read differently (`ch` in English and German, `j` in English and German, `h` spoken or not).
enum NameSkeleton {
    /// Sibilants and affricates S, gutturals K, labials P and F, dentals T, nasals M and N, liquids L and R, and A for
    /// a vowel at the start.
    static func keys(of latin: [UInt8]) -> [[UInt8]] {
        var keys: [[UInt8]] = [[]]
        var place = 0
        while place < latin.count {
            let (classes, length) = sound(in: latin, at: place)
            if classes.count > 1, keys.count <= 2 {
                keys = classes.flatMap { sound in keys.map { appended($0, sound) } }
            } else {
                keys = keys.map { appended($0, classes[0]) }
            }
            place += length
        }
        var distinct: [[UInt8]] = []
        for key in keys where !key.isEmpty && !distinct.contains(key) { distinct.append(key) }
        return distinct
    }

    private static func appended(_ key: [UInt8], _ sound: UInt8) -> [UInt8] {
        guard sound != 0 else { return key }
        if sound == vowel { return key.isEmpty ? [vowel] : key }
        return key.last == sound ? key : key + [sound]
    }

    private static let vowel = UInt8(ascii: "A")
    private static let (s, k, p, f) = (UInt8(ascii: "S"), UInt8(ascii: "K"), UInt8(ascii: "P"), UInt8(ascii: "F"))
    private static let (t, m, n, l, r) = (
        UInt8(ascii: "T"), UInt8(ascii: "M"), UInt8(ascii: "N"), UInt8(ascii: "L"), UInt8(ascii: "R")
    )

    /// The classes a letter or group may stand for, and how many letters it takes.
    private static func sound(in latin: [UInt8], at place: Int) -> ([UInt8], Int) {
        let next = place + 1 < latin.count ? latin[place + 1] : 0
        let third = place + 2 < latin.count ? latin[place + 2] : 0
        let fourth = place + 3 < latin.count ? latin[place + 3] : 0
        switch latin[place] {
        case 97, 101, 105, 111, 117: return ([vowel], 1)
        case 121: return (place == 0 ? [0] : [vowel], 1)
        case UInt8(ascii: "b"), UInt8(ascii: "p"):
            return next == UInt8(ascii: "h") && latin[place] == UInt8(ascii: "p") ? ([f], 2) : ([p], 1)
        case UInt8(ascii: "f"), UInt8(ascii: "v"), UInt8(ascii: "w"): return ([f], 1)
        case UInt8(ascii: "m"): return ([m], 1)
        case UInt8(ascii: "n"): return ([n], 1)
        case UInt8(ascii: "l"): return ([l], 1)
        case UInt8(ascii: "r"): return ([r], 1)
        case UInt8(ascii: "x"): return ([k], 1)
        case UInt8(ascii: "k"), UInt8(ascii: "q"), UInt8(ascii: "g"):
            return (
                latin[place] == UInt8(ascii: "g") && isFront(next) ? [k, s] : [k], next == UInt8(ascii: "h") ? 2 : 1
            )
        case UInt8(ascii: "h"): return ([0, k], 1)
        case UInt8(ascii: "j"): return ([0, s], 1)
        case UInt8(ascii: "d"):
            let isAffricate = next == UInt8(ascii: "z") || next == UInt8(ascii: "j")
            guard isAffricate else { return ([t], next == UInt8(ascii: "h") ? 2 : 1) }
            return ([s], third == UInt8(ascii: "h") ? 3 : 2)
        case UInt8(ascii: "t"): return dental(next, third, fourth)
        case UInt8(ascii: "s"), UInt8(ascii: "z"): return ([s], sibilant(next, third))
        case UInt8(ascii: "c"):
            if next == UInt8(ascii: "h") { return ([s, k], 2) }
            if next == UInt8(ascii: "z") || next == UInt8(ascii: "s") { return ([s], 2) }
            if next == UInt8(ascii: "k") { return ([k], 2) }
            return (isFront(next) ? [s, k] : [k, s], 1)
        default: return (latin[place] >= 0x30 && latin[place] <= 0x39 ? [latin[place]] : [0], 1)
        }
    }

    /// `tsch`, `tch`, `tz` and `ts` are one sound; `th` and `t` another.
    private static func dental(_ next: UInt8, _ third: UInt8, _ fourth: UInt8) -> ([UInt8], Int) {
        let (ch, h) = (UInt8(ascii: "c"), UInt8(ascii: "h"))
        if next == UInt8(ascii: "s"), third == ch, fourth == h { return ([s], 4) }
        if next == ch, third == h { return ([s], 3) }
        if next == UInt8(ascii: "s") || next == UInt8(ascii: "z") { return ([s], third == h ? 3 : 2) }
        return ([t], next == h ? 2 : 1)
    }

    private static func sibilant(_ next: UInt8, _ third: UInt8) -> Int {
        if next == UInt8(ascii: "c"), third == UInt8(ascii: "h") { return 3 }
        return next == UInt8(ascii: "h") || next == UInt8(ascii: "z") ? 2 : 1
    }

    private static func isFront(_ letter: UInt8) -> Bool {
        letter == UInt8(ascii: "e") || letter == UInt8(ascii: "i") || letter == UInt8(ascii: "y")
    }

    /// The skeleton with one sound left out at every place: what two skeletons that differ in one sound share.
    static func deletions(of key: [UInt8]) -> [[UInt8]] {
        guard key.count >= 3 else { return [] }
        return key.indices.map { place in
            var shorter = key
            shorter.remove(at: place)
            return shorter
        }
    }

    /// A skeleton in one number: at most 12 sounds of 5 bits.
    static func number(of key: [UInt8]) -> UInt64 {
        var number: UInt64 = 1
        for sound in key.prefix(12) {
            number = number << 5 | UInt64(sound >= 0x41 ? sound & 0x1F : sound & 0x0F | 0x10)
        }
        return number
    }
}
