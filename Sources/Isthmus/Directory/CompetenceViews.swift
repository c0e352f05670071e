/// How competences look.
enum CompetenceViews {
    static func profile(_ profile: CompetenceProfile, _ visit: Visit) -> HTML {
        let (competence, words) = (profile.competence, visit.words)
        let edit: HTML =
            profile.mayEdit
            ? """
            <div class="actions">\(Parts.button(
                "/competences/\(competence.id.text)/form", words("competence.edit"), isMain: true))</div>
            """ : ""
        let equipment: [HTML] = competence.equipment.map { "<li>\($0.reading(words.language))</li>" }
        return """
            <div class="title"><h1>\(competence.statement.reading(words.language))</h1>\
            \(PersonViews.pill(competence.status, words))
            <p class="lede">\(holder(profile, words))</p></div>
            \(edit)
            <div class="columns"><div class="column">
            \(Parts.panel(words("competence.detail"), Parts.text(competence.detail, words)))
            \(Parts.panel(words("competence.readiness"), readiness(competence.readiness, words)))
            \(Parts.panel(words("competence.evidence"), evidence(competence.evidence, words)))
            \(Parts.panel(words("competence.equipment"), equipment.isEmpty ? "" : "<ul>\(equipment)</ul>"))
            \(Parts.panel(words("competence.related"), OrganisationViews.list(profile.related, "/competences", words) {
                words.country($0)
            }))
            </div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.similar(to: "/competences/\(competence.id.text)", words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))
            </aside></div>
            """
    }

    private static func holder(_ profile: CompetenceProfile, _ words: Words) -> HTML {
        let person: HTML? = profile.person.map {
            Parts.link("/people/\($0.id)", PersonName.reading($0.name, words.language))
        }
        let team: HTML? = profile.team.map {
            Parts.link("/teams/\($0.id)", Multilingual.reading($0.name, words.language))
        }
        let organisation: HTML? = profile.organisation.map { Parts.link("/organisations/\($0.id)", $0.name) }
        let code = profile.competence.country
        let country: HTML = "<a href=\"/countries/\(code)\">\(words.country(code))</a>"
        return [person, team, organisation, country].compactMap { $0 }.joined(" · ")
    }

    /// The level with its meaning, on its scale of nine.
    private static func readiness(_ level: Int?, _ words: Words) -> HTML {
        guard let level else { return "" }
        return """
            <p><strong>\(words("readiness.short", ["level": String(level)]))</strong> · \
            \(words("readiness.\(level)"))</p>
            <p class="hint">\(words("readiness.scale"))</p>
            """
    }

    private static func evidence(_ evidence: [Competence.Evidence], _ words: Words) -> HTML {
        let items: [HTML] = evidence.map { item in
            let label: HTML = item.url.map { Parts.outside($0, item.label) } ?? "\(item.label)"
            return
                "<li>\(label) <span class=\"quiet\">\(words("competence.evidence.\(item.kind.rawValue)"))</span></li>"
        }
        return items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>"
    }

    private static func facts(_ profile: CompetenceProfile, _ words: Words) -> HTML {
        let topics: [HTML] = profile.topics.map { topic in
            "<li><a href=\"/topics/\(topic.id)\">\(Multilingual.reading(topic.name, words.language))</a></li>"
        }
        let keywords: [HTML] = profile.competence.keywords.map { keyword in
            "<a class=\"tag\" href=\"/competences\(Query([("q", keyword)]).address)\">\(keyword)</a> "
        }
        return Parts.facts([
            (words("competence.field.topics"), topics.isEmpty ? nil : "<ul>\(topics)</ul>"),
            (words("competence.field.keywords"), keywords.isEmpty ? nil : "\(keywords)"),
            (words("profile.changed"), "\(words.day(profile.competence.changedAt.day))"),
        ])
    }

    /// What a topic is called; one of a scheme that was imported is shown by its id.
    static func topic(_ id: String, _ words: Words) -> String { fordNames[id]?.reading(words.language) ?? id }

    private static let fordNames: [String: Multilingual] = Dictionary(
        TopicTable.ford.lines.compactMap { line in
            Topic.id(TopicScheme.ford.id, code: line.code).map { ($0.text, line.name) }
        }
    ) { first, _ in first }
}
