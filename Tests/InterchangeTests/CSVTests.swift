import Foundation
import Interchange
import Testing

@Suite struct CSVTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\r1,2\r3,4\r", [["a", "b"], ["1", "2"], ["3", "4"]]),
        ("\u{FEFF}a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("a,b\n\"1,2\",\"3\n4\"\n", [["a", "b"], ["1,2", "3\n4"]]),
        ("a,b\n\"say \"\"hi\"\"\",\"\"\n", [["a", "b"], ["say \"hi\"", ""]]),
        ("a,b\n5\" pipe,x\"y\n", [["a", "b"], ["5\" pipe", "x\"y"]]),
        ("a,b\n,\n", [["a", "b"], ["", ""]]),
        ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
        ("a\n\"\"\nx\n", [["a"], [""], ["x"]]),
        (" a , b \n 1 , 2 \n", [["a", "b"], [" 1 ", " 2 "]]),
        ("имя;город\nАнна;Ереван\n", [["имя", "город"], ["Анна", "Ереван"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ("sep=|\r\na|b,c,d\n1|2\n", [["a", "b,c,d"], ["1", "2"]]),
        ("name, first;city\nA, B;C\nD;E\n", [["name, first", "city"], ["A, B", "C"], ["D", "E"]]),
        ("\"a,b\";\"c\"\n1;2\n", [["a,b", "c"], ["1", "2"]]),
        ("a,\"b\"", [["a", "b"]]),
        (",a,\n1,2,3\n", [["", "a", ""], ["1", "2", "3"]]),
    ])
    func `tables are taken apart`(text: String, expected: [[String]]) throws {
        #expect(try records(text) == expected)
    }

    @Test(arguments: [
        ("", InterchangeError.at(line: 1, reason: .emptyTable)),
        ("\n\r\n", .at(line: 3, reason: .emptyTable)),
        ("a,b\n1,2,3\n", .at(line: 2, reason: .wrongFieldCount(expected: 2, found: 3))),
        ("a,b\n\"x\ny\",2\n1\n", .at(line: 4, reason: .wrongFieldCount(expected: 2, found: 1))),
        ("a,b\n1,2\n3,\"x\ny", .at(line: 3, reason: .unterminatedQuote)),
        ("a,b\n\"x\ny\",\"z", .at(line: 3, reason: .unterminatedQuote)),
        ("a,b\n\"x\"y,2\n", .at(line: 2, reason: .textAfterQuote)),
        ("a,b,a\n1,2,3\n", .at(line: 1, field: "a", reason: .duplicateColumn("a"))),
    ])
    func `faults are reported with their line`(text: String, expected: InterchangeError) {
        #expect(fault { try records(text, delimiter: ",") } == expected)
    }

    @Test func `text that is not UTF-8 is reported with its line within the record`() {
        let content = bytes("a,b\n1,\"x\ny") + [0xE9] + bytes("\"\n")
        let error = fault { try CSVReader(ByteSource(bytes: content, name: "t.csv")).all() }
        #expect(error == .at(file: "t.csv", line: 3, reason: .invalidText))
    }

    @Test func `halves of a character on both sides of a delimiter are not taken for one`() {
        let content = bytes("a,b\n") + [0xC3, 0x2C, 0xA9, 0x0A]
        #expect(fault { try CSVReader(ByteSource(bytes: content)).all() } == .at(line: 2, reason: .invalidText))
    }

    @Test func `reading goes on behind a faulty record and stops at an open quote`() throws {
        let reader = try CSVReader(ByteSource(bytes: bytes("a,b\n1,2\n3\n4,5\n6,7,8\n9,\"0")))
        let (right, faults) = reader.sorted()
        #expect(right.map(\.fields) == [["1", "2"], ["4", "5"]])
        #expect(right.map(\.line) == [2, 4])
        #expect(
            faults == [
                .at(line: 3, reason: .wrongFieldCount(expected: 2, found: 1)),
                .at(line: 5, reason: .wrongFieldCount(expected: 2, found: 3)),
                .at(line: 6, reason: .unterminatedQuote),
            ])
    }

    @Test func `a quote that is never closed does not fill the memory`() throws {
        let text = "a,b\n1,\"" + String(repeating: "x\n", count: 500_000)
        let reader = try CSVReader(ByteSource(bytes: bytes(text)), limit: 10_000)
        #expect(fault { try reader.next() } == .at(line: 2, reason: .unterminatedQuote))
    }

    @Test func `fields are found by column and read as numbers`() throws {
        let text = "pic,name,money,share\n916734682, Ереван ,7.66687e+06,\n x1,,1,2\n"
        let reader = try CSVReader(ByteSource(bytes: bytes(text), name: "o.csv"))
        let first = try #require(try reader.next())
        #expect(first["name"] == " Ереван " && first["none"] == nil && first[0] == "916734682")
        #expect(first.filled("name") == "Ереван" && first.filled("share") == nil && first.filled("none") == nil)
        #expect(try first.integer("pic") == 916_734_682)
        #expect(try first.number("money") == 7_666_870)
        #expect(try first.number("share") == nil)
        let missing = InterchangeError.at(file: "o.csv", line: 2, field: "none", reason: .missingColumn("none"))
        #expect(fault { try first.text("none") } == missing)
        let second = try #require(try reader.next())
        let bad = InterchangeError.at(
            file: "o.csv", line: 3, field: "pic", reason: .badValue("x1", expected: "a whole number"))
        #expect(fault { try second.integer("pic") } == bad)
        #expect(bad.message == "o.csv, line 3, pic: “x1” is not a whole number.")
        #expect(bad.key == "csv.badValue" && bad.values == ["value": "x1", "expected": "a whole number"])
        let lacking = fault { try reader.header.require(["pic", "country"]) }
        #expect(lacking == .at(file: "o.csv", field: "country", reason: .missingColumn("country")))
    }

    @Test func `a file without a header row takes its columns from the caller`() throws {
        let reader = try CSVReader(ByteSource(bytes: bytes("1;2\n3;4")), columns: ["a", "b"])
        #expect(try reader.all().map { $0["b"] } == ["2", "4"])
    }

    @Test(arguments: [false, true], [",", ";", "\t", "|"] as [Character])
    func `random tables come back as they were written`(isWide: Bool, delimiter: Character) throws {
        var dice = Dice(isWide ? 7 : 8)
        let pieces = [
            "a", "bc", ",", ";", "\"", "\n", "\r", "\r\n", "|", "\t", " ", "é", "Ж", "'", "=", "\u{FEFF}", "",
        ]
        for _ in 0..<300 {
            let width = Int.random(in: 1...5, using: &dice)
            let columns = (0..<width).map { "column\($0)" }
            let rows = (0..<Int.random(in: 0...8, using: &dice)).map { _ in
                (0..<width).map { _ in dice.text(of: pieces, upTo: 6) }
            }
            var style = CSVWriter.Style.plain
            style.delimiter = delimiter
            style.endsLinesWithCRLF = isWide
            style.hasByteOrderMark = isWide
            var writer = CSVWriter(columns: columns, style: style)
            for row in rows { writer.append(row) }
            let reader = try CSVReader(ByteSource(bytes: writer.bytes), delimiter: delimiter)
            #expect(try reader.all().map(\.fields) == rows)
            let lines = try CSVReader(ByteSource(bytes: Gzip.compress(writer.bytes)), delimiter: delimiter)
            #expect(try lines.all().map(\.fields) == rows)
        }
    }

    @Test func `records of any length are read across the borders of the buffer`() throws {
        var dice = Dice(3)
        var writer = CSVWriter(columns: ["a", "b", "c"])
        let rows = (0..<400).map { row in
            [String(row), String(repeating: "\"\n", count: Int.random(in: 0...3000, using: &dice)), "é"]
        }
        for row in rows { writer.append(row) }
        let reader = try CSVReader(ByteSource(bytes: writer.bytes))
        let read = try reader.all()
        #expect(read.map(\.fields) == rows)
        let breaks = rows.dropLast().map { $0[1].utf8.count / 2 + 1 }
        #expect(read.map(\.line) == breaks.reduce(into: [2]) { $0.append(($0.last ?? 0) + $1) })
    }

    @Test func `quotes stand only where they are needed`() {
        var writer = CSVWriter(columns: ["a", "b"])
        writer.append(["plain text", "with, comma"])
        writer.append(["say \"hi\"", "two\nlines"])
        writer.append(["", "Ереван"])
        #expect(
            writer.text == "a,b\nplain text,\"with, comma\"\n\"say \"\"hi\"\"\",\"two\nlines\"\n,Ереван\n")
    }

    @Test func `a file for a spreadsheet has a mark, wide line ends and no formulas`() {
        var writer = CSVWriter(columns: ["a", "b"], style: .spreadsheet)
        #expect(writer.take() == [0xEF, 0xBB, 0xBF] + bytes("a,b\r\n"))
        writer.append(["=1+1", "-5"])
        #expect(writer.text == "'=1+1,-5\r\n")
    }

    @Test(arguments: [
        ("=1", true), ("@SUM(A1)", true), ("+374 10 520704", true), ("-", true), ("-x", true), ("\t=1", true),
        ("\r=1", true), ("-1e", true), ("+1.2.3", true), ("-5", false), ("+7.25", false), ("-1,5", false),
        ("-1e-5", false), ("", false), ("a=1", false), ("5", false), ("'=1", false),
    ])
    func `formulas are told from numbers`(field: String, expected: Bool) {
        #expect(CSVWriter.isFormula(field) == expected)
    }

    @Test(.enabled(if: OpenData.folder != nil))
    func `the open tables of participations and organisations are read whole`() throws {
        let packed = try ByteSource(path: OpenData.path("cordis-h2020/participations_to_2018.csv.gz"))
        let participations = try CSVReader(packed)
        #expect(try participations.all().count == 91_334)
        #expect(participations.header.columns.count == 15 && participations.progress == 1)
        let plain = try ByteSource(path: OpenData.path("cordis-h2020/h2020_organisations_2017.csv"))
        let organisations = try CSVReader(plain)
        let all = try organisations.all()
        #expect(all.first?["name"] == "THE TECH TOYBOX, INC.")
        #expect(all.last?.fields.count == 11)
    }
}
