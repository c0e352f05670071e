import Crypto
import Foundation
import Scheduling

/// Everything that a timetable rests on, as it is kept.
struct TimetableRecords: Sendable {
    /// A request that was accepted, or that a published timetable answers.
    struct Wish: Sendable {
        struct Party: Sendable {
            let participantID: ID<Participant>
            let priority: Int
        }
        let id: ID<MeetingRequest>
        let isAccepted: Bool
        let isOnline: Bool
        let link: String?
        let slots: [ID<MeetingSlot>]
        let changedAt: Moment
        let parties: [Party]

        /// What it is worth: the sum of all parties' priorities less one, 1 to 5.
        var priority: Int { min(5, max(1, parties.reduce(-1) { $0 + $1.priority })) }
    }

    let brokerage: Brokerage
    /// In the order of time.
    let slots: [MeetingSlot]
    /// In the order of their ids.
    let people: [Participant]
    let absences: [ID<Participant>: [Absence]]
    /// In the order of their ids.
    let wishes: [Wish]
    let published: [ID<MeetingRequest>: TimetableEntry]

    /// Whether somebody can meet in a slot: they take part, and are neither away nor on the way to a session.
    func isThere(_ person: Participant, in slot: MeetingSlot) -> Bool {
        guard person.status == .active else { return false }
        return absences[person.id, default: []].allSatisfy { absence in
            let way = absence.kind == .session ? brokerage.walkingMinutes : 0
            return absence.endsAt.adding(minutes: way) <= slot.startsAt
                || slot.endsAt <= absence.startsAt.adding(minutes: -way)
        }
    }

    /// Whether a meeting is held with a link: so wanted, or one of them is not at the place.
    func isOnline(_ wish: Wish, _ person: [ID<Participant>: Participant]) -> Bool {
        wish.isOnline || wish.parties.contains { person[$0.participantID]?.mode == .online }
    }

    /// What is left to plan at a moment: meetings in slots that have begun stay as they are.
    func problem(after changes: TimetableChanges = TimetableChanges(), at now: Moment) throws(Problem)
        -> TimetableProblem
    {
        try TimetableProblem(self, changes, at: now)
    }
}

/// What the engine is asked, made from the records: the same records in any order make the same.
struct TimetableProblem: Sendable {
    /// What a new timetable says of a request.
    struct Seated: Sendable, Equatable {
        let requestID: ID<MeetingRequest>
        let seat: MeetingSeat
        let difference: TimetableDifference
    }

    let event: BrokerageEvent
    /// In the event's order: those that the published timetable answers first.
    let wishes: [TimetableRecords.Wish]
    /// After the changes.
    let slots: [MeetingSlot]
    /// The published timetable, as far as it is still ahead; its entries are those of the first requests.
    let before: Scheduling.Timetable
    /// Meetings in slots that have begun.
    let begun: [TimetableEntry]
    private let published: [ID<MeetingRequest>: TimetableEntry]
    private let left: Set<ID<Participant>>
    /// Those who wanted more meetings than the event gives to each, or as many as there are.
    private let limitedByEvent: Set<ID<Participant>>
    private let places: [ID<MeetingSlot>: Int]
    private let people: [Participant]

