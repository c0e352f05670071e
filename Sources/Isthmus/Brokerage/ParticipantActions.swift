import Database
import Text

extension Programme {
    /// Takes part in the meetings of an event with one's own confirmed registration: `offers`, `seeks`,
    /// `offered_topics`, `sought_topics`, `languages`, `mode`, `delegation`, `meeting_limit`. What is not given comes
    /// from the directory. The office and the organisers name a `registration` of somebody else, and may give `stand`
    /// and `capacity`. Whoever left before is back.
    public func takePart(
        in id: ID<Brokerage>, _ given: [String: Given], as actor: Actor
    ) async throws -> Participant {
        try await write(as: actor) { work in
            let brokerage = try work.load(id, to: .view)
            try work.require(actor.isSignedIn ? nil : .init("participant.refused.account"))
            let fields = Fields(try work.tx.resolvingBothTopics(given))
            let isKeeper = brokerage.allows(.plan, to: actor)
            if let refusal = brokerage.refusalOfJoining(at: work.now), !(isKeeper && brokerage.status == .draft) {
                throw Problem.refused(refusal)
            }
            let registration = try work.registrationToMeet(of: brokerage, fields)
            let known = try work.tx.value(
                ID<Participant>.self, "SELECT id FROM participant WHERE registration_id = \(registration.id)"
            ).flatMap { try Participant.find($0, in: work.tx) }
            if let known, known.status == .active { throw Problem.refused(.init("participant.refused.twice")) }
            let before = try known ?? work.blank(of: brokerage, registration, from: fields)
            guard let event = brokerage.event else { throw Problem.notFound }
            let topics = try work.tx.topicIDs()
            let organisation = try work.tx.attendee(of: registration.id).organisation
            var after = try before.changed(
                by: fields, of: event, isTopic: topics.contains, seats: isKeeper, organisation: organisation,
                at: work.now)
            after.status = .active
            if known == nil {
                try work.tx.insert(after, into: "participant")
                try work.record("participant.joined", from: nil, to: after)
            } else {
                try work.save(after, over: before, in: "participant", as: "participant.joined")
            }
            try work.tx.saveTopics(of: after)
            return after
        }
    }

    public func changeParticipant(
        _ id: ID<Participant>, _ given: [String: Given], as actor: Actor
    ) async throws -> Participant {
        try await write(as: actor) { work in
            let before = try work.load(id, to: .edit)
            guard before.status == .active else { throw Problem.refused(.init("participant.refused.left")) }
            guard let event = before.brokerage?.event else { throw Problem.notFound }
            let fields = Fields(try work.tx.resolvingBothTopics(given))
            try fields.expect(version: before.version)
            let topics = try work.tx.topicIDs()
            let after = try before.changed(
                by: fields, of: event, isTopic: topics.contains, seats: before.allows(.seat, to: actor),
                organisation: try work.tx.attendee(of: before.registrationID).organisation, at: work.now)
            try work.save(after, over: before, in: "participant", as: "participant.changed")
            try work.tx.saveTopics(of: after)
            return after
        }
    }

    /// Takes part no longer: open requests are withdrawn but for meetings that have begun, and everybody who would have
    /// met them is told once.
    public func leaveBrokerage(_ id: ID<Participant>, as actor: Actor) async throws -> Participant {
        try await write(as: actor) { [self] work in
            let before = try work.load(id, to: .edit)
            guard before.status == .active else { throw Problem.refused(.init("participant.refused.left")) }
            guard let brokerage = before.brokerage else { throw Problem.notFound }
            return try work.leave(before, try MeetingLetters(brokerage, in: work.tx, of: self))
        }
    }

    /// Notes when somebody cannot meet: `kind`; `session` for one of the agenda, to which the way is added; else
    /// `starts` and `ends`.
    public func addAbsence(
        _ id: ID<Participant>, _ given: [String: Given], as actor: Actor
    ) async throws -> Absence {
        try await write(as: actor) { work in
            let participant = try work.load(id, to: .edit)
            guard let event = participant.brokerage?.event else { throw Problem.notFound }
            let fields = Fields(given)
            if let made: Absence = try work.made(by: fields) { return made }
            let known = try work.tx.absences(of: [id])
            if known.count >= Absence.most { fields.complain("", "absence.many", ["max": String(Absence.most)]) }
            let kind = fields.choice("kind", Absence.Kind.away) ?? .away
            var session: EventSession?
            let hasAgenda =
                try kind == .session
                && work.tx.count("SELECT COUNT(*) FROM event_session WHERE event_id = \(event.id)") > 0
            if kind == .session, !hasAgenda {
                fields.complain("kind", "absence.no_sessions")
            } else if kind == .session {
                let named = fields.text("session", atLeast: 1, atMost: 40)
                session = try EventSession.find(ID(named), in: work.tx).flatMap { $0.eventID == event.id ? $0 : nil }
                if session == nil, !named.isEmpty { fields.complain("session", "field.unknown", ["code": named]) }
                if known.contains(where: { $0.sessionID != nil && $0.sessionID == session?.id }) {
                    fields.complain("session", "absence.twice")
                }
            } else if !fields.text("session", atMost: 40).isEmpty {
                fields.complain("session", "absence.no_session")
            }
            let times = fields.absence(kind, session, in: event)
            try fields.finish()
            guard let times else { throw Problem.invalid("starts", "field.required") }
            let added = Absence(
                id: work.newID(Absence.prefix, from: fields), participantID: id, kind: kind, sessionID: session?.id,
                starts: event.clock.exactTime(at: times.starts), ends: event.clock.exactTime(at: times.ends),
                startsAt: times.starts, endsAt: times.ends, version: 1, createdAt: work.now, changedAt: work.now)
            try work.tx.insert(added, into: "participant_absence")
            try work.record("participant_absence.added", from: nil, to: added)
            return added
        }
    }

