import Database
import Testing

@testable import Isthmus

/// Who funds whom, and what is missing.
@Suite struct MatrixTests {
    private typealias Office = InventoryOffice

    private static func party(
        _ side: String, _ amount: Int64?, _ currency: String = "EUR", _ pays: FundingParty.Means = .money
    ) -> FundingParty {
        FundingParty(side: side, funder: "", pays: pays, amountMinor: amount, currency: currency, share: "")
    }

    @Test func `each side's cell counts what it pays for with the other`() {
        let matrix = FundingMatrix(
            of: [
                [Self.party("AM", 100), Self.party("DE", 200)],
                [Self.party("AM", nil, "EUR", .nothing), Self.party("DE", 300), Self.party("GE", 50, "GEL")],
                [Self.party("FR", 900)],
            ], in: "EUR")
        #expect(matrix.sides == ["AM", "DE", "GE"])
        #expect(
            matrix.cells == [
                .init(payer: "AM", partner: "DE", programmes: 1, amountMinor: 100),
                .init(payer: "DE", partner: "AM", programmes: 2, amountMinor: 500),
                .init(payer: "DE", partner: "GE", programmes: 1, amountMinor: 300),
                .init(payer: "GE", partner: "AM", programmes: 1, amountMinor: 0),
                .init(payer: "GE", partner: "DE", programmes: 1, amountMinor: 0),
            ])
        #expect(matrix.left == 1)
        #expect(matrix.balance == (both: 2, one: 1))
    }

    @Test func `a cell counts as many programmes as the list that it opens`() async throws {
        try await Office.open { office in
            try await office.add("A", [Office.party("AM", "1"), Office.party("DE", "2")])
            try await office.add("B", [Office.party("AM", "", "EUR", "nothing"), Office.party("DE", "2")])
            try await office.add("C", [Office.party("AM", "1"), Office.party("eu", "2")])
            try await office.add("D", [Office.party("AM", "1"), Office.party("DE")], ["status": .text("ended")])
            let matrix = try await office.programme.fundingMatrix(in: nil, as: .visitor)
            for cell in matrix.cells {
                let codes = try await office.codes("payer=\(cell.payer)&party=\(cell.partner)&status=active")
                #expect(codes.count == cell.programmes, "\(cell.payer) \(cell.partner)")
            }
            #expect(matrix.cells.count == 4)
            #expect(try await office.programme.fundingCurrencies(as: .visitor) == ["EUR"])
        }
    }

    @Test func `pairs with nothing at all are those of the countries that no row has`() {
        let matrix = GapMatrix(
            kind: .pairs, pair: nil, rows: ["AM-DE", "DE-KZ"], columns: ["ford-1"], counts: [[1], [0]])
        #expect(matrix.barePairs.map(\.text) == ["AM-KZ"])
    }

    @Test func `gaps are counted by pair, theme and stage, and each cell opens as many records`() async throws {
        try await Office.open { office in
            try await office.add(
                "A", [Office.party("AM"), Office.party("DE")],
                ["topics": .text("1.5, 1.2"), "career_stages": .text("first")])
            try await office.scheme("M", from: "DE", to: "AM", ["topics": .text("2.7")])
            try await office.scheme("G", from: "GE", to: "eu")
            try await office.add("Draft", [Office.party("AM"), Office.party("FI")], ["status": .text("draft")])
            let all = try await office.programme.gapMatrix(of: nil, as: .visitor)
            #expect(all.rows == ["AM-DE"])
            #expect(all.columns == ["ford-1", "ford-2", "ford-3", "ford-4", "ford-5", "ford-6"])
            #expect(all.counts == [[1, 1, 0, 0, 0, 0]])
            #expect(all.gaps == 4)
            let pair = try #require(CountryPair("de-am"))
            #expect(pair.text == "AM-DE")
            let one = try await office.programme.gapMatrix(of: pair, as: .visitor)
            #expect(one.columns == ["student", "first", "recognised", "established", "leading"])
            #expect(one.counts[0] == [0, 1, 0, 0, 0])
            #expect(one.counts[1] == [1, 1, 1, 1, 1])
            for (row, counts) in zip(one.rows, one.counts) {
                for (column, count) in zip(one.columns, counts) {
                    let records = try await office.programme.coveringRecords(
                        pair, theme: row, stage: CareerStage(rawValue: column), as: .visitor)
                    #expect(records.count == count, "\(row) \(column)")
                }
            }
            // A group's members are served, though no row is made for each of them.
            let group = try await office.programme.gapMatrix(of: CountryPair("GE", "FR"), as: .visitor)
            #expect(group.counts.allSatisfy { $0 == [1, 1, 1, 1, 1] })
        }
    }

    @Test func `a pair is two countries`() {
        #expect(CountryPair("AM-AM") == nil)
        #expect(CountryPair("AM") == nil)
        #expect(CountryPair("AM-ZZ") == nil)
        #expect(CountryPair("AM-DE-FI") == nil)
    }
}
