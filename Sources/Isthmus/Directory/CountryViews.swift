/// How countries look.
enum CountryViews {
    static func list(_ figures: [CountryFigures], in period: Period?, _ visit: Visit) -> HTML {
        let words = visit.words
        let heads = ["organisations", "people", "competences", "projects", "participations"].map {
            words("country.\($0)")
        }
        let rows: [HTML] = figures.map { country in
            let cells: [HTML] = zip(heads, counts(country, in: period)).map { head, cell in
                "<td class=\"number\" data-label=\"\(head)\">\(number(cell.count, cell.path, words))</td>"
            }
            return """
                <tr><td data-label="\(words("country.name"))"><a \
                href="/countries/\(country.code)">\(words.country(country.code))</a></td>\(cells)</tr>
                """
        }
        let taking = figures.filter { $0.organisations > 0 }
        let map =
            taking.isEmpty || period != nil
            ? ""
            : DirectoryCharts.world(
                taking.map { ($0.code, $0.organisations) }, words("countries.map_title", count: taking.count),
                unit: words("country.organisations"), words)
        let narrowed: HTML? = period.map { period in
            """
            <p class="lede">\(words("countries.in_period", ["period": period.text])) \
            \(Parts.link("/countries", words("countries.of_all_times")))</p>
            """
        }
        return """
            <div class="title"><h1>\(words("countries.title"))</h1>\(narrowed)</div>\(map)
            <table class="records"><thead><tr><th scope="col">\(words("country.name"))</th>
            \(heads.map { "<th scope=\"col\" class=\"number\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    /// Every number leads to the list that it counts. Projects of a country are counted by when it came into them, of
    /// which their list knows nothing.
    private static func counts(_ country: CountryFigures, in period: Period?) -> [(count: Int, path: String)] {
        let query = Query([("country", country.code)] + (period.map { [("period", $0.text)] } ?? [])).address
        return [
            (country.organisations, "/organisations" + query),
            (country.people, "/people" + query),
            (country.competences, "/competences" + query),
            (country.projects, period == nil ? "/projects" + query : ""),
            (country.participations, ""),
        ]
    }

    private static func number(_ count: Int, _ path: String, _ words: Words) -> HTML {
        count == 0 || path.isEmpty ? "\(words.number(count))" : Parts.link(path, words.number(count))
    }

    static func profile(_ profile: CountryProfile, more: HTML, _ visit: Visit) -> HTML {
        let (figures, words) = (profile.figures, visit.words)
        let name = words.country(figures.code)
        let heads = ["organisations", "people", "competences", "projects", "participations"]
        let facts: [(label: String, value: HTML?)] = zip(heads, counts(figures, in: nil)).map { head, cell in
            (words("country.\(head)"), number(cell.count, cell.path, words))
        }
        let years = profile.years.map { (year: $0.year, count: $0.count) }
        let partners = profile.partners.map { (code: $0.code, count: $0.count) }
        let partnersTitle =
            partners.first.map {
                words("country.partners_title", ["country": name, "partner": words.country($0.code)])
            } ?? ""
        let topics = profile.topics.map { Named(id: $0.id, name: $0.name, note: words.number($0.count)) }
        return """
            <div class="title"><h1>\(name)</h1></div>
            <div class="columns"><div class="column">
            \(Parts.panel(words("country.strongest"), strongest(profile.strongest, words)))
            \(Parts.panel(
                words("country.partners"),
                DirectoryCharts.countries(partners, partnersTitle, unit: words("country.joint"), words)))
            \(Parts.panel(
                words("country.years"),
                DirectoryCharts.years(
                    years, words("country.years_title", ["country": name]), unit: words("country.projects"), words)))
            \(Parts.panel(words("competences.title"), PersonViews.competences(profile.competences, words)))
            \(more)</div><aside class="facts">\(Parts.facts(facts))
            \(WorldMap.locator(
                country: figures.code, title: words("country.on_the_map", ["country": name]),
                name: { words.country($0) }))
            \(Parts.panel(words("country.topics"), OrganisationViews.list(topics, "/topics", words)))
            </aside></div>
            """
    }

    private static func strongest(_ organisations: [OrganisationProfile.Partner], _ words: Words) -> HTML {
        let rows: [HTML] = organisations.map { organisation in
            """
            <tr><td data-label="\(words("organisations.column.name"))"><a \
            href="/organisations/\(organisation.id)">\(organisation.name)</a></td>
            <td class="number" \
            data-label="\(words("country.projects"))">\(words.number(organisation.projects))</td></tr>
            """
        }
        guard !rows.isEmpty else { return "" }
        return """
            <table class="records"><thead><tr><th scope="col">\(words("organisations.column.name"))</th>
            <th scope="col" class="number">\(words("country.projects"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }
}
