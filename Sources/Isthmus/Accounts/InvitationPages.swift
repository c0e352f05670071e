import Hummingbird

/// Invitations: the office's list, and the page behind the mailed link.
public struct InvitationPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/invitations/{token}") { _, context in
            let summary = try await context.programme.invitation(token: try SignInPages.token(context))
            return acceptance(summary, context).page(context)
        }
        routes.post("/invitations/{token}") { request, context in try await accept(request, context) }
        routes.get("/office/invitations") { _, context in
            let list = try await context.programme.invitations(as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("invitations.title"), crumbs: Self.crumbs(context),
                    body: InvitationViews.list(list, at: context.programme.clock(), context.visit)),
                context)
        }
        routes.get("/office/invitations/new") { _, context in
            guard context.actor.isSignedIn else { throw Problem.signInNeeded }
            if let reason = Invitation.refusal(ofInviting: .representative, to: context.actor) {
                throw Problem.refused(reason)
            }
            return form(context).page(context)
        }
        routes.post("/office/invitations") { request, context in try await invite(request, context) }
        routes.post("/office/invitations/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            try await context.programme.withdrawInvitation(try context.id(), as: context.actor)
            return Answers.seeOther("/office/invitations", notice: "invitation.withdrawn", context)
        }
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [
            (context.words("nav.office"), "/office"), (context.words("accounts.title"), "/office/accounts"),
            (context.words("invitations.title"), "/office/invitations"),
        ]
    }

    private func form(_ context: SiteContext) -> AccountForm {
        let (options, words) = (context.languageOptions, context.words)
        let roles = Role.allCases.filter { Invitation.refusal(ofInviting: $0, to: context.actor) == nil }
            .map { (value: $0.rawValue, label: words("role.\($0.rawValue)")) }
        var form = AccountForm(kind: "invitation", action: "/office/invitations", cancel: "/office/invitations") {
            parts in
            [
                parts.text("email", nil, type: "email", limit: 254, isRequired: true),
                parts.select("role", Role.representative.rawValue, roles, isRequired: true),
                parts.text("scope", nil, limit: 40),
                parts.select("language", words.language, options, isRequired: true),
            ]
        }
        form.crumbs = Self.crumbs(context)
        return form
    }

    private func invite(_ request: Request, _ context: SiteContext) async throws -> Response {
        try await form(context).receive(request, context) { given in
            try await context.programme.invite(
                email: given.text("email"), GrantOffer(role: given.text("role"), scope: given.text("scope")),
                language: given.text("language"), as: context.actor)
            return Answers.seeOther("/office/invitations", notice: "invitation.created", context)
        }
    }

    /// Whoever is signed in accepts as they are; others make an account for the invited address.
    private func acceptance(_ summary: InvitationSummary, _ context: SiteContext) -> AccountForm {
        let (options, words) = (context.languageOptions, context.words)
        let isSignedIn = context.actor.account != nil
        let about = InvitationViews.about(summary, context.visit)
        let back = Query([("return", context.visit.path)]).address
        return AccountForm(
            kind: "acceptance", action: context.visit.path,
            fields: { parts in
                guard !isSignedIn else { return [about] }
                return [
                    about, parts.text("name", nil, limit: 200, isRequired: true, autocomplete: "name"),
                    parts.text("password", nil, type: "password", isRequired: true, autocomplete: "new-password"),
                    parts.select("language", summary.invitation.language, options, isRequired: true),
                ]
            },
            after: isSignedIn
                ? "" : "<p>\(words("registration.known")) \(Parts.link("/sign-in" + back, words("sign_in.submit")))</p>"
        )
    }

    private func accept(_ request: Request, _ context: SiteContext) async throws -> Response {
        let token = try SignInPages.token(context)
        let summary = try await context.programme.invitation(token: token)
        return try await acceptance(summary, context).receive(request, context) { given in
            guard context.actor.account == nil else {
                try await context.programme.acceptInvitation(token: token, as: context.actor)
                return Answers.seeOther("/desk", notice: "invitation.accepted", context)
            }
            let session = try await context.programme.acceptInvitation(
                token: token, name: given.text("name"), password: given.text("password"),
                language: given.text("language"),
                from: context.device(request))
            return context.seeOther("/desk", with: session, notice: "invitation.accepted")
        }
    }
}
