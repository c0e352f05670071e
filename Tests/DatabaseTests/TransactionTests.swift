import Testing

@testable import Database

@Suite struct Transactions {
    struct Refusal: Error, Equatable {}
    static let schema = """
        CREATE TABLE parent (id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE, age BIGINT CHECK (age >= 0));
        CREATE TABLE child (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parent(id));
        CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);
        CREATE TABLE later (id BIGINT PRIMARY KEY, other BIGINT REFERENCES later(id) DEFERRABLE INITIALLY DEFERRED);
        INSERT INTO counter VALUES (1, 0), (2, 0);
        INSERT INTO parent VALUES ('a', 'a@example.org', 1);
        """

    @Test(arguments: Engines.all)
    func `both engines name the same fault`(engine: Engine) async throws {
        let statements: [(SQL, String)] = [
            ("INSERT INTO parent VALUES ('a', 'b@example.org', 1)", "unique"),
            ("INSERT INTO parent VALUES ('b', 'a@example.org', 1)", "unique"),
            ("INSERT INTO parent VALUES ('b', 'b@example.org', -1)", "check"),
            ("INSERT INTO parent VALUES ('b', \(nil as String?), 1)", "check"),
            ("INSERT INTO child VALUES ('c', 'nobody')", "foreignKey"),
            ("INSERT INTO later VALUES (1, 99)", "foreignKey"),
            ("INSERT INTO nowhere VALUES (1)", "other"),
            ("SELECT FROM WHERE", "other"),
        ]
        try await withStore(engine, Self.schema) { store in
            for (statement, expected) in statements {
                let kind = try await faultKind { try await store.write { try $0.run(statement) } }
                #expect(kind == expected, "\(statement)")
            }
            try await store.write { try $0.run("INSERT INTO child VALUES ('c', 'a')") }
            let kind = try await faultKind { try await store.write { try $0.run("DELETE FROM parent") } }
            #expect(kind == "foreignKey")
        }
    }

