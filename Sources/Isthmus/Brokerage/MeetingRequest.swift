import Foundation

/// A wish of two or more participants to meet once. Whoever's proposal of time and way stands has accepted it; the
/// others answer, or propose something else, which the rest answers again.
public struct MeetingRequest: Governed {
    public static let kind = "meeting_request"
    public static let prefix = "mr"
    static let longestMessage = 2_000
    static let mostParties = 8

    public let id: ID<MeetingRequest>
    public let brokerageID: ID<Brokerage>
    public let askerID: ID<Participant>
    public var proposerID: ID<Participant>
    /// The parties' ids in order, so that the same people do not ask twice.
    public let partyKey: String
    public var state: State
    public var message: String
    public var isOnline: Bool
    /// Where to meet online; for the parties alone.
    public var link: String?
    /// The slots proposed; empty for any.
    public var slots: [ID<MeetingSlot>]
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// Not columns: `find` reads them.
    var brokerage: Brokerage?
    var parties: [MeetingParty] = []
    /// When the published timetable has it; nil without a meeting.
    var seat: Seat?

    /// Where and when a published meeting is.
    struct Seat: Decodable, Sendable {
        let startsAt: Moment
        let endsAt: Moment
        let place: MeetingPlace
    }

    public enum State: String, Codable, Sendable, CaseIterable {
        case waiting, accepted, declined, withdrawn

        var isOpen: Bool { self == .waiting || self == .accepted }
    }

    public enum Permission: String, PermissionSet {
        case view
        /// Change the message or what is proposed while nobody answered.
        case edit
        /// Accept, decline, propose something else.
        case answer
        /// Take it back, also after it was accepted.
        case withdraw
        /// Say where to meet online, once it is agreed.
        case link
    }

    /// The part of somebody in it; nil for others.
    func party(of participant: ID<Participant>) -> MeetingParty? {
        parties.first { $0.participantID == participant }
    }

    /// The parties that an account speaks for.
    func parties(of actor: Actor) -> [MeetingParty] {
        guard let account = actor.account else { return [] }
        return parties.filter { $0.accountID?.text == account }
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper = brokerage?.allows(.plan, to: actor) == true
        let own = parties(of: actor)
        let allowed =
            switch permission {
            case .view: isKeeper || !own.isEmpty
            case .edit:
                state == .waiting
                    && (own.contains { $0.participantID == proposerID }
                        || (isKeeper && party(of: proposerID)?.accountID == nil))
                    && !parties.contains { $0.participantID != proposerID && $0.answer != .waiting }
            case .answer:
                // The organisers answer for those who have no account.
                state == .waiting
                    && (own.contains { $0.answer == .waiting }
                        || (isKeeper && parties.contains { $0.answer == .waiting && $0.accountID == nil }))
            case .withdraw: state.isOpen && (!own.isEmpty || isKeeper)
            case .link: state == .accepted && (isOnline || seat?.place == .online) && !own.isEmpty
            }
        return allowed ? nil : .init("meeting_request.refused.\(permission)")
    }

    /// Why it cannot be taken back any more at a moment: what was held, or is, stays.
    func refusalOfWithdrawing(at now: Moment) -> Problem.Reason? {
        guard state == .accepted, let seat, seat.startsAt <= now else { return nil }
        return .init("meeting_request.refused.begun")
    }

    /// Why it needs no link any more at a moment: it is over, or does not take place.
    func refusalOfLinking(at now: Moment) -> Problem.Reason? {
        if brokerage?.event?.status == .cancelled { return .init("brokerage.refused.cancelled") }
        guard let ends = seat?.endsAt ?? brokerage?.event?.endsAt, ends > now else {
            return .init("meeting_request.refused.over")
        }
        return nil
    }

    // The rest has rows of its own.
    private enum CodingKeys: String, CodingKey {
        case id, brokerageID, askerID, proposerID, partyKey, state, message, isOnline, link, slots, version, createdAt
        case changedAt
    }
}

/// Somebody's part in a meeting that was asked for.
public struct MeetingParty: Governed {
    public static let kind = "meeting_party"
    public static let prefix = "mp"

    public let id: ID<MeetingParty>
    public let requestID: ID<MeetingRequest>
    public let participantID: ID<Participant>
    public var answer: Answer
    /// What it is worth to them, 1 to 3; the timetable counts the sum of all parties' less one, at most 5.
    public var priority: Int
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// Whose account it is; not a column.
    var accountID: ID<Account>?

    public enum Answer: String, Codable, Sendable, CaseIterable { case waiting, accepted, declined }

    public enum Permission: String, PermissionSet { case view }

    /// The verbs load the request.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }

    private enum CodingKeys: String, CodingKey {
        case id, requestID, participantID, answer, priority, version, createdAt, changedAt
    }
}
