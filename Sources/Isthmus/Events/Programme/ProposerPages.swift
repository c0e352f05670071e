import Hummingbird

/// The pages behind the secret way of whoever proposed an event, and the label that everybody can check.
public struct ProposerPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/proposals/{token}") { _, context in try await own(nil, [], context) }
        routes.get("/proposals/{token}/form") { _, context in try await form(nil, [], context) }
        routes.post("/proposals/{token}") { request, context in
            let given = try await context.given(request)
            do {
                try await context.programme.changeProposal(token: try token(context), given, as: context.actor)
                return try back("event_proposal.changed", context)
            } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
        }
        addVerb("confirmation", to: routes, "event_proposal.proved") { programme, token, _, actor in
            try await programme.confirmProposal(token: token, as: actor)
        }
        addVerb("withdrawal", to: routes, "event_proposal.withdrawn") {
            try await $0.withdrawProposal(token: $1, $2, as: $3)
        }
        addVerb("dates", to: routes, "event_proposal.answered") { try await $0.answerDates(token: $1, $2, as: $3) }
        addVerb("tasks", to: routes, "event_proposal.ticked") { try await $0.tickTask(token: $1, $2, as: $3) }
        routes.get("/proposals/{token}/report") { _, context in try await report(nil, [], context) }
        routes.post("/proposals/{token}/report") { request, context in
            let given = try await context.given(request)
            do {
                try await context.programme.giveReport(token: try token(context), given, as: context.actor)
                return try back("event_report.given", context)
            } catch Problem.invalid(let issues) { return try await report(given, issues, context) }
        }
        routes.get("/event-labels/{id}") { _, context in
            let label = try await context.programme.eventLabel(of: try context.id())
            return Answers.page(
                Page(
                    title: label.name.reading(context.words.language),
                    body: EventLabelViews.page(label, context.words), area: "/event-programmes",
                    formats: [("JSON", "/api/v1/event-labels/\(label.proposalID.text)")]), context)
        }
        routes.get("/event-labels/{id}/label.svg") { _, context in
            let label = try await context.programme.eventLabel(of: try context.id())
            guard label.isValid else { throw Problem.notFound }
            return Answers.feed(EventLabelViews.picture(label, context.words).text, type: "image/svg+xml", context)
        }
        routes.get("/api/v1/event-labels/{id}") { _, context in
            try Answers.json(try await context.programme.eventLabel(of: try context.id()), context)
        }
    }

    private func addVerb(
        _ name: String, to routes: Routes, _ notice: String,
        _ verb: @escaping @Sendable (Programme, String, [String: Given], Actor) async throws -> Void
    ) {
        routes.post(RouterPath("/proposals/{token}/" + name)) { request, context in
            let given = try await context.given(request)
            let token = try token(context)
            let id = ID<EventProposal>(SignedToken(token)?.id ?? "")
            do {
                try await context.change(id) { try await verb(context.programme, token, given, context.actor) }
                return try back(notice, context)
            } catch Problem.invalid(let issues) { return try await own(given, issues, context) }
        }
    }

    /// The secret word in the address; what cannot be one is not found.
    private func token(_ context: SiteContext) throws -> String {
        guard let text = context.parameters.get("token"), SignedToken(text) != nil else { throw Problem.notFound }
        return text
    }

    private func back(_ notice: String, _ context: SiteContext) throws -> Response {
        Answers.seeOther("/proposals/\(try token(context))", notice: notice, context)
    }

    /// The page's own proposal with the names of its programme's themes.
    private func known(_ context: SiteContext) async throws -> (profile: EventProposalProfile, themes: [Named]) {
        let profile = try await context.programme.proposal(token: try token(context), as: context.actor)
        let themes = try await context.programme.themes(of: profile.programme)
        return (profile, themes)
    }

    private func own(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (profile, themes) = try await known(context)
        let form = FormParts(context.visit, kind: "event_proposal", given: given, issues: issues)
        return page(
            profile.proposal.title.reading(context.words.language),
            ProposerViews.own(profile, token: try token(context), themes: themes, form, context.visit), profile,
            issues, context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (profile, themes) = try await known(context)
        guard profile.proposal.status == .unconfirmed || profile.proposal.status == .submitted else {
            throw Problem.refused(.init("event_proposal.refused.edit"))
        }
        let form = FormParts(context.visit, kind: "event_proposal", given: given, issues: issues)
        let path = "/proposals/\(try token(context))"
        return page(
            context.words("event_proposal.edit"),
            EventProposalViews.form(
                profile.proposal, for: profile.programme, themes: themes, action: path, cancel: path, form,
                context.visit), profile, issues, context)
    }

    private func report(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (profile, _) = try await known(context)
        let form = FormParts(context.visit, kind: "event_report", given: given, issues: issues)
        let refusal = try await context.programme.refusalOfReporting(profile.proposal)
        return page(
            context.words("event_report.give"),
            ProposerViews.reportForm(profile, token: try token(context), refusal: refusal, form, context.visit),
            profile, issues, context)
    }

    private func page(
        _ title: String, _ body: HTML, _ profile: EventProposalProfile, _ issues: [Problem.Issue],
        _ context: SiteContext
    ) -> Response {
        Answers.page(
            Page(
                title: title, crumbs: EventProgrammePages.crumbs(context, profile.programme), body: body,
                area: "/event-programmes", issues: issues), context)
    }
}
