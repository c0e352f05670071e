/// Everything the programme keeps about the holder of an account, as they may take it away. No secrets, not even their
/// digests.
public struct OwnData: Codable, Sendable {
    public let account: Account
    public let holder: Account.Holder
    public let grants: [RoleGrant]
    public let sessions: [SessionSummary]
    public let tokens: [APIToken]
    public let recoveryCodesLeft: Int
    /// Invitations that they sent or accepted.
    public let invitations: [Invitation]
    public let searches: [Search]
    /// What they answered to forms, drafts among it.
    public let answers: [Answers]
    /// Events that they registered for, with what they said of themselves.
    public let registrations: [Registration]
    public let participations: [Participation]
    public let meetings: [Meeting]
    /// Events that they proposed, with what they said of themselves.
    public let proposals: [Proposal]
    /// What they asked about events.
    public let questions: [Question]
    public let applications: [Application]
    public let applicationNotes: [ApplicationNote]
    /// What they wrote to whoever they met by a partner search.
    public let messages: [Message]
    /// What they did, and what others did to the account.
    public let journal: [JournalLine]

    /// A sheet of answers: JSON by question.
    public struct Answers: Codable, Sendable {
        public let id: String
        public let formID: String
        public let subject: String
        public let answers: String
        public let submittedAt: Moment?
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// A place at an event, or the wish for one.
    public struct Registration: Codable, Sendable {
        public let id: String
        public let eventID: String
        public let status: String
        public let name: String
        public let email: String
        public let organisation: String
        public let country: String
        public let job: String
        public let needs: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// Taking part in the meetings of an event.
    public struct Participation: Codable, Sendable {
        public let id: String
        public let brokerageID: String
        public let status: String
        public let delegation: String
        public let offers: Multilingual
        public let seeks: Multilingual
        public let languages: [String]
        public let mode: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// A part in a request to meet: what one answered, noted, and wrote oneself.
    public struct Meeting: Codable, Sendable {
        public let id: String
        public let participantID: String
        public let answer: String
        public let priority: Int
        public let note: String
        public internal(set) var message: String
        public let state: String
        /// What one said came of it; empty where nothing.
        public let result: String
        public let remark: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// An event that they proposed.
    public struct Proposal: Codable, Sendable {
        public let id: String
        public let programmeID: String
        public let title: Multilingual
        public let status: String
        public let name: String
        public let email: String
        public let phone: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// An application to a network that they began, or that is their own.
    public struct Application: Codable, Sendable {
        public let id: String
        public let networkID: String
        public let organisationID: String?
        public let personID: String?
        public let role: String?
        public let motivation: Multilingual?
        public let brings: Multilingual?
        public let contact: String?
        public let handedInAt: Moment?
        public let decision: String?
        public let reason: String?
        public let answeredOn: Day?
        public let withdrawnAt: Moment?
        public let createdAt: Moment
        public let changedAt: Moment?
    }

    /// What they wrote down about an application to a network.
    public struct ApplicationNote: Codable, Sendable {
        public let id: String
        public let applicationID: String
        public let day: Day
        public let text: String
        public let createdAt: Moment
    }

    /// A question to the organisers of an event.
    public struct Question: Codable, Sendable {
        public let id: String
        public let eventID: String
        public let text: String
        public let status: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// A message about an expression of interest; `earlier` is what stood there before it was corrected, as JSON.
    public struct Message: Codable, Sendable {
        public let id: String
        public let expressionID: String
        public let text: String
        public let earlier: String
        public let createdAt: Moment
        public let changedAt: Moment
    }

    /// A search that they keep.
    public struct Search: Codable, Sendable {
        public let id: String
        public let name: String
        public let address: String
        /// How often its news are mailed; nil for never.
        public let digest: String?
        public let seenAt: Moment
        public let createdAt: Moment
        public let changedAt: Moment
    }
}
