import Foundation

/// One row of a table from outside, CSV or spreadsheet: the texts of its fields, by column name or place.
///
/// Light: the fields lie in one array of bytes and become strings only when asked for.
public struct Record: Sendable {
    /// Where the row begins in the file, counted from 1; in a workbook the row number the spreadsheet shows.
    public let line: Int
    public let header: Header
    private let bytes: [UInt8]
    /// Where each field ends in `bytes`.
    private let ends: [Int32]

    init(line: Int, header: Header, bytes: [UInt8], ends: [Int32]) {
        (self.line, self.header, self.bytes, self.ends) = (line, header, bytes, ends)
    }

    public var count: Int { ends.count }
    public var fields: [String] { (0..<count).map { self[$0] } }

    /// The field at a place, counted from 0, which must be below `count`.
    public subscript(place: Int) -> String {
        let from = place == 0 ? 0 : Int(ends[place - 1])
        let to = Int(ends[place])
        return bytes.withUnsafeBufferPointer { all in
            String(decoding: UnsafeBufferPointer(rebasing: all[from..<to]), as: UTF8.self)
        }
    }

    /// The field of a column; nil when the table has no such column.
    public subscript(column: String) -> String? {
        header.place(of: column).map { self[$0] }
    }

    /// The field of a column. Throws `.missingColumn` with the line when the table has no such column.
    public func text(_ column: String) throws -> String {
        guard let place = header.place(of: column) else { throw fault(column, .missingColumn(column)) }
        return self[place]
    }

    /// The field without surrounding spaces; nil when the column is missing or nothing stands there.
    public func filled(_ column: String) -> String? {
        guard let text = self[column]?.trimmingCharacters(in: .whitespacesAndNewlines) else { return nil }
        return text.isEmpty ? nil : text
    }

    /// A whole number; nil when nothing stands there. Throws `.missingColumn` or `.badValue` with line and column.
    public func integer(_ column: String) throws -> Int? {
        try value(column, expected: "a whole number") { Int($0) }
    }

    /// A number with a decimal point; nil when nothing stands there. Throws as `integer` does.
    public func number(_ column: String) throws -> Double? {
        try value(column, expected: "a number") { text in Double(text).flatMap { $0.isFinite ? $0 : nil } }
    }

    /// An error about this record, for rules of the caller's own.
    public func fault(_ column: String, _ reason: InterchangeError.Reason) -> InterchangeError {
        .at(file: header.file, line: line, field: column, reason: reason)
    }

    private func value<Value>(_ column: String, expected: String, _ parse: (String) -> Value?) throws -> Value? {
        let text = try text(column).trimmingCharacters(in: .whitespaces)
        if text.isEmpty { return nil }
        guard let value = parse(text) else { throw fault(column, .badValue(text, expected: expected)) }
        return value
    }
}

/// The names of a table's columns, shared by all its records.
public final class Header: Sendable {
    public let columns: [String]
    let file: String?
    private let places: [String: Int]

    /// Surrounding spaces are dropped. Columns without a name are allowed, more than one too; they have only a place.
    init(_ columns: [String], file: String?, line: Int) throws {
        let columns = columns.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        var places: [String: Int] = [:]
        for (place, name) in columns.enumerated() where !name.isEmpty {
            guard places.updateValue(place, forKey: name) == nil else {
                throw InterchangeError.at(file: file, line: line, field: name, reason: .duplicateColumn(name))
            }
        }
        (self.columns, self.places, self.file) = (columns, places, file)
    }

    public func place(of column: String) -> Int? { places[column] }

    /// Throws `.missingColumn` for the first of `columns` that is not there.
    public func require(_ columns: [String]) throws {
        for name in columns where places[name] == nil {
            throw InterchangeError.at(file: file, field: name, reason: .missingColumn(name))
        }
    }
}

/// A table from outside, record by record: CSV and workbooks look alike to an import.
public protocol RecordSource: AnyObject {
    var header: Header { get }
    /// The next record, nil after the last. After a fault in one record the next call goes on behind it.
    func next() throws -> Record?
    /// From 0 to 1, for a progress bar.
    var progress: Double { get }
}

extension RecordSource {
    /// All records, stopping at the first fault.
    public func all() throws -> [Record] {
        var records: [Record] = []
        while let record = try next() { records.append(record) }
        return records
    }

    /// The records that are right and the faults of the others, up to `limit` faults, for an import that shows both.
    public func sorted(faultLimit limit: Int = 100) -> (records: [Record], faults: [InterchangeError]) {
        var (records, faults): ([Record], [InterchangeError]) = ([], [])
        while faults.count < limit {
            do {
                guard let record = try next() else { break }
                records.append(record)
            } catch let error as InterchangeError {
                // A reader that cannot go on repeats its fault.
                if faults.last == error { break }
                faults.append(error)
            } catch { break }
        }
        return (records, faults)
    }
}

/// A table of an unknown kind, as people upload it.
public enum TableFile {
    /// Tells a workbook from CSV by its first bytes and opens it at its first sheet.
    public static func open(bytes: [UInt8], name: String? = nil) throws -> any RecordSource {
        if bytes.starts(with: [0x50, 0x4B]) { return try WorkbookReader(bytes: bytes, name: name).records() }
        return try CSVReader(ByteSource(bytes: bytes, name: name))
    }
}
