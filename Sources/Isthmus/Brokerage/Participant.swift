import Foundation

/// That somebody who is registered for an event wants to meet others there: what they offer and seek, and how.
///
/// Name, organisation as written and country stand with the registration (`EventAttendee`), from where they can be
/// erased.
public struct Participant: Governed {
    public static let kind = "participant"
    public static let prefix = "pt"
    static let longestText = 4_000

    public let id: ID<Participant>
    public let brokerageID: ID<Brokerage>
    public let registrationID: ID<EventRegistration>
    public let accountID: ID<Account>?
    public let organisationID: ID<Organisation>?
    /// Those who came together, by the name of their delegation; empty without one.
    public var delegation: String
    public var delegationKey: String
    public var offers: Multilingual
    public var seeks: Multilingual
    public var offeredTopics: [String]
    public var soughtTopics: [String]
    /// In which they can speak.
    public var languages: [String]
    public var mode: Mode
    /// How many meetings at once.
    public var capacity: Int
    /// Their own limit of meetings; the event's counts too.
    public var meetingLimit: Int?
    /// The number of their own stand, where they hold their meetings.
    public var stand: Int?
    public var status: Status
    public var searchText: String
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The brokerage; not a column, `find` reads it.
    var brokerage: Brokerage?

    public enum Mode: String, Codable, Sendable, CaseIterable {
        case onSite = "on_site"
        case online, both
    }

    public enum Status: String, Codable, Sendable, CaseIterable { case active, left }

    public enum Permission: String, PermissionSet {
        case view
        /// The profile, absences and leaving.
        case edit
        /// Own requests and the own timetable; ask and answer.
        case meet
        /// Stand and capacity.
        case seat
    }

    func isOwn(_ actor: Actor) -> Bool { accountID != nil && actor.account == accountID?.text }

    /// `view` is for those who take part themselves, which the verbs look up, the organisers and the office.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper = brokerage?.allows(.plan, to: actor) == true
        let allowed =
            switch permission {
            case .view: actor.isSignedIn && brokerage?.allows(.view, to: actor) == true
            case .edit, .meet: isOwn(actor) || isKeeper
            case .seat: isKeeper
            }
        return allowed ? nil : .init("participant.refused.\(permission)")
    }

    // The brokerage has rows of its own.
    private enum CodingKeys: String, CodingKey {
        case id, brokerageID, registrationID, accountID, organisationID, delegation, delegationKey, offers, seeks
        case offeredTopics, soughtTopics, languages, mode, capacity, meetingLimit, stand, status, searchText, version
        case createdAt, changedAt
    }
}

/// A time in which somebody cannot meet: they are away, at lunch, or in a session of the agenda.
public struct Absence: Governed {
    public static let kind = "participant_absence"
    public static let prefix = "ab"
    static let most = 100

    public let id: ID<Absence>
    public let participantID: ID<Participant>
    public let kind: Kind
    /// The session that they attend; its times count, wherever it is moved, and the way to it.
    public let sessionID: ID<EventSession>?
    public let starts: WallTime
    public let ends: WallTime
    public var startsAt: Moment
    public var endsAt: Moment
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable { case away, lunch, session }

    public enum Permission: String, PermissionSet { case view }

    /// The verbs load the participant.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }
}
