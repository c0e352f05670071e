/// By when a proposal has to be there: a moment, and which of the call's deadlines it is.
public struct CallDeadline: Codable, Sendable, Hashable {
    public var kind: Kind
    public var at: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The call's only one.
        case single
        case firstStage = "first_stage"
        case secondStage = "second_stage"
        /// One of several in the same call.
        case cutOff = "cut_off"
    }

    public init(_ kind: Kind, _ at: Moment) { (self.kind, self.at) = (kind, at) }

    /// Reads one from a form or a body: `kind`, and `at` as a moment (`2026-09-15T15:00:00Z`), or in Brussels' time as
    /// `2026-09-15 17:00` or a day alone, which ends at 17:00. Nil where `at` is empty or no time.
    static func read(_ fields: Fields) -> CallDeadline? {
        let text = fields.text("at", atMost: 40)
        let kind = fields.choice("kind", .single as Kind?) ?? .single
        guard !text.isEmpty else { return nil }
        guard let at = Moment(iso: text) ?? BrusselsTime.moment(text) else {
            fields.complain("at", "call.deadline.wrong")
            return nil
        }
        return CallDeadline(kind, at)
    }
}

/// The clock of Brussels, by which most calls of the region close: an hour before UTC, two from the last Sunday of
/// March to the last Sunday of October, both at 01:00 UTC (Directive 2000/84/EC).
public enum BrusselsTime {
    /// When calls close on a day for which no hour is given.
    public static let closingHour = 17

    /// Hours before UTC at a moment.
    static func offset(at moment: Moment) -> Int {
        let year = moment.day.year
        guard let begin = lastSunday(of: 3, year), let end = lastSunday(of: 10, year) else { return 1 }
        return moment >= begin.start.adding(hours: 1) && moment < end.start.adding(hours: 1) ? 2 : 1
    }

    /// The moment when the clock shows a time on a day. An hour that the clock skips or shows twice is read as
    /// winter time.
    public static func moment(_ day: Day, hour: Int = closingHour, minute: Int = 0) -> Moment {
        let winter = day.start.adding(hours: hour - 1).adding(minutes: minute)
        let summer = winter.adding(hours: -1)
        return offset(at: summer) == 2 && offset(at: winter) == 2 ? summer : winter
    }

    /// `2026-09-15 17:00`, or `2026-09-15` for the hour at which calls close.
    static func moment(_ text: String) -> Moment? {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard let first = parts.first, let day = Day(String(first)), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return moment(day) }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, clock.allSatisfy({ (1...2).contains($0.count) }), let hour = Int(clock[0]),
            let minute = Int(clock[1]), (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return moment(day, hour: hour, minute: minute)
    }

    /// What the clock shows: the day and `17:00`.
    static func clock(at moment: Moment) -> (day: Day, time: String) {
        let local = moment.adding(hours: offset(at: moment))
        let minutes = Int((local.seconds - local.day.start.seconds) / 60)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return (local.day, two(minutes / 60) + ":" + two(minutes % 60))
    }

    /// As forms show and take it.
    static func text(_ moment: Moment) -> String {
        let (day, time) = clock(at: moment)
        return "\(day) \(time)"
    }

    private static func lastSunday(of month: Int, _ year: Int) -> Day? {
        // 1 January 1970 was a Thursday; both months have 31 days.
        Day(year: year, month: month, dayOfMonth: 31).map { last in
            last.adding(days: -(((last.daysSince1970 + 4) % 7 + 7) % 7))
        }
    }
}
