import Hummingbird

/// Where people ask about an event, the organisers answer, and everybody reads what was answered.
public struct EventQuestionPages: Pages {
    public init() {}

    private static let mostEntries = 100

    static let list = ListPage<EventQuestionLine>(
        kind: "event_questions", path: "/event-questions",
        columns: [
            ListColumn("question", plain: { $0.question.reading($1.language) }) { line, words in
                """
                \(Parts.link("/event-questions/\(line.id.text)", line.question.reading(words.language)))\
                <small>\(AtomFeed.shortened(line.answer.reading(words.language), to: 200))</small>
                """
            },
            ListColumn("event", plain: { $0.eventTitle.reading($1.language) }) { line, words in
                Parts.link("/events/\(line.eventID.text)", line.eventTitle.reading(words.language))
            },
            ListColumn("status", plain: { $1("event_question.status.\($0.status.rawValue)") }) { line, words in
                EventQuestionViews.pill(line.status, words)
            },
            .day("answered", sort: "answered") { $0.answeredAt?.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("eventID") { $0.eventID.text },
            ListCode("statusCode") { $0.status.rawValue },
            ListCode("answer") { $0.answer.languages.isEmpty ? "" : $0.answer.reading("en") },
            ListCode("answerLanguages") { $0.answer.languages.joined(separator: " ") },
            ListCode("answeredAt") { $0.answeredAt?.iso ?? "" }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "answered", label: EventQuestionViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: EventQuestion.listing.facets, tools: { EventQuestionViews.tools($0.visit) },
            find: { try await $3.eventQuestions($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/event-questions.atom") { _, context in try await feed(context) }
        routes.get("/events/{id}/questions") { _, context in try await asking(nil, [], context) }
        routes.post("/events/{id}/questions") { request, context in try await ask(request, context) }
        routes.get("/event-questions/{id}") { _, context in try await show(nil, [], context) }
        routes.post("/event-questions/{id}") { request, context in try await change(request, context) }
        addVerb("publication", to: routes) { try await $0.publishQuestion($1, $2, as: $3) }
        addVerb("retention", to: routes) { try await $0.keepQuestionBack($1, $2, as: $3) }
        routes.post("/event-questions/{id}/merging") { request, context in try await merge(request, context) }
        addAPI(to: routes)
    }

    private func addVerb(
        _ name: String, to routes: Routes,
        _ verb:
            @escaping @Sendable (Programme, ID<EventQuestion>, [String: Given], Actor) async throws -> EventQuestion
    ) {
        let path = "/event-questions/{id}/" + name
        routes.post(RouterPath(path)) { request, context in
            let id: ID<EventQuestion> = try context.id()
            let given = try await context.given(request)
            do {
                try await context.change(id) { _ = try await verb(context.programme, id, given, context.actor) }
                return Answers.seeOther("/event-questions/\(id.text)", notice: "event_question.\(name)", context)
            } catch Problem.invalid(let issues) { return try await show(nil, issues, context) }
        }
        routes.post(RouterPath("/api/v1" + path)) { _, context in
            let changed = try await verb(context.programme, try context.id(), [:], context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/event-questions/{id}") { _, context in
            try Answers.json(
                try await context.programme.eventQuestion(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/events/{id}/questions") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.askQuestion(about: try context.id(), given, as: context.actor), context)
        }
        routes.patch("/api/v1/event-questions/{id}") { request, context in
            let given = try await context.given(request)
            let changed = try await context.programme.changeQuestion(try context.id(), given, as: context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
        routes.post("/api/v1/event-questions/{id}/merging") { request, context in
            let given = try await context.given(request)
            let merged = try await context.programme.mergeQuestion(try context.id(), given, as: context.actor)
            return try Answers.created(merged.seen(by: context.actor), context)
        }
    }

    private func asking(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let questions = try await context.programme.questions(of: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event_question", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("event.questions"), crumbs: EventPages.crumbs(context, questions.event),
                body: EventQuestionViews.asking(questions, form, context.visit), area: "/events", issues: issues,
                formats: [("JSON", "/api/v1/event-questions?event=\(questions.event.id.text)")]),
            context)
    }

    private func ask(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        let given = try await context.given(request)
        do {
            try await context.programme.askQuestion(about: id, given, as: context.actor)
            return Answers.seeOther("/events/\(id.text)/questions", notice: "event_question.asked", context)
        } catch Problem.invalid(let issues) { return try await asking(given, issues, context) }
    }

    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.questionProfile(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "event_question", given: given, issues: issues)
        let crumbs =
            EventPages.crumbs(context, profile.event) + [(context.words("event_questions.title"), "/event-questions")]
        return Answers.page(
            Page(
                title: profile.question.question.reading(context.words.language), crumbs: crumbs,
                body: EventQuestionViews.profile(profile, form, context.visit), area: "/event-questions",
                issues: issues, formats: [("JSON", "/api/v1/event-questions/\(profile.question.id.text)")]),
            context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<EventQuestion> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeQuestion(id, given, as: context.actor)
            }
            return Answers.seeOther("/event-questions/\(id.text)", notice: "event_question.changed", context)
        } catch Problem.invalid(let issues) {
            _ = try await context.programme.questionProfile(id, to: .answer, as: context.actor)
            return try await show(given, issues, context)
        }
    }

    private func merge(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<EventQuestion> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.mergeQuestion(id, given, as: context.actor)
            return Answers.seeOther("/event-questions/\(id.text)", notice: "event_question.merging", context)
        } catch Problem.invalid(let issues) { return try await show(given, issues, context) }
    }

    private func feed(_ context: SiteContext) async throws -> Response {
        let words = context.words
        let selection = try Selection(context.visit.query, facets: EventQuestion.listing.facets).subscribed()
        let lines = try await context.programme.questionEntries(selection, most: Self.mostEntries)
        let name = context.site.settings.name.reading(words.language)
        let feed = AtomFeed(
            title: name + ": " + words("event_questions.title"), author: name,
            address: context.site.settings.address, path: "/event-questions", query: context.visit.query.address,
            language: words.language)
        let items = lines.map { line in
            AtomFeed.Entry(
                path: "/event-questions/\(line.id.text)",
                title: AtomFeed.shortened(line.question.reading(words.language), to: 200),
                summary: AtomFeed.shortened(line.answer.reading(words.language)),
                categories: [line.eventTitle.reading(words.language)], related: nil,
                createdAt: line.answeredAt ?? line.createdAt, changedAt: line.changedAt)
        }
        return Answers.feed(
            feed.text(items, start: Moment(seconds: 0)), type: "application/atom+xml; charset=utf-8", context)
    }
}
