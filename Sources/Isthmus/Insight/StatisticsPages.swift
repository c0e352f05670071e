import Hummingbird
import Interchange

/// The pages, files and API of the programme's statistics.
struct StatisticsPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/statistics") { _, context in try await show(context) }
        routes.get("/statistics.csv") { _, context in
            let found = try await context.programme.statistics(try question(context), as: context.actor)
            let words = context.words
            var writer = CSVWriter(
                columns: [words("statistics.what"), words("statistics.total")] + found.years.map { String($0) },
                style: .spreadsheet)
            for row in found.all {
                writer.append(
                    [words("statistics.source.\(row.name)"), row.total.map { String($0) } ?? ""]
                        + found.years.map { year in
                            row.years.first { $0.year == year }.map { String($0.count) } ?? ""
                        })
            }
            return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "statistics.csv", context)
        }
        routes.get("/statistics/{file}") { _, context in
            let found = try await context.programme.statistics(try question(context), as: context.actor)
            let name = context.parameters.get("file") ?? ""
            guard name.hasSuffix(".svg"), let row = found.all.first(where: { $0.name + ".svg" == name }),
                let drawing = ChartFile.drawing(StatisticsViews.chart(row, found, context.words))
            else { throw Problem.notFound }
            return Answers.download(Array(drawing.utf8), type: "image/svg+xml", name: name, context)
        }
        routes.get("/api/v1/statistics") { _, context in
            try Answers.json(
                try await context.programme.statistics(try question(context), as: context.actor), context)
        }
    }

    private func question(_ context: SiteContext) throws -> StatisticsQuestion {
        question(try Narrowing(context.visit.query))
    }

    private func question(_ asked: Narrowing) -> StatisticsQuestion {
        StatisticsQuestion(country: asked.country, topic: asked.topic, period: asked.period)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let asked = Narrowing(known: context.visit.query)
        let question = question(asked)
        let found = try await context.programme.statistics(question, as: context.actor)
        let topics = try await context.programme.funnelTopics()
        return Answers.page(
            Page(
                title: context.words("statistics.title"),
                body: StatisticsViews.page(found, topics, asked.notices(context.words), context.visit),
                area: "/statistics",
                formats: [
                    ("CSV", "/statistics.csv\(question.query.address)"),
                    ("JSON", "/api/v1/statistics\(question.query.address)"),
                ],
                sources: context.words(
                    "dossier.source.own", ["day": context.words.day(context.programme.clock().day)]), isKept: true),
            context)
    }
}

/// How the statistics look.
enum StatisticsViews {
    static func page(_ found: Statistics, _ topics: [Named], _ notices: HTML, _ visit: Visit) -> HTML {
        let words = visit.words
        let tiles: [HTML] = found.all.map { row in
            let number: HTML =
                row.total.map { Parts.link(row.address, words.number($0)) } ?? "<span class=\"quiet\">–</span>"
            return
                """
                <div><dt>\(words("statistics.source.\(row.name)"))</dt>\
                <dd><span class="value">\(number)</span></dd></div>
                """
        }
        let charts: [HTML] = found.all.filter { $0.years.contains { $0.count > 0 } }.map { row in
            """
            <div class="drawn">\(chart(row, found, words))<p class="small tools">\
            <a href="/statistics/\(row.name).svg\(found.question.query.address)" download="">SVG</a></p></div>
            """
        }
        return """
            <div class="title"><h1>\(words("statistics.title"))</h1>
            <p class="lede">\(words("statistics.lede"))</p></div>
            \(notices)\(filters(found.question, topics, words))
            <dl class="figures">\(tiles)</dl>
            \(years(found, words))<div class="pair">\(charts)</div>
            """
    }

    private static func filters(_ question: StatisticsQuestion, _ topics: [Named], _ words: Words) -> HTML {
        let countries: [HTML] = Countries.sorted(in: words.language).map { country in
            """
            <option value="\(country.code)"\(attribute: "selected", country.code == question.country)>\
            \(words.country(country.code))</option>
            """
        }
        let fields: [HTML] = topics.map { topic in
            """
            <option value="\(topic.id)"\(attribute: "selected", topic.id == question.topic)>\
            \(Multilingual.reading(topic.name, words.language))</option>
            """
        }
        return """
            <form class="ask" action="/statistics">
            <div class="field"><label for="f-country">\(words("funnel.field.country"))</label>
            <select id="f-country" name="country"><option value=""></option>\(countries)</select></div>
            <div class="field"><label for="f-topic">\(words("funnel.field.topic"))</label>
            <select id="f-topic" name="topic"><option value=""></option>\(fields)</select></div>
            <div class="field"><label for="f-period">\(words("funnel.field.period"))</label>
            <input id="f-period" name="period" size="12" value="\(question.period)" placeholder="2026"></div>
            <button>\(words("calls.show"))</button></form>
            """
    }

    private static func years(_ found: Statistics, _ words: Words) -> HTML {
        let years = found.years
        guard !years.isEmpty else { return "" }
        let heads: [HTML] = years.map { "<th scope=\"col\" class=\"number\">\(String($0))</th>" }
        let rows: [HTML] = found.all.filter { !$0.years.isEmpty }.map { row in
            let cells: [HTML] = years.map { year in
                let cell = row.years.first { $0.year == year }
                let number: HTML = cell.map { Parts.link($0.address, words.number($0.count)) } ?? "–"
                return "<td class=\"number\" data-label=\"\(String(year))\">\(number)</td>"
            }
            return "<tr><th scope=\"row\">\(words("statistics.source.\(row.name)"))</th>\(cells)</tr>"
        }
        return Parts.panel(
            words("statistics.by_year"),
            """
            <div class="scroll"><table class="records"><thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody>
            </table></div>
            """)
    }

    /// New ones a year, each bar with the way to them.
    static func chart(_ row: Statistics.Row, _ found: Statistics, _ words: Words) -> HTML {
        var caption = DirectoryCharts.caption(
            words("statistics.chart.\(row.name)"), unit: words("statistics.source.\(row.name)"), words)
        caption.download = "/statistics.csv\(found.question.query.address)"
        return BarChart(
            caption: caption, categories: row.years.map { String($0.year) },
            series: [
                ChartSeries(
                    name: words("statistics.source.\(row.name)"), values: row.years.map { Double($0.count) })
            ], direction: .up, links: row.years.map(\.address), format: { words.number(Int($0)) }
        ).html
    }
}
