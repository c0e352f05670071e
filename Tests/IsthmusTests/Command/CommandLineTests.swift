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

    @Test(arguments: [
        ["check"], ["audit", "verify"], ["audit", "show", "o-1"], ["seal"], ["duplicates", "--kind", "organisation"],
        ["export", "out.jsonl"],
    ]) func `a mistyped database is not made by asking it`(_ arguments: [String]) throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let outcome = try Program.run(arguments + ["--database", folder + "/mistyped.db"])
        #expect(outcome.status == 1)
        #expect(outcome.said.contains("There is no database \(folder)/mistyped.db"), "\(outcome.said)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test func `a trial of an import leaves no database behind`() throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = folder + "/pairs.csv"
        try Data("year,a,b,works\n2015,AM,DE,3\n".utf8).write(to: URL(fileURLWithPath: file))
        let outcome = try Program.run(
            ["import", "coauthorship", file, "--dry-run", "--database", folder + "/none.db"])
        #expect(outcome.status == 0, "\(outcome.said)")
        #expect(outcome.said.contains("There is no database \(folder)/none.db; an import would make it."))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["pairs.csv"])
    }

    @Test func `an import without files says how it is called`() throws {
        let outcome = try Program.run(["import", "cordis"])
        #expect(outcome.status == 64)
        #expect(outcome.said.contains("Name the files to import."))
        #expect(outcome.said.contains("Usage: isthmus import "))
    }

    @Test func `a port that is taken is named`() async throws {
        let folder = try Program.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: UInt16? = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { place in
                guard bind(socket, place, length) == 0, listen(socket, 1) == 0,
                    getsockname(socket, place, &length) == 0
                else { return nil }
                return UInt16(bigEndian: pointer.pointee.sin_port)
            }
        }
        let taken = try #require(port)
        let outcome = try Program.run(["serve", "--port", "\(taken)", "--database", folder + "/office.db"])
        #expect(outcome.status == 1)
        #expect(outcome.said.contains("Port \(taken) of 127.0.0.1 is taken"), "\(outcome.said)")
    }
}
