import Database
import Foundation
import Testing

@testable import Isthmus

@Suite struct Values {
    @Test func `ids keep the order in which they were made and never repeat`() {
        var source = IDSource(seed: 7)
        let now = Moment(seconds: 1_780_000_000)
        let ids: [ID<Organisation>] = (0..<5_000).map { _ in source.next("o", at: now) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.text.utf8.count == 15 && $0.text.hasPrefix("o-") })
        let later: ID<Organisation> = source.next("o", at: now.adding(minutes: 1))
        #expect(ids.allSatisfy { $0 < later })
    }

    @Test func `a clock that goes back does not make older ids`() {
        var source = IDSource(seed: 7)
        let first: ID<Person> = source.next("p", at: Moment(seconds: 1_780_000_000))
        let second: ID<Person> = source.next("p", at: Moment(seconds: 1_700_000_000))
        #expect(first < second)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-05-01", 20_574), ("1969-12-31", -1), ("1600-03-01", -135_080),
    ])
    func `days count as the calendar does`(text: String, days: Int) throws {
        let day = try #require(Day(text))
        #expect(day.daysSince1970 == days)
        #expect(Day(daysSince1970: days).description == text)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-1", "", "2026-01-32", "abcd-ef-gh"])
    func `what is no day is refused`(text: String) { #expect(Day(text) == nil) }

    @Test func `every day of four centuries comes back`() {
        for days in stride(from: -140_000, to: 60_000, by: 13) {
            #expect(Day(daysSince1970: days).daysSince1970 == days)
        }
    }

    @Test(arguments: [
        ("1234", "EUR", 123_400), ("1234.5", "EUR", 123_450), ("1 234,50", "EUR", 123_450), ("-3.00", "USD", -300),
        ("0.05", "EUR", 5), ("700", "JPY", 700), ("1.234", "KWD", 1_234), ("7.10", "PLN", 710),
    ])
    func `amounts are read to the smallest unit`(text: String, currency: String, minor: Int64) {
        #expect(Money(text, currency: currency)?.minor == minor)
    }

    @Test(arguments: ["", "1.234", "12a", "1.2.3", ".5", "1,234.50", "99999999999999999999", "--1"])
    func `what is no amount of euros is refused`(text: String) { #expect(Money(text, currency: "EUR") == nil) }

    @Test func `more digits than the currency has are rounded when asked`() {
        #expect(Money("1.235", currency: "EUR", rounding: true)?.minor == 124)
        #expect(Money("-1.235", currency: "EUR", rounding: true)?.minor == -124)
        #expect(Money("1.5", currency: "JPY", rounding: true)?.minor == 2)
    }

    @Test(arguments: [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_450, "1234.50"), (-100, "-1.00")])
    func `plain digits are what was read`(minor: Int64, plain: String) {
        let money = Money(minor: minor, currency: "EUR")
        #expect(money.plain == plain)
        #expect(Money(plain, currency: "EUR") == money)
    }

    @Test func `a text in languages falls back in a stated order`() {
        let text: Multilingual = ["ru": "р", "hy": "հ", "en": "e"]
        #expect(text.reading("hy") == "հ")
        #expect(text.reading("de") == "e")
        #expect(Multilingual(["ru": "р", "hy": "հ"]).reading("de") == "р")
        #expect(Multilingual(["hy": "հ", "fi": "f"]).reading("de") == "f")
        #expect(Multilingual().reading("en").isEmpty)
    }

    @Test(arguments: [
        "plain", "a \"quoted\" word", "back\\slash", "two\nlines", "tab\tand \u{1}", "emoji 🧪", "Հայերեն",
    ])
    func `a text in languages comes back from its column`(text: String) throws {
        let original: Multilingual = ["en": text, "ru": "обычный"]
        let back = try #require(Multilingual(column: original.column))
        #expect(back == original)
        guard case .text(let json) = original.column else { return }
        let parsed = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        #expect(parsed == original.texts)
    }

    @Test(arguments: ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"])
    func `right ORCIDs pass`(text: String) { #expect(ORCID.isValid(text)) }

    @Test(arguments: ["0000-0002-1825-0098", "0000000218250097", "", "0000-0002-1694-233x", "000A-0002-1825-0097"])
    func `wrong ORCIDs do not`(text: String) { #expect(!ORCID.isValid(text)) }

    @Test(arguments: ["000025p04", "00003ef66", "00067hx91", "0008m5k51"])
    func `right ROR codes pass`(text: String) { #expect(RORCode.isValid(text)) }

    @Test(arguments: ["000025p05", "100025p04", "0000l5p04", "000025p4", ""])
    func `wrong ROR codes do not`(text: String) { #expect(!RORCode.isValid(text)) }
}
