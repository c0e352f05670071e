/// How search results look.
enum FindViews {
    static func results(_ text: String, _ findings: [Finding], _ visit: Visit) -> HTML {
        let words = visit.words
        let groups: [HTML] = findings.filter { $0.count > 0 }.map { finding in
            let entries = OrganisationViews.list(named(finding, words), finding.path, words) { note in
                finding.kind == "projects" ? note : words.country(note)
            }
            let all: HTML =
                finding.count <= finding.first.count
                ? ""
                : """
                <p>\(Parts.link(
                    finding.path + Query([("q", text)]).address, words("find.all", count: finding.count)))</p>
                """
            return Parts.panel("\(words("\(finding.kind).title")) (\(words.number(finding.count)))", entries + all)
        }
        let nothing: HTML =
            groups.isEmpty
            ? "<div class=\"empty\"><p>\(words(text.isEmpty ? "find.begin" : "find.nothing", ["text": text]))</p></div>"
            : ""
        return """
            <div class="title"><h1>\(words("find.title"))</h1></div>
            <form class="record" action="/find" role="search"><div class="field"><label \
            for="find-q">\(words("find.what"))</label>
            <input type="search" id="find-q" name="q" value="\(text)"></div>
            <div class="actions"><button class="button main">\(words("find.go"))</button></div></form>
            \(nothing)\(groups)
            """
    }

    private static func named(_ finding: Finding, _ words: Words) -> [Named] {
        guard finding.kind == "people" else { return finding.first }
        return finding.first.map {
            Named(id: $0.id, name: PersonName.reading($0.name, words.language), note: $0.note)
        }
    }
}
