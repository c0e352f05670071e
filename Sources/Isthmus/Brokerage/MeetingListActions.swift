import Database
import Text

/// A request as one of its parties or an organiser sees it. Of a no in a meeting of several, only who said it and who
/// had proposed it know; the others see that the meeting does not take place.
public struct MeetingSeen: Encodable, Sendable {
    public let id: ID<MeetingRequest>
    public let brokerageID: ID<Brokerage>
    public let askerID: ID<Participant>
    public let proposerID: ID<Participant>
    public let state: MeetingRequest.State
    public let message: String
    public let isOnline: Bool
    /// For the parties alone.
    public let link: String?
    public let slots: [ID<MeetingSlot>]
    public let parties: [Party]
    /// The reader's own part; nil for organisers.
    public let ownID: ID<Participant>?
    public let answer: MeetingParty.Answer?
    public let priority: Int?
    public let note: String
    /// Where and when by the published timetable; nil before or without a place.
    public let slotID: ID<MeetingSlot>?
    public let place: String?
    public let placeNumber: Int?
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
    public let mayAnswer: Bool
    public let mayEdit: Bool
    public let mayWithdraw: Bool
    /// Whether the reader can say where an agreed meeting is held online.
    public let mayLink: Bool
    /// The reader's own last words, which they can still change; not told by the API, where they stand in the message.
    let ownMessage: String

    private enum CodingKeys: String, CodingKey {
        case id, brokerageID, askerID, proposerID, state, message, isOnline, link, slots, parties, ownID, answer
        case priority, note, slotID, place, placeNumber, version, createdAt, changedAt, mayAnswer, mayEdit, mayWithdraw
        case mayLink
    }

    public struct Party: Codable, Sendable {
        public let participantID: ID<Participant>
        public let name: String
        public let organisation: String
        public let country: String
        /// Nil where the reader may not know.
        public let answer: MeetingParty.Answer?
    }
}

/// One's own meetings, with the limits that count.
public struct OwnMeetings: Sendable {
    public let brokerage: Brokerage
    public let event: Event
    public let participant: Participant
    public let meetings: [MeetingSeen]
    public let slots: [MeetingSlot]
    /// Requests of one's own that nobody answered.
    public let unanswered: Int
    /// How many meetings one has at most; nil without a limit.
    public let limit: Int?
    /// Changes whenever something of this changes.
    public let stamp: String
}

extension Programme {
    public func ownMeetings(in id: ID<Brokerage>, as actor: Actor) async throws -> OwnMeetings {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        let now = clock()
        return try await read { tx in
            let brokerage = try tx.see(id, as: actor)
            guard let event = brokerage.event, let own = try tx.participant(of: actor, in: id) else {
                throw Problem.refused(.init("meeting_request.refused.not_taking_part"))
            }
            let meetings = try tx.meetings(of: own, at: now, for: actor)
            return OwnMeetings(
                brokerage: brokerage, event: event.seen(mayJoin: try tx.isExpected(own.id)), participant: own,
                meetings: meetings,
                slots: try tx.meetingSlots(of: id),
                unanswered: meetings.filter { $0.askerID == own.id && $0.state == .waiting }.count,
                limit: [own.meetingLimit, brokerage.meetingLimit].compactMap { $0 }.min(),
                stamp: try tx.stamps(in: id, of: [own.id])[own.id] ?? "")
        }
    }

    public func meetingRequest(_ id: ID<MeetingRequest>, as actor: Actor) async throws -> MeetingProfile {
        let now = clock()
        return try await read { tx in
            let request = try tx.see(id, as: actor)
            guard let brokerage = request.brokerage, let event = brokerage.event else { throw Problem.notFound }
            let own = request.parties(of: actor).first
            let seen = try tx.seen([request], own: own?.participantID, at: now, for: actor)
            guard let seen = seen.first else { throw Problem.notFound }
            let mayJoin = try own.map { try tx.isExpected($0.participantID) } ?? false
            return MeetingProfile(
                meeting: seen, slots: try tx.meetingSlots(of: brokerage.id), event: event.seen(mayJoin: mayJoin),
                brokerage: brokerage)
        }
    }

