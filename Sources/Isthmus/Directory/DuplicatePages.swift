import Hummingbird

/// The office's list of pairs that may be one, and looking for them.
public struct DuplicatePages: Pages {
    public init() {}

    static let list = ListPage<DuplicateLine>(
        kind: "duplicates", path: "/office/duplicates",
        columns: [
            ListColumn("score", isNumber: true, plain: { line, words in words.percent(line.score) }),
            ListColumn(
                "pair",
                plain: { line, words in
                    let names = line.names(in: words.language)
                    return names.a + " · " + names.b
                }
            ) { DuplicateViews.pair($0, $1) },
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("reasons", plain: { DuplicateViews.reasons($0.reasons, $1).joined(separator: ", ") }),
        ],
        lineTools: { DuplicateViews.tools($0, $1) },
        label: { facet, value, words in
            switch facet {
            case "country": words.country(value)
            case "kind": words("merge.kind.\(value)")
            default: words("duplicates.state.\(value)")
            }
        })

    private static func round(_ context: SiteContext) -> DuplicateRound {
        context.programme.companion { DuplicateRound() }
    }

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Duplicate.listing.facets,
            tools: { DuplicateViews.search($0.visit, isGoingOn: Self.round($0).isGoingOn) },
            find: { try await $3.duplicates($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.post("/office/duplicates/search") { request, context in
            _ = try await context.given(request)
            try await Self.round(context).begin(context.programme, as: context.actor)
            let notice = Self.round(context).isGoingOn ? "duplicate.searching" : "duplicate.searched"
            return Answers.seeOther("/office/duplicates", notice: notice, context)
        }
        routes.post("/office/duplicates/{id}/dismissal") { request, context in
            _ = try await context.given(request)
            _ = try await context.programme.dismissDuplicate(try context.id(), as: context.actor)
            return Answers.seeOther("/office/duplicates", notice: "duplicate.dismissed", context)
        }
        routes.post("/office/duplicates/{id}/dismissal/end") { request, context in
            _ = try await context.given(request)
            _ = try await context.programme.dismissDuplicate(try context.id(), false, as: context.actor)
            return Answers.seeOther("/office/duplicates", notice: "duplicate.reopened", context)
        }
        routes.post("/api/v1/office/duplicates/{id}/dismissal") { _, context in
            try Answers.json(
                try await context.programme.dismissDuplicate(try context.id(), as: context.actor), context)
        }
        routes.delete("/api/v1/office/duplicates/{id}/dismissal") { _, context in
            _ = try await context.programme.dismissDuplicate(try context.id(), false, as: context.actor)
            return Answers.nothing()
        }
    }
}
