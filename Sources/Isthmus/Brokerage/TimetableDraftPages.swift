import HTTPTypes
import Hummingbird

/// Where the office makes timetables: drafts, their making, what publishing one would mean; and the same over the API.
public struct TimetableDraftPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/brokerages/{id}/timetable/drafts") { _, context in try await drafts(nil, [], context) }
        routes.get("/brokerages/{id}/timetable/run") { _, context in try await progress(context) }
        routes.post("/brokerages/{id}/timetable/run") { request, context in try await begin(request, context) }
        routes.post("/brokerages/{id}/timetable/run/end") { request, context in
            let id: ID<Brokerage> = try context.id()
            let given = try await context.given(request)
            try await context.programme.stopTimetable(
                of: id, keeping: Fields(given).flag("keep", false), as: context.actor)
            return Answers.seeOther("/brokerages/\(id.text)/timetable/run", context)
        }
        routes.get("/timetable-drafts/{id}") { _, context in
            let profile = try await context.programme.timetableDraft(try context.id(), as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("timetable_draft.one"), crumbs: crumbs(profile.brokerage, context),
                    body: TimetableDraftViews.draft(profile, context.visit), area: "/events",
                    formats: [("JSON", "/api/v1/timetable-drafts/\(profile.draft.id.text)")]), context)
        }
        routes.post("/timetable-drafts/{id}/publication") { request, context in
            _ = try await context.given(request)
            let draft = try await context.programme.publishTimetable(try context.id(), as: context.actor)
            return Answers.seeOther(
                "/brokerages/\(draft.brokerageID.text)/timetable", notice: "timetable.published", context)
        }
        routes.post("/timetable-drafts/{id}/removal") { request, context in
            _ = try await context.given(request)
            let draft = try await context.programme.discardTimetableDraft(try context.id(), as: context.actor)
            return Answers.seeOther(
                "/brokerages/\(draft.brokerageID.text)/timetable/drafts", notice: "timetable_draft.discarded", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/brokerages/{id}/timetable/drafts") { _, context in
            try Answers.json(
                try await context.programme.timetableDrafts(of: try context.id(), as: context.actor).drafts, context)
        }
        routes.post("/api/v1/brokerages/{id}/timetable/drafts") { request, context in
            try Answers.created(
                try await context.programme.draftTimetable(
                    of: try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/timetable-drafts/{id}") { _, context in
            try Answers.json(
                try await context.programme.timetableDraft(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/timetable-drafts/{id}/publication") { _, context in
            try Answers.json(
                try await context.programme.publishTimetable(try context.id(), as: context.actor), context)
        }
        routes.delete("/api/v1/timetable-drafts/{id}") { _, context in
            _ = try await context.programme.discardTimetableDraft(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    private func crumbs(_ brokerage: Brokerage, _ context: SiteContext) -> [(label: String, path: String)] {
        BrokeragePages.crumbs(context, brokerage) + [
            (context.words("timetable.title"), "/brokerages/\(brokerage.id.text)/timetable"),
            (context.words("timetable_draft.title"), "/brokerages/\(brokerage.id.text)/timetable/drafts"),
        ]
    }

    private func drafts(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let drafts = try await context.programme.timetableDrafts(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "timetable_draft", given: given, issues: issues)
        let now = context.programme.clock()
        return Answers.page(
            Page(
                title: context.words("timetable_draft.title"),
                crumbs: Array(crumbs(drafts.brokerage, context).dropLast()),
                body: TimetableDraftViews.drafts(drafts, at: now, form, context.visit), area: "/events", issues: issues
            ), context)
    }

    private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Brokerage> = try context.id()
        let given = try await context.given(request)
        do {
            try await context.programme.beginTimetable(of: id, given, as: context.actor)
            return Answers.seeOther("/brokerages/\(id.text)/timetable/run", context)
        } catch Problem.invalid(let issues) {
            return try await drafts(given, issues, context)
        } catch Problem.refused(let reason) where reason.key == "timetable_draft.running" {
            // Whoever pressed the button twice follows the one that is being made.
            return Answers.seeOther("/brokerages/\(id.text)/timetable/run", context)
        }
    }

    /// As long as it is made the page asks to be fetched again; when it is ready it leads to the draft.
    private func progress(_ context: SiteContext) async throws -> Response {
        let (brokerage, run) = try await context.programme.timetableRun(of: try context.id(), as: context.actor)
        if let draft = run?.status.draftID { return Answers.seeOther("/timetable-drafts/\(draft.text)", context) }
        var response = Answers.page(
            Page(
                title: context.words("timetable_draft.run"), crumbs: crumbs(brokerage, context),
                body: TimetableDraftViews.progress(brokerage, run, context.visit), area: "/events"), context)
        if run?.status.state == .running, let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "1" }
        return response
    }
}
