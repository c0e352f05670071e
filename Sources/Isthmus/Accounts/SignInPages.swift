import HTTPTypes
import Hummingbird

/// How one gets in: registration, sign-in with its second step, forgotten passwords, mailed links.
public struct SignInPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/register") { _, context in registration(context).page(context) }
        routes.post("/register") { request, context in try await register(request, context) }
        routes.get("/confirm/{token}") { _, context in
            try await context.programme.checkLink(Self.token(context), isFor: .confirmation)
            return Self.confirmation(context).page(context)
        }
        routes.post("/confirm/{token}") { request, context in try await confirm(request, context) }
        routes.get("/sign-in") { _, context in signInForm(context, context.visit.query["return"]).page(context) }
        routes.post("/sign-in") { request, context in try await signIn(request, context) }
        routes.post("/sign-in/code") { request, context in try await secondStep(request, context) }
        routes.post("/sign-out") { request, context in try await signOut(request, context) }
        addPasswordRoutes(to: routes)
        routes.get("/account/email/{token}") { _, context in
            try await context.programme.checkLink(Self.token(context), isFor: .email)
            return Self.newAddress(context).page(context)
        }
        routes.post("/account/email/{token}") { request, context in
            try await Self.newAddress(context).receive(request, context) { _ in
                try await context.programme.confirmEmail(token: Self.token(context))
                return Answers.seeOther("/account", notice: "account.email_changed", context)
            }
        }
    }

    private func addPasswordRoutes(to routes: Routes) {
        let reset = AccountForm(kind: "password_reset", action: "/password/reset", cancel: "/sign-in") { parts in
            [parts.text("email", nil, type: "email", isRequired: true, autocomplete: "username")]
        }
        routes.get("/password/reset") { _, context in reset.page(context) }
        routes.post("/password/reset") { request, context in
            try await reset.receive(request, context) { given in
                try await context.programme.requestPasswordReset(
                    email: given.text("email"), from: context.device(request))
                return context.message("password_reset.sent")
            }
        }
        routes.get("/password/new/{token}") { _, context in
            try await context.programme.checkLink(Self.token(context), isFor: .password)
            return Self.newPassword(context).page(context)
        }
        routes.post("/password/new/{token}") { request, context in
            try await Self.newPassword(context).receive(request, context) { given in
                try await context.programme.resetPassword(
                    token: Self.token(context), to: given.text("password"), from: context.device(request))
                return Answers.seeOther("/sign-in", notice: "password.changed", context)
            }
        }
    }

    static func token(_ context: SiteContext) throws -> String {
        guard let token = context.parameters.get("token"), token.utf8.count <= 100 else { throw Problem.notFound }
        return token
    }

    private func registration(_ context: SiteContext) -> AccountForm {
        let (options, language) = (context.languageOptions, context.words.language)
        let after: HTML =
            "<p>\(context.words("registration.known")) \(Parts.link("/sign-in", context.words("sign_in.submit")))</p>"
        return AccountForm(
            kind: "registration", action: "/register",
            fields: { parts in
                [
                    parts.text("name", nil, limit: 200, isRequired: true, autocomplete: "name"),
                    parts.text("email", nil, type: "email", limit: 254, isRequired: true, autocomplete: "username"),
                    parts.text("password", nil, type: "password", isRequired: true, autocomplete: "new-password"),
                    parts.select("language", language, options, isRequired: true),
                ]
            }, after: after)
    }

    private func register(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await registration(context).receive(request, context) { given in
            try await context.programme.register(
                Registration(
                    email: given.text("email"), name: given.text("name"), password: given.text("password"),
                    language: given.text("language")),
                from: context.device(request))
            return context.message("registration.sent")
        }
    }

    private static func confirmation(_ context: SiteContext) -> AccountForm {
        AccountForm(kind: "confirmation", action: context.visit.path) { parts in
            [parts.text("password", nil, type: "password", isRequired: true, autocomplete: "current-password")]
        }
    }

    private static func newPassword(_ context: SiteContext) -> AccountForm {
        AccountForm(kind: "new_password", action: context.visit.path) { parts in
            [parts.text("password", nil, type: "password", isRequired: true, autocomplete: "new-password")]
        }
    }

    private static func newAddress(_ context: SiteContext) -> AccountForm {
        AccountForm(kind: "new_email", action: context.visit.path) { _ in [] }
    }

    private func confirm(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await Self.confirmation(context).receive(request, context) { given in
            let result = try await context.programme.confirm(
                token: Self.token(context), password: given.text("password"), from: context.device(request))
            return answer(result, "/desk", context)
        }
    }

    private func signInForm(_ context: SiteContext, _ path: String?) -> AccountForm {
        let words = context.words
        let back = SiteContext.localPath(path)
        let after: HTML = """
            <p>\(Parts.link("/password/reset", words("sign_in.forgotten")))</p>
            <p>\(words("sign_in.new")) \(Parts.link("/register", words("registration.title")))</p>
            """
        return AccountForm(
            kind: "sign_in", action: "/sign-in",
            fields: { parts in
                [
                    parts.text("email", nil, type: "email", isRequired: true, autocomplete: "username"),
                    parts.text("password", nil, type: "password", isRequired: true, autocomplete: "current-password"),
                    parts.hidden("return", back),
                ]
            }, after: after)
    }

    private func codeForm(_ token: String, _ path: String) -> AccountForm {
        AccountForm(kind: "sign_in_code", action: "/sign-in/code", cancel: "/sign-in") { parts in
            [
                parts.text("code", nil, isRequired: true, autocomplete: "one-time-code"),
                parts.hidden("step", token), parts.hidden("return", path),
            ]
        }
    }

    private func signIn(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await signInForm(context, nil).receive(request, context) { given in
            let result = try await context.programme.signIn(
                email: given.text("email"), password: given.text("password"), from: context.device(request))
            return answer(result, SiteContext.localPath(given.text("return")), context)
        }
    }

    private func answer(_ result: SignIn, _ path: String, _ context: SiteContext) -> Response {
        switch result {
        case .signedIn(let session): context.seeOther(path, with: session)
        case .secondFactorNeeded(let token): codeForm(token.text, path).page(context)
        }
    }

    private func secondStep(_ request: Request, _ context: SiteContext) async throws -> Response {
        // What was sent fills the hidden fields again when the code was wrong.
        try await codeForm("", "").receive(request, context) { given in
            let session = try await context.programme.signIn(
                secondFactor: given.text("step"), code: given.text("code"), from: context.device(request))
            return context.seeOther(SiteContext.localPath(given.text("return")), with: session)
        }
    }

    private func signOut(_ request: Request, _ context: SiteContext) async throws -> Response {
        _ = try await context.given(request)
        if let token = context.visit.sessionToken {
            try await context.programme.signOut(sessionToken: token, as: context.actor)
        }
        var response = Answers.seeOther("/", notice: "signed_out", context)
        response.headers.append(HTTPField(name: .setCookie, value: context.sessionCookie("", seconds: 0)))
        return response
    }
}
