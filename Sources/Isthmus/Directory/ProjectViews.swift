/// How projects look.
enum ProjectViews {
    static func profile(_ profile: ProjectProfile, _ visit: Visit) -> HTML {
        let (project, words) = (profile.project, visit.words)
        let tone: Parts.Tone = project.status == .running ? .good : project.status == .terminated ? .bad : .quiet
        let actions: HTML =
            profile.mayEdit
            ? Parts.actions([Parts.button("/projects/\(project.id.text)/form", words("project.edit"), isMain: true)])
            : ""
        return """
            <div \
            class="title"><h1>\(project.acronym.isEmpty ? "" : project.acronym + ": ")\
            \(project.title.reading(words.language))</h1>
            \(Parts.pill(words("project.status.\(project.status.rawValue)"), tone))
            <p \
            class="lede">\
            \([project.programme, project.scheme].filter { !$0.isEmpty }.joined(separator: " · "))</p></div>
            \(actions)
            <div class="columns"><div class="column">
            \(Parts.panel(words("project.field.abstract"), Parts.text(project.abstract, words)))
            \(Parts.panel(
                words("project.participants", count: profile.participations.count), participants(profile, words)))
            \(Parts.panel(words("project.countries"), countries(profile, words)))
            \(Parts.panel(
                words("project.field.predecessors"),
                OrganisationViews.list(profile.predecessors, "/projects", words)))
            \(Parts.panel(words("project.successors"), OrganisationViews.list(profile.successors, "/projects", words)))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.similar(to: "/projects/\(project.id.text)", words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func facts(_ profile: ProjectProfile, _ words: Words) -> HTML {
        let project = profile.project
        let identifiers: [HTML] = project.identifiers.map { "<li>\($0.scheme.uppercased()) \($0.value)</li>" }
        let topics = OrganisationViews.list(profile.topics, "/topics", words) { _ in "" }
        let call: HTML? = project.callCode.isEmpty ? nil : "\(project.callCode)"
        return Parts.facts([
            (words("project.field.code"), project.code.isEmpty ? nil : "\(project.code)"),
            (words("project.field.start_day"), project.startDay.map { "\(words.day($0))" }),
            (words("project.field.end_day"), project.endDay.map { "\(words.day($0))" }),
            (words("project.field.grant"), project.grant.map { "\(words.money($0))" }),
            (words("project.field.cost"), project.cost.map { "\(words.money($0))" }),
            (words("project.field.call_code"), call),
            (words("project.field.topics"), topics),
            (
                words("project.field.keywords"),
                project.keywords.isEmpty ? nil : "\(project.keywords.joined(separator: ", "))"
            ),
            (words("project.field.website"), project.website.map { Parts.outside($0) }),
            (words("project.field.identifiers"), identifiers.isEmpty ? nil : "<ul>\(identifiers)</ul>"),
            (words("profile.source"), "\(words("source.\(project.source)")), \(words.day(project.changedAt.day))"),
        ])
    }

    private static func participants(_ profile: ProjectProfile, _ words: Words) -> HTML {
        let rows: [HTML] = profile.participations.map { part in
            """
            <tr><td data-label="\(words("organisations.column.name"))"><a \
            href="/organisations/\(part.organisationID.text)">\(part.name)</a></td>
            <td \
            data-label="\(words("participation.field.role"))">\(words("participation.role.\(part.role.rawValue)"))</td>
            <td \
            data-label="\(words("organisations.column.country"))">\
            \(part.country.isEmpty ? "" : words.country(part.country))</td>
            <td class="number" \
            data-label="\(words("project.field.grant"))">\(part.grant.map { words.money($0) })</td></tr>
            """
        }
        guard !rows.isEmpty else { return "" }
        return """
            <table class="records"><thead><tr><th scope="col">\(words("organisations.column.name"))</th>
            <th scope="col">\(words("participation.field.role"))</th><th \
            scope="col">\(words("organisations.column.country"))</th>
            <th scope="col" \
            class="number">\(words("project.field.grant"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private static func countries(_ profile: ProjectProfile, _ words: Words) -> HTML {
        var counts: [String: Int] = [:]
        for part in profile.participations where !part.country.isEmpty { counts[part.country, default: 0] += 1 }
        let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (code: $0.key, count: $0.value) }
        guard sorted.count > 1 else { return "" }
        let title = words("project.countries_title", count: sorted.count)
        return DirectoryCharts.countries(
            Array(sorted.prefix(20)), title, unit: words("project.participants_unit"), words)
    }

    static func form(_ project: Project?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let currencies = ["EUR", "USD", "RUB", "AMD", "KZT", "GEL", "UAH", "JPY", "GBP", "CHF", "NOK", "KRW", "CAD"]
        let statuses = Project.Status.allCases.map {
            (value: $0.rawValue, label: words("project.status.\($0.rawValue)"))
        }
        let path = project.map { "/projects/\($0.id.text)" } ?? "/projects"
        return """
            \(Parts.title(
                words(project == nil ? "project.add" : "project.edit"),
                of: project.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "project.save", cancel: path, makes: project == nil ? Project.prefix : nil, [
                form.section("project.section.what", [
                    project.map { form.hidden("version", String($0.version)) } ?? "",
                    form.text("acronym", project?.acronym, limit: 60),
                    form.multilingual("title", project?.title ?? [:], limit: 500, isRequired: true),
                    form.multilingual("abstract", project?.abstract ?? [:], rows: 8, limit: 10_000),
                    form.text("keywords", project?.keywords.joined(separator: ", "), limit: 2_000),
                    form.chooser(
                        "topics",
                        (project?.topics ?? []).map { id in
                            topics.first { $0.id == id }?.text(in: words.language) ?? id
                        }, from: topics.map { $0.text(in: words.language) }),
                    form.text("website", project?.website, limit: 500),
                ]),
                form.section("project.section.funding", [
                    form.text("programme", project?.programme, limit: 120),
                        form.text("call_code", project?.callCode, limit: 120),
                    form.text("scheme", project?.scheme, limit: 120), form.text("code", project?.code, limit: 60),
                    form.select("currency", project?.currency ?? "EUR", currencies.map { ($0, $0) }, isRequired: true),
                    form.text("grant", project?.grant?.plain), form.text("cost", project?.cost?.plain),
                ]),
                form.section("project.section.term", [
                    form.select("status", project?.status.rawValue ?? "planned", statuses, isRequired: true),
                    form.text("start_day", project?.startDay?.description, type: "date"),
                    form.text("end_day", project?.endDay?.description, type: "date"),
                    visit.actor.isOffice
                        ? form.text("predecessors", project?.predecessors.map(\.text).joined(separator: ", ")) : "",
                ]),
            ]))
            """
    }
}
