import HTTPTypes
import Hummingbird

/// Where the link at the foot of a mail leads: one button that stops such mails, for whoever has the link.
public struct MailStopPages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/stop/{token}") { _, context in
            do {
                let link = try await context.programme.stopLink(token(context))
                return page("mail.stop.title", MailStopViews.ask(link, context.words), context)
            } catch let problem as Problem where problem == StopLink.gone { return gone(context) }
        }
        // Mail programs send it without a cookie or a form's token (RFC 8058): the signed link is what counts.
        routes.post("/stop/{token}") { request, context in
            do {
                let scope = try await scope(request)
                let link = try await context.programme.stopMail(token(context), scope)
                return page(
                    "mail.stopped.title", MailStopViews.done(link, scope ?? link.scopes[0], context.words), context)
            } catch let problem as Problem where problem == StopLink.gone { return gone(context) }
        }
    }

    private func page(
        _ title: String, _ body: HTML, status: HTTPResponse.Status = .ok, _ context: SiteContext
    ) -> Response { Answers.page(Page(title: context.words(title), body: body, status: status), context) }

    /// Forged, cut short or too old: the same calm page for all.
    private func gone(_ context: SiteContext) -> Response {
        page("mail.stop.gone.title", MailStopViews.gone(context.words), status: .notFound, context)
    }

    private func token(_ context: SiteContext) -> String { context.parameters.get("token") ?? "" }

    /// What the page's form chose; nil for a mail program's click, which says nothing more.
    private func scope(_ request: Request) async throws -> StopLink.Scope? {
        let buffer = try await request.body.collect(upTo: 10_000)
        guard request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else { return nil }
        guard let chosen = Query(encoded: String(buffer: buffer))["scope"] else { return nil }
        guard let scope = StopLink.Scope(rawValue: chosen) else {
            throw Problem.invalid("scope", "field.unknown", ["code": String(chosen.prefix(20))])
        }
        return scope
    }
}
