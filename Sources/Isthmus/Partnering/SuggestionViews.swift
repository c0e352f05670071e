import Matching

/// How suggested partners, a reviewer's task and the office's rules look.
enum SuggestionViews {
    static func page(
        _ found: PartnerSuggestions, _ given: [String: Given]?, _ issues: [Problem.Issue], _ visit: Visit
    ) -> HTML {
        let (search, words) = (found.search, visit.words)
        let mayInvite = search.allows(.lead, to: visit.actor) && found.invitationsLeft > 0
        let form = FormParts(visit, kind: "search_invitation", given: given, issues: issues)
        let rows: [HTML] = found.suggestions.map { row($0, search, mayInvite: mayInvite, visit) }
        let list: HTML =
            rows.isEmpty
            ? "<div class=\"empty\"><p>\(words("partner_suggestions.empty"))</p></div>"
            : "<ol class=\"entries\">\(rows)</ol>"
        let refused = words(search.publishedAt == nil ? "search_invitation.later" : "search_invitation.none_left")
        let other: HTML =
            mayInvite
            ? Parts.panel(
                words("search_invitation.other"),
                form.form(
                    action: "\(PartnerSearchPages.path)/\(search.id.text)/invitations",
                    submit: "search_invitation.invite", makes: SearchInvitation.prefix,
                    [
                        form.text("organisation", nil, limit: 300, isRequired: true),
                        form.lines("message", nil, rows: 3, limit: 1_000),
                    ]))
            : "<p class=\"quiet\">\(refused)</p>"
        return """
            \(Parts.title(words("partner_search.suggestions"), of: search.title.reading(words.language)))
            <p>\(words("partner_suggestions.how"))</p>\(list)\(other)\(invited(found.invitations, words))
            """
    }

    private static func row(
        _ suggestion: PartnerSuggestion, _ search: PartnerSearch, mayInvite: Bool, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let answers: [HTML] = suggestion.answers.map { answer in
            "<li>\(Parts.link("/competences/\(answer.id.text)", answer.statement.reading(words.language)))</li>"
        }
        let parts: [HTML] = suggestion.parts.map { part in
            let percent = Int((part.value * 100).rounded())
            return "<div><dt>\(words("partner_fit.\(part.part.rawValue)"))</dt><dd>\(percent) %</dd></div>"
        }
        let invite: HTML =
            suggestion.isInvited
            ? Parts.pill(words("search_invitation.invited"), .good)
            : mayInvite
                ? """
                <form method="post" class="inline" \
                action="\(PartnerSearchPages.path)/\(search.id.text)/invitations">\(FormParts.token(visit))\
                <input type="hidden" name="organisation" value="\(suggestion.id.text)">\
                <button class="button">\(words("search_invitation.invite"))</button></form>
                """ : ""
        let place = [suggestion.city, words.country(suggestion.country)].filter { !$0.isEmpty }
        let means = suggestion.eligibility.sentences.map { words($0) }.joined(separator: " ")
        return """
            <li><div><h3>\(Parts.link("/organisations/\(suggestion.id.text)", suggestion.name))</h3>
            <p class="meta">\(place.joined(separator: ", ")) · \
            \(words("organisation.kind.\(suggestion.kind.rawValue)")) · \
            \(words("partner_suggestions.score", ["percent": String(Int((suggestion.score * 100).rounded()))]))</p>
            <p class="meta">\(means)</p>
            \(answers.isEmpty ? "" : "<p class=\"meta\">\(words("partner_suggestions.answers"))</p><ul>\(answers)</ul>")
            <details><summary>\(words("partner_suggestions.why"))</summary>
            <p>\(words("search_check.words", ["words": suggestion.words.joined(separator: ", ")]))</p>
            <dl class="score">\(parts)</dl></details></div>\(invite)</li>
            """
    }

    private static func invited(_ lines: [SearchInvitationLine], _ words: Words) -> HTML {
        let rows: [HTML] = lines.map { line in
            let state = line.answer.map { words("expression.state.\($0.rawValue)") } ?? words("search_invitation.waits")
            return """
                <li><div>\(Parts.link("/organisations/\(line.organisationID.text)", line.name))\
                <small>\(words.country(line.country)), \(words.day(line.createdAt.day))</small></div>\
                \(Parts.pill(state, line.answer == nil ? .wait : .good))</li>
                """
        }
        return rows.isEmpty
            ? "" : Parts.panel(words("search_invitation.title"), "<ul class=\"entries\">\(rows)</ul>")
    }

    static func review(_ profile: SearchReviewProfile, _ form: FormParts, _ visit: Visit) -> HTML {
        let (search, review, words) = (profile.search, profile.review, visit.words)
        let own = Parts.link("\(PartnerSearchPages.path)/\(search.id.text)", search.title.reading(words.language))
        let call = Parts.link("/calls/\(profile.call.id.text)", profile.call.title.reading(words.language))
        let checks: [HTML] = search.checks.map { "<li>\($0.sentence(words))</li>" }
        let verdicts = SearchReview.Verdict.allCases.map {
            (value: $0.rawValue, label: words("search_review.verdict.\($0.rawValue)"))
        }
        let task: HTML
        if review.allows(.decide, to: visit.actor) {
            task = form.form(
                action: "/search-reviews/\(review.id.text)", submit: "search_review.decide",
                [
                    form.hidden("version", String(review.version)),
                    form.select("verdict", nil, verdicts, isRequired: true),
                    form.lines("reason", nil, rows: 3, limit: 2_000),
                ])
        } else if let verdict = review.verdict {
            task = "<p>\(Parts.pill(words("search_review.state.\(verdict.rawValue)"), .quiet)) \(review.reason)</p>"
        } else {
            task = "<p>\(words("search_review.state.waiting"))</p>"
        }
        return """
            <div class="title"><h1>\(words("search_review.title"))</h1>
            <p class="lede">\(own)\
             · \(profile.organisation), \(words.country(profile.country))</p></div>
            <p>\(words("search_review.how"))</p>
            \(Parts.panel(words("partner_search.call"), call))
            \(Parts.panel(words("partner_search.field.outline"), Parts.text(search.outline, words)))
            \(Parts.panel(words("partner_search.field.sought"), Parts.text(search.sought, words)))
            \(Parts.panel(words("partner_search.checks"), checks.isEmpty ? "" : "<ul>\(checks)</ul>"))
            \(Parts.panel(words("search_review.decide"), task))
            """
    }

    static func rules(_ rules: PartneringRules, _ form: FormParts, _ words: Words) -> HTML {
        func number(_ name: String, _ value: Int) -> HTML {
            form.text(name, String(value), type: "number", isRequired: true)
        }
        return """
            \(Parts.title(words("partnering_rules.title"), of: words("partnering_rules.lede")))
            \(form.form(action: "/office/partnering", submit: "partnering_rules.save", cancel: "/office", [
                form.hidden("version", String(rules.version)),
                number("least_days", rules.leastDays), number("enough_days", rules.enoughDays),
                number("inside_permille", rules.insidePermille), number("near_permille", rules.nearPermille),
                number("label_reviews", rules.labelReviews), number("most_invitations", rules.mostInvitations),
                number("reminder_days", rules.reminderDays), number("most_reminders", rules.mostReminders),
                number("outcome_days", rules.outcomeDays),
            ]))
            """
    }
}
