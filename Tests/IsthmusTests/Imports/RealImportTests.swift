import Database
import Foundation
import Interchange
import Testing

@testable import Isthmus

/// The registers themselves, at full size, where their files are at hand.
@Suite(.serialized, .enabled(if: RealFiles.isThere)) struct RealImportTests {
    private static let cordis = [
        "cordis-h2020/participations_to_2018.csv.gz", "cordis-h2020/h2020_organisations_2017.csv",
        "cordis-h2020/projects_cn.csv",
    ]

    /// Participations by country as the file has them, with the two codes that differ from ISO put right.
    private func expectedCountries() throws -> [String: Int] {
        let source = try CSVReader(try RealFiles.file(Self.cordis[0]).open())
        var counts: [String: Int] = [:]
        while let record = try source.next() {
            let code = try record.text("country")
            counts[["UK": "GB", "EL": "GR", "NA": ""][code] ?? code, default: 0] += 1
        }
        return counts
    }

    @Test func `the registry and the participations come in whole, and the second time change nothing`() async throws {
        try await ImportOffice.open { office in
            let ror = try RealFiles.file("ror/ror_organisations.jsonl.gz")
            let first = try await office.programme.runImport(.ror, [ror], dryRun: false, as: ImportOffice.officer)
            #expect(first.tally == ["organisation: 51370 new, 0 changed, 0 unchanged, 0 left"])
            let files = try Self.cordis.map { try RealFiles.file($0) }
            let second = try await office.programme.runImport(.cordis, files, dryRun: false, as: ImportOffice.officer)
            #expect(second.counts.last?.new == 91_334)
            let (found, sum) = try await office.programme.read { tx in
                var found: [String: Int] = [:]
                for row in try tx.rows("SELECT country, COUNT(*) FROM participation GROUP BY country") {
                    found[try row.at(0)] = try row.at(1, as: Int.self)
                }
                return (found, try tx.count("SELECT COUNT(*) FROM organisation_identifier WHERE scheme = 'pic'"))
            }
            #expect(found == (try expectedCountries()))
            #expect(sum == 27_725)
            let again = [
                try await office.programme.runImport(.ror, [ror], dryRun: false, as: ImportOffice.officer),
                try await office.programme.runImport(.cordis, files, dryRun: false, as: ImportOffice.officer),
            ]
            #expect(again.map(\.isChange) == [false, false])
            #expect(again.flatMap { $0.counts.map(\.unchanged) } == [51_370, 20_456, 27_725, 91_334])
        }
    }

    @Test func `records of both of the registry's schemas come in`() async throws {
        try await ImportOffice.open { office in
            let file = try RealFiles.file("ror/ror_raw_sample.jsonl")
            let lines = JSONLines(try file.open())
            var count = 0
            while try lines.nextLine() != nil { count += 1 }
            let report = try await office.programme.runImport(.ror, [file], dryRun: false, as: ImportOffice.officer)
            #expect(report.complaints == [])
            #expect(count == 300)
            #expect(report.counts.first.map { $0.new + report.repaired("double") } == count)
        }
    }

    @Test func `CORDIS's own tables come in, and link both numbers of a project`() async throws {
        try await ImportOffice.open { office in
            let names = ["project_df_100", "organization_df_100", "summaries_df_100", "deliverables_df_100"]
            let files = try names.map { try RealFiles.file("cordis-he/\($0).csv") }
            let report = try await office.programme.runImport(.cordis, files, dryRun: false, as: ImportOffice.officer)
            #expect(report.complaints == [])
            #expect(report.counts.map(\.kind) == ["project", "organisation", "participation"])
            #expect(report.counts.filter { $0.kind != "organisation" }.map(\.new) == [100, 100])
            #expect(report.repaired("unneeded") == 2)
            let (byGrant, byRecord) = (
                try await office.project("cordis", "101116741"), try await office.project("rcn", "259247")
            )
            #expect(byGrant.id == byRecord.id)
        }
    }
}
