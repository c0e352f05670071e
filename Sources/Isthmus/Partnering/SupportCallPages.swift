import Hummingbird

/// The pages and API of the calls in which teams apply for personal support.
public struct SupportCallPages: Pages {
    public init() {}

    static let list = ListPage<SupportCallLine>(
        kind: "support_calls", path: "/support-calls",
        columns: [
            ListColumn("title", sort: "title", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/support-calls/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("state", plain: { $1("support_call.state.\($0.state.rawValue)") }) { line, words in
                SupportCallViews.pill(line.state, words)
            },
            .day("closes", sort: "closes") { BrusselsTime.clock(at: $0.closesAt).day },
            ListColumn("places", isNumber: true, plain: { line, _ in String(line.places) }),
            ListColumn("applications", isNumber: true, plain: { line, _ in String(line.applications) }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("closesAt") { $0.closesAt.iso }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "closes", label: { _, value, words in words("support_call.state.\(value)") })

    /// Names and readers of the filters do not depend on the moment.
    static let facets = SupportCall.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { SupportCallViews.tools($0.visit) },
            find: { try await $3.supportCalls($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/support-calls/new") { _, context in try await formPage(nil, nil, [], context) }
        routes.post("/support-calls") { request, context in try await create(request, context) }
        routes.get("/support-calls/{id}") { _, context in try await show(context) }
        routes.get("/support-calls/{id}/form") { _, context in
            try await formPage(try context.id(), nil, [], context)
        }
        routes.post("/support-calls/{id}") { request, context in try await change(request, context) }
        routes.get("/support-calls/{id}/shortlist") { _, context in try await shortlist(nil, [], context) }
        routes.post("/support-calls/{id}/shortlist") { request, context in try await decide(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/support-calls/{id}") { _, context in
            try Answers.json(
                try await context.programme.supportCall(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/support-calls") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.createSupportCall(given, as: context.actor), context)
        }
        routes.patch("/api/v1/support-calls/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeSupportCall(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/support-calls/{id}/shortlist") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.decideSupport(try context.id(), given, as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<SupportCall> = try context.id()
        let profile = try await context.programme.supportCall(id, as: context.actor)
        return Answers.page(
            Page(
                title: profile.call.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: SupportCallViews.profile(profile, context.visit), area: "/support-calls",
                formats: [("JSON", "/api/v1/support-calls/\(id.text)")]),
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createSupportCall(given, as: context.actor)
            return Answers.seeOther("/support-calls/\(created.id.text)", notice: "support_call.created", context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportCall> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeSupportCall(id, given, as: context.actor)
            }
            return Answers.seeOther("/support-calls/\(id.text)", notice: "support_call.changed", context)
        } catch Problem.invalid(let issues) { return try await formPage(id, given, issues, context) }
    }

    private func formPage(
        _ id: ID<SupportCall>?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (call, forms) = try await context.programme.supportCallToEdit(id, as: context.actor)
        let form = FormParts(context.visit, kind: "support_call", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(call == nil ? "support_call.add" : "support_call.edit"),
                crumbs: Self.crumbs(context), body: SupportCallViews.form(call, forms, form, context.visit),
                area: "/support-calls", issues: issues),
            context)
    }

    /// `prefer` in the query shows the list as it would be with those before others of the same mark.
    private func shortlist(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let preferred = Set(context.visit.query.all("prefer").prefix(200))
        let shortlist = try await context.programme.supportShortlist(
            of: try context.id(), preferring: preferred, as: context.actor)
        let form = FormParts(context.visit, kind: "support_call", given: given, issues: issues)
        let title = shortlist.call.title.reading(context.words.language)
        return Answers.page(
            Page(
                title: context.words("support_call.shortlist"),
                crumbs: Self.crumbs(context) + [(title, "/support-calls/\(shortlist.call.id.text)")],
                body: SupportCallViews.shortlist(shortlist, preferred, form, context.visit), area: "/support-calls",
                issues: issues),
            context)
    }

    private func decide(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<SupportCall> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.decideSupport(id, given, as: context.actor)
            }
            return Answers.seeOther("/support-calls/\(id.text)/shortlist", notice: "support_call.decided", context)
        } catch Problem.invalid(let issues) { return try await shortlist(given, issues, context) }
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("support_calls.title"), "/support-calls")]
    }
}
