import HTTPTypes
import Hummingbird

/// The published timetable: one's own, the office's grid, sheets to print, calendars, and the same over the API.
public struct TimetablePages: Pages {
    public init() {}

    public func addRoutes(to routes: Routes) {
        routes.get("/brokerages/{id}/timetable") { _, context in try await grid(context) }
        routes.get("/brokerages/{id}/timetable/print") { _, context in try await sheets(context) }
        routes.get("/brokerages/{id}/mine/timetable") { _, context in
            let own = try await context.programme.ownTimetable(of: try context.id(), as: context.actor)
            return page(context.words("timetable.own"), TimetableViews.own(own, context.visit), own.brokerage, context)
        }
        routes.get("/brokerages/{id}/mine/timetable/part") { _, context in
            let own = try await context.programme.ownTimetable(of: try context.id(), as: context.actor)
            var response = Answers.text(TimetableViews.part(own, context.visit).text, type: "text/html; charset=utf-8")
            response.headers[.cacheControl] = "no-store"
            return response
        }
        routes.get("/brokerages/{id}/mine/timetable/print") { _, context in
            let own = try await context.programme.ownTimetable(of: try context.id(), as: context.actor)
            return page(
                context.words("timetable.print"), TimetableViews.sheets(own.sheet, of: [own.person], context.words),
                own.brokerage, context)
        }
        routes.get("/brokerages/{id}/mine/calendar.ics") { _, context in
            calendar(try await context.programme.ownTimetable(of: try context.id(), as: context.actor), context)
        }
        routes.get("/registrations/{token}/meetings.ics") { _, context in
            guard let token = context.parameters.get("token"), SignedToken(token) != nil else { throw Problem.notFound }
            return calendar(try await context.programme.ownTimetable(registration: token), context)
        }
        routes.get("/api/v1/brokerages/{id}/timetable") { _, context in
            let sheet = try await context.programme.timetable(of: try context.id(), as: context.actor)
            return try Answers.json(TimetableBody(sheet), context)
        }
        routes.get("/api/v1/brokerages/{id}/mine/timetable") { _, context in
            let own = try await context.programme.ownTimetable(of: try context.id(), as: context.actor)
            return try Answers.json(OwnTimetableBody(own), context)
        }
    }

    private func page(_ title: String, _ body: HTML, _ brokerage: Brokerage, _ context: SiteContext) -> Response {
        Answers.page(
            Page(title: title, crumbs: BrokeragePages.crumbs(context, brokerage), body: body, area: "/events"),
            context)
    }

    private func grid(_ context: SiteContext) async throws -> Response {
        let sheet = try await context.programme.timetable(of: try context.id(), as: context.actor)
        let query = context.visit.query
        let days = Set(sheet.shown.map(\.starts.day.description)).sorted()
        let day = query["day"].flatMap { days.contains($0) ? $0 : nil } ?? days.first ?? ""
        let from = query["from"].flatMap { Int($0) }.map { min(100_000, max(0, $0)) } ?? 0
        let window = TimetableViews.Window(day: day, isByPeople: query["by"] == "people", from: from)
        return Answers.page(
            Page(
                title: context.words("timetable.title"), crumbs: BrokeragePages.crumbs(context, sheet.brokerage),
                body: TimetableViews.grid(sheet, window, context.visit), area: "/events",
                formats: [("JSON", "/api/v1/brokerages/\(sheet.brokerage.id.text)/timetable")]), context)
    }

    /// One for each person who has something to read, or for the one who is asked for.
    private func sheets(_ context: SiteContext) async throws -> Response {
        let sheet = try await context.programme.timetable(of: try context.id(), as: context.actor)
        let busy = Set(sheet.lines.filter { $0.edition != nil }.flatMap { $0.parties.map(\.id) })
        let asked = context.visit.query["person"]
        let people = sheet.people.values.filter { asked == nil ? busy.contains($0.id) : $0.id.text == asked }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        return page(
            context.words("timetable.print"), TimetableViews.sheets(sheet, of: people, context.words), sheet.brokerage,
            context)
    }

    private func calendar(_ own: OwnTimetable, _ context: SiteContext) -> Response {
        let calendar = MeetingCalendar(own: own, address: context.site.settings.address, words: context.words)
        return Answers.feed(calendar.text, type: "text/calendar; charset=utf-8", context)
    }
}

/// Somebody's own meetings as a calendar. A meeting keeps its name through all editions; one that is off is told as
/// cancelled.
struct MeetingCalendar {
    let own: OwnTimetable
    /// Where the site stands, without a slash at the end.
    let address: String
    let words: Words

    var text: String {
        let title = own.brokerage.event?.title.reading(words.language) ?? ""
        let name = words("timetable.calendar", ["event": title])
        return ICalendar(product: "Meetings", name: name, address: address).text(entries)
    }

    var entries: [ICalendar.Entry] { own.sheet.lines.compactMap(entry) }

    private func entry(_ line: TimetableLine) -> ICalendar.Entry? {
        guard let edition = line.edition, let changed = line.changedAt else { return nil }
        let slots = own.sheet.slots
        guard let slot = slots.first(where: { $0.id == line.slotID ?? line.lostSlotID }) else { return nil }
        let path = address + "/brokerages/\(own.brokerage.id.text)/mine/timetable"
        let others = line.others(than: own.person.id).map(\.title).joined(separator: "; ")
        let place = TimetableViews.place(line.place, line.placeNumber, words)
        let link = line.place == .online ? line.link ?? "" : ""
        let event = own.brokerage.event
        let when = "\(EventViews.span(slot.starts, slot.ends, words)) (\(event?.zone ?? "UTC"))"
        var entry = ICalendar.Entry(
            id: line.requestID.text,
            changedAt: event?.status == .cancelled ? max(changed, event?.changedAt ?? changed) : changed,
            version: edition, start: slot.startsAt, end: slot.endsAt,
            summary: words("timetable.calendar.with", ["people": others]),
            description: [when, place, link, path].filter { !$0.isEmpty }.joined(separator: "\n"), url: path)
        entry.zone = event.flatMap { ZoneClock($0.zone)?.zone }
        entry.location = [place, event?.place ?? "", event?.city ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        entry.isCancelled = line.slotID == nil || line.isWithdrawn || event?.status == .cancelled
        entry.isBusy = !entry.isCancelled
        return entry
    }
}
