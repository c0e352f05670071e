import Database
import Foundation
import Testing

@testable import Isthmus

/// An office that imports: an empty database of its own, and files made of text.
struct ImportOffice: Sendable {
    let programme: Programme
    let clock: TestClock

    static let officer = Actor(
        account: "a-officer", person: nil, name: "Olga", grants: [Grant(.officer, on: .programme)])

    static func open(_ body: (ImportOffice) async throws -> Void) async throws {
        try await TestStore.withProgramme { programme, clock in
            try await body(ImportOffice(programme: programme, clock: clock))
            #expect(try await programme.check(Server.invariants) == [])
        }
    }

    @discardableResult
    func run(_ kind: ImportKind, _ files: KeyValuePairs<String, String>, dryRun: Bool = false) async throws
        -> ImportReport
    {
        try await programme.runImport(
            kind, files.map { .bytes(name: $0.key, Array($0.value.utf8)) }, dryRun: dryRun, as: Self.officer)
    }

    func count(_ question: SQL) async throws -> Int { try await programme.read { try $0.count(question) } }
    func text(_ question: SQL) async throws -> String? {
        try await programme.read { try $0.value(String.self, question) }
    }

    /// The id behind a number of a register.
    func organisation(_ scheme: String, _ value: String) async throws -> Organisation {
        let found = try await programme.read { tx in
            try tx.first(
                Organisation.self,
                """
                SELECT o.* FROM organisation o JOIN organisation_identifier i ON i.organisation_id = o.id
                WHERE i.scheme = \(scheme) AND i.value = \(value)
                """)
        }
        return try #require(found)
    }

    func project(_ scheme: String, _ value: String) async throws -> Project {
        let found = try await programme.read { tx in
            try tx.first(
                Project.self,
                """
                SELECT p.* FROM project p JOIN project_identifier i ON i.project_id = p.id
                WHERE i.scheme = \(scheme) AND i.value = \(value)
                """)
        }
        return try #require(found)
    }

    func lines(of thing: String) async throws -> [String] {
        try await programme.read { tx in
            try tx.column(String.self, "SELECT action FROM journal WHERE thing = \(thing) ORDER BY id")
        }
    }
}

extension ImportReport {
    /// The counts in a line each.
    var tally: [String] {
        counts.map { "\($0.kind): \($0.new) new, \($0.changed) changed, \($0.unchanged) unchanged, \($0.left) left" }
    }
    /// Issues as `file:line field key`.
    var complaints: [String] { issues.map { "\($0.file):\($0.line) \($0.field) \($0.key)" } }
    func repaired(_ key: String) -> Int { repairs.first { $0.key == "imports.repair.\(key)" }?.count ?? 0 }
}

/// Real files, where they are at hand: in the folder that `ISTHMUS_DATA` names, else beside the project.
enum RealFiles {
    static let folder: String? = {
        let beside = SourceTree.root.deletingLastPathComponent().appending(path: "shared/data").path
        let folder = ProcessInfo.processInfo.environment["ISTHMUS_DATA"] ?? beside
        return FileManager.default.fileExists(atPath: folder + "/cordis-h2020") ? folder : nil
    }()
    static var isThere: Bool { folder != nil }
    static func file(_ name: String) throws -> ImportFile { .path(try #require(folder) + "/" + name) }
}
