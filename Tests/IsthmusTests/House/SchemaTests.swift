import Database
import Foundation
import Testing

@testable import Isthmus

/// What the migrations make: `docs/schema.sql`, the same tables on both engines, in the SQL that both understand.
@Suite struct SchemaTests {
    @Test(.enabled(if: !TestStore.usesPostgres))
    func `the schema is the one that is written down`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let statements = try await programme.read { tx in
                try tx.column(
                    String.self,
                    """
                    SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
                    ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 ELSE 1 END, name
                    """)
            }
            let head = "-- The schema after all migrations, written by a test. Comments stand in the migrations.\n\n"
            try Golden.check(head + statements.map { "\($0);\n" }.joined(separator: "\n"), "docs/schema.sql")
        }
    }

    @Test(.enabled(if: ProcessInfo.processInfo.environment["ISTHMUS_TEST_POSTGRES"] != nil && TestStore.usesPostgres))
    func `PostgreSQL has the same tables and columns`() async throws {
        let found = try await TestStore.withProgramme { programme, _ in
            try await programme.read { tx in
                try tx.rows(
                    """
                    SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns
                    WHERE table_schema = 'public' ORDER BY table_name, column_name
                    """
                ).map { row in
                    let type = try row.at(2, as: String.self).uppercased()
                    let name = "\(try row.at(0, as: String.self)).\(try row.at(1, as: String.self)) \(type)"
                    return try row.at(3, as: String.self) == "NO" ? name + " NOT NULL" : name
                }
            }
        }
        #expect(Set(found) == Set(try await Self.sqliteColumns()))
    }

    /// `table.column TYPE [NOT NULL]` of every column in a SQLite database made for this.
    private static func sqliteColumns() async throws -> [String] {
        let path = NSTemporaryDirectory() + "isthmus_schema_\(UUID().uuidString).db"
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) } }
        let store = try openStore(path)
        try await store.migrate(Programme.migrations, at: 0)
        let columns = try await store.read { tx in
            try tx.rows(
                """
                SELECT m.name AS t, c.name AS c, c.type AS kind, CAST(c."notnull" OR c.pk > 0 AS BIGINT) AS required
                FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
                """
            ).map { row in
                let name = "\(try row.get("t", as: String.self)).\(try row.get("c", as: String.self))"
                let isRequired = try row.get("required", as: Int.self) == 1
                return "\(name) \(try row.get("kind", as: String.self))" + (isRequired ? " NOT NULL" : "")
            }
        }
        try await store.close()
        return columns
    }

    @Test func `migrations use types that both engines store the same way`() {
        let banned = [
            "INTEGER", "INT", "SERIAL", "BIGSERIAL", "AUTOINCREMENT", "BOOLEAN", "TIMESTAMP", "TIMESTAMPTZ", "DATE",
            "JSON",
            "JSONB", "BLOB", "BYTEA", "REAL", "NUMERIC", "DECIMAL", "VARCHAR", "NOW", "CURRENT_TIMESTAMP", "TRUE",
            "FALSE",
            "IGNORE", "REPLACE", "PRAGMA", "TRIGGER", "ILIKE",
        ]
        let findings = Programme.migrations.flatMap { migration in
            migration.script.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
                index, line in
                let code = line.split(separator: "--", omittingEmptySubsequences: false).first ?? ""
                // What is banned is the insertion of that name; the function both engines have.
                return code.uppercased().replacing("REPLACE(", with: "(").split { !$0.isLetter && $0 != "_" }.map(
                    String.init
                ).filter(banned.contains)
                    .map {
                        "\(migration.name):\(index + 1): \($0)"
                    }
            }
        }
        #expect(findings == [])
    }

    @Test func `every file of SQL is a migration and numbered without a gap`() {
        let numbers = Programme.migrations.map { String($0.name.prefix(3)) }
        #expect(numbers == (1...numbers.count).map { String(format: "%03d", $0) })
    }
}
