import Database

@testable import Isthmus

extension SampleTeller {
    /// Calls for support in each of their states, applications, points, and a case with its mentor.
    func supportTeams() async throws {
        let officer = actor("officer")
        let open = try await supportCall("support call", "Support for all", status: "published")
        let closed = try await supportCall("closed support call", "Support of spring", status: "published")
        let decided = try await supportCall("decided support call", "Support of winter", status: "published")
        _ = try await supportCall("draft support call", "Call \(Secret.draftSupportCall.rawValue)", status: "draft")
        try await apply("support application", to: open, as: "representative", submit: true)
        try await apply("draft of application", to: open, as: "holder", submit: false)
        try await apply("closed application", to: closed, as: "representative", submit: true)
        try await apply("selected application", to: decided, as: "representative", submit: true)
        for name in ["support application", "closed application", "selected application"] {
            for judge in ["officer", "administrator"] {
                let score = try await programme.scoreSupport(
                    id(name),
                    ["points": .record(["c1": .text("4")]), "note": .text("My \(Secret.supportNote.rawValue).")],
                    as: actor(judge))
                story.things["support score"] = score.id.text
            }
        }
        for call in [closed, decided] {
            _ = try await programme.changeSupportCall(call, ["closes_day": .text("2026-01-15")], as: officer)
        }
        _ = try await programme.decideSupport(decided, [:], as: officer)
        let selection = Selection()
        let line = try await programme.supportCases(selection, as: officer).items[0]
        story.things["support case"] = line.id.text
        _ = try await programme.assignMentor(line.id, ["mentor": .text("nika@network.example")], as: officer)
        _ = try await programme.changeSupportCase(
            line.id, ["diagnosis": .text("They lack \(Secret.supportDiagnosis.rawValue).")], as: actor("convener"))
        let entry = try await programme.addSupportEntry(
            to: line.id, ["kind": .text("task"), "title": .text("Write to a platform"), "day": .text("2026-07-01")],
            as: actor("convener"))
        story.things["support entry"] = entry.id.text
    }

    private func supportCall(_ name: String, _ title: String, status: String) async throws -> ID<SupportCall> {
        let call = try await programme.createSupportCall(
            [
                "title": .record(["en": .text(title)]), "form": .text(story.things["form"] ?? ""),
                "criteria": .list([.record(["name": .record(["en": .text("Fit")]), "weight": .text("2")])]),
                "closes_day": .text("2027-01-15"), "places": .text("3"), "status": .text(status),
                "shares": .list([.record(["country": .text("AM"), "least": .text("1")])]),
            ], as: actor("officer"))
        story.things[name] = call.id.text
        return call.id
    }

    private func apply(_ name: String, to call: ID<SupportCall>, as person: String, submit: Bool) async throws {
        let made = try await programme.applyForSupport(
            call,
            [
                "organisation": .text(story.things["organisation"] ?? ""),
                "competence": .text(story.things["competence"] ?? ""),
                "answer": .record(["topic": .text(Secret.supportPlea.rawValue)]),
                "stage": .text(submit ? "submit" : "draft"),
            ], as: actor(person))
        story.things[name] = made.id.text
    }
}
