import Database

@testable import Isthmus

extension SampleTeller {
    /// A programme of events with what is proposed for it: what waits, what was chosen and held, what nobody confirmed.
    func proposeEvents() async throws {
        let officer = actor("officer")
        func texts(_ en: String, _ ru: String) -> Given { .record(["en": .text(en), "ru": .text(ru)]) }
        func programme(_ name: String, _ title: String) async throws -> ID<EventProgramme> {
            let made = try await self.programme.createEventProgramme(
                [
                    "title": texts(title, "Год льда"), "label_name": texts("Year of Ice", "Год льда"),
                    "pack_text": .record(["en": .text("Send us \(Secret.organiserPack.rawValue).")]),
                    "countries": .text("AM, DE"), "topics": .text("ford-1-5"),
                    "audiences": .list([.record(["name": texts("Researchers", "Учёные")])]),
                    "criteria": .list([.record(["name": texts("Weight", "Вес")])]),
                    "checklist": .list([.record(["name": texts("Agenda", "Повестка"), "days": .text("-10")])]),
                    "first_day": .text("2026-05-01"), "last_day": .text("2027-06-30"),
                    "opens_on": .text("2026-05-01"), "closes_on": .text("2026-12-31"), "zone": .text("Asia/Yerevan"),
                ], as: officer)
            story.things[name] = made.id.text
            return made.id
        }
        _ = try await programme("draft event programme", "Year of \(Secret.draftProgramme.rawValue)")
        let id = try await programme("event programme", "Year of Ice")
        _ = try await self.programme.publishEventProgramme(id, as: officer)
        func propose(_ name: String, _ title: String, _ day: String, as person: String?) async throws {
            let proposalID = self.programme.newID(EventProposal.prefix, at: self.programme.clock())
            let given: [String: Given] = [
                "id": .text(proposalID), "title": texts(title, title), "text": texts("We walk.", "Мы идём."),
                "kind": .text("forum"), "theme": .text("ford-1-5"), "audience": .text("a1"),
                "organisers": .list([.record(["name": .text("Ice House"), "country": .text("AM")])]),
                "city": .text("Sevan"), "country": .text("AM"), "first_day": .text(day), "last_day": .text(day),
                "contact_name": .text("\(Secret.proposer.rawValue) Vera"), "email": .text("\(name)@far.example"),
            ]
            let who = person.map { actor($0) } ?? .visitor
            let result = try await self.programme.propose(
                for: id, given.filter { $0.key != "email" || person == nil }, as: who)
            story.things[name] = result.proposal?.id.text ?? proposalID
            story.things["token of \(name)"] = try await self.programme.mailedProposalToken(self.id(name)).text
        }
        let secret = Secret.proposal.rawValue
        try await propose("proposal", "Ice of \(secret)", "2026-10-01", as: "member")
        try await propose("unconfirmed_proposal", "Snow of \(secret)", "2026-10-02", as: nil)
        try await propose("selected_proposal", "Forum of ice", "2026-05-10", as: nil)
        try await self.programme.confirmProposal(
            token: story.things["token of selected_proposal"] ?? "", as: .visitor)
        for name in ["proposal", "selected_proposal"] {
            for judge in ["officer", "administrator"] {
                try await self.programme.scoreProposal(
                    self.id(name),
                    [
                        "points": .record(["c1": .text("4")]),
                        "note": .text("My \(Secret.proposalNote.rawValue)."),
                    ], as: actor(judge))
            }
        }
        _ = try await self.programme.offerDates(self.id("proposal"), ["first_day": .text("2026-10-05")], as: officer)
        try await hold(self.id("selected_proposal"))
    }

    private func hold(_ id: ID<EventProposal>) async throws {
        let officer = actor("officer")
        let decided = try await programme.decideProposal(
            id, ["decision": .text("selected"), "reason": .record(["en": .text("Good")])], as: officer)
        if let event = decided.eventID { _ = try await programme.publishEvent(event, as: officer) }
        let token = story.things["token of selected_proposal"] ?? ""
        try await programme.tickTask(token: token, ["code": .text("k1")], as: .visitor)
        let report: [String: Given] = [
            "participants": .list([.record(["country": .text("AM"), "count": .text("12")])]),
            "outcomes": .record(["en": .text("A station")]),
        ]
        try await programme.giveReport(token: token, report, as: .visitor)
        try await programme.decideReport(
            of: id,
            ["decision": .text("returned"), "note": .text("Say more of \(Secret.reportNote.rawValue).")],
            as: officer)
        try await programme.giveReport(token: token, report, as: .visitor)
        let found = try await programme.read { tx in
            [
                try tx.value(String.self, "SELECT id FROM proposal_score ORDER BY id LIMIT 1"),
                try tx.value(String.self, "SELECT id FROM event_task"),
                try tx.value(String.self, "SELECT id FROM event_report"),
            ]
        }
        for (name, thing) in zip(["proposal score", "event task", "event report"], found) {
            story.things[name] = thing ?? ""
        }
    }
}
