import Foundation

/// What a clock on the wall shows: a day and a time, of no zone by itself. Events keep this, not the moment, so that
/// nine o'clock stays nine o'clock whatever becomes of the zone's rules.
public struct WallTime: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let day: Day
    /// Since midnight.
    public let minute: Int
    /// Minutes east of UTC, where the clock shows the time twice and one of them is meant.
    public let offset: Int?

    public init(day: Day, minute: Int, offset: Int? = nil) {
        (self.day, self.minute, self.offset) = (day, minute, offset)
    }

    /// `2026-10-25 09:00`, with `T` or a blank between; of a time that comes twice, with its offset:
    /// `2026-10-25 02:30 +01:00`.
    public init?(_ text: String) {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard (2...3).contains(parts.count), let day = Day(String(parts[0])),
            let minute = Self.minutes(parts[1]), minute < 24 * 60
        else { return nil }
        guard parts.count == 3 else {
            self.init(day: day, minute: minute)
            return
        }
        guard let sign = parts[2].first, sign == "+" || sign == "-", let offset = Self.minutes(parts[2].dropFirst()),
            offset <= 18 * 60
        else { return nil }
        self.init(day: day, minute: minute, offset: sign == "-" ? -offset : offset)
    }

    private static func minutes(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            (1...2).contains(parts[0].count), parts[1].count == 2, let hours = Int(parts[0]),
            let minutes = Int(parts[1]), minutes < 60
        else { return nil }
        return hours * 60 + minutes
    }

    public var clock: String { Self.clock(minute) }
    /// `+02:00`.
    static func offset(_ minutes: Int) -> String { (minutes < 0 ? "-" : "+") + clock(abs(minutes)) }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return two(minutes / 60) + ":" + two(minutes % 60)
    }

    public var description: String { "\(day) \(clock)" + (offset.map { " " + Self.offset($0) } ?? "") }

    /// By what the clock shows; of one time that it shows twice, the earlier moment first.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        (left.day, left.minute, -(left.offset ?? 0)) < (right.day, right.minute, -(right.offset ?? 0))
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let time = WallTime(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no time: \(text)"))
        }
        self = time
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The clocks of a zone of the IANA database, with their changes between winter and summer time.
struct ZoneClock: Sendable {
    let name: String
    let zone: TimeZone

    /// Nil for what is no zone's name. Names of the kind `GMT+3` are none: nobody knows what their clocks do in summer.
    init?(_ name: String) {
        let isPlace = name.contains("/") && name.first?.isUppercase == true && !name.contains(":")
        guard Self.names.contains(name) || isPlace, let zone = TimeZone(identifier: name) else { return nil }
        (self.name, self.zone) = (name, zone)
    }

    private static let names = Set(TimeZone.knownTimeZoneIdentifiers + ["UTC"])
    /// For suggestions, in the order of letters.
    static let all = names.filter { $0.contains("/") || $0 == "UTC" }.sorted()

    /// What a time on the wall means.
    enum Meaning: Equatable {
        case moment(Moment)
        /// The clocks jump over it; what they show instead at the moment when it would be.
        case skipped(instead: WallTime)
        /// The clocks show it twice: both, each with its offset.
        case doubled(WallTime, WallTime)
    }

    func meaning(of time: WallTime) -> Meaning {
        let shown = time.day.start.adding(minutes: time.minute)
        // The offsets before and after whatever change is near.
        let near = [offset(at: shown.adding(hours: -24)), offset(at: shown.adding(hours: 24))]
        let offsets = near[0] == near[1] ? [near[0]] : near.sorted(by: >)
        let fitting = offsets.filter { offset(at: shown.adding(minutes: -$0)) == $0 }
        if let wanted = time.offset, fitting.contains(wanted) { return .moment(shown.adding(minutes: -wanted)) }
        switch fitting.count {
        case 0: return .skipped(instead: self.time(at: shown.adding(minutes: -near[0])))
        case 1: return .moment(shown.adding(minutes: -fitting[0]))
        default:
            return .doubled(
                WallTime(day: time.day, minute: time.minute, offset: fitting[0]),
                WallTime(day: time.day, minute: time.minute, offset: fitting[1]))
        }
    }

    /// The moment of a time that was checked before. Should the zone's rules have changed since, what the clocks show
    /// instead, and the first of two.
    func moment(_ time: WallTime) -> Moment {
        switch meaning(of: time) {
        case .moment(let moment): return moment
        case .skipped(let instead): return instead.day.start.adding(minutes: instead.minute - offset(near: instead))
        case .doubled(let first, _): return first.day.start.adding(minutes: first.minute - (first.offset ?? 0))
        }
    }

    private func offset(near time: WallTime) -> Int {
        offset(at: time.day.start.adding(minutes: time.minute).adding(hours: 24))
    }

    /// Minutes east of UTC.
    func offset(at moment: Moment) -> Int { zone.secondsFromGMT(for: moment.date) / 60 }

    /// What the clocks show.
    func time(at moment: Moment) -> WallTime {
        let local = moment.adding(minutes: offset(at: moment))
        return WallTime(day: local.day, minute: Int((local.seconds - local.day.start.seconds) / 60))
    }

    /// The change of the clocks between two moments, if there is one: when, and what they show before and after.
    func change(from start: Moment, to end: Moment) -> (at: Moment, before: WallTime, after: WallTime)? {
        guard let date = zone.nextDaylightSavingTimeTransition(after: start.date) else { return nil }
        let at = Moment(date)
        guard at < end else { return nil }
        let before = at.adding(minutes: offset(at: at.adding(minutes: -1)))
        let shown = WallTime(day: before.day, minute: Int((before.seconds - before.day.start.seconds) / 60))
        return (at, shown, time(at: at))
    }
}

extension Fields {
    /// A time as the clocks of a zone show it: `2026-10-25 09:00`, or a moment in UTC. One that they skip or show twice
    /// is an issue that says what to write instead.
    func wallTime(_ name: String, _ current: WallTime?, in clock: ZoneClock?, isRequired: Bool = false) -> WallTime? {
        let text = text(name, current?.description ?? "", atLeast: isRequired ? 1 : 0, atMost: 40)
        guard !text.isEmpty else { return nil }
        if let clock, let moment = Moment(iso: text) { return clock.time(at: moment) }
        guard let time = WallTime(text) else {
            complain(name, "event.time.wrong")
            return current
        }
        guard let clock else { return time }
        switch clock.meaning(of: time) {
        case .skipped(let instead):
            complain(name, "event.time.skipped", ["time": time.clock, "instead": instead.description])
        case .doubled(let first, let second):
            complain(
                name, "event.time.doubled",
                ["time": time.clock, "first": first.description, "second": second.description])
        case .moment(let moment):
            if let offset = time.offset, offset != clock.offset(at: moment) {
                complain(
                    name, "event.time.offset",
                    ["given": WallTime.offset(offset), "right": WallTime.offset(clock.offset(at: moment))])
            }
            // Where the clock shows the time once, its offset says nothing.
            let plain = WallTime(day: time.day, minute: time.minute)
            if case .moment = clock.meaning(of: plain) { return plain }
        }
        return time
    }
}
