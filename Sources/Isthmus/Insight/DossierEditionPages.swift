import Hummingbird

/// The pages and API of the editions of dossiers.
struct DossierEditionPages: Pages {
    func addRoutes(to routes: Routes) {
        routes.post("/dossiers/{first}/{second}/editions") { request, context in
            let given = try await context.given(request)
            let edition = try await context.programme.beginEdition(
                of: try DossierPages.sides(context), given, as: context.actor)
            return Answers.seeOther("/dossier-editions/\(edition.id.text)/form", context)
        }
        routes.get("/dossier-editions/{id}") { _, context in try await show(context) }
        routes.get("/dossier-editions/{id}/form") { _, context in
            try await form(try context.id(), nil, [], context)
        }
        routes.get("/dossier-editions/{id}/files/{file}") { _, context in try await file(context) }
        routes.post("/dossier-editions/{id}") { request, context in try await change(request, context) }
        routes.post("/dossier-editions/{id}/publication") { request, context in
            let edition = try await context.programme.publishEdition(
                try context.id(), try await context.given(request), as: context.actor)
            return Answers.seeOther(
                "/dossier-editions/\(edition.id.text)", notice: "dossier_edition.published", context)
        }
        routes.post("/dossier-editions/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let edition = try await context.programme.withdrawEdition(try context.id(), as: context.actor)
            return Answers.seeOther(
                "/dossier-editions/\(edition.id.text)", notice: "dossier_edition.withdrawn", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.post("/api/v1/dossiers/{first}/{second}/editions") { request, context in
            try Answers.created(
                try await context.programme.beginEdition(
                    of: try DossierPages.sides(context), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/dossier-editions/{id}") { _, context in
            try Answers.json(try await context.programme.dossierEdition(try context.id(), as: context.actor), context)
        }
        routes.patch("/api/v1/dossier-editions/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeEdition(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/dossier-editions/{id}/publication") { _, context in
            try Answers.json(try await context.programme.publishEdition(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/dossier-editions/{id}/withdrawal") { _, context in
            try Answers.json(try await context.programme.withdrawEdition(try context.id(), as: context.actor), context)
        }
    }

    private func views(
        _ profile: DossierEditionProfile, _ context: SiteContext
    ) async throws -> DossierViews {
        let sources = try await context.programme.evidenceSources(as: context.actor)
        var views = DossierViews(
            profile.dossier, sources, path: "/dossier-editions/\(profile.edition.id.text)/files", context.words)
        views.texts = Dictionary(profile.edition.texts.map { ($0.section, $0.text) }) { first, _ in first }
        return views
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.dossierEdition(try context.id(), as: context.actor)
        let views = try await views(profile, context)
        let title = profile.edition.title.reading(context.words.language)
        let head = DossierEditionViews.head(profile, context.visit)
        return Answers.page(
            Page(
                title: title,
                crumbs: DossierPages.crumbs(context) + [(views.names.title, profile.dossier.sides.path)],
                body: views.page(
                    title: title, head: head, foot: DossierEditionViews.differences(profile, views.names)),
                area: "/dossiers",
                formats: [("JSON", "/api/v1/dossier-editions/\(profile.edition.id.text)")],
                sources: context.words(
                    "dossier.source.own", ["day": context.words.day(profile.dossier.at.day)]), isKept: true), context)
    }

    private func file(_ context: SiteContext) async throws -> Response {
        let profile = try await context.programme.dossierEdition(try context.id(), as: context.actor)
        return try DossierPages.file(
            context.parameters.get("file") ?? "", try await views(profile, context), context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<DossierEdition> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeEdition(id, given, as: context.actor)
            }
            return Answers.seeOther("/dossier-editions/\(id.text)", notice: "dossier_edition.changed", context)
        } catch Problem.invalid(let issues) { return try await form(id, given, issues, context) }
    }

    private func form(
        _ id: ID<DossierEdition>, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let edition = try await context.programme.editionToEdit(id, as: context.actor)
        let form = FormParts(context.visit, kind: "dossier_edition", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("dossier_edition.edit"), crumbs: DossierPages.crumbs(context),
                body: DossierEditionViews.form(edition, form, context.visit), area: "/dossiers", issues: issues),
            context)
    }
}

/// How editions look beside what every dossier has.
enum DossierEditionViews {
    static func head(_ profile: DossierEditionProfile, _ visit: Visit) -> HTML {
        let (words, edition) = (visit.words, profile.edition)
        let id = edition.id.text
        let number = words("dossier.edition.number", ["number": words.number(edition.number)])
        let state: HTML =
            switch edition.status {
            case .draft: Parts.pill(words("dossier.edition.draft"), .wait)
            case .published: Parts.pill(edition.day.map { words.day($0) } ?? "", .good)
            case .withdrawn: Parts.pill(words("dossier.edition.withdrawn"), .bad)
            }
        let note: HTML = "<p class=\"small soft\">\(words("dossier.edition.note.\(edition.status.rawValue)"))</p>"
        let buttons: [HTML] = [
            profile.mayEdit
                ? Parts.button("/dossier-editions/\(id)/form", words("dossier_edition.edit")) : "",
            profile.mayPublish
                ? FormParts.button(
                    visit, action: "/dossier-editions/\(id)/publication", "dossier.edition.publish",
                    style: "button main", version: edition.version) : "",
            profile.mayWithdraw
                ? FormParts.button(visit, action: "/dossier-editions/\(id)/withdrawal", "dossier.edition.withdraw")
                : "",
            Parts.button(profile.dossier.sides.path, words("dossier.edition.live")),
        ]
        return "<p>\(number) \(state)</p>\(note)\(Parts.actions(buttons))"
    }

    /// What the last edition said and this one says.
    static func differences(_ profile: DossierEditionProfile, _ names: DossierWords) -> HTML {
        guard let last = profile.last else { return "" }
        let words = names.words
        let title = words(
            "dossier.differences", ["number": words.number(last.number), "day": last.day.map { words.day($0) } ?? ""])
        guard !profile.differences.isEmpty else {
            return Parts.panel(title, "<p>\(words("dossier.differences.none"))</p>", id: "differences")
        }
        let heads = ["what", "before", "after"].map { words("dossier.differences.\($0)") }
        let rows: [HTML] = profile.differences.map { difference in
            """
            <tr><th scope="row">\(names.title(of: difference.part)): \
            \(names.label(difference.name, of: difference.of))</th>
            <td class="number" data-label="\(heads[1])">\(names.text(difference.before))</td>
            <td class="number" data-label="\(heads[2])">\(names.text(difference.after))</td></tr>
            """
        }
        return Parts.panel(
            title,
            """
            <div class="scroll"><table class="records"><thead><tr><th scope="col">\(heads[0])</th>
            <th scope="col" class="number">\(heads[1])</th><th scope="col" class="number">\(heads[2])</th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            """, id: "differences")
    }

    static func form(_ edition: DossierEdition, _ form: FormParts, _ visit: Visit) -> HTML {
        let words = visit.words
        let texts = Dictionary(edition.texts.map { ($0.section, $0.text) }) { first, _ in first }
        let fields = ([""] + DossierSection.all.map(\.name)).map { section in
            form.multilingual(
                DossierEdition.field(section), texts[section] ?? [:], rows: 4, limit: DossierEdition.longest)
        }
        return """
            \(Parts.title(words("dossier_edition.edit"), of: edition.title.reading(words.language)))
            \(form.form(
                action: "/dossier-editions/\(edition.id.text)", submit: "dossier.save",
                cancel: "/dossier-editions/\(edition.id.text)",
                [
                    form.hidden("version", String(edition.version)),
                    form.multilingual("title", edition.title, limit: 300, isRequired: true),
                ] + fields))
            """
    }
}
