import Hummingbird

/// The pages and API of expressions of interest: the inbox, one of them, and the survey of what came of it.
public struct InterestPages: Pages {
    public init() {}

    static let path = "/expressions"

    static let list = ListPage<InterestLine>(
        kind: "expressions", path: path,
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("\(path)/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("box", plain: { $1("expressions.box.\($0.box.rawValue)") }),
            ListColumn("state", plain: { $1("expression.state.\($0.state.rawValue)") }) { line, words in
                InterestViews.pill(line.state, words)
            },
            ListColumn("from", plain: { "\($0.organisation), \($1.country($0.country))" }),
            ListColumn("to", plain: { "\($0.proposer), \($1.country($0.proposerCountry))" }),
            .day("sent", sort: "sent") { $0.createdAt.day },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("searchID") { $0.searchID.text },
            ListCode("callID") { $0.callID.text }, ListCode("theme") { $0.theme }, ListCode("event") { $0.event },
            ListCode("stateCode") { $0.state.rawValue }, ListCode("roleCode") { $0.role.rawValue },
            ListCode("organisationID") { $0.organisationID.text }, ListCode("countryCode") { $0.country },
            ListCode("proposerCountryCode") { $0.proposerCountry },
            ListCode("answeredAt") { $0.answeredAt?.iso ?? "" }, ListCode("createdAt") { $0.createdAt.iso },
            ListCode("version") { String($0.version) },
        ], sortedBy: "sent", label: InterestViews.label)

    static let facets = Interest.listing(for: .visitor).facets

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, find: { try await $3.interests($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/partner-searches/{id}/expressions/new") { _, context in try await newPage(nil, [], context) }
        routes.post("/partner-searches/{id}/expressions") { request, context in try await send(request, context) }
        routes.get("/expressions/{id}") { _, context in try await show(.init(), context) }
        act("answer", "expression.answered", routes) { try await $0.answerInterest($1, $2, as: $3) }
        act("withdrawal", "expression.withdrawn", routes) { try await $0.withdrawInterest($1, $2, as: $3) }
        act("agreement", "expression.agreed", routes) { programme, id, _, actor in
            try await programme.agreeToContact(id, as: actor)
        }
        act("consortium", "expression.enlisted", routes) { try await $0.takeIntoConsortium($1, $2, as: $3) }
        act("messages", "expression_message.written", routes) { try await $0.writeMessage(to: $1, $2, as: $3) }
        routes.get("/expression-messages/{id}/form") { _, context in try await messagePage(nil, [], context) }
        routes.post("/expression-messages/{id}") { request, context in try await correct(request, context) }
        routes.get("/outcomes/{id}") { _, context in try await outcomePage(nil, [], context) }
        routes.post("/outcomes/{id}") { request, context in try await answerOutcome(request, context) }
        addAPI(to: routes)
    }

    private func act<Result: Sendable>(
        _ name: String, _ notice: String, _ routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<Interest>, [String: Given], Actor) async throws -> Result
    ) {
        routes.post("/expressions/{id}/\(name)") { request, context in
            let id: ID<Interest> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
                return Answers.seeOther("\(Self.path)/\(id.text)", notice: notice, context)
            } catch Problem.invalid(let issues) {
                return try await show(.init(form: name, given: given, issues: issues), context)
            }
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/expressions/{id}") { _, context in
            try Answers.json(try await context.programme.interest(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/partner-searches/{id}/expressions") { request, context in
            let given = try await context.given(request)
            let made = try await context.programme.expressInterest(in: try context.id(), given, as: context.actor)
            return try Answers.created(try await context.programme.interest(made.id, as: context.actor), context)
        }
        routes.post("/api/v1/expressions/{id}/answer") { request, context in
            let given = try await context.given(request)
            let done = try await context.programme.answerInterest(try context.id(), given, as: context.actor)
            return try Answers.json(try await context.programme.interest(done.id, as: context.actor), context)
        }
    }

    private func newPage(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (search, own) = try await context.programme.interestToExpress(in: try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "expression", given: given, issues: issues)
        let crumbs =
            PartnerSearchPages.crumbs(context) + [
                (search.title.reading(context.words.language), "\(PartnerSearchPages.path)/\(search.id.text)")
            ]
        return Answers.page(
            Page(
                title: context.words("expression.add"), crumbs: crumbs,
                body: InterestViews.form(search, own, form, context.words), area: PartnerSearchPages.path,
                issues: issues),
            context)
    }

    private func send(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<PartnerSearch> = try context.id()
        let given = try await context.given(request)
        do {
            let sent = try await context.programme.expressInterest(in: id, given, as: context.actor)
            return Answers.seeOther("\(Self.path)/\(sent.id.text)", notice: "expression.sent", context)
        } catch Problem.invalid(let issues) { return try await newPage(given, issues, context) }
    }

    private func show(_ back: PartnerSearchViews.Returned, _ context: SiteContext) async throws -> Response {
        let (profile, interest) = try await context.programme.interestToShow(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.title.reading(context.words.language), crumbs: crumbs(context),
                body: InterestViews.profile(profile, interest, back, context.visit), area: PartnerSearchPages.path,
                issues: back.issues, formats: [("JSON", "/api/v1/expressions/\(profile.id.text)")]),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        PartnerSearchPages.crumbs(context) + [(context.words("expressions.title"), Self.path)]
    }

    private func messagePage(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let message = try await context.programme.messageToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "expression_message", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("expression_message.edit"), crumbs: crumbs(context),
                body: InterestViews.message(message, form, context.words), area: PartnerSearchPages.path,
                issues: issues),
            context)
    }

    private func correct(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<InterestMessage> = try context.id()
        let given = try await context.given(request)
        do {
            let corrected = try await context.change(id) {
                try await context.programme.correctMessage(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "\(Self.path)/\(corrected.expressionID.text)", notice: "expression_message.corrected", context)
        } catch Problem.invalid(let issues) { return try await messagePage(given, issues, context) }
    }

    private func outcomePage(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.outcome(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "outcome", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("outcome.title"), crumbs: crumbs(context),
                body: InterestViews.outcome(profile, form, context.visit), area: PartnerSearchPages.path,
                issues: issues),
            context)
    }

    private func answerOutcome(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Outcome> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) { try await context.programme.answerOutcome(id, given, as: context.actor) }
            return Answers.seeOther("/outcomes/\(id.text)", notice: "outcome.answered", context)
        } catch Problem.invalid(let issues) { return try await outcomePage(given, issues, context) }
    }
}
