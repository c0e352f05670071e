/// How registering from a table looks.
enum EventImportViews {
    static func page(_ event: Event, _ plan: EventImport?, _ form: FormParts, _ words: Words) -> HTML {
        let path = "/events/\(event.id.text)/import"
        let back = "/event-registrations?event=\(event.id.text)"
        let confirmed: HTML = plan == nil ? "" : "<input type=\"hidden\" name=\"is_confirmed\" value=\"1\">"
        let alike: HTML = (plan?.count(.alike) ?? 0) > 0 ? form.flag("with_alike", false) : ""
        let mayConfirm = plan.map { !$0.coming(withAlike: true).isEmpty } ?? false
        return """
            \(Parts.title(words("event_import.title"), of: event.title.reading(words.language)))
            \(plan.map { preview($0, words) })
            \(form.form(
                action: path, submit: mayConfirm ? "event_import.confirm" : "event_import.look", cancel: back,
                [mayConfirm ? confirmed + alike : "", form.lines("table", nil, rows: 8, isRequired: true)]))
            """
    }

    private static func preview(_ plan: EventImport, _ words: Words) -> HTML {
        let counts: [HTML] = EventImport.Outcome.allCases.filter { plan.count($0) > 0 }.map { outcome in
            """
            <li>\(words("event_import.outcome.\(outcome.rawValue)")): \
            <strong>\(words.number(plan.count(outcome)))</strong></li>
            """
        }
        let heads = ["line", "name", "email", "organisation", "outcome"].map { words("event_import.column.\($0)") }
        let rows: [HTML] = plan.lines.filter { $0.outcome != .new }.prefix(200).map { line in
            """
            <tr><td data-label="\(heads[0])">\(line.line)</td><td data-label="\(heads[1])">\(line.name)</td>
            <td data-label="\(heads[2])">\(line.email)</td><td data-label="\(heads[3])">\(line.organisation)</td>
            <td data-label="\(heads[4])">\(words("event_import.outcome.\(line.outcome.rawValue)"))</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? ""
            : """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        return "<div role=\"status\"><ul>\(counts)</ul></div>\(table)"
    }
}
