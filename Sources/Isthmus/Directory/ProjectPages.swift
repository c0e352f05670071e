import Hummingbird

/// The pages and API of projects and of the parts organisations have in them.
public struct ProjectPages: Pages {
    public init() {}

    static let list = ListPage<ProjectLine>(
        kind: "projects", path: "/projects", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                let acronym: HTML = line.acronym.isEmpty ? "" : "<strong>\(line.acronym)</strong> "
                return "<a href=\"/projects/\(line.id.text)\">\(acronym)\(line.title.reading(words.language))</a>"
            },
            ListColumn("programme", plain: { line, _ in line.programme }),
            ListColumn("start", sort: "start", plain: { line, _ in line.startDay?.description ?? "" }) { line, words in
                "\(line.startDay.map { words.month($0) })"
            },
            ListColumn("status", plain: { $1("project.status.\($0.status.rawValue)") }),
            ListColumn("grant", sort: "grant", isNumber: true, plain: { line, _ in line.grant?.plain ?? "" }) {
                line, words in
                "\(line.grant.map { words.money($0) })"
            },
        ],
        codes: [
            ListCode("id") { $0.id.text },
            ListCode("code") { $0.code },
            ListCode("acronym") { $0.acronym },
            ListCode("scheme") { $0.scheme },
            ListCode("statusCode") { $0.status.rawValue },
            ListCode("startDay") { $0.startDay?.description ?? "" },
            ListCode("endDay") { $0.endDay?.description ?? "" },
            ListCode("currency") { $0.currency },
            ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "country": value.isEmpty ? words("country.unknown") : words.country(value)
            case "status": words("project.status.\(value)")
            case "topic": CompetenceViews.topic(value, words)
            case "year" where value == "0": words("project.year_unknown")
            case "organisation", "together": words("project.of_organisation")
            case "field": CompetenceViews.topic(value, words)
            case "source": words.has("source.\(value)") ? words("source.\(value)") : value
            case "between": CooperatingSides(value)?.name(words) ?? value
            default: value.isEmpty ? words("list.none") : value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Project.listing.facets,
            tools: { context in
                guard Project.refusalOfCreating(to: context.actor) == nil else { return "" }
                return "<div class=\"actions\">\(Parts.button("/projects/new", context.words("project.add")))</div>"
            },
            find: { try await $3.projects($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/projects/new") { _, context in try await newForm(context) }
        routes.post("/projects") { request, context in try await create(request, context) }
        routes.get("/projects/{id}") { _, context in try await show(context) }
        routes.get("/projects/{id}/form") { _, context in try await form(context) }
        routes.post("/projects/{id}") { request, context in try await change(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/projects/{id}") { _, context in
            try Answers.json(try await context.programme.project(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/projects") { request, context in
            try Answers.created(
                try await context.programme.createProject(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/projects/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeProject(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/projects/{id}/participations") { request, context in
            let given = try await context.given(request)
            let organisation = Fields(given).text("organisation_id", atMost: 40)
            return try Answers.created(
                try await context.programme.addParticipation(
                    ID(organisation), to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/participations/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeParticipation(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/participations/{id}") { _, context in
            try await context.programme.removeParticipation(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Project> = try context.id()
        let profile = try await context.programme.project(id, as: context.actor)
        return Answers.page(
            Page(
                title: profile.project.title.reading(context.words.language), crumbs: crumbs(context),
                body: ProjectViews.profile(profile, context.visit), area: "/projects",
                formats: [("JSON", "/api/v1/projects/\(id.text)")], isKept: true),
            context)
    }

    private func newForm(_ context: SiteContext) async throws -> Response {
        if let refusal = Project.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await formPage(nil, nil, [], context)
    }

    private func form(_ context: SiteContext) async throws -> Response {
        try await formPage(
            try await context.programme.projectToEdit(try context.id(), as: context.actor), nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createProject(given, as: context.actor)
            return Answers.seeOther("/projects/\(created.id.text)", notice: "project.created", context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Project> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeProject(id, given, as: context.actor)
            }
            return Answers.seeOther("/projects/\(id.text)", notice: "project.changed", context)
        } catch Problem.invalid(let issues) {
            return try await formPage(
                try await context.programme.projectToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func formPage(
        _ project: Project?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "project", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: project?.topics ?? [])
        return Answers.page(
            Page(
                title: context.words(project == nil ? "project.add" : "project.edit"), crumbs: crumbs(context),
                body: ProjectViews.form(project, topics, form, context.visit), area: "/projects", issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("projects.title"), "/projects")]
    }
}
