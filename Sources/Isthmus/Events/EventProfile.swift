/// Everything the page of one event shows.
public struct EventProfile: Encodable, Sendable {
    public let event: Event
    public let state: Event.State
    public let organisers: [EventOrganiserLine]
    public let topics: [Named]
    public let mayEdit: Bool
    public let history: [HistoryLine]
}

/// Who organises an event, with its name.
public struct EventOrganiserLine: Codable, Sendable {
    public let organisationID: ID<Organisation>
    public let legalName: String
    public let names: [OrganisationName]
    public let country: String
    public let role: EventOrganiser.Role

    func name(in language: String) -> String {
        names.first { $0.language == language && $0.kind == .label }?.text ?? legalName
    }
}
