import Hummingbird

/// The pages and API of networks and platforms.
public struct NetworkPages: Pages {
    public init() {}

    static let list = ListPage<NetworkLine>(
        kind: "networks", path: "/networks", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.name.reading($1.language) }) { line, words in
                let acronym: HTML = line.acronym.isEmpty ? "" : "<strong>\(line.acronym)</strong> "
                return "<a href=\"/networks/\(line.id.text)\">\(acronym)\(line.name.reading(words.language))</a>"
            },
            ListColumn("kind", plain: { $1("network.kind.\($0.kind.rawValue)") }),
            ListColumn("country", plain: { line, words in line.country.map { words.country($0) } ?? "" }),
            ListColumn("members", isNumber: true, plain: { line, _ in String(line.members) }),
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "kind": words("network.kind.\(value)")
            case "between": CooperatingSides(value)?.name(words) ?? value
            default: words("profile.status.\(value)")
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Network.listing.facets,
            tools: { context in
                var buttons: [HTML] = []
                if Network.refusalOfCreating(to: context.actor) == nil {
                    buttons.append(Parts.button("/networks/new", context.words("network.add")))
                }
                if context.actor.isSignedIn {
                    let title = context.words("network_applications.title")
                    buttons.append(Parts.button("/network-applications", title))
                }
                return Parts.actions(buttons)
            },
            find: { try await $3.networks($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/networks/new") { _, context in
            if let refusal = Network.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await formPage(nil, nil, [], context)
        }
        routes.post("/networks") { request, context in try await create(request, context) }
        routes.get("/networks/{id}") { _, context in try await show(context) }
        routes.get("/networks/{id}/form") { _, context in
            try await formPage(
                try await context.programme.networkToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/networks/{id}") { request, context in try await change(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/networks/{id}") { _, context in
            try Answers.json(try await context.programme.network(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/networks") { request, context in
            try Answers.created(
                try await context.programme.createNetwork(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/networks/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeNetwork(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.network(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.network.name.reading(context.words.language), crumbs: crumbs(context),
                body: NetworkViews.profile(profile, context.visit), area: "/networks",
                formats: [("JSON", "/api/v1/networks/\(profile.network.id.text)")], isKept: true),
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createNetwork(given, as: context.actor)
            return Answers.seeOther("/networks/\(created.id.text)", notice: "network.created", context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Network> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeNetwork(id, given, as: context.actor)
            }
            return Answers.seeOther("/networks/\(changed.id.text)", notice: "network.changed", context)
        } catch Problem.invalid(let issues) {
            let network = try await context.programme.networkToEdit(id, as: context.actor)
            return try await formPage(network, given, issues, context)
        }
    }

    private func formPage(
        _ network: Network?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "network", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: network?.topics ?? [])
        return Answers.page(
            Page(
                title: context.words(network == nil ? "network.add" : "network.edit"), crumbs: crumbs(context),
                body: NetworkViews.form(network, topics, form, context.visit), area: "/networks", issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("networks.title"), "/networks")]
    }
}