    /// The participant whose absence was taken away.
    @discardableResult
    public func removeAbsence(_ id: ID<Absence>, as actor: Actor) async throws -> ID<Participant> {
        try await write(as: actor) { work in
            guard let known = try Absence.find(id, in: work.tx) else { throw Problem.notFound }
            _ = try work.load(known.participantID, to: .edit)
            try work.tx.run("DELETE FROM participant_absence WHERE id = \(id)")
            try work.record("participant_absence.removed", from: known, to: nil)
            return known.participantID
        }
    }
}

extension Brokerage {
    /// Why nobody can begin to take part at a moment. After requests closed the organisers' timetable still takes
    /// latecomers.
    func refusalOfJoining(at now: Moment) -> Problem.Reason? {
        if event?.status == .cancelled { return .init("brokerage.refused.cancelled") }
        if status == .draft { return .init("brokerage.refused.early") }
        if status == .over || event.map({ $0.endsAt <= now }) == true { return .init("brokerage.refused.over") }
        return nil
    }
}

extension Fields {
    /// From when to when somebody is away; what is wrong is complained about.
    fileprivate func absence(
        _ kind: Absence.Kind, _ session: EventSession?, in event: Event
    ) -> (starts: Moment, ends: Moment)? {
        if kind == .session { return session.map { ($0.startsAt, $0.endsAt) } }
        let clock = event.clock
        let starts = wallTime("starts", nil, in: clock, isRequired: true)
        let ends = wallTime("ends", nil, in: clock, isRequired: true)
        guard let starts, let ends, issues.isEmpty else { return nil }
        let (from, until) = (clock.moment(starts), clock.moment(ends))
        if until <= from {
            complain("ends", "absence.ends_before")
        } else {
            // It may begin and end on the days around the event; what goes further is a slip of the pen.
            let values = ["starts": event.starts.description, "ends": event.ends.description]
            if until <= event.startsAt || from >= event.endsAt || from < event.startsAt.adding(days: -1) {
                complain("starts", "absence.outside", values)
            } else if until > event.endsAt.adding(days: 1) {
                complain("ends", "absence.outside", values)
            }
        }
        return (from, until)
    }
}

extension Work {
    /// Somebody takes part no longer: what was open is withdrawn, and each of the others is told once. What they met
    /// for before stays.
    fileprivate func leave(_ before: Participant, _ letters: MeetingLetters) throws -> Participant {
        let after = before.changed(at: now) { $0.status = .left }
        try save(after, over: before, in: "participant", as: "participant.left")
        var told: Set<ID<Participant>> = [before.id]
        for request in try tx.openRequests(of: before.id, at: now) {
            let gone = request.changed(at: now) { $0.state = .withdrawn }
            try save(gone, over: request, in: "meeting_request", as: "meeting_request.withdrawn")
            for party in request.parties where told.insert(party.participantID).inserted {
                try send(.left, to: party.participantID, about: after.id, letters)
            }
        }
        return after
    }

    /// Whoever comes no longer meets nobody.
    func leaveMeetings(with registration: EventRegistration, _ letters: EventLetters) throws {
        let known = try tx.value(
            ID<Participant>.self,
            "SELECT id FROM participant WHERE registration_id = \(registration.id) AND status = 'active'")
        guard let known, let participant = try Participant.find(known, in: tx),
            let brokerage = participant.brokerage
        else { return }
        let meeting = MeetingLetters(brokerage, of: letters.event, site: letters.site, name: letters.programme)
        _ = try leave(participant, meeting)
    }

    /// The registration with which somebody takes part: the actor's own, or the one that the organisers name.
    fileprivate func registrationToMeet(of brokerage: Brokerage, _ fields: Fields) throws -> EventRegistration {
        let named = fields.text("registration", atMost: 40)
        if !named.isEmpty, brokerage.allows(.plan, to: actor) {
            let found = try EventRegistration.find(ID(named), in: tx)
            guard let found, found.eventID == brokerage.eventID else {
                throw Problem.invalid("registration", "field.unknown", ["code": named])
            }
            guard found.status == .confirmed else {
                throw Problem.invalid("registration", "participant.refused.unconfirmed")
            }
            return found
        }
        let own = try tx.all(
            EventRegistration.self,
            """
            SELECT * FROM event_registration WHERE event_id = \(brokerage.eventID)
            AND account_id = \(actor.account ?? "") AND status NOT IN ('declined', 'cancelled') ORDER BY id
            """)
        if let confirmed = own.first(where: { $0.status == .confirmed }) { return confirmed }
        throw Problem.refused(
            .init(own.isEmpty ? "participant.refused.registration" : "participant.refused.unconfirmed"))
    }

