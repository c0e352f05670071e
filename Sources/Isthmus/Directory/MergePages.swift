import Hummingbird

/// The office's merges: two profiles side by side, what was merged, and taking it back.
public struct MergePages: Pages {
    public init() {}

    static let list = ListPage<MergeLine>(
        kind: "merges", path: "/office/merges",
        columns: [
            ListColumn("kept", plain: { line, _ in line.keptName }) { line, _ in
                Parts.link("\(line.kind.path)/\(line.keptID)", line.keptName)
            },
            ListColumn("gone", plain: { line, _ in line.goneName }),
            ListColumn("kind", plain: { $1("merge.kind.\($0.kind.rawValue)") }),
            ListColumn("by", plain: { line, _ in line.mergedBy }),
            ListColumn("created", sort: "created", plain: { $1.moment($0.createdAt) }) { line, words in
                Parts.link("/office/merges/\(line.id.text)", words.moment(line.createdAt))
            },
            ListColumn("state", plain: { $1("merges.state.\($0.undoneAt == nil ? "standing" : "undone")") }),
        ],
        label: { facet, value, words in
            facet == "kind" ? words("merge.kind.\(value)") : words("merges.state.\(value)")
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Merge.listing.facets,
            tools: { context in
                let words = context.words
                return Parts.actions([
                    Parts.button("/office/merges/new", words("merge.add")),
                    Parts.button("/office/duplicates", words("duplicates.title")),
                ])
            },
            find: { try await $3.merges($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/office/merges/new") { _, context in try await new(nil, [], context) }
        routes.post("/office/merges") { request, context in try await merge(request, context) }
        routes.get("/office/merges/{id}") { _, context in try await show([], context) }
        routes.post("/office/merges/{id}/reversal") { request, context in try await undo(request, context) }
        routes.get("/api/v1/office/merges/previews/{kept}/{gone}") { _, context in
            let given = Self.pair(context.parameters.get("kept"), context.parameters.get("gone"))
            return try Answers.json(try await context.programme.mergePreview(given, as: context.actor), context)
        }
        routes.get("/api/v1/office/merges/{id}") { _, context in
            try Answers.json(try await context.programme.mergeRecord(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/office/merges") { request, context in
            let made = try await context.programme.merge(try await context.given(request), as: context.actor)
            return try Answers.created(try await context.programme.mergeRecord(made.id, as: context.actor), context)
        }
        routes.post("/api/v1/office/merges/{id}/reversal") { _, context in
            let undone = try await context.programme.undoMerge(try context.id(), as: context.actor)
            return try Answers.json(try await context.programme.mergeRecord(undone.id, as: context.actor), context)
        }
    }

    private static func pair(_ kept: String?, _ gone: String?, _ kind: String? = nil) -> [String: Given] {
        ["kept": .text(kept ?? ""), "gone": .text(gone ?? ""), "kind": .text(kind ?? "")]
    }

    /// Side by side once both are named; else the form that asks for them.
    private func new(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        if let refusal = Merge.refusalOfMerging(to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        let query = context.visit.query
        let asked = given ?? Self.pair(query["kept"], query["gone"], query["kind"])
        let isWhole = ["kept", "gone"].allSatisfy { asked[$0] != nil && asked[$0] != .text("") }
        guard isWhole else { return ask(asked, issues, context) }
        do {
            let preview = try await context.programme.mergePreview(asked, as: context.actor)
            let form = FormParts(context.visit, kind: "merge", given: given, issues: issues)
            return page(
                context.words("merge.title"), MergeViews.preview(preview, form, context.visit), issues, context)
        } catch Problem.invalid(let found) { return ask(asked, issues.isEmpty ? found : issues, context) }
    }

    private func ask(_ asked: [String: Given], _ issues: [Problem.Issue], _ context: SiteContext) -> Response {
        let form = FormParts(context.visit, kind: "merge", given: asked, issues: issues)
        return page(context.words("merge.add"), MergeViews.ask(form, context.visit), issues, context)
    }

    private func page(
        _ title: String, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        Answers.page(
            Page(
                title: title,
                crumbs: [
                    (context.words("nav.office"), "/office"), (context.words("merges.title"), "/office/merges"),
                ],
                body: body, area: "/office", issues: issues),
            context)
    }

    private func merge(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let made = try await context.programme.merge(given, as: context.actor)
            return Answers.seeOther("/office/merges/\(made.id.text)", notice: "merge.created", context)
        } catch Problem.invalid(let issues) { return try await new(given, issues, context) }
    }

    private func show(_ issues: [Problem.Issue], _ context: SiteContext) async throws -> Response {
        let record = try await context.programme.mergeRecord(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "merge", issues: issues)
        return page(
            context.words("merge.of", ["name": record.goneName]), MergeViews.record(record, form, context.visit),
            issues, context)
    }

    private func undo(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Merge> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.undoMerge(id, given, as: context.actor)
            return Answers.seeOther("/office/merges/\(id.text)", notice: "merge.undone", context)
        } catch Problem.invalid(let issues) { return try await show(issues, context) }
    }
}
