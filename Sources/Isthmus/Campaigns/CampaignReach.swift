/// What became of a campaign's mail to one reader. Addresses are not in it.
public struct CampaignRecipient: Codable, Sendable {
    public let id: String
    public let campaignID: ID<Campaign>
    public let personID: ID<Person>?
    public let organisationID: ID<Organisation>?
    /// The person's names as their column holds them, or the organisation's name.
    public let names: [PersonName]?
    public let organisation: String?
    public let country: String
    public let language: String
    public let state: State
    /// When they opened its link.
    public let openedAt: Moment?
    /// Whether they have made an account since.
    public let hasRegistered: Bool
    /// Whether they have begun a search since.
    public let hasSearched: Bool

    public enum State: String, Codable, Sendable, CaseIterable {
        case waiting, sent, bounced, cancelled, stopped, suspended, unwritable
    }
    /// What a figure of the reach counts.
    public enum Step: String, Codable, Sendable, CaseIterable { case sent, bounced, opened, registered, searched }

    func name(_ words: Words) -> String { names?.text(in: words.language) ?? organisation ?? "" }
}

/// The figures of one country.
public struct CampaignReach: Codable, Sendable, Equatable {
    /// Empty for the sum.
    public let country: String
    public let sent: Int
    public let bounced: Int
    public let opened: Int
    public let registered: Int
    public let searched: Int

    func count(_ step: CampaignRecipient.Step) -> Int {
        switch step {
        case .sent: sent
        case .bounced: bounced
        case .opened: opened
        case .registered: registered
        case .searched: searched
        }
    }
}
