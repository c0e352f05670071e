import Database

@testable import Isthmus

extension SampleTeller {
    /// A search for partners of Anna's institute, with a reviewer, an invitation, an expression of interest from the
    /// harbour and a consortium; and a draft that only her own side may know of.
    func searchForPartners() async throws {
        let (holder, officer) = (actor("holder"), actor("officer"))
        let search = try await programme.createPartnerSearch(Self.search(story.things), as: holder)
        story.things["partner search"] = search.id.text
        _ = try await programme.publishPartnerSearch(search.id, [:], as: holder)
        let draft = try await programme.createPartnerSearch(
            Self.search(story.things).merging(["title": .record(["en": .text("A \(Secret.draftSearch.rawValue) plan")])]
            ) { $1 },
            as: holder)
        story.things["draft search"] = draft.id.text
        _ = try await programme.checkPartnerSearch(draft.id, as: holder)
        try await addPartner()
        let review = try await programme.askReviewer(
            of: search.id, ["person": .text("rein@harbour.example")], as: officer)
        story.things["search review"] = review.id.text
        let invitation = try await programme.inviteToSearch(
            search.id, ["organisation": .text(story.things["third"] ?? "")], as: holder)
        story.things["search invitation"] = invitation.id.text
        let interest = try await programme.expressInterest(
            in: search.id,
            ["message": .text("We build roads on ice, the \(Secret.expression.rawValue) way."), "agrees": .flag(true)],
            as: actor("partner"))
        story.things["expression"] = interest.id.text
        story.things["expression message"] = try await programme.read { tx in
            try tx.value(String.self, "SELECT id FROM expression_message ORDER BY id LIMIT 1") ?? ""
        }
        try await beginConsortium(search.id)
    }

    /// Somebody of the harbour and somebody of a third place, both with a profile of their own.
    private func addPartner() async throws {
        let officer = actor("officer")
        let third = try await programme.createOrganisation(
            ["legal_name": .text("Fjord Laboratory"), "country": .text("NO"), "email": .text("post@fjord.example")],
            as: officer)
        story.things["third"] = third.id.text
        for (name, given, place, country, mail) in [
            ("partner", "Pekka", "partner", "FI", "pekka@\(Secret.partnerAddress.rawValue).example"),
            ("reviewer", "Rein", "partner", "FI", "rein@harbour.example"),
            ("second", "Sigrid", "third", "NO", "sigrid@fjord.example"),
        ] {
            let person = try await programme.createPerson(
                [
                    "names": .list([.record(["given": .text(given), "family": .text("Of \(place)")])]),
                    "country": .text(country),
                ], as: officer)
            _ = try await programme.createAffiliation(
                ["person": .text(person.id.text), "organisation": .text(story.things[place] ?? "")], as: officer)
            try await enrol(name, mail, person: person.id.text)
        }
    }

    /// The third place is in the consortium; after the call both were asked what came of it.
    private func beginConsortium(_ search: ID<PartnerSearch>) async throws {
        let (holder, officer) = (actor("holder"), actor("officer"))
        let interest = try await programme.expressInterest(
            in: search, ["message": .text("We freeze water for a living."), "agrees": .flag(true)],
            as: actor("second"))
        let accepted = try await programme.answerInterest(
            interest.id, ["answer": .text("accept"), "agrees": .flag(true)], as: holder)
        _ = try await programme.takeIntoConsortium(accepted.id, as: holder)
        story.things["contact"] = interest.id.text
        let id = interest.id
        let outcome = Outcome(
            id: ID("oc-0000000000001"), expressionID: id, side: .owner, accountID: ID(holder.account ?? ""),
            result: nil,
            remark: "", answeredAt: nil, version: 1, createdAt: clock.now, changedAt: clock.now)
        let rows = try await programme.write(as: officer) { work in
            try work.require(nil)
            try work.tx.insert(outcome, into: "outcome")
            try work.record("outcome.asked", from: nil, to: outcome)
            return (
                try work.tx.value(String.self, "SELECT id FROM consortium LIMIT 1") ?? "",
                try work.tx.value(
                    String.self, "SELECT id FROM consortium_member WHERE expression_id IS NOT NULL LIMIT 1") ?? ""
            )
        }
        (story.things["consortium"], story.things["consortium member"]) = rows
        story.things["outcome"] = outcome.id.text
    }

    /// A search for the story's call, in the name of Anna's institute.
    static func search(_ things: [String: String]) -> [String: Given] {
        [
            "call": .text(things["call"] ?? ""), "organisation": .text(things["organisation"] ?? ""),
            "title": .record(["en": .text("Partners for roads over ice"), "ru": .text("Партнёры для дорог по льду")]),
            "outline": .record(["en": .text("Teams of two countries study how ice carries roads.")]),
            "sought": .record(["en": .text("Building roads over ice")]), "sought_topics": .text("ford-1-5"),
            "sought_words": .text("ice, roads"), "partner_kinds": .text("company"),
        ]
    }
}
