import Hummingbird

/// The pages and API of segments.
public struct SegmentPages: Pages {
    public init() {}

    static let list = ListPage<Segment>(
        kind: "segments", path: "/segments",
        columns: [
            ListColumn("name", sort: "name", plain: { line, _ in line.name }) { line, _ in
                Parts.link("/segments/\(line.id.text)", line.name)
            },
            ListColumn("audience", plain: { $1("segment.audience.\($0.audience.rawValue)") }),
            ListColumn("countries", plain: { CampaignViews.countries($0.countries, $1) }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("countries") { $0.countries.joined(separator: " ") },
            ListCode("topics") { $0.topics.joined(separator: " ") },
            ListCode("kinds") { $0.kinds.joined(separator: " ") },
            ListCode("languages") { $0.languages.joined(separator: " ") },
        ],
        label: { _, value, words in words("segment.audience.\(value)") })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Segment.listing.facets,
            tools: { context in
                Parts.actions([Parts.button("/segments/new", context.words("segment.add"), isMain: true)])
            },
            find: { try await $3.segments($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/segments/new") { _, context in
            if let refusal = Segment.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return form(nil, nil, [], context)
        }
        routes.post("/segments") { request, context in
            let given = try await context.given(request)
            do {
                let made = try await context.programme.createSegment(given, as: context.actor)
                return Answers.seeOther("/segments/\(made.id.text)", notice: "segment.created", context)
            } catch Problem.invalid(let issues) { return form(nil, given, issues, context) }
        }
        routes.get("/segments/{id}") { _, context in
            let (segment, count) = try await context.programme.segment(try context.id(), as: context.actor)
            return Answers.page(
                Page(
                    title: segment.name, crumbs: crumbs(context),
                    body: CampaignViews.segment(segment, count, context.visit),
                    formats: [("JSON", "/api/v1/segments/\(segment.id.text)")]), context)
        }
        routes.get("/segments/{id}/form") { _, context in
            form(try await context.programme.segment(try context.id(), as: context.actor).segment, nil, [], context)
        }
        routes.post("/segments/{id}") { request, context in try await change(request, context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/segments/{id}") { _, context in
            try Answers.json(
                try await context.programme.segment(try context.id(), as: context.actor).segment, context)
        }
        routes.post("/api/v1/segments") { request, context in
            try Answers.created(
                try await context.programme.createSegment(try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/segments/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeSegment(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Segment> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeSegment(id, given, as: context.actor)
            }
            return Answers.seeOther("/segments/\(id.text)", notice: "segment.changed", context)
        } catch Problem.invalid(let issues) {
            return form(try await context.programme.segment(id, as: context.actor).segment, given, issues, context)
        }
    }

    private func form(
        _ segment: Segment?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "segment", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words(segment == nil ? "segment.add" : "segment.edit"), crumbs: crumbs(context),
                body: CampaignFormViews.segment(segment, form, context.words), issues: issues), context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("segments.title"), "/segments")]
    }
}
