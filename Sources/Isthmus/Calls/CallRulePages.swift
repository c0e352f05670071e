import Hummingbird

/// The pages and API of what calls say to the sides of countries.
public struct CallRulePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/calls/{id}/rules") { _, context in try await list(nil, [], context) }
        routes.post("/calls/{id}/rules") { request, context in try await add(request, context) }
        routes.get("/call-rules/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/call-rules/{id}") { request, context in try await change(request, context) }
        routes.post("/call-rules/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let call = try await context.programme.removeRule(try context.id(), as: context.actor)
            return Answers.seeOther("/calls/\(call.text)/rules", notice: "call_rule.removed", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.post("/api/v1/calls/{id}/rules") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addRule(to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/call-rules/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeRule(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/call-rules/{id}") { _, context in
            try await context.programme.removeRule(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    private func list(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (call, rules) = try await context.programme.rulesToEdit(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "call_rule", given: given, issues: issues)
        return page("call.rules", call, CallFormViews.rules(rules, of: call, form, context.visit), issues, context)
    }

    private func add(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let added = try await context.programme.addRule(to: try context.id(), given, as: context.actor)
            return Answers.seeOther("/calls/\(added.callID.text)/rules", notice: "call_rule.added", context)
        } catch Problem.invalid(let issues) { return try await list(given, issues, context) }
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (rule, call) = try await context.programme.ruleToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "call_rule", given: given, issues: issues)
        return page("call_rule.edit", call, CallFormViews.rule(rule, of: call, form, context.visit), issues, context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<CallRule> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeRule(id, given, as: context.actor)
            }
            return Answers.seeOther("/calls/\(changed.callID.text)/rules", notice: "call_rule.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func page(
        _ title: String, _ call: Call, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let crumbs =
            CallPages.crumbs(context) + [
                (label: call.title.reading(context.words.language), path: "/calls/\(call.id.text)")
            ]
        return Answers.page(
            Page(title: context.words(title), crumbs: crumbs, body: body, area: "/calls", issues: issues), context)
    }
}
