import Database

/// A stretch of time as lists are narrowed by it: a year, a month, or from one day to another, both counted.
public struct Period: Sendable, Equatable {
    public let text: String
    /// The first moment, and the first that no longer belongs to it.
    public let start: Moment
    public let end: Moment

    /// Reads `2026`, `2026-05` and `2026-01-15..2026-06-30`, and nothing else.
    public init?(_ text: String) {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false)
        if ends.count == 2 {
            guard let from = Day(String(ends[0])), let until = Day(String(ends[1])), from <= until else { return nil }
            self.init("\(from)..\(until)", from, until.adding(days: 1))
        } else if text.utf8.count == 4, let first = Day(text + "-01-01"), let last = Day(text + "-12-31") {
            self.init(text, first, last.adding(days: 1))
        } else if text.utf8.count == 7, let first = Day(text + "-01"),
            let last = (28...31).reversed().lazy.compactMap({ Day(text + "-\($0)") }).first
        {
            self.init(text, first, last.adding(days: 1))
        } else {
            return nil
        }
    }

    private init(_ text: String, _ from: Day, _ end: Day) {
        (self.text, start, self.end) = (text, from.start, end.start)
    }
}

extension Facet {
    /// Narrows by when something came to be, by address only.
    static func period(_ name: String, _ column: SQL) -> Facet {
        Facet(name, column: column, join: "", isOffered: false) { values in
            let periods = values.compactMap { Period($0) }
            return SQL.join(periods.map { "(\(column) >= \($0.start) AND \(column) < \($0.end))" }, " OR ")
        }.reading { Period($0)?.text }
    }

    /// The same for a column of days.
    static func periodOfDays(_ name: String, _ column: SQL) -> Facet {
        Facet(name, column: column, join: "", isOffered: false) { values in
            let periods = values.compactMap { Period($0) }
            return SQL.join(periods.map { "(\(column) >= \($0.start.day) AND \(column) < \($0.end.day))" }, " OR ")
        }.reading { Period($0)?.text }
    }
}
