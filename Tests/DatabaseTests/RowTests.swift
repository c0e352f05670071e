import Testing

@testable import Database

@Suite struct RowsAsValues {
    enum Kind: String, Codable, ColumnValue { case institute, company }
    struct Reference: Codable, Hashable, ColumnValue {
        var key: String
        init(key: String) { self.key = key }
        init?(column: Value) {
            guard case .text(let text) = column, text.hasPrefix("#") else { return nil }
            key = String(text.dropFirst())
        }
        var column: Value { .text("#" + key) }
    }
    struct Place: Codable, Equatable { var town: String, floors: [Int], note: String? }
    struct Partner: Codable, Equatable {
        var id: Reference
        var legalName: String
        var parentID: Reference?
        var homeURL: String?
        var kind: Kind
        var otherKind: Kind?
        var isActive: Bool
        var staff: Int?
        var budget: Double
        var place: Place?
        var names: [String: String]
    }
    static let schema = """
        CREATE TABLE partner (
          id TEXT PRIMARY KEY, legal_name TEXT NOT NULL, parent_id TEXT, home_url TEXT, kind TEXT NOT NULL,
          other_kind TEXT, is_active BIGINT NOT NULL, staff BIGINT, budget DOUBLE PRECISION NOT NULL, place TEXT,
          names TEXT NOT NULL
        );
        """
    static let full = Partner(
        id: Reference(key: "ysu"), legalName: "Երևանի պետական համալսարան", parentID: Reference(key: "min"),
        homeURL: "https://example.org/a?b", kind: .institute, otherKind: .company, isActive: true, staff: 12,
        budget: 3, place: Place(town: "Երևան", floors: [1, 2], note: nil), names: ["hy": "ԵՊՀ", "en": "YSU"])
    static let bare = Partner(
        id: Reference(key: "x"), legalName: "", parentID: nil, homeURL: nil, kind: .company, otherKind: nil,
        isActive: false, staff: nil, budget: 0.25, place: nil, names: [:])

