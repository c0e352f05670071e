import Hummingbird

/// The pages and API of programmes of events.
public struct EventProgrammePages: Pages {
    public init() {}

    static let list = ListPage<EventProgrammeLine>(
        kind: "event_programmes", path: "/event-programmes",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/event-programmes/\(line.id.text)", line.title.reading(words.language))
            },
            .day("first", sort: "first") { $0.firstDay }, .day("last") { $0.lastDay },
            .day("closes", sort: "closes") { $0.closesOn },
            ListColumn("selected", isNumber: true, plain: { line, _ in String(line.selected) }),
            ListColumn("status", plain: { $1("event_programme.status.\($0.status.rawValue)") }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("opensOn") { $0.opensOn.description },
            ListCode("statusCode") { $0.status.rawValue }, ListCode("version") { String($0.version) },
        ], sortedBy: "first", label: EventProgrammeViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: EventProgramme.listing.facets, tools: { EventProgrammeViews.tools($0.visit) },
            find: { try await $3.eventProgrammes($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/event-programmes/new") { _, context in
            if let refusal = EventProgramme.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await form(nil, nil, [], context)
        }
        routes.post("/event-programmes") { request, context in
            let given = try await context.given(request)
            do {
                let made = try await context.programme.createEventProgramme(given, as: context.actor)
                return Answers.seeOther(Self.path(made.id), notice: "event_programme.created", context)
            } catch Problem.invalid(let issues) { return try await form(nil, given, issues, context) }
        }
        routes.get("/event-programmes/{id}") { _, context in try await show(context) }
        routes.get("/event-programmes/{id}/form") { _, context in
            try await form(
                try await context.programme.eventProgrammeToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/event-programmes/{id}") { request, context in try await change(request, context) }
        addVerb("publication", to: routes) { try await $0.publishEventProgramme($1, as: $2) }
        addVerb("closing", to: routes) { try await $0.finishEventProgramme($1, as: $2) }
        addAPI(to: routes)
    }

    /// Names of the programmes by which a list is narrowed.
    static let names: @Sendable (Selection, SiteContext) async throws -> [String: String] = { selection, context in
        let ids = selection.chosen["programme"] ?? []
        return try await context.programme.titles(of: ids, as: context.actor).mapValues {
            $0.reading(context.words.language)
        }
    }

    static func path(_ id: ID<EventProgramme>) -> String { "/event-programmes/\(id.text)" }

    static func crumbs(
        _ context: SiteContext, _ programme: EventProgramme? = nil
    ) -> [(label: String, path: String)] {
        [(context.words("event_programmes.title"), "/event-programmes")]
            + (programme.map { [($0.title.reading(context.words.language), path($0.id))] } ?? [])
    }

    /// A button of the office's page and the same for programs.
    private func addVerb(
        _ name: String, to routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<EventProgramme>, Actor) async throws -> EventProgramme
    ) {
        let path = "/event-programmes/{id}/" + name
        routes.post(RouterPath(path)) { request, context in
            _ = try await context.given(request)
            let changed = try await verb(context.programme, try context.id(), context.actor)
            return Answers.seeOther(
                Self.path(changed.id), notice: "event_programme.\(changed.status.rawValue)", context)
        }
        routes.post(RouterPath("/api/v1" + path)) { _, context in
            try Answers.json(try await verb(context.programme, try context.id(), context.actor), context)
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/event-programmes/{id}") { _, context in
            try Answers.json(
                try await context.programme.eventProgramme(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/event-programmes") { request, context in
            try Answers.created(
                try await context.programme.createEventProgramme(try await context.given(request), as: context.actor),
                context)
        }
        routes.patch("/api/v1/event-programmes/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeEventProgramme(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.eventProgramme(try context.id(), as: context.actor)
        let id = profile.programme.id
        return Answers.page(
            Page(
                title: profile.programme.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: EventProgrammeViews.profile(profile, context.visit), area: "/event-programmes",
                formats: [("JSON", "/api/v1/event-programmes/\(id.text)")]), context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<EventProgramme> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeEventProgramme(id, given, as: context.actor)
            }
            return Answers.seeOther(Self.path(id), notice: "event_programme.changed", context)
        } catch Problem.invalid(let issues) {
            return try await form(
                try await context.programme.eventProgrammeToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func form(
        _ programme: EventProgramme?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "event_programme", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: programme?.topics ?? [])
        return Answers.page(
            Page(
                title: context.words(programme == nil ? "event_programme.add" : "event_programme.edit"),
                crumbs: Self.crumbs(context, programme),
                body: EventProgrammeViews.form(programme, topics, form, context.visit), area: "/event-programmes",
                issues: issues), context)
    }
}
