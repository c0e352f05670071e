import Database
import Foundation

extension DemoProgramme {
    private static let guests = 40

    /// Pre-arranged meetings in six weeks: forty people of many countries, requests that wait, are agreed, declined,
    /// taken back or countered, for two and for three, at tables, at stands and online.
    mutating func addMeetings() async throws {
        let event = try await meetingEvent()
        let day = today.adding(days: 42)
        let brokerage = try await programme.setUpBrokerage(
            for: event.id,
            [
                "status": .text("open"), "requests_close": .text("\(today.adding(days: 28)) 18:00"),
                "meeting_limit": .number(12), "walking_minutes": .number(10),
                "text": .record([
                    "en": .text("Tables are in the foyer; stands are numbered from the entrance."),
                    "ru": .text("Столы стоят в фойе; стенды пронумерованы от входа."),
                ]),
            ], as: office)
        for (first, count) in [("10:00", 6), ("14:00", 8)] {
            _ = try await programme.addMeetingSlots(
                brokerage.id,
                [
                    "day": .text(day.description), "first": .text(first), "minutes": .number(20),
                    "pause": .number(5), "count": .number(Double(count)), "tables": .number(8),
                ], as: office)
        }
        let guests = try await addGuests(to: brokerage, of: event)
        try await addRequests(in: brokerage, among: guests)
        try await addMember(to: brokerage, of: event, guests)
    }

    private mutating func meetingEvent() async throws -> Event {
        let host = 7
        let event = try await programme.createEvent(
            [
                "kind": .text("brokerage"), "zone": .text("Europe/Brussels"),
                "starts": .text("\(today.adding(days: 42)) 09:00"), "ends": .text("\(today.adding(days: 43)) 17:00"),
                "title": .record([
                    "en": .text("Partnering days: research meets industry"),
                    "ru": .text("Дни партнёрства: наука и промышленность"),
                ]),
                "text": .record([
                    "en": .text("Two days of meetings that are arranged beforehand, on site and online."),
                    "ru": .text("Два дня заранее назначенных встреч, очно и онлайн."),
                ]),
                "format": .text("hybrid"), "place": .text("House of Cooperation"), "city": .text("Brussels"),
                "country": .text("BE"), "languages": .text("en, ru"), "registration": .text("automatic"),
                "visitors_may_register": .flag(true), "capacity": .text("300"),
                "organisers": .list([
                    .record(["organisation": .text(organisations[host].id.text), "role": .text("organiser")])
                ]),
            ], as: office)
        return try await programme.publishEvent(event.id, as: office)
    }

    /// Registered as from a list; each takes part with what their institute's field offers, and seeks another's.
    private mutating func addGuests(to brokerage: Brokerage, of event: Event) async throws -> [ID<Participant>] {
        var lines = ["name,email,organisation,country,group"]
        var homes: [Int] = []
        for turn in 0..<Self.guests {
            let (person, home) = people[(turn * 31 + 5) % people.count]
            let organisation = organisations[home]
            homes.append(home)
            // Some write their names as at home.
            let name = person.name(in: turn % 3 == 0 ? "ru" : "en").replacing(",", with: " ")
            lines.append(
                "\(name),meeting\(turn)@isthmus.example,\"\(organisation.legalName)\",\(organisation.country),")
        }
        try await programme.importRegistrations(
            to: event.id, ["table": .text(lines.joined(separator: "\n")), "with_alike": .flag(true)], as: office)
        let registrations = try await programme.read { tx in
            try tx.rows(
                """
                SELECT a.email, r.id FROM event_registration r JOIN event_attendee a ON a.registration_id = r.id
                WHERE r.event_id = \(event.id) AND r.status = 'confirmed' ORDER BY r.id
                """
            ).map { (try $0.at(0, as: String.self), try $0.at(1, as: String.self)) }
        }
        var guests: [ID<Participant>] = []
        for (turn, home) in homes.enumerated() {
            guard let known = registrations.first(where: { $0.0 == "meeting\(turn)@isthmus.example" }) else { continue }
            let (own, other) = (fields[home], DemoField.all[(turn * 3 + 2) % DemoField.all.count])
            var given: [String: Given] = [
                "registration": .text(known.1), "mode": .text(turn % 5 == 4 ? "online" : "both"),
                "languages": .text(turn % 2 == 0 ? "en, ru" : "en"),
                "offers": .record([
                    "en": .text(own.skills.map(\.en).joined(separator: "\n")),
                    "ru": .text(own.skills.map(\.ru).joined(separator: "\n")),
                ]),
                "seeks": .record([
                    "en": .text("Partners for \(other.keywords.joined(separator: ", "))"),
                    "ru": .text("Ищем партнёров в области \(other.ru)"),
                ]),
                "offered_topics": .list([.text(own.topic)]), "sought_topics": .list([.text(other.topic)]),
            ]
            if turn % 4 == 0 { given["delegation"] = .text(organisations[home].country + " delegation") }
            if turn % 10 == 3 { (given["stand"], given["capacity"]) = (.number(Double(turn / 10 + 1)), .number(2)) }
            guests.append(try await programme.takePart(in: brokerage.id, given, as: office).id)
        }
        return guests
    }

