/// A line of the list of meetings.
public struct MeetingLine: Codable, Sendable {
    public let id: ID<MeetingRequest>
    public let brokerageID: ID<Brokerage>
    public let eventID: ID<Event>
    public let event: Multilingual
    public let zone: String
    /// By the clocks of the place; nil without a meeting.
    public let starts: WallTime?
    public let ends: WallTime?
    public let startsAt: Moment?
    public let endsAt: Moment?
    public let place: MeetingPlace?
    public let placeNumber: Int?
    public let reason: UnplacedReason?
    public let edition: Int
    public let state: State
    /// Who asked, and the first of those who were asked.
    public let asker: String
    public let askerOrganisation: String
    public let askerCountry: String
    public let other: String
    public let otherOrganisation: String
    public let otherCountry: String
    public let parties: Int
    public let changedAt: Moment

    public enum State: String, Codable, Sendable, CaseIterable {
        case planned
        /// Over, and nobody said that somebody was not there.
        case held
        case missed
        case unplaced
        /// The whole event is.
        case cancelled
    }
}

/// Two countries, or one with itself, in the order of their codes: `AM-RU`.
struct MeetingPair: Hashable, Sendable, Comparable {
    let first: String
    let second: String

    init(_ one: String, _ other: String) { (first, second) = one <= other ? (one, other) : (other, one) }

    init?(_ text: String) {
        let parts = text.uppercased().split(separator: "-").map(String.init)
        guard parts.count == 2, let one = Countries.code(parts[0]), let other = Countries.code(parts[1]) else {
            return nil
        }
        self.init(one, other)
    }

    var text: String { first + "-" + second }

    static func < (left: MeetingPair, right: MeetingPair) -> Bool {
        (left.first, left.second) < (right.first, right.second)
    }
}

/// How many meetings were held between which countries, and on which themes.
struct MeetingStatistics: Encodable, Sendable {
    struct Pair: Encodable, Sendable, Equatable {
        let first: String
        let second: String
        let meetings: Int
    }
    struct Theme: Encodable, Sendable, Equatable {
        let topic: String
        let country: String
        let meetings: Int
    }
    let meetings: Int
    let pairs: [Pair]
    /// A meeting counts for each country and each field of those who met.
    let themes: [Theme]

    /// From lines of a meeting and the country of a party, and of a meeting and a field of research.
    init(countries: [(String, String)], themes: [(String, String)]) {
        let places = Dictionary(grouping: countries, by: \.0).mapValues { $0.map(\.1).filter { !$0.isEmpty } }
        meetings = places.count
        var pairs: [MeetingPair: Int] = [:]
        for codes in places.values {
            var own: Set<MeetingPair> = []
            for (index, one) in codes.enumerated() {
                for other in codes[(index + 1)...] { own.insert(MeetingPair(one, other)) }
            }
            for pair in own { pairs[pair, default: 0] += 1 }
        }
        self.pairs = pairs.sorted { $0.key < $1.key }.map {
            Pair(first: $0.key.first, second: $0.key.second, meetings: $0.value)
        }
        struct Cell: Hashable { let topic, country: String }
        var cells: [Cell: Int] = [:]
        for (meeting, topic) in themes {
            for country in Set(places[meeting] ?? []) { cells[Cell(topic: topic, country: country), default: 0] += 1 }
        }
        self.themes = cells.sorted { ($0.key.topic, $0.key.country) < ($1.key.topic, $1.key.country) }.map {
            Theme(topic: $0.key.topic, country: $0.key.country, meetings: $0.value)
        }
    }

    func meetings(between one: String, and other: String) -> Int? {
        let pair = MeetingPair(one, other)
        return pairs.first { $0.first == pair.first && $0.second == pair.second }?.meetings
    }

    func meetings(on topic: String, with country: String) -> Int? {
        themes.first { $0.topic == topic && $0.country == country }?.meetings
    }

    var countries: [String] { Set(pairs.flatMap { [$0.first, $0.second] }).sorted() }
    var topics: [String] { Set(themes.map(\.topic)).sorted() }
    var themeCountries: [String] { Set(themes.map(\.country)).sorted() }
}

/// Whom the office could introduce to each other after all.
struct Introductions: Sendable {
    /// People who wanted to meet and did not, and why not.
    struct Suggestion: Encodable, Sendable {
        let requestID: ID<MeetingRequest>
        let why: Why
        /// Why there was no place in the timetable.
        let reason: UnplacedReason?
        let parties: [TimetablePerson]
    }
    enum Why: String, Encodable, Sendable { case unplaced, missed }

    let brokerage: Brokerage
    /// First those who sat and waited, then those for whom there was no place.
    let suggestions: [Suggestion]

    init(_ sheet: TimetableSheet, missed: Set<ID<MeetingRequest>>) {
        brokerage = sheet.brokerage
        let waited = sheet.meetings.filter { missed.contains($0.requestID) }.map {
            Suggestion(requestID: $0.requestID, why: .missed, reason: nil, parties: $0.parties)
        }
        let unplaced = sheet.unplaced.filter { $0.reason != nil && $0.reason != .withdrawn }.map {
            Suggestion(requestID: $0.requestID, why: .unplaced, reason: $0.reason, parties: $0.parties)
        }
        suggestions = waited + unplaced
    }
}
