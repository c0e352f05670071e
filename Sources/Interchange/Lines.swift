import Foundation

/// The lines of a text file, one at a time, with their numbers.
///
/// Lines end with LF or CRLF; neither is part of the line. A byte order mark is dropped. Only the line at hand is in
/// memory. Used by one task at a time:
/// ```swift
/// let lines = Lines(try ByteSource(path: "organisations.jsonl.gz"))
/// while let line = try lines.next() { … line.number … line.bytes … }
/// ```
public final class Lines {
    /// One line: its number, counted from 1, and its bytes, which are known to be UTF-8.
    public struct Line: Sendable, Equatable {
        public let number: Int
        public let bytes: [UInt8]
        public var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    public let source: ByteSource
    private let window: Window
    private let limit: Int
    private var number = 0

    /// - Parameter limit: most bytes of one line; a longer one throws `.lineTooLong`, so that a small packed file
    ///   cannot fill the memory.
    public init(_ source: ByteSource, limit: Int = 1 << 26) {
        self.source = source
        self.limit = limit
        window = Window(source)
    }

    /// The next line, nil after the last. What stands before a fault is given out first.
    ///
    /// - Throws: `.invalidText` with the line's number and the byte within the line (the line counts as read, so the
    ///   next call goes on behind it), `.lineTooLong`, and what the source throws, with the line that broke off.
    public func next() throws -> Line? {
        try withNext { number, bytes in Line(number: number, bytes: [UInt8](bytes)) }
    }

    /// As `next()`, but lends the bytes to `body` without copying; the pointer is void afterwards.
    public func withNext<Result>(_ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result? {
        guard let length = try findEnd() else { return nil }
        let bytes = UnsafeBufferPointer(rebasing: window.unread[..<length.line])
        defer { window.start += length.whole }
        number += 1
        if let fault = firstInvalidByte(in: bytes) {
            throw InterchangeError.at(file: source.name, line: number, offset: fault, reason: .invalidText)
        }
        return try body(number, bytes)
    }

    /// Length of the next line without and with its ending.
    private func findEnd() throws -> (line: Int, whole: Int)? {
        do {
            try window.begin()
            var looked = 0
            while true {
                let unread = window.unread
                if looked < unread.count, let base = unread.baseAddress,
                    let found = memchr(base + looked, 0x0A, unread.count - looked)
                {
                    let whole = found - UnsafeMutableRawPointer(mutating: base) + 1
                    let isWide = whole > 1 && base[whole - 2] == 0x0D
                    return (whole - (isWide ? 2 : 1), whole)
                }
                looked = unread.count
                guard looked <= limit else {
                    throw InterchangeError(reason: .lineTooLong(limit: limit))
                }
                if window.isAtEnd { return looked == 0 ? nil : (looked, looked) }
                try window.extend()
            }
        } catch let error as InterchangeError {
            throw error.placed(file: source.name, line: number + 1)
        }
    }
}
