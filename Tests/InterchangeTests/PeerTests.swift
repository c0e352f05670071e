import Foundation
import Interchange
import Testing

/// Files made and read by another programme: Python, where it has the module for spreadsheets.
@Suite(.enabled(if: Python.hasSpreadsheets)) struct PeerTests {
    @Test func `a workbook made by openpyxl is read`() throws {
        let script = """
            import sys, datetime, openpyxl
            book = openpyxl.Workbook()
            sheet = book.active
            sheet.title = 'Участники'
            sheet.append(['name', 'n', 'share', 'day', 'moment', 'time', 'ok', 'sum'])
            sheet.append(['Երևան <&> "q"', 12, 0.1, datetime.date(2026, 5, 1), datetime.datetime(2026, 5, 1, 10, 30),
                datetime.time(9, 5), True, '=1+1'])
            sheet.append(['two\\nlines', -5, 1e20, None, None, None, False, None])
            book.create_sheet('Second').append(['only'])
            book.save(sys.argv[1])
            """
        try withFolder { folder in
            let url = folder.appending(path: "made.xlsx")
            _ = try Python.run(script, url.path)
            let reader = try WorkbookReader(bytes: [UInt8](Data(contentsOf: url)))
            #expect(reader.sheetNames == ["Участники", "Second"])
            let rows = try reader.records().all().map(\.fields)
            let first = ["Երևան <&> \"q\"", "12", "0.1", "2026-05-01", "2026-05-01T10:30:00", "09:05:00", "true", ""]
            #expect(rows == [first, ["two\nlines", "-5", "1e+20", "", "", "", "false", ""]])
        }
    }

    @Test func `openpyxl reads our workbook with its types and its look`() throws {
        let script = """
            import sys, openpyxl
            sheet = openpyxl.load_workbook(sys.argv[1])['Партнёры']
            for row in sheet.iter_rows(values_only=True): print(repr(row))
            print(sheet['A1'].font.b, sheet['A2'].font.b, sheet.freeze_panes, sheet.column_dimensions['B'].width)
            """
        let rows: [[Workbook.Cell]] = [
            ["Երևան", 12, .number(0.5), .boolean(true), .day(20_574), .moment(1_777_631_400)], ["<&>\"", .empty, -1],
        ]
        let columns = ["имя", "n", "s", "b", "d", "m"]
        let sheet = Workbook.Sheet(name: "Партнёры", columns: columns, rows: rows, widths: [20, 33])
        try withFolder { folder in
            let url = folder.appending(path: "ours.xlsx")
            try Data(Workbook([sheet]).bytes()).write(to: url)
            let expected = """
                ('имя', 'n', 's', 'b', 'd', 'm')
                ('Երևան', 12, 0.5, True, datetime.datetime(2026, 5, 1, 0, 0), datetime.datetime(2026, 5, 1, 10, 30))
                ('<&>"', None, -1, None, None, None)
                True False A2 33.0

                """
            #expect(try Python.run(script, url.path) == expected)
        }
    }

    @Test func `Python reads our zip and gzip files and we read its own`() throws {
        let script = """
            import sys, zipfile, gzip
            ours = zipfile.ZipFile(sys.argv[1])
            print(ours.testzip(), [(i.filename, len(ours.read(i))) for i in ours.infolist()])
            print(len(gzip.decompress(open(sys.argv[1] + '.gz', 'rb').read())))
            with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as theirs:
                theirs.comment = b'a comment PK'
                theirs.writestr('каталог/файл.txt', 'x' * 5000)
            """
        try withFolder { folder in
            let url = folder.appending(path: "a.zip")
            var writer = ZipWriter()
            try writer.add("отчёт.csv", [UInt8](repeating: 65, count: 1000))
            try writer.add("b/c", [1, 2, 3])
            try Data(writer.finished()).write(to: url)
            try Data(Gzip.compress([UInt8](repeating: 7, count: 12_345))).write(to: URL(filePath: url.path + ".gz"))
            #expect(try Python.run(script, url.path) == "None [('отчёт.csv', 1000), ('b/c', 3)]\n12345\n")
            let theirs = try ZipReader(bytes: [UInt8](Data(contentsOf: url)))
            #expect(try theirs.content(of: "каталог/файл.txt") == [UInt8](repeating: 0x78, count: 5000))
        }
    }
}

enum Python {
    static let hasSpreadsheets = (try? run("import openpyxl; print(1)")) == "1\n"

    /// What the script prints. Throws when it fails.
    static func run(_ script: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["PYTHONIOENCODING": "utf-8"]) { $1 }
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: String(decoding: complaint, as: UTF8.self)) }
        return String(decoding: printed, as: UTF8.self)
    }

    struct Failure: Error { var text: String }
}
