/// How organisations look.
enum OrganisationViews {
    /// - Parameter parts: what later areas have to say of it.
    static func profile(_ profile: OrganisationProfile, _ parts: HTML, _ visit: Visit) -> HTML {
        let (seen, words) = (profile.seen, visit.words)
        let name = profile.name(in: words.language)
        let path = "/organisations/\(seen.id.text)"
        let pill: HTML =
            seen.status == .active
            ? "" : Parts.pill(words("profile.status.\(seen.status.rawValue)"), seen.status == .inactive ? .quiet : .bad)
        var actions: [HTML] = []
        if profile.mayEdit { actions.append(Parts.button(path + "/form", words("organisation.edit"), isMain: true)) }
        if profile.mayClaim { actions.append(Parts.button(path + "/claim", words("organisation.claim"))) }
        if profile.isOffice {
            let query = Query([("kind", "organisation"), ("kept", seen.id.text)]).address
            actions.append(Parts.button("/office/merges/new\(query)", words("merge.with")))
        }
        return """
            <div class="title"><h1>\(name)</h1>\(pill)
            <p class="lede">\(words("organisation.kind.\(seen.kind.rawValue)")) · \
            \(seen.city.isEmpty ? "" : seen.city + ", ")\
            <a href="/countries/\(seen.country)">\(words.country(seen.country))</a></p></div>
            \(actions.isEmpty ? "" : "<div class=\"actions\">\(actions)</div>")
            <div class="columns"><div class="column">
            \(Parts.panel(words("organisation.summary"), Parts.text(seen.summary, words)))
            \(Parts.panel(words("competences.title"), PersonViews.competences(profile.competences, words)))
            \(parts)
            \(Parts.panel(words("organisation.projects", count: profile.projectCount), projects(profile, words)))
            \(Parts.panel(words("organisation.partners"), partners(profile, words)))
            \(Parts.panel(words("organisation.people", count: profile.personCount), people(profile.people, words)))
            \(Parts.panel(words("organisation.teams"), list(profile.teams, "/teams", words)))
            \(Parts.panel(words("networks.title"), list(profile.networks, "/networks", words)))
            \(NetworkApplicationViews.panel(profile.applications, words))
            \(Parts.panel(
                words("organisation.children", count: profile.childCount), organisations(profile.children, words)))
            </div>
            <aside class="facts">\(facts(profile, words))
            \(Parts.similar(to: "/organisations/\(seen.id.text)", words))
            \(map(seen, words))
            \(Parts.panel(words("history.title"), Parts.history(profile.history, words)))
            </aside></div>
            """
    }

    private static func facts(_ profile: OrganisationProfile, _ words: Words) -> HTML {
        let seen = profile.seen
        let others = seen.names.filter { $0.text != profile.name(in: words.language) }
        let names: [HTML] = others.prefix(12).map { name in
            let language = name.language.map { " <span class=\"quiet\">\(words.language(named: $0))</span>" as HTML }
            return "<li\(attribute: "lang", name.language)>\(name.text)\(language)</li>"
        }
        let identifiers: [HTML] = seen.identifiers.map { identifier in
            let value: HTML = identifier.address.map { Parts.outside($0, identifier.value) } ?? "\(identifier.value)"
            return "<li>\(identifier.scheme.uppercased()) \(value)</li>"
        }
        let isTitle = seen.legalName == profile.name(in: words.language)
        return Parts.facts([
            (words("organisation.field.legal_name"), isTitle ? nil : "\(seen.legalName)"),
            (words("organisation.field.names"), names.isEmpty ? nil : "<ul>\(names)</ul>"),
            (words("organisation.field.parents"), organisations(profile.parents, words)),
            (words("organisation.field.successors"), organisations(profile.successors, words)),
            (words("organisation.field.founded"), seen.founded.map { "\($0)" }),
            (words("organisation.field.website"), seen.website.map { Parts.outside($0) }),
            (words("organisation.field.email"), seen.email.map { Parts.outside("mailto:" + $0, $0) }),
            (words("organisation.field.phone"), seen.phone.map { "\($0)" }),
            (words("organisation.field.identifiers"), identifiers.isEmpty ? nil : "<ul>\(identifiers)</ul>"),
            (words("profile.source"), "\(words("source.\(seen.source)")), \(words.day(seen.changedAt.day))"),
        ])
    }

