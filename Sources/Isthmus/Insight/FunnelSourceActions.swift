import Database

/// A step on the way from what teams can do to projects that are paid, in order.
public enum FunnelStep: String, Codable, Sendable, CaseIterable {
    case competences, searches, expressions, applications, cases, consortia, submitted, funded
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

    /// Every list that counts, in the order of the steps. A later area adds its own here.
    static let all: [FunnelSource] =
        [
            FunnelSource(
                .competences, "competences", CompetencePages.list, at: { _, _ in Competence.listing },
                visible: Competence.visible),
            FunnelSource(
                .applications, "applications", SupportApplicationPages.list, at: { _, _ in SupportApplication.listing },
                visible: SupportApplication.visible, fixed: [("sent", "1")]),
            FunnelSource(
                .cases, "cases", SupportCasePages.list, at: { _, _ in SupportCase.listing },
                visible: SupportCase.visible),
        ]
        + [(FunnelStep.consortia, "consortium"), (.submitted, "submitted"), (.funded, "funded")].map { step, reached in
            FunnelSource(
                step, "support", SupportCasePages.list, at: { _, _ in SupportCase.listing },
                visible: SupportCase.visible, fixed: [("reached", reached)])
        }
}

extension Programme {
    /// How many came how far, for the office: source by source, and by country and theme.
    public func funnel(_ question: FunnelQuestion, as actor: Actor) async throws -> Funnel {
        guard actor.isOffice else {
            throw actor.isSignedIn ? Problem.refused(.init("funnel.refused")) : Problem.signInNeeded
        }
        let now = clock()
        return try await read { tx in
            let rows = try FunnelSource.all.map { source -> Funnel.Row in
                let query = question.query(of: source)
                guard let query else {
                    return Funnel.Row(
                        step: source.step, name: source.name, total: nil, address: source.path, countries: [],
                        topics: [])
                }
                var selection = Selection()
                selection.limit = 1
                for item in query.items { selection.chosen[item.name, default: []].append(item.value) }
                let (total, counts) = try source.count(tx, selection, actor, now)
                // A theme holds those within it, so that each is counted as its list would be.
                func parts(_ dimension: FunnelDimension, most: Int) throws -> [Funnel.Part] {
                    guard let filter = source.filters[dimension] else { return [] }
                    let chosen = question.chosen[dimension]
                    let values = chosen.map { [$0] } ?? (counts[filter] ?? []).prefix(most).map(\.value)
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
                    countries: try parts(.country, most: 60), topics: try parts(.topic, most: 30))
            }
            return Funnel(question: question, rows: rows)
        }
    }
}

extension Programme {
    /// The fields of research that the funnel can be narrowed to.
    func funnelTopics() async throws -> [Named] { try await read { try $0.topicChoices() } }
}
