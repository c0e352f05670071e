import HTTPTypes
import Hummingbird

/// How stopping mails looks: a question with one button, its answer, and what is said of a link that does not work.
enum MailStopViews {
    static func ask(_ link: StopLink, _ context: SiteContext) -> Response {
        let words = context.words
        let choices: [HTML] = link.scopes.enumerated().map { index, scope in
            """
            <div class="field check"><input type="radio" id="f-\(scope.rawValue)" name="scope" \
            value="\(scope.rawValue)"\(attribute: "checked", index == 0)>
            <label for="f-\(scope.rawValue)">\(name(scope, link, words))</label></div>
            """
        }
        return page(
            "mail.stop.title", "mail.stop.lede",
            """
            <form class="record" method="post">
            <fieldset><legend>\(words("mail.stop.which"))</legend>\(choices)</fieldset>
            <div class="actions"><button class="button main">\(words("mail.stop.submit"))</button></div></form>
            """, context)
    }

    static func done(_ link: StopLink, _ scope: StopLink.Scope, _ context: SiteContext) -> Response {
        page(
            "mail.stopped.title", "mail.stopped.lede",
            """
            <p>\(name(scope, link, context.words))</p>
            <p>\(Parts.link("/account/mail", context.words("mail.stop.preferences")))</p>
            """, context)
    }

    /// The link was forged, cut short, or is too old: the same calm page for all.
    static func gone(_ context: SiteContext) -> Response {
        page(
            "mail.stop.gone.title", "mail.stop.gone",
            "<p>\(Parts.link("/account/mail", context.words("mail.stop.preferences")))</p>", status: .notFound, context)
    }

    private static func name(_ scope: StopLink.Scope, _ link: StopLink, _ words: Words) -> String {
        switch scope {
        case .this: words("mail.stop.this.\(link.kind.rawValue)")
        case .kind: words("mail.stop.kind.\(link.kind.rawValue)")
        case .all: words("mail.stop.all")
        }
    }

    private static func page(
        _ title: String, _ lede: String, _ body: HTML, status: HTTPResponse.Status = .ok, _ context: SiteContext
    ) -> Response {
        let words = context.words
        return Answers.page(
            Page(
                title: words(title),
                body: "<div class=\"title\"><h1>\(words(title))</h1><p class=\"lede\">\(words(lede))</p></div>\(body)",
                status: status), context)
    }
}
