/// How registrations look: the form, one's own page, the organisers' list.
enum EventRegistrationViews {
    static func pill(_ status: EventRegistration.Status, _ words: Words) -> HTML {
        let tone: Parts.Tone =
            switch status {
            case .confirmed: .good
            case .pending, .waiting, .unconfirmed: .wait
            case .declined: .bad
            case .cancelled: .quiet
            }
        return Parts.pill(words("event_registration.status.\(status.rawValue)"), tone)
    }

    /// A filter's value for a reader.
    static let label: @Sendable (_ facet: String, _ value: String, _ words: Words) -> String = { facet, value, words in
        switch facet {
        case "status": words("event_registration.status.\(value)")
        case "attendance": words("event_registration.attendance.\(value)")
        case "event": words("event.page")
        case "country": value.isEmpty ? words("list.none") : words.country(value)
        default: value.isEmpty ? words("list.none") : value
        }
    }

    /// Above the list of one event: what is printed from it.
    static func tools(_ visit: Visit) -> HTML {
        guard let event = visit.query["event"], IDSource.isID(event, Event.prefix) else { return "" }
        let (words, path) = (visit.words, "/events/\(event)")
        return Parts.actions([
            Parts.button(path, words("event.page")), Parts.button(path + "/badges", words("event.badges")),
            Parts.button(path + "/certificates", words("event.certificates")),
            Parts.button(path + "/feedback", words("event.feedback")),
            Parts.button(path + "/import", words("event_import.title")),
        ])
    }

    static func form(
        _ event: Event, _ refusal: Problem.Reason?, workplace: Named?, _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let path = "/events/\(event.id.text)"
        let title = Parts.title(words("event.register"), of: event.title.reading(words.language))
        let when: HTML = """
            <p>\(EventViews.span(event.starts, event.ends, words)) (\(event.zone)) · \(EventViews.place(
                event.format, city: event.city, country: event.country, words))</p>
            """
        if let refusal { return "\(title)\(when)<p class=\"notice wait\">\(words(refusal))</p>" }
        let fields = [
            form.section("event_registration.section.who", who(workplace, form, visit)),
            form.section("event_registration.section.group", group(form, words)),
        ]
        return """
            \(title)\(when)
            \(form.form(action: path + "/registrations", submit: "event.register.send", cancel: path, fields))
            """
    }

    private static func who(_ workplace: Named?, _ form: FormParts, _ visit: Visit) -> [HTML] {
        let isKnown = visit.actor.account != nil
        let countries = Countries.sorted(in: visit.words.language).map {
            (value: $0.code, label: visit.words.country($0.code))
        }
        let email: HTML =
            isKnown
            ? "" : form.text("email", nil, type: "email", limit: 254, isRequired: true, autocomplete: "email")
        return [
            form.text(
                "name", isKnown ? visit.actor.name : nil, limit: 200, isRequired: true, autocomplete: "name"),
            email, form.text("organisation", workplace?.name, limit: 300, autocomplete: "organization"),
            form.select("country", workplace?.note, countries), form.text("job", nil, limit: 200),
            form.lines("needs", nil, rows: 2, limit: 1_000),
        ]
    }

    private static func group(_ form: FormParts, _ words: Words) -> [HTML] {
        let rows: [HTML] = (0..<3).map { index in
            """
            <div class="row">\(form.text("companions.\(index).name", nil, limit: 200))
            \(form.text("companions.\(index).email", nil, limit: 254))</div>
            """
        }
        return [
            form.text("group_name", nil, limit: 200),
            """
            <fieldset class="rows" id="f-companions"><legend>\(words("event_registration.companions"))</legend>
            <p class="hint">\(words("event_registration.companions.hint"))</p>\(form.message("companions"))\(rows)
            </fieldset>
            """,
        ]
    }