    @Test(arguments: Engines.all)
    func `a failed write leaves nothing`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            await #expect(throws: Refusal()) {
                try await store.write { tx in
                    try tx.run("UPDATE counter SET n = 99")
                    throw Refusal()
                }
            }
            let counted = try await store.read { try $0.column(Int.self, "SELECT n FROM counter") }
            #expect(counted == [0, 0])
        }
    }

    @Test(arguments: Engines.all)
    func `a fault that the closure swallows spoils the write all the same`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let kind = try await faultKind {
                try await store.write { tx in
                    try tx.run("UPDATE counter SET n = 99")
                    try? tx.script("INSERT INTO parent VALUES ('a', 'b', 1)")
                }
            }
            #expect(kind == "unique")
            #expect(try await store.read { try $0.column(Int.self, "SELECT n FROM counter") } == [0, 0])
        }
    }

    @Test(arguments: Engines.all)
    func `failures among many writes harm none of the others`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let kinds = try await withThrowingTaskGroup(of: (Int, String).self) { group in
                for number in 0..<64 {
                    group.addTask {
                        let kind = try await faultKind {
                            try await store.write { tx in
                                try tx.run("INSERT INTO later VALUES (\(number), \(number % 8 == 3 ? 1_000 : number))")
                                if number % 8 == 5 { try tx.run("INSERT INTO later VALUES (\(number), NULL)") }
                            }
                        }
                        return (number, kind)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            for number in 0..<64 {
                #expect(kinds[number] == (number % 8 == 3 ? "foreignKey" : number % 8 == 5 ? "unique" : "none"))
            }
            let kept = try await store.read { try $0.column(Int.self, "SELECT id FROM later ORDER BY id") }
            #expect(kept == (0..<64).filter { $0 % 8 != 3 && $0 % 8 != 5 })
        }
    }

    @Test(arguments: Engines.all)
    func `writes that count the same thing are run again until all are counted`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let results = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        try await store.write { tx in
                            let n = try tx.count("SELECT n FROM counter WHERE id = 1") + 1
                            try tx.run("UPDATE counter SET n = \(n) WHERE id = 1")
                            return n
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.sorted() == Array(1...32))
            #expect(try await store.read { try $0.count("SELECT n FROM counter WHERE id = 1") } == 32)
        }
    }

    @Test(arguments: Engines.all)
    func `two writes cannot both rely on what the other changes`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            // At most one of the two may be on call: each looks at both and sets its own.
            async let first = store.write { try Self.takeTurn(1, $0) }
            async let second = store.write { try Self.takeTurn(2, $0) }
            let took = [try await first, try await second]
            #expect(took.count { $0 } == 1)
            #expect(try await store.read { try $0.count("SELECT CAST(SUM(n) AS BIGINT) FROM counter") } == 1)
        }
    }

    private static func takeTurn(_ id: Int, _ tx: Transaction) throws -> Bool {
        guard try tx.count("SELECT COUNT(*) FROM counter WHERE n = 1") == 0 else { return false }
        return try tx.run("UPDATE counter SET n = 1 WHERE id = \(id)") == 1
    }

    @Test(arguments: Engines.all)
    func `a read sees one state while others write`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let gate = Gate()
            async let pair = store.read { tx in
                let before = try tx.count("SELECT n FROM counter WHERE id = 1")
                start.finish()
                gate.wait()
                return [before, try tx.count("SELECT n FROM counter WHERE id = 1")]
            }
            for await _ in started {}
            try await store.write { try $0.run("UPDATE counter SET n = 7") }
            gate.open()
            #expect(try await pair == [0, 0])
            #expect(try await store.read { try $0.count("SELECT n FROM counter WHERE id = 1") } == 7)
        }
    }

    @Test(arguments: Engines.all)
    func `a read cannot write`(engine: Engine) async throws {
        try await withStore(engine, Self.schema) { store in
            let kind = try await faultKind {
                _ = try await store.read { try $0.run("UPDATE counter SET n = 1") }
            }
            #expect(kind == "other")
            #expect(try await store.read { try $0.column(Int.self, "SELECT n FROM counter") } == [0, 0])
        }
    }

    @Test(arguments: Engines.all)
    func `a closed store finishes what was begun and refuses the rest`(engine: Engine) async throws {
        let database = try TestDatabase(engine)
        defer { try? database.remove() }
        let store = try database.open()
        try await store.write { try $0.script(Self.schema) }
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        async let written = store.write { tx in
            start.finish()
            return try tx.run("UPDATE counter SET n = n + 20")
        }
        for await _ in started {}
        try await store.close()
        #expect(try await written == 2)
        let kinds = [
            try await faultKind { try await store.write { try $0.run("UPDATE counter SET n = 0") } },
            try await faultKind { _ = try await store.read { try $0.count("SELECT n FROM counter") } },
        ]
        #expect(kinds == ["disconnected", "disconnected"])
        let again = try database.open()
        #expect(try await again.read { try $0.column(Int.self, "SELECT n FROM counter") } == [20, 20])
        try await again.close()
    }

    @Test(arguments: Engines.all)
    func `statements are counted and slow ones apart`(engine: Engine) async throws {
        let all = StatementLog(slowerThan: .zero)
        let none = StatementLog(slowerThan: .seconds(3_600))
        for log in [all, none] {
            try await withStore(engine, log: log) { store in
                _ = try await store.read { [try $0.count("SELECT 1"), try $0.count("SELECT 2")] }
            }
        }
        #expect([all.total.statements, all.total.slow] == [2, 2])
        #expect([none.total.statements, none.total.slow] == [2, 0])
    }

    @Test func `a slow statement is shown on one short line`() {
        let places = (1...300).map { "?\($0)" }.joined(separator: ", ")
        #expect(
            StatementLog.shown("SELECT a\n  FROM b WHERE c IN (\(places)) AND d = ?301")
                == "SELECT a FROM b WHERE c IN (…) AND d = ?301")
        #expect(StatementLog.shown(String(repeating: "x", count: 500)).count == 201)
    }
}
