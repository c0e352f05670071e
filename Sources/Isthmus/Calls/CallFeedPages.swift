import Hummingbird

/// Calls by the calendar: a page for a month, and what calendars and feed readers subscribe to, each with the filters
/// of the list.
public struct CallFeedPages: Pages {
    public init() {}

    /// What one answer holds at most.
    private static let mostDeadlines = 2_000
    private static let mostEntries = 100
    /// Deadlines stay in calendars for a while after they are over.
    private static let daysBack = 90

    public func addRoutes(to routes: Routes) {
        routes.get("/calls/calendar") { _, context in try await month(context) }
        routes.get("/calls.ics") { _, context in try await calendar(context) }
        routes.get("/calls.atom") { _, context in try await feed(context) }
    }

    private func selection(_ query: Query) -> Selection { Selection(query, facets: CallPages.facets) }

    private func month(_ context: SiteContext) async throws -> Response {
        let query = context.visit.query
        let filters = query.without("month", "day", "within", "after", "before", "limit")
        let chosen = selection(filters)
        let months = try await context.programme.deadlineMonths(chosen, as: context.actor)
        let today = BrusselsTime.clock(at: context.programme.clock()).day
        let asked = query["month"].flatMap { Day($0 + "-01") }
        let first = asked ?? months.first.flatMap { Day($0.month + "-01") } ?? today
        let name = String(first.description.prefix(7))
        let deadlines = try await context.programme.deadlines(
            chosen, month: name, most: Self.mostDeadlines, as: context.actor)
        let shown = CallMonth(first: first, today: today, deadlines: deadlines, months: months)
        return Answers.page(
            Page(
                title: context.words("calls.calendar"), crumbs: CallPages.crumbs(context),
                body: CallCalendarViews.month(shown, filters.without("lang"), context.visit), area: "/calls",
                formats: [("iCalendar", "/calls.ics" + filters.address)], isKept: true),
            context)
    }

    private func calendar(_ context: SiteContext) async throws -> Response {
        let deadlines = try await context.programme.deadlines(
            try selection(context.visit.query).subscribed(), daysBack: Self.daysBack, most: Self.mostDeadlines,
            as: context.actor)
        let calendar = CallCalendar(
            name: title(context), address: context.site.settings.address, words: context.words)
        return Answers.feed(calendar.text(deadlines), type: "text/calendar; charset=utf-8", context)
    }

    private func feed(_ context: SiteContext) async throws -> Response {
        let entries = try await context.programme.callEntries(
            try selection(context.visit.query).subscribed(), most: Self.mostEntries, as: context.actor)
        let feed = CallFeed(
            title: title(context), author: context.site.settings.name.reading(context.words.language),
            address: context.site.settings.address, query: context.visit.query.address, words: context.words)
        let start = Moment(seconds: 0)
        return Answers.feed(
            feed.text(entries, start: start), type: "application/atom+xml; charset=utf-8", context)
    }

    /// "North Bridge: Calls · State: Open".
    private func title(_ context: SiteContext) -> String {
        let words = context.words
        let chosen = selection(context.visit.query)
        let filters = CallPages.facets.flatMap { facet in
            (chosen.chosen[facet.name] ?? []).map { value in
                "\(words("calls.facet.\(facet.name)")): \(CallViews.label(facet.name, value, words))"
            }
        }
        let parts = [words("calls.title")] + (chosen.text.isEmpty ? [] : ["“\(chosen.text)”"]) + filters
        return context.site.settings.name.reading(words.language) + ": " + parts.joined(separator: " · ")
    }
}

/// A month of deadlines as its page shows it.
struct CallMonth: Sendable {
    let first: Day
    let today: Day
    let deadlines: [CallDeadlineLine]
    /// The months that have any, with how many.
    let months: [(month: String, count: Int)]

    var byDay: [Day: [CallDeadlineLine]] { Dictionary(grouping: deadlines) { BrusselsTime.clock(at: $0.at).day } }
}
