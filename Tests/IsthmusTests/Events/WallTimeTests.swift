import Foundation
import Testing

@testable import Isthmus

/// Times on the wall and the moments they mean, through changes of the clocks.
@Suite struct WallTimeTests {
    private static func meaning(_ time: String, _ zone: String) throws -> ZoneClock.Meaning {
        try #require(ZoneClock(zone)).meaning(of: try #require(WallTime(time)))
    }
    private static func moment(_ iso: String) -> ZoneClock.Meaning { .moment(Moment(iso: iso) ?? Moment(seconds: 0)) }

    @Test func `a time is read as it is written, and nothing else is one`() {
        for text in ["2026-10-25 09:00", "2026-10-25 02:30 +01:00", "2026-02-28 23:59 -03:30"] {
            #expect(WallTime(text)?.description == text)
        }
        #expect(WallTime("2026-10-25T9:05")?.description == "2026-10-25 09:05")
        for text in [
            "", "2026-10-25", "2026-10-25 24:00", "2026-10-25 9", "2026-13-01 09:00", "2026-10-25 09:60",
            "2026-10-25 09:0", "2026-10-25 09:00 01:00", "2026-10-25 09:00 +19:00", "2026-10-25 ٠٩:٠٠",
            "2026-10-25 09:00 +01:00 x",
        ] {
            #expect(WallTime(text) == nil, "\(text)")
        }
    }

    @Test func `names of the database are zones, offsets and others are not`() {
        for name in ["Asia/Yerevan", "Europe/Brussels", "America/St_Johns", "UTC"] { #expect(ZoneClock(name) != nil) }
        for name in ["", "GMT+3", "CEST", "Europe/Atlantis", "asia/yerevan", "../etc"] {
            #expect(ZoneClock(name) == nil, "\(name)")
        }
    }

    @Test func `nine o'clock is another moment in summer than in winter`() throws {
        #expect(try Self.meaning("2026-07-01 09:00", "Europe/Helsinki") == Self.moment("2026-07-01T06:00:00Z"))
        #expect(try Self.meaning("2026-12-01 09:00", "Europe/Helsinki") == Self.moment("2026-12-01T07:00:00Z"))
        #expect(try Self.meaning("2026-07-01 09:00", "Asia/Yerevan") == Self.moment("2026-07-01T05:00:00Z"))
        #expect(try Self.meaning("2026-07-01 09:00", "Asia/Kolkata") == Self.moment("2026-07-01T03:30:00Z"))
        #expect(try Self.meaning("2026-07-01 09:00", "America/St_Johns") == Self.moment("2026-07-01T11:30:00Z"))
    }

    @Test func `a time that the clocks skip is none, and says what they show instead`() throws {
        let instead = try #require(WallTime("2026-03-29 03:30"))
        #expect(try Self.meaning("2026-03-29 02:30", "Europe/Brussels") == .skipped(instead: instead))
        #expect(try Self.meaning("2026-03-29 01:59", "Europe/Brussels") == Self.moment("2026-03-29T00:59:00Z"))
        #expect(try Self.meaning("2026-03-29 03:00", "Europe/Brussels") == Self.moment("2026-03-29T01:00:00Z"))
        #expect(try Self.meaning("2026-03-29 02:30", "Asia/Yerevan") == Self.moment("2026-03-28T22:30:00Z"))
    }

    @Test func `a time that the clocks show twice is two, told apart by their offsets`() throws {
        let first = try #require(WallTime("2026-10-25 02:30 +02:00"))
        let second = try #require(WallTime("2026-10-25 02:30 +01:00"))
        #expect(first < second)
        #expect(try Self.meaning("2026-10-25 02:30", "Europe/Brussels") == .doubled(first, second))
        #expect(try Self.meaning(first.description, "Europe/Brussels") == Self.moment("2026-10-25T00:30:00Z"))
        #expect(try Self.meaning(second.description, "Europe/Brussels") == Self.moment("2026-10-25T01:30:00Z"))
        // Chatham's clocks are 45 minutes off; they go back an hour in April.
        #expect(
            try Self.meaning("2026-04-05 03:00", "Pacific/Chatham")
                == .doubled(
                    try #require(WallTime("2026-04-05 03:00 +13:45")),
                    try #require(WallTime("2026-04-05 03:00 +12:45"))))
    }

    @Test func `what the clocks show leads back to the moment, hour by hour through a year`() throws {
        for name in ["Europe/Brussels", "Asia/Yerevan", "America/New_York", "Australia/Lord_Howe", "Pacific/Chatham"] {
            let clock = try #require(ZoneClock(name))
            for hour in 0..<(366 * 24) {
                let moment = TestStore.start.adding(hours: hour)
                switch clock.meaning(of: clock.time(at: moment)) {
                case .moment(let found): #expect(found == moment)
                case .doubled(let first, let second):
                    #expect([clock.moment(first), clock.moment(second)].contains(moment))
                case .skipped: Issue.record("\(name) never shows what it shows at \(moment.iso)")
                }
            }
        }
    }

    @Test func `a change of the clocks within a span is found, and none outside`() throws {
        let clock = try #require(ZoneClock("Europe/Brussels"))
        let start = try #require(Moment(iso: "2026-10-24T08:00:00Z"))
        let change = try #require(clock.change(from: start, to: start.adding(days: 2)))
        #expect(change.at.iso == "2026-10-25T01:00:00Z")
        #expect(change.before.description == "2026-10-25 03:00")
        #expect(change.after.description == "2026-10-25 02:00")
        #expect(clock.change(from: start, to: start.adding(hours: 8)) == nil)
        #expect(ZoneClock("Asia/Yerevan")?.change(from: start, to: start.adding(days: 300)) == nil)
    }
}
