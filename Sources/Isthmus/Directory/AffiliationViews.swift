/// The forms that say who works where.
enum AffiliationViews {
    /// `organisations` to choose from; nil when any may be named.
    static func newForm(_ person: Person, organisations: [Named]?, _ form: FormParts, _ words: Words) -> HTML {
        let name = person.name(in: words.language)
        let organisation =
            organisations.map { own in
                form.select(
                    "organisation", own.count == 1 ? own[0].id : nil, own.map { ($0.id, $0.name) }, isRequired: true)
            } ?? form.text("organisation", nil, limit: 300, isRequired: true)
        return """
            <h1>\(words("affiliation.add"))</h1><p class="lede">\(name)</p>
            \(form.form(
                action: "/people/\(person.id.text)/affiliations", submit: "affiliation.save",
                cancel: "/people/\(person.id.text)", makes: Affiliation.prefix,
                [organisation, form.multilingual("title", [:], limit: 200)] + days(nil, nil, form)))
            """
    }

    static func form(_ profile: AffiliationProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (affiliation, words) = (profile.affiliation, visit.words)
        let path = "/affiliations/\(affiliation.id.text)"
        let end = FormParts.button(visit, action: path + "/end", "affiliation.end")
        let teams = profile.teams.map { (value: $0.id, label: Multilingual.reading($0.name, words.language)) }
        return """
            <h1>\(words("affiliation.edit"))</h1>
            <p class="lede">\(profile.person.names.text(in: words.language)) · \(profile.organisation)</p>
            \(affiliation.isCurrent ? "<div class=\"actions\">\(end)</div>" : "")
            \(form.form(
                action: path, submit: "affiliation.save", cancel: "/people/\(affiliation.personID.text)",
                [
                    form.hidden("version", String(affiliation.version)),
                    teams.isEmpty ? "" : form.select("team", affiliation.teamID?.text, teams),
                    form.multilingual("title", affiliation.title, limit: 200),
                ] + days(affiliation.fromDay, affiliation.untilDay, form)))
            """
    }

    private static func days(_ from: Day?, _ until: Day?, _ form: FormParts) -> [HTML] {
        [
            form.text("from", from?.description, type: "date"),
            form.text("until", until?.description, type: "date"),
        ]
    }
}
