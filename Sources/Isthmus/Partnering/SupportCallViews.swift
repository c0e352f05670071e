/// How calls for support and their shortlists look.
enum SupportCallViews {
    static func pill(_ state: SupportCall.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .open: .good
            case .draft, .closed: .wait
            case .decided: .quiet
            case .withdrawn: .bad
            }
        return Parts.pill(words("support_call.state.\(state.rawValue)"), tone)
    }

    static func tools(_ visit: Visit) -> HTML {
        var buttons: [HTML] = []
        if SupportCall.refusalOfCreating(to: visit.actor) == nil {
            buttons.append(Parts.button("/support-calls/new", visit.words("support_call.add"), isMain: true))
        }
        if visit.actor.isSignedIn {
            buttons.append(Parts.button("/support-applications", visit.words("support_applications.title")))
            buttons.append(Parts.button("/support-cases", visit.words("support_cases.title")))
        }
        return Parts.actions(buttons)
    }

    static func profile(_ profile: SupportCallProfile, _ visit: Visit) -> HTML {
        let (call, words) = (profile.call, visit.words)
        let criteria: [HTML] = call.criteria.map { criterion in
            let weight = words("support_call.weight", ["weight": "\(criterion.weight)"])
            return "<li>\(criterion.name.reading(words.language)) · \(weight)</li>"
        }
        return """
            <div class="title"><h1>\(call.title.reading(words.language))</h1> \(pill(profile.state, words))
            <p class="lede">\(words("support_call.lede", count: call.places))</p></div>
            \(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(Parts.panel(words("support_call.field.text"), Parts.text(call.text, words)))
            \(Parts.panel(words("support_call.field.criteria"), "<ul>\(criteria)</ul>"))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func buttons(_ profile: SupportCallProfile, _ visit: Visit) -> [HTML] {
        let (call, words) = (profile.call, visit.words)
        let path = "/support-calls/\(call.id.text)"
        var buttons: [HTML] = []
        if let own = profile.own {
            buttons.append(
                Parts.button("/support-applications/\(own.text)", words("support_call.own"), isMain: true))
        } else if profile.state == .open, !visit.actor.isOffice {
            let refusal = call.refusal(of: .apply, to: visit.actor).map { words($0) }
            buttons.append(
                Parts.button(
                    path + "/applications/new", words("support_call.apply"), isMain: true, refused: refusal))
        }
        if profile.mayEdit {
            buttons.append(Parts.button(path + "/form", words("support_call.edit")))
            let applications = "/support-applications" + Query([("call", call.id.text)]).address
            buttons.append(
                Parts.button(applications, words("support_call.applications", count: profile.applications)))
            buttons.append(Parts.button(path + "/shortlist", words("support_call.shortlist")))
        }
        return buttons
    }

    private static func facts(_ profile: SupportCallProfile, _ words: Words) -> HTML {
        let call = profile.call
        let (day, time) = BrusselsTime.clock(at: call.closesAt)
        let shares: [HTML] = call.shares.map { "<li>\(words.country($0.country)): \(words.number($0.least))</li>" }
        let clock = words("call.brussels_clock", ["time": time])
        return Parts.facts([
            (
                words("support_call.field.closes_day"),
                "\(words.day(day)), \(clock)<small>\(words.moment(call.closesAt))</small>"
            ),
            (words("support_call.field.places"), "\(words.number(call.places))"),
            (words("support_call.field.shares"), shares.isEmpty ? nil : "<ul>\(shares)</ul>"),
            (
                words("support_call.field.form"),
                Parts.link("/forms/\(call.formID.text)", words("support_call.questions"))
            ),
        ])
    }

    static func form(_ call: SupportCall?, _ forms: [FormVersion], _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = call.map { "/support-calls/\($0.id.text)" } ?? "/support-calls"
        let choices = forms.map { version in
            (
                value: version.id.text,
                label: version.title.reading(words.language) + ", "
                    + words("forms.version", ["number": "\(version.number)"])
            )
        }
        let statuses = FormVersion.Status.allCases.map {
            (value: $0.rawValue, label: words("support_call.status.\($0.rawValue)"))
        }
        return """
            \(Parts.title(
                words(call == nil ? "support_call.add" : "support_call.edit"),
                of: call.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "support_call.save", cancel: path,
                makes: call == nil ? SupportCall.prefix : nil, [
                call.map { form.hidden("version", String($0.version)) } ?? "",
                form.multilingual("title", call?.title ?? [:], limit: 300, isRequired: true),
                form.multilingual("text", call?.text ?? [:], rows: 6, limit: 20_000),
                form.select("form", call?.formID.text, choices, isRequired: true),
                form.text(
                    "closes_day", call.map { BrusselsTime.clock(at: $0.closesAt).day.description }, type: "date",
                    isRequired: true),
                form.text("places", call.map { String($0.places) }, isRequired: true),
                criteria(call, form, words), shares(call, form, words),
                form.select("status", call?.status.rawValue ?? "draft", statuses, isRequired: true),
            ]))
            """
    }

    /// Those there are, and some empty rows.
    private static func criteria(_ call: SupportCall?, _ form: FormParts, _ words: Words) -> HTML {
        let known = call?.criteria ?? []
        let rows: [HTML] = (0..<max(known.count + 1, 3)).map { index in
            let (name, criterion) = ("criteria.\(index)", index < known.count ? known[index] : nil)
            return """
                <div class="row">\(form.multilingual("\(name).name", criterion?.name ?? [:], limit: 200))
                \(form.text("\(name).weight", criterion.map { String($0.weight) }))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-criteria"><legend>\(words("support_call.field.criteria"))</legend>
            <p class="hint">\(words("support_call.criteria.hint"))</p>\(rows)</fieldset>
            """
    }

    private static func shares(_ call: SupportCall?, _ form: FormParts, _ words: Words) -> HTML {
        let known = call?.shares ?? []
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let rows: [HTML] = (0..<(known.count + 2)).map { index in
            let (name, share) = ("shares.\(index)", index < known.count ? known[index] : nil)
            return """
                <div class="row">\(form.select("\(name).country", share?.country, countries))
                \(form.text("\(name).least", share.map { String($0.least) }))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-shares"><legend>\(words("support_call.field.shares"))</legend>
            <p class="hint">\(words("support_call.shares.hint"))</p>\(rows)</fieldset>
            """
    }

    static func shortlist(
        _ shortlist: SupportShortlist, _ preferred: Set<String>, _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let (call, words) = (shortlist.call, visit.words)
        let path = "/support-calls/\(call.id.text)/shortlist"
        var notes: [String] = []
        if !shortlist.isClosed { notes.append(words("support_call.still_open")) }
        if shortlist.unscored > 0 {
            notes.append(
                words(
                    "support_call.unscored",
                    ["number": "\(shortlist.unscored)", "least": "\(SupportScore.leastOfficers)"]))
        }
        for (country, number) in shortlist.missing.sorted(by: { $0.key < $1.key }) {
            notes.append(
                words("support_call.missing", ["country": words.country(country), "number": "\(number)"]))
        }
        if shortlist.lines.contains(where: \.isTied) { notes.append(words("support_call.tied")) }
        let said: [HTML] = notes.map { "<p class=\"notice wait\">\($0)</p>" }
        let hidden: [HTML] = preferred.sorted().map { "<input type=\"hidden\" name=\"prefer\" value=\"\($0)\">" }
        let confirm: HTML =
            shortlist.mayDecide
            ? form.form(
                action: path, submit: "support_call.decide", cancel: "/support-calls/\(call.id.text)",
                [form.hidden("version", String(call.version))] + hidden)
            : form.summary
        return """
            \(Parts.title(words("support_call.shortlist"), of: call.title.reading(words.language)))
            \(said)\(table(shortlist, path, words))\(confirm)
            """
    }

    private static func table(_ shortlist: SupportShortlist, _ path: String, _ words: Words) -> HTML {
        guard !shortlist.lines.isEmpty else { return "<p>\(words("support_call.nobody"))</p>" }
        let heads = ["place", "team", "country", "mark", "decision"].map { words("support_call.shortlist.\($0)") }
        let most = Double(max(1, shortlist.call.mostPoints))
        let best = shortlist.lines.filter { !$0.isSelected }.map(\.mark).max()
        let rows: [HTML] = shortlist.lines.enumerated().map { index, line in
            let name = Parts.link("/support-applications/\(line.application.id.text)", line.organisation)
            let decision = Parts.pill(
                words("support_call.shortlist.\(line.isSelected ? "in" : "out")"), line.isSelected ? .good : .quiet)
            // Selected below somebody who is not: that is what the least number of its country does.
            let isByLeast = line.isSelected && best.map { line.mark < $0 } == true
            let why: HTML = isByLeast ? "<small>\(words("support_call.shortlist.by_least"))</small>" : ""
            let prefer = path + Query([("prefer", line.application.id.text)]).address
            let tie: HTML =
                line.isTied
                ? " \(Parts.pill(words("support_call.shortlist.tie"), .wait)) "
                    + Parts.link(prefer, words("support_call.prefer")) : ""
            let competence = line.competence.reading(words.language)
            return """
                <tr><td class="number" data-label="\(heads[0])">\(index + 1)</td>
                <th scope="row" data-label="\(heads[1])">\(name)<small>\(competence)</small></th>
                <td data-label="\(heads[2])">\(words.country(line.application.country))</td>
                <td class="number" data-label="\(heads[3])">\(words.number(line.mark.mean / most * 100)) %</td>
                <td data-label="\(heads[4])">\(decision)\(tie)\(why)</td></tr>
                """
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }
}
