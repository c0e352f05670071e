extension JSON: CustomStringConvertible {
    /// How JSON is written. Always compact: no spaces, no line ends.
    public struct Style: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// Keys in the order of their UTF-8 bytes at every level: equal values give equal bytes, for hashes.
        public static let sortedKeys = Style(rawValue: 1)
        /// Writes `< > &` as `\u003c` and so on, so that the text may stand inside a `script` element.
        public static let forMarkup = Style(rawValue: 2)
    }

    /// Compact JSON.
    public var text: String { String(decoding: bytes(), as: UTF8.self) }
    public var description: String { text }

    public func text(_ style: Style) -> String { String(decoding: bytes(style), as: UTF8.self) }

    /// Compact JSON as UTF-8.
    public func bytes(_ style: Style = []) -> [UInt8] {
        var output: [UInt8] = []
        write(into: &output, style)
        return output
    }

    /// Appends compact JSON as UTF-8 to `output`.
    public func write(into output: inout [UInt8], _ style: Style = []) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .number(let value): output.append(contentsOf: (value.isFinite ? "\(value)" : "null").utf8)
        case .string(let value): Self.write(value, into: &output, style)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                element.write(into: &output, style)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let members):
            let members =
                style.contains(.sortedKeys)
                ? members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } : members
            output.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                Self.write(member.key, into: &output, style)
                output.append(UInt8(ascii: ":"))
                member.value.write(into: &output, style)
            }
            output.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, into output: inout [UInt8], _ style: Style) {
        let isForMarkup = style.contains(.forMarkup)
        output.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var copied = 0
            for (place, byte) in utf8.enumerated() {
                let isMarkup = isForMarkup && (byte == 0x3C || byte == 0x3E || byte == 0x26)
                guard byte < 0x20 || byte == 0x22 || byte == 0x5C || isMarkup else { continue }
                output.append(contentsOf: utf8[copied..<place])
                copied = place + 1
                escape(byte, into: &output)
            }
            output.append(contentsOf: utf8[copied...])
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func escape(_ byte: UInt8, into output: inout [UInt8]) {
        output.append(0x5C)
        switch byte {
        case 0x22, 0x5C: output.append(byte)
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        default:
            let digits = [UInt8]("0123456789abcdef".utf8)
            output.append(contentsOf: "u00".utf8)
            output.append(digits[Int(byte >> 4)])
            output.append(digits[Int(byte & 15)])
        }
    }
}
