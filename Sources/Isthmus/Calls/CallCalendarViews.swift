import Foundation

/// How the calendar of deadlines looks: a month as a table of weeks, which on a phone becomes a list of its days.
enum CallCalendarViews {
    /// Deadlines that a day names; the list has the others.
    private static let mostADay = 8

    static func month(_ month: CallMonth, _ filters: Query, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads: [HTML] = weekdays(words).map { "<th scope=\"col\">\($0)</th>" }
        let byDay = month.byDay
        let rows: [HTML] = month.weeks.map { week in
            "<tr>\(week.map { cell($0, $0.flatMap { byDay[$0] } ?? [], month.today, filters, words) })</tr>"
        }
        let count = words("calls.deadline_count", count: month.deadlines.count)
        return """
            <div class="title"><h1>\(words("calls.calendar"))</h1>
            <p class="lede">\(words.month(month.first)) · \(count)</p>
            <div class="actions">\(Parts.button("/calls" + filters.address, words("calls.as_list")))
            \(Parts.link("/calls.ics" + filters.address, words("calls.subscribe.calendar")))</div></div>
            \(months(month, filters, words))
            <table class="month"><caption class="unseen">\(words.month(month.first))</caption>
            <thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private static func cell(
        _ day: Day?, _ deadlines: [CallDeadlineLine], _ today: Day, _ filters: Query, _ words: Words
    ) -> HTML {
        guard let day else { return "<td class=\"other\"></td>" }
        let items: [HTML] = deadlines.prefix(mostADay).map { deadline in
            let kind: HTML =
                deadline.kind == .single
                ? "" : " <span class=\"quiet\">\(words("call.deadline.kind.\(deadline.kind.rawValue)"))</span>"
            let title = deadline.title.reading(words.language)
            return "<li>\(Parts.link("/calls/\(deadline.callID.text)", shortened(title)))\(kind)</li>"
        }
        let rest = deadlines.count - mostADay
        let all = filters.setting("day", to: [day.description]).address
        let more: HTML =
            rest > 0 ? "<li>\(Parts.link("/calls" + all, words("calls.more_that_day", count: rest)))</li>" : ""
        let style: HTML = deadlines.isEmpty ? " class=\"free\"" : ""
        let current: HTML = day == today ? " aria-current=\"date\"" : ""
        return """
            <td\(style)\(current)><time datetime="\(day.description)"><span class="number">\(day.dayOfMonth)</span>\
            <span class="long">\(words.day(day))</span></time>
            \(items.isEmpty ? "" : "<ul>\(items)\(more)</ul>")</td>
            """
    }

    /// The months with deadlines, to go to.
    private static func months(_ month: CallMonth, _ filters: Query, _ words: Words) -> HTML {
        let shown = String(month.first.description.prefix(7))
        let links: [HTML] = month.months.compactMap { name, count in
            guard let day = Day(name + "-01") else { return nil }
            let current: HTML = name == shown ? " aria-current=\"page\"" : ""
            let address = "/calls/calendar" + filters.setting("month", to: [name]).address
            return """
                <li><a href="\(address)"\(current)>\(words.month(day))</a> \
                <span class="count">\(words.number(count))</span></li>
                """
        }
        guard !links.isEmpty else { return "<div class=\"empty\"><p>\(words("calls.empty"))</p></div>" }
        return
            "<nav class=\"months\" aria-label=\"\(words("calls.facet.month"))\"><ul class=\"chips\">\(links)</ul></nav>"
    }

    /// Monday first, as the language shortens them.
    private static func weekdays(_ words: Words) -> [String] {
        (4..<11).map { day in
            Day(daysSince1970: day).start.date.formatted(
                Date.FormatStyle(locale: words.locale, timeZone: .gmt).weekday(.abbreviated))
        }
    }

    private static func shortened(_ title: String) -> String {
        title.count > 80 ? title.prefix(79) + "…" : title
    }
}
