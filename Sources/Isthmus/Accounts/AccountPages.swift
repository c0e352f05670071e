import Foundation
import HTTPTypes
import Hummingbird

/// One's own account: name, address, password, second factor, sessions, tokens, data, closing.
public struct AccountPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/account") { _, context in try await overview(context) }
        routes.get("/account/data") { _, context in
            let data = try await context.programme.exportOwnData(as: context.actor)
            return Answers.download(Array(data), type: "application/json", name: "account.json", context)
        }
        routes.get("/api/v1/me") { _, context in
            let (account, holder) = try await own(context)
            return try Answers.json(OwnAccount(account, holder, context.actor), context)
        }
        addProfileRoutes(to: routes)
        addPasswordRoutes(to: routes)
        addSessionRoutes(to: routes)
        addTokenRoutes(to: routes)
        addClosureRoutes(to: routes)
    }

    private func own(_ context: SiteContext) async throws -> (account: Account, holder: Account.Holder) {
        guard let id = context.actor.account else { throw Problem.signInNeeded }
        return try await context.programme.account(ID(id), as: context.actor)
    }

    private func overview(_ context: SiteContext) async throws -> Response {
        let (account, holder) = try await own(context)
        let (programme, actor) = (context.programme, context.actor)
        let overview = AccountOverview(
            account: account, holder: holder,
            sessions: try await programme.sessions(current: context.visit.sessionToken, as: actor),
            tokens: try await programme.apiTokens(as: actor),
            grants: try await programme.grants(of: account.id, as: actor).filter {
                $0.stage(at: programme.clock()) != .over
            },
            recoveryCodesLeft: try await programme.recoveryCodesLeft(as: actor))
        return Answers.page(
            Page(title: context.words("account.title"), body: AccountViews.overview(overview, context.visit)), context)
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("account.title"), "/account")]
    }

    private func form(
        _ kind: String, _ path: String, _ context: SiteContext, _ fields: @escaping @Sendable (FormParts) -> [HTML]
    ) -> AccountForm {
        AccountForm(kind: kind, action: path, cancel: "/account", crumbs: Self.crumbs(context), fields: fields)
    }

    private func addProfileRoutes(to routes: Routes) {
        let profile = { @Sendable (context: SiteContext) async throws -> AccountForm in
            let (account, holder) = try await own(context)
            let options = context.languageOptions
            return form("account_profile", "/account/profile", context) { parts in
                [
                    parts.text("name", holder.name, limit: 200, isRequired: true, autocomplete: "name"),
                    parts.select("language", account.language, options, isRequired: true),
                ]
            }
        }
        routes.get("/account/profile") { _, context in try await profile(context).page(context) }
        routes.post("/account/profile") { request, context in
            try await profile(context).receive(request, context) { given in
                try await context.programme.changeAccount(
                    name: given.text("name"), language: given.text("language"), as: context.actor)
                return Answers.seeOther("/account", notice: "account.changed", context)
            }
        }
        let address = { @Sendable (context: SiteContext) async throws -> AccountForm in
            let (_, holder) = try await own(context)
            return form("account_email", "/account/email", context) { parts in
                [
                    parts.text(
                        "email", holder.email, type: "email", limit: 254, isRequired: true, autocomplete: "email"),
                    AccountPages.currentPassword(parts),
                ]
            }
        }
        routes.get("/account/email") { _, context in try await address(context).page(context) }
        routes.post("/account/email") { request, context in
            try await address(context).receive(request, context) { given in
                try await context.programme.changeEmail(
                    to: given.text("email"), password: given.text("currentPassword"), as: context.actor)
                return Answers.seeOther("/account", notice: "account.email_asked", context)
            }
        }
    }

    static func currentPassword(_ parts: FormParts) -> HTML {
        parts.text("currentPassword", nil, type: "password", isRequired: true, autocomplete: "current-password")
    }

    private func addPasswordRoutes(to routes: Routes) {
        let password = { @Sendable (context: SiteContext) async throws -> AccountForm in
            _ = try await own(context)
            return form("account_password", "/account/password", context) { parts in
                [
                    AccountPages.currentPassword(parts),
                    parts.text("password", nil, type: "password", isRequired: true, autocomplete: "new-password"),
                ]
            }
        }
        routes.get("/account/password") { _, context in try await password(context).page(context) }
        routes.post("/account/password") { request, context in
            try await password(context).receive(request, context) { given in
                try await context.programme.changePassword(
                    from: given.text("currentPassword"), to: given.text("password"),
                    keeping: context.visit.sessionToken, as: context.actor)
                return Answers.seeOther("/account", notice: "password.changed", context)
            }
        }
    }

    private func addSessionRoutes(to routes: Routes) {
        routes.post("/account/sessions/{id}/end") { request, context in
            _ = try await context.given(request)
            let id: ID<SessionSummary> = try context.id()
            try await context.programme.revokeSession(id.text, as: context.actor)
            return Answers.seeOther("/account", notice: "account.session_ended", context)
        }
        routes.post("/account/sessions/end") { request, context in
            _ = try await context.given(request)
            try await context.programme.revokeOtherSessions(keeping: context.visit.sessionToken, as: context.actor)
            return Answers.seeOther("/account", notice: "account.sessions_ended", context)
        }
    }

    private func addTokenRoutes(to routes: Routes) {
        let token = { @Sendable (context: SiteContext) async throws -> AccountForm in
            _ = try await own(context)
            return form("account_token", "/account/tokens", context) { parts in
                [
                    parts.text("name", nil, limit: 100, isRequired: true), parts.flag("canWrite", false),
                    parts.text("days", "365", type: "number"),
                ]
            }
        }
        routes.get("/account/tokens/new") { _, context in try await token(context).page(context) }
        routes.post("/account/tokens") { request, context in
            try await token(context).receive(request, context) { given in
                let fields = Fields(given)
                let days = fields.integer("days", nil, in: 1...APIToken.longestDays)
                let canWrite = fields.flag("canWrite", false)
                try fields.finish()
                let created = try await context.programme.createAPIToken(
                    name: given.text("name"), canWrite: canWrite, days: days, as: context.actor)
                return Answers.page(
                    Page(
                        title: context.words("account_token.created"), crumbs: Self.crumbs(context),
                        body: AccountViews.created(created, context.visit)),
                    context)
            }
        }
        routes.post("/account/tokens/{id}/revocation") { request, context in
            _ = try await context.given(request)
            try await context.programme.revokeAPIToken(try context.id(), as: context.actor)
            return Answers.seeOther("/account", notice: "account.token_revoked", context)
        }
    }

    private func addClosureRoutes(to routes: Routes) {
        let closure = { @Sendable (context: SiteContext) async throws -> AccountForm in
            _ = try await own(context)
            return form("account_closure", "/account/closure", context) { [AccountPages.currentPassword($0)] }
        }
        routes.get("/account/closure") { _, context in try await closure(context).page(context) }
        routes.post("/account/closure") { request, context in
            try await closure(context).receive(request, context) { given in
                try await context.programme.closeAccount(password: given.text("currentPassword"), as: context.actor)
                var response = context.message("account_closure.done")
                let cookie = context.sessionCookie("", seconds: 0)
                response.headers.append(HTTPField(name: .setCookie, value: cookie))
                return response
            }
        }
    }
}

/// What the API says about whoever asks.
private struct OwnAccount: Encodable {
    struct Role: Encodable { let role, scope: String }
    let id, name, email, language: String
    let person: String?
    let isReadOnly: Bool
    let grants: [Role]

    init(_ account: Account, _ holder: Account.Holder, _ actor: Actor) {
        (id, name, email, language) = (account.id.text, holder.name, holder.email, account.language)
        (person, isReadOnly) = (account.personID, actor.isReadOnly)
        grants = actor.grants.map { Role(role: $0.role.rawValue, scope: $0.scope.text) }
    }
}
