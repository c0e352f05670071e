import Hummingbird

/// The search over everything, and completions while typing.
struct FindPages: Pages {
    let site: Site

    func addRoutes(to routes: Routes) {
        routes.get("/find") { _, context in try await find(context) }
        routes.get("/find/suggestions") { _, context in
            let text = String((context.visit.query["q"] ?? "").prefix(100))
            return try Answers.json(
                try await context.programme.suggestions(text, as: context.actor, words: context.words), context)
        }
    }

    private func find(_ context: SiteContext) async throws -> Response {
        let text = String((context.visit.query["q"] ?? "").prefix(200))
        let found = try await context.programme.find(text, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("find.title"), body: FindViews.results(text, found, context.visit), area: "/find",
                isKept: true),
            context)
    }
}
