import Hummingbird

/// The first page: what this is, where to begin.
public struct HomePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/") { _, context in
            guard !context.actor.isSignedIn else { return Answers.seeOther("/desk", context) }
            let figures = try await context.programme.homeFigures()
            return Answers.page(
                Page(title: context.words("home.title"), body: HomeViews.home(figures, context.visit), isKept: true),
                context)
        }
    }
}
