import HTTPTypes
import Hummingbird

/// The pages and API of campaigns.
public struct CampaignPages: Pages {
    public init() {}

    static let list = ListPage<CampaignLine>(
        kind: "campaigns", path: "/campaigns",
        columns: [
            ListColumn("name", sort: "name", plain: { $0.title.reading($1.language) }) { line, words in
                Parts.link("/campaigns/\(line.id.text)", line.title.reading(words.language))
            },
            ListColumn("state", plain: { $1("campaign.state.\($0.state.rawValue)") }) { line, words in
                Parts.pill(words("campaign.state.\(line.state.rawValue)"), CampaignViews.tone(line.state))
            },
            ListColumn("countries", plain: { CampaignViews.countries($0.countries, $1) }),
            ListColumn("sent", sort: "sent", plain: { line, words in line.scheduledAt.map { words.moment($0) } ?? "" }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("countries") { $0.countries.joined(separator: " ") },
            ListCode("scheduledAt") { $0.scheduledAt?.iso ?? "" }, ListCode("queuedAt") { $0.queuedAt?.iso ?? "" },
            ListCode("version") { String($0.version) },
        ],
        label: { _, value, words in words("campaign.state.\(value)") })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Campaign.listing.facets, tools: { CampaignViews.tools($0.visit) },
            find: { try await $3.campaigns($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/campaigns/new") { _, context in
            if let refusal = Campaign.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await form(nil, nil, [], context)
        }
        routes.post("/campaigns") { request, context in
            let given = try await context.given(request)
            do {
                let made = try await context.programme.createCampaign(given, as: context.actor)
                return Answers.seeOther("/campaigns/\(made.id.text)", notice: "campaign.created", context)
            } catch Problem.invalid(let issues) { return try await form(nil, given, issues, context) }
        }
        routes.get("/campaigns/{id}") { _, context in try await show(context) }
        routes.get("/campaigns/{id}/form") { _, context in
            let campaign = try await context.programme.campaign(try context.id(), as: context.actor)
            if let refusal = campaign.refusal(of: .edit, to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return try await form(campaign, nil, [], context)
        }
        routes.post("/campaigns/{id}") { request, context in try await change(request, context) }
        addSending(to: routes)
        addAPI(to: routes)
    }

    private func addSending(to routes: Routes) {
        routes.get("/campaigns/visits/{token}") { request, context in
            do {
                let path = try await context.programme.visitCampaign(
                    context.parameters.get("token") ?? "", isLooking: request.method == .get)
                return Answers.seeOther(path, context)
            } catch let problem as Problem where problem == StopLink.gone {
                return Answers.page(
                    Page(
                        title: context.words("mail.stop.gone.title"), body: CampaignViews.gone(context.words),
                        status: .notFound), context)
            }
        }
        routes.get("/campaigns/{id}/preview") { _, context in try await preview(nil, [], context) }
        routes.post("/campaigns/{id}/schedule") { request, context in
            let given = try await context.given(request)
            let id: ID<Campaign> = try context.id()
            do {
                let campaign = try await context.programme.scheduleCampaign(id, given, as: context.actor)
                let notice = campaign.scheduledAt == nil ? "campaign.unscheduled" : "campaign.scheduled"
                return Answers.seeOther("/campaigns/\(id.text)", notice: notice, context)
            } catch Problem.invalid(let issues) { return try await preview(given, issues, context) }
        }
        routes.post("/campaigns/{id}/test") { request, context in
            let given = try await context.given(request)
            let id: ID<Campaign> = try context.id()
            do {
                let fate = try await context.programme.testCampaign(
                    id, language: given.text("language"), as: context.actor)
                var notice = "campaign.not_tested"
                if case .queued = fate { notice = "campaign.tested" }
                return Answers.seeOther("/campaigns/\(id.text)/preview", notice: notice, context)
            } catch Problem.invalid(let issues) { return try await preview(given, issues, context) }
        }
        routes.post("/campaigns/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let id: ID<Campaign> = try context.id()
            _ = try await context.programme.withdrawCampaign(id, as: context.actor)
            return Answers.seeOther("/campaigns/\(id.text)", notice: "campaign.withdrawn", context)
        }
        ListRoutes(
            CampaignViews.recipients, facets: CampaignRecipient.listing.facets,
            find: { try await $3.campaignRecipients($0, as: $1, counting: $2) }
        ).add(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/campaigns/{id}") { _, context in
            try Answers.json(try await context.programme.campaign(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/campaigns") { request, context in
            try Answers.created(
                try await context.programme.createCampaign(try await context.given(request), as: context.actor),
                context)
        }
        routes.patch("/api/v1/campaigns/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeCampaign(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/campaigns/{id}/preview") { _, context in
            try Answers.json(try await context.programme.previewCampaign(try context.id(), as: context.actor), context)
        }
        routes.get("/api/v1/campaigns/{id}/reach") { _, context in
            try Answers.json(try await context.programme.campaignReach(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/campaigns/{id}/schedule") { request, context in
            try Answers.json(
                try await context.programme.scheduleCampaign(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/campaigns/{id}/withdrawal") { _, context in
            try Answers.json(
                try await context.programme.withdrawCampaign(try context.id(), as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Campaign> = try context.id()
        let campaign = try await context.programme.campaign(id, as: context.actor)
        let reach =
            context.actor.isOffice ? try await context.programme.campaignReach(id, as: context.actor) : []
        let country = try await context.programme.ownCountry(of: context.actor)
        var mayApply = true
        if let country { mayApply = try await context.programme.mayApply(country) }
        return Answers.page(
            Page(
                title: campaign.title.reading(context.words.language), crumbs: crumbs(context),
                body: CampaignViews.page(campaign, reach, mayApply: mayApply, context.visit),
                formats: [("JSON", "/api/v1/campaigns/\(id.text)")]), context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Campaign> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeCampaign(id, given, as: context.actor)
            }
            return Answers.seeOther("/campaigns/\(id.text)", notice: "campaign.changed", context)
        } catch Problem.invalid(let issues) {
            return try await form(
                try await context.programme.campaign(id, as: context.actor), given, issues, context)
        }
    }

    private func form(
        _ campaign: Campaign?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let form = FormParts(context.visit, kind: "campaign", given: given, issues: issues)
        var selection = Selection()
        selection.limit = 500
        let segments = try await context.programme.segments(selection, as: context.actor, counting: false).items
        return Answers.page(
            Page(
                title: context.words(campaign == nil ? "campaign.add" : "campaign.edit"), crumbs: crumbs(context),
                body: CampaignFormViews.campaign(campaign, segments, form, context.words), issues: issues), context)
    }

    private func preview(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let id: ID<Campaign> = try context.id()
        let campaign = try await context.programme.campaign(id, as: context.actor)
        let preview = try await context.programme.previewCampaign(id, as: context.actor)
        let form = FormParts(context.visit, kind: "campaign_schedule", given: given, issues: issues)
        let path = "/campaigns/\(id.text)"
        return Answers.page(
            Page(
                title: context.words("campaign.preview"),
                crumbs: crumbs(context) + [(campaign.title.reading(context.words.language), path)],
                body: CampaignFormViews.preview(preview, of: campaign, form, context.visit), issues: issues,
                formats: [("JSON", "/api/v1/campaigns/\(id.text)/preview")]), context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("campaigns.title"), "/campaigns")]
    }
}
