import Foundation
import Hummingbird
import Interchange

/// The pages, files and API of dossiers.
struct DossierPages: Pages {
    /// Countries that stand side by side at most.
    static let mostCompared = 8
    /// What each formula's part of the page of definitions is called, in its order.
    static let formulas = [
        "joint", "growth", "rank", "share", "ability", "salton", "jaccard", "affinity", "intensity", "activity",
        "fractional", "field_activity", "likeness", "common_partners", "few",
    ]

    func addRoutes(to routes: Routes) {
        routes.get("/dossiers") { _, context in try await list(context) }
        routes.get("/dossiers/compare") { _, context in try await compare(context) }
        routes.get("/dossiers/pairs.csv") { _, context in
            let pairs = try await pairs(context)
            var writer = CSVWriter(columns: pairs.lines.columns, style: .spreadsheet)
            for row in pairs.lines.rows { writer.append(row) }
            return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: "pairs.csv", context)
        }
        routes.get("/dossiers/pairs.svg") { _, context in
            guard let drawing = try await pairs(context).drawing else { throw Problem.notFound }
            return Answers.download(Array(drawing.utf8), type: "image/svg+xml", name: "pairs.svg", context)
        }
        routes.get("/dossiers/definitions") { _, context in definitions(context) }
        routes.get("/dossiers/{first}/{second}") { _, context in try await show(context) }
        routes.get("/dossiers/{first}/{second}/{file}") { _, context in try await file(context) }
        routes.get("/api/v1/dossiers/{first}/{second}") { _, context in
            try Answers.json(
                try await context.programme.dossier(try Self.sides(context), as: context.actor), context)
        }
    }

    private func pairs(_ context: SiteContext) async throws -> PairMatrix {
        guard let strongest = try await context.programme.strongestPairs(as: context.actor) else {
            throw Problem.notFound
        }
        return PairMatrix(strongest, context.words)
    }

    /// The two sides in an address; not found where it names none.
    static func sides(_ context: SiteContext) throws -> CooperatingSides {
        func side(_ name: String) -> CooperatingSide? {
            context.parameters.get(name).flatMap { CooperatingSide($0.removingPercentEncoding ?? $0) }
        }
        guard let first = side("first"), let second = side("second"), let sides = CooperatingSides(first, second) else {
            throw Problem.notFound
        }
        return sides
    }

    static func crumbs(_ context: SiteContext) -> [(label: String, path: String)] {
        [(context.words("dossiers.title"), "/dossiers")]
    }

    private func list(_ context: SiteContext) async throws -> Response {
        let words = context.words
        let choice = DossierChoice(context.visit.query)
        if let sides = choice.sides { return Answers.seeOther(sides.path, context) }
        let countries = try await context.programme.countriesToCompare(as: context.actor)
        let groups = try await context.programme.countryGroups(as: context.actor)
        let editions = try await context.programme.dossierEditions(of: nil, as: context.actor)
        let pairs = try await context.programme.strongestPairs(as: context.actor)
        return Answers.page(
            Page(
                title: words("dossiers.title"),
                body: DossierListViews.page(
                    countries, groups, editions, pairs, choice, context.visit),
                area: "/dossiers", isKept: true), context)
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let sides = try Self.sides(context)
        // One address for one dossier, in whatever order and writing it was asked for.
        let asked = context.visit.path.removingPercentEncoding ?? context.visit.path
        guard asked == sides.path else { return Answers.moved(to: sides.path) }
        let dossier = try await context.programme.dossier(sides, as: context.actor)
        let sources = try await context.programme.evidenceSources(as: context.actor)
        let editions = try await context.programme.dossierEditions(of: sides, as: context.actor)
        let views = DossierViews(dossier, sources, path: sides.path, context.words)
        return Answers.page(
            Page(
                title: views.names.title, crumbs: Self.crumbs(context),
                body: views.page(
                    title: views.names.title, head: DossierListViews.tools(sides, editions, context.visit)),
                area: "/dossiers", formats: [("JSON", "/api/v1\(sides.path)")],
                sources: context.words("dossier.source.own", ["day": context.words.day(dossier.at.day)]),
                isKept: true),
            context)
    }

    private func file(_ context: SiteContext) async throws -> Response {
        let sides = try Self.sides(context)
        let dossier = try await context.programme.dossier(sides, as: context.actor)
        let sources = try await context.programme.evidenceSources(as: context.actor)
        return try Self.file(
            context.parameters.get("file") ?? "", DossierViews(dossier, sources, path: sides.path, context.words),
            context)
    }

    /// A table as CSV, or its picture as SVG.
    static func file(_ name: String, _ views: DossierViews, _ context: SiteContext) throws -> Response {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2,
            let part = views.dossier.parts.first(where: { $0.tables.contains { $0.file == parts[0] } }),
            let table = part.tables.first(where: { $0.file == parts[0] })
        else { throw Problem.notFound }
        switch parts[1] {
        case "csv":
            let lines = DossierViews.csv(table, views.names)
            var writer = CSVWriter(columns: lines.columns, style: .spreadsheet)
            for row in lines.rows { writer.append(row) }
            return Answers.download(writer.take(), type: "text/csv; charset=utf-8", name: name, context)
        case "svg":
            guard let drawing = views.pictures(part).file(table) else { throw Problem.notFound }
            return Answers.download(Array(drawing.utf8), type: "image/svg+xml", name: name, context)
        default: throw Problem.notFound
        }
    }

    private func compare(_ context: SiteContext) async throws -> Response {
        let words = context.words
        let choice = ComparisonChoice(context.visit.query)
        var (dossiers, faults): ([Dossier], [Problem.Reason]) = ([], choice.faults)
        if let partner = choice.partner {
            do {
                dossiers = try await context.programme.comparison(
                    of: choice.countries, with: partner, as: context.actor)
            } catch Problem.notFound {
                // It looks like an office's own group, and there is none.
                faults.append(.init("field.unknown", ["code": partner.code]))
            }
        }
        let known = try await context.programme.countriesToCompare(as: context.actor)
        let groups = try await context.programme.countryGroups(as: context.actor)
        return Answers.page(
            Page(
                title: words("dossier.compare.title"), crumbs: Self.crumbs(context),
                body: DossierListViews.comparison(
                    dossiers, choice.countries, choice.partner, known, groups, faults, context.visit),
                area: "/dossiers", isKept: true), context)
    }

    private func definitions(_ context: SiteContext) -> Response {
        let words = context.words
        let parts: [HTML] = Self.formulas.map { name in
            let formula: HTML? =
                words.has("dossier.formula.\(name)") ? "<p><code>\(words("dossier.formula.\(name)"))</code></p>" : nil
            return Parts.panel(
                words("dossier.definition.\(name)"), "\(formula)<p>\(words("dossier.meaning.\(name)"))</p>", id: name)
        }
        return Answers.page(
            Page(
                title: words("dossier.definitions"), crumbs: Self.crumbs(context),
                body: """
                    <div class="title"><h1>\(words("dossier.definitions"))</h1>\
                    <p class="lede">\(words("dossier.definitions.lede"))</p></div>\(parts)
                    """, area: "/dossiers", isKept: true), context)
    }

    /// On a country's page: with whom it can be compared.
    static let ofCountry = CountrySection(name: "dossiers") { country, context in
        let words = context.words
        var sides: [CooperatingSide] = CountryGroup.all.prefix(1).compactMap { CooperatingSide($0.code) }
        let best = try await context.programme.bestPartners(of: country, as: context.actor)
        sides += best.compactMap { CooperatingSide($0) }
        guard let own = CooperatingSide(country) else { return "" }
        let links: [HTML] = sides.compactMap { CooperatingSides(own, $0) }.map { pair in
            let other = pair.first == own ? pair.second : pair.first
            return "<li>\(Parts.link(pair.path, DossierWords.name(of: other, other.code, words)))</li>"
        }
        return Parts.panel(words("dossiers.of_country"), links.isEmpty ? "" : "<ul>\(links)</ul>")
    }
}
