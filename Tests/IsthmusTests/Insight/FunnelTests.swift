import Foundation
import Hummingbird
import HummingbirdTesting
import Interchange
import Testing

@testable import Isthmus

/// The funnel: its numbers are those of the lists that they open.
@Suite struct FunnelTests {
    @Test func `every number is the total of the list that it opens`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for query in ["", "?country=AM", "?topic=ford-1-5", "?period=2026", "?country=FI&period=2026-06"] {
                let funnel = try JSON(
                    parsing: String(buffer: try await client.get("/api/v1/funnel\(query)", as: officer).body))
                let rows = funnel["rows"]?.array ?? []
                #expect(rows.count == FunnelSource.all.count)
                for row in rows {
                    let parts = [row] + (row["countries"]?.array ?? []) + (row["topics"]?.array ?? [])
                    for part in parts {
                        let address = try #require(part["address"]?.string)
                        let list = try JSON(
                            parsing: String(
                                buffer: try await client.get("/api/v1\(address)", as: officer).body))
                        let number = part["total"] ?? part["count"]
                        #expect(list["total"] == number, "\(query) \(address)")
                    }
                }
            }
        }
    }

    @Test func `every list that can tell countries counts the same ones`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let funnel = try await sample.programme.funnel(FunnelQuestion(), as: officer.actor)
            for (dimension, parts) in [(FunnelDimension.country, \Funnel.Row.countries), (.topic, \.topics)] {
                let told = funnel.rows.map { $0[keyPath: parts].map(\.value) }
                let whole = try #require(told.first { !$0.isEmpty })
                #expect(told == FunnelSource.all.map { $0.filters[dimension] == nil ? [] : whole })
            }
            // An event narrows what came of searches, and says nothing of competences: no number is not none.
            let page = String(buffer: try await client.get("/funnel?event=Nowhere&country=AM", as: officer).body)
            let row = try #require(page.matches(of: /<tr><th scope="row">Armenia<\/th>.*?<\/tr>/).first).output
            #expect(row.contains(">–</span>"))
            #expect(row.contains(">0</a>"))
        }
    }

    @Test func `a country that stands high at one step alone is among those told`() {
        let many = (1...20).map { (value: "many \($0)", count: 100) }
        #expect(Funnel.foremost(2, of: [many, [("one", 1)]]) == ["one", "many 1"])
    }

    @Test func `what cannot be is refused, and only the office looks`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            for query in ["country=bakery", "country=ZZ", "period=soon", "period=2026-13"] {
                #expect(try await client.get("/api/v1/funnel?\(query)", as: officer).status == .unprocessableContent)
            }
            let page = try await client.get("/funnel?country=ZZ", as: officer)
            #expect(page.status == .ok)
            #expect(String(buffer: page.body).contains("“ZZ” is not known, so the figures are not narrowed by it."))
            #expect(try await client.get("/funnel", as: sample.person("member")).status == .forbidden)
            let csv = String(buffer: try await client.get("/funnel.csv", as: officer).body)
            #expect(csv.contains("competences"))
            let svg = String(buffer: try await client.get("/funnel.svg", as: officer).body)
            #expect(svg.hasPrefix("<svg xmlns="))
        }
    }

    @Test func `a period is a year, a month or days from and to`() {
        #expect(Period("2026")?.end == Day("2027-01-01")?.start)
        #expect(Period("2024-02")?.end == Day("2024-03-01")?.start)
        #expect(Period("2026-01-15..2026-01-15")?.end == Day("2026-01-16")?.start)
        for text in ["", "26", "2026-1", "2026-13", "2026-02-30..2026-03-01", "2026-03-01..2026-02-01", "a..b"] {
            #expect(Period(text) == nil)
        }
    }
}
