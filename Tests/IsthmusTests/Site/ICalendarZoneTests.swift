import Foundation
import Testing

@testable import Isthmus

/// Zones in calendars. The dates of changes are those of the laws in force.
@Suite struct ICalendarZoneTests {
    private static func zone(_ name: String) throws -> ICalendarZone {
        try #require(ICalendarZone(TimeZone(identifier: name)))
    }
    private static func moment(_ text: String) throws -> Moment { try #require(Moment(iso: text)) }

    @Test func `each change of the clocks stands in it, told by the clocks until then`() throws {
        let day = try Self.moment("2026-07-01T00:00:00Z")
        let lines = try Self.zone("Europe/Brussels").lines(from: day, to: day)
        #expect(lines.prefix(2) == ["BEGIN:VTIMEZONE", "TZID:Europe/Brussels"] && lines.last == "END:VTIMEZONE")
        let text = lines.joined(separator: "\n")
        let winter = """
            BEGIN:STANDARD
            DTSTART:20251026T030000
            RDATE:20251026T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            """
        let summer = """
            BEGIN:DAYLIGHT
            DTSTART:20260329T020000
            RDATE:20260329T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            """
        #expect(text.contains(winter) && text.contains(summer))
        #expect(text.contains("\nDTSTART:20261025T030000\n") && text.contains("\nDTSTART:20270328T020000\n"))
    }

    @Test func `an offset that changed for good is told as well`() throws {
        let day = try Self.moment("2024-06-01T00:00:00Z")
        let text = try Self.zone("Asia/Almaty").lines(from: day, to: day).joined(separator: "\n")
        #expect(text.contains("DTSTART:20240301T000000\nRDATE:20240301T000000\nTZOFFSETFROM:+0600\nTZOFFSETTO:+0500"))
        let steady = try Self.zone("Asia/Yerevan").lines(from: day, to: day)
        #expect(steady.filter { $0.hasPrefix("BEGIN:") } == ["BEGIN:VTIMEZONE", "BEGIN:STANDARD"])
        #expect(steady.contains("TZOFFSETTO:+0400"))
        #expect(try Self.zone("Asia/Kolkata").lines(from: day, to: day).contains("TZOFFSETTO:+0530"))
        #expect(try Self.zone("America/St_Johns").lines(from: day, to: day).contains("TZOFFSETTO:-0330"))
    }

    @Test(arguments: [
        ("2026-10-24T23:59:59Z", "20261025T015959"), ("2026-10-25T00:00:00Z", nil), ("2026-10-25T01:59:59Z", nil),
        ("2026-10-25T02:00:00Z", "20261025T030000"), ("2026-03-29T00:59:00Z", "20260329T015900"),
        ("2026-03-29T01:00:00Z", "20260329T030000"),
    ])
    func `a time that comes twice has no local stamp`(moment: String, stamp: String?) throws {
        #expect(try Self.zone("Europe/Brussels").stamp(try Self.moment(moment)) == stamp)
    }

    @Test func `such an entry, one without a place and one of UTC are told in UTC`() throws {
        #expect(ICalendarZone(TimeZone(identifier: "UTC")) == nil && ICalendarZone(nil) == nil)
        let calendar = ICalendar(product: "Test", name: "Test", address: "https://north.example")
        func text(_ zone: String?, _ start: String, _ end: String) throws -> String {
            var entry = ICalendar.Entry(
                id: "x", changedAt: Moment(seconds: 0), version: 1, start: try Self.moment(start),
                end: try Self.moment(end), summary: "", description: "", url: "")
            entry.zone = zone.flatMap { TimeZone(identifier: $0) }
            return calendar.text([entry])
        }
        let doubled = try text("Europe/Brussels", "2026-10-25T00:30:00Z", "2026-10-25T09:00:00Z")
        #expect(doubled.contains("\r\nDTSTART:20261025T003000Z\r\nDTEND:20261025T090000Z\r\n"))
        for zone in [nil, "UTC"] {
            let plain = try text(zone, "2026-05-01T08:00:00Z", "2026-05-01T09:00:00Z")
            #expect(plain.contains("DTSTART:20260501T080000Z") && !plain.contains("VTIMEZONE"))
        }
        let local = try text("Asia/Yerevan", "2026-05-01T08:00:00Z", "2026-05-01T09:00:00Z")
        #expect(local.contains("\r\nDTSTART;TZID=Asia/Yerevan:20260501T120000\r\nDTEND;TZID=Asia/Yerevan:20260501T13"))
    }
}
