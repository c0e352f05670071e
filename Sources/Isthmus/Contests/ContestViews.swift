/// How contests and exhibitions look.
enum ContestViews {
    static func pill(_ state: Contest.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .open, .announced: .good
            case .draft, .coming, .judging: .wait
            case .withdrawn: .quiet
            }
        return Parts.pill(words("contest.state.\(state.rawValue)"), tone)
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("contest.state.\(value)")
        case "kind": words("event.kind.\(value)")
        case "country": value.isEmpty ? words("event.nowhere") : words.country(value)
        case "topic": CompetenceViews.topic(value, words)
        case "event": words("event.page")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func profile(_ profile: ContestProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (contest, words) = (profile.contest, visit.words)
        let own: [HTML] = profile.own.map { line in
            """
            <li>\(Parts.link("/contest-entries/\(line.id.text)", line.title.reading(words.language))) \
            \(ContestEntryViews.pill(line.state, words))</li>
            """
        }
        return """
            <div class="title"><h1>\(contest.title.reading(words.language))</h1> \(pill(profile.state, words))
            <p class="lede">\(Parts.link(
                "/events/\(contest.eventID.text)", profile.event.title.reading(words.language))) · \
            \(EventViews.span(profile.event.starts, profile.event.ends, words))</p></div>
            \(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("contest.own"), own.isEmpty ? "" : "<ul>\(own)</ul>"))
            \(Parts.panel(words("contest.awards"), awards(profile.awards, words)))
            \(profile.takesVotes ? voting(profile, form, words) : "")
            \(Parts.panel(words("contest.field.text"), Parts.text(contest.text, words)))
            \(entries(profile, words))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func buttons(_ profile: ContestProfile, _ visit: Visit) -> [HTML] {
        let (contest, words, actor) = (profile.contest, visit.words, visit.actor)
        let path = "/contests/\(contest.id.text)"
        var buttons: [HTML] = []
        if profile.state == .open {
            buttons.append(Parts.button(path + "/entries/new", words("contest.enter"), isMain: true))
        }
        if contest.isJuror(actor) {
            buttons.append(Parts.button(path + "/ballot", words("contest.ballot"), isMain: true))
        }
        if profile.hasPlan || contest.allows(.receive, to: actor) {
            buttons.append(Parts.button(path + "/plan", words("contest.plan")))
        }
        if contest.allows(.receive, to: actor) {
            buttons.append(Parts.button("/contest-entries?contest=\(contest.id.text)", words("contest.entries")))
            buttons.append(Parts.button(path + "/jury", words("contest.jury")))
            buttons.append(Parts.button(path + "/results", words("contest.results")))
            buttons.append(Parts.button(path + "/certificates", words("contest.certificates")))
        } else if contest.isJuror(actor), contest.roundClosedAt != nil {
            buttons.append(Parts.button(path + "/results", words("contest.results")))
        }
        if contest.allows(.decide, to: actor), contest.voteOpensAt != nil {
            buttons.append(Parts.button(path + "/votes", words("contest.votes")))
        }
        if contest.allows(.edit, to: actor) { buttons.append(Parts.button(path + "/form", words("contest.edit"))) }
        return buttons
    }

    static func awards(_ awards: [ContestAwardLine], _ words: Words) -> HTML {
        let items: [HTML] = awards.map { award in
            """
            <li><strong>\(award.title.reading(words.language))</strong>: \
            \(Parts.link("/contest-entries/\(award.entryID.text)", award.entryTitle.reading(words.language)))\
            \(Parts.aside(award.entrant))</li>
            """
        }
        return items.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    private static func voting(_ profile: ContestProfile, _ form: FormParts, _ words: Words) -> HTML {
        let options = profile.entries.map {
            (value: $0.id.text, label: $0.title.reading(words.language) + " · " + $0.entrant)
        }
        return Parts.panel(
            words("contest_vote.title"),
            form.form(
                action: "/contests/\(profile.contest.id.text)/votes", submit: "contest_vote.send",
                [
                    form.select("entry", nil, options, isRequired: true),
                    form.text("email", nil, type: "email", limit: 254, isRequired: true, autocomplete: "email"),
                ]), id: "vote")
    }

    private static func entries(_ profile: ContestProfile, _ words: Words) -> HTML {
        let parts: [HTML] = profile.contest.categories.map { category in
            let lines = profile.entries.filter { $0.category == category.code }
            let items: [HTML] = lines.map { line in
                let votes: HTML? = profile.votes.map { all in
                    Parts.aside(words("contest_vote.count", count: all[line.id.text] ?? 0))
                }
                let final: HTML? = line.state == .finalist ? " \(ContestEntryViews.pill(.finalist, words))" : nil
                return """
                    <li><div>\(Parts.link(
                        "/contest-entries/\(line.id.text)", line.title.reading(words.language)))\(final) \
                    <small>\(line.entrant), \(words.country(line.country))\
                    \(line.stand.map { " · " + words("contest.stand", ["number": $0]) } ?? "")</small></div>\
                    \(votes)</li>
                    """
            }
            return Parts.panel(
                category.name.reading(words.language),
                items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>")
        }
        return parts.joined()
    }

    private static func facts(_ profile: ContestProfile, _ words: Words) -> HTML {
        let contest = profile.contest
        func list(_ names: [String]) -> HTML? {
            let items: [HTML] = names.map { "<li>\($0)</li>" }
            return items.isEmpty ? nil : "<ul>\(items)</ul>"
        }
        func time(_ time: WallTime?) -> HTML? {
            time.map { "\(words.day($0.day)), \($0.clock)<small>\(profile.event.zone)</small>" }
        }
        let criteria = contest.criteria.map {
            $0.name.reading(words.language) + ": " + words("contest.weight", ["weight": String($0.weight)])
        }
        return Parts.facts([
            (words("contest.field.opens"), time(contest.opens)), (words("contest.field.closes"), time(contest.closes)),
            (words("contest.field.vote_opens"), time(contest.voteOpens)),
            (words("contest.field.vote_closes"), time(contest.voteCloses)),
            (words("contest.field.categories"), list(contest.categories.map { $0.name.reading(words.language) })),
            (words("contest.field.criteria"), list(criteria)),
            (words("contest.field.entrants"), list(contest.entrants.map { words("contest.entrant.\($0)") })),
            (words("contest.field.countries"), list(contest.countries.map { words.country($0) })),
            (words("contest.field.form"), Parts.link("/forms/\(contest.formID.text)", words("contest.questions"))),
        ])
    }

    /// A sheet for each award, in every language of the site.
    static func certificates(
        _ awards: [ContestAwardLine], of contest: Contest, _ event: Event, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let sheets: [HTML] = awards.map { award in
            sheet(
                award.entrant, award.entryTitle, award: award.title, of: contest, event, visit)
        }
        let none: HTML = "<div class=\"empty\"><p>\(words("contest.certificates.empty"))</p></div>"
        return """
            \(Parts.title(words("contest.certificates"), of: contest.title.reading(words.language)))
            \(awards.isEmpty ? none : sheets.joined())
            """
    }

    /// One sheet: an award, or that somebody took part.
    static func sheet(
        _ entrant: String, _ entry: Multilingual, award: Multilingual?, of contest: Contest, _ event: Event,
        _ visit: Visit
    ) -> HTML {
        let texts: [HTML] = visit.site.settings.languages.map { language in
            let own = Words(language)
            let values = [
                "contest": contest.title.reading(language), "entry": entry.reading(language),
                "award": award?.reading(language) ?? "", "event": event.title.reading(language),
                "when": EventViews.span(event.starts, event.ends, own),
                "place": EventViews.place(event.format, city: event.city, country: event.country, own),
            ]
            let key = award == nil ? "contest.certificate.part" : "contest.certificate.award"
            return """
                <div lang="\(language)"><h2>\(own("event.certificate"))</h2>
                <p class="name">\(entrant)</p>
                <p>\(own(key, values))</p></div>
                """
        }
        return """
            <section class="certificate page">\(texts)
            <p class="signature">\(visit.site.settings.name.reading(visit.words.language))</p></section>
            """
    }
}
