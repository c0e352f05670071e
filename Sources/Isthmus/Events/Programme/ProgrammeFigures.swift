/// How the events of a programme are spread over two of its sides.
public struct CoverageMatrix: Codable, Sendable, Equatable {
    public let rows: CoverageAxis
    public let columns: CoverageAxis
    public let rowKeys: [String]
    public let columnKeys: [String]
    /// A list for each row.
    public let counts: [[Int]]

    /// Crossings at which there is nothing.
    public var gaps: Int { counts.reduce(0) { $0 + $1.filter { $0 == 0 }.count } }
    public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
}

/// Where the events of a programme are and where none is.
public struct EventCoverage: Encodable, Sendable {
    public let programmeID: ID<EventProgramme>
    public let part: ProposalPart
    public let matrices: [CoverageMatrix]
}

/// Two events of one theme in one city in one week.
public struct EventCollision: Codable, Sendable, Equatable {
    public let first: CollisionSide
    public let second: CollisionSide
    public let theme: String
    public let city: String
    public let country: String
}

/// One of two events that collide.
public struct CollisionSide: Codable, Sendable, Equatable {
    public let id: ID<EventProposal>
    public let title: Multilingual
    public let status: EventProposal.Status
    public let firstDay: Day
    public let lastDay: Day
}

extension EventCollision {
    /// What is known of a proposal to see whether it collides.
    struct Place: Decodable, Sendable {
        let id: ID<EventProposal>
        let title: Multilingual
        let status: EventProposal.Status
        let theme: String
        /// Folded, so that the spelling of the letters does not matter.
        let place: String
        let city: String
        let country: String
        let firstDay: Day
        let lastDay: Day

        var side: CollisionSide {
            CollisionSide(id: id, title: title, status: status, firstDay: firstDay, lastDay: lastDay)
        }
    }

    /// The week of a day, Monday to Sunday, counted from 1970: 5 January 1970 was a Monday.
    static func week(of day: Day) -> Int { Int((Double(day.daysSince1970 - 4) / 7).rounded(.down)) }

    /// Every pair of one theme and place whose weeks meet, in the order of their days.
    static func all(among places: [Place]) -> [EventCollision] {
        struct Key: Hashable { let theme, place, country: String }
        let groups = Dictionary(grouping: places) { Key(theme: $0.theme, place: $0.place, country: $0.country) }
        var found: [EventCollision] = []
        for group in groups.values where group.count > 1 {
            let ordered = group.sorted { ($0.firstDay, $0.id) < ($1.firstDay, $1.id) }
            for (index, one) in ordered.enumerated() {
                for other in ordered[(index + 1)...] where week(of: other.firstDay) <= week(of: one.lastDay) {
                    found.append(
                        EventCollision(
                            first: one.side, second: other.side, theme: one.theme, city: one.city,
                            country: one.country))
                }
            }
        }
        return found.sorted {
            ($0.first.firstDay, $0.first.id, $0.second.id) < ($1.first.firstDay, $1.first.id, $1.second.id)
        }
    }
}

/// How many there are of something, by its code.
public struct ProgrammeCount: Codable, Sendable, Equatable {
    public let code: String
    public let count: Int
}

/// What the events of a month came to.
public struct ProgrammeMonth: Codable, Sendable, Equatable {
    /// `2027-03`.
    public let month: String
    public let proposed: Int
    public let selected: Int
    public let held: Int
}

/// The figures of a programme, each computed from its records.
public struct ProgrammeStatistics: Encodable, Sendable {
    public let programmeID: ID<EventProgramme>
    /// By `ProposalPart`.
    public let parts: [ProgrammeCount]
    /// By `EventProposal.Status`.
    public let statuses: [ProgrammeCount]
    public let months: [ProgrammeMonth]
    /// Selected events by the country where they are.
    public let countries: [ProgrammeCount]
    public let themes: [ProgrammeCount]
    /// Those who came, as accepted reports say.
    public let participants: Int
    public let participantsByCountry: [ProgrammeCount]
    public let participantsByTheme: [ProgrammeCount]

    func count(_ part: ProposalPart) -> Int { parts.first { $0.code == part.rawValue }?.count ?? 0 }
}

/// What the closing booklet says of one event.
public struct BookletEntry: Encodable, Sendable {
    public let event: Event
    public let organisers: [ProposalOrganiser]
    public let theme: String
    public let report: EventReport?
}

/// The closing booklet of a programme, compiled from its records.
public struct Booklet: Encodable, Sendable {
    public let programme: EventProgramme
    public let topics: [Named]
    public let statistics: ProgrammeStatistics
    public let entries: [BookletEntry]
}
