import Hummingbird

/// The office's list of the countries that only read: list and form.
public struct CountryStandingPages: Pages {
    public init() {}

    static let list = ListPage<CountryStanding>(
        kind: "country_standings", path: "/country-standings",
        columns: [
            ListColumn("country", sort: "country", plain: { $1.country($0.country) }) { line, words in
                Parts.link("/countries/\(line.country)", words.country(line.country))
            },
            ListColumn("standing", plain: { $1("country_standing.\($0.standing.rawValue)") }),
        ],
        codes: [ListCode("country") { $0.country }, ListCode("standing") { $0.standing.rawValue }],
        label: { _, value, words in words("country_standing.\(value)") })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: CountryStanding.listing.facets,
            tools: { context in
                guard context.actor.isOffice else { return "" }
                return Parts.actions([
                    Parts.button("/country-standings/new", context.words("country_standing.set"), isMain: true)
                ])
            },
            find: { try await $3.countryStandings($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/country-standings/new") { _, context in
            if let refusal = CountryStanding.refusalOfSetting(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return form(nil, [], context)
        }
        routes.post("/country-standings") { request, context in
            let given = try await context.given(request)
            do {
                try await context.programme.setCountryStanding(given, as: context.actor)
                return Answers.seeOther("/country-standings", notice: "country_standing.set", context)
            } catch Problem.invalid(let issues) { return form(given, issues, context) }
        }
        routes.post("/api/v1/country-standings") { request, context in
            try Answers.created(
                try await context.programme.setCountryStanding(try await context.given(request), as: context.actor),
                context)
        }
    }

    private func form(_ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext) -> Response {
        let words = context.words
        let form = FormParts(context.visit, kind: "country_standing", given: given, issues: issues)
        let options = CountryStanding.Standing.allCases.map {
            (value: $0.rawValue, label: words("country_standing.\($0.rawValue)"))
        }
        let names = Countries.sorted(in: words.language).map { words.country($0.code) }
        let body: HTML = """
            \(Parts.title(words("country_standing.set")))\(form.form(
                action: "/country-standings", submit: "country_standing.save", cancel: "/country-standings", [
                    form.text("country", nil, limit: 100, isRequired: true, options: "country"),
                    form.options("country", names), form.select("standing", nil, options, isRequired: true),
                ]))
            """
        return Answers.page(
            Page(
                title: words("country_standing.set"),
                crumbs: [(words("country_standings.title"), "/country-standings")], body: body, issues: issues),
            context)
    }
}
