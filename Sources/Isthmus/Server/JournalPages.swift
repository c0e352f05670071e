import Hummingbird

/// The office's view of the journal: who did what, with before and after.
struct JournalPages: Pages {
    let site: Site

    func addRoutes(to routes: Routes) {
        routes.get("/office/journal") { _, context in try await list(context) }
    }

    private func list(_ context: SiteContext) async throws -> Response {
        let query = context.visit.query
        let lines = try await context.programme.journal(
            thing: query["thing"], before: query["before"], as: context.actor)
        return Answers.page(
            Page(
                title: context.words("office.journal"), crumbs: [(context.words("office.title"), "/office")],
                body: JournalViews.list(lines, context.visit), area: "/office"),
            context)
    }
}
