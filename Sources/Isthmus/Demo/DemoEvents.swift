import Foundation

extension DemoProgramme {
    /// Twelve events of the demo's institutes before and after today, with agendas, and people who come.
    mutating func addEvents() async throws {
        for (index, plan) in Self.events.enumerated() {
            // Spread over the places, so that many countries have one.
            let host = (index * 23 + 1) % organisations.count
            let (place, field) = (places[host], fields[host])
            let zone = Self.zones[place.country] ?? "Europe/Brussels"
            let first = today.adding(days: plan.inDays)
            let last = first.adding(days: plan.days - 1)
            let (kindEN, kindRU) = (Words("en")("event.kind.\(plan.kind)"), Words("ru")("event.kind.\(plan.kind)"))
            let given: [String: Given] = [
                "kind": .text(plan.kind), "zone": .text(zone), "starts": .text("\(first) 09:30"),
                "ends": .text("\(last) 17:00"),
                "title": .record([
                    "en": .text("\(kindEN): \(field.en.lowercased())"), "ru": .text("\(kindRU): \(field.ru)"),
                ]),
                "text": .record([
                    "en": .text("Two sides meet and plan joint work on \(field.keywords.joined(separator: ", "))."),
                    "ru": .text("Стороны встречаются и готовят совместную работу по теме: \(field.ru)."),
                ]),
                "audience": .record([
                    "en": .text("Researchers, companies and contact points."),
                    "ru": .text("Исследователи, компании и национальные контактные точки."),
                ]),
                "topics": .list([.text(field.topic)]), "languages": .text("en, ru"), "format": .text(plan.format),
                "place": .text(organisations[host].legalName), "city": .text(place.city),
                "country": .text(place.country), "latitude": .number(place.latitude),
                "longitude": .number(place.longitude), "link": .text("https://meet.isthmus.example/\(index + 1)"),
                "registration": .text(plan.registration), "visitors_may_register": .flag(true),
                "capacity": .text(String(plan.capacity)),
                "organisers": .list([
                    .record(["organisation": .text(organisations[host].id.text), "role": .text("host")]),
                    .record([
                        "organisation": .text(organisations[(host + 40) % organisations.count].id.text),
                        "role": .text("partner"),
                    ]),
                ]),
            ]
            let event = try await programme.createEvent(given, as: office)
            if index < Self.events.count - 1 { _ = try await programme.publishEvent(event.id, as: office) }
            try await addAgenda(to: event, first)
            try await addParticipants(to: event, count: plan.people, wereThere: plan.inDays < 0)
        }
    }

    private mutating func addAgenda(to event: Event, _ day: Day) async throws {
        for (index, part) in Self.agenda.enumerated() {
            var given: [String: Given] = [
                "kind": .text(part.kind), "title": .record(["en": .text(part.en), "ru": .text(part.ru)]),
                "starts": .text("\(day) \(part.from)"), "ends": .text("\(day) \(part.until)"),
                "room": .text(part.kind == "break" ? "" : index % 2 == 0 ? "Hall A" : "Hall B"),
            ]
            if part.kind != "break" {
                let speakers = [pick(people).person.id.text, pick(people).person.id.text]
                given["speakers"] = .list(Set(speakers).sorted().map { .record(["name": .text($0)]) })
            }
            _ = try await programme.addSession(to: event.id, given, as: office)
        }
    }

    /// People of the directory, registered by the office as from a list; of a past event four of five came.
    private mutating func addParticipants(to event: Event, count: Int, wereThere: Bool) async throws {
        guard count > 0 else { return }
        var lines = ["name,email,organisation,country,group"]
        let start = number(0...people.count - 1)
        for turn in 0..<count {
            let (person, home) = people[(start + turn * 7) % people.count]
            let organisation = organisations[home]
            let name = person.name(in: "en").replacing(",", with: " ")
            let group = turn % 9 < 2 ? organisation.country + " delegation" : ""
            lines.append(
                "\(name),participant\(start + turn)@isthmus.example,\"\(organisation.legalName)\","
                    + organisation.country + ","
                    + group)
        }
        try await programme.importRegistrations(
            to: event.id, ["table": .text(lines.joined(separator: "\n")), "with_alike": .flag(true)], as: office)
        guard wereThere else { return }
        var selection = Selection()
        (selection.chosen, selection.limit) = (["event": [event.id.text]], 500)
        for line in try await programme.eventRegistrations(selection, as: office).items
        where line.status == .confirmed && chance(80) {
            _ = try await programme.checkIn(line.id, as: office)
        }
    }

