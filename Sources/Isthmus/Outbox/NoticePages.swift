import Hummingbird

/// A signed-in person's own notices.
public struct NoticePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/notices") { _, context in
            let list = try await context.programme.notices(for: context.actor, before: after(context))
            return Answers.page(
                Page(title: context.words("notices.title"), body: NoticeViews.page(list, context.visit)), context)
        }
        routes.post("/notices/read") { request, context in
            _ = try await context.given(request)
            try await context.programme.readAllNotices(as: context.actor)
            return Answers.seeOther("/notices", notice: "notices.read", context)
        }
        routes.post("/notices/{id}/read") { request, context in
            _ = try await context.given(request)
            try await context.programme.readNotice(try context.id(), as: context.actor)
            return Answers.seeOther("/notices", context)
        }
        routes.get("/api/v1/notices") { _, context in
            try Answers.json(
                try await context.programme.notices(for: context.actor, before: after(context)), context)
        }
        routes.post("/api/v1/notices/{id}/read") { _, context in
            try Answers.json(try await context.programme.readNotice(try context.id(), as: context.actor), context)
        }
    }

    private func after(_ context: SiteContext) -> ID<Notice>? {
        context.visit.query["after"].map { ID(String($0.prefix(40))) }
    }
}
