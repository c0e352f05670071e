/// What the codes of a programme's figures are called.
struct ProgrammeNames: Sendable {
    let programme: EventProgramme
    let themes: [Named]

    func name(_ key: String, _ axis: CoverageAxis, _ words: Words) -> String {
        switch axis {
        case .month: Day(key + "-01").map { words.month($0) } ?? key
        case .country: words.country(key)
        case .theme:
            themes.first { $0.id == key }.map { Multilingual.reading($0.name, words.language) }
                ?? CompetenceViews.topic(key, words)
        case .audience: programme.audience(key)?.name.reading(words.language) ?? key
        }
    }
}

/// How coverage, collisions, statistics and what is late look.
enum ProgrammeFigureViews {
    static func coverage(_ coverage: EventCoverage, of names: ProgrammeNames, _ visit: Visit) -> HTML {
        let (words, programme) = (visit.words, names.programme)
        let path = "/event-programmes/\(programme.id.text)/coverage"
        let choices: [HTML] = [ProposalPart.proposed, .selected].map { part in
            let current: HTML = part == coverage.part ? " aria-current=\"page\"" : ""
            return """
                <li><a href="\(path)?part=\(part.rawValue)"\(current)>\(words("event_proposal.part.\(part.rawValue)"))\
                </a></li>
                """
        }
        let matrices: [HTML] = coverage.matrices.map { matrix($0, of: names, coverage.part, words) }
        return """
            \(Parts.title(words("coverage.title"), of: programme.title.reading(words.language)))
            <nav class="tabs" aria-label="\(words("coverage.title"))"><ul>\(choices)</ul></nav>\(matrices)
            """
    }

    private static func matrix(
        _ matrix: CoverageMatrix, of names: ProgrammeNames, _ part: ProposalPart, _ words: Words
    ) -> HTML {
        let sides = [matrix.rows, matrix.columns].map { words("coverage.axis.\($0.rawValue)") }
        let title = words("coverage.finding", count: matrix.gaps, ["rows": sides[0], "columns": sides[1]])
        let cells = zip(matrix.rowKeys, matrix.counts).map { row, counts in
            zip(matrix.columnKeys, counts).map { column, count in
                let query = Query([
                    ("programme", names.programme.id.text), ("part", part.rawValue), (matrix.rows.rawValue, row),
                    (matrix.columns.rawValue, column),
                ])
                return MatrixChart.Cell(value: Double(count), href: "/event-proposals" + query.address)
            }
        }
        return MatrixChart(
            caption: DirectoryCharts.caption(title, unit: words("coverage.unit"), words),
            rows: matrix.rowKeys.map { names.name($0, matrix.rows, words) },
            columns: matrix.columnKeys.map { names.name($0, matrix.columns, words) }, cells: cells,
            format: { words.number(Int($0)) }
        ).html
    }

    static func collisions(_ collisions: [EventCollision], of names: ProgrammeNames, _ words: Words) -> HTML {
        let heads = ["first", "second", "theme", "place"].map { words("collisions.column.\($0)") }
        func side(_ side: CollisionSide, _ label: String) -> HTML {
            """
            <td data-label="\(label)">\(Parts.link(
                "/event-proposals/\(side.id.text)", side.title.reading(words.language))) \
            \(EventProposalViews.pill(side.status, words))
            <small>\(EventProposalViews.days(side.firstDay, side.lastDay, words))</small></td>
            """
        }
        let rows: [HTML] = collisions.map { one in
            """
            <tr>\(side(one.first, heads[0]))\(side(one.second, heads[1]))
            <td data-label="\(heads[2])">\(names.name(one.theme, .theme, words))</td>
            <td data-label="\(heads[3])">\(one.city)\(Parts.aside(words.country(one.country)))</td></tr>
            """
        }
        let columns: [HTML] = heads.map { "<th scope=\"col\">\($0)</th>" }
        let table: HTML = """
            <table class="records"><thead><tr>\(columns)</tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            \(Parts.title(words("collisions.title"), of: names.programme.title.reading(words.language)))
            <p>\(words("collisions.count", count: collisions.count))</p>
            \(collisions.isEmpty ? "" : table)
            """
    }

