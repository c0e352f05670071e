import Foundation

/// A name cut into words.
enum NameWords {
    struct Word: Sendable {
        /// In lower case, composed.
        let text: String
        /// A single letter, or one with a point behind it.
        let isInitial: Bool
        /// All capitals, of two letters and more: how family names and acronyms are written.
        let isCapitals: Bool
        /// How many commas stand before it.
        let part: Int
        /// Whether a hyphen joins it to the word before.
        let isJoined: Bool
    }

    /// Most words of a name that are looked at; no name has more, hostile input may.
    static let limit = 48
    private static let longestWord = 64

    /// Words are runs of letters, marks and digits. Points between single letters and apostrophes do not cut:
    /// `A.B.C.` is `abc` when `joinsLetters`, `O'Neil` is `oneil`.
    static func words(of text: String, joinsLetters: Bool = true) -> [Word] {
        var scan = Scan()
        let scalars = Array(text.precomposedStringWithCompatibilityMapping.unicodeScalars.prefix(4_000))
        for (place, scalar) in scalars.enumerated() {
            if scan.words.count >= limit { break }
            let isLetter = NameScript.of(scalar) != nil
            let isMark = scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
            if isLetter || isMark {
                if scan.current.isEmpty, isMark { continue }
                scan.split(before: scalar, next: place + 1 < scalars.count ? scalars[place + 1] : nil)
                if !isDropped(scalar) { scan.current.append(scalar) }
            } else if !isApostrophe(scalar) {
                scan.close(at: scalar, joinsLetters: joinsLetters)
            }
        }
        scan.close(at: " ", joinsLetters: joinsLetters)
        return scan.words
    }

    private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
        ["'", "’", "ʼ", "ʹ", "ʻ", "‘", "`", "´", "\u{200C}", "\u{200D}", "\u{AD}", "״", "׳"].contains(scalar)
    }

    /// Points of Hebrew and Arabic and marks that composing left over; in Indian and Khmer writing marks are vowels.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .nonspacingMark && scalar.value < 0x900
    }

    private struct Scan {
        var words: [Word] = []
        var current: [Unicode.Scalar] = []
        private var part = 0
        private var isJoined = false
        /// Single letters with points between them, so far.
        private var letters = 0

        init() {}

        /// `SergeiLavrov` is two words; `McDonald` and `SiemensAG` too short at one end.
        mutating func split(before scalar: Unicode.Scalar, next: Unicode.Scalar?) {
            guard current.count >= 3, !(97...122).contains(scalar.value), let last = current.last,
                scalar.properties.isUppercase,
                last.properties.isLowercase, let next, next.properties.isLowercase
            else { return }
            close(at: "-", joinsLetters: true)
        }

        mutating func close(at scalar: Unicode.Scalar, joinsLetters: Bool) {
            defer {
                if scalar == "," || scalar == "،" { part += 1 }
                isJoined = scalar == "-" || scalar == "‐" || scalar == "‑"
                if scalar != "." && scalar != " " { letters = 0 }
            }
            guard !current.isEmpty else { return }
            let isCapitals = current.count > 1 && current.allSatisfy { !$0.properties.isLowercase }
            var text = ""
            text.unicodeScalars.append(contentsOf: current.prefix(longestWord))
            let isSingle = current.count == 1 && scalar == "."
            if joinsLetters, current.count == 1, letters > 0, scalar == "." || letters > 1, let last = words.last {
                words[words.count - 1] = Word(
                    text: last.text + text.lowercased(), isInitial: false, isCapitals: true, part: last.part,
                    isJoined: last.isJoined)
            } else {
                words.append(
                    Word(
                        text: text.lowercased(), isInitial: current.count == 1, isCapitals: isCapitals, part: part,
                        isJoined: isJoined))
            }
            letters = isSingle ? letters + 1 : 0
            current.removeAll(keepingCapacity: true)
        }
    }
}
