import Testing

@testable import Database

@Suite struct Migrations {
    static let first = Migration(name: "001-people", script: "CREATE TABLE person (id TEXT PRIMARY KEY); -- people")
    static let second = Migration(
        name: "002-names", script: "ALTER TABLE person ADD COLUMN name TEXT; INSERT INTO person VALUES ('a', 'A; B')")

    @Test(arguments: Engines.all)
    func `each is applied once, in the order of names`(engine: Engine) async throws {
        try await withStore(engine) { store in
            #expect(try await store.migrate([Self.second, Self.first], at: 5) == ["001-people", "002-names"])
            #expect(try await store.migrate([Self.second, Self.first], at: 6) == [])
            #expect(try await store.read { try $0.column(String.self, "SELECT name FROM person") } == ["A; B"])
            let moments = try await store.read { try $0.column(Int.self, "SELECT applied_at FROM migration") }
            #expect(moments == [5, 5])
        }
    }

    @Test(arguments: Engines.all)
    func `an edited one is refused`(engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.migrate([Self.first], at: 5)
            let edited = Migration(name: Self.first.name, script: Self.first.script + " ")
            await #expect(throws: DatabaseFault.changedMigration("001-people")) {
                try await store.migrate([edited, Self.second], at: 6)
            }
            #expect(try await store.read { try $0.count("SELECT COUNT(*) FROM migration") } == 1)
        }
    }

    @Test(arguments: Engines.all)
    func `a database of a newer program is refused`(engine: Engine) async throws {
        try await withStore(engine) { store in
            try await store.migrate([Self.first, Self.second], at: 5)
            await #expect(throws: DatabaseFault.unknownMigration("002-names")) {
                try await store.migrate([Self.first], at: 6)
            }
        }
    }

    @Test(arguments: Engines.all)
    func `a failing one leaves nothing and those before it stay`(engine: Engine) async throws {
        try await withStore(engine) { store in
            let broken = Migration(
                name: "002-broken", script: "CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)")
            let kind = try await faultKind { try await store.migrate([Self.first, broken], at: 5) }
            #expect(kind == "other")
            #expect(try await store.read { try $0.column(String.self, "SELECT name FROM migration") } == ["001-people"])
            #expect(try await store.migrate([Self.first, Self.second], at: 6) == ["002-names"])
            try await store.write { try $0.script("CREATE TABLE half (id TEXT)") }
        }
    }

    @Test(arguments: Engines.all)
    func `programs that start at once apply each only once`(engine: Engine) async throws {
        let database = try TestDatabase(engine)
        defer { try? database.remove() }
        let stores = try (0..<4).map { _ in try database.open() }
        let applied = try await withThrowingTaskGroup(of: [String].self) { group in
            for store in stores { group.addTask { try await store.migrate([Self.first, Self.second], at: 5) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(applied.sorted() == ["001-people", "002-names"])
        for store in stores { try await store.close() }
    }
}
