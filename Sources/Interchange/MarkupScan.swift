/// XML being read from memory, one tag or text at a time: as much of XML as spreadsheets use.
///
/// Names come without their namespace prefix. Comments, processing instructions and document types are passed over;
/// entities other than XML's own five stay as they are, so nothing can be blown up by them.
struct MarkupScan {
    enum Event {
        /// An element begins; `isEmpty` ones (`<a/>`) have no end of their own.
        case start(Substring, isEmpty: Bool)
        case end(Substring)
        case text(String)
    }

    private let bytes: [UInt8]
    private var position = 0
    /// The stretch between a start tag's name and its `>`.
    private var attributes: Range<Int> = 0..<0

    init(_ bytes: [UInt8]) throws {
        let fault = bytes.withUnsafeBufferPointer { firstInvalidByte(in: $0) }
        if let fault { throw InterchangeError.at(offset: fault, reason: .invalidText) }
        self.bytes = bytes
    }

    /// From 0 to 1.
    var progress: Double { bytes.isEmpty ? 1 : Double(position) / Double(bytes.count) }

    /// The next tag or text; nil at the end.
    mutating func next() throws -> Event? {
        while position < bytes.count {
            guard bytes[position] == UInt8(ascii: "<") else { return .text(text()) }
            if starts("<![CDATA[") {
                let from = position + 9
                try pass("]]>")
                return .text(String(decoding: bytes[from..<position - 3], as: UTF8.self))
            }
            guard starts("<!") || starts("<?") else { return try tag() }
            try pass(starts("<!--") ? "-->" : starts("<?") ? "?>" : ">")
        }
        return nil
    }

    /// An attribute of the start tag just read, by its name without prefix.
    func attribute(_ name: StaticString) -> String? {
        var at = attributes.lowerBound
        while at < attributes.upperBound {
            while at < attributes.upperBound, Self.isSpace(bytes[at]) { at += 1 }
            var from = at
            while at < attributes.upperBound, bytes[at] != UInt8(ascii: "="), !Self.isSpace(bytes[at]) {
                if bytes[at] == UInt8(ascii: ":") { from = at + 1 }
                at += 1
            }
            let isWanted =
                at - from == name.utf8CodeUnitCount
                && (0..<(at - from)).allSatisfy { bytes[from + $0] == name.utf8Start[$0] }
            while at < attributes.upperBound, bytes[at] != 0x22, bytes[at] != 0x27 { at += 1 }
            guard at < attributes.upperBound else { return nil }
            let quote = bytes[at]
            let start = at + 1
            at = start
            while at < attributes.upperBound, bytes[at] != quote { at += 1 }
            if isWanted { return Self.unescaped(bytes[start..<at]) }
            at += 1
        }
        return nil
    }

    /// Reads the text of the element just begun, up to its end tag, whatever tags are within.
    mutating func textOfElement() throws -> String {
        var (text, depth) = ("", 1)
        while depth > 0 {
            switch try next() {
            case .text(let piece): text += piece
            case .start(_, let isEmpty): depth += isEmpty ? 0 : 1
            case .end: depth -= 1
            case nil: throw fault("it breaks off")
            }
        }
        return text
    }

    private mutating func text() -> String {
        let from = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        return Self.unescaped(bytes[from..<position])
    }

    private mutating func tag() throws -> Event {
        let start = position
        position += 1
        let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
        if isEnd { position += 1 }
        var from = position
        while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">"),
            bytes[position] != UInt8(ascii: "/")
        {
            if bytes[position] == UInt8(ascii: ":") { from = position + 1 }
            position += 1
        }
        let name = String(decoding: bytes[from..<position], as: UTF8.self)[...]
        let attributesStart = position
        var quote: UInt8 = 0
        while position < bytes.count, quote != 0 || bytes[position] != UInt8(ascii: ">") {
            let byte = bytes[position]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            position += 1
        }
        guard position < bytes.count, !name.isEmpty else {
            position = start
            throw fault("a tag is not closed")
        }
        let isEmpty = !isEnd && bytes[position - 1] == UInt8(ascii: "/")
        attributes = attributesStart..<max(attributesStart, position - (isEmpty ? 1 : 0))
        position += 1
        return isEnd ? .end(name) : .start(name, isEmpty: isEmpty)
    }

    private func starts(_ mark: StaticString) -> Bool {
        position + mark.utf8CodeUnitCount <= bytes.count
            && (0..<mark.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == mark.utf8Start[$0] }
    }

    private mutating func pass(_ mark: StaticString) throws {
        let start = position
        while position < bytes.count {
            if starts(mark) {
                position += mark.utf8CodeUnitCount
                return
            }
            position += 1
        }
        position = start
        throw fault("a mark is not closed")
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private func fault(_ what: String) -> InterchangeError { .at(offset: position, reason: .badMarkup(what)) }

    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var position = bytes.startIndex
        while position < bytes.endIndex {
            if bytes[position] == UInt8(ascii: "&"),
                let end = bytes[position...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = entity(String(decoding: bytes[(position + 1)..<end], as: UTF8.self))
            {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                position = end + 1
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func entity(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap { Unicode.Scalar($0) }
        }
    }
}
