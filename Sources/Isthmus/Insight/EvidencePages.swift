import Hummingbird
import Interchange

/// The pages and API of evidence: which sources there are and how good they are, and the records behind figures.
struct EvidencePages: Pages {
    func addRoutes(to routes: Routes) {
        routes.get("/evidence") { _, context in
            let sources = try await context.programme.evidenceSources(as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("evidence.title"), crumbs: DossierPages.crumbs(context),
                    body: EvidenceViews.list(sources, context.words), area: "/dossiers",
                    formats: [("JSON", "/api/v1/evidence")], isKept: true), context)
        }
        routes.get("/evidence/{code}") { _, context in try await show(context) }
        routes.get("/evidence/{code}/form") { _, context in
            try await form(nil, [], context)
        }
        routes.post("/evidence/{code}") { request, context in try await change(request, context) }
        routes.get("/works-together/{first}") { _, context in try await partners(context) }
        routes.get("/works-together/{first}/{second}") { _, context in try await record(context) }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/evidence") { _, context in
            try Answers.json(try await context.programme.evidenceSources(as: context.actor), context)
        }
        routes.get("/api/v1/evidence/{code}") { _, context in
            try Answers.json(
                try await context.programme.evidenceSource(code(context), as: context.actor), context)
        }
        routes.patch("/api/v1/evidence/{code}") { request, context in
            try Answers.json(
                try await context.programme.changeEvidenceSource(
                    code(context), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/works-together/{first}") { _, context in
            try Answers.json(
                try await context.programme.evidencePartners(
                    of: try country(context), years(context), as: context.actor), context)
        }
        routes.get("/api/v1/works-together/{first}/{second}") { _, context in
            try Answers.json(
                try await context.programme.evidenceRecord(
                    of: try DossierPages.sides(context), years(context), as: context.actor), context)
        }
    }

    private func code(_ context: SiteContext) -> String { context.parameters.get("code") ?? "" }

    private func country(_ context: SiteContext) throws -> String {
        guard let code = Countries.with((context.parameters.get("first") ?? "").uppercased())?.code else {
            throw Problem.notFound
        }
        return code
    }

    private func years(_ context: SiteContext) -> [String: Given] {
        ["from", "to"].reduce(into: [:]) { given, name in
            if let text = context.visit.query[name], !text.isEmpty { given[name] = .text(String(text.prefix(20))) }
        }
    }

    private func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        DossierPages.crumbs(context) + [(context.words("evidence.title"), "/evidence")]
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let source = try await context.programme.evidenceSource(code(context), as: context.actor)
        return Answers.page(
            Page(
                title: source.title.reading(context.words.language), crumbs: crumbs(context),
                body: EvidenceViews.profile(source, context.visit), area: "/dossiers",
                formats: [("JSON", "/api/v1/evidence/\(source.code)")], isKept: true), context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let source = try await context.programme.evidenceSource(code(context), as: context.actor)
        if let refusal = source.refusal(of: .edit, to: context.actor) {
            throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
        }
        let form = FormParts(context.visit, kind: "evidence_source", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("evidence.edit"), crumbs: crumbs(context),
                body: EvidenceViews.form(source, form, context.words), area: "/dossiers", issues: issues), context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let code = code(context)
        let given = try await context.given(request)
        do {
            _ = try await context.programme.changeEvidenceSource(code, given, as: context.actor)
            return Answers.seeOther("/evidence/\(code)", notice: "evidence.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func record(_ context: SiteContext) async throws -> Response {
        let sides = try DossierPages.sides(context)
        let record = try await context.programme.evidenceRecord(of: sides, years(context), as: context.actor)
        let words = context.words
        let second = DossierWords.name(of: sides.second, sides.second.code, words)
        let title = words(
            DossierWords.ofGroup("evidence.record.title", !sides.second.isCountry, words),
            ["first": words.country(sides.first.code), "second": second])
        return Answers.page(
            Page(
                title: title,
                crumbs: crumbs(context) + [
                    (record.source.title.reading(words.language), "/evidence/\(record.source.code)")
                ],
                body: EvidenceViews.record(record, title, second, words), area: "/dossiers",
                formats: [("JSON", "/api/v1\(context.visit.path)\(context.visit.query.without("lang").address)")],
                isKept: true), context)
    }

    private func partners(_ context: SiteContext) async throws -> Response {
        let partners = try await context.programme.evidencePartners(
            of: try country(context), years(context), as: context.actor)
        let words = context.words
        return Answers.page(
            Page(
                title: words("evidence.partners", ["country": words.country(partners.country)]),
                crumbs: crumbs(context) + [
                    (partners.source.title.reading(words.language), "/evidence/\(partners.source.code)")
                ],
                body: EvidenceViews.partners(partners, words), area: "/dossiers",
                formats: [("JSON", "/api/v1\(context.visit.path)\(context.visit.query.without("lang").address)")],
                isKept: true), context)
    }
}

/// How evidence looks.
enum EvidenceViews {
    static func list(_ sources: [EvidenceSource], _ words: Words) -> HTML {
        let heads = ["source", "publisher", "as_of", "years", "figures"].map { words("evidence.column.\($0)") }
        let rows: [HTML] = sources.map { source in
            """
            <tr><th scope="row">\(Parts.link("/evidence/\(source.code)", source.title.reading(words.language)))</th>
            <td data-label="\(heads[1])">\(source.publisher)</td>
            <td data-label="\(heads[2])">\(words.day(source.asOf))</td>
            <td data-label="\(heads[3])">\(source.firstYear)–\(source.lastYear)</td>
            <td class="number" data-label="\(heads[4])">\
            \(words.number(source.pairYears + source.countryYears))</td></tr>
            """
        }
        let table: HTML =
            rows.isEmpty
            ? "<div class=\"empty\"><p>\(words("evidence.empty"))</p></div>"
            : """
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
        return """
            <div class="title"><h1>\(words("evidence.title"))</h1><p class="lede">\(words("evidence.lede"))</p></div>
            \(table)
            """
    }

    static func profile(_ source: EvidenceSource, _ visit: Visit) -> HTML {
        let words = visit.words
        func percent(_ share: Double) -> String {
            words("dossier.percent", ["value": words.number(share * 100, digits: 2)])
        }
        let quality: [(label: String, value: HTML?)] = [
            (words("evidence.rows_read"), "\(words.number(source.rowsRead))"),
            (
                words("evidence.coverage"),
                "\(words.number(source.countries)) (\(percent(source.coverage)))"
            ),
            (
                words("evidence.unmatched"),
                "\(words.number(source.rowsUnmatched)) (\(percent(source.shareUnmatched)))"
            ),
            (words("evidence.unmatched_names"), "\(source.unmatched.joined(separator: ", "))"),
            (
                words("evidence.directions"),
                "\(words.number(source.directionsDiffer)) (\(percent(source.shareDiffering)))"
            ),
            (words("evidence.partners_differ"), "\(words.number(source.partnersDiffer))"),
        ]
        let facts: [(label: String, value: HTML?)] = [
            (words("evidence.column.publisher"), "\(source.publisher)"),
            (words("evidence.link"), source.link.map { Parts.outside($0) }),
            (words("evidence.licence"), "\(source.licence)"),
            (words("evidence.column.as_of"), "\(words.day(source.asOf))"),
            (words("evidence.imported"), "\(words.moment(source.importedAt))"),
            (words("evidence.column.years"), "\(source.firstYear)–\(source.lastYear)"),
            (words("evidence.pair_years"), "\(words.number(source.pairYears))"),
            (words("evidence.country_years"), "\(words.number(source.countryYears))"),
            (words("evidence.files"), "\(source.files.joined(separator: ", "))"),
        ]
        let edit: HTML =
            source.allows(.edit, to: visit.actor)
            ? Parts.actions([
                Parts.button("/evidence/\(source.code)/form", words("evidence.edit")),
                Parts.button("/office/imports", words("imports.title")),
            ]) : ""
        return """
            <div class="title"><h1>\(source.title.reading(words.language))</h1>\(edit)</div>
            <div class="columns"><div class="column">\(Parts.text(source.note, words))
            \(Parts.panel(words("evidence.quality"), Parts.facts(quality)))</div>
            <aside class="facts">\(Parts.facts(facts))</aside></div>
            """
    }

    static func form(_ source: EvidenceSource, _ form: FormParts, _ words: Words) -> HTML {
        """
        \(Parts.title(words("evidence.edit"), of: source.title.reading(words.language)))
        \(form.form(
            action: "/evidence/\(source.code)", submit: "dossier.save", cancel: "/evidence/\(source.code)",
            [
                form.hidden("version", String(source.version)),
                form.multilingual("title", source.title, limit: 300, isRequired: true),
                form.text("publisher", source.publisher), form.text("link", source.link),
                form.text("licence", source.licence), form.text("as_of", source.asOf.description),
                form.multilingual("note", source.note, rows: 4, limit: 3_000),
            ]))
        """
    }

    /// Year by year, the sum at the foot: the figure that led here.
    static func record(_ record: EvidenceRecord, _ title: String, _ second: String, _ words: Words) -> HTML {
        let first = words.country(record.sides.first.code)
        let hasSecond = record.sides.second.isCountry
        let heads = [
            words("dossier.column.year"), words(DossierWords.ofGroup("evidence.joint", !hasSecond, words)),
            words("evidence.works_of", ["of": first]), words("evidence.works_of", ["of": second]),
        ]
        let joint = words("evidence.joint")
        let rows: [HTML] = record.years.map { year in
            let other: HTML? = year.second.map {
                "<td class=\"number\" data-label=\"\(heads[3])\">\(words.number($0))</td>"
            }
            return """
                <tr><th scope="row">\(String(year.year))</th>
                <td class="number" data-label="\(heads[1])">\(words.number(year.joint))</td>
                <td class="number" data-label="\(heads[2])">\(words.number(year.first))</td>\(other)</tr>
                """
        }
        let members: [HTML] = record.members.map { member in
            """
            <tr><th scope="row">\(words.country(member.country))</th>
            <td class="number" data-label="\(joint)">\
            \(Parts.link(member.address, words.number(member.joint)))</td></tr>
            """
        }
        let columns = (hasSecond ? heads : Array(heads.prefix(3))).enumerated().map { index, head -> HTML in
            "<th scope=\"col\"\(attribute: "class", index > 0 ? "number" : nil)>\(head)</th>"
        }
        let ofMembers: HTML =
            members.isEmpty
            ? ""
            : """
            <table class="records"><thead><tr><th scope="col">\(words("dossier.column.country"))</th>
            <th scope="col" class="number">\(joint)</th></tr></thead><tbody>\(members)</tbody></table>
            """
        return """
            <div class="title"><h1>\(title)</h1><p class="lede">\(lede(record, words))</p>
            \(Parts.actions([Parts.button(record.sides.path, words("evidence.to_dossier"))]))</div>
            \(Parts.panel(words("evidence.by_member"), ofMembers))
            <table class="records"><thead><tr>\(columns)</tr></thead><tbody>\(rows)
            <tr><th scope="row">\(words("evidence.sum"))</th><td class="number" \
            data-label="\(heads[1])" id="total"><b>\(words.number(record.total))</b></td></tr></tbody></table>
            <p class="small soft">\(DossierWords.source(record.source, record.source.asOf, words))</p>
            """
    }

    private static func lede(_ record: EvidenceRecord, _ words: Words) -> String {
        let ends = Set([record.years.first, record.years.last].compactMap { $0?.year }).sorted()
        let years = ["years": ends.map { String($0) }.joined(separator: "–")]
        if !record.sides.second.isCountry {
            return words("evidence.record.lede_group", count: record.total, years)
        }
        return words("evidence.record.lede", count: record.total, years)
    }

    static func partners(_ partners: EvidencePartners, _ words: Words) -> HTML {
        let heads = [words("dossier.column.rank"), words("dossier.column.country"), words("evidence.joint")]
        let rows: [HTML] = partners.partners.map { partner in
            """
            <tr><th scope="row" class="number">\(words.number(partner.rank))</th>
            <td data-label="\(heads[1])">\
            \(Parts.link("/countries/\(partner.country)", words.country(partner.country)))</td>
            <td class="number" data-label="\(heads[2])">\(Parts.link(
                partner.address, words.number(partner.joint)))</td></tr>
            """
        }
        return """
            <div class="title"><h1>\(words("evidence.partners", ["country": words.country(partners.country)]))</h1>
            <p class="lede">\(words("evidence.partners.lede", count: partners.partners.count, [
                "from": String(partners.firstYear), "to": String(partners.lastYear),
            ]))</p></div>
            <table class="records"><thead><tr>\(heads.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }
}
