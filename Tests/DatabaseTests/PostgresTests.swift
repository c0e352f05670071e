import Testing

@testable import Database

@Suite(.enabled(if: Engines.hasPostgres)) struct PostgresServer {
    static let schema = """
        CREATE TABLE counter (id BIGINT PRIMARY KEY, n BIGINT NOT NULL);
        INSERT INTO counter VALUES (1, 0);
        """

    /// Ends all connections to the store's database, as a restart of the server does.
    private func breakConnections(of database: TestDatabase) throws {
        try PostgresStore.administer(
            try #require(Engines.postgres),
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '\(database.name)'")
    }

    @Test func `idle connections that broke are replaced`() async throws {
        let database = try TestDatabase(.postgres)
        defer { try? database.remove() }
        let store = try database.open(connections: 2)
        try await store.write { try $0.script(Self.schema) }
        for round in 1...5 {
            try breakConnections(of: database)
            try await store.write { try $0.run("UPDATE counter SET n = n + 1") }
            #expect(try await store.read { try $0.count("SELECT n FROM counter") } == round)
        }
        try await store.close()
    }

    @Test func `a write that breaks before its commit is run again`() async throws {
        let database = try TestDatabase(.postgres)
        defer { try? database.remove() }
        let store = try database.open(connections: 1)
        try await store.write { try $0.script(Self.schema) }
        let runs = Tally()
        try await store.write { tx in
            try tx.run("UPDATE counter SET n = n + 1")
            if runs.next() == 1 { try breakConnections(of: database) }
            try tx.run("UPDATE counter SET n = n + 10")
        }
        #expect(runs.count == 2)
        #expect(try await store.read { try $0.count("SELECT n FROM counter") } == 11)
        try await store.close()
    }

    @Test func `a commit whose answer is lost says so and is not run again`() async throws {
        let database = try TestDatabase(.postgres)
        defer { try? database.remove() }
        let store = try database.open(connections: 1)
        try await store.write { try $0.script(Self.schema) }
        let runs = Tally()
        await #expect(throws: DatabaseFault.disconnected("during COMMIT, which may have succeeded")) {
            try await store.write { tx in
                try tx.run("UPDATE counter SET n = n + 1")
                _ = runs.next()
                try breakConnections(of: database)
            }
        }
        #expect(runs.count == 1)
        #expect(try await store.read { try $0.count("SELECT n FROM counter") } == 0)
        try await store.close()
    }

    @Test func `a question survives a change of its table`() async throws {
        try await withStore(.postgres, Self.schema, connections: 2) { store in
            for round in 0..<3 {
                for _ in 0..<4 {
                    let row = try await store.read { try $0.row("SELECT * FROM counter") }
                    #expect(row?.values.count == 2 + round)
                }
                try await store.write { try $0.script("ALTER TABLE counter ADD COLUMN c\(round) BIGINT") }
            }
        }
    }

    @Test func `more statements than are kept all work`() async throws {
        try await withStore(.postgres, connections: 1) { store in
            for round in 0..<3 {
                let sums = try await store.read { tx in
                    try (0..<600).map { try tx.value(Int.self, SQL(stringLiteral: "SELECT \($0) + 1")) }
                }
                #expect(sums == (1...600).map { $0 }, "round \(round)")
            }
        }
    }

    @Test func `who finds no free connection in time is told so`() async throws {
        let database = try TestDatabase(.postgres)
        defer { try? database.remove() }
        let store = try PostgresStore(url: database.address, connections: 1, patience: .milliseconds(50))
        let (started, start) = AsyncStream.makeStream(of: Void.self)
        let gate = Gate()
        async let slow = store.read { tx in
            start.finish()
            gate.wait()
            return try tx.count("SELECT 1")
        }
        for await _ in started {}
        let kind = try await faultKind { _ = try await store.read { try $0.count("SELECT 2") } }
        gate.open()
        #expect(kind == "disconnected")
        #expect(try await slow == 1)
        #expect(try await store.read { try $0.count("SELECT 3") } == 3)
        try await store.close()
    }

    @Test func `a listener hears what was committed, and only that`() async throws {
        let database = try TestDatabase(.postgres)
        defer { try? database.remove() }
        let store = try PostgresStore(url: database.address)
        var heard = store.listen("The \"Journal\"").makeAsyncIterator()
        #expect(await heard.next() == "")
        _ = try await faultKind {
            try await store.write { tx in
                try tx.notify("The \"Journal\"", "undone")
                throw DatabaseFault.noRow
            }
        }
        try await store.write { try $0.notify("The \"Journal\"", "Ереван") }
        #expect(await heard.next() == "Ереван")
        try breakConnections(of: database)
        #expect(await heard.next() == "")
        try await store.write { try $0.notify("The \"Journal\"", "again") }
        #expect(await heard.next() == "again")
        try await store.close()
        #expect(await heard.next() == nil)
    }

    @Test func `an unsuitable database is refused with the cure`() async throws {
        let latin = try TestDatabase(.postgres, postgresOptions: "ENCODING 'LATIN1' LOCALE 'C'")
        let sorted = try TestDatabase(
            .postgres, postgresOptions: "ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C'")
        let escaping = try TestDatabase(.postgres)
        try PostgresStore.administer(
            escaping.address, "ALTER DATABASE \(escaping.name) SET standard_conforming_strings = off")
        for database in [latin, sorted, escaping] {
            let kind = try await faultKind { _ = try database.open() }
            #expect(kind == "unsuitable", "\(database.address)")
            try database.remove()
        }
    }

    @Test func `a server that is not there is a fault at opening`() async throws {
        let kind = try await faultKind { _ = try openStore("postgres://nobody@127.0.0.1:1/none") }
        #expect(kind == "disconnected")
    }

    @Test func `a script cannot end its transaction`() async throws {
        try await withStore(.postgres, Self.schema) { store in
            let kind = try await faultKind { try await store.write { try $0.script("SELECT 1; COMMIT") } }
            #expect(kind == "other")
        }
    }
}
