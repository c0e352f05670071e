/// One's own meetings as the API tells of them.
struct OwnMeetingsBody: Encodable, Sendable {
    let brokerage: Brokerage
    let event: MeetingEvent
    let participant: OwnPart
    let meetings: [MeetingSeen]
    let slots: [MeetingSlot]
    let unanswered: Int
    let limit: Int?
    let stamp: String

    init(_ own: OwnMeetings) {
        (brokerage, event, participant) = (own.brokerage, MeetingEvent(own.event), OwnPart(own.participant))
        (meetings, slots, unanswered) = (own.meetings, own.slots, own.unanswered)
        (limit, stamp) = (own.limit, own.stamp)
    }
}

/// One request as the API tells of it.
struct MeetingBody: Encodable, Sendable {
    let meeting: MeetingSeen
    let slots: [MeetingSlot]
    let event: MeetingEvent

    init(_ profile: MeetingProfile) {
        (meeting, slots, event) = (profile.meeting, profile.slots, MeetingEvent(profile.event))
    }
}

/// The event of a meeting for those who meet, without what is kept for finding it.
struct MeetingEvent: Encodable, Sendable {
    let id: ID<Event>
    let kind: Event.Kind
    let title: Multilingual
    let format: Event.Format
    let place: String
    let city: String
    let country: String
    /// For those who are expected there.
    let link: String?
    let website: String?
    let zone: String
    let starts: WallTime
    let ends: WallTime
    let startsAt: Moment
    let endsAt: Moment
    let status: Event.Status
    let cancelReason: Multilingual

    init(_ event: Event) {
        (id, kind, title, format) = (event.id, event.kind, event.title, event.format)
        (place, city, country) = (event.place, event.city, event.country)
        (link, website, zone) = (event.link, event.website, event.zone)
        (starts, ends, startsAt, endsAt) = (event.starts, event.ends, event.startsAt, event.endsAt)
        (status, cancelReason) = (event.status, event.cancelReason)
    }
}

/// How somebody takes part, for themselves.
struct OwnPart: Encodable, Sendable {
    let id: ID<Participant>
    let brokerageID: ID<Brokerage>
    let registrationID: ID<EventRegistration>
    let organisationID: ID<Organisation>?
    let delegation: String
    let offers: Multilingual
    let seeks: Multilingual
    let offeredTopics: [String]
    let soughtTopics: [String]
    let languages: [String]
    let mode: Participant.Mode
    let capacity: Int
    let meetingLimit: Int?
    let stand: Int?
    let status: Participant.Status
    let version: Int
    let createdAt: Moment
    let changedAt: Moment

    init(_ one: Participant) {
        (id, brokerageID, registrationID) = (one.id, one.brokerageID, one.registrationID)
        (organisationID, delegation, offers, seeks) = (one.organisationID, one.delegation, one.offers, one.seeks)
        (offeredTopics, soughtTopics, languages) = (one.offeredTopics, one.soughtTopics, one.languages)
        (mode, capacity, meetingLimit, stand) = (one.mode, one.capacity, one.meetingLimit, one.stand)
        (status, version, createdAt, changedAt) = (one.status, one.version, one.createdAt, one.changedAt)
    }
}
