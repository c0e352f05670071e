import Hummingbird

/// The office's accounts: the list, one account, its roles.
public struct AccountOfficePages: Pages {
    public init() {}

    static let list = ListPage<AccountSummary>(
        kind: "accounts", path: "/office/accounts",
        columns: [
            ListColumn("name", sort: "name", plain: { account, _ in account.name }) { account, _ in
                Parts.link("/office/accounts/\(account.id.text)", account.name.isEmpty ? account.id.text : account.name)
            },
            ListColumn("email", plain: { account, _ in account.email }),
            ListColumn("role", plain: { account, words in account.role.map { words("role.\($0.rawValue)") } ?? "" }),
            ListColumn("state", plain: { $1("account.state.\($0.state.rawValue)") }) { account, words in
                AccountOfficeViews.pill(account.state, words)
            },
            ListColumn(
                "second_factor", plain: { $1($0.hasSecondFactor ? "second_factor.is_on" : "second_factor.is_off") }),
            .day("created", sort: "created") { $0.createdAt.day },
        ],
        label: { facet, value, words in
            switch facet {
            case "role": words("role.\(value)")
            case "state": words("account.state.\(value)")
            default: words.language(named: value)
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Account.listing(at: Moment(seconds: 0)).facets,
            tools: { context in
                let button = Parts.button("/office/invitations", context.words("invitations.title"))
                return "<div class=\"actions\">\(button)</div>"
            },
            find: { try await $3.accounts($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/office/accounts/{id}") { _, context in try await show(context) }
        routes.post("/office/accounts/{id}/grants") { request, context in try await grant(request, context) }
        routes.post("/office/grants/{id}/end") { request, context in
            _ = try await context.given(request)
            let id: ID<RoleGrant> = try context.id()
            let account = try await context.programme.endGrant(id, as: context.actor).accountID
            return Answers.seeOther("/office/accounts/\(account)", notice: "grant.ended", context)
        }
        addActions(to: routes)
    }

    private func addActions(to routes: Routes) {
        func add(
            _ name: String, _ notice: String,
            _ verb: @escaping @Sendable (SiteContext, ID<Account>) async throws -> Void
        ) {
            routes.post(RouterPath("/office/accounts/{id}/\(name)")) { request, context in
                _ = try await context.given(request)
                let id: ID<Account> = try context.id()
                try await verb(context, id)
                return Answers.seeOther("/office/accounts/\(id)", notice: notice, context)
            }
        }
        add("sessions/end", "account.sessions_ended") { try await $0.programme.endSessions(of: $1, as: $0.actor) }
        add("second-factor/end", "second_factor.off") {
            try await $0.programme.disableSecondFactor(of: $1, as: $0.actor)
        }
        add("closure", "account.closed") { try await $0.programme.closeAccount($1, as: $0.actor) }
        add("reopening", "account.reopened") { try await $0.programme.reopenAccount($1, as: $0.actor) }
    }

    private func show(
        _ context: SiteContext, _ given: [String: Given]? = nil, _ issues: [Problem.Issue] = []
    ) async throws -> Response {
        let id: ID<Account> = try context.id()
        let (account, holder) = try await context.programme.account(id, as: context.actor)
        guard context.actor.isOffice else { throw Problem.refused(.init("account.refused.list")) }
        let grants = try await context.programme.grants(of: id, as: context.actor)
        let name = holder.name.isEmpty ? id.text : holder.name
        let body = AccountOfficeViews.account(
            account, holder, grants, at: context.programme.clock(),
            FormParts(context.visit, kind: "grant", given: given, issues: issues), context.visit)
        return Answers.page(
            Page(
                title: name,
                crumbs: [
                    (context.words("nav.office"), "/office"), (context.words("accounts.title"), "/office/accounts"),
                ],
                body: body, issues: issues),
            context)
    }

    private func grant(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Account> = try context.id()
        let given = try await context.given(request)
        do {
            let offer = GrantOffer(
                role: given.text("role"), scope: given.text("scope"), from: given.text("from"),
                until: given.text("until"))
            try await context.programme.grantRole(offer, to: id, as: context.actor)
            return Answers.seeOther("/office/accounts/\(id)", notice: "grant.created", context)
        } catch Problem.invalid(let issues) { return try await show(context, given, issues) }
    }
}
