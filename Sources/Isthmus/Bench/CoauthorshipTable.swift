import Indicators
import Interchange

/// The published table of works co-authored per pair of countries and year, read as it is.
enum CoauthorshipTable {
    /// Countries in alphabetical order of their codes; years as they occur.
    ///
    /// - Throws: what reading the file throws, with its line.
    static func read(_ path: String) throws -> PairTable {
        let reader = try CSVReader(try ByteSource(path: path))
        try reader.header.require(["year", "a", "b", "works"])
        var rows: [(year: Int, first: String, second: String, works: Int)] = []
        while let record = try reader.next() {
            guard let year = try record.integer("year"), let works = try record.integer("works") else { continue }
            rows.append((year, try record.text("a"), try record.text("b"), works))
        }
        let countries = Set(rows.lazy.flatMap { [$0.first, $0.second] }).sorted()
        let years = rows.lazy.map(\.year)
        guard let first = years.min(), let last = years.max() else { return PairTable(countries: [], years: 0...0) }
        var table = PairTable(countries: countries, years: first...last)
        for row in rows {
            guard let a = table.number(of: row.first), let b = table.number(of: row.second) else { continue }
            table.record(row.works, of: a, and: b, in: row.year)
        }
        return table
    }
}
