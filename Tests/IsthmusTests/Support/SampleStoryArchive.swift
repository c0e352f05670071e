import Database

@testable import Isthmus

extension SampleTeller {
    /// What stays of the story's course: materials for some, questions with and without answers; and the officer's own
    /// calendar, whose address is made by chance.
    func keepArchive() async throws {
        let (officer, course): (Actor, ID<Event>) = (actor("officer"), id("running event"))
        let material = try await programme.addMaterial(
            to: course,
            ["title": .record(["en": .text("How ice grows")]), "link": .text("https://ice.example/growth")], as: officer
        )
        story.things["material"] = material.id.text
        let slides = try await programme.addMaterial(
            to: course,
            [
                "title": .record(["en": .text("The \(Secret.participantsMaterial.rawValue) of the course")]),
                "audience": .text("participants"),
            ], file: Upload(name: "ice.txt", bytes: Array("ice".utf8)), as: officer)
        story.things["participants' material"] = slides.id.text
        _ = try await programme.addMaterial(
            to: course,
            [
                "title": .record(["en": .text("The \(Secret.laterMaterial.rawValue)")]),
                "link": .text("https://ice.example/later"), "from_day": .text("2030-01-01"),
            ], as: officer)
        let answered = try await programme.askQuestion(
            about: course,
            ["text": .text("May one walk on ice of ten centimetres? I am \(Secret.attendeeName.rawValue).")],
            as: actor("member"))
        story.things["answered question"] = answered.id.text
        _ = try await programme.changeQuestion(
            answered.id,
            [
                "version": .text("1"), "question": .record(["en": .text("Which ice carries somebody?")]),
                "answer": .record(["en": .text("Ten centimetres of clear ice."), "ru": .text("Десять сантиметров.")]),
            ], as: officer)
        _ = try await programme.publishQuestion(answered.id, as: officer)
        let waiting = try await programme.askQuestion(
            about: course, ["text": .text("Is the \(Secret.waitingQuestion.rawValue) one too many?")],
            as: actor("member"))
        story.things["waiting question"] = waiting.id.text
        _ = try await programme.changeQuestion(
            waiting.id,
            ["version": .text("1"), "answer": .record(["en": .text("The \(Secret.draftAnswer.rawValue).")])],
            as: officer)
        story.things["token of calendar"] = try await programme.makeCalendarToken(as: officer).text
    }
}
