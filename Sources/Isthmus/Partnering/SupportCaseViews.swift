import Procedure

/// How support cases look: how far the team has come, what was found, planned and done.
enum SupportCaseViews {
    static func pill(_ stage: SupportCase.Stage, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch stage {
            case .opened, .mentored: .wait
            case .diagnosed, .planned: .quiet
            case .consortium, .submitted, .funded: .good
            }
        return Parts.pill(words("support_case.stage.\(stage.rawValue)"), tone)
    }

    static func profile(_ profile: SupportCaseProfile, _ returned: SupportCasePages.Returned, _ visit: Visit) -> HTML {
        let (supportCase, words) = (profile.supportCase, visit.words)
        let kinds: [HTML] = SupportEntry.Kind.allCases.map { entries($0, profile, returned, visit) }
        let closed: HTML =
            supportCase.closedAt.map { closed in
                let title = words("support_case.closed_on", ["day": words.day(closed.day)])
                return Parts.panel(title, paragraphs(supportCase.closing))
            } ?? ""
        return """
            <div class="title"><h1>\(profile.organisation)</h1> \(pill(profile.stage, words))
            \(supportCase.closedAt == nil ? "" : Parts.pill(words("support_case.state.closed"), .quiet))
            <p class="lede">\(profile.competence.reading(words.language))</p></div>
            \(track(profile, words))
            <div class="columns"><div class="column">\(closed)
            \(Parts.panel(words("support_case.field.diagnosis"), paragraphs(supportCase.diagnosis)))
            \(Parts.panel(words("support_case.field.plan"), paragraphs(supportCase.plan)))
            \(planForm(profile, returned, visit))\(kinds)\(closingForm(profile, returned, visit))
            <details><summary>\(words("support_case.application"))</summary>
            \(AnswersViews(profile.form, profile.answers, words, entries: profile.named).sections)</details>
            </div><aside class="facts">\(facts(profile, words))\(mentorForm(profile, returned, visit))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func paragraphs(_ text: String) -> HTML {
        let paragraphs: [HTML] = text.split(separator: "\n").map { "<p>\($0)</p>" }
        return paragraphs.joined()
    }

    /// The way from the first step to the money, with what is behind.
    private static func track(_ profile: SupportCaseProfile, _ words: Words) -> HTML {
        let stages = SupportCase.Stage.allCases
        let here = stages.firstIndex(of: profile.stage) ?? 0
        let steps: [HTML] = stages.enumerated().map { index, stage in
            let current: HTML = index == here ? " aria-current=\"step\"" : ""
            let style: HTML = index < here ? " class=\"done\"" : ""
            return "<li\(style)\(current)>\(words("support_case.stage.\(stage.rawValue)"))</li>"
        }
        return "<ol class=\"track\">\(steps)</ol>"
    }

    private static func facts(_ profile: SupportCaseProfile, _ words: Words) -> HTML {
        let application = "/support-applications/\(profile.supportCase.applicationID.text)"
        return Parts.facts([
            (words("support_cases.column.mentor"), profile.mentor.isEmpty ? nil : "\(profile.mentor)"),
            (words("support_application.applicant"), "\(profile.applicant)"),
            (
                words("support_application.field.organisation"),
                Parts.link("/organisations/\(profile.organisationID.text)", profile.organisation)
            ),
            (
                words("support_application.field.competence"),
                Parts.link("/competences/\(profile.competenceID.text)", profile.competence.reading(words.language))
            ),
            (words("support_cases.column.country"), "\(words.country(profile.country))"),
            (words("support_cases.column.opened"), "\(words.day(profile.supportCase.createdAt.day))"),
            (words("support_application.title"), Parts.link(application, words("support_case.application"))),
        ])
    }

    private static func parts(
        _ name: String, _ returned: SupportCasePages.Returned, _ visit: Visit, kind: String = "support_case"
    ) -> FormParts {
        let isMine = returned.form == name
        var parts = FormParts(
            visit, kind: kind, given: isMine ? returned.given : nil, issues: isMine ? returned.issues : [])
        parts.mark = name + "-"
        return parts
    }

    private static func folded(_ title: String, isOpen: Bool, _ form: HTML) -> HTML {
        "<details\(attribute: "open", isOpen)><summary>\(title)</summary>\(form)</details>"
    }

    private static func planForm(
        _ profile: SupportCaseProfile, _ returned: SupportCasePages.Returned, _ visit: Visit
    ) -> HTML {
        guard profile.mayEdit else { return "" }
        let supportCase = profile.supportCase
        let parts = parts("plan", returned, visit)
        let form = parts.form(
            action: "/support-cases/\(supportCase.id.text)", submit: "support_case.save",
            [
                parts.hidden("version", String(supportCase.version)),
                parts.lines("diagnosis", supportCase.diagnosis, rows: 5, limit: SupportCase.longestText),
                parts.lines("plan", supportCase.plan, rows: 5, limit: SupportCase.longestText),
            ])
        let isOpen = supportCase.diagnosis.isEmpty || !parts.issues.isEmpty
        return folded(visit.words("support_case.edit"), isOpen: isOpen, form)
    }

    private static func mentorForm(
        _ profile: SupportCaseProfile, _ returned: SupportCasePages.Returned, _ visit: Visit
    ) -> HTML {
        guard profile.supportCase.allows(.assign, to: visit.actor) else { return "" }
        let parts = parts("mentor", returned, visit)
        let form = parts.form(
            action: "/support-cases/\(profile.supportCase.id.text)/mentor", submit: "support_case.assign",
            [
                parts.hidden("version", String(profile.supportCase.version)),
                parts.text("mentor", nil, type: "email", limit: 254, isRequired: true),
            ])
        let title = visit.words(profile.mentor.isEmpty ? "support_case.give_mentor" : "support_case.other_mentor")
        return folded(title, isOpen: profile.mentor.isEmpty || !parts.issues.isEmpty, form)
    }

    private static func closingForm(
        _ profile: SupportCaseProfile, _ returned: SupportCasePages.Returned, _ visit: Visit
    ) -> HTML {
        guard profile.supportCase.allows(.close, to: visit.actor) else { return "" }
        let parts = parts("closing", returned, visit)
        let form = parts.form(
            action: "/support-cases/\(profile.supportCase.id.text)/closing", submit: "support_case.close",
            [
                parts.hidden("version", String(profile.supportCase.version)),
                parts.lines("closing", nil, rows: 4, limit: SupportCase.longestText, isRequired: true),
            ])
        return folded(visit.words("support_case.close"), isOpen: !parts.issues.isEmpty, form)
    }

    /// What was done of one kind, and the form of a further one.
    private static func entries(
        _ kind: SupportEntry.Kind, _ profile: SupportCaseProfile, _ returned: SupportCasePages.Returned, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let rows: [HTML] = profile.entries.filter { $0.kind == kind }.map { entry($0, profile, visit) }
        var form: HTML = ""
        if profile.mayEdit {
            let parts = parts(kind.rawValue, returned, visit, kind: "support_entry")
            let action = "/support-cases/\(profile.supportCase.id.text)/entries"
            let hidden: HTML = "<input type=\"hidden\" name=\"kind\" value=\"\(kind.rawValue)\">"
            form = folded(
                words("support_entry.add.\(kind.rawValue)"), isOpen: !parts.issues.isEmpty,
                parts.form(
                    action: action, submit: "support_entry.save", makes: SupportEntry.prefix,
                    [hidden] + fields(kind, nil, profile, parts, words)))
        }
        let list: HTML = rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
        return Parts.panel(words("support_entry.kind.\(kind.rawValue)"), list + form, id: "\(kind.rawValue)s")
    }

    private static func entry(_ entry: SupportEntry, _ profile: SupportCaseProfile, _ visit: Visit) -> HTML {
        let words = visit.words
        let day: HTML? = entry.day.map { "<time datetime=\"\($0.description)\">\(words.day($0))</time> " }
        let tone: Parts.Tone =
            switch entry.state {
            case .open, .planned, .applied: .wait
            case .refused, .nothing: .quiet
            default: .good
            }
        let state: HTML =
            entry.kind.states.count == 1
            ? "" : " " + Parts.pill(words("support_entry.state.\(entry.state.rawValue)"), tone)
        let link: HTML? = entry.link.map { "<br>\(Parts.outside($0))" }
        let network: HTML? = entry.networkID.map { id in
            " · " + Parts.link("/networks/\(id.text)", words("support_entry.network"))
        }
        let edit: HTML? =
            profile.mayEdit
            ? " " + Parts.link("/support-entries/\(entry.id.text)/form", words("support_entry.edit")) : nil
        let text: HTML = entry.text.isEmpty ? "" : "<br>\(entry.text)"
        return "<li><p>\(day)<strong>\(entry.title)</strong>\(state)\(network)\(edit)\(text)\(link)</p></li>"
    }

    private static func fields(
        _ kind: SupportEntry.Kind, _ entry: SupportEntry?, _ profile: SupportCaseProfile, _ parts: FormParts,
        _ words: Words
    ) -> [HTML] {
        var fields = [parts.text("title", entry?.title, limit: 300, isRequired: true)]
        if kind == .membership {
            let networks = profile.networks.map { network in
                let name = Multilingual.reading(network.name, words.language)
                return (value: network.id, label: network.note.isEmpty ? name : "\(network.note): \(name)")
            }
            fields.append(parts.select("network", entry?.networkID?.text, networks))
        }
        if kind.states.count > 1 {
            let states = kind.states.map { (value: $0.rawValue, label: words("support_entry.state.\($0.rawValue)")) }
            fields.append(
                parts.select("state", (entry?.state ?? kind.states[0]).rawValue, states, isRequired: true))
        }
        fields.append(
            parts.text("day", entry?.day?.description, type: "date", isRequired: kind == .outcome))
        fields.append(parts.lines("text", entry?.text, rows: 3, limit: 10_000))
        if kind != .task { fields.append(parts.text("link", entry?.link, type: "url", limit: 500)) }
        return fields
    }

    static func entryForm(
        _ entry: SupportEntry, _ profile: SupportCaseProfile, _ parts: FormParts, _ visit: Visit
    ) -> HTML {
        let path = "/support-cases/\(entry.caseID.text)"
        return """
            \(Parts.title(visit.words("support_entry.edit"), of: profile.organisation))
            \(parts.form(
                action: "/support-entries/\(entry.id.text)", submit: "support_entry.save", cancel: path,
                [parts.hidden("version", String(entry.version))]
                    + fields(entry.kind, entry, profile, parts, visit.words)))
            """
    }
}
