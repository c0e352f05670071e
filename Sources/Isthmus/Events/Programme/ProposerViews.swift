/// The page of whoever proposed an event: where it stands, what to do, the label, the checklist, the report.
enum ProposerViews {
    static func own(
        _ profile: EventProposalProfile, token: String, themes: [Named], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let (proposal, words) = (profile.proposal, visit.words)
        let path = "/proposals/\(token)"
        return """
            \(EventProposalViews.head(profile, words))
            <p>\(words("event_proposal.explained.\(proposal.status.rawValue)"))</p>
            \(Parts.actions(buttons(profile, path, visit)))
            \(offer(proposal, path, visit))
            <div class="columns"><div class="column">
            \(EventProposalViews.decision(proposal, words))
            \(pack(profile, visit))\(label(profile, visit))
            \(Parts.panel(words("event_proposal.field.text"), Parts.text(proposal.text, words)))
            \(Parts.panel(
                words("event_proposal.field.organisers"), EventProposalViews.organisers(proposal.organisers, words)))
            \(profile.report.map { Parts.panel(words("event_report.title"), report($0, words)) } ?? "")
            \(withdrawal(proposal, path, form, words))
            </div><aside class="facts">\(EventProposalViews.facts(profile, themes: themes, words))
            \(checklist(profile, token: token, visit))</aside></div>
            """
    }

    private static func buttons(_ profile: EventProposalProfile, _ path: String, _ visit: Visit) -> [HTML] {
        let (proposal, words) = (profile.proposal, visit.words)
        var buttons: [HTML] = []
        if proposal.status == .unconfirmed {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/confirmation", "event_proposal.prove", style: "button main"))
        }
        if proposal.status == .unconfirmed || proposal.status == .submitted {
            buttons.append(Parts.button(path + "/form", words("event_proposal.edit")))
        }
        if let event = proposal.eventID, profile.eventStatus != .draft {
            buttons.append(Parts.button("/events/\(event.text)", words("event_proposal.event")))
        }
        if profile.isLabelled, profile.eventStatus == .published, profile.report?.status != .accepted {
            buttons.append(Parts.button(path + "/report", words("event_report.give"), isMain: true))
        }
        return buttons
    }

    private static func offer(_ proposal: EventProposal, _ path: String, _ visit: Visit) -> HTML {
        guard proposal.offeredFirstDay != nil else { return "" }
        func answer(_ answer: DatesAnswer, style: String) -> HTML {
            """
            <form method="post" action="\(path)/dates" class="inline">\(FormParts.token(visit))
            <input type="hidden" name="version" value="\(proposal.version)">\
            <input type="hidden" name="answer" value="\(answer.rawValue)">
            <button class="\(style)">\(visit.words("event_proposal.dates.\(answer.rawValue)"))</button></form>
            """
        }
        return """
            \(EventProposalViews.offer(proposal, visit.words))
            <div class="actions">\(answer(.accept, style: "button main"))\(answer(.refuse, style: "button"))</div>
            """
    }

    private static func pack(_ profile: EventProposalProfile, _ visit: Visit) -> HTML {
        guard profile.isLabelled else { return "" }
        return Parts.panel(
            visit.words("event_programme.field.pack_text"), Parts.text(profile.programme.packText, visit.words))
    }

    private static func label(_ profile: EventProposalProfile, _ visit: Visit) -> HTML {
        guard profile.isLabelled else { return "" }
        let words = visit.words
        let path = "/event-labels/\(profile.proposal.id.text)"
        let address = visit.site.settings.address + path
        let name = profile.programme.labelName.reading(words.language)
        let code: HTML = """
            <a href="\(address)"><img src="\(address)/label.svg?lang=\(words.language)" alt="\(name)" width="240" \
            height="96"></a>
            """
        return Parts.panel(
            words("event_label.title"),
            """
            <p><img src="\(path)/label.svg?lang=\(words.language)" alt="\(name)" width="240" height="96"></p>
            <p>\(words("event_label.hint"))</p><pre><code>\(code.text)</code></pre>
            <p>\(Parts.link(path, words("event_label.check")))</p>
            """, id: "label")
    }

    private static func withdrawal(
        _ proposal: EventProposal, _ path: String, _ form: FormParts, _ words: Words
    ) -> HTML {
        guard proposal.status != .withdrawn, proposal.status != .declined else { return "" }
        return """
            <details\(attribute: "open", !form.issues.isEmpty)><summary>\(words("event_proposal.withdraw"))</summary>
            \(form.form(
                action: path + "/withdrawal", submit: "event_proposal.withdraw",
                [
                    form.hidden("version", String(proposal.version)),
                    form.lines("reason", nil, rows: 2, limit: 1_000),
                ]))</details>
            """
    }

