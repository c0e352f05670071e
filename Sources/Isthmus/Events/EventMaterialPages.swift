import Hummingbird

/// The pages and API of an event's materials.
public struct EventMaterialPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/events/{id}/materials") { _, context in try await list(nil, [], context) }
        routes.post("/events/{id}/materials") { request, context in try await add(request, context) }
        routes.get("/event-materials/{id}/form") { _, context in try await form(nil, [], context) }
        routes.get("/event-materials/{id}/file") { _, context in
            let file = try await context.programme.materialFile(
                try context.id(), registration: context.visit.query["registration"], as: context.actor)
            return Answers.download(
                file.bytes, type: "application/octet-stream", name: Self.plain(file.name), context)
        }
        routes.post("/event-materials/{id}") { request, context in try await change(request, context) }
        routes.post("/event-materials/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let event = try await context.programme.removeMaterial(try context.id(), as: context.actor)
            return Answers.seeOther("/events/\(event.text)/materials", notice: "event_material.removed", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/events/{id}/materials") { _, context in
            try Answers.json(
                try await context.programme.materials(of: try context.id(), as: context.actor).items, context)
        }
        routes.post("/api/v1/events/{id}/materials") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.addMaterial(to: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/event-materials/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeMaterial(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/event-materials/{id}") { _, context in
            try await context.programme.removeMaterial(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    /// A name that can stand in a header: other letters become lines.
    static func plain(_ name: String) -> String {
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_ ()")
        let text = String(name.map { allowed.contains($0) ? $0 : "_" })
        return text.hasPrefix(".") ? "file" + text : text
    }

    private func list(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let token = context.visit.query["registration"]
        let materials = try await context.programme.materials(
            of: try context.id(), registration: token, as: context.actor)
        let form = FormParts(context.visit, kind: "event_material", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event.materials"), crumbs: EventPages.crumbs(context, materials.event),
                body: EventMaterialViews.list(materials, token: token, form, context.visit), area: "/events",
                issues: issues, formats: [("JSON", "/api/v1/events/\(materials.event.id.text)/materials")]),
            context)
    }

    private func add(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let added = try await context.programme.addMaterial(
                to: try context.id(), given, file: files["file"], as: context.actor)
            return Answers.seeOther(
                "/events/\(added.eventID.text)/materials", notice: "event_material.added", context)
        } catch Problem.invalid(let issues) { return try await list(given, issues, context) }
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (material, event) = try await context.programme.materialToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event_material", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event_material.edit"), crumbs: EventPages.crumbs(context, event),
                body: EventMaterialViews.form(material, form, context.words), area: "/events", issues: issues),
            context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<EventMaterial> = try context.id()
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeMaterial(id, given, file: files["file"], as: context.actor)
            }
            return Answers.seeOther(
                "/events/\(changed.eventID.text)/materials", notice: "event_material.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }
}
