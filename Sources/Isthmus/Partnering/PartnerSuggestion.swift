import Matching

/// An organisation that may be the partner a search looks for, with the parts of its score.
struct PartnerSuggestion: Sendable {
    let id: ID<Organisation>
    let name: String
    let country: String
    let city: String
    let kind: Organisation.Kind
    /// 0…1: see `PartnerFit`.
    let score: Double
    let parts: [PartnerFit.PartScore]
    /// Competences of the organisation that answer what is sought, the best first.
    let answers: [Answer]
    /// Words of the search that they are found by, as the search writes them.
    let words: [String]
    /// What the call means for the organisation's country.
    let eligibility: Eligibility
    let isInvited: Bool

    struct Answer: Sendable {
        let id: ID<Competence>
        let statement: Multilingual
        let value: Double
    }
}

/// Suggestions with the search that they are for.
struct PartnerSuggestions: Sendable {
    let search: PartnerSearch
    let call: Call
    let suggestions: [PartnerSuggestion]
    let invitations: [SearchInvitationLine]
    /// How many more may be invited.
    let invitationsLeft: Int
}

/// That an organisation was invited to answer a partner search: its people got a mail from the programme.
public struct SearchInvitation: Governed {
    public static let kind = "search_invitation"
    public static let prefix = "si"

    public let id: ID<SearchInvitation>
    public let searchID: ID<PartnerSearch>
    public let organisationID: ID<Organisation>
    public let invitedBy: String
    public let message: String
    /// How many people of the organisation got the mail.
    public let mails: Int
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment

    /// Who wrote the search; not a column, `find` reads it.
    var isOfSearch: PartnerSearch?

    private enum CodingKeys: String, CodingKey {
        case id, searchID, organisationID, invitedBy, message, mails, version, createdAt, changedAt
    }

    public enum Permission: String, PermissionSet { case view }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        actor.isOffice || isOfSearch?.isOwn(actor) == true ? nil : .init("search_invitation.refused")
    }
}

/// An invitation with what became of it.
struct SearchInvitationLine: Decodable, Sendable {
    let id: ID<SearchInvitation>
    let organisationID: ID<Organisation>
    let name: String
    let country: String
    let createdAt: Moment
    /// The state of the organisation's expression of interest; nil without one.
    let answer: Interest.State?
}
