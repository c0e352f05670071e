import Hummingbird

/// Events by the calendar and on the map, and what calendars and feed readers subscribe to, each with the filters of
/// the list.
public struct EventFeedPages: Pages {
    public init() {}

    /// What one answer holds at most.
    private static let most = 2_000
    private static let mostEntries = 100
    /// Events stay in calendars for a while after they are over.
    private static let daysBack = 180

    public func addRoutes(to routes: Routes) {
        routes.get("/events/calendar") { _, context in try await month(context) }
        routes.get("/events/map") { _, context in try await map(context) }
        routes.get("/events.ics") { _, context in try await calendar(context) }
        routes.get("/events.atom") { _, context in try await feed(context) }
        routes.get("/events/{id}/calendar.ics") { _, context in
            let entry = try await context.programme.eventEntry(try context.id(), as: context.actor)
            let calendar = EventCalendar(
                name: entry.line.title.reading(context.words.language), address: context.site.settings.address,
                words: context.words)
            return Answers.feed(calendar.text([entry]), type: "text/calendar; charset=utf-8", context)
        }
    }

    private func selection(_ query: Query) -> Selection { Selection(query, facets: EventPages.facets) }

    private func month(_ context: SiteContext) async throws -> Response {
        let query = context.visit.query
        let filters = query.without("month", "day", "after", "before", "limit", "sort")
        let chosen = selection(filters)
        let months = try await context.programme.eventMonths(chosen, as: context.actor)
        let today = context.programme.clock().day
        let asked = query["month"].flatMap { Day($0 + "-01") }
        let first = asked ?? months.first.flatMap { Day($0.month + "-01") } ?? today
        let events = try await context.programme.events(chosen, in: first, most: Self.most, as: context.actor)
        let shown = filters.without("lang")
        let table = MonthTable(first: first, today: today, path: "/events/calendar", filters: shown, months: months)
        return Answers.page(
            Page(
                title: context.words("events.calendar"), crumbs: EventPages.crumbs(context),
                body: EventCalendarViews.month(table, events, shown, context.visit), area: "/events",
                formats: [("iCalendar", "/events.ics" + shown.address)], isKept: true),
            context)
    }

    private func map(_ context: SiteContext) async throws -> Response {
        let filters = context.visit.query.without("after", "before", "limit", "sort", "lang")
        var chosen = selection(filters)
        chosen.limit = 500
        let found = try await context.programme.events(chosen, as: context.actor, counting: false)
        return Answers.page(
            Page(
                title: context.words("events.map"), crumbs: EventPages.crumbs(context),
                body: EventCalendarViews.map(found.items, filters, context.visit), area: "/events", isKept: true),
            context)
    }

    private func calendar(_ context: SiteContext) async throws -> Response {
        let entries = try await context.programme.eventEntries(
            try selection(context.visit.query).subscribed(), daysBack: Self.daysBack, most: Self.most, as: context.actor
        )
        let calendar = EventCalendar(
            name: title(context), address: context.site.settings.address, words: context.words)
        return Answers.feed(calendar.text(entries), type: "text/calendar; charset=utf-8", context)
    }

    private func feed(_ context: SiteContext) async throws -> Response {
        let words = context.words
        let entries = try await context.programme.eventEntries(
            try selection(context.visit.query).subscribed(), most: Self.mostEntries, as: context.actor)
        let feed = AtomFeed(
            title: title(context), author: context.site.settings.name.reading(words.language),
            address: context.site.settings.address, path: "/events", query: context.visit.query.address,
            language: words.language)
        let items = entries.map { entry -> AtomFeed.Entry in
            let line = entry.line
            let place = EventViews.place(line.format, city: line.city, country: line.country, words)
            let about = AtomFeed.shortened(entry.text.reading(words.language))
            return AtomFeed.Entry(
                path: "/events/\(line.id.text)", title: line.title.reading(words.language),
                summary: [EventViews.span(line.starts, line.ends, words), place, about].filter { !$0.isEmpty }
                    .joined(separator: "\n"),
                categories: [words("event.kind.\(line.kind.rawValue)")], related: nil, createdAt: entry.createdAt,
                changedAt: line.changedAt)
        }
        return Answers.feed(
            feed.text(items, start: Moment(seconds: 0)), type: "application/atom+xml; charset=utf-8", context)
    }

    /// "North Bridge: Events · Country: Armenia".
    private func title(_ context: SiteContext) -> String {
        let words = context.words
        let chosen = selection(context.visit.query)
        let filters = EventPages.facets.flatMap { facet in
            (chosen.chosen[facet.name] ?? []).map { value in
                "\(words("events.facet.\(facet.name)")): \(EventViews.label(facet.name, value, words))"
            }
        }
        let parts = [words("events.title")] + (chosen.text.isEmpty ? [] : ["“\(chosen.text)”"]) + filters
        return context.site.settings.name.reading(words.language) + ": " + parts.joined(separator: " · ")
    }
}

/// Events as a calendar.
struct EventCalendar {
    let name: String
    /// Where the site stands, without a slash at the end.
    let address: String
    let words: Words

    func text(_ entries: [EventEntry]) -> String {
        ICalendar(product: "Events", name: name, address: address).text(entries.map(entry))
    }

    private func entry(_ entry: EventEntry) -> ICalendar.Entry {
        let line = entry.line
        let path = address + "/events/" + line.id.text
        let about = AtomFeed.shortened(entry.text.reading(words.language))
        let when = "\(EventViews.span(line.starts, line.ends, words)) (\(line.zone))"
        var calendar = ICalendar.Entry(
            id: line.id.text, changedAt: line.changedAt, version: line.version, start: line.startsAt,
            end: line.endsAt, summary: line.title.reading(words.language),
            description: [when, about, path].filter { !$0.isEmpty }.joined(separator: "\n"), url: path)
        calendar.zone = ZoneClock(line.zone)?.zone
        calendar.location = [line.place, line.city, line.country.isEmpty ? "" : words.country(line.country)]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        if let latitude = line.latitude, let longitude = line.longitude {
            calendar.position = (latitude, longitude)
        }
        calendar.categories = [words("event.kind.\(line.kind.rawValue)")]
        calendar.isCancelled = line.status == .cancelled
        calendar.isBusy = true
        return calendar
    }
}
