import Hummingbird

/// The pages and API of who works where.
public struct AffiliationPages: Pages {
    public init() {}

    static let list = ListPage<AffiliationLine>(
        kind: "affiliations", path: "/affiliations",
        columns: [
            ListColumn("person", sort: "person", plain: { $0.names.text(in: $1.language) }) { line, words in
                Parts.link("/people/\(line.personID.text)", line.names.text(in: words.language))
            },
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }) { line, _ in
                Parts.link("/organisations/\(line.organisationID.text)", line.organisation)
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("title", plain: { $0.title.reading($1.language) }),
            ListColumn("term", plain: { PersonViews.term($0.fromDay, $0.untilDay, $1) }),
        ],
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "term": words("affiliations.term.\(value)")
            case "person": words("affiliations.of_person")
            case "team": words("people.of_team")
            default: words("people.of_organisation")
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Affiliation.listing.facets, find: { try await $3.affiliations($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/people/{id}/affiliations/new") { _, context in try await newForm(context) }
        routes.post("/people/{id}/affiliations") { request, context in try await create(request, context) }
        routes.get("/affiliations/{id}/form") { _, context in try await form(context) }
        routes.post("/affiliations/{id}") { request, context in try await change(request, context) }
        routes.post("/affiliations/{id}/end") { request, context in try await end(request, context) }
        routes.get("/api/v1/affiliations/{id}") { _, context in
            try Answers.json(try await context.programme.affiliation(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/affiliations") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.createAffiliation(given, as: context.actor), context)
        }
        routes.patch("/api/v1/affiliations/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeAffiliation(try context.id(), given, as: context.actor), context)
        }
    }

    private func newForm(_ context: SiteContext) async throws -> Response {
        let person = try await context.programme.personToEdit(try context.id(), as: context.actor)
        return try await newPage(person, nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Person> = try context.id()
        var given = try await context.given(request)
        given["person"] = .text(id.text)
        do {
            _ = try await context.programme.createAffiliation(given, as: context.actor)
            return Answers.seeOther("/people/\(id.text)", notice: "affiliation.created", context)
        } catch Problem.invalid(let issues) {
            let person = try await context.programme.personToEdit(id, as: context.actor)
            return try await newPage(person, given, issues, context)
        }
    }

    private func form(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.affiliationToEdit(try context.id(), as: context.actor)
        return page(profile, nil, [], context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Affiliation> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeAffiliation(id, given, as: context.actor)
            }
            return Answers.seeOther("/people/\(changed.personID.text)", notice: "affiliation.changed", context)
        } catch Problem.invalid(let issues) {
            let profile = try await context.programme.affiliationToEdit(id, as: context.actor)
            return page(profile, given, issues, context)
        }
    }

    private func end(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Affiliation> = try context.id()
        let given = try await context.given(request)
        do {
            let ended = try await context.change(id) {
                try await context.programme.endAffiliation(id, given, as: context.actor)
            }
            return Answers.seeOther("/people/\(ended.personID.text)", notice: "affiliation.ended", context)
        } catch Problem.invalid(let issues) {
            let profile = try await context.programme.affiliationToEdit(id, as: context.actor)
            return page(profile, given, issues, context)
        }
    }

    private func newPage(
        _ person: Person, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let own = try await context.programme.ownOrganisations(of: context.actor)
        let isFree = context.actor.isOffice || context.actor.person == person.id.text
        let form = FormParts(context.visit, kind: "affiliation", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("affiliation.add"), crumbs: crumbs(person.id, person.names, context),
                body: AffiliationViews.newForm(person, organisations: isFree ? nil : own, form, context.words),
                area: "/people", issues: issues),
            context)
    }

    private func page(
        _ profile: AffiliationProfile, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "affiliation", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("affiliation.edit"),
                crumbs: crumbs(profile.person.id, profile.person.names, context),
                body: AffiliationViews.form(profile, form, context.visit), area: "/people",
                issues: issues),
            context)
    }

    private func crumbs(
        _ person: ID<Person>, _ names: [PersonName], _ context: SiteContext
    ) -> [(label: String, path: String)] {
        [
            (context.words("people.title"), "/people"),
            (names.text(in: context.words.language), "/people/\(person.text)"),
        ]
    }
}
