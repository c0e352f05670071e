import Foundation

/// Texts in the form that a mail's header takes: one line each, ASCII, folded before the 77th character
/// (RFC 5322, RFC 2047).
enum HeaderText {
    /// One line: control characters and line breaks of every kind become spaces, runs of spaces one; cut at `most`
    /// characters.
    static func line(_ text: String, atMost most: Int) -> String {
        var spaced = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator: spaced.append(" ")
            default: spaced.unicodeScalars.append(scalar)
            }
        }
        let line = spaced.split(separator: " ").joined(separator: " ")
        return line.count <= most ? line : line.prefix(most - 1) + "…"
    }

    /// A header field with an unstructured text, with its line break.
    static func field(_ name: String, _ text: String) -> String {
        let line = line(text, atMost: 1_000)
        let words = line.split(separator: " ")
        let isPlain =
            !line.contains("=?")
            && words.allSatisfy { word in
                word.utf8.count <= 60 && word.utf8.allSatisfy { $0 > 32 && $0 < 127 }
            }
        return fold(name, isPlain ? words.map(String.init) : encodedWords(line))
    }

    /// `From` and `To`: a name, if any, and the address.
    static func field(_ name: String, _ person: String, _ address: MailAddress) -> String {
        let person = line(person, atMost: 100)
        guard !person.isEmpty else { return fold(name, [address.text]) }
        return fold(name, phrase(person) + ["<\(address.text)>"])
    }

    /// A name that stands before an address: as it is, in quotes, or encoded.
    private static func phrase(_ name: String) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        guard name.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }), !name.contains("=?") else { return encodedWords(name) }
        if words.allSatisfy({ $0.utf8.allSatisfy(MailAddress.isAtom) }) { return words }
        let escaped = name.flatMap { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }
        return ["\"" + String(escaped) + "\""]
    }

    /// Base64 words of UTF-8, never splitting a character: 39 bytes become 52 digits, 64 with their frame.
    private static func encodedWords(_ text: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        for character in text {
            // A character of many parts (an accent on an accent) may alone be too long: then its parts are split.
            let units = character.utf8.count <= 39 ? [String(character)] : character.unicodeScalars.map { String($0) }
            for unit in units {
                if piece.utf8.count + unit.utf8.count > 39 {
                    pieces.append(piece)
                    piece = ""
                }
                piece += unit
            }
        }
        if !piece.isEmpty { pieces.append(piece) }
        return pieces.map { "=?utf-8?B?" + Data($0.utf8).base64EncodedString() + "?=" }
    }

    private static func fold(_ name: String, _ words: [String]) -> String {
        var result = name + ":"
        var width = result.utf8.count
        for word in words {
            // The first word stays on the name's line: a line of spaces alone is not allowed.
            if width + 1 + word.utf8.count > 76, width > name.utf8.count + 1 {
                result += "\r\n"
                width = 0
            }
            result += " " + word
            width += 1 + word.utf8.count
        }
        return result + "\r\n"
    }
}
