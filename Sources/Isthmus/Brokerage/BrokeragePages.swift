import Hummingbird

/// The meetings of an event: their page, settings and slots.
public struct BrokeragePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/events/{id}/brokerage") { _, context in try await ofEvent(context) }
        routes.post("/events/{id}/brokerage") { request, context in try await setUp(request, context) }
        routes.get("/brokerages/{id}") { _, context in try await show(context) }
        routes.get("/brokerages/{id}/form") { _, context in try await form(nil, [], context) }
        routes.post("/brokerages/{id}") { request, context in try await change(request, context) }
        routes.get("/brokerages/{id}/slots") { _, context in try await slots(nil, [], context) }
        routes.post("/brokerages/{id}/slots") { request, context in try await addSlots(request, context) }
        routes.post("/meeting-slots/{id}") { request, context in try await changeSlot(request, context) }
        routes.post("/meeting-slots/{id}/deletion") { request, context in
            _ = try await context.given(request)
            let brokerage = try await context.programme.removeMeetingSlot(try context.id(), as: context.actor)
            return Answers.seeOther("/brokerages/\(brokerage.text)/slots", notice: "meeting_slot.removed", context)
        }
        addAPI(to: routes)
    }

    private func addAPI(to routes: Routes) {
        routes.post("/api/v1/events/{id}/brokerage") { request, context in
            try Answers.created(
                try await context.programme.setUpBrokerage(
                    for: try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/brokerages/{id}") { _, context in
            try Answers.json(try await context.programme.brokerage(try context.id(), as: context.actor), context)
        }
        routes.patch("/api/v1/brokerages/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeBrokerage(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.get("/api/v1/brokerages/{id}/slots") { _, context in
            try Answers.json(try await context.programme.meetingSlots(of: try context.id(), as: context.actor), context)
        }
        routes.post("/api/v1/brokerages/{id}/slots") { request, context in
            try Answers.created(
                try await context.programme.addMeetingSlots(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.patch("/api/v1/meeting-slots/{id}") { request, context in
            try Answers.json(
                try await context.programme.changeMeetingSlot(
                    try context.id(), try await context.given(request), as: context.actor), context)
        }
        routes.delete("/api/v1/meeting-slots/{id}") { _, context in
            try await context.programme.removeMeetingSlot(try context.id(), as: context.actor)
            return Answers.nothing()
        }
    }

    static func crumbs(
        _ context: SiteContext, _ event: Event, _ brokerage: ID<Brokerage>? = nil
    ) -> [(label: String, path: String)] {
        EventPages.crumbs(context, event)
            + (brokerage.map { [(context.words("brokerage.title"), "/brokerages/\($0.text)")] } ?? [])
    }

    /// For the pages below that of the meetings.
    static func crumbs(_ context: SiteContext, _ brokerage: Brokerage) -> [(label: String, path: String)] {
        EventPages.crumbs(context, brokerage.event)
            + [(context.words("brokerage.title"), "/brokerages/\(brokerage.id.text)")]
    }

    /// Titles of the events that a list is narrowed to, as far as the reader may know them.
    static let eventNames: @Sendable (Selection, SiteContext) async throws -> [String: String] = { selection, context in
        var names: [String: String] = [:]
        for id in (selection.chosen["brokerage"] ?? []).prefix(5) {
            let known = try? await context.programme.brokerage(ID(id), as: context.actor)
            names[id] = known?.event.title.reading(context.words.language)
        }
        for id in (selection.chosen["event"] ?? []).prefix(5) {
            let known = try? await context.programme.event(ID(id), as: context.actor)
            names[id] = known?.event.title.reading(context.words.language)
        }
        return names
    }

    /// Leads to the meetings where there are any, else to setting them up.
    private func ofEvent(_ context: SiteContext) async throws -> Response {
        let id: ID<Event> = try context.id()
        if let known = try await context.programme.brokerage(of: id, as: context.actor) {
            return Answers.seeOther("/brokerages/\(known.brokerage.id.text)", context)
        }
        return try await newForm(nil, [], context)
    }

    private func newForm(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let event = try await context.programme.eventToBroker(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "brokerage", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("brokerage.add"), crumbs: Self.crumbs(context, event),
                body: BrokerageViews.form(nil, of: event, form, context.words), area: "/events", issues: issues),
            context)
    }

    private func setUp(_ request: Request, _ context: SiteContext) async throws -> Response {
        let given = try await context.given(request)
        do {
            let made = try await context.programme.setUpBrokerage(for: try context.id(), given, as: context.actor)
            return Answers.seeOther("/brokerages/\(made.id.text)/slots", notice: "brokerage.created", context)
        } catch Problem.invalid(let issues) { return try await newForm(given, issues, context) }
    }

    private func show(_ context: SiteContext) async throws -> Response {
        let id: ID<Brokerage> = try context.id()
        let profile = try await context.programme.brokerage(id, as: context.actor)
        return Answers.page(
            Page(
                title: context.words("brokerage.title"), crumbs: Self.crumbs(context, profile.event),
                body: BrokerageViews.profile(profile, context.visit), area: "/events",
                formats: [("JSON", "/api/v1/brokerages/\(id.text)")]),
            context)
    }

    private func form(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        let (brokerage, event) = try await context.programme.brokerageToEdit(try context.id(), as: context.actor)
        let form = FormParts(context.visit, kind: "brokerage", given: given, issues: issues)
        return Answers.page(
            Page(
                title: context.words("brokerage.edit"), crumbs: Self.crumbs(context, event, brokerage.id),
                body: BrokerageViews.form(brokerage, of: event, form, context.words), area: "/events", issues: issues),
            context)
    }

    private func change(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Brokerage> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.change(id) {
                try await context.programme.changeBrokerage(id, given, as: context.actor)
            }
            return Answers.seeOther("/brokerages/\(id.text)", notice: "brokerage.changed", context)
        } catch Problem.invalid(let issues) { return try await form(given, issues, context) }
    }

    private func slots(
        _ given: [String: Given]?, _ issues: [Problem.Issue], _ context: SiteContext
    ) async throws -> Response {
        slotPage(
            try await context.programme.slotSheet(of: try context.id(), as: context.actor), given, issues, context)
    }

    /// `slot` is the one whose change came back with the issues; else it is the form for more.
    private func slotPage(
        _ sheet: MeetingSlotSheet, _ given: [String: Given]?, _ issues: [Problem.Issue],
        of slot: ID<MeetingSlot>? = nil, _ context: SiteContext
    ) -> Response {
        var form = FormParts(context.visit, kind: "meeting_slot", given: given, issues: issues)
        var rejected: MeetingSlotViews.Rejected?
        if let slot {
            form.mark = slot.text + "-"
            rejected = .init(slot: slot, form: form)
            form = FormParts(context.visit, kind: "meeting_slot")
        }
        return Answers.page(
            Page(
                title: context.words("meeting_slots.title"),
                crumbs: Self.crumbs(context, sheet.event, sheet.brokerage.id),
                body: MeetingSlotViews.page(sheet, form, rejected, context.visit), area: "/events", issues: issues,
                formats: [("JSON", "/api/v1/brokerages/\(sheet.brokerage.id.text)/slots")]),
            context)
    }

    private func addSlots(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<Brokerage> = try context.id()
        let given = try await context.given(request)
        do {
            _ = try await context.programme.addMeetingSlots(id, given, as: context.actor)
            return Answers.seeOther("/brokerages/\(id.text)/slots", notice: "meeting_slot.added", context)
        } catch Problem.invalid(let issues) { return try await slots(given, issues, context) }
    }

    private func changeSlot(_ request: Request, _ context: SiteContext) async throws -> Response {
        let id: ID<MeetingSlot> = try context.id()
        let given = try await context.given(request)
        do {
            let changed = try await context.change(id) {
                try await context.programme.changeMeetingSlot(id, given, as: context.actor)
            }
            return Answers.seeOther(
                "/brokerages/\(changed.brokerageID.text)/slots", notice: "meeting_slot.changed", context)
        } catch Problem.invalid(let issues) {
            let sheet = try await context.programme.slotSheet(ofSlot: id, as: context.actor)
            return slotPage(sheet, given, issues, of: id, context)
        }
    }
}

extension BrokeragePages {
    /// What an event's page says of its meetings.
    static let eventPart = PagePart(name: "brokerage", kind: Event.kind) { id, context in
        let found = try await context.programme.brokerage(of: ID(id), as: context.actor)
        guard let found else { return .init(html: "") }
        let now = context.programme.clock()
        return .init(html: BrokerageViews.onEvent(found, at: now, context.words), isSettled: true)
    }
}
