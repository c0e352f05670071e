import Foundation
import Interchange
import Testing

@Suite struct WorkbookTests {
    private let sample = Workbook([
        Workbook.Sheet(
            name: "Партнёры",
            columns: ["name", "город", "n", "share", "open", "day", "moment"],
            rows: [
                ["Երևան", "Ереван", 12, .number(0.1), .boolean(true), .day(20_574), .moment(1_777_631_400)],
                ["<a & \"b\">", .empty, -5, .number(1e20), .boolean(false), .day(-1), .moment(0)],
                [],
                [" two\nlines\r\n\u{1}_x000D__ ", .text("_x0041"), .integer(.max / 4096), .number(.nan)],
            ]),
        Workbook.Sheet(name: "Other", columns: ["a"], rows: [["x"]]),
    ])

    @Test func `a workbook comes back as it was written`() throws {
        let reader = try WorkbookReader(bytes: sample.bytes())
        #expect(reader.sheetNames == ["Партнёры", "Other"])
        let sheet = try reader.records()
        #expect(sheet.header.columns == ["name", "город", "n", "share", "open", "day", "moment"])
        let rows = try sheet.all()
        #expect(rows.map(\.line) == [2, 3, 5])
        #expect(rows[0].fields == ["Երևան", "Ереван", "12", "0.1", "true", "2026-05-01", "2026-05-01T10:30:00"])
        #expect(rows[1].fields == ["<a & \"b\">", "", "-5", "1e+20", "false", "1969-12-31", "1970-01-01"])
        let last = [" two\nlines\r\n\u{1}_x000D__ ", "_x0041", "2251799813685247", "", "", "", ""]
        #expect(rows[2].fields == last)
        #expect(try reader.records(sheet: "Other").all().map(\.fields) == [["x"]])
        #expect(fault { try reader.records(sheet: "None") } == .at(reason: .missingSheet("None")))
    }

    @Test func `equal workbooks are equal files`() throws {
        #expect(try sample.bytes() == sample.bytes())
    }

    @Test func `random texts survive in cells`() throws {
        var dice = Dice(5)
        let pieces = [
            "a", "_", "x", "0041", "_x0041_", "\u{1}", "\r", "\n", "\t", "&", "<", "]]>", "\"", " ", "Ж", "😀",
        ]
        let rows = (0..<300).map { _ in ["r" + dice.text(of: pieces, upTo: 9), dice.text(of: pieces, upTo: 9)] }
        let cells = rows.map { $0.map { Workbook.Cell.text($0) } }
        let book = Workbook([Workbook.Sheet(name: "s", columns: ["a", "b"], rows: cells)])
        #expect(try WorkbookReader(bytes: book.bytes()).records().all().map(\.fields) == rows)
    }

    @Test func `days of five centuries are shown as the calendar has them`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let days = Array(stride(from: -25_507, through: 150_000, by: 97)) + [-25_508, 11_016, 47_541]
        let rows = days.map { [Workbook.Cell.day($0)] }
        let book = Workbook([Workbook.Sheet(name: "s", columns: ["d"], rows: rows)])
        let read = try WorkbookReader(bytes: book.bytes()).records().all().map { $0[0] }
        let expected = days.map { day -> String in
            let date = Date(timeIntervalSince1970: Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        }
        #expect(read == expected)
    }

    @Test func `names of sheets are made to fit`() throws {
        let names = ["a/b:c", "", "'q'", String(repeating: "ж", count: 40), String(repeating: "ж", count: 41), "A B C"]
        let book = Workbook(names.map { Workbook.Sheet(name: $0, columns: ["a"], rows: []) })
        let fitted = try WorkbookReader(bytes: book.bytes()).sheetNames
        let long = String(repeating: "ж", count: 31)
        #expect(fitted == ["a b c", "Sheet2", "q", long, long.dropLast(4) + " (2)", "A B C (2)"])
    }

