import Hummingbird

/// The pages and API of agendas.
public struct EventSessionPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/events/{id}/agenda") { _, context in try await agenda(nil, [], context) }
        routes.post("/events/{id}/sessions") { request, context in try await add(request, context) }
        routes.get("/event-sessions/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/event-sessions/{id}") { request, context in try await change(request, context) }
        routes.post("/event-sessions/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let event = try await context.programme.removeSession(try context.id(), as: context.actor)
            return Answers.seeOther("/events/\(event.text)/agenda", notice: "event_session.removed", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/events/{id}/sessions") { _, context in
            try Answers.json(
                try await context.programme.agenda(of: try context.id(), as: context.actor).items, context)
        }
        routes.post("/api/v1/events/{id}/sessions") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addSession(to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/event-sessions/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeSession(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/event-sessions/{id}") { _, context in
            try await context.programme.removeSession(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    private func agenda(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let agenda = try await context.programme.agenda(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event_session", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event.agenda"), crumbs: EventPages.crumbs(context, agenda.event),
                body: EventAgendaViews.agenda(agenda, form, context.visit), area: "/events", issues: issues,
                formats: [("JSON", "/api/v1/events/\(agenda.event.id.text)/sessions")], isKept: issues.isEmpty),
            context)
    }

    private func add(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let added = try await context.programme.addSession(to: try context.id(), given, as: context.actor)
            return Answers.seeOther(
                "/events/\(added.eventID.text)/agenda#\(added.id.text)", notice: "event_session.added", context)
        } catch Problem.invalid(let issues) { return try await agenda(given, issues, context) }
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (item, event) = try await context.programme.sessionToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event_session", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event_session.edit"), crumbs: EventPages.crumbs(context, event),
                body: EventAgendaViews.session(item, of: event, form, context.visit), area: "/events", issues: issues),
            context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<EventSession> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeSession(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "/events/\(changed.eventID.text)/agenda#\(id.text)", notice: "event_session.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }
}
