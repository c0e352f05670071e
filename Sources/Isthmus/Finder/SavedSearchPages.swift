import Hummingbird

/// Where people keep their searches.
struct SavedSearchPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/account/searches") { _, context in try await list(context) }
        routes.get("/account/searches/new") { _, context in try newForm(context) }
        routes.post("/account/searches") { request, context in try await save(request, context) }
        routes.get("/account/searches/{id}") { _, context in
            Answers.seeOther(try await context.programme.openSearch(try context.id(), as: context.actor), context)
        }
        routes.get("/account/searches/{id}/form") { _, context in try await nameForm(nil, [], context) }
        routes.post("/account/searches/{id}") { request, context in try await rename(request, context) }
        routes.post("/account/searches/{id}/deletion") { request, context in
            _ = try await context.given(request)
            try await context.programme.deleteSearch(try context.id(), as: context.actor)
            return Answers.seeOther(Self.path, notice: "saved_search.deleted", context)
        }
        addCalls(to: routes)
    }

    private func addCalls(to routes: Routes) {
        routes.get("/api/v1/searches") { _, context in
            try Answers.json(try await context.programme.savedSearches(as: context.actor).lines, context)
        }
        routes.post("/api/v1/searches") { request, context in
            let saved = try await context.programme.saveSearch(try await context.given(request), as: context.actor)
            return try Answers.created(try await context.programme.savedSearch(saved.id, as: context.actor), context)
        }
        routes.patch("/api/v1/searches/{id}") { request, context in
            let id: ID<SavedSearch> = try context.id()
            try await context.programme.changeSearch(id, try await context.given(request), as: context.actor)
            return try Answers.json(try await context.programme.savedSearch(id, as: context.actor), context)
        }
        routes.post("/api/v1/searches/{id}/opening") { _, context in
            let id: ID<SavedSearch> = try context.id()
            try await context.programme.openSearch(id, as: context.actor)
            return try Answers.json(try await context.programme.savedSearch(id, as: context.actor), context)
        }
        routes.delete("/api/v1/searches/{id}") { _, context in
            try await context.programme.deleteSearch(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    static let path = "/account/searches"

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("account.title"), "/account"), (context.words("saved_searches.title"), Self.path)]
    }

    private func list(_ context: SiteContext) async throws -> Response {
        let list = try await context.programme.savedSearches(as: context.actor)
        return Answers.page(
            Page(
                title: context.words("saved_searches.title"), crumbs: [crumbs(context)[0]],
                body: SavedSearchViews.list(list, context.visit)),
            context)
    }

    /// The form by itself, for an `address` in the query.
    private func newForm(_ context: SiteContext) throws -> Response {
        guard context.actor.account != nil else { throw Problem.signInNeeded }
        guard let address = SearchAddress(context.visit.query["address"] ?? ""), !address.isEmpty else {
            throw Problem.invalid("address", "saved_search.unknown")
        }
        return page(address, given: nil, [], context)
    }

    private func save(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            try await context.programme.saveSearch(given, as: context.actor)
            return Answers.seeOther(Self.path, notice: "saved_search.created", context)
        } catch Problem.invalid(let issues) {
            return page(SearchAddress(given.text("address")), given: given, issues, context)
        }
    }

    private func page(
        _ address: SearchAddress?, given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        // The address is in no field that one could be led to.
        let shown = issues.map { $0.field == "address" ? Problem.Issue(field: "", reason: $0.reason) : $0 }
        let form = FormParts(context.visit, kind: "saved_search", given: given, issues: shown)
        return Answers.page(
            Page(
                title: context.words("saved_search.title"), crumbs: crumbs(context),
                body: SavedSearchViews.page(address, form, context.words), issues: issues),
            context)
    }

    private func nameForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let search = try await context.programme.savedSearch(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "saved_search", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("saved_search.change"), crumbs: crumbs(context),
                body: SavedSearchViews.nameForm(search, form, context.words), issues: issues),
            context)
    }

    private func rename(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            try await context.programme.changeSearch(try context.id(), given, as: context.actor)
            return Answers.seeOther(Self.path, notice: "saved_search.changed", context)
        } catch Problem.invalid(let issues) { return try await nameForm(given, issues, context) }
    }
}
