/// How saved searches look.
enum SavedSearchViews {
    static func list(_ list: SavedSearchList, _ visit: Visit) -> HTML {
        let words = visit.words
        let title: HTML = """
            <div class="title"><h1>\(words("saved_searches.title"))</h1>
            <p class="lede">\(words("saved_searches.lede", ["max": words.number(SavedSearch.most)]))</p></div>
            """
        guard !list.lines.isEmpty else {
            return """
                \(title)<div class="empty"><p>\(words("saved_searches.empty"))</p>
                <p>\(Parts.link("/find", words("find.title")))</p></div>
                """
        }
        let wantsNone: HTML =
            !list.wantsNone
            ? ""
            : """
            <p class="notice">\(words("saved_searches.no_digests")) \
            \(Parts.link("/account/mail", words("account_mail.title")))</p>
            """
        let columns = ["name", "what", "results", "new", "seen", "digest"].map { words("saved_searches.column.\($0)") }
        let heads: [HTML] = columns.map { "<th scope=\"col\">\($0)</th>" }
        return """
            \(title)\(wantsNone)<table class="records"><thead><tr>\(heads)<td></td></tr></thead>
            <tbody>\(list.lines.map { row($0, list.names, columns, visit) })</tbody></table>
            """
    }

    private static func row(
        _ line: SavedSearchLine, _ names: [String: String], _ heads: [String], _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let path = "\(SavedSearchPages.path)/\(line.id.text)"
        let fresh: HTML = line.fresh.map { $0 > 0 ? Parts.pill(words.number($0), .good) : "0" } ?? "–"
        return """
            <tr><td data-label="\(heads[0])">\(Parts.link(path, line.name))</td>
            <td data-label="\(heads[1])">\(what(line.address, names, words))</td>
            <td class="number" data-label="\(heads[2])">\(line.results.map { words.number($0) } ?? "–")</td>
            <td class="number" data-label="\(heads[3])">\(fresh)</td>
            <td data-label="\(heads[4])">\(words.moment(line.seenAt))</td>
            <td data-label="\(heads[5])">\(words("digest.period.\(line.digest.rawValue)"))</td>
            <td>\(Parts.link(path + "/form", words("saved_search.change"))) \
            \(FormParts.button(visit, action: path + "/deletion", "saved_search.delete"))</td></tr>
            """
    }

    /// "Find: “ice” · Country: Armenia".
    private static func what(_ address: String, _ names: [String: String], _ words: Words) -> String {
        guard let address = SearchAddress(address) else { return address }
        let list = address.page.list
        let page =
            list.map { words("\($0.kind).title") } ?? words(address.page == .find ? "find.title" : "experts.title")
        let parts = address.query.items.filter { $0.name != "sort" }.map { name, value in
            if name == "q" { return "“\(shortened(value, to: 120))”" }
            let label =
                names["\(name)/\(value)"] ?? list.map { $0.label(name, value, words) } ?? found(name, value, words)
            let facet = list.map { words("\($0.kind).facet.\(name)") } ?? words("saved_searches.filter.\(name)")
            return "\(facet): \(label)"
        }
        return parts.isEmpty ? page : "\(page): \(parts.joined(separator: " · "))"
    }

    /// A filter's value on the finder's own pages.
    private static func found(_ name: String, _ value: String, _ words: Words) -> String {
        switch name {
        case "kind": words("find.kinds.\(value)")
        case "country": words.country(value)
        default: value
        }
    }

    private static func shortened(_ text: String, to most: Int) -> String {
        text.count > most ? text.prefix(most - 1) + "…" : text
    }

    /// Below the results: the form that keeps the search. Visitors are led to the sign-in.
    static func offer(_ path: SearchAddress.Page, _ visit: Visit) -> HTML {
        let words = visit.words
        guard let address = SearchAddress(path.path + visit.query.address), !address.isEmpty else { return "" }
        guard visit.actor.isSignedIn else {
            let back = Query([("return", address.text)]).address
            return "<p>\(Parts.link("/sign-in" + back, words("saved_search.sign_in")))</p>"
        }
        return Parts.panel(words("saved_search.title"), form(address, FormParts(visit, kind: "saved_search"), nil))
    }

    private static func form(_ address: SearchAddress?, _ form: FormParts, _ cancel: String?) -> HTML {
        form.form(
            action: SavedSearchPages.path, submit: "saved_search.submit", cancel: cancel,
            [
                form.text("name", address.map { shortened($0.words, to: 120) }, limit: 120, isRequired: true),
                address?.page == .experts ? "" : period(.never, form), form.hidden("address", address?.text ?? ""),
            ])
    }

    /// How often the news are mailed.
    private static func period(_ period: DigestPeriod, _ form: FormParts) -> HTML {
        let options = DigestPeriod.allCases.map { ($0.rawValue, form.words("digest.period.\($0.rawValue)")) }
        return form.select("digest", period.rawValue, options, isRequired: true)
    }

    /// The form by itself, with the way to the same search where it is kept already.
    static func page(_ address: SearchAddress?, _ parts: FormParts, _ words: Words) -> HTML {
        let twins: [HTML] = parts.issues.compactMap { issue in
            guard let id = issue.reason.values["id"], let name = issue.reason.values["name"] else { return nil }
            return "<p class=\"notice\">\(Parts.link("\(SavedSearchPages.path)/\(id)", name))</p>"
        }
        return """
            <div class="title"><h1>\(words("saved_search.title"))</h1>
            \(address.map { "<p class=\"lede\">\(what($0.text, [:], words))</p>" })</div>
            \(twins)\(form(address, parts, address?.text ?? "/find"))
            """
    }

    static func nameForm(_ search: SavedSearchLine, _ parts: FormParts, _ words: Words) -> HTML {
        Parts.title(words("saved_search.change"), of: search.name)
            + parts.form(
                action: "\(SavedSearchPages.path)/\(search.id.text)", submit: "saved_search.submit",
                cancel: SavedSearchPages.path,
                [
                    parts.text("name", search.name, limit: 120, isRequired: true),
                    SearchAddress(search.address)?.page == .experts ? "" : period(search.digest, parts),
                    parts.hidden("version", String(search.version)),
                ])
    }

    /// On the desk: what is new in one's searches; nothing where nothing is.
    static func fresh(_ searches: [SavedSearchLine], _ words: Words) -> HTML {
        guard !searches.isEmpty else { return "" }
        let rows: [HTML] = searches.map { search in
            """
            <li>\(Parts.link("\(SavedSearchPages.path)/\(search.id.text)", search.name)) \
            <span>\(words("saved_searches.fresh", count: search.fresh ?? 0))</span></li>
            """
        }
        return """
            <section><h2>\(words("desk.followed"))</h2><ul class="entries">\(rows)</ul>
            <p>\(Parts.link(SavedSearchPages.path, words("saved_searches.all")))</p></section>
            """
    }
}
