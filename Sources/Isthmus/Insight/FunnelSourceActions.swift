import Database

/// A step on the way from what teams can do to projects that are paid, in order.
public enum FunnelStep: String, Codable, Sendable, CaseIterable {
    case competences, searches, expressions, meetings, applications, cases, consortia, submitted, funded
}

/// What a funnel can be narrowed by.
public enum FunnelDimension: String, Codable, Sendable, CaseIterable { case country, topic, event, period }

/// A list whose lines count for a step: the number is that of the list's own page, so that it opens its records.
struct FunnelSource: Sendable {
    let step: FunnelStep
    /// The last word of its sentence's key.
    let name: String
    let path: String
    /// What narrows the list to those that count.
    let fixed: [(name: String, value: String)]
    /// By what the funnel is narrowed by, the filter of the list that does it; a source without one cannot say.
    let filters: [FunnelDimension: String]
    let count:
        @Sendable (Transaction, Selection, Actor, Moment) throws -> (
            total: Int, counts: [String: [(value: String, count: Int)]]
        )
    /// The total alone.
    let number: @Sendable (Transaction, Selection, Actor, Moment) throws -> Int

    init<Item>(
        _ step: FunnelStep, _ name: String, _ page: ListPage<Item>,
        at listing: @escaping @Sendable (Moment, Actor) -> Listing<Item>,
        visible: @escaping @Sendable (Actor) -> SQL, fixed: [(name: String, value: String)] = [],
        filters: [FunnelDimension: String] = [.country: "country", .topic: "topic", .period: "period"]
    ) {
        (self.step, self.name, path, self.fixed, self.filters) = (step, name, page.path, fixed, filters)
        count = { tx, selection, actor, now in
            let found = try tx.list(listing(now, actor), selection, visible: visible(actor))
            return (found.total, found.counts)
        }
        number = { tx, selection, actor, now in
            let listing = listing(now, actor)
            return try tx.count(
                """
                SELECT COUNT(*) FROM \(listing.source)
                WHERE (\(visible(actor))) AND \(listing.condition(selection))
                """)
        }
    }

    /// What partner searches and what came of them can be narrowed by.
    private static let ofSearches: [FunnelDimension: String] = [
        .country: "country", .topic: "sought", .event: "event", .period: "period",
    ]

    /// Consortia in some states, by the day that counts for them.
    private static func consortia(_ step: FunnelStep, _ states: [Consortium.State], by day: String) -> FunnelSource {
        var filters = ofSearches
        filters[.period] = day
        return FunnelSource(
            step, "searches", ConsortiumPages.list, at: { _, actor in Consortium.listing(for: actor) },
            visible: Consortium.visible, fixed: states.map { ("state", $0.rawValue) }, filters: filters)
    }

    private static func support(_ step: FunnelStep, _ reached: String) -> FunnelSource {
        FunnelSource(
            step, "support", SupportCasePages.list, at: { _, _ in SupportCase.listing },
            visible: SupportCase.visible, fixed: [("reached", reached)])
    }

    /// Every list that counts, in the order of the steps.
    static let all: [FunnelSource] = [
        FunnelSource(
            .competences, "competences", CompetencePages.list, at: { _, _ in Competence.listing },
            visible: Competence.visible),
        FunnelSource(
            .searches, "searches", PartnerSearchPages.list, at: PartnerSearch.listing,
            visible: PartnerSearch.visible, fixed: [("published", "1")], filters: ofSearches),
        FunnelSource(
            .expressions, "searches", InterestPages.list, at: { _, actor in Interest.listing(for: actor) },
            visible: Interest.visible, filters: ofSearches),
        FunnelSource(
            .meetings, "meetings", MeetingOutcomePages.list, at: { MeetingLine.listing(at: $0, for: $1) },
            visible: MeetingLine.visible, fixed: [("state", MeetingLine.State.held.rawValue)],
            filters: [.country: "country", .topic: "topic", .event: "event", .period: "period"]),
        FunnelSource(
            .applications, "applications", SupportApplicationPages.list, at: { _, _ in SupportApplication.listing },
            visible: SupportApplication.visible, fixed: [("sent", "1")]),
        FunnelSource(
            .cases, "cases", SupportCasePages.list, at: { _, _ in SupportCase.listing },
            visible: SupportCase.visible),
        consortia(.consortia, [], by: "period"), support(.consortia, "consortium"),
        consortia(.submitted, Consortium.State.handedIn, by: "submitted"), support(.submitted, "submitted"),
        consortia(.funded, [.funded], by: "decided"), support(.funded, "funded"),
    ]
}

extension Programme {
    /// Countries and themes that the funnel is told by, those with most.
    static let mostFunnelCountries = 60
    static let mostFunnelTopics = 30

    /// How many came how far, for the office: source by source, and by country and theme.
    public func funnel(_ question: FunnelQuestion, as actor: Actor) async throws -> Funnel {
        guard actor.isOffice else {
            throw actor.isSignedIn ? Problem.refused(.init("funnel.refused")) : Problem.signInNeeded
        }
        let now = clock()
        return try await read { tx in
            let found = try FunnelSource.all.map { source in
                try question.query(of: source).map { query in
                    var selection = Selection()
                    selection.limit = 1
                    for item in query.items { selection.chosen[item.name, default: []].append(item.value) }
                    let (total, counts) = try source.count(tx, selection, actor, now)
                    return (query: query, selection: selection, total: total, counts: counts)
                }
            }
            // Which ones, for all sources at once: what one of them counts, every other that can counts too.
            func values(_ dimension: FunnelDimension, most: Int) -> [String] {
                if let chosen = question.chosen[dimension] { return [chosen] }
                let counts = zip(FunnelSource.all, found).map { source, found in
                    source.filters[dimension].flatMap { found?.counts[$0] } ?? []
                }
                return Funnel.foremost(most, of: counts)
            }
            let countries = values(.country, most: Self.mostFunnelCountries)
            let topics = values(.topic, most: Self.mostFunnelTopics)
            let rows = try zip(FunnelSource.all, found).map { source, found -> Funnel.Row in
                guard let (query, selection, total, _) = found else {
                    return Funnel.Row(
                        step: source.step, name: source.name, total: nil, address: source.path, countries: [],
                        topics: [])
                }
                // A theme holds those within it, so that each is counted as its list would be.
                func parts(_ dimension: FunnelDimension, _ values: [String]) throws -> [Funnel.Part] {
                    guard let filter = source.filters[dimension] else { return [] }
                    return try values.map { value in
                        var narrowed = selection
                        narrowed.chosen[filter] = [value]
                        return Funnel.Part(
                            value: value, count: try source.number(tx, narrowed, actor, now),
                            address: source.path + query.setting(filter, to: [value]).address)
                    }
                }
                return Funnel.Row(
                    step: source.step, name: source.name, total: total, address: source.path + query.address,
                    countries: try parts(.country, countries), topics: try parts(.topic, topics))
            }
            return Funnel(question: question, rows: rows)
        }
    }
}

extension Programme {
    /// The fields of research that the funnel can be narrowed to.
    func funnelTopics() async throws -> [Named] { try await read { try $0.topicChoices() } }

    /// The events where partner searches began or meetings were arranged.
    func funnelEvents() async throws -> [String] {
        try await read { tx in
            let named = try tx.column(String.self, "SELECT DISTINCT event FROM partner_search WHERE event <> ''")
            let arranged = try tx.column(
                Multilingual.self,
                "SELECT e.title FROM event e JOIN brokerage b ON b.event_id = e.id WHERE b.edition > 0")
            return Set(named + arranged.map { $0.reading("en") }).sorted()
        }
    }
}
