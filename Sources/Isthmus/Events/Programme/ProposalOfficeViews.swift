/// What the office sees and does at a proposal: contact, scores, decision, other days, the report.
enum ProposalOfficeViews {
    /// The form on the page that came back with issues.
    struct Sent: Sendable {
        var form = ""
        var given: [String: Given]?
        var issues: [Problem.Issue] = []
    }

    static func profile(
        _ profile: EventProposalProfile, own: SignedToken?, themes: [Named], _ sent: Sent, _ visit: Visit
    ) -> HTML {
        let (proposal, words) = (profile.proposal, visit.words)
        let contact = Parts.facts([
            (words("event_proposal.contact_name"), "\(profile.contact.name)"),
            (words("event_proposal.field.email"), "\(profile.contact.email)"),
            (words("event_proposal.field.phone"), "\(profile.contact.phone)"),
        ])
        let event: HTML? = proposal.eventID.map {
            "<p>\(Parts.link("/events/\($0.text)", words("event_proposal.event")))</p>"
        }
        return """
            \(EventProposalViews.head(profile, words))
            \(Parts.actions(buttons(profile, own, visit)))
            \(sent.form == "link" ? parts("link", kind: "event_proposal", sent, visit).summary : "")
            \(EventProposalViews.offer(proposal, words))
            <div class="columns"><div class="column">
            \(Parts.panel(words("event_proposal.field.text"), Parts.text(proposal.text, words)))
            \(Parts.panel(
                words("event_proposal.field.organisers"), EventProposalViews.organisers(proposal.organisers, words)))
            \(EventProposalViews.decision(proposal, words))
            \(scores(profile, visit))
            \(scoreForm(profile, sent, visit))\(decisionForm(profile, sent, visit))
            \(report(profile, sent, visit))\(datesForm(profile, sent, visit))\(withdrawal(profile, sent, visit))
            </div><aside class="facts">\(EventProposalViews.facts(profile, themes: themes, words))
            \(event)\(Parts.panel(words("event_proposal.section.contact"), contact))
            \(ProposerViews.checklist(profile, token: nil, visit))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    /// The way to the organiser's page is the organiser's alone: an officer opens it of what they proposed themselves,
    /// and has it mailed to others.
    private static func buttons(
        _ profile: EventProposalProfile, _ own: SignedToken?, _ visit: Visit
    ) -> [HTML] {
        let proposal = profile.proposal
        if let own { return [Parts.button("/proposals/\(own.text)", visit.words("event_proposal.own_page"))] }
        guard proposal.allows(.sendLink, to: visit.actor), !profile.contact.email.isEmpty else { return [] }
        return [
            """
            <form method="post" action="/event-proposals/\(proposal.id.text)/link" class="inline">\
            \(FormParts.token(visit))<input type="hidden" name="version" value="\(proposal.version)">
            <button class="button">\(visit.words("event_proposal.send_link"))</button></form>
            """
        ]
    }

    private static func parts(_ name: String, kind: String, _ sent: Sent, _ visit: Visit) -> FormParts {
        var parts =
            sent.form == name
            ? FormParts(visit, kind: kind, given: sent.given, issues: sent.issues) : FormParts(visit, kind: kind)
        parts.mark = name + "-"
        return parts
    }

    private static func scores(_ profile: EventProposalProfile, _ visit: Visit) -> HTML {
        let (scores, words) = (profile.scores, visit.words)
        let criteria = profile.programme.criteria
        let state = words("event_proposal.scored", ["count": String(scores.count), "needed": String(scores.needed)])
        guard let mean = scores.mean, let spread = scores.spread else {
            let isParty = profile.proposal.isParty(visit.actor)
            let why = words(isParty ? "event_proposal.refused.own" : "event_proposal.blind")
            return Parts.panel(words("event_proposal.scores"), "<p>\(state) \(why)</p>")
        }
        let heads: [HTML] = scores.lines.map { "<th scope=\"col\" class=\"number\">\($0.name)</th>" }
        let rows: [HTML] = criteria.map { criterion in
            let cells: [HTML] = scores.lines.map {
                """
                <td class="number" data-label="\($0.name)">\($0.points[criterion.code].map { words.number($0) })</td>
                """
            }
            return "<tr><th scope=\"row\">\(criterion.name.reading(words.language))</th>\(cells)</tr>"
        }
        let totals: [HTML] = scores.lines.map {
            """
            <td class="number" data-label="\($0.name)">\
            <strong>\(EventProposalViews.percent($0.total, words))</strong></td>
            """
        }
        let notes: [HTML] = scores.lines.filter { !$0.note.isEmpty }.map { "<li>\($0.name): \($0.note)</li>" }
        let summary = words(
            "event_proposal.mean",
            ["mean": EventProposalViews.percent(mean, words), "spread": EventProposalViews.percent(spread, words)])
        return Parts.panel(
            words("event_proposal.scores"),
            """
            <p><strong>\(summary)</strong></p>
            <table class="records"><thead><tr><td></td>\(heads)</tr></thead><tbody>\(rows)
            <tr><th scope="row">\(words("event_proposal.total"))</th>\(totals)</tr></tbody></table>
            \(notes.isEmpty ? "" : "<ul>\(notes)</ul>")
            """, id: "scores")
    }

    private static func scoreForm(_ profile: EventProposalProfile, _ sent: Sent, _ visit: Visit) -> HTML {
        let words = visit.words
        guard profile.proposal.allows(.score, to: visit.actor), visit.actor.account != nil else { return "" }
        let own = profile.scores.lines.first { $0.accountID.text == visit.actor.account }
        var form = parts("scores", kind: "proposal_score", sent, visit)
        for criterion in profile.programme.criteria {
            form.labels["points.\(criterion.code)"] = criterion.name.reading(words.language)
        }
        let fields: [HTML] = profile.programme.criteria.map { criterion in
            let name = "points.\(criterion.code)"
            let value = form.typed(name) ?? own?.points[criterion.code].map { String($0) } ?? ""
            return """
                <div class="field\(form.message(name) == nil ? "" : " wrong")">
                <label for="f-scores-\(name)">\(criterion.name.reading(words.language)) (0–\(criterion.most))</label>
                \(form.message(name))<input id="f-scores-\(name)" name="\(name)" inputmode="numeric" maxlength="3" \
                value="\(value)"></div>
                """
        }
        return Parts.panel(
            words("proposal_score.yours"),
            form.form(
                action: "/event-proposals/\(profile.proposal.id.text)/scores", submit: "proposal_score.give",
                fields + [form.lines("note", own?.note, rows: 3, limit: 4_000)]))
    }

    private static func decisionForm(_ profile: EventProposalProfile, _ sent: Sent, _ visit: Visit) -> HTML {
        let words = visit.words
        guard profile.proposal.allows(.decide, to: visit.actor), profile.scores.mean != nil else { return "" }
        let form = parts("decision", kind: "event_proposal", sent, visit)
        return Parts.panel(
            words("event_proposal.decide"),
            form.form(
                action: "/event-proposals/\(profile.proposal.id.text)/decision", submit: "event_proposal.decide.send",
                [
                    form.hidden("version", String(profile.proposal.version)),
                    form.select(
                        "decision", nil,
                        ProposalDecision.allCases.map {
                            ($0.rawValue, words("event_proposal.status.\($0.rawValue)"))
                        }, isRequired: true),
                    form.multilingual("reason", [:], rows: 3, limit: 2_000, isRequired: true),
                ]))
    }

    private static func datesForm(_ profile: EventProposalProfile, _ sent: Sent, _ visit: Visit) -> HTML {
        let words = visit.words
        guard profile.proposal.allows(.negotiate, to: visit.actor) else { return "" }
        let form = parts("dates", kind: "event_proposal", sent, visit)
        let body = form.form(
            action: "/event-proposals/\(profile.proposal.id.text)/dates", submit: "event_proposal.offer",
            [
                form.hidden("version", String(profile.proposal.version)),
                form.text("first_day", nil, type: "date", isRequired: true),
                form.text("last_day", nil, type: "date"), form.lines("note", nil, rows: 2, limit: 1_000),
            ])
        return folded(words("event_proposal.offer"), body, isOpen: sent.form == "dates")
    }

    private static func withdrawal(_ profile: EventProposalProfile, _ sent: Sent, _ visit: Visit) -> HTML {
        guard profile.proposal.allows(.withdraw, to: visit.actor) else { return "" }
        let form = parts("withdrawal", kind: "event_proposal", sent, visit)
        let body = form.form(
            action: "/event-proposals/\(profile.proposal.id.text)/withdrawal", submit: "event_proposal.withdraw",
            [
                form.hidden("version", String(profile.proposal.version)),
                form.lines("reason", nil, rows: 2, limit: 1_000),
            ])
        return folded(visit.words("event_proposal.withdraw"), body, isOpen: sent.form == "withdrawal")
    }

    private static func folded(_ title: String, _ body: HTML, isOpen: Bool) -> HTML {
        "<details\(attribute: "open", isOpen)><summary>\(title)</summary>\(body)</details>"
    }

    private static func report(_ profile: EventProposalProfile, _ sent: Sent, _ visit: Visit) -> HTML {
        let words = visit.words
        guard let report = profile.report else { return "" }
        var body: HTML = """
            <p>\(Parts.pill(words("event_report.status.\(report.status.rawValue)"), tone(report.status)))</p>
            \(ProposerViews.report(report, words))
            """
        if report.status == .submitted, profile.proposal.allows(.acceptReport, to: visit.actor) {
            let form = parts("report-decision", kind: "event_report", sent, visit)
            body += form.form(
                action: "/event-proposals/\(profile.proposal.id.text)/report-decision", submit: "event_report.decide",
                [
                    form.hidden("version", String(report.version)),
                    form.select(
                        "decision", nil,
                        ReportDecision.allCases.map { ($0.rawValue, words("event_report.decision.\($0.rawValue)")) },
                        isRequired: true),
                    form.lines("note", nil, rows: 2, limit: 2_000),
                ])
        }
        return Parts.panel(words("event_report.title"), body, id: "report")
    }

    static func tone(_ status: EventReport.Status) -> Parts.Tone {
        switch status {
        case .submitted: .wait
        case .returned: .bad
        case .accepted: .good
        }
    }
}
