import Hummingbird

/// The list of meetings, what came of them, their statistics, and whom to introduce after all.
public struct MeetingOutcomePages: Pages {
    public init() {}

    static let list = ListPage<MeetingLine>(
        kind: "meetings", path: "/meetings",
        columns: [
            ListColumn("date", sort: "date", plain: { when($0, $1) }),
            ListColumn("people", sort: "name", plain: { line, _ in people(line) }),
            ListColumn("countries", plain: { countries($0, $1) }),
            ListColumn("place", plain: { TimetableViews.place($0.place, $0.placeNumber, $1) }),
            ListColumn("event", plain: { $0.event.reading($1.language) }) { line, words in
                Parts.link("/events/\(line.eventID.text)", line.event.reading(words.language))
            },
            ListColumn("state", plain: { state($0, $1) }) { line, words in
                line.reason == nil ? Parts.pill(state(line, words), tone(line.state)) : "\(state(line, words))"
            },
        ],
        codes: [
            ListCode("id") { $0.id.text }, ListCode("brokerageID") { $0.brokerageID.text },
            ListCode("eventID") { $0.eventID.text }, ListCode("zone") { $0.zone },
            ListCode("starts") { $0.starts?.description ?? "" }, ListCode("ends") { $0.ends?.description ?? "" },
            ListCode("startsAt") { $0.startsAt?.iso ?? "" }, ListCode("endsAt") { $0.endsAt?.iso ?? "" },
            ListCode("place") { $0.place?.rawValue ?? "" },
            ListCode("placeNumber") { $0.placeNumber.map(String.init) ?? "" },
            ListCode("state") { $0.state.rawValue }, ListCode("reason") { $0.reason?.rawValue ?? "" },
            ListCode("asker") { $0.asker }, ListCode("askerOrganisation") { $0.askerOrganisation },
            ListCode("askerCountry") { $0.askerCountry }, ListCode("other") { $0.other },
            ListCode("otherOrganisation") { $0.otherOrganisation }, ListCode("otherCountry") { $0.otherCountry },
            ListCode("parties") { String($0.parties) }, ListCode("edition") { String($0.edition) },
            ListCode("changedAt") { $0.changedAt.iso },
        ], sortedBy: "date", label: MeetingOutcomeViews.label)

    /// Names and readers of the filters do not depend on the moment or on who asks.
    static let facets = MeetingLine.listing(at: Moment(seconds: 0), for: .visitor).facets

    private static func when(_ line: MeetingLine, _ words: Words) -> String {
        guard let starts = line.starts, let ends = line.ends else { return words("timetable.no_meeting") }
        return EventViews.span(starts, ends, words)
    }

    private static func people(_ line: MeetingLine) -> String {
        "\(line.asker) – \(line.other)" + (line.parties > 2 ? " +\(line.parties - 2)" : "")
    }

    private static func countries(_ line: MeetingLine, _ words: Words) -> String {
        [line.askerCountry, line.otherCountry].filter { !$0.isEmpty }.map { words.country($0) }.joined(separator: " – ")
    }

    private static func state(_ line: MeetingLine, _ words: Words) -> String {
        line.reason.map { words("timetable.reason.\($0.rawValue)") } ?? words("meetings.state.\(line.state.rawValue)")
    }

    private static func tone(_ state: MeetingLine.State) -> Parts.Tone {
        switch state {
        case .planned: .wait
        case .held: .good
        case .missed: .bad
        case .unplaced, .cancelled: .quiet
        }
    }

    public func addRoutes(to routes: Routes) {
        ListRoutes(
            Self.list, facets: Self.facets, tools: { MeetingOutcomeViews.tools($0.visit) },
            names: BrokeragePages.eventNames,
            find: { try await $3.meetings($0, as: $1, counting: $2) }
        ).add(to: routes)
        routes.get("/meetings/statistics") { _, context in
            let selection = Selection(context.visit.query, facets: Self.facets)
            let statistics = try await context.programme.meetingStatistics(selection, as: context.actor)
            let title = context.words("meetings.statistics")
            let query = context.visit.query.without("lang").address
            return Answers.page(
                Page(
                    title: title, crumbs: [(context.words("meetings.title"), "/meetings")],
                    body: MeetingOutcomeViews.statistics(statistics, context.visit), area: "/events",
                    formats: [("JSON", "/api/v1/meetings/statistics\(query)")]), context)
        }
        routes.get("/api/v1/meetings/statistics") { _, context in
            let selection = try Selection(context.visit.query, facets: Self.facets).subscribed()
            return try Answers.json(
                try await context.programme.meetingStatistics(selection, as: context.actor), context)
        }
        routes.get("/meetings/{id}/outcome") { _, context in try await outcomeForm(nil, [], context) }
        routes.post("/meetings/{id}/outcome") { request, context in try await report(request, context) }
        routes.get("/api/v1/meetings/{id}/outcomes") { _, context in
            try Answers.json(
                try await context.programme.meetingOutcomes(try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/meetings/{id}/outcomes") { request, context in
            try Answers.created(
                try await context.programme.reportMeeting(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        addIntroductions(to: routes)
    }

    private func addIntroductions(to routes: Routes) {
        routes.get("/brokerages/{id}/introductions") { _, context in
            let found = try await context.programme.introductions(of: try context.id(), as: context.actor)
            return Answers.page(
                Page(
                    title: context.words("introductions.title"),
                    crumbs: BrokeragePages.crumbs(context, found.brokerage),
                    body: MeetingOutcomeViews.introductions(found, context.words), area: "/events",
                    formats: [("JSON", "/api/v1/brokerages/\(found.brokerage.id.text)/introductions")]), context)
        }
        routes.get("/api/v1/brokerages/{id}/introductions") { _, context in
            let found = try await context.programme.introductions(of: try context.id(), as: context.actor)
            return try Answers.json(found.suggestions, context)
        }
    }

    private func outcomeForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let meeting = try await context.programme.meetingToReport(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "meeting_outcome", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("meeting_outcome.say"),
                crumbs: BrokeragePages.crumbs(context, meeting.brokerage) + [
                    (context.words("timetable.own"), "/brokerages/\(meeting.brokerage.id.text)/mine/timetable")
                ],
                body: MeetingOutcomeViews.outcome(meeting, form, context.words), area: "/events", issues: issues),
            context)
    }

    private func report(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<MeetingRequest> = try context.id()
        let given = try await context.given(request)
        do {
            let outcome = try await context.programme.reportMeeting(id, given, as: context.actor)
            let meeting = try await context.programme.meetingToReport(outcome.requestID, as: context.actor)
            return Answers.seeOther(
                "/brokerages/\(meeting.brokerage.id.text)/mine/timetable#m-\(id.text)",
                notice: "meeting_outcome.reported", context)
        } catch Problem.invalid(let issues) { return try await outcomeForm(given, issues, context) }
    }
}
