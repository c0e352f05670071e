import Hummingbird

/// Where the organisers register people from a table: what it would do is shown before it is done.
public struct EventImportPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/events/{id}/import") { _, context in
            let event = try await context.programme.eventToImport(try context.id(), as: context.actor)
            return page(event, nil, nil, [], context)
        }
        routes.post("/events/{id}/import") { request, context in try await send(request, context) }
        routes.post("/api/v1/events/{id}/import") { request, context in
            let id: ID<Event> = try context.id()
            let given = try await context.given(request)
            if Fields(given).flag("is_confirmed", false) {
                _ = try await context.programme.importRegistrations(to: id, given, as: context.actor)
            }
            return try Answers.created(
                try await context.programme.registrationsToImport(to: id, given, as: context.actor).plan, context)
        }
    }

    private func send(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        let given = try await context.given(request)
        do {
            if Fields(given).flag("is_confirmed", false) {
                try await context.programme.importRegistrations(to: id, given, as: context.actor)
                return Answers.seeOther("/event-registrations?event=\(id.text)", notice: "event.imported", context)
            }
            let (event, plan) = try await context.programme.registrationsToImport(to: id, given, as: context.actor)
            return page(event, plan, given, [], context)
        } catch Problem.invalid(let issues) {
            let event = try await context.programme.eventToImport(id, as: context.actor)
            return page(event, nil, given, issues, context)
        }
    }

    private func page(
        _ event: Event, _ plan: EventImport?, _ given: [String: Given]?, _ issues: [Problem.Issue],
        _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "event_import", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event_import.title"), crumbs: EventPages.crumbs(context, event),
                body: EventImportViews.page(event, plan, form, context.words), area: "/events", issues: issues),
            context)
    }
}
