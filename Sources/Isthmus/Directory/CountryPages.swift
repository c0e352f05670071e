import Hummingbird
import Interchange

/// The pages and API of countries: what the directory holds of each, and with whom it works.
public struct CountryPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/countries") { _, context in try await list(context) }
        routes.get("/countries.csv") { _, context in try await csv(context) }
        routes.get("/countries/{code}") { _, context in try await show(context) }
        routes.get("/api/v1/countries/{code}/figures") { _, context in
            let code = context.parameters.get("code") ?? ""
            return try Answers.json(try await context.programme.country(code.uppercased(), as: context.actor), context)
        }
    }

    private func list(_ context: SiteContext) async throws -> Response {
        let period = period(context)
        let figures = try await context.programme.countryFigures(in: period, as: context.actor)
        let query = Query([("period", period?.text ?? "")].filter { !$0.1.isEmpty })
        return Answers.page(
            Page(
                title: context.words("countries.title"), body: CountryViews.list(figures, in: period, context.visit),
                area: "/countries",
                formats: [("CSV", "/countries.csv\(query.address)")], isKept: true),
            context)
    }

    /// When what is counted came; what is no period narrows nothing, as in every list.
    private func period(_ context: SiteContext) -> Period? { context.visit.query["period"].flatMap { Period($0) } }

    private func csv(_ context: SiteContext) async throws -> Response {
        let words = context.words
        let names = ["organisations", "people", "competences", "projects", "participations"]
        var writer = CSVWriter(
            columns: [words("country.code"), words("country.name")] + names.map { words("country.\($0)") },
            style: .spreadsheet)
        for figures in try await context.programme.countryFigures(in: period(context), as: context.actor) {
            let counts = [
                figures.organisations, figures.people, figures.competences, figures.projects, figures.participations,
            ]
            writer.append([figures.code, words.country(figures.code)] + counts.map { String($0) })
        }
        return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "countries.csv", context)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let code = context.parameters.get("code") ?? ""
        guard code == code.uppercased() else { return Answers.moved(to: "/countries/\(code.uppercased())") }
        let profile = try await context.programme.country(code, as: context.actor)
        return Answers.page(
            Page(
                title: context.words.country(code), crumbs: [(context.words("countries.title"), "/countries")],
                body: CountryViews.profile(
                    profile, more: try await CountrySections.html(of: code, context), context.visit),
                area: "/countries",
                formats: [("JSON", "/api/v1/countries/\(code)/figures")], isKept: true),
            context)
    }
}
