/// How teams look.
enum TeamViews {
    static func profile(_ profile: TeamProfile, _ visit: Visit) -> HTML {
        let (team, words) = (profile.team, visit.words)
        let path = "/teams/\(team.id.text)"
        var actions: [HTML] = []
        if profile.mayEdit { actions.append(Parts.button(path + "/form", words("team.edit"), isMain: true)) }
        if profile.mayManage {
            let query = Query([("organisation", team.organisationID.text), ("team", team.id.text)]).address
            actions.append(Parts.button("/competences/new" + query, words("competence.add")))
        }
        let leader: HTML? = profile.leader.map { leader in
            Parts.link("/people/\(leader.id)", PersonName.reading(leader.name, words.language))
        }
        return """
            <div class="title"><h1>\(team.name.reading(words.language))</h1>\(PersonViews.pill(team.status, words))
            <p class="lede">\(words("team.of")) \
            <a href="/organisations/\(profile.organisation.id)">\(profile.organisation.name)</a> · \
            <a href="/countries/\(profile.country)">\(words.country(profile.country))</a></p></div>
            \(actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>")
            <div class="columns"><div class="column">
            \(Parts.panel(words("competences.title"), PersonViews.competences(profile.competences, words)))
            \(Parts.panel(words("team.summary"), Parts.text(team.summary, words)))
            \(Parts.panel(words("team.members", count: profile.memberCount), members(profile, words)))
            </div>
            <aside class="facts">\(Parts.facts([
                (words("team.field.leader"), leader),
                (words("team.field.website"), team.website.map { Parts.outside($0) }),
                (words("profile.changed"), "\(words.day(team.changedAt.day))"),
            ]))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))
            \(Parts.similar(to: "/teams/\(team.id.text)", words))</aside></div>
            """
    }

    private static func members(_ profile: TeamProfile, _ words: Words) -> HTML {
        guard profile.memberCount > 0 else { return "" }
        let all: HTML =
            profile.memberCount > profile.members.count
            ? "<p><a href=\"/affiliations?team=\(profile.team.id.text)\">\(words("team.all_members"))</a></p>" : ""
        return PersonViews.links(profile.members, words) + all
    }

    static func form(
        _ team: Team?, _ organisation: Named, _ colleagues: [Named], mayManage: Bool, _ form: FormParts, _ words: Words
    ) -> HTML {
        let key = team.map { form.hidden("version", String($0.version)) }
        let people = colleagues.map { (value: $0.id, label: PersonName.reading($0.name, words.language)) }
        let statuses = ProfileStatus.allCases.map {
            (value: $0.rawValue, label: words("profile.status.\($0.rawValue)"))
        }
        return """
            <h1>\(words(team == nil ? "team.add" : "team.edit"))</h1><p class="lede">\(organisation.name)</p>
            \(form.form(
                action: team.map { "/teams/\($0.id.text)" } ?? "/teams", submit: "team.save",
                cancel: team.map { "/teams/\($0.id.text)" } ?? "/organisations/\(organisation.id)",
                makes: team == nil ? Team.prefix : nil,
                [
                    key ?? form.hidden("organisation", organisation.id),
                    form.multilingual("name", team?.name ?? [:], limit: 200, isRequired: true),
                    form.multilingual("summary", team?.summary ?? [:], rows: 6, limit: 4_000),
                    mayManage ? form.select("leader", team?.leaderID?.text, people) : "",
                    form.text("website", team?.website, limit: 500),
                    mayManage && team != nil
                        ? form.select("status", team?.status.rawValue, statuses, isRequired: true) : "",
                ]))
            """
    }
}