    @Test(arguments: Engines.all)
    func `a value comes back as it went`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                try tx.insert(Self.full, into: "partner")
                try tx.insert(Self.bare, into: "partner")
            }
            let back = try await store.read { try $0.all(Partner.self, "SELECT * FROM partner ORDER BY id DESC") }
            #expect(back == [Self.full, Self.bare])
        }
    }

    @Test(arguments: Engines.all)
    func `columns are named as SQL names them and JSON has sorted keys`(engine: Engine) async throws {
        let row = try await withStore(engine, Self.schema) { store in
            try await store.write { tx in
                try tx.insert(Self.full, into: "partner")
                return try tx.row("SELECT parent_id, home_url, place, names, kind, is_active FROM partner")
            }
        }
        #expect(
            row?.values == [
                .text("#min"), .text("https://example.org/a?b"), .text(#"{"floors":[1,2],"town":"Երևան"}"#),
                .text(#"{"en":"YSU","hy":"ԵՊՀ"}"#), .text("institute"), .integer(1),
            ])
        #expect(try row?.get("parentID", as: Reference.self) == Reference(key: "min"))
    }

    @Test(arguments: Engines.all)
    func `a column of the wrong type is a fault and not a default`(engine: Engine) async throws {
        struct Wrong: Decodable { var isActive: Bool }
        let kinds = try await withStore(engine, Self.schema) { store in
            [
                try await faultKind { _ = try await store.read { try $0.all(Wrong.self, "SELECT 2 AS is_active") } },
                try await faultKind { _ = try await store.read { try $0.all(Wrong.self, "SELECT 1 AS active") } },
                try await faultKind { _ = try await store.read { try $0.value(Int.self, "SELECT 'a'") } },
            ]
        }
        #expect(kinds == ["wrongType", "noColumn", "wrongType"])
    }

    @Test(arguments: Engines.all)
    func `many rows go in at once and in order`(engine: Engine) async throws {
        struct Line: Codable, Equatable, Sendable { var id: Int, text: String?, weight: Double }
        let lines = (0..<25_000).map { number in
            Line(id: number, text: number % 3 == 0 ? nil : "строка\t\(number)\\", weight: Double(number) / 8)
        }
        let schema = "CREATE TABLE line (id BIGINT PRIMARY KEY, text TEXT, weight DOUBLE PRECISION NOT NULL)"
        let back = try await withStore(engine, schema) { store in
            try await store.write { try $0.insert(all: lines, into: "line") }
            return try await store.read { try $0.all(Line.self, "SELECT * FROM line ORDER BY id") }
        }
        #expect(back == lines)
    }

    @Test(arguments: Engines.all)
    func `a wrong row among many leaves none of them`(engine: Engine) async throws {
        struct Line: Codable, Sendable { var id: Int }
        try await withStore(engine, "CREATE TABLE line (id BIGINT PRIMARY KEY)") { store in
            let lines = (0..<5_000).map { Line(id: $0 % 4_999) }
            let kind = try await faultKind { try await store.write { try $0.insert(all: lines, into: "line") } }
            #expect(kind == "unique")
            #expect(try await store.read { try $0.count("SELECT COUNT(*) FROM line") } == 0)
        }
    }

    @Test(arguments: Engines.all)
    func `each hands out every row, and the same question may be asked inside`(engine: Engine) async throws {
        let seen = try await withStore(engine, "CREATE TABLE n (x BIGINT)") { store in
            try await store.write { tx in
                try tx.run("INSERT INTO n VALUES (1), (2), (3)")
                var seen: [Int] = []
                try tx.each("SELECT x FROM n ORDER BY x") { row in
                    seen.append(try row.at(0))
                    try tx.each("SELECT x FROM n ORDER BY x") { seen.append(10 * (try $0.at(0, as: Int.self))) }
                }
                return seen
            }
        }
        #expect(seen == [1, 10, 20, 30, 2, 10, 20, 30, 3, 10, 20, 30])
    }

    @Test(arguments: Engines.all)
    func `changes are counted, questions are not`(engine: Engine) async throws {
        let counts = try await withStore(engine) { store in
            try await store.write { tx in
                [
                    try tx.run("CREATE TABLE n (x BIGINT PRIMARY KEY)"),
                    try tx.run("INSERT INTO n VALUES (1), (2), (3)"),
                    try tx.run("SELECT x FROM n"),
                    try tx.run("UPDATE n SET x = x + 10 WHERE x > 1"),
                    try tx.run("UPDATE n SET x = 0 WHERE x = 77"),
                    try tx.run("INSERT INTO n VALUES (1) ON CONFLICT (x) DO NOTHING"),
                    try tx.run("CREATE TABLE m (x BIGINT)"),
                    try tx.run("INSERT INTO n VALUES (5), (6) RETURNING x"),
                    try tx.run("DELETE FROM n"),
                ]
            }
        }
        #expect(counts == [0, 3, 0, 2, 0, 0, 0, 2, 5])
    }
}

@Suite struct VersionedRows {
    private struct Note: Codable, Equatable, Sendable { var id: String, text: String?, version: Int }

    @Test(arguments: Engines.all)
    func `a row is written over only by who has seen its latest version`(engine: Engine) async throws {
        let schema = "CREATE TABLE note (id TEXT PRIMARY KEY, text TEXT, version BIGINT NOT NULL)"
        try await withStore(engine, schema) { store in
            let results = try await store.write { tx in
                try tx.insert(all: ["a", "b"].map { Note(id: $0, text: "1", version: 1) }, into: "note")
                return [
                    try tx.update(
                        Column.all(of: Note(id: "a", text: nil, version: 2)), in: "note", id: "a", version: 1),
                    try tx.update(
                        Column.all(of: Note(id: "a", text: "late", version: 2)), in: "note", id: "a", version: 1),
                ]
            }
            #expect(results == [true, false])
            let notes = try await store.read { try $0.all(Note.self, "SELECT * FROM note ORDER BY id") }
            #expect(notes == [Note(id: "a", text: nil, version: 2), Note(id: "b", text: "1", version: 1)])
        }
    }
}
