/// A spreadsheet file (xlsx) as it is written: sheets of typed cells under a header row.
public struct Workbook: Sendable, Equatable {
    /// What stands in a cell.
    public enum Cell: Sendable, Equatable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case empty
        case text(String)
        /// From 10¹⁵ on it is written as text, because spreadsheets keep fifteen digits of a number.
        case integer(Int)
        /// Not finite: written as an empty cell.
        case number(Double)
        case boolean(Bool)
        /// Days since 1 January 1970.
        case day(Int)
        /// Seconds since 1970 in UTC; a spreadsheet knows no time zones and shows them as they are.
        case moment(Int)

        public init(stringLiteral value: String) { self = .text(value) }
        public init(integerLiteral value: Int) { self = .integer(value) }
        /// An empty cell for nil.
        public init(_ text: String?) { self = text.map { .text($0) } ?? .empty }

        /// What a spreadsheet can hold of it.
        var storable: Cell {
            switch self {
            case .integer(let value) where value.magnitude >= 1_000_000_000_000_000: .text(String(value))
            case .number(let value) where !value.isFinite: .empty
            default: self
            }
        }
    }

    /// One sheet. Its header row is bold and stays in view.
    public struct Sheet: Sendable, Equatable {
        /// Shortened to 31 characters and cleared of `[ ] : * ? / \` when written, as spreadsheets demand.
        public var name: String
        public var columns: [String]
        public var rows: [[Cell]]
        /// In characters, one for each column; computed from the texts when nil.
        public var widths: [Double]?

        public init(name: String, columns: [String], rows: [[Cell]], widths: [Double]? = nil) {
            (self.name, self.columns, self.rows, self.widths) = (name, columns, rows, widths)
        }
    }

    public var sheets: [Sheet]

    public init(_ sheets: [Sheet]) { self.sheets = sheets }

    /// Most rows of a sheet, header included.
    public static let rowLimit = 1_048_576
    /// Most UTF-16 units of a cell.
    public static let textLimit = 32_767
}

/// The calendar of spreadsheets: days counted from the end of 1899.
enum SheetCalendar {
    /// Serial number of 1 January 1970.
    static let epoch = 25_569
    /// Days by which the calendar of old Macintosh workbooks begins later.
    static let shift1904 = 1_462

    /// A serial number as ISO text: a date, a time below one day, or both. The seconds are rounded.
    static func text(serial: Double, is1904: Bool) -> String? {
        guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
        let seconds = Int((serial * 86_400).rounded())
        let time = seconds % 86_400
        let clock = [time / 3_600, time / 60 % 60, time % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
        if serial < 1 { return clock }
        var days = seconds / 86_400 + (is1904 ? shift1904 : 0) - epoch
        // Spreadsheets believe in 29 February 1900 (serial 60); days before it are one off.
        if !is1904, seconds / 86_400 < 60 { days += 1 }
        let date = date(daysSince1970: days)
        return time == 0 ? date : date + "T" + clock
    }

    /// A day in the Gregorian calendar as `2026-05-01`.
    static func date(daysSince1970 days: Int) -> String {
        // Counted in eras of 400 years from 1 March of year 0, so that leap days fall at the end of a year.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let digits = String(year)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return "\(padded)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