    /// In all states. The organisers carry them in for people who have no account.
    private mutating func addRequests(in brokerage: Brokerage, among guests: [ID<Participant>]) async throws {
        for (turn, guest) in guests.enumerated() {
            for step in [3, 8] {
                let other = (turn + step) % guests.count
                var to: [Given] = [.text(guests[other].text)]
                if turn % 13 == 5, step == 8 { to.append(.text(guests[(other + 2) % guests.count].text)) }
                let isOnline = [turn, other, (other + 2) % guests.count].contains { $0 % 5 == 4 }
                let made = try await programme.requestMeeting(
                    in: brokerage.id,
                    [
                        "from": .text(guest.text), "to": .list(to), "is_online": .flag(isOnline),
                        "priority": .number(Double(number(1...3))),
                        "message": .text(pick(Self.messages)),
                    ], as: office)
                try await answer(made, turn + step)
            }
        }
    }

    private mutating func answer(_ request: MeetingRequest, _ turn: Int) async throws {
        let others = request.parties.map(\.participantID).filter { $0 != request.askerID }
        switch turn % 8 {
        case 0, 1, 2, 4:
            for other in others {
                _ = try await programme.answerRequest(
                    request.id,
                    [
                        "participant": .text(other.text), "answer": .text("accepted"),
                        "priority": .number(Double(number(1...3))),
                    ], as: office)
            }
        case 5:
            _ = try await programme.answerRequest(
                request.id, ["participant": .text(others[0].text), "answer": .text("declined")], as: office)
        case 6:
            let slots = try await programme.meetingSlots(of: request.brokerageID, as: office)
            _ = try await programme.counterPropose(
                request.id,
                ["participant": .text(others[0].text), "slots": .list(slots.suffix(3).map { .text($0.id.text) })],
                as: office)
        case 7 where turn % 3 == 0: _ = try await programme.withdrawRequest(request.id, as: office)
        default: break
        }
    }

    /// The representative with an account takes part, has asked and is asked.
    private mutating func addMember(
        to brokerage: Brokerage, of event: Event, _ guests: [ID<Participant>]
    ) async throws {
        let known = try await programme.read { try $0.account(email: "anahit@isthmus.example") }
        guard let known else { return }
        let member = Actor(
            account: known.id.text, person: known.personID, name: "Anahit Avagyan",
            grants: [Grant(.representative, on: Scope(organisations[0].id))], language: "ru")
        _ = try await programme.register(
            for: event.id,
            ["organisation": .text(organisations[0].legalName), "country": .text(organisations[0].country)], as: member)
        let own = try await programme.takePart(
            in: brokerage.id,
            [
                "mode": .text("both"), "sought_topics": .list([.text(fields[5].topic)]),
                "seeks": .record([
                    "en": .text("Partners with field stations and laboratories"),
                    "ru": .text("Ищем партнёров с полевыми станциями и лабораториями"),
                ]),
            ], as: member)
        for (turn, guest) in guests.enumerated() where turn % 8 == 1 && turn % 5 != 4 {
            let given: [String: Given] = [
                "from": .text(guest.text), "to": .list([.text(own.id.text)]), "message": .text(pick(Self.messages)),
            ]
            _ = try await programme.requestMeeting(in: brokerage.id, given, as: office)
        }
        for turn in [2, 6] {
            _ = try await programme.requestMeeting(
                in: brokerage.id, ["to": .list([.text(guests[turn].text)]), "priority": .number(3)], as: member)
        }
    }

    private static let messages = [
        "We prepare a proposal for the spring call and look for a partner with a field station.",
        "Could we talk about exchanging doctoral students?", "Ваши приборы могли бы пригодиться в нашем проекте.",
        "Предлагаем обсудить совместную заявку.", "We would like to see your measurements.", "",
    ]
}
