import Hummingbird

/// The pages and API of organisations.
public struct OrganisationPages: Pages {
    public init() {}

    static let list = ListPage<OrganisationLine>(
        kind: "organisations", path: "/organisations", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.name(in: $1.language) }) { line, words in
                let name = line.name(in: words.language)
                let original: HTML = name == line.legalName ? "" : " <span class=\"quiet\">\(line.legalName)</span>"
                return "<a href=\"/organisations/\(line.id.text)\">\(name)</a>\(original)"
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("city", plain: { line, _ in line.city }),
            ListColumn("kind", plain: { $1("organisation.kind.\($0.kind.rawValue)") }),
            .day("changed", sort: "changed") { $0.changedAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text },
            ListCode("legalName") { $0.legalName },
            ListCode("countryCode") { $0.country },
            ListCode("kindCode") { $0.kind.rawValue },
            ListCode("status") { $0.status.rawValue },
            ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "kind": words("organisation.kind.\(value)")
            case "status": words("profile.status.\(value)")
            case "between": CooperatingSides(value)?.name(words) ?? value
            case "partner", "period": value
            default: words("source.\(value)")
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Organisation.listing.facets,
            tools: { context in
                guard Organisation.refusalOfCreating(to: context.actor) == nil else { return "" }
                return
                    Parts.actions([
                        Parts.button("/organisations/new", context.words(OrganisationViews.adding(context.actor)))
                    ])
            },
            find: { try await $3.organisations($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/organisations/new") { _, context in try newForm(context) }
        routes.post("/organisations") { request, context in try await create(request, context) }
        routes.get("/organisations/{id}") { _, context in try await show(context) }
        routes.get("/organisations/{id}/form") { _, context in try await form(context) }
        routes.post("/organisations/{id}") { request, context in try await change(request, context) }
        routes.get("/organisations/by/{scheme}/{value}") { _, context in try await byIdentifier(context) }
        routes.get("/api/v1/organisations/{id}") { _, context in
            let id: ID<Organisation> = try context.id()
            if let place = try await context.programme.movedPath(of: id.text, under: "/api/v1/organisations") {
                return Answers.moved(to: place)
            }
            return try Answers.json(try await context.programme.organisation(id, as: context.actor).seen, context)
        }
        routes.post("/api/v1/organisations") { request, context in
            let created = try await context.programme.createOrganisation(
                try await context.given(request), as: context.actor)
            return try Answers.created(created.seen(by: context.actor), context)
        }
        routes.patch("/api/v1/organisations/{id}") { request, context in
            let changed = try await context.programme.changeOrganisation(
                try context.id(), try await context.given(request), as: context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Organisation> = try context.id()
        if let place = try await context.programme.movedPath(of: id.text, under: "/organisations") {
            return Answers.moved(to: place)
        }
        let profile = try await context.programme.organisation(id, as: context.actor)
        let parts = try await PagePart.all(of: Organisation.kind, id.text, context)
        return Answers.page(
            Page(
                title: profile.name(in: context.words.language), crumbs: crumbs(context),
                body: OrganisationViews.profile(profile, parts.html, context.visit), area: "/organisations",
                formats: [("JSON", "/api/v1/organisations/\(id.text)")], isKept: parts.isSettled),
            context)
    }

    private func byIdentifier(_ context: SiteContext) async throws -> Response {
        let (scheme, value) = (context.parameters.get("scheme") ?? "", context.parameters.get("value") ?? "")
        let id = try await context.programme.organisationID(scheme: scheme, value: value, as: context.actor)
        return Answers.moved(to: "/organisations/\(id.text)")
    }

    private func newForm(_ context: SiteContext) throws -> Response {
        if let refusal = Organisation.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return formPage(nil, nil, [], context)
    }

    private func form(_ context: SiteContext) async throws -> Response {
        let organisation = try await context.programme.organisationToEdit(try context.id(), as: context.actor)
        return formPage(organisation, nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        let alike = try await context.programme.lookalikes(of: .organisation, given, as: context.actor)
        guard alike.isEmpty || Organisation.refusalOfCreating(to: context.actor) != nil else {
            return formPage(nil, given, [.init("", "lookalike.found")], context, alike: alike)
        }
        do {
            let created = try await context.programme.createOrganisation(given, as: context.actor)
            guard context.actor.isOffice else {
                return Answers.seeOther("/desk", notice: "organisation.proposed", context)
            }
            return Answers.seeOther("/organisations/\(created.id.text)", notice: "organisation.created", context)
        } catch Problem.invalid(let issues) { return formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Organisation> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeOrganisation(id, given, as: context.actor)
            }
            return Answers.seeOther("/organisations/\(id.text)", notice: "organisation.changed", context)
        } catch Problem.invalid(let issues) {
            return formPage(
                try await context.programme.organisationToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func formPage(
        _ organisation: Organisation?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext,
        alike: [Lookalike] = []
    ) -> Response {
        let title = context.words(organisation == nil ? OrganisationViews.adding(context.actor) : "organisation.edit")
        var form = FormParts(context.visit, kind: "organisation", given: given, issues: issues)
        form.question = LookalikeViews.question(alike, mayClaim: !context.actor.isOffice, context.words)
        return Answers.page(
            Page(
                title: title, crumbs: crumbs(context),
                body: OrganisationViews.form(organisation, form, context.visit), area: "/organisations",
                issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("organisations.title"), "/organisations")]
    }
}
