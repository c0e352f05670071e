import Foundation
import Testing

@testable import Isthmus

/// What the programme found out: twelve countries and the Union in figures, and its own numbers.
extension R1Story {
    private static let analysed = ["AM", "AZ", "BY", "GE", "KG", "KZ", "MD", "RU", "TJ", "TM", "UA", "UZ"]
    private static let union = ["DE", "FR", "PL"]

    private static func works(_ first: Int, _ second: Int, _ year: Int) -> Int {
        40 + 7 * first + 11 * second + 3 * (year - 2_010)
    }

    /// Works written together, year by year.
    private static var pairs: String {
        var lines = ["year,a,b,works"]
        for year in 2_010...2_015 {
            for (first, one) in analysed.enumerated() {
                for (second, other) in union.enumerated() {
                    lines.append("\(year),\(one),\(other),\(works(first, second, year))")
                }
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static var countries: String {
        var lines = ["year,country,coauthored_works,partner_countries"]
        for year in 2_010...2_015 {
            for (first, one) in analysed.enumerated() {
                let works = union.indices.reduce(0) { $0 + Self.works(first, $1, year) }
                lines.append("\(year),\(one),\(works),\(union.count)")
            }
            for (second, one) in union.enumerated() {
                let works = analysed.indices.reduce(0) { $0 + Self.works($1, second, year) }
                lines.append("\(year),\(one),\(works),\(analysed.count)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    func writeDossiers() async throws {
        let report = try await programme.runImport(
            .coauthorship,
            [
                .bytes(name: "pairs.csv", Array(Self.pairs.utf8)),
                .bytes(name: "countries.csv", Array(Self.countries.utf8)),
            ], dryRun: false, as: .program("command line"))
        #expect(report.issues.isEmpty)
        for (first, country) in Self.analysed.enumerated() {
            let page = try await office.open("/dossiers/\(country)/EU")
            #expect(page.contains(Words("en").country(country)))
            // The figure behind the pair is what the file says.
            let record = try await office.json("/api/v1/works-together/\(country)/DE")
            let years = record["years"] as? [[String: Any]] ?? []
            let counted = years.compactMap { $0["joint"] as? Int }.reduce(0, +)
            #expect(
                counted == (2_010...2_015).reduce(0) { $0 + Self.works(first, 0, $1) }, "\(country): \(record.keys)")
        }
        let russian = try await borys.open("/dossiers/UA/EU")
        #expect(russian.contains("Украина"))
    }

    /// Every number of the statistics is that of the list it opens.
    func compareStatistics() async throws {
        let rows = try await office.json("/api/v1/statistics")["rows"] as? [[String: Any]] ?? []
        #expect(rows.count > 5)
        for row in rows {
            guard let total = row["total"] as? Int, let address = row["address"] as? String else { continue }
            let list = try await office.json("/api/v1" + address)
            #expect(list["total"] as? Int == total, "\(address)")
        }
    }
}