    private struct Plan: Sendable {
        let kind: String
        let format: String
        /// From today to its first day.
        let inDays: Int
        let days: Int
        let registration: String
        let capacity: Int
        let people: Int
    }

    private static let events = [
        Plan(
            kind: "forum", format: "on_site", inDays: -120, days: 2, registration: "automatic", capacity: 80, people: 24
        ),
        Plan(
            kind: "seminar", format: "hybrid", inDays: -75, days: 1, registration: "automatic", capacity: 40, people: 12
        ),
        Plan(
            kind: "training", format: "on_site", inDays: -40, days: 3, registration: "approval", capacity: 20,
            people: 14),
        Plan(
            kind: "information_day", format: "online", inDays: -12, days: 1, registration: "automatic", capacity: 200,
            people: 20),
        Plan(
            kind: "conference", format: "hybrid", inDays: -1, days: 4, registration: "automatic", capacity: 120,
            people: 26),
        Plan(
            kind: "information_day", format: "hybrid", inDays: 9, days: 1, registration: "automatic", capacity: 60,
            people: 18),
        Plan(
            kind: "seminar", format: "on_site", inDays: 21, days: 1, registration: "automatic", capacity: 12, people: 16
        ),
        Plan(
            kind: "brokerage", format: "on_site", inDays: 34, days: 2, registration: "approval", capacity: 100,
            people: 20),
        Plan(
            kind: "exhibition", format: "on_site", inDays: 48, days: 5, registration: "none", capacity: 300, people: 0),
        Plan(
            kind: "competition", format: "online", inDays: 66, days: 1, registration: "automatic", capacity: 50,
            people: 6),
        Plan(
            kind: "forum", format: "hybrid", inDays: 95, days: 2, registration: "automatic", capacity: 150, people: 10),
        Plan(
            kind: "seminar", format: "on_site", inDays: 130, days: 1, registration: "approval", capacity: 30,
            people: 0),
    ]

    private static let agenda = [
        (kind: "meeting", from: "09:30", until: "10:00", en: "Welcome", ru: "Открытие"),
        (kind: "talk", from: "10:00", until: "11:00", en: "What both sides look for", ru: "Что ищут обе стороны"),
        (kind: "break", from: "11:00", until: "11:30", en: "Coffee", ru: "Перерыв на кофе"),
        (kind: "panel", from: "11:30", until: "12:30", en: "Who pays for what", ru: "Кто за что платит"),
        (
            kind: "workshop", from: "14:00", until: "16:00", en: "Planning joint work",
            ru: "Подготовка совместной работы"
        ),
    ]

    /// The clocks of the demo's countries.
    private static let zones = [
        "AM": "Asia/Yerevan", "GE": "Asia/Tbilisi", "KZ": "Asia/Almaty", "FI": "Europe/Helsinki",
        "EE": "Europe/Tallinn", "LV": "Europe/Riga", "LT": "Europe/Vilnius", "UA": "Europe/Kyiv",
        "MD": "Europe/Chisinau",
        "KG": "Asia/Bishkek", "UZ": "Asia/Tashkent", "RU": "Europe/Moscow", "GR": "Europe/Athens", "BG": "Europe/Sofia",
        "RO": "Europe/Bucharest", "TR": "Europe/Istanbul", "PT": "Europe/Lisbon", "GB": "Europe/London",
        "IE": "Europe/Dublin", "AZ": "Asia/Baku", "TJ": "Asia/Dushanbe", "DE": "Europe/Berlin", "FR": "Europe/Paris",
        "AT": "Europe/Vienna", "PL": "Europe/Warsaw", "NO": "Europe/Oslo", "IT": "Europe/Rome", "ES": "Europe/Madrid",
    ]
}
