/// How partner searches look.
enum PartnerSearchViews {
    /// A form on the page that came back with issues.
    struct Returned: Sendable {
        var form = ""
        var given: [String: Given]?
        var issues: [Problem.Issue] = []

        func parts(_ name: String, _ kind: String, _ visit: Visit) -> FormParts {
            let isMine = form == name
            var parts = FormParts(visit, kind: kind, given: isMine ? given : nil, issues: isMine ? issues : [])
            parts.mark = name + "-"
            return parts
        }
    }

    static func pill(_ state: PartnerSearch.State, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch state {
            case .published, .labelled: .good
            case .draft, .checked: .wait
            case .closed, .expired: .quiet
            case .withdrawn: .bad
            }
        return Parts.pill(words("partner_search.state.\(state.rawValue)"), tone)
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "state": words("partner_search.state.\(value)")
        case "role": words("partner_role.\(value)")
        case "country", "side": words.country(value)
        case "sought", "offered": CompetenceViews.topic(value, words)
        case "kind": words("organisation.kind.\(value)")
        case "published": words("partner_searches.published")
        case "mine": words("partner_searches.mine.\(value)")
        case "theme": CallViews.theme(value, words)
        case "call": words("partner_searches.of_call")
        case "organisation": words("people.of_organisation")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// Above the list: one's own searches, the inbox, and where a new search begins.
    static func tools(_ visit: Visit) -> HTML {
        let words = visit.words
        guard visit.actor.isSignedIn else { return "<p>\(words("partner_searches.how"))</p>" }
        var buttons = [
            Parts.button("/partner-searches?mine=mine", words("partner_searches.own")),
            Parts.button("/expressions", words("expressions.title")),
            Parts.button("/consortia", words("consortia.title")),
        ]
        if visit.actor.isOffice { buttons.append(Parts.button("/office/partnering", words("partnering_rules.title"))) }
        return "<p>\(words("partner_searches.how"))</p>\(Parts.actions(buttons))"
    }

    static func profile(_ profile: PartnerSearchProfile, _ back: Returned, _ visit: Visit) -> HTML {
        let (search, words) = (profile.search, visit.words)
        let lede = [
            profile.organisation, words.country(profile.country),
            words("partner_search.wants.\(search.role.rawValue)", count: search.partnersWanted),
        ]
        let issues: HTML? = back.issues.isEmpty ? nil : back.parts(back.form, kind(of: back.form), visit).summary
        let sought = expertise(search.sought, search.soughtTopics, search.soughtWords, words)
        let offered = expertise(search.offered, search.offeredTopics, search.offeredWords, words)
        return """
            <div class="title"><h1>\(search.title.reading(words.language))</h1> \(pill(profile.seen.state, words))
            <p class="lede">\(lede.joined(separator: " · "))</p></div>
            \(issues)\(Parts.actions(buttons(profile, visit)))
            <div class="columns"><div class="column">
            \(labelled(profile, words))
            \(Parts.panel(words("partner_search.field.outline"), Parts.text(search.outline, words)))
            \(Parts.panel(words("partner_search.field.sought"), sought))
            \(Parts.panel(words("partner_search.field.offered"), offered))
            \(checks(profile, words))\(tasks(profile, back, visit))
            </div><aside class="facts">\(facts(profile, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    static func kind(of form: String) -> String { form == "reviews" ? "search_review" : "partner_search" }

    private static func labelled(_ profile: PartnerSearchProfile, _ words: Words) -> HTML {
        guard profile.seen.state == .labelled else { return "" }
        let countries = profile.labels.map { words.country($0) }.joined(separator: ", ")
        return "<p class=\"notice good\">\(words("partner_search.labelled", ["countries": countries]))</p>"
    }

    private static func buttons(_ profile: PartnerSearchProfile, _ visit: Visit) -> [HTML] {
        let (search, words, actor) = (profile.search, visit.words, visit.actor)
        let path = "\(PartnerSearchPages.path)/\(search.id.text)"
        let isOpen = [.published, .labelled].contains(profile.seen.state)
        var buttons: [HTML] = []
        if let own = profile.own {
            buttons.append(Parts.button("/expressions/\(own.text)", words("expression.own"), isMain: true))
        } else if isOpen, search.allows(.answer, to: actor) {
            buttons.append(Parts.button(path + "/expressions/new", words("expression.add"), isMain: true))
        } else if isOpen, !actor.isSignedIn {
            let back = Query([("return", path)]).address
            buttons.append(Parts.button("/sign-in" + back, words("expression.sign_in"), isMain: true))
        }
        guard profile.isOwner else { return buttons }
        if search.allows(.publish, to: actor) {
            let isReady = search.checkedAt != nil && search.checks.failed.isEmpty
            let check = FormParts.button(
                visit, action: path + "/check", "partner_search.check", style: isReady ? "button" : "button main")
            let refused: HTML =
                search.checkedAt == nil
                ? Parts.button(path, words("partner_search.publish"), refused: words("partner_search.check_first"))
                : Parts.button(path, words("partner_search.publish"), refused: words("partner_search.mend_first"))
            let publish =
                isReady
                ? FormParts.button(
                    visit, action: path + "/publication", "partner_search.publish", style: "button main") : refused
            buttons += [check, publish]
        }
        if search.allows(.edit, to: actor) {
            buttons.append(Parts.button(path + "/form", words("partner_search.edit")))
        }
        if search.allows(.edit, to: actor) {
            buttons.append(Parts.button(path + "/suggestions", words("partner_search.suggestions")))
        }
        return buttons
    }

    private static func expertise(
        _ text: Multilingual, _ topics: [String], _ keywords: [String], _ words: Words
    ) -> HTML {
        guard !text.isEmpty || !topics.isEmpty || !keywords.isEmpty else { return "" }
        let tags: [HTML] = topics.map { topic in
            "<li>\(Parts.link("/topics/\(topic)", CompetenceViews.topic(topic, words)))</li>"
        }
        let list: HTML = tags.isEmpty ? "" : "<ul>\(tags)</ul>"
        let said: HTML = keywords.isEmpty ? "" : "<p class=\"quiet\">\(keywords.joined(separator: ", "))</p>"
        return "\(Parts.text(text, words))\(list)\(said)"
    }

    /// Every check with its sentence, how it came out in a word, and the words that the search shares with the call.
    private static func checks(_ profile: PartnerSearchProfile, _ words: Words) -> HTML {
        let search = profile.search
        guard let at = search.checkedAt, !search.checks.isEmpty else { return "" }
        let rows: [HTML] = search.checks.map { check in
            let tone: Parts.Tone =
                switch check.outcome {
                case .passed: .good
                case .warned: .wait
                case .failed: .bad
                }
            let shared: HTML =
                check.words.isEmpty
                ? ""
                : """
                <small>\(words(
                    "search_check.words", ["words": check.words.map(\.word).joined(separator: ", ")]))</small>
                """
            return """
                <li><div><strong>\(words("search_check.kind.\(check.kind.rawValue)"))</strong>: \
                \(check.sentence(words))\(shared)</div>\
                \(Parts.pill(words("search_check.outcome.\(check.outcome.rawValue)"), tone))</li>
                """
        }
        let overruled: HTML =
            search.officeReason.isEmpty || !profile.isOwner
            ? ""
            : "<p class=\"notice wait\">\(words("partner_search.overruled", ["reason": search.officeReason]))</p>"
        return Parts.panel(
            words("partner_search.checks"),
            """
            <p class="quiet">\(words("partner_search.checked_at", ["when": words.moment(at)]))</p>\
            <ul class="entries">\(rows)</ul>\(overruled)
            """, id: "checks")
    }

    /// What the own side and the office do besides: publish against a check, ask for the label, end the search.
    private static func tasks(_ profile: PartnerSearchProfile, _ back: Returned, _ visit: Visit) -> HTML {
        let (search, words, actor) = (profile.search, visit.words, visit.actor)
        let path = "\(PartnerSearchPages.path)/\(search.id.text)"
        var panels: HTML = ""
        if search.allows(.overrule, to: actor), search.checkedAt != nil, !search.checks.failed.isEmpty {
            let form = back.parts("publication", "partner_search", visit)
            panels += Parts.panel(
                words("partner_search.overrule"),
                form.form(
                    action: path + "/publication", submit: "partner_search.publish",
                    [form.lines("reason", nil, rows: 3, limit: 2_000, isRequired: true)]))
        }
        if search.allows(.review, to: actor) { panels += reviews(profile, back, visit) }
        if profile.isOwner, search.allows(.lead, to: actor) {
            panels += ending("closing", "partner_search.close", path, back, visit)
        }
        if profile.isOwner, search.allows(.withdraw, to: actor) {
            panels += ending("withdrawal", "partner_search.withdraw", path, back, visit)
        }
        return panels
    }

    private static func ending(
        _ name: String, _ key: String, _ path: String, _ back: Returned, _ visit: Visit
    ) -> HTML {
        let form = back.parts(name, "partner_search", visit)
        let fields = form.form(
            action: "\(path)/\(name)", submit: key, [form.lines("reason", nil, rows: 2, limit: 2_000)])
        return """
            <details\(attribute: "open", back.form == name)><summary>\(visit.words(key))</summary>\(fields)</details>
            """
    }

    /// The office's view of the label: who was asked, what they said, and whom to ask.
    private static func reviews(_ profile: PartnerSearchProfile, _ back: Returned, _ visit: Visit) -> HTML {
        let words = visit.words
        let rows: [HTML] = profile.reviews.map { review in
            let state =
                review.voidedAt != nil ? "voided" : review.verdict?.rawValue ?? "waiting"
            return """
                <li><div>\(Parts.link("/people/\(review.personID.text)", words.country(review.country)))\
                <small>\(review.reason)</small></div>\
                \(Parts.pill(words("search_review.state.\(state)"), review.verdict == .given ? .good : .quiet))</li>
                """
        }
        let form = back.parts("reviews", "search_review", visit)
        let list: HTML = rows.isEmpty ? "" : "<ul class=\"entries\">\(rows)</ul>"
        let ask = form.form(
            action: "\(PartnerSearchPages.path)/\(profile.search.id.text)/reviews", submit: "search_review.ask",
            makes: SearchReview.prefix, [form.text("person", nil, limit: 300, isRequired: true)])
        return Parts.panel(words("search_review.panel"), "\(list)\(ask)")
    }

    private static func facts(_ profile: PartnerSearchProfile, _ words: Words) -> HTML {
        let (search, call) = (profile.search, profile.call)
        let countries = { (codes: [String]) in codes.map { words.country($0) }.joined(separator: ", ") }
        let kinds = search.partnerKinds.map { words("organisation.kind.\($0.rawValue)") }.joined(separator: ", ")
        let received: HTML? =
            profile.isOwner
            ? Parts.link(
                "/expressions?search=\(search.id.text)",
                words("expressions.count", count: profile.expressions.values.reduce(0, +))) : nil
        let present =
            search.presentPartners == 0
            ? nil
            : words("partner_search.present", count: search.presentPartners) + " " + countries(search.presentCountries)
        return Parts.facts([
            (words("partner_search.call"), Parts.link("/calls/\(call.id.text)", call.title.reading(words.language))),
            (
                words("partner_search.organisation"),
                Parts.link("/organisations/\(search.organisationID.text)", profile.organisation)
            ),
            (
                words("partner_search.proposer"),
                profile.proposer.flatMap { names in
                    search.personID.map { Parts.link("/people/\($0.text)", names.text(in: words.language)) }
                } ?? "\(words("partner_search.blind"))"
            ),
            (words("partner_search.field.role"), "\(words("partner_role.\(search.role.rawValue)"))"),
            (words("partner_search.field.partners_wanted"), "\(words.number(search.partnersWanted))"),
            (
                words("partner_search.field.partner_kinds"),
                kinds.isEmpty ? "\(words("partner_search.any_kind"))" : "\(kinds)"
            ),
            (
                words("partner_search.field.partner_countries"),
                search.partnerCountries.isEmpty
                    ? "\(words("partner_search.any_country"))" : "\(countries(search.partnerCountries))"
            ),
            (words("partner_search.field.present_partners"), present.map { "\($0)" }),
            (words("partner_search.field.instrument"), search.instrument.isEmpty ? nil : "\(search.instrument)"),
            (words("partner_search.field.answer_by"), search.answerBy.map { "\(words.day($0))" }),
            (
                words("partner_search.call_closes"),
                call.closesAt.map { "\(words.day(BrusselsTime.clock(at: $0).day))" }
            ),
            (words("partner_search.field.event"), search.event.isEmpty ? nil : "\(search.event)"),
            (words("expressions.title"), received),
            (
                words("consortium.title"),
                profile.consortium.map { Parts.link("/consortia/\($0.text)", words("consortium.open")) }
            ),
        ])
    }
}
