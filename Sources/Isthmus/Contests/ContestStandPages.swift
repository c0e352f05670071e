import Hummingbird

/// The plan of an exhibition: for visitors to look at, for the organisers to fill.
public struct ContestStandPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/contests/{id}/plan") { _, context in try await plan(nil, [], context) }
        routes.post("/contests/{id}/stands") { request, context in
            let id: ID<Contest> = try context.id()
            let given = try await context.given(request)
            do {
                try await context.programme.importStands(to: id, given, as: context.actor)
                return Answers.seeOther("/contests/\(id.text)/plan", notice: "contest_stand.imported", context)
            } catch Problem.invalid(let issues) { return try await plan(given, issues, context) }
        }
        routes.post("/contest-stands/{id}/entry") { request, context in
            let given = try await context.given(request)
            let stand = try await context.programme.assignStand(try context.id(), given, as: context.actor)
            return Answers.seeOther(
                "/contests/\(stand.contestID.text)/plan#\(stand.id.text)", notice: "contest_stand.assigned", context)
        }
        routes.post("/contest-stands/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let contest = try await context.programme.removeStand(try context.id(), as: context.actor)
            return Answers.seeOther("/contests/\(contest.text)/plan", notice: "contest_stand.removed", context)
        }
        routes.get("/api/v1/contests/{id}/stands") { _, context in
            try Answers.json(try await context.programme.stands(of: try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/contests/{id}/stands") { request, context in
            let id: ID<Contest> = try context.id()
            try await context.programme.importStands(
                to: id, try await context.given(request), as: context.actor)
            return try Answers.created(
                try await context.programme.stands(of: id, as: context.actor), context)
        }
        routes.post("/api/v1/contest-stands/{id}/entry") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.assignStand(try context.id(), given, as: context.actor), context)
        }
    }

    private func plan(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let plan = try await context.programme.plan(of: try context.id(), as: context.actor)
        if given != nil, !plan.mayAssign { throw Problem.refused(.init("contest.refused.receive")) }
        let form = FormParts(context.visit, kind: "contest_stands", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("contest.plan"), crumbs: ContestPages.crumbs(context, plan.contest),
                body: ContestStandViews.page(plan, form, context.visit), area: "/contests", issues: issues,
                formats: [("JSON", "/api/v1/contests/\(plan.contest.id.text)/stands")]),
            context)
    }
}
