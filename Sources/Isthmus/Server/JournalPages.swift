import Hummingbird

/// The office's view of the journal: who did what to which record, field by field.
struct JournalPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/office/journal") { _, context in try await list(context) }
    }

    private func list(_ context: SiteContext) async throws -> Response {
        let (question, issues) = question(context.visit.query)
        let entries = try await context.programme.journal(question, as: context.actor)
        let kinds = try await context.programme.journalKinds(as: context.actor)
        let form = FormParts(context.visit, kind: "journal", given: given(context.visit.query), issues: issues)
        return Answers.page(
            Page(
                title: context.words("office.journal"), crumbs: [(context.words("office.title"), "/office")],
                body: JournalViews.list(entries, kinds, question, form, context.visit), area: "/office",
                isRejected: !issues.isEmpty),
            context)
    }

    private func given(_ query: Query) -> [String: Given] {
        let names = ["thing", "kind", "who", "from", "until"]
        return Dictionary(uniqueKeysWithValues: names.map { ($0, .text(query[$0] ?? "")) })
    }

    /// What an address asks for; a day that is none is an issue and narrows nothing.
    private func question(_ query: Query) -> (JournalQuestion, [Problem.Issue]) {
        let fields = Fields(given(query))
        var question = JournalQuestion()
        question.thing = fields.text("thing", atMost: 40)
        question.kind = fields.text("kind", atMost: 40)
        question.who = fields.text("who", atMost: 120)
        question.from = fields.day("from", nil)
        question.until = fields.day("until", nil)
        question.before = query["before"] ?? ""
        return (question, fields.issues)
    }
}
