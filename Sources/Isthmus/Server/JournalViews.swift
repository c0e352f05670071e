/// How the journal looks.
enum JournalViews {
    static func list(
        _ entries: [JournalEntry], _ kinds: [String], _ question: JournalQuestion, _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let heads = ["at", "who", "what", "thing", "change"].map { words("journal.\($0)") }
        let rows: [HTML] = entries.map { entry in
            let line = entry.line
            return """
                <tr><td data-label="\(heads[0])"><time datetime="\(line.at.iso)">\(words.moment(line.at))</time></td>
                <td data-label="\(heads[1])">\(line.actorName)</td>
                <td data-label="\(heads[2])">\(action(line, words))</td>
                <td data-label="\(heads[3])">\(thing(entry, words))</td>
                <td data-label="\(heads[4])">\(changes(entry, words))</td></tr>
                """
        }
        let table: HTML = """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        return """
            \(Parts.title(words("office.journal")))\(form.summary)
            <div class="list">
            <aside class="filters" id="filters" aria-label="\(words("list.filters"))">
            \(filters(kinds, question, form, words))</aside>
            <section class="results" aria-label="\(words("office.journal"))">
            <div class="tools"><a class="to-filters" href="#filters">\(words("list.to_filters"))</a></div>
            \(entries.isEmpty ? "<div class=\"empty\"><p>\(words("journal.empty"))</p></div>" : table)
            \(older(entries, visit))</section></div>
            """
    }

    private static func filters(
        _ kinds: [String], _ question: JournalQuestion, _ form: FormParts, _ words: Words
    ) -> HTML {
        let options = kinds.map { (value: $0, label: label(ofKind: $0, words)) }.sorted { $0.label < $1.label }
        let hidden: HTML =
            question.thing.isEmpty ? "" : "<input type=\"hidden\" name=\"thing\" value=\"\(question.thing)\">"
        let all: HTML =
            question == JournalQuestion() ? "" : Parts.button("/office/journal", words("journal.all"))
        return """
            <form action="/office/journal" role="search">\(hidden)
            \(form.select("kind", nil, options))\(form.text("who", nil, limit: 120))
            \(form.text("from", nil, type: "date"))\(form.text("until", nil, type: "date"))
            <div class="actions"><button class="button">\(words("journal.filter"))</button>\(all)</div></form>
            """
    }

    private static func label(ofKind kind: String, _ words: Words) -> String {
        words.has("journal.kind.\(kind)") ? words("journal.kind.\(kind)") : kind
    }

    private static func action(_ line: JournalLine, _ words: Words) -> String {
        words.has("journal.\(line.action)") ? words("journal.\(line.action)") : line.action
    }

    /// Its name, leading to its page; what the journal says of it alone.
    private static func thing(_ entry: JournalEntry, _ words: Words) -> HTML {
        let line = entry.line
        let history: HTML = Parts.link("/office/journal?thing=\(line.thing)", line.thing)
        guard let name = entry.name else { return history }
        let paths = [
            "organisation": "/organisations", "person": "/people", "project": "/projects",
            "competence": "/competences", "team": "/teams", "network": "/networks", "call": "/calls",
            "account": "/office/accounts", "form": "/forms", "support_call": "/support-calls",
            "event": "/events", "event_programme": "/event-programmes", "event_proposal": "/event-proposals",
            "event_question": "/event-questions",
            "contest": "/contests",
            "contest_entry": "/contest-entries",
            "partner_search": "/partner-searches", "consortium": "/consortia", "expression": "/expressions",
            "cooperation_programme": "/programmes", "mobility_scheme": "/mobility",
            "dossier_edition": "/dossier-editions", "obstacle": "/obstacles", "public_body": "/bodies",
        ]
        guard let path = paths[line.kind] else { return "\(name) <span class=\"quiet\">\(history)</span>" }
        return "\(Parts.link("\(path)/\(line.thing)", name)) <span class=\"quiet\">\(history)</span>"
    }

    private static func changes(_ entry: JournalEntry, _ words: Words) -> HTML {
        guard !entry.changes.isEmpty else { return "" }
        let lines: [HTML] = entry.changes.map { change in
            let before: HTML = change.before.isEmpty ? "" : "<del>\(shortened(change.before))</del> "
            let after: HTML = change.after.isEmpty ? "" : "<ins>\(shortened(change.after))</ins>"
            return "<dt>\(change.field)</dt><dd>\(before)\(after)</dd>"
        }
        let count = words("journal.fields", count: entry.changes.count)
        return "<details class=\"diff\"><summary>\(count)</summary><dl>\(lines)</dl></details>"
    }

    /// Whole texts of calls would make a page of megabytes; `isthmus audit show` has them.
    private static func shortened(_ text: String) -> String {
        text.utf8.count > 600 && text.count > 600 ? text.prefix(599) + "…" : text
    }

    private static func older(_ entries: [JournalEntry], _ visit: Visit) -> HTML {
        guard entries.count == Programme.mostJournalLines, let last = entries.last else { return "" }
        let address = "/office/journal" + visit.query.without("lang").setting("before", to: [last.line.id]).address
        return "<nav class=\"pages\"><a rel=\"next\" href=\"\(address)\">\(visit.words("journal.older"))</a></nav>"
    }
}
