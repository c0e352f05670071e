import Database
import Testing

@testable import Isthmus

/// What an import does with records whose organisations were merged.
@Suite struct MergeImportTests {
    /// Register numbers with their check digits.
    private static let codes: [String] = ["0aaaaaa", "0bbbbbb"].compactMap { start in
        (0..<100).map { start + ($0 < 10 ? "0" : "") + String($0) }.first(where: RORCode.isValid)
    }

    private static func record(_ place: Int, _ name: String, _ grid: String, _ relation: String = "") -> String {
        """
        {"id":"https://ror.org/\(codes[place])","name":"\(name)","country":{"country_code":"AM"},"types":["Facility"],\
        "external_ids":{"GRID":{"preferred":"\(grid)"}},"relationships":[\(relation)]}

        """
    }

    @Test func `records of a register that were merged are not brought in again`() async throws {
        try await ImportOffice.open { office in
            #expect(Self.codes.count == 2)
            let parent = "{\"type\":\"parent\",\"id\":\"https://ror.org/\(Self.codes[1])\"}"
            try await office.run(
                .ror, ["r.jsonl": Self.record(0, "Lakes", "grid.1", parent) + Self.record(1, "Lake Board", "grid.2")])
            let (kept, gone) = (
                try await office.organisation("ror", Self.codes[0]), try await office.organisation("ror", Self.codes[1])
            )
            #expect(kept.parents == [gone.id])
            office.clock.advance(days: 1)
            let merge = try await office.programme.merge(
                ["kept": .text(kept.id.text), "gone": .text(gone.id.text)], as: ImportOffice.officer)
            office.clock.advance(days: 1)
            // Both records changed in the register: the first describes the profile, nothing is lost.
            let report = try await office.run(
                .ror,
                ["r.jsonl": Self.record(0, "Lakes", "grid.3", parent) + Self.record(1, "Board of Lakes", "grid.2")])
            #expect(report.issues.isEmpty)
            let now = try await office.organisation("ror", Self.codes[1])
            #expect(now.id == kept.id)
            #expect(now.parents == [])
            #expect(now.legalName == "Lakes")
            #expect(Set(now.identifiers.map(\.value)) == Set(Self.codes + ["grid.1", "grid.2", "grid.3"]))
            #expect(try await office.count("SELECT COUNT(*) FROM organisation") == 1)
            #expect(try await office.count("SELECT COUNT(*) FROM import_mark WHERE thing = \(kept.id)") == 2)
            office.clock.advance(days: 1)
            _ = try await office.programme.undoMerge(merge.id, as: ImportOffice.officer)
            let back = try await office.organisation("ror", Self.codes[1])
            #expect(back.id == gone.id)
            #expect(try await office.count("SELECT COUNT(*) FROM import_mark WHERE thing = \(gone.id)") == 1)
        }
    }
}
