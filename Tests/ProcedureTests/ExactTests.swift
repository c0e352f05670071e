import Testing

@testable import Procedure

/// Numbers as people write them.
@Suite struct ExactNumbers {
    @Test(arguments: [
        ("0", 0), ("12", 12_000_000), ("-3.5", -3_500_000), ("0.000001", 1), ("-0.125", -125_000),
        ("999999999999.999999", 999_999_999_999_999_999), ("007.50", 7_500_000),
    ])
    func `a number is read to the last digit`(text: String, millionths: Int64) {
        #expect(Exact(text)?.millionths == millionths)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1.2.3", "1,5", "1e3", "+1", "--1", "0.0000001", "1000000000000", " 1", "٣", "1_000",
        "0x10", "NaN",
    ])
    func `what is no plain number is none`(text: String) { #expect(Exact(text) == nil) }

    @Test func `what is written is read as the same number`() {
        var source = Draw(seed: 1)
        for _ in 0..<5_000 {
            let magnitude =
                Int64(source.next() % UInt64(Exact.limit.millionths)) / [1, 1_000, 1_000_000][source.below(3)]
            guard let number = Exact(millionths: Int128(source.flip() ? magnitude : -magnitude)) else {
                Issue.record("\(magnitude) is within the limit")
                continue
            }
            #expect(Exact(number.description) == number)
            #expect(number.description.split(separator: ".").dropFirst().first?.count ?? 0 == number.decimals)
        }
    }

    @Test func `an amount is compared in the units of its currency`() throws {
        let hundred = try #require(Exact("100"))
        #expect(Amount(minor: 10_000, currency: "EUR").isMore(than: hundred) == false)
        #expect(Amount(minor: 10_001, currency: "EUR").isMore(than: hundred))
        #expect(Amount(minor: 99, currency: "JPY").isLess(than: hundred))
        #expect(Amount(minor: 100, currency: "JPY").isLess(than: hundred) == false)
        #expect(Amount(minor: 99_999, currency: "KWD").isLess(than: hundred))
        #expect(Amount(minor: .max, currency: "JPY").isMore(than: Exact.limit))
    }

    @Test func `a day is one of the calendar`() {
        #expect(
            ["2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"].map { CalendarDate($0)?.description } == [
                "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31",
            ])
        for text in [
            "2023-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "2026-4-1", "2026-05-01Z", "+026-01-01", "",
        ] {
            #expect(CalendarDate(text) == nil, "\(text)")
        }
    }
}
