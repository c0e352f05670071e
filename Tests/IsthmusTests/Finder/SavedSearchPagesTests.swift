import Hummingbird
import HummingbirdTesting
import Testing

@testable import Isthmus

/// Saving, finding again and deleting a search in the browser and over the API.
@Suite struct SavedSearchPagesTests {
    private static func saves(_ html: String) -> [SampleForm] {
        SampleForm.all(in: html).filter { $0.action == "/account/searches" }
    }

    @Test func `the results offer to save the search, named by its words`() async throws {
        try await SampleProgramme.visit { sample, client in
            let member = sample.person("member")
            let html = String(buffer: try await client.get("/find?q=ice+%22radar%22&page=1&lang=en", as: member).body)
            let form = try #require(Self.saves(html).first)
            #expect(
                form.fields.map { "\($0.name)=\($0.value)" }
                    == ["name=ice \"radar\"", "digest=never", "address=/find?q=ice%20%22radar%22"])
            let saved = try await client.send(form.encoded(), to: form.action, as: member)
            #expect(saved.status == .seeOther)
            #expect(saved.headers[.location] == "/account/searches")
            let list = String(buffer: try await client.get("/account/searches", as: member).body)
            #expect(list.contains("Find: “ice &quot;radar&quot;”"))
            let nothing = String(buffer: try await client.get("/find?q=zzz", as: member).body)
            #expect(Self.saves(nothing).count == 1)
            let experts = String(buffer: try await client.get("/find/experts?q=ice&country=AM", as: member).body)
            #expect(Self.saves(experts).first?.fields.map(\.value) == ["ice", "/find/experts?q=ice&country=AM"])
        }
    }

    @Test func `without words there is nothing to save, and visitors are led to the sign-in`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (member, visitor) = (sample.person("member"), sample.person("visitor"))
            for address in ["/find", "/find?country=AM", "/find/experts"] {
                #expect(Self.saves(String(buffer: try await client.get(address, as: member).body)).count == 0)
            }
            let html = String(buffer: try await client.get("/find?q=ice", as: visitor).body)
            #expect(Self.saves(html).count == 0)
            #expect(html.contains("/sign-in?return=%2Ffind%3Fq%3Dice"))
        }
    }

    @Test func `a refused search comes back with what was typed and the way to the one there`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, id) = (sample.person("holder"), sample.id("saved search"))
            let twice = try await client.send(
                "name=Typed+anew&address=/find?country=AM%26q=ice", to: "/account/searches", as: holder)
            #expect(twice.status == .unprocessableContent)
            let html = String(buffer: twice.body)
            #expect(html.contains("class=\"error-summary\""))
            #expect(html.contains("href=\"/account/searches/\(id)\""))
            #expect(Self.saves(html).first?.fields.first?.value == "Typed anew")
            let unnamed = try await client.send("name=&address=/people", to: "/account/searches", as: holder)
            #expect(unnamed.status == .unprocessableContent)
            #expect(String(buffer: unnamed.body).contains("href=\"#f-name\""))
            let form = try await client.get("/account/searches/new?address=%2Fpeople%3Fcountry%3DAM", as: holder)
            #expect(
                Self.saves(String(buffer: form.body)).first?.fields.map(\.value) == ["", "never", "/people?country=AM"])
            let unknown = try await client.get("/account/searches/new?address=%2Foffice", as: holder)
            #expect(unknown.status == .unprocessableContent)
        }
    }

    @Test func `what is new stands on the desk until the search is opened`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, id) = (sample.person("holder"), sample.id("saved search"))
            let path = "/account/searches/\(id)"
            func isOnDesk() async throws -> Bool {
                String(buffer: try await client.get("/desk", as: holder).body).contains(path)
            }
            #expect(try await isOnDesk() == false)
            sample.clock.advance(minutes: 5)
            _ = try await sample.programme.createOrganisation(
                ["legal_name": .text("Ice Company"), "country": .text("AM")], as: sample.person("officer").actor)
            #expect(try await isOnDesk())
            let opened = try await client.get(path, as: holder)
            #expect(opened.status == .seeOther)
            #expect(opened.headers[.location] == "/find?q=ice&country=AM")
            #expect(try await isOnDesk() == false)
            #expect(try await client.get(path, as: sample.person("officer")).status == .notFound)
        }
    }

    @Test func `a search is renamed and deleted by forms`() async throws {
        try await SampleProgramme.visit { sample, client in
            let (holder, path) = (sample.person("holder"), "/account/searches/\(sample.id("saved search"))")
            let html = String(buffer: try await client.get(path + "/form", as: holder).body)
            let form = try #require(SampleForm.all(in: html).first { $0.action == path })
            let taken = try await client.send(form.encoded(["name": "By name"]), to: path, as: holder)
            #expect(taken.status == .unprocessableContent)
            #expect(try await client.send(form.encoded(["name": "Лёд"]), to: path, as: holder).status == .seeOther)
            #expect(try await client.send(form.encoded(["name": "Late"]), to: path, as: holder).status == .conflict)
            #expect(String(buffer: try await client.get("/account/searches", as: holder).body).contains(">Лёд</a>"))
            #expect(try await client.send("", to: path + "/deletion", as: holder).status == .seeOther)
            #expect(try await client.get(path, as: holder).status == .notFound)
        }
    }

    @Test func `programs save, list, rename, open and delete`() async throws {
        try await SampleProgramme.visit { sample, client in
            let editor = sample.person("editor")
            let made = try await client.send(
                json: "{\"name\": \"Ice\", \"address\": \"/find?q=ice\"}", to: "/api/v1/searches", as: editor)
            #expect(made.status == .created)
            let officer = sample.person("officer").actor
            let line = try #require(try await sample.programme.savedSearches(as: officer).lines.first)
            let path = "/api/v1/searches/\(line.id.text)"
            #expect(String(buffer: try await client.get("/api/v1/searches", as: editor).body).contains("\"fresh\":0"))
            let named = try await client.send(json: "{\"name\": \"Snow\"}", to: path, .patch, as: editor)
            #expect(String(buffer: named.body).contains("\"name\":\"Snow\""))
            #expect(try await client.send(json: "{}", to: path + "/opening", as: editor).status == .ok)
            #expect(try await client.send(json: "{}", to: path, .delete, as: editor).status == .noContent)
            #expect(try await client.send(json: "{}", to: path, .delete, as: editor).status == .notFound)
        }
    }
}