    private static func map(_ seen: OrganisationSeen, _ words: Words) -> HTML {
        WorldMap.locator(
            country: seen.country, title: words("country.on_the_map", ["country": words.country(seen.country)]),
            name: { words.country($0) })
    }

    private static func projects(_ profile: OrganisationProfile, _ words: Words) -> HTML {
        guard profile.projectCount > 0 else { return "" }
        let title = words("organisation.projects_by_year")
        return """
            \(DirectoryCharts.years(profile.projectsByYear, title, unit: words("projects.title"), words))
            \(list(profile.projects, "/projects", words))
            <p><a href="/projects?organisation=\(profile.seen.id.text)">\(words("organisation.all_projects"))</a></p>
            """
    }

    private static func partners(_ profile: OrganisationProfile, _ words: Words) -> HTML {
        let heads = ["organisations.column.name", "organisations.column.country", "organisation.joint_projects"]
            .map { words($0) }
        let rows: [HTML] = profile.partners.map { partner in
            """
            <tr><td data-label="\(heads[0])"><a href="/organisations/\(partner.id)">\(partner.name)</a></td>
            <td data-label="\(heads[1])">\(words.country(partner.country))</td>
            <td class="number" data-label="\(heads[2])">\(words.number(partner.projects))</td></tr>
            """
        }
        guard !rows.isEmpty else { return "" }
        return """
            <table class="records"><thead><tr><th scope="col">\(heads[0])</th><th scope="col">\(heads[1])</th>
            <th scope="col" class="number">\(heads[2])</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private static func people(_ people: [Named], _ words: Words) -> HTML { PersonViews.links(people, words) }

    private static func organisations(_ named: [Named], _ words: Words) -> HTML {
        list(named, "/organisations", words) { words.country($0) }
    }

    /// Links to things; names in several languages are shown in the reader's.
    static func list(_ things: [Named], _ path: String, _ words: Words, note: (String) -> String = { $0 }) -> HTML {
        let items: [HTML] = things.map { thing in
            let name = Multilingual.reading(thing.name, words.language)
            let note = note(thing.note)
            return
                "<li>\(Parts.link(path + "/" + thing.id, name))\(Parts.aside(note))</li>"
        }
        return items.isEmpty ? "" : "<ul class=\"entries\">\(items)</ul>"
    }

    /// The key of what somebody does who adds an organisation.
    static func adding(_ actor: Actor) -> String { actor.isOffice ? "organisation.add" : "organisation.propose" }

    /// Who proposes an organisation says why the office may believe it.
    private static func proposal(_ form: FormParts, _ words: Words) -> HTML {
        form.section(
            "organisation.section.proposal",
            [
                "<p class=\"hint\">\(words("organisation.proposal.lede"))</p>",
                form.lines("message", nil, limit: 2_000, isRequired: true),
            ])
    }

    static func form(_ organisation: Organisation?, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let countries = Countries.sorted(in: words.language).map { (value: $0.code, label: words.country($0.code)) }
        let levels = Visibility.allCases.map { (value: $0.rawValue, label: words("visibility.\($0.rawValue)")) }
        return """
            \(Parts.title(
                words(organisation == nil ? adding(visit.actor) : "organisation.edit"), of: organisation?.legalName))
            \(form.form(
                action: organisation.map { "/organisations/\($0.id.text)" } ?? "/organisations",
                submit: "organisation.save",
                cancel: organisation.map { "/organisations/\($0.id.text)" } ?? "/organisations",
                makes: organisation == nil ? Organisation.prefix : nil,
                [
                    form.section("organisation.section.name", [
                        organisation.map { form.hidden("version", String($0.version)) } ?? "",
                        form.text("legal_name", organisation?.legalName, limit: 300, isRequired: true),
                        names(organisation?.names ?? [], form, words),
                        form.select(
                            "kind", organisation?.kind.rawValue,
                            Organisation.Kind.allCases.map { ($0.rawValue, words("organisation.kind.\($0.rawValue)")) },
                            isRequired: true),
                        form.multilingual("summary", organisation?.summary ?? [:], rows: 6, limit: 4_000),
                    ]),
                    form.section("organisation.section.place", [
                        form.select("country", organisation?.country, countries, isRequired: true),
                        form.text("city", organisation?.city, limit: 120),
                        form.text("latitude", organisation?.latitude.map { "\($0)" }),
                        form.text("longitude", organisation?.longitude.map { "\($0)" }),
                    ]),
                    form.section("organisation.section.contact", [
                        form.text("website", organisation?.website, limit: 500),
                        form.text("email", organisation?.email, type: "email", limit: 254),
                        form.text("phone", organisation?.phone, type: "tel", limit: 60),
                        form.text("founded", organisation?.founded.map { String($0) }),
                    ]),
                    form.section("organisation.section.visibility", Organisation.hideable.map { field in
                        form.select(
                                "visibility.\(field)",
                                (organisation?.visibility ?? FieldVisibility())[field].rawValue, levels,
                                isRequired: true)
                    }),
                    visit.actor.isOffice ? office(organisation, form, words) : "",
                    organisation == nil && !visit.actor.isOffice ? proposal(form, words) : "",
                ]))
            """
    }

    /// The known names and three empty rows for new ones.
    private static func names(_ names: [OrganisationName], _ form: FormParts, _ words: Words) -> HTML {
        let kinds = OrganisationName.Kind.allCases.map { ($0.rawValue, words("organisation.name.\($0.rawValue)")) }
        let rows: [HTML] = (0..<(names.count + 3)).map { index in
            let name = index < names.count ? names[index] : nil
            return """
                <div class="row">\(form.text("names.\(index).text", name?.text, limit: 300))
                \(form.text(
                    "names.\(index).language", name?.language.map { words.language(named: $0) }, limit: 60,
                    options: "language"))
                \(form.select("names.\(index).kind", name?.kind.rawValue ?? "label", kinds, isRequired: true))</div>
                """
        }
        let languages = Languages.sorted(in: words.language).map { words.language(named: $0.code) }
        return """
            <fieldset class="rows"><legend>\(words("organisation.field.names"))</legend>\(rows)
            \(form.options("language", languages))</fieldset>
            """
    }

    private static func office(_ organisation: Organisation?, _ form: FormParts, _ words: Words) -> HTML {
        let identifiers = organisation?.identifiers ?? []
        let rows: [HTML] = (0..<(identifiers.count + 2)).map { index in
            let identifier = index < identifiers.count ? identifiers[index] : nil
            return """
                <div class="row">\(form.text("identifiers.\(index).scheme", identifier?.scheme, limit: 30))
                \(form.text("identifiers.\(index).value", identifier?.value, limit: 100))</div>
                """
        }
        return form.section(
            "organisation.section.office",
            [
                form.select(
                    "status", organisation?.status.rawValue ?? "active",
                    ProfileStatus.allCases.map { ($0.rawValue, words("profile.status.\($0.rawValue)")) },
                    isRequired: true),
                """
                <fieldset class="rows"><legend>\(words("organisation.field.identifiers"))</legend>\(rows)</fieldset>
                """,
                form.text("parents", organisation?.parents.map(\.text).joined(separator: ", ")),
                form.text("successors", organisation?.successors.map(\.text).joined(separator: ", ")),
            ])
    }
}
