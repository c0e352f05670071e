/// How meetings look after they were held: the form for what came of them, matrices, introductions.
enum MeetingOutcomeViews {
    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("meetings.state.\(value)")
        case "reason": words("timetable.reason.\(value)")
        case "result": words("meeting_outcome.result.\(value)")
        case "country": value.isEmpty ? words("list.none") : words.country(value)
        case "topic": CompetenceViews.topic(value, words)
        case "pair": value.split(separator: "-").map { words.country(String($0)) }.joined(separator: " – ")
        case "event", "brokerage": words("event.page")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// Above the list: its statistics, for the office.
    static func tools(_ visit: Visit) -> HTML {
        guard visit.actor.isOffice else { return "" }
        let query = visit.query.without("after", "before", "lang", "sort", "limit", "state").address
        return Parts.actions([Parts.button("/meetings/statistics" + query, visit.words("meetings.statistics"))])
    }

    static func outcome(_ meeting: MeetingToReport, _ form: FormParts, _ words: Words) -> HTML {
        let line = meeting.line
        let others = line.others(than: meeting.person.id).map(\.title).joined(separator: "; ")
        let results = MeetingOutcome.Result.allCases.map {
            (value: $0.rawValue, label: words("meeting_outcome.result.\($0.rawValue)"))
        }
        let time = line.starts.flatMap { starts in line.ends.map { EventViews.span(starts, $0, words) } } ?? ""
        let version: [HTML] = meeting.outcome.map { [form.hidden("version", "\($0.version)")] } ?? []
        return """
            \(Parts.title(words("meeting_outcome.say"), of: others))
            <p>\(time) · \(TimetableViews.place(line.place, line.placeNumber, words))</p>
            <p>\(words("meeting_outcome.who_sees"))</p>
            \(form.form(
                action: "/meetings/\(line.requestID.text)/outcome", submit: "meeting_outcome.save",
                cancel: "/brokerages/\(meeting.brokerage.id.text)/mine/timetable",
                version + [
                    form.select("result", meeting.outcome?.result.rawValue, results, isRequired: true),
                    form.lines("remark", meeting.outcome?.remark, rows: 4, limit: MeetingOutcome.longestRemark),
                ]))
            """
    }

    /// Countries with countries, then fields of research with countries; each number opens its meetings.
    static func statistics(_ statistics: MeetingStatistics, _ visit: Visit) -> HTML {
        let words = visit.words
        let query = visit.query.without("lang", "state", "sort", "limit", "after", "before")
            .setting("state", to: [MeetingLine.State.held.rawValue])
        func cell(_ count: Int?, _ filters: [(name: String, value: String)]) -> HTML {
            guard let count else { return "<td class=\"zero\"></td>" }
            let address = filters.reduce(query) { query, filter in
                query.setting(filter.name, to: query.all(filter.name).filter { $0 != filter.value } + [filter.value])
            }
            return "<td>\(Parts.link("/meetings" + address.address, words.number(count)))</td>"
        }
        let countries = statistics.countries
        let pairs = matrix(countries.map { words.country($0) }, countries.map { words.country($0) }) { row, column in
            let (one, other) = (countries[row], countries[column])
            return cell(
                statistics.meetings(between: one, and: other), [("pair", MeetingPair(one, other).text)])
        }
        let (topics, places) = (statistics.topics, statistics.themeCountries)
        let themes = matrix(topics.map { CompetenceViews.topic($0, words) }, places.map { words.country($0) }) {
            cell(
                statistics.meetings(on: topics[$0], with: places[$1]),
                [("topic", topics[$0]), ("country", places[$1])])
        }
        let all = Parts.link("/meetings" + query.address, words("meetings.count", count: statistics.meetings))
        return """
            \(Parts.title(words("meetings.statistics")))<p>\(all)</p>
            \(Parts.panel(words("meetings.by_pair"), countries.isEmpty ? "" : pairs, id: "pairs"))
            \(Parts.panel(words("meetings.by_theme"), topics.isEmpty ? "" : themes, id: "themes"))
            """
    }

    private static func matrix(_ rows: [String], _ columns: [String], _ cell: (Int, Int) -> HTML) -> HTML {
        let heads: [HTML] = columns.map { "<th scope=\"col\">\($0)</th>" }
        let lines: [HTML] = rows.indices.map { row in
            let cells: [HTML] = columns.indices.map { cell(row, $0) }
            return "<tr><th scope=\"row\">\(rows[row])</th>\(cells)</tr>"
        }
        return """
            <div class="scroll"><table class="matrix"><thead><tr><td></td>\(heads)</tr></thead>
            <tbody>\(lines)</tbody></table></div>
            """
    }

    static func introductions(_ found: Introductions, _ words: Words) -> HTML {
        let rows: [HTML] = found.suggestions.map { one in
            let people: [HTML] = one.parties.map { TimetableViews.person($0, words) }
            let why = one.reason.map { words("timetable.reason.\($0.rawValue)") } ?? words("introductions.missed")
            return "<li><div>\(people.joined("<br>"))</div><div>\(why)</div></li>"
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("introductions.none"))</p></div>"
        return """
            \(Parts.title(words("introductions.title"), of: found.brokerage.event?.title.reading(words.language)))
            <p>\(words("introductions.lede"))</p>
            \(rows.isEmpty ? none : "<ul class=\"entries\">\(rows)</ul>")
            """
    }
}
