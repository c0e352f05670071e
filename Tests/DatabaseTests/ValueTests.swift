import Testing

@testable import Database

@Suite struct StoredValues {
    static let schema = "CREATE TABLE thing (id BIGINT PRIMARY KEY, n BIGINT, r DOUBLE PRECISION, t TEXT)"
    static let texts = [
        "", "plain", "it's; DROP TABLE thing; --", "\\N", "\\'; \\x00", "$1 ?1", "tab\tline\nreturn\r",
        "Հայաստան և Երևան", "Ёлка и ѐ", "e\u{301}", "👩‍🔬", "\u{FFFF}\u{10FFFF}", String(repeating: "ж", count: 100_000),
    ]

    @Test(arguments: Engines.all)
    func `every text comes back as it went`(engine: Engine) async throws {
        let back = try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                for (id, text) in Self.texts.enumerated() {
                    try tx.run("INSERT INTO thing (id, t) VALUES (\(id), \(text))")
                }
            }
            return try await store.read { try $0.column(String.self, "SELECT t FROM thing ORDER BY id") }
        }
        #expect(back.map { Array($0.utf8) } == Self.texts.map { Array($0.utf8) })
    }

    @Test(arguments: Engines.all)
    func `integers keep all 64 bits`(engine: Engine) async throws {
        let numbers: [Int64] = [.min, -1, 0, 1, 9_007_199_254_740_993, .max]
        let back = try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                for (id, number) in numbers.enumerated() {
                    try tx.run("INSERT INTO thing (id, n) VALUES (\(id), \(number))")
                }
            }
            return try await store.read { try $0.column(Int64.self, "SELECT n FROM thing ORDER BY id") }
        }
        #expect(back == numbers)
    }

    @Test(arguments: Engines.all)
    func `reals keep all their digits`(engine: Engine) async throws {
        let numbers = [
            0.1, -2.5, 1, 1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude, .pi, 1e20, .infinity, -.infinity,
        ]
        let back = try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                for (id, number) in numbers.enumerated() {
                    try tx.run("INSERT INTO thing (id, r) VALUES (\(id), \(number))")
                }
            }
            return try await store.read { try $0.rows("SELECT r FROM thing ORDER BY id").map { $0.values[0] } }
        }
        #expect(back == numbers.map(Value.real))
    }

    @Test(arguments: Engines.all)
    func `NULL comes back as NULL and flags as 0 and 1`(engine: Engine) async throws {
        let row = try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                try tx.run("INSERT INTO thing VALUES (\(true), \(false), \(nil as Double?), \(nil as String?))")
            }
            return try await store.read { try $0.row("SELECT id, n, r, t FROM thing") }
        }
        #expect(row?.values == [.integer(1), .integer(0), .null, .null])
        #expect(try row?.get("id", as: Bool.self) == true)
        #expect(try row?.optional("t", as: String.self) == nil)
        #expect(throws: DatabaseFault.wrongType("t")) { try row?.get("t", as: String.self) }
        #expect(throws: DatabaseFault.noColumn("x")) { try row?.get("x", as: String.self) }
    }

    @Test(arguments: Engines.all)
    func `what one engine cannot store, both refuse`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let nul = try await faultKind {
                try await store.write { try $0.run("INSERT INTO thing (id, t) VALUES (1, \("a\0b"))") }
            }
            let nan = try await faultKind {
                try await store.write { try $0.run("INSERT INTO thing (id, r) VALUES (1, \(Double.nan))") }
            }
            let many = try await faultKind {
                try await store.write { tx in
                    try tx.insert(all: (0..<500).map { Thing(id: $0, t: $0 == 400 ? "\0" : "x") }, into: "thing")
                }
            }
            #expect([nul, nan, many] == ["check", "check", "check"])
            #expect(try await store.read { try $0.count("SELECT COUNT(*) FROM thing") } == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `computed numbers keep their kind`(engine: Engine) async throws {
        let row = try await withStore(engine, Self.schema) { store in
            try await store.read { tx in
                try tx.row(
                    """
                    SELECT COUNT(*), CAST(SUM(x) AS BIGINT), CAST(AVG(x) AS DOUBLE PRECISION), MAX(x) > 1, MIN(word)
                    FROM (SELECT 1 AS x, 'я' AS word UNION ALL SELECT 2, 'ѐ') AS numbers
                    """)
            }
        }
        #expect(row?.values == [.integer(2), .integer(3), .real(1.5), .integer(1), .text("я")])
    }

    @Test(arguments: Engines.all)
    func `fragments meet in any order and a list may be empty`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                try tx.insert(all: (0..<10).map { Thing(id: $0, t: "t\($0)") }, into: "thing")
            }
            let found = try await store.read { tx in
                let low: SQL = "id >= \(3)"
                let high: SQL = "id < \(6)"
                let either: SQL = "t = \("t4") OR t IN (\(["t5", "t9"]))"
                return [
                    try tx.column(Int.self, "SELECT id FROM thing WHERE \(.all([high, low])) ORDER BY id"),
                    try tx.column(Int.self, "SELECT id FROM thing WHERE \(.all([either, high, low])) ORDER BY id"),
                    try tx.column(Int.self, "SELECT id FROM thing WHERE id IN (\([Int]())) OR id = \(1)"),
                    try tx.column(Int.self, "SELECT id FROM thing ORDER BY id LIMIT \(2) OFFSET \(8)"),
                    try tx.column(Int.self, "SELECT 0 WHERE CAST(\(nil as Int?) AS BIGINT) IS NULL"),
                ]
            }
            #expect(found == [[3, 4, 5], [4, 5], [1], [8, 9], [0]])
        }
    }

    private struct Thing: Codable { var id: Int, t: String }
}
