import Hummingbird

/// Where meetings are asked for and answered: one's own, one request, all of them for the organisers.
public struct MeetingPages: Pages {
    public init() {}

    static let list = ListPage<MeetingRequestLine>(
        kind: "meeting_requests", path: "/meeting-requests",
        columns: [
            ListColumn("asker", sort: "asker", plain: { line, _ in line.asker }) { line, words in
                """
                \(Parts.link("/meeting-requests/\(line.id.text)", line.asker))\
                <small>\(MeetingViews.place(line.askerOrganisation, line.askerCountry, words))</small>
                """
            },
            ListColumn("other", sort: "other", plain: { line, _ in line.other }) { line, words in
                """
                \(line.other)\(line.parties > 2 ? " \(words("meeting_request.more", count: line.parties - 2))" : "")\
                <small>\(MeetingViews.place(line.otherOrganisation, line.otherCountry, words))</small>
                """
            },
            ListColumn("state", plain: { $1("meeting_request.state.\($0.state.rawValue)") }) { line, words in
                MeetingViews.pill(line.state, words)
            },
            ListColumn(
                "way", plain: { $1($0.isOnline ? "participant.mode.online.label" : "participant.mode.on_site.label") }),
            ListColumn("priority", isNumber: true, plain: { line, _ in String(line.priority) }),
            ListColumn("placed", plain: { $1("meeting_request.placed.\($0.placed)") }),
            ListColumn("created", sort: "created", plain: { line, _ in line.createdAt.iso }) { line, words in
                "\(words.moment(line.createdAt))"
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("brokerageID") { $0.brokerageID.text },
            ListCode("askerOrganisation") { $0.askerOrganisation }, ListCode("askerCountry") { $0.askerCountry },
            ListCode("otherOrganisation") { $0.otherOrganisation }, ListCode("otherCountry") { $0.otherCountry },
            ListCode("parties") { String($0.parties) }, ListCode("stateCode") { $0.state.rawValue },
            ListCode("version") { String($0.version) },
        ], sortedBy: "created", label: MeetingViews.label)

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: MeetingRequest.listing.facets, tools: { MeetingViews.tools($0.visit) },
            names: BrokeragePages.eventNames,
            find: { try await $3.meetingRequests($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/brokerages/{id}/meetings") { _, context in
            let own = try await context.programme.ownMeetings(in: try context.id(), as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("brokerage.meetings"),
                    crumbs: BrokeragePages.crumbs(context, own.event, own.brokerage.id),
                    body: MeetingViews.own(own, try await planned(own, context), context.visit), area: "/events",
                    formats: [("JSON", "/api/v1/brokerages/\(own.brokerage.id.text)/meetings")]),
                context)
        }
        routes.get("/brokerages/{id}/meetings/part") { _, context in
            let own = try await context.programme.ownMeetings(in: try context.id(), as: context.actor)
            var response = Answers.text(
                MeetingViews.part(own, try await planned(own, context), context.visit).text,
                type: "text/html; charset=utf-8")
            response.headers[.cacheControl] = "no-store"
            return response
        }
        routes.get("/brokerages/{id}/live") { request, context in try await LivePages.listen(request, context) }
        routes.get("/participants/{id}/request") { _, context in try await form(nil, [], context) }
        routes.post("/participants/{id}/requests") { request, context in try await ask(request, context) }
        routes.get("/meeting-requests/{id}") { _, context in try await show("", nil, [], context) }
        act("change", "meeting_request.changed", routes) { try await $0.changeRequest($1, $2, as: $3) }
        act("answer", "meeting_request.answered", routes) { try await $0.answerRequest($1, $2, as: $3) }
        act("proposal", "meeting_request.countered", routes) { try await $0.counterPropose($1, $2, as: $3) }
        act("note", "meeting_request.noted", routes) { try await $0.noteRequest($1, $2, as: $3) }
        routes.post("/meeting-requests/{id}/withdrawal") { request, context in
            _ = try await context.given(request)
            let before = try await context.programme.meetingRequest(try context.id(), as: context.actor).meeting
            let gone = try await context.programme.withdrawRequest(before.id, as: context.actor)
            let isOwn = MeetingRequestViews.way(of: before) == .own
            return Answers.seeOther(
                back(gone, context), notice: isOwn ? "meeting_request.withdrawn" : "meeting_request.called_off", context
            )
        }
        addAPI(to: routes)
    }

    /// What the published timetable says of one's own meetings; nil before the first.
    private func planned(_ own: OwnMeetings, _ context: SiteContext) async throws -> OwnTimetable? {
        guard own.brokerage.edition > 0 else { return nil }
        return try await context.programme.ownTimetable(of: own.brokerage.id, as: context.actor)
    }

    /// To one's own meetings; organisers to the request.
    private func back(_ request: MeetingRequest, _ context: SiteContext) -> String {
        request.parties(of: context.actor).isEmpty
            ? "/meeting-requests/\(request.id.text)" : "/brokerages/\(request.brokerageID.text)/meetings"
    }

