import Hummingbird

/// The pages and API of people.
public struct PersonPages: Pages {
    public init() {}

    static let list = ListPage<PersonLine>(
        kind: "people", path: "/people", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.names.text(in: $1.language) }) { line, words in
                Parts.link("/people/\(line.id.text)", line.names.text(in: words.language)) + original(line.names, words)
            },
            ListColumn("organisation", plain: { line, _ in line.organisation ?? "" }) { line, _ in
                guard let id = line.organisationID, let name = line.organisation else { return "" }
                return Parts.link("/organisations/\(id)", name)
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            .day("changed", sort: "changed") { $0.changedAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text },
            ListCode("names") { $0.names.map(\.text).joined(separator: "; ") },
            ListCode("organisationID") { $0.organisationID ?? "" },
            ListCode("countryCode") { $0.country },
            ListCode("status") { $0.status.rawValue },
            ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "country", "workplace": words.country(value)
            case "language": words.language(named: value)
            case "status": words("profile.status.\(value)")
            case "period": value
            default: words("people.of_organisation")
            }
        })

    private static func original(_ names: [PersonName], _ words: Words) -> HTML {
        names.original(besides: words.language).map { " <span class=\"quiet\">\($0.text)</span>" } ?? ""
    }

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Person.listing.facets,
            tools: { context in
                guard Person.refusalOfCreating(to: context.actor) == nil else { return "" }
                let key = Person.isSelf(context.actor, asked: false) ? "person.add_own" : "person.add"
                return "<div class=\"actions\">\(Parts.button("/people/new", context.words(key)))</div>"
            },
            find: { try await $3.people($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/people/new") { _, context in try await newForm(context) }
        routes.post("/people") { request, context in try await create(request, context) }
        routes.get("/people/{id}") { _, context in try await show(context) }
        routes.get("/people/{id}/form") { _, context in try await form(context) }
        routes.post("/people/{id}") { request, context in try await change(request, context) }
        routes.get("/api/v1/people/{id}") { _, context in
            let id: ID<Person> = try context.id()
            if let place = try await context.programme.movedPath(of: id.text, under: "/api/v1/people") {
                return Answers.moved(to: place)
            }
            return try Answers.json(try await context.programme.person(id, as: context.actor).seen, context)
        }
        routes.post("/api/v1/people") { request, context in
            let created = try await context.programme.createPerson(try await context.given(request), as: context.actor)
            return try Answers.created(created.seen(by: context.actor), context)
        }
        routes.patch("/api/v1/people/{id}") { request, context in
            let changed = try await context.programme.changePerson(
                try context.id(), try await context.given(request), as: context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Person> = try context.id()
        if let place = try await context.programme.movedPath(of: id.text, under: "/people") {
            return Answers.moved(to: place)
        }
        let profile = try await context.programme.person(id, as: context.actor)
        let parts = try await PagePart.all(of: Person.kind, id.text, context)
        return Answers.page(
            Page(
                title: profile.seen.names.text(in: context.words.language), crumbs: crumbs(context),
                body: PersonViews.profile(profile, parts.html, context.visit, at: context.programme.clock()),
                area: "/people",
                formats: [("JSON", "/api/v1/people/\(id.text)")], isKept: parts.isSettled),
            context)
    }

    private func newForm(_ context: SiteContext) async throws -> Response {
        if let refusal = Person.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await formPage(nil, nil, [], context)
    }

    private func form(_ context: SiteContext) async throws -> Response {
        let person = try await context.programme.personToEdit(try context.id(), as: context.actor)
        return try await formPage(person, nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        let alike = try await context.programme.lookalikes(of: .person, given, as: context.actor)
        guard alike.isEmpty || Person.refusalOfCreating(to: context.actor) != nil else {
            return try await formPage(nil, given, [.init("", "lookalike.found")], context, alike: alike)
        }
        do {
            let created = try await context.programme.createPerson(given, as: context.actor)
            let notice = Person.isSelf(context.actor, asked: isOwn(given)) ? "person.created_own" : "person.created"
            return Answers.seeOther("/people/\(created.id.text)", notice: notice, context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Person> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changePerson(id, given, as: context.actor)
            }
            return Answers.seeOther("/people/\(id.text)", notice: "person.changed", context)
        } catch Problem.invalid(let issues) {
            let person = try await context.programme.personToEdit(id, as: context.actor)
            return try await formPage(person, given, issues, context)
        }
    }

    /// Whether a form says that it is about whoever sends it.
    private func isOwn(_ given: [String: Given]) -> Bool { Fields(given).flag("own", false) }

    private func formPage(
        _ person: Person?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext,
        alike: [Lookalike] = []
    ) async throws -> Response {
        let workplaces = person == nil ? try await context.programme.ownOrganisations(of: context.actor) : []
        var form = FormParts(context.visit, kind: "person", given: given, issues: issues)
        let asked = given.map { isOwn($0) } ?? (context.visit.query["own"] == "1")
        let isSelf = person == nil && Person.isSelf(context.actor, asked: asked)
        form.question = LookalikeViews.question(alike, mayClaim: isSelf, context.words)
        return Answers.page(
            Page(
                title: context.words(PersonFormViews.title(person, isSelf: isSelf)), crumbs: crumbs(context),
                body: PersonFormViews.form(person, isSelf: isSelf, workplaces: workplaces, form, context.visit),
                area: "/people",
                issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("people.title"), "/people")]
    }
}
