import Foundation

/// A CSV file, record by record (RFC 4180, and the delimiters found in practice).
///
/// Fields may be quoted and then hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is
/// an ordinary character. Lines end with LF, CRLF or CR. Empty lines are skipped. A first line `sep=;`, as Excel
/// writes it, names the delimiter. Only the record at hand is in memory. Used by one task at a time.
public final class CSVReader: RecordSource {
    public let source: ByteSource
    public let header: Header
    public let delimiter: UInt8
    public var progress: Double { source.progress }

    private let window: Window
    private let limit: Int
    private var scan: CSVScan
    private var line: Int
    private var failure: InterchangeError?

    /// Reads the header row.
    ///
    /// - Parameters:
    ///   - delimiter: an ASCII character; when nil it is the one of `, ; tab |` that divides the first lines best.
    ///   - columns: the names of the columns of a file that has no header row.
    ///   - limit: most bytes of one record, so that a quote never closed cannot fill the memory.
    /// - Throws: `.emptyTable`, `.duplicateColumn`, and what `next()` throws.
    public init(
        _ source: ByteSource, delimiter: Character? = nil, columns: [String]? = nil, limit: Int = 1 << 24
    ) throws {
        self.source = source
        self.limit = limit
        let window = Window(source)
        self.window = window
        var line = 1
        do {
            try window.begin()
            let named = CSVScan.skipNamedDelimiter(window)
            if named != nil { line = 2 }
            self.delimiter = try delimiter?.asciiValue ?? named ?? CSVScan.likelyDelimiter(window)
        } catch let error as InterchangeError { throw error.placed(file: source.name, line: 1) }
        scan = CSVScan(delimiter: self.delimiter)
        if let columns {
            header = try Header(columns, file: source.name, line: line)
        } else {
            header = try Self.readHeader(window, &scan, line: &line, limit: limit)
        }
        self.line = line
    }

    /// The next record, nil after the last.
    ///
    /// - Throws: `.wrongFieldCount` and `.invalidText`, after which the next call goes on with the record behind;
    ///   `.unterminatedQuote`, `.textAfterQuote`, `.lineTooLong` and what the source throws, which end the reading:
    ///   every further call throws the same.
    public func next() throws -> Record? {
        if let failure { throw failure }
        do {
            guard let start = try Self.advance(window, &scan, line: &line, limit: limit) else { return nil }
            guard scan.ends.count == header.columns.count else {
                let reason = InterchangeError.Reason.wrongFieldCount(
                    expected: header.columns.count, found: scan.ends.count)
                throw InterchangeError.at(file: source.name, line: start, reason: reason)
            }
            return Record(line: start, header: header, bytes: scan.bytes, ends: scan.ends)
        } catch let error as InterchangeError {
            switch error.reason {
            case .wrongFieldCount, .invalidText: break
            default: failure = error
            }
            throw error
        }
    }

    private static func readHeader(
        _ window: Window, _ scan: inout CSVScan, line: inout Int, limit: Int
    ) throws -> Header {
        let name = window.source.name
        guard let start = try advance(window, &scan, line: &line, limit: limit) else {
            throw InterchangeError.at(file: name, line: line, reason: .emptyTable)
        }
        return try Header(scan.texts, file: name, line: start)
    }

    /// Moves over the next record that is not an empty line into `scan`; gives the line it starts on.
    private static func advance(
        _ window: Window, _ scan: inout CSVScan, line: inout Int, limit: Int
    ) throws -> Int? {
        let start = line
        do {
            while true {
                switch scan.record(in: window.unread, isLast: window.isAtEnd) {
                case .none where window.isAtEnd: return nil
                case .more, .none:
                    guard window.count <= limit else { throw scan.tooLong(limit, at: line) }
                    try window.extend()
                case .fault(let reason, let lines):
                    throw InterchangeError.at(line: line + lines, reason: reason)
                case .done(let length):
                    let at = line
                    let raw = UnsafeBufferPointer(rebasing: window.unread[..<length])
                    defer {
                        window.start += length
                        line = at + scan.lines
                    }
                    if scan.isBlank { break }
                    if !scan.isASCII, let fault = firstInvalidByte(in: raw) {
                        let lines = raw[..<fault].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
                        throw InterchangeError.at(line: at + lines, reason: .invalidText)
                    }
                    return at
                }
            }
        } catch let error as InterchangeError {
            throw error.placed(file: window.source.name, line: max(start, line))
        }
    }
}
