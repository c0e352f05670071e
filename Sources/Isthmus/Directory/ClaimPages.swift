import Hummingbird

/// Where somebody says that a profile is theirs, and where the office decides.
public struct ClaimPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/organisations/{id}/claim") { _, context in try await organisationForm(nil, [], context) }
        routes.post("/organisations/{id}/claim") { request, context in try await claimOrganisation(request, context) }
        routes.get("/people/{id}/claim") { _, context in try await personForm(nil, [], context) }
        routes.post("/people/{id}/claim") { request, context in try await claimPerson(request, context) }
        routes.get("/office/claims") { _, context in try await inbox(nil, [], [:], context) }
        routes.post("/office/claims/{id}") { request, context in try await decide(request, context) }
    }

    private func organisationForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<Organisation> = try context.id()
        let claimed = try await context.programme.organisationToClaim(id, as: context.actor)
        return page(claimed, given, issues, crumb: ("organisations.title", "/organisations"), context)
    }

    private func personForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let claimed = try await context.programme.personToClaim(try context.id(), as: context.actor)
        return page(claimed, given, issues, crumb: ("people.title", "/people"), context)
    }

    private func claimOrganisation(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Organisation> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.claimOrganisation(id, given, as: context.actor)
            return Answers.seeOther("/organisations/\(id.text)", notice: "claim.created", context)
        } catch Problem.invalid(let issues) { return try await organisationForm(given, issues, context) }
    }

    private func claimPerson(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Person> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.claimPerson(id, given, as: context.actor)
            return Answers.seeOther("/people/\(id.text)", notice: "claim.created", context)
        } catch Problem.invalid(let issues) { return try await personForm(given, issues, context) }
    }

    private func page(
        _ claimed: ClaimedProfile, _ given: [String: Given]?, _ issues: [Problem.Issue],
        crumb: (key: String, path: String), _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "claim", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("claim.title", ["name": claimed.name]),
                crumbs: [(context.words(crumb.key), crumb.path), (claimed.name, claimed.path)],
                body: ClaimViews.form(claimed, form, context.words), area: crumb.path, issues: issues),
            context)
    }

    /// `answered` is the claim whose answer came back with issues.
    private func inbox(
        _ answered: String?, _ issues: [Problem.Issue], _ given: [String: Given], _ context: SiteContext
    ) async throws -> Response {
        let inbox = try await context.programme.claimInbox(as: context.actor)
        return Answers.page(
            Page(
                title: context.words("claims.title"), crumbs: [(context.words("nav.office"), "/office")],
                body: ClaimViews.inbox(inbox, answered: answered, issues, given, context.visit), area: "/office",
                issues: issues),
            context)
    }

    private func decide(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Claim> = try context.id()
        let given = try await context.given(request)
        do {
            let decided = try await context.change(id) {
                try await context.programme.decideClaim(id, given, as: context.actor)
            }
            let notice = decided.decision == .granted ? "claim.granted" : "claim.declined"
            return Answers.seeOther("/office/claims", notice: notice, context)
        } catch Problem.invalid(let issues) { return try await inbox(id.text, issues, given, context) }
    }
}