    /// The checklist with its days; with the token of the organiser each item has a button.
    static func checklist(_ profile: EventProposalProfile, token: String?, _ visit: Visit) -> HTML {
        let words = visit.words
        guard !profile.tasks.isEmpty else { return "" }
        let rows: [HTML] = profile.tasks.map { task in
            let state: HTML =
                task.doneAt != nil
                ? " · \(Parts.pill(words("event_task.done"), .good))"
                : task.isOverdue ? " · \(Parts.pill(words("event_task.overdue"), .bad))" : ""
            let button: HTML? = token.map { token in
                """
                <form method="post" action="/proposals/\(token)/tasks" class="inline">\(FormParts.token(visit))
                <input type="hidden" name="code" value="\(task.code)">
                <input type="hidden" name="is_done" value="\(task.doneAt == nil ? "1" : "0")">
                <button class="button">\(words(task.doneAt == nil ? "event_task.tick" : "event_task.untick"))</button>\
                </form>
                """
            }
            return """
                <li>\(task.name.reading(words.language))
                <small>\(words("event_task.due", ["day": words.day(task.due)]))\(state)</small>\(button)</li>
                """
        }
        return Parts.panel(words("event_programme.field.checklist"), "<ul>\(rows)</ul>", id: "checklist")
    }

    // MARK: The report

    static func reportForm(
        _ profile: EventProposalProfile, token: String, refusal: Problem.Reason?, _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let (words, report) = (visit.words, profile.report)
        let title = Parts.title(words("event_report.give"), of: profile.proposal.title.reading(words.language))
        if let refusal { return "\(title)<p class=\"notice wait\">\(words(refusal))</p>" }
        let returned: HTML =
            report?.status == .returned ? "<p class=\"notice bad\">\(report?.note ?? "")</p>" : ""
        let people = report?.participants ?? []
        let countries: [HTML] = (0..<max(6, people.count + 3)).map { index in
            let (name, one) = ("participants.\(index)", index < people.count ? people[index] : nil)
            return """
                <div class="row">\(form.select(
                    "\(name).country", one?.country, EventProposalViews.countries(words)))
                \(form.text("\(name).count", one.map { String($0.count) }, limit: 7))</div>
                """
        }
        return """
            \(title)\(returned)
            \(form.form(
                action: "/proposals/\(token)/report", submit: "event_report.send", cancel: "/proposals/\(token)", [
                    report.map { form.hidden("version", String($0.version)) } ?? "",
                    rows("participants", countries, form),
                    form.multilingual(
                        "outcomes", report?.outcomes ?? [:], rows: 6, limit: EventReport.longestText,
                        isRequired: true),
                    rows("press", links("press", report?.press ?? [], form), form),
                    rows("pictures", links("pictures", report?.pictures ?? [], form), form),
                ]))
            """
    }

    private static func rows(_ name: String, _ rows: [HTML], _ form: FormParts) -> HTML {
        """
        <fieldset class="rows" id="f-\(name)"><legend>\(form.label(name))</legend>\(form.hint(name))\
        \(form.message(name))\(rows)</fieldset>
        """
    }

    private static func links(_ name: String, _ known: [ReportLink], _ form: FormParts) -> [HTML] {
        (0..<(known.count + 3)).map { index in
            let (field, one) = ("\(name).\(index)", index < known.count ? known[index] : nil)
            return """
                <div class="row">\(form.text("\(field).title", one?.title, limit: 300))
                \(form.text("\(field).address", one?.address, limit: 500))</div>
                """
        }
    }

    /// A report to read.
    static func report(_ report: EventReport, _ words: Words) -> HTML {
        let people: [HTML] = report.participants.sorted { ($1.count, $0.country) < ($0.count, $1.country) }.map {
            """
            <tr><th scope="row">\(words.country($0.country))</th><td class="number">\(words.number($0.count))</td></tr>
            """
        }
        let note: HTML = report.note.isEmpty ? "" : "<p class=\"notice\">\(report.note)</p>"
        return """
            \(note)\(Parts.text(report.outcomes, words))
            <table class="records"><caption>\(words("event_report.participants", count: report.total))</caption>
            <tbody>\(people)</tbody></table>
            \(list(report.press, words("event_report.field.press")))\
            \(list(report.pictures, words("event_report.field.pictures")))
            """
    }

    static func list(_ links: [ReportLink], _ title: String) -> HTML {
        let items: [HTML] = links.map { "<li>\(Parts.outside($0.address, $0.title))</li>" }
        return items.isEmpty ? "" : "<h3>\(title)</h3><ul>\(items)</ul>"
    }
}
