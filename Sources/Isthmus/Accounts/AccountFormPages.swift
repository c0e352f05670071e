import HTTPTypes
import Hummingbird

/// One form on a page of its own, as all forms of accounts are: title, sentence, fields, button.
struct AccountForm: Sendable {
    /// The first word of its sentences' keys: `title`, `lede`, `submit`, and its fields.
    let kind: String
    let action: String
    var cancel: String?
    /// Where it stands, from the outermost in.
    var crumbs: [(label: String, path: String)] = []
    let fields: @Sendable (FormParts) -> [HTML]
    /// What stands below the form.
    var after: HTML = ""

    func page(
        _ context: SiteContext, _ given: [String: Given]? = nil, _ issues: [Problem.Issue] = [],
        status: HTTPResponse.Status = .ok
    ) -> Response {
        let words = context.words
        let parts = FormParts(context.visit, kind: kind, given: given, issues: issues)
        let lede: HTML = words.has("\(kind).lede") ? "<p class=\"lede\">\(words("\(kind).lede"))</p>" : ""
        let form = parts.form(action: action, submit: "\(kind).submit", cancel: cancel, fields(parts))
        var page = Page(
            title: words("\(kind).title"), crumbs: crumbs,
            body: "<div class=\"title\"><h1>\(words("\(kind).title"))</h1>\(lede)</div>\(form)\(after)",
            issues: issues)
        page.status = status
        return Answers.page(page, context)
    }

    /// Does what was sent; what is wrong or too soon brings the form back as it was filled, without passwords.
    func receive(
        _ request: Request, _ context: SiteContext, _ body: ([String: Given]) async throws -> Response
    ) async throws -> Response {
        let given = try await context.given(request)
        do {
            return try await body(given)
        } catch Problem.invalid(let issues) {
            return page(context, given, issues, status: .unprocessableContent)
        } catch Problem.tooMany(let reason) {
            return page(context, given, [.init(field: "", reason: reason)], status: .tooManyRequests)
        }
    }
}

extension [String: Given] {
    /// A field as it was sent: passwords are not trimmed.
    func text(_ name: String) -> String {
        if case .text(let text)? = self[name] { return text }
        return ""
    }
}

extension SiteContext {
    /// From where this request comes.
    func device(_ request: Request) -> Device {
        Device(address: visit.address, agent: request.headers[.userAgent] ?? "")
    }

    var languageOptions: [(value: String, label: String)] {
        site.settings.languages.map { ($0, Words($0).language(named: $0)) }
    }

    /// A page that only says something.
    func message(_ kind: String) -> Response {
        let title = words("\(kind).title")
        let body: HTML = """
            <div class="centre"><h1>\(title)</h1><p class="lede">\(words("\(kind).text"))</p></div>
            """
        return Answers.page(Page(title: title, body: body), self)
    }

    /// Goes on with a new session.
    func seeOther(_ path: String, with session: OpenedSession, notice: String? = nil) -> Response {
        var response = Answers.seeOther(path, notice: notice, self)
        let seconds = max(0, session.expiresAt.seconds - programme.clock().seconds)
        let cookie = sessionCookie(session.token.text, seconds: seconds)
        response.headers.append(HTTPField(name: .setCookie, value: cookie))
        return response
    }

    func sessionCookie(_ value: String, seconds: Int64) -> String {
        "\(Session.cookie)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax"
            + (site.isSecure ? "; Secure" : "")
    }

    /// The part of an address that leads back into this site; anything else leads to the desk.
    static func localPath(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count <= 1_000,
            path.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != 92 }), !path.hasPrefix("/sign-")
        else { return "/desk" }
        return path
    }
}
