import Database

@testable import Isthmus

extension SampleTeller {
    /// Two who meet at an event, one who says what came of it, and a new timetable that waits for the office.
    func holdMeetings() async throws {
        let officer = actor("officer")
        let event = try await programme.createEvent(
            [
                "kind": .text("brokerage"), "zone": .text("Asia/Yerevan"), "starts": .text("2026-06-01 08:00"),
                "ends": .text("2026-06-03 17:00"), "city": .text("Sevan"), "country": .text("AM"),
                "title": .record(["en": .text("Meeting on ice")]), "registration": .text("automatic"),
            ], as: officer)
        _ = try await programme.publishEvent(event.id, as: officer)
        let brokerage = try await programme.setUpBrokerage(
            for: event.id, ["status": .text("open"), "requests_close": .text("2026-06-03 12:00")], as: officer)
        story.things["timetabled brokerage"] = brokerage.id.text
        try await addSlot(of: brokerage.id, in: 10...20)
        try await addSlot(of: brokerage.id, in: 25...35)
        var people: [String: ID<Participant>] = [:]
        for name in ["holder", "partner", "coordinator"] {
            _ = try await programme.register(for: event.id, ["country": .text("AM")], as: actor(name))
            people[name] = try await programme.takePart(
                in: brokerage.id, ["mode": .text("on_site"), "offered_topics": .text("ford-1-5")], as: actor(name)
            ).id
        }
        for other in ["partner", "coordinator"] {
            let request = try await programme.requestMeeting(
                in: brokerage.id, ["to": .list([.text(people[other]?.text ?? "")])], as: actor("holder"))
            _ = try await programme.answerRequest(request.id, ["answer": .text("accepted")], as: actor(other))
            if story.things["meeting"] == nil { story.things["meeting"] = request.id.text }
        }
        let first = try await programme.draftTimetable(of: brokerage.id, ["seconds": .number(1)], as: officer)
        _ = try await programme.publishTimetable(first.id, as: officer)
        try await addSlot(of: brokerage.id, in: 600...620)
        clock.advance(minutes: 40)
        let outcome = try await programme.reportMeeting(
            id("meeting"), ["result": .text("contact"), "remark": .text("\(Secret.meetingRemark.rawValue) of ours")],
            as: actor("holder"))
        story.things["meeting outcome"] = outcome.id.text
        let draft = try await programme.draftTimetable(
            of: brokerage.id, ["kind": .text("mend"), "seconds": .number(1)], as: officer)
        story.things["timetable draft"] = draft.id.text
    }
    /// Minutes from now.
    private func addSlot(of id: ID<Brokerage>, in minutes: ClosedRange<Int>) async throws {
        _ = try await programme.addMeetingSlots(
            id,
            [
                "starts": .text(clock.now.adding(minutes: minutes.lowerBound).iso),
                "ends": .text(clock.now.adding(minutes: minutes.upperBound).iso), "tables": .number(2),
            ], as: actor("officer"))
    }
}
