import Hummingbird

/// The desk, the office's index and the pages about the site itself.
struct DeskPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/desk") { _, context in try await desk(context) }
        routes.get("/office") { _, context in try office(context) }
        routes.get("/about") { _, context in plain("about", context) }
        routes.get("/accessibility") { _, context in plain("accessibility", context) }
    }

    private func desk(_ context: SiteContext) async throws -> Response {
        let desk = try await context.programme.desk(of: context.actor, sources: Server.deskSources)
        return Answers.page(
            Page(title: context.words("desk.title"), body: DeskViews.desk(desk, context.visit), area: "/desk"), context)
    }

    private func office(_ context: SiteContext) throws -> Response {
        guard context.actor.isOffice else {
            throw context.actor.isSignedIn ? Problem.refused(.init("office.refused")) : Problem.signInNeeded
        }
        return Answers.page(
            Page(title: context.words("office.title"), body: DeskViews.office(context.visit), area: "/office"), context)
    }

    private func plain(_ kind: String, _ context: SiteContext) -> Response {
        let words = context.words
        let body: HTML = """
            \(Parts.title(words("\(kind).title")))
            <div class="column">\(words("\(kind).text").split(separator: "\n\n").map { "<p>\($0)</p>" as HTML })</div>
            """
        return Answers.page(Page(title: words("\(kind).title"), body: body, isKept: true), context)
    }
}
