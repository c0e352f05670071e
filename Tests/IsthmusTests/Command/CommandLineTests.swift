import Foundation
import Testing

/// Commands as an office types them.
@Suite(.enabled(if: Program.path != nil)) struct Commands {
    @Test func `what was exported is read back into an empty database and exported to the same bytes`() throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for arguments in [
            ["demo", "--database", folder + "/first.db"],
            ["export", folder + "/first.jsonl", "--database", folder + "/first.db"],
            ["import", "isthmus", folder + "/first.jsonl", "--database", folder + "/second.db"],
            ["export", folder + "/second.jsonl", "--database", folder + "/second.db"],
            ["check", "--database", folder + "/second.db"],
            ["audit", "verify", "--database", folder + "/second.db"],
        ] {
            let outcome = try Program.run(arguments)
            #expect(outcome.status == 0, "\(arguments.prefix(2)): \(outcome.said)")
        }
        let first = try Data(contentsOf: URL(fileURLWithPath: folder + "/first.jsonl"))
        #expect(first.count > 100_000)
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/second.jsonl")) == first)
        let again = try Program.run(
            ["import", "isthmus", folder + "/first.jsonl", "--database", folder + "/second.db"])
        #expect(again.status == 1)
        #expect(again.said.contains("empty database"))
    }

    @Test func `a command that cannot be carried out says why and exits with 1`() throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let database = folder + "/empty.db"
        let missing = try Program.run(["import", "ror", folder + "/none.jsonl", "--database", database])
        #expect(missing.status == 1)
        #expect(missing.said.contains("none.jsonl cannot be read"))
        let unknown = try Program.run(["import", "stamps", folder, "--database", database])
        #expect(unknown.status == 1)
        #expect(unknown.said.contains("There is no import of stamps"))
    }
}
