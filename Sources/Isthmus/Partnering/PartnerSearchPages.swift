import Hummingbird

/// The pages and API of partner searches.
public struct PartnerSearchPages: Pages {
    public init() {}

    static let path = "/partner-searches"

    static let list = ListPage<PartnerSearchLine>(
        kind: "partner_searches", path: path, canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("\(path)/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("state", plain: { $1("partner_search.state.\($0.state.rawValue)") }) { line, words in
                PartnerSearchViews.pill(line.state, words)
            },
            ListColumn("call", plain: { $0.callTitle.reading($1.language) }) { line, words in
                Parts.link("/calls/\(line.callID.text)", line.callTitle.reading(words.language))
            },
            ListColumn("organisation", plain: { line, _ in line.organisation }) { line, _ in
                Parts.link("/organisations/\(line.organisationID.text)", line.organisation)
            },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("role", plain: { $1("partner_role.\($0.role.rawValue)") }),
            .day("deadline", sort: "deadline") { $0.answerBy ?? $0.closesAt.map { BrusselsTime.clock(at: $0).day } },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("callID") { $0.callID.text }, ListCode("callCode") { $0.callCode },
            ListCode("theme") { $0.theme }, ListCode("organisationID") { $0.organisationID.text },
            ListCode("countryCode") { $0.country }, ListCode("roleCode") { $0.role.rawValue },
            ListCode("partnersWanted") { String($0.partnersWanted) }, ListCode("event") { $0.event },
            ListCode("answerBy") { $0.answerBy?.description ?? "" }, ListCode("closesAt") { $0.closesAt?.iso ?? "" },
            ListCode("publishedAt") { $0.publishedAt?.iso ?? "" }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "published", label: PartnerSearchViews.label)

    static let facets = PartnerSearch.listing(at: Moment(seconds: 0), for: .visitor).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { PartnerSearchViews.tools($0.visit) },
            find: { try await $3.partnerSearches($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/partner-searches/new") { _, context in
            try await newPage(context.visit.query["call"] ?? "", nil, [], context)
        }
        routes.post("/partner-searches") { request, context in try await create(request, context) }
        routes.get("/partner-searches/{id}") { _, context in try await show(nil, [], "", context) }
        routes.get("/partner-searches/{id}/form") { _, context in try await editPage(nil, [], context) }
        routes.post("/partner-searches/{id}") { request, context in try await change(request, context) }
        routes.post("/partner-searches/{id}/check") { request, context in
            _ = try await context.given(request)
            let checked = try await context.programme.checkPartnerSearch(try context.id(), as: context.actor)
            return Answers.seeOther("\(Self.path)/\(checked.id.text)#checks", notice: "partner_search.checked", context)
        }
        act("publication", "partner_search.published", routes) { try await $0.publishPartnerSearch($1, $2, as: $3) }
        act("closing", "partner_search.closed", routes) { try await $0.closePartnerSearch($1, $2, as: $3) }
        act("withdrawal", "partner_search.withdrawn", routes) { try await $0.withdrawPartnerSearch($1, $2, as: $3) }
        act("reviews", "search_review.asked", routes) { try await $0.askReviewer(of: $1, $2, as: $3) }
        addAPI(to: routes)
    }

    /// A form on the search's own page that comes back there.
    private func act<Result: Sendable>(
        _ name: String, _ notice: String, _ routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<PartnerSearch>, [String: Given], Actor) async throws -> Result
    ) {
        routes.post("/partner-searches/{id}/\(name)") { request, context in
            let id: ID<PartnerSearch> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
                return Answers.seeOther("\(Self.path)/\(id.text)", notice: notice, context)
            } catch Problem.invalid(let issues) { return try await show(given, issues, name, context) }
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/partner-searches/{id}") { _, context in
            let profile = try await context.programme.partnerSearch(try context.id(), as: context.actor)
            return try Answers.json(profile.seen, context)
        }
        routes.post("/api/v1/partner-searches") { request, context in
            let given = try await context.given(request)
            let made = try await context.programme.createPartnerSearch(given, as: context.actor)
            return try Answers.created(made.seen(by: context.actor, at: context.programme.clock()), context)
        }
        routes.patch("/api/v1/partner-searches/{id}") { request, context in
            let given = try await context.given(request)
            let changed = try await context.programme.changePartnerSearch(
                try context.id(), given, as: context.actor)
            return try Answers.json(changed.seen(by: context.actor, at: context.programme.clock()), context)
        }
        routes.post("/api/v1/partner-searches/{id}/check") { _, context in
            let checked = try await context.programme.checkPartnerSearch(try context.id(), as: context.actor)
            return try Answers.json(checked.seen(by: context.actor, at: context.programme.clock()), context)
        }
        routes.post("/api/v1/partner-searches/{id}/publication") { request, context in
            let given = try await context.given(request)
            let shown = try await context.programme.publishPartnerSearch(
                try context.id(), given, as: context.actor)
            return try Answers.json(shown.seen(by: context.actor, at: context.programme.clock()), context)
        }
    }

    /// `form` names the form on the page that came back with issues.
    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ form: String, _ context: SiteContext
    ) async throws -> Response {
        let id: ID<PartnerSearch> = try context.id()
        let profile = try await context.programme.partnerSearch(id, as: context.actor)
        let back = PartnerSearchViews.Returned(form: form, given: given, issues: issues)
        return Answers.page(
            Page(
                title: profile.search.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: PartnerSearchViews.profile(profile, back, context.visit), area: Self.path, issues: issues,
                formats: [("JSON", "/api/v1/partner-searches/\(id.text)")]),
            context)
    }

    private func newPage(
        _ call: String, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        formPage(
            try await context.programme.partnerSearchToCreate(call, as: context.actor), isNew: true, given, issues,
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let made = try await context.programme.createPartnerSearch(given, as: context.actor)
            return Answers.seeOther("\(Self.path)/\(made.id.text)", notice: "partner_search.created", context)
        } catch Problem.invalid(let issues) {
            guard !issues.contains(where: { $0.field == "call" }) else { throw Problem.invalid(issues) }
            return try await newPage(given.text("call"), given, issues, context)
        }
    }

    private func editPage(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let edited = try await context.programme.partnerSearchToEdit(try context.id(), as: context.actor)
        return formPage(edited, isNew: false, given, issues, context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<PartnerSearch> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changePartnerSearch(id, given, as: context.actor)
            }
            return Answers.seeOther("\(Self.path)/\(id.text)", notice: "partner_search.changed", context)
        } catch Problem.invalid(let issues) { return try await editPage(given, issues, context) }
    }

    private func formPage(
        _ edited: PartnerSearchToEdit, isNew: Bool, _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "partner_search", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(isNew ? "partner_search.add" : "partner_search.edit"),
                crumbs: Self.crumbs(context),
                body: PartnerSearchFormViews.form(edited, isNew: isNew, form, context.visit), area: Self.path,
                issues: issues),
            context)
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("partner_searches.title"), path)]
    }
}
