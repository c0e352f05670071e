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
        _ = try await write { tx in
            try tx.run(
                """
                CREATE TABLE IF NOT EXISTS migration (
                  name TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL
                )
                """)
        }
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
            try await write { tx in
                // Two nodes may start at once: the second finds the row.
                let isThere = try tx.count("SELECT COUNT(*) FROM migration WHERE name = \(migration.name)") > 0
                guard !isThere else { return }
                try tx.script(migration.script)
                try tx.run("INSERT INTO migration VALUES (\(migration.name), \(migration.checksum), \(seconds))")
            }
            done.append(migration.name)
        }
        return done
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
