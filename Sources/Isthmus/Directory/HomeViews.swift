/// How the first page looks.
enum HomeViews {
    static func home(_ figures: HomeFigures, _ visit: Visit) -> HTML {
        let words = visit.words
        let stats: [HTML] = figures.counts.map { entry in
            """
            <a href="/\(entry.name)"><strong>\(words.number(entry.count))</strong> \(words("nav.\(entry.name)"))</a>
            """
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
            \(Parts.panel(words("home.new_projects"), OrganisationViews.list(figures.projects, "/projects", words)))
            </aside></div>
            """
    }
}
