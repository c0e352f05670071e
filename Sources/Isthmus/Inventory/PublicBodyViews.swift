/// How the map of those who decide looks.
enum PublicBodyViews {
    static func profile(_ profile: PublicBodyProfile, _ visit: Visit) -> HTML {
        let (body, words) = (profile.body, visit.words)
        let path = "/bodies/\(body.id.text)"
        let actions: HTML =
            profile.mayEdit
            ? Parts.actions([
                Parts.button(path + "/form", words("body.edit"), isMain: true),
                Parts.button(path + "/terms/new", words("office_term.add")),
            ]) : ""
        let status: HTML =
            body.status == .active ? "" : Parts.pill(words("inventory.status.\(body.status.rawValue)"), .quiet)
        func list(_ named: [Named], _ path: String) -> HTML? {
            named.isEmpty ? nil : OrganisationViews.list(named, path, words) { _ in "" }
        }
        let none: HTML = "<p>\(words("body.nobody"))</p>"
        return """
            <div class="title"><h1>\(body.name.reading(words.language))</h1>\(status)
            <p class="lede">\(body.acronym.isEmpty ? "" : body.acronym + " · ")\
            \(words("body.kind.\(body.kind.rawValue)"))</p></div>\(actions)
            <div class="columns"><div class="column">
            \(Parts.panel(words("body.field.summary"), Parts.text(body.summary, words)))
            \(Parts.panel(
                words("body.current"),
                profile.current.isEmpty ? none : table(profile.current, mayEdit: profile.mayEdit, words)))
            \(Parts.panel(
                words("body.past"),
                profile.past.isEmpty ? "" : table(profile.past, mayEdit: profile.mayEdit, words)))
            </div><aside class="facts">\(Parts.facts([
                (words("body.field.country"), Parts.link("/countries/\(body.country)", words.country(body.country))),
                (words("body.field.organisation"), profile.organisation.map {
                    Parts.link("/organisations/\($0.id)", $0.name)
                }),
                (words("body.field.parent_id"), profile.parent.map {
                    Parts.link("/bodies/\($0.id)", Multilingual.reading($0.name, words.language))
                }),
                (words("body.parts"), list(profile.parts, "/bodies")),
                (words("body.field.topics"), list(profile.topics, "/topics")),
                (words("body.field.website"), body.website.map { Parts.outside($0) }),
            ]))\(Parts.panel(words("history.title"), Parts.history(profile.history, words)))</aside></div>
            """
    }

    private static func table(_ terms: [PublicBodyProfile.Term], mayEdit: Bool, _ words: Words) -> HTML {
        let heads = ["office", "holder", "from_day", "until_day"].map { words("office_term.field.\($0)") }
        let rows: [HTML] = terms.map { term in
            let edit: HTML =
                mayEdit
                ? "<td>\(Parts.link("/office-terms/\(term.id.text)/form", words("office_term.edit")))</td>" : ""
            return """
                <tr><th scope="row" data-label="\(heads[0])">\(term.office.reading(words.language))</th>
                <td data-label="\(heads[1])">\(holder(term))</td>
                <td data-label="\(heads[2])">\(term.fromDay.map { words.day($0) })</td>
                <td data-label="\(heads[3])">\(term.untilDay.map { words.day($0) })</td>\(edit)</tr>
                """
        }
        return """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })\
            \(mayEdit ? "<td></td>" : "")</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private static func holder(_ term: PublicBodyProfile.Term) -> HTML {
        term.personID.map { Parts.link("/people/\($0.text)", term.holder) } ?? "\(term.holder)"
    }

    /// The part of a country's page: its bodies with those in office.
    static func section(
        _ bodies: [(body: PublicBody, terms: [PublicBodyProfile.Term])], _ country: String, _ words: Words
    ) -> HTML {
        guard !bodies.isEmpty else { return "" }
        let items: [HTML] = bodies.map { body, terms in
            let people: [HTML] = terms.map { term in
                "<li>\(holder(term)) <span class=\"quiet\">\(term.office.reading(words.language))</span></li>"
            }
            let kind = words("body.kind.\(body.kind.rawValue)")
            return """
                <li>\(Parts.link("/bodies/\(body.id.text)", body.name.reading(words.language))) \
                <span class="quiet">\(kind)</span>\(people.isEmpty ? "" : "<ul>\(people)</ul>")</li>
                """
        }
        let all = Parts.link("/bodies?country=\(country)", words("bodies.all_of_country"))
        return Parts.panel(words("bodies.title"), "<ul>\(items)</ul><p>\(all)</p>")
    }

    static func form(_ body: PublicBody?, _ topics: [TopicChoice], _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let path = body.map { "/bodies/\($0.id.text)" } ?? "/bodies"
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let kinds = PublicBody.Kind.allCases.map { (value: $0.rawValue, label: words("body.kind.\($0.rawValue)")) }
        let statuses = PublicBody.Status.allCases.map {
            (value: $0.rawValue, label: words("inventory.status.\($0.rawValue)"))
        }
        return """
            \(Parts.title(
                words(body == nil ? "body.add" : "body.edit"), of: body.map { $0.name.reading(words.language) }))
            \(form.form(
                action: path, submit: "inventory.save", cancel: path, makes: body == nil ? PublicBody.prefix : nil, [
                body.map { form.hidden("version", String($0.version)) } ?? "",
                form.select("kind", body?.kind.rawValue, kinds, isRequired: true),
                form.select("country", body?.country, countries, isRequired: true),
                form.multilingual("name", body?.name ?? [:], limit: 300, isRequired: true),
                form.text("acronym", body?.acronym, limit: 60),
                form.multilingual("summary", body?.summary ?? [:], rows: 4, limit: 4_000),
                form.text("organisation", body?.organisationID?.text, limit: 300),
                form.text("parent_id", body?.parentID?.text, limit: 40),
                InventoryViews.topics(body?.topics ?? [], topics, form),
                form.text("website", body?.website, limit: 500),
                form.select("status", (body?.status ?? .active).rawValue, statuses, isRequired: true),
            ]))
            """
    }

    static func term(_ term: OfficeTerm?, in body: PublicBody, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let back = "/bodies/\(body.id.text)"
        return """
            \(Parts.title(
                words(term == nil ? "office_term.add" : "office_term.edit"), of: body.name.reading(words.language)))
            \(form.form(
                action: term.map { "/office-terms/\($0.id.text)" } ?? back + "/terms", submit: "inventory.save",
                cancel: back, makes: term == nil ? OfficeTerm.prefix : nil, [
                term.map { form.hidden("version", String($0.version)) } ?? "",
                form.multilingual("office", term?.office ?? [:], limit: 200, isRequired: true),
                form.text("holder", term?.holder, limit: 200, isRequired: true),
                form.text("person_id", term?.personID?.text, limit: 40),
                form.text("from_day", term?.fromDay?.description, type: "date"),
                form.text("until_day", term?.untilDay?.description, type: "date"),
                form.text("reference", term?.reference, limit: 500),
            ]))
            """
    }
}
