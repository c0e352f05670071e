/// The drafts of a brokerage's timetable, and what a new one can be made from.
struct TimetableDrafts: Sendable {
    let brokerage: Brokerage
    let slots: [MeetingSlot]
    let drafts: [TimetableDraft]
    /// How many requests are accepted.
    let accepted: Int

    /// Those that can still be changed.
    func slots(after now: Moment) -> [MeetingSlot] { slots.filter { $0.startsAt > now } }
}

/// Somebody's own meetings.
struct OwnTimetable: Sendable {
    let person: TimetablePerson
    let sheet: TimetableSheet
    /// What they said came of their meetings.
    let outcomes: [ID<MeetingRequest>: MeetingOutcome]
    /// Changes whenever something of this changes.
    let stamp: String
    let now: Moment

    var brokerage: Brokerage { sheet.brokerage }

    /// Meetings that are over and of which they have said nothing.
    var unanswered: [TimetableLine] {
        sheet.meetings.filter { line in
            outcomes[line.requestID] == nil && isHeld(line)
        }
    }

    /// Whether a meeting is over that was not called off: something can have come of it.
    func isHeld(_ line: TimetableLine) -> Bool {
        brokerage.event?.status != .cancelled && line.slotID != nil && !line.isWithdrawn
            && line.endsAt.map { $0 <= now } == true
    }
}

/// As the API tells of it.
struct OwnTimetableBody: Encodable, Sendable {
    let brokerageID: ID<Brokerage>
    let participantID: ID<Participant>
    let edition: Int
    let zone: String
    let lines: [TimetableLine]

    init(_ own: OwnTimetable) {
        (brokerageID, participantID) = (own.brokerage.id, own.person.id)
        (edition, zone, lines) = (own.brokerage.edition, own.brokerage.event?.zone ?? "", own.sheet.lines)
    }
}

/// The whole published timetable as the API tells of it.
struct TimetableBody: Encodable, Sendable {
    let brokerageID: ID<Brokerage>
    let edition: Int
    let zone: String
    let meetings: Int
    let unplaced: Int
    let troubled: Int
    let lines: [TimetableLine]

    init(_ sheet: TimetableSheet) {
        (brokerageID, edition, zone) = (sheet.brokerage.id, sheet.brokerage.edition, sheet.brokerage.event?.zone ?? "")
        (meetings, unplaced, troubled) = (sheet.meetings.count, sheet.unplaced.count, sheet.troubled.count)
        lines = sheet.lines
    }
}

/// A draft with what publishing it would mean, request by request.
struct TimetableDraftProfile: Encodable, Sendable {
    struct Line: Encodable, Sendable {
        let requestID: ID<MeetingRequest>
        let difference: TimetableDifference
        /// As published; nil for a request that no timetable answered. Of a draft that was published itself, or that
        /// another one overtook, only what stayed as it was is known.
        let before: MeetingSeat?
        let after: MeetingSeat
        let parties: [TimetablePerson]
    }

    let draft: TimetableDraft
    let counts: [String: Int]
    /// In the order of the differences, then of time.
    let lines: [Line]
    let brokerage: Brokerage
    let slots: [ID<MeetingSlot>: MeetingSlot]

    init(draft: TimetableDraft, sheet: TimetableSheet, entries: [TimetableDraftEntry]) {
        self.draft = draft
        brokerage = sheet.brokerage
        let slots = Dictionary(uniqueKeysWithValues: sheet.slots.map { ($0.id, $0) })
        self.slots = slots
        let isCurrent = draft.state != .published && !draft.isOvertaken
        let known = Dictionary(uniqueKeysWithValues: sheet.lines.map { ($0.requestID, $0) })
        let order: [TimetableDifference: Int] = [.lost: 0, .moved: 1, .reseated: 2, .added: 3, .without: 4, .kept: 5]
        let far = Moment(seconds: .max)
        let lines = entries.map { entry in
            let line = known[entry.requestID]
            let published = line?.edition.map { _ in
                MeetingSeat(
                    slotID: line?.slotID, place: line?.place, placeNumber: line?.placeNumber, reason: line?.reason)
            }
            let before = isCurrent ? published : entry.difference == .kept ? entry.seat : nil
            return Line(
                requestID: entry.requestID, difference: entry.difference, before: before, after: entry.seat,
                parties: line?.parties ?? [])
        }
        func time(_ line: Line) -> Moment {
            (line.after.slotID ?? line.before?.slotID).flatMap { slots[$0]?.startsAt } ?? far
        }
        self.lines = lines.sorted {
            (order[$0.difference] ?? 9, time($0), $0.requestID) < (order[$1.difference] ?? 9, time($1), $1.requestID)
        }
        counts = Dictionary(grouping: entries, by: \.difference.rawValue).mapValues(\.count)
    }

    func count(_ difference: TimetableDifference) -> Int { counts[difference.rawValue] ?? 0 }

    /// The people for whom something would change, by name, with their lines.
    var people: [(person: TimetablePerson, lines: [Line])] {
        var lines: [ID<Participant>: [Line]] = [:]
        var people: [ID<Participant>: TimetablePerson] = [:]
        for line in self.lines where line.difference != .kept {
            for person in line.parties {
                people[person.id] = person
                lines[person.id, default: []].append(line)
            }
        }
        return people.values.sorted { ($0.name, $0.id) < ($1.name, $1.id) }.map { ($0, lines[$0.id] ?? []) }
    }

    private enum CodingKeys: String, CodingKey { case draft, counts, lines }
}