    /// All requests of the brokerages that whoever asks keeps.
    public func meetingRequests(
        _ selection: Selection, as actor: Actor, counting: Bool = true
    ) async throws -> Found<MeetingRequestLine> {
        guard actor.isSignedIn else { throw Problem.signInNeeded }
        return try await read { tx in
            try tx.list(
                MeetingRequest.listing, selection, visible: MeetingRequest.visible(to: actor), counting: counting)
        }
    }
}

/// One request with what its page needs.
public struct MeetingProfile: Sendable {
    public let meeting: MeetingSeen
    public let slots: [MeetingSlot]
    public let event: Event
    let brokerage: Brokerage
}

/// A line of the organisers' list of requests.
public struct MeetingRequestLine: Codable, Sendable {
    public let id: ID<MeetingRequest>
    public let brokerageID: ID<Brokerage>
    public let asker: String
    public let askerOrganisation: String
    public let askerCountry: String
    public let other: String
    public let otherOrganisation: String
    public let otherCountry: String
    public let parties: Int
    public let state: MeetingRequest.State
    public let isOnline: Bool
    /// All parties' together.
    public let priority: Int
    public let placed: String
    public let version: Int
    public let createdAt: Moment
    public let changedAt: Moment
}

extension MeetingRequest {
    /// The rows of which an organiser may know, with `q` for the table; the parties have a page of their own.
    static func visible(to actor: Actor) -> SQL {
        if actor.isOffice { return "1 = 1" }
        return """
            EXISTS (SELECT 1 FROM brokerage b JOIN event e ON e.id = b.event_id
            WHERE b.id = q.brokerage_id AND (\(Event.kept(by: actor))))
            """
    }

    /// The second in the order in which they were named stands for the others.
    static let listing = Listing<MeetingRequestLine>(
        columns: """
            q.id, q.brokerage_id, f.name AS asker, f.organisation AS asker_organisation, f.country AS asker_country,
            g.name AS other, g.organisation AS other_organisation, g.country AS other_country,
            (SELECT COUNT(*) FROM meeting_party m WHERE m.request_id = q.id) AS parties, q.state, q.is_online,
            (SELECT CAST(SUM(m.priority) AS BIGINT) FROM meeting_party m WHERE m.request_id = q.id) AS priority,
            \(placed) AS placed, q.version, q.created_at, q.changed_at
            """,
        source: """
            meeting_request q JOIN participant pa ON pa.id = q.asker_id
            JOIN event_attendee f ON f.registration_id = pa.registration_id
            JOIN participant pb ON pb.id = (SELECT m.participant_id FROM meeting_party m
            WHERE m.request_id = q.id AND m.participant_id <> q.asker_id ORDER BY m.id LIMIT 1)
            JOIN event_attendee g ON g.registration_id = pb.registration_id
            LEFT JOIN timetable_entry t ON t.request_id = q.id
            """, id: "q.id",
        facets: [
            Facet("brokerage", column: "q.brokerage_id", join: "", isOffered: false) { "q.brokerage_id IN (\($0))" },
            Facet("state", column: "q.state").reading(State.self),
            Facet("placed", column: placed).reading {
                ["placed", "unplaced", "unplanned", "off"].contains($0) ? $0 : nil
            },
            Facet("way", column: "CASE WHEN q.is_online = 1 THEN 'online' ELSE 'on_site' END").reading {
                ["online", "on_site"].contains($0) ? $0 : nil
            },
            Facet("country", column: "f.country").reading(Countries.code),
            Facet("other_country", column: "g.country").reading(Countries.code),
            Facet("participant", column: "CAST(NULL AS TEXT)", join: "", isOffered: false) { ids in
                """
                EXISTS (SELECT 1 FROM meeting_party x WHERE x.request_id = q.id AND x.participant_id IN (\(ids)))
                """
            },
        ],
        sorts: [
            Sort("created", "q.created_at", isNumber: true, isDescending: true), Sort("asker", "f.sort_name"),
            Sort("other", "g.sort_name"),
        ],
        search: { text in
            SQL.all(
                folded(text).split(separator: " ").prefix(8).map {
                    "(f.sort_name LIKE \("%" + $0 + "%") OR g.sort_name LIKE \("%" + $0 + "%"))"
                })
        })

