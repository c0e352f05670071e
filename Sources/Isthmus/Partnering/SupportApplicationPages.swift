import Hummingbird
import Procedure

/// The pages and API of applications for support and of what officers give them.
public struct SupportApplicationPages: Pages {
    public init() {}

    static let list = ListPage<SupportApplicationLine>(
        kind: "support_applications", path: "/support-applications",
        columns: [
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }) { line, words in
                let name = Parts.link("/support-applications/\(line.id.text)", line.organisation)
                return "\(name)<small>\(line.competence.reading(words.language))</small>"
            },
            ListColumn("call", plain: { $0.callTitle.reading($1.language) }) { line, words in
                Parts.link("/support-calls/\(line.callID.text)", line.callTitle.reading(words.language))
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("state", plain: { $1("support_application.state.\($0.state.rawValue)") }) { line, words in
                SupportApplicationViews.pill(line.state, words)
            },
            .day("submitted", sort: "submitted") { $0.submittedAt?.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("callID") { $0.callID.text },
            ListCode("organisationID") { $0.organisationID.text }, ListCode("competenceID") { $0.competenceID.text },
            ListCode("countryCode") { $0.country }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("submittedAt") { $0.submittedAt?.iso ?? "" }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "submitted", label: SupportApplicationViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: SupportApplication.listing.facets) {
            try await $3.supportApplications($0, as: $1, counting: $2)
        }.add(to: routes)
        routes.get("/support-calls/{id}/applications/new") { _, context in try await newForm(nil, [], context) }
        routes.post("/support-calls/{id}/applications") { request, context in try await create(request, context) }
        routes.get("/support-applications/{id}") { _, context in try await show(nil, [], context) }
        routes.get("/support-applications/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/support-applications/{id}") { request, context in try await change(request, context) }
        routes.post("/support-applications/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let withdrawn = try await context.programme.withdrawSupportApplication(
                try context.id(), as: context.actor)
            return Answers.seeOther(
                "/support-applications/\(withdrawn.id.text)", notice: "support_application.withdrawn", context)
        }
        routes.post("/support-applications/{id}/scores") { request, context in try await score(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/support-applications/{id}") { _, context in
            let profile = try await context.programme.supportApplication(try context.id(), as: context.actor)
            return try Answers.json(profile.application, context)
        }
        routes.post("/api/v1/support-calls/{id}/applications") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.applyForSupport(try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/support-applications/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeSupportApplication(try context.id(), given, as: context.actor),
                context)
        }
        routes.post("/api/v1/support-applications/{id}/withdrawal") { _, context in
            try Answers.json(
                try await context.programme.withdrawSupportApplication(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/support-applications/{id}/scores") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.scoreSupport(try context.id(), given, as: context.actor), context)
        }
    }

    private func newForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<SupportCall> = try context.id()
        let (call, form, choices) = try await context.programme.supportToApply(id, as: context.actor)
        let (answers, others) = AnswerSheetPages.issues(issues)
        let parts = FormParts(context.visit, kind: "support_application", given: given, issues: others)
        let views = FormViews(form, context.words, given: given, issues: answers)
        let body = views.form(
            context.visit, action: "/support-calls/\(id.text)/applications", submit: "support_application.submit",
            cancel: "/support-calls/\(id.text)", makes: SupportApplication.prefix, keep: "answers.keep",
            hidden: [SupportApplicationViews.whom(nil, choices, parts, context.visit)])
        return page(call, "\(parts.summary)\(views.intro)\(body)", issues, context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.supportApplication(
            try context.id(), to: .edit, as: context.actor)
        let path = "/support-applications/\(profile.application.id.text)"
        let (answers, others) = AnswerSheetPages.issues(issues)
        let parts = FormParts(context.visit, kind: "support_application", given: given, issues: others)
        let views = FormViews(
            profile.form, context.words, answers: profile.answers, given: given, issues: answers)
        let body = views.form(
            context.visit, action: path, submit: "support_application.submit", cancel: path, keep: "answers.keep",
            hidden: [
                parts.hidden("version", String(profile.application.version)),
                SupportApplicationViews.whom(
                    profile.application, profile.choices ?? SupportChoices(organisations: [], competences: []), parts,
                    context.visit),
            ])
        return page(profile.call, "\(parts.summary)\(views.intro)\(body)", issues, context)
    }

    private func page(
        _ call: SupportCall, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let title = call.title.reading(context.words.language)
        return Answers.page(
            Page(
                title: context.words("support_application.title"),
                crumbs: SupportCallPages.crumbs(context) + [(title, "/support-calls/\(call.id.text)")],
                body: "\(Parts.title(context.words("support_application.title"), of: title))\(body)",
                area: "/support-calls", issues: issues),
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let made = try await context.programme.applyForSupport(
                try context.id(), given, files: files, as: context.actor)
            return kept(made, context)
        } catch Problem.invalid(let issues) { return try await newForm(given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportApplication> = try context.id()
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeSupportApplication(id, given, files: files, as: context.actor)
            }
            return kept(changed, context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func kept(_ application: SupportApplication, _ context: SiteContext) -> Response {
        let path = "/support-applications/\(application.id.text)"
        return application.submittedAt == nil
            ? Answers.seeOther(path + "/form", notice: "answers.kept", context)
            : Answers.seeOther(path, notice: "support_application.submitted", context)
    }

    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.supportApplication(try context.id(), as: context.actor)
        var parts = FormParts(context.visit, kind: "support_score", given: given, issues: issues)
        for criterion in profile.call.criteria {
            parts.labels["points.\(criterion.code)"] = criterion.name.reading(context.words.language)
        }
        let crumbs = [(label: context.words("support_applications.title"), path: "/support-applications")]
        return Answers.page(
            Page(
                title: profile.organisation, crumbs: crumbs,
                body: SupportApplicationViews.profile(profile, parts, context.visit), area: "/support-calls",
                issues: issues, formats: [("JSON", "/api/v1/support-applications/\(profile.application.id.text)")]),
            context)
    }

    private func score(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportApplication> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.scoreSupport(id, given, as: context.actor)
            return Answers.seeOther("/support-applications/\(id.text)", notice: "support_score.given", context)
        } catch Problem.invalid(let issues) { return try await show(given, issues, context) }
    }
}
