/// How the journal looks.
enum JournalViews {
    static func list(_ lines: [JournalLine], _ visit: Visit) -> HTML {
        let words = visit.words
        let rows: [HTML] = lines.map { line in
            """
            <tr><td data-label="\(words("journal.at"))"><time \
            datetime="\(line.at.iso)">\(words.moment(line.at))</time></td>
            <td data-label="\(words("journal.who"))">\(line.actorName)</td>
            <td \
            data-label="\(words("journal.what"))">\
            \(words.has("journal.\(line.action)") ? words("journal.\(line.action)") : line.action)</td>
            <td data-label="\(words("journal.thing"))"><a \
            href="/office/journal?thing=\(line.thing)">\(line.thing)</a></td>
            <td data-label="\(words("journal.change"))"><details \
            class="diff"><summary>\(words("journal.show"))</summary>
            <pre class="before">\(line.before)</pre><pre class="after">\(line.after)</pre></details></td></tr>
            """
        }
        let older: HTML =
            lines.count < 100
            ? ""
            : "<nav class=\"pages\"><a rel=\"next\" href=\"\(next(lines, visit))\">\(words("journal.older"))</a></nav>"
        return """
            \(Parts.title(words("office.journal")))
            <table class="records"><thead><tr>\(["at", "who", "what", "thing", "change"].map { key -> HTML in
                "<th scope=\"col\">\(words("journal.\(key)"))</th>"
            })</tr></thead><tbody>\(rows)</tbody></table>\(older)
            """
    }

    private static func next(_ lines: [JournalLine], _ visit: Visit) -> String {
        "/office/journal" + visit.query.without("lang").setting("before", to: [lines.last?.id ?? ""]).address
    }
}
