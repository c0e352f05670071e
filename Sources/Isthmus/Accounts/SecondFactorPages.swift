import Hummingbird

/// Switching one's second factor on and off.
public struct SecondFactorPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/account/second-factor") { _, context in try await form(context).page(context) }
        routes.post("/account/second-factor") { request, context in
            try await form(context).receive(request, context) { given in
                guard try await !isOn(context) else {
                    try await context.programme.disableSecondFactor(
                        password: given.text("currentPassword"), as: context.actor)
                    return Answers.seeOther("/account", notice: "second_factor.off", context)
                }
                let codes = try await context.programme.enableSecondFactor(code: given.text("code"), as: context.actor)
                return Answers.page(
                    Page(
                        title: context.words("second_factor.codes"), crumbs: AccountPages.crumbs(context),
                        body: AccountViews.recoveryCodes(codes, context.visit)),
                    context)
            }
        }
    }

    private func isOn(_ context: SiteContext) async throws -> Bool {
        guard let id = context.actor.account else { throw Problem.signInNeeded }
        return try await context.programme.account(ID(id), as: context.actor).account.secondFactorAt != nil
    }

    private func form(_ context: SiteContext) async throws -> AccountForm {
        let crumbs = AccountPages.crumbs(context)
        let path = "/account/second-factor"
        guard try await !isOn(context) else {
            return AccountForm(kind: "second_factor_off", action: path, cancel: "/account", crumbs: crumbs) { parts in
                [AccountPages.currentPassword(parts)]
            }
        }
        let secret = try await context.programme.prepareSecondFactor(as: context.actor)
        let address = try await context.programme.address(of: secret, as: context.actor)
        let shown = AccountViews.secret(secret.base32, address, context.visit)
        return AccountForm(kind: "second_factor", action: path, cancel: "/account", crumbs: crumbs) { parts in
            [shown, parts.text("code", nil, isRequired: true, autocomplete: "one-time-code")]
        }
    }
}