    @Test func `what a spreadsheet cannot hold is refused with its place`() {
        let text = String(repeating: "x", count: 32_768)
        let book = Workbook([Workbook.Sheet(name: "s", columns: ["a", "b"], rows: [[], ["", .text(text)]])])
        #expect(fault { try book.bytes() } == .at(line: 3, field: "b", reason: .cellTooLong(limit: 32_767)))
        #expect(fault { try Workbook([]).bytes() } == .at(reason: .badWorkbook("it has no sheet")))
    }

    @Test func `cells beside the header are a fault of their row only`() throws {
        let rows: [[Workbook.Cell]] = [["1", "2"], ["3", "4", "5"], ["6"]]
        let book = Workbook([Workbook.Sheet(name: "s", columns: ["a", "b"], rows: rows)])
        let (right, faults) = try WorkbookReader(bytes: book.bytes(), name: "w.xlsx").records().sorted()
        #expect(right.map(\.fields) == [["1", "2"], ["6", ""]])
        #expect(faults == [.at(file: "w.xlsx", line: 3, reason: .wrongFieldCount(expected: 2, found: 3))])
        let twice = Workbook([Workbook.Sheet(name: "s", columns: ["a", "a"], rows: [])])
        let error = fault { try WorkbookReader(bytes: twice.bytes()).records() }
        #expect(error == .at(line: 1, field: "a", reason: .duplicateColumn("a")))
    }

    @Test func `an upload is told to be a workbook or CSV by its content`() throws {
        let book = try TableFile.open(bytes: sample.bytes(), name: "a.csv")
        #expect(try book.next()?["город"] == "Ереван")
        let csv = try TableFile.open(bytes: bytes("a;b\n1;2"), name: "a.xlsx")
        #expect(try csv.next()?["b"] == "2")
    }

    /// A workbook put together from parts, as other programmes write them.
    private func book(
        sheet: String, shared: String? = nil, styles: String? = nil, date1904: Bool = false
    ) throws -> [UInt8] {
        var zip = ZipWriter()
        let index =
            "<x:workbook xmlns:x='u' xmlns:q='v'><x:workbookPr date1904=\"\(date1904 ? 1 : 0)\"/>"
            + "<x:sheets><x:sheet name='S &amp; T' sheetId='1' q:id='r7'/></x:sheets></x:workbook>"
        try zip.add("xl/workbook.xml", bytes(index))
        let relations = "<Relationships><Relationship Id='r7' Target='/xl/w/one.xml'/></Relationships>"
        try zip.add("xl/_rels/workbook.xml.rels", bytes(relations))
        try zip.add("xl/w/one.xml", bytes(sheet))
        if let shared { try zip.add("xl/sharedStrings.xml", bytes(shared)) }
        if let styles { try zip.add("xl/styles.xml", bytes(styles)) }
        return zip.finished()
    }

    @Test func `shared texts, runs, prefixes, gaps and formulas are read`() throws {
        let shared =
            "<x:sst><x:si><x:t>a</x:t></x:si><x:si><x:r><x:t>b&#1078;</x:t></x:r>"
            + "<x:r><x:rPr/><x:t> c</x:t></x:r>"
            + "<x:rPh><x:t>aid</x:t></x:rPh></x:si><x:si/><x:si><x:t><![CDATA[<d>]]></x:t></x:si></x:sst>"
        let sheet =
            "<?xml version='1.0'?><!-- > --><x:worksheet><x:sheetData>"
            + "<x:row r='3'><x:c r='A3' t='s'><x:v>0</x:v></x:c>"
            + "<x:c r='B3' t='s'><x:v>1</x:v></x:c><x:c r='D3' t='s'><x:v>3</x:v></x:c></x:row><x:row r='4'/>"
            + "<x:row r='7'><x:c r='D7'><x:f>1&gt;0</x:f><x:v>0.30000000000000004</x:v></x:c><x:c r='B7' t='str'>"
            + "<x:f>A</x:f><x:v>s</x:v></x:c></x:row>"
            + "<x:row><x:c t='b'><x:v>1</x:v></x:c><x:c t='e'><x:v>#REF!</x:v></x:c>"
            + "</x:row></x:sheetData></x:worksheet>"
        let reader = try WorkbookReader(bytes: book(sheet: sheet, shared: shared))
        #expect(reader.sheetNames == ["S & T"])
        let records = try reader.records()
        #expect(records.header.columns == ["a", "bж c", "", "<d>"])
        let rows = try records.all()
        #expect(rows.map(\.fields) == [["", "s", "", "0.30000000000000004"], ["true", "#REF!", "", ""]])
        #expect(rows.map(\.line) == [7, 8])
    }

