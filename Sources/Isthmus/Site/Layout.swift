import HTTPTypes

/// The frame of every page: name, navigation, search, language, crumbs, foot.
enum Layout {
    static func html(_ page: Page, _ visit: Visit) -> HTML {
        let words = visit.words
        let name = visit.site.settings.name.reading(words.language)
        let crumbs: HTML =
            page.crumbs.isEmpty
            ? ""
            : """
            <nav class="crumbs" aria-label="\(words("layout.crumbs"))"><ol>\(page.crumbs.map { crumb -> HTML in
                "<li><a href=\"\(crumb.path)\">\(crumb.label)</a></li>"
            })</ol></nav>
            """
        let notice: HTML? = visit.notice.flatMap { key in
            words.has("notice.\(key)") ? "<p class=\"notice\" role=\"status\">\(words("notice.\(key)"))</p>" : nil
        }
        return """
            <!doctype html>
            <html lang="\(words.language)">
            <head>
            <meta charset="utf-8">
            <title>\(page.title) · \(name)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="icon" type="image/svg+xml" href="\(icon)">
            <link rel="stylesheet" href="\(style)">
            \(alternates(visit))<script src="\(findScript)" defer></script>
            <script src="\(formScript)" defer></script>
            <script src="\(rowScript)" defer></script>
            </head>
            <body\(attribute: "data-person", visit.actor.account)>
            <a class="skip" href="#main">\(words("layout.skip"))</a>
            \(header(page, visit, name))
            <main id="main">
            \(crumbs)\(notice)\(page.body)
            </main>
            \(footer(page, visit))
            </body>
            </html>
            """
    }

    private static let icon = Embedded.address(of: "icon.svg")
    private static let style = Embedded.address(of: "isthmus.css")
    private static let findScript = Embedded.address(of: "find.js")
    private static let formScript = Embedded.address(of: "forms.js")
    private static let rowScript = Embedded.address(of: "rows.js")

    private static func alternates(_ visit: Visit) -> [HTML] {
        visit.site.settings.languages.map { language in
            "<link rel=\"alternate\" hreflang=\"\(language)\" href=\"\(address(visit, in: language))\">\n"
        }
    }

    /// What forms are sent to is no page: then that of the form in the other language.
    private static func address(_ visit: Visit, in language: String) -> String {
        guard visit.method != .get, visit.method != .head else {
            return visit.path + visit.query.setting("lang", to: [language]).address
        }
        let page = (visit.wayBack ?? "/").split(separator: "?", maxSplits: 1)
        let query = Query(encoded: page.count > 1 ? page[1] : "")
        return "\(page[0])\(query.setting("lang", to: [language]).address)"
    }

    private static func header(_ page: Page, _ visit: Visit, _ name: String) -> HTML {
        let words = visit.words
        let menu = Navigation.all(page.area, words)
        return """
            <header class="site">
            <a class="brand" href="/">\(name)</a>
            <nav class="main" aria-label="\(words("layout.navigation"))">
            <ul>\(Navigation.line(page.area, words))</ul>
            <details class="menu"><summary>\(words("layout.menu"))</summary><ul>\(menu)</ul></details>
            </nav>
            <form class="find" role="search" action="/find" data-suggestions="/find/suggestions"
            data-count="\(words("layout.suggestions"))" data-none="\(words("layout.no_suggestions"))">
            <input type="search" name="q" aria-label="\(words("layout.find"))" placeholder="\(words("layout.find"))"
            value="\(visit.path == "/find" ? visit.query["q"] : nil)">
            </form>
            <nav class="me" aria-label="\(words("layout.me"))">
            <details class="languages"><summary>\(visit.words.language.uppercased())</summary><ul>
            \(visit.site.settings.languages.map { language -> HTML in
                let name = Words(language).language(named: language)
                return "<li><a lang=\"\(language)\" href=\"\(address(visit, in: language))\">\(name)</a></li>"
            })
            </ul></details>
            \(me(visit))
            </nav>
            </header>
            \(Navigation.rooms(page.area, words))
            """
    }

    private static func me(_ visit: Visit) -> HTML {
        let words = visit.words
        guard visit.actor.isSignedIn else {
            let back = visit.path == "/" || visit.path == "/sign-in" ? "" : Query([("return", visit.path)]).address
            return "<a href=\"/sign-in\(back)\">\(words("nav.sign_in"))</a>"
        }
        return """
            <a href="/desk">\(words("nav.desk"))</a>
            <details class="account"><summary>\(visit.actor.name)</summary><ul>
            <li><a href="/account">\(words("nav.account"))</a></li>
            <li><a href="/account/searches">\(words("saved_searches.title"))</a></li>
            \(visit.actor.isOffice ? "<li><a href=\"/office\">\(words("nav.office"))</a></li>" : "")
            <li><form method="post" action="/sign-out">\(FormParts.token(visit))
            <button>\(words("nav.sign_out"))</button></form></li>
            </ul></details>
            """
    }

    private static func footer(_ page: Page, _ visit: Visit) -> HTML {
        let words = visit.words
        let formats: HTML =
            page.formats.isEmpty
            ? ""
            : """
            <p class="ways">\(words("layout.formats")) \
            \(page.formats.map { Parts.link($0.path, $0.label) }.joined(" · "))</p>
            """
        return """
            <footer class="site">
            \(page.sources.isEmpty ? "" : "<p>\(page.sources)</p>")\(formats)
            <p class="ways"><a href="/about">\(words("layout.about"))</a> · <a \
            href="/accessibility">\(words("layout.accessibility"))</a>
            · <a href="/api/v1/openapi.yaml">\(words("layout.api"))</a></p>
            </footer>
            """
    }
}
