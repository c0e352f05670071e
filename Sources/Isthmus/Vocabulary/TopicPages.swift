import Hummingbird

/// The pages and API of topics.
public struct TopicPages: Pages {
    /// What is counted per topic.
    let uses: [TopicUse]

    public init() { self.init(uses: []) }
    public init(uses: [TopicUse]) { self.uses = uses }

    static let list = ListPage<TopicLine>(
        kind: "topics", path: "/topics",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.name.reading($1.language) }) { line, words in
                "<a href=\"/topics/\(line.id.text)\">\(line.name.reading(words.language))</a>"
            },
            ListColumn("scheme", plain: { schemeName($0.schemeID.text, $1) }),
            ListColumn("code", sort: "code", plain: { line, _ in line.code }),
            ListColumn("level", sort: "order", plain: { levelName(String($0.level), $1) }),
            ListColumn("children", isNumber: true, plain: { $1.number($0.children) }),
        ],
        label: { facet, value, words in
            switch facet {
            case "scheme": schemeName(value, words)
            case "level": levelName(value, words)
            default: fordNames[value]?.reading(words.language) ?? value
            }
        })

    /// A filter's label is made without asking the database: of other schemes than the known it is the id.
    private static func schemeName(_ id: String, _ words: Words) -> String {
        [TopicScheme.ford, .euroSciVoc].first { $0.id.text == id }?.name.reading(words.language) ?? id
    }
    private static func levelName(_ level: String, _ words: Words) -> String {
        level == "0" ? words("topic.unplaced") : words("topic.level", ["level": level])
    }
    private static let fordNames: [String: Multilingual] = Dictionary(
        TopicTable.ford.lines.compactMap { line in
            Topic.id(TopicScheme.ford.id, code: line.code).map { ($0.text, line.name) }
        }
    ) { first, _ in first }

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Topic.listing.facets,
            find: { selection, actor, counting, programme in
                // The whole tree as a list of filters would bury the others: parents are chosen on their pages.
                let found = try await programme.topics(selection, as: actor, counting: counting)
                return Found(
                    items: found.items, total: found.total, counts: found.counts.filter { $0.key != "parent" },
                    next: found.next, previous: found.previous)
            }
        ).add(to: routes, front: { try await tree($0) })
        routes.get("/topics/{id}") { _, context in try await show(context) }
        routes.get("/topics/{id}/form") { _, context in try await form(context) }
        routes.post("/topics/{id}") { request, context in try await change(request, context) }
        routes.get("/api/v1/topics/{id}") { _, context in
            try Answers.json(TopicBody(try await profile(context)), context)
        }
        routes.patch("/api/v1/topics/{id}") { request, context in
            _ = try await context.programme.changeTopic(
                try context.id(), try await context.given(request), as: context.actor)
            return try Answers.json(TopicBody(try await profile(context)), context)
        }
    }

    private func tree(_ context: SiteContext) async throws -> Response {
        let tree = try await context.programme.topicTree(counting: uses, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("topics.title"), body: TopicViews.tree(tree, uses, context.words), area: "/topics",
                formats: [("CSV", "/topics.csv"), ("XLSX", "/topics.xlsx"), ("JSON", "/api/v1/topics")],
                sources: TopicViews.sources(tree.schemes, context.words), isKept: true),
            context)
    }

    private func profile(_ context: SiteContext) async throws -> TopicProfile {
        try await context.programme.topic(try context.id(), counting: uses, as: context.actor)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let (profile, words) = (try await profile(context), context.words)
        return Answers.page(
            Page(
                title: profile.topic.name.reading(words.language), crumbs: crumbs(profile.ancestors, words),
                body: TopicViews.profile(profile, uses, words), area: "/topics",
                formats: [("JSON", "/api/v1/topics/\(profile.topic.id.text)")],
                sources: TopicViews.sources([profile.scheme], words), isKept: true),
            context)
    }

    private func form(_ context: SiteContext) async throws -> Response {
        let profile = try await profile(context)
        if let refusal = profile.topic.refusal(of: .change, to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return formPage(profile, nil, [], context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Topic> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeTopic(id, given, as: context.actor)
            }
            return Answers.seeOther("/topics/\(id.text)", notice: "topic.changed", context)
        } catch Problem.invalid(let issues) { return formPage(try await profile(context), given, issues, context) }
    }

    private func formPage(
        _ profile: TopicProfile, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let form = FormParts(context.visit, kind: "topic", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("topic.edit"), crumbs: crumbs(profile.ancestors, context.words),
                body: TopicViews.form(profile.topic, form, context.words), area: "/topics",
                issues: issues),
            context)
    }

    private func crumbs(_ ancestors: [TopicLine], _ words: Words) -> [(label: String, path: String)] {
        [(words("topics.title"), "/topics")]
            + ancestors.map { ($0.name.reading(words.language), "/topics/\($0.id.text)") }
    }
}

/// A topic as the API gives it.
private struct TopicBody: Encodable {
    struct Scheme: Encodable { let id, edition, source, licence: String, name: Multilingual }
    struct Match: Encodable { let kind: Crosswalk.Kind, topic: TopicLine }
    let id: ID<Topic>
    let scheme: Scheme
    let code: String
    let uri: String?
    let name, definition: Multilingual
    let level: Int
    let ancestors, children: [TopicLine]
    let crosswalks: [Match]
    let counts: [String: Int]
    let version: Int

    init(_ profile: TopicProfile) {
        let (topic, scheme) = (profile.topic, profile.scheme)
        self.scheme = Scheme(
            id: scheme.id.text, edition: scheme.edition, source: scheme.source, licence: scheme.licence,
            name: scheme.name)
        (id, code, uri, name, definition) = (topic.id, topic.code, topic.uri, topic.name, topic.definition)
        (level, ancestors, children, counts) = (profile.level, profile.ancestors, profile.children, profile.counts)
        crosswalks = profile.matches.map { Match(kind: $0.kind, topic: $0.topic) }
        version = topic.version
    }
}
