import Foundation

/// A month as a table of weeks, Monday first, which on a phone becomes a list of its days.
struct MonthTable: Sendable {
    /// Any day of the month.
    let first: Day
    let today: Day
    /// Where the calendar stands, which takes `month` in its query.
    let path: String
    /// The filters of the list.
    let filters: Query
    /// The months that have any entries, with how many.
    let months: [(month: String, count: Int)]

    /// What a day shows: at most so many entries, each by itself.
    static let mostADay = 8

    /// The weeks of the month; nil for days of other months.
    var weeks: [[Day?]] {
        let first = self.first.adding(days: 1 - self.first.dayOfMonth)
        // 5 January 1970 was a Monday.
        let lead = ((first.daysSince1970 - 4) % 7 + 7) % 7
        var days: [Day?] = Array(repeating: nil, count: lead)
        var day = first
        while day.month == first.month {
            days.append(day)
            day = day.adding(days: 1)
        }
        while days.count % 7 != 0 { days.append(nil) }
        return stride(from: 0, to: days.count, by: 7).map { Array(days[$0..<($0 + 7)]) }
    }

    /// - Parameters:
    ///   - entries: what stands on a day.
    ///   - rest: where the others of a day are, when there are more than it shows: their number is given.
    func html(
        _ words: Words, entries: (Day) -> [HTML], rest: (Day, Int) -> HTML, label: String, empty: String
    ) -> HTML {
        let heads: [HTML] = Self.weekdays(words).map { "<th scope=\"col\">\($0)</th>" }
        let rows: [HTML] = weeks.map { week in
            let cells = week.map { day -> HTML in
                guard let day else { return "<td class=\"other\"></td>" }
                return cell(day, entries(day), rest, words)
            }
            return "<tr>\(cells)</tr>"
        }
        return """
            \(links(words, label: label, empty: empty))
            <table class="month"><caption class="unseen">\(words.month(first))</caption>
            <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func cell(_ day: Day, _ entries: [HTML], _ rest: (Day, Int) -> HTML, _ words: Words) -> HTML {
        let items: [HTML] = entries.prefix(Self.mostADay).map { "<li>\($0)</li>" }
        let left = entries.count - Self.mostADay
        let more: HTML = left > 0 ? "<li>\(rest(day, left))</li>" : ""
        let style: HTML = entries.isEmpty ? " class=\"free\"" : ""
        let current: HTML = day == today ? " aria-current=\"date\"" : ""
        return """
            <td\(style)\(current)><time datetime="\(day.description)"><span class="number">\(day.dayOfMonth)</span>\
            <span class="long">\(words.day(day))</span></time>
            \(items.isEmpty ? "" : "<ul>\(items)\(more)</ul>")</td>
            """
    }

    /// The months that have anything, to go to.
    private func links(_ words: Words, label: String, empty: String) -> HTML {
        let shown = String(first.description.prefix(7))
        let links: [HTML] = months.compactMap { name, count in
            guard let day = Day(name + "-01") else { return nil }
            let current: HTML = name == shown ? " aria-current=\"page\"" : ""
            let address = path + filters.setting("month", to: [name]).address
            return """
                <li><a href="\(address)"\(current)>\(words.month(day))</a> \
                <span class="count">\(words.number(count))</span></li>
                """
        }
        guard !links.isEmpty else { return "<div class=\"empty\"><p>\(empty)</p></div>" }
        return "<nav class=\"months\" aria-label=\"\(label)\"><ul class=\"chips\">\(links)</ul></nav>"
    }

    /// As the language shortens them.
    private static func weekdays(_ words: Words) -> [String] {
        (4..<11).map { day in
            Day(daysSince1970: day).start.date.formatted(
                Date.FormatStyle(locale: words.locale, timeZone: .gmt).weekday(.abbreviated))
        }
    }

    /// A title as a day has room for it.
    static func shortened(_ title: String) -> String { title.count > 80 ? title.prefix(79) + "…" : title }
}