    /// The page behind the secret link.
    static func own(
        _ profile: EventRegistrationProfile, token: String, at now: Moment, _ form: FormParts, asking: FormParts,
        _ visit: Visit
    ) -> HTML {
        let (event, one, words) = (profile.event, profile.registration, visit.words)
        let path = "/registrations/" + token
        var buttons: [HTML] = []
        if one.status == .unconfirmed {
            buttons.append(
                FormParts.button(
                    visit, action: path + "/confirmation", "event_registration.prove", style: "button main"))
        }
        if one.status.isOpen, one.arrivedAt == nil, event.endsAt > now {
            buttons.append(FormParts.button(visit, action: path + "/cancellation", "event_registration.cancel"))
        }
        if one.arrivedAt != nil {
            buttons.append(Parts.button(path + "/certificate", words("event.certificate"), isMain: true))
        }
        if !one.status.isOpen, event.refusalOfRegistering(to: visit.actor, at: now) == nil {
            buttons.append(
                Parts.button("/events/\(event.id.text)/registration?again=1", words("event.register.again")))
        }
        let mayTell = one.status == .confirmed && event.startsAt <= now && one.feedbackAt == nil
        return """
            <div class="title"><h1>\(words("event.own_registration"))</h1> \(pill(one.status, words))
            <p class="lede">\(Parts.link("/events/\(event.id.text)", event.title.reading(words.language))) · \
            \(EventViews.span(event.starts, event.ends, words)) (\(event.zone))</p></div>
            <p>\(words("event_registration.explained.\(one.status.rawValue)"))</p>
            \(Parts.actions(buttons))
            \(mayTell ? Parts.panel(words("event.feedback"), feedback(path, form, words)) : "")
            \(facts(profile, words))
            <p>\(Parts.link("/events/\(event.id.text)/calendar.ics", words("event.to_calendar"))) · \
            \(Parts.link("/events/\(event.id.text)/materials?registration=\(token)", words("event.materials")))</p>
            \(one.status == .unconfirmed || event.status != .published ? "" : question(path, asking, words))
            """
    }

    private static func question(_ path: String, _ form: FormParts, _ words: Words) -> HTML {
        Parts.panel(
            words("event_question.ask"),
            form.form(
                action: path + "/questions", submit: "event_question.send", makes: EventQuestion.prefix,
                [form.lines("text", nil, rows: 3, limit: EventQuestion.longest, isRequired: true)]))
    }

    private static func feedback(_ path: String, _ form: FormParts, _ words: Words) -> HTML {
        let ratings = (1...5).reversed().map { (value: String($0), label: words("event_feedback.rating.\($0)")) }
        return form.form(
            action: path + "/feedback", submit: "event_feedback.send",
            [
                form.select("rating", nil, ratings, isRequired: true), form.lines("text", nil, rows: 3, limit: 2_000),
            ])
    }

    private static func facts(_ profile: EventRegistrationProfile, _ words: Words) -> HTML {
        let (one, who) = (profile.registration, profile.attendee)
        func fact(_ name: String, _ value: String) -> (label: String, value: HTML?) {
            (words("event_registration.field.\(name)"), value.isEmpty ? nil : "\(value)")
        }
        return Parts.facts([
            fact("name", who.name), fact("email", who.email), fact("organisation", who.organisation),
            fact("country", who.country.isEmpty ? "" : words.country(who.country)), fact("job", who.job),
            fact("needs", who.needs), fact("group_name", one.groupName),
            (words("event.field.link"), profile.event.link.map { Parts.outside($0) }),
            (words("event_registrations.column.came"), "\(words.moment(one.cameAt))"),
            (words("event_registration.there"), one.arrivedAt.map { "\(words.moment($0))" }),
        ])
    }

    /// One registration for the organisers.
    static func profile(_ profile: EventRegistrationProfile, _ visit: Visit) -> HTML {
        let (one, words) = (profile.registration, visit.words)
        return """
            <div class="title"><h1>\(profile.attendee.name)</h1> \(pill(one.status, words))
            <p class="lede">\(Parts.link(
                "/event-registrations?event=\(one.eventID.text)", profile.event.title.reading(words.language)))</p>
            </div>
            \(Parts.actions(buttons(one, visit)))
            \(facts(profile, words))
            """
    }

    static func buttons(_ one: EventRegistration, _ visit: Visit) -> [HTML] {
        let path = "/event-registrations/\(one.id.text)"
        var buttons: [HTML] = []
        if one.allows(.decide, to: visit.actor) {
            buttons.append(
                FormParts.button(visit, action: path + "/approval", "event_registration.approve", style: "button main"))
            buttons.append(FormParts.button(visit, action: path + "/refusal", "event_registration.decline"))
        }
        if one.allows(.checkIn, to: visit.actor), one.arrivedAt == nil {
            buttons.append(
                FormParts.button(visit, action: path + "/arrival", "event_registration.check_in", style: "button main"))
        }
        if one.allows(.cancel, to: visit.actor) {
            buttons.append(FormParts.button(visit, action: path + "/cancellation", "event_registration.cancel"))
        }
        return buttons
    }
}
