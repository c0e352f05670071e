import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// An export holds everything, and reads back to the same bytes.
@Suite struct ExportTests {
    func export(_ programme: Programme) async throws -> [UInt8] {
        let path = FileManager.default.temporaryDirectory.appending(path: "export-\(UUID().uuidString).jsonl").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await programme.export(to: .file(path))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    /// A programme with things of most kinds in it, among them topics that name each other and odd texts.
    private func fill(_ programme: Programme) async throws {
        let officer = ImportOffice.officer
        try await programme.installVocabulary()
        for (kind, name, text) in [
            (ImportKind.cordis, "p.csv", CordisTests.participations),
            (.organisations, "o.csv", OfficeTableTests.organisations),
        ] {
            _ = try await programme.runImport(kind, [.bytes(name: name, Array(text.utf8))], dryRun: false, as: officer)
        }
        for name in ["{\"not\": \"ours\"}", "[1, 2]", "[1,2]", "{}", "1e5", "\"quoted\"\tand \\ more", "Ёлка ﷽"] {
            try await programme.store.write { tx in
                _ = try tx.run(
                    """
                    INSERT INTO account (id, name, search_text, language, version, created_at, changed_at)
                    VALUES (\("a-" + UUID().uuidString.lowercased()), \(name), '', 'en', 1, 0, 0)
                    """)
            }
        }
        try await programme.store.write { tx in
            _ = try tx.run("UPDATE organisation SET latitude = 0.1, longitude = -122 WHERE source = 'table'")
            _ = try tx.run("UPDATE organisation SET latitude = 1e-7 WHERE source = 'cordis'")
        }
        try await programme.sealAll()
    }

    @Test func `no table is forgotten`() async throws {
        try await TestStore.withProgramme { programme, _ in
            let names = try await programme.read { tx in
                try tx.column(
                    String.self,
                    tx.engine == .sqlite
                        ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                        : "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
            }
            #expect(Set(names) == Set(DataTable.all.map(\.name)).union(["migration"]))
            #expect(Set(DataTable.exported.map(\.name)) == Set(names).subtracting(DataTable.left))
            #expect(DataTable.all.filter { $0.key.isEmpty } == [])
            let own = [
                ("topic", "parent_id"), ("event_registration", "lead_id"), ("public_body", "parent_id"),
                ("event_question", "merged_id"),
            ].map { DataTable(name: $0.0, key: ["id"], own: $0.1) }
            #expect(DataTable.all.filter { $0.own != nil } == own)
        }
    }

    @Test func `an export read into an empty database gives the same export`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            let first = try await export(programme)
            #expect(first.count > 10_000)
            try await TestStore.withProgramme(seed: 2) { other, _ in
                try await other.restore(.bytes(name: "e.jsonl", first), as: .program("test"))
                #expect(try await export(other) == first)
                #expect(try await other.check(Server.invariants) == [])
                let audit = try await other.verifyJournal()
                #expect(audit.breaks == [])
                #expect(audit.lines > 50)
                // What was imported is known to be so.
                let again = try await other.runImport(
                    .cordis, [.bytes(name: "p.csv", Array(CordisTests.participations.utf8))], dryRun: true,
                    as: ImportOffice.officer)
                #expect(!again.isChange)
            }
        }
    }

    /// On PostgreSQL this is the move from one engine to the other.
    @Test func `what a file exported comes out of any other database as the same bytes`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "from-\(UUID().uuidString).db").path
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let file = try await Programme.open(path)
        try await fill(file)
        let whole = try await export(file)
        try await file.store.close()
        try await TestStore.withProgramme { programme, _ in
            try await programme.restore(.bytes(name: "e.jsonl.gz", try Gzip.compress(whole)), as: .program("test"))
            #expect(try await export(programme) == whole)
            #expect(try await programme.verifyJournal().breaks == [])
        }
    }

    @Test func `a database that holds something takes no export`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            let whole = try await export(programme)
            await #expect(throws: Problem.invalid("", "imports.not_empty", ["table": "journal"])) {
                try await programme.restore(.bytes(name: "e.jsonl", whole), as: .program("test"))
            }
        }
    }

    @Test func `a file that is none, is of another schema, or breaks off leaves the database empty`() async throws {
        try await TestStore.withProgramme { programme, _ in
            try await fill(programme)
            let whole = String(decoding: try await export(programme), as: UTF8.self)
            let lines = whole.split(separator: "\n").map(String.init)
            let cases: [(text: String, key: String)] = [
                ("{\"a\":1}\n", "imports.not_an_export"),
                ("{\"isthmus\":1,\"migrations\":[\"000\"]}\n", "imports.other_schema"),
                (lines[0] + "\n{\"table\":\"session\",\"id\":\"x\"}\n", "imports.wrong_table"),
                (String(whole.dropLast(40)), "interchange.json.bad"),
                ((lines + [lines[lines.count - 1]]).joined(separator: "\n"), "imports.row_refused"),
            ]
            for (text, key) in cases {
                try await TestStore.withProgramme(seed: 3) { other, _ in
                    do {
                        try await other.restore(.bytes(name: "e.jsonl", Array(text.utf8)), as: .program("test"))
                        Issue.record("\(key) was not noticed")
                    } catch Problem.invalid(let issues) { #expect(issues.map(\.reason.key) == [key]) }
                    #expect(try await other.read { try $0.count("SELECT COUNT(*) FROM journal") } == 0)
                }
            }
        }
    }

    @Test(arguments: [
        ("{}", "{}"), ("[1,2]", "[1,2]"), ("[1, 2]", "\"[1, 2]\""), ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
        ("{\"a\":1.50}", "\"{\\\"a\\\":1.50}\""), ("12", "\"12\""), ("null", "\"null\""), ("", "\"\""),
        ("{\"a\":1,\"a\":2}", "\"{\\\"a\\\":1,\\\"a\\\":2}\""),
    ])
    func `a text stands as JSON only where that is exactly the text`(text: String, expected: String) {
        #expect(DataLine.json(of: text).text == expected)
    }
}
