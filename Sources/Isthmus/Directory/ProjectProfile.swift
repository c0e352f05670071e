/// Everything the page of one project shows.
public struct ProjectProfile: Encodable, Sendable {
    public let project: Project
    public let participations: [Part]
    public let topics: [Named]
    public let predecessors: [Named]
    public let successors: [Named]
    public let mayEdit: Bool
    public let history: [HistoryLine]

    /// A participation with the name of its organisation.
    public struct Part: Codable, Sendable {
        public let id: ID<Participation>
        public let organisationID: ID<Organisation>
        public let name: String
        public let city: String
        public let role: Participation.Role
        public let country: String
        public let grantMinor: Int64?
        public let currency: String

        var grant: Money? { grantMinor.map { Money(minor: $0, currency: currency) } }
    }
}