    /// A participant as the directory knows them.
    fileprivate func blank(
        of brokerage: Brokerage, _ registration: EventRegistration, from fields: Fields
    ) throws -> Participant {
        let profile = try tx.directoryProfile(of: registration.accountID)
        let format = brokerage.event?.format
        return Participant(
            id: newID(Participant.prefix, from: fields), brokerageID: brokerage.id, registrationID: registration.id,
            accountID: registration.accountID, organisationID: profile.organisationID, delegation: "",
            delegationKey: "", offers: profile.offers, seeks: [:], offeredTopics: profile.topics, soughtTopics: [],
            languages: profile.languages.isEmpty ? [registration.language] : profile.languages,
            mode: format == .online ? .online : .onSite, capacity: 1, meetingLimit: nil, stand: nil, status: .active,
            searchText: "", version: 0, createdAt: now, changedAt: now, brokerage: brokerage)
    }
}

/// What the directory knows of somebody who begins to take part.
struct DirectoryProfile: Sendable {
    var organisationID: ID<Organisation>?
    var offers = Multilingual()
    var topics: [String] = []
    var languages: [String] = []
}

extension Transaction {
    /// Competences of the person as offers, with their topics; languages; where they work now.
    func directoryProfile(of account: ID<Account>?) throws -> DirectoryProfile {
        var profile = DirectoryProfile()
        guard let account,
            let person = try value(String.self, "SELECT COALESCE(person_id, '') FROM account WHERE id = \(account)"),
            !person.isEmpty
        else { return profile }
        struct Skill: Decodable { let statement: Multilingual, topics: [String] }
        let skills = try all(
            Skill.self,
            """
            SELECT statement, topics FROM competence WHERE person_id = \(person) AND status = 'active'
            ORDER BY changed_at DESC, id LIMIT 12
            """)
        for language in Set(skills.flatMap(\.statement.languages)).sorted() {
            let text = skills.compactMap { $0.statement[language] }.joined(separator: "\n")
            profile.offers[language] = String(text.prefix(Participant.longestText))
        }
        for topic in skills.flatMap(\.topics)
        where !profile.topics.contains(topic) && profile.topics.count < Participant.mostTopics {
            profile.topics.append(topic)
        }
        profile.languages = try first(Spoken.self, "SELECT languages FROM person WHERE id = \(person)")?.languages ?? []
        profile.organisationID = try value(
            ID<Organisation>.self,
            """
            SELECT a.organisation_id FROM affiliation a JOIN organisation o ON o.id = a.organisation_id
            WHERE a.person_id = \(person) AND a.until_day IS NULL AND o.status <> 'withdrawn' ORDER BY a.id LIMIT 1
            """)
        return profile
    }
    private struct Spoken: Decodable { let languages: [String] }

    /// Topics of both sides that were typed by name or code, as their ids.
    fileprivate func resolvingBothTopics(_ given: [String: Given]) throws -> [String: Given] {
        var result = given
        for name in ["offered_topics", "sought_topics"] {
            guard let typed = given[name] else { continue }
            result[name] = try resolvingTopics(["topics": typed])["topics"]
        }
        return result
    }

    fileprivate func saveTopics(of participant: Participant) throws {
        struct Line: Encodable { let participantID: ID<Participant>, topicID: String, side: String }
        try run("DELETE FROM participant_topic WHERE participant_id = \(participant.id)")
        let offers = participant.offeredTopics.map { Line(participantID: participant.id, topicID: $0, side: "offer") }
        let seeks = participant.soughtTopics.map { Line(participantID: participant.id, topicID: $0, side: "seek") }
        try insert(all: offers + seeks, into: "participant_topic")
    }

    /// The requests in which somebody has a part and which are not decided against. A meeting that has begun stays.
    fileprivate func openRequests(of participant: ID<Participant>, at now: Moment) throws -> [MeetingRequest] {
        try column(
            ID<MeetingRequest>.self,
            """
            SELECT r.id FROM meeting_request r JOIN meeting_party m ON m.request_id = r.id
            WHERE m.participant_id = \(participant) AND r.state IN ('waiting', 'accepted')
            AND NOT EXISTS (SELECT 1 FROM timetable_entry t JOIN meeting_slot s ON s.id = t.slot_id
            WHERE t.request_id = r.id AND s.starts_at <= \(now)) ORDER BY r.id
            """
        ).compactMap { try MeetingRequest.find($0, in: self) }
    }
}
