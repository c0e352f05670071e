/// One connection to an engine, inside a transaction. Engines implement this and nothing else.
protocol Connection: AnyObject {
    /// The character before a placeholder's number.
    var placeholder: Character { get }
    /// The first fault of a statement. It spoils the transaction: nothing that follows can mend it, even if the
    /// closure caught the error.
    var fault: DatabaseFault? { get }
    /// Runs one statement, hands every row to `each`, and returns how many rows were changed (0 for a question).
    func run(_ text: String, _ values: [Value], each: (Row) throws -> Void) throws -> Int
    /// Inserts rows of values in the order of `names`, the way that is fastest for this many.
    func load(into table: String, _ names: [String], _ rows: [[Value]]) throws
    /// Runs several statements without values.
    func script(_ text: String) throws
}

/// What a closure given to `Store.read` or `Store.write` works with. It must not leave the closure.
public final class Transaction {
    public let engine: Engine
    private let connection: any Connection
    private let log: StatementLog

    init(_ connection: any Connection, engine: Engine, log: StatementLog) {
        self.connection = connection
        self.engine = engine
        self.log = log
    }

    /// Runs a statement; the number of rows it changed.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int { try send(sql) { _ in } }

    /// Every row of the answer, one at a time, without keeping them.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws { _ = try send(sql, body) }

    public func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        _ = try send(sql) { rows.append($0) }
        return rows
    }

    public func row(_ sql: SQL) throws -> Row? {
        var first: Row?
        _ = try send(sql) { if first == nil { first = $0 } }
        return first
    }

    /// The rows as values; properties are matched with columns by name.
    public func all<T: Decodable>(_ type: T.Type = T.self, _ sql: SQL) throws -> [T] {
        var values: [T] = []
        _ = try send(sql) { values.append(try $0.decode()) }
        return values
    }

    public func first<T: Decodable>(_ type: T.Type = T.self, _ sql: SQL) throws -> T? { try row(sql)?.decode(T.self) }

    /// The first column of every row.
    public func column<T: ColumnValue>(_ type: T.Type = T.self, _ sql: SQL) throws -> [T] {
        var values: [T] = []
        _ = try send(sql) { values.append(try $0.at(0)) }
        return values
    }

    /// The first column of the first row; nil when there is no row or it is NULL.
    public func value<T: ColumnValue>(_ type: T.Type = T.self, _ sql: SQL) throws -> T? {
        guard let row = try row(sql), row.values[0] != .null else { return nil }
        return try row.at(0)
    }

    public func count(_ sql: SQL) throws -> Int { try value(Int.self, sql) ?? 0 }

    /// Inserts a value; its properties are the columns.
    public func insert(_ value: some Encodable, into table: SQL) throws { try insert(all: [value], into: table) }

    /// Inserts many values of one type, the way that is fastest for the engine. All must have the same properties.
    public func insert(all values: [some Encodable], into table: SQL) throws {
        let (table, unwanted) = table.rendered(sign: connection.placeholder)
        guard unwanted.isEmpty else { throw DatabaseFault.other("a table's name binds no values") }
        let names = try values.first.map { try Column.all(of: $0).map(\.name) } ?? []
        if let wrong = names.first(where: { !SQL.isName($0) }) { throw DatabaseFault.noColumn(wrong) }
        var start = 0
        while start < values.count {
            let end = min(start + Self.rowsAtOnce, values.count)
            let rows = try values[start..<end].map { value in
                let columns = try Column.all(of: value)
                guard columns.elementsEqual(names, by: { $0.name == $1 }) else {
                    throw DatabaseFault.noColumn("\(type(of: value)) in \(table) differs from the first in its columns")
                }
                return try columns.map { try Self.storable($0.value) }
            }
            let begin = ContinuousClock.now
            defer { log.note("INSERT INTO \(table)", took: begin.duration(to: .now)) }
            try connection.load(into: table, names, rows)
            start = end
        }
    }
    private static let rowsAtOnce = 10_000

    /// Inserts a row as it once was.
    public func insert(_ row: Row, into table: String) throws {
        let names = SQL.join(row.columns.names.map { SQL.name($0) }, ", ")
        let values = SQL.join(row.values.map { "\($0)" }, ", ")
        try run("INSERT INTO \(SQL.name(table)) (\(names)) VALUES (\(values))")
    }

    /// Writes columns over those of the row with this id, when that row still has the version it had before. False when
    /// somebody else was faster.
    public func update(_ columns: [Column], in table: SQL, id: String, version: Int64) throws -> Bool {
        let pairs = SQL.join(columns.filter { $0.name != "id" }.map { "\(SQL.name($0.name)) = \($0.value)" }, ", ")
        return try run("UPDATE \(table) SET \(pairs) WHERE id = \(id) AND version = \(version)") == 1
    }

    /// Several statements without values, as migrations are.
    public func script(_ text: String) throws { try connection.script(text) }

    /// Tells whoever listens on `channel`, once this transaction is committed; see `PostgresStore.listen`. SQLite has
    /// one process only, which needs no telling: there it does nothing.
    public func notify(_ channel: String, _ payload: String = "") throws {
        guard engine == .postgres else { return }
        try run("SELECT pg_notify(\(channel), \(payload))")
    }

    private func send(_ sql: SQL, _ each: (Row) throws -> Void) throws -> Int {
        let (text, values) = sql.rendered(sign: connection.placeholder)
        for value in values { _ = try Self.storable(value) }
        let start = ContinuousClock.now
        defer { log.note(text, took: start.duration(to: .now)) }
        return try connection.run(text, values, each: each)
    }

    /// The value, unless the engines would keep it differently: PostgreSQL has no NUL in texts, SQLite no NaN.
    private static func storable(_ value: Value) throws -> Value {
        switch value {
        case .text(let text) where text.utf8.contains(0): throw DatabaseFault.check("a text with the character NUL")
        case .real(let number) where number.isNaN: throw DatabaseFault.check("a number that is none (NaN)")
        default: return value
        }
    }
}

public enum Engine: String, Sendable { case sqlite, postgres }
