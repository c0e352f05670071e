import Database

@testable import Isthmus

extension SampleTeller {
    /// A programme and a scheme whose owners are asked; one has answered. An obstacle, a body and somebody in office.
    func keepInventory() async throws {
        let officer = actor("officer")
        let programme = try await self.programme.createRecord(
            CooperationProgramme.self,
            [
                "code": .text("AM-FI-ICE"), "title": .record(["en": .text("Ice together"), "ru": .text("Лёд вместе")]),
                "owner": .text(story.things["partner"] ?? ""), "status": .text("active"), "topics": .text("ford-1-5"),
                "parties": .list([
                    .record(["side": .text("AM"), "funder": .text("Science Fund"), "amount": .text("50000")]),
                    .record(["side": .text("FI"), "pays": .text("in_kind")]),
                ]),
                "instruments": .text("project"), "checked_on": .text("2025-06-01"),
            ], as: officer)
        story.things["programme"] = programme.id.text
        let scheme = try await self.programme.createRecord(
            MobilityScheme.self,
            [
                "code": .text("AM-FI-STAY"), "title": .record(["en": .text("A winter on the ice")]),
                "from_sides": .text("AM"), "to_sides": .text("FI"), "career_stages": .text("first"),
                "most_days": .text("90"), "status": .text("active"),
            ], as: officer)
        story.things["scheme"] = scheme.id.text
        try await askOwners(programme.id, scheme.id)
        let obstacle = try await self.programme.createObstacle(
            [
                "kind": .text("customs"), "country_a": .text("FI"), "country_b": .text("AM"),
                "title": .record(["en": .text("Ice melts at the border")]), "status": .text("published"),
                "evidence": .list([.record(["text": .text("Two days of waiting"), "source": .text("Survey")])]),
            ], as: officer)
        story.things["obstacle"] = obstacle.id.text
        let body = try await self.programme.createBody(
            [
                "kind": .text("ministry"), "country": .text("AM"), "name": .record(["en": .text("Ministry of Winter")]),
                "topics": .text("ford-1-5"),
            ], as: officer)
        story.things["body"] = body.id.text
        let term = try await self.programme.addTerm(
            to: body.id,
            [
                "office": .record(["en": .text("Minister")]), "holder": .text("Boris Orlov"),
                "person_id": .text(story.things["colleague"] ?? ""), "from_day": .text("2024-01-01"),
            ], as: officer)
        story.things["term"] = term.id.text
    }

    private func askOwners(_ record: ID<CooperationProgramme>, _ scheme: ID<MobilityScheme>) async throws {
        let officer = actor("officer")
        func contact(_ name: String) -> [String: Given] {
            [
                "name": .text("\(name) \(Secret.ownerContact.rawValue)"), "language": .text("en"),
                "email": .text("\(name)@\(Secret.ownerContact.rawValue).example"),
            ]
        }
        let round = try await programme.createRound(
            ["year": .text("2026"), "closes_on": .text("2030-01-01")], as: officer)
        story.things["round"] = round.id.text
        _ = try await programme.addContact(to: scheme, contact("nora"), as: officer)
        _ = try await programme.sendRound(round.id, as: officer)
        try await programme.answerUpdate(
            token: try await updateToken(),
            [
                "title": .record(["en": .text("A winter on the \(Secret.ownerAnswer.rawValue)")]),
                "remark": .text("We know \(Secret.ownerAnswer.rawValue)."),
            ])
        story.things["owner contact"] = try await programme.addContact(to: record, contact("otto"), as: officer).id.text
        _ = try await programme.sendRound(round.id, as: officer)
        story.things["token of update"] = try await updateToken()
        // One that came too late for both rounds of letters.
        let late = try await programme.createRecord(
            CooperationProgramme.self,
            ["code": .text("AM-FI-LATE"), "title": .record(["en": .text("Late snow")]), "status": .text("active")],
            as: officer)
        _ = try await programme.addContact(to: late.id, contact("lars"), as: officer)
        for (name, thing) in [("request", record.text), ("answered request", scheme.text)] {
            story.things[name] = try await programme.read { tx in
                try tx.value(String.self, "SELECT id FROM update_request WHERE thing = \(thing)") ?? ""
            }
        }
    }

    /// Of the link in the last mail, without the language at its end.
    private func updateToken() async throws -> String {
        try await mailedToken().split(separator: "?").first.map(String.init) ?? ""
    }

    /// What the office alone may know of.
    func withdrawInventory() async throws {
        let (officer, secret) = (actor("officer"), Secret.withdrawnRecord.rawValue)
        let title: Given = .record(["en": .text("\(secret) of old")])
        let parties: Given = .list([.record(["side": .text("AM")]), .record(["side": .text("GE")])])
        story.things["withdrawn programme"] = try await programme.createRecord(
            CooperationProgramme.self,
            [
                "code": .text(secret), "title": title, "parties": parties, "status": .text("withdrawn"),
                "predecessors": .text(story.things["programme"] ?? ""),
            ], as: officer
        ).id.text
        story.things["withdrawn scheme"] = try await programme.createRecord(
            MobilityScheme.self,
            [
                "code": .text(secret), "title": title, "from_sides": .text("AM"), "to_sides": .text("GE"),
                "status": .text("draft"),
            ], as: officer
        ).id.text
        story.things["withdrawn obstacle"] = try await programme.createObstacle(
            ["country_a": .text("AM"), "country_b": .text("FI"), "title": title, "status": .text("draft")], as: officer
        ).id.text
        let body = try await programme.createBody(
            [
                "country": .text("AM"), "name": title, "parent_id": .text(story.things["body"] ?? ""),
                "status": .text("withdrawn"),
            ], as: officer)
        story.things["withdrawn body"] = body.id.text
        _ = try await programme.addTerm(
            to: body.id, ["office": title, "holder": .text(secret)], as: officer)
    }
}
