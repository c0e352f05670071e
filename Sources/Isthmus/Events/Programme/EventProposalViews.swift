import Foundation

/// How proposed events look: the intake's form, the office's page with scores and decision.
enum EventProposalViews {
    /// "3 March 2027", or "3 March 2027 – 5 March 2027".
    static func days(_ first: Day, _ last: Day, _ words: Words) -> String {
        first == last ? words.day(first) : "\(words.day(first)) – \(words.day(last))"
    }

    /// Hundredths of a percent: "78.5 %".
    static func percent(_ share: Int, _ words: Words) -> String {
        words("event_proposal.percent", ["share": words.number(Double(share) / 100)])
    }

    static func pill(_ status: EventProposal.Status, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch status {
            case .selected: .good
            case .unconfirmed, .submitted, .review, .reserve: .wait
            case .declined: .bad
            case .withdrawn: .quiet
            }
        return Parts.pill(words("event_proposal.status.\(status.rawValue)"), tone)
    }

    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "status": words("event_proposal.status.\(value)")
        case "kind": words("event.kind.\(value)")
        case "theme": CompetenceViews.topic(value, words)
        case "country": words.country(value)
        case "month": Day(value + "-01").map { words.month($0) } ?? value
        case "report": words("event_report.status.\(value)")
        case "part": words("event_proposal.part.\(value)")
        case "programme": words("event_programme.page")
        case "mine": words("event_proposals.unscored")
        default: value.isEmpty ? words("list.none") : value
        }
    }

    static func tools(_ visit: Visit) -> HTML {
        let words = visit.words
        guard visit.actor.isOffice, let programme = visit.query["programme"],
            IDSource.isID(programme, EventProgramme.prefix)
        else { return "" }
        let path = "/event-programmes/\(programme)"
        return Parts.actions([
            Parts.button(path, words("event_programme.page")),
            Parts.button("/event-proposals?programme=\(programme)&mine=unscored", words("event_proposals.unscored")),
            Parts.button(path + "/coverage", words("coverage.title")),
            Parts.button(path + "/collisions", words("collisions.title")),
            Parts.button(path + "/statistics", words("programme_statistics.title")),
        ])
    }

    // MARK: The intake

    static func form(
        _ proposal: EventProposal?, for programme: EventProgramme, themes: [Named], action: String, cancel: String,
        _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let isNew = proposal == nil
        return """
            \(Parts.title(
                words(isNew ? "event_proposal.propose" : "event_proposal.edit"),
                of: programme.title.reading(words.language)))
            <p>\(words("event_proposal.intro", [
                "first": words.day(programme.firstDay), "last": words.day(programme.lastDay),
            ]))</p>
            \(form.form(
                action: action, submit: isNew ? "event_proposal.send" : "event_proposal.save", cancel: cancel,
                makes: isNew ? EventProposal.prefix : nil, [
                    proposal.map { form.hidden("version", String($0.version)) } ?? "",
                    form.section("event_proposal.section.what", what(proposal, programme, themes, form, words)),
                    form.section("event_proposal.section.where", place(proposal, form, words)),
                    form.section("event_proposal.section.when", when(proposal, form)),
                    form.section("event_proposal.section.organisers", [organisers(proposal, form, words)]),
                    form.section("event_proposal.section.size", size(proposal, form, words)),
                    isNew ? form.section("event_proposal.section.contact", contact(form, visit)) : "",
                ]))
            """
    }

    private static func what(
        _ proposal: EventProposal?, _ programme: EventProgramme, _ themes: [Named], _ form: FormParts, _ words: Words
    ) -> [HTML] {
        [
            form.multilingual("title", proposal?.title ?? [:], limit: 300, isRequired: true),
            form.multilingual(
                "text", proposal?.text ?? [:], rows: 6, limit: EventProposal.longestText, isRequired: true),
            form.select(
                "kind", proposal?.kind.rawValue,
                Event.Kind.allCases.map { ($0.rawValue, words("event.kind.\($0.rawValue)")) }, isRequired: true),
            form.select(
                "theme", proposal?.theme,
                themes.map { ($0.id, Multilingual.reading($0.name, words.language)) }, isRequired: true),
            form.select(
                "audience", proposal?.audience,
                programme.audiences.map { ($0.code, $0.name.reading(words.language)) }, isRequired: true),
        ]
    }

    private static func place(_ proposal: EventProposal?, _ form: FormParts, _ words: Words) -> [HTML] {
        [
            form.select(
                "format", (proposal?.format ?? .onSite).rawValue,
                Event.Format.allCases.map { ($0.rawValue, words("event.format.\($0.rawValue)")) }, isRequired: true),
            form.text("place", proposal?.place, limit: 300), city(proposal, form),
            form.select("country", proposal?.country, countries(words), isRequired: true),
            form.text("zone", proposal?.zone, limit: 60, options: "zone"), form.options("zone", ZoneClock.all),
        ]
    }

    /// Needed, but not for an event online: the browser must not ask for it.
    private static func city(_ proposal: EventProposal?, _ form: FormParts) -> HTML {
        let city = proposal?.city ?? ""
        return form.field("city", isRequired: true, stored: form.stored("city", city)) { id, described in
            "<input id=\"\(id)\" name=\"city\" value=\"\(form.typed("city") ?? city)\" maxlength=\"120\"\(described)>"
        }
    }

    static func countries(_ words: Words) -> [(value: String, label: String)] {
        Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
    }

    private static func when(_ proposal: EventProposal?, _ form: FormParts) -> [HTML] {
        [
            form.text("first_day", proposal?.firstDay.description, type: "date", isRequired: true),
            form.text("last_day", proposal?.lastDay.description, type: "date"),
            form.flag("is_flexible", proposal?.isFlexible ?? false),
        ]
    }

    private static func organisers(_ proposal: EventProposal?, _ form: FormParts, _ words: Words) -> HTML {
        let known = proposal?.organisers ?? []
        let rows: [HTML] = (0..<max(3, known.count + 1)).map { index in
            let (name, one) = ("organisers.\(index)", index < known.count ? known[index] : nil)
            return """
                <div class="row">\(form.hidden("\(name).organisation_id", one?.organisationID?.text ?? ""))
                \(form.text("\(name).name", one?.name, limit: 300))
                \(form.select("\(name).country", one?.country, countries(words)))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-organisers"><legend>\(form.label("organisers"))</legend>
            \(form.hint("organisers"))\(form.message("organisers"))\(rows)</fieldset>
            """
    }

    private static func size(_ proposal: EventProposal?, _ form: FormParts, _ words: Words) -> [HTML] {
        func amount(_ minor: Int64?) -> String? {
            minor.map { Money(minor: $0, currency: proposal?.currency ?? "EUR").plain }
        }
        return [
            form.text("participants", proposal?.participants.map { String($0) }, limit: 7),
            form.text("budget", amount(proposal?.budgetMinor), limit: 20),
            form.text("own", amount(proposal?.ownMinor), limit: 20),
            form.select(
                "currency", proposal?.currency ?? "EUR",
                Currencies.sorted(in: words.language).map { ($0.code, "\($0.name(in: words.language)) (\($0.code))") },
                isRequired: true),
            form.text("website", proposal?.website, limit: 500),
        ]
    }

    private static func contact(_ form: FormParts, _ visit: Visit) -> [HTML] {
        let isKnown = visit.actor.account != nil
        return [
            form.text(
                "contact_name", isKnown ? visit.actor.name : nil, limit: 200, isRequired: true, autocomplete: "name"),
            isKnown
                ? "" : form.text("email", nil, type: "email", limit: 254, isRequired: true, autocomplete: "email"),
            form.text("phone", nil, limit: 60, autocomplete: "tel"),
        ]
    }

    // MARK: What is known of it

    static func facts(_ profile: EventProposalProfile, themes: [Named], _ words: Words) -> HTML {
        let (proposal, programme) = (profile.proposal, profile.programme)
        func money(_ minor: Int64?) -> HTML? {
            minor.map { "\(amount(Money(minor: $0, currency: proposal.currency), words))" }
        }
        let town = EventViews.place(proposal.format, city: proposal.city, country: proposal.country, words)
        let theme = themes.first { $0.id == proposal.theme }.map { Multilingual.reading($0.name, words.language) }
        let flexible = proposal.isFlexible ? words("event_proposal.flexible") : words("event_proposal.fixed")
        return Parts.facts([
            (
                words("event_proposal.when"),
                "\(days(proposal.firstDay, proposal.lastDay, words))<small>\(flexible)</small>"
            ),
            (
                words("event.where"),
                "\([proposal.place, town].filter { !$0.isEmpty }.joined(separator: ", "))"
            ),
            (words("event_proposal.field.theme"), theme.map { "\($0)" }),
            (
                words("event_proposal.field.audience"),
                programme.audience(proposal.audience).map { "\($0.name.reading(words.language))" }
            ),
            (words("event_proposal.field.participants"), proposal.participants.map { "\(words.number($0))" }),
            (words("event_proposal.field.budget"), money(proposal.budgetMinor)),
            (words("event_proposal.field.own"), money(proposal.ownMinor)),
            (words("event_proposal.field.website"), proposal.website.map { Parts.outside($0) }),
        ])
    }

    /// An amount as it was given: with cents where it has any.
    static func amount(_ money: Money, _ words: Words) -> String {
        let digits = Money.digits(of: money.currency)
        let amount = Decimal(
            sign: money.minor < 0 ? .minus : .plus, exponent: -digits, significand: Decimal(money.minor.magnitude))
        let shown = money.plain.hasSuffix("." + String(repeating: "0", count: digits)) ? 0 : digits
        return amount.formatted(.currency(code: money.currency).precision(.fractionLength(shown)).locale(words.locale))
    }

    static func organisers(_ organisers: [ProposalOrganiser], _ words: Words) -> HTML {
        let items: [HTML] = organisers.map { one in
            let name: HTML =
                one.organisationID.map { Parts.link("/organisations/\($0.text)", one.name) } ?? "\(one.name)"
            return "<li>\(name)\(Parts.aside(words.country(one.country)))</li>"
        }
        return items.isEmpty ? "" : "<ul>\(items)</ul>"
    }

    static func head(_ profile: EventProposalProfile, _ words: Words) -> HTML {
        let (proposal, programme) = (profile.proposal, profile.programme)
        return """
            <div class="title"><h1>\(proposal.title.reading(words.language))</h1> \(pill(proposal.status, words))
            <p class="lede">\(words("event.kind.\(proposal.kind.rawValue)")) · \
            \(Parts.link("/event-programmes/\(programme.id.text)", programme.title.reading(words.language)))</p></div>
            """
    }

    static func decision(_ proposal: EventProposal, _ words: Words) -> HTML {
        guard !proposal.reason.isEmpty else { return "" }
        return Parts.panel(words("event_proposal.decided"), Parts.text(proposal.reason, words))
    }

    static func offer(_ proposal: EventProposal, _ words: Words) -> HTML {
        guard let first = proposal.offeredFirstDay else { return "" }
        let offered = days(first, proposal.offeredLastDay ?? first, words)
        return
            "<p class=\"notice wait\">\(words("event_proposal.offered", ["days": offered])) \(proposal.offerNote)</p>"
    }
}
