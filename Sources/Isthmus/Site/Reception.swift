import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The first to see a request: finds out who asks, in which language, and turns every error into an answer.
struct Reception: RouterMiddleware {
    typealias Context = SiteContext
    /// The site that is asked: always the same one where it is served, one after another where many are tried.
    let place: @Sendable () -> Site
    /// What the API takes, by method and path of the route.
    var bodies: [String: BodyShape] = [:]
    var known = KnownRoutes()

    private var site: Site { place() }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        let cookies = request.cookies
        let query = Query(encoded: request.uri.query ?? "")
        if let kept = keptPage(request, cookies, query) {
            site.tally.note(kept.status.code, took: start.duration(to: .now), isKept: true)
            return kept
        }
        var response: Response
        do {
            context.visit = try await visit(request, context, cookies, query)
            (context.visit.method, context.visit.bodies) = (request.method, bodies)
            context.visit.findWayBack = { wayBack(from: request) }
            do {
                response = try await next(request, context)
            } catch {
                response = Answers.answer(to: named(error, request, context), context)
            }
        } catch {
            context.visit = stranger(request, context, query, language(request, cookies, query, nil))
            response = Answers.answer(to: error, context)
        }
        for cookie in context.visit.cookies { response.headers.append(.init(name: .setCookie, value: cookie)) }
        addPolicy(to: &response)
        site.tally.note(response.status.code, took: start.duration(to: .now), isKept: false)
        return response
    }

    /// The page that a refused reader goes back to: the one that the browser names, as long as it is of this site and
    /// can be read; after a form else the nearest page above its address. What was typed waits there in the browser.
    private func wayBack(from request: Request) -> String? {
        let isReading = request.method == .get || request.method == .head
        func canBeRead(_ path: String) -> Bool { known.methods(at: path).contains("GET") }
        if let came = pageBefore(request), canBeRead(came.path), !isReading || came.path != request.uri.path {
            return came.address
        }
        guard !isReading else { return nil }
        var steps = request.uri.path.split(separator: "/")
        while !steps.isEmpty {
            let path = "/" + steps.joined(separator: "/")
            if canBeRead(path) { return path }
            steps.removeLast()
        }
        return nil
    }

    /// What the header Referer names, without scheme and host, where these are the site's own.
    private func pageBefore(_ request: Request) -> (path: String, address: String)? {
        guard let text = request.headers[.referer], text.utf8.count <= 2_000, let named = URLComponents(string: text),
            let host = named.host, let scheme = named.scheme, scheme == "https" || scheme == "http"
        else { return nil }
        let authority = host + (named.port.map { ":\($0)" } ?? "")
        // A proxy may have called the server by another name than the reader's browser.
        let isOwn =
            authority.lowercased() == request.head.authority?.lowercased()
            || "\(scheme)://\(authority)" == site.settings.address
        let path = named.percentEncodedPath
        // Two slashes, or a backslash after the first, would name another host.
        guard isOwn, path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains("\\") else { return nil }
        return (path, path + (named.percentEncodedQuery.map { "?" + $0 } ?? ""))
    }

    /// An address that is there but takes other methods says which.
    private func named(_ error: any Error, _ request: Request, _ context: SiteContext) -> any Error {
        guard let missing = error as? HTTPError, missing.status == .notFound, context.endpointPath == "NotFound" else {
            return error
        }
        let methods = known.methods(at: request.uri.path)
        guard !methods.isEmpty else { return error }
        var refused = HTTPError(.methodNotAllowed)
        refused.headers[.allow] = methods.joined(separator: ", ")
        return refused
    }

    /// A page kept for visitors: no session, no notice waiting, no language just chosen.
    private func keptPage(_ request: Request, _ cookies: Cookies, _ query: Query) -> Response? {
        guard request.method == .get, cookies["isthmus_session"] == nil, cookies["isthmus_notice"] == nil,
            request.headers[.authorization] == nil, query["lang"] == nil
        else { return nil }
        let language = language(request, cookies, query, nil)
        guard let page = site.kept.page(for: request.uri.string, language, revision: site.programme.revision) else {
            return nil
        }
        var response = page.response(
            acceptsGzip: request.headers[.acceptEncoding]?.contains("gzip") == true,
            ifNoneMatch: request.headers[.ifNoneMatch])
        addPolicy(to: &response)
        return response
    }

    private func visit(_ request: Request, _ context: SiteContext, _ cookies: Cookies, _ query: Query) async throws
        -> Visit
    {
        let isAPI = request.uri.path.hasPrefix("/api/")
        let revision = site.programme.revision
        var actor = Actor.visitor
        var sessionToken: String?
        var newCookies: [String] = []
        let isReading = request.method == .get || request.method == .head
        try checkCalls(request, context)
        // No text in the database has this sign, so no question can be asked with it.
        if let broken = query.items.first(where: { ($0.name + $0.value).utf8.contains(0) }) {
            throw Problem.invalid(broken.name.filter { $0 != "\0" }, "field.control")
        }
        if let bearer = request.headers[.authorization], bearer.lowercased().hasPrefix("bearer ") {
            guard let found = try await site.programme.actor(apiToken: String(bearer.dropFirst(7))) else {
                try site.forms.check(clientAddress(request, context))
                throw Problem.signInNeeded
            }
            // A token that leaked must not get at the account itself: it writes through the API only.
            guard isAPI || isReading else { throw Problem.refused(.init("token.refused.page")) }
            actor = found
        } else if let token = cookies["isthmus_session"]?.value, !isAPI || isReading {
            if let found = try await site.programme.actor(sessionToken: token) {
                actor = found
                sessionToken = token
            } else {
                newCookies.append(cookie("isthmus_session", "", days: 0))
            }
        }
        // Mail providers stop mails for many of their users from few addresses; the link itself is signed.
        let isStop = request.uri.path.hasPrefix("/stop/")
        if !actor.isSignedIn, !isReading, !isAPI, !isStop { try site.forms.check(clientAddress(request, context)) }
        let language = language(request, cookies, query, actor.isSignedIn ? actor.language : nil)
        actor.language = language
        if query["lang"] == language { newCookies.append(cookie("isthmus_language", language, days: 365)) }
        let known = cookies["isthmus_form"]?.value
        let formToken = known.flatMap { $0.utf8.count == 32 ? $0 : nil } ?? Self.freshToken()
        if formToken != known, !isAPI { newCookies.append(cookie("isthmus_form", formToken, days: 30)) }
        let notice = cookies["isthmus_notice"]?.value
        if notice != nil { newCookies.append(cookie("isthmus_notice", "", days: 0)) }
        return Visit(
            site: site, actor: actor, words: Words(language, sentences: site.sentences), formToken: formToken,
            path: request.uri.path, query: query, revision: revision, sessionToken: sessionToken, notice: notice,
            isAPI: isAPI,
            address: clientAddress(request, context),
            acceptsGzip: request.headers[.acceptEncoding]?.contains("gzip") == true,
            ifNoneMatch: request.headers[.ifNoneMatch], cookies: newCookies)
    }

    /// The API's calls are counted per token, else per address, before the database is asked anything.
    private func checkCalls(_ request: Request, _ context: SiteContext) throws {
        guard request.uri.path.hasPrefix("/api/") else { return }
        try site.calls.check(
            request.headers[.authorization].map { Token($0).digest } ?? clientAddress(request, context))
    }

    private func clientAddress(_ request: Request, _ context: SiteContext) -> String {
        guard site.settings.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let chain = request.headers[name]
        else { return context.remoteAddress }
        return chain.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? context.remoteAddress
    }

    /// The visit of somebody whose credentials did not hold.
    private func stranger(_ request: Request, _ context: SiteContext, _ query: Query, _ language: String) -> Visit {
        Visit(
            site: site, actor: .visitor, words: Words(language, sentences: site.sentences),
            formToken: "", path: request.uri.path, query: query, revision: 0, sessionToken: nil, notice: nil,
            isAPI: request.uri.path.hasPrefix("/api/"), address: context.remoteAddress, acceptsGzip: false,
            ifNoneMatch: nil, cookies: [])
    }

    /// The address says it, else what the reader chose before, else the account, else the browser.
    private func language(_ request: Request, _ cookies: Cookies, _ query: Query, _ account: String?) -> String {
        let offered = site.settings.languages
        let chosen = [query["lang"], cookies["isthmus_language"]?.value, account].compactMap { $0 }
        if let language = chosen.first(where: offered.contains) { return language }
        let accepted = (request.headers[.acceptLanguage] ?? "").split(separator: ",").map { item in
            String(item.split(separator: ";")[0].split(separator: "-")[0]).trimmingCharacters(in: .whitespaces)
                .lowercased()
        }
        return accepted.first(where: offered.contains) ?? offered[0]
    }

    private func cookie(_ name: String, _ value: String, days: Int) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(days * 86_400); HttpOnly; SameSite=Lax" + (site.isSecure ? "; Secure" : "")
    }

    private func addPolicy(to response: inout Response) {
        // A page that may be framed brings its own policy.
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            response.headers[HTTPField.Name("X-Frame-Options")!] = "DENY"
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[HTTPField.Name("Referrer-Policy")!] = "same-origin"
        if site.isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    }

    static func freshToken() -> String {
        var random = SystemRandomNumberGenerator()
        return (0..<2).map { _ in
            let digits = String(random.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
