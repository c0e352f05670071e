import Hummingbird

/// Which mails one gets: a form of one's own account.
public struct MailPreferencePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/account/mail") { _, context in try await form(context).page(context) }
        routes.post("/account/mail") { request, context in
            try await form(context).receive(request, context) { given in
                try await context.programme.changeMailPreference(given, as: context.actor)
                return Answers.seeOther("/account", notice: "account.mail_changed", context)
            }
        }
        routes.get("/api/v1/me/mail") { _, context in
            try Answers.json(try await context.programme.mailPreference(as: context.actor), context)
        }
        routes.patch("/api/v1/me/mail") { request, context in
            try Answers.json(
                try await context.programme.changeMailPreference(
                    try await context.given(request), as: context.actor), context)
        }
    }

    private func form(_ context: SiteContext) async throws -> AccountForm {
        let wishes = try await context.programme.mailPreference(as: context.actor)
        let zones = MailPreference.timeZones.map { (value: $0, label: $0) }
        let words = context.words
        let zone = context.site.settings.timeZone
        let suspended: HTML =
            wishes.suspendedAt.map { since in
                "<p class=\"notice\">\(words("account_mail.suspended", ["when": words.moment(since)]))</p>"
            } ?? ""
        return AccountForm(
            kind: "account_mail", action: "/account/mail", cancel: "/account",
            crumbs: AccountPages.crumbs(context),
            fields: { parts in
                [
                    suspended, parts.flag("digests", wishes.digests), parts.flag("campaigns", wishes.campaigns),
                    parts.flag("reminders", wishes.reminders), parts.flag("invitations", wishes.invitations),
                    parts.select("time_zone", wishes.timeZone.isEmpty ? nil : wishes.timeZone, zones),
                    "<p class=\"quiet\">\(words("account_mail.programme_zone", ["zone": zone]))</p>",
                ]
            })
    }
}
