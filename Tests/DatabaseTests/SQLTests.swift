import Testing

@testable import Database

@Suite struct SQLText {
    private func text(_ sql: SQL) -> String { sql.rendered(sign: "$").text }
    private func values(_ sql: SQL) -> [Value] { sql.rendered(sign: "$").values }

    @Test func `interpolation binds and numbers`() {
        let sql: SQL = "SELECT \(7) WHERE name = \("it's") AND flag = \(true) AND gone = \(nil as String?)"
        #expect(text(sql) == "SELECT $1 WHERE name = $2 AND flag = $3 AND gone = $4")
        #expect(values(sql) == [.integer(7), .text("it's"), .integer(1), .null])
    }

    @Test func `SQL inside SQL is renumbered`() {
        let inner: SQL = "b = \(2) OR c = \(3)"
        let sql: SQL = "a = \(1) AND (\(inner)) AND d = \(4)"
        #expect(text(sql) == "a = $1 AND (b = $2 OR c = $3) AND d = $4")
        #expect(values(sql) == [.integer(1), .integer(2), .integer(3), .integer(4)])
        #expect(text(inner) == "b = $1 OR c = $2")
    }

    @Test func `a list becomes as many placeholders`() {
        let sql: SQL = "x IN (\(["a", "b", "c"])) AND y = \(1)"
        #expect(text(sql) == "x IN ($1, $2, $3) AND y = $4")
    }

    @Test func `an empty list becomes NULL`() {
        let sql: SQL = "x IN (\([String]()))"
        #expect(text(sql) == "x IN (NULL)")
        #expect(values(sql).isEmpty)
    }

    @Test func `conditions are joined in parentheses, and none at all holds always`() {
        #expect(text(SQL.all(["a = \(1)", "b = \(2) OR c = \(3)"])) == "(a = $1) AND (b = $2 OR c = $3)")
        #expect(text(SQL.all([])) == "1 = 1")
    }
}

@Suite struct WaitingLine {
    @Test func `elements leave in the order they came`() {
        var line = Line<Int>()
        var taken: [Int] = []
        for number in 0..<5_000 {
            line.append(number)
            if number % 3 == 0 { line.takeFirst().map { taken.append($0) } }
        }
        while let number = line.takeFirst() { taken.append(number) }
        #expect(taken == Array(0..<5_000))
        #expect(line.isEmpty)
    }
}

@Suite struct PostgresParts {
    @Test func `the stream escapes what COPY takes for its own`() {
        var stream = PostgresStream()
        stream.append([.text("a\tb\nc\rd\\e"), .null, .integer(-1), .real(0.5), .text(""), .text("\\N")])
        #expect(String(decoding: stream.bytes, as: UTF8.self) == "a\\tb\\nc\\rd\\\\e\t\\N\t-1\t0.5\t\t\\\\N\n")
    }

    @Test func `parameters are texts that end with zero, and NULL is no pointer`() {
        let found = PostgresParameters([.text("é"), .null, .integer(12), .text("")]).withPointers { count, pointers in
            (0..<Int(count)).map { index in pointers?[index].map { String(cString: $0) } }
        }
        #expect(found == ["é", nil, "12", ""])
    }
}