    private static let placed: SQL = """
        CASE WHEN q.state IN ('declined', 'withdrawn') THEN 'off' WHEN t.request_id IS NULL THEN 'unplanned'
        WHEN t.slot_id IS NULL THEN 'unplaced' ELSE 'placed' END
        """
}

extension Transaction {
    /// Whether somebody takes part and has a place at the event.
    fileprivate func isExpected(_ id: ID<Participant>) throws -> Bool {
        try count(
            """
            SELECT COUNT(*) FROM participant p JOIN event_registration r ON r.id = p.registration_id
            WHERE p.id = \(id) AND p.status = 'active' AND r.status = 'confirmed'
            """) > 0
    }

    /// All requests in which somebody has a part, newest change first. A handful of questions, however many there are.
    func meetings(of own: Participant, at now: Moment, for actor: Actor) throws -> [MeetingSeen] {
        let requests = try all(
            MeetingRequest.self,
            """
            SELECT r.* FROM meeting_request r JOIN meeting_party m ON m.request_id = r.id
            WHERE m.participant_id = \(own.id) ORDER BY r.changed_at DESC, r.id DESC LIMIT 2000
            """
        ).map {
            var request = $0
            request.brokerage = own.brokerage
            return request
        }
        return try seen(requests, own: own.id, at: now, for: actor)
    }

    private struct PartyRow: Decodable {
        let id: ID<MeetingParty>, requestID: ID<MeetingRequest>, participantID: ID<Participant>
        let answer: MeetingParty.Answer, priority: Int, version: Int, createdAt: Moment, changedAt: Moment
        let accountID: ID<Account>?, name: String, organisation: String, country: String, note: String

        var party: MeetingParty {
            MeetingParty(
                id: id, requestID: requestID, participantID: participantID, answer: answer, priority: priority,
                version: version, createdAt: createdAt, changedAt: changedAt, accountID: accountID)
        }
    }
    private struct PlaceRow: Decodable {
        let requestID: ID<MeetingRequest>, slotID: ID<MeetingSlot>?, place: String?, placeNumber: Int?
        let startsAt: Moment?, endsAt: Moment?

        var seat: MeetingRequest.Seat? {
            guard let startsAt, let endsAt, let place = place.flatMap(MeetingPlace.init) else { return nil }
            return MeetingRequest.Seat(startsAt: startsAt, endsAt: endsAt, place: place)
        }
    }

    /// Requests as a party (`own`) or an organiser sees them.
    fileprivate func seen(
        _ requests: [MeetingRequest], own: ID<Participant>?, at now: Moment, for actor: Actor
    ) throws -> [MeetingSeen] {
        // Several at a time: an engine takes so many values and no more.
        try stride(from: 0, to: requests.count, by: 400).flatMap { start in
            try seen(part: Array(requests[start..<min(start + 400, requests.count)]), own: own, at: now, for: actor)
        }
    }

    private func seen(
        part requests: [MeetingRequest], own: ID<Participant>?, at now: Moment, for actor: Actor
    ) throws -> [MeetingSeen] {
        let ids = requests.map(\.id)
        let rows = try all(
            PartyRow.self,
            """
            SELECT m.*, p.account_id, a.name, a.organisation, a.country, COALESCE(n.text, '') AS note
            FROM meeting_party m JOIN participant p ON p.id = m.participant_id
            JOIN event_attendee a ON a.registration_id = p.registration_id
            LEFT JOIN meeting_note n ON n.request_id = m.request_id AND n.participant_id = m.participant_id
            AND m.participant_id = \(own?.text ?? "")
            WHERE m.request_id IN (\(ids)) ORDER BY m.request_id, m.id
            """)
        let parties = Dictionary(grouping: rows, by: \.requestID)
        let places = try all(
            PlaceRow.self,
            """
            SELECT t.request_id, t.slot_id, t.place, t.place_number, s.starts_at, s.ends_at FROM timetable_entry t
            LEFT JOIN meeting_slot s ON s.id = t.slot_id WHERE t.request_id IN (\(ids))
            """)
        let place = Dictionary(places.map { ($0.requestID, $0) }) { first, _ in first }
        return requests.map { request in
            var request = request
            let rows = parties[request.id] ?? []
            request.parties = rows.map(\.party)
            request.seat = place[request.id]?.seat
            return request.seen(
                own: own, rows.map { ($0.participantID, $0.name, $0.organisation, $0.country) },
                note: rows.first { $0.participantID == own }?.note ?? "",
                place: request.state == .accepted
                    ? place[request.id].map { ($0.slotID, $0.place, $0.placeNumber) } : nil,
                at: now, for: actor)
        }
    }
}

