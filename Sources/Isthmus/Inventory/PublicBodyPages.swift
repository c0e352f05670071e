import Hummingbird

/// The pages and API of the bodies that decide on cooperation, and of who holds office in them.
public struct PublicBodyPages: Pages {
    public init() {}

    static let list = ListPage<PublicBodyLine>(
        kind: "bodies", path: "/bodies",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.name.reading($1.language) }) { line, words in
                let acronym: HTML = line.acronym.isEmpty ? "" : "<strong>\(line.acronym)</strong> "
                return "<a href=\"/bodies/\(line.id.text)\">\(acronym)\(line.name.reading(words.language))</a>"
            },
            ListColumn("kind", plain: { $1("body.kind.\($0.kind.rawValue)") }),
            ListColumn("country", sort: "country", plain: { $1.country($0.country) }),
            ListColumn("holders", isNumber: true, plain: { line, _ in String(line.holders) }),
            ListColumn("status", plain: { $1("inventory.status.\($0.status.rawValue)") }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("kindCode") { $0.kind.rawValue },
            ListCode("countryCode") { $0.country }, ListCode("acronym") { $0.acronym },
            ListCode("version") { String($0.version) }, ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "kind": words("body.kind.\(value)")
            default: words("inventory.status.\(value)")
            }
        })

    static let facets = PublicBody.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets,
            tools: { InventoryViews.tools($0.visit, add: "/bodies/new", "body.add") },
            find: { try await $3.bodies($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/bodies/new") { _, context in
            if let refusal = PublicBody.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await form(nil, nil, [], context)
        }
        routes.post("/bodies") { request, context in try await create(request, context) }
        routes.get("/bodies/{id}") { _, context in try await show(context) }
        routes.get("/bodies/{id}/form") { _, context in
            try await form(
                try await context.programme.bodyToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/bodies/{id}") { request, context in try await change(request, context) }
        routes.get("/bodies/{id}/terms/new") { _, context in try await newTerm(nil, [], context) }
        routes.post("/bodies/{id}/terms") { request, context in try await addTerm(request, context) }
        routes.get("/office-terms/{id}/form") { _, context in try await termForm(nil, [], context) }
        routes.post("/office-terms/{id}") { request, context in try await changeTerm(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/bodies/{id}") { _, context in
            try Answers.json(try await context.programme.body(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/bodies") { request, context in
            try Answers.created(
                try await context.programme.createBody(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/bodies/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeBody(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/bodies/{id}/terms") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addTerm(to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/office-terms/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeTerm(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.body(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.body.name.reading(context.words.language), crumbs: crumbs(context),
                body: PublicBodyViews.profile(profile, context.visit), area: "/inventory",
                formats: [("JSON", "/api/v1/bodies/\(profile.body.id.text)")], isKept: true), context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createBody(given, as: context.actor)
            return Answers.seeOther("/bodies/\(created.id.text)", notice: "inventory.created", context)
        } catch Problem.invalid(let issues) { return try await form(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<PublicBody> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) { try await context.programme.changeBody(id, given, as: context.actor) }
            return Answers.seeOther("/bodies/\(id.text)", notice: "inventory.changed", context)
        } catch Problem.invalid(let issues) {
            return try await form(
                try await context.programme.bodyToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func form(
        _ body: PublicBody?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "body", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: body?.topics ?? [])
        return page(
            body == nil ? "body.add" : "body.edit", PublicBodyViews.form(body, topics, form, context.visit), issues,
            context)
    }

    private func newTerm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let body = try await context.programme.bodyToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "office_term", given: given, issues: issues)
        return page("office_term.add", PublicBodyViews.term(nil, in: body, form, context.visit), issues, context)
    }

    private func addTerm(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let added = try await context.programme.addTerm(to: try context.id(), given, as: context.actor)
            return Answers.seeOther("/bodies/\(added.bodyID.text)", notice: "office_term.added", context)
        } catch Problem.invalid(let issues) { return try await newTerm(given, issues, context) }
    }

    private func termForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (term, body) = try await context.programme.termToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "office_term", given: given, issues: issues)
        return page("office_term.edit", PublicBodyViews.term(term, in: body, form, context.visit), issues, context)
    }

    private func changeTerm(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<OfficeTerm> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeTerm(id, given, as: context.actor)
            }
            return Answers.seeOther("/bodies/\(changed.bodyID.text)", notice: "office_term.changed", context)
        } catch Problem.invalid(let issues) { return try await termForm(given, issues, context) }
    }

    private func page(_ title: String, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext) -> Response {
        Answers.page(
            Page(
                title: context.words(title), crumbs: crumbs(context), body: body, area: "/inventory", issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("inventory.title"), "/inventory"), (context.words("bodies.title"), "/bodies")]
    }
}
