import GRDB

/// The embedded database: one file, many readers, one writer whose waiting writes share a durable commit.
public final class SQLiteStore: Store {
    public let engine = Engine.sqlite
    public let log: StatementLog
    private let pool: DatabasePool
    private let queue = WriteQueue()
    private let columns = ColumnsCache()
    /// A batch stops taking jobs after this long, so that the first of them is not kept waiting for its answer.
    private static let longestBatch = Duration.milliseconds(25)
    private static let mostJobs = 512

    /// Opens or creates the file at `path`. `isDurable: false` skips the flush per commit: for tests only.
    public init(path: String, log: StatementLog = StatementLog(), isDurable: Bool = true) throws {
        var configuration = Configuration()
        configuration.maximumReaderCount = 4
        // Another program may be writing a whole register into the same file: those who write here wait for it.
        configuration.busyMode = .timeout(60)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = \(isDurable ? "FULL" : "OFF")")
            try db.execute(sql: "PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824")
            try db.execute(sql: "PRAGMA case_sensitive_like = ON")
        }
        pool = try Self.faultful {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.read { try Self.check(SQLiteConnection($0)) }
            return pool
        }
        self.log = log
        let batches = Batches(pool: pool, log: log, columns: columns)
        queue.start(named: "isthmus.writes") { batches.run($0, $1) }
    }

    deinit { queue.close() }

    public func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        do {
            return try await pool.read { [log, columns] db in
                let connection = SQLiteConnection(db, columns)
                let value = try body(Transaction(connection, engine: .sqlite, log: log))
                if let fault = connection.fault { throw fault }
                return value
            }
        } catch let error as DatabaseError { throw SQLiteConnection.fault(error) }
    }

    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { [log] continuation in
            let job = WriteQueue.Job { connection in
                do {
                    let value = try body(Transaction(connection, engine: .sqlite, log: log))
                    if let fault = connection.fault { throw fault }
                    return WriteQueue.Outcome(didFail: false) { continuation.resume(returning: value) }
                } catch {
                    return WriteQueue.Outcome(didFail: true) { continuation.resume(throwing: error) }
                }
            } refuse: { fault in
                continuation.resume(throwing: fault)
            }
            if !queue.add(job) { job.refuse(.disconnected("the store is closed")) }
        }
    }

    public func close() async throws {
        queue.close()
        await queue.end()
        try Self.faultful { try pool.close() }
    }

    /// Refuses a library or a file that keeps less than this program relies on.
    private static func check(_ connection: SQLiteConnection) throws {
        func setting(_ question: String) throws -> Value? {
            var found: Value?
            _ = try connection.run(question, []) { found = $0.values.first }
            return found
        }
        guard Database.sqliteLibVersionNumber >= 3_039_000 else {
            throw DatabaseFault.unsuitable("SQLite is older than 3.39: install a newer libsqlite3.")
        }
        guard try setting("PRAGMA foreign_keys") == .integer(1) else {
            throw DatabaseFault.unsuitable("This SQLite was built without foreign keys: install a complete libsqlite3.")
        }
        guard try setting("PRAGMA encoding") == .text("UTF-8") else {
            throw DatabaseFault.unsuitable(
                "The file keeps its texts as UTF-16: dump it, and load the dump into a new file with encoding UTF-8.")
        }
    }

    private static func faultful<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch let error as DatabaseError { throw SQLiteConnection.fault(error) }
    }

    /// Runs batches of writes: one transaction for all jobs that wait, a savepoint for each; answers go out after the
    /// commit.
    private struct Batches: Sendable {
        let pool: DatabasePool
        let log: StatementLog
        let columns: ColumnsCache

        func run(_ first: WriteQueue.Job, _ next: () -> WriteQueue.Job?) {
            var jobs: [WriteQueue.Job] = []
            do {
                for outcome in try attempt(first, next, taken: &jobs) { outcome.answer() }
            } catch {
                let fault =
                    (error as? DatabaseError).map(SQLiteConnection.fault)
                    ?? (error as? DatabaseFault) ?? .other("\(error)")
                guard jobs.count > 1 else { return (jobs.first ?? first).refuse(fault) }
                // One of them spoilt the commit for all, as a deferred foreign key does: each for itself, then.
                for job in jobs { run(job) { nil } }
            }
        }

        private func attempt(
            _ first: WriteQueue.Job, _ next: () -> WriteQueue.Job?, taken jobs: inout [WriteQueue.Job]
        ) throws -> [WriteQueue.Outcome] {
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "BEGIN IMMEDIATE")
                do {
                    var outcomes: [WriteQueue.Outcome] = []
                    let start = ContinuousClock.now
                    var job: WriteQueue.Job? = first
                    while let current = job {
                        jobs.append(current)
                        outcomes.append(try run(current, in: db))
                        let isFull = outcomes.count >= mostJobs || start.duration(to: .now) > longestBatch
                        job = isFull ? nil : next()
                    }
                    try db.execute(sql: "COMMIT")
                    return outcomes
                } catch {
                    if db.isInsideTransaction { try? db.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
        }

        /// Runs a job so that its failure undoes what it did and nothing else.
        private func run(_ job: WriteQueue.Job, in db: GRDB.Database) throws -> WriteQueue.Outcome {
            try db.execute(sql: "SAVEPOINT verb")
            let outcome = job.run(SQLiteConnection(db, columns))
            // A full disk, and some other faults, roll everything back by themselves.
            guard db.isInsideTransaction else { throw DatabaseFault.other("SQLite rolled the transaction back") }
            if outcome.didFail { try db.execute(sql: "ROLLBACK TO verb") }
            try db.execute(sql: "RELEASE verb")
            return outcome
        }
    }
}
