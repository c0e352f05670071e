import Hummingbird

/// The office's queue of mails: list, one mail, retry, cancel, suspensions.
public struct MailPages: Pages {
    public init() {}

    static let list = ListPage<MailLine>(
        kind: "mails", path: "/office/mail",
        columns: [
            ListColumn("subject", plain: { line, _ in line.subject }) { line, _ in
                Parts.link("/office/mail/\(line.id.text)", line.subject)
            },
            ListColumn("address", sort: "address", plain: { line, _ in line.address }) { line, _ in
                MailViews.address(line.address)
            },
            ListColumn("state", plain: { $1("mail.state.\($0.state.rawValue)") }) { MailViews.pill($0.state, $1) },
            ListColumn("attempts", isNumber: true, plain: { line, _ in String(line.attempts) }),
            ListColumn(
                "next",
                plain: { line, words in
                    line.state == .queued ? line.nextAttemptAt.map { words.moment($0) } ?? "" : ""
                }),
            ListColumn("error", plain: { line, _ in line.lastError }),
            ListColumn("created", sort: "created", plain: { $1.moment($0.createdAt) }),
        ],
        label: { facet, value, words in
            switch facet {
            case "state": words("mail.state.\(value)")
            case "kind": words("mail.kind.\(value)")
            case "language": words.language(named: value)
            default: value
            }
        })

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Mail.listing.facets,
            tools: { context in
                let button = Parts.button("/office/mail/suspensions", context.words("mail.suspensions.title"))
                return "<div class=\"actions\">\(button)</div>"
            },
            find: { try await $3.mails($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/office/mail/suspensions") { _, context in try await suspensions(context) }
        routes.post("/office/mail/suspensions/{id}/lift") { request, context in
            _ = try await context.given(request)
            try await context.programme.liftSuspension(try context.id(), as: context.actor)
            return Answers.seeOther("/office/mail/suspensions", notice: "mail.lifted", context)
        }
        routes.get("/office/mail/{id}") { _, context in try await show(context) }
        routes.post("/office/mail/{id}/retry") { request, context in
            _ = try await context.given(request)
            let id: ID<Mail> = try context.id()
            try await context.programme.retryMail(id, as: context.actor)
            return Answers.seeOther("/office/mail/\(id.text)", notice: "mail.retried", context)
        }
        routes.post("/office/mail/{id}/cancel") { request, context in
            _ = try await context.given(request)
            let id: ID<Mail> = try context.id()
            try await context.programme.cancelMail(id, as: context.actor)
            return Answers.seeOther("/office/mail/\(id.text)", notice: "mail.cancelled", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/office/mail/suspensions") { _, context in
            try Answers.json(try await context.programme.suspensions(as: context.actor), context)
        }
        routes.get("/api/v1/office/mail/{id}") { _, context in
            try Answers.json(try await context.programme.mail(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/office/mail/{id}/retry") { _, context in
            let id: ID<Mail> = try context.id()
            try await context.programme.retryMail(id, as: context.actor)
            return try Answers.json(try await context.programme.mail(id, as: context.actor), context)
        }
        routes.post("/api/v1/office/mail/{id}/cancel") { _, context in
            let id: ID<Mail> = try context.id()
            try await context.programme.cancelMail(id, as: context.actor)
            return try Answers.json(try await context.programme.mail(id, as: context.actor), context)
        }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.mail(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: profile.line.subject, crumbs: crumbs(context), body: MailViews.profile(profile, context.visit),
                formats: [("JSON", "/api/v1/office/mail/\(profile.line.id.text)")]),
            context)
    }

    private func suspensions(_ context: SiteContext) async throws -> Response {
        let suspensions = try await context.programme.suspensions(as: context.actor)
        return Answers.page(
            Page(
                title: context.words("mail.suspensions.title"), crumbs: crumbs(context),
                body: MailViews.suspensions(suspensions, context.visit)),
            context)
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("nav.office"), "/office"), (context.words("mails.title"), "/office/mail")]
    }
}
