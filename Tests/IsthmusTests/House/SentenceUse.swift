/// Where the code names sentences: as arguments of the calls that take a key, and in any literal that could be one.
struct SentenceUse: Sendable {
    struct Mention: Sendable {
        /// A key, with `SwiftSource.gap` where something is put in.
        let key: String
        let path: String
        let line: Int
        /// Whether the call gives a number, so that the sentence has plural forms.
        let isCounted: Bool
    }

    /// What certain calls take as a key: it must be there.
    private(set) var mentions: [Mention] = []
    /// Every literal that is a key by its looks.
    private(set) var plain: Set<String> = []
    /// Every literal that becomes a key when something is put in, cut where that happens.
    private(set) var patterns: Set<[String]> = []

    init(_ files: [SwiftSource]) {
        for file in files {
            for literal in file.literals where Self.looksLikeKey(literal.text) {
                if literal.text.contains(SwiftSource.gap) {
                    patterns.insert(Self.cut(literal.text))
                } else {
                    plain.insert(literal.text)
                }
            }
            readCalls(of: file)
        }
    }

    /// Small Latin words with dots between, something fixed among them.
    static func looksLikeKey(_ text: String) -> Bool {
        guard text.contains("."), !text.hasPrefix("."), !text.hasSuffix("."), text.utf8.count < 120 else {
            return false
        }
        var longest = 0
        var run = 0
        for character in text {
            if character == SwiftSource.gap || character == "." {
                run = 0
            } else if character == "_" || character == "-" || (character.isASCII && character.isLetter)
                || (character.isASCII && character.isNumber)
            {
                run += 1
                longest = max(longest, run)
            } else {
                return false
            }
        }
        return longest >= 2
    }

    static func cut(_ text: String) -> [String] {
        text.split(separator: SwiftSource.gap, omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether something put into the gaps makes the key.
    static func matches(_ key: String, _ pieces: [String]) -> Bool {
        guard let first = pieces.first, let last = pieces.last, pieces.count > 1 else { return pieces.first == key }
        guard key.hasPrefix(first), key.hasSuffix(last), key.utf8.count > first.utf8.count + last.utf8.count else {
            return false
        }
        var rest = key.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    func uses(_ key: String) -> Bool { plain.contains(key) || patterns.contains { Self.matches(key, $0) } }

    /// A literal's place among the arguments of the call around it.
    private struct Argument {
        let callee: String
        let label: String?
        let position: Int
        let isCounted: Bool
    }

    private mutating func readCalls(of file: SwiftSource) {
        let tokens = file.tokens
        let places = Dictionary(tokens.enumerated().map { ($1.offset, $0) }) { first, _ in first }
        // `.init("a", "b.c")` names a field and then a key; `.init("b.c")` a key.
        var pairs: Set<Int> = []
        var found: [(literal: SwiftSource.Literal, argument: Argument, opening: Int)] = []
        for literal in file.literals {
            guard let place = places[literal.offset], let (argument, opening) = Self.argument(at: place, tokens) else {
                continue
            }
            if argument.callee == "init", argument.position == 1 { pairs.insert(opening) }
            found.append((literal, argument, opening))
        }
        for (literal, argument, opening) in found {
            guard let key = Self.key(literal.text, argument, isPair: pairs.contains(opening)) else { continue }
            mentions.append(
                Mention(key: key, path: file.path, line: literal.line, isCounted: argument.isCounted))
        }
    }

    /// The key that the argument is, nil when the call takes something else there.
    private static func key(_ text: String, _ argument: Argument, isPair: Bool) -> String? {
        switch (argument.callee, argument.label, argument.position) {
        case ("words", nil, 0), ("Reason", nil, 0): text
        // A closure's words: `$1("organisation.kind")`.
        case (let callee, nil, 0) where callee.allSatisfy(\.isNumber): looksLikeKey(text) ? text : nil
        case ("complain", nil, 1...2), ("invalid", nil, 1), ("Issue", nil, 1): looksLikeKey(text) ? text : nil
        case ("button", nil, 2), ("section", nil, 0): looksLikeKey(text) ? text : nil
        case ("form", "submit", _): text
        case (_, "notice", _): looksLikeKey("notice." + text) ? "notice." + text : nil
        case ("init", nil, 1): looksLikeKey(text) ? text : nil
        case ("init", nil, 0): looksLikeKey(text) && !isPair ? text : nil
        default: nil
        }
    }

    /// Goes back from a literal to the bracket that opens the call. A list, a record or a closure in between means that
    /// the literal is no argument itself.
    private static func argument(at place: Int, _ tokens: [SwiftSource.Token]) -> (Argument, opening: Int)? {
        var (closed, commas) = (0, 0)
        var start = place
        var index = place - 1
        while index >= 0 {
            let text = tokens[index].text
            if text == ")" || text == "]" || text == "}" { closed += 1 }
            if text == "[" || text == "{" {
                if closed == 0 { return nil }
                closed -= 1
            }
            if text == "(" {
                if closed == 0 { break }
                closed -= 1
            }
            if text == ",", closed == 0 {
                if commas == 0 { start = index + 1 }
                commas += 1
            }
            index -= 1
        }
        guard index > 0, tokens[index - 1].isWord else { return nil }
        if commas == 0 { start = index + 1 }
        let hasLabel = start + 1 < place && tokens[start].isWord && tokens[start + 1].text == ":"
        let after = tokens[(place + 1)...].prefix(3).map(\.text)
        let argument = Argument(
            callee: tokens[index - 1].text, label: hasLabel ? tokens[start].text : nil, position: commas,
            isCounted: after == [",", "count", ":"])
        return (argument, index)
    }
}
