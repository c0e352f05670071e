import Foundation
import GRDB
import Logging

/// The embedded database: one file, many readers, one writer whose waiting writes share a durable commit.
public final class SQLiteStore: Store {
    public let engine = Engine.sqlite
    public let log: StatementLog
    private let pool: DatabasePool
    private let queue = WriteQueue()
    /// A batch stops taking jobs after this long, so that the first of them is not kept waiting for its answer.
    private static let longestBatch = Duration.milliseconds(25)
    private static let mostJobs = 512

    /// Opens or creates the file at `path`. `isDurable: false` skips the flush per commit: for tests only.
    public init(path: String, log: StatementLog = StatementLog(), isDurable: Bool = true) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(10)
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = \(isDurable ? "FULL" : "OFF")")
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824")
            try db.execute(sql: "PRAGMA case_sensitive_like = ON")
        }
        pool = try Self.faultful { try DatabasePool(path: path, configuration: configuration) }
        self.log = log
        let pool = self.pool
        queue.start(named: "isthmus.writes") { first, next in
            Self.runBatch(first, next, pool: pool, log: log)
        }
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        do {
            return try await pool.read { [log] db in
                try body(Transaction(SQLiteConnection(db), engine: .sqlite, log: log))
            }
        } catch let error as DatabaseError { throw SQLiteConnection.fault(error) }
    }

    public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = queue.add { tx in
                do {
                    let value = try body(tx)
                    return WriteQueue.Outcome(didFail: false) { fault in
                        if let fault { continuation.resume(throwing: fault) } else { continuation.resume(returning: value) }
                    }
                } catch {
                    return WriteQueue.Outcome(didFail: true) { _ in continuation.resume(throwing: error) }
                }
            }
            if !isTaken { continuation.resume(throwing: DatabaseFault.disconnected("the store is closed")) }
        }
    }

    public func close() async throws {
        queue.close()
        try pool.close()
    }

    /// One transaction for all jobs that wait, a savepoint for each; answers go out after the commit.
    private static func runBatch(
        _ first: @escaping WriteQueue.Job, _ next: () -> WriteQueue.Job?, pool: DatabasePool, log: StatementLog
    ) {
        var outcomes: [WriteQueue.Outcome] = []
        var fault: DatabaseFault?
        do {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                let tx = Transaction(SQLiteConnection(db), engine: .sqlite, log: log)
                let start = ContinuousClock.now
                var job: WriteQueue.Job? = first
                while let current = job {
                    outcomes.append(SQLiteConnection.inSavepoint(db) { current(tx) })
                    // A full disk or a failed read rolls everything back by itself.
                    guard db.isInsideTransaction else { throw DatabaseFault.other("the transaction was rolled back") }
                    let isFull = outcomes.count >= mostJobs || start.duration(to: .now) > longestBatch
                    job = isFull ? nil : next()
                }
                do { try db.execute(sql: "COMMIT") } catch {
                    if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        } catch let error as DatabaseError { fault = SQLiteConnection.fault(error)
        } catch let error as DatabaseFault { fault = error
        } catch { fault = .other("\(error)") }
        if outcomes.isEmpty, let fault {
            // BEGIN itself failed: the job never ran, and must still be answered.
            outcomes.append(first(Transaction(FailingConnection(fault: fault), engine: .sqlite, log: log)))
        }
        for outcome in outcomes { outcome.answer(fault) }
    }

    private static func faultful<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw SQLiteConnection.fault(error) }
    }
}

/// Answers every statement with the fault that kept the transaction from beginning.
private final class FailingConnection: Connection {
    let placeholder: Character = "?"
    let fault: DatabaseFault
    init(fault: DatabaseFault) { self.fault = fault }
    func run(_ text: String, _ values: [Value], each: (Row) throws -> Void) throws -> Int { throw fault }
    func script(_ text: String) throws { throw fault }
}
