import GRDB
import Synchronization

/// GRDB's connection as ours, for the length of one transaction. Statements are kept prepared by their text.
final class SQLiteConnection: Connection {
    let placeholder: Character = "?"
    private(set) var fault: DatabaseFault?
    private let db: GRDB.Database
    private let columns: ColumnsCache
    /// Questions whose rows are being handed out: asked again inside, they need a statement of their own.
    private var running: [String] = []

    init(_ db: GRDB.Database, _ columns: ColumnsCache = ColumnsCache()) {
        self.db = db
        self.columns = columns
    }

    func run(_ text: String, _ values: [Value], each: (Row) throws -> Void) throws -> Int {
        try faultful {
            let isKept = text.utf8.count < 2_000 && !running.contains(text)
            let statement = try isKept ? db.cachedStatement(sql: text) : db.makeStatement(sql: text)
            try statement.setArguments(StatementArguments(values.map(Self.argument)))
            let changesBefore = db.totalChangesCount
            if statement.columnCount > 0 {
                running.append(text)
                defer { running.removeLast() }
                try hand(out: GRDB.Row.fetchCursor(statement), of: text, named: statement.columnNames, to: each)
            } else {
                try statement.execute()
            }
            // SQLite's count is that of the last change, which a question or a CREATE TABLE is not.
            return db.totalChangesCount == changesBefore ? 0 : db.changesCount
        }
    }

    private func hand(
        out cursor: RowCursor, of text: String, named names: [String], to each: (Row) throws -> Void
    ) throws {
        let columns = columns.columns(of: text, named: names)
        while let row = try cursor.next() {
            var found: [Value] = []
            found.reserveCapacity(columns.names.count)
            for index in 0..<columns.names.count { found.append(Self.value(row[index])) }
            try each(Row(columns: columns, values: found))
        }
    }

    /// Row by row with one prepared statement, which is the fastest way there is.
    func load(into table: String, _ names: [String], _ rows: [[Value]]) throws {
        try faultful {
            let marks = names.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
            let text = "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(marks))"
            let statement = try db.cachedStatement(sql: text)
            for row in rows { try statement.execute(arguments: StatementArguments(row.map(Self.argument))) }
        }
    }

    func script(_ text: String) throws { try faultful { try db.execute(sql: text) } }

    /// After a fault every further statement fails alike, as PostgreSQL has it.
    private func faultful<T>(_ body: () throws -> T) throws -> T {
        if let fault { throw fault }
        do { return try body() } catch let error as DatabaseError {
            let fault = Self.fault(error)
            self.fault = fault
            throw fault
        }
    }

    private static func argument(_ value: Value) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> Value {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .text(String(decoding: data, as: UTF8.self))
        }
    }

    static func fault(_ error: DatabaseError) -> DatabaseFault {
        let message = error.message ?? "\(error.extendedResultCode)"
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            return .unique(culprit(in: message))
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKey(culprit(in: message))
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL, .SQLITE_CONSTRAINT_TRIGGER:
            return .check(culprit(in: message))
        default: break
        }
        switch error.resultCode {
        // A commit that fails on a deferred foreign key has no extended code in some versions.
        case .SQLITE_CONSTRAINT where message.hasPrefix("FOREIGN KEY"): return .foreignKey(culprit(in: message))
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .conflict(message)
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_MISUSE: return .disconnected(message)
        default: return .other("\(message) in \(error.sql ?? "no statement")")
        }
    }

    /// `UNIQUE constraint failed: person.email` → `person.email`. Of a foreign key SQLite does not say which.
    private static func culprit(in message: String) -> String {
        let parts = message.split(separator: " constraint failed: ", maxSplits: 1)
        return parts.count == 2 ? String(parts[1]) : message
    }
}

/// The column names of questions by their text, so that they are worked out once and not at every asking.
final class ColumnsCache: Sendable {
    private let known = Mutex<[String: Columns]>([:])
    private static let most = 1_000

    func columns(of text: String, named names: [String]) -> Columns {
        known.withLock { known in
            // The same text has other columns after a change of the schema.
            if let columns = known[text], columns.names == names { return columns }
            if known.count >= Self.most { known.removeAll() }
            let columns = Columns(names)
            known[text] = columns
            return columns
        }
    }
}
