import Hummingbird

/// The pages and API of events.
public struct EventPages: Pages {
    public init() {}

    static let list = ListPage<EventLine>(
        kind: "events", path: "/events", canBeSaved: true,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                """
                \(Parts.link("/events/\(line.id.text)", line.title.reading(words.language)))\
                <small>\(words("event.kind.\(line.kind.rawValue)"))</small>
                """
            },
            ListColumn("date", sort: "date", plain: { EventViews.span($0.starts, $0.ends, $1) }),
            ListColumn(
                "place", plain: { EventViews.place($0.format, city: $0.city, country: $0.country, $1) }),
            ListColumn(
                "state",
                plain: { $1($0.status == .draft ? "event.status.draft" : "event.state.\($0.state.rawValue)") }
            ) { line, words in
                line.status == .draft
                    ? Parts.pill(words("event.status.draft"), .wait)
                    : Parts.pill(words("event.state.\(line.state.rawValue)"), EventViews.tone(line.state))
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("kind") { $0.kind.rawValue },
            ListCode("format") { $0.format.rawValue }, ListCode("city") { $0.city },
            ListCode("country") { $0.country }, ListCode("zone") { $0.zone },
            ListCode("starts") { $0.starts.description }, ListCode("ends") { $0.ends.description },
            ListCode("startsAt") { $0.startsAt.iso }, ListCode("endsAt") { $0.endsAt.iso },
            ListCode("status") { $0.status.rawValue }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "date", label: EventViews.label)

    /// Names and readers of the filters do not depend on the moment.
    static let facets = Event.listing(at: Moment(seconds: 0)).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { EventViews.tools($0.visit) }, names: EventProgrammePages.names,
            find: { try await $3.events($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/events/new") { _, context in try await newForm(context) }
        routes.post("/events") { request, context in try await create(request, context) }
        routes.get("/events/{id}") { _, context in try await show(context) }
        routes.get("/events/{id}/embed") { _, context in try await embed(context) }
        routes.get("/events/{id}/form") { _, context in
            try await formPage(
                try await context.programme.eventToEdit(try context.id(), as: context.actor), nil, [], context)
        }
        routes.post("/events/{id}") { request, context in try await change(request, context) }
        routes.post("/events/{id}/publication") { request, context in
            _ = try await context.given(request)
            let published = try await context.programme.publishEvent(try context.id(), as: context.actor)
            return Answers.seeOther("/events/\(published.id.text)", notice: "event.published", context)
        }
        routes.get("/events/{id}/cancellation") { _, context in try await cancelForm(nil, [], context) }
        routes.post("/events/{id}/cancellation") { request, context in try await cancel(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/events/{id}") { _, context in
            try Answers.json(try await context.programme.event(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/events") { request, context in
            try Answers.created(
                try await context.programme.createEvent(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/events/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeEvent(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/events/{id}/publication") { _, context in
            try Answers.json(try await context.programme.publishEvent(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/events/{id}/cancellation") { request, context in
            try Answers.created(
                try await context.programme.cancelEvent(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        let profile = try await context.programme.event(id, as: context.actor)
        let parts = try await PagePart.all(of: Event.kind, id.text, context)
        return Answers.page(
            Page(
                title: profile.event.title.reading(context.words.language), crumbs: Self.crumbs(context),
                body: EventViews.profile(profile, parts.html, context.visit), area: "/events",
                formats: [("JSON", "/api/v1/events/\(id.text)"), ("iCalendar", "/events/\(id.text)/calendar.ics")],
                isKept: parts.isSettled),
            context)
    }

    /// The page that others may put into theirs: as visitors see the event, whoever asks.
    private func embed(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.event(try context.id(), as: .visitor)
        return Answers.embedded(EventViews.embedded(profile, context.visit), context)
    }

    private func newForm(_ context: SiteContext) async throws -> Response {
        if let refusal = Event.refusalOfCreating(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return try await formPage(nil, nil, [], context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createEvent(given, as: context.actor)
            return Answers.seeOther("/events/\(created.id.text)", notice: "event.created", context)
        } catch Problem.invalid(let issues) { return try await formPage(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeEvent(id, given, as: context.actor)
            }
            return Answers.seeOther("/events/\(id.text)", notice: "event.changed", context)
        } catch Problem.invalid(let issues) {
            return try await formPage(
                try await context.programme.eventToEdit(id, as: context.actor), given, issues, context)
        }
    }

    private func cancelForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let event = try await context.programme.eventToCancel(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event.cancel"), crumbs: Self.crumbs(context, event),
                body: EventFormViews.cancellation(event, form, context.words), area: "/events", issues: issues),
            context)
    }

    private func cancel(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.cancelEvent(id, given, as: context.actor)
            }
            return Answers.seeOther("/events/\(id.text)", notice: "event.cancelled", context)
        } catch Problem.invalid(let issues) { return try await cancelForm(given, issues, context) }
    }

    private func formPage(
        _ edited: EventToEdit?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "event", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: edited?.event.topics ?? [])
        return Answers.page(
            Page(
                title: context.words(edited == nil ? "event.add" : "event.edit"), crumbs: Self.crumbs(context),
                body: EventFormViews.form(edited, topics, form, context.visit), area: "/events", issues: issues),
            context)
    }

    static func crumbs(_ context: SiteContext, _ event: Event? = nil) -> [(label: String, path: String)] {
        [(context.words("events.title"), "/events")]
            + (event.map { [($0.title.reading(context.words.language), "/events/\($0.id.text)")] } ?? [])
    }
}
