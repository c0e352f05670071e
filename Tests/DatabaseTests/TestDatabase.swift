import Foundation
import Testing

@testable import Database

/// The engines at hand: SQLite always, PostgreSQL when ISTHMUS_TEST_POSTGRES names a throw-away cluster.
enum Engines {
    static let postgres = ProcessInfo.processInfo.environment["ISTHMUS_TEST_POSTGRES"]
    static let hasPostgres = postgres != nil
    static let all: [Engine] = hasPostgres ? [.sqlite, .postgres] : [.sqlite]
}

/// A database of one test's own, gone afterwards.
struct TestDatabase {
    let engine: Engine
    let name: String
    let address: String

    init(_ engine: Engine, postgresOptions: String = "ENCODING 'UTF8' LOCALE 'C'") throws {
        self.engine = engine
        name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch engine {
        case .sqlite:
            address = FileManager.default.temporaryDirectory.appending(path: name + ".sqlite").path
        case .postgres:
            let server = try #require(Engines.postgres)
            var parts = try #require(URLComponents(string: server))
            parts.path = "/" + name
            address = try #require(parts.string)
            try PostgresStore.administer(server, "CREATE DATABASE \(name) TEMPLATE template0 \(postgresOptions)")
        }
    }

    func open(connections: Int = 8, log: StatementLog = StatementLog()) throws -> any Store {
        switch engine {
        case .sqlite: try SQLiteStore(path: address, log: log, isDurable: false)
        case .postgres: try openStore(address, connections: connections, log: log)
        }
    }

    func remove() throws {
        switch engine {
        case .sqlite:
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: address + suffix) }
        case .postgres:
            try PostgresStore.administer(try #require(Engines.postgres), "DROP DATABASE \(name) WITH (FORCE)")
        }
    }
}

/// Runs `body` with a store on an empty database after `schema`.
func withStore<T>(
    _ engine: Engine, _ schema: String = "", connections: Int = 8, log: StatementLog = StatementLog(),
    _ body: (any Store) async throws -> T
) async throws -> T {
    let database = try TestDatabase(engine)
    do {
        let store = try database.open(connections: connections, log: log)
        if !schema.isEmpty { try await store.write { try $0.script(schema) } }
        let value = try await body(store)
        try await store.close()
        try database.remove()
        return value
    } catch {
        try? database.remove()
        throw error
    }
}

extension DatabaseFault {
    /// The fault without its text, which is the engine's own.
    var kind: String { String("\(self)".prefix { $0 != "(" }) }
}

/// The kind of the fault that `body` throws; "none" when it throws nothing.
func faultKind<T>(_ body: () async throws -> T) async throws -> String {
    do {
        _ = try await body()
        return "none"
    } catch let fault as DatabaseFault { return fault.kind }
}
