/// How claims look.
enum ClaimViews {
    static func form(_ claimed: ClaimedProfile, _ form: FormParts, _ words: Words) -> HTML {
        let title: HTML = """
            <div class="title"><h1>\(words("claim.title", ["name": claimed.name]))</h1>
            <p class="lede">\(words("claim.lede"))</p></div>
            """
        if let open = claimed.open {
            let waits = words("claim.waits", ["day": words.day(open.createdAt.day)])
            return """
                \(title)<p class="notice wait" role="status">\(waits)</p>
                <p>\(Parts.link(claimed.path, words("claim.back")))</p>
                """
        }
        return title
            + form.form(
                action: claimed.path + "/claim", submit: "claim.send", cancel: claimed.path,
                [form.lines("message", nil, rows: 5, limit: 2_000, isRequired: true)])
    }

    static func inbox(
        _ inbox: ClaimInbox, answered: String?, _ issues: [Problem.Issue], _ given: [String: Given], _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let open: [HTML] = inbox.open.map { line in
            let isAnswered = line.claim.id.text == answered
            var form = FormParts(
                visit, kind: "claim", given: isAnswered ? given : nil, issues: isAnswered ? issues : [])
            form.mark = line.claim.id.text + "-"
            return "<li>\(head(line, words))\(decision(line.claim, form, visit))</li>"
        }
        let decided: [HTML] = inbox.decided.map { line in
            let isGranted = line.claim.decision == .granted
            let key = isGranted ? "claim.decision.granted" : "claim.decision.declined"
            let day = line.claim.decidedAt.map { words.day($0.day) } ?? ""
            return """
                <li>\(head(line, words))<p>\(Parts.pill(
                    words(key), isGranted ? .good : .quiet)) \
                <span class="quiet">\(day)</span> \(line.claim.reason)</p></li>
                """
        }
        return """
            <div class="title"><h1>\(words("claims.title"))</h1>
            <p class="lede">\(words("claims.count", count: inbox.openCount))</p></div>
            \(open.isEmpty
                ? "<div class=\"empty\"><p>\(words("claims.empty"))</p></div>" : "<ul class=\"entries\">\(open)</ul>")
            \(Parts.panel(words("claims.decided"), decided.isEmpty ? "" : "<ul class=\"entries\">\(decided)</ul>"))
            """
    }

    /// Who claims what, and why.
    private static func head(_ line: ClaimLine, _ words: Words) -> HTML {
        let key =
            line.isProposal
            ? "claims.line.proposal"
            : line.claim.organisationID == nil ? "claims.line.person" : "claims.line.organisation"
        return """
            <h3>\(Parts.link(line.claim.thing.path, line.thing))</h3>
            <p class="meta">\(words(key)) · \(words.country(line.country)) · \
            \(Parts.link("/office/accounts/\(line.claim.accountID.text)", line.claimant)) \(line.email) · \
            \(words.day(line.claim.createdAt.day))</p>
            <p>\(line.claim.message)</p>
            """
    }

    private static func decision(_ claim: Claim, _ form: FormParts, _ visit: Visit) -> HTML {
        if claim.refusal(of: .decide, to: visit.actor) != nil {
            return "<p class=\"why\">\(visit.words("claim.refused.decide"))</p>"
        }
        let decisions = Claim.Decision.allCases.map {
            (value: $0.rawValue, label: visit.words("claim.decision.\($0.rawValue)"))
        }
        return form.form(
            action: "/office/claims/\(claim.id.text)", submit: "claim.decide",
            [
                form.hidden("version", String(claim.version)), form.select("decision", nil, decisions),
                form.lines("reason", nil, rows: 2, limit: 2_000),
            ])
    }
}
