import Foundation

/// One step of the schema: portable SQL, applied once, in a transaction of its own, never edited after release.
public struct Migration: Sendable {
    /// `001-journal`: the order is the order of names.
    public let name: String
    public let script: String

    public init(name: String, script: String) {
        self.name = name
        self.script = script
    }

    /// FNV-1a, 64 bits, over the bytes of the script: enough to notice an edit.
    var checksum: String {
        let hash = script.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}

extension Store {
    /// Applies what is missing and returns the names. Throws when an applied migration differs from `migrations`, or
    /// when the database knows one that this program does not.
    @discardableResult
    public func migrate(_ migrations: [Migration], at seconds: Int64) async throws -> [String] {
        try await makeMigrationTable()
        let applied = try await appliedMigrations()
        let known = Set(migrations.map(\.name))
        if let stranger = applied.keys.filter({ !known.contains($0) }).min() {
            throw DatabaseFault.unknownMigration(stranger)
        }
        var done: [String] = []
        for migration in migrations.sorted(by: { $0.name < $1.name }) {
            if let checksum = applied[migration.name] {
                guard checksum == migration.checksum else { throw DatabaseFault.changedMigration(migration.name) }
                continue
            }
            if try await apply(migration, at: seconds) { done.append(migration.name) }
        }
        return done
    }

    private func makeMigrationTable() async throws {
        let body: @Sendable (Transaction) throws -> Void = { tx in
            try tx.run(
                """
                CREATE TABLE IF NOT EXISTS migration (
                  name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
                )
                """)
        }
        do { try await write(body) } catch DatabaseFault.unique {
            // Two nodes started at once, and PostgreSQL noticed the other's table only at the end.
            try await write(body)
        }
    }

    /// False when another node was faster.
    private func apply(_ migration: Migration, at seconds: Int64) async throws -> Bool {
        try await write { tx in
            // Before the first question, so that the snapshot is taken after a faster node has finished.
            if tx.engine == .postgres { try tx.script("LOCK TABLE migration IN EXCLUSIVE MODE") }
            let isThere = try tx.count("SELECT COUNT(*) FROM migration WHERE name = \(migration.name)") > 0
            guard !isThere else { return false }
            try tx.script(migration.script)
            try tx.run("INSERT INTO migration VALUES (\(migration.name), \(migration.checksum), \(seconds))")
            return true
        }
    }

    private func appliedMigrations() async throws -> [String: String] {
        try await read { tx in
            let pairs = try tx.rows("SELECT name, checksum FROM migration").map { row in
                (try row.at(0, as: String.self), try row.at(1, as: String.self))
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }
}
