import Foundation

/// How people look.
enum PersonViews {
    /// - Parameter parts: what later areas have to say of them.
    static func profile(_ profile: PersonProfile, _ parts: HTML, _ visit: Visit, at now: Moment) -> HTML {
        let (seen, words) = (profile.seen, visit.words)
        let path = "/people/\(seen.id.text)"
        let original: HTML? = seen.names.original(besides: words.language).map {
            " <span class=\"original\">\($0.text)</span>"
        }
        var actions: [HTML] = []
        if profile.mayEdit {
            actions.append(Parts.button(path + "/form", words("person.edit"), isMain: true))
            actions.append(Parts.button(path + "/affiliations/new", words("affiliation.add")))
            actions.append(Parts.button("/competences/new?person=\(seen.id.text)", words("competence.add")))
        }
        if profile.mayClaim { actions.append(Parts.button(path + "/claim", words("person.claim"))) }
        if visit.actor.isOffice {
            let query = Query([("kind", "person"), ("kept", seen.id.text)]).address
            actions.append(Parts.button("/office/merges/new\(query)", words("merge.with")))
        }
        return """
            <div class="title"><h1>\(seen.names.text(in: words.language))</h1>\(original)\(pill(seen.status, words))
            <p class="lede">\(place(profile, words))</p></div>
            \(actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>")
            <div class="columns"><div class="column">
            \(Parts.panel(words("competences.title"), competences(profile.competences, words)))
            \(parts)
            \(Parts.panel(words("person.summary"), Parts.text(seen.summary, words)))
            \(Parts.panel(words("person.affiliations"), affiliations(profile, words, at: now)))
            \(Parts.panel(words("person.projects", count: profile.projectCount), projects(profile, words)))
            \(Parts.panel(words("networks.title"), OrganisationViews.list(profile.networks, "/networks", words)))
            \(NetworkApplicationViews.panel(profile.applications, words))
            \(Parts.panel(words("person.colleagues"), links(profile.colleagues, words)))
            </div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.similar(to: "/people/\(seen.id.text)", words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))
            </aside></div>
            """
    }

    static func pill(_ status: ProfileStatus, _ words: Words) -> HTML {
        status == .active
            ? "" : Parts.pill(words("profile.status.\(status.rawValue)"), status == .inactive ? .quiet : .bad)
    }

    /// Links to people, named in the reader's script; their notes are texts in languages.
    static func links(_ people: [Named], _ words: Words) -> HTML {
        let items: [HTML] = people.map { person in
            let note = Multilingual.reading(person.note, words.language)
            let shown: HTML = note.isEmpty || note == "{}" ? "" : " <span class=\"quiet\">\(note)</span>"
            return
                "<li>\(link(person, words))\(shown)</li>"
        }
        return items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>"
    }

    static func link(_ person: Named, _ words: Words) -> HTML {
        Parts.link("/people/\(person.id)", PersonName.reading(person.name, words.language))
    }

    static func competences(_ competences: [Named], _ words: Words) -> HTML {
        OrganisationViews.list(competences, "/competences", words) {
            $0.isEmpty ? "" : words("readiness.short", ["level": $0])
        }
    }

    /// What the person is and where, of the place where they began last.
    private static func place(_ profile: PersonProfile, _ words: Words) -> HTML {
        let country: HTML = """
            <a href="/countries/\(profile.seen.country)">\(words.country(profile.seen.country))</a>
            """
        guard let current = profile.affiliations.first(where: { $0.untilDay == nil }) else { return country }
        let title = current.title.reading(words.language)
        return """
            \(title.isEmpty ? "" : title + " · ")<a href="/organisations/\(current.organisationID.text)">\
            \(current.organisation)</a> · \(country)
            """
    }

    private static func projects(_ profile: PersonProfile, _ words: Words) -> HTML {
        guard profile.projectCount > 0 else { return "" }
        let organisations = Set(profile.affiliations.filter { $0.untilDay == nil }.map(\.organisationID.text)).sorted()
        let query = Query(organisations.map { ("organisation", $0) }).address
        return """
            <p class="hint">\(words("person.projects.hint"))</p>
            \(OrganisationViews.list(profile.projects, "/projects", words))
            <p><a href="/projects\(query)">\(words("organisation.all_projects"))</a></p>
            """
    }

