import Hummingbird

/// The pages and API of calls.
public struct CallPages: Pages {
    public init() {}

    static let list = ListPage<CallLine>(
        kind: "calls", path: "/calls", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                "\(Parts.link("/calls/\(line.id.text)", line.title.reading(words.language)))<small>\(line.code)</small>"
            },
            ListColumn("state", plain: { $1("call.state.\($0.state.rawValue)") }) { line, words in
                Parts.pill(words("call.state.\(line.state.rawValue)"), CallViews.tone(line.state))
            },
            ListColumn(
                "deadline", sort: "deadline",
                plain: { line, _ in (line.nextDeadlineAt ?? line.closesAt).map { BrusselsTime.text($0) } ?? "" }
            ) { line, words in
                "\((line.nextDeadlineAt ?? line.closesAt).map { words.day(BrusselsTime.clock(at: $0).day) })"
            },
            ListColumn("programme", plain: { line, _ in line.programme }),
            ListColumn("instrument", plain: { line, _ in line.instrument }),
            ListColumn("budget", sort: "budget", isNumber: true, plain: { line, _ in line.budgetMost?.plain ?? "" }) {
                line, words in
                "\(line.budgetMost.map { words.money($0) })"
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("code") { $0.code }, ListCode("callCode") { $0.callCode },
            ListCode("theme") { $0.theme }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("openingDay") { $0.openingDay?.description ?? "" },
            ListCode("nextDeadlineAt") { $0.nextDeadlineAt?.iso ?? "" },
            ListCode("closesAt") { $0.closesAt?.iso ?? "" },
            ListCode("budgetLeast") { $0.budgetLeast?.plain ?? "" },
            ListCode("budgetMost") { $0.budgetMost?.plain ?? "" },
            ListCode("currency") { $0.currency }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "deadline", label: CallViews.label)

    /// Names and readers of the filters do not depend on the moment.
    static let facets = Call.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { CallViews.tools($0.visit) },
            find: { try await $3.calls($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/calls/new") { _, context in try newForm(context) }
        routes.post("/calls") { request, context in try await create(request, context) }
        routes.get("/calls/{id}") { _, context in try await show(context) }
        routes.get("/calls/{id}/form") { _, context in
            formPage(try await context.programme.callToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/calls/{id}") { request, context in try await change(request, context) }
        routes.post("/calls/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let withdrawn = try await context.programme.withdrawCall(try context.id(), as: context.actor)
            return Answers.seeOther("/calls/\(withdrawn.id.text)", notice: "call.withdrawn", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/calls/{id}") { _, context in
            try Answers.json(try await context.programme.call(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/calls") { request, context in
            try Answers.created(
                try await context.programme.createCall(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/calls/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeCall(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/calls/{id}/withdrawal") { _, context in
            try Answers.json(
                try await context.programme.withdrawCall(try context.id(), as: context.actor), context)
        }
    }

    /// `side` in the query asks for one country; without it, the reader's own is shown where it is known.
    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Call> = try context.id()
        let profile = try await context.programme.call(id, as: context.actor)
        var side = context.visit.query["side"].flatMap { Countries.with($0.uppercased())?.code }
        if side == nil { side = try await context.programme.ownCountry(of: context.actor) }
        let first = CallPartnerQuestion(limit: CallPartnerViews.mostOnPage)
        let partners = try await context.programme.partnersNow(of: id, first, as: context.actor)
        return Answers.page(
            Page(
                title: profile.call.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: CallViews.profile(
                    profile, partners, side: side, at: context.programme.clock(), context.visit),
                area: "/calls", formats: [("JSON", "/api/v1/calls/\(id.text)")], isKept: partners != nil),
            context)
    }

    private func newForm(_ context: SiteContext) throws -> Response {
        if let refusal = Call.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return formPage(nil, nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createCall(given, as: context.actor)
            return Answers.seeOther("/calls/\(created.id.text)", notice: "call.created", context)
        } catch Problem.invalid(let issues) { return formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Call> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeCall(id, given, as: context.actor)
            }
            return Answers.seeOther("/calls/\(id.text)", notice: "call.changed", context)
        } catch Problem.invalid(let issues) {
            return formPage(try await context.programme.callToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func formPage(
        _ call: Call?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "call", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(call == nil ? "call.add" : "call.edit"), crumbs: Self.crumbs(context),
                body: CallFormViews.form(call, form, context.visit), area: "/calls", issues: issues),
            context)
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("calls.title"), "/calls")]
    }
}
