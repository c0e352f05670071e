import Database
import Foundation

/// A point in time: seconds since 1970 in UTC. A column holds the number; JSON holds ISO 8601.
public struct Moment: Hashable, Sendable, Comparable, Codable, ColumnValue {
    public let seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }
    public init(_ date: Date) { seconds = Int64(date.timeIntervalSince1970.rounded(.down)) }
    /// `2026-05-01T09:30:00Z`, or with an offset; nil for anything else.
    public init?(iso text: String) {
        guard let date = try? Date(text, strategy: .iso8601) else { return nil }
        self.init(date)
    }
    public static var now: Moment { Moment(Date()) }

    public var date: Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }
    public var iso: String { date.formatted(.iso8601) }
    /// The calendar day in UTC.
    public var day: Day { Day(daysSince1970: Int((Double(seconds) / 86_400).rounded(.down))) }

    public func adding(days: Int) -> Moment { Moment(seconds: seconds + Int64(days) * 86_400) }
    public func adding(hours: Int) -> Moment { Moment(seconds: seconds + Int64(hours) * 3_600) }
    public func adding(minutes: Int) -> Moment { Moment(seconds: seconds + Int64(minutes) * 60) }

    public static func < (left: Moment, right: Moment) -> Bool { left.seconds < right.seconds }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let moment = Moment(iso: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no moment: \(text)"))
        }
        self = moment
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
    public init?(column: Value) {
        guard case .integer(let seconds) = column else { return nil }
        self.seconds = seconds
    }
    public var column: Value { .integer(seconds) }
}

/// A calendar day without a time or a zone: `2026-05-01`, in columns and in JSON alike.
public struct Day: Hashable, Sendable, Comparable, Codable, ColumnValue, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let dayOfMonth: Int

    public init?(year: Int, month: Int, dayOfMonth: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), dayOfMonth >= 1 else { return nil }
        guard dayOfMonth <= Day.length(ofMonth: month, year: year) else { return nil }
        (self.year, self.month, self.dayOfMonth) = (year, month, dayOfMonth)
    }
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, dayOfMonth: day)
    }
    /// Howard Hinnant's `civil_from_days`: years begin in March, eras have 400 years.
    public init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    public var daysSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
    public var start: Moment { Moment(seconds: Int64(daysSince1970) * 86_400) }
    public func adding(days: Int) -> Day { Day(daysSince1970: daysSince1970 + days) }

    public var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
    }
    public static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.dayOfMonth) < (right.year, right.month, right.dayOfMonth)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no day: \(text)"))
        }
        self = day
    }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
    public init?(column: Value) {
        guard case .text(let text) = column else { return nil }
        self.init(text)
    }
    public var column: Value { .text(description) }
}
