/// The office's and the organisers' form of an event.
enum EventFormViews {
    static func form(
        _ edited: EventToEdit?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let (words, event) = (visit.words, edited?.event)
        let path = event.map { "/events/\($0.id.text)" } ?? "/events"
        return """
            \(Parts.title(
                words(event == nil ? "event.add" : "event.edit"), of: event.map { $0.title.reading(words.language) }))
            \(form.form(
                action: path, submit: "event.save", cancel: path, makes: event == nil ? Event.prefix : nil, [
                event.map { form.hidden("version", String($0.version)) } ?? "",
                what(event, topics, form, words), when(event, form), whereabouts(event, form, words),
                organisers(edited?.organisers ?? [], form, words), registration(event, form, words),
            ]))
            """
    }

    private static func what(_ event: Event?, _ topics: [TopicChoice], _ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "event.section.what",
            [
                form.select(
                    "kind", event?.kind.rawValue,
                    Event.Kind.allCases.map { ($0.rawValue, words("event.kind.\($0.rawValue)")) }, isRequired: true),
                form.multilingual("title", event?.title ?? [:], limit: 300, isRequired: true),
                form.multilingual("text", event?.text ?? [:], rows: 8, limit: Event.longestText),
                form.multilingual("audience", event?.audience ?? [:], rows: 2, limit: 1_000),
                form.chooser(
                    "topics",
                    (event?.topics ?? []).map { id in topics.first { $0.id == id }?.text(in: words.language) ?? id },
                    from: topics.map { $0.text(in: words.language) }),
                form.text(
                    "languages", event?.languages.map { words.language(named: $0) }.joined(separator: ", "),
                    limit: 300),
                form.text("website", event?.website, limit: 500),
            ])
    }

    private static func when(_ event: Event?, _ form: FormParts) -> HTML {
        form.section(
            "event.section.when",
            [
                form.text("zone", event?.zone, limit: 60, isRequired: true, options: "zone"),
                form.options("zone", ZoneClock.all),
                form.text("starts", event?.starts.description, limit: 40, isRequired: true),
                form.text("ends", event?.ends.description, limit: 40, isRequired: true),
            ])
    }

    private static func whereabouts(_ event: Event?, _ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "event.section.where",
            [
                form.select(
                    "format", (event?.format ?? .onSite).rawValue,
                    Event.Format.allCases.map { ($0.rawValue, words("event.format.\($0.rawValue)")) },
                    isRequired: true),
                form.text("place", event?.place, limit: 300), form.text("city", event?.city, limit: 120),
                form.select(
                    "country", event?.country,
                    Countries.sorted(in: words.language).map { ($0.code, words.country($0.code)) }),
                form.text("latitude", event?.latitude.map { "\($0)" }, limit: 20),
                form.text("longitude", event?.longitude.map { "\($0)" }, limit: 20),
                form.text("link", event?.link, limit: 500),
            ])
    }

    /// The organisers there are, and two empty rows.
    private static func organisers(_ known: [EventOrganiserLine], _ form: FormParts, _ words: Words) -> HTML {
        let roles = EventOrganiser.Role.allCases.map {
            (value: $0.rawValue, label: words("event.organiser.role.\($0.rawValue)"))
        }
        let rows: [HTML] = (0..<(known.count + 2)).map { index in
            let name = "organisers.\(index)"
            let line = index < known.count ? known[index] : nil
            return """
                <div class="row">\(form.text("\(name).organisation", line?.legalName, limit: 300))
                \(form.select("\(name).role", (line?.role ?? .organiser).rawValue, roles, isRequired: true))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-organisers"><legend>\(words("event.organisers"))</legend>
            <p class="hint">\(words("event.organisers.hint"))</p>\(form.message("organisers"))\(rows)</fieldset>
            """
    }

    private static func registration(_ event: Event?, _ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "event.section.registration",
            [
                form.select(
                    "registration", (event?.registration ?? .none).rawValue,
                    Event.RegistrationRule.allCases.map { ($0.rawValue, words("event.registration.\($0.rawValue)")) },
                    isRequired: true),
                form.flag("visitors_may_register", event?.visitorsMayRegister ?? false),
                form.text("capacity", event?.capacity.map { String($0) }, limit: 10),
                form.text("registration_opens", event?.registrationOpens?.description, limit: 40),
                form.text("registration_closes", event?.registrationCloses?.description, limit: 40),
            ])
    }

    /// Calling an event off: why, in the languages of the site.
    static func cancellation(_ event: Event, _ form: FormParts, _ words: Words) -> HTML {
        let path = "/events/\(event.id.text)"
        return """
            \(Parts.title(words("event.cancel"), of: event.title.reading(words.language)))
            <p>\(words("event.cancel.hint"))</p>
            \(form.form(
                action: path + "/cancellation", submit: "event.cancel", cancel: path, [
                    form.hidden("version", String(event.version)),
                    form.multilingual("cancel_reason", [:], rows: 3, limit: 1_000, isRequired: true),
                ]))
            """
    }
}
