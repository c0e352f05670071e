import Database

/// What the statistics can be narrowed by; what is left out narrows nothing.
public struct StatisticsQuestion: Codable, Sendable, Equatable {
    public var country: String?
    public var topic: String?
    /// As `Period` reads it.
    public var period: String?

    var query: Query {
        Query(
            [("country", country), ("topic", topic), ("period", period)].compactMap { name, value in
                value.map { (name, $0) }
            })
    }
}

/// A list that the statistics count: the number is that of the list's own page, so that it opens its records.
struct StatisticsSource: Sendable {
    /// The last word of its sentence's key.
    let name: String
    let list: CountedList
    /// Which filter of the list narrows it by what; a source without one cannot say.
    var country: String?
    var topic: String?
    /// By when: a period of `Period`, or `year` where the list knows years alone.
    var period: String?
    var year: String?
    /// What narrows the list to those that count.
    var fixed: [(name: String, value: String)] = []
    /// Whether only the office may see the list.
    var isOffice = false

    /// The address of the list for what is asked; nil where it cannot be narrowed so.
    func query(_ question: StatisticsQuestion) -> Query? {
        var items = fixed
        if let asked = question.country {
            guard let country else { return nil }
            items.append((country, asked))
        }
        if let asked = question.topic {
            guard let topic else { return nil }
            items.append((topic, asked))
        }
        if let asked = question.period {
            if let period {
                items.append((period, asked))
            } else if let year, asked.utf8.count == 4 {
                items.append((year, asked))
            } else {
                return nil
            }
        }
        return Query(items)
    }

    static let all: [StatisticsSource] = [
        StatisticsSource(
            name: "organisations", list: .organisations, country: "country", period: "period"),
        StatisticsSource(name: "people", list: .people, country: "country", period: "period"),
        StatisticsSource(
            name: "competences", list: .competences, country: "country", topic: "topic", period: "period"),
        StatisticsSource(
            name: "searches", list: .searches, country: "country", topic: "sought", period: "period",
            fixed: [("published", "1")]),
        StatisticsSource(name: "events", list: .events, country: "country", topic: "topic", period: "period"),
        StatisticsSource(
            name: "meetings", list: .meetings, country: "country", topic: "topic", period: "period",
            fixed: [("state", MeetingLine.State.held.rawValue)], isOffice: true),
        StatisticsSource(
            name: "cases", list: .cases, country: "country", topic: "topic", period: "period", isOffice: true),
        StatisticsSource(
            name: "network_applications", list: .networkApplications, country: "country", period: "period",
            fixed: [("sent", "1")], isOffice: true),
        StatisticsSource(
            name: "memberships", list: .networkApplications, country: "country", period: "answered",
            fixed: [("status", NetworkApplication.State.accepted.rawValue)], isOffice: true),
        StatisticsSource(name: "projects", list: .projects, country: "country", topic: "field", year: "year"),
    ]
}

/// How many of everything there are, and how many came in which year.
public struct Statistics: Encodable, Sendable {
    public struct Year: Encodable, Sendable {
        public let year: Int
        public let count: Int
        public let address: String
    }
    public struct Row: Encodable, Sendable {
        public let name: String
        /// Nil where the list knows nothing of what was asked for.
        public let total: Int?
        public let address: String
        public let years: [Year]
    }
    public let question: StatisticsQuestion
    public let rows: [Row]
    /// Countries that have something in the directory, and those of which something came in each year.
    public let countries: Row

    /// All rows, the countries last.
    var all: [Row] { rows + [countries] }

    var years: [Int] { rows.map { $0.years.map(\.year) }.max { $0.count < $1.count } ?? [] }
}

/// By what statistics are kept until the next write.
private struct StatisticsKey: Hashable, Sendable {
    let question: String
    let isOffice: Bool
    let day: Day
}

extension Programme {
    /// Years that the statistics show, the present one last.
    static let statisticsYears = 8

    /// The programme in numbers, each that of the list it opens.
    public func statistics(_ question: StatisticsQuestion, as actor: Actor) async throws -> Statistics {
        let (now, revision) = (clock(), revision)
        // Whoever is neither may see what is their own, too.
        guard actor.isOffice || !actor.isSignedIn else { return try await counted(question, as: actor, at: now) }
        let memory = companion { RevisionMemory<StatisticsKey, Statistics>(most: 200) }
        let key = StatisticsKey(question: question.query.address, isOffice: actor.isOffice, day: now.day)
        if let known = memory.value(key, at: revision) { return known }
        let made = try await counted(question, as: actor, at: now)
        memory.keep(made, key, at: revision)
        return made
    }

    private func counted(
        _ question: StatisticsQuestion, as actor: Actor, at now: Moment
    ) async throws -> Statistics {
        let last = now.day.year
        let years = last - Self.statisticsYears + 1...last
        return try await read { tx in
            let rows = try StatisticsSource.all.filter { !$0.isOffice || actor.isOffice }
                .map { try tx.row($0, question, years, as: actor, at: now) }
            return Statistics(
                question: question, rows: rows, countries: try tx.countries(question, years, as: actor))
        }
    }
}

extension Transaction {
    fileprivate func row(
        _ source: StatisticsSource, _ question: StatisticsQuestion, _ known: ClosedRange<Int>, as actor: Actor,
        at now: Moment
    ) throws -> Statistics.Row {
        guard let query = source.query(question) else {
            return Statistics.Row(name: source.name, total: nil, address: source.list.path, years: [])
        }
        var years: [Statistics.Year] = []
        for year in known where question.period == nil {
            var narrowed = question
            narrowed.period = String(year)
            guard let ofYear = source.query(narrowed) else { continue }
            years.append(
                Statistics.Year(
                    year: year, count: try source.list.count(ofYear, in: self, actor, now),
                    address: source.list.path + ofYear.address))
        }
        return Statistics.Row(
            name: source.name, total: try source.list.count(query, in: self, actor, now),
            address: source.list.path + query.address, years: years)
    }

    /// Their list knows when something came, and nothing of fields.
    fileprivate func countries(
        _ question: StatisticsQuestion, _ known: ClosedRange<Int>, as actor: Actor
    ) throws -> Statistics.Row {
        let path = "/countries"
        guard question.country == nil, question.topic == nil else {
            return Statistics.Row(name: "countries", total: nil, address: path, years: [])
        }
        func found(_ period: String?) throws -> (count: Int, address: String) {
            let query = Query(period.map { [("period", $0)] } ?? [])
            return (try countries(in: period.flatMap { Period($0) }, as: actor).count, path + query.address)
        }
        let years = try known.filter { _ in question.period == nil }.map { year in
            let (count, address) = try found(String(year))
            return Statistics.Year(year: year, count: count, address: address)
        }
        let (total, address) = try found(question.period)
        return Statistics.Row(name: "countries", total: total, address: address, years: years)
    }
}
