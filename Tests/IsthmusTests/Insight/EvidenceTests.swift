import Database
import Foundation
import Indicators
import Testing

@testable import Isthmus

/// Works written together: how they come in, what is kept of their quality, and the records behind figures.
@Suite struct EvidenceTests {
    private static let pairs = """
        year,a,b,works
        2010,AM,DE,10
        2010,DE,AM,12
        2010,AM,AM,40
        2010,DE,DE,900
        2011,AM,Germany,15
        2011,AM,ZZ,3
        2011,KZ,KZ,0

        """
    private static let countries = """
        year,country,coauthored_works,partner_countries
        2010,AM,40,2
        2010,DE,900,7
        2010,KZ,0,0

        """

    @Test func `a table comes in with its quality, and again changes nothing`() async throws {
        try await ImportOffice.open { office in
            let files: KeyValuePairs = ["pairs.csv": Self.pairs, "countries.csv": Self.countries]
            let dry = try await office.run(.coauthorship, files, dryRun: true)
            #expect(
                dry.tally == [
                    "pair_year: 2 new, 0 changed, 0 unchanged, 0 left",
                    "country_year: 3 new, 0 changed, 0 unchanged, 0 left",
                ])
            #expect(try await office.count("SELECT COUNT(*) FROM pair_year") == 0)
            let report = try await office.run(.coauthorship, files)
            #expect(report.complaints == [])
            #expect(report.isCarriedOut)
            #expect(report.repaired("direction") == 1)
            #expect(report.repaired("unmatched_country") == 1)
            let source = try await office.programme.evidenceSource("coauthorship", as: .visitor)
            #expect((source.firstYear, source.lastYear, source.countries) == (2010, 2011, 3))
            #expect((source.rowsRead, source.rowsUnmatched, source.unmatched) == (10, 1, ["ZZ"]))
            #expect((source.directionsDiffer, source.partnersDiffer) == (1, 1))
            // As old as its last year, whenever it comes in; a country's row with itself is one of its partners.
            #expect(source.asOf == Day("2011-12-31"))
            #expect(
                try await office.text(
                    "SELECT CAST(works AS TEXT) FROM pair_year WHERE country_a = 'AM' AND year = 2010")
                    == "12")
            let lines = try await office.count("SELECT COUNT(*) FROM journal WHERE kind = 'evidence_source'")
            let again = try await office.run(.coauthorship, files)
            #expect(
                again.tally == [
                    "pair_year: 0 new, 0 changed, 2 unchanged, 0 left",
                    "country_year: 0 new, 0 changed, 3 unchanged, 0 left",
                ])
            #expect(try await office.programme.evidenceSource("coauthorship", as: .visitor) == source)
            #expect(try await office.count("SELECT COUNT(*) FROM journal WHERE kind = 'evidence_source'") == lines)
            let more = try await office.run(
                .coauthorship, ["pairs.csv": "year,a,b,works\n2010,AM,DE,13\n2012,AM,KZ,1\n"])
            #expect(more.tally.first == "pair_year: 1 new, 1 changed, 0 unchanged, 0 left")
            let after = try await office.programme.evidenceSource("coauthorship", as: .visitor)
            #expect((after.firstYear, after.lastYear, after.pairYears) == (2010, 2012, 3))
        }
    }

    @Test func `every fault is named by its line, and nothing is written`() async throws {
        try await ImportOffice.open { office in
            let report = try await office.run(
                .coauthorship,
                ["p.csv": "year,a,b,works\n2010,AM,DE,many\n,AM,DE,1\n2010,AM,FR,-1\n2010,AM,IT,5\n2010,AM,IT,6\n"])
            #expect(
                report.complaints == [
                    "p.csv:2 works imports.not_a_number", "p.csv:3 year field.required", "p.csv:4 works field.range",
                    "p.csv:6 works imports.twice",
                ])
            #expect(try await office.count("SELECT COUNT(*) FROM pair_year") == 0)
            let other = try await office.run(.coauthorship, ["q.csv": "land,books\nAM,1\n"])
            #expect(other.complaints == ["q.csv:1  imports.unknown_table"])
        }
    }

    @Test func `records add up to the figure, within the years that are asked`() async throws {
        try await ImportOffice.open { office in
            try await office.run(.coauthorship, ["p.csv": Self.pairs])
            let sides = try #require(CooperatingSides("DE:AM"))
            let all = try await office.programme.evidenceRecord(of: sides, [:], as: .visitor)
            #expect(all.years.map(\.joint) == [12, 15])
            #expect(all.total == 27)
            let one = try await office.programme.evidenceRecord(
                of: sides, ["from": .text("2011"), "to": .text("2011")], as: .visitor)
            #expect(one.total == 15)
            let partners = try await office.programme.evidencePartners(of: "AM", [:], as: .visitor)
            #expect(partners.partners.map(\.country) == ["DE"])
            #expect(partners.total == 27)
            await #expect(throws: Problem.invalid("to", "field.before_start")) {
                try await office.programme.evidenceRecord(
                    of: sides, ["from": .text("2011"), "to": .text("2010")], as: .visitor)
            }
        }
    }

    @Test func `the latest projects stand by the day they start, and every year between has its place`() async throws {
        let rows = [(201, "2018-11-01"), (202, "2018-03-01"), (203, "2015-05-01")].flatMap { rcn, day in
            [("coordinator", 900_000_001, "AM"), ("participant", 900_000_002, "DE")].map { role, pic, country in
                "\(rcn),\(role),\(pic),HES,10,\(country),\(day),2020-12-31,20,30"
            }
        }
        let head = "rcn,role,pic,type,contribution,country,start_date,end_date,max_contribution,total_cost"
        try await ImportOffice.open { office in
            try await office.run(.cordis, ["p.csv": ([head] + rows).joined(separator: "\n") + "\n"])
            let sides = try #require(CooperatingSides("AM:DE"))
            let dossier = try await office.programme.dossier(sides, as: .visitor)
            let latest = try #require(dossier.table(file: "latest_projects"))
            #expect(latest.rows.map { $0[2].text } == ["2018-11-01", "2018-03-01", "2015-05-01"])
            let years = try #require(dossier.table(file: "projects_by_year"))
            #expect(years.rows.map { $0[0].text } == ["2015", "2016", "2017", "2018"])
            #expect(years.rows.map { $0[1].value } == [1, 0, 0, 2])
        }
    }

    @Test func `sides are read in any order and writing, and what cannot be is none`() {
        #expect(CooperatingSides("de:am")?.text == "AM:DE")
        #expect(CooperatingSides("EU:kz")?.text == "KZ:eu")
        #expect(CooperatingSides("KZ:fr,DE,fr")?.text == "KZ:DE,FR")
        #expect(CooperatingSides("KZ:eu")?.path == "/dossiers/KZ/EU")
        #expect(CooperatingSide("eu")?.knownMembers?.count == 27)
        #expect(CooperatingSide("programme-region")?.kind == .ownGroup)
        for text in ["AM", "AM:AM", "AM:", ":", "AM:DE:FR", "eu:g7", "AM:D E", "AM:-x", "AM:DE,XX", "AM:AM,DE"] {
            #expect(CooperatingSides(text) == nil, "\(text)")
        }
    }

    @Test func `a group counts as one, and links within it count for nobody`() {
        var table = PairTable(countries: ["A", "B", "C", "D"], years: 2010...2010)
        for (first, second, works) in [(0, 1, 6), (0, 2, 4), (1, 2, 50), (1, 3, 10), (2, 3, 10), (0, 3, 2)] {
            table.record(works, of: first, and: second, in: 2010)
        }
        let counts = table.period(2010...2010).counts(0, group: [1, 2])
        #expect((counts.joint, counts.firstLinks, counts.secondLinks, counts.links) == (10, 12, 30, 32))
        // As if the two had been one country from the start.
        var merged = PairTable(countries: ["A", "BC", "D"], years: 2010...2010)
        for (first, second, works) in [(0, 1, 10), (1, 2, 20), (0, 2, 2)] {
            merged.record(works, of: first, and: second, in: 2010)
        }
        let expected = merged.period(2010...2010).counts(0, 1)
        #expect(counts.affinity == expected.affinity)
        #expect(counts.intensity == expected.intensity)
        #expect(counts.swapped.intensity == expected.swapped.intensity)
    }
}
