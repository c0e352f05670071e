import Foundation
import Text

/// That somebody comes to an event, or wants to. Who it is stands beside it as an `EventAttendee`, which the journal
/// does not keep.
public struct EventRegistration: Governed {
    public static let kind = "event_registration"
    public static let prefix = "er"

    public let id: ID<EventRegistration>
    public let eventID: ID<Event>
    public let accountID: ID<Account>?
    /// The registration that brought this one along.
    public let leadID: ID<EventRegistration>?
    /// Those who wait with the same key come together or not at all.
    public let groupKey: String
    public let groupName: String
    /// Of mails to them.
    public let language: String
    public var status: Status
    /// First come, first served.
    public var cameAt: Moment
    /// When they were checked in.
    public var arrivedAt: Moment?
    /// When they said what they think of it; what they said does not know of them.
    public var feedbackAt: Moment?
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment
    /// The organisations that keep the event.
    var keepers: [String] = []

    public enum Status: String, Codable, Sendable, CaseIterable {
        /// The address is not proved yet.
        case unconfirmed
        /// The organisers have not decided yet.
        case pending
        /// On the waiting list.
        case waiting
        /// Has a place.
        case confirmed
        case declined, cancelled

        /// Still wants to come.
        var isOpen: Bool { self != .declined && self != .cancelled }
    }

    public enum Permission: String, PermissionSet {
        case view
        /// Approve or decline.
        case decide
        case cancel
        case checkIn = "check_in"
    }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? {
        let isKeeper =
            actor.isOffice || actor.holds(.representative, on: [Scope(eventID)] + keepers.map { Scope(text: $0) })
        let isOwn = accountID != nil && actor.account == accountID?.text
        let allowed =
            switch permission {
            case .view: isKeeper || isOwn
            case .decide: isKeeper && status == .pending
            case .cancel: (isKeeper || isOwn) && status.isOpen
            case .checkIn: isKeeper && status == .confirmed
            }
        return allowed ? nil : .init("event_registration.refused.\(permission.rawValue)")
    }

    /// The same at a later step.
    func changed(at now: Moment, _ change: (inout EventRegistration) -> Void) -> EventRegistration {
        var next = self
        change(&next)
        (next.version, next.changedAt) = (version + 1, now)
        return next
    }

    // The keepers are rows of the event.
    private enum CodingKeys: String, CodingKey {
        case id, eventID, accountID, leadID, groupKey, groupName, language, status, cameAt, arrivedAt, feedbackAt
        case version, createdAt, changedAt
    }
}

/// Who registered for an event, and what the organisers need to know: seen by them, the office and themselves.
public struct EventAttendee: Codable, Sendable, Equatable {
    public let registrationID: ID<EventRegistration>
    public let name: String
    public let email: String
    /// The address in small letters, by which doubles are found.
    public let mailbox: String
    public let organisation: String
    public let country: String
    /// What they are there.
    public let job: String
    /// Diet, access and whatever else they need.
    public let needs: String
    public let sortName: String
    public let searchText: String

    init(
        _ id: ID<EventRegistration>, name: String, email: String, organisation: String, country: String,
        job: String = "", needs: String = ""
    ) {
        (registrationID, self.name, self.email, self.organisation) = (id, name, email, organisation)
        (self.country, self.job, self.needs) = (country, job, needs)
        mailbox = EmailAddress.folded(email)
        sortName = folded(name)
        searchText = folded([name, organisation, email].joined(separator: " "))
    }
}

/// What somebody fills in to come to an event, for themselves and those they bring along. The answers to an
/// organiser's own form will stand beside it.
struct EventEntryForm: Sendable {
    struct Companion: Sendable {
        let name: String
        let email: String
    }
    static let mostCompanions = 9

    let name: String
    let email: String
    let organisation: String
    let country: String
    let job: String
    let needs: String
    let groupName: String
    let companions: [Companion]

    /// Reads it; issues stand at their fields. `known` is who is signed in, whose name and address are theirs.
    init(_ fields: Fields, known: Account.Holder?) throws(Problem) {
        name = fields.text("name", known?.name ?? "", atLeast: 1, atMost: 200)
        email = known?.email ?? fields.email("email")
        organisation = fields.text("organisation", atMost: 300)
        country = fields.code("country", nil, isRequired: false) { Countries.isCode($0) } ?? ""
        job = fields.text("job", atMost: 200)
        needs = fields.text("needs", atMost: 1_000, lines: true)
        groupName = fields.text("group_name", atMost: 200)
        companions = fields.records("companions", [], atMost: Self.mostCompanions) { row -> Companion? in
            if row.isBlank { return nil }
            let companion = Companion(name: row.text("name", atLeast: 1, atMost: 200), email: row.email("email"))
            return row.issues.isEmpty ? companion : nil
        }
        var seen = [EmailAddress.folded(email)]
        for companion in companions {
            let mailbox = EmailAddress.folded(companion.email)
            if seen.contains(mailbox) {
                fields.complain("companions", "event_registration.twice_here", ["email": companion.email])
            }
            seen.append(mailbox)
        }
        try fields.finish()
    }
}

/// The places of an event: who of those that wait may come now.
enum EventSeats {
    /// Somebody who waits.
    struct Waiting: Sendable, Equatable {
        let id: String
        let group: String
        let cameAt: Moment
    }

    /// Who moves up when so many places are free (nil for no limit), in the order of coming. A group moves up as a
    /// whole; where it does not fit, those behind it that do are not held up.
    static func movingUp(_ waiting: [Waiting], free: Int?) -> [String] {
        guard var free else { return waiting.map(\.id) }
        let groups = Dictionary(grouping: waiting) { $0.group.isEmpty ? $0.id : $0.group }
        let ordered = groups.values.map { $0.sorted { ($0.cameAt, $0.id) < ($1.cameAt, $1.id) } }
            .sorted { ($0[0].cameAt, $0[0].id) < ($1[0].cameAt, $1[0].id) }
        var moving: [String] = []
        for group in ordered where group.count <= free {
            moving += group.map(\.id)
            free -= group.count
        }
        return moving
    }
}
