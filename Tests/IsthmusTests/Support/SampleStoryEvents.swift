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
