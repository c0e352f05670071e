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

    /// All rows, with the countries behind organisations and people.
    var all: [Row] { Array(rows.prefix(2)) + [countries] + rows.dropFirst(2) }

    var years: [Int] { rows.map { $0.years.map(\.year) }.max { $0.count < $1.count } ?? [] }
}

extension Programme {
    /// Years that the statistics show, the present one last.
    static let statisticsYears = 8

    /// The programme in numbers, each that of the list it opens.
    public func statistics(_ question: StatisticsQuestion, as actor: Actor) async throws -> Statistics {
        let now = clock()
        let last = now.day.year
        let countries = try await countries(question, until: last, as: actor)
        return try await read { tx in
            let rows = try StatisticsSource.all.filter { !$0.isOffice || actor.isOffice }
                .map { source -> Statistics.Row in
                    guard let query = source.query(question) else {
                        return Statistics.Row(name: source.name, total: nil, address: source.list.path, years: [])
                    }
                    var years: [Statistics.Year] = []
                    for year in last - Self.statisticsYears + 1...last where question.period == nil {
                        var narrowed = question
                        narrowed.period = String(year)
                        guard let ofYear = source.query(narrowed) else { continue }
                        years.append(
                            Statistics.Year(
                                year: year, count: try source.list.count(ofYear, in: tx, actor, now),
                                address: source.list.path + ofYear.address))
                    }
                    return Statistics.Row(
                        name: source.name, total: try source.list.count(query, in: tx, actor, now),
                        address: source.list.path + query.address, years: years)
                }
            return Statistics(question: question, rows: rows, countries: countries)
        }
    }

    /// Their list knows when something came, and nothing of fields.
    private func countries(
        _ question: StatisticsQuestion, until last: Int, as actor: Actor
    ) async throws -> Statistics.Row {
        func count(_ period: String?) async throws -> (count: Int, address: String) {
            let query = Query(period.map { [("period", $0)] } ?? [])
            let figures = try await countryFigures(in: period.flatMap { Period($0) }, as: actor)
            return (figures.count, "/countries" + query.address)
        }
        guard question.country == nil, question.topic == nil else {
            return Statistics.Row(name: "countries", total: nil, address: "/countries", years: [])
        }
        var years: [Statistics.Year] = []
        for year in last - Self.statisticsYears + 1...last where question.period == nil {
            let (count, address) = try await count(String(year))
            years.append(Statistics.Year(year: year, count: count, address: address))
        }
        let (total, address) = try await count(question.period)
        return Statistics.Row(name: "countries", total: total, address: address, years: years)
    }
}
