import Database
import Foundation
import Interchange

extension Programme {
    /// Writes everything the programme knows as lines of JSON into `sink`, piece by piece, out of one snapshot; the
    /// number of rows. It holds what is kept of secrets too (digests of passwords and tokens): it is a backup.
    @discardableResult
    public func export(to sink: ExportSink) async throws -> Int {
        try await read { tx in
            var writer = try ExportWriter(sink)
            try writer.write(DataLine.head(migrations: Programme.migrations.map(\.name)))
            for table in DataTable.exported { try tx.each(of: table) { try writer.write($0) } }
            try writer.finish()
            return writer.rows
        }
    }
}

/// Where an export goes.
public enum ExportSink: Sendable {
    /// A new file that only its owner may read; it takes its place when it is whole. Packed if it ends with `.gz`.
    case file(String)
    case standardOutput
}

/// Collects lines and writes them in large pieces.
private struct ExportWriter {
    private let sink: ExportSink
    private let handle: FileHandle
    private let draft: String?
    private var bytes: [UInt8] = []
    private(set) var rows = -1
    private static let pieceSize = 4 << 20

    init(_ sink: ExportSink) throws {
        self.sink = sink
        switch sink {
        case .standardOutput: (handle, draft) = (.standardOutput, nil)
        case .file(let path):
            let draft = path + ".part-\(ProcessInfo.processInfo.processIdentifier)"
            let isMade = FileManager.default.createFile(
                atPath: draft, contents: nil, attributes: [.posixPermissions: 0o600])
            guard isMade, let file = FileHandle(forWritingAtPath: draft) else { throw ExportFault.unwritable(path) }
            (handle, self.draft) = (file, draft)
        }
    }

    mutating func write(_ line: JSON) throws {
        line.write(into: &bytes)
        bytes.append(0x0a)
        rows += 1
        if bytes.count >= Self.pieceSize { try flush() }
    }

    /// Each piece is a gzip member of its own: a reader takes them as one file.
    private mutating func flush() throws {
        var piece = bytes
        bytes.removeAll(keepingCapacity: true)
        if case .file(let path) = sink, path.hasSuffix(".gz") { piece = try Gzip.compress(piece) }
        do { try handle.write(contentsOf: piece) } catch {
            discard()
            throw ExportFault.unwritable(draft ?? "-")
        }
    }

    mutating func finish() throws {
        if !bytes.isEmpty { try flush() }
        guard case .file(let path) = sink, let draft else { return }
        try handle.synchronize()
        try handle.close()
        guard rename(draft, path) == 0 else {
            discard()
            throw ExportFault.unwritable(path)
        }
    }

    private func discard() { if let draft { try? FileManager.default.removeItem(atPath: draft) } }
}

/// Why an export could not be written.
public enum ExportFault: Error, Sendable { case unwritable(String) }

extension Transaction {
    /// The rows of a table in the order of its key, each as its line.
    fileprivate func each(of table: DataTable, _ body: (JSON) throws -> Void) throws {
        let (name, key) = (SQL.name(table.name), SQL.join(table.key.map { SQL.name($0) }, ", "))
        var place: [Value] = []
        let most = 500
        while true {
            let after: SQL = place.isEmpty ? "" : " WHERE (\(key)) > (\(SQL.join(place.map { "\($0)" }, ", ")))"
            var count = 0
            var last: Row?
            try each("SELECT * FROM \(name)\(after) ORDER BY \(key) LIMIT \(most)") { row in
                try body(line(of: row, table.name))
                last = row
                count += 1
            }
            guard count == most, let last else { return }
            place = table.key.compactMap { column in last.columns.names.firstIndex(of: column).map { last.values[$0] } }
        }
    }

    private func line(of row: Row, _ table: String) -> JSON {
        var members: [(key: String, value: JSON)] = [("table", .string(table))]
        for (name, value) in zip(row.columns.names, row.values) {
            switch value {
            case .null: members.append((name, .null))
            case .integer(let number): members.append((name, .integer(number)))
            case .real(let number): members.append((name, .number(number)))
            case .text(let text): members.append((name, DataLine.json(of: text)))
            }
        }
        return .object(members)
    }
}
