import Hummingbird
import Interchange

/// The page, the files and the API of the funnel.
struct FunnelPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/funnel") { _, context in try await show(context) }
        routes.get("/funnel.csv") { _, context in
            let funnel = try await context.programme.funnel(try question(context), as: context.actor)
            var writer = CSVWriter(columns: heads, style: .spreadsheet)
            for row in lines(funnel, context.words) { writer.append(row) }
            return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "funnel.csv", context)
        }
        routes.get("/funnel.xlsx") { _, context in
            let funnel = try await context.programme.funnel(try question(context), as: context.actor)
            let rows = lines(funnel, context.words).map { line in
                line.enumerated().map { index, text in
                    index == 5 ? Int(text).map(Workbook.Cell.integer) ?? .text(text) : .text(text)
                }
            }
            let sheet = Workbook.Sheet(name: context.words("funnel.title"), columns: heads, rows: rows)
            return Answers.download(
                try Workbook([sheet]).bytes(),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "funnel.xlsx", context)
        }
        routes.get("/funnel.svg") { _, context in
            let funnel = try await context.programme.funnel(try question(context), as: context.actor)
            let text = FunnelViews.drawing(funnel, context.words, isAlone: true).text
            return Answers.download(Array(text.utf8), type: "image/svg+xml", name: "funnel.svg", context)
        }
        routes.get("/api/v1/funnel") { _, context in
            try Answers.json(
                try await context.programme.funnel(try question(context), as: context.actor), context)
        }
    }

    private func question(_ context: SiteContext) throws -> FunnelQuestion {
        question(try Narrowing(context.visit.query))
    }

    private func question(_ asked: Narrowing) -> FunnelQuestion {
        FunnelQuestion(country: asked.country, topic: asked.topic, event: asked.event, period: asked.period)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let asked = Narrowing(known: context.visit.query)
        let question = question(asked)
        let funnel = try await context.programme.funnel(question, as: context.actor)
        let topics = try await context.programme.funnelTopics()
        let events = try await context.programme.funnelEvents()
        return Answers.page(
            Page(
                title: context.words("funnel.title"), crumbs: [(context.words("office.title"), "/office")],
                body: FunnelViews.page(funnel, topics, events, asked.notices(context.words), context.visit),
                area: "/office",
                formats: ["csv", "xlsx", "svg"].map { ($0.uppercased(), "/funnel.\($0)\(question.query.address)") }
                    + [("JSON", "/api/v1/funnel\(question.query.address)")]),
            context)
    }

    private let heads = ["step", "source", "by", "value", "label", "count", "address"]

    private func lines(_ funnel: Funnel, _ words: Words) -> [[String]] {
        funnel.rows.flatMap { row -> [[String]] in
            let first = [row.step.rawValue, row.name]
            let whole = [first + ["all", "", words("funnel.all"), row.total.map { "\($0)" } ?? "", row.address]]
            let countries = row.countries.map {
                first + ["country", $0.value, words.country($0.value), "\($0.count)", $0.address]
            }
            let topics = row.topics.map {
                first + ["topic", $0.value, CompetenceViews.topic($0.value, words), "\($0.count)", $0.address]
            }
            return whole + countries + topics
        }
    }
}
