/// The form of a person's profile.
enum PersonFormViews {
    /// The key of what is done in the form.
    static func title(_ person: Person?, isSelf: Bool) -> String {
        person != nil ? "person.edit" : isSelf ? "person.add_own" : "person.add"
    }

    static func form(
        _ person: Person?, isSelf: Bool, workplaces: [Named], _ form: FormParts, _ visit: Visit
    ) -> HTML {
        let words = visit.words
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let title = words(title(person, isSelf: isSelf))
        return """
            \(Parts.title(title, of: person?.names.text(in: words.language)))
            \(form.form(
                action: person.map { "/people/\($0.id.text)" } ?? "/people", submit: "person.save",
                cancel: person.map { "/people/\($0.id.text)" } ?? "/people",
                makes: person == nil ? Person.prefix : nil,
                [
                    form.section("person.section.name", [
                        person.map { form.hidden("version", String($0.version)) } ?? "",
                        isSelf ? form.hidden("own", "1") : "",
                            names(person?.names ?? [], form, words),
                        form.text("orcid", person?.orcid, limit: 60),
                    ]),
                    form.section("person.section.about", [
                        form.select("country", person?.country, countries, isRequired: true),
                        form.chooser(
                            "languages", (person?.languages ?? []).map { words.language(named: $0) },
                            from: Languages.sorted(in: words.language).map { words.language(named: $0.code) }),
                        form.multilingual("summary", person?.summary ?? [:], rows: 6, limit: 4_000),
                    ]),
                    person == nil ? workplace(workplaces, isFree: isSelf || visit.actor.isOffice, form) : "",
                    form.section("person.section.contact", [
                        form.text("email", person?.email, type: "email", limit: 254),
                        form.text("phone", person?.phone, type: "tel", limit: 60),
                        form.text("website", person?.website, limit: 500),
                    ]),
                    visibility(person?.visibility ?? Person.usualVisibility, form, words),
                    visit.actor.isOffice ? status(person, form, words) : "",
                ]))
            """
    }

    /// The known names and two empty rows for new ones.
    private static func names(_ names: [PersonName], _ form: FormParts, _ words: Words) -> HTML {
        let scripts = WritingScript.allCases.map { (value: $0.rawValue, label: $0.name(in: words.language)) }
        let rows: [HTML] = (0..<(names.count + 2)).map { index in
            let name = index < names.count ? names[index] : nil
            return """
                <div class="row">\(form.select("names.\(index).script", name?.script.rawValue, scripts))
                \(form.text("names.\(index).family", name?.family, limit: 100))
                \(form.text("names.\(index).given", name?.given, limit: 100))
                \(form.text("names.\(index).patronymic", name?.patronymic, limit: 100))</div>
                """
        }
        return """
            <fieldset class="rows" id="f-names"><legend>\(words("person.field.names"))</legend>
            <p class="hint">\(words("person.hint.names"))</p>\(rows)</fieldset>
            """
    }

    /// Where a new person works: one's own organisation for a representative, any for the office and for oneself.
    private static func workplace(_ workplaces: [Named], isFree: Bool, _ form: FormParts) -> HTML {
        let name = "affiliation.organisation"
        let choice =
            isFree
            ? form.text(name, nil, limit: 300)
            : form.select(
                name, workplaces.count == 1 ? workplaces[0].id : nil, workplaces.map { ($0.id, $0.name) },
                isRequired: true)
        return form.section(
            "person.section.workplace",
            [
                choice, form.multilingual("affiliation.title", [:], limit: 200),
                form.text("affiliation.from", nil, type: "date"),
            ])
    }

    private static func visibility(_ visibility: FieldVisibility, _ form: FormParts, _ words: Words) -> HTML {
        let levels = Visibility.allCases.map { (value: $0.rawValue, label: words("visibility.\($0.rawValue)")) }
        return form.section(
            "person.section.visibility",
            Person.hideable.map { field in
                form.select("visibility.\(field)", visibility[field].rawValue, levels, isRequired: true)
            })
    }

    private static func status(_ person: Person?, _ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "person.section.office",
            [
                form.select(
                    "status", person?.status.rawValue ?? "active",
                    ProfileStatus.allCases.map { ($0.rawValue, words("profile.status.\($0.rawValue)")) },
                    isRequired: true)
            ])
    }
}
