/// The form of a partner search.
enum PartnerSearchFormViews {
    static func form(_ edited: PartnerSearchToEdit, isNew: Bool, _ form: FormParts, _ visit: Visit) -> HTML {
        let (search, words) = (edited.search, visit.words)
        let path = isNew ? PartnerSearchPages.path : "\(PartnerSearchPages.path)/\(search.id.text)"
        let warning: HTML =
            search.publishedAt == nil
            ? "" : "<p class=\"notice wait\">\(words("partner_search.edit.published"))</p>"
        return """
            \(Parts.title(
                words(isNew ? "partner_search.add" : "partner_search.edit"),
                of: edited.call.title.reading(words.language)))\(warning)
            \(form.form(
                action: path, submit: "partner_search.save",
                cancel: isNew ? "/calls/\(edited.call.id.text)" : path, makes: isNew ? PartnerSearch.prefix : nil, [
                isNew ? form.hidden("call", edited.call.id.text) : form.hidden("version", String(search.version)),
                who(edited, isNew: isNew, form, visit), what(search, form),
                form.section("partner_search.section.sought", [
                    form.multilingual(
                        "sought", search.sought, rows: 5, limit: PartnerSearch.longestExpertise, isRequired: true),
                    form.text("sought_words", search.soughtWords.joined(separator: ", "), limit: 2_000),
                    topics("sought_topics", search.soughtTopics, edited.topics, form, words),
                ]),
                form.section("partner_search.section.offered", [
                    form.multilingual("offered", search.offered, rows: 5, limit: PartnerSearch.longestExpertise),
                    form.text("offered_words", search.offeredWords.joined(separator: ", "), limit: 2_000),
                    topics("offered_topics", search.offeredTopics, edited.topics, form, words),
                ]),
                partners(search, form, words), when(edited, form, words),
            ]))
            """
    }

    private static func who(_ edited: PartnerSearchToEdit, isNew: Bool, _ form: FormParts, _ visit: Visit) -> HTML {
        var fields: [HTML] = []
        if isNew {
            fields.append(workplace(edited.workplaces, form))
            if visit.actor.isOffice { fields.append(form.text("person", nil, limit: 40)) }
        }
        if !edited.teams.isEmpty {
            let teams = edited.teams.map { (value: $0.id, label: Multilingual.reading($0.name, visit.words.language)) }
            fields.append(form.select("team", edited.search.teamID?.text, teams))
        }
        return fields.isEmpty ? "" : form.section("partner_search.section.who", fields)
    }

    /// One of one's own organisations; whoever has none writes its name.
    static func workplace(_ own: [Named], _ form: FormParts) -> HTML {
        own.isEmpty
            ? form.text("organisation", nil, limit: 300, isRequired: true)
            : form.select("organisation", own[0].id, own.map { (value: $0.id, label: $0.name) }, isRequired: true)
    }

    private static func what(_ search: PartnerSearch, _ form: FormParts) -> HTML {
        form.section(
            "partner_search.section.what",
            [
                form.multilingual("title", search.title, limit: 200, isRequired: true),
                form.multilingual(
                    "outline", search.outline, rows: 8, limit: PartnerSearch.longestOutline, isRequired: true),
            ])
    }

    private static func partners(_ search: PartnerSearch, _ form: FormParts, _ words: Words) -> HTML {
        let kinds = Organisation.Kind.allCases.map { ($0.rawValue, words("organisation.kind.\($0.rawValue)")) }
        return form.section(
            "partner_search.section.partners",
            [
                form.select("role", search.role.rawValue, roles(words), isRequired: true),
                form.text("partners_wanted", String(search.partnersWanted), type: "number"),
                form.boxes("partner_kinds", search.partnerKinds.map(\.rawValue), kinds),
                form.text("partner_countries", search.partnerCountries.joined(separator: ", "), limit: 400),
                form.text("present_partners", String(search.presentPartners), type: "number"),
                form.text("present_countries", search.presentCountries.joined(separator: ", "), limit: 400),
            ])
    }

    private static func when(_ edited: PartnerSearchToEdit, _ form: FormParts, _ words: Words) -> HTML {
        let search = edited.search
        return form.section(
            "partner_search.section.more",
            [
                form.text("instrument", search.instrument, limit: 60),
                form.text("answer_by", search.answerBy?.description, type: "date"),
                form.text("event", search.event, limit: 200, options: "event"), form.options("event", edited.events),
            ])
    }

    static func roles(_ words: Words) -> [(value: String, label: String)] {
        PartnerRole.allCases.map { ($0.rawValue, words("partner_role.\($0.rawValue)")) }
    }

    private static func topics(
        _ name: String, _ chosen: [String], _ topics: [Named], _ form: FormParts, _ words: Words
    ) -> HTML {
        let options = topics.map { ($0.id, "\($0.note) \(Multilingual.reading($0.name, words.language))") }
        let legend = words("partner_search.field.\(name)")
        let fields = form.boxes(name, chosen, options)
        // Forty topics twice would be most of the page.
        return "<details\(attribute: "open", !chosen.isEmpty)><summary>\(legend)</summary>\(fields)</details>"
    }
}
