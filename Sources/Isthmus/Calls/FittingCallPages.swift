import Hummingbird

/// The calls for an organisation or a person: a page of their own, a part of theirs, and the API.
struct FittingCallPages: Pages {
    func addRoutes(to routes: Routes) {
        for kind in FittingCalls.kinds {
            routes.get(RouterPath("\(kind.path)/{id}/calls")) { _, context in try await page(kind, context) }
            routes.get(RouterPath("/api/v1\(kind.path)/{id}/calls")) { _, context in
                let fitting = try await Self.fitting(kind, context)
                return try Answers.json((fitting.calls ?? []).map { FittingCallLine($0, context.words) }, context)
            }
        }
    }

    /// What stands of it on the page of whom the calls are for.
    static func part(of kind: FinderRecord.Kind) -> PagePart {
        PagePart(name: "calls", kind: kind.rawValue) { id, context in
            let fitting = try await context.programme.fittingCallsNow(
                for: kind, id, most: FittingCallViews.mostOnPage, as: context.actor)
            return PagePart.Made(
                html: FittingCallViews.panel(fitting, context.words), isSettled: fitting.calls != nil)
        }
    }

    private static func fitting(_ kind: FinderRecord.Kind, _ context: SiteContext) async throws -> FittingCalls {
        let id: ID<FinderRecord> = try context.id()
        return try await context.programme.fittingCalls(for: kind, id.text, as: context.actor)
    }

    private func page(_ kind: FinderRecord.Kind, _ context: SiteContext) async throws -> Response {
        let fitting = try await Self.fitting(kind, context)
        let words = context.words
        return Answers.page(
            Page(
                title: words("fitting.title"),
                crumbs: [
                    (words("find.kinds.\(kind.rawValue)"), kind.path), (fitting.owner.title(words), fitting.owner.path),
                ],
                body: FittingCallViews.page(fitting, words), area: kind.path,
                formats: [("JSON", "/api/v1\(fitting.owner.path)/calls")], isKept: true),
            context)
    }
}
