import Hummingbird

/// The search over everything, and completions while typing.
struct FindPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/find") { _, context in try await find(context) }
        routes.get("/find/suggestions") { _, context in
            let text = String((context.visit.query["q"] ?? "").prefix(100))
            return try Answers.json(
                try await context.programme.suggestions(text, as: context.actor, words: context.words), context)
        }
    }

    private func find(_ context: SiteContext) async throws -> Response {
        let answer = try await context.programme.find(FindQuestion(context.visit.query), as: context.actor)
        return Answers.page(
            Page(
                title: context.words("find.title"), body: FindViews.results(answer, context.visit), area: "/find",
                isKept: true),
            context)
    }
}

extension FindQuestion {
    /// Reads `q`, `kind`, `country`, `topic`, `page`; what makes no sense is left out.
    init(_ query: Query) {
        self.init(text: String((query["q"] ?? "").prefix(10_000)))
        kind = query["kind"].flatMap(FinderRecord.Kind.init)
        country = query["country"].map { $0.uppercased() }.flatMap { Countries.isCode($0) ? $0 : nil }
        topic = query["topic"].flatMap { $0.isEmpty || $0.utf8.count > 60 ? nil : $0 }
        page = min(Self.mostPages, max(1, query["page"].flatMap { Int($0) } ?? 1))
    }
}
