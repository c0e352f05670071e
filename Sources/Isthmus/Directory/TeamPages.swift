import Hummingbird

/// The pages and API of teams.
public struct TeamPages: Pages {
    public init() {}

    static let list = ListPage<TeamLine>(
        kind: "teams", path: "/teams", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.name.reading($1.language) }) { line, words in
                Parts.link("/teams/\(line.id.text)", line.name.reading(words.language))
            },
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }) { line, _ in
                Parts.link("/organisations/\(line.organisationID.text)", line.organisation)
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("members", isNumber: true, plain: { line, _ in String(line.members) }),
            .day("changed", sort: "changed") { $0.changedAt.day },
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "status": words("profile.status.\(value)")
            default: words("people.of_organisation")
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: Team.listing.facets, find: { try await $3.teams($0, as: $1, counting: $2) })
            .add(to: routes)
        routes.get("/teams/new") { _, context in try await newForm(context) }
        routes.post("/teams") { request, context in try await create(request, context) }
        routes.get("/teams/{id}") { _, context in try await show(context) }
        routes.get("/teams/{id}/form") { _, context in try await form(context) }
        routes.post("/teams/{id}") { request, context in try await change(request, context) }
        routes.get("/api/v1/teams/{id}") { _, context in
            try Answers.json(try await context.programme.team(try context.id(), as: context.actor).team.seen, context)
        }
        routes.post("/api/v1/teams") { request, context in
            let given = try await context.given(request)
            return try Answers.created(try await context.programme.createTeam(given, as: context.actor).seen, context)
        }
        routes.patch("/api/v1/teams/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeTeam(try context.id(), given, as: context.actor).seen, context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Team> = try context.id()
        let profile = try await context.programme.team(id, as: context.actor)
        return Answers.page(
            Page(
                title: profile.team.name.reading(context.words.language), crumbs: crumbs(profile.organisation, context),
                body: TeamViews.profile(profile, context.visit), area: "/organisations",
                formats: [("JSON", "/api/v1/teams/\(id.text)")], isKept: true),
            context)
    }

    /// `?organisation=` says whose team it will be.
    private func newForm(_ context: SiteContext) async throws -> Response {
        try await newPage(context.visit.query["organisation"] ?? "", nil, [], context)
    }

    private func newPage(
        _ organisation: String, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let holder = try await context.programme.organisationToEdit(ID(organisation), as: context.actor)
        let colleagues = try await context.programme.colleagues(at: holder.id, as: context.actor)
        return page(
            nil, Named(id: organisation, name: holder.legalName, note: ""), colleagues, mayManage: true, given, issues,
            context)
    }

    private func form(_ context: SiteContext) async throws -> Response {
        try await editPage(try context.id(), nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createTeam(given, as: context.actor)
            return Answers.seeOther("/teams/\(created.id.text)", notice: "team.created", context)
        } catch Problem.invalid(let issues) {
            guard case .text(let organisation)? = given["organisation"] else { throw Problem.invalid(issues) }
            return try await newPage(organisation, given, issues, context)
        }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Team> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeTeam(id, given, as: context.actor)
            }
            return Answers.seeOther("/teams/\(id.text)", notice: "team.changed", context)
        } catch Problem.invalid(let issues) { return try await editPage(id, given, issues, context) }
    }

    private func editPage(
        _ id: ID<Team>, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let edited = try await context.programme.teamToEdit(id, as: context.actor)
        let holder = Named(id: edited.team.organisationID.text, name: edited.organisation, note: "")
        return page(edited.team, holder, edited.colleagues, mayManage: edited.mayManage, given, issues, context)
    }

    private func page(
        _ team: Team?, _ organisation: Named, _ colleagues: [Named], mayManage: Bool, _ given: [String: Given]?,
        _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "team", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(team == nil ? "team.add" : "team.edit"), crumbs: crumbs(organisation, context),
                body: TeamViews.form(team, organisation, colleagues, mayManage: mayManage, form, context.words),
                area: "/organisations", issues: issues),
            context)
    }

    private func crumbs(_ organisation: Named, _ context: SiteContext) -> [(label: String, path: String)] {
        [
            (context.words("organisations.title"), "/organisations"),
            (organisation.name, "/organisations/\(organisation.id)"), (context.words("teams.title"), "/teams"),
        ]
    }
}
