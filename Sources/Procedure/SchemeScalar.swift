/// How texts are written in YAML so that every reader, of version 1.1 or 1.2, takes them for the same text.
enum SchemeScalar {
    /// A text behind a key that stands `depth` steps in: a block for several lines, else one line.
    static func text(_ text: String, depth: Int) -> String {
        guard text.contains("\n"), isBlock(text) else { return inLine(text, isFlow: false) }
        let indentation = String(repeating: "  ", count: depth + 1)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "" : indentation + $0
        }
        return "|-\n" + lines.joined(separator: "\n")
    }

    /// A text in one line: plain when nobody could take it for something else, else in double quotes.
    static func inLine(_ text: String) -> String { inLine(text, isFlow: true) }

    private static func inLine(_ text: String, isFlow: Bool) -> String {
        isPlain(text, isFlow: isFlow) ? text : quoted(text)
    }

    /// A block keeps what it is given, if no line ends or begins so that it would be misread.
    private static func isBlock(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
            ![" ", "\t", "\n"].contains(first), ![" ", "\t", "\n"].contains(last)
        else { return false }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return text.unicodeScalars.allSatisfy { $0 == "\n" || isPrintable($0) }
            && lines.allSatisfy { line in !line.unicodeScalars.allSatisfy { $0 == " " } || line.isEmpty }
    }

    private static func isPlain(_ text: String, isFlow: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.last != " ", text.last != ":",
            !words.contains(text.lowercased())
        else { return false }
        let scalars = Array(text.unicodeScalars)
        return scalars.indices.allSatisfy { index in
            let scalar = scalars[index]
            guard isPrintable(scalar), scalar != "\t" else { return false }
            if isFlow, [",", "[", "]", "{", "}", ":", "?"].contains(scalar) { return false }
            if scalar == "#", index > 0, scalars[index - 1] == " " { return false }
            return !(scalar == ":" && index + 1 < scalars.count && scalars[index + 1] == " ")
        }
    }

    /// Plain words that some reader takes for no text.
    private static let words: Set<String> = ["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf"]

    /// What YAML prints as it is, without the marks that end lines in some versions, and without the byte order mark.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0xa0...0x2027, 0x202a...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd, 0x10000...0x10ffff: true
        default: scalar == "\t"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value > 0xffff ? 8 : 4
                quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return quoted + "\""
    }
}