    /// A form that answers a request and leads back to where one's meetings are.
    private func act<Result: Sendable>(
        _ name: String, _ notice: String, _ routes: Routes,
        _ verb: @escaping @Sendable (Programme, ID<MeetingRequest>, [String: Given], Actor) async throws -> Result
    ) {
        routes.post("/meeting-requests/{id}/\(name)") { request, context in
            let id: ID<MeetingRequest> = try context.id()
            let given = try await context.given(request)
            do {
                let result = try await context.change(id) {
                    try await verb(context.programme, id, given, context.actor)
                }
                let path = (result as? MeetingRequest).map { back($0, context) } ?? "/meeting-requests/\(id.text)"
                return Answers.seeOther(path, notice: notice, context)
            } catch Problem.invalid(let issues) { return try await show(name, given, issues, context) }
        }
    }

    private func addAPI(to routes: Routes) {
        routes.get("/api/v1/brokerages/{id}/meetings") { _, context in
            let own = try await context.programme.ownMeetings(in: try context.id(), as: context.actor)
            return try Answers.json(OwnMeetingsBody(own), context)
        }
        routes.post("/api/v1/brokerages/{id}/requests") { request, context in
            let made = try await context.programme.requestMeeting(
                in: try context.id(), try await context.given(request), as: context.actor)
            return try Answers.created(
                try await context.programme.meetingRequest(made.id, as: context.actor).meeting, context)
        }
        routes.get("/api/v1/meeting-requests/{id}") { _, context in
            let profile = try await context.programme.meetingRequest(try context.id(), as: context.actor)
            return try Answers.json(MeetingBody(profile), context)
        }
        change("", to: routes) { try await $0.changeRequest($1, $2, as: $3) }
        change("answer", to: routes) { try await $0.answerRequest($1, $2, as: $3) }
        change("proposal", to: routes) { try await $0.counterPropose($1, $2, as: $3) }
        routes.post("/api/v1/meeting-requests/{id}/withdrawal") { _, context in
            let gone = try await context.programme.withdrawRequest(try context.id(), as: context.actor)
            return try Answers.json(
                try await context.programme.meetingRequest(gone.id, as: context.actor).meeting, context)
        }
        routes.post("/api/v1/meeting-requests/{id}/note") { request, context in
            try await context.programme.noteRequest(
                try context.id(), try await context.given(request), as: context.actor)
            return Answers.nothing()
        }
    }

    /// For programs: the change, then the request as the caller sees it.
    private func change(
        _ name: String, to routes: Routes,
        _ verb:
            @escaping @Sendable (Programme, ID<MeetingRequest>, [String: Given], Actor) async throws ->
            MeetingRequest
    ) {
        let path = "/api/v1/meeting-requests/{id}" + (name.isEmpty ? "" : "/\(name)")
        routes.on(RouterPath(path), method: name.isEmpty ? .patch : .post) { request, context in
            let changed = try await verb(
                context.programme, try context.id(), try await context.given(request), context.actor)
            return try Answers.json(
                try await context.programme.meetingRequest(changed.id, as: context.actor).meeting, context)
        }
    }

    /// `isRefused` where the whole cannot be, whatever is typed: the text is not lost.
    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], isRefused: Bool = false, _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.participant(try context.id(), as: context.actor)
        let id = profile.line.brokerageID
        let slots = try await context.programme.meetingSlots(of: id, as: context.actor)
        let others = try await context.programme.others(in: id, as: context.actor)
        let askers =
            profile.asksForOthers(context.actor)
            ? try await context.programme.participantsWithoutAccount(in: id, as: context.actor) : []
        let form = FormParts(context.visit, kind: "meeting_request", given: given, issues: issues)
        var page = Page(
            title: context.words("meeting_request.ask"), crumbs: BrokeragePages.crumbs(context, profile.event, id),
            body: MeetingViews.form(profile, slots, others, askers, form, context.visit), area: "/events",
            issues: issues)
        if isRefused { page.status = .forbidden }
        return Answers.page(page, context)
    }

    /// Besides the one on whose page the form is, others may be named.
    private func ask(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Participant> = try context.id()
        var given = try await context.given(request)
        var others: [Given] = []
        switch given["others"] {
        case .list(let list): others = list.filter { $0 != .text("") }
        case .text(let text) where !text.isEmpty: others = [.text(text)]
        default: break
        }
        let profile = try await context.programme.participant(id, as: context.actor)
        given["to"] = .list([.text(id.text)] + others)
        do {
            if profile.asksForOthers(context.actor), Fields(given).text("from", atMost: 40).isEmpty {
                throw Problem.invalid("from", "field.required")
            }
            let made = try await context.programme.requestMeeting(
                in: profile.line.brokerageID, given, as: context.actor)
            return Answers.seeOther(back(made, context), notice: "meeting_request.created", context)
        } catch Problem.invalid(let issues) {
            return try await form(given, issues, context)
        } catch Problem.refused(let reason) {
            return try await form(given, [Problem.Issue("", reason.key, reason.values)], isRefused: true, context)
        }
    }

    /// `name` is the form on the page that came back with issues.
    private func show(
        _ name: String, _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let profile = try await context.programme.meetingRequest(try context.id(), as: context.actor)
        return Answers.page(
            Page(
                title: context.words("meeting_request.title"),
                crumbs: BrokeragePages.crumbs(context, profile.event, profile.meeting.brokerageID),
                body: MeetingRequestViews.page(profile, name, given, issues, context.visit), area: "/events",
                issues: issues, formats: [("JSON", "/api/v1/meeting-requests/\(profile.meeting.id.text)")]),
            context)
    }
}