    init(_ records: TimetableRecords, _ changes: TimetableChanges, at now: Moment) throws(Problem) {
        slots = records.slots.map { changes.applied(to: $0, at: now) }
        published = records.published
        people = records.people
        left = Set(records.people.filter { $0.status == .left }.map(\.id))
        let limit = records.brokerage.meetingLimit
        limitedByEvent = Set(
            records.people.filter { person in limit.map { (person.meetingLimit ?? .max) > $0 } ?? false }.map(\.id))
        let places = Dictionary(uniqueKeysWithValues: slots.enumerated().map { ($1.id, $0) })
        self.places = places
        let past = Set(slots.filter { $0.startsAt <= now }.map(\.id))
        let all = slots
        begun = records.wishes.compactMap { records.published[$0.id] }.filter { $0.slotID.map(past.contains) == true }
        let held = Set(begun.map(\.requestID))
        let open = records.wishes.filter { !held.contains($0.id) }
        let answered = open.filter { records.published[$0.id] != nil }
        wishes = answered + open.filter { records.published[$0.id] == nil }
        before = Scheduling.Timetable(
            entries: answered.map { records.published[$0.id]?.seat.entry(places) ?? .unplaced(.noCommonSlot) })
        var meetings: [ID<Participant>: Int] = [:]
        for wish in records.wishes where held.contains(wish.id) && wish.isAccepted {
            for party in wish.parties { meetings[party.participantID, default: 0] += 1 }
        }
        let person = Dictionary(uniqueKeysWithValues: records.people.map { ($0.id, $0) })
        let number = Dictionary(uniqueKeysWithValues: records.people.enumerated().map { ($1.id, $0) })
        do {
            event = try BrokerageEvent(
                participants: Self.participants(records, all, meetings),
                requests: wishes.map { wish in
                    Scheduling.Request(
                        parties: wish.parties.compactMap { number[$0.participantID] }, priority: wish.priority,
                        isOnline: records.isOnline(wish, person), isWithdrawn: !wish.isAccepted,
                        slots: wish.slots.isEmpty ? nil : Set(wish.slots.compactMap { places[$0] }))
                }, slots: Self.slots(all, past))
        } catch { throw Self.problem(error) }
    }

    private static func slots(_ slots: [MeetingSlot], _ past: Set<ID<MeetingSlot>>) -> [Scheduling.Slot] {
        var day = Int.min
        return slots.map { slot in
            day = max(day, slot.starts.day.daysSince1970)
            return Scheduling.Slot(
                tables: slot.tables,
                brokenTables: Set(slot.brokenTables.filter { (1...max(1, slot.tables)).contains($0) }.map { $0 - 1 }),
                day: day, isCancelled: slot.cancelledAt != nil || past.contains(slot.id))
        }
    }

    private static func participants(
        _ records: TimetableRecords, _ slots: [MeetingSlot], _ meetings: [ID<Participant>: Int]
    ) -> [Scheduling.Participant] {
        let delegations = Set(records.people.map(\.delegationKey)).subtracting([""]).sorted()
        let delegation = Dictionary(uniqueKeysWithValues: delegations.enumerated().map { ($1, $0 + 1) })
        return records.people.map { person in
            let limits = [person.meetingLimit, records.brokerage.meetingLimit].compactMap { $0 }
            return Scheduling.Participant(
                name: person.id.text, organisation: delegation[person.delegationKey] ?? 0,
                capacity: max(1, person.capacity), availability: slots.map { records.isThere(person, in: $0) },
                limit: limits.min().map { max(0, $0 - meetings[person.id, default: 0]) }, stand: person.stand)
        }
    }

    private static func problem(_ fault: BrokerageEventFault) -> Problem {
        if case .tooLarge = fault { return .invalid("", "timetable.too_large") }
        return .invalid("", "timetable.unsound", ["fault": "\(fault)"])
    }

    /// A fingerprint of all that a timetable rests on.
    var basis: String {
        var text = "\(event.slots.map { "\($0.tables) \($0.brokenTables.sorted()) \($0.day) \($0.isCancelled)" })\n"
        for person in event.participants {
            text += "\(person.name) \(person.organisation) \(person.capacity) \(person.limit ?? -1) "
            text += "\(person.stand ?? -1) \(person.availability.map { $0 ? "1" : "0" }.joined())\n"
        }
        for (wish, request) in zip(wishes, event.requests) {
            text += "\(wish.id) \(request.parties) \(request.priority) \(request.isOnline) \(request.isWithdrawn) "
            text += "\(request.slots.map { "\($0.sorted())" } ?? "any")\n"
        }
        text += "\(before.entries) \(begun.map(\.requestID.text))"
        return SHA256.hash(data: Data(text.utf8)).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
    }

