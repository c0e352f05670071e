import Hummingbird

/// Where somebody gets the address of their own calendar, and what calendars read there.
public struct OwnCalendarPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/account/calendar") { _, context in
            let token = try await context.programme.calendarToken(as: context.actor)
            let words = context.words
            return Answers.page(
                Page(
                    title: words("calendar.title"), crumbs: AccountPages.crumbs(context),
                    body: page(token, context.visit)), context)
        }
        routes.post("/account/calendar") { request, context in
            _ = try await context.given(request)
            try await context.programme.makeCalendarToken(as: context.actor)
            return Answers.seeOther("/account/calendar", notice: "calendar.made", context)
        }
        routes.post("/account/calendar/revocation") { request, context in
            _ = try await context.given(request)
            try await context.programme.revokeCalendarToken(as: context.actor)
            return Answers.seeOther("/account/calendar", notice: "calendar.revoked", context)
        }
        routes.get("/calendars/{token}/own.ics") { _, context in try await calendar(context) }
    }

    private func calendar(_ context: SiteContext) async throws -> Response {
        guard let token = context.parameters.get("token") else { throw Problem.notFound }
        let query = context.visit.query
        let asked = query["lang"].flatMap { context.site.settings.languages.contains($0) ? $0 : nil }
        let (entries, words) = try await context.programme.ownCalendar(
            token: token, withAgendas: query["agendas"] == "1", language: asked)
        let name = context.site.settings.name.reading(words.language) + ": " + words("calendar.title")
        let calendar = ICalendar(product: "Calendar", name: name, address: context.site.settings.address)
        return Answers.feed(calendar.text(entries), type: "text/calendar; charset=utf-8", context)
    }

    private func page(_ token: SignedToken?, _ visit: Visit) -> HTML {
        let words = visit.words
        let title = Parts.title(words("calendar.title"))
        guard let token else {
            return """
                \(title)<p>\(words("calendar.hint"))</p>
                \(FormParts.button(visit, action: "/account/calendar", "calendar.make", style: "button main"))
                """
        }
        let address = visit.site.settings.address + "/calendars/\(token.text)/own.ics"
        let withAgendas = address + Query([("agendas", "1")]).address
        return """
            \(title)<p>\(words("calendar.hint"))</p>
            <dl><div><dt>\(words("calendar.address"))</dt><dd><code>\(address)</code></dd></div>
            <div><dt>\(words("calendar.with_agendas"))</dt><dd><code>\(withAgendas)</code></dd></div></dl>
            <p class="hint">\(words("calendar.secret"))</p>
            <div class="actions">\(Parts.button("/calendars/\(token.text)/own.ics", words("calendar.download")))
            \(FormParts.button(visit, action: "/account/calendar", "calendar.renew"))
            \(FormParts.button(visit, action: "/account/calendar/revocation", "calendar.revoke"))</div>
            """
    }
}
