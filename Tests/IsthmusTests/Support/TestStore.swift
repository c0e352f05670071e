import Foundation
import Logging
import Synchronization

@testable import Database
@testable import Isthmus

/// A programme on a database of its own, made from a migrated template: a file's copy on SQLite, a cloned database on
/// PostgreSQL when `ISTHMUS_TEST_POSTGRES` names a server and the run asks for it with `ISTHMUS_TEST_ENGINE=postgres`.
enum TestStore {
    static var usesPostgres: Bool { ProcessInfo.processInfo.environment["ISTHMUS_TEST_ENGINE"] == "postgres" }

    /// 1 June 2026, 09:00 UTC, unless the test moves it.
    static let start = Moment(seconds: 1_780_304_400)

    /// Runs `body` on a fresh programme whose clock stands still and whose ids follow from the seed.
    @discardableResult
    static func withProgramme<Result: Sendable>(
        at now: Moment = start, seed: UInt64 = 1, settings: Settings = Settings(),
        _ body: (Programme, TestClock) async throws -> Result
    ) async throws -> Result {
        try await run(on: try await fresh(), at: now, seed: seed, settings: settings, body)
    }

    /// Runs `body` on a copy of a database that `prepared` made.
    static func withCopy<Result: Sendable>(
        of address: Address, at now: Moment = start, seed: UInt64 = 2, settings: Settings = Settings(),
        _ body: (Programme, TestClock) async throws -> Result
    ) async throws -> Result {
        try await run(on: try await copy(of: address.url), at: now, seed: seed, settings: settings, body)
    }

    /// A database to make copies of: `make` is run once on a fresh one, which is closed afterwards and stays.
    static func prepared<Result: Sendable>(
        seed: UInt64 = 1, settings: Settings = Settings(), _ make: (Programme, TestClock) async throws -> Result
    ) async throws -> (Address, Result) {
        let address = try await fresh()
        let result = try await run(on: address, at: start, seed: seed, settings: settings, isKept: true, make)
        return (address, result)
    }

    private static func run<Result: Sendable>(
        on address: Address, at now: Moment, seed: UInt64, settings: Settings, isKept: Bool = false,
        _ body: (Programme, TestClock) async throws -> Result
    ) async throws -> Result {
        try await Places.shared.inside {
            try await opened(address, at: now, seed: seed, settings: settings, isKept: isKept, body)
        }
    }

    private static func opened<Result: Sendable>(
        _ address: Address, at now: Moment, seed: UInt64, settings: Settings, isKept: Bool,
        _ body: (Programme, TestClock) async throws -> Result
    ) async throws -> Result {
        let clock = TestClock(now)
        Server.addSources()
        let store = try openStore(address.url, connections: 4)
        let programme = Programme(
            store: store, settings: settings, clock: { clock.now }, ids: IDSource(seed: seed),
            logger: Logger(label: "test"))
        do {
            let result = try await body(programme, clock)
            try await store.close()
            if !isKept { try await remove(address) }
            return result
        } catch {
            try? await store.close()
            try? await remove(address)
            throw error
        }
    }

    struct Address: Sendable {
        let url: String
        let name: String
    }

    private static func fresh() async throws -> Address { try await copy(of: try await Template.shared.made()) }

    /// `source` is a file, or the name or address of a database.
    private static func copy(of source: String) async throws -> Address {
        let name = "isthmus_test_\(UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""))"
        if usesPostgres, let server = ProcessInfo.processInfo.environment["ISTHMUS_TEST_POSTGRES"] {
            let template = source.split(separator: "/").last.map { $0.split(separator: "?")[0] } ?? ""
            // Through the log of changes, as the server would by itself, it takes four times as long.
            try await Template.command(
                "CREATE DATABASE \(name) TEMPLATE \(template) STRATEGY FILE_COPY", on: server)
            return Address(url: Template.url(server, database: name), name: name)
        }
        let path = NSTemporaryDirectory() + name + ".db"
        // What was written last may still stand in the log beside the file.
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: source + suffix) {
            try FileManager.default.copyItem(atPath: source + suffix, toPath: path + suffix)
        }
        return Address(url: path, name: name)
    }

    private static func remove(_ address: Address) async throws {
        if usesPostgres, let server = ProcessInfo.processInfo.environment["ISTHMUS_TEST_POSTGRES"] {
            try await Template.command("DROP DATABASE \(address.name)", on: server)
        } else {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: address.url + suffix) }
        }
    }
}

/// How many programmes are open at once: the tests all begin together, and a thousand of them would hold some thousand
/// connections and threads.
private actor Places {
    static let shared = Places()
    /// Whoever is inside has a place for whatever else they open.
    @TaskLocal private static var isInside = false

    private var free = 32
    private var waiting: [CheckedContinuation<Void, Never>] = []

    nonisolated func inside<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        if Self.isInside { return try await body() }
        await enter()
        do {
            let result = try await Self.$isInside.withValue(true) { try await body() }
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

/// A clock that a test sets.
final class TestClock: Sendable {
    private let moment: Mutex<Moment>
    init(_ moment: Moment) { self.moment = Mutex(moment) }
    var now: Moment { moment.withLock { $0 } }
    func advance(days: Int = 0, hours: Int = 0, minutes: Int = 0, seconds: Int64 = 0) {
        moment.withLock {
            $0 = Moment(seconds: $0.adding(days: days).adding(hours: hours).adding(minutes: minutes).seconds + seconds)
        }
    }
}

/// The migrated database that every test's own is copied from, made once in a run.
private actor Template {
    static let shared = Template()
    private var making: Task<String, any Error>?

    func made() async throws -> String {
        let task = making ?? Task { try await Self.make() }
        making = task
        return try await task.value
    }

    private static func make() async throws -> String {
        let name = "isthmus_template_\(UUID().uuidString.lowercased().replacingOccurrences(of: "-", with: ""))"
        if TestStore.usesPostgres, let server = ProcessInfo.processInfo.environment["ISTHMUS_TEST_POSTGRES"] {
            try await command("CREATE DATABASE \(name) TEMPLATE template0 LOCALE 'C' ENCODING 'UTF8'", on: server)
            let store = try openStore(url(server, database: name), connections: 1)
            try await store.migrate(Programme.migrations, at: TestStore.start.seconds)
            try await store.close()
            return name
        }
        let path = NSTemporaryDirectory() + name + ".db"
        let store = try openStore(path)
        try await store.migrate(Programme.migrations, at: TestStore.start.seconds)
        try await store.close()
        return path
    }

    /// A connection of its own for each, for statements that may not stand in a transaction.
    static func command(_ text: String, on server: String) async throws {
        try PostgresStore.administer(server, text)
    }

    static func url(_ server: String, database: String) -> String {
        guard var parts = URLComponents(string: server) else { return server }
        parts.path = "/" + database
        return parts.string ?? server
    }
}
