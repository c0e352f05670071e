import Hummingbird

/// The pages and API of competences.
public struct CompetencePages: Pages {
    public init() {}

    static let list = ListPage<CompetenceLine>(
        kind: "competences", path: "/competences", canBeSaved: true,
        columns: [
            ListColumn("statement", sort: "statement", plain: { $0.statement.reading($1.language) }) { line, words in
                Parts.link("/competences/\(line.id.text)", line.statement.reading(words.language))
            },
            ListColumn("holder", plain: { holder($0, $1) }) { line, words in
                // Whoever is not to be seen, or is there no longer, has no name here and no page.
                let person: HTML? = line.personID.flatMap { id in
                    line.names == nil ? nil : Parts.link("/people/\(id.text)", names(line, words))
                }
                let organisation: HTML? = line.organisationID.flatMap { id in
                    line.organisation.map { Parts.link("/organisations/\(id.text)", $0) }
                }
                return [person, organisation].compactMap { $0 }.joined(", ")
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn(
                "readiness", sort: "readiness", isNumber: true,
                plain: { line, _ in line.readiness.map { String($0) } ?? "" }),
            .day("changed", sort: "changed") { $0.changedAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text },
            ListCode("personID") { $0.personID?.text ?? "" },
            ListCode("organisationID") { $0.organisationID?.text ?? "" },
            ListCode("countryCode") { $0.country },
            ListCode("status") { $0.status.rawValue },
            ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ],
        label: { facet, value, words in
            switch facet {
            case "topic": CompetenceViews.topic(value, words)
            case "country": words.country(value)
            case "readiness": words("readiness.short", ["level": value]) + " · " + words("readiness.\(value)")
            case "status": words("profile.status.\(value)")
            case "team": words("people.of_team")
            case "person": words("affiliations.of_person")
            case "period": value
            default: words("people.of_organisation")
            }
        })

    private static func names(_ line: CompetenceLine, _ words: Words) -> String {
        line.names?.text(in: words.language) ?? ""
    }
    private static func holder(_ line: CompetenceLine, _ words: Words) -> String {
        [names(line, words), line.organisation ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Competence.listing.facets,
            tools: { context in
                guard let person = context.actor.person else {
                    guard context.actor.account != nil else { return "" }
                    return Parts.actions([Parts.button("/people/new?own=1", context.words("person.add_own"))])
                }
                let path = "/competences/new?person=\(person)"
                return "<div class=\"actions\">\(Parts.button(path, context.words("competence.add")))</div>"
            },
            find: { try await $3.competences($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/competences/new") { _, context in try await newForm(context) }
        routes.post("/competences") { request, context in try await create(request, context) }
        routes.get("/competences/{id}") { _, context in try await show(context) }
        routes.get("/competences/{id}/form") { _, context in try await editPage(try context.id(), nil, [], context) }
        routes.post("/competences/{id}") { request, context in try await change(request, context) }
        routes.get("/api/v1/competences/{id}") { _, context in
            let profile = try await context.programme.competence(try context.id(), as: context.actor)
            return try Answers.json(profile.competence.seen, context)
        }
        routes.post("/api/v1/competences") { request, context in
            let given = try await context.given(request)
            let created = try await context.programme.createCompetence(given, as: context.actor)
            return try Answers.created(created.seen, context)
        }
        routes.patch("/api/v1/competences/{id}") { request, context in
            let given = try await context.given(request)
            let changed = try await context.programme.changeCompetence(try context.id(), given, as: context.actor)
            return try Answers.json(changed.seen, context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Competence> = try context.id()
        let profile = try await context.programme.competence(id, as: context.actor)
        return Answers.page(
            Page(
                title: profile.competence.statement.reading(context.words.language), crumbs: crumbs(context),
                body: CompetenceViews.profile(profile, context.visit), area: "/competences",
                formats: [("JSON", "/api/v1/competences/\(id.text)")], isKept: true),
            context)
    }

    /// `?organisation=`, `?team=` and `?person=` say whose it will be.
    private func newForm(_ context: SiteContext) async throws -> Response {
        let named = ["organisation", "team", "person"].compactMap { name in
            context.visit.query[name].map { (name, Given.text($0)) }
        }
        return try await newPage(Dictionary(uniqueKeysWithValues: named), nil, [], context)
    }

    private func newPage(
        _ named: [String: Given], _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let blank = try await context.programme.competenceToCreate(named, as: context.actor)
        return page(blank, isNew: true, given, issues, context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createCompetence(given, as: context.actor)
            return Answers.seeOther("/competences/\(created.id.text)", notice: "competence.created", context)
        } catch Problem.invalid(let issues) { return try await newPage(given, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Competence> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeCompetence(id, given, as: context.actor)
            }
            return Answers.seeOther("/competences/\(id.text)", notice: "competence.changed", context)
        } catch Problem.invalid(let issues) { return try await editPage(id, given, issues, context) }
    }

    private func editPage(
        _ id: ID<Competence>, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        page(try await context.programme.competenceToEdit(id, as: context.actor), isNew: false, given, issues, context)
    }

    private func page(
        _ edited: CompetenceToEdit, isNew: Bool, _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "competence", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(isNew ? "competence.add" : "competence.edit"), crumbs: crumbs(context),
                body: CompetenceFormViews.form(edited, isNew: isNew, form, context.words), area: "/competences",
                issues: issues),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("competences.title"), "/competences")]
    }
}
