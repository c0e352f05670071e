import Hummingbird

/// The pages and API of who belongs to a network.
public struct NetworkMemberPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/networks/{id}/members/new") { _, context in try await newForm(nil, [], context) }
        routes.post("/networks/{id}/members") { request, context in try await add(request, context) }
        routes.get("/network-members/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/network-members/{id}") { request, context in
            try await change("network_member.changed", request, context) { try await $0.changeMember($1, $2, as: $3) }
        }
        routes.post("/network-members/{id}/end") { request, context in
            try await change("network_member.ended", request, context) { try await $0.endMember($1, $2, as: $3) }
        }
        routes.post("/api/v1/networks/{id}/members") { request, context in
            try Answers.created(
                try await context.programme.addMember(
                    to: try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/network-members/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeMember(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func add(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Network> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.addMember(to: id, given, as: context.actor)
            return Answers.seeOther("/networks/\(id.text)", notice: "network_member.added", context)
        } catch Problem.invalid(let issues) { return try await newForm(given, issues, context) }
    }

    private func change(
        _ notice: String, _ request: Request, _ context: SiteContext,
        _ verb: (Programme, ID<NetworkMember>, [String: Given], Actor) async throws -> NetworkMember
    ) async throws -> Response {
        let id: ID<NetworkMember> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
            return Answers.seeOther("/networks/\(changed.networkID.text)", notice: notice, context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func newForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let network = try await context.programme.networkToEdit(try context.id(), as: context.actor)
        let parts = FormParts(context.visit, kind: "network_member", given: given, issues: issues)
        let body = NetworkMemberViews.newForm(network, parts, context.words)
        return page("network_member.add", network, body, issues, context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.memberToEdit(try context.id(), as: context.actor)
        let parts = FormParts(context.visit, kind: "network_member", given: given, issues: issues)
        let body = NetworkMemberViews.form(profile, parts, context.visit)
        return page("network_member.edit", profile.network, body, issues, context)
    }

    private func page(
        _ title: String, _ network: Network, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let name = network.name.reading(context.words.language)
        return Answers.page(
            Page(
                title: context.words(title),
                crumbs: [
                    (context.words("networks.title"), "/networks"), (name, "/networks/\(network.id.text)"),
                ],
                body: body, area: "/networks", issues: issues),
            context)
    }
}
