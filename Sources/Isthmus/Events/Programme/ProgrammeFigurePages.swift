import Hummingbird
import Interchange

/// What a programme of events comes to: coverage, collisions, what is late, statistics, the closing booklet.
public struct ProgrammeFigurePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        addPage("coverage", "coverage", to: routes) { names, context in
            let coverage = try await context.programme.coverage(
                of: names.programme.id, part(context) ?? .proposed, as: context.actor)
            return ProgrammeFigureViews.coverage(coverage, of: names, context.visit)
        }
        addPage("collisions", "collisions", to: routes) { names, context in
            let found = try await context.programme.collisions(of: names.programme.id, as: context.actor)
            return ProgrammeFigureViews.collisions(found, of: names, context.words)
        }
        addPage("overdue", "overdue_tasks", to: routes) { names, context in
            let found = try await context.programme.overdueTasks(of: names.programme.id, as: context.actor)
            var late = Selection()
            (late.chosen, late.limit) = (
                ["programme": [names.programme.id.text], "part": [ProposalPart.overdue.rawValue]], 1
            )
            let reports = try await context.programme.eventProposals(late, as: context.actor).total
            return ProgrammeFigureViews.overdue(found, reports: reports, of: names.programme, context.words)
        }
        addPage("statistics", "programme_statistics", to: routes) { names, context in
            let figures = try await context.programme.statistics(of: names.programme.id, as: context.actor)
            return ProgrammeFigureViews.statistics(figures, of: names, context.visit)
        }
        routes.get("/event-programmes/{id}/statistics.csv") { _, context in try await file(context) }
        routes.get("/event-programmes/{id}/booklet") { _, context in
            let booklet = try await context.programme.booklet(of: try context.id(), as: context.actor)
            return page(
                "booklet", "booklet", BookletViews.booklet(booklet, in: languages(context), context.visit),
                booklet.programme, context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/event-programmes/{id}/coverage") { _, context in
            let text = context.visit.query["part"] ?? ""
            guard text.isEmpty || ProposalPart(rawValue: text) != nil else {
                throw Problem.invalid("part", "field.unknown", ["code": String(text.prefix(40))])
            }
            return try Answers.json(
                try await context.programme.coverage(
                    of: try context.id(), part(context) ?? .proposed, as: context.actor), context)
        }
        routes.get("/api/v1/event-programmes/{id}/collisions") { _, context in
            try Answers.json(try await context.programme.collisions(of: try context.id(), as: context.actor), context)
        }
        routes.get("/api/v1/event-programmes/{id}/overdue") { _, context in
            try Answers.json(
                try await context.programme.overdueTasks(of: try context.id(), as: context.actor), context)
        }
        routes.get("/api/v1/event-programmes/{id}/statistics") { _, context in
            try Answers.json(try await context.programme.statistics(of: try context.id(), as: context.actor), context)
        }
        routes.get("/api/v1/event-programmes/{id}/booklet") { _, context in
            try Answers.json(try await context.programme.booklet(of: try context.id(), as: context.actor), context)
        }
    }

    private func part(_ context: SiteContext) -> ProposalPart? {
        context.visit.query["part"].flatMap { ProposalPart(rawValue: $0) }
    }

    /// `in=en`, `in=en-ru`; what is none of the site's languages is left out, and without any the reader's counts.
    private func languages(_ context: SiteContext) -> [String] {
        let own = context.visit.site.settings.languages
        let asked = (context.visit.query["in"] ?? "").split(separator: "-").map(String.init)
        let known = own.filter { asked.contains($0) }
        return known.isEmpty ? [context.words.language] : known
    }

    /// A page of the office about one programme: `path` in its address, `kind` in its sentences.
    private func addPage(
        _ path: String, _ kind: String, to routes: Routes,
        _ body: @escaping @Sendable (ProgrammeNames, SiteContext) async throws -> HTML
    ) {
        routes.get(RouterPath("/event-programmes/{id}/" + path)) { _, context in
            let profile = try await context.programme.eventProgramme(try context.id(), as: context.actor)
            if let refusal = profile.programme.refusal(of: .work, to: context.actor) {
                throw context.actor.isSignedIn ? Problem.refused(refusal) : Problem.signInNeeded
            }
            let names = ProgrammeNames(programme: profile.programme, themes: profile.topics)
            return page(path, kind, try await body(names, context), profile.programme, context)
        }
    }

    private func page(
        _ path: String, _ kind: String, _ body: HTML, _ programme: EventProgramme, _ context: SiteContext
    ) -> Response {
        let whole = "\(EventProgrammePages.path(programme.id))/\(path)"
        var formats = [("JSON", "/api/v1" + whole)]
        if path == "statistics" { formats.insert(("CSV", whole + ".csv"), at: 0) }
        return Answers.page(
            Page(
                title: context.words("\(kind).title"), crumbs: EventProgrammePages.crumbs(context, programme),
                body: body, area: "/event-programmes", formats: formats), context)
    }

    /// A line for each figure, so that tables of any kind can be made of it.
    private func file(_ context: SiteContext) async throws -> Response {
        let figures = try await context.programme.statistics(of: try context.id(), as: context.actor)
        var writer = CSVWriter(columns: ["figure", "code", "count"], style: .spreadsheet)
        func add(_ figure: String, _ counts: [ProgrammeCount]) {
            for one in counts { writer.append([figure, one.code, String(one.count)]) }
        }
        add("part", figures.parts)
        add("status", figures.statuses)
        add("month proposed", figures.months.map { ProgrammeCount(code: $0.month, count: $0.proposed) })
        add("month selected", figures.months.map { ProgrammeCount(code: $0.month, count: $0.selected) })
        add("month held", figures.months.map { ProgrammeCount(code: $0.month, count: $0.held) })
        add("country", figures.countries)
        add("theme", figures.themes)
        add("participants by country", figures.participantsByCountry)
        add("participants by theme", figures.participantsByTheme)
        return Answers.download(
            writer.take(), type: "text/csv; charset=utf-8", name: "statistics.csv", context)
    }
}
