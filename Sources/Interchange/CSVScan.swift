/// One record of CSV being taken apart: the bytes of its fields without quotes, and where each ends.
struct CSVScan {
    enum Outcome {
        /// A whole record of that many bytes, its line end included.
        case done(Int)
        /// The record goes on beyond the bytes at hand.
        case more
        /// No bytes at all.
        case none
        /// Unreadable, that many lines below the record's first.
        case fault(InterchangeError.Reason, lines: Int)
    }

    let delimiter: UInt8
    private(set) var ends: [Int32] = []
    /// Line ends within the record and behind it.
    private(set) var lines = 0
    private(set) var isASCII = true
    /// Whether the record is an empty line.
    private(set) var isBlank = false
    private(set) var bytes: [UInt8] = []
    /// Whether the last look ended within quotes, and how many lines down these were opened.
    private var openQuote: Int?

    private static let quote = UInt8(ascii: "\"")

    init(delimiter: UInt8) { self.delimiter = delimiter }

    var texts: [String] {
        var from = 0
        return ends.map { end in
            defer { from = Int(end) }
            return String(decoding: bytes[from..<Int(end)], as: UTF8.self)
        }
    }

    func tooLong(_ limit: Int, at line: Int) -> InterchangeError {
        if let openQuote { return .at(line: line + openQuote, reason: .unterminatedQuote) }
        return .at(line: line, reason: .lineTooLong(limit: limit))
    }

    /// Takes the first record of `input` apart. `isLast`: nothing follows these bytes.
    mutating func record(in input: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Outcome {
        guard let base = input.baseAddress, input.count > 0 else { return .none }
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        (lines, isBlank, openQuote) = (0, false, nil)
        var seen: UInt8 = 0
        var position = 0
        while true {
            if position < input.count, base[position] == Self.quote {
                let start = lines
                guard let end = quotedField(base, from: position + 1, to: input.count, &seen) else {
                    openQuote = start
                    return isLast ? .fault(.unterminatedQuote, lines: start) : .more
                }
                position = end
            } else {
                let end = plainField(base, from: position, to: input.count, &seen)
                bytes.append(contentsOf: UnsafeBufferPointer(start: base + position, count: end - position))
                position = end
            }
            guard position < input.count else {
                if !isLast { return .more }
                return finish(position, seen)
            }
            let byte = base[position]
            if byte == delimiter {
                ends.append(Int32(truncatingIfNeeded: bytes.count))
                position += 1
            } else if byte == 0x0A {
                lines += 1
                return finish(position + 1, seen, isBlank: position == 0)
            } else if byte == 0x0D {
                if position + 1 == input.count, !isLast { return .more }
                let isWide = position + 1 < input.count && base[position + 1] == 0x0A
                lines += 1
                return finish(position + (isWide ? 2 : 1), seen, isBlank: position == 0)
            } else {
                return .fault(.textAfterQuote, lines: lines)
            }
        }
    }

    private mutating func finish(_ length: Int, _ seen: UInt8, isBlank: Bool = false) -> Outcome {
        ends.append(Int32(truncatingIfNeeded: bytes.count))
        isASCII = seen < 0x80
        self.isBlank = isBlank
        return .done(length)
    }

    /// Where an unquoted field ends.
    private func plainField(
        _ base: UnsafePointer<UInt8>, from: Int, to: Int, _ seen: inout UInt8
    ) -> Int {
        var position = from
        while position < to {
            let byte = base[position]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
            seen |= byte
            position += 1
        }
        return position
    }

    /// Copies a quoted field without its quotes; gives the place behind the closing quote, nil when there is none yet.
    private mutating func quotedField(
        _ base: UnsafePointer<UInt8>, from: Int, to: Int, _ seen: inout UInt8
    ) -> Int? {
        var position = from
        var copied = from
        while position < to {
            let byte = base[position]
            seen |= byte
            if byte == Self.quote {
                bytes.append(contentsOf: UnsafeBufferPointer(start: base + copied, count: position - copied))
                guard position + 1 < to, base[position + 1] == Self.quote else { return position + 1 }
                copied = position + 1
                position += 2
                continue
            }
            if byte == 0x0A || (byte == 0x0D && (position + 1 == to || base[position + 1] != 0x0A)) { lines += 1 }
            position += 1
        }
        return nil
    }
}

extension CSVScan {
    /// Reads and drops a first line such as `sep=;`; gives its delimiter.
    static func skipNamedDelimiter(_ window: Window) -> UInt8? {
        let start = window.unread
        guard start.count >= 5, start.prefix(4).elementsEqual("sep=".utf8) else { return nil }
        let named = start[4]
        guard named < 0x80, named != quote, named != 0x0A, named != 0x0D else { return nil }
        var length = 5
        if length < start.count, start[length] == 0x0D { length += 1 }
        if length < start.count, start[length] == 0x0A { length += 1 }
        guard length > 5 || start.count == 5 else { return nil }
        window.start += length
        return named
    }

    /// The delimiter that gives the same number of fields, the more the better, in the first records.
    static func likelyDelimiter(_ window: Window) throws -> UInt8 {
        while window.count < 1 << 16, !window.isAtEnd { try window.extend() }
        var best: (delimiter: UInt8, score: Int) = (UInt8(ascii: ","), 0)
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
            let counts = fieldCounts(window, delimiter: candidate)
            guard let first = counts.first, first > 1 else { continue }
            // One that divides all records alike beats any that does not.
            let score = first + (counts.allSatisfy { $0 == first } ? 1 << 20 : 0)
            if score > best.score { best = (candidate, score) }
        }
        return best.delimiter
    }

    private static func fieldCounts(_ window: Window, delimiter: UInt8) -> [Int] {
        var scan = CSVScan(delimiter: delimiter)
        var counts: [Int] = []
        var position = 0
        let unread = window.unread
        while counts.count < 20 {
            let rest = UnsafeBufferPointer(rebasing: unread[position...])
            guard case .done(let length) = scan.record(in: rest, isLast: window.isAtEnd) else { break }
            if !scan.isBlank { counts.append(scan.ends.count) }
            position += length
        }
        return counts
    }
}
