import Foundation
import Text

/// A part of an event: a talk, a panel, a break; when and in which room.
public struct EventSession: Governed {
    public static let kind = "event_session"
    public static let prefix = "es"

    public let id: ID<EventSession>
    public let eventID: ID<Event>
    public var kind: Kind
    public var title: Multilingual
    public var text: Multilingual
    public var room: String
    /// By the clocks of the event's zone.
    public var starts: WallTime
    public var ends: WallTime
    public var startsAt: Moment
    public var endsAt: Moment
    public var version: Int
    public let createdAt: Moment
    public var changedAt: Moment

    public enum Kind: String, Codable, Sendable, CaseIterable { case talk, panel, workshop, meeting, `break` }

    public enum Permission: String, PermissionSet { case view }

    /// Whoever sees the event sees its agenda; the verbs load the event beside it.
    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }

    static func blank(_ id: ID<EventSession>, of event: Event, at now: Moment) -> EventSession {
        EventSession(
            id: id, eventID: event.id, kind: .talk, title: [:], text: [:], room: "", starts: event.starts,
            ends: event.starts, startsAt: event.startsAt, endsAt: event.startsAt, version: 0, createdAt: now,
            changedAt: now)
    }

    /// The session after what a form or a body gave; throws every issue. `others` are complaints that came before.
    func changed(by fields: Fields, in event: Event, at now: Moment) throws(Problem) -> EventSession {
        var next = self
        let clock = event.clock
        let isNew = version == 0
        next.kind = fields.choice("kind", kind) ?? kind
        next.title = fields.multilingual("title", title, atMost: 300, isRequired: true, lines: false)
        next.text = fields.multilingual("text", text, atMost: 5_000)
        next.room = fields.text("room", room, atMost: 120)
        next.starts = fields.wallTime("starts", isNew ? nil : starts, in: clock, isRequired: true) ?? starts
        next.ends = fields.wallTime("ends", isNew ? nil : ends, in: clock, isRequired: true) ?? ends
        (next.startsAt, next.endsAt) = (clock.moment(next.starts), clock.moment(next.ends))
        if fields.issues.allSatisfy({ $0.field != "starts" && $0.field != "ends" }) {
            if next.endsAt <= next.startsAt {
                fields.complain("ends", "event_session.ends_before")
            } else if next.startsAt < event.startsAt || next.endsAt > event.endsAt {
                fields.complain(
                    next.startsAt < event.startsAt ? "starts" : "ends", "event_session.outside",
                    ["starts": event.starts.description, "ends": event.ends.description])
            }
        }
        try fields.finish()
        next.version = version + 1
        next.changedAt = now
        return next
    }
}

/// Who speaks in a session or leads it: somebody of the directory, or a name.
public struct EventSpeaker: Governed {
    public static let kind = "event_speaker"
    public static let prefix = "ek"
    static let most = 30

    public let id: ID<EventSpeaker>
    public let sessionID: ID<EventSession>
    public let personID: ID<Person>?
    /// As it was written; empty for somebody of the directory.
    public let name: String
    public let role: Role
    public let position: Int
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment

    public enum Role: String, Codable, Sendable, CaseIterable { case speaker, chair }
    public enum Permission: String, PermissionSet { case view }

    public func refusal(of permission: Permission, to actor: Actor) -> Problem.Reason? { nil }
}

/// A session as the agenda shows it, with those who speak.
public struct EventAgendaItem: Encodable, Sendable {
    public let session: EventSession
    public let speakers: [EventSpeakerLine]
}

/// Somebody who speaks, by name.
public struct EventSpeakerLine: Codable, Sendable {
    public let personID: ID<Person>?
    public let name: String
    public let role: EventSpeaker.Role

    /// Tells one from another: the person, or the name however it is written.
    var key: String { personID?.text ?? folded(name) }
}

/// Two sessions at once that cannot be: in one room, or with one speaker.
struct AgendaCollision: Sendable, Equatable {
    let first: ID<EventSession>
    let second: ID<EventSession>
    /// The room or the speaker.
    let name: String
    let isRoom: Bool

    /// All of an agenda, in its order. Breaks need no room for themselves.
    static func all(in agenda: [EventAgendaItem]) -> [AgendaCollision] {
        var found: [AgendaCollision] = []
        for (index, one) in agenda.enumerated() {
            for other in agenda[(index + 1)...]
            where one.session.startsAt < other.session.endsAt && other.session.startsAt < one.session.endsAt {
                let (left, right) = (one.session, other.session)
                let room = folded(left.room)
                if !room.isEmpty, room == folded(right.room), left.kind != .break, right.kind != .break {
                    found.append(AgendaCollision(first: left.id, second: right.id, name: left.room, isRoom: true))
                }
                for speaker in one.speakers where other.speakers.contains(where: { $0.key == speaker.key }) {
                    found.append(
                        AgendaCollision(first: left.id, second: right.id, name: speaker.name, isRoom: false))
                }
            }
        }
        return found
    }
}

/// The agenda of an event.
public struct EventAgenda: Sendable {
    public let event: Event
    public let items: [EventAgendaItem]
    public let mayEdit: Bool

    /// By the day on which they begin, as the clocks there say.
    var days: [(day: Day, items: [EventAgendaItem])] {
        Dictionary(grouping: items) { $0.session.starts.day }.sorted { $0.key < $1.key }
            .map { (day: $0.key, items: $0.value) }
    }
}
