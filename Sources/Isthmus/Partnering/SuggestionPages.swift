import Hummingbird

/// The pages of suggested partners and of the reviewers' work, and what the office settles.
public struct SuggestionPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/partner-searches/{id}/suggestions") { _, context in try await suggestions(nil, [], context) }
        routes.post("/partner-searches/{id}/invitations") { request, context in try await invite(request, context) }
        routes.get("/search-reviews/{id}") { _, context in try await review(nil, [], context) }
        routes.post("/search-reviews/{id}") { request, context in try await decide(request, context) }
        routes.get("/office/partnering") { _, context in try await rules(nil, [], context) }
        routes.post("/office/partnering") { request, context in try await changeRules(request, context) }
    }

    private func suggestions(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let found = try await context.programme.partnerSuggestions(for: try context.id(), as: context.actor)
        let words = context.words
        let crumbs =
            PartnerSearchPages.crumbs(context) + [
                (found.search.title.reading(words.language), "\(PartnerSearchPages.path)/\(found.search.id.text)")
            ]
        return Answers.page(
            Page(
                title: words("partner_search.suggestions"), crumbs: crumbs,
                body: SuggestionViews.page(found, given, issues, context.visit), area: PartnerSearchPages.path,
                issues: issues),
            context)
    }

    private func invite(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<PartnerSearch> = try context.id()
        let given = try await context.given(request)
        do {
            try await context.programme.inviteToSearch(id, given, as: context.actor)
            return Answers.seeOther(
                "\(PartnerSearchPages.path)/\(id.text)/suggestions", notice: "search_invitation.created", context)
        } catch Problem.invalid(let issues) { return try await suggestions(given, issues, context) }
    }

    private func review(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.searchReview(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "search_review", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("search_review.title"), crumbs: PartnerSearchPages.crumbs(context),
                body: SuggestionViews.review(profile, form, context.visit), area: PartnerSearchPages.path,
                issues: issues),
            context)
    }

    private func decide(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SearchReview> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) { try await context.programme.decideReview(id, given, as: context.actor) }
            return Answers.seeOther("/search-reviews/\(id.text)", notice: "search_review.decided", context)
        } catch Problem.invalid(let issues) { return try await review(given, issues, context) }
    }

    private func rules(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let rules = try await context.programme.partneringRules(as: context.actor)
        let form = FormParts(context.visit, kind: "partnering_rules", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("partnering_rules.title"), crumbs: [(context.words("nav.office"), "/office")],
                body: SuggestionViews.rules(rules, form, context.words), area: "/office", issues: issues),
            context)
    }

    private func changeRules(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            _ = try await context.change(PartneringRules.only) {
                try await context.programme.changePartneringRules(given, as: context.actor)
            }
            return Answers.seeOther("/office/partnering", notice: "partnering_rules.changed", context)
        } catch Problem.invalid(let issues) { return try await rules(given, issues, context) }
    }
}
