import GRDB

/// GRDB's connection as ours. Statements are kept prepared by their text, so a row callback must not run the same
/// statement again.
final class SQLiteConnection: Connection {
    let placeholder: Character = "?"
    private let db: GRDB.Database

    init(_ db: GRDB.Database) { self.db = db }

    func run(_ text: String, _ values: [Value], each: (Row) throws -> Void) throws -> Int {
        do {
            let isShort = text.utf8.count < 2_000
            let statement = try isShort ? db.cachedStatement(sql: text) : db.makeStatement(sql: text)
            try statement.setArguments(StatementArguments(values.map(Self.argument)))
            guard statement.columnCount > 0 else {
                try statement.execute()
                return db.changesCount
            }
            let columns = Columns(statement.columnNames)
            let cursor = try GRDB.Row.fetchCursor(statement)
            while let row = try cursor.next() {
                var found: [Value] = []
                found.reserveCapacity(columns.names.count)
                for index in 0..<columns.names.count { found.append(Self.value(row[index])) }
                try each(Row(columns: columns, values: found))
            }
            return statement.isReadonly ? 0 : db.changesCount
        } catch let error as DatabaseError { throw Self.fault(error) }
    }

    func script(_ text: String) throws {
        do { try db.execute(sql: text) } catch let error as DatabaseError { throw Self.fault(error) }
    }

    /// Runs a job so that its failure undoes what it did and nothing else.
    static func inSavepoint(_ db: GRDB.Database, _ job: () -> WriteQueue.Outcome) -> WriteQueue.Outcome {
        do { try db.execute(sql: "SAVEPOINT verb") } catch { return job() }
        let outcome = job()
        if outcome.didFail { try? db.execute(sql: "ROLLBACK TO verb") }
        try? db.execute(sql: "RELEASE verb")
        return outcome
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
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: return .unique(message)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKey(message)
        case .SQLITE_CONSTRAINT_CHECK, .SQLITE_CONSTRAINT_NOTNULL: return .check(message)
        default: break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .conflict(message)
        case .SQLITE_CANTOPEN, .SQLITE_NOTADB, .SQLITE_MISUSE: return .disconnected(message)
        default: return .other("\(message) in \(error.sql ?? "no statement")")
        }
    }
}
