import Hummingbird

/// Where events are proposed, and where the office scores, negotiates and decides.
public struct EventProposalPages: Pages {
    public init() {}

    static let list = ListPage<EventProposalLine>(
        kind: "event_proposals", path: "/event-proposals",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                """
                \(Parts.link("/event-proposals/\(line.id.text)", line.title.reading(words.language)))\
                <small>\(words("event.kind.\(line.kind.rawValue)"))</small>
                """
            },
            .day("date", sort: "date") { $0.firstDay },
            ListColumn(
                "place", plain: { [$0.city, $1.country($0.country)].filter { !$0.isEmpty }.joined(separator: ", ") }
            ) { line, words in "\(line.city)<small>\(words.country(line.country))</small>" },
            ListColumn("theme", plain: { CompetenceViews.topic($0.theme, $1) }),
            ListColumn("scores", isNumber: true, plain: { line, _ in String(line.scores) }),
            ListColumn(
                "score", sort: "score", isNumber: true,
                plain: { line, _ in line.mean.map { "\(Double($0) / 100)" } ?? "" }
            ) { line, words in
                guard let mean = line.mean, let spread = line.spread else { return "" }
                return """
                    \(EventProposalViews.percent(mean, words))\
                    <small>± \(EventProposalViews.percent(spread / 2, words))</small>
                    """
            },
            ListColumn("status", plain: { $1("event_proposal.status.\($0.status.rawValue)") }) { line, words in
                EventProposalViews.pill(line.status, words)
            },
            ListColumn(
                "report",
                plain: { line, words in
                    line.reportStatus.map { words("event_report.status.\($0.rawValue)") } ?? ""
                }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("programmeID") { $0.programmeID.text },
            ListCode("kindCode") { $0.kind.rawValue }, ListCode("themeID") { $0.theme },
            ListCode("audience") { $0.audience }, ListCode("countryCode") { $0.country },
            ListCode("lastDay") { $0.lastDay.description }, ListCode("statusCode") { $0.status.rawValue },
            ListCode("organisers") { $0.organisers.map { "\($0.name) (\($0.country))" }.joined(separator: "; ") },
            ListCode("eventID") { $0.eventID?.text ?? "" }, ListCode("version") { String($0.version) },
        ], sortedBy: "score", label: EventProposalViews.label)

    /// Names and readers of the filters depend on neither the moment nor who asks.
    static let facets = EventProposal.facets(at: Moment(seconds: 0), for: .visitor)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { EventProposalViews.tools($0.visit) },
            names: EventProgrammePages.names, find: { try await $3.eventProposals($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/event-programmes/{id}/proposals/new") { _, context in try await intake(nil, [], context) }
        routes.post("/event-programmes/{id}/proposals") { request, context in try await propose(request, context) }
        routes.get("/event-proposals/{id}") { _, context in try await show(.init(), context) }
        addVerb("scores", to: routes, "proposal_score.given") {
            _ = try await $0.scoreProposal($1, $2, as: $3)
        }
        addVerb("decision", to: routes, "event_proposal.decided") { _ = try await $0.decideProposal($1, $2, as: $3) }
        addVerb("dates", to: routes, "event_proposal.dates_offered") { _ = try await $0.offerDates($1, $2, as: $3) }
        addVerb("withdrawal", to: routes, "event_proposal.withdrawn") {
            _ = try await $0.withdrawProposal($1, $2, as: $3)
        }
        addVerb("link", to: routes, "event_proposal.link_sent") { _ = try await $0.sendProposalLink($1, $2, as: $3) }
        addVerb("report-decision", to: routes, "event_report.decided") {
            _ = try await $0.decideReport(of: $1, $2, as: $3)
        }
        addAPI(to: routes)
    }

    /// A form of the office's page, and the same for programs.
    private func addVerb(
        _ name: String, to routes: Routes, _ notice: String,
        _ verb: @escaping @Sendable (Programme, ID<EventProposal>, [String: Given], Actor) async throws -> Void
    ) {
        let path = "/event-proposals/{id}/" + name
        routes.post(RouterPath(path)) { request, context in
            let id: ID<EventProposal> = try context.id()
            let given = try await context.given(request)
            do {
                try await context.change(id) { try await verb(context.programme, id, given, context.actor) }
                return Answers.seeOther("/event-proposals/\(id.text)", notice: notice, context)
            } catch Problem.invalid(let issues) {
                return try await show(.init(form: name, given: given, issues: issues), context)
            }
        }
        routes.post(RouterPath("/api/v1" + path)) { request, context in
            let id: ID<EventProposal> = try context.id()
            try await verb(context.programme, id, try await context.given(request), context.actor)
            return try Answers.created(try await context.programme.eventProposal(id, as: context.actor), context)
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/event-proposals/{id}") { _, context in
            try Answers.json(try await context.programme.eventProposal(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/event-programmes/{id}/proposals") { request, context in
            guard context.actor.account != nil else { throw Problem.signInNeeded }
            let given = try await context.given(request)
            let result = try await context.programme.propose(for: try context.id(), given, as: context.actor)
            guard let proposal = result.proposal else { throw Problem.notFound }
            return try Answers.created(proposal, context)
        }
        routes.patch("/api/v1/event-proposals/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeProposal(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        addOwnAPI("date-answers", to: routes) { try await $0.answerDates(token: $1, $2, as: $3) }
        addOwnAPI("tasks", to: routes) { try await $0.tickTask(token: $1, $2, as: $3) }
        addOwnAPI("report", to: routes) { try await $0.giveReport(token: $1, $2, as: $3) }
    }

    /// What whoever proposed does by their account.
    private func addOwnAPI(
        _ name: String, to routes: Routes,
        _ verb: @escaping @Sendable (Programme, String, [String: Given], Actor) async throws -> Void
    ) {
        routes.post(RouterPath("/api/v1/event-proposals/{id}/" + name)) { request, context in
            guard context.actor.isSignedIn else { throw Problem.signInNeeded }
            let id: ID<EventProposal> = try context.id()
            guard let token = try await context.programme.ownProposalToken(id, as: context.actor) else {
                throw Problem.refused(.init("event_proposal.refused.not_own"))
            }
            try await verb(context.programme, token.text, try await context.given(request), context.actor)
            return try Answers.created(try await context.programme.eventProposal(id, as: context.actor), context)
        }
    }

    private func show(_ sent: ProposalOfficeViews.Sent, _ context: SiteContext) async throws -> Response {
        let id: ID<EventProposal> = try context.id()
        let own = try await context.programme.ownProposalToken(id, as: context.actor)
        if let own, !context.actor.isOffice { return Answers.seeOther("/proposals/\(own.text)", context) }
        let profile = try await context.programme.eventProposal(id, as: context.actor)
        let themes = try await context.programme.eventProgramme(profile.programme.id, as: context.actor).topics
        let crumbs =
            EventProgrammePages.crumbs(context, profile.programme)
            + [(context.words("event_proposals.title"), "/event-proposals?programme=\(profile.programme.id.text)")]
        return Answers.page(
            Page(
                title: profile.proposal.title.reading(context.words.language), crumbs: crumbs,
                body: ProposalOfficeViews.profile(profile, own: own, themes: themes, sent, context.visit),
                area: "/event-programmes", issues: sent.issues,
                formats: [("JSON", "/api/v1/event-proposals/\(id.text)")]), context)
    }

    private func intake(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<EventProgramme> = try context.id()
        let profile = try await context.programme.eventProgramme(id, as: context.actor)
        let (programme, words) = (profile.programme, context.words)
        let form = FormParts(context.visit, kind: "event_proposal", given: given, issues: issues)
        let path = EventProgrammePages.path(id)
        var body = EventProposalViews.form(
            nil, for: programme, themes: profile.topics, action: path + "/proposals", cancel: path, form,
            context.visit)
        if let refusal = programme.refusalOfProposing(at: context.programme.clock()) {
            let title = programme.title.reading(words.language)
            body = """
                \(Parts.title(words("event_proposal.propose"), of: title))
                <p class="notice wait">\(words(refusal))</p>
                """
        }
        return Answers.page(
            Page(
                title: words("event_proposal.propose"), crumbs: EventProgrammePages.crumbs(context, programme),
                body: body, area: "/event-programmes", issues: issues), context)
    }

    private func propose(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let id: ID<EventProgramme> = try context.id()
            let result = try await context.programme.propose(for: id, given, as: context.actor)
            guard let proposal = result.proposal else {
                return Answers.seeOther(EventProgrammePages.path(id), notice: "event_proposal.mailed", context)
            }
            return Answers.seeOther(
                "/event-proposals/\(proposal.id.text)", notice: "event_proposal.created", context)
        } catch Problem.invalid(let issues) { return try await intake(given, issues, context) }
    }
}