    private static func facts(_ profile: PersonProfile, _ words: Words) -> HTML {
        let seen = profile.seen
        let names: [HTML] =
            seen.names.count < 2
            ? []
            : seen.names.map { name in
                "<li>\(name.text) <span class=\"quiet\">\(name.script.name(in: words.language))</span></li>"
            }
        let languages = seen.languages.map { words.language(named: $0) }.joined(separator: ", ")
        return Parts.facts([
            (words("person.field.names"), names.isEmpty ? nil : "<ul>\(names)</ul>"),
            (words("person.field.languages"), languages.isEmpty ? nil : "\(languages)"),
            (words("person.field.orcid"), seen.orcid.map { Parts.outside("https://orcid.org/\($0)", $0) }),
            (words("person.field.website"), seen.website.map { Parts.outside($0) }),
            (words("person.field.email"), seen.email.map { Parts.outside("mailto:" + $0, $0) }),
            (words("person.field.phone"), seen.phone.map { "\($0)" }),
            (words("person.leads"), OrganisationViews.list(profile.leads, "/teams", words)),
            (words("profile.source"), "\(words("source.\(seen.source)")), \(words.day(seen.changedAt.day))"),
        ])
    }

    /// A picture of the terms that have a beginning, and all of them as a list.
    private static func affiliations(_ profile: PersonProfile, _ words: Words, at now: Moment) -> HTML {
        guard !profile.affiliations.isEmpty else { return "" }
        let items: [HTML] = profile.affiliations.map { place in
            let team: HTML? = place.teamID.map { id in
                " · " + Parts.link("/teams/\(id.text)", place.team?.reading(words.language) ?? id.text)
            }
            let title = place.title.reading(words.language)
            let edit: HTML =
                profile.mayEdit
                ? " <a class=\"small\" href=\"/affiliations/\(place.id.text)/form\">\(words("affiliation.edit"))</a>"
                : ""
            return """
                <li>\(Parts.link("/organisations/\(place.organisationID.text)", place.organisation))\(team)
                <span class="quiet">\(words.country(place.country))\(title.isEmpty ? "" : " · " + title) · \
                \(term(place.fromDay, place.untilDay, words))</span>\(edit)</li>
                """
        }
        return "\(chart(profile.affiliations, words, at: now))<ul class=\"entries\">\(items)</ul>"
    }

    static func term(_ from: Day?, _ until: Day?, _ words: Words) -> String {
        switch (from, until) {
        case (let from?, let until?):
            words("affiliation.term.both", ["from": words.month(from), "until": words.month(until)])
        case (let from?, nil): words("affiliation.term.since", ["from": words.month(from)])
        case (nil, let until?): words("affiliation.term.until", ["until": words.month(until)])
        case (nil, nil): words("affiliation.term.now")
        }
    }

    private static func chart(_ places: [PersonProfile.Workplace], _ words: Words, at now: Moment) -> HTML {
        let spans = places.compactMap { place -> TimelineChart.Span? in
            guard let from = place.fromDay else { return nil }
            return TimelineChart.Span(
                label: place.organisation, start: from.start.date, end: place.untilDay?.start.date,
                href: "/organisations/\(place.organisationID.text)")
        }
        guard spans.count > 1 else { return "" }
        let caption = ChartCaption(
            title: words("person.timeline", count: spans.count),
            words: ChartWords(
                table: words("chart.table"), download: words("chart.download"), empty: words("chart.empty"),
                missing: words("chart.missing")))
        let timeline = TimelineChart(
            caption: caption, spans: spans,
            heads: [
                words("affiliation.field.organisation"), words("affiliation.field.from"),
                words("affiliation.field.until"),
            ],
            today: now.date
        ) { date, grain in
            let day = Moment(date).day
            return switch grain {
            case .year: String(day.year)
            case .month: words.month(day)
            case .day: words.day(day)
            }
        }
        return timeline.html
    }
}