    @Test(arguments: [
        ("0", "46143", "46143"), ("14", "46143", "2026-05-01"), ("22", "46143.4375", "2026-05-01T10:30:00"),
        ("164", "46143", "2026-05-01"), ("165", "46143", "46143"), ("166", "0.4375", "10:30:00"), ("167", "1.5", "1.5"),
        ("168", "46143", "2026-05-01"), ("14", "59", "1900-02-28"), ("14", "61", "1900-03-01"), ("14", "-3", "-3"),
        ("169", "12", "12"),
    ])
    func `numbers are dates when their style says so`(format: String, value: String, expected: String) throws {
        let codes = ["dd/mm/yyyy", "#,##0.00 \"days\"", "hh:mm", "[h]:mm", "[$-419]d\\ mmmm\\ yyyy;@", "General"]
        let formats = codes.enumerated()
            .map { "<numFmt numFmtId=\"\(164 + $0)\" formatCode=\"\(quoted($1))\"/>" }.joined()
        let styles =
            "<styleSheet><numFmts>\(formats)</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"\(format)\"/></cellXfs></styleSheet>"
        let sheet =
            "<worksheet><row r='1'><c t='inlineStr'><is><t>h</t></is></c></row>"
            + "<row r='2'><c r='A2' s='1'><v>\(value)</v></c></row></worksheet>"
        let bytes = try book(sheet: sheet, styles: styles)
        #expect(try WorkbookReader(bytes: bytes).records().all().map(\.fields) == [[expected]])
    }

    private func quoted(_ text: String) -> String { text.replacingOccurrences(of: "\"", with: "&quot;") }

    @Test func `workbooks that count from 1904 give the same days`() throws {
        let sheet = "<worksheet><row><c t='str'><v>h</v></c></row><row><c s='0'><v>44681</v></c></row></worksheet>"
        let styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>"
        let bytes = try book(sheet: sheet, styles: styles, date1904: true)
        #expect(try WorkbookReader(bytes: bytes).records().all().map(\.fields) == [["2026-05-01"]])
    }

    @Test(arguments: [
        ("<worksheet><row><c", "xml.bad"), ("<worksheet><row><c t='str'><v>h", "xml.bad"), ("", "csv.empty"),
        ("<worksheet><row r='1'><c t='s'><v>9</v></c></row>", "xlsx.bad"), ("<worksheet><!-- ", "xml.bad"),
        ("<worksheet><row><c r='ZZZZZ1' t='str'><v>h</v></c></row>", "xlsx.bad"), ("<a><row><c><v/></c>", "xlsx.bad"),
    ])
    func `damaged sheets are refused with a reason`(sheet: String, key: String) throws {
        let reader = try WorkbookReader(bytes: book(sheet: sheet), name: "w.xlsx")
        let error = fault { try reader.records() }
        #expect(error?.key == key && error?.file == "w.xlsx", "\(error?.message ?? "accepted")")
    }

    @Test func `a workbook cut at any length or with any byte changed never brings the reader down`() throws {
        let whole = try sample.bytes()
        for length in 0..<whole.count {
            let error = fault { try WorkbookReader(bytes: Array(whole[..<length])) }
            #expect(error == .at(reason: .notZip), "\(length): \(error?.message ?? "accepted")")
        }
        let expected = try WorkbookReader(bytes: whole).records().all().map(\.fields)
        for place in whole.indices {
            var damaged = whole
            damaged[place] ^= 0xFF
            let read = try? WorkbookReader(bytes: damaged).records().all().map(\.fields)
            #expect(read == nil || read == expected, "byte \(place)")
        }
    }
}
