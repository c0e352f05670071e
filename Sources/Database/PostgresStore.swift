import CLibpq
import Foundation

/// A PostgreSQL server: writes are serializable and run again on a conflict, reads see one snapshot, and a restart of
/// the server is survived.
public final class PostgresStore: Store {
    public let engine = Engine.postgres
    public let log: StatementLog
    private let url: String
    private let workers: PostgresWorkers
    private let listeners: PostgresListeners

    /// Connects to `url` (`postgres://user:password@host:port/database?sslmode=require`) and looks whether the server
    /// suits; blocks meanwhile. At most `connections` are open at a time, besides one for each `listen`. Whoever gets
    /// none of them for `patience` fails with `.disconnected`.
    public init(
        url: String, connections: Int = 8, log: StatementLog = StatementLog(), patience: Duration = .seconds(10)
    ) throws {
        try Self.check(PostgresConnection(url: url))
        self.url = url
        self.log = log
        workers = PostgresWorkers(url: url, count: max(1, connections), patience: patience)
        listeners = PostgresListeners(url: url)
    }

    deinit {
        workers.close()
        listeners.close()
    }

    public func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { [log] continuation in
            workers.add { session in
                continuation.resume(with: Result { try session.transact(.reading, log, body) })
                session.finish()
            } refuse: {
                continuation.resume(throwing: $0)
            }
        }
    }

    /// A `COMMIT` whose answer was lost throws `.disconnected`: what was written may have been kept.
    @discardableResult
    public func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { [log] continuation in
            workers.add { session in
                continuation.resume(with: Result { try session.transact(.writing, log, body) })
            } refuse: {
                continuation.resume(throwing: $0)
            }
        }
    }

    public func close() async throws {
        workers.close()
        listeners.close()
        await workers.end()
        await listeners.end()
    }

    /// What others said with `Transaction.notify` on `channel`, on a connection of its own, until the stream is dropped
    /// or the store closed. An empty text comes first, and again after a broken connection was replaced: whoever
    /// listens may have missed something and should look for itself.
    public func listen(_ channel: String) -> AsyncStream<String> { listeners.listen(channel) }

    /// Runs one statement outside of any transaction, as `CREATE DATABASE` needs it; blocks meanwhile.
    public static func administer(_ url: String, _ statement: String) throws {
        try PostgresConnection(url: url).script(statement)
    }

    /// Refuses a server or a database on which the same SQL would mean something else than on SQLite.
    private static func check(_ connection: PostgresConnection) throws {
        guard PQserverVersion(connection.handle) >= 130_000 else {
            throw DatabaseFault.unsuitable("PostgreSQL is older than 13: move the database to a newer server.")
        }
        func setting(_ name: String) -> String {
            PQparameterStatus(connection.handle, name).map { String(cString: $0) } ?? ""
        }
        let cure = "CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
        guard setting("server_encoding") == "UTF8" else {
            throw DatabaseFault.unsuitable(
                "The database's encoding is \(setting("server_encoding")), not UTF8: make it anew with \(cure).")
        }
        guard setting("standard_conforming_strings") == "on" else {
            throw DatabaseFault.unsuitable(
                "The database reads backslashes in texts as escapes: "
                    + "run ALTER DATABASE … SET standard_conforming_strings = on.")
        }
        var sortsByBytes = false
        _ = try connection.run("SELECT 'Z' < 'a' AND 'a-b' < 'aa' AND 'я' < 'ѐ' AND 'ё' > 'я'", []) { row in
            sortsByBytes = row.values == [.integer(1)]
        }
        guard sortsByBytes else {
            throw DatabaseFault.unsuitable(
                "The database sorts texts by a language's rules, not by bytes: make it anew with \(cure).")
        }
    }
}
