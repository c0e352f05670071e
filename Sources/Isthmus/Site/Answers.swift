import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Turns values and errors into responses. The only file that knows status codes.
public enum Answers {
    static func answer(to error: any Error, _ context: SiteContext) -> Response {
        switch error {
        case let problem as Problem: return answer(to: problem, context)
        case let error as HTTPError:
            var response = answer(to: problem(for: error), status: error.status, context)
            if let methods = error.headers[.allow] { response.headers[.allow] = methods }
            return response
        default:
            let incident = String(Reception.freshToken().prefix(8))
            context.logger.error("incident \(incident): \(error)", metadata: ["path": "\(context.visit.path)"])
            return show(.internalServerError, "error.incident", ["number": incident], [], context)
        }
    }

    static func status(of problem: Problem, _ context: SiteContext) -> HTTPResponse.Status {
        switch problem {
        case .invalid: .unprocessableContent
        // Somebody was faster, and the reason says how.
        case .refused(let reason) where reason.key.hasSuffix(".overtaken"): .conflict
        case .refused: .forbidden
        case .notFound: .notFound
        case .signInNeeded: .unauthorized
        case .stale: .conflict
        case .tooMany: .tooManyRequests
        case .busy, .notReady: .serviceUnavailable
        }
    }

    private static func answer(to problem: Problem, _ context: SiteContext) -> Response {
        answer(to: problem, status: status(of: problem, context), context)
    }

    private static func answer(to problem: Problem, status: HTTPResponse.Status, _ context: SiteContext) -> Response {
        switch problem {
        case .invalid(let issues): return show(status, "error.invalid", [:], issues, context)
        case .refused(let reason): return show(status, reason.key, reason.values, [], context)
        case .tooMany(let reason), .notReady(let reason):
            var response = show(status, reason.key, reason.values, [], context)
            response.headers[.retryAfter] = String(seconds(in: reason))
            return response
        case .notFound: return show(status, "error.not_found", [:], [], context)
        case .stale: return show(status, "error.stale", [:], [], context)
        case .busy:
            var response = show(status, "error.busy", [:], [], context)
            response.headers[.retryAfter] = "5"
            return response
        case .signInNeeded where !context.visit.isAPI && context.visit.query["asked"] == nil:
            let back = context.visit.path + context.visit.query.address
            return redirect(to: "/sign-in" + Query([("return", back)]).address)
        case .signInNeeded: return show(.unauthorized, "error.sign_in", [:], [], context)
        }
    }

    /// How long to wait, as the reason says it.
    private static func seconds(in reason: Problem.Reason) -> Int {
        reason.values["seconds"].flatMap { Int($0) } ?? 60 * (reason.values["minutes"].flatMap { Int($0) } ?? 1)
    }

    private static func problem(for error: HTTPError) -> Problem {
        switch error.status {
        case .notFound: .notFound
        case .methodNotAllowed: .refused(.init("error.method"))
        case .preconditionRequired: .refused(.init("error.version_needed"))
        case .contentTooLarge: .invalid("", "error.too_large")
        default: .invalid("", "error.request")
        }
    }

    private static func show(
        _ status: HTTPResponse.Status, _ key: String, _ values: [String: String], _ issues: [Problem.Issue],
        _ context: SiteContext
    ) -> Response {
        let words = context.words
        let reason = words(Problem.Reason(key, values))
        if context.visit.isAPI {
            return problemJSON(status, key: key, detail: reason, issues, context)
        }
        let list: [HTML] = issues.map { issue in
            "<li>\(issue.field.isEmpty ? "" : issue.field + ": ")\(words(issue.reason))</li>"
        }
        let title = words("error.title.\(titleWord(status, key))")
        let body: HTML = """
            <div class="title"><h1>\(title)</h1><p class="lede">\(reason)</p></div>
            \(list.isEmpty ? "" : "<ul>\(list)</ul>")
            <div class="actions">\(context.visit.wayBack.map { Parts.button($0, words("error.back"), isMain: true) })
            \(Parts.button("/", words("error.home"), isMain: context.visit.wayBack == nil))
            \(Parts.button("/find", words("find.title")))</div>
            """
        return page(Page(title: title, body: body, status: status), context)
    }

    private static func titleWord(_ status: HTTPResponse.Status, _ key: String) -> String {
        switch status {
        case .notFound: "not_found"
        case .forbidden: "refused"
        case .unauthorized: "sign_in"
        case .conflict: "stale"
        case .tooManyRequests: "too_many"
        case .serviceUnavailable: key == "error.busy" ? "busy" : "not_ready"
        case .internalServerError: "incident"
        case .methodNotAllowed: "method"
        case .preconditionRequired: "version_needed"
        default: "invalid"
        }
    }

