import Hummingbird

/// Where people register for an event and look after their registration, and where the organisers see who comes.
public struct EventRegistrationPages: Pages {
    public init() {}

    static let list = ListPage<EventRegistrationLine>(
        kind: "event_registrations", path: "/event-registrations",
        columns: [
            ListColumn("name", sort: "name", plain: { line, _ in line.name }) { line, _ in
                "\(Parts.link("/event-registrations/\(line.id.text)", line.name))<small>\(line.email)</small>"
            },
            ListColumn("organisation", sort: "organisation", plain: { line, _ in line.organisation }),
            ListColumn("country", plain: { $0.country.isEmpty ? "" : $1.country($0.country) }),
            ListColumn("event", plain: { $0.eventTitle.reading($1.language) }),
            ListColumn("group", plain: { line, _ in line.groupName }),
            ListColumn("came", sort: "came", plain: { line, _ in line.cameAt.iso }) { line, words in
                "\(words.moment(line.cameAt))"
            },
            ListColumn("status", plain: { $1("event_registration.status.\($0.status.rawValue)") }) { line, words in
                let there: HTML? = line.arrivedAt.map { _ in " \(Parts.pill(words("event_registration.there"), .good))"
                }
                return "\(EventRegistrationViews.pill(line.status, words))\(there)"
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("eventID") { $0.eventID.text }, ListCode("email") { $0.email },
            ListCode("countryCode") { $0.country }, ListCode("job") { $0.job }, ListCode("needs") { $0.needs },
            ListCode("statusCode") { $0.status.rawValue }, ListCode("arrivedAt") { $0.arrivedAt?.iso ?? "" },
            ListCode("version") { String($0.version) },
        ], sortedBy: "name", label: EventRegistrationViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: EventRegistration.listing.facets,
            tools: { EventRegistrationViews.tools($0.visit) },
            find: { try await $3.eventRegistrations($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/events/{id}/registration") { _, context in try await own(context) }
        routes.post("/events/{id}/registrations") { request, context in try await register(request, context) }
        routes.get("/event-registrations/{id}") { _, context in
            let profile = try await context.programme.eventRegistration(try context.id(), as: context.actor)
            return page(
                profile.attendee.name, EventRegistrationViews.profile(profile, context.visit), profile.event, context)
        }
        addVerb("approval", to: routes) { try await $0.approveRegistration($1, as: $2) }
        addVerb("refusal", to: routes) { try await $0.declineRegistration($1, as: $2) }
        addVerb("cancellation", to: routes) { try await $0.cancelRegistration($1, as: $2) }
        addVerb("arrival", to: routes) { try await $0.checkIn($1, as: $2) }
        addOwn(to: routes)
        addAPI(to: routes)
    }

    /// A button of the office's page and the same for programs.
    private func addVerb(
        _ name: String, to routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<EventRegistration>, Actor) async throws -> EventRegistration
    ) {
        let path = "/event-registrations/{id}/" + name
        routes.post(RouterPath(path)) { request, context in
            _ = try await context.given(request)
            let changed = try await verb(context.programme, try context.id(), context.actor)
            return Answers.seeOther(
                "/event-registrations/\(changed.id.text)", notice: "event_registration.\(name)", context)
        }
        routes.post(RouterPath("/api/v1" + path)) { _, context in
            try Answers.json(try await verb(context.programme, try context.id(), context.actor), context)
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/event-registrations/{id}") { _, context in
            try Answers.json(
                try await context.programme.eventRegistration(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/events/{id}/registrations") { request, context in
            guard context.actor.account != nil else { throw Problem.signInNeeded }
            let given = try await context.given(request)
            let result = try await context.programme.register(for: try context.id(), given, as: context.actor)
            return try Answers.created(result.registration, context)
        }
    }

    private func addOwn(to routes: Routes) {
        routes.get("/registrations/{token}") { _, context in
            let profile = try await context.programme.registration(token: try token(context))
            return try await ownPage(profile, nil, [], context)
        }
        routes.post("/registrations/{token}/confirmation") { request, context in
            _ = try await context.given(request)
            try await context.programme.confirmRegistration(token: try token(context))
            return Answers.seeOther(
                "/registrations/\(try token(context))", notice: "event_registration.proved", context)
        }
        routes.post("/registrations/{token}/cancellation") { request, context in
            _ = try await context.given(request)
            try await context.programme.cancelRegistration(token: try token(context))
            return Answers.seeOther(
                "/registrations/\(try token(context))", notice: "event_registration.cancellation", context)
        }
        routes.post("/registrations/{token}/questions") { request, context in
            let given = try await context.given(request)
            do {
                try await context.programme.askQuestion(token: try token(context), given)
                return Answers.seeOther(
                    "/registrations/\(try token(context))", notice: "event_question.asked", context)
            } catch Problem.invalid(let issues) {
                let profile = try await context.programme.registration(token: try token(context))
                return try await ownPage(profile, given, issues, isQuestion: true, context)
            }
        }
        routes.post("/registrations/{token}/feedback") { request, context in
            let given = try await context.given(request)
            do {
                try await context.programme.giveFeedback(token: try token(context), given)
                return Answers.seeOther("/registrations/\(try token(context))", notice: "event.feedback", context)
            } catch Problem.invalid(let issues) {
                let profile = try await context.programme.registration(token: try token(context))
                return try await ownPage(profile, given, issues, context)
            }
        }
    }

    /// The secret word in the address; what cannot be one is not found.
    private func token(_ context: SiteContext) throws -> String {
        guard let text = context.parameters.get("token"), SignedToken(text) != nil else { throw Problem.notFound }
        return text
    }

    /// One's own registration where there is one, else the form.
    private func own(_ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        if context.actor.account != nil,
            let token = try await context.programme.ownRegistration(for: id, as: context.actor),
            context.visit.query["again"] == nil
        {
            return Answers.seeOther("/registrations/\(token.text)", context)
        }
        return try await form(nil, [], context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.event(try context.id(), as: context.actor)
        let refusal = profile.event.refusalOfRegistering(to: context.actor, at: context.programme.clock())
        if let refusal, refusal.key == "event_registration.refused.account" { throw Problem.signInNeeded }
        let form = FormParts(context.visit, kind: "event_registration", given: given, issues: issues)
        let words = context.words
        let workplace = try await context.programme.workplace(of: context.actor)
        return Answers.page(
            Page(
                title: words("event.register"), crumbs: EventPages.crumbs(context, profile.event),
                body: EventRegistrationViews.form(
                    profile.event, refusal, workplace: workplace, form, context.visit), area: "/events",
                issues: issues),
            context)
    }

    private func register(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let id: ID<Event> = try context.id()
            let result = try await context.programme.register(for: id, given, as: context.actor)
            if result.isMailed {
                return Answers.seeOther("/events/\(id.text)", notice: "event_registration.mailed", context)
            }
            return Answers.seeOther(
                "/events/\(id.text)/registration", notice: "event_registration.created", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func ownPage(
        _ profile: EventRegistrationProfile, _ given: [String: Given]?, _ issues: [Problem.Issue],
        isQuestion: Bool = false, _ context: SiteContext
    ) async throws -> Response {
        // The page has two forms: what came back belongs to one of them.
        func form(_ kind: String, _ isIts: Bool) -> FormParts {
            var parts = FormParts(
                context.visit, kind: kind, given: isIts ? given : nil, issues: isIts ? issues : [])
            parts.mark = kind == "event_question" ? "question-" : ""
            return parts
        }
        let body = EventRegistrationViews.own(
            profile, token: try token(context), at: context.programme.clock(), form("event_feedback", !isQuestion),
            asking: form("event_question", isQuestion), context.visit)
        return page(
            context.words("event.own_registration"), body, profile.event, issues: issues, context)
    }

    private func page(
        _ title: String, _ body: HTML, _ event: Event, issues: [Problem.Issue] = [], _ context: SiteContext
    ) -> Response {
        Answers.page(
            Page(
                title: title, crumbs: EventPages.crumbs(context, event), body: body, area: "/events", issues: issues),
            context)
    }
}
