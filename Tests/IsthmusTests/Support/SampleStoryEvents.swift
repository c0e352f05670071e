import Database

@testable import Isthmus

extension SampleTeller {
    /// A seminar that the story's institute hosts; how to join it online is for participants.
    func publishEvent() async throws {
        let officer = actor("officer")
        let event = try await programme.createEvent(
            [
                "kind": .text("information_day"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-06-20 09:00"),
                "ends": .text("2026-06-21 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("A day about roads over ice"), "ru": .text("День дорог по льду")]),
                "text": .record(["en": .text("How to apply, with whom, and for what.")]),
                "format": .text("hybrid"), "place": .text("Lake House"), "topics": .text("ford-1-5"),
                "languages": .text("en, ru"), "link": .text("https://\(Secret.joinLink.rawValue).example/join"),
                "registration": .text("approval"), "visitors_may_register": .flag(true), "capacity": .text("3"),
                "organisers": .list([
                    .record([
                        "organisation": .text(story.things["organisation"] ?? ""), "role": .text("host"),
                    ])
                ]),
            ], as: officer)
        story.things["event"] = event.id.text
        _ = try await programme.publishEvent(event.id, as: officer)
        story.things["event organiser"] = try await programme.read { tx in
            try tx.value(String.self, "SELECT id FROM event_organiser WHERE event_id = \(event.id)") ?? ""
        }
    }

    /// A session of it, and a course that is on: who registered, who waits, who was there.
    func letRegister() async throws {
        let officer = actor("officer")
        let session = try await programme.addSession(
            to: id("event"),
            [
                "title": .record(["en": .text("Roads over ice")]), "starts": .text("2026-06-20 10:00"),
                "ends": .text("2026-06-20 11:00"), "room": .text("Hall"),
                "speakers": .list([
                    .record(["name": .text(story.things["person"] ?? "")]), .record(["name": .text("Ivan Ice")]),
                ]),
            ], as: officer)
        story.things["event session"] = session.id.text
        story.things["event speaker"] = try await programme.read { tx in
            try tx.value(String.self, "SELECT id FROM event_speaker WHERE name <> ''") ?? ""
        }
        let course = try await programme.createEvent(
            [
                "kind": .text("training"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-06-01 08:00"),
                "ends": .text("2026-06-05 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("Walking on ice")]), "registration": .text("automatic"),
                "visitors_may_register": .flag(true),
            ], as: officer)
        story.things["running event"] = course.id.text
        _ = try await programme.publishEvent(course.id, as: officer)
        let waits = try await programme.register(
            for: id("event"), ["needs": .text("Needs \(Secret.attendeeNeeds.rawValue).")], as: actor("member"))
        story.things["registration"] = waits.registration?.id.text
        let there = try await programme.register(for: course.id, [:], as: actor("holder"))
        story.things["arrived registration"] = there.registration?.id.text
        _ = try await programme.checkIn(id("arrived registration"), as: officer)
        story.things["token of registration"] =
            try await programme.ownRegistration(for: course.id, as: actor("holder"))?.text
        for name in ["unconfirmed", "seated"] {
            _ = try await programme.register(
                for: course.id,
                [
                    "name": .text("\(Secret.attendeeName.rawValue) \(name)"), "email": .text("\(name)@far.example"),
                ], as: .visitor)
            let token = try await mailedToken()
            story.things["token of \(name) registration"] = token
            story.things["\(name) registration"] = token.split(separator: ".").first.map(String.init)
        }
        try await programme.confirmRegistration(token: story.things["token of seated registration"] ?? "")
        let badges = try await programme.badges(of: course.id, as: officer).badges
        story.things["token of badge"] = badges.last?.address.split(separator: "/").last.map(String.init)
    }

    /// What the office alone may know of.
    func draftEvents() async throws {
        let draft = try await programme.createEvent(
            [
                "kind": .text("forum"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-06-22 09:00"),
                "ends": .text("2026-06-22 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("\(Secret.draftEvent.rawValue) forum")]), "topics": .text("ford-1-5"),
                "languages": .text("hy"),
                "organisers": .list([
                    .record(["organisation": .text(story.things["partner"] ?? ""), "role": .text("organiser")])
                ]),
            ], as: actor("officer"))
        story.things["withdrawn draft event"] = draft.id.text
    }
}
