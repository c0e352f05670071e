/// Everything the page of one organisation shows: itself as the reader may see it, and what is related.
public struct OrganisationProfile: Sendable {
    public let seen: OrganisationSeen
    public let mayEdit: Bool
    public let mayClaim: Bool
    public let isOffice: Bool
    public let parents: [Named]
    public let children: [Named]
    public let childCount: Int
    public let successors: [Named]
    public let teams: [Named]
    public let people: [Named]
    public let personCount: Int
    public let competences: [Named]
    public let networks: [Named]
    /// Their applications to networks, as far as the reader may know of them.
    let applications: [NetworkApplicationLine]
    /// The latest, and how many in all.
    public let projects: [Named]
    public let projectCount: Int
    /// Participations begun per year.
    public let projectsByYear: [(year: Int, count: Int)]
    /// Organisations with most projects in common.
    public let partners: [Partner]
    public let history: [HistoryLine]

    public struct Partner: Sendable, Codable {
        public let id: String
        public let name: String
        public let country: String
        public let projects: Int
    }

    func name(in language: String) -> String {
        seen.names.first { $0.language == language && $0.kind == .label }?.text ?? seen.legalName
    }
}

/// A thing to link to: its id, what it is called, and one more word about it.
public struct Named: Codable, Sendable {
    public let id: String
    public let name: String
    public let note: String
}
