import Hummingbird
import Procedure

/// The pages and API of entries: entering, what was entered, one's points for it.
public struct ContestEntryPages: Pages {
    public init() {}

    static let list = ListPage<ContestEntryLine>(
        kind: "contest_entries", path: "/contest-entries",
        columns: [
            ListColumn("title", sort: "title", plain: { $0.title.reading($1.language) }) { line, words in
                """
                \(Parts.link("/contest-entries/\(line.id.text)", line.title.reading(words.language)))\
                <small>\(line.categoryName.reading(words.language))</small>
                """
            },
            ListColumn("entrant", sort: "entrant", plain: { line, _ in line.entrant }),
            ListColumn("country", plain: { $1.country($0.country) }),
            ListColumn("contest", plain: { $0.contestTitle.reading($1.language) }) { line, words in
                Parts.link("/contests/\(line.contestID.text)", line.contestTitle.reading(words.language))
            },
            ListColumn("state", plain: { $1("contest_entry.state.\($0.state.rawValue)") }) { line, words in
                ContestEntryViews.pill(line.state, words)
            },
            ListColumn("stand", plain: { line, _ in line.stand ?? "" }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("contestID") { $0.contestID.text },
            ListCode("category") { $0.category }, ListCode("categoryName") { $0.categoryName.reading("en") },
            ListCode("countryCode") { $0.country }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("submittedAt") { $0.submittedAt?.iso ?? "" }, ListCode("version") { String($0.version) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "title", label: ContestEntryViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(Self.list, facets: ContestEntry.listing(for: .visitor).facets) {
            try await $3.contestEntries($0, as: $1, counting: $2)
        }.add(to: routes)
        routes.get("/contests/{id}/entries/new") { _, context in try await newForm(nil, [], context) }
        routes.post("/contests/{id}/entries") { request, context in try await create(request, context) }
        routes.get("/contest-entries/{id}") { _, context in try await show(nil, [], context) }
        routes.get("/contest-entries/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/contest-entries/{id}") { request, context in try await change(request, context) }
        routes.post("/contest-entries/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let withdrawn = try await context.programme.withdrawEntry(try context.id(), as: context.actor)
            return Answers.seeOther(
                "/contest-entries/\(withdrawn.id.text)", notice: "contest_entry.withdrawn", context)
        }
        routes.post("/contest-entries/{id}/scores") { request, context in
            try await judge(request, context, notice: "contest_score.given") {
                _ = try await context.programme.scoreEntry($0, $1, as: context.actor)
            }
        }
        routes.post("/contest-entries/{id}/conflicts") { request, context in
            try await judge(request, context, notice: "contest_conflict.declared") {
                _ = try await context.programme.declareConflict(with: $0, $1, as: context.actor)
            }
        }
        routes.get("/contest-entries/{id}/certificate") { _, context in try await certificate(context) }
        routes.get("/contest-entries/{id}/files/{question}") { _, context in try await file(context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/contest-entries/{id}") { _, context in
            let profile = try await context.programme.contestEntry(try context.id(), as: context.actor)
            return try Answers.json(profile.entry.seen(by: context.actor), context)
        }
        routes.post("/api/v1/contests/{id}/entries") { request, context in
            let given = try await context.given(request)
            let made = try await context.programme.enterContest(try context.id(), given, as: context.actor)
            return try Answers.created(made.seen(by: context.actor), context)
        }
        routes.patch("/api/v1/contest-entries/{id}") { request, context in
            let given = try await context.given(request)
            let changed = try await context.programme.changeEntry(try context.id(), given, as: context.actor)
            return try Answers.json(changed.seen(by: context.actor), context)
        }
        routes.post("/api/v1/contest-entries/{id}/withdrawal") { _, context in
            let gone = try await context.programme.withdrawEntry(try context.id(), as: context.actor)
            return try Answers.json(gone.seen(by: context.actor), context)
        }
        routes.post("/api/v1/contest-entries/{id}/scores") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.scoreEntry(try context.id(), given, as: context.actor), context)
        }
        routes.post("/api/v1/contest-entries/{id}/conflicts") { request, context in
            let given = try await context.given(request)
            return try Answers.created(
                try await context.programme.declareConflict(with: try context.id(), given, as: context.actor), context)
        }
    }

    private func newForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<Contest> = try context.id()
        let (contest, _, form, entrants) = try await context.programme.contestToEnter(id, as: context.actor)
        let (answers, others) = AnswerSheetPages.issues(issues)
        let parts = FormParts(context.visit, kind: "contest_entry", given: given, issues: others)
        let views = FormViews(form, context.words, given: given, issues: answers)
        let body = views.form(
            context.visit, action: "/contests/\(id.text)/entries", submit: "contest_entry.submit",
            cancel: "/contests/\(id.text)", makes: ContestEntry.prefix, keep: "answers.keep",
            hidden: [ContestEntryViews.what(nil, contest, entrants, parts, context.words)])
        return page(contest, "\(parts.summary)\(views.intro)\(body)", issues, context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.contestEntry(try context.id(), to: .edit, as: context.actor)
        guard let form = profile.form else { throw Problem.notFound }
        let path = "/contest-entries/\(profile.entry.id.text)"
        let (answers, others) = AnswerSheetPages.issues(issues)
        let parts = FormParts(context.visit, kind: "contest_entry", given: given, issues: others)
        let views = FormViews(form, context.words, answers: profile.answers, given: given, issues: answers)
        let body = views.form(
            context.visit, action: path, submit: "contest_entry.submit", cancel: path, keep: "answers.keep",
            hidden: [
                parts.hidden("version", String(profile.entry.version)),
                ContestEntryViews.what(profile.entry, profile.contest, profile.entrants, parts, context.words),
            ])
        return page(profile.contest, "\(parts.summary)\(views.intro)\(body)", issues, context)
    }

    private func page(
        _ contest: Contest, _ body: HTML, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let title = contest.title.reading(context.words.language)
        return Answers.page(
            Page(
                title: context.words("contest_entry.title"), crumbs: ContestPages.crumbs(context, contest),
                body: "\(Parts.title(context.words("contest_entry.title"), of: title))\(body)", area: "/contests",
                issues: issues),
            context)
    }

    private func create(_ request: Request, _ context: SiteContext) async throws -> Response {
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let made = try await context.programme.enterContest(
                try context.id(), given, files: files, as: context.actor)
            return kept(made, context)
        } catch Problem.invalid(let issues) { return try await newForm(given, issues, context) }
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<ContestEntry> = try context.id()
        let (given, files) = try await AnswerSheetPages.given(request, context)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeEntry(id, given, files: files, as: context.actor)
            }
            return kept(changed, context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func kept(_ entry: ContestEntry, _ context: SiteContext) -> Response {
        let path = "/contest-entries/\(entry.id.text)"
        return entry.submittedAt == nil
            ? Answers.seeOther(path + "/form", notice: "answers.kept", context)
            : Answers.seeOther(path, notice: "contest_entry.submitted", context)
    }

    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.contestEntry(try context.id(), as: context.actor)
        let parts = FormParts(context.visit, kind: "contest_score", given: given, issues: issues)
        return Answers.page(
            Page(
                title: profile.entry.title.reading(context.words.language),
                crumbs: ContestPages.crumbs(context, profile.contest),
                body: ContestEntryViews.profile(profile, parts, context.visit), area: "/contests", issues: issues,
                formats: [("JSON", "/api/v1/contest-entries/\(profile.entry.id.text)")]),
            context)
    }

    private func judge(
        _ request: Request, _ context: SiteContext, notice: String,
        _ verb: (ID<ContestEntry>, [String: Given]) async throws -> Void
    ) async throws -> Response {
        let id: ID<ContestEntry> = try context.id()
        let given = try await context.given(request)
        do {
            try await verb(id, given)
            return Answers.seeOther("/contest-entries/\(id.text)", notice: notice, context)
        } catch Problem.invalid(let issues) { return try await show(given, issues, context) }
    }

    private func file(_ context: SiteContext) async throws -> Response {
        guard let question = context.parameters.get("question"), question.utf8.count <= 60 else {
            throw Problem.notFound
        }
        let file = try await context.programme.entryFile(
            try context.id(), question: question, as: context.actor)
        return try AnswerSheetPages.download(file, context)
    }

    /// An entrant's own sheets, once all is announced.
    private func certificate(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.contestEntry(try context.id(), to: .read, as: context.actor)
        let (entry, contest) = (profile.entry, profile.contest)
        guard contest.announcedAt != nil, entry.submittedAt != nil, entry.withdrawnAt == nil else {
            throw Problem.refused(.init("contest_entry.refused.certificate"))
        }
        let awards = profile.awards.isEmpty ? [nil] : profile.awards.map { Optional($0.title) }
        let sheets = awards.map {
            ContestViews.sheet(entry.entrant, entry.title, award: $0, of: contest, profile.event, context.visit)
        }
        return Answers.page(
            Page(
                title: context.words("event.certificate"), crumbs: ContestPages.crumbs(context, contest),
                body: sheets.joined(), area: "/contests"),
            context)
    }
}
