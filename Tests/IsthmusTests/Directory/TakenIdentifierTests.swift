import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// An identifier that somebody has already leads to whoever has it.
@Suite struct TakenIdentifierTests {
    @Test func `the message links the organisation that has it`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, officer) = (sample.id("organisation"), sample.person("officer"))
            let code: [String: Given] = [
                "identifiers": .list([.record(["scheme": .text("pic"), "value": .text("999999999")])])
            ]
            _ = try await sample.programme.changeOrganisation(ID(holder), code, as: officer.actor)
            let answer = try await client.send(
                "identifiers.0.scheme=pic&identifiers.0.value=999999999",
                to: "/organisations/\(sample.id("partner"))", as: officer)
            #expect(answer.status == .unprocessableContent)
            let link = "<a href=\"/organisations/\(holder)\">Show it</a>"
            #expect(String(buffer: answer.body).contains("999999999 belongs to another profile already. " + link))
        }
    }

    @Test func `a withdrawn person is not shown`() async throws {
        try await DirectoryOffice.open { office in
            let officer = DirectoryOffice.officer
            let orcid = "0000-0002-1825-0097"
            func given(_ more: [String: Given]) -> [String: Given] {
                let names: Given = .list([.record(["family": .text("Berg"), "given": .text("Ida")])])
                return ["names": names, "country": .text("NO"), "orcid": .text(orcid)].merging(more) { $1 }
            }
            _ = try await office.programme.createPerson(given(["status": .text("withdrawn")]), as: officer)
            await #expect(throws: Problem.invalid("orcid", "identifier.taken", ["value": orcid])) {
                try await office.programme.createPerson(given([:]), as: officer)
            }
        }
    }
}
