import Procedure

/// How applications for support look.
enum SupportApplicationViews {
    static func pill(_ state: SupportApplication.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .draft, .submitted: .wait
            case .selected: .good
            case .declined, .withdrawn: .quiet
            }
        return Parts.pill(words("support_application.state.\(state.rawValue)"), tone)
    }

    static func label(_ facet: String, _ value: String, _ words: Words) -> String {
        switch facet {
        case "state": words("support_application.state.\(value)")
        case "country": words.country(value)
        case "topic": CompetenceViews.topic(value, words)
        case "call": words("support_application.of_call")
        case "sent": words("support_application.sent")
        default: value
        }
    }

    /// For which organisation, with which competence.
    static func whom(
        _ application: SupportApplication?, _ choices: SupportChoices, _ parts: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        guard !choices.organisations.isEmpty else {
            return "<p class=\"notice wait\">\(words("support_application.no_organisation"))</p>"
        }
        let only = choices.organisations.count == 1 ? choices.organisations[0].id : nil
        return parts.section(
            "support_application.whom",
            [
                parts.select(
                    "organisation", application?.organisationID.text ?? only,
                    choices.organisations.map { ($0.id, $0.name) }, isRequired: true),
                parts.select(
                    "competence", application?.competenceID.text,
                    choices.competences.map { ($0.id, Multilingual.reading($0.name, words.language)) },
                    isRequired: true),
            ])
    }

    static func profile(_ profile: SupportApplicationProfile, _ parts: FormParts, _ visit: Visit) -> HTML {
        let (application, words) = (profile.application, visit.words)
        let path = "/support-applications/\(application.id.text)"
        let sheet = "/answers/\(application.sheetID.text)/files/"
        var buttons: [HTML] = []
        if application.allows(.edit, to: visit.actor) {
            buttons.append(
                Parts.button(
                    path + "/form", words("support_application.edit"), isMain: true,
                    refused: profile.isOpen ? nil : words("support_call.refused.closed")))
        }
        if let id = profile.caseID {
            buttons.append(Parts.button("/support-cases/\(id.text)", words("support_application.case"), isMain: true))
        }
        if application.allows(.withdraw, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/withdrawal", "support_application.withdraw"))
        }
        let answers = AnswersViews(profile.form, profile.answers, words, entries: profile.entries) { file in
            profile.answers.values.first { $0.value == .file(file) }.map { sheet + $0.key }
        }
        return """
            <div class="title"><h1>\(profile.organisation)</h1> \(pill(application.state, words))
            <p class="lede">\(profile.competence.reading(words.language))</p></div>\(Parts.actions(buttons))
            <div class="columns"><div class="column">\(answers.sections)\(scores(profile, words))
            \(application.allows(.score, to: visit.actor) ? scoring(profile, path, parts, words) : "")</div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func facts(_ profile: SupportApplicationProfile, _ words: Words) -> HTML {
        let application = profile.application
        let title = profile.call.title.reading(words.language)
        return Parts.facts([
            (words("support_applications.column.call"), Parts.link("/support-calls/\(profile.call.id.text)", title)),
            (
                words("support_application.field.organisation"),
                Parts.link("/organisations/\(application.organisationID.text)", profile.organisation)
            ),
            (
                words("support_application.field.competence"),
                Parts.link(
                    "/competences/\(application.competenceID.text)", profile.competence.reading(words.language))
            ),
            (words("support_applications.column.country"), "\(words.country(application.country))"),
            (words("support_application.applicant"), "\(profile.applicant)"),
            (
                words("support_applications.column.submitted"),
                application.submittedAt.map { "\(words.moment($0))" }
            ),
            (
                words("support_score.title"),
                profile.officers.map { "\(words("support_score.officers", count: $0))" }
            ),
        ])
    }

    /// What officers gave, side by side; empty until the reader gave theirs.
    private static func scores(_ profile: SupportApplicationProfile, _ words: Words) -> HTML {
        guard !profile.scores.isEmpty else { return "" }
        let heads: [HTML] = profile.scores.map { "<th scope=\"col\" class=\"number\">\($0.name)</th>" }
        let rows: [HTML] = profile.call.criteria.map { criterion in
            let cells: [HTML] = profile.scores.map { score, name in
                "<td class=\"number\" data-label=\"\(name)\">\(score.points[criterion.code] ?? 0)</td>"
            }
            return "<tr><th scope=\"row\">\(criterion.name.reading(words.language))</th>\(cells)</tr>"
        }
        let notes: [HTML] = profile.scores.filter { !$0.score.note.isEmpty }.map {
            "<p><strong>\($0.name)</strong>: \($0.score.note)</p>"
        }
        let table: HTML = """
            <table class="records"><thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)</tbody></table>\(notes)
            """
        return Parts.panel(words("support_score.title"), table)
    }

    private static func scoring(
        _ profile: SupportApplicationProfile, _ path: String, _ parts: FormParts, _ words: Words
    ) -> HTML {
        let own = profile.ownScore
        let points = (0...SupportScore.most).map { (value: "\($0)", label: "\($0)") }
        let fields: [HTML] = profile.call.criteria.map { criterion in
            let name = "points.\(criterion.code)"
            let chosen = parts.typed(name) ?? own?.points[criterion.code].map { "\($0)" }
            let options: [HTML] = points.map { value, label in
                "<option value=\"\(value)\"\(attribute: "selected", value == chosen)>\(label)</option>"
            }
            let weight = words("support_call.weight", ["weight": "\(criterion.weight)"])
            return """
                <div class="field"><label for="f-\(name)">\(criterion.name.reading(words.language)) \
                <span class="quiet">\(weight)</span></label>\(parts.message(name))
                <select id="f-\(name)" name="\(name)"><option value="">\(words("form.choose"))</option>\
                \(options)</select></div>
                """
        }
        let form = parts.form(
            action: path + "/scores", submit: "support_score.give",
            fields + [parts.lines("note", own?.note, rows: 3, limit: 4_000)])
        return Parts.panel(words(own == nil ? "support_score.yours" : "support_score.change"), form, id: "score")
    }
}
