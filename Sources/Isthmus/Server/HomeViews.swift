/// How the first page looks.
enum HomeViews {
    static func home(_ figures: HomeFigures, _ visit: Visit) -> HTML {
        let words = visit.words
        let stats: [HTML] = figures.counts.map { entry in
            let isOfCalls = entry.name == "calls"
            let label = isOfCalls ? words("home.open_calls") : words("nav.\(entry.name)")
            return "<a href=\"\(path(entry.name))\"><strong>\(words.number(entry.count))</strong> \(label)</a>"
        }
        let map = DirectoryCharts.world(
            figures.countries.map { ($0.code, $0.organisations) },
            words("countries.map_title", count: figures.countries.count),
            unit: words("country.organisations"), words)
        return """
            <div class="title"><h1>\(words("home.title"))</h1><p class="lede">\(words("home.lede"))</p></div>
            <div class="stat">\(stats)</div>
            <div class="actions">\(Parts.button("/competences", words("home.find_partners"), isMain: true))
            \(Parts.button("/register", words("home.register")))</div>
            <div class="columns"><div class="column">\(map)
            \(Parts.panel(
                words("home.new_competences"),
                OrganisationViews.list(figures.competences, "/competences", words) { words.country($0) }))
            </div><aside class="facts">
            \(Parts.panel(words("home.closing_calls"), calls(figures.calls, words)))
            \(Parts.panel(words("home.new_projects"), OrganisationViews.list(figures.projects, "/projects", words)))
            </aside></div>
            """
    }

    /// Of calls, the open ones are counted.
    private static func path(_ name: String) -> String { name == "calls" ? "/calls?state=open" : "/\(name)" }

    private static func calls(_ calls: [CallLine], _ words: Words) -> HTML {
        let items: [HTML] = calls.map { call in
            let deadline: HTML? = call.nextDeadlineAt.map {
                "<small>\(words.day(BrusselsTime.clock(at: $0).day))</small>"
            }
            return "<li>\(Parts.link("/calls/\(call.id.text)", call.title.reading(words.language)))\(deadline)</li>"
        }
        return items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>"
    }
}
