import Foundation
import Synchronization

extension DemoProgramme {
    /// Two events whose participants meet: one of last month with what came of it, and one of next month whose
    /// published timetable waits to be mended.
    mutating func addTimetables() async throws {
        let guests = try await meetingGuests()
        let spring = today.adding(days: -45)
        let before = past(spring.adding(days: -20))
        let over = try await meet(guests, at: spring, in: 0, programme: before)
        let draft = try await before.draftTimetable(of: over, ["seconds": .number(2)], as: office)
        _ = try await before.publishTimetable(draft.id, as: office)
        try await tellOutcomes(of: over, guests, programme: past(spring.adding(days: 3)))
        let coming = try await meet(guests, at: today.adding(days: 27), in: 1, programme: programme)
        let first = try await programme.draftTimetable(of: coming, ["seconds": .number(2)], as: office)
        _ = try await programme.publishTimetable(first.id, as: office)
        // A hall is lost for an hour: what that means waits for the office.
        let slots = try await programme.timetableDrafts(of: coming, as: office).slots
        guard slots.count > 3 else { return }
        _ = try await programme.draftTimetable(
            of: coming,
            [
                "kind": .text("mend"), "seconds": .number(2), "cancel_slots": .list([.text(slots[1].id.text)]),
                "broken_tables": .list([.record(["slot": .text(slots[2].id.text), "number": .number(1)])]),
            ], as: office)
    }

    private struct Guest: Sendable {
        let actor: Actor
        let organisation: Int
    }

    /// The same programme on a day of the past, some minutes later with each thing that is done.
    private func past(_ day: Day) -> Programme {
        let minute = Mutex<Int>(8 * 60)
        let known = programme
        return Programme(
            store: known.store, settings: known.settings,
            clock: {
                minute.withLock { minute in
                    minute += 1
                    return day.start.adding(minutes: minute)
                }
            }, ids: IDSource(seed: UInt64(day.daysSince1970)), logger: known.logger)
    }

    private mutating func meetingGuests() async throws -> [Guest] {
        var guests: [Guest] = []
        for turn in 0..<14 {
            let index = (turn * 61 + 5) % people.count
            let (person, organisation) = people[index]
            if let known = partners[index] {
                guests.append(Guest(actor: known, organisation: organisation))
                continue
            }
            let name = person.names.text(in: "en")
            let account = try await programme.createAccount(
                Registration(
                    email: "guest\(turn + 1)@isthmus.example", name: name, password: Self.password,
                    language: turn % 3 == 0 ? "ru" : "en"), person: person.id.text, grants: [],
                as: .program("demonstration"))
            let actor = Actor(
                account: account.id.text, person: person.id.text, name: name, grants: [], language: account.language)
            partners[index] = actor
            guests.append(Guest(actor: actor, organisation: organisation))
        }
        return guests
    }

    /// An event of one day with its guests, who ask each other and agree, most of them.
    private mutating func meet(
        _ guests: [Guest], at day: Day, in turn: Int, programme: Programme
    ) async throws -> ID<Brokerage> {
        let host = turn * 61 % organisations.count
        let titles = [
            ["en": Given.text("Meetings on clean water"), "ru": .text("Встречи по чистой воде")],
            ["en": .text("Meetings on cold regions"), "ru": .text("Встречи по холодным регионам")],
        ]
        let event = try await programme.createEvent(
            [
                "kind": .text("brokerage"), "zone": .text("Asia/Yerevan"), "starts": .text("\(day) 09:00"),
                "ends": .text("\(day) 18:00"), "title": .record(titles[turn]), "languages": .text("en, ru"),
                "format": .text("hybrid"), "city": .text("Yerevan"), "country": .text("AM"),
                "registration": .text("automatic"), "topics": .list([.text(fields[host].topic)]),
            ], as: office)
        _ = try await programme.publishEvent(event.id, as: office)
        let brokerage = try await programme.setUpBrokerage(
            for: event.id,
            [
                "status": .text("open"), "requests_close": .text("\(day.adding(days: -2)) 18:00"),
                "meeting_limit": .number(5),
            ], as: office)
        for first in ["10:00", "14:00"] {
            _ = try await programme.addMeetingSlots(
                brokerage.id,
                [
                    "day": .text("\(day)"), "first": .text(first), "minutes": .number(20), "pause": .number(5),
                    "count": .number(4), "tables": .number(4),
                ], as: office)
        }
        let ids = try await join(guests, event, brokerage, programme)
        for (one, other) in Self.pairs where one < guests.count && other < guests.count {
            let isOnline = (one + other) % 7 == 0
            let request = try await programme.requestMeeting(
                in: brokerage.id,
                [
                    "to": .list([.text(ids[other].text)]), "priority": .number(Double(1 + (one + other) % 3)),
                    "is_online": .flag(isOnline),
                    "message": .text("We would like to plan joint measurements with you."),
                ], as: guests[one].actor)
            guard (one * other) % 11 != 5 else { continue }
            _ = try await programme.answerRequest(
                request.id, ["answer": .text("accepted")], as: guests[other].actor)
        }
        return brokerage.id
    }

    private func join(
        _ guests: [Guest], _ event: Event, _ brokerage: Brokerage, _ programme: Programme
    ) async throws -> [ID<Participant>] {
        var ids: [ID<Participant>] = []
        for (turn, guest) in guests.enumerated() {
            let home = organisations[guest.organisation]
            _ = try await programme.register(
                for: event.id, ["organisation": .text(home.legalName), "country": .text(home.country)],
                as: guest.actor)
            let own = fields[guest.organisation]
            let participant = try await programme.takePart(
                in: brokerage.id,
                [
                    "mode": .text("both"), "offered_topics": .list([.text(own.topic)]),
                    "offers": .record(["en": .text(own.keywords.joined(separator: ", "))]),
                    "sought_topics": .list([.text(fields[(guest.organisation + 1) % fields.count].topic)]),
                    "delegation": .text(turn % 5 == 0 ? "Delegation of \(home.country)" : ""),
                ], as: guest.actor)
            ids.append(participant.id)
        }
        return ids
    }

    /// Most say what came of their meetings; some were alone at their table.
    private func tellOutcomes(
        of brokerage: ID<Brokerage>, _ guests: [Guest], programme: Programme
    ) async throws {
        let results: [MeetingOutcome.Result] = [.contact, .followUp, .contact, .consortium, .followUp]
        for (turn, guest) in guests.enumerated() where turn % 4 != 3 {
            let own = try await programme.ownTimetable(of: brokerage, as: guest.actor)
            for (index, line) in own.unanswered.enumerated() {
                let result: MeetingOutcome.Result =
                    turn == 2 && index == 0 ? .noShow : results[(turn + index) % results.count]
                try await programme.reportMeeting(
                    line.requestID, ["result": .text(result.rawValue)], as: guest.actor)
            }
        }
    }

    /// Who asks whom, by their places among the guests: each is in five or six.
    private static let pairs: [(Int, Int)] = (0..<14).flatMap { one in
        [1, 3, 6].map { step in (one, (one + step) % 14) }
    }.filter { $0.0 != $0.1 }
}
