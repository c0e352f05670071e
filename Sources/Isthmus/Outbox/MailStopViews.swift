/// How stopping mails looks: a question with one button, its answer, and what is said of a link that does not work.
enum MailStopViews {
    static func ask(_ link: StopLink, _ words: Words) -> HTML {
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
            """, words)
    }

    static func done(_ link: StopLink, _ scope: StopLink.Scope, _ words: Words) -> HTML {
        page(
            "mail.stopped.title", "mail.stopped.lede",
            """
            <p>\(name(scope, link, words))</p>
            <p>\(Parts.link("/account/mail", words("mail.stop.preferences")))</p>
            """, words)
    }

    /// The link was forged, cut short, or is too old: the same calm page for all.
    static func gone(_ words: Words) -> HTML {
        page(
            "mail.stop.gone.title", "mail.stop.gone",
            "<p>\(Parts.link("/account/mail", words("mail.stop.preferences")))</p>", words)
    }

    private static func name(_ scope: StopLink.Scope, _ link: StopLink, _ words: Words) -> String {
        switch scope {
        case .this: words("mail.stop.this.\(link.kind.rawValue)")
        case .kind: words("mail.stop.kind.\(link.kind.rawValue)")
        case .all: words("mail.stop.all")
        }
    }

    private static func page(_ title: String, _ lede: String, _ body: HTML, _ words: Words) -> HTML {
        "<div class=\"title\"><h1>\(words(title))</h1><p class=\"lede\">\(words(lede))</p></div>\(body)"
    }
}
