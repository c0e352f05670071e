/// How obstacles look.
enum ObstacleViews {
    static func tone(_ state: Obstacle.State) -> Parts.Tone {
        switch state {
        case .open: .bad
        case .eased: .wait
        case .solved: .good
        }
    }

    static func profile(_ profile: ObstacleProfile, _ visit: Visit) -> HTML {
        let (obstacle, words) = (profile.obstacle, visit.words)
        let path = "/obstacles/\(obstacle.id.text)"
        var buttons: [HTML] = []
        if profile.mayEdit {
            buttons = [Parts.button(path + "/form", words("obstacle.edit"), isMain: true)]
            if obstacle.allows(.withdraw, to: visit.actor) {
                buttons.append(FormParts.button(visit, action: path + "/withdrawal", "inventory.withdraw"))
            }
        }
        let state = Parts.pill(words("obstacle.state.\(obstacle.state.rawValue)"), tone(obstacle.state))
        let hidden: HTML =
            obstacle.status == .published ? "" : Parts.pill(words("call.status.\(obstacle.status.rawValue)"), .bad)
        return """
            <div class="title"><h1>\(obstacle.title.reading(words.language))</h1>\(state) \(hidden)
            <p class="lede">\(words("obstacle.kind.\(obstacle.kind.rawValue)"))</p></div>\(Parts.actions(buttons))
            <div class="columns"><div class="column">
            \(Parts.panel(words("obstacle.field.text"), Parts.text(obstacle.text, words)))
            \(Parts.panel(words("obstacle.field.resolution"), Parts.text(obstacle.resolution, words)))
            \(Parts.panel(words("obstacle.field.evidence"), evidence(obstacle.evidence, words)))
            </div><aside class="facts">\(Parts.facts([
                (words("obstacle.between"), """
                \(Parts.link("/countries/\(obstacle.countryA)", words.country(obstacle.countryA))), \
                \(Parts.link("/countries/\(obstacle.countryB)", words.country(obstacle.countryB)))
                """),
                (words("obstacle.field.since_day"), obstacle.sinceDay.map { "\(words.day($0))" }),
                (words("obstacle.field.state_day"), obstacle.stateDay.map { "\(words.day($0))" }),
            ]))\(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func evidence(_ evidence: [Obstacle.Evidence], _ words: Words) -> HTML {
        let items: [HTML] = evidence.map { one in
            let link: HTML? = one.link.map { Parts.outside($0) }
            let day = one.day.map { words.day($0) } ?? ""
            let origin = [one.source, day].filter { !$0.isEmpty }.joined(separator: ", ")
            return "<li>\(one.text) \(link)<small>\(origin)</small></li>"
        }
        return items.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    static func form(_ obstacle: Obstacle?, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = obstacle.map { "/obstacles/\($0.id.text)" } ?? "/obstacles"
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let kinds = Obstacle.Kind.allCases.map { (value: $0.rawValue, label: words("obstacle.kind.\($0.rawValue)")) }
        let states = Obstacle.State.allCases.map {
            (value: $0.rawValue, label: words("obstacle.state.\($0.rawValue)"))
        }
        let statuses = Obstacle.Status.allCases.map {
            (value: $0.rawValue, label: words("call.status.\($0.rawValue)"))
        }
        return """
            \(Parts.title(
                words(obstacle == nil ? "obstacle.add" : "obstacle.edit"),
                of: obstacle.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "inventory.save", cancel: path, makes: obstacle == nil ? Obstacle.prefix : nil, [
                obstacle.map { form.hidden("version", String($0.version)) } ?? "",
                form.select("kind", obstacle?.kind.rawValue, kinds, isRequired: true),
                form.select("country_a", obstacle?.countryA, countries, isRequired: true),
                form.select("country_b", obstacle?.countryB, countries, isRequired: true),
                form.multilingual("title", obstacle?.title ?? [:], limit: 300, isRequired: true),
                form.multilingual("text", obstacle?.text ?? [:], rows: 5, limit: 6_000),
                evidenceRows(obstacle?.evidence ?? [], form),
                form.select("state", (obstacle?.state ?? .open).rawValue, states, isRequired: true),
                form.text("since_day", obstacle?.sinceDay?.description, type: "date"),
                form.text("state_day", obstacle?.stateDay?.description, type: "date"),
                form.multilingual("resolution", obstacle?.resolution ?? [:], rows: 3, limit: 3_000),
                form.select("status", (obstacle?.status ?? .draft).rawValue, statuses, isRequired: true),
            ]))
            """
    }

    /// The evidence there is, and two empty rows.
    private static func evidenceRows(_ known: [Obstacle.Evidence], _ form: FormParts) -> HTML {
        let rows: [HTML] = (0..<(max(known.count, form.rows(of: "evidence")) + 2)).map { index in
            let name = "evidence.\(index)"
            let one = index < known.count ? known[index] : nil
            return """
                <div class="row">\(form.text("\(name).text", one?.text, limit: 1_000))
                \(form.text("\(name).link", one?.link, limit: 500))
                \(form.text("\(name).source", one?.source, limit: 300))
                \(form.text("\(name).day", one?.day?.description, type: "date"))</div>
                """
        }
        return form.group("evidence", rows)
    }
}