    /// A timetable of the engine as it is kept, with what it means for each request; meetings that have begun with it.
    func seated(_ timetable: Scheduling.Timetable) -> [Seated] {
        let full = full(in: timetable)
        let ahead = zip(wishes, timetable.entries).map { wish, entry in
            let hasLeft = wish.parties.contains { left.contains($0.participantID) }
            let seat = MeetingSeat(entry, slots: slots, hasLeft: hasLeft, isEventLimit: isEventLimit(wish, full))
            return Seated(
                requestID: wish.id, seat: seat, difference: seat.difference(from: published[wish.id]?.seat))
        }
        return ahead + begun.map { Seated(requestID: $0.requestID, seat: $0.seat, difference: .kept) }
    }

    /// Those who have as many meetings as they can have.
    private func full(in timetable: Scheduling.Timetable) -> Set<ID<Participant>> {
        var meetings = [Int](repeating: 0, count: people.count)
        for (request, entry) in zip(event.requests, timetable.entries) where entry.slot != nil {
            for party in request.parties { meetings[party] += 1 }
        }
        return Set(
            people.indices.filter { index in event.participants[index].limit.map { meetings[index] >= $0 } ?? false }
                .map { people[$0].id })
    }

    /// Whether of those in a request who have no room left all would have wanted more.
    private func isEventLimit(_ wish: TimetableRecords.Wish, _ full: Set<ID<Participant>>) -> Bool {
        let without = wish.parties.map(\.participantID).filter(full.contains)
        return !without.isEmpty && without.allSatisfy(limitedByEvent.contains)
    }

    /// What stands against a timetable that was made before: the requests whose meetings cannot be held as it says. And
    /// its reasons, as they are by now.
    func check(_ seats: [ID<MeetingRequest>: MeetingSeat]) -> Check {
        let timetable = Scheduling.Timetable(
            entries: wishes.map { (seats[$0.id] ?? .none(.noCommonSlot)).entry(places) })
        let faults = Verification.faults(of: timetable, in: event)
        let full = full(in: timetable)
        var check = Check()
        check.isSound = faults.isEmpty
        for fault in faults {
            check.impossible.formUnion(requests(of: fault, in: timetable).map { wishes[$0].id })
            guard case .wrongReason(let index, _, let right) = fault else { continue }
            let hasLeft = wishes[index].parties.contains { left.contains($0.participantID) }
            check.reasons[wishes[index].id] = UnplacedReason(
                right, hasLeft: hasLeft, isEventLimit: isEventLimit(wishes[index], full))
        }
        // A meeting that has begun is no longer a draft's to move.
        for entry in begun where seats[entry.requestID].map({ $0 != entry.seat }) == true {
            check.impossible.insert(entry.requestID)
        }
        return check
    }

    struct Check: Sendable, Equatable {
        var isSound = true
        var impossible: Set<ID<MeetingRequest>> = []
        var reasons: [ID<MeetingRequest>: UnplacedReason] = [:]
    }

    /// The requests whose meetings a fault stands against; none where only an answer could be better.
    private func requests(of fault: TimetableFault, in timetable: Scheduling.Timetable) -> [Int] {
        func held(_ participant: Int, _ slot: Int?) -> [Int] {
            timetable.entries.indices.filter { index in
                guard let at = timetable.entries[index].slot, slot == nil || slot == at else { return false }
                return event.requests[index].parties.contains(participant)
            }
        }
        switch fault {
        case .unknownSlot(let request, _), .cancelledSlot(let request, _), .notAgreed(let request, _),
            .withdrawn(let request), .absent(let request, _, _), .wrongVenue(let request),
            .unknownTable(let request, _, _), .tableTaken(let request, _, _, _):
            return [request]
        case .crowded(let participant, let slot, _, _): return held(participant, slot)
        case .overLimit(let participant, _, _): return held(participant, nil)
        case .count, .fits, .wrongReason: return []
        }
    }

    /// The published meetings ahead that can no longer be held as they were told.
    var troubled: Set<ID<MeetingRequest>> { check(published.mapValues(\.seat)).impossible }
}