extension MeetingRequest {
    /// What a reader sees of it.
    fileprivate func seen(
        own: ID<Participant>?, _ people: [(id: ID<Participant>, name: String, organisation: String, country: String)],
        note: String, place: (slot: ID<MeetingSlot>?, place: String?, number: Int?)?, at now: Moment, for actor: Actor
    ) -> MeetingSeen {
        let mine = own.flatMap { party(of: $0) }
        let isKeeper = brokerage?.allows(.plan, to: actor) == true
        let mayKnow = isKeeper || own == askerID || own == proposerID || mine?.answer == .declined
        let isHidden = state == .declined && !mayKnow
        let isOpen = brokerage?.refusalOfMeeting(at: now) == nil
        let said = MeetingMessage(message)
        return MeetingSeen(
            id: id, brokerageID: brokerageID, askerID: askerID, proposerID: proposerID,
            state: isHidden ? .withdrawn : state,
            message: said.text { id in people.first { $0.id == id }?.name ?? "" }, isOnline: isOnline,
            link: mine == nil ? nil : link, slots: slots,
            parties: people.map { one in
                let answer = party(of: one.id)?.answer
                return MeetingSeen.Party(
                    participantID: one.id, name: one.name, organisation: one.organisation, country: one.country,
                    answer: state == .declined && isHidden && one.id != own ? nil : answer)
            }, ownID: own, answer: mine?.answer, priority: mine?.priority, note: note, slotID: place?.slot,
            place: place?.place, placeNumber: place?.number, version: version, createdAt: createdAt,
            changedAt: changedAt, mayAnswer: isOpen && allows(.answer, to: actor),
            mayEdit: isOpen && allows(.edit, to: actor),
            mayWithdraw: allows(.withdraw, to: actor) && refusalOfWithdrawing(at: now) == nil,
            mayLink: allows(.link, to: actor) && refusalOfLinking(at: now) == nil,
            ownMessage: own == nil && !allows(.edit, to: actor)
                ? "" : said.words(of: own ?? proposerID, asker: askerID))
    }
}

extension MeetingRequest {
    /// Requests that wait for somebody's answer, by the day on which they close.
    static let waiting: DeskSource = { tx, actor, now in
        guard let account = actor.account else { return [] }
        struct Line: Decodable { let id: ID<Brokerage>, title: Multilingual, closes: Moment, number: Int }
        let lines = try tx.all(
            Line.self,
            """
            SELECT b.id, e.title, b.requests_close_at AS closes, COUNT(*) AS number
            FROM participant p JOIN meeting_party m ON m.participant_id = p.id AND m.answer = 'waiting'
            JOIN meeting_request r ON r.id = m.request_id AND r.state = 'waiting'
            JOIN brokerage b ON b.id = p.brokerage_id JOIN event e ON e.id = b.event_id
            WHERE p.account_id = \(account) AND b.status = 'open' AND b.requests_close_at > \(now)
            AND e.status <> 'cancelled' GROUP BY b.id, e.title, b.requests_close_at ORDER BY closes, b.id LIMIT 20
            """)
        return lines.map { line in
            DeskItem(
                .init(
                    "meeting_request.desk",
                    ["number": String(line.number), "event": line.title.reading(actor.language)]),
                path: "/brokerages/\(line.id.text)/meetings", due: line.closes)
        }
    }
}
