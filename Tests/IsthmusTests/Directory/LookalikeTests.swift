import Database
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Before something is added a second time, the form asks whether it is there already.
@Suite struct LookalikeTests {
    private typealias Office = DirectoryOffice

    private static func found(_ kind: ProfileKind, _ given: [String: Given], _ office: Office) async throws -> [String]
    {
        try await office.programme.lookalikes(of: kind, given, as: Office.officer).map(\.id)
    }

    @Test func `an organisation of a name that is close is found in its country only`() async throws {
        try await Office.open { office in
            let known = try await office.organisation("Yerevan Institute of Physics")
            _ = try await office.organisation("Yerevan Institute of Chemistry")
            func given(_ name: String, _ country: String) -> [String: Given] {
                ["legal_name": .text(name), "country": .text(country)]
            }
            #expect(
                try await Self.found(.organisation, given("Yerevan institute for physics", "AM"), office) == [
                    known.text
                ])
            #expect(try await Self.found(.organisation, given("Yerevan Institute of Physics", "GE"), office) == [])
            #expect(try await Self.found(.organisation, given("Brewery of Gyumri", "AM"), office) == [])
        }
    }

    @Test func `an identifier is enough`() async throws {
        try await Office.open { office in
            let known = try await office.organisation("Old")
            let code: [String: Given] = [
                "identifiers": .list([.record(["scheme": .text("pic"), "value": .text("999999999")])])
            ]
            _ = try await office.programme.changeOrganisation(known, code, as: Office.officer)
            let typed = code.merging(["legal_name": .text("Wholly new"), "country": .text("GE")]) { $1 }
            #expect(try await Self.found(.organisation, typed, office) == [known.text])
        }
    }

    @Test func `a person is found in another script`() async throws {
        try await Office.open { office in
            let known = try await office.person("Petrosyan", "Ani")
            _ = try await office.person("Petrosyan", "Vardan")
            let typed: [String: Given] = ["names": Office.names("Петросян", "Ани"), "country": .text("AM")]
            #expect(try await Self.found(.person, typed, office) == [known.text])
        }
    }

    @Test func `the form asks once, and believes the box`() async throws {
        try await SampleProgramme.visit { sample, client in
            let officer = sample.person("officer")
            let known = try await sample.programme.createOrganisation(
                ["legal_name": .text("Yerevan Institute of Physics"), "country": .text("AM")], as: officer.actor)
            let page = String(buffer: try await client.get("/organisations/new", as: officer).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == "/organisations" })
            let filled = ["legal_name": "Yerevan Institute of Physics", "country": "AM", "kind": "research"]
            let asked = try await client.send(form.encoded(filled), to: form.action, as: officer)
            #expect(asked.status == .unprocessableContent)
            let question = String(buffer: asked.body)
            #expect(question.contains("<a href=\"/organisations/\(known.id.text)\">Yerevan Institute of Physics</a>"))
            let again = try #require(SampleForm.all(in: question).first { $0.action == "/organisations" })
            let answer = try await client.send(
                again.encoded(["none_of_these": "1"]), to: form.action, as: officer)
            #expect(answer.status == .seeOther)
            #expect(
                try await client.send(again.encoded(["none_of_these": "1"]), to: form.action, as: officer)
                    .headers[.location] == answer.headers[.location])
        }
    }
}
