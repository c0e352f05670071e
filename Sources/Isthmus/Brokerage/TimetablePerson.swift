/// Somebody who takes part, as those see them whom they meet.
public struct TimetablePerson: Codable, Sendable, Equatable {
    public let id: ID<Participant>
    let registrationID: ID<EventRegistration>
    let accountID: ID<Account>?
    public let name: String
    public let organisation: String
    public let country: String
    public let delegation: String
    public let stand: Int?
    public let status: Participant.Status

    /// "Anna Petrova (Institute of Ice)".
    var title: String { organisation.isEmpty ? name : "\(name) (\(organisation))" }

    // How they registered and with which account is nobody else's business.
    private enum CodingKeys: String, CodingKey {
        case id, registrationID, accountID, name, organisation, country, delegation, stand, status
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(organisation, forKey: .organisation)
        try container.encode(country, forKey: .country)
        try container.encode(delegation, forKey: .delegation)
        try container.encodeIfPresent(stand, forKey: .stand)
        try container.encode(status, forKey: .status)
    }
}

/// A meeting of the published timetable, or an accepted request without one, as a page shows it.
public struct TimetableLine: Encodable, Sendable {
    public let requestID: ID<MeetingRequest>
    /// Nil where there is no meeting.
    public let slotID: ID<MeetingSlot>?
    public let starts: WallTime?
    public let ends: WallTime?
    public let startsAt: Moment?
    public let endsAt: Moment?
    public let place: MeetingPlace?
    public let placeNumber: Int?
    /// Where to meet online; for the parties and the office.
    public let link: String?
    /// Why there is no meeting; nil too where no timetable answered yet.
    public let reason: UnplacedReason?
    /// It can no longer be held as it was told, and a new timetable has to be made.
    public let isTroubled: Bool
    /// The request was taken back, so that nobody meets, whatever the last edition says.
    public let isWithdrawn: Bool
    /// The edition that said so first; nil where none did.
    public let edition: Int?
    public let parties: [TimetablePerson]
    let lostSlotID: ID<MeetingSlot>?
    let changedAt: Moment?

    /// Those that somebody meets.
    func others(than person: ID<Participant>) -> [TimetablePerson] { parties.filter { $0.id != person } }

    private enum CodingKeys: String, CodingKey {
        case requestID, slotID, starts, ends, startsAt, endsAt, place, placeNumber, link, reason, isTroubled
        case isWithdrawn, edition, parties
    }
}

/// The published timetable of a brokerage, whole or of one person, with everything that a page shows of it.
struct TimetableSheet: Sendable {
    let brokerage: Brokerage
    let slots: [MeetingSlot]
    /// The slots that a timetable shows: those that are held, and those that an edition cancelled. One that was taken
    /// away before it had a meeting is gone.
    let shown: [MeetingSlot]
    let people: [ID<Participant>: TimetablePerson]
    /// In the order of time; those without a meeting at the end.
    let lines: [TimetableLine]

    var meetings: [TimetableLine] { lines.filter { $0.slotID != nil } }
    var unplaced: [TimetableLine] { lines.filter { $0.slotID == nil } }
    var troubled: [TimetableLine] { lines.filter(\.isTroubled) }

    init(
        _ records: TimetableRecords, _ people: [ID<Participant>: TimetablePerson], troubled: Set<ID<MeetingRequest>>,
        cancelled: Set<ID<MeetingSlot>>
    ) {
        (brokerage, slots, self.people) = (records.brokerage, records.slots, people)
        let held = cancelled.union(records.published.values.flatMap { [$0.slotID, $0.lostSlotID].compactMap { $0 } })
        shown = records.slots.filter { $0.cancelledAt == nil || held.contains($0.id) }
        let slot = Dictionary(uniqueKeysWithValues: records.slots.map { ($0.id, $0) })
        let lines = records.wishes.compactMap { wish -> TimetableLine? in
            let entry = records.published[wish.id]
            let at = entry?.slotID.flatMap { slot[$0] }
            return TimetableLine(
                requestID: wish.id, slotID: at?.id, starts: at?.starts, ends: at?.ends, startsAt: at?.startsAt,
                endsAt: at?.endsAt, place: entry?.place, placeNumber: entry?.placeNumber, link: wish.link,
                reason: entry?.reason, isTroubled: troubled.contains(wish.id), isWithdrawn: !wish.isAccepted,
                edition: entry?.edition,
                parties: wish.parties.compactMap { people[$0.participantID] }, lostSlotID: entry?.lostSlotID,
                changedAt: entry.map { wish.isAccepted ? $0.changedAt : max($0.changedAt, wish.changedAt) })
        }
        let far = Moment(seconds: .max)
        self.lines = lines.sorted {
            ($0.startsAt ?? far, $0.placeNumber ?? .max, $0.requestID) < (
                $1.startsAt ?? far, $1.placeNumber ?? .max, $1.requestID
            )
        }
    }

    private init(_ sheet: TimetableSheet, _ lines: [TimetableLine]) {
        (brokerage, slots, shown) = (sheet.brokerage, sheet.slots, sheet.shown)
        (people, self.lines) = (sheet.people, lines)
    }

    /// What one person sees of it.
    func of(_ person: ID<Participant>) -> TimetableSheet {
        TimetableSheet(self, lines.filter { line in line.parties.contains { $0.id == person } })
    }
}
