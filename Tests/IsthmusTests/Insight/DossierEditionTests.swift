import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What an author wrote is on the page, and what is published is what its reader saw.
@Suite struct DossierEditionTests {
    @Test func `a section that has only a text stands on the page`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let draft: ID<DossierEdition> = ID(sample.id("draft edition"))
            let before = try await sample.programme.dossierEdition(draft, as: officer.actor)
            let shown = Set(before.dossier.parts.map(\.name))
            let silent = try #require(DossierSection.all.map(\.name).first { !shown.contains($0) })
            _ = try await sample.programme.changeEdition(
                draft, [DossierEdition.field(silent): .record(["en": .text("Bring a coat.")])], as: officer.actor)
            let page = String(buffer: try await client.get("/dossier-editions/\(draft.text)", as: officer).body)
            #expect(page.contains("id=\"\(silent)\""))
            #expect(page.contains("href=\"#\(silent)\""))
            #expect(page.contains("Bring a coat."))
        }
    }

    @Test func `a general text stands also where there are no figures`() throws {
        let sides = try #require(CooperatingSides("AM:FI"))
        let dossier = Dossier(sides: sides, members: ["FI"], groupName: nil, parts: [], at: Moment(seconds: 0))
        var views = DossierViews(dossier, [], path: "/dossiers/AM/FI", Words("en"))
        views.texts = ["": ["en": "All in all."]]
        #expect(views.page(title: "Two", head: "").text.contains("All in all."))
    }

    @Test func `what somebody changed meanwhile is not published`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let draft: ID<DossierEdition> = ID(sample.id("draft edition"))
            let path = "/dossier-editions/\(draft.text)"
            let seen = try await sample.programme.dossierEdition(draft, as: officer.actor).edition.version
            let page = String(buffer: try await client.get(path, as: officer).body)
            #expect(page.contains("<input type=\"hidden\" name=\"version\" value=\"\(seen)\">"))
            _ = try await sample.programme.changeEdition(
                draft, ["text": .record(["en": .text("Other words.")])], as: officer.actor)
            let refused = try await client.send("version=\(seen)", to: path + "/publication", as: officer)
            #expect(refused.status == .conflict)
            let between = try await sample.programme.dossierEdition(draft, as: officer.actor).edition
            #expect(between.status == .draft)
            let done = try await client.send("version=\(between.version)", to: path + "/publication", as: officer)
            #expect(done.status == .seeOther)
            let after = try await sample.programme.dossierEdition(draft, as: officer.actor).edition
            #expect(after.status == .published)
        }
    }
}
