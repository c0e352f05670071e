import Hummingbird

/// Who takes part in the meetings of an event: the list, profiles, absences, whom to meet.
public struct ParticipantPages: Pages {
    public init() {}

    static let list = ListPage<ParticipantLine>(
        kind: "participants", path: "/participants",
        columns: [
            ListColumn("name", sort: "name", plain: { line, _ in line.name }) { line, _ in
                Parts.link("/participants/\(line.id.text)", line.name)
            },
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }),
            ListColumn("country", sort: "country", plain: { $0.country.isEmpty ? "" : $1.country($0.country) }),
            ListColumn("delegation", plain: { line, _ in line.delegation }),
            ListColumn("offers", plain: { $0.offers.reading($1.language) }) { line, words in
                "\(ParticipantViews.short(line.offers.reading(words.language)))"
            },
            ListColumn("seeks", plain: { $0.seeks.reading($1.language) }) { line, words in
                "\(ParticipantViews.short(line.seeks.reading(words.language)))"
            },
            ListColumn(
                "languages",
                plain: { line, words in line.languages.map { words.language(named: $0) }.joined(separator: ", ") }),
            ListColumn("mode", plain: { $1("participant.mode.\($0.mode.rawValue).label") }),
            ListColumn("stand", sort: "stand", isNumber: true, plain: { line, _ in line.stand.map(String.init) ?? "" }),
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("brokerageID") { $0.brokerageID.text },
            ListCode("countryCode") { $0.country }, ListCode("modeCode") { $0.mode.rawValue },
            ListCode("offeredTopics") { $0.offeredTopics.joined(separator: " ") },
            ListCode("soughtTopics") { $0.soughtTopics.joined(separator: " ") },
            ListCode("statusCode") { $0.status.rawValue }, ListCode("capacity") { String($0.capacity) },
            ListCode("version") { String($0.version) },
        ], sortedBy: "name", label: ParticipantViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Participant.listing.facets, tools: { try await Self.tools($0) },
            names: BrokeragePages.eventNames,
            find: { try await $3.participants($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/brokerages/{id}/participation") { _, context in try await begin(nil, [], context) }
        routes.post("/brokerages/{id}/participants") { request, context in try await take(request, context) }
        routes.get("/brokerages/{id}/counterparts") { _, context in
            let found = try await context.programme.counterparts(in: try context.id(), as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("counterparts.title"),
                    crumbs: BrokeragePages.crumbs(context, found.event, found.brokerage.id),
                    body: ParticipantViews.counterparts(found, context.visit), area: "/events",
                    formats: [("JSON", "/api/v1/brokerages/\(found.brokerage.id.text)/counterparts")]),
                context)
        }
        routes.get("/participants/{id}") { _, context in try await show(nil, [], context) }
        routes.get("/participants/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/participants/{id}") { request, context in try await change(request, context) }
        routes.post("/participants/{id}/departure") { request, context in
            _ = try await context.given(request)
            let left = try await context.programme.leaveBrokerage(try context.id(), as: context.actor)
            return Answers.seeOther("/brokerages/\(left.brokerageID.text)", notice: "participant.left", context)
        }
        routes.post("/participants/{id}/absences") { request, context in try await addAbsence(request, context) }
        routes.post("/absences/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let id = try await context.programme.removeAbsence(try context.id(), as: context.actor)
            return Answers.seeOther("/participants/\(id.text)", notice: "absence.removed", context)
        }
        addAPI(to: routes)
    }

    /// Above the list of one event: to its meetings, and to one's own for those who take part.
    private static func tools(_ context: SiteContext) async throws -> HTML {
        guard let id = context.visit.query["brokerage"], IDSource.isID(id, Brokerage.prefix) else { return "" }
        do {
            return ParticipantViews.tools(
                try await context.programme.brokerage(ID(id), as: context.actor), context.words)
        } catch Problem.notFound { return "" }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/participants/{id}") { _, context in
            try Answers.json(try await context.programme.participant(try context.id(), as: context.actor), context)
        }
        routes.get("/api/v1/brokerages/{id}/counterparts") { _, context in
            try Answers.json(try await context.programme.counterparts(in: try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/brokerages/{id}/participants") { request, context in
            try Answers.created(
                try await context.programme.takePart(
                    in: try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/participants/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeParticipant(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.post("/api/v1/participants/{id}/departure") { _, context in
            try Answers.json(try await context.programme.leaveBrokerage(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/participants/{id}/absences") { request, context in
            try Answers.created(
                try await context.programme.addAbsence(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/absences/{id}") { _, context in
            try await context.programme.removeAbsence(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    private func begin(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let known = try await context.programme.participationToBegin(in: try context.id(), as: context.actor)
        let adding = try await adds(to: known.brokerage.id, context)
        let form = FormParts(context.visit, kind: "participant", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(with: adding == nil ? known.known.topics : [])
        return Answers.page(
            Page(
                title: context.words(adding == nil ? "brokerage.join" : "participant.add"),
                crumbs: BrokeragePages.crumbs(context, known.event, known.brokerage.id),
                body: ParticipantViews.begin(known, adding, topics, form, context.visit), area: "/events",
                issues: issues),
            context)
    }

    /// Whom an organiser can add: others, and themselves where they have a place at the event and do not take part yet.
    private func adds(to id: ID<Brokerage>, _ context: SiteContext) async throws -> ParticipantViews.Adding? {
        let profile = try await context.programme.brokerage(id, as: context.actor)
        guard profile.mayPlan else { return nil }
        return profile.own == nil && profile.registration == .confirmed ? .anybody : .somebody
    }

    /// What an organiser left empty of a profile is not given: the directory may know it.
    private static func filled(_ given: [String: Given]) -> [String: Given] {
        func isEmpty(_ value: Given) -> Bool {
            switch value {
            case .nothing: true
            case .text(let text): text.allSatisfy(\.isWhitespace)
            case .list(let list): list.allSatisfy(isEmpty)
            case .record(let record): record.values.allSatisfy(isEmpty)
            default: false
            }
        }
        return given.filter { name, value in
            !["offers", "seeks", "offered_topics", "sought_topics", "languages"].contains(name) || !isEmpty(value)
        }
    }

    private func take(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Brokerage> = try context.id()
        let given = try await context.given(request)
        let adding = try await adds(to: id, context)
        let isForOther = !Fields(given).text("registration", atMost: 40).isEmpty
        do {
            if adding == .somebody, !isForOther { throw Problem.invalid("registration", "field.required") }
            let taken = try await context.programme.takePart(
                in: id, adding == nil ? given : Self.filled(given), as: context.actor)
            guard taken.isOwn(context.actor) else {
                return Answers.seeOther("/participants/\(taken.id.text)", notice: "participant.added", context)
            }
            return Answers.seeOther("/brokerages/\(id.text)", notice: "participant.joined", context)
        } catch Problem.invalid(let issues) { return try await begin(given, issues, context) }
    }

    private func show(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.participant(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "absence", given: given, issues: issues)
        return Answers.page(
            Page(
                title: profile.line.name,
                crumbs: BrokeragePages.crumbs(context, profile.event, profile.line.brokerageID),
                body: ParticipantViews.profile(profile, form, context.visit), area: "/events", issues: issues,
                formats: [("JSON", "/api/v1/participants/\(profile.line.id.text)")]),
            context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (participant, event) = try await context.programme.participationToEdit(
            try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "participant", given: given, issues: issues)
        let topics = try await context.programme.topicChoices(
            with: participant.offeredTopics + participant.soughtTopics)
        return Answers.page(
            Page(
                title: context.words("participant.edit"),
                crumbs: BrokeragePages.crumbs(context, event, participant.brokerageID),
                body: ParticipantViews.form(participant, of: event, topics, form, context.visit), area: "/events",
                issues: issues),
            context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Participant> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeParticipant(id, given, as: context.actor)
            }
            return Answers.seeOther("/participants/\(id.text)", notice: "participant.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func addAbsence(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Participant> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.addAbsence(id, given, as: context.actor)
            return Answers.seeOther("/participants/\(id.text)#absences", notice: "absence.added", context)
        } catch Problem.invalid(let issues) { return try await show(given, issues, context) }
    }
}
