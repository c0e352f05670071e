import Hummingbird

/// The pages and API of obstacles between two countries.
public struct ObstaclePages: Pages {
    public init() {}

    static let list = ListPage<ObstacleLine>(
        kind: "obstacles", path: "/obstacles",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/obstacles/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("kind", plain: { $1("obstacle.kind.\($0.kind.rawValue)") }),
            ListColumn("pair", sort: "pair", plain: { CountryPair($0.pair)?.name($1) ?? $0.pair }),
            ListColumn("state", plain: { $1("obstacle.state.\($0.state.rawValue)") }) { line, words in
                Parts.pill(words("obstacle.state.\(line.state.rawValue)"), ObstacleViews.tone(line.state))
            },
            ListColumn.day("since", sort: "since") { $0.sinceDay },
            ListColumn("evidence", isNumber: true, plain: { line, _ in String(line.evidence.count) }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("kindCode") { $0.kind.rawValue },
            ListCode("countryA") { $0.countryA }, ListCode("countryB") { $0.countryB },
            ListCode("stateCode") { $0.state.rawValue }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "pair": CountryPair(value)?.name(words) ?? value
            case "kind": words("obstacle.kind.\(value)")
            case "state": words("obstacle.state.\(value)")
            default: words("call.status.\(value)")
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Obstacle.listing.facets,
            tools: { InventoryViews.tools($0.visit, add: "/obstacles/new", "obstacle.add") },
            find: { try await $3.obstacles($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/obstacles/new") { _, context in
            if let refusal = Obstacle.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return form(nil, nil, [], context)
        }
        routes.post("/obstacles") { request, context in try await create(request, context) }
        routes.get("/obstacles/{id}") { _, context in try await show(context) }
        routes.get("/obstacles/{id}/form") { _, context in
            form(try await context.programme.obstacleToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/obstacles/{id}") { request, context in try await change(request, context) }
        routes.post("/obstacles/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let withdrawn = try await context.programme.withdrawObstacle(try context.id(), as: context.actor)
            return Answers.seeOther("/obstacles/\(withdrawn.id.text)", notice: "inventory.withdrawn", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/obstacles/{id}") { _, context in
            try Answers.json(try await context.programme.obstacle(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/obstacles") { request, context in
            try Answers.created(
                try await context.programme.createObstacle(try await context.given(request), as: context.actor),
                context)
        }
        routes.patch("/api/v1/obstacles/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeObstacle(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/obstacles/{id}/withdrawal") { _, context in
            try Answers.json(try await context.programme.withdrawObstacle(try context.id(), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.obstacle(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.obstacle.title.reading(context.words.language), crumbs: crumbs(context),
                body: ObstacleViews.profile(profile, context.visit), area: "/inventory",
                formats: [("JSON", "/api/v1/obstacles/\(profile.obstacle.id.text)")], isKept: true), context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createObstacle(given, as: context.actor)
            return Answers.seeOther("/obstacles/\(created.id.text)", notice: "inventory.created", context)
        } catch Problem.invalid(let issues) { return form(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Obstacle> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeObstacle(id, given, as: context.actor)
            }
            return Answers.seeOther("/obstacles/\(id.text)", notice: "inventory.changed", context)
        } catch Problem.invalid(let issues) {
            return form(try await context.programme.obstacleToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func form(
        _ obstacle: Obstacle?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "obstacle", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(obstacle == nil ? "obstacle.add" : "obstacle.edit"), crumbs: crumbs(context),
                body: ObstacleViews.form(obstacle, form, context.visit), area: "/inventory", issues: issues), context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("inventory.title"), "/inventory"), (context.words("obstacles.title"), "/obstacles")]
    }
}
