import Database

@testable import Isthmus

extension SampleTeller {
    /// A call with a rule for the side of the story's institute.
    func publishCall() async throws {
        let call = try await programme.createCall(
            [
                "code": .text("NB-2026-ICE-01"), "programme": .text("North Bridge 1"), "call_code": .text("NB-2026"),
                "title": .record(["en": .text("Roads over ice"), "ru": .text("Дороги по льду")]),
                "text": .record(["en": .text("Teams of two countries study how ice carries roads.")]),
                "instrument": .text("Joint project"), "theme": .text("Transport"), "topics": .text("ford-1-5"),
                "keywords": .text("ice, roads"), "budget_least": .text("50000"), "budget_most": .text("250000"),
                "opening_day": .text("2026-05-01"),
                "deadlines": .list([
                    .record(["kind": .text("first_stage"), "at": .text("2026-09-15")]),
                    .record(["kind": .text("second_stage"), "at": .text("2026-12-01 12:00")]),
                ]),
                "career_stages": .text("recognised, leading"), "least_partners": .text("2"),
                "portal": .text("https://north.example/calls/ice"), "status": .text("published"),
            ], as: actor("officer"))
        story.things["call"] = call.id.text
        let rule = try await programme.addRule(
            to: call.id, ["side": .text("AM"), "is_paid": .text("1"), "payer": .text("Science Fund")],
            as: actor("officer"))
        story.things["call rule"] = rule.id.text
    }

    /// What the office alone may know of.
    func withdrawCalls() async throws {
        for (name, status) in [("withdrawn call", "withdrawn"), ("withdrawn draft call", "draft")] {
            let call = try await programme.createCall(
                [
                    "code": .text("\(Secret.withdrawnCall.rawValue)-\(status)"), "programme": .text("North Bridge 1"),
                    "title": .record(["en": .text("\(Secret.withdrawnCall.rawValue) that is \(status)")]),
                    "theme": .text(Secret.withdrawnCall.rawValue), "topics": .text("ford-1-5"),
                    "deadlines": .list([.record(["at": .text("2026-09-16")])]), "status": .text(status),
                ], as: actor("officer"))
            story.things[name] = call.id.text
            _ = try await programme.addRule(to: call.id, ["side": .text("any")], as: actor("officer"))
        }
    }
}
