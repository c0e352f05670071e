import Foundation

/// A Swift file taken apart far enough to ask questions about it: the code without comments and texts, and the string
/// literals with the place where each stands.
struct SwiftSource: Sendable {
    /// A string literal. Where something is put in, its text has `SwiftSource.gap`.
    struct Literal: Sendable {
        let text: String
        /// From 1.
        let line: Int
        /// The place of its opening quotation mark in `code`.
        let offset: Int
    }

    static let gap: Character = "\u{fffc}"

    /// From the root of the package: `Sources/Isthmus/Core/ID.swift`.
    let path: String
    let text: String
    /// As long as the file in bytes: comments and the texts of literals are blank, lines end where they did.
    let code: [UInt8]
    let literals: [Literal]
    /// All words and signs in order. `#` and `@` belong to the word after them.
    let tokens: [Token]
    /// The place of each line's first byte.
    let lineStarts: [Int]

    init(path: String, text: String) {
        var scanner = SwiftScanner(text)
        scanner.run()
        self.path = path
        self.text = text
        let code = scanner.code
        self.code = code
        tokens = SwiftTokens.tokens(of: code)
        literals = scanner.literals.sorted { $0.offset < $1.offset }
        lineStarts = [0] + code.indices.filter { code[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// From 1.
    func line(at offset: Int) -> Int {
        var (low, high) = (0, lineStarts.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The modules it imports, with their lines.
    var imports: [(module: String, line: Int)] {
        tokens.enumerated().compactMap { index, token in
            guard token.text == "import", index + 1 < tokens.count, token.depth == 0 else { return nil }
            return (tokens[index + 1].text, line(at: token.offset))
        }
    }

    /// A word or a single sign of the code. Depth counts the braces around it.
    struct Token: Sendable {
        let text: String
        let offset: Int
        let depth: Int
        /// How many round and square brackets are open around it.
        let nesting: Int
        var isWord: Bool { text.utf8.first.map(SwiftScanner.isWordByte) ?? false }
    }

}

/// Goes through a file once and keeps apart what is code, comment and literal.
struct SwiftScanner {
    private(set) var code: [UInt8]
    private(set) var literals: [SwiftSource.Literal] = []
    private let source: [UInt8]
    private var index = 0
    private var line = 1

    init(_ text: String) {
        source = Array(text.utf8)
        code = source
    }

    static func isWordByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95 || byte >= 128
            || byte == 35 || byte == 64
    }

    mutating func run() { readCode(untilBracket: false) }

    private func has(_ text: StaticString, at place: Int) -> Bool {
        guard place + text.utf8CodeUnitCount <= source.count else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { source[place + $0] == text.utf8Start[$0] }
    }

    /// Leaves one byte of the file blank, unless it ends a line.
    private mutating func blank() {
        if source[index] == UInt8(ascii: "\n") { line += 1 } else { code[index] = 32 }
        index += 1
    }

    /// Reads code to the end of the file, or to the bracket that closes an interpolation.
    private mutating func readCode(untilBracket: Bool) {
        var open = 0
        while index < source.count {
            let byte = source[index]
            if byte == UInt8(ascii: "\n") { line += 1 }
            if has("//", at: index) {
                while index < source.count, source[index] != UInt8(ascii: "\n") { blank() }
            } else if has("/*", at: index) {
                readBlockComment()
            } else if byte == UInt8(ascii: "\"") || (byte == 35 && startsRawLiteral) {
                readLiteral()
            } else if byte == UInt8(ascii: "`") {
                readQuotedName()
            } else {
                if byte == UInt8(ascii: "(") { open += 1 }
                if byte == UInt8(ascii: ")") {
                    if untilBracket, open == 0 { return }
                    open -= 1
                }
                index += 1
            }
        }
    }

    /// A name in backticks may be a sentence; what stands in it is neither code nor literal.
    private mutating func readQuotedName() {
        index += 1
        let start = index
        let ends = [UInt8(ascii: "`"), UInt8(ascii: "\n")]
        while index < source.count, !ends.contains(source[index]) { index += 1 }
        let isSentence = source[start..<index].contains { !Self.isWordByte($0) }
        if isSentence { for place in start..<index { code[place] = UInt8(ascii: "_") } }
        index = min(index + 1, source.count)
    }

    private var startsRawLiteral: Bool {
        var place = index
        while place < source.count, source[place] == 35 { place += 1 }
        return place < source.count && source[place] == UInt8(ascii: "\"")
    }

    private mutating func readBlockComment() {
        var depth = 0
        while index < source.count {
            if has("/*", at: index) {
                depth += 1
                blank()
            } else if has("*/", at: index) {
                depth -= 1
                blank()
            }
            blank()
            if depth == 0 { return }
        }
    }

    private mutating func readLiteral() {
        let (start, startLine) = (index, line)
        var sharps = 0
        while source[index] == 35 {
            sharps += 1
            blank()
        }
        let isLong = has("\"\"\"", at: index)
        for _ in 0..<(isLong ? 3 : 1) { blank() }
        // A mark stays at the opening, so that the code shows that a literal stands here.
        code[start] = UInt8(ascii: "\"")
        var content: [UInt8] = []
        while index < source.count {
            if closes(isLong: isLong, sharps: sharps) {
                for _ in 0..<((isLong ? 3 : 1) + sharps) { blank() }
                break
            }
            if source[index] == UInt8(ascii: "\\"), hasSharps(sharps, at: index + 1) {
                readEscape(sharps: sharps, into: &content)
            } else {
                content.append(source[index])
                blank()
            }
        }
        let text = String(decoding: content, as: UTF8.self)
        literals.append(.init(text: isLong ? Self.unindented(text) : text, line: startLine, offset: start))
    }

    private func hasSharps(_ count: Int, at place: Int) -> Bool {
        place + count <= source.count && source[place..<(place + count)].allSatisfy { $0 == 35 }
    }

    private func closes(isLong: Bool, sharps: Int) -> Bool {
        if isLong { return has("\"\"\"", at: index) && hasSharps(sharps, at: index + 3) }
        return source[index] == UInt8(ascii: "\"") && hasSharps(sharps, at: index + 1)
    }

    /// A backslash: what is put in is code again, anything else is one sign of text.
    private mutating func readEscape(sharps: Int, into content: inout [UInt8]) {
        for _ in 0...sharps { blank() }
        guard index < source.count else { return }
        switch source[index] {
        case UInt8(ascii: "("):
            index += 1
            readCode(untilBracket: true)
            if index < source.count { index += 1 }
            content += Array(String(SwiftSource.gap).utf8)
        case UInt8(ascii: "\n"): blank()
        case UInt8(ascii: "n"):
            content.append(10)
            blank()
        default:
            content.append(source[index])
            blank()
        }
    }

    /// A text over several lines without the indentation that the compiler takes away.
    private static func unindented(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count > 2, let last = lines.last, last.allSatisfy({ $0 == " " }) else { return text }
        return lines[1..<(lines.count - 1)].map { $0.dropFirst(min(last.count, $0.prefix { $0 == " " }.count)) }
            .joined(separator: "\n")
    }
}

enum SwiftTokens {
    static func tokens(of code: [UInt8]) -> [SwiftSource.Token] {
        var tokens: [SwiftSource.Token] = []
        var (index, depth, nesting) = (0, 0, 0)
        while index < code.count {
            let byte = code[index]
            if byte <= 32 {
                index += 1
                continue
            }
            let start = index
            if SwiftScanner.isWordByte(byte) {
                while index < code.count, SwiftScanner.isWordByte(code[index]) { index += 1 }
            } else {
                index += 1
            }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { nesting -= 1 }
            let text = String(decoding: code[start..<index], as: UTF8.self)
            tokens.append(.init(text: text, offset: start, depth: depth, nesting: nesting))
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { nesting += 1 }
        }
        return tokens
    }
}
