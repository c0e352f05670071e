import Hummingbird

/// The office's yearly rounds: whom it asks, who answered, what they say is otherwise.
public struct UpdatePages: Pages {
    public init() {}

    static let list = ListPage<UpdateRequestLine>(
        kind: "update_requests", path: "/office/update-requests",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/office/update-requests/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("year", isNumber: true, plain: { line, _ in String(line.year) }),
            ListColumn("kind", plain: { $1("journal.kind.\($0.thingKind)") }),
            ListColumn("owner", plain: { line, _ in line.ownerName }),
            ListColumn("standing", plain: { $1("update.standing.\($0.standing.rawValue)") }) { line, words in
                Parts.pill(words("update.standing.\(line.standing.rawValue)"), UpdateViews.tone(line.standing))
            },
            ListColumn.day("asked") { $0.askedAt?.day }, ListColumn.day("reminded") { $0.remindedAt?.day },
            ListColumn.day("answered", sort: "answered") { $0.answeredAt?.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("thing") { $0.thing }, ListCode("thingKind") { $0.thingKind },
            ListCode("standingCode") { $0.standing.rawValue }, ListCode("language") { $0.language },
        ],
        label: { facet, value, words in
            switch facet {
            case "standing": words("update.standing.\(value)")
            case "kind": words("journal.kind.\(value)")
            case "language": value.isEmpty ? words("list.none") : words.language(named: value)
            default: value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: UpdateRequest.listing.facets,
            tools: { "<div class=\"actions\">\(Parts.link("/office/updates", $0.words("updates.title")))</div>" },
            find: { try await $3.updateRequests($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/office/updates") { _, context in try await rounds(nil, [], context) }
        routes.post("/office/updates") { request, context in try await create(request, context) }
        routes.get("/office/updates/{id}") { _, context in
            let (round, figures) = try await context.programme.round(try context.id(), as: context.actor)
            return page(
                context.words("update.round", ["year": String(round.year)]),
                UpdateViews.round(round, figures, at: context.programme.clock(), context.visit), context)
        }
        routes.post("/office/updates/{id}/letters") { request, context in
            _ = try await context.given(request)
            let id: ID<UpdateRound> = try context.id()
            try await context.programme.sendRound(id, as: context.actor)
            return Answers.seeOther("/office/updates/\(id.text)", notice: "update.sent", context)
        }
        routes.post("/office/updates/{id}/reminders") { request, context in
            _ = try await context.given(request)
            let id: ID<UpdateRound> = try context.id()
            try await context.programme.remindRound(id, as: context.actor)
            return Answers.seeOther("/office/updates/\(id.text)", notice: "update.reminded", context)
        }
        routes.get("/office/update-requests/{id}") { _, context in try await request(nil, [], context) }
        routes.post("/office/update-requests/{id}/decision") { request, context in
            try await decide(request, context)
        }
    }

    private func page(
        _ title: String, _ body: HTML, _ issues: [Problem.Issue] = [], _ context: SiteContext
    ) -> Response {
        let crumbs = [
            (label: context.words("nav.office"), path: "/office"),
            (label: context.words("updates.title"), path: "/office/updates"),
        ]
        return Answers.page(Page(title: title, crumbs: crumbs, body: body, area: "/office", issues: issues), context)
    }

    private func page(_ title: String, _ body: HTML, _ context: SiteContext) -> Response {
        page(title, body, [], context)
    }

    private func rounds(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let rounds = try await context.programme.rounds(as: context.actor)
        let form = FormParts(context.visit, kind: "update_round", given: given, issues: issues)
        return page(
            context.words("updates.title"),
            UpdateViews.rounds(rounds, form, at: context.programme.clock(), context.visit), issues, context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createRound(given, as: context.actor)
            return Answers.seeOther("/office/updates/\(created.id.text)", notice: "update.created", context)
        } catch Problem.invalid(let issues) { return try await rounds(given, issues, context) }
    }

    private func request(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.updateRequest(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "update_decision", given: given, issues: issues)
        return page(
            profile.record.title.reading(context.words.language), UpdateViews.request(profile, form, context.visit),
            issues, context)
    }

    private func decide(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<UpdateRequest> = try context.id()
        let given = try await context.given(request)
        do {
            try await context.change(id) {
                try await context.programme.decideUpdate(id, given, as: context.actor)
            }
            return Answers.seeOther("/office/update-requests/\(id.text)", notice: "update.decided", context)
        } catch Problem.invalid(let issues) { return try await self.request(given, issues, context) }
    }
}

/// What an owner reaches by the mailed link, without signing in: one record in one round.
public struct UpdateAnswerPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/updates/{token}") { _, context in try await calmly(context) { try await form(nil, [], context) } }
        routes.post("/updates/{token}") { request, context in
            let given = try await context.given(request)
            return try await calmly(context) { try await answer(given, context) }
        }
        routes.get("/updates/{token}/stop") { _, context in
            try await calmly(context) {
                let visit = try await context.programme.update(token: try SignInPages.token(context))
                return page(context.words("update.stop"), UpdateViews.stop(visit, context.visit), context)
            }
        }
        routes.post("/updates/{token}/stop") { request, context in
            _ = try await context.given(request)
            return try await calmly(context) {
                try await context.programme.stopUpdates(token: try SignInPages.token(context))
                return page(context.words("update.stop"), UpdateViews.stopped(context.words), context)
            }
        }
    }

    private func page(
        _ title: String, _ body: HTML, _ context: SiteContext, issues: [Problem.Issue] = []
    ) -> Response { Answers.page(Page(title: title, body: body, area: "/inventory", issues: issues), context) }

    /// A link that is forged, expired or of a record that is gone: one page that says so, and says nothing else.
    private func calmly(_ context: SiteContext, _ body: () async throws -> Response) async throws -> Response {
        do { return try await body() } catch Problem.notFound {
            let title = context.words("update.gone")
            return Answers.page(
                Page(title: title, body: UpdateViews.gone(context.words), status: .notFound), context)
        }
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let visit = try await context.programme.update(token: try SignInPages.token(context))
        let topics = try await context.programme.topicChoices(with: visit.record.topics)
        return page(
            visit.record.title.reading(context.words.language),
            UpdateViews.form(visit, topics, given, issues, context.visit), context, issues: issues)
    }

    private func answer(_ given: [String: Given], _ context: SiteContext) async throws -> Response {
        do {
            try await context.programme.answerUpdate(token: try SignInPages.token(context), given)
            return Answers.seeOther(context.visit.path, notice: "update.answered", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }
}
