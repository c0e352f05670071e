import Hummingbird

/// The addresses that every kind of record of the inventory has: new, one, its form, withdrawal; and the same for
/// programs.
struct InventoryRoutes<Record: StoredRecord>: Sendable {
    /// The first word of its sentences' keys.
    let kind: String
    /// The page of one record and the API's answer.
    let show: @Sendable (ID<Record>, SiteContext) async throws -> (title: String, body: HTML)
    let answer: @Sendable (ID<Record>, SiteContext) async throws -> Response
    let form: @Sendable (Record?, [TopicChoice], FormParts, Visit) -> HTML

    func add(to routes: Routes) {
        let path = Record.path
        routes.get(RouterPath(path + "/new")) { _, context in
            if let refusal = Record.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await page(nil, nil, [], context)
        }
        routes.post(RouterPath(path)) { request, context in try await create(request, context) }
        routes.get(RouterPath(path + "/{id}")) { _, context in
            let id: ID<Record> = try context.id()
            let (title, body) = try await show(id, context)
            return Answers.page(
                Page(
                    title: title, crumbs: crumbs(context), body: body, area: "/inventory",
                    formats: [("JSON", "/api/v1\(path)/\(id.text)")], isKept: true), context)
        }
        routes.get(RouterPath(path + "/{id}/form")) { _, context in
            let record: Record = try await context.programme.recordToEdit(try context.id(), as: context.actor)
            return try await page(record, nil, [], context)
        }
        routes.post(RouterPath(path + "/{id}")) { request, context in try await change(request, context) }
        routes.post(RouterPath(path + "/{id}/withdrawal")) { request, context in
            _ = try await context.given(request)
            let id: ID<Record> = try context.id()
            _ = try await context.programme.withdrawRecord(id, as: context.actor)
            return Answers.seeOther("\(path)/\(id.text)", notice: "inventory.withdrawn", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        let path = "/api/v1" + Record.path
        routes.get(RouterPath(path + "/{id}")) { _, context in try await answer(try context.id(), context) }
        routes.post(RouterPath(path)) { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.createRecord(Record.self, given, as: context.actor), context)
        }
        routes.patch(RouterPath(path + "/{id}")) { request, context in
            let id: ID<Record> = try context.id()
            let given = try await context.given(request)
            return try Answers.json(
                try await context.programme.changeRecord(id, given, as: context.actor), context)
        }
        routes.post(RouterPath(path + "/{id}/withdrawal")) { _, context in
            let id: ID<Record> = try context.id()
            return try Answers.json(try await context.programme.withdrawRecord(id, as: context.actor), context)
        }
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let created = try await context.programme.createRecord(Record.self, given, as: context.actor)
            return Answers.seeOther("\(Record.path)/\(created.id.text)", notice: "inventory.created", context)
        } catch Problem.invalid(let issues) { return try await page(nil, given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Record> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeRecord(id, given, as: context.actor)
            }
            return Answers.seeOther("\(Record.path)/\(id.text)", notice: "inventory.changed", context)
        } catch Problem.invalid(let issues) {
            let record: Record = try await context.programme.recordToEdit(id, as: context.actor)
            return try await page(record, given, issues, context)
        }
    }

    private func page(
        _ record: Record?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let parts = FormParts(context.visit, kind: kind, given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: record?.topics ?? [])
        return Answers.page(
            Page(
                title: context.words(record == nil ? "\(kind).add" : "\(kind).edit"), crumbs: crumbs(context),
                body: form(record, topics, parts, context.visit), area: "/inventory", issues: issues), context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        let isScheme = Record.kind == MobilityScheme.kind
        return [
            (context.words("inventory.title"), "/inventory"),
            (context.words(isScheme ? "mobilities.title" : "programmes.title"), Record.path),
        ]
    }
}
