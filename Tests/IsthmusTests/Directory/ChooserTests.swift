import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Topics and languages are typed as people call them.
@Suite struct ChooserTests {
    @Test(arguments: ["Physical sciences", "1.3 physical sciences", "1.3", "ford-1-3", "Физические науки"])
    func `a topic is known by name, code or id`(typed: String) async throws {
        try await SampleProgramme.open { sample in
            let given: [String: Given] = [
                "title": DirectoryOffice.texts("New"), "topics": .list([.text(typed), .text("")]),
            ]
            let made = try await sample.programme.createProject(given, as: sample.person("officer").actor)
            #expect(made.topics == ["ford-1-3"])
        }
    }

    @Test func `an unknown topic is an issue of its field`() async throws {
        try await SampleProgramme.open { sample in
            let given: [String: Given] = ["name": DirectoryOffice.texts("New"), "topics": .list([.text("Alchemy")])]
            await #expect(throws: Problem.invalid("topics", "field.unknown", ["code": "Alchemy"])) {
                try await sample.programme.createNetwork(given, as: sample.person("officer").actor)
            }
        }
    }

    @Test func `languages are known by name in several languages, or by code`() throws {
        let typed = ["Armenian", "русский", "Deutsch", "fr", "French", ""].map { Given.text($0) }
        let fields = Fields(["languages": .list(typed)])
        #expect(fields.languageCodes("languages", []) == ["hy", "ru", "de", "fr"])
        #expect(fields.issues == [])
        let wrong = Fields(["languages": .text("Klingonish")])
        #expect(wrong.languageCodes("languages", []) == [])
        #expect(wrong.issues == [.init("languages", "field.language", ["code": "Klingonish"])])
    }

    @Test func `the form shows names, and takes them back`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (officer, address) = (sample.person("officer"), "/projects/\(sample.id("project"))")
            _ = try await client.send("topics.0=ford-1-3", to: address, as: officer)
            let page = String(buffer: try await client.get(address + "/form", as: officer).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == address })
            #expect(form.fields.first { $0.name == "topics.0" }?.value == "1.3 Physical sciences")
            #expect(page.contains("<datalist id=\"topics-options\">"))
            #expect(try await client.send(form.encoded(), to: address, as: officer).status == .seeOther)
            let kept = try await sample.programme.project(ID(sample.id("project")), as: officer.actor)
            #expect(kept.project.topics == ["ford-1-3"])
        }
    }
}
