import Hummingbird

/// Where the jury is named, works, and its results are decided upon.
public struct ContestJuryPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/contests/{id}/jury") { _, context in try await jury(nil, [], context) }
        routes.post("/contests/{id}/jurors") { request, context in
            let id: ID<Contest> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.programme.nameJuror(in: id, given, as: context.actor)
                return Answers.seeOther("/contests/\(id.text)/jury", notice: "contest_juror.named", context)
            } catch Problem.invalid(let issues) { return try await jury(given, issues, context) }
        }
        routes.post("/contest-jurors/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let contest = try await context.programme.removeJuror(try context.id(), as: context.actor)
            return Answers.seeOther("/contests/\(contest.text)/jury", notice: "contest_juror.removed", context)
        }
        routes.get("/contests/{id}/ballot") { _, context in try await ballot(context) }
        routes.get("/contests/{id}/results") { _, context in try await results(nil, [], context) }
        addDecision("round", notice: "contest.round_closed", to: routes) {
            _ = try await $0.programme.closeRound($1, $2, as: $0.actor)
        }
        addDecision("finalists", notice: "contest.finalists", to: routes) {
            _ = try await $0.programme.chooseFinalists($1, $2, as: $0.actor)
        }
        addDecision("awards", notice: "contest_award.given", to: routes) {
            _ = try await $0.programme.giveAward(in: $1, $2, as: $0.actor)
        }
        addDecision("announcement", notice: "contest.announced", to: routes) { context, id, _ in
            _ = try await context.programme.announceContest(id, as: context.actor)
        }
        routes.post("/contest-awards/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let contest = try await context.programme.takeAwardBack(try context.id(), as: context.actor)
            return Answers.seeOther("/contests/\(contest.text)/results", notice: "contest_award.removed", context)
        }
        addAPI(to: routes)
    }

    /// What the office decides on the page of results.
    private func addDecision(
        _ name: String, notice: String, to routes: Routes,
        _ verb: @escaping @Sendable (SiteContext, ID<Contest>, [String: Given]) async throws -> Void
    ) {
        routes.post(RouterPath("/contests/{id}/" + name)) { request, context in
            let id: ID<Contest> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.change(id) { try await verb(context, id, given) }
                return Answers.seeOther("/contests/\(id.text)/results", notice: notice, context)
            } catch Problem.invalid(let issues) { return try await results(given, issues, context) }
        }
    }

    private func addAPI(to routes: Routes) {
        routes.post("/api/v1/contests/{id}/jurors") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.nameJuror(in: try context.id(), given, as: context.actor), context)
        }
        routes.delete("/api/v1/contest-jurors/{id}") { _, context in
            try await context.programme.removeJuror(try context.id(), as: context.actor)
            return Answers.nothing()
        }
        routes.post("/api/v1/contests/{id}/round") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.closeRound(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/contests/{id}/awards") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.giveAward(in: try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/contests/{id}/announcement") { _, context in
            try Answers.json(
                try await context.programme.announceContest(try context.id(), as: context.actor), context)
        }
    }

    private func jury(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let panel = try await context.programme.panel(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "contest_juror", given: given, issues: issues)
        return page("contest.jury", panel.contest, ContestJuryViews.panel(panel, form, context.visit), issues, context)
    }

    private func ballot(_ context: SiteContext) async throws -> Response {
        let ballot = try await context.programme.ballot(of: try context.id(), as: context.actor)
        return page("contest.ballot", ballot.contest, ContestJuryViews.ballot(ballot, context.words), [], context)
    }

    private func results(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let result = try await context.programme.result(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "contest", given: given, issues: issues)
        return page(
            "contest.results", result.contest, ContestJuryViews.result(result, form, context.visit), issues, context)
    }

    private func page(
        _ title: String, _ contest: Contest, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        Answers.page(
            Page(
                title: context.words(title), crumbs: ContestPages.crumbs(context, contest), body: body,
                area: "/contests", issues: issues),
            context)
    }
}
