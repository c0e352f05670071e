import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// What addresses of lists say, as people write them.
@Suite struct FilterTests {
    @Test func `a country in small letters or three counts`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            let usual = try await client.get("/api/v1/organisations?country=AM", as: visitor)
            #expect(try await client.get("/api/v1/organisations?country=am", as: visitor).body == usual.body)
            #expect(try await client.get("/api/v1/organisations?country=ARM", as: visitor).body == usual.body)
        }
    }

    @Test func `a filter takes every country of a large group`() {
        let codes = Countries.sorted(in: "en").map(\.code).prefix(200)
        let selection = Selection(Query(codes.map { ("country", $0) }), facets: Organisation.listing.facets)
        #expect(selection.chosen["country"] == Array(codes))
    }

    @Test func `an unknown value narrows nothing and is said`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            let page = String(buffer: try await client.get("/organisations?kind=bakery", as: visitor).body)
            #expect(page.contains("Kind: “bakery” is not known, so the list is not narrowed by it."))
            #expect(!page.contains("organisation.kind.bakery"))
            let all = String(buffer: try await client.get("/organisations", as: visitor).body)
            #expect(page.matches(of: /<tr>/).count == all.matches(of: /<tr>/).count)
        }
    }

    @Test(arguments: ["kind=bakery", "limit=abc", "limit=0", "limit=101", "country=bakery"])
    func `a program is refused, by the name of the parameter`(query: String) async throws {
        try await SampleProgramme.visit { sample, client in
            let answer = try await client.get("/api/v1/organisations?" + query, as: sample.person("visitor"))
            #expect(answer.status == .unprocessableContent)
            #expect(String(buffer: answer.body).contains("\"field\":\"\(query.prefix { $0 != "=" })\""))
        }
    }

    @Test(arguments: [
        (["latitude": "40.1"], ["longitude: organisation.place.half"]),
        (["longitude": "44.5"], ["latitude: organisation.place.half"]),
        (["latitude": "91", "longitude": "44.5"], ["latitude: field.range", "latitude: organisation.place.half"]),
        (["founded": "2199"], ["founded: field.range"]), (["kind": ""], ["kind: field.required"]),
    ])
    func `an organisation's place and founding are possible ones`(_ typed: [String: String], _ issues: [String])
        async throws
    {
        let given = ["legal_name": "New", "country": "AM"].merging(typed) { $1 }.mapValues { Given.text($0) }
        try await TestStore.withProgramme { programme, _ in
            do {
                _ = try await programme.createOrganisation(given, as: .program("test"))
                Issue.record("it was taken")
            } catch Problem.invalid(let found) {
                #expect(found.map { "\($0.field): \($0.reason.key)" } == issues)
            }
        }
    }

    @Test func `a new form chooses nothing for anybody`() async throws {
        try await SampleProgramme.visit { sample, client in
            let page = String(buffer: try await client.get("/organisations/new", as: sample.person("officer")).body)
            let form = try #require(SampleForm.all(in: page).first { $0.action == "/organisations" })
            #expect(form.fields.first { $0.name == "country" }?.value == "")
            #expect(form.fields.first { $0.name == "kind" }?.value == "")
        }
    }
}
