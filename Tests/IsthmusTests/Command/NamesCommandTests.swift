import Foundation
import Testing
import Text

@testable import Isthmus

/// The commands on names with files as they come.
@Suite struct NamesCommands {
    /// A folder of its own, gone afterwards.
    private func inFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "names-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    private func compare(_ csv: String, in folder: URL) throws -> String {
        let (file, out) = (folder.appending(path: "pairs.csv"), folder.appending(path: "out.csv"))
        try Data(csv.utf8).write(to: file)
        try NamesOutput.write(to: out.path) { try CompareNames.compared(file.path, .person) }
        return try String(contentsOf: out, encoding: .utf8)
    }

    @Test func `a comparison keeps the columns and adds score and reason`() throws {
        let result = try inFolder { folder in
            try compare(
                "id;a;b;kind\n1;Anna;Анна;person\n2;Siemens AG;\"Siemens; Inc.\";organisation\n", in: folder)
        }
        #expect(
            result == """
                id,a,b,kind,score,reason
                1,Anna,Анна,person,0.9997,anna = анна (transliteration)
                2,Siemens AG,Siemens; Inc.,organisation,0.9800,"siemens = siemens (same); legal forms of one kind: \
                ag, inc"

                """)
    }

    @Test(arguments: [
        ("a,c\n1,2\n", "pairs.csv, line 1, b: There is no column “b”."),
        ("a,b\nx,y\n\"x,y\n", "pairs.csv, line 3: A quote is opened here and never closed."),
        ("a,b,kind\nx,y,person\nx,y,ship\n", "pairs.csv, line 3, kind: “ship” is not person or organisation."),
        ("a,b\nx\n", "pairs.csv, line 2: 1 fields instead of 2."), ("", "pairs.csv, line 1: There is no header row."),
    ])
    func `a faulty file is named with its line and nothing is written`(csv: String, message: String) throws {
        try inFolder { folder in
            let complaint = #expect(throws: Complaint.self) { try compare(csv, in: folder) }
            #expect(complaint?.description == message)
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out.csv").path))
        }
    }

    @Test func `a search names the line of the list`() throws {
        let result = try inFolder { folder in
            let (list, queries) = (folder.appending(path: "list.txt"), folder.appending(path: "queries.txt"))
            try Data("Olga\n\nСергей\nAnna Schmidt\n".utf8).write(to: list)
            try Data("Sergei\nZzyzx\n".utf8).write(to: queries)
            let out = folder.appending(path: "out.csv")
            try NamesOutput.write(to: out.path) { try SearchNames.found(list.path, queries.path, .person, 10).bytes }
            return try String(contentsOf: out, encoding: .utf8)
        }
        #expect(
            result == """
                query,rank,name,line,score,reason
                Sergei,1,Сергей,3,0.9997,sergei = сергей (transliteration)

                """)
    }

    @Test func `a list that is no text is refused`() throws {
        try inFolder { folder in
            let list = folder.appending(path: "list.txt")
            try Data([0x41, 0x0A, 0xFF, 0xFE, 0x0A]).write(to: list)
            let complaint = #expect(throws: Complaint.self) {
                try NamesOutput.write(to: nil) { try SearchNames.found(list.path, list.path, .person, 10).bytes }
            }
            #expect(complaint?.description == "list.txt, line 2, byte 0: These bytes are not UTF-8 text.")
        }
    }
}
