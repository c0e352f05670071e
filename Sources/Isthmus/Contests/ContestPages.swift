import Hummingbird

/// The pages and API of contests and exhibitions.
public struct ContestPages: Pages {
    public init() {}

    static let list = ListPage<ContestLine>(
        kind: "contests", path: "/contests",
        columns: [
            ListColumn("title", sort: "title", plain: { $0.title.reading($1.language) }) { line, words in
                """
                \(Parts.link("/contests/\(line.id.text)", line.title.reading(words.language)))\
                <small>\(words("event.kind.\(line.eventKind.rawValue)"))</small>
                """
            },
            ListColumn("event", plain: { $0.eventTitle.reading($1.language) }) { line, words in
                Parts.link("/events/\(line.eventID.text)", line.eventTitle.reading(words.language))
            },
            ListColumn("closes", sort: "closes", plain: { line, _ in line.closes.description }) { line, words in
                "\(words.day(line.closes.day)), \(line.closes.clock)<small>\(line.zone)</small>"
            },
            ListColumn("state", plain: { $1("contest.state.\($0.state.rawValue)") }) { line, words in
                ContestViews.pill(line.state, words)
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("eventID") { $0.eventID.text },
            ListCode("stateCode") { $0.state.rawValue }, ListCode("closesAt") { $0.closesAt.iso },
            ListCode("version") { String($0.version) }, ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "closes", label: ContestViews.label)

    static let facets = Contest.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: Self.facets) {
            try await $3.contests($0, as: $1, counting: $2)
        }.add(to: routes)
        routes.get("/events/{id}/contests/new") { _, context in
            try await formPage(nil, of: try context.id(), nil, [], context)
        }
        routes.post("/events/{id}/contests") { request, context in try await create(request, context) }
        routes.get("/contests/{id}") { _, context in try await show(nil, [], context) }
        routes.get("/contests/{id}/form") { _, context in
            try await formPage(try context.id(), of: nil, nil, [], context)
        }
        routes.post("/contests/{id}") { request, context in try await change(request, context) }
        routes.post("/contests/{id}/votes") { request, context in try await vote(request, context) }
        routes.get("/contests/{id}/certificates") { _, context in try await certificates(context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/contests/{id}") { _, context in
            try Answers.json(try await context.programme.contestSeen(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/events/{id}/contests") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.createContest(for: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/contests/{id}") { request, context in
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeContest(try context.id(), given, as: context.actor), context)
        }
    }

    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<Contest> = try context.id()
        let profile = try await context.programme.contest(id, as: context.actor)
        let form = FormParts(context.visit, kind: "contest_vote", given: given, issues: issues)
        return Answers.page(
            Page(
                title: profile.contest.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: ContestViews.profile(profile, form, context.visit), area: "/contests", issues: issues,
                formats: [("JSON", "/api/v1/contests/\(id.text)")]),
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let event: ID<Event> = try context.id()
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createContest(for: event, given, as: context.actor)
            return Answers.seeOther("/contests/\(created.id.text)", notice: "contest.created", context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, of: event, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Contest> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeContest(id, given, as: context.actor)
            }
            return Answers.seeOther("/contests/\(id.text)", notice: "contest.changed", context)
        } catch Problem.invalid(let issues) { return try await formPage(id, of: nil, given, issues, context) }
    }

    private func formPage(
        _ id: ID<Contest>?, of event: ID<Event>?, _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ context: SiteContext
    ) async throws -> Response {
        let (contest, event, forms) = try await context.programme.contestToEdit(id, for: event, as: context.actor)
        let form = FormParts(context.visit, kind: "contest", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(contest == nil ? "contest.add" : "contest.edit"), crumbs: Self.crumbs(context),
                body: ContestFormViews.form(contest, of: event, forms, form, context.visit), area: "/contests",
                issues: issues),
            context)
    }

    private func vote(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Contest> = try context.id()
        let given = try await context.given(request)
        do {
            try await context.programme.askForVote(
                in: id, given, from: context.device(request), as: context.actor)
            return Answers.seeOther("/contests/\(id.text)", notice: "contest_vote.asked", context)
        } catch Problem.invalid(let issues) { return try await show(given, issues, context) }
    }

    private func certificates(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.contest(try context.id(), as: context.actor)
        guard profile.contest.allows(.receive, to: context.actor) else {
            throw context.actor.isSignedIn
                ? Problem.refused(.init("contest.refused.receive")) : Problem.signInNeeded
        }
        return Answers.page(
            Page(
                title: context.words("contest.certificates"), crumbs: Self.crumbs(context, profile.contest),
                body: ContestViews.certificates(profile.awards, of: profile.contest, profile.event, context.visit),
                area: "/contests"),
            context)
    }

    static func crumbs(_ context: SiteContext, _ contest: Contest? = nil) -> [(label: String, path: String)] {
        [(context.words("contests.title"), "/contests")]
            + (contest.map { [($0.title.reading(context.words.language), "/contests/\($0.id.text)")] } ?? [])
    }
}
