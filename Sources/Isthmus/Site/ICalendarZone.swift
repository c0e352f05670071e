import Foundation

/// The clocks of a zone as a calendar carries them (RFC 5545, 3.6.5): every change of the clocks in a span of time, one
/// by one, so that readers need neither a table of zones nor a rule that some government has since revoked.
struct ICalendarZone {
    private let zone: TimeZone

    /// Nil where the time is that of UTC.
    init?(_ zone: TimeZone?) {
        guard let zone, !["UTC", "GMT"].contains(zone.identifier) else { return nil }
        self.zone = zone
    }

    var name: String { zone.identifier }

    /// `20260915T190000`: what the clocks show. Nil where they show this time twice, which no local stamp can tell.
    func stamp(_ moment: Moment) -> String? {
        let offset = offset(moment)
        for hours in [-24, 24] {
            let other = self.offset(moment.adding(hours: hours))
            // The same time on the wall under the other offset: when would that be, and is it so then?
            let twin = Moment(seconds: moment.seconds + Int64(offset - other))
            if other != offset, self.offset(twin) == other { return nil }
        }
        return Self.local(moment, offset)
    }

    /// The whole component, for entries between two moments.
    func lines(from first: Moment, to last: Moment) -> [String] {
        let start = first.adding(days: -366)
        var lines = ["BEGIN:VTIMEZONE", "TZID:" + name]
        lines += observance(Moment(seconds: 0), from: offset(start), to: offset(start), at: start)
        for onset in changes(from: start, to: last.adding(days: 366)) {
            lines += observance(onset, from: offset(Moment(seconds: onset.seconds - 1)), to: offset(onset), at: onset)
        }
        return lines + ["END:VTIMEZONE"]
    }

    /// Onsets are told in the time that the clocks showed until then, one by one and also as a date: some readers take
    /// only the first of several dates, and some look for nothing else.
    private func observance(_ onset: Moment, from: Int, to: Int, at moment: Moment) -> [String] {
        let kind = zone.isDaylightSavingTime(for: moment.date) ? "DAYLIGHT" : "STANDARD"
        let stamp = Self.local(onset, from)
        return [
            "BEGIN:" + kind, "DTSTART:" + stamp, "RDATE:" + stamp, "TZOFFSETFROM:" + Self.written(from),
            "TZOFFSETTO:" + Self.written(to), "TZNAME:" + Self.written(to), "END:" + kind,
        ]
    }

    /// The first second of each new offset.
    private func changes(from start: Moment, to end: Moment) -> [Moment] {
        var changes: [Moment] = []
        var day = start
        while day < end {
            let next = day.adding(days: 1)
            if offset(day) != offset(next) {
                var (before, after) = (day.seconds, next.seconds)
                while after - before > 1 {
                    let middle = (before + after) / 2
                    if offset(Moment(seconds: middle)) == offset(day) { before = middle } else { after = middle }
                }
                changes.append(Moment(seconds: after))
            }
            day = next
        }
        return changes
    }

    /// Seconds east of UTC.
    private func offset(_ moment: Moment) -> Int { zone.secondsFromGMT(for: moment.date) }

    private static func local(_ moment: Moment, _ offset: Int) -> String {
        String(ICalendar.stamp(Moment(seconds: moment.seconds + Int64(offset))).dropLast())
    }

    /// `+0400`.
    private static func written(_ offset: Int) -> String {
        let (hours, minutes) = (abs(offset) / 3_600, abs(offset) / 60 % 60)
        return (offset < 0 ? "-" : "+") + [hours, minutes].map { ($0 < 10 ? "0" : "") + String($0) }.joined()
    }
}
