import Hummingbird

/// The expert finder, and what is like a thing.
struct ExpertPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/find/experts") { _, context in try await experts(context) }
        for kind in FinderRecord.Kind.allCases where kind != .network {
            routes.get(RouterPath("\(kind.path)/{id}/like")) { _, context in try await like(kind, context) }
        }
    }

    private func experts(_ context: SiteContext) async throws -> Response {
        let question = ExpertQuestion(context.visit.query)
        let found = try await context.programme.experts(question, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("experts.title"), crumbs: [(context.words("find.title"), "/find")],
                body: ExpertViews.results(question, found, context.visit), area: "/find", isKept: true),
            context)
    }

    private func like(_ kind: FinderRecord.Kind, _ context: SiteContext) async throws -> Response {
        let id: ID<FinderRecord> = try context.id()
        let likeness = try await context.programme.likeness(of: kind, id.text, as: context.actor)
        let title = likeness.thing.title(context.words)
        return Answers.page(
            Page(
                title: context.words("like.title", ["name": title]),
                crumbs: [(context.words("find.kinds.\(kind.rawValue)"), kind.path), (title, likeness.thing.path)],
                body: ExpertViews.likeness(likeness, context.visit), area: kind.path, isKept: true),
            context)
    }
}

extension ExpertQuestion {
    /// Reads `q`, `kind`, `country`; what makes no sense is left out.
    init(_ query: Query) {
        self.init(text: String((query["q"] ?? "").prefix(10_000)))
        kind = query["kind"].flatMap(FinderRecord.Kind.init).flatMap { Self.kinds.contains($0) ? $0 : nil }
        country = query["country"].map { $0.uppercased() }.flatMap { Countries.isCode($0) ? $0 : nil }
    }
}
