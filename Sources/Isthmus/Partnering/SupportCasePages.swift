import Hummingbird

/// The pages and API of support cases and of what is done in them.
public struct SupportCasePages: Pages {
    public init() {}

    static let list = ListPage<SupportCaseLine>(
        kind: "support_cases", path: "/support-cases",
        columns: [
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }) { line, words in
                let competence = line.competence.reading(words.language)
                return "\(Parts.link("/support-cases/\(line.id.text)", line.organisation))<small>\(competence)</small>"
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("stage", plain: { $1("support_case.stage.\($0.stage.rawValue)") }) { line, words in
                SupportCaseViews.pill(line.stage, words)
            },
            ListColumn("mentor", plain: { line, _ in line.mentor }),
            .day("next") { $0.nextDay },
            .day("opened", sort: "opened") { $0.createdAt.day },
            .day("closed") { $0.closedAt?.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("organisationID") { $0.organisationID.text },
            ListCode("competenceID") { $0.competenceID.text }, ListCode("countryCode") { $0.country },
            ListCode("stageCode") { $0.stage.rawValue }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "opened",
        label: { facet, value, words in
            switch facet {
            case "stage": words("support_case.stage.\(value)")
            case "reached": words("support_case.reached.\(value)")
            case "state": words("support_case.state.\(value)")
            case "country": words.country(value)
            case "topic": CompetenceViews.topic(value, words)
            default: value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: SupportCase.listing.facets) {
            try await $3.supportCases($0, as: $1, counting: $2)
        }.add(to: routes)
        routes.get("/support-cases/{id}") { _, context in try await show(.none, context) }
        routes.post("/support-cases/{id}") { request, context in
            try await act("plan", "support_case.changed", request, context) {
                try await $0.changeSupportCase($1, $2, as: $3)
            }
        }
        routes.post("/support-cases/{id}/mentor") { request, context in
            try await act("mentor", "support_case.mentored", request, context) {
                try await $0.assignMentor($1, $2, as: $3)
            }
        }
        routes.post("/support-cases/{id}/closing") { request, context in
            try await act("closing", "support_case.closed", request, context) {
                try await $0.closeSupportCase($1, $2, as: $3)
            }
        }
        routes.post("/support-cases/{id}/entries") { request, context in try await add(request, context) }
        routes.get("/support-entries/{id}/form") { _, context in try await entryForm(nil, [], context) }
        routes.post("/support-entries/{id}") { request, context in try await changeEntry(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/support-cases/{id}") { _, context in
            try Answers.json(try await context.programme.supportCase(try context.id(), as: context.actor), context)
        }
        routes.patch("/api/v1/support-cases/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeSupportCase(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/support-cases/{id}/mentor") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.assignMentor(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/support-cases/{id}/closing") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.closeSupportCase(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/support-cases/{id}/entries") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addSupportEntry(to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/support-entries/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeSupportEntry(try context.id(), given, as: context.actor), context)
        }
    }

    /// Which of the page's forms came back, with what was typed and what is wrong with it.
    struct Returned: Sendable {
        let form: String
        let given: [String: Given]?
        let issues: [Problem.Issue]

        static let none = Returned(form: "", given: nil, issues: [])
    }

    private func show(_ returned: Returned, _ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.supportCase(try context.id(), as: context.actor)
        let crumbs = [(label: context.words("support_cases.title"), path: "/support-cases")]
        return Answers.page(
            Page(
                title: profile.organisation, crumbs: crumbs,
                body: SupportCaseViews.profile(profile, returned, context.visit), area: "/support-calls",
                issues: returned.issues, formats: [("JSON", "/api/v1/support-cases/\(profile.supportCase.id.text)")]),
            context)
    }

    private func act(
        _ form: String, _ notice: String, _ request: Request, _ context: SiteContext,
        _ verb: (Programme, ID<SupportCase>, [String: Given], Actor) async throws -> SupportCase
    ) async throws -> Response {
        let id: ID<SupportCase> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
            return Answers.seeOther("/support-cases/\(id.text)", notice: notice, context)
        } catch Problem.invalid(let issues) {
            return try await show(Returned(form: form, given: given, issues: issues), context)
        }
    }

    private func add(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportCase> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.addSupportEntry(to: id, given, as: context.actor)
            return Answers.seeOther("/support-cases/\(id.text)", notice: "support_entry.added", context)
        } catch Problem.invalid(let issues) {
            let kind = if case .text(let kind)? = given["kind"] { kind } else { "" }
            return try await show(Returned(form: kind, given: given, issues: issues), context)
        }
    }

    private func entryForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (entry, profile) = try await context.programme.supportEntry(try context.id(), as: context.actor)
        let parts = FormParts(context.visit, kind: "support_entry", given: given, issues: issues)
        let crumbs = [
            (label: context.words("support_cases.title"), path: "/support-cases"),
            (label: profile.organisation, path: "/support-cases/\(profile.supportCase.id.text)"),
        ]
        return Answers.page(
            Page(
                title: context.words("support_entry.edit"), crumbs: crumbs,
                body: SupportCaseViews.entryForm(entry, profile, parts, context.visit), area: "/support-calls",
                issues: issues),
            context)
    }

    private func changeEntry(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportEntry> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeSupportEntry(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "/support-cases/\(changed.caseID.text)", notice: "support_entry.changed", context)
        } catch Problem.invalid(let issues) { return try await entryForm(given, issues, context) }
    }
}
