extension JSON {
    /// Deepest nesting that is read: arrays and objects within each other.
    public static let depthLimit = 100

    /// Reads one value, with nothing but white space around it.
    ///
    /// - Throws: `.badJSON`, `.tooDeep`, `.repeatedKey` or `.invalidText` with `offset`, the byte where reading
    ///   stopped. Refused besides what the standard refuses: a key that stands twice, numbers too large for a
    ///   `Double`, `\u` escapes that are half a character.
    public init(parsing bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBufferPointer { try JSON(parsing: $0) }
    }

    public init(parsing text: String) throws {
        var text = text
        self = try text.withUTF8 { try JSON(parsing: $0) }
    }

    /// As `init(parsing:)` of an array, without copying.
    public init(parsing bytes: UnsafeBufferPointer<UInt8>) throws {
        if let fault = firstInvalidByte(in: bytes) { throw InterchangeError.at(offset: fault, reason: .invalidText) }
        var parser = JSONParser(bytes)
        self = try parser.document()
    }
}

/// Reads JSON from UTF-8 bytes known to be valid.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func document() throws -> JSON {
        let value = try value()
        skipSpace()
        if position < bytes.count { throw fault("something follows the value") }
        return value
    }

    private mutating func value() throws -> JSON {
        skipSpace()
        guard position < bytes.count else { throw fault("the text ends where a value is expected") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 0x30...0x39: return try number()
        default: throw fault("a value is expected")
        }
    }

    private mutating func object() throws -> JSON {
        try descend()
        var members: [(key: String, value: JSON)] = []
        var known: Set<String> = []
        if !skip(UInt8(ascii: "}")) {
            repeat {
                skipSpace()
                guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
                    throw fault("a key in quotes is expected")
                }
                let start = position
                let key = try string()
                // Most objects are small: comparing beats hashing there.
                let isRepeated =
                    members.count < 16
                    ? members.contains { $0.key == key } : Self.isRepeated(key, among: members, &known)
                if isRepeated { throw InterchangeError.at(offset: start, reason: .repeatedKey(key)) }
                guard skip(UInt8(ascii: ":")) else { throw fault("a colon is expected") }
                members.append((key, try value()))
            } while skip(UInt8(ascii: ","))
            guard skip(UInt8(ascii: "}")) else { throw fault("a comma or } is expected") }
        }
        depth -= 1
        return .object(members)
    }

    private static func isRepeated(
        _ key: String, among members: [(key: String, value: JSON)], _ known: inout Set<String>
    ) -> Bool {
        if known.isEmpty { known = Set(members.map(\.key)) }
        return !known.insert(key).inserted
    }

    private mutating func array() throws -> JSON {
        try descend()
        var elements: [JSON] = []
        if !skip(UInt8(ascii: "]")) {
            repeat { elements.append(try value()) } while skip(UInt8(ascii: ","))
            guard skip(UInt8(ascii: "]")) else { throw fault("a comma or ] is expected") }
        }
        depth -= 1
        return .array(elements)
    }

    private mutating func descend() throws {
        depth += 1
        guard depth <= JSON.depthLimit else {
            throw InterchangeError.at(offset: position, reason: .tooDeep(limit: JSON.depthLimit))
        }
        position += 1
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws -> JSON {
        let start = position
        for place in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == word.utf8Start[place] else {
                position = start
                throw fault("a value is expected")
            }
            position += 1
        }
        return value
    }

    private mutating func string() throws -> String {
        position += 1
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x22 {
                defer { position += 1 }
                return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
            }
            if byte == 0x5C { return try escapedString(from: start) }
            if byte < 0x20 { throw fault("a control character stands in a string") }
            position += 1
        }
        throw fault("a string is not closed")
    }

    /// Goes on with a string at its first backslash.
    private mutating func escapedString(from start: Int) throws -> String {
        var output = [UInt8](bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 { return String(decoding: output, as: UTF8.self) }
            if byte == 0x5C {
                try escape(into: &output)
            } else if byte < 0x20 {
                position -= 1
                throw fault("a control character stands in a string")
            } else {
                output.append(byte)
            }
        }
        throw fault("a string is not closed")
    }

    private mutating func escape(into output: inout [UInt8]) throws {
        guard position < bytes.count else { throw fault("a string is not closed") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case 0x22, 0x5C, 0x2F: output.append(byte)
        case UInt8(ascii: "n"): output.append(0x0A)
        case UInt8(ascii: "t"): output.append(0x09)
        case UInt8(ascii: "r"): output.append(0x0D)
        case UInt8(ascii: "b"): output.append(0x08)
        case UInt8(ascii: "f"): output.append(0x0C)
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800...0xDBFF).contains(code) {
                guard position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == UInt8(ascii: "u")
                else { throw fault("half a character is escaped") }
                position += 2
                let low = try hexadecimal()
                guard (0xDC00...0xDFFF).contains(low) else { throw fault("half a character is escaped") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("half a character is escaped") }
            output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        default:
            position -= 1
            throw fault("an unknown escape")
        }
    }

    private mutating func hexadecimal() throws -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count else { throw fault("a string is not closed") }
            let digit: UInt8
            switch bytes[position] {
            case 0x30...0x39: digit = bytes[position] - 0x30
            case 0x41...0x46: digit = bytes[position] - 0x41 + 10
            case 0x61...0x66: digit = bytes[position] - 0x61 + 10
            default: throw fault("four hexadecimal digits are expected")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    private mutating func number() throws -> JSON {
        let start = position
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        let whole = digits()
        guard whole.count > 0 else { throw fault("a digit is expected") }
        guard whole.count == 1 || bytes[first] != 0x30 else {
            position = first
            throw fault("a number begins with 0")
        }
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard digits().count > 0 else { throw fault("a digit is expected") }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < bytes.count, bytes[position] == 0x2B || bytes[position] == 0x2D { position += 1 }
            guard digits().count > 0 else { throw fault("a digit is expected") }
        }
        if isWhole, whole.count <= 18 { return .integer(isNegative ? -whole.value : whole.value) }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            position = start
            throw fault("a number is too large")
        }
        return .number(value)
    }

    /// Skips digits; their value is right up to 18 of them.
    private mutating func digits() -> (count: Int, value: Int64) {
        var (count, value): (Int, Int64) = (0, 0)
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) {
            value = value &* 10 &+ Int64(bytes[position] - 0x30)
            count += 1
            position += 1
        }
        return (count, value)
    }

    /// Skips white space and then `byte`, if it stands there.
    private mutating func skip(_ byte: UInt8) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private func fault(_ what: String) -> InterchangeError { .at(offset: position, reason: .badJSON(what)) }
}
