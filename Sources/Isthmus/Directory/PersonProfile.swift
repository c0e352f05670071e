/// Everything the page of one person shows: themself as the reader may see them, and what is related.
public struct PersonProfile: Sendable {
    public let seen: PersonSeen
    public let mayEdit: Bool
    public let mayClaim: Bool
    public let competences: [Named]
    /// The current ones first, then backwards in time.
    public let affiliations: [Workplace]
    /// The latest projects of the organisations where the person works now, and how many there are.
    public let projects: [Named]
    public let projectCount: Int
    /// Networks and platforms that the person belongs to.
    public let networks: [Named]
    /// Their applications to networks, as far as the reader may know of them.
    let applications: [NetworkApplicationLine]
    /// Others who work at the same places now.
    public let colleagues: [Named]
    public let leads: [Named]
    public let history: [HistoryLine]

    /// One line of where a person works or worked.
    public struct Workplace: Codable, Sendable {
        public let id: ID<Affiliation>
        public let organisationID: ID<Organisation>
        public let organisation: String
        public let country: String
        public let teamID: ID<Team>?
        public let team: Multilingual?
        public let title: Multilingual
        public let fromDay: Day?
        public let untilDay: Day?
        public let version: Int
    }
}
