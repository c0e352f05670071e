import Database
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Isthmus

/// What programs may rely on: one spelling of fields, nothing ignored in silence, versions, methods.
@Suite struct APIContractTests {
    private static let things = [
        "organisation", "person", "team", "competence", "network", "project", "affiliation", "call", "event",
        "segment",
        "programme", "scheme", "obstacle", "body",
    ]

    private static func address(_ thing: String, _ sample: SampleProgramme) -> String {
        let paths = ["person": "people", "scheme": "mobility", "body": "bodies"]
        return "/api/v1/\(paths[thing] ?? thing + "s")/\(sample.id(thing))"
    }

    @Test func `what was read can be sent back, and changes nothing`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            for thing in Self.things {
                let address = Self.address(thing, sample)
                let lines = try await sample.count("SELECT COUNT(*) FROM journal")
                let read = String(buffer: try await client.get(address, as: editor).body)
                let answer = try await client.send(json: read, to: address, .patch, as: editor)
                #expect(answer.status == .ok, "\(thing): \(String(buffer: answer.body))")
                #expect(try await sample.count("SELECT COUNT(*) FROM journal") == lines, "\(thing)")
            }
        }
    }

    @Test func `a field that is not there is refused by its name`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            let body = #"{"version":1,"legal_name":"A","names":[{"text":"A","lang":"en"}]}"#
            let answer = try await client.send(
                json: body, to: Self.address("organisation", sample), .patch, as: editor)
            #expect(answer.status == .unprocessableContent)
            let text = String(buffer: answer.body)
            #expect(text.contains(#""field":"legal_name""#))
            #expect(text.contains(#""field":"names.0.lang""#))
            #expect(text.contains(#""title":"This cannot be taken""#))
        }
    }

    @Test func `a complaint has the name that was sent`() async throws {
        try await SampleProgramme.visit { sample, client in
            let answer = try await client.send(
                json: #"{"legalName":"","country":"AM"}"#, to: "/api/v1/organisations", as: sample.person("editor"))
            #expect(answer.status == .unprocessableContent)
            #expect(String(buffer: answer.body).contains(#""field":"legalName""#))
        }
    }

    @Test func `a change without a version is asked for one`() async throws {
        try await SampleProgramme.visit { sample, client in
            let address = Self.address("organisation", sample)
            for (match, status) in [(nil, 428), ("nothing", 428), ("\"9999\"", 409), ("*", 200)] as [(String?, Int)] {
                var headers = sample.person("editor").headers("application/json")
                headers[.ifMatch] = match
                let answer = try await client.execute(
                    uri: address, method: .patch, headers: headers, body: ByteBuffer(string: "{\"city\":\"Gyumri\"}"))
                #expect(answer.status.code == status)
            }
        }
    }

    @Test func `another method at a known address says which ones it takes`() async throws {
        try await SampleProgramme.visit { sample, client in
            let visitor = sample.person("visitor")
            for (method, address, allowed) in [
                (HTTPRequest.Method.delete, "/api/v1/organisations/o-1", "GET, HEAD, PATCH"),
                (.post, "/healthz", "GET, HEAD"),
            ] {
                let answer = try await client.execute(
                    uri: address, method: method, headers: visitor.headers(), body: nil)
                #expect(answer.status == .methodNotAllowed)
                #expect(answer.headers[.allow] == allowed)
            }
            #expect(try await client.get("/api/v1/nothing", as: visitor).status == .notFound)
        }
    }

    @Test func `a limit or a filter that cannot be is refused by the search as by lists`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            for list in ["organisations", "find", "experts"] {
                for (query, field) in [
                    ("limit=abc", "limit"), ("limit=0", "limit"), ("limit=1000", "limit"),
                    ("country=bakery", "country"),
                ] {
                    let answer = try await client.get("/api/v1/\(list)?q=vega&\(query)", as: editor)
                    #expect(answer.status == .unprocessableContent, "\(list) \(query)")
                    #expect(String(buffer: answer.body).contains("\"field\":\"\(field)\""), "\(list) \(query)")
                }
                let answer = try await client.get("/api/v1/\(list)?q=vega&limit=1&country=am", as: editor)
                #expect(answer.status == .ok, "\(list)")
            }
        }
    }
}
