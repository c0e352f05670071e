/// How the calendar of deadlines looks.
enum CallCalendarViews {
    static func month(_ month: CallMonth, _ filters: Query, _ visit: Visit) -> HTML {
        let words = visit.words
        let count = words("calls.deadline_count", count: month.deadlines.count)
        let table = MonthTable(
            first: month.first, today: month.today, path: "/calls/calendar", filters: filters, months: month.months)
        let byDay = month.byDay
        return """
            <div class="title"><h1>\(words("calls.calendar"))</h1>
            <p class="lede">\(words.month(month.first)) · \(count)</p>
            <div class="actions">\(Parts.button("/calls" + filters.address, words("calls.as_list")))
            \(Parts.link("/calls.ics" + filters.address, words("calls.subscribe.calendar")))</div></div>
            \(table.html(
                words, entries: { (byDay[$0] ?? []).map { entry($0, words) } },
                rest: { day, count in
                    let all = filters.setting("day", to: [day.description]).address
                    return Parts.link("/calls" + all, words("calls.more_that_day", count: count))
                }, label: words("calls.facet.month"), empty: words("calls.empty")))
            """
    }

    private static func entry(_ deadline: CallDeadlineLine, _ words: Words) -> HTML {
        let kind: HTML =
            deadline.kind == .single
            ? "" : " <span class=\"quiet\">\(words("call.deadline.kind.\(deadline.kind.rawValue)"))</span>"
        let title = MonthTable.shortened(deadline.title.reading(words.language))
        return "\(Parts.link("/calls/\(deadline.callID.text)", title))\(kind)"
    }
}