    /// RFC 9457, with the same keys as the pages' sentences.
    private static func problemJSON(
        _ status: HTTPResponse.Status, key: String, detail: String, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let words = context.words
        struct Body: Encodable {
            struct Item: Encodable { let field, key, detail: String }
            let type, title, detail, key: String
            let status: Int
            let issues: [Item]?
        }
        let shape = context.bodyShape
        let items = issues.map { issue in
            // What the body should not have is called as it was sent.
            let isSurplus = issue.reason.key == "field.surplus"
            let field = isSurplus ? issue.field : shape?.outer(issue.field) ?? issue.field
            return Body.Item(field: field, key: issue.reason.key, detail: words(issue.reason))
        }
        let body = Body(
            type: "about:blank", title: words("error.title.\(titleWord(status, key))"), detail: detail, key: key,
            status: status.code, issues: items.isEmpty ? nil : items)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = (try? encoder.encode(body)).map(Array.init) ?? []
        return Finished(bytes, type: "application/problem+json", status: status, pack: false)
            .response(acceptsGzip: false, ifNoneMatch: nil)
    }

    /// A whole page in the site's layout.
    public static func page(_ page: Page, _ context: SiteContext) -> Response {
        let html = Layout.html(page, context.visit)
        let caching = page.status == .ok ? "private, no-cache" : "no-store"
        let finished = Finished(
            Array(html.text.utf8), type: "text/html; charset=utf-8", status: page.status, caching: caching,
            pack: context.visit.acceptsGzip || page.isKept)
        let isForVisitors =
            !context.actor.isSignedIn && context.visit.notice == nil && context.visit.query["lang"] == nil
        if page.isKept, page.status == .ok, isForVisitors {
            context.site.kept.keep(
                finished, for: context.visit.path + context.visit.query.address, context.words.language,
                revision: context.visit.revision)
        }
        return finished.response(acceptsGzip: context.visit.acceptsGzip, ifNoneMatch: context.visit.ifNoneMatch)
    }

    /// A small page that other sites may show within theirs: the only kind that lets itself be framed.
    public static func embedded(_ html: HTML, _ context: SiteContext) -> Response {
        var response = Finished(
            Array(html.text.utf8), type: "text/html; charset=utf-8", caching: "private, no-cache",
            pack: context.visit.acceptsGzip
        ).response(acceptsGzip: context.visit.acceptsGzip, ifNoneMatch: context.visit.ifNoneMatch)
        response.headers[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'none'; "
            + "frame-ancestors *; base-uri 'none'"
        return response
    }

    public static func json(_ value: some Encodable, _ context: SiteContext, status: HTTPResponse.Status = .ok) throws
        -> Response
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Finished(
            Array(try encoder.encode(value)), type: "application/json", status: status, pack: context.visit.acceptsGzip
        ).response(acceptsGzip: context.visit.acceptsGzip, ifNoneMatch: context.visit.ifNoneMatch)
    }

    /// The answer of the API to something new.
    public static func created(_ value: some Encodable, _ context: SiteContext) throws -> Response {
        try json(value, context, status: .created)
    }

    /// Done, with nothing to show.
    public static func nothing() -> Response { Response(status: .noContent) }

    /// A file to keep.
    public static func download(_ bytes: [UInt8], type: String, name: String, _ context: SiteContext) -> Response {
        var response = Finished(bytes, type: type, caching: "private, no-cache", pack: false)
            .response(acceptsGzip: false, ifNoneMatch: nil)
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    public static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Finished(Array(text.utf8), type: type, caching: "no-store", pack: false).response(
            acceptsGzip: false, ifNoneMatch: nil)
    }

    /// What readers and calendars fetch again and again: nothing is sent when it is as it was.
    public static func feed(_ text: String, type: String, _ context: SiteContext) -> Response {
        Finished(Array(text.utf8), type: type, pack: context.visit.acceptsGzip).response(
            acceptsGzip: context.visit.acceptsGzip, ifNoneMatch: context.visit.ifNoneMatch)
    }

    /// After an action: look there, with a notice shown once.
    public static func seeOther(_ path: String, notice: String? = nil, _ context: SiteContext) -> Response {
        var response = redirect(to: path)
        if let notice {
            let value = "isthmus_notice=\(notice); Path=/; Max-Age=60; HttpOnly; SameSite=Lax"
            response.headers.append(.init(name: .setCookie, value: value))
        }
        return response
    }

    /// A thing that moved for good, unless a merge is undone: browsers ask again each time.
    public static func moved(to path: String) -> Response {
        Response(status: .movedPermanently, headers: [.location: path, .cacheControl: "no-cache"])
    }

    private static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }
}
