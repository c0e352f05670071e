/// How applications for membership look.
enum NetworkApplicationViews {
    static func pill(_ state: NetworkApplication.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .preparing, .handedIn: .wait
            case .accepted: .good
            case .declined, .withdrawn: .quiet
            }
        return Parts.pill(words("network_application.state.\(state.rawValue)"), tone)
    }

    static func label(_ facet: String, _ value: String, _ words: Words) -> String {
        switch facet {
        case "status": words("network_application.state.\(value)")
        case "country": words.country(value)
        case "mentor": words("network_application.mentor.\(value)")
        case "network": words("network_application.of_network")
        case "organisation", "person": words("network_application.of_one")
        case "sent": words("network_application.sent")
        default: value
        }
    }

    static func profile(
        _ profile: NetworkApplicationProfile, _ returned: NetworkApplicationPages.Returned, _ visit: Visit
    ) -> HTML {
        let (application, words) = (profile.application, visit.words)
        let (content, path) = (application.content, "/network-applications/\(application.id.text)")
        return """
            <div class="title"><h1>\(profile.applicant)</h1> \(pill(profile.state, words))
            <p class="lede">\(words("network_application.to", ["network": profile.network.reading(words.language)]))</p>
            </div>\(Parts.actions(buttons(application, path, visit)))\(fault(returned, visit))
            <div class="columns"><div class="column">\(answer(application, words))
            \(Parts.panel(words("network_application.field.motivation"), Parts.text(content.motivation, words)))
            \(Parts.panel(words("network_application.field.brings"), brings(profile, words)))
            \(Parts.panel(words("network_application.field.contact"), paragraphs(content.contact)))
            \(decision(profile, path, returned, visit))\(notes(profile, path, returned, visit))</div>
            <aside class="facts">\(facts(profile, words))\(mentor(profile, path, returned, visit))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    /// On the page of an organisation or a person: what they apply for, for those who may know.
    static func panel(_ lines: [NetworkApplicationLine], _ words: Words) -> HTML {
        let items: [HTML] = lines.map { line in
            let path = "/network-applications/\(line.id.text)"
            return "<li>\(Parts.link(path, line.network.reading(words.language))) \(pill(line.state, words))</li>"
        }
        return Parts.panel(
            words("network_applications.title"), items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>")
    }

    private static func paragraphs(_ text: String) -> HTML {
        let paragraphs: [HTML] = text.split(separator: "\n").map { "<p>\($0)</p>" }
        return paragraphs.joined()
    }

    private static func buttons(_ application: NetworkApplication, _ path: String, _ visit: Visit) -> [HTML] {
        var buttons: [HTML] = []
        if application.allows(.edit, to: visit.actor) {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/submission", "network_application.hand_in", style: "button main",
                    version: application.version))
            buttons.append(Parts.button(path + "/form", visit.words("network_application.edit")))
        }
        if application.allows(.withdraw, to: visit.actor) {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/withdrawal", "network_application.withdraw", version: application.version)
            )
        }
        return buttons
    }

    /// What was wrong with a button, which has no form to say it.
    private static func fault(_ returned: NetworkApplicationPages.Returned, _ visit: Visit) -> HTML {
        guard returned.form.isEmpty, !returned.issues.isEmpty else { return "" }
        return FormParts(visit, kind: "network_application", issues: returned.issues).summary
    }

    /// What the network answered, with its reason.
    private static func answer(_ application: NetworkApplication, _ words: Words) -> HTML {
        guard let decision = application.decision, let day = application.answeredOn else { return "" }
        let title = words("network_application.answer.\(decision.rawValue)", ["day": words.day(day)])
        let network = Parts.link("/networks/\(application.networkID.text)", words("network_application.members"))
        let link: HTML = decision == .accepted ? "<p>\(network)</p>" : ""
        return """
            <section class="panel" id="answer"><h2>\(title)</h2>\(paragraphs(application.reason))\(link)</section>
            """
    }

    private static func brings(_ profile: NetworkApplicationProfile, _ words: Words) -> HTML {
        let id = profile.application.competenceID?.text ?? ""
        let competence: HTML? = profile.competence.map {
            "<p>\(Parts.link("/competences/\(id)", $0.reading(words.language)))</p>"
        }
        return "\(Parts.text(profile.application.content.brings, words))\(competence)"
    }

    private static func facts(_ profile: NetworkApplicationProfile, _ words: Words) -> HTML {
        let application = profile.application
        func when(_ moment: Moment?, _ account: String?) -> HTML? {
            moment.map { moment in
                let name = account.flatMap { profile.names[$0] } ?? ""
                return "\(words.moment(moment))\(Parts.aside(name))"
            }
        }
        let applicant =
            application.organisationID.map { "/organisations/\($0.text)" }
            ?? application.personID.map { "/people/\($0.text)" } ?? ""
        return Parts.facts([
            (
                words("network_applications.column.network"),
                Parts.link("/networks/\(application.networkID.text)", profile.network.reading(words.language))
            ),
            (words("network_application.field.applicant"), Parts.link(applicant, profile.applicant)),
            (words("network_applications.column.country"), "\(words.country(profile.country))"),
            (words("network_application.field.role"), "\(application.role)"),
            (words("network_applications.column.mentor"), "\(profile.mentor)"),
            (words("network_applications.column.begun"), when(application.createdAt, application.accountID.text)),
            (words("network_applications.column.handed_in"), when(application.handedInAt, application.handedInBy)),
            (words("network_application.decided"), when(application.decidedAt, application.decidedBy)),
            (words("network_application.state.withdrawn"), when(application.withdrawnAt, application.withdrawnBy)),
        ])
    }

    private static func parts(
        _ name: String, _ returned: NetworkApplicationPages.Returned, _ visit: Visit
    ) -> FormParts {
        let isMine = returned.form == name
        var parts = FormParts(
            visit, kind: "network_application", given: isMine ? returned.given : nil,
            issues: isMine ? returned.issues : [])
        parts.mark = name + "-"
        return parts
    }

    private static func folded(_ title: String, isOpen: Bool, _ form: HTML) -> HTML {
        "<details\(attribute: "open", isOpen)><summary>\(title)</summary>\(form)</details>"
    }

    private static func mentor(
        _ profile: NetworkApplicationProfile, _ path: String, _ returned: NetworkApplicationPages.Returned,
        _ visit: Visit
    ) -> HTML {
        let application = profile.application
        guard application.allows(.assign, to: visit.actor) else { return "" }
        let parts = parts("mentor", returned, visit)
        let form = parts.form(
            action: path + "/mentor", submit: "network_application.assign",
            [
                parts.hidden("version", String(application.version)),
                parts.text("mentor", nil, type: "email", limit: 254, isRequired: true),
            ])
        let isFirst = application.mentorID == nil
        let title = isFirst ? "network_application.give_mentor" : "network_application.other_mentor"
        return folded(visit.words(title), isOpen: isFirst || !parts.issues.isEmpty, form)
    }

    private static func notes(
        _ profile: NetworkApplicationProfile, _ path: String, _ returned: NetworkApplicationPages.Returned,
        _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let rows: [HTML] = profile.notes.map { note in
            """
            <li><p><time datetime="\(note.day.description)">\(words.day(note.day))</time>\(Parts.aside(note.name))</p>
            \(paragraphs(note.text))</li>
            """
        }
        var form: HTML = ""
        if profile.application.allows(.note, to: visit.actor) {
            let parts = parts("note", returned, visit)
            form = folded(
                words("network_application.add_note"), isOpen: !parts.issues.isEmpty,
                parts.form(
                    action: path + "/notes", submit: "network_application.save_note", makes: NetworkNote.prefix,
                    [
                        parts.lines("text", nil, rows: 3, limit: NetworkApplication.longestText, isRequired: true),
                        parts.text("day", nil, type: "date"),
                    ]))
        }
        let list: HTML = rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
        return Parts.panel(words("network_application.notes"), list + form, id: "notes")
    }

    /// What the network answers; accepting makes the membership.
    private static func decision(
        _ profile: NetworkApplicationProfile, _ path: String, _ returned: NetworkApplicationPages.Returned,
        _ visit: Visit
    ) -> HTML {
        let (application, words) = (profile.application, visit.words)
        // What was typed comes back although the application was answered or withdrawn meanwhile.
        let parts = parts("decision", returned, visit)
        guard parts.isOvertaken || application.allows(.decide, to: visit.actor) else { return "" }
        let decisions = NetworkApplication.Decision.allCases.map {
            (value: $0.rawValue, label: words("network_application.decision.\($0.rawValue)"))
        }
        let form = parts.form(
            action: path + "/decision", submit: "network_application.decide",
            [
                parts.hidden("version", String(application.version)),
                parts.select("decision", application.decision?.rawValue, decisions, isRequired: true),
                parts.lines("reason", application.reason, rows: 3, limit: 2_000),
                parts.text("answered_on", application.answeredOn?.description, type: "date"),
                parts.section(
                    "network_application.membership",
                    [
                        parts.text("role", application.role, limit: 100), parts.text("from_day", nil, type: "date"),
                    ]),
            ])
        let title = words(
            visit.actor.isOffice ? "network_application.record_answer" : "network_application.give_answer")
        return Parts.panel(title, form, id: "decision")
    }
}
