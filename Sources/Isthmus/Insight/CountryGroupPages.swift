import Hummingbird

/// The pages and API of the groups of countries that an office names.
struct CountryGroupPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/named-groups") { _, context in
            let groups = try await context.programme.countryGroups(as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("country_groups.title"), crumbs: DossierPages.crumbs(context),
                    body: list(groups, context.visit), area: "/dossiers",
                    formats: [("JSON", "/api/v1/named-groups")], isKept: true), context)
        }
        routes.get("/named-groups/new") { _, context in
            if let refusal = CountryGroupRecord.refusalOfCreating(to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            return form(nil, nil, [], context)
        }
        routes.post("/named-groups") { request, context in
            let given = try await context.given(request)
            do {
                _ = try await context.programme.createCountryGroup(given, as: context.actor)
                return Answers.seeOther("/named-groups", notice: "country_group.created", context)
            } catch Problem.invalid(let issues) { return form(nil, given, issues, context) }
        }
        routes.get("/named-groups/{id}/form") { _, context in
            form(try await toEdit(try context.id(), context), nil, [], context)
        }
        routes.post("/named-groups/{id}") { request, context in
            let id: ID<CountryGroupRecord> = try context.id()
            let given = try await context.given(request)
            do {
                _ = try await context.change(id) {
                    try await context.programme.changeCountryGroup(id, given, as: context.actor)
                }
                return Answers.seeOther("/named-groups", notice: "country_group.changed", context)
            } catch Problem.invalid(let issues) {
                return form(try await toEdit(id, context), given, issues, context)
            }
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/named-groups") { _, context in
            try Answers.json(try await context.programme.countryGroups(as: context.actor), context)
        }
        routes.get("/api/v1/named-groups/{id}") { _, context in
            try Answers.json(try await context.programme.countryGroup(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/named-groups") { request, context in
            try Answers.created(
                try await context.programme.createCountryGroup(try await context.given(request), as: context.actor),
                context)
        }
        routes.patch("/api/v1/named-groups/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeCountryGroup(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
    }

    private func toEdit(_ id: ID<CountryGroupRecord>, _ context: SiteContext) async throws -> CountryGroupRecord {
        let group = try await context.programme.countryGroup(id, as: context.actor)
        if let refusal = group.refusal(of: .edit, to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        return group
    }

    private func list(_ groups: [CountryGroupRecord], _ visit: Visit) -> HTML {
        let words = visit.words
        let isOffice = visit.actor.isOffice
        func row(_ code: String, _ name: String, _ members: [String], _ validity: String, _ edit: HTML) -> HTML {
            """
            <tr><th scope="row">\(name)</th><td data-label="\(words("country_group.field.code"))">\(code)</td>
            <td data-label="\(words("country_group.field.members"))">\(members.map { words.country($0) }.joined(
                separator: ", "))</td>
            <td data-label="\(words("country_group.field.validity"))">\(validity)</td><td>\(edit)</td></tr>
            """
        }
        let own = groups.map { group in
            let pill = group.status == .withdrawn ? Parts.pill(words("country_group.status.withdrawn"), .quiet) : ""
            return row(
                group.code, group.name.reading(words.language), group.members, group.validity,
                isOffice
                    ? "\(pill)\(Parts.link("/named-groups/\(group.id.text)/form", words("country_group.edit")))" : "")
        }
        let known = CountryGroup.all.map {
            row($0.code, $0.name.reading(words.language), $0.members, $0.validity, "")
        }
        let heads = ["name", "code", "members", "validity"].map {
            "<th scope=\"col\">\(words("country_group.field.\($0)"))</th>" as HTML
        }
        let add = isOffice ? Parts.actions([Parts.button("/named-groups/new", words("country_group.add"))]) : ""
        return """
            <div class="title"><h1>\(words("country_groups.title"))</h1>
            <p class="lede">\(words("country_groups.lede"))</p>\(add)</div>
            <table class="records"><thead><tr>\(heads)<td></td></tr></thead><tbody>\(own)\(known)</tbody></table>
            """
    }

    private func form(
        _ group: CountryGroupRecord?, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) -> Response {
        let words = context.words
        let form = FormParts(context.visit, kind: "country_group", given: given, issues: issues)
        let title = words(group == nil ? "country_group.add" : "country_group.edit")
        let statuses = CountryGroupRecord.Status.allCases.map {
            (value: $0.rawValue, label: words("country_group.status.\($0.rawValue)"))
        }
        let head: [HTML] =
            group.map { [form.hidden("version", String($0.version))] } ?? [form.text("code", nil, isRequired: true)]
        let foot: [HTML] = group.map { [form.select("status", $0.status.rawValue, statuses)] } ?? []
        let fields =
            head + [
                form.multilingual("name", group?.name ?? [:], limit: 120, isRequired: true),
                form.lines("members", group?.members.joined(separator: ", "), rows: 3, isRequired: true),
                form.text("validity", group?.validity),
            ] + foot
        return Answers.page(
            Page(
                title: title,
                crumbs: DossierPages.crumbs(context) + [(words("country_groups.title"), "/named-groups")],
                body: """
                    \(Parts.title(title, of: group?.name.reading(words.language)))
                    \(form.form(
                        action: group.map { "/named-groups/\($0.id.text)" } ?? "/named-groups", submit: "dossier.save",
                        cancel: "/named-groups", makes: group == nil ? CountryGroupRecord.prefix : nil, fields))
                    """, area: "/dossiers", issues: issues), context)
    }
}
