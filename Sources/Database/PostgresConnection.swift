import CLibpq
import Foundation

/// One connection to PostgreSQL, used by one thread at a time. Its calls block.
///
/// A transaction begins with its first statement: `BEGIN`, the preparation of a new statement and the statement itself
/// travel together and cost one round trip.
final class PostgresConnection: Connection {
    enum Mode: String {
        case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case writing = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
    }

    let placeholder: Character = "$"
    var fault: DatabaseFault? { failure?.fault }
    private(set) var failure: PostgresFault?
    /// True from the moment `COMMIT` left us: whether it arrived may never be known.
    private(set) var didSendCommit = false
    let handle: OpaquePointer
    private var beginning: Mode?
    private var statements: [String: Prepared] = [:]
    private var lastNumber = 0
    private static let mostStatements = 500
    private static let longestPrepared = 4_000

    private struct Prepared {
        let name: String
        let columns: Columns
    }

    /// Connects, or throws `.disconnected` with the reason. `patience`: seconds for the attempt.
    init(url: String, patience: Int = 10) throws {
        // What stands before `dbname` may be overruled by the address, what stands after may not.
        let settings = [
            ("connect_timeout", String(patience)), ("fallback_application_name", "isthmus"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("dbname", url), ("client_encoding", "UTF8"),
        ]
        let opened = CStrings(settings.map(\.0)).withPointers { keys in
            CStrings(settings.map(\.1)).withPointers { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let opened else { throw DatabaseFault.disconnected("no memory for a connection") }
        guard PQstatus(opened) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(opened))
            PQfinish(opened)
            throw DatabaseFault.disconnected(reason.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        handle = opened
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try script("SET TIME ZONE 'UTC'; SET DateStyle = ISO; SET bytea_output = hex; SET extra_float_digits = 1")
    }

    deinit { PQfinish(handle) }

    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK || failure?.isBreak == true }

    /// Prepares for a transaction; the server hears of it with the first statement.
    func begin(_ mode: Mode) {
        let mustForget = failure?.isStalePlan == true || statements.count > Self.mostStatements
        failure = nil
        didSendCommit = false
        beginning = nil
        if mustForget {
            statements.removeAll()
            do { try script("DEALLOCATE ALL") } catch { return }
        }
        beginning = mode
    }

    /// Ends the transaction and keeps what it did.
    func commit() throws {
        if let fault { throw fault }
        guard PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        didSendCommit = true
        let answer = try settled(PQexec(handle, "COMMIT"))
        guard answer.command == "COMMIT" else { throw DatabaseFault.other("the transaction had failed before") }
        didSendCommit = false
    }

    /// Ends the transaction, if the server ever heard of it, and undoes what it did.
    func rollBack() {
        beginning = nil
        guard !isBroken, PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        PQclear(PQexec(handle, "ROLLBACK"))
    }

    func run(_ text: String, _ values: [Value], each: (Row) throws -> Void) throws -> Int {
        if let fault { throw fault }
        let known = statements[text]
        let answer = try ask(text, PostgresParameters(values), preparedAs: known?.name)
        let columns = known?.columns ?? statements[text]?.columns ?? Columns(answer.columnNames)
        try answer.each(columns, each)
        return answer.changes
    }

    func script(_ text: String) throws {
        if let fault { throw fault }
        guard !text.utf8.contains(0) else { throw DatabaseFault.check("a text with the character NUL") }
        try announce()
        let before = PQtransactionStatus(handle)
        _ = try settled(PQexec(handle, text))
        guard PQtransactionStatus(handle) == before else {
            throw fail(PostgresFault(state: "25000", fault: .other("a script must not end its transaction")))
        }
    }

    /// Few rows as one statement, many as a stream.
    func load(into table: String, _ names: [String], _ rows: [[Value]]) throws {
        if let fault { throw fault }
        let columns = names.joined(separator: ", ")
        if rows.count * names.count <= 200 {
            let tuples = SQL.join(rows.map { row in "(" + SQL.join(row.map { "\($0)" }, ", ") + ")" }, ", ")
            let (text, values) = tuples.rendered(sign: placeholder)
            _ = try run("INSERT INTO \(table) (\(columns)) VALUES \(text)", values) { _ in }
            return
        }
        try announce()
        _ = try settled(PQexec(handle, "COPY \(table) (\(columns)) FROM STDIN"), as: PGRES_COPY_IN)
        var stream = PostgresStream()
        for row in rows {
            stream.append(row)
            if stream.bytes.count > 1 << 16 { put(&stream) }
        }
        put(&stream)
        PQputCopyEnd(handle, nil)
        _ = try settled(PQgetResult(handle))
    }

    /// A failed write shows in the answer to the end of the stream.
    private func put(_ stream: inout PostgresStream) {
        stream.bytes.withUnsafeBufferPointer { bytes in
            _ = bytes.withMemoryRebound(to: CChar.self) { PQputCopyData(handle, $0.baseAddress, Int32($0.count)) }
        }
        stream.bytes.removeAll(keepingCapacity: true)
    }

    /// Sends a `BEGIN` that has not been sent yet.
    private func announce() throws {
        guard let mode = beginning else { return }
        beginning = nil
        _ = try settled(PQexec(handle, mode.rawValue))
    }

    /// The answer if it is as wished; everything that follows it is read and dropped.
    private func settled(_ result: OpaquePointer?, as wished: ExecStatusType? = nil) throws -> PostgresAnswer {
        guard let result else { throw fail(lost()) }
        let answer = PostgresAnswer(result)
        if let wished, answer.status == wished { return answer }
        while let further = PQgetResult(handle) { PQclear(further) }
        guard answer.isFine else { throw fail(answer.fault) }
        return answer
    }

    /// One round trip: `BEGIN` if it is due, the preparation of a statement that is new, and its execution.
    private func ask(
        _ text: String, _ parameters: PostgresParameters, preparedAs known: String?
    ) throws -> PostgresAnswer {
        guard PQenterPipelineMode(handle) == 1 else { throw fail(lost()) }
        var steps = 1
        if let mode = beginning {
            beginning = nil
            steps += 1
            PQsendQueryParams(handle, mode.rawValue, 0, nil, nil, nil, nil, 0)
        }
        var name = known
        if known == nil, text.utf8.count <= Self.longestPrepared {
            lastNumber += 1
            name = "s\(lastNumber)"
            steps += 1
            PQsendPrepare(handle, name, text, 0, nil)
        }
        _ = parameters.withPointers { count, values in
            if let name {
                PQsendQueryPrepared(handle, name, count, values, nil, nil, 0)
            } else {
                PQsendQueryParams(handle, text, count, nil, values, nil, nil, 0)
            }
        }
        PQpipelineSync(handle)
        let answers = collect()
        PQexitPipelineMode(handle)
        if let failed = answers.first(where: { !$0.isFine }) { throw fail(failed.fault) }
        guard answers.count == steps, let answer = answers.last else { throw fail(lost()) }
        if known == nil, let name { statements[text] = Prepared(name: name, columns: Columns(answer.columnNames)) }
        return answer
    }

    /// The answers up to the point where client and server agree again; fewer when the connection breaks.
    private func collect() -> [PostgresAnswer] {
        var answers: [PostgresAnswer] = []
        var silences = 0
        while silences < 2 {
            guard let result = PQgetResult(handle) else {
                silences += 1
                continue
            }
            silences = 0
            let answer = PostgresAnswer(result)
            if answer.status == PGRES_PIPELINE_SYNC { break }
            answers.append(answer)
        }
        return answers
    }

    private func lost() -> PostgresFault {
        let reason = String(cString: PQerrorMessage(handle)).trimmingCharacters(in: .whitespacesAndNewlines)
        return PostgresFault(state: "", fault: .disconnected(reason.isEmpty ? "the connection broke" : reason))
    }

    private func fail(_ failure: PostgresFault) -> DatabaseFault {
        self.failure = self.failure ?? failure
        return failure.fault
    }
}
