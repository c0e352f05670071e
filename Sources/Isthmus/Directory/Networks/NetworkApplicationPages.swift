import Hummingbird

/// The pages and API of applications for membership in networks.
public struct NetworkApplicationPages: Pages {
    public init() {}

    static let list = ListPage<NetworkApplicationLine>(
        kind: "network_applications", path: "/network-applications",
        columns: [
            ListColumn("applicant", sort: "applicant", plain: { $0.applicant(in: $1.language) }) { line, words in
                let name = line.applicant(in: words.language)
                return "\(Parts.link("/network-applications/\(line.id.text)", name))<small>\(line.role)</small>"
            },
            ListColumn("network", sort: "network", plain: { $0.network.reading($1.language) }) { line, words in
                Parts.link("/networks/\(line.networkID.text)", line.network.reading(words.language))
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("status", plain: { $1("network_application.state.\($0.state.rawValue)") }) { line, words in
                NetworkApplicationViews.pill(line.state, words)
            },
            ListColumn("mentor", plain: { line, _ in line.mentor }),
            .day("begun", sort: "begun") { $0.createdAt.day },
            .day("handed_in", sort: "handed_in") { $0.handedInAt?.day },
            .day("answered") { $0.answeredOn },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("networkID") { $0.networkID.text },
            ListCode("organisationID") { $0.organisationID?.text ?? "" },
            ListCode("personID") { $0.personID?.text ?? "" }, ListCode("role") { $0.role },
            ListCode("countryCode") { $0.country }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("version") { String($0.version) }, ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "begun", label: NetworkApplicationViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: NetworkApplication.listing.facets,
            names: { _, context in try await context.programme.appliedNetworks(as: context.actor) },
            find: { try await $3.networkApplications($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/networks/{id}/applications/new") { _, context in try await newForm(nil, [], context) }
        routes.post("/networks/{id}/applications") { request, context in try await begin(request, context) }
        routes.get("/network-applications/{id}") { _, context in try await show(.none, context) }
        routes.get("/network-applications/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/network-applications/{id}") { request, context in try await change(request, context) }
        routes.post("/network-applications/{id}/submission") { request, context in
            try await handIn(request, context)
        }
        routes.post("/network-applications/{id}/withdrawal") { request, context in
            try await act("", "network_application.withdrawn", request, context) {
                try await $0.withdrawNetworkApplication($1, $2, as: $3)
            }
        }
        routes.post("/network-applications/{id}/mentor") { request, context in
            try await act("mentor", "network_application.mentored", request, context) {
                try await $0.assignNetworkMentor($1, $2, as: $3)
            }
        }
        routes.post("/network-applications/{id}/notes") { request, context in
            try await act("note", "network_application.noted", request, context) {
                try await $0.addNetworkNote(to: $1, $2, as: $3)
            }
        }
        routes.post("/network-applications/{id}/decision") { request, context in
            try await act("decision", "network_application.decided", request, context) {
                try await $0.decideNetworkApplication($1, $2, as: $3)
            }
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
        let profile = try await context.programme.networkApplication(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.applicant, crumbs: Self.crumbs(context),
                body: NetworkApplicationViews.profile(profile, returned, context.visit), area: "/networks",
                issues: returned.issues,
                formats: [("JSON", "/api/v1/network-applications/\(profile.application.id.text)")]),
            context)
    }

    private func act<Answer>(
        _ form: String, _ notice: String, _ request: Request, _ context: SiteContext,
        _ verb: (Programme, ID<NetworkApplication>, [String: Given], Actor) async throws -> Answer
    ) async throws -> Response {
        let id: ID<NetworkApplication> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
            return Answers.seeOther("/network-applications/\(id.text)", notice: notice, context)
        } catch Problem.invalid(let issues) {
            return try await show(Returned(form: form, given: given, issues: issues), context)
        }
    }

    private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let begun = try await context.programme.applyToNetwork(try context.id(), given, as: context.actor)
            return Answers.seeOther(
                "/network-applications/\(begun.id.text)", notice: "network_application.begun", context)
        } catch Problem.invalid(let issues) { return try await newForm(given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<NetworkApplication> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeNetworkApplication(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "/network-applications/\(id.text)", notice: "network_application.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    /// What is still missing is asked for in the form.
    private func handIn(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<NetworkApplication> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.handInNetworkApplication(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "/network-applications/\(id.text)", notice: "network_application.handed_in", context)
        } catch Problem.invalid(let issues) { return try await form(nil, issues, context) }
    }

    private func newForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = try await context.programme.networkToApply(
            try context.id(), returning: given, as: context.actor)
        return page(form, given, issues, context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = try await context.programme.networkApplicationToEdit(
            try context.id(), isReturned: given != nil, as: context.actor)
        return page(form, given, issues, context)
    }

    private func page(
        _ form: NetworkApplicationForm, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let parts = FormParts(context.visit, kind: "network_application", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("network_application.title"), crumbs: Self.crumbs(context),
                body: NetworkApplicationFormViews.form(form, parts, context.words), area: "/networks", issues: issues),
            context)
    }

    private static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [
            (context.words("networks.title"), "/networks"),
            (context.words("network_applications.title"), "/network-applications"),
        ]
    }
}
