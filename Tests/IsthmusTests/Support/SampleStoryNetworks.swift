import Database

@testable import Isthmus

extension SampleTeller {
    /// Two networks without members, for those who apply.
    func addNetworks() async throws {
        for (name, title) in [("ring", "Firn ring"), ("circle", "Frost circle")] {
            let made = try await programme.createNetwork(
                ["name": .record(["en": .text(title)]), "country": .text("FI"), "topics": .text("ford-1-5")],
                as: actor("officer"))
            story.things["\(name) network"] = made.id.text
        }
    }

    /// Applications for membership: one that is prepared, one that waits for an answer with its mentor and a note, one
    /// that was accepted.
    func joinNetworks() async throws {
        let officer = actor("officer")
        try await apply("draft network application", to: "ring", for: "person", as: "holder", Secret.networkDraft)
        try await apply(
            "network application", to: "ring", for: "organisation", as: "representative", Secret.networkMotive)
        let waiting = id("network application") as ID<NetworkApplication>
        _ = try await programme.assignNetworkMentor(
            waiting, ["mentor": .text("pavel@project.example")], as: officer)
        let note = try await programme.addNetworkNote(
            to: waiting, ["text": .text("Say more of \(Secret.networkNote.rawValue).")], as: actor("coordinator"))
        story.things["network note"] = note.id.text
        _ = try await programme.handInNetworkApplication(waiting, as: actor("representative"))
        try await apply(
            "accepted network application", to: "circle", for: "organisation", as: "representative",
            Secret.networkMotive)
        let accepted = id("accepted network application") as ID<NetworkApplication>
        _ = try await programme.handInNetworkApplication(accepted, as: actor("representative"))
        _ = try await programme.decideNetworkApplication(accepted, ["decision": .text("accepted")], as: officer)
    }

    private func apply(
        _ name: String, to network: String, for applicant: String, as person: String, _ secret: Secret
    ) async throws {
        let made = try await programme.applyToNetwork(
            id("\(network) network"),
            [
                "applicant": .text(story.things[applicant] ?? ""), "role": .text("Observer"),
                "motivation": .record(["en": .text("We want \(secret.rawValue).")]),
                "brings": .record(["en": .text("Radar of ice")]), "contact": .text("Its secretary"),
            ], as: actor(person))
        story.things[name] = made.id.text
    }
}