    static func overdue(
        _ tasks: [OverdueTask], reports: Int, of programme: EventProgramme, _ words: Words
    ) -> HTML {
        let names = ["due", "task", "event"].map { words("overdue_tasks.column.\($0)") }
        let rows: [HTML] = tasks.map { task in
            """
            <tr><td data-label="\(names[0])">\(words.day(task.due))</td>
            <td data-label="\(names[1])">\(task.name.reading(words.language))</td>
            <td data-label="\(names[2])">\(Parts.link(
                "/event-proposals/\(task.proposalID.text)", task.title.reading(words.language)))</td></tr>
            """
        }
        let heads: [HTML] = names.map { "<th scope=\"col\">\($0)</th>" }
        let late = words("overdue_tasks.reports", count: reports)
        let list = "/event-proposals?programme=\(programme.id.text)&part=overdue"
        let table: HTML = """
            <table class="records"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>
            """
        return """
            \(Parts.title(words("overdue_tasks.title"), of: programme.title.reading(words.language)))
            <p>\(words("overdue_tasks.count", count: tasks.count))</p>
            \(tasks.isEmpty ? "" : table)
            <p>\(reports == 0 ? "\(late)" : Parts.link(list, late))</p>
            """
    }

    static func statistics(_ figures: ProgrammeStatistics, of names: ProgrammeNames, _ visit: Visit) -> HTML {
        let (words, programme) = (visit.words, names.programme)
        let list = "/event-proposals?programme=\(programme.id.text)&part="
        let parts: [(label: String, value: HTML?)] = figures.parts.map { part in
            (
                words("event_proposal.part.\(part.code)"), Parts.link(list + part.code, words.number(part.count))
            )
        }
        return """
            \(Parts.title(words("programme_statistics.title"), of: programme.title.reading(words.language)))
            \(Parts.facts(
                parts + [(words("programme_statistics.participants"), "\(words.number(figures.participants))")]))
            \(tables(figures, of: names, words))
            """
    }

    /// The tables of figures, as the statistics and the booklet show them.
    static func tables(_ figures: ProgrammeStatistics, of names: ProgrammeNames, _ words: Words) -> HTML {
        let parts = ["proposed", "selected", "held"].map { words("event_proposal.part.\($0)") }
        let heads: [HTML] = parts.map { "<th scope=\"col\" class=\"number\">\($0)</th>" }
        let months: [HTML] = figures.months.map { month in
            let cells: [HTML] = zip(parts, [month.proposed, month.selected, month.held]).map { part, count in
                "<td class=\"number\" data-label=\"\(part)\">\(words.number(count))</td>"
            }
            return "<tr><th scope=\"row\">\(names.name(month.month, .month, words))</th>\(cells)</tr>"
        }
        return """
            <table class="records"><caption>\(words("programme_statistics.months"))</caption>
            <thead><tr><td></td>\(heads)</tr></thead><tbody>\(months)</tbody></table>
            \(counted("countries", figures.countries) { words.country($0) })
            \(counted("themes", figures.themes) { names.name($0, .theme, words) })
            \(counted("people_by_country", figures.participantsByCountry) { words.country($0) })
            \(counted("people_by_theme", figures.participantsByTheme) { names.name($0, .theme, words) })
            """
        func counted(_ key: String, _ counts: [ProgrammeCount], _ name: (String) -> String) -> HTML {
            guard !counts.isEmpty else { return "" }
            let rows: [HTML] = counts.map {
                "<tr><th scope=\"row\">\(name($0.code))</th><td class=\"number\">\(words.number($0.count))</td></tr>"
            }
            return """
                <table class="records"><caption>\(words("programme_statistics.\(key)"))</caption><tbody>\(rows)</tbody>\
                </table>
                """
        }
    }
}
