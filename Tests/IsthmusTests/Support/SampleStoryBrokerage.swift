import Database

@testable import Isthmus

extension SampleTeller {
    /// Meetings at an event: who takes part, a request that waits with notes, one that was declined, one for online.
    func arrangeMeetings() async throws {
        let officer = actor("officer")
        let event = try await programme.createEvent(
            [
                "kind": .text("brokerage"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-07-01 09:00"),
                "ends": .text("2026-07-02 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("Meeting over ice")]), "format": .text("hybrid"),
                "registration": .text("automatic"),
            ], as: officer)
        _ = try await programme.publishEvent(event.id, as: officer)
        let made = try await programme.setUpBrokerage(
            for: event.id, ["status": .text("open"), "requests_close": .text("2026-06-25 18:00")], as: officer)
        story.things["brokerage"] = made.id.text
        let slots = try await programme.addMeetingSlots(
            made.id,
            [
                "day": .text("2026-07-01"), "first": .text("10:00"), "minutes": .number(20), "count": .number(3),
                "tables": .number(2),
            ], as: officer)
        story.things["meeting slot"] = slots[0].id.text
        for name in ["holder", "claimant", "former", "convener"] {
            _ = try await programme.register(
                for: event.id, ["organisation": .text("House of \(name)"), "country": .text("AM")], as: actor(name))
            let taken = try await programme.takePart(
                in: made.id,
                [
                    "mode": .text("both"), "offers": .record(["en": .text("Ice of \(Secret.meetingOffer.rawValue)")]),
                    "offered_topics": .text("ford-1-5"), "sought_topics": .text("ford-1-5"),
                ], as: actor(name))
            story.things["participant \(name)"] = taken.id.text
        }
        let absence = try await programme.addAbsence(
            id("participant holder"),
            ["kind": .text("lunch"), "starts": .text("2026-07-01 13:00"), "ends": .text("2026-07-01 14:00")],
            as: actor("holder"))
        story.things["absence"] = absence.id.text
        try await askToMeet(in: made.id)
    }

    private func askToMeet(in brokerage: ID<Brokerage>) async throws {
        func ask(_ from: String, _ to: String, _ more: [String: Given]) async throws -> MeetingRequest {
            try await programme.requestMeeting(
                in: brokerage,
                ["to": .text(story.things["participant \(to)"] ?? "")].merging(more) { $1 }, as: actor(from))
        }
        let waiting = try await ask(
            "holder", "claimant",
            [
                "message": .text("About \(Secret.meetingMessage.rawValue)"), "is_online": .flag(true),
                "link": .text("https://\(Secret.meetingLink.rawValue).example/room"),
                "note": .text("Rather \(Secret.meetingNote.rawValue)"),
            ])
        story.things["meeting request"] = waiting.id.text
        story.things["meeting party"] = waiting.parties.last?.id.text
        let refused = try await ask(
            "former", "claimant", ["message": .text("Please, \(Secret.declinedMeeting.rawValue)")])
        _ = try await programme.answerRequest(refused.id, ["answer": .text("declined")], as: actor("claimant"))
        story.things["declined request"] = refused.id.text
    }
}
